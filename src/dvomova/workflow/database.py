"""The file of the index: a database that this very program made, or else a new one."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from dvomova import __version__

if TYPE_CHECKING:
    from sqlite3 import Connection

_APPLICATION = 0x64766F6D
"""``dvom``: whose database it is."""
_SCHEMA = """
CREATE TABLE facts (
  kind TEXT,    -- what it is about
  name TEXT,    -- of whom: the path of a file
  basis TEXT,   -- what it follows from, and only from that: digests
  value,        -- text, most often JSON, or bytes
  seal INTEGER, -- the checksum of the row
  PRIMARY KEY (kind, name)
) WITHOUT ROWID
"""
_PATIENCE = 1.0
"""Seconds to wait for another process that is writing the index."""


def connected(path: Path) -> Connection:
    """The database at ``path``: as it is if this program made it, else a new one.

    Raises:
        sqlite3.Error: it cannot be used.
    """
    import sqlite3

    database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        is_ours = _is_ours(database)
    except (sqlite3.Error, UnicodeError, MemoryError) as error:
        if not is_damage(error):
            raise
        is_ours = False
    if not is_ours:
        database.close()
        remove(path)
        database = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        if not _is_ours(database):  # nor did another process make it in between
            database.execute(_SCHEMA)
            database.execute(f"PRAGMA application_id = {_APPLICATION}")
            database.execute(f"PRAGMA user_version = {edition()}")
        database.execute("COMMIT")
    database.execute("PRAGMA synchronous = OFF")
    return database


def _is_ours(database: Connection) -> bool:
    found = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    return found == [_APPLICATION, edition()]


def is_damage(error: Exception) -> bool:
    """Whether a database is at fault, rather than a lock, a permission, a full disk.

    Where it is, messages may be no UTF-8, and sizes may be any.
    """
    import sqlite3

    passing = {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF not in passing


def remove(path: Path) -> None:
    """Remove a database, its journal first: left behind, it would be played into the next one."""
    for name in (f"{path}-journal", f"{path}-wal", f"{path}-shm", path):
        with suppress(OSError):
            Path(name).unlink()


@cache
def edition() -> int:
    """Tells apart the programs that find things in files: dvomova's own, and the packages beside it."""
    parts: list[object] = [__version__, sys.version_info[:3], _SCHEMA]
    with suppress(OSError):
        for folder, folders, names in os.walk(Path(__file__).parent.parent):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            stats = ((name, os.stat(f"{folder}/{name}")) for name in sorted(names))  # noqa: PTH116
            parts += [(name, stat.st_size, stat.st_mtime_ns) for name, stat in stats]
        for place in sys.path:
            if place.endswith("-packages"):
                parts += sorted(name for name in os.listdir(place) if name.endswith("-info"))  # noqa: PTH208
    return crc32(repr(parts).encode("utf-8", "surrogatepass")) & 0x7FFFFFFF
