"""The law of hints: a batch finds what each check finds on each pair, in the same order and places."""

import os
import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.checks import running
from dvomova.checks.base import Check, Flaw, examples
from dvomova.checks.running import built_in, look, pairs_of
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.errors import DvomovaError
from dvomova.model import Severity, Span
from dvomova.text.languages import of_text, other

CHECKS = [check for check in built_in() if check.run]
HINTED = [check for check in CHECKS if check.hint]
STYLES = (
    Style(),
    Style(
        dash="—",
        spelling="ize",
        places=(("Dniester", "Dnister"),),
        calques=(("у якості", "як"), ("й. берег", "його берег")),
    ),
)
MORE = (
    ("Signed on 04.03.2025.", "Підписано 05.03.2025."),
    ("It has 1 million users and 500 posts.", "Він має 1 500 млн користувачів."),
    ("“Yes,” he said.", "«Так»—сказав він."),
    ("See www.example.org now.", "Дивіться www.example.com зараз."),
    ("The river Dniester rose.", "Річка Дністер піднялася у якості річки на її берег."),
    ("Вони організували ріку Дністер.", "They organised the river Dniester - and its banks."),
)
TEXTS = sorted(
    {
        (example.source, example.target)
        for check in built_in()
        for kind in ("bad", "good")
        for example in examples(check.id, kind)
    }
    | set(MORE)
)
SIGNS = "аіїєяьбвтыКЇÉï ,.!?:;'’ʼ\"«»“”„‘()[]{}<>/*_`&#@%$-–—0123456789abiceoA\u00a0\u202f\u200b\n\\´′₴\0"


def plain(pairs, checks=CHECKS):
    """Every check before every pair, without a hint."""
    return [
        (pair, check.id, flaw)
        for pair in pairs
        for check in checks
        if check.concerns(pair.source.language, pair.target.language)
        for flaw in check.run(pair)
    ]


def batched(pairs, checks=CHECKS):
    return [(found.pair, found.check.id, found.flaw) for found in look(pairs, checks)]


def both_ways(texts, style=STYLES[0]):
    """Each pair as it is, and turned round."""
    for source, target in texts:
        language = of_text(source)
        sides = Side(source, language), Side(target, other(language))
        yield Pair(*sides, style)
        yield Pair(*sides[::-1], style)


def mixed(texts):
    """Sources beside translations of others, which differ in nearly all that checks look at."""
    return [(one[0], two[1]) for one, two in pairwise(texts) if of_text(one[0]) == of_text(two[0])]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("texts", [TEXTS, mixed(TEXTS)])
def test_a_batch_finds_what_each_check_finds_on_each_pair(texts, style):
    pairs = list(both_ways(texts, style))
    found = batched(pairs)
    assert found == plain(pairs)
    assert len({check for _pair, check, _flaw in found}) > 30


def marred(text, chance):
    for _time in range(chance.randint(0, 3)):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(SIGNS) + text[place + chance.randint(0, 1) :]
    return text


@given(st.integers(0, 2**32))
@example(165300)  # a strange letter between two words
@example(479001599)  # a name with an accent
@example(5001614)  # V at the beginning
def test_also_where_texts_are_marred(seed):
    chance = random.Random(seed)
    texts = [(marred(one, chance), marred(two, chance)) for one, two in chance.sample(TEXTS, 12)]
    pairs = list(both_ways(texts, chance.choice(STYLES)))
    assert batched(pairs) == plain(pairs)


@given(st.lists(st.tuples(st.text(SIGNS, max_size=40), st.text(SIGNS, max_size=40)), min_size=1, max_size=4))
def test_also_in_nonsense(texts):
    pairs = [
        Pair(Side(one, languages[0]), Side(two, languages[1]), style)
        for languages in (("en", "uk"), ("uk", "en"), ("en", "en"), ("de", "pl"))
        for style in STYLES
        for one, two in texts
    ]
    assert batched(pairs) == plain(pairs)


@pytest.mark.parametrize("check", HINTED, ids=lambda check: check.id)
def test_a_hint_that_names_too_few_does_not_pass(check):
    pairs = [pair for style in STYLES for pair in both_ways(TEXTS, style)]
    pairs.append(pairs_of(po.parse(SUBTITLE), "en", "uk", STYLES[0])[0])
    narrow = replace(check, hint=lambda _batch: set())
    assert batched(pairs, [narrow]) != plain(pairs, [narrow])


SUBTITLE = f'#. subtitle\nmsgid "A short one."\nmsgstr "{"Задовгий. " * 20}"\n'


def test_checks_without_a_hint_see_every_pair_in_order(monkeypatch):
    seen = []

    def run(pair):
        seen.append(pair)
        yield Flaw("seen", (), (Span(0, 1),))

    own = Check("own", "form", Severity.INFO, "Own", "Why", "", run=run)
    pairs = list(both_ways(TEXTS[:9]))
    monkeypatch.setattr(running, "_AT_ONCE", 4)
    found = [item for item in look(pairs, [own, *CHECKS]) if item.check is own]
    assert seen == pairs
    assert [item.pair for item in found] == pairs


def test_batches_are_cut_anywhere(monkeypatch):
    pairs = [pair for style in STYLES for pair in both_ways(TEXTS[:60], style)]
    whole = batched(pairs)
    for size in (1, 7):
        monkeypatch.setattr(running, "_AT_ONCE", size)
        assert batched(pairs) == whole


def test_what_a_check_or_its_hint_raises_is_told():
    def fails(_any):
        raise ValueError("no")

    [pair] = [pair for pair in both_ways([("Yes.", "Так.")]) if pair.target.language == "uk"]
    for own in (
        Check("own", "form", Severity.INFO, "Own", "Why", "", run=fails),
        Check("own", "form", Severity.INFO, "Own", "Why", "", run=lambda _pair: (), hint=fails),
    ):
        with pytest.raises(DvomovaError, match=r"the check “own” fails at “Yes.” \(ValueError: no\)"):
            list(look([pair], [own]))


@pytest.mark.parametrize("turned", [False, True])
def test_on_a_corpus(turned):
    folder = os.environ.get("DVOMOVA_PO_CORPUS")
    if not folder:
        pytest.skip("DVOMOVA_PO_CORPUS names no folder with .po files")
    for path in sorted(Path(folder).rglob("*.po")):
        pairs = pairs_of(po.parse(path.read_text("utf-8")), "en", "uk", STYLES[0])
        if turned:
            pairs = [
                Pair(Side(one.target.text, "uk"), Side(two.source.text, "en"), STYLES[1])
                for one, two in pairwise(pairs)
            ]
        assert batched(pairs) == plain(pairs)
