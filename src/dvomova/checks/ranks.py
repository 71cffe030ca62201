"""What is counted off, third or XIX: the ordinals and Roman numbers of both sides."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair, Side
from dvomova.text import numbers
from dvomova.text.numbers import Number

_SIGNS = "IVXІХ"
"""Of which Roman numbers are made, in Cyrillic too."""

IsSaid = Callable[[Number, Side], bool]


def ranked(batch: Batch) -> Numbers:
    """Where both sides count something off."""
    one, two = (
        column.saying(numbers.ordinal_words(column.language))
        | column.sequence(_SIGNS, _SIGNS)
        | column.marked("VX")
        | column.having("War I")
        for column in (batch.source, batch.target)
    )
    return one & two


def ranks_differ(pair: Pair, is_said: IsSaid) -> tuple[list[Number], list[Number]]:
    """The ranks that only the source has, and those that only the translation has, where both have such.

    Args:
        pair: the texts.
        is_said: whether a side says a number in any other way.
    """
    said = [_said(side) for side in pair.sides]
    if said[0] == said[1] or not all(said):  # most texts
        return [], []
    source, target = (_ranks(side) for side in pair.sides)
    values = [{one.value for one in side} for side in (source, target)]
    lost = [one for one in source if one.value not in values[1] and not is_said(one, pair.target)]
    added = [one for one in target if one.value not in values[0] and not is_said(one, pair.source)]
    return (lost, added) if lost and added else ([], [])


def _said(side: Side) -> set[int | None]:
    """What is counted off on a side, dates too, at a glance."""
    words = side.vocabulary & numbers.ordinal_words(side.language)
    found = {numbers.ordinal(word, side.language) for word in words}
    if _MAY_BE_ROMAN.search(side.prose):
        found |= {int(one.value) for one in numbers.romans(side.prose)}
    return found


_MAY_BE_ROMAN = re.compile(rf"[{_SIGNS}](?:[{_SIGNS}]|(?!\w))")


def _ranks(side: Side) -> list[Number]:
    said = numbers.in_words(side.prose, side.language)
    found = [*(one for one in said if one.form == "ordinal"), *numbers.romans(side.prose)]
    taken = [one.span for one in side.dates] if found else []
    return [one for one in found if not any(span.start <= one.span.start < span.end for span in taken)]
