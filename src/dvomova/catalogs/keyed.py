"""Messages with keys: which unit was under this key, which text has another key now."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.slots import Old, Slot
from dvomova.model import Unit


def match(slots: Sequence[Slot], old: Old) -> list[tuple[Slot, Unit]]:
    """The new messages with keys whose translated unit is found: by the key, or by the text under another.

    A message that got plural forms, or lost them, is another one.
    """
    index = {id(unit): place for place, unit in enumerate(old.active)}
    found: list[tuple[Slot, Unit]] = []
    for identity in (_key, _text):
        free: dict[Hashable, Unit] = {}
        for unit in reversed(old.free()):
            if any(unit.targets):
                free[identity(unit)] = unit
        done = {id(slot) for slot, _unit in found}
        for slot in slots:
            waits = slot.kind == "new" and slot.incoming.keyed and id(slot) not in done
            if waits and identity(slot.incoming) in free:
                unit = old.take(free.pop(identity(slot.incoming)))
                slot.old_index = index.get(id(unit))
                found.append((slot, unit))
    return found


def _key(one: Unit | Incoming) -> Hashable:
    return one.context, one.plural is None


def _text(one: Unit | Incoming) -> Hashable:
    return one.source, one.plural
