"""What a splitter is."""

from __future__ import annotations

from typing import Protocol

from dvomova.model import Span


class Splitter(Protocol):
    """Cuts the text of a block into segments."""

    version: str
    """Tells two sets of rules of one splitter apart; empty where there is nothing to tell."""

    def split(self, text: str, language: str) -> list[Span]:
        """Spans of the segments of ``text`` in ascending order.

        Each begins and ends with a visible character; what lies between two of them is white
        space only. Text without a visible character has none.
        """
