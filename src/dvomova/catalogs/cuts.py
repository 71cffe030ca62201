"""Where a text is cut into units: where its segments end, unless the catalog has cut it otherwise.

Rules of segmentation change, translators translate two sentences by one: what is translated keeps the
cuts that it was translated with (DESIGN §4), whatever the rules say now. Of all ways to cut the segments
of a block the best one keeps the most text translated.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from typing import NamedTuple

from dvomova.catalogs.incoming import Incoming
from dvomova.model import CONTINUED, Unit

_SPACE = re.compile(r"\s*")
_HEAD = 16
"""Texts are looked up by as many first code points; shorter ones whole."""


class Piece(NamedTuple):
    """A stretch of neighbouring segments that is one unit."""

    text: str
    first: int
    """The segment that it begins in."""
    start: int
    """Where it begins in the text of that segment."""
    last: int
    """The segment that it ends in."""
    end: int
    """Where it ends in the text of that one."""


class Known:
    """The texts that a catalog has units for, asked by where they stand in another text."""

    def __init__(self, units: Sequence[Unit]) -> None:
        """Take in the units of a catalog; messages of programs are never cut."""
        self.units: dict[str, Unit] = {}
        self.places: dict[str, int] = {}
        self._lengths: dict[str, set[int]] = {}
        """How long the texts are that begin with as many code points; shorter ones by none."""
        active = [unit for unit in units if not unit.obsolete]
        for place, unit in enumerate(active):
            self._add(unit, place)
        for unit in units:
            if unit.obsolete:
                self._add(unit, -2)

    def _add(self, unit: Unit, place: int) -> None:
        if unit.plural is not None:
            return
        for text in (unit.source, unit.previous if unit.fuzzy else None):
            if text and (text not in self.units or not self.is_translated(text)):
                if text not in self.units:
                    self._index(text)
                self.units[text] = unit
                self.places[text] = place

    def _index(self, text: str) -> None:
        head = text[:_HEAD] if len(text) >= _HEAD else ""
        self._lengths.setdefault(head, set()).add(len(text))

    def is_translated(self, text: str) -> bool:
        """Whether some unit has a translation that was made from ``text``, finished or not."""
        return text in self.units and any(self.units[text].targets)

    def follows(self, one: str, two: str) -> bool:
        """Whether ``two`` stood behind ``one`` in a block: by the catalog's comments, else by its place."""
        if extracted := self.units[two].extracted:
            return any(line.endswith(CONTINUED) for line in extracted)
        return one in self.places and self.places[two] == self.places[one] + 1

    def at(self, text: str, start: int) -> Iterator[str]:
        """The known texts that stand in ``text`` at ``start``."""
        for head in {"", text[start : start + _HEAD]}:
            for length in self._lengths.get(head, ()):
                if start + length <= len(text) and (known := text[start : start + length]) in self.units:
                    yield known


def as_incoming(piece: Piece, incoming: Sequence[Incoming]) -> Incoming:
    """A piece as what comes to a catalog."""
    first, last = incoming[piece.first], incoming[piece.last]
    if len(piece.text) == len(first.source) and not piece.start:
        return first
    ends = piece.end == len(last.source)
    gap = last.gap if ends else _SPACE.match(last.source, piece.end)[0]  # type: ignore[index]
    begins = (first.kind + CONTINUED,) if piece.start else first.extracted
    return replace(first, source=piece.text, extracted=begins, gap=gap)


def cuts(incoming: Sequence[Incoming], known: Known) -> list[Piece]:
    """The segments of a document as the pieces that are its units, in order; no text is left out."""
    if not known.units:
        return [Piece(item.source, n, 0, n, len(item.source)) for n, item in enumerate(incoming)]
    pieces: list[Piece] = []
    place, first = -1, 0
    while first < len(incoming):
        last = first
        while incoming[last].gap is not None and last + 1 < len(incoming):
            last += 1
        found = _as_they_are(incoming, first, last, known) or _Chain(incoming, first, last, known).best(place)
        pieces += found
        place = known.places.get(found[-1].text, -1)
        first = last + 1
    return pieces


def _as_they_are(incoming: Sequence[Incoming], first: int, last: int, known: Known) -> list[Piece]:
    """One piece a segment, where nothing can be better: all are translated, and side by side."""
    texts = [item.source for item in incoming[first : last + 1]]
    places = [known.places.get(text, -2) for text in texts]
    in_order = all(place == places[0] + number for number, place in enumerate(places))
    if places[0] >= 0 and in_order and all(map(known.is_translated, texts)):
        return [Piece(text, first + n, 0, first + n, len(text)) for n, text in enumerate(texts)]
    return []


@dataclass(slots=True)
class _Way:
    """The best way to cut a chain of segments up to some place."""

    score: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Translated characters, those of active units, units in the order of the catalog, whole segments."""
    text: str = ""
    start: int = 0
    before: _Way | None = None
    place: int = -1


class _Chain:
    """The neighbouring segments of one block, laid end to end."""

    def __init__(self, incoming: Sequence[Incoming], first: int, last: int, known: Known) -> None:
        self.known, self.first = known, first
        self.items = incoming[first : last + 1]
        self.starts: dict[int, int] = {}
        """Where a segment begins, to its number in the chain."""
        self.ends: dict[int, int] = {}
        pieces, length = [], 0
        for number, item in enumerate(self.items):
            gap = (item.gap or "") if number + 1 < len(self.items) else ""
            self.starts[length] = number
            self.ends[length + len(item.source)] = number
            length += len(item.source) + len(gap)
            pieces += [item.source, gap]
        self.text = "".join(pieces)
        self.bounds = list(self.starts)

    def best(self, place: int) -> list[Piece]:
        """The pieces of the best way; ``place`` is that of the unit before the chain."""
        ways = {0: _Way(place=place)}
        waiting = [0]
        while waiting:
            start = heappop(waiting)
            for text in self._choices(start, ways[start]):
                way, goal = self._step(ways[start], start, text), self._next(start + len(text))
                if goal not in ways:
                    heappush(waiting, goal)
                if goal not in ways or way.score > ways[goal].score:
                    ways[goal] = way
        return self._pieces(ways[len(self.text)])

    def _choices(self, start: int, way: _Way) -> Iterator[str]:
        if start == len(self.text):
            return
        begins = self.starts.get(start)
        if begins is not None:
            yield self.items[begins].source
        for text in self.known.at(self.text, start):
            if begins is not None and text == self.items[begins].source:
                continue
            if (begins is not None or self.known.follows(way.text, text)) and self._may_end(start, text):
                yield text

    def _may_end(self, start: int, text: str) -> bool:
        """At the end of a segment, or behind a sign inside one that may be cut."""
        end = start + len(text)
        if end in self.ends:
            return True
        inside = self.items[bisect_right(self.bounds, end) - 1]
        return not inside.whole and not text[-1].isalnum() and self._next(end) < len(self.text)

    def _next(self, end: int) -> int:
        """Where the text goes on behind what ends at ``end``."""
        if end in self.ends:
            following = self.ends[end] + 1
            return self.bounds[following] if following < len(self.bounds) else len(self.text)
        space = _SPACE.match(self.text, end)
        return space.end() if space else end

    def _step(self, way: _Way, start: int, text: str) -> _Way:
        visible = sum(map(len, text.split())) if self.known.is_translated(text) else 0
        place = self.known.places.get(text, -1)
        in_order = bool(visible) and place >= 0 and place == way.place + 1
        whole = self.ends.get(start + len(text), -1) == self.starts.get(start, -2)
        gain = (visible, visible if place >= 0 else 0, int(in_order), int(whole))
        one, two, three, four = (a + b for a, b in zip(way.score, gain, strict=True))
        return _Way((one, two, three, four), text, start, way, place)

    def _pieces(self, way: _Way) -> list[Piece]:
        found = []
        while way.before is not None:
            found.append(self._piece(way.start, way.text))
            way = way.before
        return found[::-1]

    def _piece(self, start: int, text: str) -> Piece:
        first, last = (bisect_right(self.bounds, at) - 1 for at in (start, start + len(text) - 1))
        begin, end = start - self.bounds[first], start + len(text) - self.bounds[last]
        return Piece(text, self.first + first, begin, self.first + last, end)
