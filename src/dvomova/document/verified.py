"""Rebuilt and read again, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby, starmap

from dvomova.document.forms import Said, first
from dvomova.document.parsing import LINE_END, Recipe, in_source
from dvomova.document.parts import in_whole_frames
from dvomova.document.splice import line_start, rebuild
from dvomova.model import Block, Code, Document, Segment, Span
from dvomova.text.markup import INLINE_CODE

_TAG = re.compile(r"<[^<>]*>")


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
    broken: list[int] = []
    if not _is_sound(document, recipe, chosen):
        broken = _broken_alone(document, recipe, chosen)
        broken += _culprits(document, recipe, chosen, _present(chosen))
    return rebuild(document, recipe, chosen, language), sorted(broken)


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


def _broken_alone(document: Document, recipe: Recipe, chosen: list[Said | None]) -> list[int]:
    """The translations that break their own block, wherever it stands; taken out of ``chosen``.

    Where many are broken, halving the whole document would read it as many times.
    """
    broken: list[int] = []
    for _unit, group in groupby(range(len(chosen)), partial(_stands_alone, document)):
        members = list(group)
        texts = [chosen[index] for index in members]
        alone = _alone(document, recipe, members) if any(texts) else None
        if alone:
            broken += [members[place] for place in _culprits(alone, recipe, texts, _present(texts))]
    for index in broken:
        chosen[index] = None
    return broken


def _stands_alone(document: Document, index: int) -> tuple[int, int]:
    """What tells whether two segments have to be tried together: their block; of parts nothing."""
    block = document.segments[index].block
    return block, index if document.reading.blocks[block].parts else -1


def _alone(document: Document, recipe: Recipe, members: Sequence[int]) -> Document | None:
    """Neighbouring segments of one block as a document: the lines of the block, or the parts they stand in.

    None if those do not read the same without the others.
    """
    segments = [document.segments[index] for index in members]
    block = document.reading.blocks[segments[0].block]
    span, inside = _excerpt(document.source, block, segments[0])
    source = document.source[span.start : span.end]
    reading = recipe.format.read(source, recipe.options)
    begins = in_source(block, inside).start if block.parts else block.span.start
    found = [(one.text, one.span.start + span.start) for one in reading.blocks]
    if found != [(block.text[inside.start : inside.end], begins)]:
        return None
    moved = (
        replace(
            segment,
            block=0,
            span=Span(segment.span.start - span.start, segment.span.end - span.start),
            inside=Span(segment.inside.start - inside.start, segment.inside.end - inside.start),
        )
        for segment in segments
    )
    return replace(document, source=source, reading=reading, segments=tuple(moved))


def _excerpt(source: str, block: Block, segment: Segment) -> tuple[Span, Span]:
    """What is read alone: a stretch of the source, and what of the block's text stands in it."""
    if block.parts:
        theirs = in_whole_frames(block, segment)
        first, last = theirs[0], theirs[-1]
        return Span(first.frame.start, last.frame.end), Span(first.inside.start, last.inside.end)
    ending = LINE_END.search(source, block.span.end)
    lines = Span(line_start(source, block.span.start), ending.end() if ending else len(source))
    return lines, Span(0, len(block.text))


def _is_sound(document: Document, recipe: Recipe, translations: Sequence[Said | None]) -> bool:
    if not all(starmap(partial(_has_its_codes, document), zip(document.segments, translations, strict=True))):
        return False
    reading = recipe.format.read(rebuild(document, recipe, translations), recipe.options)
    if reading.skeleton != document.reading.skeleton or len(reading.blocks) != len(document.reading.blocks):
        return False
    meant = _meant(document, translations)
    return all(
        _is_absent(there) or _words(there, there.text) == _words(block, text)
        for there, block, text in zip(reading.blocks, document.reading.blocks, meant, strict=True)
    )


def _has_its_codes(document: Document, segment: Segment, said: Said | None) -> bool:
    """Whether every inline code of a translation is one of its block, and what it opens it closes.

    A sentence may begin or end inside a code that goes on in its neighbour: so must its translation.
    """
    codes = document.reading.blocks[segment.block].codes
    if said is None or not codes:
        return True
    translation = first(said)
    return all(
        number <= len(codes) and void == (not codes[number - 1].close) for number, void in _codes(translation)
    ) and _open_ends(translation) == _open_ends(segment.text)


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


def _is_absent(block: Block) -> bool:
    """Whether a message could stand here, and does not."""
    return block.span.start == block.span.end


def _words(block: Block, text: str) -> list[str]:
    """What ``text`` says in place of that of ``block``. Markup around all of a part is not seen again."""
    return _TAG.sub("", text).split() if block.parts else _spelt(text, block.codes).split()


def _spelt(text: str, codes: Sequence[Code]) -> str:
    """A text with what its inline codes stand for: a translation may put them in another order."""
    return INLINE_CODE.sub(lambda code: codes[int(code[2]) - 1][bool(code[1])], text) if codes else text


def _meant(document: Document, translations: Sequence[Said | None]) -> list[str]:
    """The text of each block once the translations are in it."""
    texts = [block.text for block in document.reading.blocks]
    pairs = zip(document.segments, translations, strict=True)
    for index, group in groupby(pairs, key=lambda pair: pair[0].block):
        pieces, end = [], 0
        for segment, translation in group:
            if translation is not None:
                pieces += [texts[index][end : segment.inside.start], first(translation)]
                end = segment.inside.end
        texts[index] = "".join([*pieces, texts[index][end:]])
    return texts
