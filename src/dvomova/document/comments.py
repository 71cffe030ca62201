"""What the ``#.`` comments tell translators of a segment."""

from __future__ import annotations

from dvomova.model import CONTINUED, Block, Document, Segment
from dvomova.text.markup import INLINE_CODE


def comments(read: Document, index: int) -> tuple[str, ...]:
    """What a segment is part of, its author's note, and what its inline codes stand for; a line each.

    Args:
        read: the document.
        index: place of the segment in ``read.segments``.
    """
    segment = read.segments[index]
    continued = index > 0 and read.segments[index - 1].block == segment.block
    label = segment.kind + CONTINUED if continued else segment.kind
    notes = [f"note: {segment.note}"] if segment.note and not continued else []
    return (label, *notes, *_legend(segment, read.reading.blocks[segment.block]))


def _legend(segment: Segment, block: Block) -> list[str]:
    """What the inline codes of a segment stand for: ``<1> = <a href="…">``."""
    numbers = (
        dict.fromkeys(int(code[2]) for code in INLINE_CODE.finditer(segment.text)) if block.codes else ()
    )
    return [f"<{number}> = {' '.join(block.codes[number - 1].open.split())}" for number in numbers]
