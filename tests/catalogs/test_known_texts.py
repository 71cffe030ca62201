"""Texts asked by how they begin, held against the slow and sure way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.known_texts import KnownTexts

TEXTS = st.lists(st.text(alphabet="ab. ", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=8)


def can_be_cut(text, texts):
    """Whether some way there is, tried one by one."""
    if text in texts:
        return True
    for piece in texts:
        rest = text.removeprefix(piece)
        gap = re.match(r"\s*", rest)[0]
        if rest != text and not piece[-1].isalnum() and can_be_cut(rest[len(gap) :], texts):
            return True
    return False


@given(TEXTS, st.text(alphabet="ab. ", max_size=12))
def test_a_text_is_cut_where_it_can_be(texts, text):
    found = KnownTexts(texts).cut(text)
    assert (found is not None) == can_be_cut(text, set(texts))
    if found is not None:
        assert "".join(found) == text
        assert set(found[::2]) <= set(texts)
        assert all(gap.isspace() or not gap for gap in found[1::2])


@given(TEXTS, st.text(alphabet="ab. ", max_size=4))
def test_what_begins(texts, text):
    assert KnownTexts(texts).begins(text) == any(known.startswith(text) for known in texts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Так. Ні.", ["Так. Ні."]),
        ("Так.Ні.", ["Так.", "", "Ні."]),
        ("Так. Ні. Ні.", ["Так. Ні.", " ", "Ні."]),
        ("Ізюмський", None),
        ("Так. Ніколи.", None),
        ("Ізюм ський", None),
    ],
)
def test_longer_texts_first_and_no_word_is_cut(text, expected):
    assert KnownTexts(["Так.", "Ні.", "Так. Ні.", "Ізюм", "ський"]).cut(text) == expected


def test_a_paragraph_of_thousands_of_sentences():
    texts = [f"Sentence {number} stands here." for number in range(5_000)]
    assert KnownTexts(texts).cut(" ".join(texts))[::2] == texts
