"""Which new sentence is which old one, edited? Every old one goes to one new one at the most.

How alike two texts must be (``likeness``, 0–100) depends on what else speaks for them (decision 009).
Alone between the same neighbours, little is enough; the more stand there, the more likely is one of them
alike by chance. Anywhere else in the catalog only long texts are matched, and only if what they share is
not said in other sentences as well. What is found parts its gap, so that less is enough for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10

from dvomova.catalogs.elsewhere import Phrases, RareWords, longest_run
from dvomova.catalogs.gaps import Gap, Known, Neighbours
from dvomova.catalogs.incoming import JOINED_AT_MOST, Incoming
from dvomova.catalogs.mechanical import made_from
from dvomova.catalogs.slots import is_place_of
from dvomova.model import Unit
from dvomova.text.likeness import Prose, likeness

_SURE = 70
"""Enough between the same neighbours to be settled before anything else is looked at."""
_ANYWHERE = 75
"""Enough for a long text wherever it stands."""
_ALONE = 30
"""Enough for the only text of a gap and its only unit."""
_TENFOLD = 15
"""How much more where ten times as many stand in the gap."""
_SHORT_LESS = 10
"""How much less where one of the two is short."""
_OTHER_KIND = 10
"""How much more where a heading, say, became a paragraph."""
_SHORT = 4
"""Words of a text that is alike to others too easily: never matched but in its gap."""
_JOINED = 45
"""At least asked for where two texts may be one, split."""
_EXTRA_MEMBER = 2
"""By how much two as one must be more alike than either by itself."""
_USUAL = 5
"""What two texts share is usual if a third has it, too, and is as like the new one, or less so by this."""
_ROUNDS = 5
"""How often the gaps are looked at again after some were parted."""
_GAP_WINDOW = 60
"""In a gap where everything changed, how far apart (in sentences) a pair may be."""
_JOIN_WINDOW = 10
"""The same for sentences that were split or joined."""


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
    queries: Sequence[Query],
    candidates: Sequence[Candidate],
    anchors: Sequence[int | None],
    active: Sequence[Unit],
) -> list[Found]:
    """The assignment of edited texts to units.

    Args:
        queries: texts that found no unit, in document order.
        candidates: units that found no text and have a translation, in catalog order.
        anchors: for every text of the document the place of the unit that it surely is, or None.
        active: the active units of the catalog.
    """
    return _Matcher(queries, candidates, anchors, active).run()


@dataclass(slots=True)
class _Pair:
    margin: float
    """How much more alike than they must be."""
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
        active: Sequence[Unit],
    ) -> None:
        self.queries, self.candidates = queries, candidates
        self.query_text = [Prose.of(query.incoming.source) for query in queries]
        self.candidate_text = [Prose.of(made_from(candidate.unit)) for candidate in candidates]
        self.free_queries = set(range(len(queries)))
        self.free_candidates = set(range(len(candidates)))
        known = [Known(index, place) for index, place in enumerate(anchors) if place is not None]
        self.neighbours = Neighbours(known)
        self.unchanged = [active[place].source for _index, place in known]
        self.found: list[Found] = []
        self.tried: set[tuple[float, tuple[int, ...], tuple[int, ...]]] = set()

    def run(self) -> list[Found]:
        self.settle(self.in_gaps(_SURE))
        self.settle([*self.in_gaps(), *self.anywhere()])
        for _round in range(_ROUNDS):
            if not self.settle(self.in_gaps()):
                break
        return self.found

    def settle(self, pairs: Iterable[_Pair]) -> bool:
        """Take the pairs, best first, as long as all their members are free; whether there was any."""
        taken = []
        for pair in sorted(pairs, key=lambda pair: (-pair.margin, pair.distance, pair.queries)):
            if self.is_free(pair) and self.is_same_context(pair):
                taken += self.take(pair)
        self.neighbours.add(taken)
        return bool(taken)

    def take(self, pair: _Pair) -> list[Known]:
        self.free_queries.difference_update(pair.queries)
        self.free_candidates.difference_update(pair.candidates)
        candidates = [self.candidates[number] for number in pair.candidates]
        first, last = (self.queries[number].index for number in (pair.queries[0], pair.queries[-1]))
        self.found.append(Found(first, last, tuple(candidate.unit for candidate in candidates)))
        ends = ((first, candidates[0].place), (last, candidates[-1].place))
        return [Known(index, place) for index, place in ends if place is not None]

    def is_free(self, pair: _Pair) -> bool:
        return self.free_queries.issuperset(pair.queries) and self.free_candidates.issuperset(pair.candidates)

    def is_same_context(self, pair: _Pair) -> bool:
        context = self.queries[pair.queries[0]].incoming.context
        return all(is_place_of(self.candidates[number].unit, context) for number in pair.candidates)

    def in_gaps(self, at_least: float = 0) -> Iterator[_Pair]:
        """Pairs between the same neighbours: one to one, split and joined."""
        queries = {number: self.queries[number].index for number in sorted(self.free_queries)}
        places = ((number, self.candidates[number].place) for number in sorted(self.free_candidates))
        candidates = {number: place for number, place in places if place is not None}
        for gap in self.neighbours.gaps(queries, candidates):
            if self.is_tried(gap, at_least):
                continue
            asked = _ALONE + _TENFOLD * log10(gap.width)
            for query, place, distance in gap.facing(_GAP_WINDOW):
                yield from self.one_to_one(query, gap.candidates[place], distance, at_least, asked)
                if distance <= _JOIN_WINDOW:
                    least = max(at_least, asked, _JOINED)
                    yield from self.joins(query, gap.candidates, place, distance, least)

    def is_tried(self, gap: Gap, at_least: float) -> bool:
        """Whether a gap was the same when pairs were last looked for in it."""
        key = (at_least, tuple(gap.queries), tuple(gap.candidates))
        before = len(self.tried)
        self.tried.add(key)
        return len(self.tried) == before

    def one_to_one(
        self, query: int, candidate: int, distance: int, at_least: float, asked: float
    ) -> Iterator[_Pair]:
        new, old = self.query_text[query], self.candidate_text[candidate]
        if min(len(new.words), len(old.words)) <= _SHORT:
            asked -= _SHORT_LESS
        if not self.is_same_kind(query, candidate):
            asked += _OTHER_KIND
        least = max(at_least, asked)
        if score := likeness(new, old, least):
            yield _Pair(score - least, distance, (query,), (candidate,))

    def joins(
        self, query: int, candidates: list[int], place: int, distance: int, least: float
    ) -> Iterator[_Pair]:
        """Several neighbours that were one, and one that was several neighbours."""
        candidate = candidates[place]
        new, old = self.query_text[query], self.candidate_text[candidate]
        for queries, both in self.joined_queries(query, old):
            if score := likeness(both, old, least):
                yield _Pair(score - least - _EXTRA_MEMBER, distance, queries, (candidate,))
        for members, both in self.joined_candidates(candidates, place, new):
            if score := likeness(new, both, least):
                yield _Pair(score - least - _EXTRA_MEMBER, distance, (query,), members)

    def joined_queries(self, query: int, old: Prose) -> Iterator[tuple[tuple[int, ...], Prose]]:
        """The text of a query and its neighbours as one, until it is as long as ``old``."""
        last, text = query, self.query_text[query]
        while len(text.text) < len(old.text) and self.are_neighbours(last):
            last += 1
            if last - query == JOINED_AT_MOST:
                return
            text = text.followed_by(self.query_text[last])
            yield tuple(range(query, last + 1)), text

    def joined_candidates(
        self, candidates: list[int], place: int, new: Prose
    ) -> Iterator[tuple[tuple[int, ...], Prose]]:
        """The text of a candidate and its neighbours as one, until it is as long as ``new``."""
        last, text = place, self.candidate_text[candidates[place]]
        while len(text.text) < len(new.text) and self.were_neighbours(candidates[last : last + 2]):
            last += 1
            if last - place == JOINED_AT_MOST:
                return
            text = text.followed_by(self.candidate_text[candidates[last]])
            yield tuple(candidates[place : last + 1]), text

    def are_neighbours(self, query: int) -> bool:
        """Whether a query and the next one are sentences of one paragraph, side by side."""
        if query + 1 == len(self.queries):
            return False
        one, two = self.queries[query], self.queries[query + 1]
        in_one_block = one.incoming.gap is not None and two.index == one.index + 1
        return in_one_block and one.single and two.single and query + 1 in self.free_queries

    def were_neighbours(self, numbers: Sequence[int]) -> bool:
        """Whether these are two units that stood side by side and are wholly translated."""
        if len(numbers) < 2:
            return False
        one, two = (self.candidates[number] for number in numbers)
        whole = all(one.unit.targets) and all(two.unit.targets) and one.unit.plural is None
        return whole and one.place is not None and two.place == one.place + 1

    def is_same_kind(self, query: int, candidate: int) -> bool:
        """Whether both are headings, say; also where the catalog does not tell."""
        extracted = self.candidates[candidate].unit.extracted
        kind = _kind(self.queries[query].incoming.kind)
        return not extracted or kind == "message" or _kind(extracted[0]) == kind

    def anywhere(self) -> Iterator[_Pair]:
        """Long texts, moved as well as edited; none of which what they share is usual."""
        found = [(pair, *self.texts(pair)) for pair in self.of_rare_words()]
        runs = [longest_run(new, old) for _pair, new, old in found]
        phrases = Phrases(runs, self.unchanged)
        for run, (pair, new, _old) in zip(runs, found, strict=True):
            if not phrases.are_usual(run, new, pair.margin + _ANYWHERE - _USUAL):
                yield pair

    def texts(self, pair: _Pair) -> tuple[str, str]:
        """The new text and the old one of a pair of one to one."""
        (query,), (candidate,) = pair.queries, pair.candidates
        return self.queries[query].incoming.source, made_from(self.candidates[candidate].unit)

    def of_rare_words(self) -> Iterator[_Pair]:
        """Long texts that are alike among those that share rare words."""
        numbers = sorted(self.free_candidates)
        index = RareWords([self.candidate_text[number] for number in numbers])
        for query in sorted(self.free_queries):
            new = self.query_text[query]
            for place in index.shortlist(new) if len(new.words) > _SHORT else ():
                candidate = numbers[place]
                least = _ANYWHERE + _OTHER_KIND * (not self.is_same_kind(query, candidate))
                if score := likeness(new, self.candidate_text[candidate], least):
                    yield _Pair(score - least, abs(query - candidate), (query,), (candidate,))


def _kind(label: str) -> str:
    return label.partition(",")[0]
