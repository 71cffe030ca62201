"""The dates and times of a text in either language, normalised; the names are data/calendar.toml.

``4 March 2025``, ``March 4, 2025``, ``04.03.2025``, ``2025-03-04`` and ``4 березня 2025 року`` are one date;
``3:45 p.m.`` and ``15:45`` one time.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dvomova.model import Span


class Date(NamedTuple):
    """A day or a month that a text names; what it does not say is None."""

    span: Span
    """Where it stands; of ``4–6 March`` the first day is the ``4`` alone."""
    year: int | None = None
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    """1 to 31."""
    weekday: int | None = None
    """0 for Monday, as Python counts."""
    swapped: bool = False
    """``3/4/2025``: day and month may be the other way round."""

    @property
    def contradicts_itself(self) -> bool:
        """Whether there is no such day, or it is another day of the week."""
        if self.month is None or self.day is None or self.swapped:
            return False
        try:
            day = date(self.year or 2024, self.month, self.day)
        except ValueError:
            return True
        return None not in (self.year, self.weekday) and day.weekday() != self.weekday

    def agrees(self, other: Date) -> bool:
        """Whether both can be the same: what both say is equal."""
        ways = [other, other._replace(month=other.day, day=other.month)] if other.swapped else [other]
        if self.swapped and not other.swapped:
            return other.agrees(self)
        return any(
            all(
                one is None or two is None or one == two for one, two in zip(self[1:5], way[1:5], strict=True)
            )
            and ((self.month is None) == (way.month is None) or self.weekday is not None is not way.weekday)
            for way in ways
        )


class Time(NamedTuple):
    """A time of day."""

    span: Span
    hour: int
    """0 to 24, or 1 to 12 where ``half`` is not said."""
    minute: int
    half: bool
    """Whether it is said which half of the day is meant."""

    def agrees(self, other: Time) -> bool:
        """Whether both can be the same moment."""
        if self.minute != other.minute:
            return False
        if self.half and other.half:
            return self.hour % 24 == other.hour % 24
        return self.hour % 12 == other.hour % 12


@cache
def _table(language: str) -> dict[str, list[str]]:
    text = files("dvomova.text").joinpath("data", "calendar.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)[language]
    return table


@cache
def _names(language: str, kind: str, first: int) -> dict[str, int]:
    return {
        word: index for index, words in enumerate(_table(language)[kind], first) for word in words.split()
    }


def month_names(language: str, month: int) -> list[str]:
    """The forms of the name of a month, 1 to 12, in small letters.

    Of a Ukrainian one the nominative comes first, then the genitive; of an English one the full name.
    """
    return _table(language)["months"][month - 1].split()


@cache
def _ambiguous(language: str) -> frozenset[str]:
    return frozenset(str(_table(language)["ambiguous"]).split())


_YEAR = r"(?P<year>\d{4})(?!\d)"
_SUFFIX = {"en": r"(?:st|nd|rd|th)?", "uk": r"(?:-?го|-?те|-?му|-?ого)?"}
_DASH = r"[\u0020\u00a0]?[-–—\u2011][\u0020\u00a0]?"
_S = r"[\u0020\u00a0\u202f]"


@cache
def _expression(language: str) -> re.Pattern[str]:
    months, days = (
        "|".join(sorted((re.escape(word) for word in _names(language, kind, 1)), key=len, reverse=True))
        for kind in ("months", "weekdays")
    )
    suffix = _SUFFIX[language]
    day = rf"(?P<day>\d{{1,2}}){suffix}"
    few = rf"(?:(?P<few>\d{{1,2}}){suffix}(?:{_DASH}|{_S}(?:and|to|і|й|та|до|по){_S}(?:the{_S})?|,{_S}))?"
    weekday = rf"(?:(?P<weekday>{days})(?:\.?,)?{_S}(?:the{_S})?)?"
    middle = rf"(?P<month>{months})\b\.?"
    first = rf"{weekday}{few}{day}{_S}(?:of{_S})?{middle}(?:,?{_S}(?:of{_S})?{_YEAR})?"
    second = (
        rf"{weekday.replace('weekday', 'weekday2')}{middle.replace('month', 'month2')}{_S}(?:the{_S})?"
        rf"(?P<day2>\d{{1,2}})(?![\d:]){suffix}(?:(?:{_DASH}|{_S}(?:and|to){_S})(?P<more>\d{{1,2}})(?!\d){suffix})?"
        rf"(?:,?{_S}{_YEAR.replace('year', 'year3')})?"
    )
    third = rf"{middle.replace('month', 'month3')}(?:,?{_S}(?:of{_S})?{_YEAR.replace('year', 'year4')})?"
    fourth = rf"(?P<weekday3>{days})\b"
    ways = [first, second, third, fourth] if language == "en" else [first, third, fourth]
    letters = "".join(
        sorted({word[0] for word in calendar_words(language)})
    )  # a quick look at what may begin
    return re.compile(rf"\b(?=[\d{letters}])(?:{'|'.join(ways)})", re.IGNORECASE)


_PARTED = re.compile(r"\d[./-]\d")
_NUMERIC = re.compile(
    r"""(?<![\d.,/-])(?:
      (?P<iso_y>\d{4})-(?P<iso_m>\d{2})-(?P<iso_d>\d{2})
    | (?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})
    | (?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<c>\d{4}|\d{2})
    )(?![\d/-]|[.,]\d)""",
    re.VERBOSE,
)


def dates(text: str, language: str) -> list[Date]:
    """The dates, months and days of the week of a text, in order; none overlap.

    Args:
        text: prose.
        language: ``uk`` or ``en``; of others only dates in digits are known.
    """
    text = text.replace("'", "’").replace("ʼ", "’")
    found = list(_numeric(text)) if _PARTED.search(text) else []
    if language in _SUFFIX and _hint(language).search(text):
        taken = [one.span for one in found]
        found += [one for one in _named(text, language) if not any(_meet(one.span, span) for span in taken)]
    return sorted(found)


@cache
def _hint(language: str) -> re.Pattern[str]:
    """What is in every text with a date; in English also that a name in small letters is beside digits."""
    beginnings = sorted({word[:3] for word in calendar_words(language)})
    names = f"(?i:{'|'.join(beginnings)})"
    if language != "en":
        return re.compile(rf"\b{names}")
    written = "|".join(f"{word[0].upper()}(?i:{word[1:]})" for word in beginnings)
    between = rf"{_S}(?:(?:of|the){_S})?"
    return re.compile(
        rf"\b(?:{written}|{names}\w*\.?,?(?i:{between})\d)|\d(?i:st|nd|rd|th)?(?i:{between}){names}"
    )


@cache
def calendar_words(language: str) -> frozenset[str]:
    """The names of months and days of the week in all their forms, in small letters, apostrophe ’."""
    return frozenset([*_names(language, "months", 1), *_names(language, "weekdays", 0)])


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end


def _numeric(text: str) -> Iterator[Date]:
    for match in _NUMERIC.finditer(text):
        span = Span(*match.span())
        if match["iso_y"]:
            year, month, day = match["iso_y"], match["iso_m"], match["iso_d"]
        elif match["d"]:
            year, month, day = match["y"], match["m"], match["d"]
        else:
            year, month, day = match["c"], match["b"], match["a"]
        if not (0 < int(day) < 32 and 0 < int(month) < 32) or (int(month) > 12 and int(day) > 12):
            continue
        either = int(month) < 13 and int(day) < 13 and match["a"] is not None
        if int(month) > 12:
            month, day = day, month
        yield Date(span, int(year) + 2000 * (len(year) == 2), int(month), int(day), None, either)


def _named(text: str, language: str) -> Iterator[Date]:
    months, weekdays = _names(language, "months", 1), _names(language, "weekdays", 0)
    for match in _expression(language).finditer(text):
        groups = {name.rstrip("234"): value for name, value in match.groupdict().items() if value}
        word = (groups.get("month") or groups.get("weekday") or "").lower()
        before = text[max(match.start() - 14, 0) : match.start()]
        if _is_no_date(word, groups, match[0], before, language):
            continue
        month, weekday = (
            months.get(groups.get("month", "").lower()),
            weekdays.get(groups.get("weekday", "").lower()),
        )
        year, day = groups.get("year"), groups.get("day")
        span = Span(*match.span())
        if few := groups.get("few"):
            start = match.start("few")
            yield Date(Span(span.start, start + len(few)), _int(year), month, int(few), weekday)
            span, weekday = Span(match.start("day"), span.end), None
        yield Date(span, _int(year), month, _int(day), weekday)
        if more := groups.get("more"):
            yield Date(Span(match.start("more"), span.end), _int(year), month, int(more))


def _is_no_date(word: str, groups: dict[str, str], text: str, before: str, language: str) -> bool:
    """Whether a month or a day is some other word, ``may``: alone and not as names are written."""
    if groups.get("day") or groups.get("year"):
        return False
    if language == "en" and not text[:1].isupper():
        return True
    return word in _ambiguous(language) and not (groups.get("month") and _BEFORE_MONTHS.search(before))


_BEFORE_MONTHS = re.compile(
    r"\b(?:in|for|since|until|till|by|of|from|late|early|last|next|this|mid-|between|during|"
    r"у|в|з|із|від|кінця|кінці|наприкінці|початку|половин[іиу]|середин[іиу]|місяця|минулого|цього)[\s\u00a0]?\Z",
    re.IGNORECASE,
)
"""Behind these a word that can be a month is one."""


def _int(text: str | None) -> int | None:
    return None if text is None else int(text)


_TIME = re.compile(
    r"""(?<![\d:.,])(?:
      (?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?![\d:]|[.,]\d)(?:[\s\u00a0]?(?P<half>[ap]\.?\s?m\b\.?))?
    | (?P<hour2>\d{1,2})[\s\u00a0]?(?P<half2>[ap]\.?\s?m\b\.?)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_UK_HOUR = re.compile(
    r"(?<![\d:.,])(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:-?(?:й|ій|ї|ої|у|а))?"
    r"(?:[\s\u00a0]годин[іиу])?[\s\u00a0](?P<part>ранку|дня|вечора|ночі)\b"
)
_UK_HOUR_LATE = re.compile(r"\b(?:на|о|з|від)[\s\u00a0](?P<hour>1[3-9]|2[0-3])[\s\u00a0]годин[іу]\b")
_UK_WHOLE = re.compile(
    r"\b(?:[оОзЗ]|до|після|близько|об)[\s\u00a0](?P<hour>\d{1,2})(?:-(?:й|ій|ї|ої|та))?(?:[\s\u00a0]годин[іиу]|-(?:й|ій|ї|ої))\b"
)


def times(text: str, language: str) -> list[Time]:
    """The times of day of a text that are written in digits, in order; none overlap."""
    found: dict[int, Time] = {}
    for match in _TIME.finditer(text):
        hour, half = match["hour"] or match["hour2"], match["half"] or match["half2"]
        dotted = match["hour"] and text[match.end("hour")] == "."
        if int(hour) > 24 or (dotted and not half):
            continue
        found[match.start()] = _time(match, int(hour), int(match["minute"] or 0), half, language)
    if language == "uk":
        for match in _UK_HOUR.finditer(text):
            found[match.start()] = _uk_time(match)
        for match in (*_UK_WHOLE.finditer(text), *_UK_HOUR_LATE.finditer(text)):
            span = Span(match.start("hour"), match.end())
            if int(match["hour"]) < 25:
                found.setdefault(span.start, Time(span, int(match["hour"]), 0, half=int(match["hour"]) > 12))
    return [found[start] for start in sorted(found)]


def _time(match: re.Match[str], hour: int, minute: int, half: str | None, language: str) -> Time:
    span = Span(*match.span())
    if half:
        return Time(span, hour % 12 + 12 * (half[0] in "pP"), minute, half=True)
    # Ukrainian counts to 24 where it says no part of the day.
    is_clear = hour > 12 or hour == 0 or match[0].startswith("0") or language == "uk"
    return Time(span, hour, minute, half=is_clear)


def _uk_time(match: re.Match[str]) -> Time:
    hour, part = int(match["hour"]), match["part"]
    if (part in {"дня", "вечора"} and hour < 12) or (part == "ночі" and hour in {10, 11}):
        hour += 12
    elif part == "ночі" and hour == 12:
        hour = 0
    return Time(Span(*match.span()), hour, int(match["minute"] or 0), half=True)
