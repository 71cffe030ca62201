"""``dvomova init``."""

from __future__ import annotations

from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.printing import table
from dvomova.cli.session import Session
from dvomova.config import FILE
from dvomova.errors import ConfigError

if TYPE_CHECKING:
    from dvomova.workflow.git import Setup
    from dvomova.workflow.layout import Layout
    from dvomova.workflow.program_layout import ProgramLayout


@options.command(
    "init",
    _(
        "Find documents by the usual layouts (name.uk.md beside name.en.md, content/uk beside content/en, "
        "README.uk.md beside README.md) and a program by its babel.cfg, show the plan and write dvomova.toml."
    ),
)
@click.option("-y", "--yes", is_flag=True, help=_("Do not ask."))
@click.option(
    "--git",
    "with_git",
    is_flag=True,
    help=_("Have git merge catalogs by segments and show them as texts; in each clone once."),
)
@options.common(writes=True)
def command(*, yes: bool, with_git: bool, **common: Any) -> int:
    """Write a configuration, and set git up."""
    from dvomova.workflow.config_file import config_text
    from dvomova.workflow.git import missing_setup, set_up

    layouts, program = _found(optional=with_git)
    session = Session(**common)
    disk = session.project.disk
    setup = missing_setup(disk) if with_git else None
    text = config_text(layouts, program)
    if layouts or program:
        _show(session, layouts, program, text)
    if setup is not None:
        _show_setup(session, setup)
    names = [FILE] * bool(layouts or program) + [_("the settings of git")] * bool(setup)
    if names and (yes or disk.dry_run or _agreed(names)):
        with session.writing():
            if layouts or program:
                disk.write((Path.cwd() / FILE).relative_to(disk.root).as_posix(), text)
            if setup:
                set_up(disk, setup)
        session.written()
        session.next(*(["dvomova update"] if layouts or program else [_("`git add .gitattributes`")]))
    return session.finish(
        findings=common["check"] and bool(setup),
        command="init",
        layouts=[_fields(layout) for layout in layouts],
        messages=[asdict(program)] if program else [],
        **({} if setup is None else {"git": _setup_fields(setup)}),
    )


def _found(*, optional: bool) -> tuple[list[Layout], ProgramLayout | None]:
    """What is found here; nothing where a configuration is there already, if that is no matter."""
    from dvomova.workflow.layout import find_layouts
    from dvomova.workflow.program_layout import find_program

    if (Path.cwd() / FILE).exists():
        if optional:
            return [], None
        raise ConfigError(
            _("there is a configuration already"), path=FILE, cure=_("edit it, or remove it first")
        )
    layouts, program = find_layouts(Path.cwd()), find_program(Path.cwd())
    if not layouts and not program and not optional:
        raise ConfigError(
            _("no document here has a language in its name"),
            cure=_("none is needed for one article: dvomova update ARTICLE.en.md"),
        )
    return layouts, program


def _show(session: Session, layouts: list[Layout], program: ProgramLayout | None, text: str) -> None:
    rows = [[_("PATTERN"), _("ORIGINAL"), _("IN BOTH"), _("IN ONE")]]
    rows += [
        [layout.pattern, layout.source or "–", str(layout.pairs), str(layout.single)] for layout in layouts
    ]
    for line in table(rows, left=2) if layouts else ():
        session.data(line)
    if program:
        session.data(
            _("A program, by {mapping}: its messages go into the catalogs {domain}.").format(
                mapping=program.mapping, domain=program.domain
            )
        )
    session.data("\n" + text)


def _show_setup(session: Session, setup: Setup) -> None:
    if not setup:
        session.say(_("git is set up in this clone: it merges and shows catalogs by dvomova."))
        return
    if setup.attributes:
        session.data(_("into .gitattributes, to be committed:") + f"\n  {setup.attributes}")
    if setup.settings:
        session.data(_("into the settings of this clone:"))
        for name, value in setup.settings:
            session.data(f'  git config {name} "{value}"')
        session.say(_("Settings of git are not committed: everybody runs `dvomova init --git` once."))


def _agreed(names: list[str]) -> bool:
    question = _("Write this to {file}?").format(file=_(" and ").join(names))
    return click.confirm(question, default=True, err=True)


def _fields(layout: Layout) -> dict[str, Any]:
    return {name: getattr(layout, name) for name in ("pattern", "source", "pairs", "single")}


def _setup_fields(setup: Setup) -> dict[str, Any]:
    return {"attributes": setup.attributes, "settings": dict(setup.settings)}
