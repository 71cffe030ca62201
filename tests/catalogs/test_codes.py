"""Inline codes that get other numbers because markup was put in before them, or taken out."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import codes
from dvomova.catalogs.incoming import Incoming, as_one, extracted_of
from dvomova.catalogs.merge import merge
from dvomova.model import State, Unit

LINKS = {1: '<a href="/march">', 2: '<a href="/april">', 3: '<a href="/may">'}


def lines(**meanings: str) -> tuple[str, ...]:
    return ("paragraph", *(f"<{key[1:]}> = {text}" for key, text in meanings.items()))


def arrival(text: str, extracted: Sequence[str] = ("paragraph",)) -> Incoming:
    return Incoming(text, "paragraph", tuple(extracted), ("a.en.html",))


def unit(text: str, target: str, extracted: Sequence[str], **fields) -> Unit:
    return Unit(text, (target,), extracted=tuple(extracted), **fields)


SEE = unit("See <1>March</1> and <2/>.", "Дивіться <2/> і <1>березень</1>.", lines(_1="a", _2="img"))


def test_other_numbers_are_a_mechanical_change_that_the_translation_follows():
    merged = merge([SEE], [arrival("See <3>March</3> and <4/>.", lines(_3="a", _4="img"))])
    (event,), (now,) = merged.events, merged.units
    assert (event.kind, event.classes, event.flagged) == ("mechanical", ("markup",), False)
    assert now.targets == ("Дивіться <4/> і <3>березень</3>.",)
    assert now.state is State.TRANSLATED


@pytest.mark.parametrize(
    "text", ["See <3>March</3>.", "See <3>April</3> and <4/>.", "See <3/> and <4>March</4>."]
)
def test_what_says_something_else_is_flagged(text):
    merged = merge([SEE], [arrival(text, lines(_3="a", _4="img"))])
    assert [event.kind for event in merged.events] == ["stale"]


def test_signs_that_look_like_codes_are_words_where_a_text_has_none():
    (now,) = merge(
        [unit("Set vector<3> now.", "Задай vector<3>.", ["paragraph"])], [arrival("Set vector<4> now.")]
    ).units
    assert (now.fuzzy, now.targets) == (True, ("Задай vector<3>.",))


def test_an_edited_text_keeps_its_links_by_what_they_lead_to():
    old = unit("See <1>March</1>.", "Див. <1>березень</1>.", lines(_1=LINKS[1]))
    item = arrival("In <1>May</1>, see <2>March</2>.", lines(_1=LINKS[3], _2=LINKS[1]))
    (now,) = merge([old], [item]).units
    assert (now.previous, now.targets) == ("See <2>March</2>.", ("Див. <2>березень</2>.",))
    back = merge([now], [arrival("See <3>March</3>.", lines(_3=LINKS[1]))])
    assert [event.kind for event in back.events] == ["revived"]
    assert (back.units[0].targets, back.units[0].fuzzy) == (("Див. <3>березень</3>.",), False)


def test_links_that_lead_elsewhere_follow_in_their_order():
    old = unit("See <1>March</1> soon.", "Незабаром <1>березень</1>.", lines(_1=LINKS[1]))
    (now,) = merge([old], [arrival("Do see <2>March</2> soon.", lines(_2=LINKS[2]))]).units
    assert (now.previous, now.targets) == ("See <2>March</2> soon.", ("Незабаром <2>березень</2>.",))


def test_links_to_the_same_place_follow_in_their_order():
    old = unit("Read <1>this</1> or <2>that</2>.", "<2>те</2> або <1>це</1>", lines(_1="x", _2="x"))
    (now,) = merge([old], [arrival("Do read <2>this</2> or <3>that</3>.", lines(_2="x", _3="x"))]).units
    assert now.targets == ("<3>те</3> або <2>це</2>",)


def test_two_codes_never_become_one():
    old = unit("A <1>b</1> long text.", "Довгий <1>б</1> <2>текст</2>.", lines(_1=LINKS[1]))
    (now,) = merge([old], [arrival("A <2>b</2> long text.", lines(_2=LINKS[1]))]).units
    assert (now.fuzzy, now.targets) == (True, old.targets)


def test_what_codes_of_joined_sentences_stand_for_is_told():
    first = Incoming("See <1>a</1>.", extracted=lines(_1="x"), gap=" ")
    second = Incoming("And <2>b</2>.", extracted=("paragraph, continued", "<2> = y"))
    assert as_one([first, second]).extracted == ("paragraph", "<1> = x", "<2> = y")


def test_what_stands_elsewhere_is_not_told():
    first = ("paragraph", "<1> = x")
    assert extracted_of([first, ("paragraph, continued", "<2> = y")], "See <1>a</1>. And b.") == first


def test_sentences_that_were_joined_stay_so():
    joined = unit("See <1>a</1>. And <2>b</2>.", "Див. <1>а</1>, <2>б</2>.", lines(_1="x", _2="y"))
    first = Incoming("See <2>a</2>.", extracted=lines(_2="x"), gap=" ")
    second = Incoming("And <3>b</3>.", extracted=("paragraph, continued", "<3> = y"))
    (now,) = merge([joined], [first, second]).units
    assert (now.source, now.targets) == ("See <2>a</2>. And <3>b</3>.", ("Див. <2>а</2>, <3>б</3>.",))
    assert now.extracted == ("paragraph", "<2> = x", "<3> = y")
    assert not now.fuzzy


TEXTS = st.lists(st.sampled_from(["one", "two", "<{}>three</{}>", "<{}/>"]), min_size=1, max_size=6)


@given(TEXTS, st.integers(1, 50))
def test_numbering_anew_and_back_gives_the_text(pieces, offset):
    text = " ".join(piece.format(number, number) for number, piece in enumerate(pieces, 1))
    moved = codes.followed({number: number + offset for number in range(1, 7)}, [text])
    assert moved is not None
    assert codes.followed(codes.in_turn(moved[0], text), moved) == (text,)
    said = ("<1> = x",)
    assert codes.comparable(moved[0], said) == codes.comparable(text, said)
