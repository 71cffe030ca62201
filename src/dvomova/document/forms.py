"""Messages with plural forms: which places of a file change when it is written in another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from dvomova.formats.base import Format
from dvomova.model import Block, Form, Span

Said = str | Mapping[str, str]
"""What is laid in place of a segment: its translation or, by category, its plural forms, one first."""


class Edit(NamedTuple):
    """A stretch of the source and what is written in its place."""

    span: Span
    lead: str = ""
    """Written as it is, before the text."""
    text: str = ""
    """As its format writes it; its lines get the prefix of the block."""
    block: Block | None = None
    """The message, in the style of the place. None: the stretch is only taken out."""


def edits(block: Block, said: Said, form: Format) -> Iterator[Edit]:
    """What is written where, so that a message says ``said``; forms that this does not have are taken out."""
    texts = said if not isinstance(said, str) else dict.fromkeys(_there(block), said)
    inside = Span(0, len(block.text))
    for place in block.forms:
        if place.category in texts:
            there = replace(block, style=place.style, prefix=place.prefix)
            yield Edit(place.span, place.lead, form.written(there, texts[place.category], inside), there)
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


def first(said: Said) -> str:
    """What a message says of one."""
    return said if isinstance(said, str) else next(iter(said.values()))
