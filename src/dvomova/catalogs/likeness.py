"""How sure is it that a translation offered for a text is one of that sentence, before it was edited?"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dvomova.catalogs.matching import SURE, prose
from dvomova.model import Unit
from dvomova.text.similarity import ratio, words

_SHORT = 4
"""Words up to which one that was edited is much of a text."""
_WORDS = 2 / 3
"""Share of words in common from which on a text is the other one, edited: a clause may have moved."""
_FEW_WORDS = 1 / 2
"""The same for short texts."""


class Likeness(NamedTuple):
    """How like each other two texts are."""

    percent: int
    """0–100, as they are compared when a merge assigns them to each other."""
    is_similar: bool
    """Whether they are no more than similar: one may be another sentence, and not the other, edited.

    Less than ``SURE`` alike, less than two thirds of the words in common, and the longer one not the
    other with words put in; of texts of four words or fewer less than half of them in common (decision
    005)."""


def likeness(one: str, two: str) -> Likeness:
    """How like each other two texts are."""
    percent = int(ratio(prose(one), prose(two)))
    return Likeness(percent, percent < SURE and not _shares_words(one, two))


def likeness_of(unit: Unit) -> Likeness | None:
    """How like the text of a unit is to the one that its translation was made from; None if it is that."""
    return likeness(unit.previous, unit.source) if unit.fuzzy and unit.previous is not None else None


def is_similar(unit: Unit) -> bool:
    """Whether a unit is offered a translation that is perhaps of another sentence."""
    alike = likeness_of(unit)
    return alike is not None and alike.is_similar


def _shares_words(one: str, two: str) -> bool:
    mine, theirs = Counter(words(one)), Counter(words(two))
    common, both = (mine & theirs).total(), mine.total() + theirs.total()
    shorter = min(mine.total(), theirs.total())
    if shorter <= _SHORT:
        return 2 * common >= _FEW_WORDS * both
    return common == shorter or 2 * common >= _WORDS * both
