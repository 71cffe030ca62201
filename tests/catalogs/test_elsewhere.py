"""Texts that share rare words, and phrases that are usual."""

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.elsewhere import Phrases, RareWords
from dvomova.text.likeness import Prose

TEXTS = [
    "The bridge was closed.",
    "The bridge was mended in spring.",
    "The library was mended in autumn.",
    "Бібліотеку відчинили навесні.",
]


def shortlist(texts, text):
    return [texts[place] for place in RareWords([Prose.of(one) for one in texts]).shortlist(Prose.of(text))]


def test_what_shares_most_rare_words_comes_first():
    assert shortlist(TEXTS, "The library was closed in autumn.") == [TEXTS[2], TEXTS[0], TEXTS[1]]
    assert shortlist(TEXTS, "Бібліотеку зачинили.") == [TEXTS[3]]
    assert shortlist(TEXTS, "Nothing like them.") == []
    assert shortlist([], "The bridge.") == []


def test_words_that_are_everywhere_tell_nothing():
    many = [f"the road number {number}" for number in range(300)]
    assert shortlist([*many, "a ferry on the road"], "the road and a ferry") == ["a ferry on the road"]


@given(st.permutations(TEXTS), st.sampled_from(TEXTS))
def test_a_text_is_on_its_own_shortlist(texts, text):
    assert shortlist(texts, text)[0] == text


def test_a_phrase_is_usual_where_another_text_is_as_like():
    phrases = Phrases(["Added the *loop* parameter here.", "Nobody came.", "Added by hand."])
    new, old = "Added the *timeout* parameter here.", "Added the *limit* parameter here."
    assert phrases.are_usual(new, old, 70)
    assert not phrases.are_usual(new, old, 95)
    longer = "Added the bridge to the list of those that are closed whenever the river rises."
    assert Phrases([longer, "Added the *loop* parameter here."]).are_usual(new, old, 70)
    assert not Phrases(["Nobody came."]).are_usual(new, old, 70)
    assert not Phrases([]).are_usual(new, old, 70)


def test_the_longest_phrase_is_what_counts():
    phrases = Phrases(["It was raining in the town on that day."])
    # “raining” is shared with the usual one, but what these two share is another phrase.
    assert not phrases.are_usual(
        "Children of the third school sang.", "Children of the third school danced.", 40
    )
