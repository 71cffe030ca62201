"""Blocks that stand elsewhere in the other document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from dvomova.alignment.evidence import affinities
from dvomova.alignment.lattice import Bead
from dvomova.alignment.lexicon import Lexicon
from dvomova.alignment.sentences import Sentence

_COMMON = 6
"""Marks with more counterparts than so say nothing of moved blocks."""
_SAYS = 3.0
"""So much, in log odds a sentence, has to speak for a move before it is tried."""


class Move(NamedTuple):
    """Whole blocks of the Ukrainian document that may stand for English ones elsewhere."""

    taken: range
    """The sentences that would move, in the Ukrainian document."""
    to: int
    """Before which of its sentences they would stand."""

    def order(self, length: int) -> list[int]:
        """The sentences of the document in the order that they would have."""
        rest = [j for j in range(length) if j not in self.taken]
        at = sum(j < self.to for j in rest)
        return [*rest[:at], *self.taken, *rest[at:]]


def moves(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], beads: Sequence[Bead], lexicon: Lexicon
) -> list[Move]:
    """What may have moved, of two documents that were paired in order; the likeliest first.

    Only what has no counterpart is looked at, and of the Ukrainian side only whole blocks.
    """
    lone = (
        _lone(english, {bead.sources[0] for bead in beads if bead.sources and not bead.targets}),
        _lone(ukrainian, {bead.targets[0] for bead in beads if bead.targets and not bead.sources}),
    )
    if not all(lone):
        return []
    said = affinities(english, ukrainian, lexicon, _COMMON)
    found = []
    for here in lone[0]:
        to = _place(here, beads)
        for there in lone[1]:
            score = sum(max((said[i].get(j, 0.0) for j in there), default=0.0) for i in here)
            if score >= _SAYS * min(len(here), len(there)):
                found.append((score, Move(there, to)))
    return [move for _score, move in sorted(found, reverse=True, key=lambda one: one[0])]


def _lone(side: Sequence[Sentence], alone: set[int]) -> list[range]:
    """The runs of whole blocks whose sentences are all among those without a counterpart."""
    runs: list[range] = []
    for block in _blocks(side):
        if alone.issuperset(block):
            joins = runs and runs[-1].stop == block.start
            runs[-1:] = [range(runs[-1].start, block.stop)] if joins else [*runs[-1:], block]
    return runs


def _blocks(side: Sequence[Sentence]) -> Iterator[range]:
    starts = [place for place, one in enumerate(side) if one.begins]
    for start, stop in pairwise([*starts, len(side)]):
        yield range(start, stop)


def _place(here: range, beads: Sequence[Bead]) -> int:
    """Before which Ukrainian sentence the counterpart of a run would stand."""
    return max(
        (bead.targets.stop for bead in beads if bead.sources and bead.targets and bead.sources[0] < here[0]),
        default=0,
    )
