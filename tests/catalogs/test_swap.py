"""A catalog the other way round, and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import ahead, po
from dvomova.catalogs.naming import identity
from dvomova.catalogs.swap import swapped_header, swapped_units
from dvomova.model import DRAFT, Catalog, State, Unit

PATHS = {"a.en.md": "a.uk.md", "a.uk.md": "a.en.md"}
WORD = st.sampled_from(["Yes.", "No.", "Так.", "Ні.", 'A "b"\\c', "x"])
COMMENTS = st.lists(st.sampled_from(["A word.", "dvomova: left out in uk"]), unique=True, max_size=2)


@st.composite
def units(draw):
    """A unit as dvomova leaves it, in any state."""
    state = draw(st.sampled_from(list(State)))
    source, target = draw(WORD), draw(WORD)
    comments = tuple(draw(COMMENTS))
    fields = {"references": ("a.en.md",), "context": draw(st.sampled_from([None, None, "2"]))}
    if state is State.UNTRANSLATED:
        return Unit(source, ("",), comments=comments, **fields)
    if state is State.DRAFT:
        return Unit(source, (target,), fuzzy=True, comments=(*comments, DRAFT + "x"), **fields)
    if state in {State.AHEAD, State.CONFLICT}:
        comments = (*comments, ahead.note("uk", draw(WORD)))
    is_stale = state in {State.STALE, State.CONFLICT}
    return Unit(
        source,
        (target,),
        fuzzy=is_stale,
        previous=draw(WORD) if is_stale else None,
        comments=comments,
        obsolete=state is State.OBSOLETE,
        **fields,
    )


@given(st.lists(units(), max_size=8, unique_by=identity))
def test_twice_is_once_less(before):
    living = [unit for unit in before if not unit.obsolete]
    there = swapped_units(before, living, ("en", "uk"), PATHS)
    assert len({identity(unit) for unit in there}) == len(before)
    assert len(there) == len(before)
    back = swapped_units(there, [unit for unit in there if not unit.obsolete], ("uk", "en"), PATHS)
    assert back == before


@given(st.lists(units(), max_size=8, unique_by=identity))
def test_out_of_date_is_ahead_seen_from_the_other_side(before):
    other = {State.STALE: State.AHEAD, State.AHEAD: State.STALE}
    living = [unit for unit in before if not unit.obsolete]
    there = swapped_units(before, living, ("en", "uk"), PATHS)
    assert [unit.state for unit in there] == [other.get(unit.state, unit.state) for unit in before]


def test_an_unusual_plural_formula_comes_back():
    header = (("Language", "uk"), ("Plural-Forms", "nplurals=4; plural=n;"), ("X-Source-Language", "en"))
    before = Catalog(header, ())
    forms = ("nplurals=2; plural=n != 1;", "nplurals=3; plural=n;")
    there = swapped_header(before, ("en", "uk"), forms, {"X-A": "X-B"})
    assert there.field("Plural-Forms") == forms[0]
    back = swapped_header(there, ("uk", "en"), forms[::-1], {"X-A": "X-B"})
    assert back.header == before.header
    assert po.render(back) == po.render(before)
