"""From runs of pieces to blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dvomova.formats.html_characters import decoded
from dvomova.formats.html_elements import UNREAD, WHOLE
from dvomova.formats.html_habits import spelled_in
from dvomova.formats.html_inline import PLAIN, Inline
from dvomova.formats.html_runs import VOID, Piece
from dvomova.formats.html_texts import Text
from dvomova.model import Block, Mark, Span

MUTE = UNREAD - {"code"}
"""Elements that are not missed in a sentence, as code would be."""
_NO_MEDIA = frozenset({"", "br", "wbr"})


class Placed(NamedTuple):
    """A text of a run."""

    around: Span
    """With the markup around it."""
    block: Block
    inline: Inline


def text_of(source: str, stretch: Sequence[Piece], kind: str, note: str) -> Placed:
    """The block of one text; pictures and scripts around it stay when it is left out."""
    inline = Inline(source, stretch)
    block = inline.block(kind, whole=kind in WHOLE, note=note)
    around = Span(stretch[0].start, stretch[-1].end)
    own = spelled_in((one for piece in inline.pieces for one in piece.texts), source)
    outer = block.span if has_media(stretch) else around
    return Placed(around, replace(block, outer=outer, spelled=own), inline)


def title_of(source: str, span: Span) -> Block | None:
    """The block of a text in which there are references and no tags; None for an empty one."""
    texts = list(decoded(source, *span, markup=False))
    text = Text(soft=" ")
    for characters in texts:
        text.read(characters)
    words = str(text).rstrip()
    if not words or "\0" in words:
        return None
    marks, own = (Mark(0, span.start),), spelled_in(texts, source)
    return Block("title", span, words, marks, whole=True, style=PLAIN, outer=span, spelled=own)


def has_media(pieces: Iterable[Piece]) -> bool:
    """Whether there is something besides text that has to stay without it: a picture, a script."""
    return any(piece.name in MUTE or (piece.kind == VOID and piece.name not in _NO_MEDIA) for piece in pieces)


def in_order(tagged: Iterable[Block], texts: Iterable[Placed]) -> Iterator[Block]:
    """Texts and attributes of a run: behind each text the attributes of the markup in and around it.

    A translation may have its markup around all of it or in the middle; the order does not change by that.
    """
    waiting = list(tagged)[::-1]
    for text in texts:
        while waiting and waiting[-1].span.start < text.around.start:
            yield waiting.pop()
        yield text.block
        beside: list[Block] = []
        while waiting and waiting[-1].span.start < text.around.end:
            block = waiting.pop()
            within = text.inline.within(block.span.start)
            if within:
                yield replace(block, within=within)
            elif not text.block.span.start <= block.span.start < text.block.span.end:
                beside.append(block)
        yield from beside
    yield from waiting[::-1]
