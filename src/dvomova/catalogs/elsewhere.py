"""Finding in the whole catalog what a text may have been before it was moved and edited."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, takewhile

from rapidfuzz.distance import Indel

from dvomova.text.likeness import Prose, likeness

_LOOKED_UP = 200
"""How many places of its rarest words are looked up for a text."""
_SHORTLIST = 12
"""How many texts that share rare words are worth comparing."""
_SIBLINGS = 20
"""How many texts that hold the same phrase are compared."""
_END = "\0"


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


class Phrases:
    """The texts that did not change, asked for what they have in common with one that is new.

    “The *timeout* parameter was added” is not “The *limit* parameter was added”, edited, where other
    sentences say the same of other parameters.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take in the texts."""
        self._texts = _END + _END.join(texts) + _END

    def are_usual(self, new: str, old: str, at_least: float) -> bool:
        """Whether what ``new`` and ``old`` share is in another text, too, as like ``new`` as ``at_least``.

        What they share is their longest run of words.
        """
        mine = new.split(" ")
        runs = Indel.opcodes(mine, old.split(" ")).as_matching_blocks()
        run = max(runs, key=lambda block: block.size)
        query = Prose.of(new)
        others = self._with(" ".join(mine[run.a : run.a + run.size]))
        return any(likeness(query, Prose.of(other), at_least) for other in others)

    def _with(self, phrase: str) -> Iterator[str]:
        place = 0
        for _number in range(_SIBLINGS):
            place = self._texts.find(phrase, place)
            if place < 0:
                return
            begin, end = self._texts.rindex(_END, 0, place) + 1, self._texts.index(_END, place)
            yield self._texts[begin:end]
            place = end
