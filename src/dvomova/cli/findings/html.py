"""Findings as one page of HTML that needs nothing else, to send to an editor."""

from __future__ import annotations

from collections.abc import Sequence
from gettext import gettext as _
from html import escape
from itertools import groupby

from dvomova.cli.findings.text import severity_name
from dvomova.model import Finding, Span

_STYLE = """\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
article{border-left:.3rem solid #888;margin:1rem 0;padding:.2rem 1rem}
article.error{border-color:#c00}article.warning{border-color:#c80}article.info{border-color:#06c}
mark{background:#fd6}p{margin:.3rem 0;white-space:pre-wrap}small{color:#555}
@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}small{color:#999}mark{background:#750;color:#fff}}
"""


def write(findings: Sequence[Finding]) -> str:
    """The page."""
    parts = [
        f"<h2>{escape(path)}</h2>\n" + "".join(map(_article, group))
        for path, group in groupby(findings, key=lambda finding: finding.path)
    ]
    body = "".join(parts) or f"<p>{escape(_('Nothing was found.'))}</p>\n"
    head = '<!doctype html>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">'
    return f"{head}\n<title>dvomova check</title>\n<style>\n{_STYLE}</style>\n<h1>dvomova check</h1>\n{body}"


def _article(finding: Finding) -> str:
    line = f":{finding.line}" if finding.line else ""
    about = f"{severity_name(finding.severity)} · {finding.check} · {finding.segment or finding.path}{line}"
    texts = [(finding.source, finding.source_spans), (finding.target, finding.target_spans)]
    shown = "".join(f"<p>{_marked(text, spans)}</p>\n" for text, spans in texts if text)
    fix = f"<p>→ {escape(finding.fix)}</p>\n" if finding.fix else ""
    message = f"<p><strong>{escape(finding.message)}</strong></p>\n"
    head = f'<article class="{finding.severity.value}"><small>{escape(about)}</small>'
    return f"{head}\n{message}{shown}{fix}</article>\n"


def _marked(text: str, spans: Sequence[Span]) -> str:
    pieces, end = [], 0
    for span in sorted(spans):
        if end <= span.start < span.end and (span.start, span.end) != (0, len(text)):
            pieces += [escape(text[end : span.start]), f"<mark>{escape(text[span.start : span.end])}</mark>"]
            end = span.end
    return "".join((*pieces, escape(text[end:])))
