"""``dvomova accept``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.articles import Article

_CLASSES = (
    "number",
    "negation",
    "name",
    "words",
    "order",
    "url",
    "markup",
    "punctuation",
    "apostrophe",
    "quotes",
    "dash",
    "spaces",
)
"""What ``similarity.changes`` may answer, the weightiest first."""


def _classes(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """The kinds named, in one option or in several; None where the option was not given."""
    named = tuple(name.strip() for part in value for name in part.split(",") if name.strip())
    if unknown := [name for name in named if name not in _CLASSES]:
        raise click.BadParameter(
            _("{unknown} is no kind of change; use {known}").format(
                unknown=unknown[0], known=",".join(_CLASSES)
            )
        )
    if value and not named:
        raise click.BadParameter(_("name kinds of change: {known}").format(known=",".join(_CLASSES)))
    return named or None


@options.command(
    "accept",
    _(
        "Confirm translations as they are: what is out of date, a draft or edited elsewhere counts as "
        "translated from now on. NAME is a segment (izium#1a2b3c4), a document, a folder or a domain."
    ),
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--all", "everything", is_flag=True, help=_("All articles."))
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="CLASS,…",
    callback=_classes,
    help=_("Only what is out of date by changes of these kinds and no other: {known}.").format(
        known=",".join(_CLASSES)
    ),
)
@options.source()
@options.common(writes=True)
def command(
    names: tuple[str, ...], *, everything: bool, classes: tuple[str, ...] | None, **common: Any
) -> int:
    """Confirm."""
    from dvomova.workflow.confirm import accept

    if not names and not everything and not classes:
        raise click.UsageError(_("Name segments or articles, or say --all."))
    session = Session(**common)
    with session.writing():
        wanted = _wanted(session, names)
        done = session.each(
            list(wanted), lambda article, project: accept(article, project, wanted[article], classes)
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


def _wanted(session: Session, names: tuple[str, ...]) -> dict[Article, list[str] | None]:
    """For each article the keys of the segments that are meant; None for all of them."""
    whole = [name for name in names if "#" not in name]
    found: dict[Article, list[str] | None] = {}
    if whole or not names:
        found = dict.fromkeys(session.articles(whole))
    for name in names:
        domain, sign, key = name.rpartition("#")
        for article in session.articles([domain]) if sign else ():
            keys = found.setdefault(article, [])
            if keys is not None:
                keys.append(key)
    return found
