"""Which Ukrainian words may stand for an English one: ``data/words.tsv``, and what articles taught."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_LISTED = 0.53
"""How probable it is that a listed word is there when its counterpart is (tuned on the development sets)."""


_ENDING = 6
"""So many letters may follow the beginning of a Ukrainian word."""


class Pair(NamedTuple):
    """Two words that stand for each other."""

    stem: str
    """Of the English word."""
    beginning: str
    """Of the Ukrainian word; with ``=`` before it all of the word."""
    strength: float
    """How probable the one is where the other is, 0–1."""


class Lexicon:
    """A list of words, asked from the English side."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """Prepare the list; of a pair that is there twice the stronger one counts."""
        self._beginnings: dict[str, dict[str, float]] = {}
        for stem, beginning, strength in pairs:
            known = self._beginnings.setdefault(stem, {})
            known[beginning] = max(known.get(beginning, 0.0), strength)
        self._listed = {beginning for known in self._beginnings.values() for beginning in known}

    def beginnings(self, word: str) -> Mapping[str, float]:
        """How Ukrainian counterparts of an English ``word`` in small letters begin, with their strength."""
        return self._beginnings.get(english_stem(word), {})

    def lists(self, word: str) -> bool:
        """Whether the list has English counterparts of a Ukrainian ``word`` in small letters."""
        return "=" + word in self._listed or any(word[:end] in self._listed for end in endings(word))

    def pairs(self) -> list[Pair]:
        """All that is in the list."""
        return [
            Pair(stem, beginning, strength)
            for stem, known in self._beginnings.items()
            for beginning, strength in known.items()
        ]

    def extended(self, pairs: Iterable[Pair]) -> Lexicon:
        """This list with more in it."""
        return Lexicon([*self.pairs(), *pairs])


def endings(word: str) -> range:
    """Where the beginning of a Ukrainian word may end that the list has, so that not too much follows."""
    return range(max(1, len(word) - _ENDING), len(word) + 1)


@cache
def built_in() -> Lexicon:
    """The list that comes with dvomova; its format is described at its head."""
    text = files("dvomova.alignment").joinpath("data", "words.tsv").read_text("utf-8")
    lines = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return Lexicon(
        Pair(english_stem(word), beginning, _LISTED)
        for english, ukrainian in lines
        for word in english.split()
        for beginning in ukrainian.split()
    )


@lru_cache(maxsize=1 << 15)
def english_stem(word: str) -> str:
    """An English word in small letters without its commonest endings; no word of a dictionary, a key."""
    word = word.removesuffix("'s")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "i"
    ending = next(
        (e for e in ("ing", "ed", "es", "s", "ly") if word.endswith(e) and len(word) - len(e) >= 3), ""
    )
    word = word.removesuffix(ending)
    if len(word) <= 3:
        return word
    word = word[:-1] if word[-1] == word[-2] else word
    word = word[:-1] if word.endswith("e") and len(word) > 3 else word
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
