"""Reading and writing: whole files, old or new and never in between.

A file is written to a temporary one beside it, flushed to the disk and renamed; only if its bytes
differ, and only if it still is what was read. With ``dry_run`` nothing is written at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from hashlib import blake2b
from pathlib import Path

from dvomova.errors import FileError
from dvomova.workflow import lock
from dvomova.workflow.writing import cannot, flush, laid, named


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that is to be written."""

    path: str
    data: bytes
    seen: str | None
    """Digest of what it held when it was read; None where there was no file."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is staged, on the disk already: only its name has to be changed."""

    staged: Staged
    place: Path
    """Where it goes: links are written through."""
    temporary: Path | None
    """Where it is; None for nowhere, in a dry run."""

    def discard(self) -> None:
        """Leave the file as it is."""
        with suppress(OSError):
            if self.temporary:
                self.temporary.unlink()


class Disk:
    """The files of a project, by their path from its root (with ``/``)."""

    def __init__(self, root: Path, *, dry_run: bool = False) -> None:
        self.root = root
        self.place = os.path.join(root, "")  # noqa: PTH118
        """The root, ready to have a path put behind it."""
        self.dry_run = dry_run
        self.changed: list[str] = []
        """Paths that were written or removed, or would have been, in order."""
        self.removed: list[str] = []
        """Those of them that were removed."""
        self.keep: Callable[[str, bytes | None, bytes | None], None] | None = None
        """Told the path, what it holds and what it is going to hold, before a file is replaced."""
        self._seen: dict[str, bytes | None] = {}
        self._unsettled: set[Path] = set()

    def __reduce__(self) -> tuple[Callable[[Path], Disk], tuple[Path]]:
        """To another process goes the right to read."""
        return partial(Disk, dry_run=True), (self.root,)

    def read(self, path: str) -> str:
        """The text of a file, line ends as they are.

        Raises:
            FileError: it is missing, unreadable or not UTF-8 (with the offset of the first wrong byte).
        """
        return decoded(self.read_bytes(path), path)

    def read_bytes(self, path: str) -> bytes:
        """What a file holds.

        Raises:
            FileError: it is missing or unreadable.
        """
        data = self._bytes(path)
        if data is None:
            raise FileError(
                _("there is no such file"),
                path=path,
                cure=_("check the name, or restore it from version control"),
            )
        return data

    def read_if_there(self, path: str) -> str | None:
        """The text of a file, None where there is none."""
        return self.read(path) if self.exists(path) else None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return os.path.isfile(f"{self.place}{path}")  # noqa: PTH113  (asked thousands of times)

    def is_folder(self, path: str) -> bool:
        """Whether there is such a folder."""
        with suppress(OSError, ValueError):
            return (self.root / path).is_dir()
        return False

    def skim(self, path: str, length: int = -1) -> str:
        """The text of a file as far as it is UTF-8, or that of its first bytes; not counted as read.

        Raises:
            FileError: it cannot be read.
        """
        try:
            with open(os.path.join(self.root, path), "rb", buffering=0) as file:  # noqa: PTH118, PTH123
                return file.read(length).decode("utf-8", "replace")
        except OSError as error:
            raise cannot(_("cannot be read ({reason})"), path, error) from None

    def look(self, path: str) -> tuple[bytes, os.stat_result] | None:
        """What a file holds, and what the system said of that very file before; not counted as read.

        None where there is no such file.

        Raises:
            FileError: it cannot be read.
        """
        if not self.exists(path):
            return None
        try:
            with open(f"{self.place}{path}", "rb", buffering=0) as file:  # noqa: PTH123
                stat = os.fstat(file.fileno())
                return file.readall(), stat
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot(_("cannot be read ({reason})"), path, error) from None

    def seen(self, path: str) -> str | None:
        """The digest of what a file held when it was first read, or was made to hold; None for no file."""
        return digest(self._seen.get(path))

    def forget(self, path: str) -> None:
        """What ``path`` held when it was read no longer matters: it is going to be read again."""
        self._seen.pop(path, None)

    def _bytes(self, path: str) -> bytes | None:
        data = self._content(path)
        self._seen.setdefault(path, data)
        return data

    def _content(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise cannot(_("cannot be read ({reason})"), path, error) from None

    def write(self, path: str, content: str | bytes) -> bool:
        """Make ``content`` what the file holds; returns whether that is a change.

        Raises:
            FileError: it changed since it was read, or cannot be written; it is as it was.
        """
        data = _encoded(content, path) if isinstance(content, str) else content
        if self._bytes(path) == data:
            return False
        self._take(Staged(path, data, digest(self._seen[path])))
        if not self.dry_run:
            self._seen[path] = data
        return True

    def _take(self, staged: Staged) -> None:
        self.commit(self.prepare(staged))
        self.settle()

    def prepare(self, staged: Staged) -> Prepared:
        """Put a file on the disk beside the one that it is going to be. Any thread may do that.

        Raises:
            FileError: it cannot be written; nothing is left of it.
        """
        place = self.root / staged.path
        if place.is_symlink():
            place = place.resolve()
        return Prepared(staged, place, None if self.dry_run else laid(place, staged.data, staged.path))

    def commit(self, prepared: Prepared) -> None:
        """Make the file what was prepared for it; until ``settle`` a power cut may bring the old one back.

        Raises:
            FileError: the file changed since it was read, or cannot be written; it is as it was.
        """
        staged = prepared.staged
        try:
            now = self._unchanged(staged.path, staged.seen)
            if prepared.temporary:
                if self.keep:
                    self.keep(staged.path, now, staged.data)
                _name(prepared.temporary, prepared)
        except BaseException as error:
            prepared.discard()
            if isinstance(error, OSError):
                raise cannot(_("cannot be written ({reason})"), staged.path, error) from None
            raise
        self.changed.append(staged.path)
        self._unsettled.add(prepared.place.parent)

    def _unchanged(self, path: str, seen: str | None) -> bytes | None:
        """What a file holds; the same as when it was read."""
        now = self._content(path)
        if digest(now) == seen:
            return now
        raise _changed(path)

    def settle(self) -> None:
        """Make what was committed last, also through a power cut."""
        while self._unsettled and not self.dry_run:
            flush(self._unsettled.pop())

    def remove(self, path: str) -> bool:
        """Remove a file; returns whether there was one.

        Raises:
            FileError: it changed since it was read, or cannot be removed.
        """
        if self._bytes(path) is None:
            return False
        now = self._unchanged(path, digest(self._seen[path]))
        if not self.dry_run:
            if self.keep:
                self.keep(path, now, None)
            try:
                (self.root / path).unlink(missing_ok=True)
            except OSError as error:
                raise cannot(_("cannot be removed ({reason})"), path, error) from None
            self._seen[path] = None
        self.changed.append(path)
        self.removed.append(path)
        return True

    def back_up(self, path: str) -> str:
        """Copy a file to ``NAME.bak`` (or ``.bak2`` …, never over another); returns the new path."""
        number = 1
        while self.exists(copy := f"{path}.bak{number if number > 1 else ''}"):
            number += 1
        self.write(copy, self._bytes(path) or b"")
        return copy

    def locked(self) -> AbstractContextManager[None]:
        """Keep other dvomova processes from writing in this project meanwhile.

        Raises:
            FileError: another one is at it; with its process id.
        """
        return nullcontext() if self.dry_run else lock.held(self.root)


def decoded(data: bytes, path: str) -> str:
    """The text that a file holds.

    Raises:
        FileError: it is not UTF-8; with the offset of the first wrong byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileError(
            _("byte {offset} (0x{byte:02x}) is not UTF-8").format(offset=error.start, byte=data[error.start]),
            path=path,
            line=data.count(b"\n", 0, error.start) + 1,
            cure=_("save the file as UTF-8, or convert it: iconv -f WINDOWS-1251 -t UTF-8"),
        ) from None


def digest(data: bytes | None) -> str | None:
    """What tells contents apart; None for no file."""
    return None if data is None else blake2b(data, digest_size=16).hexdigest()


def _name(temporary: Path, prepared: Prepared) -> None:
    staged = prepared.staged
    if not named(temporary, prepared.place, lambda held: digest(held) == staged.seen):
        raise _changed(staged.path)


def _changed(path: str) -> FileError:
    text = _("changed while dvomova worked on it, and was left alone")
    return FileError(text, path=path, cure=_("run the command again"))


def _encoded(content: str, path: str) -> bytes:
    try:
        return content.encode("utf-8")
    except UnicodeEncodeError as error:
        raise FileError(
            _("{character} is no character and cannot be written").format(
                character=f"U+{ord(content[error.start]):04X}"
            ),
            path=path,
            cure=_("set your terminal and editor to UTF-8"),
        ) from None
