"""Numbers and addresses that are the only difference between two texts, put into the translation."""

from __future__ import annotations

import re
from typing import NamedTuple

from dvomova.text.similarity import URL, canonical

_NUMBER = re.compile(r"\d+(?:[.,:/\u00a0\u202f ]\d+)*")


class Substitution(NamedTuple):
    """A translation that says what the new text says."""

    target: str
    replaced: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


def numbers(text: str) -> list[str]:
    """The numbers in a text, without what groups or parts their digits."""
    return ["".join(filter(str.isdigit, found[0])) for found in _NUMBER.finditer(URL.sub(" ", text))]


def substitute(text: str, source: str, target: str, language: str) -> Substitution | None:
    return None
