"""Articles that are as their last update left them: the index tells what an update would find.

That depends on the document, its catalog and template, on the configuration and the rules that it names,
and on dvomova itself, whose index it is. Programs are always looked at: their messages may be anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path

from dvomova.catalogs import scan
from dvomova.catalogs.traces import packed
from dvomova.errors import DvomovaError
from dvomova.model import State, Unit
from dvomova.workflow import records
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk, digest
from dvomova.workflow.project import Project

_UPDATE = "update"
"""What the index calls the outcome of one."""
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
    digests: tuple[str | None, ...]
    """Of the document as it was read, of the catalog and the template as they are now."""
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
        tuple(disk.seen(path) for path in _files(article)),
        records.Record(records.document_of(text), records.language_in(text), scan.of_units(units)),
        packed(units),
    )


def _files(article: Article) -> tuple[str, str, str]:
    return article.source, article.catalog, article.template


class Recall:
    """What the index says of the last updates of a project."""

    def __init__(self, project: Project) -> None:
        """Prepare to ask.

        Args:
            project: whose configuration, and the rules that it names, are taken as they are now.
        """
        self._project, self._index = project, project.index
        self._settings = self._current_settings()
        self._rules = {rule: number for number, rule in enumerate(project.config.documents)}

    def of(self, article: Article) -> Known | None:
        """What an update would find in an article; None where that has to be seen."""
        if not article.source:
            return None
        try:
            digests = [self._index.digest(path) for path in _files(article)]
        except DvomovaError:  # the update will tell
            return None
        found = self._index.fact(_UPDATE, article.catalog, self._basis(article, digests))
        if found is None or None in digests:
            return None
        segments, states, skipped = found
        return Known(segments, frozenset(map(State, states)), tuple((line, what) for line, what in skipped))

    def note(self, updates: Iterable[tuple[Article, Left | None]]) -> None:
        """Remember what updates left behind."""
        disk = self._project.disk
        pending = set(disk.changed) if disk.dry_run else set()
        if self._settings != self._current_settings():  # by which rules was each article split?
            return
        self._index.renew()
        for article, left in updates:
            if left is None or not pending.isdisjoint(_files(article)):
                continue
            known, basis = left.known, self._basis(article, left.digests)
            self._index.note(
                _UPDATE, article.catalog, basis, [known.segments, sorted(known.states), known.skipped]
            )
            if content := left.digests[1]:
                records.note(article.catalog, content, left.record, self._index)
                self._index.note(TRACES, article.catalog, content, left.traces)
            with suppress(DvomovaError):
                for path in _files(article):
                    self._index.digest(path)

    def _basis(self, article: Article, digests: Iterable[str | None]) -> str:
        rule = self._rules.get(article.rule) if article.rule else None
        languages = (article.source_language, article.target, article.target_language)
        return "\n".join(map(str, (self._settings, rule, article.source, *languages, *digests)))

    def _current_settings(self) -> str | None:
        """What tells the configuration, the rules it names and the language of messages from others."""
        config = self._project.config
        own = (dict(rule.segmentation).get("segmentation", ()) for rule in config.documents)
        named = sorted({path for paths in (config.segmentation.segmentation, *own) for path in paths})
        rules: list[str | None] = []
        with suppress(DvomovaError):  # the update will tell
            rules = [self._index.digest(path) for path in named]
        translations_header = _  # under another name: Babel would warn of a message that is empty
        parts = (replace(config, root=Path(), exact=""), named, rules, translations_header(""))
        return digest(repr(parts).encode("utf-8", "surrogatepass"))
