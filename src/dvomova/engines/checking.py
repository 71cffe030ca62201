"""Whether an answer may become a draft: what is wrong with one, in a person's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import gettext as _

from dvomova.engines.codes import codes, signs, unclosed
from dvomova.text.dates import dates, times
from dvomova.text.markup import prose
from dvomova.text.numbers import Number, in_digits, numbers

_COMPLAINT = re.compile(
    r"mymemory warning|you used all available free translations|query length limit exceeded"
    r"|invalid language pair|please select two distinct languages|no query specified"
    r"|quota (?:has been )?exceeded|too many requests"
    r"|rate limit exceeded|invalid api key|\bcaptcha\b|unusual traffic",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_WORD = re.compile(r"[^\W\d_]{2,}")
_SCRIPTS = {"uk": re.compile(r"[\u0400-\u04ff]"), "en": re.compile(r"[A-Za-z]")}
_RUSSIAN = re.compile(r"[ыэъё]", re.IGNORECASE)
_ROMAN = re.compile(r"\b[ХІVXI]{2,}\b")
_LATIN = str.maketrans("ХІ", "XI")
"""Roman numbers in Ukrainian texts are often written in Cyrillic letters."""
_SOME = 3
"""Fewer words may be names, which stay what they are."""
_TIMES, _MORE = 3, 40
"""A translation is that much longer at the most: so many times, and so many characters for short ones."""


def is_complaint(answer: str, text: str) -> bool:
    """Whether an engine says in place of a translation that it is not going to give one."""
    return bool(_COMPLAINT.search(answer)) and not _COMPLAINT.search(text)


def broken_markup(text: str, answer: str) -> str:
    """What is wrong with the markup of a translation; empty for nothing."""
    if len(_ENTITY.findall(answer)) > len(_ENTITY.findall(text)):
        return _("there are HTML entities in it")
    if signs(text) != signs(answer):
        return _("its markup is not that of the text")
    if unclosed(text) != unclosed(answer):
        return _("its tags are not nested as those of the text")
    return ""


def wrong(text: str, answer: str, source: str, target: str) -> str:
    """What else is wrong with an answer as the translation of a text; empty for nothing.

    Args:
        text: what was to be translated.
        answer: unmasked, its entities undone; not empty.
        source: language of the text, ``uk`` or ``en``.
        target: language that the answer has to be in.
    """
    return next(_faults(text, answer, source, target), "")


def _faults(text: str, answer: str, source: str, target: str) -> Iterator[str]:
    said, meant = _words(text), _words(answer)
    if len(said) >= _SOME and [word.lower() for word in said] == [word.lower() for word in meant]:
        yield _("it came back untranslated")
    if not _is_in(target, meant, text):
        yield _("it is in another language")
    if lost := list(_lost(text, answer, source, target)):
        yield _("it lacks what the text says in numbers: {numbers}").format(numbers=", ".join(lost))
    if not _is_of_length(prose(text), prose(answer)):
        yield _("it is much longer or shorter than the text")


def _words(text: str) -> list[str]:
    spans = codes(text)
    pieces, end = [], 0
    for start, stop in spans:
        pieces.append(text[end:start])
        end = stop
    return _WORD.findall(" ".join([*pieces, text[end:]]))


def _is_in(language: str, words: list[str], text: str) -> bool:
    letters = "".join(words)
    if language == "uk" and _RUSSIAN.search(letters) and not _RUSSIAN.search(text):
        return False
    own = len(_SCRIPTS[language].findall(letters))
    return len(words) < _SOME or own * 2 > len(letters)


def _lost(text: str, answer: str, source: str, target: str) -> Iterator[str]:
    """The dates, times and numbers in digits of a text that its translation says nowhere."""
    text, answer = prose(text), prose(answer)
    said_dates = [day for day in dates(text, source) if day.day or day.year]  # March may be a name
    said_times = times(text, source)
    there_dates, there_times = dates(answer, target), times(answer, target)
    there = numbers(_ROMAN.sub(_latin, answer), target)
    for day in said_dates:
        if not any(day.agrees(one) for one in there_dates):
            yield text[slice(*day.span)]
    for time in said_times:
        hours = {time.hour % 12, time.hour}
        if not any(time.agrees(one) for one in there_times) and not any(
            one.value % 12 in hours for one in there
        ):
            yield text[slice(*time.span)]
    taken = [one.span for one in said_dates] + [one.span for one in said_times]
    for number in in_digits(text, source):
        is_free = not any(number.span.start < end and start < number.span.end for start, end in taken)
        if (
            is_free
            and not any(_same(number, one) for one in there)
            and text[slice(*number.span)] not in answer
        ):
            yield text[slice(*number.span)]


def _latin(roman: re.Match[str]) -> str:
    return roman[0].translate(_LATIN)


def _same(one: Number, two: Number) -> bool:
    return bool({one.value, one.also} & {two.value, two.also} - {None})


def _is_of_length(text: str, answer: str) -> bool:
    short, long = sorted((len(text.strip()), len(answer.strip())))
    return long <= short * _TIMES + _MORE
