"""How alike two texts are, and what kind of change lies between them."""

from __future__ import annotations

import re
from collections import Counter

from rapidfuzz import fuzz

from dvomova.text.markup import INLINE_CODE

_APOSTROPHES = "'’ʼ‘‛´ʹ′"
_BACKTICK = re.compile(r"(?<=[^\W\d_])`(?=[^\W\d_])")
"""An apostrophe as some keyboards have it; anywhere else it is the mark of code."""
_QUOTES = '"«»“”„‟″'
_DASHES = "-‐‑‒–—―−"
_SPACES = "\u00a0\u202f\u2009\u2007\u2002\u2003\u200a\t\n\r"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"

_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n(?=\s*\S)")
"""CommonMark 6.7: a line of verse, of an address; put in or taken out, a translator has to follow."""

_CANONICAL = str.maketrans(
    dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_QUOTES, '"')
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_INVISIBLE, "")
)

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"«»“”()]*[^\s<>\"«»“”().,;:!?'’\]}*_]|(?<=\]\()[^\s()]+")
"""An address, or the target of a Markdown link."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,:\s\u00a0\u202f]\d+)*")
_MARKUP = re.compile(r"(?: {2,}|\\)\n(?=\s*\S)|[*_~`]+|</?\w[^<>]*>|!?\[|\]\([^)]*\)|\]")
_NEGATIONS = frozenset(
    "не ні ані без жоден жодна жодне жодні жодного жодної ніколи ніхто ніщо нічого нікого ніде нікуди немає "
    "неможливо заборонено not no never none nobody nothing nowhere neither nor cannot without "
    "don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't "
    "hadn't mustn't needn't".split()
)
_BEGINNING = re.compile(r"(?:\A|[.!?…:]\W)\W*([^\W\d_])")
_PIECES = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|\d+(?:[.,:]\d+)*|\s+|.", re.DOTALL)


def canonical(text: str) -> str:
    """``text`` as far as it matters to a translation: one kind of space, apostrophe, quote and dash.

    Two texts of equal canonical form differ only mechanically (DESIGN §5, step 2).
    """
    if "`" in text:
        text = _BACKTICK.sub("'", text)
    if "\n" in text:
        text = _HARD_BREAK.sub(" \ue000 ", text)
    return " ".join(text.translate(_CANONICAL).split())


def without_urls(text: str) -> str:
    """Canonical form in which every address is the same: what is equal here differs in URLs only."""
    return canonical(URL.sub("\x1a", text))


def ratio(one: str, two: str, at_least: float = 0) -> float:
    """Likeness 0–100 of two canonical texts by shared characters in order; 0 below ``at_least``."""
    return fuzz.ratio(one, two, score_cutoff=at_least)


def words(text: str) -> list[str]:
    """The words of a text in lower case, canonical apostrophes, without numbers and punctuation."""
    return [word.lower() for word in _WORD.findall(text.translate(_CANONICAL))]


def word_count(text: str) -> int:
    """How many words a translator would count: runs of letters or digits."""
    return len(_COUNTED.findall(text))


_COUNTED = re.compile(r"\w++(?:[-'’ʼ.,:/]\w++)*+")


def pieces(text: str) -> list[str]:
    """``text`` cut into words, numbers, blanks and single marks; joined they give it back."""
    return _PIECES.findall(text)


def changes(old: str, new: str) -> list[str]:
    """What kinds of change lead from ``old`` to ``new``, most weighty first.

    Returns:
        Some of ``number``, ``negation``, ``name``, ``words``, ``order``, ``url``, ``markup``,
        ``punctuation``; or, where the canonical texts are equal, of ``apostrophe``, ``quotes``,
        ``dash``, ``spaces``. Empty for equal texts.
    """
    if canonical(old) == canonical(new):
        return _mechanical_changes(old, new)
    one, two = _plain(old), _plain(new)
    found = []
    old_numbers, new_numbers = _numbers(one), _numbers(two)
    if sorted(old_numbers) != sorted(new_numbers):
        found.append("number")
    old_words, new_words = _WORD.findall(one), _WORD.findall(two)
    balance = Counter(old_words)
    balance.subtract(new_words)
    difference = {word for word, count in balance.items() if count}
    if any(word.lower() in _NEGATIONS for word in difference):
        found.append("negation")
    names = _names(one, difference) | _names(two, difference)
    if names:
        found.append("name")
    if any(word not in names and word.lower() not in _NEGATIONS for word in difference):
        found.append("words")
    elif not difference and (old_words != new_words or (old_numbers != new_numbers and not found)):
        found.append("order")
    if URL.findall(old) != URL.findall(new):
        found.append("url")
    if _markup(old) != _markup(new):
        found.append("markup")
    return found or ["punctuation"]


def _mechanical_changes(old: str, new: str) -> list[str]:
    old, new = _BACKTICK.sub("´", old), _BACKTICK.sub("´", new)
    classes = (("apostrophe", _APOSTROPHES), ("quotes", _QUOTES), ("dash", _DASHES))
    found = [name for name, marks in classes if _only(marks, old) != _only(marks, new)]
    bare = str.maketrans("", "", _APOSTROPHES + _QUOTES + _DASHES)
    return found + ["spaces"] * (old.translate(bare) != new.translate(bare))


def _only(marks: str, text: str) -> str:
    return "".join(mark for mark in text if mark in marks)


def _plain(text: str) -> str:
    return INLINE_CODE.sub(" ", URL.sub(" ", text)).translate(_CANONICAL)


def _names(plain: str, words: set[str]) -> set[str]:
    """Those of ``words`` with a capital that is not owed to the place: not at the beginning of a sentence."""
    capital = {word for word in words if word[0].isupper()}
    if not capital:
        return set()
    begins = {match.start(1) for match in _BEGINNING.finditer(plain)}
    return {m[0] for m in _WORD.finditer(plain) if m[0] in capital and m.start() not in begins}


def _numbers(plain: str) -> list[str]:
    return ["".join(number.split()) for number in _NUMBER.findall(plain)]


def _markup(text: str) -> list[str]:
    return sorted("](" if mark.startswith("](") else mark for mark in _MARKUP.findall(text))
