"""Terms in texts: in any form, the longest first, whatever the glossary's size."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.glossary import morphology
from dvomova.glossary.matching import Matcher
from dvomova.glossary.records import Wording, entry


def term(uk="", en="", **rest):
    def texts(text):
        return tuple(filter(None, text.split("|")))

    uk_forms, uk_not, en_not = (texts(rest.pop(key, "")) for key in ("forms", "not_uk", "not_en"))
    return entry(Wording(texts(uk), uk_forms, uk_not), Wording(texts(en), (), en_not), **rest)


def found(text, *entries, language="uk"):
    return [text[slice(*hit.span)] for hit in Matcher(entries, language).hits(text)]


RADA, RADA_SHORT = term("Верховна Рада", "Verkhovna Rada"), term("рада", "council")
SECURITY = term("Рада національної безпеки і оборони", "National Security and Defence Council")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("У Верховній Раді сказали", ["Верховній Раді"]),
        ("ВЕРХОВНА РАДА і рада міста", ["ВЕРХОВНА РАДА", "рада"]),
        ("Верховна, рада", ["рада"]),
        ("«Верховна\u00a0Рада»", ["Верховна\u00a0Рада"]),
        ("<1>Верховна</1> <b>Рада</b>", ["Верховна</1> <b>Рада"]),
        ("Раді національної безпеки й", ["Раді"]),
        ("Раду національної безпеки і оборони", ["Раду національної безпеки і оборони"]),
        ("[тут](https://рада.ua/рада) `рада`", []),
        ("радіють радники", []),
    ],
)
def test_any_form_the_longest_first(text, expected):
    assert found(text, RADA, RADA_SHORT, SECURITY) == expected


def test_of_two_that_overlap_the_longer_stands():
    one, two = term("дім культури"), term("культури і мистецтва України")
    assert found("дім культури і мистецтва України", one, two) == ["культури і мистецтва України"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Знам'янка", "у Знам’янці"),
        ("Знамʼянка", "у Знам'янці"),
        ("замок", "у за\u0301мку"),
        ("F-16", "два F-16"),
    ],
)
def test_apostrophes_stress_marks_hyphens(written, text):
    assert found(text, term(written)) == [text.split()[1]]


def test_capitals_matter_to_abbreviations_and_proper_nouns_only():
    assert found("It told us that the US and US-made", term("США", "US"), language="en") == ["US", "US"]
    assert found("ТЦК і тцк, у ЖЕКу", term("ТЦК"), term("ЖЕК")) == ["ТЦК", "ЖЕКу"]
    assert found("ізюм з Ізюма", term("Ізюм")) == ["ізюм", "Ізюма"]
    assert found("ізюм з Ізюма", term("Ізюм", part_of_speech="proper noun")) == ["Ізюма"]


def test_forms_that_rules_do_not_give():
    assert found("люди, людей", term("людина", forms="люди|людей")) == ["люди", "людей"]


def test_a_dictionary_has_the_last_word():
    known = {"міст": ["міст"], "мосту": ["міст"], "місто": ["місто"], "місту": ["місто"], "ішов": ["йти"]}
    entries = [term("міст"), term("місто"), term("йти"), term("дрон")]
    matcher = Matcher(entries, "uk", lemmas=lambda word: known.get(word, [word] if word == "йти" else []))
    hits = [
        (hit.entries[0].uk.terms[0], len(hit.entries)) for hit in matcher.hits("мосту місту ішов дронами")
    ]
    assert hits == [("міст", 1), ("місто", 1), ("йти", 1), ("дрон", 1)]


def test_the_dictionary_that_is_asked():
    pytest.importorskip("pymorphy3")
    pytest.importorskip("pymorphy3_dicts_uk")
    lemmas = morphology.dictionary()
    assert lemmas is not None
    assert "людина" in lemmas("людьми")
    assert list(lemmas("хтозначкою")) == []


def test_homonyms_stand_together():
    leaf, letter = term("лист", "leaf"), term("лист", "letter")
    (hit,) = Matcher([leaf, letter], "uk").hits("Листи прийшли")
    assert hit.entries == (leaf, letter)


WORDS = "рада міст Ізюм безпека дрон ніч вікно сто п'ять".split()


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=8),
    st.lists(st.sampled_from([*WORDS, ",", "—", "моста", "ночі"]), max_size=20).map(" ".join),
)
def test_it_is_what_looking_at_every_place_finds(terms, text):
    """An oracle: of all stretches of words that are a term the longest is taken, again and again."""
    entries = [term(one) for one in terms]
    matcher = Matcher(entries, "uk")
    hits = matcher.hits(text)
    alone = [Matcher([one], "uk") for one in entries]
    places = {hit.span for one in alone for hit in one._all(text)}
    expected = []
    while places:
        best = min(places, key=lambda span: (span.start - span.end, span.start))
        expected.append(best)
        places = {span for span in places if span.end <= best.start or best.end <= span.start}
    assert [hit.span for hit in hits] == sorted(expected)


def test_ten_thousand_terms_look_no_further_than_the_few_that_may_stand_there(monkeypatch):
    """What a text costs is told by how many words are compared, not by a clock."""
    from dvomova.glossary import matching

    numbers = random.Random(7)
    letters = "абвгдежзиклмнопрстуфхцчшщьюя"
    made = ["".join(numbers.choice(letters) for _ in range(numbers.randint(4, 11))) for _ in range(10_000)]
    matcher = Matcher([term(one) for one in made], "uk")
    compared = 0
    real = matching.is_form

    def counted(word, paradigm):
        nonlocal compared
        compared += 1
        return real(word, paradigm)

    monkeypatch.setattr(matching, "is_form", counted)
    text = " ".join(made[::20])
    assert len(matcher.hits(text)) == 500
    assert compared < 500 * 100
    before = compared
    matcher.hits(text)
    assert compared == before
