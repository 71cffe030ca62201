"""The word lists of the checks; the lists themselves are data/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dvomova.checks.sides import Side


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``data/NAME.toml``."""
    return tomllib.loads(files("dvomova.checks").joinpath("data", f"{name}.toml").read_text("utf-8"))


class Words:
    """Words, and beginnings and ends of words, to be found in a text."""

    def __init__(self, text: str) -> None:
        listed = text.split()
        self.exact = frozenset(word for word in listed if "*" not in word)
        self.begins = tuple(word[:-1] for word in listed if word.endswith("*"))
        self.ends = tuple(word[1:] for word in listed if word.startswith("*"))

    def fit(self, word: str) -> bool:
        """Whether ``word``, in small letters, is one of them."""
        return word in self.exact or word.startswith(self.begins) or word.endswith(self.ends)

    def are_in(self, side: Side) -> bool:
        """Whether one of them is in a text."""
        if not side.vocabulary.isdisjoint(self.exact):
            return True
        if not self.begins and not self.ends:
            return False
        return any(map(self._fits, side.vocabulary))

    def _fits(self, word: str) -> bool:
        return word.startswith(self.begins) or word.endswith(self.ends)


@lru_cache(maxsize=64)
def words(language: str, kind: str) -> Words:
    """A list of ``data/words.toml``."""
    return Words(table("words")[language][kind])
