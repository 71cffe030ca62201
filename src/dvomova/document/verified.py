"""Rebuilt and read again, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dvomova.document.parsing import LINE_END, Recipe
from dvomova.document.splice import line_start, rebuild
from dvomova.model import Document, Span


def rebuild_verified(
    document: Document, recipe: Recipe, translations: Sequence[str | None]
) -> tuple[str, list[int]]:
    """``rebuild``, with every translation left out that would break the document's structure.

    What is built is read again: its structure and the text of each block must be what was meant.

    Returns:
        The built text, and the indexes of the segments whose translation was left out.
    """
    chosen = list(translations)
    broken: list[int] = []
    if not _is_sound(document, recipe, chosen):
        broken = _broken_alone(document, recipe, chosen)
        broken += _culprits(document, recipe, chosen, _present(chosen))
    return rebuild(document, recipe, chosen), sorted(broken)


def _present(chosen: Sequence[str | None]) -> list[int]:
    return [index for index, text in enumerate(chosen) if text is not None]


def _culprits(document: Document, recipe: Recipe, chosen: list[str | None], among: list[int]) -> list[int]:
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


def _broken_alone(document: Document, recipe: Recipe, chosen: list[str | None]) -> list[int]:
    """The translations that break their own block, wherever it stands; taken out of ``chosen``.

    Where many are broken, halving the whole document would read it as many times.
    """
    broken: list[int] = []
    for _block, group in groupby(range(len(chosen)), lambda index: document.segments[index].block):
        members = list(group)
        texts = [chosen[index] for index in members]
        alone = _alone(document, recipe, members) if any(texts) else None
        if alone:
            broken += [members[place] for place in _culprits(alone, recipe, texts, _present(texts))]
    for index in broken:
        chosen[index] = None
    return broken


def _alone(document: Document, recipe: Recipe, members: Sequence[int]) -> Document | None:
    """The lines of one block as a document; None if they do not read the same without the others."""
    segments = [document.segments[index] for index in members]
    block = document.reading.blocks[segments[0].block]
    start = line_start(document.source, block.span.start)
    ending = LINE_END.search(document.source, block.span.end)
    source = document.source[start : ending.end() if ending else len(document.source)]
    reading = recipe.format.read(source, recipe.options)
    if [(one.text, one.span.start + start) for one in reading.blocks] != [(block.text, block.span.start)]:
        return None
    moved = (
        replace(segment, block=0, span=Span(segment.span.start - start, segment.span.end - start))
        for segment in segments
    )
    return replace(document, source=source, reading=reading, segments=tuple(moved))


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
