"""What becomes of a unit whose text was edited in the translated document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import ahead, po
from dvomova.model import Catalog, State, Unit
from dvomova.text.similarity import canonical

CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n\\"')
TEXT = st.text(CHARACTERS, min_size=1).filter(str.strip)


def unit(**fields):
    return Unit(**{"source": "A bridge.", "targets": ("Міст.",), **fields})


@given(TEXT)
def test_what_a_text_was_is_read_back_from_the_file(text):
    before = unit(comments=(ahead.note("uk", text), "Someone’s word."))
    content = po.render(Catalog((("Content-Type", "text/plain; charset=UTF-8"),), (before,)))
    assert ahead.was(po.parse(content).units[0]) == text


@given(TEXT, TEXT)
def test_an_edit_that_is_taken_back_leaves_nothing(first, second):
    there = unit(targets=(first,))
    edited = ahead.edited(there, second, first, "uk")
    back = ahead.edited(edited, first, first, "uk")
    assert back == there
    if canonical(first) != canonical(second):
        assert edited.state is State.AHEAD
        assert (edited.target, ahead.was(edited)) == (second, first)


def test_out_of_date_and_edited_is_in_conflict():
    stale = unit(fuzzy=True, previous="The bridge.")
    edited = ahead.edited(stale, "Той міст.", "Міст.", "uk")
    assert edited.state is State.CONFLICT
    assert edited.previous == "The bridge."
    assert ahead.edited(edited, "Міст.", "Той міст.", "uk") == stale


def test_what_was_translated_in_the_document_is_ahead_of_its_source():
    empty = unit(targets=("",))
    edited = ahead.edited(empty, "Міст.", "A bridge.", "uk")
    assert edited.state is State.AHEAD
    assert ahead.edited(edited, "A bridge.", "Міст.", "uk") == empty


def test_a_draft_that_a_person_edited_is_none():
    draft = unit(fuzzy=True, comments=("dvomova: draft by deepl 2026-11-25",))
    assert ahead.edited(draft, "Той міст.", "A bridge.", "uk").state is State.AHEAD


def test_left_out_and_back():
    there = unit()
    gone = ahead.left_out(there, "uk")
    assert gone.is_left_out
    assert gone.state is State.AHEAD
    assert gone.target == there.target
    assert ahead.left_out(gone, "uk") == gone
    assert ahead.back(gone) == there


def test_taking_the_source_keeps_the_edit_aside():
    conflict = ahead.edited(unit(fuzzy=True, previous="The bridge."), "Той міст.", "Міст.", "uk")
    back = ahead.taken_back(conflict)
    assert back.state is State.STALE
    assert back.target == "Міст."
    assert any("Той міст." in line for line in back.comments)
