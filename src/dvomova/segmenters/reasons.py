"""Reasons to end a sentence or not that need word lists or the sentence around: what SRX cannot carry.

Each answers True (the sentence ends), False (it goes on) or None (not my case). What expressions
carry well stands in ``rules/*.srx`` and is asked behind these.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dvomova.segmenters.lexicon import abbreviation_class, labels, marked_names, openers, speech_verbs
from dvomova.segmenters.places import Place

Reason = Callable[[Place], bool | None]

_QUOTES = frozenset("\"”“’'»")
_ROMAN = re.compile(r"[IVXLCDMІХ]+\b")
_NUMERAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVXІХ]{1,5}|[^\W\d_]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_UNIT = re.compile(r"[\d°]\s{0,3}-?\w\Z")
_REPORT = re.compile(r"(?:[A-Z][a-z]{1,4}\.\s{1,3})?(?:[^\W_][\w’'-]{0,40}\s{1,3}){1,3}?([a-z]{3,12})\b")


def forgets_a_space(place: Place) -> bool | None:
    """``так.Він``: no space behind a full word, and a word that opens sentences."""
    if not place.glued:
        return None
    before = place.text[max(place.start - 2, place.sentence) : place.start]
    full = (
        not place.opening and not place.closers and len(before) == 2 and before.isalpha() and before.islower()
    )
    return True if full and opens(place) else None


def numbers_an_item(place: Place) -> bool | None:
    """``1. Слово``, ``Рис. 3. Слово``: a number at the head counts an item, it is no sentence."""
    if place.marks != "." or place.closers.strip("*_~)") or place.start - place.sentence > 20:
        return None
    said = place.text[place.sentence : place.start].lstrip('*_~([«“"—–- ')
    words = said.split()
    labelled = len(words) > 1 and " ".join(words[:-1]).rstrip(".").lower() in labels()
    return False if _NUMERAL.fullmatch(words[-1] if labelled else said) else None


def measures(place: Place) -> bool | None:
    """``5 °С. Удень``, ``9-А. Учні``: behind a number a capital is a unit or a letter of the number."""
    said = place.text[max(place.sentence, place.start - 4) : place.start]
    letter = place.bare and place.word[:1].isupper() and said[-1:].isupper() and _UNIT.search(said)
    return True if letter else None


def abbreviates(place: Place) -> bool | None:
    """A word of ``data/abbreviations.toml``, decided by its class."""
    if place.marks != "." or not (place.bare or place.aside):
        return None
    kind = _abbreviation(place)
    return _CLASSES[kind](place) if kind else None


def _abbreviation(place: Place) -> str:
    """The class of the longest abbreviation that the word before the marks ends in, empty for none."""
    rest = place.before
    while rest:
        if kind := abbreviation_class(rest):
            return kind
        rest = rest.partition(".")[2]
    return ""


def initial(place: Place) -> bool | None:
    """``Т. Г. Шевченко``, ``U.S. Senate``: capitals with full stops; an opener decides."""
    if not place.bare:
        return None
    last = place.before.rpartition(".")[2]
    if len(last) == 1 and last.isalpha() and (last.isupper() or _ACRONYM.fullmatch(place.before)):
        return opens(place)
    return None


def marked_name(place: Place) -> bool | None:
    """``Yahoo! Inc.``: the mark is part of a name."""
    name = place.before.rpartition(".")[2] + place.marks
    return False if name.lower() in marked_names() and not opens(place) else None


def reports_speech(place: Place) -> bool | None:
    """``“Really?” Tom asked.``: what follows tells who spoke. Behind a full stop it never does."""
    if place.marks == "." or place.opening or not _QUOTES.intersection(place.closers):
        return None
    if place.word in openers() and place.word != "I":
        return None  # only a name has a capital there: "“Who is it?” Nobody answered."
    match = _REPORT.match(place.text, place.next)
    return False if match and match[1] in speech_verbs() else None


def aside(place: Place) -> bool | None:
    """``He came (at last!) and``: a question or an exclamation in brackets interrupts; openers decide."""
    return opens(place) if place.aside and place.marks != "." else None


def opens(place: Place) -> bool:
    """Whether the next word is on the closed list of openers, and no initial (``С. У. Іванов``)."""
    word = place.word
    if len(word) == 1 and place.text[place.head + 1 : place.head + 2] == ".":
        return False
    return word in openers() or word.partition("-")[0] in openers() or _addresses(place)


def _addresses(place: Place) -> bool:
    """``… at 6 p.m. Mr. Smith``: a courtesy title begins a sentence, but not behind ``At 6 p.m.``"""
    return place.word in {"Mr", "Mrs", "Ms"} and place.start - place.sentence > 15


def _never(place: Place) -> bool | None:  # noqa: ARG001
    return False


def _before_number(place: Place) -> bool | None:
    numeral = place.word[:1].isdigit() or (_ROMAN.match(place.text, place.head) and not _speaks(place))
    label = len(place.word) == 1 and place.word.isupper() and not opens(place)  # "дод. Б"
    return False if numeral or label or place.text[place.head : place.head + 1] == "№" else None


def _speaks(place: Place) -> bool:
    """``No. I could not.``, ``Варимо рис. І чекаємо.``: behind an everyday word I and І are words."""
    return place.word in {"I", "І"} and place.before.lower() in {"no", "рис"} and not place.glued


def _before_capital(place: Place) -> bool | None:
    return place.word[:1].isupper()


_CLASSES: dict[str, Reason] = {
    "never": _never,
    "number": _before_number,
    "may_end": opens,
    "ends": _before_capital,
    "initials": opens,
}
"""What each class of ``data/abbreviations.toml`` says about its full stop."""

REASONS: tuple[Reason, ...] = (
    numbers_an_item,
    measures,
    abbreviates,
    initial,
    marked_name,
    reports_speech,
    aside,
)
"""In the order in which they are asked, where a gap stands behind the marks."""


def judged(place: Place) -> tuple[bool, Reason] | None:
    """The answer of the first reason that has one, and that reason; None where none has."""
    if place.glued:
        return (True, forgets_a_space) if forgets_a_space(place) else None
    for reason in REASONS:
        answer = reason(place)
        if answer is not None:
            return answer, reason
    return None


def named(reason: Reason, place: Place) -> str:
    """How explanations call ``reason``; of an abbreviation with its class, ``abbreviates: may_end``."""
    return f"abbreviates: {_abbreviation(place)}" if reason is abbreviates else reason.__name__
