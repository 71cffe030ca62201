"""What is laid in place of each segment of an original: translations, as far as they can be published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import pairwise

from dvomova.catalogs import naming
from dvomova.catalogs.categories import categories
from dvomova.document import Recipe, Said, parse, rebuild_verified, without
from dvomova.errors import FileError
from dvomova.model import Catalog, Document, State, Unit
from dvomova.text.wrapping import fold
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.reading import Occurrence
from dvomova.workflow.seen import key_of

_MARK = {"uk": " [переклад застарів]", "en": " [translation out of date]"}


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to do with segments that are not finished."""

    untranslated: str = "source"
    """``source``: publish the original there; ``omit``: leave it out; ``fail``: build nothing."""
    stale: str = "keep"
    """``keep`` the old translation; ``mark`` it; ``source``; ``fail``."""
    drafts: bool = False
    """Whether drafts are published."""
    force: bool = False
    """Whether a document edited by hand is overwritten (a copy is kept)."""
    fresh: bool = False
    """Whether the document is made of the original alone, whatever it has of its own (a copy is kept)."""


@dataclass(frozen=True, slots=True)
class Original:
    """The original of an article, and what its catalog has for it."""

    article: Article
    catalog: Catalog
    document: Document
    """The original, read."""
    places: tuple[Occurrence, ...]
    """Its segments, cut as the catalog is, each with its unit."""

    def gaps(self, first: int, number: int) -> list[str]:
        """What stands between so many places, neighbours in one block, from ``first`` on."""
        members = self.places[first : first + number]
        text = self.document.reading.blocks[members[0].segment.block].text
        between = (text[one.segment.inside.end : two.segment.inside.start] for one, two in pairwise(members))
        return [" " if gap.isspace() and "\n" not in fold(gap) else gap for gap in between]


@dataclass(frozen=True, slots=True)
class Laid:
    """A translated document, as it is going to be."""

    data: bytes
    broken: tuple[str, ...] = ()
    """Names of segments whose translation would have broken the document."""
    omitted: frozenset[str] = frozenset()
    """Keys of the units that it does not hold, until they are translated."""
    own: frozenset[str] | None = None
    """As in ``Seen``."""
    unplaced: tuple[str, ...] = ()
    """Names of segments for which a document that has a structure of its own has no place."""


def original(article: Article, project: Project, catalog: Catalog) -> Original:
    """The original of an article, with the units of its catalog at their places."""
    read = reading.document(article, project)
    return Original(article, catalog, read, tuple(reading.occurrences(read, catalog.units)))


def fresh(of: Original, project: Project, options: BuildOptions) -> Laid:
    """The translated document as it is made of the original alone.

    Args:
        of: the original; the catalog knows all of its texts.
        project: where it is.
        options: what to do with segments that are not finished.

    Raises:
        FileError: a translation holds a letter that the encoding of the original lacks.
    """
    article, read = of.article, of.document
    places: Sequence[Occurrence] = of.places
    name, recipe = namer(article, of.catalog), reading.recipe(article, project)
    omitted = {index for index, place in enumerate(places) if is_omitted(place.unit, options)}
    units = [unit for index in omitted if (unit := places[index].unit)]
    if omitted:
        read, places = _without(of, recipe, omitted)
    joined = replace(read, segments=tuple(place.segment for place in places))
    texts = said(of, places, options)
    text, broken = rebuild_verified(joined, recipe, texts, article.target_language)
    try:
        data = recipe.encode(text, project.disk.read_bytes(article.source))
    except UnicodeEncodeError as error:
        raise lacking(of, error, zip(places, texts, strict=True)) from None
    waiting = frozenset(key_of(unit) for unit in units if not unit.is_left_out)
    return Laid(data, tuple(name(places[index]) for index in broken), waiting)


def said(of: Original, places: Sequence[Occurrence], options: BuildOptions) -> list[Said | None]:
    """What is to stand at each of these places; None for the source text."""
    language = of.article.target_language
    forms = categories(of.catalog) if any(place.unit and place.unit.plural for place in places) else {}
    return [_translation(place.unit, language, options, forms) for place in places]


def is_omitted(unit: Unit | None, options: BuildOptions) -> bool:
    """Whether the document is to be without a unit: by a person's word, or as it is not translated."""
    if unit and unit.is_left_out:
        return True
    return options.untranslated == "omit" and _is_unfinished(unit, options)


def stops(unit: Unit | None, options: BuildOptions) -> bool:
    """Whether nothing is to be built as long as a unit is as it is."""
    if _state(unit) in {State.STALE, State.CONFLICT}:
        return options.stale == "fail"
    return _is_unfinished(unit, options) and options.untranslated == "fail"


def mark(language: str) -> str:
    """What stands behind a translation that is published as out of date (``--stale mark``)."""
    return _MARK[language]


def lacking(
    of: Original, error: UnicodeEncodeError, laid: Iterable[tuple[Occurrence, Said | None]]
) -> FileError:
    """What is told of a letter that the encoding of a document does not have."""
    article, character = of.article, error.object[error.start]
    name = namer(article, of.catalog)
    named = next((name(place) for place, text in laid if character in _all_said(text)), "")
    what = _("{name} holds “{character}”, which the encoding of {path} lacks")
    return FileError(
        what.format(name=named, character=character, path=article.source),
        path=article.target,
        cure=_("change the translation, or save {path} as UTF-8").format(path=article.source),
    )


def _without(of: Original, recipe: Recipe, omitted: Collection[int]) -> tuple[Document, Sequence[Occurrence]]:
    """The original without some of its places."""
    joined = replace(of.document, segments=tuple(place.segment for place in of.places))
    text = without(joined, recipe, omitted)
    left = parse(text, recipe, language=of.document.language, path=of.document.path)
    found = reading.occurrences(left, of.catalog.units)
    stay = [place for index, place in enumerate(of.places) if index not in omitted]
    if [place.segment.text for place in found] != [place.segment.text for place in stay]:
        return left, found
    # What was the second "Yes." of the text is the first one now; its translation is still its own.
    return left, [replace(new, unit=old.unit) for new, old in zip(found, stay, strict=True)]


def _state(unit: Unit | None) -> State:
    return State.UNTRANSLATED if unit is None else unit.state


def _is_unfinished(unit: Unit | None, options: BuildOptions) -> bool:
    """Whether there is no translation to publish: none, or a draft."""
    state = _state(unit)
    return state is State.UNTRANSLATED or (state is State.DRAFT and not options.drafts)


def _translation(
    unit: Unit | None, language: str, options: BuildOptions, forms: Mapping[str, int]
) -> Said | None:
    """What to lay in place of a segment; None for its source text.

    Of a message with plural forms it is all of them: ``forms`` says which one each category has.
    """
    if unit is None or _is_unfinished(unit, options):
        return None
    marked = ""
    if unit.state in {State.STALE, State.CONFLICT}:
        if options.stale == "source":
            return None
        marked = mark(language) if options.stale == "mark" else ""
    if unit.plural is None:
        return unit.target + marked
    last = len(unit.targets) - 1
    return {category: unit.targets[min(index, last)] + marked for category, index in forms.items()}


def _all_said(said: Said | None) -> str:
    return said or "" if isinstance(said, str | None) else "".join(said.values())


def namer(article: Article, catalog: Catalog) -> Callable[[Occurrence], str]:
    """What the unit at a place is called."""
    keys = naming.keys(catalog.units)

    def name(place: Occurrence) -> str:
        unit, text = place.unit, place.segment.text
        key = keys[unit.context, unit.source] if unit else naming.key(text)
        return f"{article.domain}#{key}"

    return name
