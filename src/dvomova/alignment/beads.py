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


_OWN = 25
"""How many beads of a document weigh as much as what is known of all documents, in how common shapes are."""
_ROUNDS = 2
"""How often that is estimated anew from the beads that were found."""


def align(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> list[Bead]:
    """The most probable beads of two documents, monotone, covering both."""
    lattice = _Lattice(len(english), len(ukrainian), _odds(english, ukrainian, lexicon))
    priors = max(KINDS, key=lattice.likelihood)
    for _round in range(_ROUNDS):
        priors = _adapted(lattice.counts(priors), priors)
    return lattice.best(priors)


_Shape = tuple[int, int]
_Odds = dict[_Shape, list[list[float]]]


def _adapted(counts: dict[_Shape, float], base) -> dict[_Shape, float]:
    """How common the shapes are in a document in which they were found so often."""
    whole = sum(counts.values()) + _OWN
    return {shape: (prior * _OWN + counts.get(shape, 0.0)) / whole for shape, prior in base.items()}


def _odds(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> _Odds:
    """By shape, for each place where a bead may begin, its log odds, all shapes equally common."""
    evidence = tables(english, ukrainian, lexicon, [shape for shape in _PRIORS if all(shape)])
    odds: _Odds = {}
    for a, b in _PRIORS:
        ens, uks = _runs(english, a), _runs(ukrainian, b)
        if a and b:
            odds[a, b] = [
                [said + _likeness(en, uk, a + b > 2) for said, uk in zip(row, uks, strict=True)]
                for row, en in zip(evidence[a, b], ens, strict=True)
            ]
        else:
            odds[a, b] = [[-en.open - uk.open for uk in uks] for en in ens]
    return odds


class _Run(NamedTuple):
    """Some neighbouring sentences as one."""

    length: int
    inner: int
    open: float


def _runs(side: Sequence[Sentence], count: int) -> list[_Run]:
    """All runs of ``count`` sentences by where they begin; of none one for each place between sentences."""
    found = []
    share = sum(s.opens for s in side) / max(len(side), 1)
    against = max(0.0, log(0.5 / max(share, 0.025)))
    for start in range(len(side) - count + 1):
        run = side[start : start + count]
        opens = against if run and run[-1].opens else 0.0
        found.append(_Run(sum(s.length for s in run), sum(s.inner for s in run), opens))
    return found


def _likeness(one: _Run, two: _Run, split) -> float:
    """What the shapes of two sides say, without their words."""
    more = min(abs(one.inner - two.inner), 3)
    counted = -(OTHER2 if split else _OTHER_COUNT) * more or (SAME2 if split else _SAME_COUNT)
    return _LENGTHS.odds(one.length, two.length) - abs(one.open - two.open) + counted


def kind(null, merge, three=.006):
    return {(1,1): 1-2*null-2*merge-2*three-.004, (1,0): null, (0,1): null, (1,2): merge, (2,1): merge, (1,3): three, (3,1): three, (1,4): .001, (4,1): .001, (2,2): .002}
KINDS = [kind(.002,.05), kind(.03,.06), kind(.1,.1)]


OTHER2=.2
SAME2=.5


class _Lattice:
    """All ways from the beginning of both documents to their ends."""

    def __init__(self, n: int, m: int, odds: _Odds) -> None:
        self.n, self.m = n, m
        self.odds = {shape: table for shape, table in odds.items() if table and table[0]}

    def likelihood(self, priors):
        return self._forward(priors)[self.n][self.m]

    def counts(self, priors: dict[_Shape, float]) -> dict[_Shape, float]:
        """How many beads of each shape are to be expected."""
        found = dict[_Shape, float]()
        for i, j, a, b, share in self._shares(priors):
            found[a, b] = found.get((a, b), 0.0) + share
        return found

    def best(self, priors: dict[_Shape, float]) -> list[Bead]:
        """The way with the most that is probably right; each bead with the share of all ways that it is on."""
        shares: dict[tuple[int, int], list[tuple[int, int, float]]] = {}
        for i, j, a, b, share in self._shares(priors):
            shares.setdefault((i + a, j + b), []).append((a, b, share))
        n, m = self.n, self.m
        best = [[_NEVER] * (m + 1) for _ in range(n + 1)]
        last: list[list[tuple[int, int, float]]] = [[(0, 0, 0.0)] * (m + 1) for _ in range(n + 1)]
        best[0][0] = 0.0
        for i in range(n + 1):
            for j in range(m + 1):
                for a, b, share in shares.get((i, j), ()):
                    gain = share * {1:GAIN0,2:GAIN,3:GAIN2}.get(a+b,GAIN2)
                    if best[i - a][j - b] + gain > best[i][j]:
                        best[i][j], last[i][j] = best[i - a][j - b] + gain, (a, b, share)
        way = []
        i, j = n, m
        while i or j:
            a, b, share = last[i][j]
            i, j = i - a, j - b
            way.append(Bead(range(i, i + a), range(j, j + b), share))
        return way[::-1]

    def _shares(self, priors: dict[_Shape, float]):
        """Of each possible bead its place, its shape, and the share of all ways that it is on, if any."""
        before, after = self._forward(priors), self._backward(priors)
        whole = before[self.n][self.m]
        for (a, b), table in self.odds.items():
            prior = log(priors[a, b])
            for i, row in enumerate(table):
                for j, odds in enumerate(row):
                    share = before[i][j] + odds + prior + after[i + a][j + b] - whole
                    if share > -16:
                        yield i, j, a, b, min(1.0, exp(share))

    def _forward(self, priors):
        n, m = self.n, self.m
        steps = [(a, b, table, log(priors[a, b])) for (a, b), table in self.odds.items()]
        sums = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n + 1):
            for j in range(m + 1):
                if i or j:
                    sums[i][j] = _log_sum(
                        [sums[i - a][j - b] + t[i - a][j - b] + prior for a, b, t, prior in steps if i >= a and j >= b]
                    )
        return sums

    def _backward(self, priors):
        n, m = self.n, self.m
        steps = [(a, b, table, log(priors[a, b])) for (a, b), table in self.odds.items()]
        sums = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n, -1, -1):
            for j in range(m, -1, -1):
                if i < n or j < m:
                    sums[i][j] = _log_sum(
                        [sums[i + a][j + b] + t[i][j] + prior for a, b, t, prior in steps if i + a <= n and j + b <= m]
                    )
        return sums


GAIN, GAIN0, GAIN2 = 1.0, 0.45, 1.6


def _log_sum(logs: list[float]) -> float:
    most = max(logs)
    return most + log(sum([exp(one - most) for one in logs]))
