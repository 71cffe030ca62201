"""How sure is it that a translation offered for a text is one of that sentence, before it was edited?"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from dvomova.catalogs.matching import SURE, prose
from dvomova.model import Unit
from dvomova.text.similarity import ratio, words

_SHORT = 4
"""Words up to which one that was edited is much of a text."""


class Likeness(NamedTuple):
    """How like each other two texts are."""

    percent: int
    """0–100, as they are compared when a merge assigns them to each other."""
    is_similar: bool
    """Whether they are no more than similar: one may be another sentence, and not the other, edited.

    Less than ``SURE`` alike, and of texts of four words or fewer less than half of the words the same
    (decision 005)."""


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
    """Whether one of two texts is short, and half of their words are the same."""
    mine, theirs = Counter(words(one)), Counter(words(two))
    is_short = min(mine.total(), theirs.total()) <= _SHORT
    return is_short and 4 * (mine & theirs).total() >= mine.total() + theirs.total()
