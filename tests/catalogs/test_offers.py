"""An edited sentence, or one that only looks like it."""

import pytest

from dvomova.catalogs.offers import is_similar, likeness_between, likeness_of
from dvomova.model import Unit

EDITED = [
    ("Engineers built it in nine weeks.", "Engineers built it in ten weeks."),
    ("The bridge at Izium", "The bridge at Kupiansk"),  # short, and a name is much of it
    (
        "Коли скінчилася тривога, бібліотекарка винесла все.",
        "Бібліотекарка винесла все, коли скінчилася тривога.",
    ),
    ("It carries the buses again.", "It carries, after nine long weeks, the buses again."),
    ("`fastapi dev` with path", "`fastapi dev` with path or with `--entrypoint` CLI option"),
    ('Read <a href="https://a.org/x" class="y">the report</a>.', "Read [the report](https://a.org/x)."),
    ("5 maps", "7 maps"),
]
SIMILAR = [
    ("The ferry was closed after that.", "The ferry was sunk by a mine, with eight people on it."),
    ("IDLE has the following features:", "The module defines the following type:"),
    ("Engineers built a new one in nine weeks.", "Engineers buried the old one in five days."),
    ("Overview", "Summary"),
    ("Use the mill", "The old road"),
]


@pytest.mark.parametrize(("one", "two"), EDITED)
def test_what_was_edited_is_changed(one, two):
    assert not likeness_between(one, two).is_similar
    assert not likeness_between(two, one).is_similar


@pytest.mark.parametrize(("one", "two"), SIMILAR)
def test_what_may_be_another_sentence_is_similar(one, two):
    assert likeness_between(one, two).is_similar
    assert likeness_between(two, one).is_similar


def test_equal_texts_are_wholly_alike():
    assert likeness_between("Міст.", "Міст.") == (100, False)


def test_only_what_is_flagged_has_a_likeness():
    one, two = SIMILAR[0]
    assert likeness_of(Unit(two, ("x",), previous=one)) is None  # other tools leave that behind
    assert not is_similar(Unit(two, ("x",), fuzzy=True))
    assert is_similar(Unit(two, ("x",), fuzzy=True, previous=one))
