"""All ways of pairing two documents from beginning to end, and what share of them each bead is on."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp, log
from typing import NamedTuple

Shape = tuple[int, int]
"""Of a bead: so many sentences of the one document to so many of the other."""
Priors = dict[Shape, float]
"""How common each shape is, 0–1."""
Odds = dict[Shape, list[list[float]]]
"""By shape, for each place where a bead may begin, the log odds that it is one."""

_NEVER = -1e18
_NEGLIGIBLE = -16.0
"""The logarithm of a share below which nobody looks at a bead."""
_GAINS = {1: 0.45, 2: 1.0}
"""What a bead of so many sentences is worth if it is right: a lone sentence little less than its half …"""
_MORE = 1.6
"""… and one of more than two."""


class Bead(NamedTuple):
    """Sentences that stand for each other; of one that has no counterpart the other side is empty."""

    sources: range
    """Of the first document, in order."""
    targets: range
    """Of the second one."""
    confidence: float
    """The probability that it is exactly these, 0–1."""


class Lattice:
    """All monotone ways from the beginning of both documents to their ends."""

    def __init__(self, n: int, m: int, odds: Odds) -> None:
        """Prepare it.

        Args:
            n: how many sentences the first document has.
            m: how many the second one has.
            odds: of all beads that may be; of beads of one side alone among them.
        """
        self.n, self.m = n, m
        self._odds = {shape: table for shape, table in odds.items() if table and table[0]}

    def likelihood(self, priors: Priors) -> float:
        """The logarithm of the sum of all ways."""
        return self._forward(priors)[self.n][self.m]

    def odds_of(self, bead: Bead) -> float:
        """What speaks for a bead, whatever its neighbours."""
        return self._odds[len(bead.sources), len(bead.targets)][bead.sources.start][bead.targets.start]

    def counts(self, priors: Priors) -> dict[Shape, float]:
        """How many beads of each shape are to be expected."""
        found = dict[Shape, float]()
        for _i, _j, shape, share in self._shares(priors):
            found[shape] = found.get(shape, 0.0) + share
        return found

    def best(self, priors: Priors) -> list[Bead]:
        """The way with the most on it that is probably right; it covers both documents."""
        ending: dict[tuple[int, int], list[tuple[Shape, float]]] = {}
        for i, j, (a, b), share in self._shares(priors):
            ending.setdefault((i + a, j + b), []).append(((a, b), share))
        best = [[_NEVER] * (self.m + 1) for _ in range(self.n + 1)]
        last: dict[tuple[int, int], tuple[Shape, float]] = {}
        best[0][0] = 0.0
        for i, row in enumerate(best):
            for j in range(self.m + 1):
                for (a, b), share in ending.get((i, j), ()):
                    worth = best[i - a][j - b] + share * _GAINS.get(a + b, _MORE)
                    if worth > row[j]:
                        row[j], last[i, j] = worth, ((a, b), share)
        return self._traced(last)

    def _traced(self, last: dict[tuple[int, int], tuple[Shape, float]]) -> list[Bead]:
        way = []
        i, j = self.n, self.m
        while i or j:
            (a, b), share = last[i, j]
            way.append(Bead(range(i - a, i), range(j - b, j), share))
            i, j = i - a, j - b
        return way[::-1]

    def _shares(self, priors: Priors) -> Iterator[tuple[int, int, Shape, float]]:
        """Of each bead where it begins, its shape, and the share of all ways that it is on, if it counts."""
        before, after = self._forward(priors), self._backward(priors)
        whole = before[self.n][self.m]
        for (a, b), table in self._odds.items():
            prior = log(priors[a, b]) - whole
            for i, row in enumerate(table):
                start, end = before[i], after[i + a]
                for j, odds in enumerate(row):
                    share = start[j] + odds + prior + end[j + b]
                    if share > _NEGLIGIBLE:
                        yield i, j, (a, b), min(1.0, exp(share))

    def _steps(self, priors: Priors) -> list[tuple[int, int, list[list[float]], float]]:
        return [(a, b, table, log(priors[a, b])) for (a, b), table in self._odds.items()]

    def _forward(self, priors: Priors) -> list[list[float]]:
        """For each place the logarithm of the sum of all ways that lead there."""
        steps = self._steps(priors)
        sums = [[0.0] * (self.m + 1) for _ in range(self.n + 1)]
        for i in range(self.n + 1):
            fitting = [(sums[i - a], b, table[i - a], prior) for a, b, table, prior in steps if a <= i]
            for j in range(self.m + 1):
                ways = [row[j - b] + odds[j - b] + prior for row, b, odds, prior in fitting if b <= j]
                sums[i][j] = _log_sum(ways) if ways else 0.0
        return sums

    def _backward(self, priors: Priors) -> list[list[float]]:
        """For each place the logarithm of the sum of all ways from there to the end."""
        n, m, steps = self.n, self.m, self._steps(priors)
        sums = [[0.0] * (m + 1) for _ in range(n + 1)]
        for i in range(n, -1, -1):
            fitting = [(sums[i + a], b, table[i], prior) for a, b, table, prior in steps if i + a <= n]
            for j in range(m, -1, -1):
                ways = [row[j + b] + odds[j] + prior for row, b, odds, prior in fitting if j + b <= m]
                sums[i][j] = _log_sum(ways) if ways else 0.0
        return sums


def _log_sum(logs: list[float]) -> float:
    most = max(logs)
    return most + log(sum([exp(one - most) for one in logs]))
