"""``dvomova init``."""

from __future__ import annotations

from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

from dvomova.cli import options
from dvomova.cli.printing import table
from dvomova.cli.session import Session
from dvomova.config import FILE
from dvomova.errors import ConfigError


@options.command(
    "init",
    _(
        "Find documents by the usual layouts (name.uk.md beside name.en.md, content/uk beside content/en, "
        "README.uk.md beside README.md), show the plan and write dvomova.toml."
    ),
)
@click.option("-y", "--yes", is_flag=True, help=_("Do not ask."))
@options.common(writes=True)
def command(*, yes: bool, **common: Any) -> int:
    """Write a configuration."""
    from dvomova.workflow.layout import config_text, find_layouts

    if (Path.cwd() / FILE).exists():
        raise ConfigError(
            _("there is a configuration already"), path=FILE, cure=_("edit it, or remove it first")
        )
    session = Session(**common)
    layouts = find_layouts(Path.cwd())
    if not layouts:
        raise ConfigError(
            _("no document here has a language in its name"),
            cure=_("none is needed for one article: dvomova update ARTICLE.en.md"),
        )
    rows = [[_("PATTERN"), _("ORIGINAL"), _("IN BOTH"), _("IN ONE")]]
    rows += [
        [layout.pattern, layout.source or "–", str(layout.pairs), str(layout.single)] for layout in layouts
    ]
    for line in table(rows, left=2):
        session.data(line)
    text = config_text(layouts)
    session.data("\n" + text)
    disk = session.project.disk
    if (
        yes
        or disk.dry_run
        or click.confirm(_("Write this to {file}?").format(file=FILE), default=True, err=True)
    ):
        with session.writing():
            disk.write((Path.cwd() / FILE).relative_to(disk.root).as_posix(), text)
        session.written()
        session.next("dvomova update")
    return session.finish(command="init", layouts=[_fields(layout) for layout in layouts])


def _fields(layout: Any) -> dict[str, Any]:
    return {name: getattr(layout, name) for name in ("pattern", "source", "pairs", "single")}
