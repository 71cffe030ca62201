"""All the checks there are, and how texts are put before them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from dvomova.checks.base import REGISTRY, Check, Flaw
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.model import Catalog, State, Unit

_MODULES = (
    "amounts",
    "days",
    "meaning",
    "links",
    "names",
    "catalogs",
    "language",
    "characters",
    "markup",
    "typography",
    "punctuation",
    "guarding",
)
CHECKED = frozenset({State.TRANSLATED, State.AHEAD})
"""States of the units whose translations are looked at: what is not finished is told by ``status``."""


@cache
def built_in() -> tuple[Check, ...]:
    """dvomova's own checks, in the order of their families."""
    for module in _MODULES:
        import_module(f"dvomova.checks.{module}")
    return tuple(REGISTRY.values())


class Found(NamedTuple):
    """A flaw with what it was found by and in."""

    pair: Pair | None
    """None for what is about no unit."""
    check: Check
    flaw: Flaw


def pairs_of(catalog: Catalog, source: str, target: str, style: Style) -> list[Pair]:
    """What there is to check in a catalog: each finished translation with its source.

    Of a plural message each form is one, with the singular beside the form for one and the plural
    beside the others.
    """
    return [
        Pair(Side(text, source), Side(translation, target), style, unit)
        for unit in catalog.units
        if unit.state in CHECKED and unit.source
        for text, translation in _texts(unit)
    ]


def _texts(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.plural is None:
        yield unit.source, unit.target
        return
    for index, translation in enumerate(unit.targets):
        yield (unit.source if index == 0 else unit.plural), translation


def look(pairs: Iterable[Pair], checks: Collection[Check]) -> Iterator[Found]:
    """What the checks of pairs find, pair by pair."""
    chosen: dict[tuple[str, str], list[Check]] = {}
    for pair in pairs:
        languages = pair.source.language, pair.target.language
        if languages not in chosen:
            chosen[languages] = [one for one in checks if one.run and one.concerns(*languages)]
        chars = pair.chars
        for one in chosen[languages]:
            if one.marks is None or not one.marks.isdisjoint(chars):
                for flaw in one.run(pair):  # type: ignore[misc]  # chosen for having one
                    yield Found(pair, one, flaw)


def look_through(
    catalog: Catalog, pairs: Sequence[Pair], checks: Collection[Check], style: Style
) -> Iterator[Found]:
    """What the checks of whole catalogs find."""
    target = pairs[0].target.language if pairs else ""
    for one in checks:
        if one.run_catalog and one.target in {"", target}:
            for pair, flaw in one.run_catalog(catalog, list(pairs), style):
                yield Found(pair, one, flaw)
