"""Neighbouring segments put together."""

from dvomova.catalogs.incoming import Incoming, as_one, joined

SENTENCES = [Incoming("One.", gap=" "), Incoming("Two.", gap="  \n"), Incoming("Three."), Incoming("Four.")]


def test_neighbours_are_joined_by_what_lies_between_them():
    assert joined(SENTENCES, 0, 2) == "One. Two.  \nThree."
    assert joined(SENTENCES, 2, 3) is None
    assert as_one(SENTENCES[:2]) == Incoming("One. Two.", gap="  \n")
