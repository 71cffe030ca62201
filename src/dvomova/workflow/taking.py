"""update, the other side: what a person changed in the translated document goes into the catalog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dvomova.catalogs import ahead, forms
from dvomova.catalogs.agreed import agreed
from dvomova.catalogs.categories import categories
from dvomova.catalogs.edits import Edits
from dvomova.catalogs.facing import Facing
from dvomova.catalogs.merge import Event, Merged
from dvomova.catalogs.naming import Identity, identity
from dvomova.catalogs.po import changed
from dvomova.document import bare_codes, renumbered, spelled_out
from dvomova.model import ALIGNED, DRAFT, Catalog, Code, State, Unit
from dvomova.text.similarity import canonical
from dvomova.workflow.articles import Article
from dvomova.workflow.expecting import NEW, Expecting
from dvomova.workflow.laying import BuildOptions, fresh, mark, original
from dvomova.workflow.project import Project
from dvomova.workflow.seen import Seen, key_of, keys_of
from dvomova.workflow.sight import forms_of, sight

_OPEN = frozenset({State.UNTRANSLATED, State.DRAFT})
_TRANSLATION_OF = 0.5
"""So much of what is translated must be found in a document for it to be a translation of this catalog."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of looking at the translated document."""

    merged: Merged
    """With what was edited there."""
    seen: Seen | None = None
    """What the header is to say of it from now on; None: what it says."""
    is_foreign: bool = False
    """Whether there is a document that is no translation of what the catalog holds."""
    own: tuple[tuple[int, str], ...] = ()
    """(line, text) of what only it has and had not when it was last seen."""


def take_in(
    article: Article, project: Project, before: Catalog | None, merged: Merged, *, pairs: bool = True
) -> Taken:
    """Hold the translated document of an article against its catalog.

    Args:
        article: which one.
        project: where it is.
        before: its catalog; None if it is new.
        merged: what became of the catalog's units by the original.
        pairs: whether sentences that are new on both sides are paired.

    Raises:
        FileError: there is a document, and it cannot be read.
    """
    if not article.target or not project.disk.exists(article.target):
        return Taken(merged)
    seen, data = Seen.of(before) if before else Seen(), project.disk.read_bytes(article.target)
    if before is None:
        return Taken(merged, is_foreign=True)
    if seen.knows(data):
        return Taken(agreed(merged, _languages(article)), _in_step(seen, before, merged))
    taken = _TakingIn(article, project, before, merged, data).taken(pairs=pairs)
    return replace(taken, merged=agreed(taken.merged, _languages(article)))


def _languages(article: Article) -> tuple[str, str]:
    return article.source_language, article.target_language


def _in_step(seen: Seen, before: Catalog, merged: Merged) -> Seen:
    """What is known of a document that nobody edited: what it will not hold until it is built."""
    awaited = {
        key_of(event.unit)
        for event in merged.events
        if event.kind in NEW or (seen.awaited and event.kind != "gone" and _former_key(event) in seen.awaited)
    }
    now = replace(seen, awaited=frozenset(awaited))
    return now if seen.is_dirty(before.units) else replace(now, translations=now.said_by(merged.units))


def _former_key(event: Event) -> str:
    return key_of(replace(event.unit, source=event.before)) if event.before else key_of(event.unit)


class _TakingIn:
    """A document that is not as it was last seen, and the units that it is held against."""

    def __init__(
        self, article: Article, project: Project, before: Catalog, merged: Merged, data: bytes
    ) -> None:
        self.article, self.project, self.merged, self.data = article, project, merged, data
        self.catalog, self.seen = before, Seen.of(before)
        self.of = original(article, project, replace(before, units=merged.units))
        self.codes = bare_codes(self.of.document)
        self.places = Expecting(self.of, before, merged, self.codes).places()
        self.sight = sight(article, project, data, self.places, self.seen.own or ())
        self.theirs = bare_codes(self.sight.document)
        self.is_dirty = self.seen.is_dirty(before.units)
        self.edits = Edits()
        self.added: set[int] = set()  # places of new units that the document has translated already
        self.is_whole = True  # whether all that was edited could be taken in
        self.is_of_forms = False  # whether plural forms were: some share one of the catalog

    def taken(self, *, pairs: bool) -> Taken:
        if not self.is_translation():
            return Taken(self.merged, is_foreign=True)
        own = [*self.sight.alone, *self.take_edits()]
        own = self.take_added(own) if pairs else own
        self.leave_out()
        merged = self.edits.revised(self.merged, [self.identity_of(n) for n in range(len(self.places))])
        seen = self.as_seen(merged, frozenset(keys_of([self.sight.texts[number].source for number in own])))
        known = self.seen.own or frozenset()
        shown = [
            (self.sight.segments[number].line, self.sight.segments[number].text)
            for number in sorted(own)
            if not keys_of([self.sight.texts[number].source]) <= known
        ]
        return Taken(merged, seen, own=tuple(shown))

    def is_translation(self) -> bool:
        """Whether enough of what should stand in the document stands there."""
        faced = {place for one in self.sight.facing if one.is_likely for place in one.places}
        sure = [
            number for number, place in enumerate(self.places) if place.number >= 0 and place.expected.is_sure
        ]
        return bool(sure) and len(faced.intersection(sure)) >= _TRANSLATION_OF * len(sure)

    def take_edits(self) -> list[int]:
        """Take in what was edited; returns the numbers of texts that turn out to be the document's own."""
        own: list[int] = []
        edits: dict[Identity, dict[int, str]] = {}
        for one in self.sight.facing:
            if len(one.places) > 1:
                own += self.take_joined(one)
                continue
            unit = self.unit_of(one.places[0])
            if unit is None:
                own += self.numbers(one) if self.is_edited(one) else []
                continue
            if unit.plural is not None or self.sight.block(one.first).plural is not None:
                self.take_forms(unit, one)
                continue
            text = self.new_text(one, unit)
            if text is not None:
                edits.setdefault(identity(unit), {})[one.places[0]] = text
            elif unit.is_left_out:
                self.edits.put(unit, ahead.back(unit), "unchanged")
        for key, texts in edits.items():
            self.take_edited(key, texts)
        return own

    def take_forms(self, unit: Unit, one: Facing) -> None:
        """Take in the plural forms of a message, unless the catalog was edited as well."""
        here, there = self.of.document.reading.blocks[self.block(one.places[0])], self.sight.block(one.first)
        if here.plural is None or there.plural is None:
            self.is_whole = False
            return
        said, indices = forms_of(there), categories(self.catalog)
        new = forms.taken(unit, said, forms_of(here), indices)
        if new is unit:
            self.edits.put(unit, ahead.back(unit), "unchanged")
            return
        is_held = new is not None and forms.holds((unit, new), said, indices)
        if new is not None and not self.is_dirty and (is_held or not unit.target):
            self.edits.put(unit, new, "paired")
            self.is_of_forms = True
        self.is_whole &= is_held and not self.is_dirty

    def take_added(self, own: list[int]) -> list[int]:
        """Take in translations of sentences that are new on both sides; returns what is still its own."""
        known = self.seen.own or frozenset()
        texts, segments, places = self.sight.texts, self.sight.segments, self.of.places
        new = {segments[one].span: one for one in own if not keys_of([texts[one].source]) <= known}
        open_ones = {
            places[place.number].segment.span: index
            for index, place in enumerate(self.places)
            if (unit := self.unit_of(index)) and unit.plural is None and unit.state in _OPEN
        }
        if not new or not open_ones:
            return own
        from dvomova.workflow.pairs import counterparts

        left = set(own)
        for source, target in counterparts(self.of.document, self.sight.document):
            if source.span in open_ones and target.span in new:
                index, number = open_ones[source.span], new[target.span]
                text = self.text(Facing(number, number, (index,)), self.codes[self.block(index)])
                if text is not None:
                    self.edits.put(*self.translated(index, text))
                    self.added.add(index)
                    left.discard(number)
        return [one for one in own if one in left]

    def translated(self, index: int, text: str) -> tuple[Unit, Unit, str]:
        """A unit that has no translation yet, and what it is with one."""
        unit = self.unit_at(index)
        comments = ahead.without(unit.comments, DRAFT, ALIGNED)
        return unit, changed(unit, targets=(text,), fuzzy=False, comments=comments), "paired"

    def numbers(self, one: Facing) -> list[int]:
        return list(range(one.first, one.last + 1))

    def is_edited(self, one: Facing) -> bool:
        """Whether what stands at a place is not what is expected there, marks and spaces apart."""
        texts = map(canonical, self.places[one.places[0]].expected.texts)
        return canonical(self.sight.spelled(one)) not in texts

    def new_text(self, one: Facing, unit: Unit) -> str | None:
        """What stands at the place of a unit, as the unit would have it; None if that is what is expected."""
        block = self.block(one.places[0])
        said, target = self.sight.spelled(one), spelled_out(unit.target, self.codes[block])
        is_expected = said in self.places[one.places[0]].expected.texts
        if is_expected or (not self.is_edited(one) and canonical(said) != canonical(target)):
            return None
        text = self.text(one, self.codes[block])
        self.is_whole &= text is not None
        return text

    def text(self, one: Facing, codes: Sequence[Code]) -> str | None:
        """What stands at a place, its codes numbered as in the original; None where that lacks them."""
        marked = mark(self.article.target_language)
        theirs = self.theirs[self.sight.segments[one.first].block]
        return renumbered(self.sight.text(one).removesuffix(marked), theirs, codes)

    def take_edited(self, key: Identity, texts: Mapping[int, str]) -> None:
        """Take in the new texts of a unit; where not all of its places say the same, each has its own."""
        every = [number for number in range(len(self.places)) if self.identity_of(number) == key]
        unit = self.unit_at(every[0])
        if len(every) == len(texts) and len(set(map(canonical, texts.values()))) == 1:
            self.edits.put(unit, *self.edited(unit, next(iter(texts.values())), every[0]))
            return
        for number, text in texts.items():
            ordinal = str(self.ordinal(number))
            mine, kind = self.edited(replace(unit, context=ordinal, raw=""), text, number)
            if unit.context != ordinal and kind != "unchanged":
                self.edits.put_at(number, mine, kind)

    def ordinal(self, number: int) -> int:
        """Which occurrence of its text a place is, from 1."""
        last = self.places[number].number
        texts = [one.segment.text for one in self.of.places[: last + 1]]
        return texts.count(texts[-1])

    def edited(self, unit: Unit, text: str, number: int) -> tuple[Unit, str]:
        stood = self.places[number].expected.texts[0]
        new = ahead.edited(unit, text, stood, self.article.target_language, is_both=self.is_dirty)
        kinds = {State.AHEAD: "ahead", State.CONFLICT: "conflict"}
        is_new = ahead.was(new) is not None and new.target != unit.target
        return new, kinds.get(new.state, "unchanged") if is_new else "unchanged"

    def take_joined(self, one: Facing) -> list[int]:
        """Take in a text that stands for several units; returns what of it is the document's own."""
        there = [number for number in one.places if self.unit_of(number)]
        if not there:
            return self.numbers(one)
        units = [self.unit_at(number) for number in there]
        text = self.text(one, self.codes[self.block(there[0])])
        if text is None:
            self.is_whole = False
        elif together := self.together([self.places[number].number for number in there]):
            self.edits.swallowed.update(map(identity, units))
            self.edits.put_at(there[0], *self.edited(together, text, there[0]))
        else:
            self.edits.put(units[0], *self.edited(units[0], text, there[0]))
            for unit in units[1:]:
                self.edits.put(unit, ahead.left_out(unit, self.article.target_language), "left out")
        return []

    def together(self, numbers: Sequence[int]) -> Unit | None:
        """The units at these places of the original as one; None where they cannot be."""
        members = [self.of.places[number] for number in numbers]
        units = [one.unit for one in members if one.unit]
        used = sum(one.unit in units for one in self.of.places)
        side_by_side = list(numbers) == list(range(numbers[0], numbers[0] + len(numbers)))
        if not side_by_side or used > len(units) or len({one.segment.block for one in members}) > 1:
            return None
        return ahead.as_one(units, self.of.gaps(numbers[0], len(numbers)))

    def unit_of(self, index: int) -> Unit | None:
        """The unit at a place; None where it is gone from the original."""
        number = self.places[index].number
        return self.of.places[number].unit if number >= 0 else None

    def unit_at(self, index: int) -> Unit:
        unit = self.unit_of(index)
        if unit is None:
            raise LookupError(index)
        return unit

    def identity_of(self, index: int) -> Identity | None:
        unit = self.unit_of(index)
        return identity(unit) if unit else None

    def block(self, index: int) -> int:
        """The number of the block of the original in which a place stands."""
        return self.of.places[self.places[index].number].segment.block

    def faced(self) -> set[int]:
        return {number for one in self.sight.facing for number in one.places} | self.added

    def leave_out(self) -> None:
        """Mark the units whose text was taken out of the document."""
        faced, language = self.faced(), self.article.target_language
        there = {self.identity_of(index) for index in faced}
        for index, place in enumerate(self.places):
            unit = self.unit_of(index)
            if unit is None or index in faced or not place.expected.is_sure:
                continue
            if unit.state in {State.UNTRANSLATED, State.DRAFT}:
                continue
            if identity(unit) in there:  # it stands elsewhere still
                own = replace(unit, context=str(self.ordinal(index)), raw="")
                self.edits.put_at(index, ahead.left_out(own, language), "left out")
            else:
                self.edits.put(unit, ahead.left_out(unit, language), "left out")

    def as_seen(self, merged: Merged, own: frozenset[str]) -> Seen | None:
        """What is known of the document from now on; None where it holds what could not be taken in."""
        catalog = replace(self.catalog, units=merged.units)
        built = fresh(original(self.article, self.project, catalog), self.project, BuildOptions())
        is_same = built.data == self.data or (self.is_of_forms and self.sight.is_but_for_forms(built.data))
        is_messages = any(block.context is not None for block in self.of.document.reading.blocks)
        if not self.is_whole or (is_messages and not is_same):
            return None
        faced = {self.identity_of(index) for index in self.faced()}
        there = (unit for index in range(len(self.places)) if (unit := self.unit_of(index)))
        awaited = frozenset(
            key_of(unit)
            for unit in there
            if identity(unit) not in faced and not self.edits.units.get(identity(unit), unit).is_left_out
        )
        seen = replace(self.seen, own=None if is_same else own, awaited=awaited)
        return seen.after(self.data, merged.units)
