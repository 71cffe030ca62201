"""The guard: what is sent, how often, and what becomes of it."""

import random
import re
from collections import Counter

import pytest
from tests.engines.conftest import KEY, SPOILED, translation

from dvomova.model import Span

WORDS = "bridge river town road bread light water school train winter morning letter door bus garden".split()
FAULTS = ("429 soon", "500", "html", "cut", "one short", *sorted(set(SPOILED) - {"quota"}))


def sentences(number, seed=7):
    """Different sentences with markup, numbers and an address."""
    dice = random.Random(seed)
    made = []
    for index in range(number):
        one, two, three = dice.sample(WORDS, 3)
        made.append(
            f"Place {index}: the **{one}** by the [{two}](https://example.org/{index}) and its {three}."
        )
    return made


@pytest.mark.parametrize(("name", "texts"), [("libre", 4), ("deepl", 5), ("mymemory", 1)])
def test_a_thousand_segments_under_faults(server, guard_of, name, texts):
    dice = random.Random(2026)
    chosen = []

    def fault(_number, _texts):
        chosen.append(dice.choice(FAULTS) if dice.random() < 0.1 else "")
        return chosen[-1]

    server.fault = fault
    some = sentences(1000 if texts > 1 else 300)
    outcomes = guard_of(name, texts=texts).translate(some, "en", "uk")
    assert sum(map(bool, chosen)) > 15
    for text, outcome in zip(some, outcomes, strict=True):
        assert outcome.target == translated(text) or (not outcome.target and outcome.reason)
        assert not any(secret in outcome.reason for secret in (KEY, "Place", "example.org"))
    assert sum(not outcome.target for outcome in outcomes) <= 20
    assert max(server.answered.values()) == 1


def translated(text):
    start, rest = text.split("](https")
    link, end = rest.split(")", 1)
    return f"{translation(start)}](https{link}){translation(end)}"


def test_what_was_answered_is_never_sent_again_also_by_another_run(server, guard_of):
    texts = sentences(40)
    first = guard_of("libre")
    first.translate(texts[:25], "en", "uk")
    first.answers.close()
    again = guard_of("libre")
    assert all(outcome.target for outcome in again.translate(texts, "en", "uk"))
    assert Counter(server.texts).most_common(1)[0][1] == 1
    assert not again.wanted(texts, "en", "uk")


def test_equal_texts_are_sent_once_whatever_stands_for_their_tokens(server, guard_of):
    texts = ["See [the map](a.png) now.", "See [the map](b.png) now.", "See [the map](a.png) now."]
    outcomes = guard_of("deepl").translate(texts, "en", "uk")
    assert len(server.texts) == 1
    assert ["a.png" in outcome.target for outcome in outcomes] == [True, False, True]
    assert "b.png" in outcomes[1].target


def test_answers_of_one_engine_or_direction_are_not_those_of_another(server, guard_of):
    guard_of("libre").translate(["Bread and salt."], "en", "uk")
    guard_of("deepl").translate(["Bread and salt."], "en", "uk")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "text", ["12", "— 3.5 —", "![](map.png)", "`code`", "{name}", "https://example.org", "…"]
)
def test_a_text_without_words_is_not_sent(server, guard_of, text):
    outcome = guard_of("libre").translate([text], "en", "uk")[0]
    assert outcome.is_skipped
    assert not outcome.target
    assert not server.requests


def test_a_long_text_is_sent_in_sentences_and_comes_back_whole(server, guard_of):
    text = (
        "  ".join(f"Sentence {number} is about the road to the river and back." for number in range(40))
        + "\n"
    )
    outcome = guard_of("mymemory").translate([text], "en", "uk")[0]
    assert outcome.target == translation(text)
    assert len(server.requests) > 3
    assert all(len(one.encode()) <= 490 for one in server.texts)
    assert all(one.endswith(".") for one in server.texts)


def test_a_long_ukrainian_text_is_measured_in_bytes(server, guard_of):
    text = " ".join(f"Речення {number} розповідає про дорогу до річки й назад." for number in range(40))
    outcome = guard_of("mymemory").translate([text], "uk", "en")[0]
    assert outcome.target == translation(text, "en")
    assert all(len(one.encode()) <= 490 for one in server.texts)


def test_one_word_that_fits_nowhere_is_a_failure_and_not_sent(server, guard_of):
    outcome = guard_of("mymemory").translate(["Ґ" * 600], "uk", "en")[0]
    assert "too long" in outcome.reason
    assert not server.requests


def test_terms_of_a_glossary_are_not_sent_and_stand_in_the_draft(server, guard_of):
    guard = guard_of("deepl")

    def terms(text, language):
        assert language == "en"
        return [(Span(*match.span()), "Ізюм") for match in re.finditer("Izium", text)]

    guard.terms = terms
    outcome = guard.translate(["The bridge at Izium, say engineers of *Izium*."], "en", "uk")[0]
    assert "Izium" not in server.texts[0]
    assert outcome.target == f"{translation('The bridge at ')}Ізюм, {translation('say engineers of ')}*Ізюм*."


def test_nothing_more_is_asked_where_nothing_gets_through(server, guard_of):
    server.fault = lambda _number, _texts: "500"
    outcomes = guard_of("mymemory").translate(sentences(200), "en", "uk")
    assert len(server.requests) == 10
    assert all("faults in a row" in one.reason or "failed" in one.reason for one in outcomes)


def test_an_engine_that_nobody_answers_for(guard_of, server):
    server.shutdown()
    server.server_close()
    outcome = guard_of("libre", timeout=0.5).translate(["Bread and salt."], "en", "uk")[0]
    assert "cannot be reached" in outcome.reason


def test_a_thing_that_an_engine_raises_does_not_get_out(server, guard_of):
    guard = guard_of("libre")

    class Broken(type(guard.engine)):
        def translate(self, texts, *_rest):
            raise RuntimeError(f"{texts} {KEY}")

    guard.engine = Broken()
    outcome = guard.translate(["Bread and salt."], "en", "uk")[0]
    assert "does not answer as an engine does" in outcome.reason
    assert KEY not in outcome.reason
    assert "Bread" not in outcome.reason
