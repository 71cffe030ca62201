"""Inline codes of a unit whose numbers change because another one was put in, or taken out, before them.

Codes are numbered through a block, so a link put into one sentence gives those behind it other numbers.
The lines for translators (``<1> = <a href="…">``) say that a text has codes, and what each stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dvomova.text.markup import CODE_LEGEND, code_numbers, codes_from_one, renumbered
from dvomova.text.similarity import canonical, without_urls


def legend(extracted: Iterable[str]) -> dict[int, str]:
    """What the codes of a text stand for, by their numbers: of its lines for translators."""
    found = (CODE_LEGEND.fullmatch(line) for line in extracted if line.startswith("<"))
    return {int(match[1]): match[2] for match in found if match}


def comparable(text: str, extracted: Iterable[str]) -> str:
    """The canonical form of a text; its codes, if it has any, numbered from 1."""
    if "<" in text and legend(extracted):
        text = codes_from_one(text)
    return canonical(text)


def without_addresses(text: str, extracted: Iterable[str]) -> str:
    """``comparable``, in which every address is the same."""
    return comparable(without_urls(text), extracted)


def in_turn(before: str, after: str) -> dict[int, int]:
    """The numbers that the codes of a text have after a change of nothing else: those in their order."""
    return dict(zip(code_numbers(before), code_numbers(after), strict=False))


def by_meaning(
    before: str, after: str, said_before: Sequence[str], said_after: Sequence[str]
) -> dict[int, int]:
    """The numbers of the codes of a text that was edited: of those that stand for the same as before.

    The others follow in their order if there are as many of them. ``said_…`` are lines for translators.
    """
    meaning, others = legend(said_before), legend(said_after)
    old = [number for number in code_numbers(before) if number in meaning]
    new = [number for number in code_numbers(after) if number in others]
    found = {}
    for number in old:
        same = [one for one in new if others[one] == meaning[number]]
        if len(same) == 1 and [meaning[one] for one in old].count(meaning[number]) == 1:
            found[number] = same[0]
    left = [number for number in old if number not in found]
    free = [number for number in new if number not in found.values()]
    return found | (dict(zip(left, free, strict=True)) if len(left) == len(free) else {})


def followed(numbers: Mapping[int, int], texts: Sequence[str]) -> tuple[str, ...] | None:
    """``texts`` with their codes numbered anew; None where two codes of a text would become one."""
    for text in texts:
        there = set(code_numbers(text))
        if len({numbers.get(number, number) for number in there}) < len(there):
            return None
    return tuple(renumbered(text, numbers) for text in texts)
