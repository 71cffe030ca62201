"""Names that must not get out: found in every grammatical case, in either script, however they are spelled.

Whoever is named can be harmed, so this finds too much rather than too little: a name is looked for by how
its words begin, and in Latin letters by any usual romanisation of that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from dvomova.model import Span
from dvomova.text.romanisation import romanised

_APOSTROPHE = "['’ʼ`‘´]"
_ENDING = (
    "(?:а|я|у|ю|о|е|є|и|і|ї|ь|й|ий|ій|ого|ього|ому|ьому|им|ім|ої|ою|ею|єю|ьою|ом|ем|єм|ові|еві|єві|ів|їв|ин|їн"
    "|их|іх|ими|ами|ями|ам|ям|ах|ях|ина|ине|ині|иної|ину|ова|ове|ової|ову|ія|ію|ієм|ієві|ії|ієї|'?[яюєї])?"
)
"""Of nouns, of adjectives, of the adjectives of possession that are made of names (Оленин, Петренків)."""
_VOWEL_END = re.compile(r"(?:[аеєиіїоуюяьй]|ий|ій|ої|ая|яя)\Z")
_SOFTENED = {"к": "[кцч]", "г": "[гзж]", "х": "[хсш]", "ц": "[цч]", "д": "д", "т": "т"}
"""Consonants that change before an ending: Ольга, Ользі; Наталка, Наталці."""
_FLEETING = {"о": "о?", "е": "е?", "є": "[єй]?", "і": "[іоеє]", "ї": "[їоєй]"}
"""Vowels of a last closed syllable: Кравець, Кравця; Сокіл, Сокола; Ізюм stays."""
_SOUNDS = (
    # What stands in Latin letters for one Ukrainian letter, in the systems people use.
    ("shch", "(?:shch|sch|šč|shh|tsch)"),
    ("zgh", "(?:zgh|zh|zg)"),
    ("kh", "(?:kh|h|x|ch)"),
    ("zh", "(?:zh|j|ž|g)"),
    ("ts", "(?:ts|c|tz)"),
    ("ch", "(?:ch|č|tch|tsch)"),
    ("sh", "(?:sh|š|sch)"),
    ("ye", "(?:ye|ie|je|e)"),
    ("yi", "(?:yi|i|ji|ï|y)"),
    ("yu", "(?:yu|iu|ju|u)"),
    ("ya", "(?:ya|ia|ja|a)"),
    ("ie", "(?:ie|ye|je|e|i)"),
    ("iu", "(?:iu|yu|ju|u)"),
    ("ia", "(?:ia|ya|ja|a)"),
    ("h", "[hg]"),
    ("g", "[gh]"),
    ("v", "(?:v|w|u|f|ff)"),
    ("y", "[yijï]{0,2}+"),
    ("i", "[iyjï]{0,2}+"),
    ("k", "(?:k|c|ck)"),
    ("u", "(?:u|oo)"),
    ("f", "(?:f|ph)"),
)
_SOUND = re.compile("|".join(["[iyj]{2,}", *(latin for latin, _ways in _SOUNDS), "."]))
"""Several vowels of one sound are one: else each letter of a text would be tried for each of them."""
_WAYS = dict(_SOUNDS)
_LATIN_ENDING = "(?:['’]s|['’])?"
_BETWEEN = r"[\s\u00a0\u202f.,-]{1,3}"


def protected(text: str, names: Sequence[str]) -> list[tuple[Span, str]]:
    """Where a text has one of the names, and which one.

    Args:
        text: anything: a segment, a comment, a whole file.
        names: words or several words each, in either script; capitals do not matter. ``Олена Коваль``
            is also ``Коваль Олени``, ``Olena Koval’s``, ``ELENA KOVAL`` only if that is listed.

    Returns:
        In order of place; a place may have several names.
    """
    if not names:
        return []
    any_name, each = _expressions(tuple(names))
    if not any_name.search(text):
        return []
    found = [(Span(*match.span()), name) for name, one in each for match in one.finditer(text)]
    return sorted(found)


@lru_cache(maxsize=16)
def _expressions(names: tuple[str, ...]) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    each = [(name, _expression(name)) for name in names if name.strip()]
    together, flags = "|".join(one for _name, one in each) or r"(?!)", re.IGNORECASE
    return re.compile(together, flags), tuple((name, re.compile(one, flags)) for name, one in each)


def _expression(name: str) -> str:
    words = [_word(word) for word in name.split()]
    orders = [words] if len(words) == 1 else [words, words[::-1]]
    return "|".join(rf"(?<!\w){_BETWEEN.join(order)}(?!\w)" for order in orders)


def _word(word: str) -> str:
    word = word.strip(".,").lower()
    if re.search(r"[\u0400-\u04ff]", word):
        return rf"(?:{_cyrillic(word)}|{_latin(word)})"
    return rf"(?:{_spelt(word)}{_LATIN_ENDING})"


def _cyrillic(word: str) -> str:
    """The word in all its cases."""
    stem = _VOWEL_END.sub("", word) if len(word) > 2 else word
    closed = stem == word or word.endswith("ь")
    letters = [
        _APOSTROPHE + "?" if re.fullmatch(_APOSTROPHE, letter) else re.escape(letter) for letter in stem
    ]
    letters[-1] = _SOFTENED.get(stem[-1], letters[-1])
    if closed and len(stem) > 3 and stem[-2] in _FLEETING:
        letters[-2] = _FLEETING[stem[-2]]
    return "".join(letters) + _ENDING


def _latin(word: str) -> str:
    """The word as it is romanised; its ending may be that of another case."""
    stem = _VOWEL_END.sub("", word) if len(word) > 3 else word
    return _spelt(romanised(stem).lower()) + "(?:[aeiouy]{0,2}[ijy]{0,2})" + _LATIN_ENDING


def _spelt(latin: str) -> str:
    return "".join(_ways(match[0]) for match in _SOUND.finditer(latin))


def _ways(sound: str) -> str:
    if len(sound) > 1 and set(sound) <= set("iyj"):
        return "[iyjï]{0,5}+"
    return _WAYS.get(sound, re.escape(sound) + "{1,2}")


_UNSEEN = re.compile("[\u00ad\u0300-\u0305\u0307\u0309-\u036f\u200b-\u200f\u2060\ufeff]")
"""Soft hyphens, stress marks and signs of no width; the marks of ї and й, in two signs, stay."""
_DRAWN = re.compile(r"<[^<>]*>|[*_~`\\]")


def holds(text: str, names: Sequence[str]) -> bool:
    """Whether a text has one of the names, as it is written or as it is read.

    As it is read are no tags, no emphasis, no stress marks, no soft hyphens and no entities in it:
    ``К<b>о</b>ва́ль``, ``Ко&shy;валь``.
    """
    if not names:
        return False
    if protected(text, names):
        return True
    plain = _UNSEEN.sub("", normalize("NFD", unescape(_DRAWN.sub("", text))))
    plain = normalize("NFC", plain)
    return plain != text and bool(protected(plain, names))
