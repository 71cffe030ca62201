"""New sentences of some articles that have translations in others.

Looked for once, before anything is written: all catalogs of a language, by what the index remembers of
them; then only those are read that something comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain

from dvomova.catalogs import po
from dvomova.catalogs.borrowing import Choice, Hit, Match, Offer, chosen, hits
from dvomova.catalogs.traces import Marks, mark, packed, traced, translated_in, unpacked
from dvomova.errors import DvomovaError
from dvomova.model import Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk, decoded
from dvomova.workflow.left import TRACES, known
from dvomova.workflow.project import Project
from dvomova.workflow.recall import Each, Recall
from dvomova.workflow.records import catalogs_below

Matches = Mapping[str, Mapping[str, Match]]
"""What comes in: by the path of the catalog that it comes into, then by text."""
Found = tuple[Article, Sequence[Hit]]


def elsewhere(articles: Iterable[Article], project: Project, recall: Recall, each: Each) -> Matches:
    """What other articles have for the new sentences of these.

    Args:
        articles: that are going to be updated.
        project: where they are.
        recall: what is known of the others.
        each: does the same for each article and gives what came of it.
    """
    documents = [article for article in articles if article.source]
    found: dict[str, Mapping[str, Match]] = {}
    for language in dict.fromkeys(article.target_language for article in documents):
        mine = [article for article in documents if article.target_language == language]
        found.update(_Catalogs(language, project, recall).matches(mine, each))
    return found


def sought(article: Article, project: Project, others: Marks) -> Found:
    """The texts of an article that are not in its own catalog, but among those of all others."""
    try:
        catalog, items = reading.catalog(article, project), reading.arrivals(article, project).items
        return article, hits(items, catalog.units if catalog else (), others)
    except DvomovaError:  # its update will tell
        return article, ()


class _Catalogs:
    """The catalogs of all articles in a language."""

    def __init__(self, language: str, project: Project, recall: Recall) -> None:
        self.project = replace(project, disk=Disk(project.disk.root, dry_run=True))  # these are not written
        self.articles, self.recall = self.project.articles(), recall
        self.place = f"{project.config.locales}/{language}/LC_MESSAGES/"
        programs = {rule.domain for rule in project.config.messages}
        paths = catalogs_below(project.disk.place, self.place, ".po")
        self.traces = {path: self._traces(path) for path in paths if self.domain(path) not in programs}

    def domain(self, path: str) -> str:
        return path[len(self.place) : -len(".po")]

    def matches(self, articles: Sequence[Article], each: Each) -> dict[str, dict[str, Match]]:
        """What comes into each of these articles, by the path of its catalog."""
        others = Marks(chain.from_iterable(map(translated_in, self.traces.values())))
        found = each(articles, partial(sought, others=others)) if len(others) else ()
        offers = self._offers({hit.source for _article, some in found for hit in some})
        accept = self.project.config.exact == "accept"
        choices = ((a.catalog, chosen(some, offers, a.domain, accept=accept)) for a, some in found)
        return self._read({catalog: some for catalog, some in choices if some})

    def _offers(self, wanted: set[int]) -> dict[int, list[Offer]]:
        offers: dict[int, list[Offer]] = {}
        for path, data in self.traces.items():
            held = None if wanted.isdisjoint(translated_in(data)) else self._held(path)
            if held is not None:
                domain = self.domain(path)
                for one in unpacked(data):
                    if one.source in wanted:
                        offer = Offer(domain, one.target, one.state, one.source in held)
                        offers.setdefault(one.source, []).append(offer)
        return offers

    def _held(self, path: str) -> set[int] | None:
        """The texts that the document of a catalog holds now; None where nothing can be said of it."""
        with suppress(DvomovaError):  # whatever is wrong with it, its own update tells
            article = self.articles.of_catalog(path)
            if article.catalog != path:
                return None
            if known(article, self.recall):
                return {trace.source for trace in unpacked(self.traces[path]) if trace.is_active}
            if not self.project.disk.exists(article.source):
                return set()
            catalog, read = reading.catalog(article, self.project), reading.document(article, self.project)
            places = reading.occurrences(read, catalog.units if catalog else ())
            return {mark(place.segment.text) for place in places}
        return None

    def _read(self, choices: Mapping[str, Mapping[int, Choice]]) -> dict[str, dict[str, Match]]:
        """The translations that were chosen, out of the catalogs that have them."""
        by_domain: dict[str, list[tuple[str, int, Choice]]] = {}
        for catalog, some in choices.items():
            for source, choice in some.items():
                by_domain.setdefault(choice.domain, []).append((catalog, source, choice))
        found: dict[str, dict[str, Match]] = {catalog: {} for catalog in choices}
        for domain, wanted in by_domain.items():
            traces = traced(self._units(f"{self.place}{domain}.po"))
            units = {(trace.source, trace.target): unit for trace, unit in traces}
            for catalog, source, choice in wanted:
                if unit := units.get((source, choice.target)):
                    found[catalog][unit.source] = Match(choice.kind, unit, domain)
        return found

    def _traces(self, path: str) -> bytes:
        with suppress(DvomovaError):
            return self.project.index.found(TRACES, path, lambda data: packed(_units(data, path))) or b""
        return b""

    def _units(self, path: str) -> Sequence[Unit]:
        with suppress(DvomovaError):
            return _units(self.project.disk.read_bytes(path), path)
        return ()


def _units(data: bytes, path: str) -> Sequence[Unit]:
    return po.parse(decoded(data, path), path).units
