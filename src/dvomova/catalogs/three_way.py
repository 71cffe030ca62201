"""Three-way merge of catalogs: what two people did to the same one, put together.

Units are told apart as gettext does, by msgctxt and msgid; where one side's text was edited, its unit is
known by the text that its translation was made from. No translation of either side is dropped: where
both wrote one for the same text, ours stays, flagged, and theirs stands in a comment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dvomova.catalogs.codes import comparable
from dvomova.catalogs.mechanical import follow, made_from, stale_comments
from dvomova.catalogs.po import changed
from dvomova.model import Unit

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """Two versions of a catalog's units as one."""

    units: tuple[Unit, ...]
    """In document order, obsolete ones last; no two of the same msgctxt and msgid."""
    conflicts: tuple[Unit, ...]
    """Those of ``units`` that both sides translated, each differently."""


def merge(base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> Merged:
    """What ``ours`` and ``theirs``, which both were made from ``base``, are together."""
    return _Merge(base, ours, theirs).merged()


class _Merge:
    """The three sides, and which unit of one is which of the others."""

    def __init__(self, base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> None:
        self.base, self.ours, self.theirs = _by_key(base), _by_key(ours), _by_key(theirs)
        self.origins = _Origins(base)
        self.our_heirs = self._heirs(self.ours, self.theirs)
        self.their_heirs = self._heirs(self.theirs, self.ours)
        self.conflicts: list[Unit] = []

    def merged(self) -> Merged:
        # A unit of the base that one side replaced by its heir is settled with that heir.
        replaced = set(self.our_heirs.values()) | set(self.their_heirs.values())
        units = {}
        for key in _order(list(self.base), list(self.ours), list(self.theirs)):
            if key not in replaced and (unit := self._unit(key)) is not None:
                units[key] = unit
        ordered = sorted(units.values(), key=lambda unit: unit.obsolete)
        return Merged(tuple(ordered), tuple(self.conflicts))

    def _heirs(self, mine: dict[Key, Unit], others: dict[Key, Unit]) -> dict[Key, Key]:
        """Units that only one side has, and which unit of the base each of them was; one each."""
        heirs: dict[Key, Key] = {}
        for key, unit in mine.items():
            if key in self.base or key in others:
                continue
            origin = self.origins.of(unit)
            if origin and origin not in mine and origin in others and origin not in heirs.values():
                heirs[key] = origin
        return heirs

    def _unit(self, key: Key) -> Unit | None:
        our, their = self.ours.get(key), self.theirs.get(key)
        origin = self.our_heirs.get(key) or self.their_heirs.get(key)
        if origin:
            our, their = our or self.ours.get(origin), their or self.theirs.get(origin)
        base = self.base.get(origin or key)
        if our is None or their is None:
            return _of_one_side(base, our or their)
        if base is None and (former := self.origins.of(our)):
            base = self.base[former]
        unit, in_conflict = _of_both(base, our, their)
        if in_conflict:
            self.conflicts.append(unit)
        return unit


class _Origins:
    """Which unit of the base a text that is edited now was: by what its translation was made from."""

    def __init__(self, base: Sequence[Unit]) -> None:
        self.known: dict[Key, Key] = {}
        for unit in base:
            for text in (made_from(unit), comparable(unit.source, unit.extracted)):
                self.known.setdefault((unit.context, text), (unit.context, unit.source))

    def of(self, unit: Unit) -> Key | None:
        for text in (made_from(unit), comparable(unit.source, unit.extracted)):
            if found := self.known.get((unit.context, text)):
                return found
        return None


def _by_key(units: Iterable[Unit]) -> dict[Key, Unit]:
    """The units by what tells them apart; of double ones, which gettext does not allow, both texts."""
    found: dict[Key, Unit] = {}
    for unit in units:
        key = (unit.context, unit.source)
        found[key] = with_another(found[key], unit) if key in found else unit
    return found


def _of_one_side(base: Unit | None, unit: Unit | None) -> Unit | None:
    """A unit that the other side does not have: added here, or removed there."""
    if unit is None or base is None:
        return unit
    if _work(unit) == _work(base) or not any(unit.targets):
        return None
    return changed(unit, obsolete=True, extracted=(), references=())


def _work(unit: Unit) -> tuple[object, ...]:
    """What a translator does to a unit."""
    return (unit.plural, unit.targets, unit.fuzzy, unit.previous if unit.fuzzy else None)


def _of_both(base: Unit | None, our: Unit, their: Unit) -> tuple[Unit, bool]:
    """One unit of two, and whether they contradict each other."""
    if their in (our, base):
        return our, False
    if our == base:
        return their, False
    base = base or Unit(our.source, ("",) * len(our.targets), our.context, our.plural)
    carrier = _newer(base, our, their, lambda unit: (unit.context, unit.source))
    work = _translated_by(base, our, their)
    holds = work or our
    unit = changed(
        carrier,
        plural=holds.plural,
        targets=holds.targets,
        fuzzy=work is None or work.fuzzy,
        previous=holds.previous,
        comments=lines(base.comments, our.comments, their.comments),
        extracted=lines(base.extracted, our.extracted, their.extracted),
        references=lines(base.references, our.references, their.references),
        flags=lines(base.flags, our.flags, their.flags),
        obsolete=_newer(base, our, their, lambda unit: unit.obsolete).obsolete,
    )
    unit = _out_of_date(unit, holds)
    return (unit, False) if work else (with_another(unit, their), True)


def _newer(base: Unit, our: Unit, their: Unit, value: Callable[[Unit], object]) -> Unit:
    """The side that changed something; ours where both did."""
    return their if value(our) == value(base) else our


def _translated_by(base: Unit, our: Unit, their: Unit) -> Unit | None:
    """The side whose translation holds; None where both have one of their own."""
    if _work(our) == _work(their) or _yields(their, our, base):
        return our
    if _yields(our, their, base):
        return their
    if (our.plural, our.targets) == (their.plural, their.targets):
        return _newer(base, our, their, lambda unit: unit.fuzzy)
    return None


def _yields(one: Unit, other: Unit, base: Unit) -> bool:
    """Whether one side says nothing against the translation of the other: it has none, or no new one.

    To flag what there was is no objection to what is new; to confirm it is one to a mere draft.
    """
    if _work(one) == _work(base) or not any(one.targets):
        return True
    return any(other.targets) and one.targets == base.targets and (one.fuzzy or not other.fuzzy)


def _out_of_date(unit: Unit, work: Unit) -> Unit:
    """``unit`` with the text that its translation was made from, where that is not its own."""
    same = comparable(unit.source, unit.extracted) == comparable(work.source, work.extracted)
    if same and (targets := follow(work.source, unit.source, unit.targets)) is not None:
        return changed(unit, targets=targets)
    if not any(unit.targets):
        return changed(unit, fuzzy=False, previous=None)
    origin = made_from(work)
    if origin == unit.source:
        return changed(unit, previous=None)
    comments = tuple(dict.fromkeys((*unit.comments, *stale_comments(work))))
    return changed(unit, fuzzy=True, previous=origin, comments=comments)


def with_another(unit: Unit, other: Unit) -> Unit:
    """``unit`` with the translation of ``other`` in a comment, where that is not its own."""
    texts = (text.replace("\n", "\\n") for text in other.targets if text and text not in unit.targets)
    lines = (f"dvomova: also translated as “{text}”" for text in texts)
    return changed(unit, comments=tuple(dict.fromkeys((*unit.comments, *lines))))


def lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, ...]:
    """Lines of comments: without what either side took out, with what either put in; ours first."""
    if theirs in (ours, base):
        return tuple(ours)
    if ours == base:
        return tuple(theirs)
    kept = [line for line in ours if line in theirs or line not in base]
    return tuple(dict.fromkeys([*kept, *(line for line in theirs if line not in base)]))


def _order(base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key]) -> list[Key]:
    """All keys in our order, or in theirs where only they moved anything; others behind their neighbours."""
    known = set(base)
    in_base = set(ours) & set(theirs) & known
    unmoved = [key for key in ours if key in in_base] == [key for key in base if key in in_base]
    spine, others = (theirs, ours) if unmoved else (ours, theirs)
    after: dict[Key | None, list[Key]] = {}
    previous, there = None, set(spine)
    for key in others:
        if key in there:
            previous = key
        else:
            after.setdefault(previous, []).append(key)
    found = list(after.get(None, ()))
    for key in spine:
        found += [key, *after.get(key, ())]
    return found
