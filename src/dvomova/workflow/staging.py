"""What is to be written for an article, before anything is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dvomova.workflow.disk import Disk, Staged


class Staging(Disk):
    """A disk that writes nothing: it gathers what is to be written, and reads as if that were done."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.staged: dict[str, Staged] = {}
        """By path, in the order of writing."""

    def exists(self, path: str) -> bool:
        """Whether there is, or is to be, such a file."""
        return path in self.staged or super().exists(path)

    def _content(self, path: str) -> bytes | None:
        return self.staged[path].data if path in self.staged else super()._content(path)

    def _take(self, staged: Staged) -> None:
        before = self.staged.get(staged.path, staged)
        self.staged[staged.path] = replace(staged, seen=before.seen)
