"""A document rebuilt: its source with translations in it. The only place that splices."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile
from typing import NamedTuple

from dvomova.document import forms, parts
from dvomova.document.forms import Said
from dvomova.document.parsing import LINE_END, Recipe
from dvomova.formats.base import Format, ReadOptions
from dvomova.model import Block, Document, Segment, Span
from dvomova.text.wrapping import first_word, fold, has_soft_break, wrap

_NARROWEST = 40
"""Lines are never wrapped narrower: two short lines do not tell how wide the author's editor was."""


def rebuild(
    document: Document, recipe: Recipe, translations: Sequence[Said | None], language: str = ""
) -> str:
    """The source with each translation exactly where its segment stood.

    Args:
        document: what ``parse`` gave for the source.
        recipe: the one it was parsed with.
        translations: one for each segment, in order; None leaves the source text as it is. Of a message
            with plural forms all of them by category, that of ``one`` first.
        language: what the document says that it is in, where it says that; empty: what it said.
    """
    marks = _said(document, language) if language else []
    laying = _laying(document, recipe.format, translations)
    return _Splice(document, recipe.format, laying, marks).spliced(Span(0, len(document.source)))


def rebuilt_part(document: Document, recipe: Recipe, translations: Sequence[Said | None], span: Span) -> str:
    """A stretch of the source as ``rebuild`` would leave it; no translation stands only half in it."""
    laying = _laying(document, recipe.format, translations)
    inside = [laid for laid in laying if span.start <= laid.segment.span.start < span.end]
    return _Splice(document, recipe.format, inside, []).spliced(span)


def _said(document: Document, language: str) -> list[tuple[Span, str]]:
    """Where the document says which language it is in, last first, and what is to stand there."""
    marks = [(mark.span, dict(mark.said)[language]) for mark in document.reading.languages]
    return marks[::-1]


class _Laying(NamedTuple):
    """A translation on its way to its place."""

    segment: Segment
    text: str | None
    """None: what stands there is only taken out."""
    width: int = 0
    """What its lines are wrapped at; 0 for not at all."""
    block: Block | None = None
    """In what it is laid, where that is not the block of the segment."""
    lead: str = ""
    """Written before it, as it is."""


def _laying(document: Document, form: Format, translations: Sequence[Said | None]) -> list[_Laying]:
    """What is laid, by where: the translations, together where a block is filled anew across them."""
    widths = _wrap_widths(document, reflows=form.reflows)
    found: list[_Laying] = []
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        said, block = list(group), document.reading.blocks[index]
        members = [(segment, forms.first(text)) for segment, text in said]
        if all(text is None for _segment, text in members):
            continue
        if block.forms:
            found += _in_forms(block, said[0])
        elif block.parts:
            found += _in_parts(block, members)
        else:
            found += _in_lines(block, members, widths.get(index, 0), reflows=form.reflows)
    return sorted(found, key=_start)


def _in_lines(
    block: Block, members: Sequence[tuple[Segment, str | None]], width: int, *, reflows: bool
) -> Iterator[_Laying]:
    if width and reflows:
        members = [(segment, segment.text if text is None else text) for segment, text in members]
    runs = _in_runs(block, members) if width else members
    return (_Laying(segment, text, width) for segment, text in runs if text is not None)


def _in_parts(block: Block, members: Sequence[tuple[Segment, str | None]]) -> Iterator[_Laying]:
    segment = members[0][0]
    for part, text in parts.laid(block, members):
        yield _Laying(replace(segment, span=part.span, inside=part.inside), text)


def _in_forms(block: Block, said: tuple[Segment, Said | None]) -> Iterator[_Laying]:
    segment, text = said
    for edit in forms.edits(block, text) if text is not None else ():
        yield _Laying(replace(segment, span=edit.span), edit.text, 0, edit.block, edit.lead)


def _start(laid: _Laying) -> int:
    return laid.segment.span.start


class _Splice:
    """A source text being copied, with translations in their places, from front to back."""

    def __init__(
        self, document: Document, form: Format, laying: list[_Laying], marks: list[tuple[Span, str]]
    ) -> None:
        self.document = document
        self.source = document.source
        self.form = form
        self.laying = laying
        self.marks = marks
        self.position = 0
        self.pieces: list[str] = []
        self.column = 0

    def spliced(self, span: Span) -> str:
        """That part of the source, with all that is to be laid in it."""
        self.position = span.start
        for laid in self.laying:
            if laid.segment.span.start >= self.position:  # else it was laid with the code it stands in
                self._lay(laid)
        self._copy_to(span.end)
        return "".join(self.pieces)

    def _lay(self, laid: _Laying) -> None:
        segment = laid.segment
        self._copy_to(segment.span.start)
        if laid.text is not None:
            self.block = laid.block or self._with_its_codes(segment)
            self.width = laid.width
            self._put(laid.lead + self._in_place(segment, laid.text))
        self.position = segment.span.end

    def _in_place(self, segment: Segment, text: str) -> str:
        """A translation as it has to stand behind what was put last."""
        written = self.form.written(self.block, text, segment.inside)
        if self.width:
            if self._breaks_before(segment, first_word(written)):
                self.pieces[-1] = self.pieces[-1][:-1]
                self._put(self._newline() + self.block.prefix)
            written = self._wrapped(written)
        return self._with_prefixes(written) if "\n" in written else written

    def _wrapped(self, written: str) -> str:
        """Filled lines, if they still read as one block where line lengths tell blocks apart."""
        lines = wrap(written, self.column, self.block.prefix, self.width, self.form.may_begin_line)
        if self.form.reflows and len(self.form.read(lines, ReadOptions()).blocks) > 1:
            return written
        return lines

    def _with_its_codes(self, segment: Segment) -> Block:
        """The block of a segment, with translations in those of its codes that stand in the segment."""
        blocks = self.document.reading.blocks
        block, codes = blocks[segment.block], list(blocks[segment.block].codes)
        following = range(segment.block + 1, len(blocks)) if codes else ()
        held = takewhile(lambda number: blocks[number].within, following)
        for inner in reversed([blocks[number] for number in held]):  # from behind: offsets of others stay
            if inner.within and segment.span.start <= inner.span.start < segment.span.end:
                number, begin = inner.within
                code, end = codes[number - 1], begin + inner.span.end - inner.span.start
                laid = code.open[:begin] + self._laid_within(inner.span) + code.open[end:]
                codes[number - 1] = code._replace(open=laid)
        return replace(block, codes=tuple(codes)) if codes else block

    def _laid_within(self, span: Span) -> str:
        first, last = (bisect_left(self.laying, edge, key=_start) for edge in span)
        return _Splice(self.document, self.form, self.laying[first:last], []).spliced(span)

    def _breaks_before(self, segment: Segment, word: str) -> bool:
        """Whether the space before ``segment`` has to become a line break."""
        begins = segment.inside.start
        gap = self.block.text[max(begins - 2, 0) : begins]
        if len(gap) < 2 or gap[1] != " " or gap[0].isspace():
            return False
        visible = len(word.split("\n", 1)[0])
        return self.column + visible > self.width and self.form.may_begin_line(word)

    def _with_prefixes(self, written: str) -> str:
        first, *further = written.split("\n")
        lines = (self.block.prefix + line if line else self.block.prefix.rstrip() for line in further)
        return self._newline().join([first, *lines])

    def _newline(self) -> str:
        """The line end of the block; where the last line has none, the first one of the source."""
        match = LINE_END.search(self.source, self.block.span.start) or LINE_END.search(self.source)
        return match[0] if match else "\n"

    def _copy_to(self, end: int) -> None:
        while self.marks and self.marks[-1][0].end <= end:
            span, said = self.marks.pop()
            self._put(self.source[self.position : span.start] + said)
            self.position = span.end
        self._put(self.source[self.position : end])
        self.position = end

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        line_end = max(piece.rfind("\n"), piece.rfind("\r"))
        self.column = self.column + len(piece) if line_end < 0 else len(piece) - line_end - 1


def _in_runs(block: Block, members: Sequence[tuple[Segment, str | None]]) -> list[tuple[Segment, str | None]]:
    """Translated neighbours of a hard-wrapped block as one, so that its lines are filled across them."""
    runs: list[tuple[Segment, str | None]] = []
    for segment, text in members:
        before, last = runs[-1] if runs else (segment, None)
        gap = block.text[before.inside.end : segment.inside.start]
        if last is None or text is None or fold(gap) != " ":
            runs.append((segment, text))
            continue
        span = Span(before.span.start, segment.span.end)
        inside = Span(before.inside.start, segment.inside.end)
        runs[-1] = (replace(before, span=span, inside=inside), f"{last} {text}")
    return runs


def _wrap_widths(document: Document, *, reflows: bool) -> dict[int, int]:
    """For each hard-wrapped block the width that its lines were wrapped at.

    Hard-wrapped is a block in which a line ends inside a sentence: one sentence a line is not, unless
    the format ``reflows``. A block tells a range: no line is longer, and no first word of a line would
    have fitted on the line before. The longest line of the document decides where it lies within.
    """
    ranges: dict[int, tuple[int, int]] = {}
    for segment in document.segments:
        block = document.reading.blocks[segment.block]
        if segment.block not in ranges and not block.style and "\n" in block.text:
            inside = block.text if reflows else block.text[segment.inside.start : segment.inside.end]
            if has_soft_break(inside):
                ranges[segment.block] = _width_range(document.source, block)
    longest = max((low for low, _high in ranges.values()), default=0)
    return {index: longest if low <= longest <= high else low for index, (low, high) in ranges.items()}


def _width_range(source: str, block: Block) -> tuple[int, int]:
    begin = line_start(source, block.span.start)
    lengths = [len(line.rstrip()) for line in LINE_END.split(source[begin : block.span.end])]
    first_words = (first_word(line.strip()) for line in block.text.split("\n")[1:])
    too_long = [length + 1 + len(word) for length, word in zip(lengths, first_words, strict=False)]
    return max(*lengths, _NARROWEST), min(too_long, default=0) - 1


def line_start(source: str, offset: int) -> int:
    """Where the line begins that ``offset`` stands on."""
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1
