"""All the checks there are, and how texts are put before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import groupby, islice
from typing import NamedTuple

from dvomova.checks.base import REGISTRY, Check, Flaw, Run
from dvomova.checks.batch import Batch, Hint
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.errors import DvomovaError
from dvomova.model import Catalog, State
from dvomova.text.messages import gettext as _

_MODULES = (
    "amounts",
    "measures",
    "figures",
    "days",
    "meaning",
    "terms",
    "links",
    "names",
    "toponyms",
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
CHECKED = (State.TRANSLATED, State.AHEAD)
"""States of the units whose translations are looked at: what is not finished is told by ``status``."""


@cache
def built_in() -> tuple[Check, ...]:
    """Dvomova's own checks, in the order of their families."""
    for module in _MODULES:
        import_module(f"dvomova.checks.{module}")
    return declared()


def declared() -> tuple[Check, ...]:
    """All checks that have been declared: dvomova's own in their order, whichever was imported first."""
    order = {f"dvomova.checks.{module}": number for number, module in enumerate(_MODULES)}

    def place(one: Check) -> int:
        return order.get(getattr(one.run or one.run_catalog, "__module__", ""), len(order))

    return tuple(sorted(REGISTRY.values(), key=place))


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
    pairs: list[Pair] = []
    for unit in catalog.units:
        if not unit.source or unit.state not in CHECKED:
            continue
        text = unit.source
        for translation in unit.targets:
            pairs.append(Pair(Side(text, source), Side(translation, target), style, unit))
            text = text if unit.plural is None else unit.plural
    return pairs


def look(pairs: Iterable[Pair], checks: Collection[Check]) -> Iterator[Found]:
    """What the checks of pairs find, pair by pair."""
    for (source, target, _style), alike in groupby(pairs, key=_kind):
        chosen = [(one, one.run) for one in checks if one.run and one.concerns(source, target)]
        while batch := list(islice(alike, _AT_ONCE)):
            yield from _look(Batch(batch), chosen)


_AT_ONCE = 512
"""Pairs to a batch: what a check costs a batch is little then, and so is the memory."""


def _kind(pair: Pair) -> tuple[str, str, int]:
    return pair.source.language, pair.target.language, id(pair.style)


def _look(batch: Batch, checks: Sequence[tuple[Check, Run]]) -> Iterator[Found]:
    due: dict[int, list[tuple[Check, Run]]] = defaultdict(list)
    answers: dict[Hint | None, Iterable[int]] = {None: range(len(batch.pairs))}
    for both in checks:
        hint = both[0].hint
        if hint and hint not in answers:
            answers[hint] = _named(both[0], hint, batch)
        for number in answers[hint]:
            due[number].append(both)
    for number in sorted(due):
        pair = batch.pairs[number]
        for one, run in due[number]:
            try:
                for flaw in run(pair):
                    yield Found(pair, one, flaw)
            except Exception as error:  # of a plug-in: whatever it does, people are told what it was
                raise _failed(one, pair, error) from error


def _named(check: Check, hint: Hint, batch: Batch) -> Iterable[int]:
    try:
        return hint(batch)
    except Exception as error:  # of a plug-in, as above
        raise _failed(check, batch.pairs[0], error) from error


def _failed(check: Check, pair: Pair, error: Exception) -> DvomovaError:
    reason = f"{type(error).__name__}: {error}"
    what = _("the check “{check}” fails at “{text}” ({reason})")
    return DvomovaError(
        what.format(check=check.id, text=pair.source.text[:60], reason=reason),
        cure=_("leave it out: --ignore {check}").format(check=check.id),
    )


def look_through(
    catalog: Catalog, pairs: Sequence[Pair], checks: Collection[Check], style: Style
) -> Iterator[Found]:
    """What the checks of whole catalogs find."""
    target = pairs[0].target.language if pairs else ""
    for one in checks:
        if one.run_catalog and one.target in {"", target}:
            for pair, flaw in one.run_catalog(catalog, list(pairs), style):
                yield Found(pair, one, flaw)
