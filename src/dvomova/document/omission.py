"""A source text without some of its segments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from dvomova.document import parts
from dvomova.document.forms import removed
from dvomova.document.parsing import Recipe, in_source
from dvomova.document.splice import line_start
from dvomova.model import Block, Document, Span

_ALONE = re.compile(r"\ufeff?(?:[ \t>]|[-+*•](?=\s)|\d{1,9}[.)]|#{1,6}(?=\s)|\[[ xX]\](?=\s)|\[\^[^\]]+\]:)*")
"""What may stand before a block that has its lines to itself: quote, list, heading and footnote marks."""
_UNDERLINE = re.compile(r"[ \t]*#*[ \t]*(?:(?:\r\n?|\n)[ \t]{0,3}(?:=+|-+)[ \t]*(?=\r|\n|\Z))?")
"""What ends a heading: closing marks, or the rule under it."""
_REST = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*(?=\r|\n|\Z))*(?:\r\n?|\n|\Z)")
"""The end of the line, and blank lines after it."""
_BLANK = re.compile(r"[ \t]*(?:\r\n?|\n)")
"""The end of a line on which nothing follows."""


def without(document: Document, recipe: Recipe, indexes: Collection[int]) -> str:
    """The source without some of its segments: what ``--untranslated omit`` builds from.

    A block of which nothing is left goes with its element, or with its lines, unless something else
    stands on them (a table cell, a front-matter key): then its place is empty.
    """
    text, end = [], 0
    messages = ((span, "") for span in _messages(document, indexes))
    for (start, stop), instead in sorted([*messages, *_all_gaps(document, recipe, indexes)]):
        if start >= end or stop > end:  # else it went with what it stands within
            text += [document.source[end : max(start, end)], instead]
            end = stop
    return "".join([*text, document.source[end:]])


def _messages(document: Document, indexes: Collection[int]) -> list[Span]:
    """The stretches that go with messages, all of their plural forms together."""
    blocks = (document.reading.blocks[document.segments[index].block] for index in indexes)
    return removed(form for block in blocks for form in block.forms)


def _all_gaps(document: Document, recipe: Recipe, indexes: Collection[int]) -> Iterator[tuple[Span, str]]:
    for number, group in groupby(range(len(document.segments)), lambda i: document.segments[i].block):
        members = list(group)
        gone = [index for index in members if index in indexes]
        block = document.reading.blocks[number]
        if not gone or block.forms:
            continue
        for gap, inside in _gaps(document, block, members, gone):
            yield gap, recipe.format.written(block, "", inside) if inside else ""


def _gaps(
    document: Document, block: Block, members: list[int], gone: list[int]
) -> Iterator[tuple[Span, Span | None]]:
    """The stretches of the source to take out: whole blocks, or sentences with the space after them.

    A sentence comes with its place in the block's text: markup may have to stand there without it.
    """
    if block.parts:
        segments = [document.segments[index] for index in members]
        spans = parts.gaps(block, segments, frozenset(document.segments[index] for index in gone))
        yield from ((span, None) for span in spans)
        return
    first, last = document.segments[members[0]], document.segments[members[-1]]
    whole = first.span.start == block.span.start and last.span.end == block.span.end
    if members == gone and whole:
        # A block that is its own element goes, and what it stands in stays: markup may have to as well.
        inside = Span(0, len(block.text)) if block.outer == block.span else None
        yield _with_its_surroundings(document.source, block), inside
        return
    kept = [index for index in members if index not in gone]
    if not kept:
        for one in (document.segments[index] for index in gone):
            yield one.span, one.inside if block.outer else None
        return
    for index in (index for index in gone if index < kept[-1]):
        here, after = document.segments[index], document.segments[index + 1]
        inside = Span(here.inside.start, after.inside.start)
        yield in_source(block, inside), inside
    if kept[-1] < members[-1]:
        inside = Span(document.segments[kept[-1]].inside.end, last.inside.end)
        yield in_source(block, inside), inside


def _with_its_surroundings(source: str, block: Block) -> Span:
    """The element of a block, with its lines if it has them to itself; or the lines of the block."""
    if block.outer is None:
        return _with_its_lines(source, block) or block.span
    start, rest = line_start(source, block.outer.start), _BLANK.match(source, block.outer.end)
    alone = rest and not source[start : block.outer.start].strip(" \t")
    return Span(start, rest.end()) if alone and rest else block.outer


def _with_its_lines(source: str, block: Block) -> Span | None:
    """The lines of a block that has them to itself, with the blank lines after it."""
    marks = _ALONE.match(source, line_start(source, block.span.start))
    rest = _REST.match(source, end_of(source, block))
    alone = marks is not None and marks.end() == block.span.start
    return Span(marks.start(), rest.end()) if marks and alone and rest else None


def end_of(source: str, block: Block) -> int:
    """Where a block ends, the closing marks or the rule of a heading with it."""
    ending = _UNDERLINE.match(source, block.span.end) if block.kind in {"heading", "title"} else None
    return ending.end() if ending else block.span.end
