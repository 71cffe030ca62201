"""What was found in files that did not change since: ``.dvomova/index.db``.

It saves work and is needed for nothing. A file is the one that was read if its size, its times and its
inode are; as in git, they prove nothing where it changed in the moment that it was read, or later: such
a file is read again, and its digest says whether it is the same. What is known is tied to what it
follows from, never to a name alone: whatever is in the index may be old, but not wrong. Every row has
a checksum, so that nobody has to wait for the disk: a row that a power cut spoilt is no row.

A damaged index, or one that others made (another version of dvomova or of what it builds on), is made
anew; where it cannot be read or written, dvomova works without it and says nothing.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zlib import crc32

from dvomova.errors import FileError
from dvomova.workflow.database import connected, is_damage, remove
from dvomova.workflow.disk import Disk, digest
from dvomova.workflow.lock import FOLDER, make_folder

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")

NAME = f"{FOLDER}/index.db"
_FILE = "file"
"""The kind of fact that the digest of a file is; it follows from its size, times and inode."""
_FEW = 32
"""Facts of a kind that are looked up one by one; with the next one all of its kind are."""


class _Fact(NamedTuple):
    basis: str
    value: str | bytes


class Index:
    """The index of a project: opened when it is first asked, written by ``save`` alone."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._database: Connection | None = None
        self._is_off = False
        self._clock: tuple[int, int] | None = None
        self._facts: dict[str, dict[str, _Fact | None]] = {}
        self._asked: dict[str, int] = {}
        self._new: dict[tuple[str, str], _Fact] = {}

    def __reduce__(self) -> tuple[type[Index], tuple[Disk]]:
        """To another process goes where it is: a connection stays where it was made."""
        return Index, (self._disk,)

    def digest(self, path: str) -> str | None:
        """What tells what a file holds now from what it held; None where there is none.

        Raises:
            FileError: it cannot be read.
        """
        if known := self._known(path):
            return known
        read = self._read(path)
        return read[1] if read else None

    def peek(self, kind: str, path: str) -> Any:
        """What is known of a kind about a file as it is now, without reading it; None for nothing."""
        known = self._known(path)
        return self.fact(kind, path, known) if known else None

    def found(self, kind: str, path: str, find: Callable[[bytes], T]) -> T | None:
        """What ``find`` finds in a file, asked once for each content; None where there is no file.

        Args:
            kind: what it finds.
            path: of the file.
            find: handed what the file holds; gives what can be written as JSON, never None.

        Raises:
            FileError: the file cannot be read.
        """
        known: T | None = self.peek(kind, path)
        read = self._read(path) if known is None else None
        if read is None:
            return known
        data, content = read
        known = self.fact(kind, path, content)  # touched, it may hold what it held
        if known is None:
            known = find(data)
            self.note(kind, path, content, known)
        return known

    def fact(self, kind: str, name: str, basis: str) -> Any:
        """What is known of a kind about somebody; None for nothing, or if it follows from another basis."""
        fact = self._get(kind, name)
        return _read_back(fact.value) if fact and fact.basis == basis else None

    def note(self, kind: str, name: str, basis: str, value: Any) -> None:
        """Remember ``value``, JSON or bytes, which follows from ``basis`` and from nothing else."""
        stored = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False)
        self._facts.setdefault(kind, {})[name] = self._new[kind, name] = _Fact(basis, stored)

    def renew(self) -> None:
        """From now on files are read at a later moment: those that were written before it have settled."""
        self._clock = None

    def save(self) -> None:
        """Write down what is new. If that is not possible, or another process is at it, it is forgotten."""
        if self._new and (database := self._open(create=True)):
            rows = [(*key, *fact) for key, fact in self._new.items() if key[1].isprintable()]
            with self._forgiving():
                database.execute("BEGIN IMMEDIATE")
                database.executemany(
                    "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)",
                    ((*row, _seal(*row)) for row in rows),
                )
                database.execute("COMMIT")
        self._new.clear()

    def _known(self, path: str) -> str | None:
        """The digest of a file that was read before and is the same now."""
        try:
            stamp = _stamp(os.stat(f"{self._disk.place}{path}"))  # noqa: PTH116  (asked thousands of times)
        except (OSError, ValueError):
            return None
        fact = self._get(_FILE, path)
        return str(fact.value) if fact and fact.basis == stamp else None

    def _read(self, path: str) -> tuple[bytes, str] | None:
        """What a file holds, and its digest; its times prove something if they lie before the reading."""
        clock, device = self._moment()
        if (seen := self._disk.look(path)) is None:
            return None
        data, stat = seen
        content = digest(data) or ""
        fact = _Fact(_stamp(stat), content)
        self._facts.setdefault(_FILE, {})[path] = fact  # all of this run is one moment
        is_settled = max(stat.st_mtime_ns, stat.st_ctime_ns) < clock and stat.st_dev == device
        self._new[_FILE, path] = fact if is_settled else _Fact("", content)
        return data, content

    def _moment(self) -> tuple[int, int]:
        """What time it was before the first file was read, by the clock of the file system, and on which one.

        Only that clock will do: that of a network drive is not ours.
        """
        if self._clock is None:
            self._clock = (-1, -1)
            if self._open(create=True):
                with suppress(OSError):
                    path = self._disk.root / NAME
                    os.utime(path)
                    stat = path.stat()
                    self._clock = (stat.st_mtime_ns, stat.st_dev)
        return self._clock

    def _get(self, kind: str, name: str) -> _Fact | None:
        facts = self._facts.setdefault(kind, {})
        if name not in facts:
            self._asked[kind] = asked = self._asked.get(kind, 0) + 1
            if asked < _FEW:
                facts[name] = next((fact for _name, fact in self._stored(kind, name)), None)
            elif asked == _FEW:
                self._facts[kind] = facts = {**dict(self._stored(kind)), **facts}
        return facts.get(name)

    def _stored(self, kind: str, name: str | None = None) -> Iterator[tuple[str, _Fact]]:
        """The rows of a kind, or the one of that name, if their checksum is right."""
        query = "SELECT name, basis, value, seal FROM facts WHERE kind = ?"
        keys = (kind,) if name is None else (kind, name)
        if all(map(str.isprintable, keys)) and (database := self._open()):
            with self._forgiving():
                for one, basis, value, seal in database.execute(
                    query + " AND name = ?" * (len(keys) - 1), keys
                ):
                    if _seal(kind, one, basis, value) == seal:
                        yield one, _Fact(basis, value)

    def _open(self, *, create: bool = False) -> Connection | None:
        """The database; None where there is none, or none that can be used."""
        path = self._disk.root / NAME
        if self._database or self._is_off or not (create or path.exists()):
            return self._database
        self._is_off = self._disk.dry_run and not path.parent.exists()
        if not self._is_off:
            with suppress(OSError, FileError):
                if not path.parent.exists():
                    make_folder(self._disk.root)
            with self._forgiving():
                self._database = connected(path)
        return self._database

    @contextmanager
    def _forgiving(self) -> Iterator[None]:
        """From the first error of the database on there is no index; what is damaged is thrown away."""
        import sqlite3

        try:
            yield
        except (sqlite3.Error, UnicodeError, MemoryError) as error:
            self._is_off, database, self._database = True, self._database, None
            with suppress(sqlite3.Error):
                if database:
                    database.close()
            if is_damage(error):
                remove(self._disk.root / NAME)


def _stamp(stat: os.stat_result) -> str:
    return f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}"


def _seal(kind: str, name: str, basis: str, value: str | bytes) -> int:
    """The checksum of a row."""
    data = value if isinstance(value, bytes) else str(value).encode()
    return crc32(data, crc32(f"{kind}\0{name}\0{basis}".encode()))


def _read_back(value: str | bytes) -> Any:
    return value if isinstance(value, bytes) else json.loads(value)
