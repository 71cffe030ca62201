"""Documents: parsed into segments, rebuilt by splicing. The only place that splices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from dvomova.formats.base import Format, ReadOptions
from dvomova.model import Block, Document, Segment, Span
from dvomova.segmenters.base import Splitter
from dvomova.text.markup import is_translatable
from dvomova.text.wrapping import first_word, fold, has_soft_break, wrap

_LINE_END = re.compile(r"\r\n?|\n")
_NARROWEST = 40
"""Lines are never wrapped narrower: two short lines do not tell how wide the author's editor was."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a document is read; the same recipe rebuilds it."""

    format: Format
    splitter: Splitter
    options: ReadOptions = field(default_factory=ReadOptions)


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
    splice = _Splice(document.source, recipe.format)
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        members = list(group)
        if any(translation is not None for _segment, translation in members):
            splice.enter(document.reading.blocks[index], [segment for segment, _translation in members])
        for segment, translation in members:
            if translation is not None:
                splice.lay(segment, translation)
    return splice.finish()


def rebuild_verified(
    document: Document, recipe: Recipe, translations: Sequence[str | None]
) -> tuple[str, list[int]]:
    """``rebuild``, with every translation left out that would break the document's structure.

    What is built is read again: its structure and the text of each block must be what was meant.

    Returns:
        The built text, and the indexes of the segments whose translation was left out.
    """
    chosen = list(translations)
    present = [index for index, text in enumerate(chosen) if text is not None]
    broken = _culprits(document, recipe, chosen, present)
    return rebuild(document, recipe, chosen), broken


def _culprits(document: Document, recipe: Recipe, chosen: list[str | None], among: list[int]) -> list[int]:
    """Which of the translations ``among`` these break the structure; they are taken out of ``chosen``.

    Found by halving: the right half is tried with what has stayed of the left one, so that two
    translations that are sound alone and not together cost one of them only.
    """
    if _is_sound(document, recipe, chosen):
        return []
    if len(among) == 1:
        chosen[among[0]] = None
        return among
    middle = len(among) // 2
    held = {index: chosen[index] for index in among[middle:]}
    for index in held:
        chosen[index] = None
    broken = _culprits(document, recipe, chosen, among[:middle])
    for index, text in held.items():
        chosen[index] = text
    return broken + _culprits(document, recipe, chosen, among[middle:])


def _is_sound(document: Document, recipe: Recipe, translations: Sequence[str | None]) -> bool:
    reading = recipe.format.read(rebuild(document, recipe, translations), recipe.options)
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
    """A source text being copied, with translations in their places, from front to back."""

    def __init__(self, source: str, form: Format) -> None:
        self.source = source
        self.form = form
        self.position = 0
        self.pieces: list[str] = []
        self.column = 0

    def enter(self, block: Block, segments: Sequence[Segment]) -> None:
        """What follows lies in ``block``, which holds these segments."""
        self.block = block
        self.width = _wrap_width(self.source, block, segments)

    def lay(self, segment: Segment, translation: str) -> None:
        """``translation`` in the place of ``segment``."""
        written = self.form.written(self.block, translation)
        self._copy_to(segment.span.start)
        if self.width:
            if self._breaks_before(segment, first_word(written)):
                self.pieces[-1] = self.pieces[-1][:-1]
                self._put(self._newline() + self.block.prefix)
            written = wrap(written, self.column, self.block.prefix, self.width, self.form.may_begin_line)
        if "\n" in written:
            written = self._with_prefixes(written)
        self._put(written)
        self.position = segment.span.end

    def finish(self) -> str:
        """The whole text."""
        return "".join([*self.pieces, self.source[self.position :]])

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
        match = _LINE_END.search(self.source, self.block.span.start) or _LINE_END.search(self.source)
        return match[0] if match else "\n"

    def _copy_to(self, end: int) -> None:
        self._put(self.source[self.position : end])
        self.position = end

    def _put(self, piece: str) -> None:
        self.pieces.append(piece)
        line_end = max(piece.rfind("\n"), piece.rfind("\r"))
        self.column = self.column + len(piece) if line_end < 0 else len(piece) - line_end - 1


def _wrap_width(source: str, block: Block, segments: Sequence[Segment]) -> int:
    """The length of the longest line of a hard-wrapped block, 0 where lines are not wrapped.

    Hard-wrapped is a block in which a line ends inside a sentence: one sentence a line is not.
    """
    if block.style:
        return 0
    if not any(has_soft_break(block.text[segment.inside.start : segment.inside.end]) for segment in segments):
        return 0
    begin = max(source.rfind("\n", 0, block.span.start), source.rfind("\r", 0, block.span.start)) + 1
    longest = max(len(line.rstrip()) for line in _LINE_END.split(source[begin : block.span.end]))
    return max(longest, _NARROWEST)


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
    return [0, *(match.end() for match in _LINE_END.finditer(source))]
