"""The two sides of a merge: the places that a text offers, and the units that look for theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from dvomova.catalogs.cuts import Known, Piece, as_incoming, cuts
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.po import changed
from dvomova.model import Unit


@dataclass(slots=True)
class Slot:
    """A unit being found for a text of the document."""

    incoming: Incoming
    context: str | None
    position: int
    """Place of its first occurrence in the document, from 0."""
    kind: str = "new"
    """As in ``Event``."""
    old: Unit | None = None
    old_index: int | None = None
    """Place among the active units, for those that were matched to one."""
    classes: tuple[str, ...] = ()
    members: Sequence[Unit] = ()
    """The units that it is put together of, because the rules of segmentation changed."""
    gaps: Sequence[str] = ()
    """What stands between those."""
    repeats: list[tuple[int, int, Incoming]] = field(default_factory=list)
    """Further occurrences that share the unit: ordinal (from 2), position, text."""


@dataclass(slots=True)
class Old:
    """The units there were, and which of them have found their place."""

    active: list[Unit]
    obsolete: list[Unit]
    used: set[int] = field(default_factory=set)
    """``id()`` of the units that were taken."""

    def free(self) -> list[Unit]:
        """The units that nobody took, active ones first."""
        return [unit for unit in (*self.active, *self.obsolete) if id(unit) not in self.used]

    def take(self, unit: Unit) -> Unit:
        """``unit``, which is free for nobody from now on."""
        self.used.add(id(unit))
        return unit


def slots_of(incoming: Sequence[Incoming], old: Old) -> list[Slot]:
    """One slot for each unit to be: cut as the catalog has it, repeats shared unless they have their own."""
    own = {(unit.context, unit.source) for unit in (*old.active, *old.obsolete)}
    slots: dict[tuple[str | None, str], Slot] = {}
    count: dict[str, int] = {}
    for position, (item, members, gaps) in enumerate(_items(incoming, old)):
        context = item.context
        if context is None:
            count[item.source] = number = count.get(item.source, 0) + 1
            if (str(number), item.source) in own:
                context = str(number)
        key = (context, item.source)
        if key not in slots:
            slots[key] = Slot(item, context, position, members=members, gaps=gaps)
        else:
            slots[key].repeats.append((number if item.context is None else 0, position, item))
    return list(slots.values())


def _items(
    incoming: Sequence[Incoming], old: Old
) -> Iterator[tuple[Incoming, Sequence[Unit], Sequence[str]]]:
    """What will be units, each with the units that it is put together of and what stands between them."""
    known = Known([*old.active, *old.obsolete])
    for pieces in _by_segment(cuts(incoming, known)):
        units = [known.units[piece.text] for piece in pieces] if len(pieces) > 1 else []
        items = [as_incoming(piece, incoming) for piece in pieces]
        if units and all(all(unit.targets) and not unit.fuzzy for unit in units):
            yield incoming[pieces[0].first], units, [item.gap or "" for item in items[:-1]]
        else:
            yield from ((item, (), ()) for item in items)


def _by_segment(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces, those together that together are one segment."""
    for _segment, group in groupby(pieces, key=lambda piece: piece.first):
        members = list(group)
        if members[-1].last == members[0].first and members[0].start == 0:
            yield members
        else:
            yield from ([piece] for piece in members)


def is_ordinal(context: str | None) -> bool:
    """Whether a msgctxt names an occurrence of a repeated text."""
    return context is not None and context.isdecimal()


def is_place_of(unit: Unit, context: str | None) -> bool:
    """Whether a unit can be that of a text with this msgctxt; its ordinal is no part of who it is."""
    return unit.context == context or (context is None and is_ordinal(unit.context))


def part_repeats(slots: Sequence[Slot], old: Old) -> list[tuple[Slot, Unit]]:
    """Repeated texts that changed, of which an occurrence had its own translation, have it again.

    Returns:
        The slots of those occurrences with the units that they had; no longer shared.
    """
    families: dict[str, dict[str | None, Unit]] = {}
    for unit in old.active:
        if unit.context is None or is_ordinal(unit.context):
            families.setdefault(unit.source, {})[unit.context] = unit
    parted = []
    for slot in slots:
        if not slot.repeats or slot.context is not None or slot.old_index is None:
            continue
        family = families.get(old.active[slot.old_index].source, {})
        for repeat in list(slot.repeats):
            number, position, item = repeat
            own = family.get(str(number))
            if own is not None and id(own) not in old.used:
                slot.repeats.remove(repeat)
                parted.append((Slot(item, str(number), position), old.take(own)))
    return parted


_ALSO = "dvomova: also translated as "
"""How the comment begins that holds a translation which found no entry of its own."""

_SURE = ("unchanged", "moved", "revived", "mechanical")
"""Kinds of slots that have their translation without a doubt."""


def folded(slots: Iterable[Slot]) -> tuple[list[Slot], list[Unit]]:
    """``slots`` without two of the same text: edits may have made them equal.

    Returns:
        The slots, and the units of those that were folded away; their translations are left over.
    """
    kept: dict[tuple[str | None, str], Slot] = {}
    orphans = []
    for slot in slots:
        first = kept.setdefault((slot.context, slot.incoming.source), slot)
        if first is slot:
            continue
        if slot.kind in _SURE and first.kind not in _SURE:
            first.old, slot.old = slot.old, first.old
            first.kind, first.classes, first.old_index = slot.kind, slot.classes, slot.old_index
        if slot.old is not None:
            orphans.append(slot.old)
        first.repeats += [(0, slot.position, slot.incoming), *slot.repeats]
    return list(kept.values()), orphans


def shared(slot: Slot) -> Incoming:
    """All occurrences of a text as one: what is said about any of them is kept, once."""
    if not slot.repeats and len(slot.incoming.extracted) < 2 > len(slot.incoming.references):
        return slot.incoming
    items = [slot.incoming, *(item for _number, _position, item in slot.repeats)]
    return replace(
        slot.incoming,
        extracted=tuple(dict.fromkeys(line for item in items for line in item.extracted)),
        references=tuple(dict.fromkeys(path for item in items for path in item.references)),
    )


def with_left_over(units: Sequence[Unit], old: Old, orphans: Iterable[Unit] = ()) -> list[Unit]:
    """``units`` and those whose text is gone: kept as obsolete if they hold a translation.

    gettext allows no two entries of the same text, obsolete or not: where a catalog has them, the
    further translations are kept as comments.
    """
    kept = {(unit.context, unit.source): unit for unit in units}
    for unit in (*old.free(), *orphans):
        key = (unit.context, unit.source)
        if not any(unit.targets) and not any(line.startswith(_ALSO) for line in unit.comments):
            continue
        if key in kept:
            kept[key] = with_another(kept[key], unit)
        else:
            gone = unit.obsolete
            kept[key] = unit if gone else changed(unit, obsolete=True, extracted=(), references=())
    return list(kept.values())


def with_another(unit: Unit, other: Unit) -> Unit:
    """``unit`` with the translations of another unit of the same text, which it cannot stand beside."""
    lines = [also(text) for text in other.targets if text and text not in unit.targets]
    lines += [line for line in other.comments if line.startswith(_ALSO)]
    return changed(unit, comments=tuple(dict.fromkeys((*unit.comments, *lines))))


def also(text: str) -> str:
    """The comment that keeps a translation which is no unit's."""
    text = text.replace("\n", "\\n")
    return f"{_ALSO}“{text}”"
