"""diff --since: what was edited in an original since a revision of git, and what of it is translated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dvomova.catalogs.merge import Event, merge
from dvomova.catalogs.offers import Likeness, likeness_between
from dvomova.document import parse
from dvomova.model import Document, State, Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.git import Revision, content_at
from dvomova.workflow.project import Project
from dvomova.workflow.status import named_units


@dataclass(frozen=True, slots=True)
class Edited:
    """A segment of an original that is not what it was."""

    article: Article
    kind: str
    """``edited``, ``new`` or ``gone``."""
    before: str
    """Its text at the revision; empty for a new one."""
    source: str
    """Its text now; empty for one that is gone."""
    changes: tuple[str, ...] = ()
    """What kinds of change lie between them: see ``similarity.changes``."""
    line: int = 0
    """Where it begins now, from 1; 0 for one that is gone."""
    name: str = ""
    """``domain#key`` in the catalog; empty where the catalog does not know it."""
    unit: Unit | None = None
    """As the catalog has it."""

    @property
    def likeness(self) -> Likeness | None:
        """How like the two texts are; None where there is only one."""
        return likeness_between(self.before, self.source) if self.kind == "edited" else None

    @property
    def is_translated(self) -> bool:
        """Whether its text of now has a finished translation."""
        return self.unit is not None and self.unit.state in {State.TRANSLATED, State.AHEAD}


def since(article: Article, project: Project, revision: Revision) -> list[Edited]:
    """The segments of an article that differ from those at a revision, in document order, gone ones last.

    Raises:
        NotThereError: the original was not there at that revision.
    """
    recipe = reading.recipe(article, project)
    then = recipe.decode(
        content_at(project.disk.root, article.source, revision), f"{article.source} ({revision.name})"
    )
    old = parse(then, recipe, language=article.source_language, path=article.source)
    now = reading.document(article, project)
    # Who was each segment before? To `merge`, what had a translation: here each has itself.
    units = [replace(unit, targets=(unit.source,)) for unit in merge((), reading.incoming(old)).units]
    events = merge(units, reading.incoming(now)).events
    places = dict(_places(article, project, now))
    return [edited for event in events if (edited := _edited(article, event, places))]


_Place = tuple[int, str, Unit | None]


def _edited(article: Article, event: Event, places: dict[str, _Place]) -> Edited | None:
    text = event.unit.source
    if event.kind == "gone":
        return Edited(article, "gone", text, "")
    line, name, unit = places.get(text) or _beginning(text, places)
    if event.kind == "new":
        return Edited(article, "new", "", text, (), line, name, unit)
    if not event.before or event.before == text:
        return None
    return Edited(article, "edited", event.before, text, event.classes, line, name, unit)


def _beginning(text: str, places: dict[str, _Place]) -> _Place:
    """Of several segments that were one: where the first of them stands."""
    return next((place for first, place in places.items() if text.startswith(first)), (0, "", None))


def _places(article: Article, project: Project, read: Document) -> Iterator[tuple[str, _Place]]:
    """For each text of the document its first line, and the unit of the catalog that it belongs to."""
    catalog = reading.catalog(article, project)
    units = catalog.units if catalog else ()
    named = named_units(article, catalog.units) if catalog else ()
    names = {(unit.context, unit.source): name for name, unit in named}
    found = reading.occurrences(read, units)
    # Backwards, so that of a text that stands in several places the first one is told.
    for text, line, unit in reversed(list(_with_units(read, found))):
        yield text, (line, names[unit.context, unit.source] if unit else "", unit)


def _with_units(
    read: Document, occurrences: Iterable[reading.Occurrence]
) -> Iterator[tuple[str, int, Unit | None]]:
    """Each segment with the unit that covers it; the catalog may hold several in one."""
    rest = iter(occurrences)
    here = next(rest, None)
    for segment in read.segments:
        while here and here.segment.span.end <= segment.span.start:
            here = next(rest, None)
        yield segment.text, segment.line, here.unit if here else None
