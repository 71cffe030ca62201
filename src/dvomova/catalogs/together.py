"""Several catalogs in one: what was kept apart is one article now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.naming import Identity, identity
from dvomova.catalogs.po import changed
from dvomova.model import State, Unit


def put_together(catalogs: Sequence[Sequence[Unit]], items: Sequence[Incoming]) -> tuple[Unit, ...]:
    """The units of several catalogs as those of one article, in the order of its text.

    Of two units of one text the better one stays: finished before unfinished, then as the text has them.
    Where the other is a finished translation that differs, it stays with the occurrences of its own part of
    the text; else it is kept as an obsolete one, which a merge finds a place for.

    Args:
        catalogs: the units of each, most important first.
        items: the text of the one article.
    """
    owners = _owners(catalogs, items)
    best: dict[Identity, Unit] = {}
    others: list[Unit] = []
    for number in dict.fromkeys((*owners, *range(len(catalogs)))):
        ordinals = _ordinals(items, owners, number)
        for unit in catalogs[number]:
            ours = replace(unit, raw="") if number else unit  # of a file with line ends of its own
            known = best.setdefault(identity(ours), ours)
            if known is not ours:
                if _worth(ours) > _worth(known):
                    best[identity(ours)], ours, known = ours, known, ours
                others += _beside(known, ours, ordinals)
    return (*best.values(), *others)


def _owners(catalogs: Sequence[Sequence[Unit]], items: Sequence[Incoming]) -> list[int]:
    """For each text the catalog of the part it stands in: the last one that alone has a text up to there."""
    holders: dict[str, list[int]] = {}
    for number, units in enumerate(catalogs):
        for source in {unit.source for unit in units if not unit.obsolete}:
            holders.setdefault(source, []).append(number)
    alone = [holders.get(item.source, ()) for item in items]
    current = next((owners[0] for owners in alone if len(owners) == 1), 0)
    found = []
    for owners in alone:
        current = owners[0] if len(owners) == 1 else current
        found.append(current)
    return found


def _ordinals(items: Sequence[Incoming], owners: Sequence[int], number: int) -> dict[str, list[int]]:
    """Which occurrences of each text, from the second one on, stand in the part of a catalog."""
    count: dict[str, int] = {}
    found: dict[str, list[int]] = {}
    for item, owner in zip(items, owners, strict=True):
        count[item.source] = ordinal = count.get(item.source, 0) + 1
        if owner == number and ordinal > 1:
            found.setdefault(item.source, []).append(ordinal)
    return found


def _beside(known: Unit, other: Unit, ordinals: Mapping[str, Sequence[int]]) -> list[Unit]:
    """What becomes of a unit whose text another one has."""
    if not any(other.targets) or other.targets == known.targets:
        return []
    if other.state is State.TRANSLATED and other.context is None and (places := ordinals.get(other.source)):
        return [changed(other, context=str(ordinal)) for ordinal in places]
    return [changed(other, obsolete=True, extracted=(), references=())]


def _worth(unit: Unit) -> tuple[bool, bool, bool]:
    return all(unit.targets), not unit.fuzzy, not unit.obsolete
