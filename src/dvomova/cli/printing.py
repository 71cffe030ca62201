"""How things look: tables, states, word diffs."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _

import click

from dvomova.model import State
from dvomova.text.differences import word_diff
from dvomova.workflow.status import Flagged


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
    in_colour = colours()
    parts = []
    for sign, text in word_diff(old, new):
        if sign == "=":
            parts.append(text)
        elif sign == "-":
            parts.append(click.style(text, fg="red", strikethrough=True) if in_colour else f"[-{text}-]")
        else:
            parts.append(click.style(text, fg="green", bold=True) if in_colour else f"{{+{text}+}}")
    return "".join(parts)


def heading(item: Flagged) -> str:
    """Where a segment stands, what it is called and why it waits."""
    place = item.article.source or ", ".join(item.unit.references[:1])
    place = f"{place}:{item.line}" if item.line else place
    why = f" ({change_names(item.changes)})" if item.changes else ""
    return f"{place}  {click.style(item.name, bold=True)}  {state_name(item.unit.state)}{why}"


def body(item: Flagged) -> list[str]:
    """Source (with what changed in it) and present translation, each under its language."""
    unit, article = item.unit, item.article
    source = unit.source if unit.previous is None else differences(unit.previous, unit.source)
    lines = [_labelled(article.source_language, source)]
    lines += [_labelled(article.source_language, unit.plural)] if unit.plural else []
    return lines + [_labelled(article.target_language, target) for target in unit.targets if target]


def _labelled(label: str, text: str) -> str:
    return f"    {label}  " + text.replace("\n", "\n        ")
