"""``dvomova compile``."""

from __future__ import annotations

import os.path
from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session


@options.command(
    "compile",
    _("Compile the catalogs into bundles. What is out of date or a draft stays out unless told otherwise."),
)
@options.names()
@click.option(
    "--to",
    "kind",
    type=click.Choice(["mo", "i18next", "vue-i18n"]),
    default="mo",
    help=_("mo: for gettext; the others: JSON with the short names of segments as keys."),
)
@click.option(
    "--source-bundle", is_flag=True, help=_("Also a bundle of the source language, each text as itself.")
)
@click.option("--use-fuzzy", is_flag=True, help=_("Also what is out of date or a draft."))
@click.option(
    "-o", "--output", default="", metavar="FOLDER", help=_("Where to, instead of the catalogs' folder.")
)
@options.source()
@options.jobs()
@options.common(writes=True)
def command(
    names: tuple[str, ...], *, kind: str, source_bundle: bool, use_fuzzy: bool, output: str, **common: Any
) -> int:
    """Compile bundles."""
    from dvomova.workflow.bundling import BundleOptions, compile_all

    session = Session(**common)
    with session.writing():
        folder = os.path.relpath(output, session.project.disk.root) if output else ""
        choice = BundleOptions(kind, use_fuzzy, source_bundle, folder)
        done = compile_all(session.articles(names), session.project, session.each, choice)
    for item in done:
        number = item.messages
        text = ngettext(
            "{domain}: {number} text, {left_out} left out as not finished",
            "{domain}: {number} texts, {left_out} left out as not finished",
            number,
        )
        session.say(text.format(domain=item.article.domain, number=number, left_out=item.left_out))
    session.written()
    fields = [
        {
            "domain": item.article.domain,
            "paths": list(item.paths),
            "messages": item.messages,
            "left_out": item.left_out,
        }
        for item in done
    ]
    return session.finish(command="compile", articles=fields)
