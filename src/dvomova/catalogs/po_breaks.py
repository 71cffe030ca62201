"""Where a line may be broken: Unicode's UAX #14, as GNU gettext applies it to the texts of PO files.

Classes are those of Unicode's ``LineBreak.txt``; pairs of classes are decided as libunistring 1.0 does
(measured on it), which does without the context that later versions of UAX #14 look at. Scripts that
need a dictionary (Thai, Khmer …) and conjoining Hangul are treated as letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

BREAK, NO_BREAK, NEW_LINE = "break", "no break", "new line"

_CLASSES = {
    "BK": "\n\x0b\x0c\x85\u2028\u2029",
    "SP": " ",
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
    "GL": "\u00a0\u034f\u035c\u035d\u035e\u035f\u0360\u0361\u0362\u180e\u2007\u2011\u202f",
    "ZWJ": "\u200d",
    "CP": ")]",
    "HY": "-",
    "SY": "/",
    "B2": "—⸺⸻",
    "BB": "´ˈˌ˟´",
    "BA": "|\u00ad֊־\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a‐‒–‧⁖⁘⁙⁚⁛⁝⁞\u205f\u3000",
    "CL": "、。〞〟，．｡､﹐﹒",
    "OP": "([{¡¿‚„",
    "EX": "!?׆؛؝؞؟۔❢❣！？",
    "IS": ",.:;\u037e։،؍⁄",
    "IN": "․‥…⋯",
    "NS": "‼‽⁇⁈⁉々〜〻〼ぁぃぅぇぉっゃゅょゎゕゖ゛゜ゝゞ゠ァィゥェォッャュョヮヵヶ・ーヽヾ：；",
    "QU": "\"'«»‘’‛“”‟‹›❛❜❝❞❟❠",
    "PR": "$+\\£¤¥±֏৻฿₠₡₢₣₤₥₦₨₩₪₫€₭₮₯₰₱₲₳₴₵₷₸₹₺₼₽₿№−∓￡￥￦＄",
    "PO": "%¢°٪‰‱′″‴‵‶‷₧₶₻₾⃀℃℉％￠",
    "AL": "⏩⏪⏫⏬◽◾♈♉♊♋♌♍♎♏♐♑♒♓⚓⚡⚪⚫⛎✅✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕",
    "ID": "⏱⏲☀☁☂☃☘☚☛☜☝☞☟☹☺☻♨⚿⛀⛁⛂⛃⛆⛇⛈⛍⛏⛐⛑⛓⛘⛙⛜⛟⛠⛡⛱⛴⛷⛸⛹⛾⛿✀✁✂✃✄✈✉✌✍❤",
    "RI": "".join(map(chr, range(0x1F1E6, 0x1F200))),
    "EM": "".join(map(chr, range(0x1F3FB, 0x1F400))),
}
_CLASS = {character: name for name, characters in _CLASSES.items() for character in characters}
_BY_CATEGORY = {
    "Mn": "CM",
    "Mc": "CM",
    "Me": "CM",
    "Cc": "CM",
    "Cf": "CM",
    "Nd": "NU",
    "Ps": "OP",
    "Pe": "CL",
}

_STUCK = frozenset("CL CP EX IS SY WJ ZWJ CM".split())
"""What never begins a line."""
_NEAR = _STUCK | frozenset("HY BA QU NS IN GL".split())
"""What begins a line only behind a space."""
_WORD = _NEAR | frozenset("AL NU OP PR PO HL".split())
_BEHIND = {
    "AL": _WORD,
    "NU": _WORD,
    "HL": _WORD,
    "CP": _WORD - {"OP"},
    "CL": _NEAR | {"PR", "PO"},
    "IS": _NEAR | {"NU"},
    "SY": _NEAR | {"NU", "HL"},
    "HY": _NEAR - {"GL"} | {"NU"},
    "BA": _NEAR - {"GL"},
    "PR": _WORD - {"PR", "PO"} | {"ID", "EM", "wide OP"},
    "PO": _WORD - {"PR", "PO"} | {"wide OP"},
    "EX": _NEAR,
    "IN": _NEAR,
    "NS": _NEAR,
    "ID": _NEAR | {"PO", "EM"},  # EM colours the skin of the emoji before it
    "EM": _NEAR | {"PO"},
    "B2": _NEAR | {"B2"},
    "RI": _NEAR | {"RI"},
}
"""What a class is not parted from where no space stands between; of a class not named, nothing is."""
_FAR = {"QU": {"OP", "wide OP"}, "CL": {"NS"}, "CP": {"NS"}, "B2": {"B2"}}
"""What a class is not parted from even by spaces."""


@lru_cache(maxsize=4096)
def line_class(character: str) -> str:
    """The line-breaking class of a character."""
    if character in _CLASS:
        return _CLASS[character]
    category, wide = unicodedata.category(character), unicodedata.east_asian_width(character) in "WF"
    if category == "Ps" and wide:
        return "wide OP"
    if category in _BY_CATEGORY and not (wide and category == "Nd"):
        return _BY_CATEGORY[category]
    if "\u05d0" <= character <= "\u05f2":
        return "HL"
    return "ID" if wide or (category == "So" and character >= "\U0001f000") else "AL"


def breaks(text: str) -> Iterator[str]:
    """For each character of ``text``: may a line be broken before it, or does it break lines itself?"""
    last, spaces = "BK", 0
    for character in text:
        name = line_class(character)
        if name == "CM" and (spaces or last in {"BK", "ZW"}):
            name = "AL"  # a mark with nothing to mark
        if name == "BK":
            yield NEW_LINE
        elif name in {"SP", "ZW", "CM"}:
            yield NO_BREAK
        else:
            yield _between(last, name, spaces)
        if name == "SP":
            spaces += 1
        elif name != "CM":
            last, spaces = name, 0


def _between(before: str, after: str, spaces: int) -> str:
    if before == "BK":
        return NO_BREAK
    if before == "ZW":
        return BREAK
    if spaces:
        is_stuck = after in _STUCK or before in {"OP", "wide OP"} or after in _FAR.get(before, ())
    else:
        is_stuck = after in _BEHIND.get(before, (after,))
    return NO_BREAK if is_stuck else BREAK


@lru_cache(maxsize=4096)
def columns(character: str) -> int:
    """The columns of a terminal that a character takes: 0, 1 or 2."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"} or character in "\u2028\u2029":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
