"""Messages with plural forms: which places of a file change when it is written in another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, overload

from dvomova.model import Block, Form, Span

Said = str | Mapping[str, str]
"""What is laid in place of a segment: its translation or, by category, its plural forms, one first."""


class Edit(NamedTuple):
    """A stretch of the source and what is laid in its place."""

    span: Span
    text: str | None = None
    """None: it is only taken out."""
    block: Block | None = None
    """The message, in the style of the place."""
    lead: str = ""
    """Written before the text, as it is."""


def edits(block: Block, said: Said) -> Iterator[Edit]:
    """What is laid where, so that a message says ``said``; forms that this does not have are taken out."""
    texts = said if not isinstance(said, str) else dict.fromkeys(_there(block), said)
    for place in block.forms:
        if place.category in texts:
            there = replace(block, style=place.style, prefix=place.prefix)
            yield Edit(place.span, texts[place.category], there, place.lead)
    gone = (place for place in block.forms if place.category not in texts)
    yield from map(Edit, removed(gone))


def _there(block: Block) -> list[str]:
    """The forms that a message has in the file; the place of one that has none of the other forms."""
    present = [place.category for place in block.forms if place.span.start < place.span.end]
    return present or [place.category for place in block.forms]


def removed(forms: Iterable[Form]) -> list[Span]:
    """The stretches to take out with these forms: as many separators as forms."""
    runs: list[tuple[Form, Form]] = []
    for place in sorted((place for place in forms if place.outer.start < place.outer.end), key=_begins):
        if runs and runs[-1][1].listed.end == place.outer.start:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return [
        Span(first.outer.start, last.listed.end)
        if last.listed.end > last.outer.end
        else Span(first.listed.start, last.outer.end)
        for first, last in runs
    ]


def _begins(place: Form) -> int:
    return place.outer.start


@overload
def first(said: Said) -> str: ...
@overload
def first(said: Said | None) -> str | None: ...
def first(said: Said | None) -> str | None:
    """What a message says of one."""
    return said if isinstance(said, str | None) else next(iter(said.values()))
