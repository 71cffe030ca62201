"""translate --engine: drafts by a machine for what the memory has nothing for; nobody's word is touched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from gettext import gettext as _
from typing import TYPE_CHECKING

from dvomova import registry
from dvomova.catalogs import po
from dvomova.config.records import EngineRule
from dvomova.engines.base import Access, Engine, Price
from dvomova.engines.guard import Guard, Outcome
from dvomova.engines.keys import key_of, variable
from dvomova.errors import ConfigError, FileError
from dvomova.model import DRAFT, State, Unit
from dvomova.text.protection import holds
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.lock import FOLDER, make_folder
from dvomova.workflow.project import Project
from dvomova.workflow.status import named_units
from dvomova.workflow.translate import is_open, kept
from dvomova.workflow.writing import cannot

if TYPE_CHECKING:
    from dvomova.engines.answers import Answers

OURS = "answers.db"
"""The file with what engines have answered, in the folder of dvomova's own."""
_RUSSIAN = frozenset({"yandex"})
"""Off unless the configuration turns them on."""


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


def guarded(name: str, project: Project) -> Guard:
    """The guard of an engine, ready to be asked; nobody has been called yet.

    Raises:
        ConfigError: there is no such engine, or it may not or cannot be used here.
        FileError: its former answers cannot be read.
    """
    engine: Engine = registry.load("engines", name)
    rule = next((one for one in project.config.engines if one.name == name), EngineRule(name))
    key = key_of(name)
    url = rule.url or engine.address(key)
    _allow(name, engine, rule, project, url, key)
    from dvomova.engines.connection import Connection
    from dvomova.engines.pace import Pace

    connection = Connection(url or "http://localhost", key)
    options = dict(rule.options)
    whose = " ".join([name, connection.host if url else "", *options.get("model", "").split()])
    pace = Pace(rule.per_minute or engine.limits.per_minute)
    return Guard(whose, engine, Access(connection, options), _answers(project), pace)


def _allow(name: str, engine: Engine, rule: EngineRule, project: Project, url: str, key: str) -> None:
    path = project.config.path
    if url and project.config.offline:
        raise ConfigError(
            _("“offline = true” forbids engines that are elsewhere").format(name=name),
            path=path,
            cure=_("use echo or pseudo, or take it out"),
        )
    if rule.enabled is False or (name in _RUSSIAN and not rule.enabled):
        what = _("{name} is a Russian service, and off") if name in _RUSSIAN else _("{name} is turned off")
        raise ConfigError(
            what.format(name=name),
            path=path,
            cure=_("[engines.{name}] enabled = true turns it on").format(name=name),
        )
    if engine.needs_key and not key:
        raise ConfigError(
            _("{name} needs a key").format(name=name),
            cure=_(
                "put it into {variable} in the environment, or into the keyring: keyring set dvomova {name}"
            ).format(variable=variable(name), name=name),
        )


def _answers(project: Project) -> Answers:
    from dvomova.engines.answers import Answers

    path, name = project.disk.root / FOLDER / OURS, f"{FOLDER}/{OURS}"
    if project.disk.dry_run and not path.exists():
        return Answers(":memory:", name)
    try:
        make_folder(project.disk.root)
    except OSError as error:
        raise cannot(_("cannot be written ({reason})"), name, error) from None
    return Answers(str(path), name)


def is_elsewhere(guard: Guard) -> bool:
    """Whether what an engine is asked leaves this program at all."""
    return bool(guard.engine.address(""))


def opened(article: Article, project: Project, *, stale: bool = False, drafted: Sequence[str] = ()) -> Open:
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
    hidden = [name for name, unit in units if holds(unit.source, project.config.protect)]
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


def draft(item: Open, project: Project, guard: Guard, name: str) -> MachineDrafted:
    """Draft what is open in an article by an engine.

    Args:
        item: of ``opened``, with this very catalog.
        project: where it is.
        guard: of the engine.
        name: of the engine, as the comments say it.

    Raises:
        FileError: the catalog cannot be written; the answers are kept.
    """
    article = item.article
    texts = [unit.source for _name, unit in item.units]
    outcomes = guard.translate(texts, article.source_language, article.target_language)
    by_name = {one: outcome for (one, _unit), outcome in zip(item.units, outcomes, strict=True)}
    drafts = _write(article, project, by_name, name)
    return MachineDrafted(
        article,
        tuple(drafts),
        tuple((one, got.reason) for one, got in by_name.items() if not got.target and not got.is_skipped),
        tuple(one for one, got in by_name.items() if got.is_skipped),
        item.protected,
    )


def _write(
    article: Article, project: Project, outcomes: dict[str, Outcome], engine: str
) -> list[tuple[str, str, str]]:
    """Lay what came into the catalog, as it is now."""
    catalog = reading.existing_catalog(article, project)
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    comment = f"{DRAFT}{engine} {reading.now()[:10]}"
    units, former, drafts = list[Unit](), list[Unit](), list[tuple[str, str, str]]()
    for name, unit in named_units(article, catalog.units):
        target = outcomes[name].target if name in outcomes else ""
        before = kept(unit, known) if target else None
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
