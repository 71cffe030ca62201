"""Bytes onto the disk: all of them, or none."""

from __future__ import annotations

import os
from contextlib import suppress
from gettext import gettext as _
from hashlib import blake2b
from pathlib import Path

from dvomova.errors import FileError


def laid(place: Path, data: bytes, path: str) -> Path:
    """The temporary file beside ``place`` that holds ``data`` for good; any thread may make it.

    Raises:
        FileError: it cannot be written; nothing is left of it. Named is ``path``.
    """
    # Always the same name, so that what a killed process left is cleared away by the next one.
    name = blake2b(os.fsencode(place.name), digest_size=6).hexdigest()
    temporary = place.with_name(f".dvomova-{name}.tmp")
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
