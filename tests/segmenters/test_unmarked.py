"""Sentences that end without a mark: items of lists inside a paragraph, smileys, bullets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.segmenters.lists import item_starts
from dvomova.segmenters.sentences import Sentences

split = Sentences().split


def sentences_of(text):
    return [text[start:end] for start, end in split(text, "uk")]


@pytest.mark.parametrize(
    "sentences",
    [
        ["1. Хліб", "2. Сіль", "3. Вода"],
        ["1. Хліб.", "2. Сіль.", "3. Вода."],
        ["1) Хліб", "2) Сіль"],
        ["1.) Bread", "2.) Salt"],
        ["a. Bread", "b. Salt", "c. Water"],
        ["а) Хліб", "б) Сіль", "в) Вода", "г) Мило"],
        ["Візьміть:", "1. Хліб", "2. Сіль"],
        ["• Хліб", "• сіль", "• вода"],
        ["9) «Хліб» 10) сіль"],
        ["1) хліб; 2) сіль; 3) вода."],
        ["1) Хліб, 2) Сіль"],
        ["1) Хліб; 2) Сіль"],
        ["Так: 1) хліб 2) сіль"],
        ["1. Хліб 2) Сіль"],
        ["Київ • Львів"],
    ],
)
def test_items(sentences):
    assert sentences_of(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "text", ["Було 1. Стало 2. Краще 3.", "1. Хліб 3. Сіль", "2. Хліб 3. Сіль", "вітамін a. Б b. В"]
)
def test_what_only_looks_like_a_list(text):
    assert item_starts(text) == []


@pytest.mark.parametrize("markup", ["**1. Хліб 2. Сіль**", "[1. Хліб 2. Сіль](x)"])
def test_a_list_inside_markup_is_one(markup):
    assert sentences_of(markup) == [markup]


def test_a_list_inside_code_is_none():
    assert sentences_of("Так `1. Хліб 2. Сіль` було.") == ["Так `1. Хліб 2. Сіль` було."]


def test_items_are_explained():
    assert [entry.rule for entry in Sentences().boundaries("1) Хліб 2) Сіль", "uk")] == ["begins_an_item"]


@given(st.text("12ab.) XY:;•\n", max_size=40))
def test_items_begin_behind_white_space_in_order(text):
    starts = item_starts(text)
    assert starts == sorted(set(starts))
    assert all(start == 0 or text[start - 1].isspace() for start in starts)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Ми вже вдома :)", "Усе гаразд."],
        ["We are home 🙂", "All is well."],
        ["Ми вдома :) і спимо."],
        ["We are home 🙂 and well."],
        ["Так: (Далі) буде."],
        ["Happy birthday! 🎉", "Come in."],
        ["Дякую! ❤️", "До зустрічі."],
    ],
)
def test_smileys(sentences):
    assert sentences_of(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["“Who is it?”", "Nobody answered."],
        ["“Who is it?” Tom answered."],
        ["“Who is it?” Dr. Tom answered."],
        ["He left for good at 6 p.m.", "Mr. Smith stayed."],
        ["At 6 p.m. Mr. Smith left."],
        ["Фільм «А ось і Поллі!» (2004) смішний."],
        ["Це 3. 5. 2004 було.", "Так."],
        ["Вийшло 3. 05. 2004 р. тут."],
        ["Мир. & Co — фірма."],
        ["Було . . . 5 людей."],
        ["Це так.", "а) хліб."],
        ["Рис. 3. Міст через Оскіл."],
        ["Fig. 2. The bridge."],
        ["Did you?", "No.", "I could not."],
        ["Див. № 5 на с. 3."],
        ["Варимо рис.", "І чекаємо."],
        ["Тато?", "...тато!"],
        ["Commit it.", ".gitignore stays."],
        ["Так!", "... і все."][:1],
    ],
)
def test_what_a_capital_tells(sentences):
    assert sentences_of(" ".join(sentences)) == sentences
