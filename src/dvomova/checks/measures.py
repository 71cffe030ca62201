"""Content: currencies and units, what amounts are amounts of. The words are data/money.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from dvomova.checks.base import BOTH, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import DIGITS, Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _
from dvomova.text.numbers import Number, magnitudes

N_ = str

_TOKEN = re.compile(r"[$€£₴₽¥%]|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\$?")
_UNIT = (
    r"[\s\u00a0\u202f-]?(?:(?:cubic|square|sq\.?|кубічн\w+|квадратн\w+|кв\.|куб\.)[\s\u00a0])?"
    r"([$€£₴₽¥%]|°[\s\u00a0]?[CFСcf]|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)"
)
_NEXT = re.compile(_UNIT)


@cache
def _table(kind: str) -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Words, and beginnings of words, with what they name."""
    text = files("dvomova.checks").joinpath("data", "money.toml").read_text("utf-8")
    exact: dict[str, str] = {}
    stems: list[tuple[str, str]] = []
    for name, words in tomllib.loads(text)[kind].items():
        for word in words.split():
            if word.endswith("*"):
                stems.append((word[:-1], name))
            else:
                exact[word.lower()] = name
    return exact, tuple(stems)


@lru_cache(maxsize=1 << 15)
def _named(kind: str, word: str) -> str | None:
    exact, stems = _table(kind)
    return exact.get(word) or next((name for stem, name in stems if word.startswith(stem)), None)


@lru_cache(maxsize=1 << 15)
def is_currency(word: str) -> bool:
    """Whether a word, in small letters, names a currency."""
    return _named("currencies", word) is not None


def currencies(side: Side) -> dict[str, Span]:
    """The currencies that a side names, by code (ISO 4217), each where it first stands."""
    found: dict[str, Span] = {}
    if not side.has(SYMBOLS) and not any(map(is_currency, side.vocabulary)):
        return found
    for match in _TOKEN.finditer(side.prose):
        name = _named("currencies", match[0].lower())
        if name and not (match[0] == "$" and not _beside_number(side.prose, match)):
            found.setdefault(name, Span(*match.span()))
    return found


SYMBOLS = frozenset("$€£₴₽¥")
"""Of currencies."""


def _beside_number(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s?\d", text[match.end() : match.end() + 2])) or text[match.start() - 1].isdigit()


_BEHIND_DIGIT = re.compile(rf"\d{_UNIT}")


def may_measure(prose: str, language: str) -> bool:
    """Whether a unit stands behind a digit, or a magnitude, behind which one may stand."""
    words = map(str.lower, _BEHIND_DIGIT.findall(prose))
    return any(_named("units", word) or word in _magnitudes(language) for word in words)


@cache
def _magnitudes(language: str) -> frozenset[str]:
    return frozenset(magnitudes(language)) | frozenset(magnitudes("en"))  # glued ones are English


def measured(side: Side) -> dict[Decimal, tuple[str, Span]]:
    """The numbers of a side with the unit behind them, but those that stand there with two units."""
    found: dict[Decimal, tuple[str, Span]] = {}
    double: set[Decimal] = set()
    for number in side.numbers:
        behind = _NEXT.match(side.prose, number.span.end)
        name = _named("units", "".join(behind[1].lower().split())) if behind else None
        if behind and name:
            if number.value in found and found[number.value][0] != name:
                double.add(number.value)
            found[number.value] = name, Span(number.span.start, behind.end())
    return {value: one for value, one in found.items() if value not in double}


_CUSTOMARY = frozenset(
    "mile miles foot feet inch inches pound pounds acre acres gallon gallons yard yards ounce ounces "
    "миля милі миль милю фут фути футів дюйм дюйми дюймів акр акри акрів галон галони галонів ярд ярди "
    "ярдів унцій".split()
)
_METRIC = frozenset("kilometre metre centimetre millimetre kilogram gram tonne litre hectare".split())
_DEGREES = re.compile(r"°|\bdegrees?\b|градус")
_CLOSE = Decimal("1.5")


def is_converted(pair: Pair, lost: Sequence[Number], added: Sequence[Number]) -> bool:
    """Whether one side measures in miles, pounds, Fahrenheit, and the other one in metres, grams, Celsius."""
    for side, other in (pair.sides, pair.sides[::-1]):
        if side.vocabulary.isdisjoint(_CUSTOMARY) or not other.vocabulary.isdisjoint(_CUSTOMARY):
            continue
        if any(name in _METRIC for name, _span in measured(other).values()):
            return True
    if not any(_DEGREES.search(side.prose) for side in pair.sides):
        return False
    return any(_is_temperature(one.value, other.value) for one in lost for other in added)


def _is_temperature(one: Decimal, other: Decimal) -> bool:
    """Whether one is the other in degrees Celsius, as a temperature or as a difference of two."""
    return any(
        abs((fahrenheit - zero) * 5 / 9 - celsius) <= _CLOSE
        for fahrenheit, celsius in ((one, other), (other, one))
        for zero in (32, 0)
    )


def _with_money(batch: Batch) -> Numbers:
    source, digits = batch.source, batch.marked(DIGITS)
    signs = source.marked(SYMBOLS) & digits
    return signs | {number for number in digits - signs if any(map(is_currency, source.sides[number].words))}


@check(
    "currency",
    "content",
    Severity.ERROR,
    title=N_("A sum of money is in another currency"),
    why=N_("Five million hryvnias are not five million dollars."),
    rule="ISO 4217",
    languages=BOTH,
    hint=_with_money,
)
def currency(pair: Pair) -> Iterator[Flaw]:
    """Compare which currencies are named beside numbers."""
    if not pair.source.has_digits and not pair.target.has_digits:
        return
    source, target = currencies(pair.source), currencies(pair.target)
    lost, added = set(source) - set(target), set(target) - set(source)
    if lost and added:
        spans = [
            [found[name] for name in sorted(names)] for found, names in ((source, lost), (target, added))
        ]
        texts = [side.text[slice(*one[0])] for side, one in zip(pair.sides, spans, strict=True)]
        message = _("{source} in the source, {target} in the translation")
        yield Flaw(message.format(source=texts[0], target=texts[1]), tuple(spans[0]), tuple(spans[1]))
    elif source and not target:
        span = next(iter(source.values()))
        message = _("the currency is missing: {source}").format(source=pair.source.text[slice(*span)])
        yield Flaw(message, (span,), severity=Severity.WARNING)


def _with_units(batch: Batch) -> Numbers:
    both = batch.source.marked(DIGITS) & batch.target.marked(DIGITS)
    for column in (batch.source, batch.target):
        both = {number for number in both if may_measure(column.proses[number], column.language)}
    return both


@check(
    "unit",
    "content",
    Severity.ERROR,
    title=N_("A measure has another unit"),
    why=N_("The same number with another unit is another amount: 5 km and 5 м."),
    rule="ISO 80000; CLDR units",
    languages=BOTH,
    hint=_with_units,
)
def unit(pair: Pair) -> Iterator[Flaw]:
    """Compare the units of the numbers that both sides have."""
    source, target = measured(pair.source), measured(pair.target)
    for value, (name, span) in source.items():
        other = target.get(value)
        if other and other[0] != name:
            texts = pair.source.text[slice(*span)], pair.target.text[slice(*other[1])]
            message = _("{source} in the source, {target} in the translation")
            yield Flaw(message.format(source=texts[0], target=texts[1]), (span,), (other[1],))
