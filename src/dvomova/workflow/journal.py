"""What the last commands replaced, so that ``undo`` can put it back; nothing else needs it.

One file a command in ``.dvomova/journal``, which is only ever appended to: a line of JSON about the
command, then, before each file is replaced, a line of JSON and the bytes that the file held. A process
that is killed leaves a torn last record, at which readers stop, or one of a file that was not replaced
any more, which is as it was. Where the journal cannot be written the command goes on without it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import Path
from typing import BinaryIO

from dvomova.errors import FileError
from dvomova.workflow.disk import Disk, digest

FOLDER = ".dvomova/journal"
AT_MOST = 20
"""How many entries are kept: ten commands and the undoing of each."""
SIZE = 100_000_000
"""Bytes above which older commands are forgotten; the last one is remembered whatever its size."""

_NAME = re.compile(r"\d{6,}\.log")


@dataclass(frozen=True, slots=True)
class Change:
    """One file, once replaced."""

    path: str
    """From the root of the project."""
    before: str | None
    """Digest of what it held; None where there was no file."""
    after: str | None
    """Digest of what it was to hold; None where it was removed."""
    log: Path
    """Where its bytes are kept."""
    offset: int
    """Where they begin there."""
    size: int
    """How many bytes they are."""

    def content(self) -> bytes | None:
        """What the file held before; None where there was none.

        Raises:
            FileError: the journal is damaged.
        """
        if self.before is None:
            return None
        with suppress(OSError), self.log.open("rb") as file:
            file.seek(self.offset)
            data = file.read(self.size)
            if digest(data) == self.before:
                return data
        raise FileError(
            _("what {path} held is no longer in the journal").format(path=self.path),
            path=f"{FOLDER}/{self.log.name}",
            cure=_("bring the file back from version control"),
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """What one command wrote."""

    number: int
    command: str
    """Its name; of an undo that of the command which it undid."""
    time: str
    """When that command began, in ISO 8601, to the minute."""
    undoes: int | None
    """The entry that this one took back; None for any other command."""
    complete: bool
    """Whether the command got as far as saying that it was done; only ``undo`` says so."""
    changes: tuple[Change, ...]


class Recording:
    """The journal of one command while it writes; nothing is begun before its first file."""

    def __init__(self, root: Path, command: str, undoes: Entry | None = None) -> None:
        """Prepare to record.

        Args:
            root: of the project.
            command: its name.
            undoes: the entry that is being taken back.
        """
        time = datetime.now(UTC).astimezone().isoformat(timespec="minutes")
        self._head = {
            "command": undoes.command if undoes else command,
            "time": undoes.time if undoes else time,
            "undoes": undoes.number if undoes else None,
        }
        self._folder = root / FOLDER
        self._log: Path | None = None
        self._broken = False

    def keep(self, path: str, before: bytes | None, after: bytes | None) -> None:
        """Remember what a file holds that is about to be replaced or removed."""
        record = {
            "path": path,
            "before": digest(before),
            "after": digest(after),
            "size": len(before or b""),
        }
        self._append(_line(record) + (before or b"") + b"\n")

    def end(self) -> None:
        """Say that all was done."""
        self._append(_line({"end": True}))

    def _append(self, data: bytes) -> None:
        if self._broken:
            return
        try:
            logs = _logs(self._folder)
            if self._log is None or logs[-1:] != [self._log]:  # `edit` lets others write in between
                self._log = _begin(self._folder, logs, _line(self._head))
            with self._log.open("ab", buffering=0) as file:
                file.write(data)
        except OSError:
            # Half a record would be undone by half: rather none.
            self._broken = True
            with suppress(OSError):
                if self._log:
                    self._log.unlink()


def record(disk: Disk, command: str) -> None:
    """Have a journal kept of what a command writes from now on."""
    if disk.keep is None:
        disk.keep = Recording(disk.root, command).keep


def _begin(folder: Path, logs: list[Path], head: bytes) -> Path:
    """A new file, for which the oldest ones make room."""
    folder.mkdir(parents=True, exist_ok=True)
    sizes = {log: log.stat().st_size for log in logs}
    while len(sizes) >= AT_MOST or sum(sizes.values()) > SIZE:
        oldest = next(iter(sizes))
        oldest.unlink()
        del sizes[oldest]
    number = int(logs[-1].stem) + 1 if logs else 1
    log = folder / f"{number:06}.log"
    with log.open("xb") as file:
        file.write(head)
    return log


def _logs(folder: Path) -> list[Path]:
    """The files of the journal, oldest first."""
    with suppress(OSError):
        return sorted(
            (path for path in folder.iterdir() if _NAME.fullmatch(path.name)), key=lambda path: int(path.stem)
        )
    return []


def entries(root: Path) -> list[Entry]:
    """What the last commands wrote, oldest first; what cannot be read is left out."""
    found = (_entry(log) for log in _logs(root / FOLDER))
    return [entry for entry in found if entry]


def _entry(log: Path) -> Entry | None:
    with suppress(OSError, ValueError, KeyError, TypeError), log.open("rb") as file:
        head = json.loads(file.readline())
        records = list(_records(file, log))
        changes = tuple(one for one in records if one is not None)
        complete = None in records
        return Entry(int(log.stem), head["command"], head["time"], head["undoes"], complete, changes)
    return None


def _records(file: BinaryIO, log: Path) -> Iterator[Change | None]:
    """The records that are whole, None for the one that says that all was done."""
    length = log.stat().st_size
    with suppress(ValueError, KeyError, TypeError):
        while (line := file.readline()).endswith(b"\n"):
            fields = json.loads(line)
            if "end" in fields:
                yield None
                continue
            change = Change(
                fields["path"], fields["before"], fields["after"], log, file.tell(), fields["size"]
            )
            if file.seek(change.offset + change.size) >= length:
                return
            file.readline()
            yield change


def _line(fields: Mapping[str, object]) -> bytes:
    return json.dumps(fields, ensure_ascii=True).encode() + b"\n"
