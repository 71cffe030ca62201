"""All the checks there are, and how texts are put before them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from gettext import gettext as _
from importlib import import_module
from typing import NamedTuple

from dvomova.checks.base import REGISTRY, Check, Flaw, Run
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.errors import DvomovaError
from dvomova.model import Catalog, State, Unit

_MODULES = (
    "amounts",
    "figures",
    "days",
    "meaning",
    "terms",
    "links",
    "names",
    "catalogs",
    "language",
    "spelling",
    "characters",
    "markup",
    "typography",
    "punctuation",
    "subtitles",
    "guarding",
)
CHECKED = frozenset({State.TRANSLATED, State.AHEAD})
"""States of the units whose translations are looked at: what is not finished is told by ``status``."""


@cache
def built_in() -> tuple[Check, ...]:
    """Dvomova's own checks, in the order of their families."""
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
    panels: dict[tuple[str, str], _Panel] = {}
    for pair in pairs:
        languages = pair.source.language, pair.target.language
        panel = panels.get(languages)
        if panel is None:
            panel = panels[languages] = _panel(tuple(checks), *languages)
        for one, run in panel.due(pair):
            try:
                for flaw in run(pair):
                    yield Found(pair, one, flaw)
            except Exception as error:  # of a plug-in: whatever it does, people are told what it was
                raise _failed(one, pair, error) from error


def _failed(check: Check, pair: Pair, error: Exception) -> DvomovaError:
    reason = f"{type(error).__name__}: {error}"
    what = _("the check “{check}” fails at “{text}” ({reason})")
    return DvomovaError(
        what.format(check=check.id, text=pair.source.text[:60], reason=reason),
        cure=_("leave it out: --ignore {check}").format(check=check.id),
    )


_Due = tuple[tuple[Check, Run], ...]


class _Panel:
    """The checks for two languages, and which of them a pair is put before: most have nothing to say."""

    def __init__(self, checks: Collection[Check], source: str, target: str) -> None:
        chosen = [(one, one.run) for one in checks if one.run and one.concerns(source, target)]
        self.chosen = chosen
        self.always = 0
        self.by_mark: dict[str, int] = {}
        self.by_word: tuple[dict[str, int], dict[str, int]] = ({}, {})
        for index, (one, _run) in enumerate(chosen):
            bit = 1 << index
            if not one.marks and one.words is None:
                self.always |= bit
            for mark in one.marks:
                self.by_mark[mark] = self.by_mark.get(mark, 0) | bit
            for words, language in zip(self.by_word, (source, target), strict=True):
                for word in one.words(language) if one.words else ():
                    words[word] = words.get(word, 0) | bit
        self.signs = frozenset(self.by_mark)
        self.words = frozenset(self.by_word[0]), frozenset(self.by_word[1])
        self.known: dict[int, _Due] = {}

    def due(self, pair: Pair) -> _Due:
        """The checks that have something to look at."""
        bits = self.always
        for mark in pair.rare & self.signs:
            bits |= self.by_mark[mark]
        for side, words, by_word in zip(pair.sides, self.words, self.by_word, strict=True):
            for word in side.vocabulary & words:
                bits |= by_word[word]
        found = self.known.get(bits)
        if found is None:
            found = tuple(both for index, both in enumerate(self.chosen) if bits >> index & 1)
            self.known[bits] = found
        return found


@lru_cache(maxsize=16)
def _panel(checks: tuple[Check, ...], source: str, target: str) -> _Panel:
    return _Panel(checks, source, target)


def look_through(
    catalog: Catalog, pairs: Sequence[Pair], checks: Collection[Check], style: Style
) -> Iterator[Found]:
    """What the checks of whole catalogs find."""
    target = pairs[0].target.language if pairs else ""
    for one in checks:
        if one.run_catalog and one.target in {"", target}:
            for pair, flaw in one.run_catalog(catalog, list(pairs), style):
                yield Found(pair, one, flaw)
