"""How alike two texts are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.text.likeness import Prose, likeness

TEXT = st.text(st.sampled_from("аб в'’—1.<>[](")) | st.lists(
    st.sampled_from(["bridge", "bridges", "річка", "річки", "the", "4", "«так»"]), max_size=6
).map(" ".join)


def alike(one, two, at_least=0):
    return likeness(Prose.of(one), Prose.of(two), at_least)


@given(TEXT, TEXT, st.integers(0, 100))
@example("the 4", "... the (!!!) 4 ???", 60)
def test_it_is_a_share_and_the_same_either_way(one, two, at_least):
    found = alike(one, two)
    assert 0 <= found <= 100
    assert found == pytest.approx(alike(two, one))
    assert alike(one, one) == 100
    assert alike(one, two, at_least) == pytest.approx(found if found >= at_least else 0)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("It's “so” — here", 'It’s "so" - here'),
        ("[the map](https://a.org/b) of it", '<a href="https://a.org/b" class="x">the map</a> of it'),
        ("The <br/>river", "the river"),
    ],
)
def test_marks_and_how_links_are_written_do_not_count(one, two):
    assert alike(one, two) == 100


def test_what_only_looks_like_a_tag_is_text():
    assert Prose.of("`kill() <Transport.kill>`").words == ("kill", "transport", "kill")
    assert Prose.of("a < b > c").words == ("a", "b", "c")


@pytest.mark.parametrize(
    ("text", "nearer", "farther"),
    [
        ("cp858 IBM039", "cp858", "858, IBM858"),
        ("Мости через річку", "Міст через річку", "Мова через рік"),
        ("Read more here", "Read more", "Ready for home"),
        (
            "Volunteers brought the glass and put it in.",
            "Volunteers brought the new glass and put it there.",
            "Volunteers brought the glass but nobody had paid.",
        ),
    ],
)
def test_whole_words_count_as_well_as_letters(text, nearer, farther):
    assert alike(text, nearer) > alike(text, farther)


@given(TEXT, TEXT)
def test_two_texts_one_after_the_other_are_one(one, two):
    both = Prose.of(one).followed_by(Prose.of(two))
    assert both.words == Prose.of(one).words + Prose.of(two).words
