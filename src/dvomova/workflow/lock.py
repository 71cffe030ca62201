"""The folder of dvomova's own files in a project, and the lock in it: one process writes at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _
from pathlib import Path
from typing import TextIO

from dvomova.errors import FileError
from dvomova.workflow.writing import cannot, sweep

FOLDER = ".dvomova"
"""Where dvomova keeps what nobody needs to see; version control ignores it."""
_LOCK = f"{FOLDER}/lock"


def make_folder(root: Path) -> None:
    """Make ``FOLDER`` in a project, which tells version control to ignore it.

    Raises:
        OSError: it cannot be made.
    """
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    ignored = folder / ".gitignore"
    if not ignored.exists():
        own = folder / f".gitignore.{os.getpid()}"  # nobody has the lock yet: several may be at it
        own.write_bytes(b"*\n")
        own.replace(ignored)


@contextmanager
def held(root: Path) -> Iterator[None]:
    """Keep other dvomova processes from writing in a project meanwhile.

    Raises:
        FileError: another one is at it; with its process id.
    """
    with _taken(root) as file:  # an OSError of the work itself is not one of the lock
        yield
        file.truncate(0)


def _taken(root: Path) -> TextIO:
    path = root / _LOCK
    try:
        make_folder(root)
        file = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise cannot(_("cannot be written ({reason})"), _LOCK, error) from None
    try:
        _take(file.fileno(), path)
        if file.tell():  # who held it last did not live to let go of it
            sweep(root)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
    except BaseException as error:
        with suppress(OSError):  # a full disk would refuse the process id once more
            file.close()
        if isinstance(error, OSError):
            raise cannot(_("cannot be written ({reason})"), _LOCK, error) from None
        raise
    return file


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
