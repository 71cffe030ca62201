"""What is counted off, third or XIX: the ordinals and Roman numbers of both sides."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair, Side
from dvomova.text import numbers
from dvomova.text.numbers import Number

_ROMAN = re.compile(r"(?<!\w)[IVXІХ]{2,}(?!\w)|(?<!\w)[VXХ](?!\w)|War I(?!\w)")

IsSaid = Callable[[Number, Side], bool]


def ranked(batch: Batch) -> Numbers:
    """Where both sides count something off."""
    one, two = (
        column.saying(numbers.ordinal_words(column.language)) | column.matching(_ROMAN)
        for column in (batch.source, batch.target)
    )
    return one & two


def ranks_differ(pair: Pair, is_said: IsSaid) -> tuple[list[Number], list[Number]]:
    """The ranks that only the source has, and those that only the translation has, where both have such.

    Args:
        pair: the texts.
        is_said: whether a side says a number in any other way.
    """
    source, target = (_ranks(side) for side in pair.sides)
    if not source or not target:
        return [], []
    values = [{one.value for one in side} for side in (source, target)]
    lost = [one for one in source if one.value not in values[1] and not is_said(one, pair.target)]
    added = [one for one in target if one.value not in values[0] and not is_said(one, pair.source)]
    return (lost, added) if lost and added else ([], [])


def _ranks(side: Side) -> list[Number]:
    taken = [one.span for one in side.dates]
    return [
        one
        for one in numbers.numbers(side.prose, side.language)
        if one.form in {"ordinal", "roman"}
        and not any(span.start <= one.span.start < span.end for span in taken)
    ]
