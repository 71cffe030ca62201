"""What comes to a catalog from a source text: segments in order, and the joins it remembers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvomova.text.markup import CODE_LEGEND, code_numbers

JOINED_AT_MOST = 6
"""How many neighbouring sentences are tried as one, where they were edited."""


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
    whole: bool = False
    """Whether it may never be cut: a heading, a value of front matter."""
    context: str | None = None
    """The msgctxt of a message."""
    plural: str | None = None
    """The msgid_plural of a message."""
    flags: tuple[str, ...] | None = None
    """``python-brace-format`` and its like, of a program's message; None: whatever the catalog has."""
    keyed: bool = False
    """Whether its context is a key, which no other message has: who it is, whatever it says."""


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
    extracted = extracted_of([member.extracted for member in members], text)
    return replace(members[0], source=text, extracted=extracted, gap=members[-1].gap)


def extracted_of(extracted: Sequence[Sequence[str]], text: str) -> tuple[str, ...]:
    """Lines for translators of several texts that are one now, ``text``.

    Those of the first, and what the codes of the others stand for.
    """
    numbers = set(code_numbers(text))
    others = ((line, CODE_LEGEND.fullmatch(line)) for lines in extracted[1:] for line in lines)
    said = (line for line, found in others if found and int(found[1]) in numbers)
    return tuple(dict.fromkeys([*extracted[0], *said]))


def flags(item: Incoming, before: tuple[str, ...]) -> tuple[str, ...]:
    """The flags of the unit that ``item`` comes to, which had those of ``before``.

    A person's word that a text is no format (``no-python-format``: “50% off”) outlives the guess of an
    extractor; so does what is not about formats (``no-wrap``).
    """
    if item.flags is None:
        return before
    kept = tuple(flag for flag in before if flag.startswith("no-") or not flag.endswith("-format"))
    found = (*(flag for flag in item.flags if f"no-{flag}" not in kept), *kept)
    return before if sorted(found) == sorted(before) else found
