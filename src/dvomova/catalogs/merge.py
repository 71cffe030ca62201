"""Merging: who was each segment before, and was it edited? (DESIGN §5)

The catalog is the only memory: exact texts first, then mechanical changes, then what was edited
(``matching``); what is left is new or obsolete. No translation is dropped on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dvomova.catalogs import keyed
from dvomova.catalogs.codes import comparable, without_addresses
from dvomova.catalogs.gaps import rising
from dvomova.catalogs.incoming import Incoming, as_one, flags
from dvomova.catalogs.matching import Candidate, Found, Query, match
from dvomova.catalogs.mechanical import (
    as_one_unit,
    edited_along,
    follow,
    is_previous,
    made_from,
    moved_along,
    restored,
)
from dvomova.catalogs.po import changed
from dvomova.catalogs.po_previous import previous_plural
from dvomova.catalogs.slots import (
    Old,
    Slot,
    folded,
    is_place_of,
    part_repeats,
    shared,
    slots_of,
    with_left_over,
)
from dvomova.model import Unit
from dvomova.text.similarity import URL, changes


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one unit."""

    kind: str
    """``unchanged``, ``moved``, ``mechanical``, ``stale``, ``new``, ``gone`` or ``revived``; ``drafted`` or
    ``adopted`` where the translation is one of another article."""
    unit: Unit
    """As it is now; of a ``gone`` one as it was."""
    before: str = ""
    """The source text it had, where that differs."""
    classes: tuple[str, ...] = ()
    """What kinds of change: see ``similarity.changes``; ``segmentation`` where the text is only cut
    differently."""
    flagged: bool = False
    """Whether a finished translation is flagged by this merge; it may have been flagged before."""
    origin: str = ""
    """The domain of the article that it comes from, where that is another one."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge."""

    units: tuple[Unit, ...]
    """In document order, obsolete ones last."""
    events: tuple[Event, ...]
    """One for each unit that is or was in the document, in the order of ``units``."""


def merge(units: Sequence[Unit], incoming: Sequence[Incoming], *, forms: int = 2) -> Merged:
    """The units of a catalog after its source text became ``incoming``.

    ``forms`` is how many plural forms the language of the translations has.

    ``merge(units, x)`` twice gives the same as once; every translation that went in is in some
    unit that comes out, active or obsolete.
    """
    old = Old([unit for unit in units if not unit.obsolete], [unit for unit in units if unit.obsolete])
    slots = slots_of(incoming, old)
    _match_exactly(slots, old)
    _match_by_key(slots, old)
    _take_back(slots, old)
    _put_together(slots, old)
    _match_mechanically(slots, old)
    slots = _match_edited(slots, old)
    slots = sorted(slots + _part_repeats(slots, old), key=lambda slot: slot.position)
    slots, orphans = folded(slots)
    _mark_moved(slots)
    pairs = [(slot, _unit(slot, forms)) for slot in slots]
    return Merged(
        units=tuple(with_left_over([unit for _slot, unit in pairs], old, orphans)),
        events=tuple([_event(slot, unit) for slot, unit in pairs] + _gone(old)),
    )


def _match_exactly(slots: Iterable[Slot], old: Old) -> None:
    """A message that got plural forms, or lost them, is another message."""
    places = {_key(unit): (index, unit) for index, unit in enumerate(old.active)}
    kept = {_key(unit): unit for unit in old.obsolete}
    for slot in slots:
        key = (slot.context, slot.incoming.source, slot.incoming.plural is None)
        if key in places:
            slot.old_index, slot.old = places[key][0], old.take(places[key][1])
            slot.kind = "unchanged"
            if slot.old.plural != slot.incoming.plural and any(slot.old.targets):
                _match_plural(slot, slot.old)
        elif key in kept:
            slot.old, slot.kind = old.take(kept[key]), "revived"


def _match_plural(slot: Slot, unit: Unit) -> None:
    """Of a message what it says of many was edited, and what it says of one was not."""
    was, now = unit.plural or "", slot.incoming.plural or ""
    if unit.fuzzy and previous_plural(unit) == now and is_previous(unit, slot.incoming):
        slot.old, slot.kind = restored(unit, unit.source), "revived"
        return
    is_same = not unit.fuzzy and comparable(was, unit.extracted) == comparable(now, unit.extracted)
    slot.kind, slot.classes = "mechanical" if is_same else "stale", tuple(changes(was, now))


def _match_by_key(slots: Sequence[Slot], old: Old) -> None:
    """Messages whose text was edited under its key, or got another key."""
    for slot, unit in keyed.match(slots, old):
        source = slot.incoming.source
        taken_back = unit.fuzzy and is_previous(unit, slot.incoming)
        before = restored(unit, source) if taken_back else None
        slot.old = before or unit
        if unit.source == source:
            slot.kind = "moved"
        elif before is not None:
            slot.kind = "revived"
        else:
            slot.kind, slot.classes = _kind(unit, slot.incoming), tuple(changes(made_from(unit), source))


def _key(unit: Unit) -> tuple[str | None, str, bool]:
    return unit.context, unit.source, unit.plural is None


def _match_mechanically(slots: Sequence[Slot], old: Old) -> None:
    """Texts that are equal but for marks, spaces or an address that the translation can follow."""
    index = {id(unit): place for place, unit in enumerate(old.active)}
    for form in (comparable, without_addresses) if old.free() else ():
        free: dict[str, list[Unit]] = {}
        for unit in reversed(old.free()):
            if form is comparable or URL.search(unit.source):
                free.setdefault(form(unit.source, unit.extracted), []).append(unit)
        for slot in slots if free else ():
            is_new, item = slot.kind == "new", slot.incoming
            same = free.get(form(item.source, item.extracted), []) if is_new else []
            before = next((unit for unit in reversed(same) if _moves_along(slot, unit)), None)
            if before is not None:
                same.remove(before)
                slot.old = old.take(before)
                slot.old_index = index.get(id(slot.old))
                slot.kind = "mechanical"
                slot.classes = tuple(changes(slot.old.source, slot.incoming.source))


def _moves_along(slot: Slot, unit: Unit) -> bool:
    if not is_place_of(unit, slot.context) or (unit.plural is None) != (slot.incoming.plural is None):
        return False
    return not any(unit.targets) or follow(unit.source, slot.incoming.source, unit.targets) is not None


def _take_back(slots: Sequence[Slot], old: Old) -> None:
    """A text that some out-of-date translation was made from is in the document again."""
    by_text: dict[tuple[str, str | None], list[Unit]] = {}
    for unit in (*reversed(old.obsolete), *reversed(old.active)):
        plural = previous_plural(unit)
        if (
            unit.fuzzy
            and unit.previous is not None
            and all(unit.targets)
            and not (unit.plural and not plural)
        ):
            by_text.setdefault((comparable(unit.previous, unit.extracted), plural), []).append(unit)
    if not by_text:
        return
    index = {id(unit): place for place, unit in enumerate(old.active)}
    holders = {id(slot.old): slot for slot in slots if slot.old}
    for slot in slots:
        if slot.kind != "new":
            continue
        text = slot.incoming.source
        key = (comparable(text, slot.incoming.extracted), slot.incoming.plural)
        fitting = [unit for unit in by_text.get(key, ()) if is_place_of(unit, slot.context)]
        before = restored(fitting[-1], text) if fitting else None
        if before is None:
            continue
        unit = fitting[-1]
        by_text[key].remove(unit)
        if holder := holders.get(id(unit)):  # the edited text stands beside it: it was a new sentence
            empty = ("",) * len(unit.targets)
            holder.old = changed(unit, targets=empty, fuzzy=False, previous=None, comments=())
            holder.kind = "new"
        slot.old, slot.old_index, slot.kind = before, index.get(id(old.take(unit))), "revived"


def _put_together(slots: Iterable[Slot], old: Old) -> None:
    """Segments that were several units, all translated: the rules of segmentation changed."""
    index = {id(unit): place for place, unit in enumerate(old.active)}
    for slot in slots:
        if slot.kind == "new" and slot.members:
            slot.old = as_one_unit(slot.members, slot.gaps)
            slot.old_index = index.get(id(slot.members[0]))
            slot.kind, slot.classes = "mechanical", ("segmentation",)
            for unit in slot.members:
                old.take(unit)


def _match_edited(slots: list[Slot], old: Old) -> list[Slot]:
    """Edited, split, joined and moved sentences: the best one-to-one assignment there is."""
    place = {id(unit): index for index, unit in enumerate(old.active)}
    swallowed: set[int] = set()
    for found in (*_matches(slots, old, place, plural=False), *_matches(slots, old, place, plural=True)):
        slot = slots[found.first]
        if found.last > found.first:
            slot.incoming = as_one([slot.incoming for slot in slots[found.first : found.last + 1]])
            swallowed.update(range(found.first + 1, found.last + 1))
        slot.old = as_one_unit([old.take(unit) for unit in found.units])
        slot.old_index, slot.kind = place.get(id(found.units[0])), _kind(slot.old, slot.incoming)
        slot.classes = tuple(changes(made_from(slot.old), slot.incoming.source))
    return [slot for index, slot in enumerate(slots) if index not in swallowed]


def _matches(slots: Sequence[Slot], old: Old, place: dict[int, int], *, plural: bool) -> list[Found]:
    """Texts with plural forms only go to such, and others to others."""
    units = (unit for unit in old.free() if any(unit.targets) and (unit.plural is not None) is plural)
    candidates = [Candidate(unit, place.get(id(unit))) for unit in units]
    if not candidates:
        return []
    queries = [
        Query(index, slot.incoming, single=not slot.repeats)
        for index, slot in enumerate(slots)
        if slot.kind == "new"
        and slot.context == slot.incoming.context
        and (slot.incoming.plural is not None) is plural
    ]
    return match(queries, candidates, [slot.old_index for slot in slots], old.active)


def _kind(unit: Unit, item: Incoming) -> str:
    """Whether a unit that was found for a text has to be looked at again."""
    form = comparable(unit.source, unit.extracted)
    is_same = not unit.fuzzy and form == comparable(item.source, item.extracted)
    follows = is_same and follow(unit.source, item.source, unit.targets) is not None
    return "mechanical" if follows else "stale"


def _part_repeats(slots: Sequence[Slot], old: Old) -> list[Slot]:
    parted = []
    for slot, unit in part_repeats(slots, old):
        source = slot.incoming.source
        slot.old_index = next(index for index, active in enumerate(old.active) if active is unit)
        before = restored(unit, source) if is_previous(unit, slot.incoming) else None
        if before is not None:
            slot.old, slot.kind = before, "revived"
        else:
            slot.old, slot.kind = unit, _kind(unit, slot.incoming)
            slot.classes = tuple(changes(made_from(unit), source))
        parted.append(slot)
    return parted


def _unit(slot: Slot, forms: int) -> Unit:
    """The unit for a slot: the old one moved along, or a new one."""
    item = shared(slot)
    fields: dict[str, object] = {
        "source": item.source,
        "context": slot.context,
        "plural": item.plural,
        "extracted": item.extracted,
        "references": item.references,
        "obsolete": False,
    }
    if slot.old is None:
        targets = ("",) * (forms if item.plural else 1)
        return Unit(**{**fields, "flags": item.flags or (), "targets": targets})  # type: ignore[arg-type]
    fields["flags"] = flags(item, slot.old.flags)
    if slot.kind == "stale":
        fields |= edited_along(slot.old, item.source, item.extracted)
    elif slot.kind == "mechanical":
        fields |= moved_along(slot.old, item.source)
    return changed(slot.old, **fields)


def _mark_moved(slots: Iterable[Slot]) -> None:
    """What is unchanged but no longer in the order of the others: all but a longest rising run."""
    exact = [slot for slot in slots if slot.kind == "unchanged" and slot.old_index is not None]
    staying = set(rising([slot.old_index or 0 for slot in exact]))
    for number, slot in enumerate(exact):
        if number not in staying:
            slot.kind = "moved"


def _event(slot: Slot, unit: Unit) -> Event:
    before = slot.old.source if slot.old and slot.old.source != unit.source else ""
    return Event(slot.kind, unit, before, slot.classes, _is_flagged(slot))


def _is_flagged(slot: Slot) -> bool:
    return slot.kind == "stale" and slot.old is not None and not slot.old.fuzzy and all(slot.old.targets)


def _gone(old: Old) -> list[Event]:
    return [Event("gone", unit) for unit in old.active if id(unit) not in old.used]
