"""A text as rules see it: what a reader reads, without markup, each place still known in the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from dvomova.segmenters.enclosures import Enclosures

_SOFT = re.compile(r"(?<!\\)(?<!  )(?<!\n)\r?\n(?!\r?\n)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\r?\n)")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_MARKUP = re.compile(r"[*_~<\[\\]")
_ENDED = frozenset(".!?…»”“’\"')]")


class View(NamedTuple):
    """The text without markup, in pieces that run side by side with the source."""

    text: str
    """What a reader reads; a soft line break is a space, a hard one a line break."""
    places: list[int]
    """Where in the text each piece begins, ascending; the last piece reaches to the end."""
    offsets: list[int]
    """Where in the source each piece begins."""

    @property
    def is_source(self) -> bool:
        """Whether each place is also the offset."""
        return len(self.places) == 1

    def place(self, offset: int) -> int:
        """The place in the text for an offset in the source."""
        piece = bisect_left(self.offsets, offset) - 1
        if piece < 0:
            return 0
        place = self.places[piece] + offset - self.offsets[piece]
        return min(place, self.places[piece + 1]) if piece + 1 < len(self.places) else place

    def offset(self, place: int) -> int:
        """The offset in the source for a place in the text, behind markup that stands between two."""
        piece = bisect_right(self.places, place) - 1
        return self.offsets[piece] + place - self.places[piece]


def view(text: str, found: Enclosures) -> View:
    """``text`` without the markup of its enclosures, and without escapes."""
    soft = _SOFT.sub(_spaces, text) if "\n" in text else text
    if not _MARKUP.search(text):
        return View(soft, [0], [0])
    pieces: list[str] = []
    places, offsets = [0], [0]
    length = position = 0
    for start, end, instead in _left_out(text, found):
        pieces += soft[position:start], instead
        length += start - position
        if instead:
            places.append(length)
            offsets.append(end - 1)
            length += len(instead)
        places.append(length)
        offsets.append(end)
        position = end
    return View("".join([*pieces, soft[position:]]), places, offsets)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _left_out(text: str, found: Enclosures) -> Iterator[tuple[int, int, str]]:
    """What is left out of the view, ascending, with what stands in its place."""
    escapes = _escapes(text, found)
    escape = next(escapes, -1)
    for start, end in found.markup:
        while 0 <= escape < start:
            yield escape, escape + 1, ""
            escape = next(escapes, -1)
        while 0 <= escape < end:
            escape = next(escapes, -1)
        yield start, end, _instead(text, start, end)
    while escape >= 0:
        yield escape, escape + 1, ""
        escape = next(escapes, -1)


def _escapes(text: str, found: Enclosures) -> Iterator[int]:
    """Backslashes before signs, outside code."""
    position = 0
    for start, end in [*found.opaque, (len(text), len(text))]:
        while match := _ESCAPE.search(text, position, start):
            yield match.start()
            position = match.end() + 1
        position = end


def _instead(text: str, start: int, end: int) -> str:
    """A line break is one; and a tag between two sentences keeps them apart."""
    if _BREAK.match(text, start):
        return "\n"
    closing = text.startswith("</", start) and text[end : end + 1].strip() not in ("", "<")
    return " " if closing and text[start - 1 : start] in _ENDED else ""
