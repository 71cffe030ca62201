"""extract and update: from the originals into the catalogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from gettext import gettext as _
from typing import Self

from dvomova.catalogs import mo, po
from dvomova.catalogs.borrowing import brought
from dvomova.catalogs.merge import Event, merge
from dvomova.errors import ConfigError
from dvomova.model import Catalog, State, Unit
from dvomova.text.similarity import word_count
from dvomova.workflow import reading
from dvomova.workflow.across import Matches
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.recall import Known, Left, left
from dvomova.workflow.renames import Formers

_RULES = "X-Dvomova-Segmenter"
"""Header field: the rules by which the text was split into these units."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """What ``extract`` did for one article."""

    article: Article
    segments: int
    words: int
    changed: bool
    """Whether the template was, or would have been, written."""
    skipped: tuple[tuple[int, str], ...] = ()
    """(line, what) of text that is left as it is and that a person may miss."""


@dataclass(frozen=True, slots=True)
class Updated:
    """What ``update`` did for one article."""

    article: Article
    events: tuple[Event, ...]
    """What happened, but to those that are unchanged."""
    unchanged: int
    """How many units are."""
    states: frozenset[State]
    """Those of the units that are in the document now."""
    changed: bool
    """Whether the catalog was, or would have been, written."""
    renamed_from: str = ""
    """The domain whose catalog was followed, because its document is gone and most of its text is here."""
    skipped: tuple[tuple[int, str], ...] = ()
    """(line, what) of text that is left as it is and that a person may miss."""
    former_rules: str = ""
    """By which rules the text was split before, where those are others now."""
    left: Left | None = None
    """What the index is to remember; None for nothing new."""

    @classmethod
    def known(cls, article: Article, known: Known) -> Self:
        """What it would do, and need not, for an article that is in step with its catalog."""
        return cls(article, (), known.segments, known.states, changed=False, skipped=known.skipped)

    def count(self) -> Counter[str]:
        """How many units of each kind of event."""
        return +Counter({"unchanged": self.unchanged}) + Counter(event.kind for event in self.events)


def extract(article: Article, project: Project) -> Extracted:
    """Write the template (``.pot``) of an article."""
    found = reading.arrivals(article, project)
    catalog = reading.catalog(article, project)
    units = merge(catalog.units if catalog else (), found.items).units
    return Extracted(
        article,
        segments=len(found.items),
        words=sum(word_count(item.source) for item in found.items),
        changed=_write_template(article, units, project),
        skipped=found.skipped,
    )


def _write_template(article: Article, units: Iterable[Unit], project: Project) -> bool:
    """The units without their translations, cut as the catalog is: msgmerge brings the two together."""
    header = po.new_header(article.domain, article.source_language, "", "")
    bare = [
        Unit(
            unit.source,
            ("",) * (2 if unit.plural else 1),
            unit.context,
            unit.plural,
            extracted=unit.extracted,
            references=unit.references,
            flags=unit.flags,
        )
        for unit in units
        if not unit.obsolete
    ]
    return project.disk.write(article.template, po.render(Catalog(header, tuple(bare))))


def update(
    article: Article, project: Project, formers: Formers | None = None, matches: Matches | None = None
) -> Updated:
    """Bring the catalog of an article in step with its original.

    Args:
        article: the one to update.
        project: where it is.
        formers: articles whose original is no longer there; a new article that has most of the
            text of one of them takes over its translations.
        matches: what other articles have for new sentences.
    """
    found = reading.arrivals(article, project)
    items = found.items
    before = reading.catalog(article, project)
    if before:
        _check_owner(article, before, project)
    former = formers.of(article, items) if formers and not before else None
    base = before or (former[0] if former else Catalog(reading.new_header(article), ()))
    forms = mo.plural_count(mo.plural_forms(base)) if any(item.plural for item in items) else 1
    merged = merge(base.units, items, forms=forms)
    if matches and (some := matches.get(article.catalog)):
        merged = brought(base.units, items, merged, some, reading.now()[:10])
    after = po.revised(base, merged.units, reading.now())
    if article.source:
        after = po.with_field(after, _RULES, reading.rules_version(article, project))
    _write_template(article, merged.units, project)
    content = po.render(after, project.config.wrap)
    changed = project.disk.write(article.catalog, content)
    events = tuple(event for event in merged.events if event.kind != "unchanged")
    return Updated(
        article,
        events,
        unchanged=len(merged.events) - len(events),
        states=frozenset(unit.state for unit in merged.units if not unit.obsolete),
        changed=changed,
        renamed_from=former[1].domain if former else "",
        skipped=found.skipped,
        former_rules=base.field(_RULES) if base.field(_RULES) != after.field(_RULES) else "",
        left=left(article, project.disk, content, merged.units, found.skipped) if article.source else None,
    )


def _check_owner(article: Article, catalog: Catalog, project: Project) -> None:
    """Refuse a catalog that was made for another document, as ``a.en.md`` has it beside ``a.en.txt``."""
    named = {reference for unit in catalog.units for reference in unit.references}
    if not article.source or not named.isdisjoint((article.source, article.target)):
        return
    if others := sorted(reference for reference in named if project.disk.exists(reference)):
        raise ConfigError(
            _("{one} and {two} would share the catalog {domain}").format(
                one=others[0], two=article.source, domain=article.domain
            ),
            cure=_("rename one of them"),
        )


def former_articles(project: Project, missing: Iterable[Article] = ()) -> Formers:
    """Articles whose catalogs are there and whose originals are gone; ``missing`` are known to be."""
    recorded = project.articles().recorded()
    gone = (article for article in recorded if not project.disk.exists(article.source))
    return Formers(dict.fromkeys((*missing, *gone)), project)
