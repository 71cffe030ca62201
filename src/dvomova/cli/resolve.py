"""``dvomova resolve``."""

from __future__ import annotations

import sys
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import choice, options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.articles import Article
    from dvomova.workflow.project import Project
    from dvomova.workflow.status import Flagged


@options.command(
    "resolve",
    _(
        "Decide where both sides were edited. NAME is a segment (izium#1a2b3c4), a document or a domain; "
        "without any, all that is in conflict is asked for."
    ),
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option(
    "--take",
    type=click.Choice(["source", "target", "both"]),
    help=_(
        "Do not ask. source: the translation is as it was, and out of date; target: it stands as it was "
        "edited, and the original has to follow; both: the two edits say the same."
    ),
)
@options.common(writes=True)
def command(names: tuple[str, ...], *, take: str | None, **common: Any) -> int:
    """Resolve conflicts."""
    session = Session(**common)
    found = [item for items in _conflicts(session, names) for item in items]
    if not found:
        session.say(_("Nothing is in conflict."))
    decided: list[str] = []
    for number, item in enumerate(found, 1):
        side = take or _asked(item, number, len(found))
        if side is None:
            break
        if side:
            decided += _decide(session, item, side)
    number = len(decided)
    text = ngettext("{number} conflict decided.", "{number} conflicts decided.", number)
    if found:
        session.say(text.format(number=number))
        session.written()
    if number:
        session.next(_("`dvomova status`"), _("`dvomova build`"))
    return session.finish(command="resolve", segments=decided)


def _conflicts(session: Session, names: tuple[str, ...]) -> list[list[Flagged]]:
    from dvomova.model import State
    from dvomova.workflow.confirm import find
    from dvomova.workflow.status import flagged

    wanted = choice.chosen(session, names)

    def work(article: Article, project: Project) -> list[Flagged]:
        every = flagged(article, project, tuple(State))
        keys = wanted[article]
        if keys is None:
            return [item for item in every if item.unit.state is State.CONFLICT]
        pairs = [(item.name, item.unit) for item in every]
        meant = {find(pairs, article.domain, key)[0] for key in keys}
        return [item for item in every if item.name in meant]

    return session.each(list(wanted), work)


def _decide(session: Session, item: Flagged, side: str) -> tuple[str, ...]:
    from dvomova.cli.edit import in_editor, save
    from dvomova.errors import DvomovaError
    from dvomova.workflow.resolving import resolve

    if side == "edit":
        targets = in_editor(item)
        return save(session, item, targets) if targets else ()
    try:
        with session.writing():
            return resolve(item.article, session.project, frozenset([item.name]), side).names
    except DvomovaError as error:
        session.tell(error)
        return ()


def _asked(item: Flagged, number: int, total: int) -> str | None:
    """What a person decides; empty to leave it open, None to stop."""
    from dvomova.cli.printing import body, heading

    click.echo("\n".join([f"\n[{number}/{total}] {heading(item)}", *body(item)]), err=True)
    hint = _("s: the source holds, t: the target, b: both say the same, e: edit, Enter: later, q: stop")
    click.echo(click.style(f"({hint})", dim=True), err=True)
    sys.stderr.flush()
    answer = click.prompt("   ", default="", show_default=False, prompt_suffix="> ", err=True).strip().lower()
    if answer == "q":
        return None
    return {"s": "source", "t": "target", "b": "both", "e": "edit"}.get(answer[:1], "")
