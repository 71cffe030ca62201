"""Rebuilt and read again, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape
from itertools import groupby

from dvomova.document.forms import Said, first
from dvomova.document.parsing import LINE_END, Recipe, in_source
from dvomova.document.parts import in_whole_frames
from dvomova.document.splice import line_start, rebuild
from dvomova.model import Block, Document, Span
from dvomova.text.markup import INLINE_CODE, INLINE_MARKUP

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def rebuild_verified(
    document: Document, recipe: Recipe, translations: Sequence[Said | None], language: str = ""
) -> tuple[str, list[int]]:
    """``rebuild``, with every translation left out that would break the document's structure.

    What is built is read again: its structure and the text of each block must be what was meant.
    Inline codes (``<1>…</1>``) must be those of the source, and opened and closed in turn.

    Returns:
        The built text, and the indexes of the segments whose translation was left out.
    """
    chosen = list(translations)
    holding = _holding(document)
    broken = [i for i, text in enumerate(chosen) if not _has_its_codes(document, i, text, holding)]
    _take_out(broken, chosen)
    for search in (_misread, _broken_alone, _culprits):
        if not _is_sound(document, recipe, chosen):
            broken += search(document, recipe, chosen, _present(chosen))
    return rebuild(document, recipe, chosen, language), sorted(broken)


def _take_out(broken: Sequence[int], chosen: list[Said | None]) -> None:
    for index in broken:
        chosen[index] = None


def _present(chosen: Sequence[Said | None]) -> list[int]:
    return [index for index, text in enumerate(chosen) if text is not None]


def _culprits(document: Document, recipe: Recipe, chosen: list[Said | None], among: list[int]) -> list[int]:
    """Which of the translations ``among`` these break the structure; they are taken out of ``chosen``.

    Found by halving: the right half is tried with what has stayed of the left one, so that two
    translations that are sound alone and not together cost one of them only.
    """
    if not among or _is_sound(document, recipe, chosen):
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


def _misread(document: Document, recipe: Recipe, chosen: list[Said | None], among: list[int]) -> list[int]:
    """Those ``among`` these that are read as something else though the structure stands; taken out.

    The first ones of all blocks are tried at once, then the second ones …: many cost no more readings
    than one.
    """
    wrong = _wrong_blocks(document, recipe, chosen) or ()
    turns: dict[int, list[int]] = {}
    blocks = document.reading.blocks
    suspects = (
        index
        for index in among
        if (number := document.segments[index].block) in wrong and not blocks[number].parts
    )
    for _block, members in groupby(suspects, lambda index: document.segments[index].block):
        for turn, index in enumerate(members):
            turns.setdefault(turn, []).append(index)
    broken: list[int] = []
    for tried in turns.values():
        alone: list[Said | None] = [None] * len(chosen)
        for index in tried:
            alone[index] = chosen[index]
        wrong = _wrong_blocks(document, recipe, alone) or ()
        broken += [index for index in tried if document.segments[index].block in wrong]
    _take_out(broken, chosen)
    return broken


def _broken_alone(
    document: Document, recipe: Recipe, chosen: list[Said | None], among: list[int]
) -> list[int]:
    """Those ``among`` these that break their own block, wherever it stands; taken out of ``chosen``.

    Where many are broken, halving the whole document would read it as many times.
    """
    broken: list[int] = []
    places = groupby(among, lambda index: document.segments[index].block)
    members = {block: list(group) for block, group in places}
    done = -1
    for block, own in members.items():
        if block <= done:
            continue
        if document.reading.blocks[block].parts:
            broken += [i for i in own if _breaks_its_parts(document, recipe, i, chosen[i])]
            continue
        stretch = _stretch(document, block)
        beside = _blocks_in(document, stretch, block)
        indexes = [index for number in beside for index in members.get(number, ())]
        if alone := _alone(document, recipe, stretch, beside, indexes):
            done = beside[-1]
            texts = [chosen[index] for index in indexes]
            broken += [indexes[place] for place in _culprits(alone, recipe, texts, _present(texts))]
    _take_out(broken, chosen)
    return broken


def _stretch(document: Document, number: int) -> Span:
    """What can be read apart from the rest of the document: the element of a block, or its lines."""
    block = document.reading.blocks[number]
    if block.outer:
        return block.outer
    ending = LINE_END.search(document.source, block.span.end)
    start = line_start(document.source, block.span.start)
    return Span(start, ending.end() if ending else len(document.source))


def _blocks_in(document: Document, stretch: Span, number: int) -> range:
    """The blocks that stand in a stretch of the source, among them ``number``."""
    blocks, first, end = document.reading.blocks, number, number + 1
    while first and blocks[first - 1].span.start >= stretch.start:
        first -= 1
    while end < len(blocks) and blocks[end].span.start < stretch.end:
        end += 1
    return range(first, end)


def _alone(
    document: Document, recipe: Recipe, stretch: Span, numbers: range, indexes: Sequence[int]
) -> Document | None:
    """A stretch of the source, the blocks and the segments in it, as a document.

    None if it does not read the same without the rest.
    """
    source = document.source[slice(*stretch)]
    reading = recipe.format.read(source, recipe.options)
    blocks = document.reading.blocks[numbers.start : numbers.stop]
    if [(one.text, one.style, one.span.start + stretch.start) for one in reading.blocks] != [
        (one.text, one.style, one.span.start) for one in blocks
    ]:
        return None
    moved = (
        replace(
            segment,
            block=segment.block - numbers.start,
            span=Span(segment.span.start - stretch.start, segment.span.end - stretch.start),
        )
        for segment in (document.segments[index] for index in indexes)
    )
    return replace(document, source=source, reading=reading, segments=tuple(moved))


def _breaks_its_parts(document: Document, recipe: Recipe, index: int, said: Said | None) -> bool:
    """Whether a translation breaks the parts that it is laid in, read alone."""
    segment = document.segments[index]
    block = document.reading.blocks[segment.block]
    theirs = in_whole_frames(block, segment)
    start, offset = theirs[0].frame.start, theirs[0].inside.start
    source = document.source[start : theirs[-1].frame.end]
    text = block.text[offset : theirs[-1].inside.end]
    reading = recipe.format.read(source, recipe.options)
    begins = in_source(block, theirs[0].inside).start
    if [(one.text, one.span.start + start) for one in reading.blocks] != [(text, begins)]:
        return False  # they do not read the same without the others
    moved = replace(
        segment,
        block=0,
        span=Span(segment.span.start - start, segment.span.end - start),
        inside=Span(segment.inside.start - offset, segment.inside.end - offset),
    )
    alone = replace(document, source=source, reading=reading, segments=(moved,))
    return not _is_sound(alone, recipe, [said])


def _is_sound(document: Document, recipe: Recipe, translations: Sequence[Said | None]) -> bool:
    return _wrong_blocks(document, recipe, translations) == set()


def _wrong_blocks(document: Document, recipe: Recipe, translations: Sequence[Said | None]) -> set[int] | None:
    """The blocks that would be read as something else than was meant; None if the structure would break."""
    reading = recipe.format.read(rebuild(document, recipe, translations), recipe.options)
    if reading.skeleton != document.reading.skeleton or len(reading.blocks) != len(document.reading.blocks):
        return None
    pairs = zip(reading.blocks, meant(document, translations), strict=True)
    return {
        number
        for number, (there, text) in enumerate(pairs)
        if not _is_absent(there) and not reads_as(there.text, text)
    }


def _is_absent(block: Block) -> bool:
    """Whether a message could stand here, and does not."""
    return block.span.start == block.span.end


def _holding(document: Document) -> set[tuple[int, int]]:
    """(block, number) of the codes in which other blocks stand."""
    held: set[tuple[int, int]] = set()
    outer = 0
    for number, block in enumerate(document.reading.blocks):
        outer = outer if block.within else number
        if block.within:
            held.add((outer, block.within[0]))
    return held


def _has_its_codes(document: Document, index: int, said: Said | None, holding: set[tuple[int, int]]) -> bool:
    """Whether every inline code of a translation is one of its block, and what it opens it closes.

    A sentence may begin or end inside a code that goes on in its neighbour: so must its translation.
    Codes that hold blocks of their own stay, in their order, or these would change places.
    """
    segment = document.segments[index]
    codes = document.reading.blocks[segment.block].codes
    translation = first(said)
    if translation is None or not codes:
        return True
    if not all(n <= len(codes) and void != bool(codes[n - 1].close) for n, void in _codes(translation)):
        return False
    held, kept = (
        [number for number, _void in _codes(text) if (segment.block, number) in holding]
        for text in (segment.text, translation)
    )
    return held == kept and _open_ends(translation) == _open_ends(segment.text)


def _codes(text: str) -> Iterator[tuple[int, bool]]:
    """The number of each inline code of a text, and whether it holds no text."""
    return ((int(code[2]), bool(code[3])) for code in INLINE_CODE.finditer(text))


def _open_ends(text: str) -> tuple[list[str], list[str]] | None:
    """The codes that a text closes and does not open, and the other way; None where they cross."""
    closed, opened = list[str](), list[str]()
    for code in INLINE_CODE.finditer(text):
        if not code[1] and not code[3]:
            opened.append(code[2])
        elif code[1] and not opened:
            closed.append(code[2])
        elif code[1] and opened.pop() != code[2]:
            return None
    return closed, opened


def reads_as(found: str, meant: str) -> bool:
    """Whether a text that was read again says what was meant, inline markup apart.

    Its codes may be others: numbered anew, put together, around the whole text and so no part of it. A
    reference that a translator wrote is a character now, but a tag may not have become words.
    """
    bare_found, bare_meant = (INLINE_MARKUP.sub("", text) for text in (found, meant))
    if bare_found.split() == bare_meant.split():
        return True
    return unescape(bare_found).split() == unescape(bare_meant).split() and not _TAG.search(bare_meant)


def meant(document: Document, translations: Sequence[Said | None]) -> list[str]:
    """The text of each block once the translations are in it."""
    texts = [block.text for block in document.reading.blocks]
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        pieces, end = [], 0
        for segment, said in group:
            if (translation := first(said)) is not None:
                pieces += [texts[index][end : segment.inside.start], translation]
                end = segment.inside.end
        texts[index] = "".join([*pieces, texts[index][end:]])
    return texts
