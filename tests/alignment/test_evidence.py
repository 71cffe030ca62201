"""What two sentences share, and what they do not."""

import pytest

from dvomova.alignment.evidence import tables
from dvomova.alignment.lexicon import built_in, english_stem
from dvomova.alignment.sentences import Kind, marks, sentences

FILLER = [("Rain fell.", "Падав дощ.")] * 9


def said(english, ukrainian):
    """The log odds of a pair, among sentences that have nothing to do with it."""
    en, uk = zip((english, ukrainian), *FILLER, strict=True)
    return tables(sentences(en, "en"), sentences(uk, "uk"), built_in(), [(1, 1)])[1, 1][0][0]


@pytest.mark.parametrize(
    ("english", "right", "wrong"),
    [
        ("It was 4 March.", "Було 4 березня.", "Було 5 травня."),
        ("It cost UAH 2.5 million.", "Вона коштувала 2,5 млн грн.", "Вона коштувала 3,5 млрд доларів."),
        ("Mayor Izyum spoke.", "Говорив мер Ізюм.", "Говорив мер Лиман."),
        ("He met Zelenskyy.", "Він зустрів Зеленського.", "Він зустрів Порошенка."),
        ("See https://a.org/x.", "Див. https://a.org/x.", "Див. https://b.org/y."),
        ("Run `make` with NATO.", "Запустіть `make` з НАТО NATO.", "Запустіть усе."),
        ("She walked 1,250,000 steps.", "Вона пройшла 1 250 000 кроків.", "Вона пройшла 1250 кроків."),
        ("Why (and when)?", "Чому (і коли)?", "Тому що завтра."),
        ("The library burned.", "Бібліотека згоріла.", "Школа вціліла."),
    ],
)
def test_the_translation_shares_more_than_its_likeness(english, right, wrong):
    assert said(english, right) > max(0.0, said(english, wrong)) + 0.5


def test_marks_are_in_one_spelling():
    english = marks("By 4 March 2025, 1,250 dogs’ homes at a@b.org cost 3 %.", "en")
    ukrainian = marks("До 4 березня 2025 року 1250 собачих будок на a@b.org коштували 3%.", "uk")
    shared = {(mark.kind, mark.text) for mark in english & ukrainian}
    assert {text for kind, text in shared if kind is Kind.NUMBER} >= {"4", "2025", "1250", "3", "4 3"}
    assert (Kind.SIGN, "percent") in shared
    assert any(kind is Kind.ADDRESS for kind, _text in shared)


def test_every_line_of_the_word_list_is_one():
    pairs = built_in().pairs()
    assert len(pairs) > 4000
    for stem, beginning, strength in pairs:
        assert stem.isascii(), stem
        assert beginning.lstrip("=").replace("'", "").isalpha(), beginning
        assert 0 < strength < 1


@pytest.mark.parametrize(
    "words", ["city cities", "stop stops stopped stopping", "village village's", "quick quickly"]
)
def test_forms_of_a_word_have_one_stem(words):
    assert len({english_stem(word) for word in words.split()}) == 1
