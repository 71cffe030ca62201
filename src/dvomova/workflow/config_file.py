"""init: the ``dvomova.toml`` for what was found."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dvomova.workflow.layout import Layout
from dvomova.workflow.program_layout import ProgramLayout


def config_text(layouts: Sequence[Layout], program: ProgramLayout | None = None) -> str:
    """The content of a ``dvomova.toml`` for these documents, and for this program."""
    lines = ["# dvomova keeps these texts in step in Ukrainian and in English.", ""]
    if program and program.locales not in {"", "locales"}:
        lines += [_setting("locales", program.locales), ""]
    for layout in layouts:
        lines += ["[[documents]]", _setting("pattern", layout.pattern)]
        if layout.pairs and layout.source:
            lines.append(f'source = "{layout.source}"  # the original, where both languages exist')
        lines.append("")
    return "\n".join(lines + (_messages(program) if program else []))


def _messages(program: ProgramLayout) -> list[str]:
    lines = ["[[messages]]", _setting("domain", program.domain), _setting("mapping", program.mapping)]
    if program.source != "en":
        lines.append(_setting("source", program.source))
    if program.keywords:
        lines.append(_setting("keywords", program.keywords))
    if program.comment_tags:
        lines.append(_setting("comment-tags", program.comment_tags))
    return [*lines, ""]


def _setting(key: str, value: str | tuple[str, ...]) -> str:
    # Texts and lists of them are written in TOML as in JSON; names with quotes are escaped.
    return f"{key} = {json.dumps(value, ensure_ascii=False)}"
