"""Joins: sentences that the catalog knows as one unit."""

from dvomova.catalogs.incoming import Incoming, joined, runs
from dvomova.catalogs.known_texts import KnownTexts

SENTENCES = [Incoming("One.", gap=" "), Incoming("Two.", gap="  \n"), Incoming("Three."), Incoming("Four.")]


def runs_of(sentences, *current, kept=()):
    return runs(sentences, KnownTexts(current), KnownTexts(kept))


def test_neighbours_are_joined_by_what_lies_between_them():
    assert joined(SENTENCES, 0, 2) == "One. Two.  \nThree."
    assert joined(SENTENCES, 2, 3) is None


def test_the_catalog_says_what_is_one():
    assert runs_of(SENTENCES, "One. Two.") == [(0, 1), (2, 2), (3, 3)]
    assert runs_of(SENTENCES, "One. Two.", "One. Two.  \nThree.") == [(0, 2), (3, 3)]
    assert runs_of(SENTENCES, "Three. Four.") == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_what_is_obsolete_joins_only_what_no_active_unit_knows():
    assert runs_of(SENTENCES, kept=["One. Two."]) == [(0, 1), (2, 2), (3, 3)]
    assert runs_of(SENTENCES, "One.", kept=["One. Two."]) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_a_unit_may_hold_a_whole_paragraph():
    many = [Incoming(f"{number}.", gap=" ") for number in range(500)]
    whole = " ".join(item.source for item in many[3:400])
    assert runs_of(many, whole)[:5] == [(0, 0), (1, 1), (2, 2), (3, 399), (400, 400)]
