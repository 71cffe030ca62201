"""What should stand in a translated document that nobody edited, and where."""

from __future__ import annotations

from collections.abc import Sequence

from dvomova.catalogs.facing import Expected
from dvomova.catalogs.merge import Merged
from dvomova.catalogs.naming import identity
from dvomova.document import spelled_out
from dvomova.model import Catalog, Code, State, Unit
from dvomova.workflow.laying import Original, mark
from dvomova.workflow.seen import Seen, key_of
from dvomova.workflow.sight import Place

NEW = frozenset({"new", "drafted", "adopted", "revived"})
"""Kinds of events after which the translated document may be without the unit."""


class Expecting:
    """The units as they were before an update, at the places that it found for them."""

    def __init__(
        self, of: Original, before: Catalog, merged: Merged, codes: Sequence[Sequence[Code]]
    ) -> None:
        """Prepare to say what is expected.

        Args:
            of: the original, with the units as they are now.
            before: the catalog that the document was last seen with.
            merged: what became of its units.
            codes: the inline codes of each block of the original.
        """
        self.of, self.merged, self.codes, self.seen = of, merged, codes, Seen.of(before)
        self.events = {identity(event.unit): event for event in merged.events if event.kind != "gone"}
        self.former = {identity(unit): unit for unit in before.units if not unit.obsolete}

    def places(self) -> list[Place]:
        """The places in the order of the original; those that are gone from it behind what preceded them."""
        return self.with_gone([self.place(number) for number in range(len(self.of.places))])

    def place(self, number: int) -> Place:
        """What is expected at a place of the original: what was published for the unit that it was."""
        segment, unit = self.of.places[number].segment, self.of.places[number].unit
        if unit is None:
            return Place(Expected((segment.text,), segment.kind, is_sure=False))
        event = self.events.get(identity(unit))
        former = self.former.get((unit.context, (event and event.before) or unit.source))
        is_new = former is None or (event is not None and event.kind in NEW)
        is_there = not is_new and former is not None and key_of(former) not in self.seen.awaited
        texts = self.spelled([*(_texts(former) if former else ()), *_texts(unit)], segment.block)
        is_sure = is_there and not unit.is_left_out
        return Place(Expected(texts, segment.kind, unit.extracted, is_sure), number, unit.context)

    def spelled(self, texts: Sequence[str], block: int) -> tuple[str, ...]:
        marked = mark(self.of.article.target_language)
        every = [one for text in texts for one in (text, text + marked)]
        return tuple(dict.fromkeys(spelled_out(text, self.codes[block]) for text in every))

    def with_gone(self, places: list[Place]) -> list[Place]:
        """The places, and behind what preceded them those of units that are gone from the original."""
        gone = {identity(event.unit) for event in self.merged.events if event.kind == "gone"}
        if not gone:
            return places
        now = {
            (unit.context, self.events[identity(unit)].before or unit.source): number
            for number in reversed(range(len(places)))
            if (unit := self.of.places[number].unit) and identity(unit) in self.events
        }
        behind: dict[int, list[Place]] = {}
        last = -1
        for key, unit in self.former.items():
            last = now.get(key, last)
            if key in gone:
                kind = unit.extracted[0].partition(",")[0] if unit.extracted else "paragraph"
                texts = tuple(dict.fromkeys(_texts(unit)))
                behind.setdefault(last, []).append(Place(Expected(texts, kind, unit.extracted)))
        found = list(behind.get(-1, ()))
        for number, place in enumerate(places):
            found += [place, *behind.get(number, ())]
        return found


def _texts(unit: Unit) -> list[str]:
    """What may have been published of a unit, the likeliest first."""
    is_published = unit.state not in {State.UNTRANSLATED, State.DRAFT}
    texts = [unit.target, unit.source] if is_published else [unit.source, unit.target]
    return [text for text in (*texts, unit.previous) if text]
