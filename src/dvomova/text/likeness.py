"""How alike two texts are for a translator: by their characters and by their words."""

from __future__ import annotations

import re
from typing import NamedTuple

from rapidfuzz.distance import Indel

from dvomova.text.similarity import canonical, ratio

_MARKUP = re.compile(r"</?(?:[a-z][a-z0-9-]*(?:\s[^<>]*)?|\d{1,6})/?>|\]\([^()\s]*\)|[\[\]]")
_WORD = re.compile(r"\w+(?:'\w+)*")


class Prose(NamedTuple):
    """A text as it is compared: canonical, in lower case, a link as its words however it is marked up."""

    text: str
    words: tuple[str, ...]
    """Runs of letters and digits, in order."""

    @classmethod
    def of(cls, text: str) -> Prose:
        """``text`` as it is compared."""
        plain = canonical(text).lower()
        plain = _MARKUP.sub("", plain).strip() or plain
        return cls(plain, tuple(_WORD.findall(plain)))

    def followed_by(self, other: Prose) -> Prose:
        """The two as one text."""
        return Prose(f"{self.text} {other.text}", self.words + other.words)


def likeness(one: Prose, two: Prose, at_least: float = 0) -> float:
    """How alike two texts are, 0–100; 0 below ``at_least``.

    The mean of two shares, of characters and of words that both have in the same order. Characters alone
    find all texts of a language alike (two sentences that have but a half in common reach 75), words
    alone think nothing of ``bridge`` and ``bridges``; and of four words one is much.
    """
    letters = ratio(one.text, two.text, 2 * at_least - 100)
    if not letters or not one.words or not two.words:
        return letters if letters >= at_least else 0
    both = (letters + 100 * Indel.normalized_similarity(one.words, two.words)) / 2
    return both if both >= at_least else 0
