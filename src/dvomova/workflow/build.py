"""build: the translated documents, each translation laid where its source stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _
from hashlib import blake2b

from dvomova.catalogs import naming, po
from dvomova.catalogs.categories import categories
from dvomova.document import Recipe, Said, parse, rebuild_verified, without
from dvomova.errors import FileError
from dvomova.model import Catalog, Document, State, Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.left import stamped
from dvomova.workflow.project import Project
from dvomova.workflow.reading import Occurrence
from dvomova.workflow.recall import Each, Recall, Trail, trail

BUILT = "X-Dvomova-Built"
"""Header field: digests of the document as it was last built, and as it was before that: a process
may be killed between writing catalog and document. What is neither was edited by a person."""

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
    unknown: tuple[tuple[int, str], ...] = ()
    """(line, text) of the original that its catalog has not seen yet: nothing was built."""
    backup: str = ""
    """Path of the copy of what ``force`` overwrote."""
    stamp: tuple[str, Trail] | None = None
    """Where a person need not look: the digest of the catalog as it was read, and what is left now."""

    @property
    def failed(self) -> bool:
        """Whether a person has to look."""
        return bool(self.broken or self.edited or self.unfinished or self.unknown)


def build_all(
    articles: Sequence[Article], project: Project, each: Each, options: BuildOptions
) -> list[Built]:
    """Build the translated documents of articles; those that are as they were built are not even read.

    Args:
        articles: the ones to build.
        project: where they are.
        each: does the same for each article, tells what fails, and gives what came of the others.
        options: what to do with segments that are not finished.
    """
    recall = Recall(project, "build", options)
    there = {article for article in articles if recall.of(article, _files(article))}
    others = [article for article in articles if article not in there]
    done = {item.article: item for item in each(others, partial(build, options=options))}
    stamps = [(article, *item.stamp) for article, item in done.items() if item.stamp]
    recall.note((article, trail, True) for article, _read, trail in stamps)
    stamped(stamps, Recall(project, "update"), project.index)
    done |= {article: Built(article, changed=False) for article in there}
    return [done[article] for article in articles if article in done]


def _files(article: Article) -> tuple[str, str, str]:
    return article.source, article.catalog, article.target


def build(article: Article, project: Project, options: BuildOptions) -> Built:
    """Build the translated document of an article.

    Raises:
        ConfigError: it has no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    as_read = project.disk.seen(article.catalog)
    read = reading.document(article, project)
    places = reading.occurrences(read, catalog.units)
    if unknown := [(place.segment.line, place.segment.text) for place in places if place.unit is None]:
        return Built(article, changed=False, unknown=tuple(unknown))
    name = _namer(article, catalog)
    if unfinished := [name(place) for place in places if _stops(place.unit, options)]:
        return Built(article, changed=False, unfinished=tuple(dict.fromkeys(unfinished)))
    recipe = reading.recipe(article, project)
    if options.untranslated == "omit":
        read, places = _without_untranslated(read, places, recipe, catalog, options)
    joined = replace(read, segments=tuple(place.segment for place in places))
    forms = categories(catalog) if any(place.unit and place.unit.plural for place in places) else {}
    texts = [_translation(place.unit, article.target_language, options, forms) for place in places]
    text, broken = rebuild_verified(joined, recipe, texts, article.target_language)
    try:
        data = recipe.encode(text, project.disk.read_bytes(article.source))
    except UnicodeEncodeError as error:
        named = (
            name(place)
            for place, said in zip(places, texts, strict=True)
            if error.object[error.start] in _all_said(said)
        )
        raise _lacking(article, error, next(named, "")) from None
    built = Built(article, changed=False, broken=tuple(name(places[index]) for index in broken))
    built = _write(project, catalog, data, built, options)
    if as_read is None or built.failed or built.backup:
        return built
    return replace(built, stamp=(as_read, trail(_files(article), project.disk)))


def _lacking(article: Article, error: UnicodeEncodeError, name: str) -> FileError:
    """What is told of a letter that the encoding of the original does not have."""
    what = _("{name} holds “{character}”, which the encoding of {path} lacks")
    return FileError(
        what.format(name=name, character=error.object[error.start], path=article.source),
        path=article.target,
        cure=_("change the translation, or save {path} as UTF-8").format(path=article.source),
    )


def _without_untranslated(
    read: Document, places: Sequence[Occurrence], recipe: Recipe, catalog: Catalog, options: BuildOptions
) -> tuple[Document, list[Occurrence]]:
    """The document without the segments that have no translation to publish."""
    joined = replace(read, segments=tuple(place.segment for place in places))
    omitted = {index for index, place in enumerate(places) if _is_unfinished(place.unit, options)}
    left = parse(without(joined, recipe, omitted), recipe, language=read.language, path=read.path)
    found = reading.occurrences(left, catalog.units)
    stay = [place for index, place in enumerate(places) if index not in omitted]
    if [place.segment.text for place in found] != [place.segment.text for place in stay]:
        return left, found
    # What was the second "Yes." of the text is the first one now; its translation is still its own.
    return left, [replace(new, unit=old.unit) for new, old in zip(found, stay, strict=True)]


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


def _translation(
    unit: Unit | None, language: str, options: BuildOptions, forms: Mapping[str, int]
) -> Said | None:
    """What to lay in place of a segment; None for its source text.

    Of a message with plural forms it is all of them: ``forms`` says which one each category has.
    """
    if unit is None or _is_unfinished(unit, options):
        return None
    mark = ""
    if unit.state in {State.STALE, State.CONFLICT}:
        if options.stale == "source":
            return None
        mark = _MARK[language] if options.stale == "mark" else ""
    if unit.plural is None:
        return unit.target + mark
    last = len(unit.targets) - 1
    return {category: unit.targets[min(index, last)] + mark for category, index in forms.items()}


def _all_said(said: Said | None) -> str:
    return said or "" if isinstance(said, str | None) else "".join(said.values())


def _namer(article: Article, catalog: Catalog) -> Callable[[Occurrence], str]:
    keys = naming.keys(catalog.units)

    def name(place: Occurrence) -> str:
        unit, text = place.unit, place.segment.text
        key = keys[unit.context, unit.source] if unit else naming.key(text)
        return f"{article.domain}#{key}"

    return name


def _write(project: Project, catalog: Catalog, data: bytes, built: Built, options: BuildOptions) -> Built:
    """Write the document unless that would lose what a person wrote into it.

    The catalog comes first: whatever happens in between, it knows the document that is there.
    """
    article = built.article
    present = project.disk.read_bytes(article.target) if project.disk.exists(article.target) else None
    edited, backup = False, ""
    if present is not None and not _is_ours(present, data, catalog):
        edited, unseen = _edits(article, project, catalog, present, data)
        if edited and not options.force:
            return replace(built, edited=True, unseen=unseen)
        backup = project.disk.back_up(article.target) if edited else ""
    stamped = po.with_field(catalog, BUILT, _stamp(catalog, data, None if edited else present))
    project.disk.write(article.catalog, po.render(stamped, project.config.wrap))
    changed = project.disk.write(article.target, data)
    return replace(built, changed=changed, backup=backup)


def _is_ours(present: bytes, data: bytes, catalog: Catalog) -> bool:
    """Whether an existing document is what was built last, or is about to be built."""
    return present == data or is_as_built(present, catalog)


def is_as_built(present: bytes, catalog: Catalog) -> bool:
    """Whether a document is what the catalog says was built of it."""
    return _digest(present) in catalog.field(BUILT).split()


def _stamp(catalog: Catalog, data: bytes, present: bytes | None) -> str:
    """The digest of what is built now, then of what is replaced by it; as it was if nothing changes."""
    stamps, new = catalog.field(BUILT).split(), _digest(data)
    if stamps[:1] == [new]:
        return catalog.field(BUILT)
    before = _digest(present) if present is not None else new
    return new if before == new else f"{new} {before}"


def _edits(
    article: Article, project: Project, catalog: Catalog, present: bytes, data: bytes
) -> tuple[bool, tuple[str, ...]]:
    """Whether an existing document holds a person's work, and what of it the catalog does not know.

    What differs from what was built does. Where the catalog does not say what was built (other tools
    drop such fields), only what differs in nothing but texts of the same units does not.
    """
    recipe = reading.recipe(article, project)
    texts = (recipe.decode(one, article.target) for one in (present, data))
    there, ours = (parse(text, recipe, language=article.target_language) for text in texts)
    units = _units_by_text(catalog, recipe, article.target_language)
    unseen = tuple(segment.text for segment in there.segments if segment.text not in units)
    if catalog.field(BUILT) or unseen or _around(there) != _around(ours):
        return True, unseen
    pairs = zip(there.segments, ours.segments, strict=True)
    return not all(units[one.text] & units.get(two.text, set()) for one, two in pairs), ()


def _units_by_text(catalog: Catalog, recipe: Recipe, language: str) -> dict[str, set[int]]:
    """Every text that the catalog knows, to the letter, with the numbers of the units that know it."""
    found: dict[str, set[int]] = {}
    for number, unit in enumerate(catalog.units):
        for text in _all_texts(unit):
            # A unit of several sentences is read back sentence by sentence.
            parts = {text[start:end] for start, end in recipe.splitter.split(text, language)}
            for part in parts | {text}:
                found.setdefault(part, set()).add(number)
    return found


def _around(document: Document) -> list[str]:
    """What stands between the segments, line ends apart."""
    edges = [0, *(edge for segment in document.segments for edge in segment.span), len(document.source)]
    pieces = (document.source[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    return ["\n".join(piece.splitlines()) for piece in pieces]


def _all_texts(unit: Unit) -> tuple[str, ...]:
    return (unit.source, *unit.targets, *((unit.previous,) if unit.previous else ()))


def _digest(data: bytes) -> str:
    """The same whatever the line ends: version control may turn them on its way to another machine."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return blake2b(lines, digest_size=8).hexdigest()
