"""translate --analyse: what there is to translate, in words by how much of it the memory has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dvomova.memory.bands import DONE, LOWEST, REPEATED, band
from dvomova.memory.records import Store
from dvomova.model import State
from dvomova.text.protection import protected
from dvomova.text.similarity import word_count
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.translate import found_for


@dataclass(frozen=True, slots=True)
class Analysis:
    """What an article has in each band."""

    article: Article
    words: Counter[str]
    """Words of the original by band, ``memory.bands.NAMES`` and ``translated``."""
    segments: Counter[str]
    """Segments by band, each at all of its places."""


class Analyst:
    """Counts articles one after another: what one has is a repetition in the next."""

    def __init__(self, store: Store) -> None:
        """Begin with a memory, and no article seen."""
        self._store = store
        self._seen: dict[str, set[str]] = {}

    def analyse(self, article: Article, project: Project) -> Analysis:
        """Count an article as it is now, whether its catalog was brought in step or not."""
        words, segments = Counter[str](), Counter[str]()
        seen = self._seen.setdefault(article.source_language, set())
        for text, is_done in _texts(article, project):
            where = DONE if is_done else REPEATED if text in seen else self._band(text, article, project)
            seen.add(text)
            words[where] += word_count(text)
            segments[where] += 1
        return Analysis(article, words, segments)

    def _band(self, text: str, article: Article, project: Project) -> str:
        if protected(text, project.config.protect):
            return band(0)
        found = found_for(text, article, project, self._store, at_least=LOWEST)
        return band(found[0].score if found else 0)


def _texts(article: Article, project: Project) -> Iterator[tuple[str, bool]]:
    """The segments of an article in order, each with whether it is translated."""
    catalog = reading.catalog(article, project)
    units = catalog.units if catalog else ()
    done = {State.TRANSLATED, State.AHEAD}
    if article.source:
        for place in reading.occurrences(reading.document(article, project), units):
            yield place.segment.text, place.unit is not None and place.unit.state in done
        return
    for unit in units:
        if not unit.obsolete:
            yield unit.source, unit.state in done
