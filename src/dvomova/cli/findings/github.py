"""Findings as annotations of GitHub Actions (workflow commands)."""

from __future__ import annotations

from collections.abc import Sequence

from dvomova.model import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(findings: Sequence[Finding]) -> str:
    """A line a finding."""
    return "\n".join(map(_line, findings))


def _line(finding: Finding) -> str:
    texts = [finding.message, *(text for text in (finding.source, finding.target, finding.fix) if text)]
    place = f"file={_property(finding.path)}" + (f",line={finding.line}" if finding.line else "")
    level = _LEVELS[finding.severity]
    return f"::{level} {place},title={_property(f'dvomova {finding.check}')}::{_data(chr(10).join(texts))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
