"""Forms of words: what rules give of a word, and what they do not mistake for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.inflection import WORD, bones, forms_of, is_form, plain, stem_bones

FORMS = """
харків: харків харкова харкову харковом харкові
ізюм: ізюм ізюма ізюму ізюмом ізюмі
кравець: кравець кравця кравцеві кравцем кравці кравців кравцям
міст: міст моста мосту мостом мості мости мостів мостам мостах мостами
місто: місто міста місту містом місті міст містам містах містами
ольга: ольга ольги ользі ольгу ольгою
книжка: книжка книжки книжці книжок книжкою книжкам
робота: робота роботи роботі робіт роботою
земля: земля землі земель землею землям землях
день: день дня дню днем дні днів дням днями
ринок: ринок ринку ринки ринків ринком
європеєць: європеєць європейця європейців
боєць: боєць бійця бійцем бійці бійців
знання: знання знань знанням знаннями
український: український українського українська української українське українські українських
верховна: верховна верховної верховній верховну верховною
збройні: збройні збройних збройним збройними
область: область області областю областей областям
ніч: ніч ночі ніччю ночей ночам
андрій: андрій андрія андрієві андрію андрієм андрії
коваль: коваль коваля ковалю ковалем ковалеві
шевченко: шевченко шевченка шевченкові шевченку шевченком
зеленський: зеленський зеленського зеленському зеленським
переговори: переговори переговорів переговорам переговорах переговорами
суми: суми сум сумам сумах
евакуювати: евакуювати евакуюють евакуював евакуйовано евакуювали евакуює евакуюватимуть
атакувати: атакувати атакує атакують атакував атакували атаковано
вікно: вікно вікна вікон вікнам
знам'янка: знам'янка знам'янки знам'янці знам'янку
станція: станція станції станцію станцій станцією станціям
росіянин: росіянин росіянина росіяни росіян росіянами
людина: людина людини люди людей людьми
тиждень: тиждень тижня тижнів
казати: казати каже кажуть казав казали
відбуватися: відбуватися відбувається відбувалося відбуваються
хотіти: хотіти хоче хочуть хотіла
друг: друг друга друзі друже
drone: drone drones drone's drones'
city: city cities
policeman: policeman policemen policeman's
knife: knife knives
crisis: crisis crises
"""
CASES = [line.split(": ") for line in FORMS.strip().splitlines()]


@pytest.mark.parametrize(("word", "forms"), CASES)
def test_forms_are_found_and_by_their_bones(word, forms):
    paradigm = forms_of(word)
    for form in forms.split():
        assert is_form(form, paradigm), form
        assert any(bones(form).startswith(stem) for stem in stem_bones(paradigm)), form


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("місто", "мости мосту мостів"),
        ("вода", "водій водити"),
        ("рада", "радий радість радар"),
        ("мета", "метал метро"),
        ("кава", "кавун"),
        ("кіт", "кити кита"),
        ("вік", "вікно вікна"),
        ("сон", "сонце сонця"),
        ("mine", "mining mined"),
        ("car", "care card"),
        ("bus", "bust"),
    ],
)
def test_what_only_begins_alike_is_another_word(word, others):
    for one in others.split():
        assert not is_form(one, forms_of(word)), one


def test_verbs_of_english_are_told():
    for form in "evacuates evacuated evacuating".split():
        assert is_form(form, forms_of("evacuate", verb=True))
    assert is_form("stopped", forms_of("stop", verb=True))


@given(st.text("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'", min_size=1, max_size=12).filter(str.strip))
def test_every_form_by_rule_has_the_bones_of_a_stem(word):
    paradigm = forms_of(word)
    keys = stem_bones(paradigm)
    assert is_form(word, paradigm)
    for stem, endings in paradigm:
        for ending in endings:
            assert any(bones(stem + ending).startswith(key) for key in keys)


def test_words_as_they_are_compared():
    assert plain("Знам’я\u0301нка") == "Знам'янка"
    assert plain("и\u0306") == "й"
    assert WORD.findall("F-16 об’єкт «за\u0301мок» їхав'") == ["F", "16", "об’єкт", "за\u0301мок", "їхав"]
