"""Which articles was this one before files were renamed, or texts split and put together?

Found in two steps, so that the work grows with what there is to follow: an index of rare words and
whole sentences names the few articles that may be meant; then the merge itself tells how much of the
text finds itself again there, edited or not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zlib import crc32

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import Event, merge
from dvomova.catalogs.offers import is_similar
from dvomova.catalogs.together import put_together
from dvomova.errors import DvomovaError
from dvomova.model import Catalog
from dvomova.text.similarity import word_count, words
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.seen import Seen

_SHARE = 0.5
"""How much of the shorter text, in words, must be found again; of what stands nowhere else."""
_WHOLE = 0.8
"""How much suffices although it stands in several articles that are gone: copies of one text."""
_PART = 0.15
"""How much of one of the two whole texts that must be: one sentence makes no article."""
_RARE = 20
"""What stands in more of the articles that are gone tells nothing."""
_HINT = 0.1
"""How much of the shorter text's rare words two articles must share to be compared at all."""
_SHORTLIST = 12
"""How many articles are compared at a time."""
_SAME = ("unchanged", "moved", "mechanical", "revived")
"""Kinds of events in which a text is what it was."""


@dataclass(frozen=True, slots=True)
class Former:
    """The catalogs that an article takes over, in one with its own."""

    articles: tuple[Article, ...]
    """Those that it was, the most important first."""
    catalog: Catalog
    """With the header of its own one, if it has one."""


class Formers:
    """The articles whose catalogs are there and whose originals are gone."""

    def __init__(self, project: Project, missing: Iterable[Article] = ()) -> None:
        """Remember where to look; nothing is read before it is asked for.

        Args:
            project: where they were.
            missing: articles that are known to be gone.
        """
        self._project = project
        self.missing = list(missing)
        """Those that are known to be gone."""
        self.unreadable: dict[Article, DvomovaError] = {}
        """Those whose catalogs turned out to be no catalogs, and why: they cannot be followed."""

    @cached_property
    def gone(self) -> list[Article]:
        """Those that are gone and left a catalog."""
        disk = self._project.disk
        found = [a for a in self._project.articles().recorded(gone=True) if not disk.exists(a.source)]
        return [a for a in dict.fromkeys((*self.missing, *found)) if disk.exists(a.catalog)]

    def read(self) -> list[DvomovaError]:
        """Look through all of them now; gives why some cannot be read."""
        _ = self._index
        return list(self.unreadable.values())

    @cached_property
    def _index(self) -> _Index:
        return _Index(self._catalog(article) for article in self.gone)

    def _catalog(self, article: Article) -> Catalog:
        try:
            return reading.catalog(article, self._project) or Catalog((), ())
        except DvomovaError as error:
            self.unreadable[article] = error
            return Catalog((), ())

    def of(
        self, article: Article, before: Catalog | None, items: Sequence[Incoming], events: Sequence[Event]
    ) -> Former | None:
        """What an article takes over; None where that is nothing.

        Args:
            article: one that is there.
            before: its own catalog; None for a new article.
            items: its text.
            events: what came of merging that with its own catalog.
        """
        left = _left(items, events)
        taken = self._taken(article, items, left) if left else []
        if not taken:
            return None
        first = before or _renamed(taken[0][1], article)
        others = [catalog.units for _former, catalog in (taken if before else taken[1:])]
        units = put_together([first.units, *others], items)
        return Former(tuple(former for former, _catalog in taken), replace(first, units=units))

    def _taken(
        self, article: Article, items: Sequence[Incoming], left: Sequence[Incoming]
    ) -> list[tuple[Article, Catalog]]:
        """Each that has enough of what the others left, the most alike first."""
        whole = sum(word_count(item.source) for item in items)
        candidates = [
            number
            for number in (self._index.like({item.source for item in left}) if self.gone else ())
            if self.gone[number].target_language == article.target_language
            and self.gone[number].catalog != article.catalog
        ]
        taken: list[tuple[Article, Catalog]] = []
        while found := self._best(candidates[:_SHORTLIST], left, whole):
            number, catalog, left = found
            taken.append((self.gone[number], catalog))
            candidates.remove(number)
        return taken

    def _best(
        self, candidates: Iterable[int], left: Sequence[Incoming], whole: int
    ) -> tuple[int, Catalog, list[Incoming]] | None:
        """The one that has most of what is left as it is; with its catalog and what is left then."""
        best, found = 0, None
        for number in candidates if left else ():
            catalog = self._catalog(self.gone[number])
            events = merge(catalog.units, left).events
            same = sum(_words(event) for event in events if event.kind in _SAME) + 1
            if same > best and self._index.is_enough(number, events, whole):
                best, found = same, (number, catalog, _left(left, events))
        return found


class _Index:
    """Which articles hold a word or a sentence, where only a few do."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self.places: defaultdict[str | int, list[int]] = defaultdict(list)
        self.words: list[int] = []
        """How many words there are in each article."""
        for number, catalog in enumerate(catalogs):
            sources = {unit.source for unit in catalog.units if not unit.obsolete}
            self.words.append(sum(map(word_count, sources)))
            for term in _terms(sources):
                self.places[term].append(number)
        self.rare = Counter(
            number for places in self.places.values() if len(places) <= _RARE for number in places
        )
        """How many rare terms there are in each."""

    def like(self, sources: set[str]) -> list[int]:
        """The articles that share enough of the rare terms of these texts, the most alike first."""
        known = {term: self.places.get(term, ()) for term in _terms(sources)}
        rare = {term: places for term, places in known.items() if len(places) <= _RARE}
        shared = Counter(number for places in rare.values() for number in places)
        whole = Counter(n for term, places in rare.items() if isinstance(term, int) for n in places)
        found = [n for n, count in shared.items() if count >= _HINT * min(len(rare), self.rare[n])]
        return sorted(found, key=lambda number: (-whole[number], -shared[number], number))

    def is_enough(self, number: int, events: Sequence[Event], whole: int) -> bool:
        """Whether what a merge with the catalog of an article found makes that the former article.

        Args:
            number: of the article.
            events: of the merge.
            whole: how many words the new article has in all.
        """
        mine = sum(_words(event) for event in events if event.kind != "gone")
        found = [event for event in events if _is_found(event)]
        all_of_it = sum(map(_words, found))
        only = sum(_words(event) for event in found if not self._is_in_several(event))
        shorter = min(mine, self.words[number])
        is_part = all_of_it >= _PART * min(whole, self.words[number])
        return is_part and (only >= _SHARE * shorter or all_of_it >= _WHOLE * shorter) and bool(found)

    def _is_in_several(self, event: Event) -> bool:
        return len(self.places.get(_sentence(event.before or event.unit.source), ())) > 1


def _terms(sources: Iterable[str]) -> set[str | int]:
    texts = set(sources)
    return {word for text in texts for word in words(text)} | set(map(_sentence, texts))


def _sentence(source: str) -> int:
    """A small name for a whole text, the same in every process."""
    return crc32(source.encode())


def _words(event: Event) -> int:
    return word_count(event.unit.source)


def _is_found(event: Event) -> bool:
    return event.kind in _SAME or (event.kind == "stale" and not is_similar(event.unit))


def _left(items: Sequence[Incoming], events: Sequence[Event]) -> list[Incoming]:
    """The texts that a merge found nothing for."""
    new = {event.unit.source for event in events if event.kind != "gone" and not _is_found(event)}
    return [item for item in items if item.source in new]


def _renamed(catalog: Catalog, article: Article) -> Catalog:
    """A catalog as that of another article: what its header says of people and tools stays."""
    fields = dict(catalog.header) | {"Project-Id-Version": article.domain}
    return Seen().put(replace(catalog, header=tuple(fields.items()), header_raw=""))
