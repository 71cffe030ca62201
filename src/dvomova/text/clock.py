"""Times of day that are said in words: ``half past nine``, ``о пів на десяту``, ``о п’ятій ранку``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvomova.model import Span
from dvomova.text.dates import Time
from dvomova.text.numbers import cardinals, ordinal

_PART = r"(?:[\s\u00a0](?P<part>ранку|дня|вечора|ночі))"
_HOUR = r"(?P<hour>[а-яіїєґ]+(?:['’ʼ][а-яіїєґ]+)?(?:ої|ій|у|ю|а|я))\b"
"""An ordinal of feminine gender, as an hour is; «другого дня» is none."""
_UKRAINIAN = (
    (re.compile(rf"\bпів на {_HOUR}{_PART}?", re.IGNORECASE), -1, 30),
    (re.compile(rf"\bчверть на {_HOUR}{_PART}?", re.IGNORECASE), -1, 15),
    (re.compile(rf"\bза чверть {_HOUR}{_PART}?", re.IGNORECASE), -1, 45),
    (re.compile(rf"\bчверть по {_HOUR}{_PART}?", re.IGNORECASE), 0, 15),
    (re.compile(rf"\b{_HOUR}(?:[\s\u00a0]годин[аиіу])?{_PART}", re.IGNORECASE), 0, 0),
    (re.compile(rf"\bоб? {_HOUR}(?:[\s\u00a0]годині|(?=[,.;:!?»)—]|\s—|\Z))", re.IGNORECASE), 0, 0),
)
"""What says a time, what is added to its hour, and its minutes."""
_TO_ENGLISH = r"(?:\s+(?:in the (?P<part>morning|afternoon|evening)|at (?P<part2>night)))"
_ENGLISH = (
    (re.compile(rf"\bhalf past (?P<hour>[a-z]+){_TO_ENGLISH}?", re.IGNORECASE), 0, 30),
    (re.compile(rf"\bquarter past (?P<hour>[a-z]+){_TO_ENGLISH}?", re.IGNORECASE), 0, 15),
    (re.compile(rf"\bquarter to (?P<hour>[a-z]+){_TO_ENGLISH}?", re.IGNORECASE), -1, 45),
    (re.compile(rf"\b(?P<hour>[a-z]+) o['’]clock{_TO_ENGLISH}?", re.IGNORECASE), 0, 0),
    (
        re.compile(
            rf"\b(?:at|by|since|until|after|before|about|around) (?P<hour>[a-z]+){_TO_ENGLISH}", re.IGNORECASE
        ),
        0,
        0,
    ),
)
_LATER = frozenset("дня вечора afternoon evening".split())
_NIGHT = frozenset("ночі night".split())

SAYING = {
    "uk": frozenset("пів чверть ранку дня вечора ночі о об".split()),
    "en": frozenset("past quarter o’clock morning afternoon evening night".split()),
}
"""Words of which a text has one if it says a time in words, in small letters with the apostrophe ’."""


def said_times(text: str, language: str) -> list[Time]:
    """The times of day that a text says in words, in order; none overlap.

    Without a part of the day it is not said which half of the day is meant.
    """
    found: dict[int, Time] = {}
    end = 0
    for time in sorted(_times(text, language), key=lambda one: (one.span.start, -one.span.end)):
        if time.span.start >= end:
            found[time.span.start] = time
            end = time.span.end
    return list(found.values())


def _times(text: str, language: str) -> Iterator[Time]:
    for expression, more, minute in {"uk": _UKRAINIAN, "en": _ENGLISH}.get(language, ()):
        for match in expression.finditer(text):
            word = match["hour"].lower().replace("'", "’").replace("ʼ", "’")
            hour = ordinal(word, language) if language == "uk" else cardinals(language).get(word)
            if hour is None or not 0 < hour <= 12:
                continue
            part = next(
                (match[name].lower() for name in ("part", "part2") if match.groupdict().get(name)), ""
            )
            yield Time(Span(*match.span()), _of_day((hour + more) % 12, part), minute, half=bool(part))


def _of_day(hour: int, part: str) -> int:
    """An hour from 0 to 11 by the part of the day that is said; of the night it is late from six on."""
    return hour + 12 if part in _LATER or (part in _NIGHT and hour >= 6) else hour
