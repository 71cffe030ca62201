"""Blocks of an original put into its translated document, which has a structure of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dvomova.document.codes import around
from dvomova.document.forms import Said
from dvomova.document.omission import end_of
from dvomova.document.parsing import LINE_END, Recipe
from dvomova.document.splice import line_start, rebuilt_part
from dvomova.document.verified import meant, reads_as
from dvomova.model import Document, Reading, Span

_BLANK = re.compile(r"[ \t]*(?:(?:\r\n?|\n)(?:[ \t]*>)*[ \t]*)*")
"""What may stand between two blocks that belong side by side: blank lines, also those of a quotation."""


class Graft(NamedTuple):
    """Blocks of an original that stand on the same lines, or in the same element, translated."""

    original: Document
    blocks: range
    """Their numbers."""
    said: Sequence[Said | None]
    """What is laid in place of each segment of the original; None for its text."""

    @property
    def span(self) -> Span:
        """Where they stand in the original."""
        return stretch(self.original, self.blocks.start)


def stretch(document: Document, number: int) -> Span:
    """The element of a block, or its lines without the last line end."""
    source, block = document.source, document.reading.blocks[around(document, number)]
    if block.outer is not None and block.outer != block.span:
        return block.outer
    ending = LINE_END.search(source, end_of(source, block))
    return Span(line_start(source, block.span.start), ending.start() if ending else len(source))


def beside(original: Document, number: int) -> range:
    """The numbers of the blocks that stand with one on its lines, or in its element."""
    blocks, span = original.reading.blocks, stretch(original, number)
    first, end = number, number + 1
    while first and blocks[first - 1].span.start >= span.start:
        first -= 1
    while end < len(blocks) and blocks[end].span.start < span.end:
        end += 1
    return range(first, end)


def is_side_by_side(original: Document, one: int, other: int) -> bool:
    """Whether nothing but blank lines stands between two blocks."""
    return _BLANK.fullmatch(_between(original, one, other)) is not None


def grafted(base: Document, recipe: Recipe, anchor: int, graft: Graft, *, behind: bool) -> str | None:
    """``base`` with blocks of its original beside one of its own.

    Args:
        base: the translated document.
        recipe: by which both are read.
        anchor: the number of the block of ``base`` beside which they go.
        graft: the blocks.
        behind: whether they go behind it, or before it.

    Returns:
        The new source; None where it would not read as meant.
    """
    place = stretch(base, anchor)
    content = rebuilt_part(graft.original, recipe, graft.said, graft.span)
    gap = _gap(graft, behind=behind, newline=_newline(base))
    if behind:
        source = base.source[: place.end] + gap + content + base.source[place.end :]
    else:
        source = base.source[: place.start] + content + gap + base.source[place.start :]
    at = beside(base, anchor).stop if behind else beside(base, anchor).start
    reading = recipe.format.read(source, recipe.options)
    return source if _is_meant(reading, base, graft, at) else None


def _is_meant(reading: Reading, base: Document, graft: Graft, at: int) -> bool:
    """Whether what is read is the base with these blocks at that number, and nothing else."""
    new = meant(graft.original, graft.said)[graft.blocks.start : graft.blocks.stop]
    texts = [block.text for block in base.reading.blocks]
    wanted = [*texts[:at], *new, *texts[at:]]
    found = [block.text for block in reading.blocks]
    if len(found) != len(wanted) or not all(map(reads_as, found, wanted)):
        return False
    before, now = base.reading.skeleton, reading.skeleton
    return _in_common(before, now) + _in_common(before[::-1], now[::-1]) >= len(before)


def _in_common(one: Sequence[str], two: Sequence[str]) -> int:
    """How many parts two sequences begin with alike."""
    differing = (number for number, (a, b) in enumerate(zip(one, two, strict=False)) if a != b)
    return next(differing, min(len(one), len(two)))


def _gap(graft: Graft, *, behind: bool, newline: str) -> str:
    """What stands between the blocks and their neighbour in the original, as far as it is blank."""
    first, last = graft.blocks.start, graft.blocks.stop - 1
    pair = (first - 1, first) if behind else (last, last + 1)
    if not all(0 <= number < len(graft.original.reading.blocks) for number in pair):
        return newline * 2
    between = _between(graft.original, *pair)
    blanks = [found[0] for found in _blanks(between)]
    gap = (blanks[-1] if behind else blanks[0]) if blanks else ""
    lines = LINE_END.split(gap)
    return (
        newline.join(lines) if len(lines) > 1 or graft.original.reading.blocks[first].outer else newline * 2
    )


def _blanks(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _BLANK.finditer(text) if found[0])


def _between(original: Document, one: int, other: int) -> str:
    return original.source[stretch(original, one).end : stretch(original, other).start]


def _newline(document: Document) -> str:
    found = LINE_END.search(document.source)
    return found[0] if found else "\n"
