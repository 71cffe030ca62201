"""Findings as fields for ``--json``."""

from __future__ import annotations

from typing import Any

from dvomova.model import Finding


def fields(finding: Finding) -> dict[str, Any]:
    """One finding; ``spans`` are offsets in code points of the side they name, ends exclusive."""
    sides = (("source", finding.source_spans), ("target", finding.target_spans))
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": finding.line,
        "segment": finding.segment or None,
        "source": finding.source,
        "target": finding.target,
        "spans": [
            {"side": side, "start": span.start, "end": span.end} for side, spans in sides for span in spans
        ],
        "message": finding.message,
        "fix": finding.fix,
    }
