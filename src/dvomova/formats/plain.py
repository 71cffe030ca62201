"""Plain text: paragraphs between blank lines, as articles are pasted from editors and e-mails."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dvomova.formats.base import ReadOptions, directive
from dvomova.formats.encodings import TextFile
from dvomova.model import Block, Mark, Reading, Span

_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_LIST_ITEM = re.compile(r"[ \t]*(?:[-•·*‣▪]|\d{1,3}[.)])[ \t]+(?=\S)")
_FOOTNOTE = re.compile(r"\*+\s?\w|\[\d+\]\s|\d?[¹²³⁰-⁹]\s?\w")
_STAR_LINE = re.compile(r"(?:(?<=[\r\n])|\A\ufeff?)[ \t]*(\*)[ \t]+(?=\S)")
_STAR_MARK = re.compile(r"(?<=[^\W_])[»”\"’)\].,;:!?]*(\*)(?![\w*])")
_CAPITAL = "[A-ZА-ЯІЇЄҐ]"
_BYLINE = re.compile(
    rf"(?:By\s+(?={_CAPITAL})|(?:Text|Author|Words|Автор(?:ка|и)?|Текст|Авторство)(?:\s*:|\s+(?={_CAPITAL})))"
)
_CREDIT = re.compile(
    r"(?:\A\W*|[(/|.]\s*)(?:(?:Credit|Photo(?:graph)?|Image)s?(?:\s+by\b|\s*[:/©])"
    rf"|(?:Фото|Світлина|Ілюстрація|Джерело|Знімок)(?:\s*[:/©]|\s+(?={_CAPITAL})))"
)
_SENTENCE_END = re.compile(r"[.!?…:;][\"”»“’')\]]*\Z")

_WRAPPED_AT_MOST = 120
"""No one wraps wider than this: a longer line is a paragraph as an editor's window shows it."""
_WRAPPED_AT_LEAST = 30
"""Nor narrower: shorter lines are verse, or stand alone, unless they go on in lower case."""
_SHORT = 100
"""A title, byline or credit is no longer than this many code points."""


class PlainText(TextFile):
    """``.txt``: a line is a paragraph, unless it was only broken because it was full."""

    name = "text"
    suffixes = (".txt", ".text")
    reflows = True

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Blocks of paragraphs, list items, title, byline, caption and footnotes."""
        blocks: list[Block] = []
        note, off = "", False
        footnotes = _footnotes(source)
        for lines, is_item in _paragraphs(source, footnotes):
            text = "\n".join(source[start:end] for start, end in lines)
            if command := directive(text):
                off = command[0] == "off" or (off and command[0] != "on")
                note = command[1] if command[0] == "note" else note
            elif not off:
                blocks.append(_block(lines, text, "list item" if is_item else _kind(text, blocks), note))
                note = ""
        return Reading(tuple(blocks), tuple("item" if b.kind == "list item" else "text" for b in blocks))

    def written(self, block: Block, text: str, inside: Span) -> str:  # noqa: ARG002
        """``text`` on one line: a line end would begin another paragraph."""
        return " ".join(text.split("\n"))

    def may_begin_line(self, word: str) -> bool:
        """No list marker, and nothing in lower case is needed: the line before is full."""
        return not _LIST_ITEM.match(word + " x")


def _footnotes(source: str) -> frozenset[int]:
    """Where the lines begin that explain a ``word*``: ``* like this``.

    Where there are more such lines than marks, they are a list.
    """
    lines = list(_STAR_LINE.finditer(source))
    marks = [match.start(1) for match in _STAR_MARK.finditer(source)] if lines else []
    if not marks or len(lines) > len(marks) or marks[0] > lines[0].start():
        return frozenset()
    return frozenset(match.start(1) for match in lines)


def _paragraphs(source: str, footnotes: frozenset[int]) -> Iterator[tuple[list[Span], bool]]:
    """The lines of each paragraph, each without outer blanks and list marker; whether it is an item."""
    group: list[Span] = []
    for line in _LINE.finditer(source, 1 if source.startswith("\ufeff") else 0):
        if line[1].strip():
            group.append(Span(*line.span(1)))
        elif group:
            yield from _split_group(source, group, footnotes)
            group = []
    if group:
        yield from _split_group(source, group, footnotes)


def _split_group(
    source: str, group: list[Span], footnotes: frozenset[int]
) -> Iterator[tuple[list[Span], bool]]:
    """Neighbouring lines as paragraphs: which line ends are only there because the line was full?"""
    texts = [source[start:end] for start, end in group]
    width = max(map(len, texts))
    wrapped = width <= _WRAPPED_AT_MOST and not _is_verse(texts)
    begin, is_item = _visible(texts[0], group[0], footnotes)
    paragraph = [begin]
    for place, (line, following) in enumerate(pairwise(texts), 1):
        begin, begins_item = _visible(following, group[place], footnotes)
        if wrapped and not begins_item and begin.start not in footnotes and _is_soft(line, following, width):
            paragraph.append(begin)
        else:
            yield paragraph, is_item
            paragraph, is_item = [begin], begins_item
    yield paragraph, is_item


def _is_verse(lines: list[str]) -> bool:
    """Whether every line begins with a capital: wrapped prose hardly ever does, verse and lists do."""
    letters = [next((sign for sign in line if sign.isalpha()), "") for line in lines]
    return len(lines) > 2 and all(letter.isupper() for letter in letters)


def _is_soft(line: str, following: str, width: int) -> bool:
    """Whether the text runs on: its next word did not fit, or it goes on in lower case."""
    if directive(line) or directive(following):
        return False
    first_word = following.split(maxsplit=1)[0]
    full = width >= _WRAPPED_AT_LEAST and len(line.rstrip()) + 1 + len(first_word) > width
    return full or (first_word[0].islower() and not _SENTENCE_END.search(line.rstrip()))


def _visible(text: str, line: Span, footnotes: frozenset[int]) -> tuple[Span, bool]:
    """A line without outer blanks and list marker, and whether it had one."""
    start = len(text) - len(text.lstrip())
    marker = _LIST_ITEM.match(text) if line.start + start not in footnotes else None
    return Span(line.start + (marker.end() if marker else start), line.start + len(text.rstrip())), bool(
        marker
    )


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
    if short and _CREDIT.search(text):
        return "caption"
    has_standfirst = any(block.kind in {"standfirst", "paragraph"} for block in before)
    if before and before[0].kind == "title" and not has_standfirst and _SENTENCE_END.search(text):
        return "standfirst"
    return "paragraph"
