"""Sentences: cases by provenance, known failures, and the laws that hold for any text."""

import json
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvomova.segmenters.sentences import Sentences

FOLDER = Path(__file__).parents[1] / "cases" / "sentences"
split = Sentences().split


def read_cases():
    for path in sorted(FOLDER.glob("??-*.json")):
        for number, sentences in enumerate(json.loads(path.read_text("utf-8")), 1):
            yield pytest.param(path.name[:2], sentences, id=f"{path.stem}-{number}")


def read_known_failures():
    for case in json.loads((FOLDER / "known_failures.json").read_text("utf-8")):
        yield pytest.param(case["language"], case["want"], id=case["want"][0])


def sentences_of(text, language="uk"):
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(("language", "sentences"), list(read_cases()))
def test_case(language, sentences):
    assert sentences_of(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(("language", "sentences"), list(read_cases()))
@pytest.mark.parametrize("space", ["\n", "\u00a0", "  ", "\r\n"])
def test_any_white_space_will_do(language, sentences, space):
    text = " ".join(sentences).replace(" ", space)
    assert sentences_of(text, language) == [sentence.replace(" ", space) for sentence in sentences]


@pytest.mark.xfail(strict=True, raises=AssertionError)
@pytest.mark.parametrize(("language", "sentences"), list(read_known_failures()))
def test_known_failure(language, sentences):
    assert sentences_of(" ".join(sentences), language) == sentences


def test_there_are_cases_of_every_provenance():
    names = {path.stem for path in FOLDER.glob("??-*.json")}
    kinds = ("news", "speech", "law", "docs", "interviews", "letters", "subtitles")
    assert names == {f"{language}-{kind}" for language in ("uk", "en") for kind in kinds}
    assert len(list(read_cases())) >= 150


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0\n"])
def test_nothing_visible_gives_nothing(text):
    assert split(text, "uk") == []


@pytest.mark.parametrize("text", ["...", "?!", "«»", "—", "1.", "*", ". . .", "( . )", "\\", "``", "Привіт"])
def test_what_says_nothing_is_one_segment(text):
    assert split(f" {text}\n", "uk") == [(1, 1 + len(text))]


def test_line_breaks_end_no_sentence():
    assert sentences_of("Заголовок\n\nДалі текст\nі кінець.\nНове.") == [
        "Заголовок\n\nДалі текст\nі кінець.",
        "Нове.",
    ]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Він мовчав сумно.— Ми голі.", ["Він мовчав сумно.", "— Ми голі."]),
        ("Ходімо!— гукнув Петро.", ["Ходімо!— гукнув Петро."]),
        ("Пишайтеся!Люди різні.", ["Пишайтеся!", "Люди різні."]),
        ("Він пішов.Але вернувся.", ["Він пішов.", "Але вернувся."]),
        ("Застосунок дія.Підпис працює.", ["Застосунок дія.Підпис працює."]),
        ("Г.В.Тріска й А.Марчук.", ["Г.В.Тріска й А.Марчук."]),
        ("Див. main.The у коді.", ["Див. main.", "The у коді."]),
    ],
)
def test_missing_space(text, sentences):
    assert sentences_of(text) == sentences


@pytest.mark.parametrize("text", ["XIV. Розділ перший.", "Це зб. наук. Праць тут.", "Пише Yahoo! Inc. тут."])
def test_what_only_looks_plain(text):
    assert sentences_of(text) == [text]


@pytest.mark.parametrize("word", ["вул", "ім", "проф", "див", "т. зв", "Mr", "Gen", "e.g"])
@pytest.mark.parametrize("following", ["Київ", "Він", "The", "5", "«Дніпро»", "дім"])
def test_some_abbreviations_never_end_a_sentence(word, following):
    assert len(split(f"Тут є {word}. {following} тощо.", "uk")) == 1


@pytest.mark.parametrize("word", ["рис", "№", "No", "Art", "pp", "поч"])
def test_some_abbreviations_stand_before_numbers(word):
    assert len(split(f"Слово {word}. 5 тощо.", "uk")) == 1
    assert len(split(f"Слово {word}. XX тощо.", "uk")) == 1
    assert len(split(f"Слово {word}. Далі тощо.", "uk")) == 2


@pytest.mark.parametrize("word", ["р", "рр", "тис", "с", "ст", "Inc", "a.m", "U.S", "Т. Г", "Дж"])
def test_openers_decide_behind_some_abbreviations(word):
    assert len(split(f"Слово {word}. Шевченко йде.", "uk")) == 1
    assert len(split(f"Слово {word}. Він йде.", "uk")) == 2
    assert len(split(f"Слово {word}. But so.", "uk")) == 2
    assert len(split(f"Слово {word}. У. Шевченко.", "uk")) == 1


@pytest.mark.parametrize("word", ["млн", "грн", "та ін", "і т. д", "etc"])
def test_some_abbreviations_end_before_any_capital(word):
    assert len(split(f"Слово {word}. Шевченко йде.", "uk")) == 2
    assert len(split(f"Слово {word}. гривень.", "uk")) == 1


# Realistic pieces, glued and spaced as writers do and do not.
PIECES = st.sampled_from(
    "Він пішов Київ р т д ін с ст 5 2019 1 А Т Inc The he asked said Tom U.S etc тис слово , : ; — - "
    ". . . . ! ? … ... ?.. !.. ( ) [ ] « » \" “ ” ’ ' * * ** ** _ ~~ ` ` <b> </b> <br> <1> </1> ](x) ][r] "
    "[^1] [2] […] https://x.org/a.b a@b.ua :) 🙂 {{x.}} &nbsp; № IV // ¹ \\".split()
)
SPACES = st.sampled_from([" ", " ", " ", "", "\n", "\u00a0", "\t "])
TEXTS = st.lists(st.tuples(PIECES, SPACES), max_size=30).map(lambda parts: "".join(a + b for a, b in parts))
SENTENCES = st.sampled_from([sentence for case in read_cases() for sentence in case.values[1]])
PARAGRAPHS = st.lists(SENTENCES, max_size=6).map(" ".join)
ANY = st.one_of(TEXTS, PARAGRAPHS, st.text())


@settings(max_examples=500, deadline=None)
@given(ANY)
def test_spans_are_ordered_and_visible_and_leave_only_white_space(text):
    position = 0
    for start, end in split(text, "uk"):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@settings(max_examples=500, deadline=None)
@given(ANY)
def test_gaps_and_sentences_give_the_text_back(text):
    pieces, position = [], 0
    for start, end in split(text, "en"):
        pieces += [text[position:start], text[start:end]]
        position = end
    assert "".join([*pieces, text[position:]]) == text


@settings(max_examples=1000, deadline=None)
@given(ANY)
def test_a_sentence_is_one_sentence(text):
    for start, end in split(text, "uk"):
        assert split(text[start:end], "uk") == [(0, end - start)]


@settings(max_examples=500, deadline=None)
@given(ANY)
def test_what_is_told_at_a_glance_is_what_reasons_and_rules_say(text):
    spans = split(text, "en")
    breaks = [entry for entry in Sentences().boundaries(text, "en") if entry.breaks]
    assert [(entry.end, entry.next) for entry in breaks] == [(one[1], two[0]) for one, two in pairwise(spans)]


@pytest.mark.parametrize(("language", "sentences"), list(read_cases()))
def test_every_end_of_a_case_can_be_explained(language, sentences):
    entries = Sentences().boundaries(" ".join(sentences), language)
    assert [entry.end for entry in entries if entry.breaks] == list(
        accumulate((len(sentence) + 1 for sentence in sentences[:-1]), initial=-1)
    )[1:]
    assert all(entry.rule for entry in entries)


@settings(deadline=None)
@given(TEXTS)
def test_both_languages_share_the_rules(text):
    assert split(text, "uk") == split(text, "en")
