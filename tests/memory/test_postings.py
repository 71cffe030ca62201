"""The index of a memory: what goes in is there, what comes out is gone, in whatever order."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.memory import postings

TOKENS = st.sampled_from([0, 7, 2**37 - 1])
NUMBERS = st.one_of(st.integers(1, 50), st.integers(1, 200_000), st.integers(2**26 - 50, 2**26 - 1))
STEPS = st.lists(st.tuples(st.booleans(), TOKENS, st.sets(NUMBERS, min_size=1, max_size=30)), max_size=12)


class Table:
    """Keys and what stands there."""

    def __init__(self):
        self.rows = {}

    def last(self, span):
        keys = [key for key in self.rows if span[0] <= key <= span[1]]
        return (max(keys), self.rows[max(keys)]) if keys else None

    def lay(self, chunks):
        for key, data in list(chunks):
            assert 0 <= key < 2**63
            if data:
                self.rows[key] = data
            else:
                del self.rows[key]

    def append(self, token, pairs):
        self.lay(postings.appended(token, self.last(postings.span(token)), pairs))

    def pairs(self, token):
        first, last = postings.span(token)
        return [
            number
            for key in sorted(self.rows)
            if first <= key <= last
            for number in postings._numbers((key, self.rows[key]))
        ]


@given(STEPS, st.sampled_from([3, 8, 1_000]))
def test_what_goes_in_is_there_and_what_comes_out_is_gone(steps, full):
    with mock.patch.object(postings, "_FULL", full):
        _goes_in_and_out(steps)


def _goes_in_and_out(steps):
    table, there = Table(), {}
    for goes_in, token, numbers in steps:
        mine = there.setdefault(token, [])
        if goes_in:
            new = sorted(number for number in numbers if number > (mine[-1] if mine else 0))
            if new:
                table.append(token, new)
            mine += new
        else:
            some = set(mine[::2]) | (numbers & set(mine))
            table.lay(postings.without(token, some, table.last))
            mine[:] = [number for number in mine if number not in some]
        for one, wanted in there.items():
            assert table.pairs(one) == wanted
    assert all(table.rows.values())


def test_long_lists_are_cut_and_short():
    table = Table()
    for begin in range(1, 100_000, 50):
        table.append(7, range(begin, begin + 50))
    assert table.pairs(7) == list(range(1, 100_001))
    assert max(map(len, table.rows.values())) <= 2 * postings._FULL + 1
    assert len(table.rows) <= 100
    table.append(7, range(2_000_000, 2_010_000))
    assert table.pairs(7)[100_000:] == list(range(2_000_000, 2_010_000))


def having(texts):
    """An index over English texts: how it is asked."""
    table = Table()
    for token, numbers in postings.having((n, "", text) for n, text in enumerate(texts, 1)).items():
        table.append(token, numbers)

    def within(spans):
        return [
            (key, data) for first, last in spans for key, data in table.rows.items() if first <= key <= last
        ]

    def volumes(spans):
        return [sum(len(data) for _key, data in within([span])) for span in spans]

    return volumes, within


WORDS = st.lists(st.sampled_from("the old bridge was blown up in march".split()), min_size=1, max_size=7)


@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=40), WORDS.map(" ".join))
def test_what_shares_the_most_words_comes_first(texts, text):
    found = postings.nearest(text, "en", *having(texts))
    assert len(found) == len(set(found))
    shares = [shared(text, texts[number - 1]) for number in found]
    enough = [
        number
        for number, one in enumerate(texts, 1)
        if 2 * shared(text, one) >= len(text.split()) + len(one.split())
    ]
    assert set(enough) <= set(found)
    assert all(shares)


def shared(one, two):
    """How many words two texts share, each as often as both say it."""
    return sum(min(one.split().count(word), two.split().count(word)) for word in set(one.split()))


@pytest.mark.parametrize("text", ["", "…", "a " * 5_000])
def test_odd_texts_are_found_again(text):
    assert 2 in postings.nearest(text, "en", *having(["a bridge", text, "b"]))
