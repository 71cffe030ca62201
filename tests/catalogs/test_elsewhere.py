"""Texts that share rare words, and phrases that are usual."""

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.elsewhere import Phrases, RareWords, longest_run
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


def is_usual(new, old, at_least, *texts):
    run = longest_run(new, old)
    return Phrases([run, "others"], texts).are_usual(run, new, at_least)


def test_a_phrase_is_usual_where_another_text_is_as_like():
    new, old = "Added the *timeout* parameter here.", "Added the *limit* parameter here."
    like = "Added the *loop* parameter here."
    assert is_usual(new, old, 70, like, "Nobody came.")
    assert not is_usual(new, old, 95, like, "Nobody came.")
    assert not is_usual(new, old, 70, "Nobody came.")
    assert not is_usual(new, old, 70)
    longer = "Added the bridge to the list of those that are closed whenever the river rises."
    assert is_usual(new, old, 70, longer, like)


def test_the_longest_phrase_is_what_counts():
    new, old = "Children of the third school sang.", "Children of the third school danced."
    assert longest_run(new, old) == "Children of the third school"
    assert not is_usual(new, old, 10, "Of the bridge nobody sang.")
    assert is_usual(new, old, 10, "Here children sang. Children of the third school were first.")


@given(st.permutations(TEXTS[0].split()), st.permutations(TEXTS[1].split()))
def test_a_run_is_in_both_texts(one, two):
    run = longest_run(" ".join(one), " ".join(two))
    assert run in " ".join(one)
    assert run in " ".join(two)
    assert run


def test_texts_of_no_word_in_common_share_no_run():
    assert longest_run("so it is", "але ні") == ""
    assert not is_usual("so it is", "але ні", 10, "so it is")
