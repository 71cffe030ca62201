"""Plain text: paragraphs between blank lines, as articles are pasted from editors and e-mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dvomova.formats.base import ReadOptions, directive
from dvomova.model import Block, Mark, Reading, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-•·*‣▪]|\d{1,3}[.)])[ \t]+(?=\S)")
_FOOTNOTE = re.compile(r"\*+\s?\w|\[\d+\]\s|\d?[¹²³⁰-⁹]\s?\w")
_BYLINE = re.compile(r"(?:By|Text|Author|Автор(?:ка)?|Текст|Авторство)\b[:\s]", re.IGNORECASE)
_CREDIT = re.compile(r"(?:Credit|Photo|Image|Фото|Світлина|Ілюстрація|Джерело)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;][\"”»“’')\]]*\Z")

_WRAPPED_AT_MOST = 120
"""No one wraps wider than this: a longer line is a paragraph as an editor's window shows it."""
_SHORT = 100
"""A title, byline or credit is no longer than this many code points."""


class PlainText:
    """``.txt``: a line is a paragraph, unless it was only broken because it was full."""

    name = "text"
    suffixes = (".txt", ".text")

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Blocks of paragraphs, list items, title, byline, caption and footnotes."""
        blocks: list[Block] = []
        note, off = "", False
        for lines in _paragraphs(source):
            text = "\n".join(source[start:end] for start, end in lines)
            if command := directive(text):
                off = command[0] == "off" or (off and command[0] != "on")
                note = command[1] if command[0] == "note" else note
            elif not off:
                is_item = _LIST_ITEM.match(source, _line_start(source, lines[0].start))
                kind = "list item" if is_item else _kind(text, blocks)
                blocks.append(_block(lines, text, kind, note))
                note = ""
        return Reading(tuple(blocks), tuple("item" if b.kind == "list item" else "text" for b in blocks))

    def written(self, block: Block, text: str) -> str:  # noqa: ARG002
        """``text`` on one line: a line end would begin another paragraph."""
        return " ".join(text.split("\n"))

    def may_begin_line(self, word: str) -> bool:
        """No list marker, and nothing in lower case is needed: the line before is full."""
        return not _LIST_ITEM.match(word + " x")


def _paragraphs(source: str) -> Iterator[list[Span]]:
    """The lines of each paragraph, each without outer blanks and list marker."""
    group: list[Span] = []
    for line in _LINE.finditer(source, 1 if source.startswith("\ufeff") else 0):
        if line[1].strip():
            group.append(Span(*line.span(1)))
        elif group:
            yield from _split_group(source, group)
            group = []
    if group:
        yield from _split_group(source, group)


def _split_group(source: str, group: list[Span]) -> Iterator[list[Span]]:
    """Neighbouring lines as paragraphs: which line ends are only there because the line was full?"""
    width = max(end - start for start, end in group)
    paragraph = [_visible(source, group[0], first=True)]
    for line, following in pairwise(group):
        here, there = source[line.start : line.end], source[following.start : following.end]
        soft = width <= _WRAPPED_AT_MOST and _is_soft(here, there, width)
        visible = _visible(source, following, first=not soft)
        if soft:
            paragraph.append(visible)
        else:
            yield paragraph
            paragraph = [visible]
    yield paragraph


def _is_soft(line: str, following: str, width: int) -> bool:
    """Whether the text runs on: its next word did not fit, or it goes on in lower case."""
    if _LIST_ITEM.match(following):
        return False
    first_word = following.split(maxsplit=1)[0]
    full = len(line.rstrip()) + 1 + len(first_word) > width
    return full or (first_word[0].islower() and not _SENTENCE_END.search(line.rstrip()))


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def _visible(source: str, line: Span, *, first: bool) -> Span:
    text = source[line.start : line.end]
    marker = _LIST_ITEM.match(text) if first else None
    start = marker.end() if marker else len(text) - len(text.lstrip())
    return Span(line.start + start, line.start + len(text.rstrip()))


def _block(lines: list[Span], text: str, kind: str, note: str) -> Block:
    marks, offset = [], 0
    for start, end in lines:
        marks.append(Mark(offset, start))
        offset += end - start + 1
    span = Span(lines[0].start, lines[-1].end)
    return Block(kind, span, text, tuple(marks), whole=kind == "title", note=note)


def _kind(text: str, before: list[Block]) -> str:
    short = "\n" not in text and len(text) <= _SHORT
    if not before and short and not text.endswith((".", ":", ",", ";")):
        return "title"
    if _FOOTNOTE.match(text):
        return "footnote"
    if short and _BYLINE.match(text):
        return "byline"
    if short and _CREDIT.search(text) and not text.endswith("."):
        return "caption"
    has_standfirst = any(block.kind in {"standfirst", "paragraph"} for block in before)
    if before and before[0].kind == "title" and not has_standfirst and _SENTENCE_END.search(text):
        return "standfirst"
    return "paragraph"
