"""Findings as JUnit XML, which most CI servers read: a suite a file, a failure a finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from dvomova.model import Finding, Severity

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""


def write(findings: Sequence[Finding]) -> str:
    """The document."""
    suites = "".join(
        _suite(path, list(group)) for path, group in groupby(findings, key=lambda finding: finding.path)
    )
    total, failed = len(findings), sum(map(_fails, findings))
    head = f'<testsuites name="dvomova check" tests="{total}" failures="{failed}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>'


def _suite(path: str, findings: Sequence[Finding]) -> str:
    cases = "".join(map(_case, findings))
    failed = sum(map(_fails, findings))
    counts = f'tests="{len(findings)}" failures="{failed}"'
    return f"<testsuite name={_attribute(path)} {counts}>\n{cases}</testsuite>\n"


def _case(finding: Finding) -> str:
    name = _attribute(f"{finding.check} {finding.segment or finding.path}")
    text = escape(_clean(f"{finding.path}:{finding.line}\n{finding.source}\n{finding.target}"))
    kind = "failure" if _fails(finding) else "system-out"
    if kind == "system-out":
        inside = f"<system-out>{escape(_clean(finding.message))}\n{text}</system-out>"
    else:
        message = _attribute(finding.message)
        inside = f"<failure message={message} type={_attribute(finding.severity.value)}>{text}</failure>"
    return f"<testcase name={name} classname={_attribute(finding.path)}>{inside}</testcase>\n"


def _fails(finding: Finding) -> bool:
    return finding.severity is not Severity.INFO


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))
