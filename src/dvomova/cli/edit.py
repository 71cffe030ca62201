"""``dvomova edit``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.status import Flagged

_NUMBERS = {"uk": ("1, 21…", "2, 3, 4…", "5, 11…"), "en": ("1", "2…")}
"""Numbers that take each plural form, where a catalog has as many forms as the language."""

_CUT = "# ------------------------ >8 ------------------------"


def _source(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return value if value and "#" in value else options.language(ctx, param, value)


@options.command(
    "edit",
    _(
        "Work through the open segments: in $EDITOR where it is set, else at the prompt. NAME is a segment "
        "(izium#1a2b3c4), a document or a domain; without any, all open ones are meant. "
        "Each is saved at once."
    ),
)
@click.argument("names", nargs=-1, metavar=_("[NAME]..."))
@click.option("--prompt", is_flag=True, help=_("Ask at the prompt even if there is an $EDITOR."))
@click.option(
    "--source",
    metavar="uk|en|" + _("SEGMENT"),
    callback=_source,
    help=_(
        "Language of the originals, where it is not clear; or a segment: open the original at it in $EDITOR."
    ),
)
@options.common(writes=True)
def command(names: tuple[str, ...], *, prompt: bool, source: str | None, **common: Any) -> int:
    """Edit segments."""
    if source is not None and "#" in source:
        from dvomova.cli.original import edit_original

        return edit_original(Session(**common), source)
    from dvomova.cli.glossary import term_lines

    session = Session(source=source, **common)
    found = [item for items in _open(session, names) for item in items]
    if not found:
        session.say(_("Nothing is open."))
        return session.finish(command="edit", segments=[])
    has_editor = not prompt and bool(os.environ.get("VISUAL") or os.environ.get("EDITOR"))
    saved: list[str] = []
    for number, item in enumerate(found, 1):
        terms = term_lines(item, session.project)
        targets = in_editor(item, terms) if has_editor else _at_prompt(item, terms, number, len(found))
        if targets is None:
            break
        if any(targets):
            saved += save(session, item, targets)
    number = len(saved)
    session.say(
        ngettext("{number} segment translated.", "{number} segments translated.", number).format(
            number=number
        )
    )
    if session.project.disk.dry_run:
        session.written()
    session.next(_("`dvomova status`"), _("`dvomova build`"))
    return session.finish(command="edit", segments=saved)


def _open(session: Session, names: tuple[str, ...]) -> list[list[Flagged]]:
    from dvomova.model import State
    from dvomova.workflow.confirm import find
    from dvomova.workflow.status import OPEN, flagged

    wanted = [(name.rpartition("#")) for name in names if "#" in name]
    whole = tuple(name for name in names if "#" not in name)
    lists = []
    for domain, _sign, key in wanted:
        for article in session.articles([domain]):
            every = flagged(article, session.project, tuple(State))
            name = find([(item.name, item.unit) for item in every], domain, key)[0]
            lists.append([item for item in every if item.name == name])
    if whole or not wanted:
        lists += session.each(
            session.articles(whole), lambda article, project: flagged(article, project, OPEN)
        )
    return lists


def save(session: Session, item: Flagged, targets: tuple[str, ...]) -> tuple[str, ...]:
    """Save one translation; one that cannot be saved is printed, so that it is not lost."""
    from dvomova.cli.glossary import fault_line
    from dvomova.errors import ConfigError, DvomovaError
    from dvomova.workflow.confirm import translate
    from dvomova.workflow.terminology import glossary

    wanted = len(item.unit.targets)
    try:
        if len(targets) != wanted or not all(targets):
            raise ConfigError(
                _("{name} takes {number} forms, each on a line of its own").format(
                    name=item.name, number=wanted
                ),
                cure=_("write all of them"),
            )
        with session.writing():
            names = translate(item.article, session.project, item.name, item.unit, targets).names
    except DvomovaError as error:
        session.data("\n".join(targets))
        session.tell(error)
        return ()
    language = item.article.source_language
    for fault in glossary(session.project).faults(item.unit.source, "\n".join(targets), language):
        session.say("    " + fault_line(fault))
    return names


def _at_prompt(item: Flagged, terms: list[str], number: int, total: int) -> tuple[str, ...] | None:
    """The new translation; empty to leave the segment open, None to stop."""
    from dvomova.cli.printing import body, heading

    notes = [f"    {line}" for line in (*item.unit.extracted[1:], *item.unit.comments, *terms)]
    click.echo("\n".join([f"\n[{number}/{total}] {heading(item)}", *body(item), *notes]), err=True)
    hint = _("Enter leaves it open, = keeps the translation and confirms it, q stops")
    if number == 1:
        click.echo(click.style(f"({hint})", dim=True), err=True)
    if "\n" in item.unit.source:
        click.echo(click.style("(" + _("write \\n where a line ends") + ")", dim=True), err=True)
    sys.stderr.flush()
    answers: list[str] = []
    for form in _forms(item):
        prompt = f"    {item.article.target_language} {form}"
        answer = click.prompt(prompt, default="", show_default=False, prompt_suffix="> ", err=True).strip()
        if answer == "q":
            return None
        if answer == "=" and not answers:
            return item.unit.targets if all(item.unit.targets) else ()
        if not answer:
            return ()
        answers.append(answer.replace("\\n", "\n") if "\n" in item.unit.source else answer)
    return tuple(answers)


def _forms(item: Flagged) -> tuple[str, ...]:
    """What to call the forms of a plural message: by numbers that take them; of others one, nameless."""
    number = len(item.unit.targets)
    if item.unit.plural is None:
        return ("",)
    known = _NUMBERS[item.article.target_language]
    return tuple(f"({name}) " for name in (known if len(known) == number else map(str, range(number))))


def in_editor(item: Flagged, terms: Sequence[str] = ()) -> tuple[str, ...] | None:
    """What the person saved below the cut; empty where nothing was saved."""
    from dvomova.catalogs.offers import is_similar
    from dvomova.catalogs.po_previous import was_and_is
    from dvomova.cli.printing import standing
    from dvomova.text.differences import marked

    unit, article = item.unit, item.article
    lines = [f"# {item.name}  {article.source}:{item.line}  {standing(item)}", "#"]
    lines += [f"# {article.source_language}  {line}" for line in unit.source.split("\n")]
    if unit.previous is not None:
        label = _("similar") if is_similar(unit) else _("changed")
        lines += ["#", f"# {label}  " + marked(*was_and_is(unit)).replace("\n", "\n#   ")]
    lines += [f"# {line}" for line in (*unit.extracted[1:], *unit.comments, *terms)]
    if unit.plural is not None:
        lines += [f"# {article.source_language}  {unit.plural}", f"# {'/ '.join(_forms(item))}"]
    lines += [
        "#",
        f"# {_('Write the translation below and save; close without saving to leave it open.')}",
        _CUT,
    ]
    edited = click.edit("\n".join([*lines, *unit.targets, ""]), extension=".txt")
    if edited is None:
        return ()
    before, cut, after = edited.partition(_CUT)
    if not cut:  # the line went with the comments: what is no comment was written by the person
        after = "\n".join(line for line in before.split("\n") if not line.startswith("#"))
    text = after.strip("\r\n")
    return (text,) if unit.plural is None else tuple(text.split("\n"))
