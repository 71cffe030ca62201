"""The two sides of a merge: the places that a text offers, and the units that look for theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dvomova.catalogs.incoming import Incoming, as_one, runs
from dvomova.catalogs.known_texts import KnownTexts
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
    """One slot for each unit to be: joined runs, repeats shared unless they have their own unit."""
    own = {(unit.context, unit.source) for unit in (*old.active, *old.obsolete)}
    current = KnownTexts(text for unit in old.active for text in (unit.source, unit.previous or ""))
    kept = KnownTexts(text for unit in old.obsolete for text in (unit.source, unit.previous or ""))
    slots: dict[tuple[str | None, str], Slot] = {}
    count: dict[str, int] = {}
    for position, (first, last) in enumerate(runs(incoming, current, kept)):
        item = as_one(incoming[first : last + 1])
        context = item.context
        if context is None:
            count[item.source] = number = count.get(item.source, 0) + 1
            if number > 1 and (str(number), item.source) in own:
                context = str(number)
        key = (context, item.source)
        if key not in slots:
            slots[key] = Slot(item, context, position)
        else:
            slots[key].repeats.append((number if item.context is None else 0, position, item))
    return list(slots.values())


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


def shared(slot: Slot) -> Incoming:
    """All occurrences of a text as one: what is said about any of them is kept, once."""
    items = [slot.incoming, *(item for _number, _position, item in slot.repeats)]
    return replace(
        slot.incoming,
        extracted=tuple(dict.fromkeys(line for item in items for line in item.extracted)),
        references=tuple(dict.fromkeys(path for item in items for path in item.references)),
    )


def with_left_over(units: Sequence[Unit], old: Old) -> list[Unit]:
    """``units`` and those whose text is gone: kept as obsolete if they hold a translation.

    gettext allows no two entries of the same text, obsolete or not: where a catalog has them, the
    further translations are kept as comments.
    """
    kept = {(unit.context, unit.source): unit for unit in units}
    for unit in old.free():
        key = (unit.context, unit.source)
        if not any(unit.targets):
            continue
        if key in kept:
            kept[key] = _with_another(kept[key], unit)
        else:
            gone = unit.obsolete
            kept[key] = unit if gone else changed(unit, obsolete=True, extracted=(), references=())
    return list(kept.values())


def _with_another(unit: Unit, other: Unit) -> Unit:
    texts = (text.replace("\n", "\\n") for text in other.targets if text and text not in unit.targets)
    lines = (f"dvomova: also translated as “{text}”" for text in texts)
    return changed(unit, comments=tuple(dict.fromkeys((*unit.comments, *lines))))
