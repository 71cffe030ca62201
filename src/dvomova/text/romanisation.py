"""Ukrainian names in Latin letters: as the state writes them, and how other spellings are recognised.

The official way is resolution 55 of the Cabinet of Ministers of 27 January 2010. People and newspapers also
write as the systems before it did (Izyum, Zelenskyy), as they like, or through other languages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import Indel

_ANYWHERE = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщ",
        "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch".split(),
        strict=True,
    )
)
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
"""At the beginning of a word."""
_INSIDE = {"є": "ie", "ї": "i", "й": "i", "ю": "iu", "я": "ia"}
_DROPPED = "ь'’ʼ"
_RUSSIAN = {"ё": "io", "ы": "y", "э": "e", "ъ": ""}
"""Not of the resolution: what stands in Russian names, so that nothing is left in Cyrillic."""

_WORD = re.compile(r"[Ѐ-ӿ]+(?:['’ʼ][Ѐ-ӿ]+)*")
_LETTER = re.compile(r"(?<=з)г|\w|['’ʼ]", re.IGNORECASE)


def romanised(text: str) -> str:
    """``text`` with every Ukrainian word in Latin letters, by resolution 55 of 2010; the rest as it is.

    A word in capitals stays in capitals. In other words only the first of several Latin letters is one.

    >>> romanised("Ізюм, Згорани, Знам’янка, Єнакієве, ЗАПОРІЖЖЯ")
    'Izium, Zghorany, Znamianka, Yenakiieve, ZAPORIZHZHIA'
    """
    return _WORD.sub(lambda match: _word(match[0]), text)


def _word(word: str) -> str:
    shouted = len(word) > 1 and word.isupper()
    pieces = []
    for match in _LETTER.finditer(word):
        letter = match[0]
        latin = _letter(letter.lower(), match.start(), word)
        pieces.append(latin.upper() if shouted else latin.capitalize() if letter.isupper() else latin)
    return "".join(pieces)


def _letter(letter: str, place: int, word: str) -> str:
    if letter in _DROPPED:
        return ""
    if letter == "г" and word[place - 1 : place].lower() == "з":
        return "gh"  # зг is zgh, for zh is ж
    positional = _INSIDE if place else _INITIAL
    return positional.get(letter) or _ANYWHERE.get(letter) or _RUSSIAN.get(letter, letter)


_SOUNDS = {
    "shch": "S", "sch": "S", "tch": "S", "dzh": "S", "dj": "S", "zh": "S", "sh": "S", "ch": "S", "j": "S",
    "kh": "h", "gh": "h", "g": "h", "ph": "f", "th": "t", "ck": "k", "q": "k", "qu": "kv", "x": "ks",
    "ts": "s", "tz": "s", "z": "s", "wh": "v", "w": "v",
}  # fmt: skip
"""Consonants as they are folded: hushing ones into one, г and х, hissing ones."""
_FOLDED = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)) + "|c(?=[eiy])|c")
_VOWELS = re.compile(r"[aeiouyʼ’']+")
_TWICE = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 15)
def skeleton(word: str) -> str:
    """The consonants of a name, folded so that its spellings meet; a vowel at the beginning is ``a``.

    For names in either script. Cyrillic is romanised first.

    >>> skeleton("Ізюм"), skeleton("Izyum"), skeleton("Zelenskyy"), skeleton("Зеленський")
    ('asm', 'asm', 'slnsk', 'slnsk')
    """
    latin = romanised(word).lower()
    folded = _FOLDED.sub(_sound, latin)
    first = "a" if _VOWELS.match(folded) else ""
    return first + _TWICE.sub(r"\1", _VOWELS.sub("", folded))


def _sound(match: re.Match[str]) -> str:
    if match[0] == "c":
        return "s" if match.string[match.end() : match.end() + 1] in set("eiy") else "k"
    return _SOUNDS[match[0]]


def alike(one: str, two: str) -> float:
    """How much two names sound alike, 0–1, whatever their scripts, spellings and case endings.

    The share of the skeletons that both have in order; 0 where they begin otherwise or one has less than
    two sounds. From 0.8 on they may well be the same name.
    """
    first, second = skeleton(one), skeleton(two)
    if min(len(first), len(second)) < 2 or first[0] != second[0]:
        return 0.0
    return Indel.normalized_similarity(first, second)


@lru_cache(maxsize=1 << 14)
def written_alike(one: str, two: str) -> float:
    """How much two names look alike once both are in Latin letters, 0–1; below 0.5 they hardly are one.

    For names from elsewhere, which Ukrainian writes as they sound: Hazard, Азар.
    """
    return Indel.normalized_similarity(romanised(one).lower(), romanised(two).lower())
