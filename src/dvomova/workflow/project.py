"""A project: its configuration and its files, as every verb is handed them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dvomova import config
from dvomova.config import Config
from dvomova.workflow.articles import Article, Articles
from dvomova.workflow.disk import Disk


@dataclass(frozen=True, slots=True)
class Project:
    """Where a command works."""

    config: Config
    disk: Disk

    def articles(self, names: Sequence[str], here: Path, source: str | None = None) -> list[Article]:
        """The articles that ``names`` mean, seen from the folder ``here``; all where there are none."""
        return Articles(self.config, self.disk, source).named(names, here)


def open_project(here: Path, *, dry_run: bool = False) -> Project:
    """The project that a folder belongs to.

    Raises:
        ConfigError, FileError: its configuration cannot be used.
    """
    found = config.load(here)
    return Project(found, Disk(found.root, dry_run=dry_run))
