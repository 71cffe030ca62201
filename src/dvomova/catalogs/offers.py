"""How sure is it that a translation offered for a text is one of that sentence, before it was edited?"""

from __future__ import annotations

from typing import NamedTuple

from dvomova.model import Unit
from dvomova.text.likeness import Prose, likeness

_SIMILAR = 60
"""Below it two texts are no more than similar (decision 005)."""
_SIMILAR_IF_SHORT = 50
_SHORT = 4
"""Words up to which one of them is much of a text."""


class Likeness(NamedTuple):
    """How like each other two texts are."""

    percent: int
    """0–100, by characters and words, rounded down."""
    is_similar: bool
    """Whether they are no more than that: one may be another sentence, and not the other, edited."""


def likeness_between(one: str, two: str) -> Likeness:
    """How like each other two texts are."""
    mine, theirs = Prose.of(one), Prose.of(two)
    percent = int(likeness(mine, theirs))
    enough = _SIMILAR_IF_SHORT if min(len(mine.words), len(theirs.words)) <= _SHORT else _SIMILAR
    has_moved = sorted(mine.words) == sorted(theirs.words)
    return Likeness(percent, percent < enough and not has_moved)


def likeness_of(unit: Unit) -> Likeness | None:
    """How like the text of a unit is to the one that its translation was made from; None if it is that."""
    return likeness_between(unit.previous, unit.source) if unit.fuzzy and unit.previous is not None else None


def is_similar(unit: Unit) -> bool:
    """Whether a unit is offered a translation that is perhaps of another sentence."""
    alike = likeness_of(unit)
    return alike is not None and alike.is_similar
