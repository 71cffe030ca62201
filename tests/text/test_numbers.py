"""Numbers of both languages: what Babel writes by CLDR is read again, and what people write besides."""

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.numbers import bare_magnitudes, numbers, ordinal, roman, stems

NUMBERS = [
    # language, text, what is found as (text, value)
    ("en", "UAH 1,250,000 from the EU", [("1,250,000", "1250000")]),
    ("uk", "від ЄС 1\u00a0250\u202f000 грн", [("1\u00a0250\u202f000", "1250000")]),
    ("uk", "1,25 млн", [("1,25 млн", "1250000")]),
    ("uk", "5 тис. осіб", [("5 тис.", "5000")]),
    ("en", "$2.5m and $3bn", [("2.5m", "2500000"), ("3bn", "3000000000")]),
    ("en", "5m of cable", [("5", "5")]),
    ("en", "a 4K film", [("4", "4")]),
    ("en", "12.5%", [("12.5", "12.5")]),
    ("uk", "12,5\u00a0%", [("12,5", "12.5")]),
    ("en", "twenty-one of three hundred and five", [("twenty-one", "21"), ("three hundred and five", "305")]),
    ("uk", "сто двадцять п'ять тисяч", [("сто двадцять п'ять тисяч", "125000")]),
    ("uk", "двадцять перший", [("двадцять перший", "21")]),
    ("uk", "третього разу", [("третього", "3")]),
    ("en", "the twenty-third time", [("twenty-third", "23")]),
    ("uk", "пів мільйона, півмільярда", [("пів мільйона", "500000"), ("півмільярда", "500000000")]),
    ("en", "half a million", [("half a million", "500000")]),
    ("en", "World War II, XIX century", [("II", "2"), ("XIX", "19")]),
    ("en", "I am one of them", []),
    ("uk", "один із них", []),
    ("en", "the 24th, the 1990s, an F-16", [("24", "24"), ("1990", "1990"), ("16", "16")]),
    ("en", "+380 44 123 45 67", [("+380 44 123 45 67", "380441234567")]),
    ("en", "Python 3.11.7", [("3.11.7", "3117")]),
    ("uk", "рахунок 3:1, 4–6 осіб", [("3", "3"), ("1", "1"), ("4", "4"), ("6", "6")]),
    ("en", "thousands of people", []),
    ("en", "in 2024, 125 people", [("2024", "2024"), ("125", "125")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), NUMBERS)
def test_numbers(language, text, expected):
    found = numbers(text, language)
    assert [text[slice(*number.span)] for number in found] == [said for said, _value in expected]
    assert [number.value for number in found] == [Decimal(value) for _said, value in expected]


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["uk", "en"]))
def test_what_babel_writes_is_read_again(value, language):
    written = format_decimal(value, locale=language)
    [found] = numbers(f"x: {written} y", language)
    assert value in (found.value, found.also)
    assert found.span == (3, 3 + len(written))


@given(st.text("0123456789.,:-– \u00a0км%abtw'’І", max_size=40), st.sampled_from(["uk", "en", "de"]))
def test_numbers_stand_in_the_text_in_order_and_never_overlap(text, language):
    ends = 0
    for number in numbers(text, language):
        assert ends <= number.span.start < number.span.end <= len(text)
        ends = number.span.end


def test_a_comma_before_three_digits_may_be_either():
    [english], [ukrainian] = numbers("1,250", "en"), numbers("1,250", "uk")
    assert (english.value, english.also) == (1250, None)
    assert (ukrainian.value, ukrainian.also) == (Decimal("1.25"), 1250)


def test_bare_magnitudes():
    assert [power for _span, power in bare_magnitudes("Millions of people, 5 million more", "en")] == [6]
    assert [power for _span, power in bare_magnitudes("сотні тисяч, п'ять тисяч", "uk")] == [3]


def test_ordinals_stems_and_roman_numbers():
    assert [ordinal(word, "uk") for word in ("третій", "п’ятою", "сьомого", "третина", "хата")] == [
        3,
        5,
        7,
        None,
        None,
    ]
    assert roman("XIV") == 14
    assert "четвер" in stems("uk", 4)
    assert stems("uk", 4321) == ()
