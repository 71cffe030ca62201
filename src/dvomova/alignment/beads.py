"""Beads: which sentences stand for which, found by dynamic programming, each with its probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import NamedTuple

from dvomova.alignment.evidence import tables
from dvomova.alignment.lexicon import Lexicon
from dvomova.alignment.sentences import Sentence

_PRIORS = {
    (1, 1): 0.7664, (1, 0): 0.04, (0, 1): 0.04, (1, 2): 0.0565, (2, 1): 0.0565,
    (1, 3): 0.006, (3, 1): 0.006, (1, 4): 0.001, (4, 1): 0.001, (2, 2): 0.002,
}  # fmt: skip
"""How common each shape of bead is: so many sentences to so many."""
_NEVER = -1e18


class Bead(NamedTuple):
    """Sentences that stand for each other; of one that has no counterpart the other side is empty."""

    sources: range
    """Of the first document, in order."""
    targets: range
    """Of the second one."""
    confidence: float
    """The probability that it is exactly these, 0–1."""


@dataclass(frozen=True, slots=True)
class _Lengths:
    """What the lengths of two sides say (log-normal, against any two sentences: also log-normal)."""

    mean: float = 0.0228
    deviation: float = 0.1543
    short: float = 1.5
    """Short sentences vary more: so much over the root of their length."""
    chance: float = 0.7
    least: float = -6.76
    """No difference of lengths says more than so against a bead."""

    def odds(self, one: int, two: int) -> float:
        """The log odds of a bead with ``one`` code points on its English side, ``two`` on the other."""
        difference = log(two / one) - self.mean
        deviation = self.deviation + self.short / sqrt((one + two) / 2)
        found = ((difference / self.chance) ** 2 - (difference / deviation) ** 2) / 2
        return max(found + log(self.chance / deviation), self.least)


_LENGTHS = _Lengths()
_SAME_COUNT, _OTHER_COUNT = 0.25, 0.9
"""For as many sentences inside on both sides, and against each one that there is more."""
_OPEN = 3.0
"""Against a bead that ends where a sentence goes on."""


def align(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> list[Bead]:
    """The most probable beads of two documents, monotone, covering both."""
    odds = _odds(english, ukrainian, lexicon)
    return _Lattice(len(english), len(ukrainian), odds).best()


_Odds = dict[tuple[int, int], list[list[float]]]


def _odds(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> _Odds:
    """By shape, for each place where a bead may begin, its log odds."""
    paired = [shape for shape in _PRIORS if all(shape)]
    evidence = tables(english, ukrainian, lexicon, paired)
    odds: _Odds = {}
    for a, b in _PRIORS:
        ens, uks = _runs(english, a), _runs(ukrainian, b)
        prior = log(_PRIORS[a, b])
        if a and b:
            odds[a, b] = [
                [
                    said + prior + _LENGTHS.odds(en.length, uk.length) - en.open - uk.open + _counted(en.inner, uk.inner)
                    for said, uk in zip(row, uks, strict=True)
                ]
                for row, en in zip(evidence[a, b], ens, strict=True)
            ]
        else:
            odds[a, b] = [[prior - en.open - uk.open for uk in uks] for en in ens]
    return odds


class _Run(NamedTuple):
    """Some neighbouring sentences as one."""

    length: int
    inner: int
    open: float


def _runs(side: Sequence[Sentence], count: int) -> list[_Run]:
    """All runs of ``count`` sentences by where they begin; of none one for each place between sentences."""
    found = []
    for start in range(len(side) - count + 1):
        run = side[start : start + count]
        opens = _OPEN if run and run[-1].opens else 0.0
        found.append(_Run(sum(s.length for s in run), sum(s.inner for s in run), opens))
    return found


def _counted(one: int, two: int) -> float:
    return _SAME_COUNT if one == two else -_OTHER_COUNT * min(abs(one - two), 3)


class _Lattice:
    """All ways from the beginning of both documents to their ends."""

    def __init__(self, n: int, m: int, odds: _Odds) -> None:
        self.n, self.m, self.odds = n, m, odds
        self.shapes = [shape for shape, table in odds.items() if table]

    def best(self) -> list[Bead]:
        """The most probable way, each bead with the share of all ways that it is on."""
        before, after = self._forward(), self._backward()
        whole = before[self.n][self.m]
        return [
            Bead(
                range(i, i + a),
                range(j, j + b),
                min(1.0, exp(before[i][j] + self.odds[a, b][i][j] + after[i + a][j + b] - whole)),
            )
            for i, j, a, b in self._way()
        ]

    def _steps(self, i: int, j: int) -> list[tuple[int, int]]:
        return [(a, b) for a, b in self.shapes if i >= a and j >= b]

    def _way(self) -> list[tuple[int, int, int, int]]:
        n, m, odds = self.n, self.m, self.odds
        best = [[_NEVER] * (m + 1) for _ in range(n + 1)]
        last: list[list[tuple[int, int]]] = [[(0, 0)] * (m + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(n + 1):
            for j in range(m + 1):
                for a, b in self._steps(i, j):
                    found = best[i - a][j - b] + odds[a, b][i - a][j - b]
                    if found > best[i][j]:
                        best[i][j], last[i][j] = found, (a, b)
        way = []
        i, j = n, m
        while i or j:
            a, b = last[i][j]
            i, j = i - a, j - b
            way.append((i, j, a, b))
        return way[::-1]

    def _forward(self) -> list[list[float]]:
        n, m, odds = self.n, self.m, self.odds
        sums = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n + 1):
            for j in range(m + 1):
                if i or j:
                    sums[i][j] = _log_sum(
                        [sums[i - a][j - b] + odds[a, b][i - a][j - b] for a, b in self._steps(i, j)]
                    )
        return sums

    def _backward(self) -> list[list[float]]:
        n, m, odds = self.n, self.m, self.odds
        sums = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                if i < n or j < m:
                    sums[i][j] = _log_sum(
                        [
                            sums[i + a][j + b] + odds[a, b][i][j]
                            for a, b in self.shapes
                            if i + a <= n and j + b <= m
                        ]
                    )
        return sums


def _log_sum(logs: list[float]) -> float:
    most = max(logs)
    return most + log(sum([exp(one - most) for one in logs]))
