"""update --prune: what articles left behind whose originals are gone, once it lives on elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from dvomova.catalogs.mechanical import made_from
from dvomova.errors import DvomovaError
from dvomova.model import Catalog, Unit
from dvomova.text.languages import LANGUAGES
from dvomova.text.similarity import without_urls
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.records import catalog_path
from dvomova.workflow.seen import is_all_ours


@dataclass(frozen=True, slots=True)
class Pruned:
    """What became of the files of an article that is gone."""

    article: Article
    heirs: tuple[str, ...]
    """Domains of the articles that hold translations of it now."""
    removed: tuple[str, ...] = ()
    """Files that were, or would have been, removed."""
    left: int = 0
    """How many of its translations no other catalog holds; where there are any, nothing is removed."""
    edited: str = ""
    """Its translated document, where that is not as it was built: it stays."""


class Kept(NamedTuple):
    """A translation as it is looked for: addresses in it may have changed."""

    source: str
    """The text that it was made from."""
    targets: tuple[str, ...]
    notes: frozenset[str]
    """What translators wrote beside it."""

    @classmethod
    def of(cls, unit: Unit) -> Kept:
        """The translation of a unit."""
        notes = frozenset(line for line in unit.comments if not line.startswith("dvomova: "))
        return cls(without_urls(made_from(unit)), tuple(map(without_urls, unit.targets)), notes)


@dataclass(slots=True)
class Estate:
    """What an article that is gone left."""

    article: Article
    header: Catalog
    """Its catalog, without the units."""
    open: set[Kept]
    """Translations that were found nowhere else yet."""
    heirs: dict[str, None] = field(default_factory=dict)
    """Domains of the articles that the others were found in."""


def estate(article: Article, project: Project) -> Estate:
    """What an article that is gone left.

    Raises:
        FileError: its catalog cannot be read.
    """
    catalog = reading.existing_catalog(article, project)
    translated = {Kept.of(unit) for unit in catalog.units if any(unit.targets)}
    return Estate(article, replace(catalog, units=()), translated)


def prune(
    project: Project,
    estates: Iterable[Estate],
    living: Sequence[Article],
    taken: Mapping[str, Collection[str]],
) -> list[Pruned]:
    """Remove the catalogs of articles that are gone, with template, ``.mo`` and document as built.

    Only where every translation in it stands in another catalog too, active or obsolete, with the text that
    it was made from and the notes of its translators.

    Args:
        project: where they are.
        estates: what is to be removed.
        living: articles whose catalogs are looked through.
        taken: domain of a living article to the domains that it took over in this run. Where nothing is
            written, what was taken over counts as found.

    Raises:
        FileError: a file cannot be removed.
    """
    kept = {path for one in living for path in (one.catalog, one.template, one.source, one.target)}
    estates = [one for one in estates if one.article.catalog not in kept]
    if project.disk.dry_run:
        _believe(estates, taken)
    _look_through(sorted(living, key=lambda article: article.domain not in taken), estates, project)
    return [_settled(one, kept, project) for one in estates]


def _believe(estates: Iterable[Estate], taken: Mapping[str, Collection[str]]) -> None:
    for one in estates:
        heirs = [domain for domain, formers in taken.items() if one.article.domain in formers]
        if heirs:
            one.open.clear()
            one.heirs.update(dict.fromkeys(heirs))


def _look_through(living: Iterable[Article], estates: Sequence[Estate], project: Project) -> None:
    """Find the translations in the catalogs that stay, each of which is read once."""
    wanted: defaultdict[str, list[tuple[Estate, Kept]]] = defaultdict(list)
    for one in estates:
        for kept in one.open:
            wanted[kept.source].append((one, kept))
    for article in living:
        if not any(one.open for one in estates):
            return
        with suppress(DvomovaError):  # what cannot be read holds nothing; update has told of it
            catalog = reading.catalog(article, project)
            _look_at(article, catalog.units if catalog else (), wanted)


def _look_at(
    article: Article, units: Sequence[Unit], wanted: Mapping[str, Sequence[tuple[Estate, Kept]]]
) -> None:
    hit: dict[str, Estate] = {}
    for unit in units:
        for text in {without_urls(made_from(unit)), without_urls(unit.source)}:
            for one, kept in wanted.get(text, ()):
                if kept in one.open and _holds(unit, kept):
                    one.open.remove(kept)
                    hit[one.article.domain] = one
    for one in hit.values():
        one.heirs[article.domain] = None
        one.open -= {kept for kept in one.open if any(_is_part(kept, unit) for unit in units)}


def _holds(unit: Unit, kept: Kept) -> bool:
    """Whether a unit of the same text holds a translation, and what was noted beside it."""
    texts = set(map(without_urls, unit.targets))
    beside = without_urls("\n".join(unit.comments))  # where two units became one
    return kept.notes <= set(unit.comments) and all(
        text in texts or f'"{text}"' in beside for text in kept.targets
    )


def _is_part(kept: Kept, unit: Unit) -> bool:
    """Whether a translation is part of that of a unit which several sentences were joined to."""
    texts = without_urls(made_from(unit)), without_urls(unit.target)
    parts = kept.source, kept.targets[0]
    return kept.notes <= set(unit.comments) and all(
        part in text for part, text in zip(parts, texts, strict=True)
    )


def _settled(one: Estate, kept: Collection[str], project: Project) -> Pruned:
    article, heirs = one.article, tuple(one.heirs)
    if one.open:
        return Pruned(article, heirs, left=len(one.open))
    as_built = _is_as_built(one, project)
    paths = [
        article.template,
        *(catalog_path(article.locales, language, article.domain, ".mo") for language in LANGUAGES),
        *([article.target] if as_built else []),
        article.catalog,  # last: until then it can be done again
    ]
    removed = tuple(path for path in paths if path not in kept and project.disk.remove(path))
    is_left = not as_built and article.target not in kept and project.disk.exists(article.target)
    return Pruned(article, heirs, removed, edited=article.target if is_left else "")


def _is_as_built(one: Estate, project: Project) -> bool:
    path = one.article.target
    return project.disk.exists(path) and is_all_ours(project.disk.read_bytes(path), one.header)
