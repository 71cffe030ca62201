"""The translated document as it is: which of its texts stands for which unit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dvomova.catalogs.cuts import Known, Piece, as_incoming, cuts
from dvomova.catalogs.facing import Expected, Facing, facing, known_texts
from dvomova.catalogs.incoming import Incoming, joined
from dvomova.document import Recipe, bare_codes, parse, segment_text, spelled_out
from dvomova.model import Block, Code, Document, Segment, Span
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.seen import keys_of


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is expected in the translated document."""

    expected: Expected
    number: int = -1
    """Its place among those of the original; -1 where it is gone from there."""
    context: str | None = None
    """The key of its message, in a file that has keys."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A translated document, its texts cut as the catalog is."""

    document: Document
    recipe: Recipe
    segments: tuple[Segment, ...]
    """Where each of the texts stands."""
    texts: tuple[Incoming, ...]
    """The texts, inline codes spelled out."""
    facing: tuple[Facing, ...]
    """Which of them stand for which places."""

    @property
    def alone(self) -> list[int]:
        """The numbers of texts that stand for no place."""
        faced = {number for one in self.facing for number in range(one.first, one.last + 1)}
        return [number for number in range(len(self.texts)) if number not in faced]

    def block(self, number: int) -> Block:
        """The block that a text stands in."""
        return self.document.reading.blocks[self.segments[number].block]

    def spelled(self, one: Facing) -> str:
        """What the texts of a place say together, inline codes spelled out."""
        return joined(self.texts, one.first, one.last) or self.texts[one.first].source

    def text(self, one: Facing) -> str:
        """The same as it would stand in a catalog, with the numbers that codes have in this document."""
        if not self.block(one.first).codes:
            return self.spelled(one)
        first, last = self.segments[one.first], self.segments[one.last]
        return segment_text(self.block(one.first), Span(first.inside.start, last.inside.end))

    def is_but_for_forms(self, data: bytes) -> bool:
        """Whether another file of messages holds the same, plural forms apart."""
        ours, path = self.document.reading, self.document.path
        text = self.recipe.decode(data, path)
        theirs = self.recipe.format.read(text, self.recipe.options)
        return ours.skeleton == theirs.skeleton and all(
            one.text == two.text or two.plural is not None
            for one, two in zip(ours.blocks, theirs.blocks, strict=True)
        )


def forms_of(block: Block) -> dict[str, str]:
    """What a message with plural forms says in each category that its file has."""
    return {form.category: form.text for form in block.forms if form.text}


def sight(
    article: Article, project: Project, data: bytes, places: Sequence[Place], own: Collection[str] = ()
) -> Sight:
    """The translated document of an article, read.

    Args:
        article: whose document.
        project: where it is.
        data: what the file holds.
        places: of the units, in the order of the original.
        own: keys of its texts that are known to be no translation.

    Raises:
        FileError: it cannot be read as the original is.
    """
    recipe = reading.recipe(article, project)
    text = recipe.decode(data, article.target)
    read = parse(text, recipe, language=article.target_language, path=article.target)
    expected = [place.expected for place in places]
    items = _spelled(read)
    pieces = cuts(items, Known(known_texts(expected)))
    texts = [as_incoming(piece, items) for piece in pieces]
    segments = tuple(_segment(read, piece) for piece in pieces)
    if any(block.context is not None for block in read.reading.blocks):
        found = _by_key(texts, places)
    else:
        kept = {number for number, item in enumerate(texts) if keys_of([item.source]) <= set(own)}
        found = facing(texts, expected, kept)
    return Sight(read, recipe, segments, tuple(texts), tuple(found))


def _spelled(read: Document) -> list[Incoming]:
    """The segments of a document with their codes spelled out; they are not cut then."""
    items = reading.incoming(read)
    if not any(block.codes for block in read.reading.blocks):
        return items
    codes = bare_codes(read)
    pairs = zip(items, read.segments, strict=True)
    return [_without_codes(item, codes[segment.block]) for item, segment in pairs]


def _without_codes(item: Incoming, codes: Sequence[Code]) -> Incoming:
    return replace(item, source=spelled_out(item.source, codes), whole=True) if codes else item


def _segment(read: Document, piece: Piece) -> Segment:
    first, last = read.segments[piece.first], read.segments[piece.last]
    block = read.reading.blocks[first.block]
    if not block.codes:
        return reading.segment_of(read, piece)
    span, inside = Span(first.span.start, last.span.end), Span(first.inside.start, last.inside.end)
    return replace(first, text=segment_text(block, inside), span=span, inside=inside)


def _by_key(texts: Sequence[Incoming], places: Sequence[Place]) -> list[Facing]:
    """Messages stand under their keys."""
    numbers = {item.context: number for number, item in enumerate(texts)}
    return [
        Facing(numbers[place.context], numbers[place.context], (index,))
        for index, place in enumerate(places)
        if place.context is not None and place.context in numbers
    ]
