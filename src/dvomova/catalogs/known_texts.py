"""The texts that a catalog knows, asked by how they begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from os.path import commonprefix

_SPACE = re.compile(r"\s*")


class KnownTexts:
    """A set of texts that also knows their beginnings; each answer takes time logarithmic in their number."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._set = frozenset(text for text in texts if text)
        self._sorted: list[str] | None = None
        self._longest = 0

    def __contains__(self, text: object) -> bool:
        return text in self._set

    def begins(self, text: str) -> bool:
        """Whether some text is ``text`` or goes on behind it."""
        texts = self._in_order()
        place = bisect_left(texts, text)
        return place < len(texts) and texts[place].startswith(text)

    def meets(self, text: str) -> bool:
        """Whether some text begins with ``text``, or ``text`` with it."""
        return self.begins(text) or any(self._beginning(text, 0))

    def cut(self, text: str) -> list[str] | None:
        """``text`` as known texts one behind the other, white space between them or not.

        Only behind a sign: a heading that got a word more, which happens to be a text of its own, is
        another heading.

        Returns:
            The texts and the gaps in turn: text, gap, text … text; of all ways the one whose first
            texts are longest. None where there is no way.
        """
        dead: set[int] = set()
        pieces: list[str] = []
        open_ends = [(0, self._beginning(text, 0))]
        while open_ends:
            start, choices = open_ends[-1]
            piece = next(choices, None)
            if piece is None:
                dead.add(start)
                open_ends.pop()
                del pieces[-2:]
                continue
            end = start + len(piece)
            if end == len(text):
                return [*pieces, piece]
            gap = _SPACE.match(text, end)[0]  # type: ignore[index]  # it matches nothing too
            if end + len(gap) not in dead and not piece[-1].isalnum():
                pieces += [piece, gap]
                open_ends.append((end + len(gap), self._beginning(text, end + len(gap))))
        return None

    def _beginning(self, whole: str, start: int) -> Iterator[str]:
        """The texts that ``whole`` goes on with at ``start``, the longest first."""
        texts = self._in_order()  # which sets the length of the longest, too
        text = whole[start : start + self._longest]
        while text:
            place = bisect_right(texts, text) - 1
            if place < 0:
                return
            if text.startswith(texts[place]):
                yield texts[place]
                text = texts[place][:-1]
            else:
                text = commonprefix([text, texts[place]])  # noqa: RUF071  # characters are what is meant

    def _in_order(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._set)
            self._longest = max(map(len, self._sorted), default=0)
        return self._sorted
