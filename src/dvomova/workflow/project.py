"""A project: its configuration and its files, as every verb is handed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dvomova import config
from dvomova.config import Config, Segmentation
from dvomova.segmenters.base import Splitter
from dvomova.workflow.articles import Article, Articles
from dvomova.workflow.disk import Disk
from dvomova.workflow.index import Index

if TYPE_CHECKING:
    from dvomova.glossary.usage import Glossary
    from dvomova.workflow.reading import Arrivals


@dataclass(frozen=True, slots=True)
class Project:
    """Where a command works."""

    config: Config
    disk: Disk
    index: Index
    """What is known of its files."""
    splitters: dict[Segmentation, Splitter] = field(default_factory=dict, compare=False, repr=False)
    """Those that were made ready in this run."""
    arrivals: dict[Article, tuple[bytes, Arrivals]] = field(default_factory=dict, compare=False, repr=False)
    """What the last few originals that were read hold, each with its content."""
    terms: list[Glossary] = field(default_factory=list, compare=False, repr=False)
    """Its glossary, once it was asked for in this run."""

    def __reduce__(self) -> tuple[type[Project], tuple[Config, Disk, Index]]:
        """What is ready stays here: it is made faster than it is sent to another process."""
        return Project, (self.config, self.disk, self.index)

    def articles(self, source: str | None = None, form: str = "") -> Articles:
        """How its articles are found; a person may say the language of the originals, and the format."""
        return Articles(self.config, self.disk, self.index, source, form)


def open_project(here: Path, *, dry_run: bool = False) -> Project:
    """The project that a folder belongs to.

    Raises:
        ConfigError, FileError: its configuration cannot be used.
    """
    found = config.load(here)
    disk = Disk(found.root, dry_run=dry_run)
    return Project(found, disk, Index(disk))
