"""Edits of the translated document, put into the outcome of a merge."""

from __future__ import annotations

from dvomova.catalogs.edits import Edits
from dvomova.catalogs.merge import Event, Merged
from dvomova.model import Unit

ONE, TWO = Unit("One.", ("Один.",)), Unit("Two.", ("Два.",))
BOTH = Unit("One. Two.", ("Один і два.",))


def merged(*units):
    living = [unit for unit in units if not unit.obsolete]
    return Merged(units, tuple(Event("unchanged", unit) for unit in living))


def test_what_was_joined_takes_the_place_of_its_parts():
    edits = Edits()
    edits.swallowed |= {(None, "One."), (None, "Two.")}
    edits.put_at(0, BOTH, "ahead")
    found = edits.revised(merged(ONE, TWO), [(None, "One."), (None, "Two.")])
    assert found.units == (BOTH,)
    assert [(event.kind, event.unit) for event in found.events] == [("ahead", BOTH)]


def test_no_translation_of_an_obsolete_unit_is_lost_to_a_new_one():
    old = Unit("One. Two.", ("Раз, два.",), obsolete=True)
    edits = Edits()
    edits.swallowed |= {(None, "One."), (None, "Two.")}
    edits.put_at(0, BOTH, "ahead")
    (unit,) = edits.revised(merged(ONE, TWO, old), [(None, "One."), (None, "Two.")]).units
    assert unit.target == BOTH.target
    assert any("Раз, два." in line for line in unit.comments)


def test_an_occurrence_of_its_own_stands_in_its_place():
    own = Unit("One.", ("Раз.",), context="2")
    edits = Edits()
    edits.put_at(2, own, "ahead")
    found = edits.revised(merged(ONE, TWO), [(None, "One."), (None, "Two."), (None, "One.")])
    assert found.units == (ONE, TWO, own)
