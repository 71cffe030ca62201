"""Findings for a person: by article, both texts with the places marked, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from gettext import gettext as _
from itertools import groupby

import click

from dvomova.cli.printing import colours, differences
from dvomova.model import Finding, Severity, Span

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def severity_name(severity: Severity) -> str:
    """A severity in a person's words."""
    return {
        Severity.ERROR: _("error"),
        Severity.WARNING: _("warning"),
        Severity.INFO: _("info"),
    }[severity]


def write(findings: Sequence[Finding]) -> str:
    """The findings, article by article; of one unit the texts stand once."""
    lines: list[str] = []
    for path, of_article in groupby(findings, key=lambda finding: finding.path):
        lines += [click.style(path, bold=True), ""]
        for _place, of_unit in groupby(of_article, key=lambda f: (f.segment, f.source, f.target)):
            lines += [*_unit(list(of_unit)), ""]
    return "\n".join(lines).rstrip("\n")


def _unit(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        level = click.style(severity_name(finding.severity), fg=_COLOURS[finding.severity])
        name = f"  {finding.segment}" if finding.segment else ""
        yield f"{place}  {level} [{finding.check}]{name}  {finding.message}"
    one = findings[0]
    if one.source or one.target:
        yield from _marked("<", one.source, [span for f in findings for span in f.source_spans])
        yield from _marked(">", one.target, [span for f in findings for span in f.target_spans])
    for finding in findings:
        if finding.fix is not None and finding.fix != finding.target:
            yield f"    {_('mend')}  {differences(finding.target, finding.fix)}"


def _marked(label: str, text: str, spans: Sequence[Span]) -> Iterator[str]:
    """A text with its places in reverse, or with carets under them where there are no colours."""
    inside = [span for span in spans if span.end - span.start < len(text)]
    if colours():
        yield f"    {label} " + _coloured(text, inside)
        return
    start = 0
    for line in text.split("\n"):
        yield f"    {label} {line}"
        marks = _carets(line, start, inside)
        if marks.strip():
            yield f"      {marks}"
        start += len(line) + 1


def _carets(line: str, start: int, spans: Sequence[Span]) -> str:
    marks = [" "] * len(line)
    for span in spans:
        for place in range(max(span.start - start, 0), min(span.end - start, len(line))):
            marks[place] = "^"
    return "".join(marks).rstrip()


def _coloured(text: str, spans: Sequence[Span]) -> str:
    pieces, end = [], 0
    for span in sorted(spans):
        if span.start >= end:
            pieces += [
                text[end : span.start],
                click.style(text[span.start : span.end], fg="red", underline=True),
            ]
            end = span.end
    return "".join((*pieces, text[end:])).replace("\n", "\n      ")
