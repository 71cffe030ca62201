"""The text of a block as it is put together from pieces of the source."""

from __future__ import annotations

import re

from dvomova.formats.html_characters import SPACES, Characters
from dvomova.model import Mark

_UNEVEN = re.compile(rf"[{SPACES}]*[{SPACES[1:]}][{SPACES}]*|  +")
"""White space that is more than one space; all of it is one for a reader."""


class Text:
    """A text that grows; white space in it collapses as in a browser (CSS Text 3, §4.1.1)."""

    def __init__(self, soft: str = "\n") -> None:
        """Begin a text in which ``soft`` stands for a line break that is only white space."""
        self.soft = soft
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.length = 0
        self.blank = True
        """Whether it ends with white space, tags apart."""
        self.indent: str | None = None
        """What the second line begins with in the source; None while there is only one."""

    def __str__(self) -> str:
        return "".join(self.pieces)

    def put(self, text: str, source: int) -> None:
        """Add ``text``, which stands at ``source`` or for what stands there."""
        if text:
            self.marks.append(Mark(self.length, source))
            self.pieces.append(text)
            self.length += len(text)

    def read(self, characters: Characters) -> None:
        """Add what a person reads."""
        text, start, end = characters
        if len(text) != end - start:  # a reference
            self._put_words(" " if text.isspace() and text in SPACES else text, start)
            return
        position = 0
        for match in _UNEVEN.finditer(text):
            self._put_words(text[position : match.start()], start + position)
            self._break(match[0], start + match.start())
            position = match.end()
        self._put_words(text[position:], start + position)

    def _put_words(self, text: str, source: int) -> None:
        if self.blank and text[:1] == " ":
            text, source = text[1:], source + 1
        if text:
            self.put(text, source)
            self.blank = text[-1] == " "

    def _break(self, white: str, source: int) -> None:
        lines = re.split(r"\r\n?|\n", white)
        if self.indent is None and len(lines) > 1:
            self.indent = lines[-1]
        if not self.blank:
            # A backslash at the end of a line would be taken for a hard break.
            soft = len(lines) > 1 and not (self.pieces and self.pieces[-1].endswith("\\"))
            self.put(self.soft if soft else " ", source)
            self.blank = True
