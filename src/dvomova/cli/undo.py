"""``dvomova undo``."""

from __future__ import annotations

from datetime import UTC, datetime
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.history import Undone
    from dvomova.workflow.journal import Entry


@options.command(
    "undo",
    _(
        "Put back the files as they were before the last command that wrote any: catalogs, templates, built "
        "documents, bundles. Said again, it takes back the command before that. A file that somebody "
        "changed since is left alone, and all others with it."
    ),
)
@click.option("--redo", is_flag=True, help=_("Take back the last undo instead."))
@options.common(writes=True)
def command(*, redo: bool, **common: Any) -> int:
    """Undo the last command."""
    from dvomova.workflow.history import changed_since, undo

    session = Session(**common)
    with session.project.disk.locked():  # not `writing`: undo keeps a journal of its own
        found = undo(session.project, redo=redo)
    if found is None:
        session.say(_("There is nothing to redo.") if redo else _("There is nothing to undo."))
        return session.finish(command="undo", undone=None)
    for path in found.refused:
        session.tell(changed_since(path))
    if not found.refused:
        _report(session, found, redo=redo)
    return session.finish(command="undo", undone=_fields(found))


def _report(session: Session, found: Undone, *, redo: bool) -> None:
    number = len(found.restored) + len(found.removed)
    files = ngettext("{number} file", "{number} files", number).format(number=number)
    head = _("Redone: {what}: {files}") if redo else _("Undone: {what}: {files}")
    put_back, removed = _("put back {path}"), _("removed {path}")
    if session.project.disk.dry_run:
        head = _("Would redo: {what}: {files}") if redo else _("Would undo: {what}: {files}")
        put_back, removed = _("would put back {path}"), _("would remove {path}")
    session.say(head.format(what=_what(found.entry), files=files))
    for text, paths in ((put_back, found.restored), (removed, found.removed)):
        for path in paths:
            session.say("  " + text.format(path=path))
    if redo:
        session.next(_("`dvomova undo` takes it back"))
    else:
        session.next(
            _("`dvomova undo` for the command before that"), _("`dvomova undo --redo` takes it back")
        )


def _what(entry: Entry) -> str:
    """The command and when it was: ``update, 14:03``; with the date where that is not today's."""
    when = datetime.fromisoformat(entry.time).astimezone()
    is_today = when.date() == datetime.now(UTC).astimezone().date()
    return f"{entry.command}, {when:%H:%M}" if is_today else f"{entry.command}, {when:%Y-%m-%d %H:%M}"


def _fields(found: Undone) -> dict[str, Any]:
    return {
        "command": found.entry.command,
        "time": found.entry.time,
        "restored": list(found.restored),
        "removed": list(found.removed),
        "refused": list(found.refused),
    }
