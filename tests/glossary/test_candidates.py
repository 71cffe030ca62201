"""What might belong into a glossary: composed texts, of which one knows what is in them."""

from __future__ import annotations

from dvomova.glossary.candidates import Candidate, Text, candidates


def found(*pairs, at_least=2):
    return candidates([Text(*pair) for pair in pairs], at_least=at_least)


def test_a_capital_that_a_word_has_now_and_then_makes_no_name():
    pairs = [
        ("Кажуть, Рада вирішила.", ""),
        ("Кажуть, що рада міста вирішила.", ""),
        ("Кажуть, міська рада знає.", ""),
    ]
    assert [one for one in found(*pairs) if one.kind == "name"] == []


def test_of_a_phrase_that_only_stands_in_a_longer_one_the_longer_one_is_proposed():
    pairs = [("Новий оператор системи передачі каже.", ""), ("Той оператор системи передачі мовчить.", "")]
    assert [one.uk for one in found(*pairs)] == ["оператор системи передачі"]
    pairs.append(("Інший оператор системи.", ""))
    assert {one.uk for one in found(*pairs)} == {"оператор системи передачі", "оператор системи"}


def test_names_are_paired_by_sound_and_by_place():
    pairs = [
        ("Учора в Балаклії був Зеленський.", "Yesterday Zelenskyy was in Balakliia."),
        ("Зеленського чекали в Польщі.", "They waited for Zelenskyy in Poland."),
        ("Звідти до Польщі й до Балаклії.", "From there to Poland and to Balakliia."),
    ]
    assert found(*pairs) == [
        Candidate("name", "Балаклія", "Balakliia", 2, ""),
        Candidate("name", "Зеленський", "Zelenskyy", 2, "Zelenskyi"),
        Candidate("name", "Польщі", "Poland", 2, ""),
    ]


def test_a_term_of_one_word_needs_a_translation_that_comes_again():
    pairs = [
        ("Упав безпілотник.", "An unmanned aircraft fell."),
        ("Безпілотники літали.", "Some unmanned aircraft flew about."),
        ("Збили два безпілотники.", "Two unmanned aircraft were shot down."),
    ]
    assert [(one.uk, one.en) for one in found(*pairs)] == [("безпілотник", "unmanned aircraft")]
    assert found(*((uk, "") for uk, _en in pairs)) == []


def test_code_and_ordinary_words_are_not_proposed():
    assert found(("`git push` тому що так", ""), ("`git push` тому що ні", "")) == []


def test_english_tells_how_a_name_is_by_itself():
    pairs = [
        ("Ішли до Ізюма, до Києва, до Харкова.", "They went to Izium, Kyiv and Kharkiv."),
        ("Чекали на Ізюма, на Києва, на Харкова.", "They waited for Izium, Kyiv and Kharkiv."),
    ]
    assert {(one.uk, one.en, one.suggestion) for one in found(*pairs)} == {
        ("Ізюм", "Izium", ""),
        ("Київ", "Kyiv", ""),
        ("Харків", "Kharkiv", ""),
    }
