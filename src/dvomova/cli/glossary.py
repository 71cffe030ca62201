"""``dvomova glossary``: how terms and names are translated."""

from __future__ import annotations

import sys
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session
from dvomova.errors import ConfigError, DvomovaError

if TYPE_CHECKING:
    from dvomova.glossary.records import Entry
    from dvomova.glossary.usage import Fault
    from dvomova.workflow.project import Project
    from dvomova.workflow.status import Flagged

_PARTS = ("noun", "proper noun", "adjective", "verb", "adverb", "other")


@options.command(
    "add",
    _(
        "Add a term. Synonyms that are as right are parted by |, the one to use first. A name that is not "
        "translated is given once, with --do-not-translate."
    ),
)
@click.argument("uk", metavar=_("UKRAINIAN"))
@click.argument("en", metavar=_("[ENGLISH]"), required=False, default="")
@click.option("--part-of-speech", type=click.Choice(_PARTS), help=_("A proper noun needs a capital."))
@click.option("--domain", metavar=_("NAME"), help=_("The field it belongs to."))
@click.option("--note", metavar=_("TEXT"), help=_("What translators should know."))
@click.option("--not-uk", "forbidden_uk", metavar="A|B", help=_("What it must not be called in Ukrainian."))
@click.option("--not-en", "forbidden_en", metavar="A|B", help=_("What it must not be called in English."))
@click.option("--forms-uk", metavar="A|B", help=_("Ukrainian forms that rules do not give."))
@click.option("--forms-en", metavar="A|B", help=_("English forms that rules do not give."))
@click.option("--do-not-translate", is_flag=True, help=_("It stands in the translation as it is."))
@options.common(writes=True)
def _add(uk: str, en: str, *, do_not_translate: bool, **given: Any) -> int:
    from dvomova.glossary.table import COLUMNS, of_cells
    from dvomova.workflow.terminology import add

    cells = {column: given.pop(column) or "" for column in COLUMNS if column in given}
    cells |= {"uk": uk, "en": en, "do_not_translate": "yes" if do_not_translate else ""}
    entry = of_cells(cells)
    if entry is None or not (entry.uk.terms and entry.en.terms):
        raise ConfigError(
            _("a term is needed in both languages"),
            cure=_official(uk) or _("or --do-not-translate, if it is the same"),
        )
    session = Session(**given)
    with session.writing():
        number = add([entry], session.project)
    if not number:
        session.say(_("The glossary has that already."))
    session.written()
    return session.finish(command="glossary add", terms=number)


@options.command("import", _("Take in terms of tables (.csv, .tsv), TBX files and catalogs (.po)."))
@click.argument("files", nargs=-1, required=True, metavar=_("FILE..."), type=click.Path(path_type=Path))
@options.common(writes=True)
def _import(files: tuple[Path, ...], **common: Any) -> int:
    from dvomova.workflow.terminology import add, read_file

    session = Session(**common)
    total = 0
    with session.writing():
        for path in files:
            try:
                found = read_file(path)
                number = add(found.entries, session.project)
            except DvomovaError as error:
                session.tell(error)
                continue
            total += number
            session.say(
                _("{path}: {new} of {all} are new").format(path=path, new=number, all=len(found.entries))
            )
            for line, what in found.left_out:
                _say_left_out(session, str(path), line, what)
    session.written()
    return session.finish(command="glossary import", terms=total)


def _say_left_out(session: Session, path: str, line: int, what: str) -> None:
    place = f"{path}:{line}" if line else path
    session.say(_("  {place}: left out: {what}").format(place=place, what=what))


@options.command("export", _("Write the glossary as TBX-Basic, as a table or as a catalog."))
@click.argument(
    "file", required=False, metavar=_("[FILE.tbx|FILE.csv|FILE.po]"), type=click.Path(path_type=Path)
)
@click.option(
    "--to", "form", type=click.Choice(["tbx", "2.tbx", "csv", "po"]), default="tbx", help=_("What to print.")
)
@options.source()
@options.common(writes=False)
def _export(file: Path | None, *, form: str, **common: Any) -> int:
    from dvomova.workflow.exchange import write
    from dvomova.workflow.terminology import exported, glossary

    session = Session(**common)
    source = session.source or session.project.config.source or "en"
    entries = glossary(session.project).entries
    text = exported(entries, file.name if file else f"terms.{form}", source)
    if file is None:
        sys.stdout.buffer.write(text.encode())
        return 0
    write(file, [text])
    number = len(entries)
    said = ngettext("{number} term written to {path}.", "{number} terms written to {path}.", number)
    session.say(said.format(number=number, path=file))
    return session.finish(command="glossary export", terms=number)


@options.command("search", _("The terms that a text has, in any form, and those that have the text in them."))
@click.argument("words", nargs=-1, required=True, metavar=_("TEXT..."))
@options.common(writes=False)
def _search(words: tuple[str, ...], **common: Any) -> int:
    from dvomova.workflow.terminology import about

    session = Session(**common)
    found = list(about(" ".join(words), session.project))
    for entry in found:
        session.data("\n".join(entry_lines(entry)))
    if not found:
        session.say(_("The glossary has nothing like it."))
        if official := _official(" ".join(words)):
            session.say(official)
    return session.finish(command="glossary search", terms=[entry_fields(entry) for entry in found])


def _official(name: str) -> str:
    """How the state writes a Ukrainian name in Latin letters; empty for what is none."""
    from dvomova.text.romanisation import romanised

    latin = romanised(name)
    if latin == name or not name[:1].isupper():
        return ""
    return _("the name is written {latin} by resolution 55 of 2010").format(latin=latin)


def entry_lines(entry: Entry) -> list[str]:
    """A term as a person reads it: what it is called, and what else is said of it."""
    title = " = ".join(" | ".join(one.terms) for one in (entry.uk, entry.en) if one.terms)
    about = [entry.part_of_speech, entry.domain, _("not translated") if entry.verbatim else ""]
    if about := [one for one in about if one]:
        title += f"  ({', '.join(about)})"
    forbidden = [*entry.uk.forbidden, *entry.en.forbidden]
    lines = [title]
    lines += ["    " + _("not: {terms}").format(terms=", ".join(forbidden))] if forbidden else []
    return lines + [f"    {line}" for line in entry.note.splitlines()]


def entry_fields(entry: Entry) -> dict[str, Any]:
    """A term as ``--json`` has it."""
    return {
        "uk": entry.uk._asdict(),
        "en": entry.en._asdict(),
        "part_of_speech": entry.part_of_speech,
        "domain": entry.domain,
        "do_not_translate": entry.verbatim,
        "note": entry.note,
    }


@options.command("check", _("The segments that are translated otherwise than the glossary says."))
@options.names()
@options.source()
@options.common(writes=False)
def _check(names: tuple[str, ...], **common: Any) -> int:
    from dvomova.checks.terms import told
    from dvomova.workflow.terminology import check, glossary, left_out

    session = Session(**common)
    glossary(session.project)
    for path, line, what in left_out(session.project):
        _say_left_out(session, path, line, what)
    found = [item for items in session.each(session.articles(names), check) for item in items]
    for item in found:
        segment = item.segment
        session.data(f"{segment.article.source}:{segment.line}  {segment.name}")
        for fault in item.faults:
            session.data("    " + told(fault))
    number = len(found)
    if number:
        said = ngettext(
            "{number} segment is to be looked at.", "{number} segments are to be looked at.", number
        )
        session.say("\n" + said.format(number=number))
    else:
        session.say(_("Everything goes by the glossary."))
    findings = [
        {"segment": item.segment.name, "faults": [_fault_fields(one) for one in item.faults]}
        for item in found
    ]
    return session.finish(findings=bool(found), command="glossary check", segments=findings)


def term_lines(item: Flagged, project: Project) -> list[str]:
    """The terms of a segment, as a translator is told them: as they stand there, and what they are called."""
    from dvomova.text.languages import other
    from dvomova.workflow.terminology import glossary

    unit, language = item.unit, item.article.source_language
    into, lines = other(language), dict[str, None]()
    for hit in glossary(project).hits(unit.source, language):
        for entry in hit.entries:
            line = f"{unit.source[slice(*hit.span)]} = {' | '.join(entry.wording(into).terms) or '?'}"
            if forbidden := entry.wording(into).forbidden:
                line += "; " + _("not: {terms}").format(terms=", ".join(forbidden))
            lines[line + (f"  ({' '.join(entry.note.split())})" if entry.note else "")] = None
    return list(lines)


def _fault_fields(fault: Fault) -> dict[str, Any]:
    return {"kind": fault.kind, "term": fault.term, "expected": fault.expected, "found": fault.found}


@options.command(
    "candidates",
    _(
        "Names and terms of the articles that the glossary does not have: names by how they sound in both "
        "languages, terms by how often they stand together."
    ),
)
@options.names()
@click.option(
    "--at-least", type=click.IntRange(min=2), default=3, metavar="N", help=_("In so many segments; else 3.")
)
@click.option("--limit", type=click.IntRange(min=1), default=50, metavar="N", help=_("How many; else 50."))
@options.source()
@options.common(writes=False)
def _candidates(names: tuple[str, ...], *, at_least: int, limit: int, **common: Any) -> int:
    from dvomova.cli.printing import table
    from dvomova.workflow.terminology import proposed

    session = Session(**common)
    found = proposed(session.articles(names), session.project, at_least=at_least)
    kinds = {"name": _("name"), "term": _("term")}
    shown = [one for kind in kinds for one in [item for item in found if item.kind == kind][:limit]]
    rows = [[_("KIND"), _("SEGMENTS"), _("UKRAINIAN"), _("ENGLISH"), _("OFFICIAL")]]
    rows += [[kinds[one.kind], str(one.segments), one.uk, one.en, one.suggestion] for one in shown]
    if shown:
        session.data("\n".join(table(rows, left=5)))
        session.next(_("`dvomova glossary add UKRAINIAN ENGLISH`"))
    else:
        session.say(_("Nothing stands in enough segments that the glossary does not have."))
    return session.finish(command="glossary candidates", candidates=[one._asdict() for one in shown])


command = click.Group(
    "glossary",
    commands=[_search, _add, _check, _candidates, _import, _export],
    help=_(
        "The glossary: how terms and names are translated. It is a table that you edit, glossary.csv or what "
        "`glossary` in the configuration names. Translations are drafted and checked by it."
    ),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
)
