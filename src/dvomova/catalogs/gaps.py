"""Gaps: which new texts, and which units whose text is gone, stand between the same neighbours."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class Gap(NamedTuple):
    """What stands between two neighbours that are known, each list in order."""

    queries: list[int]
    """New texts, by number."""
    candidates: list[int]
    """Units whose text is gone, by number."""

    @property
    def width(self) -> int:
        """How many of one side stand against one of the other."""
        return max(len(self.queries), len(self.candidates))

    def facing(self, window: int) -> Iterator[tuple[int, int, int]]:
        """Each new text with the units that stand less than ``window`` from where it is to be expected.

        Returns:
            The number of the text, the place of the unit in ``candidates``, and how far it is from there.
        """
        for position, query in enumerate(self.queries):
            expected = position * len(self.candidates) // len(self.queries)
            for place in range(max(0, expected - window), min(len(self.candidates), expected + window)):
                yield query, place, abs(place - expected)


class Known(NamedTuple):
    """A text of the document, and the unit that it surely is."""

    slot: int
    """Its place in the document."""
    place: int
    """That of the unit among the active ones."""


class Neighbours:
    """The texts that are known, asked for what stands between them."""

    def __init__(self, known: Sequence[Known]) -> None:
        """Take in the texts that are known, in the order of the document."""
        self._known, self._staying = _ends(known), _ends(_staying(known))

    def add(self, found: Iterable[Known]) -> None:
        """Take in texts that became known."""
        self._known = sorted({*self._known, *found})
        self._staying = _staying(sorted({*self._staying, *found}))

    def gaps(self, queries: Mapping[int, int], candidates: Mapping[int, int]) -> list[Gap]:
        """The gaps that hold both new texts and units, in the order of the catalog.

        A new text belongs to the gap behind the unit that precedes it in the document, and to the one
        before the unit that follows. Where texts were moved there are more: those between neighbours
        that were not.

        Args:
            queries: the number of each new text to its place in the document, ascending.
            candidates: the number of each unit to its place among the active units, ascending.
        """
        orders = [self._known] if self._known == self._staying else [self._known, self._staying]
        return [gap for order in orders for gap in _between(order, queries, candidates)]


def _staying(known: Sequence[Known]) -> list[Known]:
    """Those that were not moved."""
    return [known[number] for number in rising([place for _slot, place in known])]


def _ends(known: Sequence[Known]) -> list[Known]:
    """``known`` without those in the middle of a run, where nothing stands between."""
    runs = [False, *((one.slot + 1, one.place + 1) == two for one, two in pairwise(known)), False]
    around = zip(known, pairwise(runs), strict=False)  # there may be none
    return [one for one, (before, behind) in around if not (before and behind)]


def _between(known: Sequence[Known], queries: Mapping[int, int], candidates: Mapping[int, int]) -> list[Gap]:
    """The gaps between those who are known; a gap is named by how many of them precede it in the catalog."""
    places = sorted(place for _slot, place in known)
    found: defaultdict[int, Gap] = defaultdict(lambda: Gap([], []))
    for number, place in candidates.items():
        found[bisect_left(places, place)].candidates.append(number)
    for number, slot in queries.items():
        following = bisect_left(known, (slot, -1))
        before = bisect_right(places, known[following - 1].place) if following else 0
        behind = bisect_left(places, known[following].place) if following < len(known) else len(places)
        for name in {before, behind} & found.keys():
            found[name].queries.append(number)
    return [gap for _name, gap in sorted(found.items()) if gap.queries]


def rising(places: Sequence[int]) -> list[int]:
    """The numbers of those of ``places`` that make a longest strictly rising run; what is left was moved."""
    tails: list[int] = []
    heights = []
    for place in places:
        height = bisect_left(tails, place) if tails and place <= tails[-1] else len(tails)
        tails[height : height + 1] = [place]
        heights.append(height)
    run, wanted = [], len(tails) - 1
    for number in range(len(places) - 1, -1, -1):
        if heights[number] == wanted:
            run.append(number)
            wanted -= 1
    return run[::-1]
