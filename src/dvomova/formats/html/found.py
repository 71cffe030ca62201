"""What was found in a page so far, on the way to its ``Reading``."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from dvomova.formats.html.habits import XML_TAGS, Habits
from dvomova.model import Block, LanguageMark, Reading, Span

_LINE_END = re.compile(r"\r\n?|\n")


class Found:
    """Blocks and all else, in the order of the source."""

    def __init__(self, source: str, *, xml: bool) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.outers: dict[int, Span] = {}
        """For a block, by its number, the element that goes with it."""
        self.holes: list[Span] = []
        """What is no structure: texts, values, words for the language."""
        self.skipped: list[tuple[int, str]] = []
        self.languages: list[LanguageMark] = []
        self.habits = Habits()
        self.tags = XML_TAGS if xml else {}

    def tell(self, place: int, what: str) -> None:
        """Something at ``place`` is left as it is that a person may miss."""
        self.skipped.append((place, what))

    def mark(self, mark: LanguageMark) -> None:
        """Where the page says in which language it is; a hole with the quotation marks around it."""
        self.languages.append(mark)
        start, end = mark.span
        quoted = self.source[start - 1 : start] in {'"', "'"} and start > 0
        self.holes.append(Span(start - quoted, end + quoted))

    def reading(self) -> Reading:
        """All of it, once there is no more."""
        lines = [0, *(match.end() for match in _LINE_END.finditer(self.source))]
        habits = {**self.tags, **dict(self.habits.spelled())}
        blocks = (
            replace(
                block,
                outer=self.outers.get(number, block.outer),
                spelled=tuple({**habits, **dict(block.spelled)}.items()),
            )
            for number, block in enumerate(self.blocks)
        )
        skipped = tuple((bisect_right(lines, place), what) for place, what in self.skipped)
        return Reading(tuple(blocks), self._skeleton(), skipped, tuple(sorted(self.languages)))

    def _skeleton(self) -> tuple[str, ...]:
        """The source around the holes, white space apart."""
        pieces, end = [], 0
        for start, stop in sorted(self.holes):
            if start >= end:
                pieces.append(" ".join(self.source[end:start].split()))
                end = stop
        return (*pieces, " ".join(self.source[end:].split()))
