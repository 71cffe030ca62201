"""``dvomova check``."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import click

from dvomova.cli import options
from dvomova.cli.checking import OWN, Run
from dvomova.cli.findings import FORMATS
from dvomova.cli.session import Session

_LEVELS = ("error", "warning", "info")


def _listed(_ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for part in value for name in part.split(",") if name.strip())


@options.command(
    "check",
    _(
        "Look for flaws in translations: numbers, dates, names, links, markup, what is left in the wrong"
        " language and more. Takes articles, any .po file, or two finished versions of a text."
    ),
)
@options.names()
@click.option(
    "--select", multiple=True, metavar="ID,…", callback=_listed, help=_("Only these checks or families.")
)
@click.option(
    "--ignore", multiple=True, metavar="ID,…", callback=_listed, help=_("Not these checks or families.")
)
@click.option(
    "--fail-level",
    type=click.Choice(_LEVELS),
    help=_("Exit with 1 if something weighs this much; default error."),
)
@click.option("--since", metavar="REV", help=_("Only units that changed since this revision of git."))
@click.option("--baseline", metavar="FILE", help=_("Leave out what this file knows of."))
@click.option("--update-baseline", is_flag=True, help=_("Write what is found into the file of --baseline."))
@click.option("--fix", is_flag=True, help=_("Mend spaces, quotation marks, apostrophes and the like."))
@click.option("--explain", metavar="ID", help=_("Say what a check finds, why, and with which examples."))
@click.option(
    "--format",
    "style",
    type=click.Choice(FORMATS),
    default="text",
    help=_("How the findings are written; github, sarif and junit for CI, html for an editor."),
)
@options.source()
@options.common(writes=True)
def command(names: tuple[str, ...], *, style: str, explain: str | None, as_json: bool, **chosen: Any) -> int:
    """Check, and mend what is mechanical."""
    as_json = as_json or style == "json"
    own = {key: chosen.pop(key) for key in OWN}
    session = Session(**chosen, as_json=as_json)
    if explain is not None:
        return _explain(session, explain)
    return Run(session, own, style).run(names)


def _explain(session: Session, name: str) -> int:
    from dvomova.cli.findings.explaining import explanation
    from dvomova.workflow.choosing import explained

    found = [explanation(check) for check in explained(name, session.project.config)]
    click.echo("\n\n".join([_("# What `dvomova check` looks for"), *found] if name == "all" else found))
    return 0
