"""Inline codes of two documents: the same markup may have another number in each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvomova.model import Block, Code, Document
from dvomova.text.markup import INLINE_CODE

_TAG = re.compile(r"<\w+")


def bare_codes(document: Document) -> list[tuple[Code, ...]]:
    """The codes of each block, without the texts in them that are blocks of their own (``alt="…"``)."""
    found = [list(block.codes) for block in document.reading.blocks]
    for number in reversed(range(len(found))):  # from behind: offsets of others stay
        block = document.reading.blocks[number]
        if block.within:
            codes, (place, begin) = found[_outer(document.reading.blocks, number)], block.within
            code, length = codes[place - 1], block.span.end - block.span.start
            codes[place - 1] = code._replace(open=code.open[:begin] + code.open[begin + length :])
    return [tuple(codes) for codes in found]


def _outer(blocks: Sequence[Block], number: int) -> int:
    while blocks[number].within:
        number -= 1
    return number


def spelled_out(text: str, codes: Sequence[Code]) -> str:
    """``text`` with its codes as the markup that they stand for."""

    def markup(found: re.Match[str]) -> str:
        number = int(found[2]) - 1
        return found[0] if number >= len(codes) else codes[number].close if found[1] else codes[number].open

    return INLINE_CODE.sub(markup, text) if codes else text


def renumbered(text: str, codes: Sequence[Code], others: Sequence[Code]) -> str | None:
    """``text`` with the numbers that its codes have among ``others``; None where these lack one.

    Args:
        text: with the numbers of ``codes``.
        codes: what they stand for.
        others: the codes of the block that the text is for.
    """
    if not codes:
        return text
    numbers: dict[int, int] = {}
    used = sorted({int(found[2]) for found in INLINE_CODE.finditer(text) if int(found[2]) <= len(codes)})
    for is_same in (_is_equal, _is_alike):
        for number in (number for number in used if number not in numbers):
            free = (one for one in range(1, len(others) + 1) if one not in numbers.values())
            found = next((one for one in free if is_same(codes[number - 1], others[one - 1])), None)
            if found is not None:
                numbers[number] = found
    if len(numbers) < len(used):
        return None
    return INLINE_CODE.sub(lambda code: f"<{code[1]}{numbers.get(int(code[2]), code[2])}{code[3]}>", text)


def _is_equal(one: Code, other: Code) -> bool:
    return (one.open, one.close) == (other.open, other.close)


def _is_alike(one: Code, other: Code) -> bool:
    """Whether both are the same element, with other attributes."""
    tags = [_TAG.match(code.open) for code in (one, other)]
    return all(tags) and tags[0][0] == tags[1][0] and bool(one.close) == bool(other.close)  # type: ignore[index]
