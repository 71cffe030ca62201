"""Merging: who was each segment before, and was it edited? (DESIGN §5)

The catalog is the only memory: exact texts first, then mechanical changes, then what was edited
(``matching``); what is left is new or obsolete. No translation is dropped on the way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from dvomova.catalogs.incoming import Incoming, joined, runs
from dvomova.catalogs.matching import Candidate, Query, match
from dvomova.catalogs.po import changed
from dvomova.model import Unit
from dvomova.text.similarity import URL, canonical, changes, without_urls


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to one unit."""

    kind: str
    """``unchanged``, ``moved``, ``mechanical``, ``stale``, ``new``, ``gone`` or ``revived``."""
    unit: Unit
    """As it is now; of a ``gone`` one as it was."""
    before: str = ""
    """The source text it had, where that differs."""
    classes: tuple[str, ...] = ()
    """What kinds of change: see ``similarity.changes``."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome of a merge."""

    units: tuple[Unit, ...]
    """In document order, obsolete ones last."""
    events: tuple[Event, ...]
    """One for each unit that is or was in the document, in the order of ``units``."""


@dataclass(slots=True)
class _Slot:
    """A unit being found for a text of the document."""

    incoming: Incoming
    context: str | None
    kind: str = "new"
    old: Unit | None = None
    old_index: int | None = None
    """Place among the active units, for those that were matched to one."""
    classes: tuple[str, ...] = ()
    single: bool = True
    """False where the text occurs more than once in the document."""


@dataclass(slots=True)
class _Old:
    """The units there were, and which of them have found their place."""

    active: list[Unit]
    obsolete: list[Unit]
    used: set[int] = field(default_factory=set)
    """``id()`` of the units that were taken."""

    def free(self) -> list[Unit]:
        return [unit for unit in (*self.active, *self.obsolete) if id(unit) not in self.used]

    def take(self, unit: Unit) -> Unit:
        self.used.add(id(unit))
        return unit


def merge(units: Sequence[Unit], incoming: Sequence[Incoming], *, forms: int = 2) -> Merged:
    """The units of a catalog after its source text became ``incoming``.

    ``forms`` is how many plural forms the language of the translations has.

    ``merge(units, x)`` twice gives the same as once; every translation that went in is in some
    unit that comes out, active or obsolete.
    """
    old = _Old([unit for unit in units if not unit.obsolete], [unit for unit in units if unit.obsolete])
    slots = _slots(incoming, old)
    _match_exactly(slots, old)
    _match_mechanically(slots, old)
    slots = _match_edited(slots, old)
    _mark_moved(slots)
    pairs = [(slot, _unit(slot, forms)) for slot in slots]
    return Merged(
        units=tuple([unit for _slot, unit in pairs] + _left_over(old)),
        events=tuple([_event(slot, unit) for slot, unit in pairs] + _gone(old)),
    )


def _slots(incoming: Sequence[Incoming], old: _Old) -> list[_Slot]:
    """One slot for each unit to be: joined runs, repeats shared unless they have their own unit."""
    own = {(unit.context, unit.source) for unit in (*old.active, *old.obsolete)}
    current = {unit.source for unit in old.active} | {unit.previous for unit in old.active if unit.previous}
    kept = {unit.source for unit in old.obsolete}
    slots: dict[tuple[str | None, str], _Slot] = {}
    count: dict[str, int] = {}
    for item in (_as_one(incoming, run) for run in runs(incoming, current, kept)):
        count[item.source] = number = count.get(item.source, 0) + 1
        context = item.context
        if context is None and number > 1 and (str(number), item.source) in own:
            context = str(number)
        key = (context, item.source)
        if key in slots:
            slots[key].incoming = _shared(slots[key].incoming, item)
            slots[key].single = False
        else:
            slots[key] = _Slot(item, context)
    return list(slots.values())


def _as_one(incoming: Sequence[Incoming], run: tuple[int, int]) -> Incoming:
    first, last = run
    text = joined(incoming, first, last)
    return replace(incoming[first], source=text or incoming[first].source, gap=incoming[last].gap)


def _shared(one: Incoming, two: Incoming) -> Incoming:
    """Both occurrences of a text as one: what is said about either is kept, once."""
    return replace(
        one,
        extracted=tuple(dict.fromkeys((*one.extracted, *two.extracted))),
        references=tuple(dict.fromkeys((*one.references, *two.references))),
    )


def _match_exactly(slots: Iterable[_Slot], old: _Old) -> None:
    places = {(unit.context, unit.source): (index, unit) for index, unit in enumerate(old.active)}
    kept = {(unit.context, unit.source): unit for unit in old.obsolete}
    for slot in slots:
        key = (slot.context, slot.incoming.source)
        if key in places:
            slot.old_index, slot.old = places[key][0], old.take(places[key][1])
            slot.kind = "unchanged"
        elif key in kept:
            slot.old, slot.kind = old.take(kept[key]), "revived"


def _match_mechanically(slots: Sequence[_Slot], old: _Old) -> None:
    """Texts that are equal but for marks, spaces or an address; and edits that were taken back."""
    _take_back(slots, old)
    for form, kind in ((canonical, "mechanical"), (without_urls, "url")):
        free: dict[str, list[Unit]] = {}
        for unit in reversed(old.free()):
            free.setdefault(form(unit.source), []).append(unit)
        index = {id(unit): place for place, unit in enumerate(old.active)}
        for slot in slots:
            same = free.get(form(slot.incoming.source)) if slot.kind == "new" else None
            if not same or same[-1].context != slot.context or not _moves_along(slot, same[-1], kind):
                continue
            slot.old = old.take(same.pop())
            slot.old_index = index.get(id(slot.old))
            slot.kind = "mechanical"
            slot.classes = tuple(changes(slot.old.source, slot.incoming.source))


def _moves_along(slot: _Slot, unit: Unit, kind: str) -> bool:
    return (
        kind == "mechanical" or not any(unit.targets) or _follow_urls(unit, slot.incoming.source) is not None
    )


def _take_back(slots: Sequence[_Slot], old: _Old) -> None:
    """A text that some out-of-date translation was made from is in the document again."""
    made_from = {
        canonical(unit.previous): (index, unit)
        for index, unit in enumerate(old.active)
        if unit.fuzzy and unit.previous is not None and all(unit.targets)
    }
    holders = {id(slot.old): slot for slot in slots if slot.old}
    for slot in slots:
        found = made_from.pop(canonical(slot.incoming.source), None) if slot.kind == "new" else None
        if found is None:
            continue
        index, unit = found
        if holder := holders.get(id(unit)):  # the edited text stands beside it: it was a new sentence
            holder.old = replace(unit, targets=("",) * len(unit.targets), fuzzy=False, previous=None, raw="")
        slot.old = replace(old.take(unit), fuzzy=False, previous=None, source=slot.incoming.source, raw="")
        slot.old_index, slot.kind = index, "revived"


def _match_edited(slots: list[_Slot], old: _Old) -> list[_Slot]:
    """Edited, split, joined and moved sentences: the best one-to-one assignment there is."""
    place = {id(unit): index for index, unit in enumerate(old.active)}
    free = [unit for unit in old.free() if any(unit.targets)]
    candidates = [Candidate(unit, place.get(id(unit))) for unit in free]
    queries = [
        Query(index, slot.incoming, slot.single)
        for index, slot in enumerate(slots)
        if slot.kind == "new" and slot.context is None and slot.incoming.plural is None
    ]
    anchors = [slot.old_index for slot in slots]
    swallowed: set[int] = set()
    for found in match(queries, candidates, anchors, len(old.active)):
        slot = slots[found.first]
        if found.last > found.first:
            members = [slots[index].incoming for index in range(found.first, found.last + 1)]
            text = joined(members, 0, len(members) - 1) or slot.incoming.source
            slot.incoming = replace(slot.incoming, source=text, gap=members[-1].gap)
            swallowed.update(range(found.first + 1, found.last + 1))
        slot.old = _as_one_unit([old.take(unit) for unit in found.units])
        slot.old_index, slot.kind = place.get(id(found.units[0])), "stale"
        slot.classes = tuple(changes(_made_from(slot.old), slot.incoming.source))
    return [slot for index, slot in enumerate(slots) if index not in swallowed]


def _as_one_unit(units: Sequence[Unit]) -> Unit:
    """Two sentences that became one: their translations in order, from their texts in order."""
    if len(units) == 1:
        return units[0]
    return replace(
        units[0],
        source=" ".join(_made_from(unit) for unit in units),
        previous=None,
        targets=(" ".join(unit.target for unit in units),),
        comments=tuple(dict.fromkeys(line for unit in units for line in unit.comments)),
        raw="",
    )


def _made_from(unit: Unit) -> str:
    """The text that the translation was made from, however often the source changed since."""
    return unit.source if unit.previous is None else unit.previous


def _unit(slot: _Slot, forms: int) -> Unit:
    """The unit for a slot: the old one moved along, or a new one."""
    item = slot.incoming
    fields = {
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
    fields["flags"] = slot.old.flags if item.flags is None else item.flags
    if slot.kind == "stale":
        fields |= {"fuzzy": True, "previous": _made_from(slot.old)}
    elif slot.kind == "mechanical":
        fields["targets"] = _follow_urls(slot.old, item.source) or slot.old.targets
    return changed(slot.old, **fields)


def _follow_urls(unit: Unit, source: str) -> tuple[str, ...] | None:
    """The translations with the addresses that changed in the source changed too.

    None where the translation does not hold an old address: then a person has to look.
    """
    old, new = URL.findall(unit.source), URL.findall(source)
    moved = {before: after for before, after in zip(old, new, strict=False) if before != after}
    if not all(set(moved) <= set(URL.findall(target)) for target in unit.targets):
        return None
    return tuple(URL.sub(lambda found: moved.get(found[0], found[0]), target) for target in unit.targets)


def _mark_moved(slots: Iterable[_Slot]) -> None:
    """What is unchanged but no longer in the order of the others: all but a longest rising run."""
    exact = [slot for slot in slots if slot.kind == "unchanged" and slot.old_index is not None]
    tails: list[int] = []
    heights = []
    for slot in exact:
        height = bisect_left(tails, slot.old_index or 0)
        tails[height : height + 1] = [slot.old_index or 0]
        heights.append(height)
    wanted = len(tails) - 1
    for slot, height in zip(reversed(exact), reversed(heights), strict=True):
        if height == wanted:
            wanted -= 1
        else:
            slot.kind = "moved"


def _event(slot: _Slot, unit: Unit) -> Event:
    before = slot.old.source if slot.old and slot.old.source != unit.source else ""
    return Event(slot.kind, unit, before, slot.classes)


def _left_over(old: _Old) -> list[Unit]:
    """Units whose text is gone: kept as obsolete if they hold a translation."""
    return [
        changed(unit, obsolete=True, extracted=(), references=()) if not unit.obsolete else unit
        for unit in old.free()
        if any(unit.targets)
    ]


def _gone(old: _Old) -> list[Event]:
    return [Event("gone", unit) for unit in old.active if id(unit) not in old.used]
