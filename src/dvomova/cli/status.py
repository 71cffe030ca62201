"""``dvomova status``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session, publishing

if TYPE_CHECKING:
    from dvomova.workflow.status import Flagged, Status

_FAIL_ON = ("untranslated", "stale", "draft", "ahead", "conflict")


def _states(_ctx: click.Context, _param: click.Parameter, value: str) -> tuple[str, ...]:
    states = tuple(state.strip() for state in value.split(",") if state.strip())
    if unknown := [state for state in states if state not in _FAIL_ON]:
        raise click.BadParameter(
            _("{unknown} is no state; use {known}").format(unknown=unknown[0], known=",".join(_FAIL_ON))
        )
    return states


@options.command(
    "status",
    _("Show how far each article is: translated, out of date, draft, untranslated."),
)
@options.names()
@click.option("--segments", is_flag=True, help=_("List every open segment with its place."))
@click.option(
    "--fail-on",
    default="",
    metavar="STATES",
    callback=_states,
    help=_("Exit with 1 if a segment is in one of these states: {states}.").format(states=",".join(_FAIL_ON)),
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "github"]),
    default="text",
    help=_("github: annotations for pull requests, one a segment."),
)
@options.source()
@options.common(writes=False)
def command(
    names: tuple[str, ...], *, segments: bool, fail_on: tuple[str, ...], style: str, **common: Any
) -> int:
    """Count and list."""
    from dvomova.workflow.status import flagged, status

    session = Session(**common)
    found = session.look(session.articles(names), status)
    listed: list[Flagged] = []
    if segments or style == "github":
        lists = session.each([item.article for item in found], flagged)
        listed = [item for items in lists for item in items]
    if style == "github":
        for item in listed:
            session.data(_annotation(item))
    elif found:
        _print(session, found, listed)
    open_now = any(item.count and item.count.units[state] for item in found for state in _wanted(fail_on))
    extra = {"segments": [_segment_fields(item) for item in listed]} if segments else {}
    return session.finish(
        findings=open_now,
        command="status",
        articles=[_fields(item) for item in found if session.as_json],
        **extra,
    )


def _wanted(names: tuple[str, ...]) -> list[Any]:
    from dvomova.model import State

    return [State(name) for name in names]


def _print(session: Session, found: list[Status], listed: list[Flagged]) -> None:
    from dvomova.cli.printing import body, heading, table
    from dvomova.model import State

    columns = {
        State.STALE: _("OUT OF DATE"),
        State.DRAFT: _("DRAFT"),
        State.UNTRANSLATED: _("UNTRANSLATED"),
    }
    rare = {State.AHEAD: _("AHEAD"), State.CONFLICT: _("CONFLICT")}
    columns |= {
        state: title
        for state, title in rare.items()
        if any(item.count and item.count.units[state] for item in found)
    }
    rows = [[_("ARTICLE"), "", _("SEGMENTS"), _("WORDS"), _("TRANSLATED"), "", *columns.values()]]
    rows += [_row(item, list(columns)) for item in found]
    session.data("\n".join(table(rows, left=2)))
    for item in listed:
        session.data("\n" + "\n".join([heading(item), *body(item)]))
    _summary(session, found)


def _row(item: Status, states: list[Any]) -> list[str]:
    direction = f"{item.article.source_language} → {item.article.target_language}"
    if item.count is None:
        return [item.article.domain, direction, "–", "–", "–", "", *("–" for _state in states)]
    share = f"{item.done * 100 // item.segments} %" if item.segments else "–"
    counts = (str(item.count.units[state]) for state in states)
    return [
        item.article.domain,
        direction,
        str(item.segments),
        str(item.words),
        str(item.done),
        share,
        *counts,
    ]


def _summary(session: Session, found: list[Status]) -> None:
    from dvomova.model import State

    stale = sum(
        item.count.units[State.STALE] + item.count.units[State.CONFLICT] for item in found if item.count
    )
    empty = sum(item.count.units[State.UNTRANSLATED] for item in found if item.count)
    draft = sum(item.count.units[State.DRAFT] for item in found if item.count)
    for item in found:
        if item.count is None:
            session.say(
                _("{path} has no catalog yet.").format(path=item.article.source or item.article.domain)
            )
        if item.missing:
            session.say(_("{path} is gone; its catalog is kept.").format(path=item.article.source))
    if any(item.count is None for item in found):
        session.next(_("`dvomova update`"))
    elif stale:
        number = stale
        text = ngettext("{number} segment is out of date.", "{number} segments are out of date.", number)
        session.say(text.format(number=number))
        session.next(_("`dvomova diff` shows what changed"), _("`dvomova edit` to work through it"))
    elif empty or draft:
        session.next(_("`dvomova edit` to translate"), publishing(item.article for item in found))
    else:
        session.say(_("Everything is translated."))
        session.next(publishing(item.article for item in found))


def _annotation(item: Flagged) -> str:
    """A line that GitHub Actions turns into a note at the line (workflow commands)."""
    from dvomova.cli.printing import standing

    message = f"{item.name}: {item.unit.source}"
    for character, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A")):
        message = message.replace(character, code)
    place = "file=" + _property(item.article.source or item.article.catalog)
    place += f",line={item.line}" if item.line else ""
    return f"::warning {place},title={_property(standing(item))}::{message}"


def _property(text: str) -> str:
    for character, code in (("%", "%25"), (",", "%2C"), (":", "%3A")):
        text = text.replace(character, code)
    return text


def _fields(item: Status) -> dict[str, Any]:
    from dvomova.model import State

    article, count = item.article, item.count
    return {
        "domain": article.domain,
        "source": article.source,
        "target": article.target,
        "catalog": article.catalog,
        "source_language": article.source_language,
        "target_language": article.target_language,
        "missing": item.missing,
        "segments": item.segments,
        "words": item.words,
        "states": {
            state.value: {"segments": count.units[state], "words": count.words[state]} for state in State
        }
        if count
        else None,
    }


def _segment_fields(item: Flagged) -> dict[str, Any]:
    from dvomova.cli.printing import percent

    unit = item.unit
    return {
        "segment": item.name,
        "state": unit.state.value,
        "path": item.article.source,
        "line": item.line,
        "source": unit.source,
        "target": unit.target,
        "previous": unit.previous,
        "changes": item.changes,
        "likeness": percent(item.likeness),
    }
