"""Which article was this one before its file was renamed, or its text split or put together?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dvomova.catalogs.incoming import Incoming
from dvomova.model import Catalog
from dvomova.text.similarity import word_count
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.build import BUILT
from dvomova.workflow.project import Project

_SHARE = 0.5
"""How much of the shorter text, in words, must be the same."""


class Formers:
    """The catalogs of articles whose originals are gone; each is read once, when first asked for."""

    def __init__(self, articles: Iterable[Article], project: Project) -> None:
        """Remember where to look.

        Args:
            articles: those whose original is gone.
            project: where they were.
        """
        self._gone = list(articles)
        self._project = project
        self._catalogs: list[tuple[Article, Catalog]] | None = None
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._words: list[int] = []

    def of(self, article: Article, items: Sequence[Incoming]) -> tuple[Catalog, Article] | None:
        """The catalog that a new article takes over, with the article that it was.

        What stands in several of them (``Read more.``) tells nothing. None where none of them holds
        half of the shorter text.
        """
        catalogs = self._read()
        sources = dict.fromkeys(item.source for item in items)
        mine = sum(map(word_count, sources))
        shared = Counter[int]()
        for source in sources:
            places = self._places.get(source, ())
            if len(places) == 1:
                shared[places[0]] += word_count(source)
        for number, words in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
            former, catalog = catalogs[number]
            enough = words >= _SHARE * min(mine, self._words[number])
            if enough and former.target_language == article.target_language:
                return _renamed(catalog, article), former
        return None

    def _read(self) -> list[tuple[Article, Catalog]]:
        if self._catalogs is None:
            found = [(former, reading.catalog(former, self._project)) for former in self._gone]
            self._catalogs = [(former, catalog) for former, catalog in found if catalog]
            for number, (_former, catalog) in enumerate(self._catalogs):
                known = {unit.source for unit in catalog.units if not unit.obsolete}
                self._words.append(sum(map(word_count, known)))
                for source in known:
                    self._places[source].append(number)
        return self._catalogs


def _renamed(catalog: Catalog, article: Article) -> Catalog:
    """A catalog as that of another article: what its header says of people and tools stays."""
    fields = dict(catalog.header) | {"Project-Id-Version": article.domain}
    fields.pop(BUILT, None)
    return replace(catalog, header=tuple(fields.items()), header_raw="")
