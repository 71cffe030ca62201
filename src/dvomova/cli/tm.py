"""``dvomova tm``: the translation memory."""

from __future__ import annotations

import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session
from dvomova.errors import DvomovaError

if TYPE_CHECKING:
    from collections.abc import Callable

_FEW = 5


@options.command(
    "add",
    _(
        "Take in what the catalogs of the project say now, or PO files of other projects. The former nobody "
        "has to do: translate and search do it by themselves."
    ),
)
@click.argument("files", nargs=-1, metavar=_("[FILE.po]..."), type=click.Path(path_type=Path))
@click.option("--drafts", is_flag=True, help=_("Of PO files also what nobody confirmed; it counts for less."))
@options.common(writes=False)
def _add(files: tuple[Path, ...], *, drafts: bool, **common: Any) -> int:
    from dvomova.workflow.exchange import add_catalog
    from dvomova.workflow.remembering import memory, take_in

    session = Session(**common)
    with memory(session.project, refreshed=False) as store:
        if files:
            number = _each(
                session, files, lambda path: add_catalog(path, session.project, store, drafts=drafts)
            )
        else:
            number = take_in(session.project, store)
            _say_taken(session, number)
    return session.finish(command="tm add", pairs=number)


def _say_taken(session: Session, number: int) -> None:
    text = ngettext("{number} translation taken in.", "{number} translations taken in.", number)
    session.say(text.format(number=number))


def _each(session: Session, files: tuple[Path, ...], take: Callable[[Path], int]) -> int:
    """Take in files; what fails in one is told and does not stop the others."""
    total = 0
    for path in files:
        try:
            number = take(path)
        except DvomovaError as error:
            session.tell(error)
            continue
        session.say(
            f"{path}: {number}" if number else _("{path}: it has no translation to take in").format(path=path)
        )
        total += number
    _say_taken(session, total)
    return total


@options.command(
    "import", _("Take in TMX files and tables (.tsv with a line that names the columns uk and en).")
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."), type=click.Path(path_type=Path))
@options.common(writes=False)
def _import(files: tuple[Path, ...], **common: Any) -> int:
    from dvomova.workflow.exchange import add_file
    from dvomova.workflow.remembering import memory

    session = Session(**common)
    with memory(session.project, refreshed=False) as store:
        number = _each(session, files, lambda path: add_file(path, session.project, store))
    return session.finish(command="tm import", pairs=number)


@options.command("export", _("Write the memory as TMX 1.4 or as a table, to a file or to standard output."))
@click.argument("file", required=False, metavar=_("[FILE.tmx|FILE.tsv]"), type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(["tmx", "tsv"]), default="tmx", help=_("What to print."))
@options.source()
@options.common(writes=False)
def _export(file: Path | None, *, form: str, **common: Any) -> int:
    from dvomova.workflow.exchange import export, export_to
    from dvomova.workflow.remembering import memory

    session = Session(**common)
    source = session.source or session.project.config.source or "en"
    with memory(session.project) as store:
        if file is None:
            export_to(sys.stdout.buffer, store, session.project, form, source)
            return 0
        number = export(store, session.project, file, source)
    text = ngettext(
        "{number} translation written to {path}.", "{number} translations written to {path}.", number
    )
    session.say(text.format(number=number, path=file))
    return session.finish(command="tm export", pairs=number)


@options.command(
    "search", _("What the memory has for a text, the best first, with what each was taken down for.")
)
@click.argument("words", nargs=-1, required=True, metavar=_("TEXT..."))
@click.option(
    "--from",
    "language",
    metavar="uk|en",
    callback=options.language,
    help=_("Language of the text, where its script does not tell."),
)
@click.option(
    "--at-least",
    type=click.IntRange(1, 100),
    default=50,
    metavar="N",
    help=_("The lowest score, 1–100; else 50."),
)
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=_FEW,
    metavar="N",
    help=_("How many; else {number}.").format(number=_FEW),
)
@options.common(writes=False)
def _search(words: tuple[str, ...], *, language: str | None, at_least: int, limit: int, **common: Any) -> int:
    from dvomova.cli.printing import differences
    from dvomova.cli.translate import match_fields, match_line
    from dvomova.text.languages import of_text, other
    from dvomova.workflow.remembering import asked
    from dvomova.workflow.terminology import weighed

    session = Session(**common)
    text = " ".join(words)
    language = language or of_text(text)
    found = asked(session.project, text, language, at_least=at_least, at_most=limit)
    found = weighed(found, text, language, session.project, at_least=at_least)
    for match in found:
        session.data(match_line(match))
        session.data(f"    {language}  {differences(match.source, text)}")
        session.data(f"    {other(language)}  {match.target}")
    if not found:
        session.say(_("The memory has nothing like it."))
    return session.finish(
        command="tm search", language=language, matches=[match_fields(match) for match in found]
    )


@options.command("stats", _("How much the memory has, and where from."))
@options.common(writes=False)
def _stats(**common: Any) -> int:
    from dvomova.cli.printing import table
    from dvomova.workflow.remembering import memory

    session = Session(**common)
    with memory(session.project) as store:
        found = store.stats()
    kinds = {"article": _("article"), "subtitles": _("subtitles"), "messages": _("messages")}
    rows = [[_("FROM"), _("KIND"), _("TRANSLATIONS")]]
    rows += [[name, kinds.get(kind, "–"), str(number)] for name, kind, number in found.origins]
    if found.origins:
        session.data("\n".join(table(rows, left=2)))
    text = ngettext(
        "{number} translation in the memory.", "{number} translations in the memory.", found.pairs
    )
    session.say(text.format(number=found.pairs))
    origins = [{"origin": name, "kind": kind, "pairs": number} for name, kind, number in found.origins]
    return session.finish(command="tm stats", pairs=found.pairs, uses=found.uses, origins=origins)


@options.command(
    "prune",
    _("Forget what catalogs had that are gone, translations with a protected name, and what --origin names."),
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    metavar=_("NAME"),
    help=_("Forget all from there, as `tm stats` calls it."),
)
@options.common(writes=False)
def _prune(origins: tuple[str, ...], **common: Any) -> int:
    from dvomova.workflow.exchange import prune
    from dvomova.workflow.remembering import memory

    session = Session(**common)
    with memory(session.project, refreshed=False) as store:
        gone, pairs, held = prune(store, session.project, origins)
    for name in gone:
        session.say(_("  forgot {name}").format(name=name))
    text = ngettext("{number} translation forgotten.", "{number} translations forgotten.", pairs + held)
    session.say(text.format(number=pairs + held))
    return session.finish(command="tm prune", origins=gone, pairs=pairs + held, protected=held)


command = click.Group(
    "tm",
    commands=[_search, _add, _import, _export, _stats, _prune],
    help=_(
        "The translation memory: what was confirmed once, in both directions. It is a cache of the catalogs, "
        "in .dvomova/memory.db or where `memory` in the configuration says; it may be removed at any time."
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
