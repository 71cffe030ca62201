"""What an update did to each unit, as a person is told of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dvomova.catalogs import naming
from dvomova.catalogs.merge import Event, Merged
from dvomova.catalogs.offers import Likeness, is_similar, likeness_between
from dvomova.model import State, Unit
from dvomova.workflow.articles import Article

SIMILAR = "similar"
"""Out of date, where the translation may be of another sentence altogether."""


_OPENING = frozenset({"stale", "new", "revived", "ahead", "agreed", "conflict", "left out"})
"""Kinds of events after which a unit may wait for a person."""


@dataclass(frozen=True, slots=True)
class Told:
    """What happened to one unit."""

    name: str
    """``domain#key``; empty where no catalog holds it any more (gone, and never translated)."""
    event: Event

    @property
    def kind(self) -> str:
        """As in ``Event``; ``similar`` where the old text that is offered is no more than that."""
        return SIMILAR if self.event.kind == "stale" and is_similar(self.event.unit) else self.event.kind

    @property
    def likeness(self) -> Likeness | None:
        """How like its text is to the one that it was; None where that is the same or none."""
        unit = self.event.unit
        was = unit.previous if self.event.kind == "stale" else self.event.before
        return likeness_between(was, unit.source) if was else None

    @property
    def needs_person(self) -> bool:
        """Whether this update left something to do in it."""
        came = self.event.kind in _OPENING or bool(self.event.origin)
        return came and self.event.unit.state is not State.TRANSLATED


@dataclass(slots=True)
class Tally:
    """How many units of each kind there were."""

    kinds: Counter[str] = field(default_factory=Counter)
    """Kind, as in ``Told``, to number of units."""
    classes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(kind, class of change) to number of units; a unit counts for each of its classes."""

    def add(self, other: Tally) -> None:
        """Count those of another one too."""
        self.kinds.update(other.kinds)
        self.classes.update(other.classes)


def told(article: Article, merged: Merged) -> tuple[Tally, tuple[Told, ...]]:
    """Count what happened, and name whatever did not stay as it was.

    Args:
        article: whose catalog.
        merged: what became of it.
    """
    rest = [event for event in merged.events if event.kind != "unchanged"]
    tally = Tally(+Counter(unchanged=len(merged.events) - len(rest)))
    keys = naming.keys(merged.units) if rest else {}
    named = tuple(Told(_name(article, keys, event.unit), event) for event in rest)
    for item in named:
        tally.kinds[item.kind] += 1
        tally.classes.update((item.kind, one) for one in item.event.classes)
    return tally, named


def _name(article: Article, keys: dict[naming.Identity, str], unit: Unit) -> str:
    key = keys.get(naming.identity(unit))
    return f"{article.domain}#{key}" if key else ""
