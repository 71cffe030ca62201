"""Word diffs that a person reads at a glance: words, numbers and marks apart."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from dvomova.text.similarity import pieces


def word_diff(old: str, new: str) -> list[tuple[str, str]]:
    """What was taken out and put in, in reading order.

    Returns:
        Pairs of ``"="`` (in both), ``"-"`` (only in ``old``) or ``"+"`` (only in ``new``) and the
        text; the ``=`` and ``-`` ones joined give ``old``, the ``=`` and ``+`` ones ``new``.
    """
    before, after = pieces(old), pieces(new)
    runs: list[tuple[str, str]] = []
    for tag, i, j, k, m in _opcodes(before, after):
        if tag == "equal":
            runs.append(("=", "".join(before[i:j])))
            continue
        if j > i:
            runs.append(("-", "".join(before[i:j])))
        if m > k:
            runs.append(("+", "".join(after[k:m])))
    return runs


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Edit operations; blanks alone between two changes are drawn into the change."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    merged: list[tuple[str, int, int, int, int]] = []
    for place, code in enumerate(codes):
        operation, i, j, k, m = code
        blank = not "".join(before[i:j]).strip() and 0 < place < len(codes) - 1
        tag = "equal" if operation == "equal" and not blank else "change"
        if merged and tag == merged[-1][0] == "change":
            merged[-1] = (tag, merged[-1][1], j, merged[-1][3], m)
        else:
            merged.append((tag, i, j, k, m))
    yield from merged


def marked(old: str, new: str) -> str:
    """The word diff in plain text: ``[-taken out-]{+put in+}``."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(signs[sign].format(text) for sign, text in word_diff(old, new))
