"""Texts in pieces: together they are the text, each of them fits, and sentences stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.engines.base import Fault, Limits
from dvomova.engines.splitting import parted

WORDS = st.lists(
    st.sampled_from(["міст", "road,", "дім.", "\ue000", "Стій!»", "a", "довгеслово", " ", "\n", "—"]),
    max_size=60,
)


@given(WORDS.map(" ".join), st.integers(12, 60))
def test_pieces_are_the_text_and_fit(text, most):
    pieces = parted(text, lambda one: len(one) <= most)
    assert "".join(pieces) == text
    assert all(len(piece.strip()) <= most for piece in pieces)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=30))
def test_sentences_that_fit_are_never_parted(lengths):
    sentences = ["Й" * length + "." for length in lengths]
    pieces = parted(" ".join(sentences), lambda one: len(one) <= 31)
    assert [one for piece in pieces for one in piece.split()] == sentences
    assert all(piece.strip().endswith(".") for piece in pieces)


def test_a_clause_is_better_than_a_word():
    assert parted("One two three, four five six", lambda one: len(one) <= 20) == [
        "One two three, ",
        "four five six",
    ]


def test_a_word_that_does_not_fit():
    with pytest.raises(Fault, match="too long"):
        parted("a bbbbbbbbbbbb", lambda one: len(one) <= 5)


@pytest.mark.parametrize(
    ("limits", "texts", "fits"),
    [
        (Limits(texts=2), ["a", "b"], True),
        (Limits(texts=2), ["a", "b", "c"], False),
        (Limits(characters=5), ["Їжак"], True),
        (Limits(characters=5), ["Їжачки"], False),
        (Limits(octets=8), ["Їжак"], True),
        (Limits(octets=7), ["Їжак"], False),
        (Limits(octets=24, is_quoted=True), ["Їжак"], True),
        (Limits(octets=23, is_quoted=True), ["Їжак"], False),
        (Limits(octets=3, is_quoted=True), [" "], True),
    ],
)
def test_limits_count_texts_characters_and_bytes(limits, texts, fits):
    assert limits.fits(texts) is fits
