"""translate --engine: drafts by a machine for what the memory has nothing for; nobody's word is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dvomova.catalogs import po
from dvomova.engines.base import Price
from dvomova.engines.guard import Guard, Outcome
from dvomova.model import DRAFT, State, Unit
from dvomova.text.protection import holds
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.status import named_units
from dvomova.workflow.translate import is_open, kept


@dataclass(frozen=True, slots=True)
class Open:
    """What of an article is to be drafted by an engine."""

    article: Article
    units: tuple[tuple[str, Unit], ...]
    """(name, unit) of each."""
    protected: tuple[str, ...]
    """The names of segments that hold what must not get out: they are never sent."""


@dataclass(frozen=True, slots=True)
class Bill:
    """What is going to be sent."""

    segments: int
    """How many texts, each once; what was answered before is not counted."""
    characters: int
    price: Price | None
    """Of a million characters; None where nobody knows."""

    @property
    def cost(self) -> Decimal | None:
        """What it comes to, in the currency of the price; None where nobody knows."""
        return None if self.price is None else self.price.amount * self.characters / 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What an engine said to what it was asked about an article."""

    item: Open
    outcomes: dict[str, Outcome]
    """By name of the segment."""


@dataclass(frozen=True, slots=True)
class MachineDrafted:
    """What an engine did for an article."""

    article: Article
    drafts: tuple[tuple[str, str, str], ...]
    """(name, source, target) of each segment that was drafted."""
    failed: tuple[tuple[str, str], ...]
    """(name, reason) of each that was not, although it was asked for."""
    skipped: tuple[str, ...]
    """The names of those that have no words, so there was nothing to ask."""
    protected: tuple[str, ...]
    """As of ``Open``."""


def opened(article: Article, project: Project, *, stale: bool = False, drafted: Collection[str] = ()) -> Open:
    """What of an article an engine is to be asked about.

    Args:
        article: whose catalog.
        project: where it is.
        stale: whether also what is out of date; its translation is kept as obsolete.
        drafted: the names of segments that have a draft already, though it is not written (a dry run).

    Raises:
        ConfigError: there is no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    states = {State.UNTRANSLATED, State.STALE} if stale else {State.UNTRANSLATED}
    units = [
        (name, unit)
        for name, unit in named_units(article, catalog.units)
        if is_open(unit) and unit.state in states and name not in drafted
    ]
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    units = [(name, unit) for name, unit in units if kept(unit, known) is not None]
    hidden = dict.fromkeys(name for name, unit in units if holds(unit.source, project.config.protect))
    asked = tuple((name, unit) for name, unit in units if name not in hidden)
    return Open(article, asked, tuple(hidden))


def bill(guard: Guard, some: Sequence[Open]) -> Bill:
    """What is going to be sent for some articles, and what it costs."""
    by_direction: dict[tuple[str, str], list[str]] = {}
    for item in some:
        direction = (item.article.source_language, item.article.target_language)
        by_direction.setdefault(direction, []).extend(unit.source for _name, unit in item.units)
    sent = [one for direction, texts in by_direction.items() for one in guard.wanted(texts, *direction)]
    return Bill(len(sent), sum(map(len, sent)), guard.engine.price(guard.access.connection.key))


def ask(item: Open, guard: Guard) -> Asked:
    """Have an engine translate what is open in an article; nothing is written but what it answers."""
    article = item.article
    texts = [unit.source for _name, unit in item.units]
    outcomes = guard.translate(texts, article.source_language, article.target_language)
    return Asked(item, {name: got for (name, _unit), got in zip(item.units, outcomes, strict=True)})


def lay(asked: Asked, project: Project, engine: str) -> MachineDrafted:
    """Lay what an engine answered into the catalog as it is now, where nobody has translated meanwhile.

    Args:
        asked: of ``ask``.
        project: where the article is.
        engine: what comments call it.

    Raises:
        ConfigError: the catalog is gone.
        FileError: it cannot be read or written; the answers are kept.
    """
    article, outcomes = asked.item.article, asked.outcomes
    return MachineDrafted(
        article,
        tuple(_write(asked, project, engine)),
        tuple((name, got.reason) for name, got in outcomes.items() if not got.target and not got.is_skipped),
        tuple(name for name, got in outcomes.items() if got.is_skipped),
        asked.item.protected,
    )


def _write(asked: Asked, project: Project, engine: str) -> list[tuple[str, str, str]]:
    article, was_open = asked.item.article, dict(asked.item.units)
    catalog = reading.existing_catalog(article, project)
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    comment = f"{DRAFT}{engine} {reading.now()[:10]}"
    units, former, drafts = list[Unit](), list[Unit](), list[tuple[str, str, str]]()
    for name, unit in named_units(article, catalog.units):
        target = asked.outcomes[name].target if name in asked.outcomes else ""
        before = kept(unit, known) if target and _is_as_it_was(unit, was_open[name]) else None
        if before is not None:
            drafts.append((name, unit.source, target))
            former += before
            said = tuple(line for line in unit.comments if not line.startswith(DRAFT))
            unit = po.changed(  # noqa: PLW2901
                unit, targets=(target,), fuzzy=True, previous=None, comments=(*said, comment)
            )
        units.append(unit)
    if drafts:
        after = po.revised(catalog, [*units, *former], reading.now())
        project.disk.write(article.catalog, po.render(after, project.config.wrap))
    return drafts


def _is_as_it_was(unit: Unit, before: Unit) -> bool:
    return (unit.source, unit.state, unit.targets) == (before.source, before.state, before.targets)
