"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from gettext import gettext as _
from typing import Any

import click

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def command(name: str, text: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with its help; like ``click.command``, with Click's placeholder in our language too."""
    return click.command(name, help=text, options_metavar=_("[OPTIONS]"))


def names() -> Decorator:
    """The articles: ``[PATH]…``."""
    return click.argument("names", nargs=-1, metavar=_("[PATH]..."))


def common(*, writes: bool) -> Decorator:
    """What every command takes; ``--dry-run`` and ``--check`` only those that write."""
    shared: list[Decorator] = [
        click.option("--json", "as_json", is_flag=True, help=_("Print one JSON document, version 1.")),
        click.option("-q", "--quiet", is_flag=True, help=_("Only data and errors.")),
        click.option("-v", "--verbose", is_flag=True, help=_("Every detail.")),
        click.option(
            "--lang", metavar="uk|en", expose_value=False, help=_("Language of dvomova's own messages.")
        ),
    ]
    if writes:
        shared = [
            click.option(
                "-n", "--dry-run", is_flag=True, help=_("Write nothing, say what would be written.")
            ),
            click.option(
                "--check", is_flag=True, help=_("Write nothing; exit with 1 if something would change.")
            ),
            *shared,
        ]
    return _all(shared)


def jobs() -> Decorator:
    """``--jobs``: how many processes work on the articles."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help=_("How many processes to use; else as many as there are processors, for long work."),
    )


def source() -> Decorator:
    """``--source``: which language leads."""
    return click.option(
        "--source",
        metavar="uk|en",
        callback=language,
        help=_("Language of the originals, where it is not clear."),
    )


def form() -> Decorator:
    """``--format``: how the documents are read."""
    return click.option(
        "--format",
        "form",
        metavar=_("NAME"),
        default="",
        callback=_format,
        help=_("Format of the documents, where their suffix does not tell: html, markdown, text …"),
    )


def _format(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if value:
        from dvomova import registry

        registry.load("formats", value)
    return value


def language(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    from dvomova.text.languages import code

    found = code(value)
    if found != value:
        click.echo(
            _("“{wrong}” is written “{right}”; going on with that.").format(wrong=value, right=found),
            err=True,
        )
    return found


def _all(options: Sequence[Decorator]) -> Decorator:
    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
