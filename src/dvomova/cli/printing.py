"""How things look: tables, states, word diffs."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from dvomova.model import Catalog, State, Unit
from dvomova.workflow.status import Flagged

if TYPE_CHECKING:
    from dvomova.catalogs.offers import Likeness
    from dvomova.workflow.since import Edited


def state_name(state: State) -> str:
    """A state in a person's words."""
    return {
        State.UNTRANSLATED: _("untranslated"),
        State.STALE: _("out of date"),
        State.DRAFT: _("draft"),
        State.TRANSLATED: _("translated"),
        State.AHEAD: _("ahead"),
        State.CONFLICT: _("in conflict"),
        State.OBSOLETE: _("obsolete"),
    }[state]


def change_names(kinds: Sequence[str]) -> str:
    """Kinds of change (``similarity.changes``) in a person's words."""
    names = {
        "number": _("number"),
        "negation": _("negation"),
        "name": _("name"),
        "words": _("words"),
        "order": _("order"),
        "url": _("address"),
        "markup": _("markup"),
        "punctuation": _("punctuation"),
        "apostrophe": _("apostrophe"),
        "quotes": _("quotation marks"),
        "dash": _("dash"),
        "spaces": _("spaces"),
        "segmentation": _("cut differently"),
    }
    return ", ".join(names[kind] for kind in kinds)


def changed(name: str, kinds: Sequence[str], likeness: Likeness | None) -> str:
    """``name`` with what changed; what is only similar is called that, with how much it is."""
    why = [change_names(kinds)] if kinds else []
    if likeness and likeness.is_similar:
        name, why = _("similar"), [f"{likeness.percent} %", *why]
    return name + (f" ({': '.join(why)})" if why else "")


def standing(item: Flagged) -> str:
    """The state of a segment and why it is in it: ``out of date (words)``, ``similar (63 %: words)``."""
    from dvomova.catalogs.ahead import is_agreed  # tables have no use for it

    is_stale = item.unit.state is State.STALE
    name = state_name(item.unit.state)
    if item.unit.is_left_out:
        name += _(", left out of the translation")
    elif is_agreed(item.unit):
        name += _(", both sides alike")
    return changed(name, item.changes, item.likeness if is_stale else None)


def percent(likeness: Likeness | None) -> int | None:
    """A likeness as ``--json`` has it."""
    return likeness and likeness.percent


def table(rows: Sequence[Sequence[str]], *, left: int) -> list[str]:
    """Aligned columns, the first row being the heads; the first ``left`` ones to the left."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if column < left else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def colours() -> bool:
    """Whether standard output takes colours."""
    import sys

    context = click.get_current_context(silent=True)
    wanted = context.color if context else None
    return sys.stdout.isatty() if wanted is None else wanted


def differences(old: str, new: str) -> str:
    """The word diff: in colour, or as ``[-old-]{+new+}`` without."""
    from dvomova.text.differences import marked, shown  # tables have no use for it

    if old == new:
        return new
    if not colours():
        return marked(old, new)
    styles: dict[str, dict[str, Any]] = {
        "=": {},
        "-": {"fg": "red", "strikethrough": True},
        "+": {"fg": "green", "bold": True},
    }
    return "".join(
        click.style(text, **styles[sign]) if styles[sign] else text for sign, text in shown(old, new)
    )


def heading(item: Flagged) -> str:
    """Where a segment stands, what it is called and why it waits."""
    place = item.article.source or ", ".join(item.unit.references[:1])
    place = f"{place}:{item.line}" if item.line else place
    return f"{place}  {click.style(item.name, bold=True)}  {standing(item)}"


def body(item: Flagged) -> list[str]:
    """Source (with what changed in it) and present translation likewise, each under its language."""
    from dvomova.catalogs.ahead import was
    from dvomova.catalogs.po_previous import was_and_is

    unit, article = item.unit, item.article
    pair = was_and_is(unit)
    changed_text = differences(*pair) if unit.previous is not None else ""
    texts = [
        changed_text if text == pair[1] and changed_text else text for text in (unit.source, unit.plural)
    ]
    lines = [_labelled(article.source_language, text) for text in texts if text]
    if (before := was(unit)) is not None:
        text = differences(before, "" if unit.is_left_out else unit.target)
        return [*lines, _labelled(article.target_language, text)]
    return lines + [_labelled(article.target_language, target) for target in unit.targets if target]


def edited(item: Edited) -> list[str]:
    """A segment that was edited since a revision: where, how, and what there is of its translation."""
    place = f"{item.article.source}:{item.line}" if item.line else item.article.source
    what = {"edited": _("edited"), "new": _("new"), "gone": _("gone")}[item.kind]
    what = changed(what, item.changes, item.likeness)
    state = state_name(item.unit.state) if item.unit else _("not in the catalog")
    name = [click.style(item.name, bold=True)] * bool(item.name)
    head = "  ".join([place, *name, what + ("" if item.kind == "gone" else f", {state}")])
    lines = [head, _labelled(item.article.source_language, differences(item.before, item.source))]
    targets = item.unit.targets if item.unit else ()
    return lines + [_labelled(item.article.target_language, target) for target in targets if target]


def as_text(catalog: Catalog) -> str:
    """A catalog for reading: texts, translations, states; nothing of the syntax, nothing of the header."""
    source = catalog.field("X-Source-Language") or "<"
    target = catalog.field("Language") or ">"
    return "".join("\n".join([*_unit_lines(unit, source, target), "", ""]) for unit in catalog.units)


def _unit_lines(unit: Unit, source: str, target: str) -> list[str]:
    from dvomova.catalogs.po_previous import was_and_is

    notes = [] if unit.state is State.TRANSLATED else [state_name(unit.state)]
    notes += [f"{_('context')}: {unit.context}"] if unit.context else []
    was = [] if unit.previous is None else [f"{source}  " + differences(*was_and_is(unit))]
    texts = [(source, unit.source), (source, unit.plural), *((target, text) for text in unit.targets)]
    return [
        *(f"# {note}" for note in (*notes, *was, *unit.comments)),
        *(f"{label}  " + text.replace("\n", "\n    ") for label, text in texts if text),
    ]


def _labelled(label: str, text: str) -> str:
    return f"    {label}  " + text.replace("\n", "\n        ")
