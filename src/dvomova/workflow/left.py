"""What an update leaves behind for the next one, for ``status``, and for the updates of other articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvomova.catalogs import scan
from dvomova.catalogs.traces import packed
from dvomova.model import State, Unit
from dvomova.workflow import records
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk
from dvomova.workflow.index import Index
from dvomova.workflow.recall import Recall, Trail, trail

TRACES = "traces"
"""What the index calls those of a catalog."""

Skipped = tuple[tuple[int, str], ...]
"""(line, what) of text that is left as it is and that a person may miss."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an update finds in an article that is in step with its catalog."""

    segments: int
    """How many units there are, all of them unchanged."""
    states: frozenset[State]
    """Those of these units."""
    skipped: Skipped


@dataclass(frozen=True, slots=True)
class Left:
    """What an update left behind."""

    known: Known
    """What the next one will find."""
    trail: Trail
    record: records.Record
    """What the catalog says now."""
    traces: bytes
    """Those of its units."""


def left(article: Article, disk: Disk, text: str, units: Sequence[Unit], skipped: Skipped) -> Left:
    """What an update left behind.

    Args:
        article: which was updated.
        disk: through which it was read and written.
        text: what its catalog holds now.
        units: of the catalog.
        skipped: what of the document is left as it is.
    """
    states = [unit.state for unit in units if not unit.obsolete]
    return Left(
        Known(len(states), frozenset(states), skipped),
        trail(_files(article), disk),
        records.Record(
            records.document_of(text),
            records.language_in(text),
            records.format_in(text),
            scan.of_units(units),
        ),
        packed(units),
    )


def _files(article: Article) -> tuple[str, str, str]:
    return article.source, article.catalog, article.template


def known(article: Article, recall: Recall) -> Known | None:
    """What an update would find in an article; None where that has to be seen, as of programs always."""
    found = recall.of(article, _files(article)) if article.source else None
    if found is None:
        return None
    segments, states, skipped = found
    return Known(segments, frozenset(map(State, states)), tuple((line, what) for line, what in skipped))


def remember(done: Iterable[tuple[Article, Left]], recall: Recall, index: Index) -> None:
    """Have the index know what updates left behind, as far as it was written."""
    there = [(article, one) for article, one in done if recall.is_written(one.trail)]
    for article, one in there:
        if content := one.trail[article.catalog]:
            records.note(article.catalog, content, one.record, index)
            index.note(TRACES, article.catalog, content, one.traces)
    recall.note((article, one.trail, _fields(one.known)) for article, one in there)


def stamped(changes: Iterable[tuple[Article, str, Trail]], recall: Recall, index: Index) -> None:
    """Have the index know of catalogs that only have another header: all else is as it was left.

    Args:
        changes: articles; the digest of the catalog before; the trail of what put another header there.
        recall: of updates.
        index: of the project.
    """
    known = []
    for article, old, left in changes:
        template, new = index.digest(article.template), left[article.catalog]
        value = recall.of_digests(article, (left[article.source], old, template))
        if value and new and recall.is_written(left):
            for kind in (records.CATALOG, TRACES):
                if (fact := index.fact(kind, article.catalog, old)) is not None:
                    index.note(kind, article.catalog, new, fact)
            digests = (left[article.source], new, template)
            known.append((article, dict(zip(_files(article), digests, strict=True)), value))
    recall.note(known)


def _fields(known: Known) -> list[object]:
    return [known.segments, sorted(known.states), known.skipped]
