"""What a sentence says that its translation has to say as well, as far as it can be told offline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from dvomova.text.dates import dates
from dvomova.text.numbers import numbers
from dvomova.text.similarity import URL

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S+@\S+\.\w+")
_SIGNS = {
    "quotation": re.compile(r"[\"“”«»„]"),
    "question": re.compile(r"\?"),
    "bracket": re.compile(r"\("),
    "colon": re.compile(r":"),
    "percent": re.compile(r"%|\bper ?cent|відсот", re.IGNORECASE),
    "dollar": re.compile(r"\$|\bdollar|\bдолар", re.IGNORECASE),
    "pound": re.compile(r"£|\bpounds?\b|\bфунт", re.IGNORECASE),
    "euro": re.compile(r"€|\beuros?\b|\bєвро\b", re.IGNORECASE),
    "hryvnia": re.compile(r"₴|\bUAH\b|\bhryv|\bгрн\b|\bгрив", re.IGNORECASE),
}
_ENDS = re.compile(r"[.!?…][\"”»’)]*\s+[\"“«„(–—-]?\s*(?=[A-ZА-ЯІЇЄҐ\d])")
_OPENING = '"“«„–— '


class Kind(StrEnum):
    """What a mark is."""

    NUMBER = "number"
    ADDRESS = "address"
    SIGN = "sign"
    WORD = "word"
    NAME = "name"
    """A word with a capital letter that does not stand at the beginning."""


class Mark(NamedTuple):
    """One thing that a sentence says."""

    kind: Kind
    text: str
    """In small letters, in one spelling."""


class Sentence(NamedTuple):
    """A sentence on its way into an alignment."""

    text: str
    marks: frozenset[Mark]
    length: int
    """In code points, at least 1."""
    inner: int
    """How many sentences it seems to hold, at least 1."""
    opens: bool
    """Whether it ends as if it went on in the next one."""
    begins: bool
    """Whether a block begins with it."""
    kind: str
    """What block it stands in; empty where that is not known."""


def sentences(
    texts: Sequence[str],
    language: str,
    kinds: Sequence[str] | None = None,
    begins: Sequence[bool] | None = None,
) -> list[Sentence]:
    """``texts`` with what they say.

    Args:
        texts: the sentences of one document in order.
        language: ``uk`` or ``en``.
        kinds: what block each stands in; None where that is not known.
        begins: whether each begins its block; None where that is not known.
    """
    found = []
    for number, text in enumerate(texts):
        following = texts[number + 1] if number + 1 < len(texts) else ""
        found.append(
            Sentence(
                text,
                frozenset(marks(text, language)),
                len(text) + 1,
                len(_ENDS.findall(text)) + 1,
                _goes_on(text.rstrip(), following),
                begins[number] if begins else False,
                kinds[number] if kinds else "",
            )
        )
    return found


def _goes_on(text: str, following: str) -> bool:
    if not following:
        return False
    return text[-1:] in {",", ";"} or (text[-1:].isalnum() and following.lstrip(_OPENING)[:1].islower())


def marks(text: str, language: str) -> set[Mark]:
    """What one sentence says: its words, names, numbers, addresses and telling signs."""
    found = {Mark(Kind.ADDRESS, address) for address in (*URL.findall(text), *_ADDRESS.findall(text))}
    found |= {Mark(Kind.SIGN, name) for name, sign in _SIGNS.items() if sign.search(text)}
    found |= {Mark(Kind.NUMBER, value) for value in _numbers(text, language)}
    found |= {
        Mark(Kind.NUMBER, f"{day.day} {day.month}") for day in dates(text, language) if day.day and day.month
    }
    for match in _WORD.finditer(text):
        word = match[0].lower().replace("’", "'").replace("ʼ", "'").removesuffix("'s")
        kind = Kind.NAME if match[0][0].isupper() and match.start() else Kind.WORD
        found.add(Mark(kind, word))
    return found


def _numbers(text: str, language: str) -> Iterator[str]:
    """What the numbers of a text come to, in every way that they can be read."""
    for number in numbers(text, language):
        yield f"{number.value.normalize():f}"
        if number.also is not None:
            yield f"{number.also.normalize():f}"
