"""A text and its translation, as checks look at them: each view of a side is made once, when it is asked for."""

from __future__ import annotations

import re
from functools import cached_property

from dvomova.checks.style import Style
from dvomova.model import Span, Unit
from dvomova.text.dates import Date, Time, dates, times
from dvomova.text.markup import opaque

HIDDEN = "\ufffc"
"""What stands in ``Side.prose`` for each character of code: U+FFFC, the object replacement character."""

_SIGNS_OF_CODE = frozenset("`<{@&]\\%$/#:")
_PLACEHOLDER = re.compile(
    r"%(?:\([^()\s]+\)|\d+\$)?[-#+0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcrsa](?![^\W\d_])"
    r"|%\([^()\s]+\)|[$%]\{[^{}\s]*\}|(?<![\w{}])\{[\w.!:\[\]]*\}(?!\})"
    r"|(?<![\w:]):[a-z][a-z:+-]*:(?=`)"  # roles of reStructuredText
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")


class Side:
    """One of the two texts."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        """``uk``, ``en`` or another code, of which only what holds for all languages is checked."""
        self.chars = frozenset(text)

    @cached_property
    def prose(self) -> str:
        """The text with U+FFFC for every character of code, addresses and placeholders: offsets stay."""
        if self.chars.isdisjoint(_SIGNS_OF_CODE):
            return self.text
        text = self.text
        for match in _PLACEHOLDER.finditer(text):
            text = _covered(text, match.start(), match.end())
        for start, end in opaque(self.text):
            text = _covered(text, start, end)
        return text

    @cached_property
    def words(self) -> list[str]:
        """The words of the prose in small letters, in order, with the apostrophe ’."""
        return _WORD.findall(self.prose.lower().replace("'", "’").replace("ʼ", "’"))

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.words)

    @cached_property
    def spelled(self) -> list[tuple[Span, str]]:
        """The words of the prose as they are written, with their places."""
        return [(Span(*match.span()), match[0]) for match in _WORD.finditer(self.prose)]

    @cached_property
    def dates(self) -> list[Date]:
        """The dates of the prose."""
        return dates(self.prose, self.language)

    @cached_property
    def times(self) -> list[Time]:
        """The times of day of the prose."""
        return times(self.prose, self.language) if ":" in self.chars or self.has_digits else []

    @cached_property
    def has_digits(self) -> bool:
        """Whether a digit 0–9 is in the text."""
        return not self.chars.isdisjoint(DIGITS)

    @cached_property
    def letters(self) -> int:
        """How many letters the prose has."""
        return len(_LETTER.findall(self.prose))


DIGITS = frozenset("0123456789")


def _covered(text: str, start: int, end: int) -> str:
    return text[:start] + HIDDEN * (end - start) + text[end:]


class Pair:
    """A text and its translation."""

    def __init__(self, source: Side, target: Side, style: Style, unit: Unit | None = None) -> None:
        self.source = source
        self.target = target
        self.style = style
        self.unit = unit
        """The catalog entry that they are from; None for two texts alone."""
        self.chars = source.chars | target.chars
        """Every character of either."""

    @property
    def sides(self) -> tuple[Side, Side]:
        """Source and target."""
        return self.source, self.target

    def side(self, language: str) -> Side | None:
        """The side in a language; the target if both are, None if neither is."""
        return next((side for side in (self.target, self.source) if side.language == language), None)
