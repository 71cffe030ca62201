"""From an article to what comes into its catalog, and from a catalog back to its article."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from gettext import gettext as _
from pathlib import PurePosixPath

from dvomova import registry
from dvomova.catalogs import po
from dvomova.catalogs.cuts import Known, Piece, cuts
from dvomova.catalogs.incoming import Incoming
from dvomova.config import Segmentation
from dvomova.document import Recipe, comments, in_source, parse, segment_text
from dvomova.errors import ConfigError, FileError
from dvomova.model import Catalog, Document, Segment, Span, Unit
from dvomova.segmenters.base import Splitter
from dvomova.workflow import ignoring
from dvomova.workflow.articles import Article, format_of, options_of
from dvomova.workflow.project import Project

_FEW, _SMALL = 64, 100_000
"""Documents whose segments are remembered, and the bytes above which that would take too much memory."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A unit at one of its places in a document."""

    segment: Segment
    """Joined where the unit holds several sentences."""
    unit: Unit | None
    """None where the catalog does not know the text."""


def recipe(article: Article, project: Project) -> Recipe:
    """How the documents of an article are read.

    Raises:
        ConfigError: no format is known for its file name.
        FileError: its segmentation rules cannot be used.
    """
    name = format_of(article.source, article.rule, article.form)
    if name is None:
        suffix = PurePosixPath(article.source).suffix
        raise ConfigError(
            _("no format is known for {suffix} files").format(suffix=suffix or _("nameless")),
            path=article.source,
            cure=_("known are {suffixes}; of other files name the format with --format: {formats}").format(
                suffixes=" ".join(registry.suffixes()), formats=" ".join(registry.names("formats"))
            ),
        )
    settings = segmentation(article, project)
    options = options_of(article.rule, project.config)
    return Recipe(registry.load("formats", name), splitter(settings, project), options, settings.whole)


def segmentation(article: Article, project: Project) -> Segmentation:
    """How the texts of an article are split."""
    return project.config.segmentation.refined(dict(article.rule.segmentation) if article.rule else {})


def splitter(settings: Segmentation, project: Project) -> Splitter:
    """The splitter for these settings, made ready once a run.

    Raises:
        ConfigError: there is none of that name.
        FileError: a file of rules is missing, or no SRX that can be carried; with the line.
    """
    if settings not in project.splitters:
        project.splitters[settings] = _splitter(settings, project)
    return project.splitters[settings]


def _splitter(settings: Segmentation, project: Project) -> Splitter:
    if settings.segment != "sentence":
        found: Splitter = registry.load("segmenters", settings.segment)
        return found
    from dvomova.segmenters.sentences import Sentences
    from dvomova.segmenters.srx import read

    return Sentences(
        tuple(read(project.disk.read(path), path) for path in settings.segmentation),
        built_in=settings.built_in_rules,
        never_after=settings.never_after,
        shortest=settings.shortest,
    )


def rules_version(article: Article, project: Project) -> str:
    """What tells the rules apart that an article was split by: ``sentence 3``, ``sentence 3+5f3a1c2b``."""
    settings = segmentation(article, project)
    words = [settings.segment, splitter(settings, project).version, *sorted(settings.whole)]
    return " ".join(word for word in words if word)


def document(article: Article, project: Project) -> Document:
    """The original of an article, read."""
    how = recipe(article, project)
    source = how.decode(project.disk.read_bytes(article.source), article.source)
    return parse(source, how, language=article.source_language, path=article.source)


def incoming(read: Document) -> list[Incoming]:
    """The segments of a document on their way into a catalog."""
    items = []
    for index, segment in enumerate(read.segments):
        block = read.reading.blocks[segment.block]
        whole = block.whole or not block.marks
        items.append(
            Incoming(
                segment.text,
                segment.kind,
                comments(read, index),
                (read.path,),
                gap(read, index),
                whole,
                block.context,
                block.plural,
                keyed=block.context is not None,
            )
        )
    return items


def gap(read: Document, index: int) -> str | None:
    """What joins a segment to the next one of its block: a space, a hard break, nothing (``так.Він``).

    Or a dash, a number: what rules cut off and nobody translates. None where no other follows.
    """
    if index + 1 == len(read.segments):
        return None
    here, there = read.segments[index], read.segments[index + 1]
    if here.block != there.block:
        return None
    both = segment_text(read.reading.blocks[here.block], Span(here.inside.start, there.inside.end))
    gap = both[len(here.text) : len(both) - len(there.text)]
    return " " if gap.isspace() and "\n" not in gap else gap


def occurrences(read: Document, units: Iterable[Unit]) -> list[Occurrence]:
    """The segments of a document, cut as the catalog has it, each with its unit."""
    active = {(unit.context, unit.source): unit for unit in units if not unit.obsolete}
    found, count = [], dict[str, int]()
    for piece in cuts(incoming(read), Known(list(active.values()))):
        count[piece.text] = number = count.get(piece.text, 0) + 1
        block = read.reading.blocks[read.segments[piece.first].block]
        if block.context is None:
            unit = active.get((str(number), piece.text)) or active.get((None, piece.text))
        else:
            unit = active.get((block.context, piece.text))
        if unit and (unit.plural is None) != (block.plural is None):
            unit = None  # it got plural forms, or lost them: another message
        found.append(Occurrence(segment_of(read, piece), unit))
    return found


def segment_of(read: Document, piece: Piece) -> Segment:
    """Where a piece stands. Line ends inside it are folded, so visible characters are counted."""
    first, last = read.segments[piece.first], read.segments[piece.last]
    if piece.start == 0 and piece.end == len(last.text):
        span, inside = Span(first.span.start, last.span.end), Span(first.inside.start, last.inside.end)
        return replace(first, text=piece.text, span=span, inside=inside)
    block = read.reading.blocks[first.block]
    begin = _behind(block.text, first.inside.start, first.text[: piece.start])
    start = begin + len(block.text[begin:]) - len(block.text[begin:].lstrip())
    inside = Span(start, _behind(block.text, last.inside.start, last.text[: piece.end]))
    return replace(first, text=piece.text, span=in_source(block, inside), inside=inside)


def _behind(text: str, start: int, said: str) -> int:
    """The offset in ``text`` behind as many visible characters as ``said`` has, counted from ``start``."""
    left = sum(map(len, said.split()))
    while left:
        left -= not text[start].isspace()
        start += 1
    return start


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What the original of an article holds now."""

    items: list[Incoming]
    """In the order of the document, or of the program's files."""
    skipped: tuple[tuple[int, str], ...] = ()
    """(line, what) of text that is left as it is and that a person may miss."""


def arrivals(article: Article, project: Project) -> Arrivals:
    """What the original of an article holds now, be it a document or a program.

    Of a few documents that is remembered: an update asks twice.
    """
    if article.messages:
        from dvomova.workflow.programs import messages

        return Arrivals(*messages(article.messages, project.disk))
    data = project.disk.read_bytes(article.source)
    was, found = project.arrivals.get(article, (b"", None))
    if found is None or was != data:
        read = document(article, project)
        found = Arrivals(incoming(read), read.reading.skipped)
        if len(project.arrivals) == _FEW:
            project.arrivals.clear()
        if len(data) < _SMALL:
            project.arrivals[article] = data, found
    return found


def catalog(article: Article, project: Project) -> Catalog | None:
    """The catalog of an article, None where there is none yet; without a header it gets a new one.

    Raises:
        FileError: it is no PO file, or belongs to other languages than the article.
    """
    text = project.disk.read_if_there(article.catalog)
    if text is None:
        return None
    read = po.parse(text, article.catalog)
    if ignoring.PREFIX in text:  # before anything changes what they were written for
        read = ignoring.stamped(read)
    if not read.header:
        return replace(read, header=new_header(article))
    language = read.field("Language")
    if language and language.replace("-", "_").split("_")[0].lower() not in {article.target_language, "ua"}:
        raise FileError(
            _("the header says Language: {found}, the folder says {expected}").format(
                found=language, expected=article.target_language
            ),
            path=article.catalog,
            cure=_("correct the header or move the file"),
        )
    return read


def new_header(article: Article) -> tuple[tuple[str, str], ...]:
    """The header of a catalog that begins now."""
    return po.new_header(article.domain, article.source_language, article.target_language, now())


def now() -> str:
    """The time as PO headers write it; SOURCE_DATE_EPOCH holds it still for reproducible output.

    Raises:
        ConfigError: SOURCE_DATE_EPOCH is no number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        when = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        raise ConfigError(
            _("SOURCE_DATE_EPOCH must be seconds since 1970, not “{value}”").format(value=epoch),
            cure=_("unset it, or: SOURCE_DATE_EPOCH=$(date +%s)"),
        ) from None
    return when.strftime("%Y-%m-%d %H:%M%z")


def existing_catalog(article: Article, project: Project) -> Catalog:
    """The catalog of an article.

    Raises:
        ConfigError: there is none yet.
        FileError: as ``catalog``.
    """
    found = catalog(article, project)
    if found is None:
        raise ConfigError(
            _("there is no catalog yet"),
            path=article.source or article.domain,
            cure=_("run: dvomova update {path}").format(path=article.source or article.domain),
        )
    return found
