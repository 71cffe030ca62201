"""What comes to a catalog from a source text: segments in order, and the joins it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvomova.catalogs.known_texts import KnownTexts

JOINED_AT_MOST = 6
"""How many neighbouring sentences are tried as one, where they were edited."""


CONTINUED = ", continued"
"""How the comment ends that says what a segment is, of one that does not begin its block."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A segment of a document, or a message of a program, on its way into a catalog."""

    source: str
    """The text to translate."""
    kind: str = "paragraph"
    """What it is part of; in the ``#.`` comment its first words."""
    extracted: tuple[str, ...] = ()
    """Lines for translators."""
    references: tuple[str, ...] = ()
    """Where it stands."""
    gap: str | None = None
    """What lies between it and the next segment of its paragraph (a space, a hard break, a dash that
    nobody translates); None where no neighbour follows."""
    context: str | None = None
    """The msgctxt of a program's message."""
    plural: str | None = None
    """The msgid_plural of a program's message."""
    flags: tuple[str, ...] | None = None
    """``python-brace-format`` and its like, of a program's message; None: whatever the catalog has."""


def joined(incoming: Sequence[Incoming], first: int, last: int) -> str | None:
    """The text of segments ``first`` to ``last`` (inclusive) as one; None if they are no neighbours."""
    text = incoming[first].source
    for index in range(first, last):
        gap = incoming[index].gap
        if gap is None:
            return None
        text += gap + incoming[index + 1].source
    return text


def as_one(members: Sequence[Incoming]) -> Incoming:
    """Neighbouring segments as one; the first of them where they are no neighbours."""
    text = joined(members, 0, len(members) - 1) or members[0].source
    return replace(members[0], source=text, gap=members[-1].gap)


def runs(incoming: Sequence[Incoming], current: KnownTexts, kept: KnownTexts) -> list[tuple[int, int]]:
    """Which neighbouring segments are one unit, because the catalog says so (DESIGN §4).

    Args:
        incoming: the segments of a document.
        current: sources of the active units.
        kept: sources of obsolete units; they join what no active unit knows.

    Returns:
        (first, last) inclusive, over all segments in order; mostly of one segment.
    """
    found, index = [], 0
    while index < len(incoming):
        last = _last_of_run(incoming, index, current, kept)
        found.append((index, last))
        index = last + 1
    return found


def _last_of_run(incoming: Sequence[Incoming], first: int, current: KnownTexts, kept: KnownTexts) -> int:
    texts = {}
    last, text = first, incoming[first].source
    while (gap := incoming[last].gap) is not None and (current.begins(text) or kept.begins(text)):
        last += 1
        if last == len(incoming):
            break
        text += gap + incoming[last].source
        texts[last] = text
    for last in reversed(texts):
        if texts[last] in current:
            return last
    if incoming[first].source not in current:
        for last in reversed(texts):
            if texts[last] in kept:
                return last
    return first
