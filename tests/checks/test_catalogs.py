"""What is looked at in a catalog as a whole."""

import json

import pytest

from dvomova.catalogs import po
from dvomova.checks.running import built_in, look, look_through, pairs_of
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style

PLURALS = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def catalog(*entries, plurals=PLURALS, charset="UTF-8", language="uk"):
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset={charset}\\n"\n'
    )
    head += f'"Plural-Forms: {plurals}\\n"\n' if plurals else ""
    return po.parse(head + "".join(f"\n{entry}\n" for entry in entries))


def entry(source, target, extra=""):
    texts = (json.dumps(text, ensure_ascii=False) for text in (source, target))
    return extra + "msgid {}\nmsgstr {}".format(*texts)


def several(*forms):
    lines = [f'msgstr[{index}] "{form}"' for index, form in enumerate(forms)]
    return 'msgid "{n} file"\nmsgid_plural "{n} files"\n' + "\n".join(lines)


def found(read, style=None, target="uk"):
    style = style or Style()
    pairs = pairs_of(read, "en", target, style)
    items = [*look_through(read, pairs, built_in(), style), *look(pairs, built_in())]
    return [(item.check.id, item.flaw.message) for item in items]


FORMS = several("{n} файл", "{n} файли", "{n} файлів")


def test_a_good_catalog_is_silent():
    assert found(catalog(entry("Yes.", "Так."), FORMS)) == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"charset": "CHARSET"}, "does not say charset=UTF-8"),
        ({"plurals": ""}, "Plural-Forms is missing"),
        ({"plurals": "nplurals=2; plural=n!=1;"}, "too few forms"),
        ({"plurals": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : n==3 ? 2 : 3);"}, "gives form 3 of 3"),
        ({"plurals": "nplurals=3; plural=import os;"}, "is no expression"),
        ({"plurals": "many"}, "cannot be understood"),
        ({"language": "de"}, "says the language is “de”"),
    ],
)
def test_headers(options, told):
    messages = [message for check, message in found(catalog(FORMS, **options)) if check == "header"]
    assert [told in message for message in messages] == [True]


def test_an_entry_that_stands_twice():
    read = catalog(entry("Yes.", "Так."), entry("Yes.", "Еге ж."))
    assert ("header", "this entry stands twice: Yes.") in found(read)


def test_plural_forms():
    assert [check for check, _m in found(catalog(several("{n} файл", "{n} файлів")))] == ["plural"]
    same = several("{n} файл", "{n} файл", "{n} файл")
    assert [check for check, _m in found(catalog(same))] == ["plural"]
    # The form for one may say it in a word.
    assert found(catalog(several("один файл", "{n} файли", "{n} файлів"))) == []


def test_one_source_in_two_ways_and_two_sources_in_one():
    read = catalog(
        entry("Name", "Назва"),
        entry("Name", "Ім’я", extra='msgctxt "2"\n'),
        entry("The road is closed today.", "Дорогу сьогодні не відкрито."),
        entry("The bridge is closed today.", "Дорогу сьогодні не відкрито."),
    )
    ids = [check for check, _message in found(read)]
    assert ids.count("inconsistent") == 1
    assert ids.count("same-translation") == 1


def test_one_apostrophe_in_a_catalog():
    read = catalog(entry("five", "п’ять"), entry("family", "сім’я"), entry("nine", "дев'ять"))
    assert [check for check, _message in found(read)] == ["apostrophe-form"]
    assert len(found(read, Style(apostrophe="'"))) == 2


def test_ise_and_ize():
    pair = Pair(
        Side("Вони організували це й радили.", "uk"),
        Side("They organised and advised it.", "en"),
        Style(spelling="ize"),
    )
    [item] = look([pair], built_in())
    assert (item.check.id, item.flaw.edits[0].text) == ("ize", "iz")
    pair = Pair(pair.source, Side("They organized a prize of that size.", "en"), Style(spelling="ise"))
    assert [item.check.id for item in look([pair], built_in())] == ["ize"]


def test_places_of_the_house():
    sides = Side("Річка Дністер", "uk"), Side("The river Dniester", "en")
    style = Style(places=(("Dniester", "Dnister"),))
    assert "toponym" in [item.check.id for item in look([Pair(*sides, style)], built_in())]


def test_a_subtitle_has_to_fit_its_cues():
    long = (
        "Вона пекла хліб для всього села, і для сусіднього, і для тих, хто їхав повз, і для тих, хто стріляв."
    )
    note = "#. subtitle\n"
    assert "subtitle" in [
        check
        for check, _m in found(catalog(entry("She baked bread for the whole village and more.", long, note)))
    ]
    assert found(catalog(entry("She baked bread for all.", "Вона пекла хліб для всіх.", note))) == []
    assert "subtitle" not in [
        check for check, _m in found(catalog(entry("She baked bread for the whole village and more.", long)))
    ]


def weights(*entries, style=None):
    """How much each finding of quotation marks weighs, in order, and what is told of the first."""
    pairs = pairs_of(catalog(*entries), "en", "uk", style or Style())
    items = [
        item
        for item in look_through(catalog(*entries), pairs, built_in(), style or Style())
        if item.check.id == "quotes"
    ]
    return [(item.flaw.severity or item.check.severity).value for item in items], [
        item.flaw.message for item in items
    ]


def said(number, mark='"'):
    return [
        entry(
            f"“Yes,” she said {n} times.",
            f"{mark}Так{'»' if mark == '«' else mark}, — сказала вона {n} разів.",
        )
        for n in range(number)
    ]


def test_straight_marks_that_are_the_habit_of_a_catalog_are_told_once():
    found, messages = weights(*said(30))
    assert found == ["warning", *["info"] * 29]
    assert messages[0] == "straight quotation marks; write « »; so in this catalog 29 times more"
    assert weights(*said(30), style=Style(quotes="any")) == ([], [])


def test_straight_marks_are_no_habit_where_they_are_few_or_others_have_the_right_ones():
    assert weights(*said(19))[0] == ["warning"] * 19
    assert weights(*said(30), *said(40, "«")[30:])[0] == ["warning"] * 30


def test_a_literal_in_two_letters_cases_is_no_inconsistency():
    assert found(catalog(entry("``'B'``", "``'B'``"), entry("``'b'``", "``'b'``"))) == []
