"""What is remembered of the units of a catalog, so that one is found among many catalogs and chosen."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import compress
from typing import NamedTuple

from dvomova.catalogs.mechanical import restored
from dvomova.catalogs.po import changed
from dvomova.model import State, Unit

_STATES = tuple(State)
_CODES = {state: code for code, state in enumerate(_STATES)}
_ACTIVE = 128
"""Put on top of the code of a state."""
_SIZE = 17
"""Bytes of a packed trace."""


class Trace(NamedTuple):
    """What is remembered of a unit, to choose among many."""

    source: int
    """Stands for its text."""
    target: int
    """Stands for its translations; 0 for none."""
    state: State
    """As if it were not obsolete."""
    is_active: bool
    """Whether its document held this text when the catalog was written."""


def mark(text: str) -> int:
    """A number of 64 bits that stands for a text; 0 for an empty one."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) if text else 0


def traced(units: Iterable[Unit]) -> Iterator[tuple[Trace, Unit]]:
    """The units that can come into another article, each with what is remembered of it.

    What is out of date comes twice: as it is, and as it was before its source was edited. Messages of
    programs and the translations of single occurrences stay where they are.
    """
    for unit in units:
        if unit.context is not None or unit.plural is not None:
            continue
        living = changed(unit, obsolete=False) if unit.obsolete else unit
        yield Trace(mark(unit.source), _target(living), living.state, not unit.obsolete), living
        before = restored(living, unit.previous) if unit.fuzzy and unit.previous else None
        if before is not None:
            yield Trace(mark(before.source), _target(before), before.state, is_active=False), before


def _target(unit: Unit) -> int:
    return mark("\0".join(unit.targets)) if all(unit.targets) else 0


def packed(units: Iterable[Unit]) -> bytes:
    """The traces of a catalog: the marks of all texts, of all translations, the codes of all states."""
    traces = [trace for trace, _unit in traced(units)]
    marks = array("Q", [trace.source for trace in traces] + [trace.target for trace in traces])
    return marks.tobytes() + bytes(_CODES[trace.state] | _ACTIVE * trace.is_active for trace in traces)


def translated_in(data: bytes) -> Iterator[int]:
    """The marks of the texts that have translations, in packed traces."""
    count = len(data) // _SIZE
    return compress(array("Q", data[: count * 8]), array("Q", data[count * 8 : count * 16]))


def unpacked(data: bytes) -> list[Trace]:
    """Traces that were packed, in order."""
    count = len(data) // _SIZE
    marks, codes = array("Q", data[: count * 16]), data[count * 16 :]
    return [
        Trace(marks[place], marks[count + place], _STATES[code & ~_ACTIVE], bool(code & _ACTIVE))
        for place, code in enumerate(codes)
    ]


class Marks:
    """Many marks in little room."""

    def __init__(self, marks: Iterable[int] = ()) -> None:
        """Take them in, in whatever order."""
        self._sorted = array("Q", sorted(set(marks)))

    def __len__(self) -> int:
        """How many different ones there are."""
        return len(self._sorted)

    def __contains__(self, mark: int) -> bool:
        """Whether a mark is among them."""
        place = bisect_left(self._sorted, mark)
        return place < len(self._sorted) and self._sorted[place] == mark
