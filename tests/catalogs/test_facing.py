"""Which text of a translated document stands for which unit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.facing import Expected, facing
from dvomova.catalogs.incoming import Incoming
from dvomova.model import CONTINUED

BRIDGE = "Старий міст через Оскіл підірвали в березні."
WEEKS = "Інженери збудували новий за дев’ять тижнів."
BUSES = "Ним знову ходять автобуси та вантажівки."
MONEY = "Держава заплатила за нього сорок мільйонів."
NOTE = "Примітка: усі дати подано за київським часом."


def text(said, *, goes_on=False, last=True):
    """A paragraph, or a sentence of one: the first unless it goes on, the last unless one follows."""
    kind = "paragraph" + CONTINUED if goes_on else "paragraph"
    return Incoming(said, extracted=(kind,), gap=None if last else " ")


def place(*texts, goes_on=False, sure=True):
    kind = "paragraph" + CONTINUED if goes_on else "paragraph"
    return Expected(texts, "paragraph", (kind,), sure)


def pairs(texts, expected, own=()):
    return [(one.first, one.last, one.places) for one in facing(texts, expected, own)]


EXPECTED = [place(BRIDGE), place(WEEKS), place(BUSES), place(MONEY)]
TEXTS = [text(BRIDGE), text(WEEKS), text(BUSES), text(MONEY)]
SAME = [(number, number, (number,)) for number in range(4)]


@given(st.lists(st.sampled_from([BRIDGE, WEEKS, BUSES, MONEY, "Так."]), max_size=12))
def test_what_is_as_expected_is_its_own(said):
    assert pairs([text(one) for one in said], [place(one) for one in said]) == [
        (number, number, (number,)) for number in range(len(said))
    ]


@given(st.integers(0, 4))
def test_a_note_is_nobodys(at):
    texts = [*TEXTS[:at], text(NOTE), *TEXTS[at:]]
    moved = [(n + (n >= at), n + (n >= at), (n,)) for n in range(4)]
    assert pairs(texts, EXPECTED) == moved


@given(st.permutations(range(4)))
def test_what_was_moved_is_found(order):
    assert pairs([TEXTS[number] for number in order], EXPECTED) == [
        (place_, place_, (number,)) for place_, number in enumerate(order)
    ]


def test_what_was_edited_split_and_joined():
    one, two = "Інженери збудували новий.", "За дев’ять тижнів."
    texts = [
        text("Старий міст через Оскіл знищили в березні."),
        text(one, last=False),
        text(two, goes_on=True),
        text(BUSES.removesuffix(".") + ", держава заплатила за нього сорок мільйонів."),
    ]
    assert pairs(texts, EXPECTED) == [(0, 0, (0,)), (1, 2, (1,)), (3, 3, (2, 3))]


def test_a_rewritten_text_stands_between_its_neighbours():
    texts = [TEXTS[0], text("Роботи тривали понад два місяці."), *TEXTS[2:]]
    assert pairs(texts, EXPECTED) == SAME


def test_a_note_is_no_rewritten_sentence_of_another_paragraph():
    expected = [place(BRIDGE), place(WEEKS, goes_on=True), place(BUSES)]
    assert pairs([text(BRIDGE), text(NOTE), text(BUSES)], expected) == [(0, 0, (0,)), (2, 2, (2,))]


def test_any_of_the_texts_may_stand_there():
    assert pairs(TEXTS, [place("x", BRIDGE), place("y", WEEKS), *EXPECTED[2:]]) == SAME


def test_what_is_not_sure_is_found_by_its_own_text_only():
    unsure = [EXPECTED[0], place(WEEKS, sure=False), *EXPECTED[2:]]
    assert pairs(TEXTS, unsure) == SAME
    edited = [TEXTS[0], text(WEEKS.replace("дев’ять", "десять")), *TEXTS[2:]]
    assert pairs(edited, unsure) == [SAME[0], *SAME[2:]]


def test_what_is_known_to_be_its_own_stands_for_nothing():
    assert pairs([TEXTS[0], text("Роботи тривали довго."), *TEXTS[2:]], EXPECTED, {1}) == [SAME[0], *SAME[2:]]
