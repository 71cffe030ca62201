"""Finding in the whole catalog what a text may have been before it was moved and edited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, takewhile

from rapidfuzz.distance import Indel

from dvomova.text.likeness import Prose, likeness

_LOOKED_UP = 200
"""How many places of its rarest words are looked up for a text."""
_SHORTLIST = 12
"""How many texts that share rare words are worth comparing."""
_SIBLINGS = 20
"""How many texts that hold the same phrase are compared."""


class RareWords:
    """An index of texts by their words, for finding the few that may be like another."""

    def __init__(self, texts: Sequence[Prose]) -> None:
        """Take in the texts; they are named by their place."""
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for word in set(text.words):
                self._places[word].append(place)

    def shortlist(self, text: Prose) -> list[int]:
        """Places of the texts that share most of the rare words of ``text``."""
        known = set(text.words) & self._places.keys()
        rarest = sorted(known, key=lambda word: (len(self._places[word]), word))
        places = [self._places[word] for word in rarest]
        rare = takewhile(lambda seen: seen <= _LOOKED_UP, accumulate(map(len, places)))
        shared = Counter(place for found, _seen in zip(places, rare, strict=False) for place in found)
        return sorted(shared, key=lambda place: (-shared[place], place))[:_SHORTLIST]


def longest_run(one: str, two: str) -> str:
    """The longest run of words that two texts share; empty where they share none."""
    words = one.split(" ")
    runs = Indel.opcodes(words, two.split(" ")).as_matching_blocks()
    run = max(runs, key=lambda block: block.size)
    return " ".join(words[run.a : run.a + run.size])


class Phrases:
    """Phrases of texts that changed, looked for in those that did not.

    “The *timeout* parameter was added” is not “The *limit* parameter was added”, edited, where other
    sentences say the same of other parameters.
    """

    def __init__(self, phrases: Iterable[str], texts: Iterable[str]) -> None:
        """Look for the phrases, by their longest words, in all texts at once."""
        words = {_longest_word(phrase) for phrase in phrases}
        self._texts: defaultdict[str, list[str]] = defaultdict(list)
        for text in texts if words else ():
            for word in words.intersection(text.split(" ")):
                self._texts[word].append(text)

    def are_usual(self, phrase: str, new: str, at_least: float) -> bool:
        """Whether a text that holds ``phrase`` is as like ``new`` as ``at_least``."""
        query = Prose.of(new)
        others = (text for text in self._texts[_longest_word(phrase)] if phrase in text)
        return any(likeness(query, Prose.of(text), at_least) for text in islice(others, _SIBLINGS))


def _longest_word(phrase: str) -> str:
    return max(phrase.split(" "), key=len)
