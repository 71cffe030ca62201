"""Two documents in whatever languages and of whatever length, paired."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dvomova.alignment.anchors import LARGE, cuts
from dvomova.alignment.beads import Alignment, align, apart
from dvomova.alignment.evidence import tables
from dvomova.alignment.lattice import Bead
from dvomova.alignment.lexicon import Lexicon, built_in
from dvomova.alignment.moves import Move, moves
from dvomova.alignment.sentences import Kind, Sentence

_HOPELESS = 250_000
"""What has no anchors and is so large, in sentences times sentences, is no translation."""
_MOVES = 8
"""How many moves are tried, the likeliest first."""
_WARY = 0.89
"""So sure at the most is a bead with a sentence whose numbers the other side lacks: it may stand alone."""
_WORTH = 2.0
"""A move has to make the whole likelier by so much, in log odds."""


def pair(
    sources: Sequence[Sentence],
    targets: Sequence[Sentence],
    source_language: str,
    lexicon: Lexicon | None = None,
) -> Alignment:
    """Pair two documents.

    Args:
        sources: the sentences of one document in order.
        targets: those of the other, in the other of the two languages.
        source_language: ``uk`` or ``en``.
        lexicon: which words stand for each other; the built-in list if left out.

    Returns:
        Beads that cover both documents, in the order of ``sources``; they are monotone, but for whole
        blocks that have moved.
    """
    known = lexicon or built_in()
    if source_language == "uk":
        turned, likeness = _paired(targets, sources, known)
        beads = [Bead(two, one, share) for one, two, share in turned]
    else:
        beads, likeness = _paired(sources, targets, known)
    return Alignment([_wary(bead, sources, targets) for bead in _in_order(beads)], likeness)


def agreement(
    sources: Sequence[Sentence], targets: Sequence[Sentence], source_language: str
) -> list[list[float]]:
    """What speaks for each pair of sentences, in log odds, but for where they stand and how long they are.

    Empty for documents that are too large to look at all pairs.
    """
    if not 0 < len(sources) * len(targets) <= _HOPELESS:
        return []
    if source_language == "en":
        return tables(sources, targets, built_in(), [(1, 1)])[1, 1]
    turned = tables(targets, sources, built_in(), [(1, 1)])[1, 1]
    return [list(row) for row in zip(*turned, strict=True)]


def _wary(bead: Bead, sources: Sequence[Sentence], targets: Sequence[Sentence]) -> Bead:
    """A bead of several sentences, less sure where a number of one of them is not said on the other side."""
    here, there = (
        sources[bead.sources.start : bead.sources.stop],
        targets[bead.targets.start : bead.targets.stop],
    )
    if not here or not there or len(here) + len(there) == 2:
        return bead
    for some, others in ((here, there), (there, here)):
        said = {mark for one in others for mark in one.marks}
        for one in some if len(some) > 1 else ():
            figures = {mark for mark in one.marks if mark.kind is Kind.NUMBER}
            if figures and not figures & said:
                return bead._replace(confidence=min(bead.confidence, _WARY))
    return bead


def _paired(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> Alignment:
    found = _piecewise(english, ukrainian, lexicon)
    if len(english) * len(ukrainian) > LARGE:
        return found
    for move in moves(english, ukrainian, found.beads, lexicon)[:_MOVES]:
        alone = {bead.targets[0] for bead in found.beads if bead.targets and not bead.sources}
        if alone.issuperset(move.taken):
            found = max(found, _moved(english, ukrainian, lexicon, move), key=lambda one: one.likeness)
    return found


def _moved(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon, move: Move
) -> Alignment:
    """The two paired as if the move were undone; the price of a move is taken off its likeness."""
    order = move.order(len(ukrainian))
    beads, likeness = align(english, [ukrainian[j] for j in order], lexicon)
    price = _WORTH / (len(english) + len(ukrainian))
    back = []
    for bead in beads:
        there = [order[j] for j in bead.targets]
        if there and there[-1] - there[0] != len(there) - 1:
            return Alignment([], -1e9)  # a bead over a seam
        back.append(bead._replace(targets=range(there[0], there[-1] + 1) if there else bead.targets))
    return Alignment(back, likeness - price)


def _piecewise(english: Sequence[Sentence], ukrainian: Sequence[Sentence], lexicon: Lexicon) -> Alignment:
    """Piece by piece between the places where long documents can be cut."""
    beads: list[Bead] = []
    total = 0.0
    for (i, j), (k, end) in pairwise(cuts(english, ukrainian, lexicon)):
        ens, uks = english[i:k], ukrainian[j:end]
        hopeless = len(ens) * len(uks) > _HOPELESS
        found = align(ens, uks, lexicon) if not hopeless else apart(len(ens), len(uks))
        beads += [
            Bead(range(a.start + i, a.stop + i), range(b.start + j, b.stop + j), share)
            for a, b, share in found.beads
        ]
        total += found.likeness * (len(ens) + len(uks))
    return Alignment(beads, total / max(len(english) + len(ukrainian), 1))


def _in_order(beads: list[Bead]) -> list[Bead]:
    """Beads by the order of the sources; a target that has none comes behind the one before it."""
    keyed = []
    last = -1
    for bead in sorted(beads, key=lambda one: one.targets.start if one.targets else -1):
        if bead.sources:
            last = bead.sources.start if bead.targets else last
            keyed.append(((bead.sources.start, -1), bead))
        else:
            keyed.append(((last, bead.targets.start), bead))
    return [bead for _key, bead in sorted(keyed, key=lambda one: one[0])]
