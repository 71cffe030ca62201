"""``dvomova edit --source``: the original of a segment, in the editor."""

from __future__ import annotations

import os
import shlex
import subprocess
from gettext import gettext as _
from typing import TYPE_CHECKING

from dvomova.cli.session import Session
from dvomova.errors import ConfigError

if TYPE_CHECKING:
    from dvomova.workflow.status import Flagged


def edit_original(session: Session, name: str) -> int:
    """Open the original of a segment at its line; once it is closed the segment is brought in step.

    Where its sentence was edited for the translation that was ahead of it, that is confirmed.

    Raises:
        ConfigError: there is no such segment, or no editor.
    """
    item = _named(session, name)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        raise ConfigError(
            _("there is no editor to open it in"),
            path=item.article.source,
            line=item.line,
            cure=_("set EDITOR, as in: EDITOR=nano dvomova edit --source {name}").format(name=item.name),
        )
    path = session.project.disk.root / item.article.source
    line = [f"+{item.line}"] if item.line else []
    subprocess.run([*shlex.split(editor), *line, str(path)], check=False)  # noqa: S603  (the person's own)
    confirmed = _brought_in_step(session, item)
    for one in confirmed:
        session.say(_("{name}: the original says the same now").format(name=one))
    session.written()
    session.next(_("`dvomova status`"), _("`dvomova build`"))
    return session.finish(command="edit", segments=confirmed)


def _named(session: Session, name: str) -> Flagged:
    from dvomova.model import State
    from dvomova.workflow.confirm import find
    from dvomova.workflow.status import flagged

    domain, _sign, key = name.rpartition("#")
    every = [
        item
        for article in session.articles([domain])
        for item in flagged(article, session.project, tuple(State))
    ]
    found, _unit = find([(item.name, item.unit) for item in every], domain, key)
    return next(item for item in every if item.name == found)


def _brought_in_step(session: Session, item: Flagged) -> list[str]:
    """Update the article; returns the name of the segment if it was ahead and its original followed."""
    from dvomova.model import State
    from dvomova.workflow.confirm import Word, accept
    from dvomova.workflow.update import update

    with session.writing():
        done = session.each([item.article], lambda article, project: update(article, project, in_full=True))
        told = [one for updated in done for one in updated.told if one.event.before == item.unit.source]
        if item.unit.state is not State.AHEAD or not told:
            return []
        word = Word([told[0].name.rpartition("#")[2]])
        return [
            name
            for one in session.each([item.article], lambda article, project: accept(article, project, word))
            for name in one.names
        ]
