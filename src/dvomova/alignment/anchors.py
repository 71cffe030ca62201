"""Where two long documents can safely be cut: all ways of pairing them at once would be too many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from dvomova.alignment.evidence import affinities
from dvomova.alignment.lexicon import Lexicon
from dvomova.alignment.sentences import Sentence

LARGE = 14_400
"""Documents whose numbers of sentences multiply to more are cut …"""
_PIECE = 40
"""… into pieces of about so many sentences at least."""
_COMMON = 12
"""Marks with more counterparts than so anchor nothing."""
_MARGIN = 3.0
"""So much more has to speak for an anchor than for the next best pair, in log odds."""
_NEIGHBOURS = 4
"""An anchor stands near another one, by so many sentences on both sides."""


def cuts(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon
) -> list[tuple[int, int]]:
    """Places (before that sentence of the one, before that one of the other) that beads do not reach over.

    Both ascend; the first is (0, 0), the last the end of both.
    """
    ends = (len(english), len(ukrainian))
    if ends[0] * ends[1] <= LARGE:
        return [(0, 0), ends]
    chain = _supported(
        _ascending(_mutual(_with_neighbours(affinities(english, ukrainian, lexicon, _COMMON))))
    )
    found = [(0, 0)]
    there = set(chain)
    for i, j in chain:
        far = min(i - found[-1][0], j - found[-1][1]) >= _PIECE
        if far and (i - 1, j - 1) in there:
            found.append((i, j))
    return [*found, ends]


def _with_neighbours(scores: list[dict[int, float]]) -> list[dict[int, float]]:
    """Scores to which the pairs before and behind add what they have in common."""
    rows = [{}, *scores, {}]
    return [
        {j: score + before.get(j - 1, 0.0) + behind.get(j + 1, 0.0) for j, score in row.items()}
        for before, row, behind in zip(rows, scores, rows[2:], strict=False)
    ]


def _mutual(scores: list[dict[int, float]]) -> list[tuple[int, int]]:
    """Pairs of sentences of which each is clearly the best for the other, by the first one."""
    best_of: dict[int, list[tuple[float, int]]] = {}
    for i, row in enumerate(scores):
        for j, score in row.items():
            best_of.setdefault(j, []).append((score, i))
    found = []
    for i, row in enumerate(scores):
        best = _clear([(score, j) for j, score in row.items()])
        if best is not None and _clear(best_of[best]) == i:
            found.append((i, best))
    return found


def _clear(scores: list[tuple[float, int]]) -> int | None:
    """Which of them is best by the margin; None where none is."""
    second, first = sorted([(0.0, -1), (0.0, -1), *scores])[-2:]
    return first[1] if first[0] - second[0] >= _MARGIN else None


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that ascend on both sides (patience sorting)."""
    tops: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for number, (_i, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        tops[pile : pile + 1] = [j]
        places[pile : pile + 1] = [number]
        before.append(places[pile - 1] if pile else -1)
    found = []
    at = places[-1] if places else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _supported(chain: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that have a neighbour in the chain which stands near on both sides."""

    def near(one: tuple[int, int], two: tuple[int, int]) -> bool:
        return two[0] - one[0] <= _NEIGHBOURS and two[1] - one[1] <= _NEIGHBOURS

    return [
        pair
        for number, pair in enumerate(chain)
        if (number and near(chain[number - 1], pair))
        or (number + 1 < len(chain) and near(pair, chain[number + 1]))
    ]
