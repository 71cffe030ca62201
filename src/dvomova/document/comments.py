"""What the ``#.`` comments tell translators of a segment."""

from __future__ import annotations

import re

from dvomova.model import CONTINUED, Block, Document, Segment
from dvomova.text.markup import INLINE_CODE

_LEGEND = 200
"""So many code points of what an inline code stands for are told to translators."""
_CLOSING = re.compile(r"\A(?:</[^<>]*>)+")
"""What a code closes before it begins does not concern them."""


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
    codes = ((number, block.codes[number - 1]) for number in numbers)
    return [f"<{number}> = {_shown(code.means or code.open)}" for number, code in codes]


def _shown(markup: str) -> str:
    """Markup in one line, and not the whole of a drawing."""
    line = " ".join(_CLOSING.sub("", markup).split())
    return line if len(line) <= _LEGEND else f"{line[:_LEGEND]}…"
