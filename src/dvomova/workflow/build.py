"""build: the translated documents, each translation laid where its source stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from dvomova.catalogs import naming, po
from dvomova.document import Recipe, parse, rebuild_verified, without
from dvomova.model import Catalog, Document, State, Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.reading import Occurrence

_BUILT = "X-Dvomova-Built"
"""Header field: digest of the document as it was last built; what differs was edited by a person."""

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


@dataclass(frozen=True, slots=True)
class Built:
    """What ``build`` did for one article."""

    article: Article
    changed: bool
    """Whether the document was, or would have been, written."""
    broken: tuple[str, ...] = ()
    """Names of segments whose translation would have broken the document: the source stands there."""
    edited: bool = False
    """Whether the existing document was edited by hand, so that it was left alone."""
    unseen: tuple[str, ...] = ()
    """Texts in it that the catalog does not know."""
    unfinished: tuple[str, ...] = ()
    """Names of segments for which ``fail`` was asked: nothing was built."""
    backup: str = ""
    """Path of the copy of what ``force`` overwrote."""

    @property
    def failed(self) -> bool:
        """Whether a person has to look."""
        return bool(self.broken or self.edited or self.unfinished)


def build(article: Article, project: Project, options: BuildOptions) -> Built:
    """Build the translated document of an article.

    Raises:
        ConfigError: it has no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    read = reading.document(article, project)
    places = reading.occurrences(read, catalog.units)
    name = _namer(article, catalog)
    if unfinished := [name(place) for place in places if _stops(place.unit, options)]:
        return Built(article, changed=False, unfinished=tuple(dict.fromkeys(unfinished)))
    recipe = reading.recipe(article, project.config)
    if options.untranslated == "omit":
        read, places = _without_untranslated(read, places, recipe, catalog, options)
    joined = replace(read, segments=tuple(place.segment for place in places))
    texts = [_translation(place.unit, article.target_language, options) for place in places]
    text, broken = rebuild_verified(joined, recipe, texts)
    built = Built(article, changed=False, broken=tuple(name(places[index]) for index in broken))
    return _write(project, catalog, text, built, options)


def _without_untranslated(
    read: Document, places: Sequence[Occurrence], recipe: Recipe, catalog: Catalog, options: BuildOptions
) -> tuple[Document, list[Occurrence]]:
    """The document without the segments that have no translation to publish."""
    joined = replace(read, segments=tuple(place.segment for place in places))
    omitted = {index for index, place in enumerate(places) if _is_unfinished(place.unit, options)}
    left = parse(without(joined, omitted), recipe, language=read.language, path=read.path)
    return left, reading.occurrences(left, catalog.units)


def _state(unit: Unit | None) -> State:
    return State.UNTRANSLATED if unit is None else unit.state


def _stops(unit: Unit | None, options: BuildOptions) -> bool:
    if _state(unit) in {State.STALE, State.CONFLICT}:
        return options.stale == "fail"
    return _is_unfinished(unit, options) and options.untranslated == "fail"


def _is_unfinished(unit: Unit | None, options: BuildOptions) -> bool:
    """Whether there is no translation to publish: none, or a draft."""
    state = _state(unit)
    return state is State.UNTRANSLATED or (state is State.DRAFT and not options.drafts)


def _translation(unit: Unit | None, language: str, options: BuildOptions) -> str | None:
    """What to lay in place of a segment; None for its source text."""
    if unit is None or _is_unfinished(unit, options):
        return None
    if unit.state in {State.STALE, State.CONFLICT}:
        if options.stale == "source":
            return None
        return unit.target + (_MARK[language] if options.stale == "mark" else "")
    return unit.target


def _namer(article: Article, catalog: Catalog) -> Callable[[Occurrence], str]:
    keys = naming.keys(catalog.units)

    def name(place: Occurrence) -> str:
        unit, text = place.unit, place.segment.text
        key = keys[unit.context, unit.source] if unit else naming.key(text)
        return f"{article.domain}#{key}"

    return name


def _write(project: Project, catalog: Catalog, text: str, built: Built, options: BuildOptions) -> Built:
    """Write the document unless that would lose what a person wrote into it."""
    article = built.article
    present = project.disk.read_if_there(article.target)
    backup = ""
    if present is not None and present != text and catalog.field(_BUILT) != _digest(present):
        edited, unseen = _edits(article, project, catalog, present, text)
        if edited and not options.force:
            return replace(built, edited=True, unseen=unseen)
        backup = project.disk.back_up(article.target) if edited else ""
    changed = project.disk.write(article.target, text)
    stamped = po.with_field(catalog, _BUILT, _digest(text))
    project.disk.write(article.catalog, po.render(stamped, project.config.wrap))
    return replace(built, changed=changed, backup=backup)


def _edits(
    article: Article, project: Project, catalog: Catalog, present: str, text: str
) -> tuple[bool, tuple[str, ...]]:
    """Whether an existing document holds a person's work, and what of it the catalog does not know.

    It does if it has a text that the catalog does not know, to the letter; or more or fewer segments
    than ``text``, which is about to replace it: something was put in or taken out.
    """
    recipe = reading.recipe(article, project.config)
    known: set[str] = set()
    for translation in (translation for unit in catalog.units for translation in _all_texts(unit)):
        # A unit of several sentences is read back sentence by sentence.
        spans = recipe.splitter.split(translation, article.target_language)
        known |= {translation, *(translation[start:end] for start, end in spans)}
    there, built = (
        parse(document, recipe, language=article.target_language).segments for document in (present, text)
    )
    unseen = tuple(segment.text for segment in there if segment.text not in known)
    return bool(unseen) or len(there) != len(built), unseen


def _all_texts(unit: Unit) -> tuple[str, ...]:
    return (unit.source, *unit.targets, *((unit.previous,) if unit.previous else ()))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=8).hexdigest()
