"""Work counted, not timed: twice the text, at most twice the work."""

import sys
from itertools import pairwise

import pytest

from dvomova.segmenters.judging import Judging
from dvomova.segmenters.places import candidates, place
from dvomova.segmenters.sentences import Sentences

HOSTILE = {
    "full stops": ".",
    "spaced full stops": ". ",
    "one-letter words": "a. ",
    "initials": "А. ",
    "sentences": "Аб. ",
    "ellipses": "x. … ",
    "ellipses alone": "… ",
    "questions": "? ! ",
    "open round brackets": "(",
    "open brackets behind marks": ". ( ",
    "nested brackets": "(а. ",
    "closing brackets": "a.) ",
    "open square brackets": "[",
    "link joints": "](",
    "links": "[A. b](c) ",
    "open braces": "{А. ",
    "closing braces": "А} Б. ",
    "braces": "{А. Б} ",
    "lone braces": "{ А. } ",
    "wiki links": "[[А. Б]] ",
    "open wiki links": "[[А. Б] ",
    "open links": "[A. b](c ",
    "asterisks": "*",
    "open emphasis": "**Б. ",
    "emphasis": "*а. Б* ",
    "crossed emphasis": "_а. *Б ",
    "tags": "<b>Бо. ",
    "open tags": "<b ",
    "quotes": "а. «",
    "closing quotes": "а. »",
    "spaces": " ",
    "lines": "А\n",
    "numbers": "1. ",
    "dashes": "а. — ",
    "colons": ": ",
    "footnotes": "А.[^1",
    "smileys": "А. :) ",
    "words without end": "а",
    "bullets": "• Abc def ",
    "items": "А: 1. Abc 2. Def ",
    "letters": "a) Аб b) Вг ",
}


def calls(text):
    """How many functions, of Python and of C, splitting this text calls."""
    count = 0

    def see(frame, event, argument):
        nonlocal count
        count += event in ("call", "c_call")

    Sentences().split("Розігрів. Два.", "uk")
    before = sys.getprofile()
    sys.setprofile(see)
    try:
        Sentences().split(text, "uk")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_calls_grow_with_the_length(piece):
    once, twice = calls(piece * 1000), calls(piece * 2000)
    assert twice <= 2.05 * once + 50


class Copied(str):  # noqa: SLOT000  # it carries a count
    """Text that counts what is copied of it."""

    copied = 0

    def __getitem__(self, key):
        found = super().__getitem__(key)
        self.copied += len(found)
        return found


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_copies_grow_with_the_length(piece):
    once, twice = Copied(piece * 1000), Copied(piece * 2000)
    for text in (once, twice):
        Sentences().split(text, "uk")
    assert twice.copied <= 2.05 * once.copied + 50


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_candidates_are_read_once(piece):
    text = piece * 1000
    matches = list(candidates(text))
    assert sum(match.end() - match.start() for match in matches) <= len(text)
    assert all(one.end() <= other.start() for one, other in pairwise(matches))


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_what_a_place_looks_at_is_bounded(piece):
    text = piece * 1000
    for match in candidates(text):
        found = place(match, 0, aside=False)
        assert len(found.before) <= 40
        assert len(found.opening) <= 16 * 110
        assert len(found.word) <= 130


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_first_words_are_looked_for_once(piece, monkeypatch):
    walked = 0
    begin = Judging._begin

    def counted(self, start):
        nonlocal walked
        before = self.word
        begin(self, start)
        walked += self.word - max(start, before) if self.word != before else 0

    monkeypatch.setattr(Judging, "_begin", counted)
    text = piece * 1000
    Sentences().split(text, "uk")
    assert walked <= len(text)


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_hundred_thousand_end(piece):
    """Would not end in a lifetime of patience if a regular expression went back over the text."""
    text = piece * (100_000 // len(piece))
    spans = Sentences().split(text, "uk")
    assert sum(end - start for start, end in spans) <= len(text)
