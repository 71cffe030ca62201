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
    """Words, and beginnings (``in*``) and ends (``*less``) of words, but not of some (``!inn``)."""

    def __init__(self, text: str) -> None:
        listed = text.split()
        self.never = tuple(word[1:] for word in listed if word.startswith("!"))
        listed = [word for word in listed if not word.startswith("!")]
        self.exact = frozenset(word for word in listed if "*" not in word)
        self.begins = tuple(word[:-1] for word in listed if word.endswith("*"))
        self.ends = tuple(word[1:] for word in listed if word.startswith("*"))

    def are_in(self, side: Side) -> bool:
        """Whether one of them is in a text."""
        if not side.vocabulary.isdisjoint(self.exact):
            return True
        if not self.begins and not self.ends:
            return False
        return any(map(self._fits, side.vocabulary))

    def _fits(self, word: str) -> bool:
        return (word.startswith(self.begins) or word.endswith(self.ends)) and not word.startswith(self.never)


@lru_cache(maxsize=64)
def words(language: str, kind: str) -> Words:
    """A list of ``data/words.toml``."""
    return Words(table("words")[language][kind])
