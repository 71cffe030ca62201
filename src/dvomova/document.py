"""Documents: parsed into segments, rebuilt by splicing. The only place that splices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dvomova.formats.base import Format, ReadOptions
from dvomova.model import Block, Document, Segment, Span
from dvomova.segmenters.base import Splitter
from dvomova.text.markup import is_translatable
from dvomova.text.wrapping import fold, has_soft_break, wrap


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a document is read; the same recipe rebuilds it."""

    format: Format
    splitter: Splitter
    options: ReadOptions = ReadOptions()


def parse(source: str, recipe: Recipe, *, language: str, path: str = "") -> Document:
    """The document that ``source`` is. Never fails, whatever the text holds."""
    reading = recipe.format.read(source, recipe.options)
    lines = _line_starts(source)
    segments: list[Segment] = []
    for index, block in enumerate(reading.blocks):
        whole = block.whole or not block.marks
        spans = [Span(0, len(block.text))] if whole else recipe.splitter.split(block.text, language)
        for inside in spans:
            text = segment_text(block, inside)
            if is_translatable(text):
                span = block.span if whole else _in_source(block, inside)
                line = bisect_right(lines, span.start)
                segments.append(Segment(text, block.kind, span, line, index, inside, block.note))
    return Document(path, language, recipe.format.name, source, reading, tuple(segments))


def segment_text(block: Block, inside: Span) -> str:
    """What a translator sees of this part of a block: soft line breaks folded."""
    text = block.text[inside.start : inside.end]
    return text if block.style else fold(text)


def join(document: Document, first: int, last: int) -> Segment:
    """Segments ``first`` to ``last`` (inclusive) of one block as one segment."""
    begin, end = document.segments[first], document.segments[last]
    inside = Span(begin.inside.start, end.inside.end)
    text = segment_text(document.reading.blocks[begin.block], inside)
    return replace(begin, text=text, span=Span(begin.span.start, end.span.end), inside=inside)


def rebuild(document: Document, recipe: Recipe, translations: Sequence[str | None]) -> str:
    """The source with each translation exactly where its segment stood.

    Args:
        document: what ``parse`` gave for the source.
        recipe: the one it was parsed with.
        translations: one for each segment, in order; None leaves the source text as it is.
    """
    text = _Splice(document.source)
    newline = _newline(document.source)
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        block, members = document.reading.blocks[index], list(group)
        if all(translation is None for _segment, translation in members):
            continue
        width = _wrap_width(document.source, block, [segment for segment, _translation in members])
        for segment, translation in members:
            if translation is not None:
                _lay(text, recipe.format, block, segment.span, translation, width, newline)
    return text.finish()


def rebuild_verified(
    document: Document, recipe: Recipe, translations: Sequence[str | None]
) -> tuple[str, list[int]]:
    """``rebuild``, with every translation left out that would break the document's structure.

    What is built is read again: its structure and the text of each block must be what was meant.

    Returns:
        The built text, and the indexes of the segments whose translation was left out.
    """
    broken: list[int] = []
    while True:
        chosen = [None if index in broken else text for index, text in enumerate(translations)]
        built = rebuild(document, recipe, chosen)
        if not any(text is not None for text in chosen) or _is_sound(document, recipe, chosen, built):
            return built, sorted(broken)
        present = [index for index, text in enumerate(chosen) if text is not None]
        broken += _culprits(document, recipe, chosen, present)


def _culprits(
    document: Document, recipe: Recipe, translations: Sequence[str | None], among: list[int]
) -> list[int]:
    """Which of the translations ``among`` these break the structure: found by halving."""
    chosen = [text if index in among else None for index, text in enumerate(translations)]
    if _is_sound(document, recipe, chosen, rebuild(document, recipe, chosen)):
        return []
    if len(among) == 1:
        return among
    left, right = among[: len(among) // 2], among[len(among) // 2 :]
    found = [*_culprits(document, recipe, translations, left), *_culprits(document, recipe, translations, right)]
    return found or right  # each half is sound by itself: together they are not


def _is_sound(document: Document, recipe: Recipe, translations: Sequence[str | None], built: str) -> bool:
    reading = recipe.format.read(built, recipe.options)
    if reading.skeleton != document.reading.skeleton or len(reading.blocks) != len(document.reading.blocks):
        return False
    meant = _meant(document, translations)
    return all(
        block.kind == source.kind and block.text.split() == text.split()
        for block, source, text in zip(reading.blocks, document.reading.blocks, meant, strict=True)
    )


def _meant(document: Document, translations: Sequence[str | None]) -> list[str]:
    """The text of each block once the translations are in it."""
    texts = [block.text for block in document.reading.blocks]
    for segment, translation in reversed(list(zip(document.segments, translations, strict=True))):
        if translation is not None:
            start, end = segment.inside
            texts[segment.block] = texts[segment.block][:start] + translation + texts[segment.block][end:]
    return texts


class _Splice:
    """A source text being copied, with replacements, from front to back."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.pieces: list[str] = []
        self.column = 0

    def copy_to(self, end: int) -> None:
        self.put(self.source[self.position : end])
        self.position = end

    def put(self, piece: str) -> None:
        self.pieces.append(piece)
        line_end = max(piece.rfind("\n"), piece.rfind("\r"))
        self.column = self.column + len(piece) if line_end < 0 else len(piece) - line_end - 1

    def finish(self) -> str:
        return "".join([*self.pieces, self.source[self.position :]])


def _lay(
    text: _Splice, form: Format, block: Block, span: Span, translation: str, width: int, newline: str
) -> None:
    written = form.written(block, translation)
    if width and not block.style:
        first_word = written.split(" ", 1)[0]
        gap = text.source[span.start - 1 : span.start]
        text.copy_to(span.start - (gap == " "))
        full = text.column + len(gap) + len(first_word) > width and text.column > len(block.prefix)
        if gap == " " and full and span.start > block.span.start and form.may_begin_line(first_word):
            text.put(newline + block.prefix)
            text.position = span.start
        text.copy_to(span.start)
        written = wrap(written, text.column, block.prefix, width, form.may_begin_line)
    text.copy_to(span.start)
    text.put(written.replace("\n", newline + block.prefix))
    text.position = span.end


def _wrap_width(source: str, block: Block, segments: Iterable[Segment]) -> int:
    """The length of the longest line of a hard-wrapped block, 0 where lines are not wrapped.

    Hard-wrapped is a block in which a line ends inside a sentence: one sentence a line is not.
    """
    if not any(has_soft_break(block.text[segment.inside.start : segment.inside.end]) for segment in segments):
        return 0
    begin = max(source.rfind("\n", 0, block.span.start), source.rfind("\r", 0, block.span.start)) + 1
    return max(len(line.rstrip()) for line in re.split(r"\r\n?|\n", source[begin : block.span.end]))


def _in_source(block: Block, inside: Span) -> Span:
    """Where a part of a block stands; one character of text may stand for several of the source."""
    if inside.end == len(block.text):
        return Span(_offset(block, inside.start), block.span.end)
    after = bisect_left(block.marks, inside.end, key=lambda mark: mark.text)
    if after < len(block.marks) and block.marks[after].text == inside.end:
        return Span(_offset(block, inside.start), block.marks[after].source)
    return Span(_offset(block, inside.start), _offset(block, inside.end - 1) + 1)


def _offset(block: Block, offset: int) -> int:
    mark = block.marks[bisect_right(block.marks, offset, key=lambda mark: mark.text) - 1]
    return mark.source + offset - mark.text


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", source))]


def _newline(source: str) -> str:
    match = re.search(r"\r\n?|\n", source)
    return match[0] if match else "\n"
