"""What may become a draft, and what may not."""

import pytest

from dvomova.engines.checking import broken_markup, is_complaint, wrong

GOOD = [
    ("In the 1990s 20 people, 5.5 million and 50% at 5 p.m.", "У 1990-х 20 людей, 5,5 млн і 50 % о 17:00"),
    ("March 4, 2025", "4 березня 2025 року"),
    ("On 03.04.2025 it was 1,250,000.", "03.04.2025 було 1 250 000."),
    ("The 20th century", "ХХ століття"),
    ("Call +380 44 123 4567 now", "Телефонуйте +380 44 123 4567"),
    ("about 3,000 people", "близько трьох тисяч людей"),
    ("an F-16 and the 5th", "F-16 і п’ятий"),
    ("NATO", "НАТО"),
    ("iPhone 15 Pro", "iPhone 15 Pro"),
    ("Reuters", "Reuters"),
    ("Yes.", "Так."),
]


@pytest.mark.parametrize(("english", "ukrainian"), GOOD)
def test_good_translations_pass_both_ways(english, ukrainian):
    assert not wrong(english, ukrainian, "en", "uk")
    assert not wrong(ukrainian, english, "uk", "en")


BAD = [
    ("4 March was cold and dark", "4 травня було холодно й темно", "numbers: 4 March"),
    ("It cost 15 hryvnias then", "Це коштувало тоді 50 гривень", "numbers: 15"),
    ("5 million people left home", "5 млрд людей залишили дім", "numbers"),
    ("We met at 10:30 by the river", "Ми зустрілися о 11:30 біля річки", "numbers: 10:30"),
    ("The bridge stands again today", "The bridge stands again today", "untranslated"),
    ("The bridge stands again today", "THE BRIDGE STANDS AGAIN TODAY", "untranslated"),
    ("The bridge stands again", "Le pont est à nouveau debout", "another language"),
    ("The bridge stands again", "Мост был объявлен открытым", "another language"),
    ("The bridge stands again", "Міст. " * 40, "longer or shorter"),
    (
        "The bridge stands again after nine long weeks of work, day and night. " * 3,
        "Міст.",
        "longer or shorter",
    ),
]


@pytest.mark.parametrize(("text", "answer", "reason"), BAD)
def test_bad_ones_do_not(text, answer, reason):
    assert reason in wrong(text, answer, "en", "uk")


def test_a_russian_quotation_that_the_text_has_is_no_fault():
    assert not wrong(
        "They wrote «мы все ещё здесь» on it.", "Вони написали на ньому «мы все ещё здесь».", "en", "uk"
    )


@pytest.mark.parametrize(
    ("text", "answer", "reason"),
    [
        ("**a** b", "**а** б", ""),
        ("**a** b", "а **б**", ""),
        ("a b", "а **б**", "markup is not that"),
        ("[a](b)", "[а](c)", "markup is not that"),
        ("<1>a</1> b", "</1>а<1> б", "not nested"),
        ("<1>a</1> <2>b</2>", "<2>б</2> <1>а</1>", ""),
        ("<1>a</1> <2>b</2>", "<1>а <2>б</1></2>", "not nested"),
        ("a", "а &amp; б", "entities"),
        ("a", "а <script>б", "markup is not that"),
        ("a {name}", "а {ім’я}", "markup is not that"),
    ],
)
def test_markup(text, answer, reason):
    found = broken_markup(text, answer)
    assert reason in found
    assert bool(reason) == bool(found)


def test_complaints_are_told_from_texts_about_them():
    assert is_complaint("MYMEMORY WARNING: YOU USED ALL", "The bridge")
    assert not is_complaint("Квоту вичерпано", "The bridge")
    assert not is_complaint("Quota exceeded, said the server", "«Quota exceeded», сказав сервер")
