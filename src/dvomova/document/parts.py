"""Blocks whose text is parted in the source: how translations are divided among the parts, and taken out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from dvomova.document.parsing import in_source
from dvomova.model import Block, Part, Segment, Span
from dvomova.text.breaking import parted

_BLANKS = re.compile(r"[ \t\r\n]+")


def laid(block: Block, members: Sequence[tuple[Segment, str | None]]) -> Iterator[tuple[Part, str]]:
    """What stands in each part of ``block`` that a translation falls into, in order.

    Each segment is divided among the parts that it stands in, as its source is; a part in which several
    segments stand says them all. One whose translation is its source text leaves its parts as they are.

    Args:
        block: has parts.
        members: its segments in order, each with its translation; None for the source text.
    """
    said: dict[Part, list[tuple[Span, str]]] = {}
    for segment, translation in members:
        if translation is None or translation == segment.text:
            continue
        theirs = parts_of(block, segment)
        places = [_overlap(part.inside, segment.inside) for part in theirs]
        text = " ".join(_BLANKS.split(translation.strip(" \t\r\n")))
        shares = _divided(text, places, theirs)
        for part, place, share in zip(theirs, places, shares, strict=True):
            said.setdefault(part, []).append((place, share))
    for part in block.parts:
        if part in said:
            yield part, _filled(block.text, part, said[part])


def _divided(text: str, places: Sequence[Span], theirs: Sequence[Part]) -> list[str]:
    """The share of each part; where words are too few, parts that say something else too get none."""
    lengths = [place.end - place.start for place in places]
    first, last, few = 0, len(lengths), text.count(" ") + 1
    if last > few and places[-1] != theirs[-1].inside:
        last -= 1
    if last - first > few and places[0] != theirs[0].inside:
        first += 1
    return [""] * first + parted(text, lengths[first:last]) + [""] * (len(lengths) - last)


def _filled(text: str, part: Part, shares: Sequence[tuple[Span, str]]) -> str:
    pieces, end = [], part.inside.start
    for place, share in shares:
        pieces += [text[end : place.start], share]
        end = place.end
    lines = "".join([*pieces, text[end : part.inside.end]]).split("\n")
    return "\n".join(filter(None, (" ".join(_BLANKS.split(line.strip(" "))) for line in lines)))


def parts_of(block: Block, segment: Segment) -> tuple[Part, ...]:
    """The parts of ``block`` that ``segment`` stands in."""
    first, end = _range(block, segment)
    return block.parts[first:end]


def in_whole_frames(block: Block, segment: Segment) -> tuple[Part, ...]:
    """The parts that ``segment`` stands in, and the others of their frames."""
    first, end = _range(block, segment)
    while first and block.parts[first - 1].frame == block.parts[first].frame:
        first -= 1
    while end < len(block.parts) and block.parts[end].frame == block.parts[end - 1].frame:
        end += 1
    return block.parts[first:end]


def _range(block: Block, segment: Segment) -> tuple[int, int]:
    edges = segment.inside.start, segment.inside.end - 1
    first, end = (bisect_right(block.parts, at, key=lambda part: part.inside.start) for at in edges)
    return first - 1, end


def _overlap(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def gaps(block: Block, members: Sequence[Segment], gone: frozenset[Segment]) -> Iterator[Span]:
    """The stretches of the source to take out where the segments ``gone`` of ``block`` are not published.

    A part that says nothing any more goes with its line, and with its frame if no part of that says
    anything; of other parts the words go.
    """
    starts = [segment.inside.start for segment in members]
    for frame, group in groupby(block.parts, key=lambda part: part.frame):
        parts = [(part, _in_part(part, members, starts)) for part in group]
        left = [part for part, inside in parts if not inside or not gone.issuperset(inside)]
        if not left:
            yield frame
            continue
        for part, inside in parts:
            if part not in left:
                yield part.outer
                continue
            if left == [part] and len(parts) > 1 and part.beside:
                yield part.beside
            if not gone.isdisjoint(inside):
                yield from _gaps_in(block, part, inside, gone)


def _in_part(part: Part, members: Sequence[Segment], starts: Sequence[int]) -> Sequence[Segment]:
    first = max(bisect_right(starts, part.inside.start) - 1, 0)
    inside = members[first : bisect_left(starts, part.inside.end)]
    return [segment for segment in inside if segment.inside.end > part.inside.start]


def _gaps_in(block: Block, part: Part, inside: Sequence[Segment], gone: frozenset[Segment]) -> Iterator[Span]:
    """The words of what is gone from a part in which something stays, with the space beside them."""
    places = [_overlap(part.inside, segment.inside) for segment in inside]
    last = max(number for number, segment in enumerate(inside) if segment not in gone)
    for number, segment in enumerate(inside):
        if segment in gone and number < last:
            start = in_source(block, places[number]).start
            yield Span(start, in_source(block, places[number + 1]).start)
    if last + 1 < len(inside):
        yield Span(in_source(block, places[last]).end, in_source(block, places[-1]).end)
