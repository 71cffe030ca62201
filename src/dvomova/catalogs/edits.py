"""What becomes of the units of a catalog whose texts were edited in the translated document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dvomova.catalogs.merge import Event, Merged
from dvomova.catalogs.naming import Identity, identity
from dvomova.catalogs.slots import with_another
from dvomova.model import Unit


@dataclass(slots=True)
class Edits:
    """The edits as they are gathered."""

    units: dict[Identity, Unit] = field(default_factory=dict)
    """Units that changed, by the identity that they had."""
    swallowed: set[Identity] = field(default_factory=set)
    """Units that are part of another one now."""
    _at: dict[int, Unit] = field(default_factory=dict)
    _kinds: dict[Identity, str] = field(default_factory=dict)

    def put(self, unit: Unit, new: Unit, kind: str) -> None:
        """``unit`` is ``new`` now; ``kind`` is what to tell of it, as in ``Event``."""
        self.units[identity(unit)] = new
        if kind != "unchanged":
            self._kinds[identity(unit)] = kind

    def put_at(self, place: int, new: Unit, kind: str) -> None:
        """At this place there is a unit of its own now, where one was shared or there were several."""
        self._at[place] = new
        self._kinds[identity(new)] = kind

    def revised(self, merged: Merged, places: Sequence[Identity | None]) -> Merged:
        """The units and events of a merge with these edits.

        Args:
            merged: as the original left it.
            places: what stands at each place of the original, in its order; None where nothing does.
        """
        before = {identity(unit): unit for unit in merged.units}
        units: dict[Identity, Unit] = {}
        for place, key in enumerate(places):
            if place in self._at:
                units.setdefault(identity(self._at[place]), self._at[place])
            elif key is not None and key not in self.swallowed:
                units.setdefault(key, self.units.get(key, before[key]))
        for key, unit in before.items():
            if key in units and unit.obsolete:  # gettext allows no two of a text
                units[key] = with_another(units[key], unit)
            elif key not in self.swallowed:
                units.setdefault(key, unit)
        return Merged(tuple(units.values()), tuple(self._told(merged, units)))

    def _told(self, merged: Merged, units: Mapping[Identity, Unit]) -> Iterator[Event]:
        """What happened, to the units as they are now."""
        left = dict(self._kinds)
        for event in merged.events:
            key = identity(event.unit)
            if event.kind == "gone":
                yield event
            elif key in units and key not in self.swallowed:
                yield replace(event, kind=left.pop(key, event.kind), unit=units[key])
        for key, kind in left.items():
            yield Event(kind, units[key])
