"""Texts that are the same and only cut differently: the rules changed, or where a paragraph ends.

A unit whose text is several segments now stays one without any doing (``incoming.runs``). Here are the
others: one segment that was several units, and several that were several others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dvomova.catalogs.incoming import CONTINUED, as_one
from dvomova.catalogs.known_texts import KnownTexts
from dvomova.catalogs.mechanical import as_one_unit
from dvomova.catalogs.slots import Old, Slot
from dvomova.model import State, Unit

CLASS = "segmentation"
"""What kind of change it is to be cut differently."""

_AT_MOST = 50
"""How many segments in a row may be cut differently."""


def match_recut(slots: Sequence[Slot], old: Old) -> list[Slot]:
    """``slots``, those that are old units put together matched with them, and joined where need be.

    Where all of those are translated the new unit is; where not, what there is stays as out of date.
    """
    every = (*reversed(old.obsolete), *reversed(old.active))
    units = {unit.source: unit for unit in every if unit.context is None and unit.plural is None}
    places = {id(unit): place for place, unit in enumerate(old.active)}
    known = KnownTexts(units)
    found, index = [], 0
    while index < len(slots):
        last, pieces = _run(slots, index, known, units, places)
        if pieces:
            slots[index].incoming = as_one([slot.incoming for slot in slots[index : last + 1]])
            members = [old.take(units[piece]) for piece in pieces[::2]]
            _fill(slots[index], members, pieces[1::2])
            slots[index].old_index = places.get(id(members[0]))
        found.append(slots[index])
        index = last + 1
    return found


def _run(
    slots: Sequence[Slot],
    first: int,
    known: KnownTexts,
    units: Mapping[str, Unit],
    places: Mapping[int, int],
) -> tuple[int, list[str]]:
    """The last of the slots from ``first`` on that together are known texts, and those with their gaps."""
    for last in _lasts(slots, first):
        text = as_one([slot.incoming for slot in slots[first : last + 1]]).source
        if not known.meets(text):
            break
        pieces = known.cut(text) or []
        members = [units[piece] for piece in pieces[::2]]
        if (
            len(members) > 1
            and _were_one_text(members, places)
            and any(any(unit.targets) for unit in members)
        ):
            return last, pieces
    return first, []


def _were_one_text(units: Sequence[Unit], places: Mapping[int, int]) -> bool:
    """Whether each unit followed the one before it, be it elsewhere: else somebody wrote them together.

    Told by the catalog's own comment on what stands inside a paragraph, or by their places.
    """
    return all(
        any(line.endswith(CONTINUED) for line in two.extracted)
        or places.get(id(two)) == places.get(id(one), -2) + 1
        for one, two in pairwise(units)
    )


def _lasts(slots: Sequence[Slot], first: int) -> Iterator[int]:
    """The slots that may be the last of a run: new ones, side by side in one paragraph."""
    for last in range(first, min(first + _AT_MOST, len(slots))):
        slot = slots[last]
        if slot.kind != "new" or slot.context is not None or slot.incoming.plural is not None:
            return
        if last > first and (slot.repeats or slot.position != slots[last - 1].position + 1):
            return
        yield last
        if slot.incoming.gap is None or slots[first].repeats:
            return


def _fill(slot: Slot, units: Sequence[Unit], gaps: Sequence[str]) -> None:
    slot.classes = (CLASS,)
    if all(unit.state in {State.TRANSLATED, State.AHEAD} for unit in units):
        slot.old, slot.kind = as_one_unit(units, gaps), "mechanical"
    else:
        slot.old, slot.kind = as_one_unit([unit for unit in units if any(unit.targets)]), "stale"
