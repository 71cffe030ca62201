"""Documents: parsed into segments, rebuilt by splicing. The only place that splices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from dvomova.formats.base import Format, ReadOptions
from dvomova.model import Block, Document, Segment, Span
from dvomova.segmenters.base import Splitter
from dvomova.text.markup import is_translatable
from dvomova.text.wrapping import first_word, fold, has_soft_break, wrap

_LINE_END = re.compile(r"\r\n?|\n")
_ALONE = re.compile(r"\ufeff?(?:[ \t>]|[-+*•](?=\s)|\d{1,9}[.)]|#{1,6}(?=\s)|\[[ xX]\](?=\s)|\[\^[^\]]+\]:)*")
"""What may stand before a block that has its lines to itself: quote, list, heading and footnote marks."""
_UNDERLINE = re.compile(r"[ \t]*#*[ \t]*(?:(?:\r\n?|\n)[ \t]{0,3}(?:=+|-+)[ \t]*(?=\r|\n|\Z))?")
"""What ends a heading: closing marks, or the rule under it."""
_REST = re.compile(r"[ \t]*(?:(?:\r\n?|\n)[ \t>]*(?=\r|\n|\Z))*(?:\r\n?|\n|\Z)")
"""The end of the line, and blank lines after it."""
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


def rebuild(document: Document, recipe: Recipe, translations: Sequence[str | None]) -> str:
    """The source with each translation exactly where its segment stood.

    Args:
        document: what ``parse`` gave for the source.
        recipe: the one it was parsed with.
        translations: one for each segment, in order; None leaves the source text as it is.
    """
    splice = _Splice(document, recipe.format)
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        members = list(group)
        if any(translation is not None for _segment, translation in members):
            splice.fill(document.reading.blocks[index], members)
    return splice.finish()


def without(document: Document, indexes: Collection[int]) -> str:
    """The source without some of its segments: what ``--untranslated omit`` builds from.

    A block of which nothing is left goes with its lines, unless something else stands on them (a
    table cell, a front-matter key): then its place is empty.
    """
    text, end = [], 0
    for number, group in groupby(range(len(document.segments)), lambda i: document.segments[i].block):
        members = list(group)
        gone = [index for index in members if index in indexes]
        block = document.reading.blocks[number]
        for start, stop in _gaps(document, block, members, gone) if gone else ():
            text.append(document.source[end:start])
            end = max(end, stop)
    return "".join([*text, document.source[end:]])


def _gaps(document: Document, block: Block, members: list[int], gone: list[int]) -> Iterator[Span]:
    """The stretches of the source to take out: whole lines, or sentences with the space after them."""
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
    marks = _ALONE.match(source, _line_start(source, block.span.start))
    ending = _UNDERLINE.match(source, block.span.end) if block.kind in {"heading", "title"} else None
    rest = _REST.match(source, ending.end() if ending else block.span.end)
    alone = marks is not None and marks.end() == block.span.start
    return Span(marks.start(), rest.end()) if marks and alone and rest else None


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
    return all(block.text.split() == text.split() for block, text in zip(reading.blocks, meant, strict=True))


def _meant(document: Document, translations: Sequence[str | None]) -> list[str]:
    """The text of each block once the translations are in it."""
    texts = [block.text for block in document.reading.blocks]
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        pieces, end = [], 0
        for segment, translation in group:
            if translation is not None:
                pieces += [texts[index][end : segment.inside.start], translation]
                end = segment.inside.end
        texts[index] = "".join([*pieces, texts[index][end:]])
    return texts


class _Splice:
    """A source text being copied, with translations in their places, from front to back."""

    def __init__(self, document: Document, form: Format) -> None:
        self.source = document.source
        self.form = form
        self.widths = _wrap_widths(document, reflows=form.reflows)
        self.position = 0
        self.pieces: list[str] = []
        self.column = 0

    def fill(self, block: Block, members: Sequence[tuple[Segment, str | None]]) -> None:
        """The translations of ``block`` in the places of its segments; None for the source text."""
        self.block = block
        self.width = self.widths.get(members[0][0].block, 0)
        if self.width and self.form.reflows:
            members = [(segment, segment.text if text is None else text) for segment, text in members]
        for segment, translation in _in_runs(block, members) if self.width else members:
            if translation is not None:
                self._lay(segment, translation)

    def _lay(self, segment: Segment, translation: str) -> None:
        written = self.form.written(self.block, translation)
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
    begin = _line_start(source, block.span.start)
    lengths = [len(line.rstrip()) for line in _LINE_END.split(source[begin : block.span.end])]
    first_words = (first_word(line.strip()) for line in block.text.split("\n")[1:])
    too_long = [length + 1 + len(word) for length, word in zip(lengths, first_words, strict=False)]
    return max(*lengths, _NARROWEST), min(too_long, default=0) - 1


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


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(source))]
