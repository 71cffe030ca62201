"""``dvomova accept``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from dvomova.cli import choice, options
from dvomova.cli.session import Session


@options.command(
    "accept",
    _(
        "Confirm translations as they are: what is out of date, a draft or edited elsewhere counts as "
        "translated from now on. NAME is a segment (izium#1a2b3c4), a document, a folder or a domain."
    ),
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--all", "everything", is_flag=True, help=_("All articles."))
@choice.classes(_("Only what is out of date by changes of these kinds and no other: {known}."))
@options.source()
@options.common(writes=True)
def command(
    names: tuple[str, ...], *, everything: bool, classes: tuple[str, ...] | None, **common: Any
) -> int:
    """Confirm."""
    from dvomova.workflow.confirm import Word, accept

    if not names and not everything and not classes:
        raise click.UsageError(_("Name segments or articles, or say --all."))
    session = Session(**common)
    with session.writing():
        wanted = choice.chosen(session, names)
        done = session.each(
            list(wanted), lambda article, project: accept(article, project, Word(wanted[article], classes))
        )
    confirmed = [name for item in done for name in item.names]
    if session.verbose:
        for name in confirmed:
            session.say(f"  {name}")
    number = len(confirmed)
    session.say(
        ngettext("{number} segment confirmed.", "{number} segments confirmed.", number).format(number=number)
    )
    session.written()
    if number:
        session.next(_("`dvomova build`"))
    elif classes and not session.idle:
        session.next(_("`dvomova diff` shows what changed"))
    return session.finish(command="accept", segments=confirmed)
