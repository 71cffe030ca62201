"""Word diffs that a person reads at a glance: words, numbers and marks apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_PIECES = re.compile(
    r"""
    \d++ (?: [.,:\u00a0\u202f] \d++ )*+ (?! [‑‐-]? [^\W_] )   # 4,5  12:30  10 000 (with its no-break space)
    | [^\W_] [^\W_\u0300-\u036f]*+ [\u0300-\u036f]*+     # a word; a stress mark stays on its vowel
      (?: [^\W_]++ [\u0300-\u036f]*+
        | ['’ʼ‘`´‑‐-] (?= [^\W_] ) )*+                   # п’ять  well-known  2022-го  COVID-19
    | \s+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_SEEN = str.maketrans({" ": "␣", "\u00a0": "⍽", "\u202f": "⍽", "\u2009": "⍽", "\t": "⇥", "\n": "⏎"})
_REWRITTEN = 0.25
"""Share of letters in common below which the words left in place would only confuse."""
_LONG = 6
"""Words from which on a text can be said to be rewritten."""


def pieces(text: str) -> list[str]:
    """``text`` cut into words, numbers, blanks and single marks; joined they give it back."""
    return _PIECES.findall(text)


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
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    codes = matcher.get_opcodes()
    if _is_rewritten(before, after, codes):
        yield "change", 0, len(before), 0, len(after)
        return
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


def _is_rewritten(
    before: Sequence[str], after: Sequence[str], codes: Sequence[tuple[str, int, int, int, int]]
) -> bool:
    """Whether two texts of some length share so little that they are better read one after the other."""
    if min(_words(before), _words(after)) < _LONG:
        return False
    common = sum(_letters(before[i:j]) for operation, i, j, _k, _m in codes if operation == "equal")
    return 2 * common < _REWRITTEN * (_letters(before) + _letters(after))


def _words(parts: Sequence[str]) -> int:
    return sum(part[0].isalnum() for part in parts)


def _letters(parts: Sequence[str]) -> int:
    return sum(len(part) for part in parts if part[0].isalnum())


def shown(run: str) -> str:
    """A run of a difference as it can be seen: blanks that alone were put in or taken out, by signs."""
    return run if run.strip() else run.translate(_SEEN)


def marked(old: str, new: str) -> str:
    """The word diff in plain text: ``[-taken out-]{+put in+}``."""
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    runs = ((sign, text if sign == "=" else shown(text)) for sign, text in word_diff(old, new))
    return "".join(signs[sign].format(text) for sign, text in runs)
