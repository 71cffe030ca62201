"""Work that need not be done again: the index tells what came of it.

What comes of an article depends on its files, on the configuration and the rules that it names, on the
options of the command, and on dvomova itself, whose index it is. Where all of that is as it was after
the last time, nothing has to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import cached_property
from gettext import gettext as _
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dvomova.errors import DvomovaError
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk, digest
from dvomova.workflow.project import Project

T = TypeVar("T")

_FIELDS = [field.name for field in fields(Article) if field.name not in {"rule", "messages"}]
"""Of an article; those two are part of the configuration."""


class Each(Protocol):
    """Does some work for each article."""

    def __call__(self, articles: Sequence[Article], work: Callable[[Article, Project], T], /) -> list[T]:
        """What came of it; what failed is told and left out."""


Trail = Mapping[str, str | None]
"""The digests of the files that work on an article read and wrote, as it left them; None for no file."""


def trail(paths: Iterable[str], disk: Disk) -> Trail:
    """The trail of what was read and written through ``disk``."""
    return {path: disk.seen(path) for path in paths}


class Recall:
    """What the index says of the last time that a command was about an article."""

    def __init__(self, project: Project, command: str, *options: object) -> None:
        """Prepare to ask.

        Args:
            project: whose configuration, and the rules that it names, are taken as they are now.
            command: its name.
            options: those that something depends on.
        """
        self._project, self._index = project, project.index
        self._command, self._options = command, repr(options)
        self._settings = self._current_settings()
        self._rules = {rule: number for number, rule in enumerate(project.config.documents)}

    def of(self, article: Article, paths: Iterable[str]) -> Any:
        """What would come of an article, as it was noted; None where that has to be seen.

        Args:
            article: which one.
            paths: of the files that it depends on, in the order of the trail.
        """
        try:
            return self.of_digests(article, [self._index.digest(path) for path in paths])
        except DvomovaError:  # the work itself will tell
            return None

    def of_digests(self, article: Article, digests: Iterable[str | None]) -> Any:
        """The same, if its files had these digests."""
        return self._index.fact(self._command, article.catalog, self._basis(article, digests))

    def is_written(self, trail: Trail) -> bool:
        """Whether files are as they were left, and not only as they would have been (``--dry-run``)."""
        return self._pending.isdisjoint(trail)

    @cached_property
    def _pending(self) -> frozenset[str]:
        """What would have been written; asked once the work is done."""
        disk = self._project.disk
        return frozenset(disk.changed if disk.dry_run else ())

    def note(self, outcomes: Iterable[tuple[Article, Trail, Any]]) -> None:
        """Remember what came of articles: what would come of them again."""
        if self._settings != self._current_settings():  # by which of them was each article done?
            return
        self._index.renew()
        for article, trail, value in outcomes:
            if self.is_written(trail):
                basis = self._basis(article, trail.values())
                self._index.note(self._command, article.catalog, basis, value)
                with suppress(DvomovaError):
                    for path in trail:  # what was written has a moment of its own now
                        self._index.digest(path)

    def _basis(self, article: Article, digests: Iterable[str | None]) -> str:
        rule = self._rules.get(article.rule) if article.rule else None
        about = (getattr(article, name) for name in _FIELDS)
        return "\n".join(map(str, (self._settings, self._options, rule, *about, *digests)))

    def _current_settings(self) -> str | None:
        """What tells the configuration, the rules it names and the language of messages from others."""
        config = self._project.config
        own = (dict(rule.segmentation).get("segmentation", ()) for rule in config.documents)
        named = sorted({path for paths in (config.segmentation.segmentation, *own) for path in paths})
        rules: list[str | None] = []
        with suppress(DvomovaError):  # the work itself will tell
            rules = [self._index.digest(path) for path in named]
        translations_header = _  # under another name: Babel would warn of a message that is empty
        parts = (replace(config, root=Path(), exact=""), named, rules, translations_header(""))
        return digest(repr(parts).encode("utf-8", "surrogatepass"))
