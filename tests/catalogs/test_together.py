"""Several catalogs as one: the better unit of a text stays, and no translation is dropped."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.catalogs.together import put_together
from dvomova.model import Unit

ONE, TWO, BOTH = "Перше речення.", "Друге речення.", "Читайте також."


def items(*texts):
    return [Incoming(text) for text in texts]


def unit(source, target="", **fields):
    return Unit(source, (target,), **fields)


def test_in_the_order_of_the_text():
    found = put_together([[unit(TWO, "Two.")], [unit(ONE, "One.")]], items(ONE, TWO))
    assert [one.target for one in found] == ["One.", "Two."]


def test_finished_before_unfinished_whichever_comes_first():
    finished, stale = unit(BOTH, "Read also."), unit(BOTH, "Read.", fuzzy=True, previous="Читайте.")
    for catalogs in ([[finished], [stale]], [[stale], [finished]]):
        first, other = put_together(catalogs, items(BOTH))
        assert first == finished
        assert (other.target, other.obsolete) == ("Read.", True)


def test_what_was_kept_as_obsolete_serves_where_nothing_is_translated():
    (found,) = put_together([[unit(BOTH)], [unit(BOTH, "Read also.", obsolete=True)]], items(BOTH))
    assert found.target == "Read also."


def test_of_equal_translations_there_is_one():
    assert len(put_together([[unit(BOTH, "Read also.")], [unit(BOTH, "Read also.")]], items(BOTH))) == 1


def test_each_part_keeps_its_own_translation_of_what_both_say():
    one, two = [unit(ONE, "One."), unit(BOTH, "See also.")], [unit(TWO, "Two."), unit(BOTH, "Read also.")]
    text = items(ONE, BOTH, TWO, BOTH, BOTH)
    merged = merge(put_together([one, two], text), text)
    targets = {(unit.context, unit.source): unit.target for unit in merged.units}
    assert targets == {
        (None, ONE): "One.",
        (None, BOTH): "See also.",
        (None, TWO): "Two.",
        ("2", BOTH): "Read also.",
        ("3", BOTH): "Read also.",
    }
    assert {event.kind for event in merged.events} == {"unchanged"}


def test_lines_of_another_file_are_written_anew():
    one, two = [unit(ONE, "One.", raw="first\n")], [unit(TWO, "Two.", raw="second\r\n")]
    assert [unit.raw for unit in put_together([one, two], items(ONE, TWO))] == ["first\n", ""]


SOURCES = st.sampled_from([ONE, TWO, BOTH, "Ще одне, довше за інші речення про міст."])


@st.composite
def catalogs(draw):
    """Up to three of them; each translation tells which unit it is of."""
    found, number = [], 0
    for _catalog in range(draw(st.integers(1, 3))):
        units = []
        for source in draw(st.lists(SOURCES, unique=True, max_size=4)):
            number += 1
            fuzzy, obsolete = draw(st.booleans()), draw(st.booleans())
            target = draw(st.sampled_from(["", f"t{number}.", f"t{number}.", "same."]))
            units.append(unit(source, target, fuzzy=fuzzy and bool(target), obsolete=obsolete))
        found.append(sorted(units, key=lambda unit: unit.obsolete))
    return found


@given(catalogs(), st.lists(SOURCES, max_size=6))
def test_every_translation_that_goes_in_comes_out_of_the_merge(many, texts):
    merged = merge(put_together(many, items(*texts)), items(*texts))
    written = [(unit.targets, unit.comments) for unit in merged.units]
    for one in (unit for units in many for unit in units if unit.target):
        assert any(
            one.target in targets or one.target in "\n".join(comments) for targets, comments in written
        )
    identities = [(unit.context, unit.source) for unit in merged.units]
    assert len(identities) == len(set(identities))
    assert merge(merged.units, items(*texts)).units == merged.units
