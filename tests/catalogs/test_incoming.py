"""Joins: sentences that the catalog knows as one unit."""

from dvomova.catalogs.incoming import JOINED_AT_MOST, Incoming, joined, runs

SENTENCES = [Incoming("One.", gap=" "), Incoming("Two.", gap="  \n"), Incoming("Three."), Incoming("Four.")]


def test_neighbours_are_joined_by_what_lies_between_them():
    assert joined(SENTENCES, 0, 2) == "One. Two.  \nThree."
    assert joined(SENTENCES, 2, 3) is None


def test_the_catalog_says_what_is_one():
    assert runs(SENTENCES, {"One. Two."}, ()) == [(0, 1), (2, 2), (3, 3)]
    assert runs(SENTENCES, {"One. Two.", "One. Two.  \nThree."}, ()) == [(0, 2), (3, 3)]
    assert runs(SENTENCES, {"Three. Four."}, ()) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_what_is_obsolete_joins_only_what_no_active_unit_knows():
    assert runs(SENTENCES, (), {"One. Two."}) == [(0, 1), (2, 2), (3, 3)]
    assert runs(SENTENCES, {"One."}, {"One. Two."}) == [(0, 0), (1, 1), (2, 2), (3, 3)]


def test_no_more_than_a_few_are_joined():
    many = [Incoming("A.", gap=" ")] * 9
    whole = " ".join(["A."] * (JOINED_AT_MOST + 1))
    assert runs(many, {whole}, ())[0] == (0, 0)
    assert runs(many, {whole[:-3]}, ())[0] == (0, JOINED_AT_MOST - 1)
