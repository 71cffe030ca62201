"""A document rebuilt: its source with translations in it. The only place that splices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from dvomova.document import forms
from dvomova.document.forms import Said
from dvomova.document.parsing import LINE_END, Recipe
from dvomova.document.parts import laid
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
    splice = _Splice(document, recipe.format, marks)
    pairs = zip(document.segments, translations, strict=True)
    work: list[tuple[int, Callable[[], None]]] = []
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        members, block = list(group), document.reading.blocks[index]
        texts = [(segment, None if said is None else forms.first(said)) for segment, said in members]
        if block.forms and (said := members[0][1]) is not None:
            edits = forms.edits(block, said, recipe.format)
            work += [(edit.span.start, partial(splice.put_in_place, edit)) for edit in edits]
        elif any(text is not None for _segment, text in texts):
            work.append((block.span.start, partial(splice.fill, block, texts)))
    for _start, lay in sorted(work, key=lambda item: item[0]):
        lay()
    return splice.finish()


def _said(document: Document, language: str) -> list[tuple[Span, str]]:
    """Where the document says which language it is in, last first, and what is to stand there."""
    marks = [(mark.span, dict(mark.said)[language]) for mark in document.reading.languages]
    return marks[::-1]


class _Splice:
    """A source text being copied, with translations in their places, from front to back."""

    def __init__(self, document: Document, form: Format, marks: list[tuple[Span, str]]) -> None:
        self.source = document.source
        self.form = form
        self.marks = marks
        self.widths = _wrap_widths(document, reflows=form.reflows)
        self.position = 0
        self.pieces: list[str] = []
        self.column = 0

    def put_in_place(self, edit: forms.Edit) -> None:
        """One of the texts of a message, or nothing, in place of a stretch of the source."""
        self._copy_to(edit.span.start)
        if edit.block:
            self.block = edit.block
            self._put(edit.lead + (self._with_prefixes(edit.text) if "\n" in edit.text else edit.text))
        self.position = edit.span.end

    def fill(self, block: Block, members: Sequence[tuple[Segment, str | None]]) -> None:
        """The translations of ``block`` in the places of its segments; None for the source text."""
        self.block = block
        if block.parts:
            for part, text in laid(block, members):
                written = self.form.written(block, text, part.inside)
                self._copy_to(part.span.start)
                self._put(self._with_prefixes(written) if "\n" in written else written)
                self.position = part.span.end
            return
        self.width = self.widths.get(members[0][0].block, 0)
        if self.width and self.form.reflows:
            members = [(segment, segment.text if text is None else text) for segment, text in members]
        for segment, translation in _in_runs(block, members) if self.width else members:
            if translation is not None:
                self._lay(segment, translation)

    def _lay(self, segment: Segment, translation: str) -> None:
        written = self.form.written(self.block, translation, segment.inside)
        self._copy_to(segment.span.start)
        if self.width:
            if self._breaks_before(segment, first_word(written)):
                self.pieces[-1] = self.pieces[-1][:-1]
                self._put(self._newline() + self.block.prefix)
            written = self._wrapped(written)
        self._put(self._with_prefixes(written) if "\n" in written else written)
        self.position = segment.span.end

    def _wrapped(self, written: str) -> str:
        """Filled lines, if they still read as one block where line lengths tell blocks apart."""
        lines = wrap(written, self.column, self.block.prefix, self.width, self.form.may_begin_line)
        if self.form.reflows and len(self.form.read(lines, ReadOptions()).blocks) > 1:
            return written
        return lines

    def finish(self) -> str:
        """The whole text."""
        self._copy_to(len(self.source))
        return "".join(self.pieces)

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
