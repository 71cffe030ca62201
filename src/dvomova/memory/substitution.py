"""Numbers, dates, times and addresses that are the only difference between two texts, put into a translation.

Nothing is guessed: what the translation has for a number must be found there, once, whatever way that
language writes it; what cannot be written the way the old one was is left to a person.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from dvomova.model import Span
from dvomova.text.dates import Date, Time, dates, month_names, times
from dvomova.text.languages import other
from dvomova.text.likeness import Prose
from dvomova.text.numbers import Number, in_digits
from dvomova.text.similarity import URL, canonical

Said = str | Date | Time | Number

_WORD_BEHIND = re.compile(r"[\s\u00a0\u202f-]?[^\W\d_]")
_DIGITS = re.compile(r"\d[\d.,\u0020\u00a0\u202f\u2009]*\d|\d")
_GROUPS = re.compile(r"\d{1,3}([,\u0020\u00a0\u202f\u2009])\d{3}(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})([:.])\d\d")
_OF_NUMBERS = re.compile(r"\w*\d\w*|[ap]?m?|тис|млн|млрд|k|bn|thousand|million|billion").fullmatch
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")


class Substitution(NamedTuple):
    """A translation that says what the new text says."""

    target: str
    replaced: tuple[tuple[str, str], ...]
    """(what stood there, what stands there now), in the order of the text."""
    reasons: tuple[str, ...]
    """``substituted``; and ``forms`` where a word beside a number may have to follow it."""


class _Token(NamedTuple):
    """A stretch of a text that may be another one and the text still say the same."""

    span: Span
    said: Said
    text: str


def numbers(text: str, language: str) -> list[Decimal]:
    """The numbers in digits that a text says, outside addresses, sorted."""
    if not _DIGITS.search(text):
        return []
    return sorted(one.value for one in in_digits(URL.sub(" ", text), language))


def substitute(text: str, source: str, target: str, language: str) -> Substitution | None:
    """The translation of ``source`` as one of ``text``; None where more is different, or it is not sure how.

    Args:
        text: what is to be translated.
        source: what was translated.
        target: its translation.
        language: of ``text`` and ``source``; ``target`` is in the other one.
    """
    if not _may_say_the_same(text, source, language):
        return None
    new, old = _tokens(text, language), _tokens(source, language)
    if not old or _frame(text, new) != _frame(source, old):
        return None
    changes = {was.text: (was, now) for was, now in zip(old, new, strict=True) if was.text != now.text}
    there = _tokens(target, other(language))
    written: list[tuple[_Token, str]] = []
    for was, now in changes.values():
        same = [one for one in old if _says(one, was)]
        places = [one for one in there if _says(one, was)]
        if len(same) != 1 or len(places) != 1:
            return None
        put = _written(places[0], was, now, other(language))
        if put is None:
            return None
        written.append((places[0], put))
    return _laid(target, written, changes, other(language))


def _may_say_the_same(text: str, source: str, language: str) -> bool:
    """Whether two texts differ only in words of numbers, dates, times: most do not, so it is asked first."""
    if URL.search(text):
        return True
    one, two = (Counter(Prose.of(each).words) for each in (text, source))
    return all(_OF_NUMBERS(word) or word in _months(language) for word in (one - two) + (two - one))


@cache
def _months(language: str) -> frozenset[str]:
    return frozenset(name for month in range(1, 13) for name in month_names(language, month))


def _laid(
    target: str,
    written: Sequence[tuple[_Token, str]],
    changes: dict[str, tuple[_Token, _Token]],
    language: str,
) -> Substitution:
    laid, end = "", 0
    for token, text in sorted(written):
        laid += target[end : token.span.start] + text
        end = token.span.end
    pairs = tuple((token.text, text) for token, text in sorted(written))
    forms = any(
        _changes_form(token, target, *changes_of, language)
        for (token, _text), changes_of in zip(written, changes.values(), strict=True)
    )
    return Substitution(laid + target[end:], pairs, ("substituted", *["forms"] * forms))


def _tokens(text: str, language: str) -> list[_Token]:
    """Addresses, dates, times and numbers, in order; none overlap."""
    said: list[tuple[Span, Said]] = [(Span(*match.span()), match[0]) for match in URL.finditer(text)]
    for some in (dates(text, language), times(text, language), in_digits(text, language)):
        said += [(one.span, one) for one in some if not any(_meet(one.span, span) for span, _one in said)]
    return [_Token(span, one, text[slice(*span)]) for span, one in sorted(said, key=lambda pair: pair[0])]


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _frame(text: str, tokens: Sequence[_Token]) -> tuple[str, list[object]]:
    """What a text says besides, and of what kind each of its tokens is."""
    pieces, end = [], 0
    for token in tokens:
        pieces.append(text[end : token.span.start])
        end = token.span.end
    return canonical("\x1a".join([*pieces, text[end:]])), [_kind(token.said) for token in tokens]


def _kind(said: Said) -> object:
    if isinstance(said, Number):
        return "number", said.magnitude, said.many
    if isinstance(said, Date):
        return "date", said.year is None, said.month is None, said.day is None, said.weekday
    return type(said).__name__


def _says(one: _Token, two: _Token) -> bool:
    """Whether two tokens, of whatever language, say the same."""
    match one.said, two.said:
        case Number(), Number():
            return one.said.value == two.said.value
        case Date(), Date():
            return one.said[1:5] == two.said[1:5]
        case Time(), Time():
            return one.said.agrees(two.said)
        case _:
            return one.said == two.said


def _written(place: _Token, was: _Token, now: _Token, language: str) -> str | None:
    """What has to stand in the translation for ``now``, where ``place`` stood for ``was``; None: not sure."""
    if place.text == was.text and not any(map(str.isalpha, was.text + now.text)):
        plain = was.text.isdigit() and now.text.isdigit()
        if not isinstance(now.said, Number) or now.said.many or plain:
            return now.text
    match now.said, place.said:
        case str(), _:
            return now.text
        case Number(), Number():
            return _number(place.text, now.said, language)
        case Date(), Date():
            return _date(place.text, place.said, now.said, language)
        case Time(), _:
            return _time(place.text, now.said)
    return None


def _number(place: str, said: Said, language: str) -> str | None:
    """A number as ``place`` was written, with the word of its magnitude."""
    digits = _DIGITS.search(place)
    if digits is None or not isinstance(said, Number) or said.many:
        return None
    whole, _point, fraction = f"{said.value.scaleb(-said.magnitude).normalize():f}".partition(".")
    grouped = _GROUPS.search(digits[0])
    if grouped or len(whole) > 4:
        mark = grouped[1] if grouped else {"uk": "\u00a0", "en": ","}[language]
        whole = f"{int(whole):,}".replace(",", mark)
    number = whole + ({"uk": ",", "en": "."}[language] + fraction if fraction else "")
    return place[: digits.start()] + number + place[digits.end() :]


def _date(place: str, was: Date, now: Date, language: str) -> str | None:
    """A date as ``place`` was written: its day, its year, the name of its month in the same case."""
    if was.weekday is not None or was.swapped or _ORDINAL.search(place) or not re.search(r"[^\W\d_]", place):
        return None
    for old, new in ((was.year, now.year), (was.day, now.day)):
        if old != new:
            place, count = re.subn(rf"(?<!\d){old}(?!\d)", str(new), place)
            if count != 1:
                return None
    if was.month == now.month or was.month is None or now.month is None:
        return place
    # What stands first in both is the same case; further on the lists may differ.
    for before, after in list(
        zip(month_names(language, was.month), month_names(language, now.month), strict=False)
    )[:2]:
        if found := re.search(rf"\b{before}\b", place, re.IGNORECASE):
            return place[: found.start()] + _cased(after, found[0]) + place[found.end() :]
    return None


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def _time(place: str, said: Time) -> str | None:
    """A time as ``place`` was written, if that is by the clock of 24 hours."""
    clock = _CLOCK.fullmatch(place)
    if clock is None or not said.half:
        return None
    hour = f"{said.hour:02}" if clock[1].startswith("0") else str(said.hour)
    return f"{hour}{clock[2]}{said.minute:02}"


def _changes_form(place: _Token, target: str, was: _Token, now: _Token, language: str) -> bool:
    """Whether a word that follows a number may need another form (CLDR, plural rules)."""
    if not (isinstance(was.said, Number) and isinstance(now.said, Number)):
        return False
    has_word = was.said.magnitude or _WORD_BEHIND.match(target, place.span.end)
    return bool(has_word) and _form(was.said, language) != _form(now.said, language)


def _form(said: Number, language: str) -> str:
    value = said.value.scaleb(-said.magnitude)
    if value != int(value):
        return "other"
    last, two = int(value) % 10, int(value) % 100
    if language == "en":
        return "one" if value == 1 else "other"
    if last == 1 and two != 11:
        return "one"
    return "few" if 2 <= last <= 4 and not 12 <= two <= 14 else "many"
