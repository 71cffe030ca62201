"""Which new sentence is which old one, edited? Every old one goes to one new one at the most.

In rounds, the surest first: the same gap between neighbours that did not change, at a likeness of
75; anywhere in the catalog at 75; the same gap at 60; what vanished elsewhere at 65. Likeness
(0–100) is of canonical lower-case texts. Short strings (four words or fewer) are alike too easily,
so outside their gap they are never matched.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dvomova.catalogs.incoming import JOINED_AT_MOST, Incoming
from dvomova.catalogs.mechanical import made_from
from dvomova.catalogs.slots import is_place_of
from dvomova.model import Unit
from dvomova.text.similarity import canonical, ratio, words

_MARKUP = re.compile(r"</?[a-z][^<>]*>|\]\([^()\s]*\)|[\[\]]")

SURE = 75
LIKELY = 60
VANISHED = 65
_ALONE = 45
"""Enough for the only new string of its kind in a gap and the only old one."""
_EXTRA_MEMBER = 5
"""By how much two sentences as one must be more alike than either by itself."""
_LONG = 5
"""Words of a text that may be matched anywhere."""
_GAP_WINDOW = 60
"""In a gap where everything changed, how far apart (in sentences) a pair may be."""
_JOIN_WINDOW = 10
"""The same for sentences that were split or joined."""
_SHORTLIST = 12
"""How many candidates that share rare words are compared for a sentence."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text of the document that no unit has."""

    index: int
    """Its place among the texts of the document."""
    incoming: Incoming
    single: bool
    """Whether it stands in the document only once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit whose text is gone from the document."""

    unit: Unit
    place: int | None
    """Its place among the active units; None for an obsolete one."""


@dataclass(frozen=True, slots=True)
class Found:
    """Texts ``first`` to ``last`` of the document were ``units`` before."""

    first: int
    last: int
    units: tuple[Unit, ...]


def match(
    queries: Sequence[Query], candidates: Sequence[Candidate], anchors: Sequence[int | None], total: int
) -> list[Found]:
    """The assignment of edited texts to units.

    Args:
        queries: texts that found no unit, in document order.
        candidates: units that found no text and have a translation, in catalog order.
        anchors: for every text of the document the place of the unit that it surely is, or None.
        total: the number of active units.
    """
    return _Matcher(queries, candidates, anchors, total).run()


@dataclass(slots=True)
class _Pair:
    score: float
    distance: int
    queries: tuple[int, ...]
    candidates: tuple[int, ...]


class _Matcher:
    """The state of the rounds: who is still free. Numbers are indexes into the two lists."""

    def __init__(
        self,
        queries: Sequence[Query],
        candidates: Sequence[Candidate],
        anchors: Sequence[int | None],
        total: int,
    ) -> None:
        self.queries, self.candidates = queries, candidates
        self.query_text = [_prose(query.incoming.source) for query in queries]
        self.candidate_text = [_prose(made_from(candidate.unit)) for candidate in candidates]
        self.free_queries = set(range(len(queries)))
        self.free_candidates = set(range(len(candidates)))
        self.gaps = _gaps(queries, candidates, anchors, total)
        self.found: list[Found] = []

    def run(self) -> list[Found]:
        self.settle(list(self.in_gaps(SURE)))
        self.settle(list(self.anywhere(SURE)))
        self.settle(list(self.in_gaps(LIKELY)))
        self.settle(list(self.alone()))
        self.settle(list(self.anywhere(VANISHED)))
        return self.found

    def settle(self, pairs: list[_Pair]) -> None:
        """Take the pairs, best first, as long as all their members are free."""
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.distance, pair.queries)):
            if self.is_free(pair) and self.is_same_context(pair):
                self.free_queries.difference_update(pair.queries)
                self.free_candidates.difference_update(pair.candidates)
                units = tuple(self.candidates[index].unit for index in pair.candidates)
                first, last = self.queries[pair.queries[0]].index, self.queries[pair.queries[-1]].index
                self.found.append(Found(first, last, units))

    def is_free(self, pair: _Pair) -> bool:
        return self.free_queries.issuperset(pair.queries) and self.free_candidates.issuperset(pair.candidates)

    def is_same_context(self, pair: _Pair) -> bool:
        context = self.queries[pair.queries[0]].incoming.context
        return all(is_place_of(self.candidates[index].unit, context) for index in pair.candidates)

    def free(self, gap: tuple[list[int], list[int]]) -> tuple[list[int], list[int]]:
        queries, candidates = gap
        return (
            [index for index in queries if index in self.free_queries],
            [index for index in candidates if index in self.free_candidates],
        )

    def in_gaps(self, at_least: float) -> Iterator[_Pair]:
        for gap in self.gaps:
            queries, candidates = self.free(gap)
            for position, query in enumerate(queries):
                expected = position * len(candidates) // max(len(queries), 1)
                window = range(max(0, expected - _GAP_WINDOW), min(len(candidates), expected + _GAP_WINDOW))
                for place in window:
                    yield from self.around(query, candidates, place, abs(place - expected), at_least)

    def around(
        self, query: int, candidates: list[int], place: int, distance: int, at_least: float
    ) -> Iterator[_Pair]:
        """One to one, several neighbours to one, one to several neighbours."""
        candidate = candidates[place]
        new, old = self.query_text[query], self.candidate_text[candidate]
        if score := ratio(new, old, at_least):
            yield _Pair(score, distance, (query,), (candidate,))
        if distance > _JOIN_WINDOW:
            return
        for queries, both in self.joined_queries(query, old) if len(new) < len(old) else ():
            if score := ratio(both, old, at_least):
                yield _Pair(score - _EXTRA_MEMBER, distance, queries, (candidate,))
        for members, both in self.joined_candidates(candidates, place, new) if len(old) < len(new) else ():
            if score := ratio(new, both, at_least):
                yield _Pair(score - _EXTRA_MEMBER, distance, (query,), members)

    def joined_queries(self, query: int, old: str) -> Iterator[tuple[tuple[int, ...], str]]:
        """The text of a query and its neighbours as one, until it is as long as ``old``."""
        last, text = query, self.query_text[query]
        while len(text) < len(old) and last - query + 1 < JOINED_AT_MOST and self.are_neighbours(last):
            last += 1
            text += " " + self.query_text[last]
            yield tuple(range(query, last + 1)), text

    def joined_candidates(
        self, candidates: list[int], place: int, new: str
    ) -> Iterator[tuple[tuple[int, ...], str]]:
        """The text of a candidate and its neighbours as one, until it is as long as ``new``."""
        last, text = place, self.candidate_text[candidates[place]]
        while len(text) < len(new) and last - place + 1 < JOINED_AT_MOST and last + 1 < len(candidates):
            if not self.were_neighbours(candidates[last], candidates[last + 1]):
                return
            last += 1
            text += " " + self.candidate_text[candidates[last]]
            yield tuple(candidates[place : last + 1]), text

    def are_neighbours(self, query: int) -> bool:
        if query + 1 == len(self.queries):
            return False
        one, two = self.queries[query], self.queries[query + 1]
        in_one_block = one.incoming.gap is not None and two.index == one.index + 1
        return in_one_block and one.single and two.single and query + 1 in self.free_queries

    def were_neighbours(self, candidate: int, following: int) -> bool:
        one, two = self.candidates[candidate], self.candidates[following]
        whole = all(one.unit.targets) and all(two.unit.targets) and one.unit.plural is None
        return whole and one.place is not None and two.place == one.place + 1

    def alone(self) -> Iterator[_Pair]:
        """The only new string of a gap and its only old one, of the same kind."""
        for gap in self.gaps:
            queries, candidates = self.free(gap)
            if len(queries) == len(candidates) == 1:
                query, candidate = queries[0], candidates[0]
                new, old = self.query_text[query], self.candidate_text[candidate]
                score = ratio(new, old, _ALONE) or _ALONE * _holds(new, old)
                if score and self.same_kind(query, candidate):
                    yield _Pair(score, 0, (query,), (candidate,))

    def same_kind(self, query: int, candidate: int) -> bool:
        extracted = self.candidates[candidate].unit.extracted
        kind = _kind(self.queries[query].incoming.kind)
        return not extracted or kind == "message" or _kind(extracted[0]) == kind

    def anywhere(self, at_least: float) -> Iterator[_Pair]:
        """Long texts, moved as well as edited: those that share rare words are compared."""
        index = _RareWords([self.candidate_text[number] for number in sorted(self.free_candidates)])
        numbers = sorted(self.free_candidates)
        for query in sorted(self.free_queries):
            text = self.query_text[query]
            if len(words(text)) < _LONG:
                continue
            for place in index.shortlist(text):
                candidate = numbers[place]
                score = ratio(text, self.candidate_text[candidate], at_least)
                if score and self.same_kind(query, candidate):
                    yield _Pair(score, abs(query - candidate), (query,), (candidate,))


def _prose(text: str) -> str:
    """What is compared: a link is its words, however it is marked up."""
    text = canonical(text).lower()
    return _MARKUP.sub("", text).strip() or text


def _holds(one: str, two: str) -> bool:
    """Whether one of the two texts is the other with words put in."""
    left, right = Counter(one.split()), Counter(two.split())
    return left <= right or right <= left


def _kind(label: str) -> str:
    return label.partition(",")[0]


def _gaps(
    queries: Sequence[Query], candidates: Sequence[Candidate], anchors: Sequence[int | None], total: int
) -> list[tuple[list[int], list[int]]]:
    """Queries and candidates between the same unchanged neighbours.

    A gap of the catalog is named by the number of anchored units before it. A query belongs to the
    gap after the unit that precedes it in the document, and to the one before the unit that follows.
    """
    anchored = sorted({place for place in anchors if place is not None})
    gap_of = {
        index: bisect_left(anchored, c.place) for index, c in enumerate(candidates) if c.place is not None
    }
    before = _nearest(anchors, -1)
    after = list(reversed(_nearest(list(reversed(anchors)), total)))
    grouped: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, query in enumerate(queries):
        left, right = before[query.index], after[query.index]
        names = {bisect_left(anchored, left) + (left >= 0), bisect_left(anchored, right)}
        for name in names:
            grouped[name][0].append(number)
    for number, name in gap_of.items():
        grouped[name][1].append(number)
    return [gap for _name, gap in sorted(grouped.items()) if gap[0] and gap[1]]


def _nearest(anchors: Sequence[int | None], outside: int) -> list[int]:
    """For each text the place of the last anchored unit before it."""
    places, current = [], outside
    for anchor in anchors:
        places.append(current)
        current = current if anchor is None else anchor
    return places


class _RareWords:
    """An index of texts by their words, for finding the few that may be like another."""

    _COMMON = 200
    """A word in more texts than this tells nothing."""
    _ASKED = 10
    """How many of the rarest words of a text are looked up."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(texts):
            for word in set(words(text)):
                self.places[word].append(place)

    def shortlist(self, text: str) -> list[int]:
        """Places of the texts that share most of the rare words of ``text``."""
        known = (word for word in set(words(text)) if len(self.places.get(word, ())) <= self._COMMON)
        rarest = sorted(known, key=lambda word: (len(self.places.get(word, ())), word))
        asked = islice((word for word in rarest if word in self.places), self._ASKED)
        shared = Counter(place for word in asked for place in self.places[word])
        return [
            place
            for place, _count in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHORTLIST]
        ]
