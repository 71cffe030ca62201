"""By which words a text is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.memory.words import mark, numbered, prose_words, size, sizes_near


def test_a_second_occurrence_is_another_word():
    once, twice = numbered(("class",), "en"), numbered(("class", "of", "class"), "en")
    assert len(set(twice)) == 3
    assert once == twice[:1]
    assert numbered(("class",), "uk") != once


def test_all_numbers_are_one_word():
    assert prose_words("In 2022, 1,250 of 3") == ("in", "0", "0", "0", "of", "0")
    assert prose_words("…") == prose_words("") == ("",)


@given(st.integers(1, 5_000))
def test_sizes_grow_and_near_ones_reach_from_half_to_double(count):
    assert size(count) <= size(count + 1)
    near = sizes_near(count)
    assert size(count) in near
    assert size(-(-count // 2)) in near
    assert size(2 * count) in near
    assert size(5 * count) not in near


@given(st.text())
def test_mechanical_differences_have_one_mark(text):
    assert mark(f" {text}\u00a0“a’b” –") == mark(f'{text}  "a\'b" -')
    assert -(2**63) <= mark(text) < 2**63
