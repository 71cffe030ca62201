"""extract and update: from the originals into the catalogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from typing import Self

from dvomova.catalogs import mo, po
from dvomova.catalogs.borrowing import Match, brought
from dvomova.catalogs.merge import merge
from dvomova.errors import ConfigError
from dvomova.model import Catalog, State
from dvomova.text.similarity import word_count
from dvomova.workflow import reading
from dvomova.workflow.across import Matches, elsewhere
from dvomova.workflow.articles import Article
from dvomova.workflow.confirm import Word, spared
from dvomova.workflow.left import Known, Left, known, left, remember
from dvomova.workflow.project import Project
from dvomova.workflow.recall import Each, Recall
from dvomova.workflow.renames import Formers
from dvomova.workflow.report import Tally, Told, told
from dvomova.workflow.taking import Taken, take_in
from dvomova.workflow.template import write_template

_RULES = "X-Dvomova-Segmenter"
"""Header field: the rules by which the text was split into these units."""
_FORMAT = "X-Dvomova-Format"
"""Header field: the format of the document, where only a person's word tells it."""


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
    tally: Tally
    """How many units of each kind, and of each class of change."""
    needs_person: bool
    """Whether this update left something to do."""
    states: frozenset[State]
    """Those of the units that are in the document now."""
    changed: bool
    """Whether the catalog was, or would have been, written."""
    told: tuple[Told, ...] = ()
    """Where that was asked for: what did not stay as it was, in document order, gone ones last."""
    took_over: tuple[str, ...] = ()
    """Domains whose translations came along: their documents are gone and much of their text is here."""
    skipped: tuple[tuple[int, str], ...] = ()
    """(line, what) of text that is left as it is and that a person may miss."""
    former_rules: str = ""
    """By which rules the text was split before, where those are others now."""
    is_foreign: bool = False
    """Whether there is a translated document that is no translation of what the catalog holds."""
    own: tuple[tuple[int, str], ...] = ()
    """(line, text) of what only the translated document has, and had not when it was last seen."""
    left: Left | None = None
    """What the index is to remember; None for nothing."""

    @classmethod
    def known(cls, article: Article, known: Known) -> Self:
        """What it would do, and need not, for an article that is in step with its catalog."""
        tally = Tally(+Counter(unchanged=known.segments))
        return cls(
            article, tally, needs_person=False, states=known.states, changed=False, skipped=known.skipped
        )


def extract(article: Article, project: Project) -> Extracted:
    """Write the template (``.pot``) of an article."""
    found = reading.arrivals(article, project)
    catalog = reading.catalog(article, project)
    units = merge(catalog.units if catalog else (), found.items).units
    return Extracted(
        article,
        segments=len(found.items),
        words=sum(word_count(item.source) for item in found.items),
        changed=write_template(article, units, project),
        skipped=found.skipped,
    )


def update_all(
    articles: Sequence[Article],
    project: Project,
    each: Each,
    formers: Formers | None = None,
    words: Mapping[Article, Word] | None = None,
    *,
    in_full: bool = False,
) -> list[Updated]:
    """Bring the catalogs of articles in step; those that are as they were left are not even read.

    Args:
        articles: the ones to update.
        project: where they are.
        each: does the same for each article, tells what fails, and gives what came of the others.
        formers: as ``update`` takes it.
        words: a person's word on edits, by article.
        in_full: as ``update`` takes it.
    """
    recall = Recall(project, "update")
    there = {} if words else {article: found for article in articles if (found := known(article, recall))}
    others = [article for article in articles if article not in there]
    some = elsewhere(others, project, recall, each)

    work = partial(_update, formers=formers, words=words or {}, matches=some, in_full=in_full)
    done = {item.article: item for item in each(others, work)}
    remember([(article, item.left) for article, item in done.items() if item.left], recall, project.index)
    done |= {article: Updated.known(article, found) for article, found in there.items()}
    return [done[article] for article in articles if article in done]


def _update(
    article: Article,
    project: Project,
    formers: Formers | None,
    words: Mapping[Article, Word],
    matches: Matches,
    *,
    in_full: bool,
) -> Updated:
    """``update`` with what there is for the article, as a work that another process can be given."""
    word, some = words.get(article), matches.get(article.catalog)
    return update(article, project, formers, word, some, in_full=in_full)


def update(
    article: Article,
    project: Project,
    formers: Formers | None = None,
    word: Word | None = None,
    matches: Mapping[str, Match] | None = None,
    *,
    in_full: bool = False,
    pairs: bool = True,
) -> Updated:
    """Bring the catalog of an article in step with its original.

    Args:
        article: the one to update.
        project: where it is.
        formers: articles whose original is no longer there; what of their text is here now brings its
            translations along.
        word: a person's word that edits of these segments change nothing (``--minor``).
        matches: what other articles have for new sentences, by text.
        in_full: whether what is told names each unit; else it stays small.
        pairs: whether sentences that are new on both sides are paired; not where somebody has just done it.

    Raises:
        ConfigError: ``word`` names what is not flagged; the catalog belongs to another document.
    """
    found = reading.arrivals(article, project)
    before = reading.catalog(article, project)
    if before:
        _check_owner(article, before, project)
    base = before or Catalog(reading.new_header(article), ())
    forms = mo.plural_count(mo.plural_forms(base)) if any(item.plural for item in found.items) else 1
    merged = merge(base.units, found.items, forms=forms)
    former = formers.of(article, before, found.items, merged.events) if formers and article.source else None
    if former:
        base = former.catalog
        merged = merge(base.units, found.items, forms=forms)
    if matches:
        date = reading.now()[:10]
        merged = brought(base.units, found.items, merged, matches, date, forms=forms)
    if word:
        merged = spared(article, merged, word)
    taken = take_in(article, project, base if before or former else None, merged, pairs=pairs)
    merged, after = taken.merged, _renewed(article, before or base, taken, project)
    write_template(article, merged.units, project)
    content = po.render(after, project.config.wrap)
    changed = project.disk.write(article.catalog, content)
    tally, named = told(article, merged)
    return Updated(
        article,
        tally,
        needs_person=any(one.needs_person for one in named),
        told=named if in_full else (),
        states=frozenset(unit.state for unit in merged.units if not unit.obsolete),
        changed=changed,
        took_over=tuple(one.domain for one in former.articles) if former else (),
        skipped=found.skipped,
        former_rules=base.field(_RULES) if base.field(_RULES) != after.field(_RULES) else "",
        is_foreign=taken.is_foreign,
        own=taken.own,
        left=left(article, project.disk, content, merged.units, found.skipped) if article.source else None,
    )


def _renewed(article: Article, catalog: Catalog, taken: Taken, project: Project) -> Catalog:
    """A catalog with the units that there are now, and with a header that says what they were made by."""
    after = po.revised(catalog, taken.merged.units, reading.now())
    if taken.seen:
        after = taken.seen.put(after)
    if article.source:
        after = po.with_field(after, _RULES, reading.rules_version(article, project))
    if article.form:
        after = po.with_field(after, _FORMAT, article.form)
    return after


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
