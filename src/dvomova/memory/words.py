"""By which words a text is found again.

Two texts that are alike for a translator share words, the rarer the more telling; and neither is much
longer than the other. So a word is looked for together with the size of the text that it stands in.
Words stand in the index as numbers: it cannot be read, and no tokenizer of a database has a say in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from math import log2
from zlib import crc32

from dvomova.text.likeness import Prose
from dvomova.text.similarity import canonical

_DIGITS = re.compile(r"\d+")
_SEEDS = {"uk": 1, "en": 2}
_AGAIN = 0x9E3779B1
"""Makes another number of that of a word, for each time it is said again (Knuth's multiplicative hash)."""
_FEW = 4
"""Up to so many words, each number of them is a class of its own."""
_REACH = 2
"""How many times as many words a text may have and still be like another one."""


def prose_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; all numbers are the same word."""
    return tuple(_DIGITS.sub("0", " ".join(Prose.of(text).words)).split()) or ("",)


def numbered(words: Sequence[str], language: str) -> list[int]:
    """What stands for each word in a language: 32 bits. A word's second occurrence is another word."""
    seed, told = _SEEDS[language], dict[int, int]()
    numbers = [crc32(word.encode("utf-8", "surrogatepass"), seed) for word in words]
    if len(set(numbers)) == len(numbers):
        return numbers
    found = []
    for number in numbers:
        told[number] = again = told.get(number, -1) + 1
        found.append(number ^ again * _AGAIN & 0xFFFFFFFF if again else number)
    return found


def size(count: int) -> int:
    """The class of texts of that many words: 1, 2, 3, 4, 5–6, 7–9, 10–13 …"""
    return round(2 * log2(count)) if count > _FEW else count


def sizes_near(count: int) -> range:
    """The classes of texts that can be like one of that many words."""
    return range(size(-(-count // _REACH)), size(count * _REACH) + 1)


def words_in(size: int) -> float:
    """How many words a text of a class has, about."""
    return 2 ** (size / 2) if size > _FEW else size


def mark(text: str) -> int:
    """A number of 64 bits with a sign that stands for a text, whatever its spaces, quotes and dashes."""
    return int.from_bytes(
        blake2b(canonical(text).encode("utf-8", "surrogatepass"), digest_size=8).digest(), signed=True
    )
