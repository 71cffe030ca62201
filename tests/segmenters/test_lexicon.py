"""The word lists: well formed, each word in one class, found whatever its case and apostrophe."""

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from dvomova.segmenters.lexicon import abbreviation_class, openers, speech_verbs
from dvomova.segmenters.reasons import _CLASSES

DATA = files("dvomova.segmenters") / "data"


def read(name):
    return tomllib.loads((DATA / name).read_text("utf-8"))


def words():
    return [
        word for groups in read("abbreviations.toml").values() for group in groups.values() for word in group
    ]


def test_each_abbreviation_stands_in_one_class():
    assert [word for word, count in Counter(words()).items() if count > 1] == []


def test_every_class_has_a_rule_and_every_rule_a_class():
    assert set(read("abbreviations.toml")) == set(_CLASSES)


@pytest.mark.parametrize("word", words())
def test_words_are_written_as_they_are_looked_up(word):
    assert word == word.strip(". ")
    assert " " not in word
    assert abbreviation_class(word)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("вул", "never"),
        ("Вул", "never"),
        ("ВУЛ", "never"),
        ("GEN", "never"),
        ("gen", ""),
        ("Ill", "may_end"),
        ("ill", ""),
        ("no", "number"),
        ("т.д", "ends"),
        ("дім", ""),
        ("", ""),
    ],
)
def test_class(word, kind):
    assert abbreviation_class(word) == kind


def test_openers_are_function_words_with_a_capital():
    table = read("openers.toml")
    assert all(word[0].isupper() for word in openers())
    assert Counter(table["uk"] + table["en"]).most_common(1)[0][1] == 1
    assert 140 <= len(table["uk"]) <= 200
    assert 140 <= len(table["en"]) <= 200


def test_speech_verbs_are_written_small():
    assert all(verb.islower() and verb.isalpha() for verb in speech_verbs())
