"""Beads: which sentences of two documents stand for which, each with its probability."""

from __future__ import annotations

from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from dvomova.alignment.evidence import tables
from dvomova.alignment.lattice import Bead, Lattice, Odds, Priors
from dvomova.alignment.lexicon import Lexicon
from dvomova.alignment.sentences import Sentence
from dvomova.alignment.structure import Structure


def _priors(alone: float, divided: float) -> Priors:
    """How common shapes are in a translation.

    Args:
        alone: the share of beads that are a sentence of one side without a counterpart, for each side.
        divided: the share of those in which one sentence is two of the other side, for each side.
    """
    rare = {(1, 3): 0.006, (3, 1): 0.006, (1, 4): 0.001, (4, 1): 0.001, (2, 2): 0.002}
    shapes = {(1, 0): alone, (0, 1): alone, (1, 2): divided, (2, 1): divided, **rare}
    return {(1, 1): 1 - sum(shapes.values()), **shapes}


_KINDS = (_priors(0.01, 0.08), _priors(0.03, 0.09), _priors(0.1, 0.12), _priors(0.18, 0.13))
"""Translations from faithful ones to free ones; of which kind one is the document itself tells."""
_KNOWN = 25
"""What is known of a kind weighs as much as so many beads of the document."""
_ROUNDS = 2
"""How often it is estimated anew, from the beads to be expected, how common the shapes are."""

# How lengths are distributed: log-normal, in beads and, more widely, among any two sentences.
_MEAN, _DEVIATION = 0.0228, 0.1543
_SHORT = 1.5
"""Short sentences vary more: by so much over the root of their length."""
_ANY = 0.7
_LEAST = -6.76
"""No difference of lengths says more than so against a bead."""

_FEWER = {False: 0.9, True: 0.2}
"""Against each sentence that one side seems to hold more than the other, of 1-1 and of larger beads …"""
_AS_MANY = {False: 0.25, True: 0.5}
"""… and for as many."""


class Alignment(NamedTuple):
    """Two documents, paired."""

    beads: list[Bead]
    """They cover both; in order but for blocks that have moved."""
    likeness: float
    """The log odds a sentence that these are two versions of one text, by what they say and not by their
    structure; about 0 for unrelated ones."""


def align(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> Alignment:
    """Pair two documents by monotone beads.

    Where there are sentences on one side only, or on none, nothing is paired and the likeness is 0.
    """
    n, m = len(english), len(ukrainian)
    if not n or not m:
        return apart(n, m)
    structure = Structure(english, ukrainian)
    lattice = Lattice(n, m, _odds(english, ukrainian, lexicon, structure))
    kind = max(_KINDS, key=lattice.likelihood)
    priors = kind
    for _round in range(_ROUNDS):
        counts = lattice.counts(priors)
        whole = sum(counts.values()) + _KNOWN
        priors = {shape: (kind[shape] * _KNOWN + counts.get(shape, 0.0)) / whole for shape in kind}
    beads = lattice.best(priors)
    said = 0.0
    for bead in beads:
        if bead.sources and bead.targets:
            sides = _of(english, bead.sources), _of(ukrainian, bead.targets)
            said += bead.confidence * (lattice.odds_of(bead) - structure.odds(*sides))
    return Alignment(beads, said / (n + m))


def _of(side: Sequence[Sentence], places: range) -> Sequence[Sentence]:
    return side[places.start : places.stop]


def apart(n: int, m: int) -> Alignment:
    """Two documents of ``n`` and ``m`` sentences in which nothing stands for anything."""
    alone = [Bead(range(i, i + 1), range(0), 1.0) for i in range(n)]
    return Alignment([*alone, *(Bead(range(0), range(j, j + 1), 1.0) for j in range(m))], 0.0)


def _odds(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon, structure: Structure
) -> Odds:
    """Of all beads that may be the log odds, if all shapes were equally common."""
    shapes = list(_KINDS[0])
    evidence = tables(english, ukrainian, lexicon, [shape for shape in shapes if all(shape)])
    odds: Odds = {}
    for a, b in shapes:
        ens, uks = _runs(english, a), _runs(ukrainian, b)
        if a and b:
            odds[a, b] = [
                [
                    said + _fit(en, uk, divided=a + b > 2) + structure.odds(en.side, uk.side)
                    for said, uk in zip(row, uks, strict=True)
                ]
                for row, en in zip(evidence[a, b], ens, strict=True)
            ]
        else:
            odds[a, b] = [[-en.open - uk.open for uk in uks] for en in ens]
    return odds


class _Run(NamedTuple):
    """Some neighbouring sentences, which would be one side of a bead."""

    side: Sequence[Sentence]
    length: int
    inner: int
    open: float
    """The log odds against an end here, because the last sentence seems to go on."""


def _runs(side: Sequence[Sentence], count: int) -> list[_Run]:
    """All runs of ``count`` sentences by where they begin; of none one for each place between sentences."""
    share = sum(one.opens for one in side) / len(side)
    against = max(0.0, log(0.5 / max(share, 0.025)))  # says little where sentences often end so
    found = []
    for start in range(len(side) - count + 1):
        run = side[start : start + count]
        opens = against if run and run[-1].opens else 0.0
        found.append(_Run(run, sum(one.length for one in run), sum(one.inner for one in run), opens))
    return found


def _fit(one: _Run, two: _Run, *, divided: bool) -> float:
    """What lengths and ends say of a bead: log odds."""
    difference = log(two.length / one.length) - _MEAN
    deviation = _DEVIATION + _SHORT / sqrt((one.length + two.length) / 2)
    length = ((difference / _ANY) ** 2 - (difference / deviation) ** 2) / 2 + log(_ANY / deviation)
    more = min(abs(one.inner - two.inner), 3)
    counted = -_FEWER[divided] * more if more else _AS_MANY[divided]
    return max(length, _LEAST) + counted - abs(one.open - two.open)
