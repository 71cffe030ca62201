"""translate --engine: drafts by a machine for what the memory has nothing for; nobody's word is touched."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from typing import NamedTuple

from dvomova.catalogs import po
from dvomova.engines.base import Price
from dvomova.engines.guard import Guard, Outcome
from dvomova.model import DRAFT, State, Unit
from dvomova.text.protection import holds
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.plurals import Counted, counted
from dvomova.workflow.project import Project
from dvomova.workflow.status import named_units
from dvomova.workflow.translate import kept


class Wanted(NamedTuple):
    """A unit that an engine is to draft."""

    name: str
    """``domain#key``."""
    unit: Unit
    forms: Counted | None = None
    """Of a message with plural forms, what is asked for each of them; None where nothing can be."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What is to be translated."""
        if self.unit.plural is None:
            return (self.unit.source,)
        return self.forms.texts if self.forms else ()


@dataclass(frozen=True, slots=True)
class Open:
    """What of an article is to be drafted by an engine."""

    article: Article
    units: tuple[Wanted, ...]
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


class Answer(NamedTuple):
    """What an engine said to a unit."""

    wanted: Wanted
    targets: tuple[str, ...] = ()
    """Its translation, one text or one for each plural form; empty where there is none."""
    reason: str = ""
    """Why there is none."""
    is_skipped: bool = False
    """Whether there was nothing to ask: it has no words."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an engine said to what it was asked about an article."""

    item: Open
    answers: dict[str, Answer]
    """By name of the segment."""


@dataclass(frozen=True, slots=True)
class MachineDrafted:
    """What an engine did for an article."""

    article: Article
    drafts: tuple[tuple[str, str, tuple[str, ...]], ...]
    """(name, source, targets) of each segment that was drafted."""
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
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    wanted = [
        Wanted(name, unit, counted(unit, catalog) if unit.plural else None)
        for name, unit in named_units(article, catalog.units)
        if unit.state in (states if unit.plural is None else {State.UNTRANSLATED})
        and name not in drafted
        and kept(unit, known) is not None
    ]
    names = project.config.protect
    hidden = dict.fromkeys(one.name for one in wanted if any(holds(text, names) for text in one.texts))
    asked = tuple(one for one in wanted if one.name not in hidden)
    return Open(article, asked, tuple(hidden))


def bill(guard: Guard, some: Sequence[Open]) -> Bill:
    """What is going to be sent for some articles, and what it costs."""
    by_direction: dict[tuple[str, str], list[str]] = {}
    for item in some:
        direction = (item.article.source_language, item.article.target_language)
        by_direction.setdefault(direction, []).extend(text for one in item.units for text in one.texts)
    sent = [one for direction, texts in by_direction.items() for one in guard.wanted(texts, *direction)]
    return Bill(len(sent), sum(map(len, sent)), guard.engine.price(guard.access.connection.key))


def ask(item: Open, guard: Guard) -> Asked:
    """Have an engine translate what is open in an article; nothing is written but what it answers."""
    article = item.article
    texts = [text for one in item.units for text in one.texts]
    outcomes = iter(guard.translate(texts, article.source_language, article.target_language))
    return Asked(item, {one.name: _answer(one, [next(outcomes) for _ in one.texts]) for one in item.units})


def _answer(wanted: Wanted, outcomes: Sequence[Outcome]) -> Answer:
    for got in outcomes:
        if not got.target:
            return Answer(wanted, (), got.reason, got.is_skipped)
    if not wanted.texts:
        return Answer(wanted, (), _("which number its plural forms are for is not clear"))
    targets = tuple(got.target for got in outcomes)
    if wanted.forms:
        targets = wanted.forms.targets(targets) or ()
    return Answer(wanted, targets, "" if targets else _("its number is not there exactly once"))


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
    article, answers = asked.item.article, asked.answers
    return MachineDrafted(
        article,
        tuple(_write(asked, project, engine)),
        tuple((name, got.reason) for name, got in answers.items() if not got.targets and not got.is_skipped),
        tuple(name for name, got in answers.items() if got.is_skipped),
        asked.item.protected,
    )


def _write(asked: Asked, project: Project, engine: str) -> list[tuple[str, str, tuple[str, ...]]]:
    article = asked.item.article
    catalog = reading.existing_catalog(article, project)
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    comment = f"{DRAFT}{engine} {reading.now()[:10]}"
    units, former, drafts = list[Unit](), list[Unit](), list[tuple[str, str, tuple[str, ...]]]()
    for name, unit in named_units(article, catalog.units):
        got = asked.answers.get(name)
        before = kept(unit, known) if got and got.targets and _is_as_it_was(unit, got.wanted.unit) else None
        if got and before is not None:
            drafts.append((name, unit.source, got.targets))
            former += before
            said = tuple(line for line in unit.comments if not line.startswith(DRAFT))
            unit = po.changed(  # noqa: PLW2901
                unit, targets=got.targets, fuzzy=True, previous=None, comments=(*said, comment)
            )
        units.append(unit)
    if drafts:
        after = po.revised(catalog, [*units, *former], reading.now())
        project.disk.write(article.catalog, po.render(after, project.config.wrap))
    return drafts


def _is_as_it_was(unit: Unit, before: Unit) -> bool:
    then, now = ((one.source, one.plural, one.state, one.targets) for one in (before, unit))
    return then == now
