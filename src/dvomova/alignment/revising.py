"""A person's hand in beads: joined, split, shifted, parted. Nothing is lost whatever the order."""

from __future__ import annotations

from dvomova.alignment.lattice import Bead

SURE = 1.0
"""The confidence of what a person confirmed."""


def accepted(beads: list[Bead], number: int) -> list[Bead]:
    """The bead is right as it is."""
    return [*beads[:number], beads[number]._replace(confidence=SURE), *beads[number + 1 :]]


def joined(beads: list[Bead], number: int) -> list[Bead]:
    """The bead and the next one are one; as it was where they are no neighbours on both sides."""
    if number + 1 == len(beads):
        return beads
    one, two = beads[number], beads[number + 1]
    sources, targets = _together(one.sources, two.sources), _together(one.targets, two.targets)
    if sources is None or targets is None:
        return beads
    return [*beads[:number], Bead(sources, targets, SURE), *beads[number + 2 :]]


def split(beads: list[Bead], number: int) -> list[Bead]:
    """The first sentences of the bead are one, the others another; as it was where there are no others."""
    one = beads[number]
    if max(len(one.sources), len(one.targets)) < 2:
        return beads
    first = Bead(one.sources[:1], one.targets[:1], SURE)
    rest = Bead(one.sources[1:], one.targets[1:], one.confidence)
    return [*beads[:number], first, rest, *beads[number + 1 :]]


def shifted(beads: list[Bead], number: int) -> list[Bead]:
    """The last sentence of the translation belongs to the next bead; as it was where there is none."""
    if number + 1 == len(beads) or not beads[number].targets:
        return beads
    one, two = beads[number], beads[number + 1]
    targets = _together(one.targets[-1:], two.targets)
    if targets is None:
        return beads
    left = one._replace(targets=one.targets[:-1])
    kept = [left] if left.sources or left.targets else []
    return [*beads[:number], *kept, two._replace(targets=targets), *beads[number + 2 :]]


def dropped(beads: list[Bead], number: int) -> list[Bead]:
    """The two sides do not stand for each other."""
    one = beads[number]
    alone = [Bead(one.sources, range(0), SURE), Bead(range(0), one.targets, SURE)]
    return [*beads[:number], *(bead for bead in alone if bead.sources or bead.targets), *beads[number + 1 :]]


def _together(one: range, two: range) -> range | None:
    """Two neighbouring ranges as one; None where they are no neighbours."""
    if not one or not two:
        return one or two
    return range(one.start, two.stop) if one.stop == two.start else None
