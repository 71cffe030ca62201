"""The command line: parse, call a verb, print. Commands are imported when they are called."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module

import click

from dvomova.cli.language import choose_language
from dvomova.errors import DvomovaError, FileError


def _commands() -> dict[str, str]:
    """The commands in the order of a day's work, each with its line in ``--help``."""
    return {
        "init": _("Find the documents here and write dvomova.toml."),
        "extract": _("Split texts into segments and write their templates."),
        "update": _("Bring the catalogs in step with the texts."),
        "status": _("What is untranslated, out of date, waiting for review."),
        "diff": _("Word by word, what changed since it was translated."),
        "translate": _("Draft what is open from the translation memory."),
        "edit": _("Work through the open segments, one by one."),
        "accept": _("Confirm translations as they are."),
        "undo": _("Put the files back as they were before the last command."),
        "build": _("Build the translated documents."),
        "compile": _("Compile the catalogs into bundles (.mo, JSON)."),
        "tm": _("The translation memory: search, import, export, prune."),
        "segment": _("How a document is split, and by which rules."),
        "merge-driver": _("Merge catalogs for git, which `init --git` tells to call this."),
    }


class _Commands(click.Group):
    """The group of all commands; listing them imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _commands():
            return None
        module = import_module(f"dvomova.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section(_("Commands")):
            formatter.write_dl(list(_commands().items()))


def _group() -> click.Group:
    return _Commands(
        name="dvomova",
        help=_(
            "Keep a text in step in Ukrainian and in English.\n\n"
            "Start with one article:\n\n"
            "\b\n"
            "  dvomova update izium.en.txt    its sentences, into a catalog\n"
            "  dvomova edit                   translate them\n"
            "  dvomova build                  write izium.uk.txt"
        ),
        no_args_is_help=True,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        params=[
            click.Option(
                ["--version"],
                is_flag=True,
                expose_value=False,
                is_eager=True,
                callback=_print_version,
                help=_("Show the version and exit."),
            ),
            click.Option(
                ["--lang"],
                metavar="uk|en",
                expose_value=False,
                help=_("Language of dvomova's own messages; else LANGUAGE and LANG decide."),
            ),
        ],
    )


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value and not ctx.resilient_parsing:
        from dvomova import __version__

        click.echo(f"dvomova {__version__}")
        ctx.exit()


def run(arguments: Sequence[str]) -> int:
    """Run the command line.

    Returns:
        The exit code: 0 clean; 1 findings, or something would change; 2 usage or configuration;
        3 a file could not be read or written; 4 an engine failed.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        rest = choose_language(arguments)
        color = False if os.environ.get("NO_COLOR") else None
        result = _group().main(rest, prog_name="dvomova", standalone_mode=False, color=color)
    except (DvomovaError, click.ClickException, click.Abort, KeyboardInterrupt, OSError) as error:
        return _told(error, as_json="--json" in arguments)
    return result if isinstance(result, int) else 0


def _told(error: BaseException, *, as_json: bool) -> int:
    """Print what went wrong; returns the exit code."""
    match error:
        case DvomovaError():
            if as_json:
                from dvomova.cli.session import json_document

                click.echo(json_document([error]))
            click.echo(str(error), err=True)
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            click.echo(error.format_message())
            return 0
        case click.ClickException():
            error.show()
            return error.exit_code
        case BrokenPipeError():
            sys.stdout = None  # nobody reads any more
            return 0
        case OSError():  # of a project's files `disk` has told: this is our own output
            sys.stdout = None
            click.echo(_("the output cannot be written ({reason})").format(reason=error.strerror), err=True)
            return FileError.exit_code
        case _:
            click.echo(_("Stopped; nothing is half-written."), err=True)
            return 1
