"""Reading and writing: whole files, old or new and never in between.

A file is written to a temporary one beside it, flushed to the disk and renamed; only if its bytes
differ, and only if it still is what was read. With ``dry_run`` nothing is written at all.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

from dvomova.errors import FileError

_LOCK = ".dvomova/lock"


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
        self.dry_run = dry_run
        self.changed: list[str] = []
        """Paths that were written, or would have been, in order."""
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
        data = self.read_bytes(path)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            raise FileError(
                _("byte {offset} (0x{byte:02x}) is not UTF-8").format(
                    offset=error.start, byte=data[error.start]
                ),
                path=path,
                line=data.count(b"\n", 0, error.start) + 1,
                cure=_("save the file as UTF-8, or convert it: iconv -f WINDOWS-1251 -t UTF-8"),
            ) from None

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
        with suppress(OSError, ValueError):  # a name that is too long, or no name at all
            return (self.root / path).is_file()
        return False

    def is_folder(self, path: str) -> bool:
        """Whether there is such a folder."""
        with suppress(OSError, ValueError):
            return (self.root / path).is_dir()
        return False

    def skim(self, path: str, length: int = -1) -> str:
        """The text of a file as far as it is UTF-8, from its beginning; not counted as read.

        Raises:
            FileError: it cannot be read.
        """
        try:
            with (self.root / path).open(encoding="utf-8", errors="replace") as file:
                return file.read(length)
        except OSError as error:
            raise _cannot(_("cannot be read ({reason})"), path, error) from None

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
            raise _cannot(_("cannot be read ({reason})"), path, error) from None

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
        return Prepared(staged, place, None if self.dry_run else _laid(place, staged))

    def commit(self, prepared: Prepared) -> None:
        """Make the file what was prepared for it; until ``settle`` a power cut may bring the old one back.

        Raises:
            FileError: the file changed since it was read, or cannot be written; it is as it was.
        """
        staged = prepared.staged
        try:
            now = self._unchanged(staged)
            if prepared.temporary:
                if self.keep:
                    self.keep(staged.path, now, staged.data)
                prepared.temporary.replace(prepared.place)
        except BaseException as error:
            prepared.discard()
            if isinstance(error, OSError):
                raise _cannot(_("cannot be written ({reason})"), staged.path, error) from None
            raise
        self.changed.append(staged.path)
        self._unsettled.add(prepared.place.parent)

    def _unchanged(self, staged: Staged) -> bytes | None:
        """What the file holds; the same as when it was read."""
        now = self._content(staged.path)
        if digest(now) == staged.seen:
            return now
        raise FileError(
            _("changed while dvomova worked on it, and was left alone"),
            path=staged.path,
            cure=_("run the command again"),
        )

    def settle(self) -> None:
        """Make what was committed last, also through a power cut."""
        while self._unsettled and not self.dry_run:
            _flush_folder(self._unsettled.pop())

    def back_up(self, path: str) -> str:
        """Copy a file to ``NAME.bak`` (or ``.bak2`` …, never over another); returns the new path."""
        number = 1
        while self.exists(copy := f"{path}.bak{number if number > 1 else ''}"):
            number += 1
        self.write(copy, self._bytes(path) or b"")
        return copy

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other dvomova processes from writing in this project meanwhile.

        Raises:
            FileError: another one is at it; with its process id.
        """
        if self.dry_run:
            yield
            return
        with self._lock():  # an OSError of the work itself is not one of the lock
            yield

    def _lock(self) -> TextIO:
        path = self.root / _LOCK
        try:
            path.parent.mkdir(exist_ok=True)
            file = path.open("a+", encoding="utf-8")
        except OSError as error:
            raise _cannot(_("cannot be written ({reason})"), _LOCK, error) from None
        try:
            _take(file.fileno(), path)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            ignored = path.with_name(".gitignore")
            if not ignored.exists():
                _laid(ignored, Staged(_LOCK, b"*\n", None)).replace(ignored)
        except BaseException as error:
            with suppress(OSError):  # a full disk would refuse the process id once more
                file.close()
            if isinstance(error, OSError):
                raise _cannot(_("cannot be written ({reason})"), _LOCK, error) from None
            raise
        return file


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


def _laid(place: Path, staged: Staged) -> Path:
    """The temporary file that holds all of what is staged for ``place``, whatever happens now."""
    # Always the same name, so that what a killed process left is cleared away by the next one.
    name = blake2b(os.fsencode(place.name), digest_size=6).hexdigest()
    temporary = place.with_name(f".dvomova-{name}.tmp")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(staged.data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            temporary.chmod(place.stat().st_mode & 0o7777)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise _cannot(_("cannot be written ({reason})"), staged.path, error) from None
        raise
    return temporary


def _take(descriptor: int, path: Path) -> None:
    """Lock an open file; the system lets go of it whatever happens to this process."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows only
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        owner = path.read_text("utf-8").strip()
        raise FileError(
            _("another dvomova (process {pid}) is writing in this project").format(pid=owner or "?"),
            path=_LOCK,
            cure=_("wait until it has ended"),
        ) from None


def digest(data: bytes | None) -> str | None:
    """What tells contents apart; None for no file."""
    return None if data is None else blake2b(data, digest_size=16).hexdigest()


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


def _cannot(what: str, path: str, error: OSError) -> FileError:
    cure = _("check the permissions of the file and its folder, and the space on the disk")
    return FileError(what.format(reason=error.strerror or error), path=path, cure=cure)


def _flush_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the file itself is written; some file systems know no more than that
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
