"""Which text of a translated document stands for which unit? By what is known of both, then by likeness.

Texts that are as they were come first, in order and then moved; between them the same assignment as for an
edited original (``matching``); and where as many texts are left between two known ones as units, they are
each other's. What finds nobody is text that only this document has, or a unit that it does not have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from dvomova.catalogs.gaps import Known, Neighbours, rising
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.matching import Candidate, Query, match
from dvomova.model import CONTINUED, Unit
from dvomova.text.likeness import Prose, likeness
from dvomova.text.similarity import canonical

_REPEATS = 8
"""Of a text that is expected oftener, so many places are tried, the nearest."""
_ALIKE = 75
"""How alike (``likeness``) texts must be wherever they stand; as in ``matching``."""
_AT_MOST = 10_000
"""So many pairs are compared."""
_TRANSLATED = ("x",)
"""What a unit is translated by does not matter here, only that it is."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A unit at one of its places, as it should stand in the translated document."""

    texts: tuple[str, ...]
    """What may stand there without having been edited, the likeliest first."""
    kind: str
    """The kind of its block."""
    extracted: tuple[str, ...] = ()
    """What the catalog says of it."""
    is_sure: bool = True
    """Whether it is known to stand there; if not, only its own text can be it."""


class Facing(NamedTuple):
    """Neighbouring texts of the document, and the places that they stand for."""

    first: int
    last: int
    """Number of the last text, inclusive."""
    places: tuple[int, ...]
    """Several where the texts of several units became one."""
    is_likely: bool = True
    """Whether the texts tell so, and not only where they stand."""


def known_texts(expected: Sequence[Expected]) -> list[Unit]:
    """The texts that are expected, for ``cuts.Known``: what the document is to be cut by."""
    texts = {text: one for one in reversed(expected) for text in reversed(one.texts) if text}
    return [Unit(text, _TRANSLATED, extracted=one.extracted) for text, one in reversed(texts.items())]


def facing(
    texts: Sequence[Incoming], expected: Sequence[Expected], own: Collection[int] = ()
) -> list[Facing]:
    """Which texts stand for which places, in the order of the texts.

    Args:
        texts: those of the translated document, cut by ``known_texts``.
        expected: the places, in the order of the original.
        own: the numbers of texts that are known to stand for none.
    """
    return _Facing(texts, expected, own).run()


class _Facing:
    """The state of the search: which text is which place."""

    def __init__(self, texts: Sequence[Incoming], expected: Sequence[Expected], own: Collection[int]) -> None:
        self.texts, self.expected, self.own = texts, expected, own
        self.place_of: dict[int, int] = {}
        self.taken: set[int] = set()
        self.found: list[Facing] = []

    def run(self) -> list[Facing]:
        by_text = self.by_text()
        self.as_they_were(by_text)
        self.moved(by_text)
        self.alike()
        self.edited()
        self.between_the_same()
        return sorted(self.found)

    def by_text(self) -> Mapping[str, list[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.expected):
            for text in dict.fromkeys(map(canonical, one.texts)):
                found[text].append(place)
        return found

    def as_they_were(self, by_text: Mapping[str, list[int]]) -> None:
        """A longest run of texts that stand as expected, in order."""
        share = len(self.expected) / max(1, len(self.texts))
        pairs = []
        for number, item in enumerate(self.texts):
            places = self.of_its_kind(item, by_text)
            if number in self.own:  # perhaps a unit says the same; then there are two of them
                places = [place for place in places if self.expected[place].is_sure]
            near = sorted(places, key=lambda place: abs(place - number * share))[:_REPEATS]
            pairs += [(number, place) for place in sorted(near, reverse=True)]
        for pair in rising([place for _number, place in pairs]):
            self.take(*pairs[pair])

    def of_its_kind(self, item: Incoming, by_text: Mapping[str, list[int]]) -> list[int]:
        """The places where a text is expected; of a heading only headings, if there are such."""
        places = by_text.get(canonical(item.source), [])
        return [place for place in places if self.expected[place].kind == item.kind] or places

    def moved(self, by_text: Mapping[str, list[int]]) -> None:
        """Texts that stand elsewhere than in the original."""
        for number in self.free():
            places = self.of_its_kind(self.texts[number], by_text)
            place = next((place for place in places if place not in self.taken), None)
            if place is not None:
                self.take(number, place)

    def edited(self) -> None:
        """Texts like those that are expected there, also in several sentences or in one."""
        units = [Unit(one.texts[0], _TRANSLATED, extracted=(one.kind,)) for one in self.expected]
        queries = [Query(number, self.texts[number], single=True) for number in self.free()]
        candidates = [Candidate(units[place], place) for place in self.waiting()]
        if not queries or not candidates:
            return
        places = {id(unit): place for place, unit in enumerate(units)}
        anchors = [self.place_of.get(number) for number in range(len(self.texts))]
        found = [
            Facing(one.first, one.last, tuple(places[id(unit)] for unit in one.units))
            for one in match(queries, candidates, anchors, units)
        ]
        self.take_beside(found)

    def take_beside(self, found: Sequence[Facing]) -> None:
        """Take what stands beside a text that is known as it does in the original, from there to the next.

        What is no more than a little alike, or only stands in its place, may as well be a text of the
        document's own where another one was taken out.
        """
        ordered = sorted(found)
        for one in (*ordered, *reversed(ordered)):
            is_free = one.first not in self.place_of and not self.taken.intersection(one.places)
            if is_free and self.is_beside(one):
                self.take(one.first, one.places[0], one.last, one.places, is_likely=one.is_likely)

    def is_beside(self, one: Facing) -> bool:
        before, behind = (one.first - 1, one.places[0] - 1), (one.last + 1, one.places[-1] + 1)
        if not self.is_same_cut(one.first, one.places[0]):
            return False
        return self.is_known(*before) or (self.is_known(*behind) and self.is_same_cut(*behind))

    def is_known(self, number: int, place: int) -> bool:
        """Whether a text is that of a place; the beginnings, and the ends, of both are each other's."""
        if number < 0 or number == len(self.texts):
            return place < 0 or place == len(self.expected)
        return self.place_of.get(number) == place or (place in self.taken and self.is_last_of(number, place))

    def is_last_of(self, number: int, place: int) -> bool:
        """Whether a text stands for several places, and this is one of them."""
        return any(one.first <= number <= one.last and place in one.places for one in self.found)

    def is_same_cut(self, number: int, place: int) -> bool:
        """Whether a text and a place both go on in the block of the one before, or both begin one."""
        if number == len(self.texts) or place == len(self.expected):
            return True
        both = (self.texts[number].extracted, self.expected[place].extracted)
        goes_on = [any(line.endswith(CONTINUED) for line in lines) for lines in both]
        return goes_on[0] == goes_on[1]

    def alike(self) -> None:
        """Texts so like what is expected somewhere, in one sentence or two, that they need no neighbours."""
        texts, places = self.free(), list(self.waiting())
        if len(texts) * len(places) > _AT_MOST:
            return
        prose = {number: Prose.of(self.texts[number].source) for number in texts}
        expected = {place: Prose.of(self.expected[place].texts[0]) for place in places}
        found: list[tuple[float, tuple[int, int], tuple[int, ...]]] = []
        for number, place in product(texts, places):
            said, wanted = prose[number], expected[place]
            found.append((likeness(said, wanted, _ALIKE), (number, number), (place,)))
            if number + 1 in prose and self.texts[number].gap is not None:
                both = said.followed_by(prose[number + 1])
                found.append((likeness(both, wanted, _ALIKE), (number, number + 1), (place,)))
            if place + 1 in expected:
                both = wanted.followed_by(expected[place + 1])
                found.append((likeness(said, both, _ALIKE), (number, number), (place, place + 1)))
        for score, (first, last), members in sorted(found, reverse=True):
            is_free = not {first, last} & self.place_of.keys() and not self.taken.intersection(members)
            if score and is_free:
                self.take(first, members[0], last, members)

    def between_the_same(self) -> None:
        """Texts that were rewritten, or translated in the document itself."""
        known = [Known(number, place) for number, place in sorted(self.place_of.items())]
        queries, candidates = ({one: one for one in some} for some in (self.free(), self.waiting()))
        found = []
        for gap in Neighbours(known).gaps(queries, candidates):
            texts = [self.texts[number].kind for number in gap.queries]
            if texts == [self.expected[place].kind for place in gap.candidates]:
                pairs = zip(gap.queries, gap.candidates, strict=True)
                found += [Facing(number, number, (place,), is_likely=False) for number, place in pairs]
        self.take_beside(found)

    def free(self) -> list[int]:
        taken = {*self.place_of, *self.own}
        return [number for number in range(len(self.texts)) if number not in taken]

    def waiting(self) -> Iterator[int]:
        return (place for place, one in enumerate(self.expected) if one.is_sure and place not in self.taken)

    def take(
        self,
        first: int,
        place: int,
        last: int | None = None,
        members: tuple[int, ...] = (),
        *,
        is_likely: bool = True,
    ) -> None:
        last = first if last is None else last
        self.found.append(Facing(first, last, members or (place,), is_likely))
        self.place_of |= dict.fromkeys(range(first, last + 1), place)
        self.taken.update(members or (place,))
