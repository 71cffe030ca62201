import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.wrapping import first_word, fold, has_soft_break, wrap


def anywhere(_word):
    return True


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a\nb", "a b"),
        ("a \t\n \tb", "a b"),
        ("a  \n  b", "a  \nb"),
        ("a     \nb", "a  \nb"),
        ("a\\\n b", "a\\\nb"),
        ("a\\\\\nb", "a\\\\ b"),
        ("a  b", "a  b"),
        (" a\nb ", " a b "),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded
    assert fold(folded) == folded


def test_soft_breaks():
    assert has_soft_break("a\nb")
    assert has_soft_break("a  \nb\nc")
    assert not has_soft_break("a  \nb\\\nc")
    assert not has_soft_break("a")


def test_wrap_keeps_within_the_width():
    assert wrap("one two three four", 0, "> ", 9, anywhere) == "one two\nthree\nfour"
    assert wrap("one two three four", 4, "", 9, anywhere) == "one\ntwo three\nfour"


def test_wrap_never_breaks_codes_or_double_spaces():
    assert wrap("a `b c d` e", 0, "", 3, anywhere) == "a\n`b c d`\ne"
    assert wrap("aa  bb cc", 0, "", 3, anywhere) == "aa  bb\ncc"
    assert wrap("aa\u00a0bb cc", 0, "", 3, anywhere) == "aa\u00a0bb\ncc"
    assert wrap("<a href='b c'> dd ee", 0, "", 3, anywhere) == "<a href='b c'> dd\nee"


def test_wrap_asks_whether_a_word_may_begin_a_line():
    assert wrap("aa 1. bb", 0, "", 3, lambda word: word != "1.") == "aa 1.\nbb"


def test_hard_breaks_start_a_new_line():
    assert wrap("aaaa  \nbb cc", 0, "> ", 7, anywhere) == "aaaa  \nbb cc"
    assert wrap("aaaa\\\nbb cc dd", 0, "> ", 7, anywhere) == "aaaa\\\nbb cc\ndd"


def test_first_word():
    assert first_word("`a b` c") == "`a b`"
    assert first_word("") == ""


WORDS = st.lists(st.sampled_from(["a", "bb", "ccc", "`d e`", "[f](g h)", "1.", "–", "  "]), max_size=30).map(
    " ".join
)


@given(WORDS, st.integers(0, 20), st.integers(1, 30))
def test_wrapping_changes_nothing_but_single_spaces(text, column, width):
    wrapped = wrap(text, column, "> ", width, lambda word: not word.startswith("1."))
    assert wrapped.replace("\n", " ") == text
    assert not any(line.startswith("1.") for line in wrapped.split("\n")[1:])


@given(WORDS, st.integers(3, 30))
def test_no_line_is_longer_than_its_longest_piece_needs(text, width):
    for line in wrap(text, 0, "", width, anywhere).split("\n"):
        assert len(line) <= width or first_word(line) == line
