"""Numbers, dates, times and addresses that alone differ: what is put in, and where nothing is guessed."""

from __future__ import annotations

import pytest

from dvomova.memory.substitution import substitute


@pytest.mark.parametrize(
    ("language", "text", "source", "target", "expected"),
    [
        ("en", "7 people came.", "5 people came.", "Прийшло 5 людей.", "Прийшло 7 людей."),
        ("en", "12% rose", "2.5% rose", "зросло 2,5 %", "зросло 12 %"),
        ("en", "UAH 1,250,000", "UAH 12,500", "12\u00a0500 гривень", "1\u00a0250\u00a0000 гривень"),
        ("en", "2.5 million lost", "3 million lost", "втрачено 3 млн", "втрачено 2,5 млн"),
        ("uk", "Коштує 2,5 млн гривень.", "Коштує 3 млн гривень.", "UAH 3 million.", "UAH 2.5 million."),
        ("uk", "12 500 мін", "900 мін", "900 mines", "12,500 mines"),
        ("en", "from 10 to 20", "from 20 to 10", "від 20 до 10", "від 10 до 20"),
        ("en", "On 5 April 2023", "On 4 March 2022", "4 березня 2022 року", "5 квітня 2023 року"),
        ("en", "In July", "In June", "Червень", "Липень"),
        ("uk", "Це було 1 травня", "Це було 9 травня", "It was 9 May", "It was 1 May"),
        ("uk", "У травні 2023", "У травні 2022", "In May 2022", "In May 2023"),
        ("en", "On 04.05.2023", "On 04.03.2022", "04.03.2022", "04.05.2023"),
        ("en", "At 3:45 p.m.", "At 2:15 p.m.", "О 14:15", "О 15:45"),
        (
            "en",
            "See https://b.org/x.",
            "See https://a.org/y.",
            "Див. https://a.org/y.",
            "Див. https://b.org/x.",
        ),
        ("en", "Python 3.12.1", "Python 3.11.7", "Python 3.11.7", "Python 3.12.1"),
        ("en", "“7 wells”", '"5 wells"', "«5 криниць»", "«7 криниць»"),
    ],
)
def test_put_in(language, text, source, target, expected):
    found = substitute(text, source, target, language)
    assert found is not None
    assert found.target == expected
    assert found.reasons[0] == "substituted"


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("5 and 6", "5 and 5", "5 і 5"),  # which of the two?
        ("7 people came", "5 people came", "Прийшло п’ятеро"),
        ("7 people came", "5 people left", "Пішло 5 людей"),  # more is different
        ("7 million", "5 thousand", "5 тисяч"),  # so is the word for it
        ("On the 5th of May", "On May 5", "5 травня"),
        ("seven came", "five came", "прийшло 5"),
        ("On Friday, 5 May 2023", "On Monday, 1 May 2023", "у понеділок, 1 травня 2023 року"),
        ("At 3:45 p.m.", "At 2:15 p.m.", "о 2:15 дня"),
        ("the same", "the same", "те саме"),
        ("no number", "another one", "0"),
        ("5 people came in 2023", "5 people came in 2022", "У 2022-му прийшло 2022 людей"),
    ],
)
def test_not_guessed(text, source, target):
    assert substitute(text, source, target, "en") is None


@pytest.mark.parametrize(
    ("text", "target", "reasons"),
    [
        ("2 wells", "5 криниць", ("substituted", "forms")),
        ("21 wells", "5 криниць", ("substituted", "forms")),
        ("12 wells", "5 криниць", ("substituted",)),
        ("2 %", "5 %", ("substituted",)),
    ],
)
def test_words_that_follow_a_number_may_need_another_form(text, target, reasons):
    source = text.replace(text.split()[0], "5")
    found = substitute(text, source, target, "en")
    assert found is not None
    assert found.reasons == reasons
