"""undo: the files of a project as they were before the last command that changed any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.workflow.disk import Disk, digest
from dvomova.workflow.journal import Change, Entry, Recording, entries
from dvomova.workflow.project import Project


@dataclass(frozen=True, slots=True)
class Undone:
    """What ``undo`` did."""

    entry: Entry
    """The command that was taken back."""
    restored: tuple[str, ...]
    """Files that were, or would have been, put back."""
    removed: tuple[str, ...]
    """Files that were, or would have been, removed: the command had made them."""
    refused: tuple[str, ...] = ()
    """Files that somebody changed since; where there are any, nothing was done."""


def undo(project: Project, *, redo: bool = False) -> Undone | None:
    """Take back the last command that wrote anything; with ``redo`` the last undo.

    Killed in between, it is done to the end by being called again.

    Returns:
        What was done; None where there is nothing to take back.

    Raises:
        FileError: a file cannot be written, or the journal is damaged.
    """
    done, undone = _stacks(entries(project.disk.root))
    last = (undone if redo else done)[-1:]
    if not last:
        return None
    entry = last[0]
    files = _by_file(entry.changes)
    disk = project.disk
    states = {path: _state(disk, path) for path in files}
    refused = tuple(path for path, changes in files.items() if states[path] not in _ours(changes))
    moved = {path: changes for path, changes in files.items() if states[path] != changes[0].before}
    result = Undone(
        entry,
        restored=tuple(path for path, changes in moved.items() if changes[0].before is not None),
        removed=tuple(path for path, changes in moved.items() if changes[0].before is None),
        refused=refused,
    )
    if not refused:
        _put_back(disk, entry, moved)
    return result


def _stacks(journal: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """The commands that hold, and the undoings that can be taken back; the last of each comes first."""
    done: list[Entry] = []
    undone: list[Entry] = []
    begun: tuple[Change, ...] = ()
    for entry in journal:
        if entry.undoes is None:
            done.append(entry)
            undone.clear()
            begun = ()
        elif not entry.complete:  # it was killed; what is done next to the same end belongs to it
            begun += entry.changes
        else:
            whole, begun = replace(entry, changes=begun + entry.changes), ()
            if undone and entry.undoes == undone[-1].number:
                undone.pop()
                done.append(whole)
            else:
                done = [one for one in done if one.number != entry.undoes]
                undone.append(whole)
    return done, undone


def _by_file(changes: Sequence[Change]) -> dict[str, list[Change]]:
    files: dict[str, list[Change]] = {}
    for change in changes:
        files.setdefault(change.path, []).append(change)
    return files


def _ours(changes: Sequence[Change]) -> set[str | None]:
    """The states that the command itself left or found a file in; it may have been killed in between."""
    return {state for change in changes for state in (change.before, change.after)}


def _state(disk: Disk, path: str) -> str | None:
    return digest(_content(disk, path))


def _content(disk: Disk, path: str) -> bytes | None:
    try:
        return (disk.root / path).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise FileError(
            _("cannot be read ({reason})").format(reason=error.strerror),
            path=path,
            cure=_("check its permissions"),
        ) from None


def _put_back(disk: Disk, entry: Entry, files: dict[str, list[Change]]) -> None:
    contents = {
        path: changes[0].content() for path, changes in files.items()
    }  # all there, or nothing is done
    recording = Recording(disk.root, entry.command, entry)

    def keep(path: str, before: bytes | None, after: bytes | None) -> None:
        if digest(before) not in _ours(files[path]):  # it was looked at, and then changed
            raise changed_since(path)
        recording.keep(path, before, after)

    disk.keep = keep
    for path, content in contents.items():
        if content is not None:
            disk.write(path, content)
        else:
            disk.remove(path)
    if not disk.dry_run:
        recording.end()


def changed_since(path: str) -> FileError:
    """What is told of a file that is not as the command left it."""
    return FileError(
        _("changed since then, and was left alone; nothing was undone"),
        path=path,
        cure=_("keep it, or bring back what the command had written (git checkout) and undo again"),
    )
