"""How alike two texts are, and what changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.similarity import URL, canonical, changes, pieces, ratio, without_urls, word_count, words

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("'’ʼ«»“”—–-\u00a0 `їЄa1."))


@given(TEXT)
def test_the_canonical_form_is_canonical(text):
    once = canonical(text)
    assert once == " ".join(once.split())
    assert changes(text, text) == []
    assert changes(text, f" {text}\n") in ([], ["spaces"])


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("п'ять п’ять", "пʼять п`ять"),
        ("«так» — “ні”", '"так" - „ні“'),
        ("5\u00a0км\n далі", "5 км далі"),
        ("слово\u00adслово", "словослово"),
        ("рядок  \nдалі", "рядок\\\nдалі"),
    ],
)
def test_marks_and_spaces_do_not_matter(one, two):
    assert canonical(one) == canonical(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("`a`", "'a'"),
        ("a b", "ab"),
        ("a  \nb", "a b"),
        ("a\\\nb", "a\nb"),
        ("Місто", "місто"),
        ("так.", "так"),
    ],
)
def test_all_else_does(one, two):
    assert canonical(one) != canonical(two)


def test_texts_that_differ_in_addresses_only():
    assert without_urls("див. https://a.org/x.") == without_urls("див. https://b.org/y?z=1.")
    assert without_urls("[a](b.md)") == without_urls("[a](c.md)")
    assert without_urls("https://a.org one") != without_urls("https://a.org two")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(https://a.org/b).", ["https://a.org/b"]),
        ("див. www.example.org/шлях, потім", ["www.example.org/шлях"]),
        ("[тут](../a.md) і «https://b.org»", ["../a.md", "https://b.org"]),
        ("**https://c.org**", ["https://c.org"]),
        ("example.org", []),
    ],
)
def test_where_an_address_ends(text, found):
    assert URL.findall(text) == found


@pytest.mark.parametrize(
    ("old", "new", "classes"),
    [
        ("one  \ntwo", "one two", ["markup"]),
        ("It's 'so'.", "It’s ‘so’.", ["apostrophe"]),
        ('"a" - b', "«a» — b", ["quotes", "dash"]),
        ("п`ять", "п’ять", ["apostrophe"]),
        ("a  b", "a b", ["spaces"]),
        ("the old 5", "the new 6", ["number", "words"]),
        ("він їде", "він не їде", ["negation"]),
        ("you can", "you can't", ["negation", "words"]),
        ("то був Іван", "то був Петро", ["name"]),
        ("Іван їде", "Петро їде", ["words"]),
        ("кіт і пес", "пес і кіт", ["order"]),
        ("3 з 5", "5 з 3", ["order"]),
        ("5 котів і 7 псів", "7 псів і 5 котів", ["order"]),
        ("a https://a.org", "a https://b.org", ["url"]),
        ("a **b** c", "a b c", ["markup"]),
        ("так", "так!", ["punctuation"]),
        ("1 000 осіб", "1\u00a0000 осіб", ["spaces"]),
        ("о 12:30", "о 12:45", ["number"]),
    ],
)
def test_what_kind_of_change(old, new, classes):
    assert changes(old, new) == classes


@given(TEXT, TEXT)
def test_different_texts_have_a_kind_of_change(old, new):
    assert bool(changes(old, new)) == (old != new)


@given(TEXT)
def test_pieces_joined_are_the_text(text):
    assert "".join(pieces(text)) == text


def test_pieces_are_words_numbers_and_marks():
    assert pieces("Пів’яблука, 3,5 кг") == ["Пів’яблука", ",", " ", "3,5", " ", "кг"]


def test_words_and_their_number():
    assert words("М’яч і О'Ніл, 5 well-known") == ["м'яч", "і", "о'ніл", "well-known"]
    assert word_count("М’яч, 3,5 км; well-known — так.") == 5
    assert word_count("— … !") == 0


@given(TEXT, TEXT)
def test_likeness_is_between_0_and_100_and_either_way(one, two):
    assert 0 <= ratio(one, two) <= 100
    assert ratio(one, two) == pytest.approx(ratio(two, one))
    assert ratio(one, one) == 100
    assert ratio(one, two, 60) in (0, ratio(one, two))
