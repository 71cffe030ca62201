"""Where a text is cut into units, held against what the catalog knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.cuts import Known, as_incoming, cuts
from dvomova.catalogs.incoming import Incoming
from dvomova.model import Unit


def block(*texts, whole=False):
    """The segments of one block."""
    gaps = [" "] * (len(texts) - 1) + [None]
    labels = ["paragraph", *["paragraph, continued"] * (len(texts) - 1)]
    pairs = zip(texts, gaps, labels, strict=True)
    return [Incoming(text, "paragraph", (label,), (), gap, whole) for text, gap, label in pairs]


def done(text, *, continued=False, target="Є.", **fields):
    label = "paragraph, continued" if continued else "paragraph"
    return Unit(text, (target,), extracted=(label,), **fields)


def texts(incoming, *units):
    return [piece.text for piece in cuts(incoming, Known(units))]


def test_without_a_catalog_segments_are_units():
    assert texts(block("One.", "Two.") + block("Three.")) == ["One.", "Two.", "Three."]


def test_neighbours_that_are_one_unit_stay_one():
    assert texts(block("One.", "Two.", "Three."), done("One. Two.")) == ["One. Two.", "Three."]
    assert texts(block("One.", "Two.", "Three."), done("Three."), done("One. Two.")) == [
        "One. Two.",
        "Three.",
    ]
    assert texts(block("Three.") + block("Four."), done("Three. Four.")) == ["Three.", "Four."]


def test_what_is_obsolete_is_one_again_where_nothing_active_is_lost():
    assert texts(block("One.", "Two."), done("One. Two.", obsolete=True)) == ["One. Two."]
    active = [done("One."), done("Two.", continued=True)]
    assert texts(block("One.", "Two."), *active, done("One. Two.", obsolete=True)) == ["One.", "Two."]


def test_one_segment_that_was_several_units_is_cut_as_it_was():
    units = [done("One."), done("Two.", continued=True)]
    assert texts(block("One. Two."), *units) == ["One.", "Two."]
    assert texts(block("One. Two.", whole=True), *units) == ["One. Two."]


@pytest.mark.parametrize("added", ["value", "Two."])
def test_a_text_of_elsewhere_put_behind_another_is_an_edit(added):
    assert texts(block(f"One is here. {added}"), done("One is here."), done("Other."), done(added)) == [
        f"One is here. {added}"
    ]


def test_what_has_no_translation_is_cut_by_the_rules_of_today():
    empty = [Unit("One; two. Three."), Unit("Four.", extracted=("paragraph",))]
    assert texts(block("One;", "two.", "Three. Four."), *empty) == ["One;", "two.", "Three. Four."]


def test_a_cut_that_crosses_the_segments_stays_and_so_does_the_order():
    units = [done("One. Two."), done("Three.", continued=True)]
    assert texts(block("One.", "Two. Three."), *units) == ["One. Two.", "Three."]


def test_a_repeated_sentence_does_not_take_part_in_a_join_that_stands_elsewhere():
    units = [done("Cat. Dog."), done("Cat."), done("Dog.", continued=True)]
    incoming = block("Cat. Dog.", whole=True) + block("Cat.", "Dog.")
    assert texts(incoming, *units) == ["Cat. Dog.", "Cat.", "Dog."]


def test_pieces_say_where_they_stand_and_what_follows():
    incoming = block("One. Two.", "Three.")
    found = cuts(incoming, Known([done("One."), done("Two. Three.", continued=True)]))
    assert [tuple(piece)[1:] for piece in found] == [(0, 0, 0, 4), (0, 5, 1, 6)]
    one, two = (as_incoming(piece, incoming) for piece in found)
    assert (one.gap, two.gap) == (" ", None)
    assert (one.extracted, two.extracted) == (("paragraph",), ("paragraph, continued",))


SENTENCES = st.lists(st.sampled_from(["A a.", "B b.", "C.", "D; d.", "E"]), min_size=1, max_size=5)


@given(st.lists(SENTENCES, max_size=3), st.lists(SENTENCES.map(" ".join), max_size=5))
def test_no_text_is_left_out_or_changed(paragraphs, known):
    incoming = [item for sentences in paragraphs for item in block(*sentences)]
    found = cuts(incoming, Known([done(text, continued=bool(i % 2)) for i, text in enumerate(known)]))
    said = [as_incoming(piece, incoming) for piece in found]
    assert "".join(item.source + (item.gap or "|") for item in said) == "".join(
        item.source + (item.gap or "|") for item in incoming
    )


def test_a_unit_of_thousands_of_sentences():
    sentences = [f"Sentence {number} stands here." for number in range(5_000)]
    assert texts(block(*sentences), done(" ".join(sentences[3:4000]))) == [
        *sentences[:3],
        " ".join(sentences[3:4000]),
        *sentences[4000:],
    ]
