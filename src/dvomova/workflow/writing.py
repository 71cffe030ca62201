"""Bytes onto the disk: all of them, or none."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from gettext import gettext as _
from hashlib import blake2b
from pathlib import Path

from dvomova.errors import FileError

_PREFIX = ".dvomova-"
_SUFFIX = ".tmp"
_HERE = -100
_NO_REPLACE = 1
_EXCHANGE = 2
"""What renameat2(2) of Linux calls AT_FDCWD, RENAME_NOREPLACE and RENAME_EXCHANGE."""


def laid(place: Path, data: bytes, path: str) -> Path:
    """The temporary file beside ``place`` that holds ``data`` for good; any thread may make it.

    Raises:
        FileError: it cannot be written; nothing is left of it. Named is ``path``.
    """
    # Always the same name, so that what a killed process left is cleared away by the next one.
    name = blake2b(os.fsencode(place.name), digest_size=6).hexdigest()
    temporary = place.with_name(f"{_PREFIX}{name}{_SUFFIX}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if place.exists():
            temporary.chmod(place.stat().st_mode & 0o7777)
    except BaseException as error:
        with suppress(OSError):
            temporary.unlink()
        if isinstance(error, OSError):
            raise cannot(_("cannot be written ({reason})"), path, error) from None
        raise
    return temporary


def named(temporary: Path, place: Path, held: Callable[[bytes | None], bool]) -> bool:
    """Give a temporary file its name, in one step; returns False where another program did so just before.

    ``held`` says of what had the name (None for nothing) whether it may go. A file that may not, as it came
    between the last look at it and this step, keeps its name where the system can exchange two (Linux).
    """
    new = held(None)
    if not _renamed(temporary, place, _NO_REPLACE if new else _EXCHANGE):
        if new and place.exists():
            return False
        temporary.replace(place)
        return True
    if new:
        return True
    if not held(temporary.read_bytes()):
        if not _renamed(temporary, place, _EXCHANGE):
            temporary.replace(place)
        return False
    temporary.unlink()
    return True


def _renamed(one: Path, other: Path, how: int) -> bool:
    """Whether the system could rename in this way: not every one can, nor every file system."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    names = [ctypes.c_char_p(os.fsencode(path)) for path in (one, other)]
    return rename is not None and rename(_HERE, names[0], _HERE, names[1], ctypes.c_uint(how)) == 0


def sweep(root: Path) -> None:
    """Remove the temporary files that a killed process left below a folder, hidden folders apart."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
                with suppress(OSError):
                    Path(folder, name).unlink()


def flush(folder: Path) -> None:
    """Make the names in a folder last through a power cut, where the system lets a folder be flushed."""
    if os.name == "nt":
        return
    with suppress(OSError):  # the files themselves are written; some file systems know no more than that
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot(what: str, path: str, error: OSError) -> FileError:
    """The error to raise where the system refused: ``what`` with the reason that it gave."""
    cure = _("check the permissions of the file and its folder, and the space on the disk")
    return FileError(what.format(reason=error.strerror or error), path=path, cure=cure)
