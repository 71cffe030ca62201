"""The engine: foreign manners with composed answers, and a reference that asks rule by rule."""

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from dvomova.segmenters.srx import Rule, read
from dvomova.segmenters.srx_engine import FEW, Engine, engine

FOLDER = Path(__file__).parents[1] / "cases" / "srx"


def read_cases():
    for path in sorted(FOLDER.glob("*.srx")):
        srx = read(path.read_text("utf-8"), path.name)
        for language, texts in json.loads(path.with_suffix(".json").read_text("utf-8")).items():
            for number, segments in enumerate(texts, 1):
                yield pytest.param(srx.rules(language), segments, id=f"{path.stem}-{language}-{number}")


@pytest.mark.parametrize(("rules", "segments"), list(read_cases()))
def test_segments(rules, segments):
    text = "".join(segments)
    places = [0, *engine(rules).boundaries(text), len(text)]
    assert [text[start:end] for start, end in pairwise(places)] == segments


def no(before="", after=""):
    return Rule(False, before, after)


def yes(before="", after=""):
    return Rule(True, before, after)


STOP, ABBREVIATION, SMALL, LINE = yes(r"\.+", r"\s"), no(r"p\.", r"\s"), no(r"\.\s", "[a-z]"), yes(r"\n")


@pytest.mark.parametrize(
    ("rules", "text", "want"),
    [
        ((STOP,), "a. b. c", [2, 5]),
        ((STOP,), ".a", []),
        ((STOP,), "a. ", [2]),
        ((ABBREVIATION, STOP), "p. b. c", [5]),
        ((STOP, ABBREVIATION), "p. b. c", [2, 5]),
        ((ABBREVIATION, LINE, STOP), "p. a.\nb", [5, 6]),
        ((LINE, no(r"\n", "b"), STOP), "a\nb", [2]),
        ((no(r"\n", "b"), LINE), "a\nb\nc", [4]),
        ((yes(),), "abc", [1, 2]),
        ((yes(),), "", []),
        ((no(),), "a. b", []),
        ((), "a. b", []),
        ((yes("", "b"),), "abab", [1, 3]),
        ((yes("aa"),), "aaaa", [2, 3]),
        ((yes("", r"(a|b)\1"), yes("x", r"(c|d)\1")), "xaabxcc", [1, 5]),
        ((yes("^a"), yes("", "b$")), "aab", [1, 2]),
    ],
)
def test_boundaries(rules, text, want):
    assert Engine(rules).boundaries(text) == want


@pytest.mark.parametrize(
    ("text", "gap", "want"),
    [
        ("a. B", (2, 3), STOP),
        ("p. B", (2, 3), ABBREVIATION),
        ("a, b", (2, 3), None),
        ("p. b", (2, 3), ABBREVIATION),
        ("p.\nB", (2, 3), LINE),
        ("a. \nb", (2, 4), STOP),
        ("ab", (1, 1), None),
    ],
)
def test_decision(text, gap, want):
    assert decisive(Engine((ABBREVIATION, SMALL, LINE, STOP)), text, *gap) == want


def decisive(found, text, start, end):
    """The rule that decides about a gap."""
    decision = found.decision(text, start, end)
    rule = decision and found.rule(text, decision.place)
    assert (rule and rule.breaks) == (decision and decision.breaks)
    return rule


def test_an_exception_alone_decides_a_gap_too():
    assert decisive(Engine((SMALL,)), "a. b", 2, 3) == SMALL


def test_the_rule_that_decides_is_the_first_that_fits():
    first, second = no("a", "b"), no("a")
    assert Engine((first, second, yes("a"))).rule("ab ac", 1) == first
    assert Engine((first, second, yes("a"))).rule("ab ac", 4) == second
    assert Engine((first, second, yes("a"))).rule("ab ac", 3) is None


EXPRESSIONS = st.sampled_from(
    [
        "",
        "a",
        "b+",
        "ab",
        r"\.",
        r"\.+",
        r"[.!]+\s*",
        r"\s",
        r"\s+",
        "[ab]*",
        r"(a|b)\.",
        "(?:ab){1,2}",
        r"\n",
        ".",
        "..",
    ]
)
RULES = st.lists(st.builds(Rule, st.booleans(), EXPRESSIONS, EXPRESSIONS), max_size=6).map(tuple)


def naive(rules, text):
    """SRX 2.0 to the letter: at each place one rule after the other, before it every beginning."""
    for place in range(1, len(text)):
        for rule in rules:
            behind = any(regex.fullmatch(rule.before, text[start:place]) for start in range(place + 1))
            if behind and regex.match(rule.after, text[place:]):
                if rule.breaks:
                    yield place, rule
                break


@settings(max_examples=600, deadline=None)
@given(RULES, st.text("aab..! \n", max_size=25))
def test_the_engine_answers_as_the_naive_reference_does(rules, text):
    want = list(naive(rules, text))
    found = Engine(rules)
    assert found.boundaries(text) == [place for place, _rule in want]
    assert [found.rule(text, place) for place, _rule in want] == [rule for _place, rule in want]


@settings(deadline=None)
@given(RULES, st.text("aab..! \n", max_size=15), st.data())
def test_decision_goes_by_the_places_of_the_gap(rules, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Engine(rules)
    answers = [found.rule(text, place) for place in range(start, end + 1)]
    breaks = [rule for rule in answers if rule and rule.breaks]
    exceptions = [rule for rule in answers if rule]
    assert decisive(found, text, start, end) == (breaks or exceptions or [None])[0]


@pytest.mark.parametrize("piece", [".", ". ", "p. ", " ", "a", "\n", "a. a", "(", '."'])
def test_twice_the_text_takes_about_twice_the_time(piece):
    rules = (
        no(r"\b[\w.]+p\."),
        no(r"[(\"]+.*", r"\s+[a-z]"),
        no("", r"\s*\)"),
        STOP,
        yes(r"[.!?]+[\")]*\s+"),
        LINE,
    )
    found = Engine(rules)

    def seconds(length):
        begin = time.process_time()
        found.boundaries(piece * (length // len(piece)))
        return time.process_time() - begin

    seconds(1000)
    assert seconds(40_000) < 8 * seconds(10_000) + 0.2  # quadratic would be 16 times


@settings(max_examples=300, deadline=None)
@given(RULES, st.text("aab..! \n", max_size=25))
def test_many_rules_answer_as_a_few_do(rules, text):
    """More rules than are asked right away; what is added fits nowhere."""
    found = Engine(tuple(no(f"x{number}", "y") for number in range(FEW + 1)) + rules)
    assert found.boundaries(text) == Engine(rules).boundaries(text)
    places = range(len(text) + 1)
    assert [found.rule(text, place) for place in places] == [
        Engine(rules).rule(text, place) for place in places
    ]


NAMES = [f"w{number}x" for number in range(1500)]
MANY = {
    "same answer": (*(no(rf"\b{name}\.", r"\s") for name in NAMES), STOP),
    "answers in turn": tuple(
        (no, yes)[number % 2](rf"\b{name}\.", r"\s") for number, name in enumerate(NAMES)
    ),
    "different afters": (*(no(rf"\b{name}\.", rf"\s{name}") for name in NAMES), STOP),
    "different breaks": tuple(yes(rf"\b{name}\.", rf"\s{name}") for name in NAMES),
}


@pytest.mark.parametrize("rules", MANY.values(), ids=MANY)
def test_many_rules_cost_little_more_than_one(rules):
    text = "The quick w6x. brown fox jumps. Over w7x! It w9z. ran. " * 600

    def seconds(rules):
        found = Engine(rules)
        begin = time.process_time()
        found.boundaries(text)
        for place in range(0, len(text), 3):
            found.decision(text, place, place + 1)
        return time.process_time() - begin

    assert seconds(rules) < 40 * seconds((STOP,)) + 0.2
