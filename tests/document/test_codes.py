"""Inline codes of two documents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova import registry
from dvomova.document import bare_codes, parse, renumbered, spelled_out
from dvomova.document.parsing import Recipe
from dvomova.model import Code
from dvomova.segmenters.paragraphs import Paragraphs

ONE, TWO = Code('<a href="/a">', "</a>"), Code('<a href="/b">', "</a>")
VOID = Code("<img>")


@pytest.mark.parametrize(
    ("text", "codes", "others", "meant"),
    [
        ("<1>x</1> <2>y</2>", (ONE, TWO), (TWO, ONE), "<2>x</2> <1>y</1>"),
        ("<1>x</1>", (Code('<a href="/c">', "</a>"),), (VOID, ONE), "<2>x</2>"),
        ("<1/> x", (VOID,), (ONE,), None),
        ("no codes", (ONE,), (), "no codes"),
        ("<7>x</7>", (), (), "<7>x</7>"),
    ],
)
def test_renumbered(text, codes, others, meant):
    assert renumbered(text, codes, others) == meant


@given(st.permutations([ONE, TWO, VOID, Code("<b id=x>", "</b>")]))
def test_a_text_says_the_same_by_other_numbers(others):
    codes = (ONE, TWO, VOID, Code("<b id=x>", "</b>"))
    text = "a <1>b</1> <3/> <2>c <4>d</4></2>"
    there = renumbered(text, codes, others)
    assert spelled_out(there, others) == spelled_out(text, codes)
    assert renumbered(there, others, codes) == text


def test_a_text_inside_a_code_does_not_tell_codes_apart():
    recipe = Recipe(registry.load("formats", "html"), Paragraphs())
    codes = [
        bare_codes(parse(f'<p>A <img src="x" alt="{alt}"> here</p>', recipe, language="en"))[0]
        for alt in ("A bridge", "Міст через ріку")
    ]
    assert codes[0] == codes[1]
