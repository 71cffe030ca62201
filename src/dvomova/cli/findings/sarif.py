"""Findings as SARIF 2.1.0 (OASIS standard), which code hosts show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from gettext import gettext as _
from typing import Any
from urllib.parse import quote

from dvomova import __version__
from dvomova.checks.base import REGISTRY
from dvomova.model import Finding, Severity
from dvomova.workflow.ignoring import fingerprint

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(findings: Sequence[Finding]) -> str:
    """The document: one run, a rule for each check that found something."""
    used = sorted({finding.check for finding in findings})
    run = {
        "tool": {
            "driver": {"name": "dvomova", "version": __version__, "rules": [_rule(name) for name in used]}
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, used.index(finding.check)) for finding in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(name: str) -> dict[str, Any]:
    check = REGISTRY[name]
    return {
        "id": name,
        "shortDescription": {"text": _(check.title)},
        "fullDescription": {"text": _(check.why)},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
    }


def _result(finding: Finding, index: int) -> dict[str, Any]:
    texts = [finding.message, *(text for text in (finding.source, finding.target) if text)]
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(finding.path)}}
    if finding.line:
        location["region"] = {"startLine": finding.line}
    return {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(texts)},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"dvomova/v1": fingerprint(finding)},
    }
