"""Was the same thing corrected in two texts, one the translation of the other: a number, a date, a name?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz.distance import Prefix

from dvomova.model import Span
from dvomova.text.dates import dates, times
from dvomova.text.numbers import numbers
from dvomova.text.romanisation import alike, skeleton
from dvomova.text.similarity import canonical

_NAME_ALIKE = 0.8
"""From here on two names may be the same one (``romanisation.alike``)."""
_STEM = 3
"""Letters that two forms of a word have in common at least …"""
_OF_ITS_LETTERS = 0.5
"""… and this share of the longer one: 2 тижні, 5 тижнів."""
_FACT = "\x1a"
_WORD = re.compile(rf"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|{_FACT}|[^\w\s]")


class _Change(NamedTuple):
    """What lies between two versions of a text."""

    gone: Counter[Hashable]
    """Numbers, dates and times that were taken out."""
    come: Counter[Hashable]
    names: tuple[tuple[str, str], ...]
    """Words with a capital, before and after, in the order of the text."""
    is_only_that: bool
    """Whether nothing else changed."""


def is_same_correction(one: tuple[str, str], two: tuple[str, str], languages: tuple[str, str]) -> bool:
    """Whether two texts were corrected in the same way, and in no other.

    Args:
        one: a text before and after.
        two: its translation before and after.
        languages: in which they are, ``uk`` or ``en``.
    """
    first, second = _change(*one, languages[0]), _change(*two, languages[1])
    if not (first.is_only_that and second.is_only_that and (first.come or first.gone or first.names)):
        return False
    if (first.gone, first.come) != (second.gone, second.come) or len(first.names) != len(second.names):
        return False
    pairs = zip(sorted(first.names, key=_sound), sorted(second.names, key=_sound), strict=True)
    return all(_is_same(a, b) for names in pairs for a, b in zip(*names, strict=True))


def _sound(names: tuple[str, str]) -> str:
    return skeleton(names[1])


def _is_same(one: str, two: str) -> bool:
    return alike(one, two) >= _NAME_ALIKE


def _change(before: str, after: str, language: str) -> _Change:
    facts, words = list[Counter[Hashable]](), list[list[str]]()
    for text in (canonical(before), canonical(after)):
        found = sorted(_facts(text, language))
        facts.append(Counter(value for _span, value in found))
        words.append(_WORD.findall(_without(text, [span for span, _value in found])))
    names, is_only = list[tuple[str, str]](), True
    for name, i, j, k, m in SequenceMatcher(None, words[0], words[1], autojunk=False).get_opcodes():
        if name == "equal":
            continue
        old, new = words[0][i:j], words[1][k:m]
        if len(old) != len(new):
            is_only = False
            continue
        for pair in zip(old, new, strict=True):
            if all(word[0].isupper() for word in pair):
                names.append(pair)
            elif not _is_form_of(*pair):
                is_only = False
    return _Change(facts[0] - facts[1], facts[1] - facts[0], tuple(names), is_only)


def _facts(text: str, language: str) -> Iterator[tuple[Span, tuple[Hashable, ...]]]:
    """Where a text says a date, a time or a number, and which one."""
    taken: list[Span] = []
    for date in dates(text, language):
        taken.append(date.span)
        yield date.span, ("date", str((date.year, date.month, date.day, date.weekday)))
    for time in times(text, language):
        if not _meets(time.span, taken):
            taken.append(time.span)
            yield time.span, ("time", str((time.hour % 12 if not time.half else time.hour, time.minute)))
    for number in numbers(text, language):
        if not _meets(number.span, taken):
            yield number.span, ("number", str(number.value.normalize()))


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def _without(text: str, spans: Sequence[Span]) -> str:
    """A text with a sign in place of each of these stretches."""
    for start, end in reversed(spans):
        text = f"{text[:start]} {_FACT} {text[end:]}"
    return text


def _is_form_of(one: str, two: str) -> bool:
    """Whether two words may be forms of one."""
    common = Prefix.similarity(one, two)
    return common >= _STEM and common >= _OF_ITS_LETTERS * max(len(one), len(two))
