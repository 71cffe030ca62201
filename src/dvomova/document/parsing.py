"""A source text parsed into segments."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from dvomova.formats.base import Format, ReadOptions
from dvomova.model import Block, Document, Reading, Segment, Span
from dvomova.segmenters.base import Splitter
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.text.markup import is_translatable
from dvomova.text.wrapping import fold

LINE_END = re.compile(r"\r\n?|\n")

_COMMENTS = re.compile(r"(?:<!--.*?-->\s*)+", re.DOTALL)
_COMMENTS_AT_END = re.compile(r"(?:\s*<!--(?:(?!-->).)*-->)+\Z", re.DOTALL)
_WHOLE = Paragraphs()


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a document is read; the same recipe rebuilds it."""

    format: Format
    splitter: Splitter
    options: ReadOptions = field(default_factory=ReadOptions)
    whole: tuple[str, ...] = ()
    """Kinds of blocks that are never split."""

    def decode(self, data: bytes, path: str) -> str:
        """The source text that a file holds.

        Raises:
            FileError: it is no such file; names ``path``.
        """
        return self.format.decode(data, path, self.options)

    def encode(self, text: str, data: bytes) -> bytes:
        """The file for a source text that was rebuilt from that of ``data``.

        Raises:
            UnicodeEncodeError: its encoding lacks a character.
        """
        return self.format.encode(text, data, self.options)

    def splitter_of(self, block: Block) -> Splitter:
        """What splits a block: the recipe's splitter, or none."""
        is_whole = block.whole or not block.marks or block.kind in self.whole
        return _WHOLE if is_whole else self.splitter


def parse(source: str, recipe: Recipe, *, language: str, path: str = "") -> Document:
    """The document that ``source`` is. Never fails, whatever the text holds."""
    reading = recipe.format.read(source, recipe.options)
    lines = line_starts(source, reading)
    segments: list[Segment] = []
    for index, block in enumerate(reading.blocks):
        whole = block.whole or not block.marks
        for inside in _split(block, recipe.splitter_of(block), language):
            span = block.span if whole else in_source(block, inside)
            line = bisect_right(lines, span.start)
            text = segment_text(block, inside)
            segments.append(Segment(text, block.kind, span, line, index, inside, block.note))
    return Document(path, language, recipe.format.name, source, reading, tuple(segments))


def _split(block: Block, splitter: Splitter, language: str) -> Iterator[Span]:
    """The segments of a block: those of the stretches between its cuts."""
    for start, end in stretches(block):
        text = block.text[start:end]
        whole = block.whole or not block.marks
        spans = [Span(0, len(text))] if whole else splitter.split(text, language)
        if not whole and "<!--" in text:
            spans = [bare for span in spans if (bare := _without_comments(text, span))]
        for inside in _with_words(text, spans):
            yield Span(start + inside.start, start + inside.end)


def stretches(block: Block) -> list[Span]:
    """The stretches of a block's text between its cuts; no segment reaches over one."""
    if block.whole or not block.cuts:
        return [Span(0, len(block.text))]
    return [Span(*ends) for ends in pairwise([0, *block.cuts, len(block.text)])]


def _without_comments(text: str, span: Span) -> Span | None:
    """``span`` without the HTML comments at its ends, which nobody translates; None if that is all."""
    start = _COMMENTS.match(text, span.start, span.end)
    begins = start.end() if start else span.start
    end = _COMMENTS_AT_END.search(text, begins, span.end)
    ends = end.start() if end else span.end
    return Span(begins, ends) if begins < ends else None


def _with_words(text: str, spans: Sequence[Span]) -> Sequence[Span]:
    """``spans``, what nobody translates ("2022!") joined to the one before it, at the head to the next.

    So every sentence of a text stands in some segment; a text in which nobody translates has none.
    """
    has_words = [is_translatable(text[start:end]) for start, end in spans]
    if all(has_words) or not any(has_words):
        return spans if any(has_words) else ()
    joined = [spans[0]]
    for number, span in enumerate(spans[1:], 1):
        if has_words[number] and any(has_words[:number]):
            joined.append(span)
        else:
            joined[-1] = Span(joined[-1].start, span.end)
    return joined


def segment_text(block: Block, inside: Span) -> str:
    """What a translator sees of this part of a block: soft line breaks folded."""
    text = block.text[inside.start : inside.end]
    return text if block.style else fold(text)


def in_source(block: Block, inside: Span) -> Span:
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


def line_starts(source: str, reading: Reading) -> Sequence[int]:
    """Where the lines begin by which places in a document are named, ascending from 0."""
    return reading.lines or [0, *(match.end() for match in LINE_END.finditer(source))]
