"""What paragraphs, headings and list items say about which sentences stand for each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from dvomova.alignment.sentences import Sentence

_TOGETHER = 5.0
"""The odds that a block begins are so many times higher where its counterpart begins one, and so many times
lower where it does not: paragraphs are divided otherwise, or begin with a sentence that was dropped …"""
_INSIDE = 20.0
"""… and so many times lower in the middle of a bead."""


_SAME_KIND = 0.9
"""How probable it is that the counterpart of a heading is a heading, of a list item a list item."""


class Structure:
    """How blocks begin in two documents."""

    def __init__(self, english: Sequence[Sentence], ukrainian: Sequence[Sentence]) -> None:
        """Prepare to weigh beads of the two; where no block begins on a side, nothing is known of it."""
        self._kinds = _Kinds(ukrainian)
        self.known = any(one.begins for one in english) and any(one.begins for one in ukrainian)
        self._inside = [_begins(_odds(side) / _INSIDE, _odds(side)) for side in (english, ukrainian)]
        own = _odds(ukrainian)
        self._both = {True: _begins(own * _TOGETHER, own), False: _begins(own / _TOGETHER, own)}

    def odds(self, english: Sequence[Sentence], ukrainian: Sequence[Sentence]) -> float:
        """What blocks say of a bead: its log odds, 0 where nothing is known of them."""
        if not self.known:
            return 0.0
        found = self._both[english[0].begins][ukrainian[0].begins]
        found += self._kinds.odds(english[0].kind, ukrainian[0].kind)
        for side, inside in zip((english, ukrainian), self._inside, strict=True):
            for one in side[1:]:
                found += inside[one.begins]
        return found


class _Kinds:
    """The kinds of blocks in one document: what it says that the two of a bead are the same."""

    def __init__(self, side: Sequence[Sentence]) -> None:
        count = Counter(one.kind for one in side)
        self._shares = {kind: (number + 0.5) / (len(side) + 1) for kind, number in count.items()}

    def odds(self, one: str, other: str) -> float:
        share = self._shares.get(one, 0.0)
        if one == other:
            return max(0.0, log(_SAME_KIND / share))
        return min(0.0, log((1 - _SAME_KIND) / (1 - share)))


def _odds(side: Sequence[Sentence]) -> float:
    """The odds that a block begins with a sentence, seen from the sentences of a document."""
    begin = sum(one.begins for one in side)
    return (begin + 0.5) / (len(side) - begin + 0.5)


def _begins(odds: float, usual: float) -> dict[bool, float]:
    """What it says that a block begins, or does not, where the odds are not the usual ones."""
    found, known = odds / (1 + odds), usual / (1 + usual)
    return {True: log(found / known), False: log((1 - found) / (1 - known))}
