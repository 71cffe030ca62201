"""What people are told of a check: for ``--explain``, and for the page docs/checks.md."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from dvomova.checks.base import Check, example_terms, examples
from dvomova.cli.findings.text import severity_name


def explanation(check: Check) -> str:
    """Title, reason, where the rule is from, examples; Markdown."""
    lines = [f"## {check.id}", "", f"**{_(check.title)}.** {_(check.why)}", ""]
    about = f"{severity_name(check.severity)}, {check.family}"
    about += _("; mended by --fix") if check.mechanical else ""
    lines += [about + ".", ""]
    lines += [_("By: {rule}.").format(rule=check.rule), ""] if check.rule else []
    lines += [f"{line}  " for line in _terms(check)] + [""] if example_terms(check.id) else []
    for kind, mark in (("bad", _("Found")), ("good", _("Right"))):
        shown = list(examples(check.id, kind))[:2]
        lines += [f"{mark}:", ""] if shown else []
        for example in shown:
            lines += [f"- {_code(example.source)}  ", f"  {_code(example.target)}"]
        lines += [""] if shown else []
    return "\n".join(lines).rstrip("\n")


def _terms(check: Check) -> Iterator[str]:
    """The glossary of the examples."""
    yield _("In the glossary:")
    for entry in example_terms(check.id)[:2]:
        yield "; ".join(_code(f"{column} = {text}") for column, text in entry.items())


def _code(text: str) -> str:
    text = "".join(
        sign if sign.isprintable() or sign == "\u00a0" else f"<U+{ord(sign):04X}>" for sign in text
    )
    ticks = "``" if "`" in text else "`"
    return f"{ticks} {text} {ticks}" if ticks == "``" else f"`{text}`"
