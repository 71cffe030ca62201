"""Which segments a person's word is about: by name, by article, by kind of change."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.articles import Article

CLASSES = (
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


def classes(text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """``--class``, with the help ``text`` in which ``{known}`` stands for the kinds there are."""
    return click.option(
        "--class",
        "classes",
        multiple=True,
        metavar="CLASS,…",
        callback=_classes,
        help=text.format(known=",".join(CLASSES)),
    )


def _classes(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...] | None:
    """The kinds named, in one option or in several; None where the option was not given."""
    named = tuple(name.strip() for part in value for name in part.split(",") if name.strip())
    if unknown := [name for name in named if name not in CLASSES]:
        raise click.BadParameter(
            _("{unknown} is no kind of change; use {known}").format(
                unknown=unknown[0], known=",".join(CLASSES)
            )
        )
    if value and not named:
        raise click.BadParameter(_("name kinds of change: {known}").format(known=",".join(CLASSES)))
    return named or None


def is_segment(name: str) -> bool:
    """Whether a name is that of a segment (``izium#1a2b3c4``), not of a file that has such a name."""
    return "#" in name and not Path(name).exists()


def chosen(session: Session, names: tuple[str, ...]) -> dict[Article, list[str] | None]:
    """For each article the keys of the segments that are meant; None for all of them."""
    whole = [name for name in names if not is_segment(name)]
    found: dict[Article, list[str] | None] = {}
    if whole or not names:
        found = dict.fromkeys(session.articles(whole))
    for name in filter(is_segment, names):
        domain, _sign, key = name.rpartition("#")
        for article in session.articles([domain]):
            keys = found.setdefault(article, [])
            if keys is not None:
                keys.append(key)
    return found
