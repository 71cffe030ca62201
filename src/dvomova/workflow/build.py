"""build: the translated documents, each translation laid where its source stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dvomova.catalogs import po
from dvomova.document import Recipe, parse
from dvomova.model import Catalog, Document, Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.laying import BuildOptions, Laid, Original, fresh, namer, original, stops
from dvomova.workflow.left import Before, stamped
from dvomova.workflow.project import Project
from dvomova.workflow.recall import Each, Recall, Trail, trail
from dvomova.workflow.seen import Seen


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
    unplaced: tuple[str, ...] = ()
    """Names of segments for which it has no place, as it has a structure of its own."""
    unfinished: tuple[str, ...] = ()
    """Names of segments for which ``fail`` was asked: nothing was built."""
    unknown: tuple[tuple[int, str], ...] = ()
    """(line, text) of the original that its catalog has not seen yet: nothing was built."""
    backup: str = ""
    """Path of the copy of what ``force`` overwrote."""
    stamp: tuple[Before, Trail] | None = None
    """Where a person need not look: the digests of catalog and document before, and what is left now."""

    @property
    def failed(self) -> bool:
        """Whether a person has to look."""
        return bool(self.broken or self.unplaced or self.edited or self.unfinished or self.unknown)


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
    present = project.disk.read_bytes(article.target) if project.disk.exists(article.target) else None
    as_read, target = project.disk.seen(article.catalog), project.disk.seen(article.target)
    of = original(article, project, catalog)
    if unknown := [(place.segment.line, place.segment.text) for place in of.places if place.unit is None]:
        return Built(article, changed=False, unknown=tuple(unknown))
    name = namer(article, catalog)
    if unfinished := [name(place) for place in of.places if stops(place.unit, options)]:
        return Built(article, changed=False, unfinished=tuple(dict.fromkeys(unfinished)))
    laid = _laid(of, project, present, options)
    built = _write(of, project, present, laid, options)
    if as_read is None or built.failed or built.backup:
        return built
    return replace(built, stamp=((as_read, target), trail(_files(article), project.disk)))


def _laid(of: Original, project: Project, present: bytes | None, options: BuildOptions) -> Laid:
    """The document as it is going to be: what it has of its own, and the catalog has seen, stays."""
    laid, seen = fresh(of, project, options), Seen.of(of.catalog)
    if seen.own is None or options.fresh or present is None:
        return laid
    if present == laid.data or not seen.knows(present):
        return laid
    from dvomova.workflow.onto import onto  # which most documents do not need

    found = onto(of, project, present, options)
    return laid if found.data == laid.data else found


def _write(of: Original, project: Project, present: bytes | None, laid: Laid, options: BuildOptions) -> Built:
    """Write the document unless that would lose what a person wrote into it.

    The catalog comes first: whatever happens in between, it knows the document that is there.
    """
    article, catalog, seen = of.article, of.catalog, Seen.of(of.catalog)
    built = Built(article, changed=False, broken=laid.broken, unplaced=laid.unplaced)
    edited, backup = False, ""
    if present is not None and present != laid.data and not seen.knows(present):
        edited, unseen = _edits(article, project, catalog, present, laid.data)
        if edited and not options.force:
            return replace(built, edited=True, unseen=unseen)
    if present is not None and present != laid.data and (edited or (options.fresh and seen.own is not None)):
        backup = project.disk.back_up(article.target)
    now = replace(seen, own=laid.own, awaited=laid.omitted)
    now = now.after(laid.data, catalog.units, None if edited else present)
    project.disk.write(article.catalog, po.render(now.put(catalog), project.config.wrap))
    changed = project.disk.write(article.target, laid.data)
    return replace(built, changed=changed, backup=backup)


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
    unseen = tuple(text for text in _texts_in(there) if text not in units)
    if Seen.of(catalog).built or unseen or _around(there) != _around(ours):
        return True, unseen
    pairs = zip(there.segments, ours.segments, strict=True)
    return not all(units[one.text] & units.get(two.text, set()) for one, two in pairs), ()


def _texts_in(document: Document) -> Iterator[str]:
    """What a document says, each plural form of a message as well."""
    yield from (segment.text for segment in document.segments)
    for block in document.reading.blocks:
        if block.plural is not None:
            yield from (form.text for form in block.forms if form.text)


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
