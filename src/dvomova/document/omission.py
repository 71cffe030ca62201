"""A source text without some of its segments."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from dvomova.document import parts
from dvomova.document.forms import removed
from dvomova.document.splice import line_start
from dvomova.model import Block, Document, Span

_ALONE = re.compile(r"\ufeff?(?:[ \t>]|[-+*•](?=\s)|\d{1,9}[.)]|#{1,6}(?=\s)|\[[ xX]\](?=\s)|\[\^[^\]]+\]:)*")
"""What may stand before a block that has its lines to itself: quote, list, heading and footnote marks."""
_UNDERLINE = re.compile(r"[ \t]*#*[ \t]*(?:(?:\r\n?|\n)[ \t]{0,3}(?:=+|-+)[ \t]*(?=\r|\n|\Z))?")
"""What ends a heading: closing marks, or the rule under it."""
_REST = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*(?=\r|\n|\Z))*(?:\r\n?|\n|\Z)")
"""The end of the line, and blank lines after it."""


def without(document: Document, indexes: Collection[int]) -> str:
    """The source without some of its segments: what ``--untranslated omit`` builds from.

    A block of which nothing is left goes with its lines, unless something else stands on them (a
    table cell, a front-matter key): then its place is empty.
    """
    text, end = [], 0
    for start, stop in sorted([*_messages(document, indexes), *_all_gaps(document, indexes)]):
        text.append(document.source[end:start])
        end = max(end, stop)
    return "".join([*text, document.source[end:]])


def _messages(document: Document, indexes: Collection[int]) -> list[Span]:
    """The stretches that go with messages, all of their plural forms together."""
    blocks = (document.reading.blocks[document.segments[index].block] for index in indexes)
    return removed(form for block in blocks for form in block.forms)


def _all_gaps(document: Document, indexes: Collection[int]) -> Iterator[Span]:
    for number, group in groupby(range(len(document.segments)), lambda i: document.segments[i].block):
        members = list(group)
        gone = [index for index in members if index in indexes]
        block = document.reading.blocks[number]
        if gone and not block.forms:
            yield from _gaps(document, block, members, gone)


def _gaps(document: Document, block: Block, members: list[int], gone: list[int]) -> Iterator[Span]:
    """The stretches of the source to take out: whole lines, or sentences with the space after them."""
    if block.parts:
        segments = [document.segments[index] for index in members]
        yield from parts.gaps(block, segments, frozenset(document.segments[index] for index in gone))
        return
    first, last = document.segments[members[0]], document.segments[members[-1]]
    whole = first.span.start == block.span.start and last.span.end == block.span.end
    if members == gone and whole:
        yield _with_its_lines(document.source, block) or block.span
        return
    kept = [index for index in members if index not in gone]
    if not kept:
        yield from (document.segments[index].span for index in gone)
        return
    for index in (index for index in gone if index < kept[-1]):
        yield Span(document.segments[index].span.start, document.segments[index + 1].span.start)
    if kept[-1] < members[-1]:
        yield Span(document.segments[kept[-1]].span.end, last.span.end)


def _with_its_lines(source: str, block: Block) -> Span | None:
    """The lines of a block that has them to itself, with the blank lines after it."""
    marks = _ALONE.match(source, line_start(source, block.span.start))
    ending = _UNDERLINE.match(source, block.span.end) if block.kind in {"heading", "title"} else None
    rest = _REST.match(source, ending.end() if ending else block.span.end)
    alone = marks is not None and marks.end() == block.span.start
    return Span(marks.start(), rest.end()) if marks and alone and rest else None
