"""Dates and times of both languages: what Babel writes is read again, and what people write besides."""

from datetime import date, time

import pytest
from babel.dates import format_date, format_time
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.dates import dates, times

DATES = [
    ("en", "on Tuesday, 4 March 2025", [("Tuesday, 4 March 2025", 2025, 3, 4, 1)]),
    ("en", "March 4, 2025", [("March 4, 2025", 2025, 3, 4, None)]),
    ("en", "the 4th of March", [("4th of March", None, 3, 4, None)]),
    ("uk", "у вівторок, 4 березня 2025 року", [("вівторок, 4 березня 2025", 2025, 3, 4, 1)]),
    ("uk", "4-го травня", [("4-го травня", None, 5, 4, None)]),
    ("uk", "04.03.2025", [("04.03.2025", 2025, 3, 4, None)]),
    ("uk", "04.03.25", [("04.03.25", 2025, 3, 4, None)]),
    ("en", "2025-03-04", [("2025-03-04", 2025, 3, 4, None)]),
    ("en", "3/14/2025", [("3/14/2025", 2025, 3, 14, None)]),
    ("en", "4–6 March", [("4", None, 3, 4, None), ("6 March", None, 3, 6, None)]),
    ("en", "May 4–6, 2025", [("May 4–6, 2025", 2025, 5, 4, None), ("6, 2025", 2025, 5, 6, None)]),
    ("uk", "з 4 до 6 січня", [("4", None, 1, 4, None), ("6 січня", None, 1, 6, None)]),
    ("uk", "у травні 2020 року", [("травні 2020", 2020, 5, None, None)]),
    ("uk", "у травні", [("травні", None, 5, None, None)]),
    ("en", "On Saturday they march, as they may", [("Saturday", None, None, None, 5)]),
    ("en", "It may rain. May we go?", []),
    ("uk", "лютий мороз у середі", []),
    ("uk", "у п'ятницю", [("п'ятницю", None, None, None, 4)]),
    ("en", "192.168.10.12 and 1.2.3", []),
    ("uk", "рахунок 3:1, версія 3.11", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), DATES)
def test_dates(language, text, expected):
    assert [(text[slice(*found.span)], *found[1:5]) for found in dates(text, language)] == expected


DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS, st.sampled_from(["uk", "en_GB", "en_US"]), st.sampled_from(["long", "full"]))
def test_what_babel_writes_is_read_again(day, locale, width):
    text = "x " + format_date(day, width, locale=locale)
    [found] = dates(text, locale[:2])
    assert (found.year, found.month, found.day) == (day.year, day.month, day.day)
    assert found.weekday == (day.weekday() if width == "full" else None)
    assert not found.contradicts_itself
    assert found.agrees(dates(format_date(day, "medium", locale="uk"), "uk")[0])


@given(DAYS, st.integers(1, 6))
def test_another_day_of_the_week_contradicts(day, off):
    name = format_date(date.fromordinal(day.toordinal() + off), "EEEE", locale="uk")
    [found] = dates(f"{name}, {format_date(day, 'long', locale='uk')}", "uk")
    assert found.contradicts_itself


@given(DAYS, DAYS)
def test_two_dates_agree_where_they_are_the_same(one, two):
    texts = [format_date(day, "long", locale=locale) for day, locale in ((one, "en"), (two, "uk"))]
    assert dates(texts[0], "en")[0].agrees(dates(texts[1], "uk")[0]) == (one == two)


def test_a_date_in_slashes_may_be_meant_either_way():
    [either] = dates("3/4/2025", "en")
    assert either.agrees(dates("4 березня 2025", "uk")[0])
    assert dates("3 квітня 2025", "uk")[0].agrees(either)
    assert not either.agrees(dates("4 травня 2025", "uk")[0])


TIMES = [
    ("en", "at 3:45 p.m.", [("3:45 p.m.", 15, 45, True)]),
    ("en", "3pm, 12:05 am", [("3pm", 15, 0, True), ("12:05 am", 0, 5, True)]),
    ("en", "at 9:30", [("9:30", 9, 30, False)]),
    ("uk", "о 15:45", [("15:45", 15, 45, True)]),
    ("uk", "о 15-й годині, о 7-й вечора", [("15-й годині", 15, 0, True), ("7-й вечора", 19, 0, True)]),
    ("uk", "рахунок 3:1 і 25:10", []),
    ("en", "1.30 million, 4.15%", []),
]


@pytest.mark.parametrize(("language", "text", "expected"), TIMES)
def test_times(language, text, expected):
    assert [(text[slice(*found.span)], *found[1:]) for found in times(text, language)] == expected


@given(st.times())
def test_what_babel_writes_of_a_time_is_read_again(moment):
    moment = time(moment.hour, moment.minute)
    [english] = times(format_time(moment, "short", locale="en_US"), "en")
    [ukrainian] = times(format_time(moment, "short", locale="uk"), "uk")
    assert (english.hour, english.minute, english.half) == (moment.hour, moment.minute, True)
    assert english.agrees(ukrainian)
