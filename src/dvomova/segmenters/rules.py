"""What decides whether a run of marks ends a sentence: one reason a function, the first word counts.

Each rule answers True (the sentence ends), False (it goes on) or None (not my case).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dvomova.segmenters.lexicon import abbreviation_class, marked_names, openers, speech_verbs
from dvomova.segmenters.places import Place

Rule = Callable[[Place], bool | None]

_QUOTES = frozenset("\"”“’'»")
_DASHES = frozenset("—–―")
_CONTINUES = re.compile(r"[,;:%)\]}»”/=+]|[.!?…]|&(?![A-Za-z]+;)")
_ITEM = re.compile(r"[^\W\d_]\)")
_ROMAN = re.compile(r"[IVXLCDMІХ]+\b")
_NUMERAL = re.compile(r"\d{1,3}(?:\.\d{1,3})*|[IVXІХ]{1,5}|[^\W\d_]")
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_DAY = re.compile(r"(?<!\d)\d{1,2}\Z")
_MONTH_AND_YEAR = re.compile(r"\d{1,2}\.\s{0,3}\d{2,4}\b")
_DAY_AND_MONTH = re.compile(r"(?<!\d)\d{1,2}\.\s{0,3}\d{1,2}\Z")
_YEAR = re.compile(r"\d{4}\b")
_UNIT = re.compile(r"[\d°]\s{0,3}-?\w\Z")
_REPORT = re.compile(r"(?:[^\W_][\w’'-]{0,40}\s{1,3}){1,3}?([a-z]{3,12})\b")
_FULL_WORD = re.compile(r"[^\W\d_’'ʼ-]{3,}[аеєиіїоуюяйьaeiouy]")


def glued(place: Place) -> bool | None:
    """No space behind the marks: old books set ``сумно.— Ми`` so, and writers forget it (``так.Він``).

    Behind a closing tag or a ``<br>`` none is needed.
    """
    if not place.glued or place.closers.endswith(">"):
        return None
    if place.opening[:1] in _DASHES and place.word:
        return None
    before = place.text[max(place.start - 2, place.sentence) : place.start]
    forgotten = (
        not place.opening and not place.closers and len(before) == 2 and before.isalpha() and before.islower()
    )
    if not forgotten or not place.word[:1].isupper():
        return False
    return (place.word[1:].islower() and place.marks[0] in "!?") or opens(place)


def continues(place: Place) -> bool | None:
    """A comma, a colon, a closing bracket or another mark behind the gap: still the same sentence."""
    return False if _CONTINUES.match(place.text, place.next) else None


def numbers_an_item(place: Place) -> bool | None:
    """``1. Слово``: a number at the head of a sentence counts an item, it is no sentence."""
    if place.marks != "." or place.closers.strip("*_~)") or place.start - place.sentence > 20:
        return None
    said = place.text[place.sentence : place.start].lstrip('*_~([«“"—–- ')
    return False if _NUMERAL.fullmatch(said) else None


def part_of_date(place: Place) -> bool | None:
    """``15. 04. 2022``: spaces inside a date."""
    if not place.bare or not place.word[:1].isdigit():
        return None
    said = place.text[max(place.sentence, place.start - 8) : place.start]
    day = _DAY.search(said) and _MONTH_AND_YEAR.match(place.text, place.next)
    month = _DAY_AND_MONTH.search(said) and _YEAR.match(place.text, place.next)
    return False if day or month else None


def parts_a_reference(place: Place) -> bool | None:
    """``2017. — 232 с.``: the full stop and dash between the areas of a reference (DSTU 8302:2015)."""
    areas = place.bare and place.opening[:1] in _DASHES and place.word[:1].isdigit()
    return False if areas else None


def measures(place: Place) -> bool | None:
    """``5 °С. Удень``, ``9-А. Учні``: behind a number a capital is a unit or a letter of the number."""
    said = place.text[max(place.sentence, place.start - 4) : place.start]
    letter = place.bare and place.word[:1].isupper() and said[-1:].isupper() and _UNIT.search(said)
    return True if letter else None


def abbreviates(place: Place) -> bool | None:
    """A word of ``data/abbreviations.toml``, decided by its class."""
    if place.marks != "." or not (place.bare or place.aside):
        return None
    parts = place.before.split(".")
    for first in range(len(parts)):
        kind = abbreviation_class(".".join(parts[first:]))
        if kind:
            return _CLASSES[kind](place)
    return None


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


def explains_a_quotation(place: Place) -> bool | None:
    """``«А ось і Поллі!» (2004)``: a bracket behind a quoted title tells about it."""
    titled = place.marks != "." and place.closers[-1:] in _QUOTES and place.opening[:1] == "("
    return False if titled else None


def reports_speech(place: Place) -> bool | None:
    """``“Really?” Tom asked.``: what follows tells who spoke. Behind a full stop it never does."""
    if place.marks == "." or place.opening or not _QUOTES.intersection(place.closers):
        return None
    match = _REPORT.match(place.text, place.next)
    return False if match and match[1] in speech_verbs() else None


def aside(place: Place) -> bool | None:
    """``He came (at last!) and``: a question or an exclamation in brackets interrupts; openers decide."""
    return opens(place) if place.aside and place.marks != "." else None


def trails_off(place: Place) -> bool | None:
    """Behind an ellipsis the English I has no capital that could tell; nor has a number behind a pause."""
    if place.marks.strip(".… ") or place.marks == "." or place.closers:
        return None
    paused = place.text[place.start - 1].isspace() and place.word[:1].isdigit()
    return False if paused or re.split("['’]", place.word)[0] == "I" else None


def before_small_letter(place: Place) -> bool | None:
    """Before a small letter only a bare full stop behind a full word ends a sentence.

    Graphic abbreviations are cut behind a consonant (orthography of 2019, § 62), so a word of four
    letters or more that ends in a vowel, й or ь is none: somebody wrote no capital.
    """
    word = place.word
    if not word[:1].islower() or any(letter.isupper() for letter in word):
        return None
    if _ITEM.match(place.text, place.head):
        return True
    if not place.bare or place.opening:
        return False
    return bool(_FULL_WORD.fullmatch(place.before))


def otherwise(place: Place) -> bool | None:  # noqa: ARG001
    """Marks, a gap and a capital, a number or a sign: the sentence ends."""
    return True


def opens(place: Place) -> bool:
    """Whether the next word is on the closed list of openers, and no initial (``С. У. Іванов``)."""
    word = place.word
    if len(word) == 1 and place.text[place.head + 1 : place.head + 2] == ".":
        return False
    return word in openers() or word.partition("-")[0] in openers()


def _never(place: Place) -> bool | None:  # noqa: ARG001
    return False


def _before_number(place: Place) -> bool | None:
    numeral = place.word[:1].isdigit() or _ROMAN.match(place.text, place.head)
    label = len(place.word) == 1 and place.word.isupper() and not opens(place)  # "дод. Б"
    return False if numeral or label or place.text[place.head : place.head + 1] == "№" else None


def _before_capital(place: Place) -> bool | None:
    return place.word[:1].isupper()


_CLASSES: dict[str, Rule] = {
    "never": _never,
    "number": _before_number,
    "may_end": opens,
    "ends": _before_capital,
    "initials": opens,
}
"""What each class of ``data/abbreviations.toml`` says about its full stop."""

RULES: tuple[Rule, ...] = (
    glued,
    continues,
    numbers_an_item,
    part_of_date,
    parts_a_reference,
    measures,
    abbreviates,
    initial,
    marked_name,
    explains_a_quotation,
    reports_speech,
    aside,
    trails_off,
    before_small_letter,
    otherwise,
)
"""In the order in which they are asked."""


def ends_sentence(place: Place) -> bool:
    """Whether the marks at ``place`` end a sentence, by the first rule that knows."""
    for rule in RULES:
        answer = rule(place)
        if answer is not None:
            return answer
    return False
