"""Drawings and formulas: SVG and MathML in a page, taken as a whole."""

from __future__ import annotations

import re

from dvomova.formats.html_elements import BLOCK, INTEGRATION
from dvomova.formats.html_tokens import CLOSE, OPEN, Token

_BREAKOUT = BLOCK - INTEGRATION - {"a", "audio", "canvas", "iframe", "object", "style", "video"}
"""HTML that can only mean that a drawing was never closed (HTML Standard, §13.2.6.5)."""
_TEXT = re.compile(r"<(?:text|title|desc)\b", re.IGNORECASE)


class Drawing:
    """A drawing that is open."""

    def __init__(self, root: Token) -> None:
        self.root = root
        self.depth = 1
        self.html = 0
        """How many elements are open in which HTML may stand."""

    def holds(self, token: Token) -> bool:
        """Whether a token is part of it; the last one is, too."""
        if token.kind == OPEN and token.name in _BREAKOUT and not self.html:
            return False
        if token.kind in (OPEN, CLOSE) and not token.empty:
            step = 1 if token.kind == OPEN else -1
            self.depth += step * (token.name == self.root.name)
            self.html = max(0, self.html + step * (token.name in INTEGRATION))
        return True

    @property
    def is_closed(self) -> bool:
        """Whether its end tag was held."""
        return self.depth <= 0

    @property
    def is_formula(self) -> bool:
        """Whether it has a place in a sentence."""
        return self.root.name == "math"

    def has_text(self, source: str, end: int) -> bool:
        """Whether there is text in it that a person may miss."""
        return not self.is_formula and bool(_TEXT.search(source, self.root.start, end))
