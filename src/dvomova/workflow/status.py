"""status and diff: how far is each article, and what has changed in it since it was translated?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dvomova.catalogs import naming
from dvomova.model import Count, State, Unit
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.records import record

if TYPE_CHECKING:
    from dvomova.catalogs.offers import Likeness

OPEN = (State.STALE, State.CONFLICT, State.DRAFT, State.AHEAD, State.UNTRANSLATED)
"""States that wait for a person, the most pressing first."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far an article is."""

    article: Article
    count: Count | None
    """None where it has no catalog yet."""
    missing: bool = False
    """Whether its original is no longer there."""

    @property
    def segments(self) -> int:
        """How many units there are to translate in all."""
        return self.count.units.total() - self.count.units[State.OBSOLETE] if self.count else 0

    @property
    def words(self) -> int:
        """How many words of source text there are."""
        return self.count.words.total() if self.count else 0

    @property
    def done(self) -> int:
        """How many units can be published as they are."""
        return self.count.units[State.TRANSLATED] + self.count.units[State.AHEAD] if self.count else 0


@dataclass(frozen=True, slots=True)
class Flagged:
    """A segment that waits for a person."""

    article: Article
    name: str
    """``domain#key``."""
    unit: Unit
    line: int = 0
    """Line of the original, from 1; 0 where the text no longer stands there."""

    @property
    def changes(self) -> list[str]:
        """What kinds of change made it out of date."""
        from dvomova.catalogs.po_previous import was_and_is  # which counting does not need
        from dvomova.text.similarity import changes

        return [] if self.unit.previous is None else changes(*was_and_is(self.unit))

    @property
    def likeness(self) -> Likeness | None:
        """How like its text is to the one that its translation was made from; None where it is that."""
        from dvomova.catalogs.offers import likeness_of  # which counting does not need

        return likeness_of(self.unit)


def status(article: Article, project: Project) -> Status:
    """Count the states in the catalog of an article; the documents are not read."""
    found = record(article.catalog, project.index)
    missing = bool(article.source) and not project.disk.exists(article.source)
    return Status(article, found.count if found else None, missing)


def named_units(article: Article, units: Sequence[Unit]) -> Iterator[tuple[str, Unit]]:
    """The units of a catalog in order, each with its name ``domain#key``."""
    keys = naming.keys(units)
    for unit in units:
        yield f"{article.domain}#{keys[naming.identity(unit)]}", unit


def flagged(article: Article, project: Project, states: tuple[State, ...] = OPEN) -> list[Flagged]:
    """The segments of an article in one of ``states``, in document order, with their lines."""
    from dvomova.workflow import reading  # nor this

    catalog = reading.catalog(article, project)
    found = [
        Flagged(article, name, unit)
        for name, unit in (named_units(article, catalog.units) if catalog else ())
        if unit.state in states
    ]
    if not found or not article.source or not project.disk.exists(article.source):
        return found
    read = reading.document(article, project)
    lines: dict[tuple[str | None, str], int] = {}
    for occurrence in reading.occurrences(read, catalog.units if catalog else ()):
        if occurrence.unit:
            lines.setdefault((occurrence.unit.context, occurrence.unit.source), occurrence.segment.line)
    return [
        Flagged(item.article, item.name, item.unit, lines.get((item.unit.context, item.unit.source), 0))
        for item in found
    ]
