"""The short names of segments: ``izium#1a2b3c4``, the same in every language and on every machine."""

from __future__ import annotations

from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dvomova.model import Unit

Identity = tuple[str | None, str]
"""What makes a unit itself in gettext: (msgctxt, msgid)."""

_LENGTH = 7


def identity(unit: Unit) -> Identity:
    """What makes a unit itself: its context and its source."""
    return unit.context, unit.source


def key(source: str, context: str | None = None) -> str:
    """Seven hexadecimal digits that name a segment.

    The head of the BLAKE2b digest of what gettext looks a message up by: context, U+0004, source.
    No context and an empty one are different names. Two segments of a large catalog may share a
    key; ``keys`` tells them apart.
    """
    return _digest(source, context)[:_LENGTH]


def keys(units: Iterable[Unit]) -> dict[Identity, str]:
    """The key of each of ``units``, by identity; longer than seven digits only where it has to be.

    A key gets as many digits as it needs for no other unit's digest to begin with it, so that none
    is the beginning of another. The order of the units does not matter.
    """
    digests = {_digest(unit.source, unit.context): (unit.context, unit.source) for unit in units}
    ordered = sorted(digests)
    lengths = dict.fromkeys(ordered, _LENGTH)
    # In sorted order whoever shares most digits with a digest stands next to it.
    for one, other in pairwise(ordered):
        needed = _shared(one, other) + 1
        lengths[one] = max(lengths[one], needed)
        lengths[other] = max(lengths[other], needed)
    return {digests[digest]: digest[:length] for digest, length in lengths.items()}


def _shared(one: str, other: str) -> int:
    """How many digits two different digests of one length begin alike with."""
    return next(place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)


def _digest(source: str, context: str | None) -> str:
    text = source if context is None else f"{context}\x04{source}"
    return blake2b(text.encode(), digest_size=20).hexdigest()
