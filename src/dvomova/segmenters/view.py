"""A text as rules see it: what a reader reads, without markup, each place still known in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from dvomova.segmenters.enclosures import Enclosures

_SOFT = re.compile(r"(?<!\\)(?<!  )(?<!\n)\r?\n(?!\r?\n)")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\r?\n)")
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_MARKUP = re.compile(r"[*_~<\[\\]")
_ENDED = frozenset(".!?…»”“’\"')]")


class View(NamedTuple):
    """The text without markup."""

    text: str
    """What a reader reads; a soft line break is a space, a hard one a line break."""
    offsets: list[int] | None
    """Where in the source each of its code points stands, and the source's end; None for the same place."""

    def place(self, offset: int) -> int:
        """The place in the text for an offset in the source."""
        return offset if self.offsets is None else bisect_left(self.offsets, offset)

    def offset(self, place: int) -> int:
        """The offset in the source for a place in the text, behind markup that stands between two."""
        return place if self.offsets is None else self.offsets[place]


def view(text: str, found: Enclosures) -> View:
    """``text`` without the markup of its enclosures, and without escapes."""
    soft = _SOFT.sub(_spaces, text) if "\n" in text else text
    if not _MARKUP.search(text):
        return View(soft, None)
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end, instead in _left_out(text, found):
        pieces += soft[position:start], instead
        offsets += range(position, start)
        offsets += [end - 1] * len(instead)
        position = end
    return View("".join([*pieces, soft[position:]]), [*offsets, *range(position, len(text) + 1)])


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
