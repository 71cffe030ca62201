"""Form: how numbers are written: the decimal sign, the thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dvomova.checks.base import BOTH, Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_MEASURE = (
    r"%|[°€$₴]|(?:тис|млн|млрд|трлн|грн|кг|км|см|мм|відс|проц|дол|євро|га|м|т)(?!\w)"
    r"|(?:мільйон|мільярд|тисяч|відсот|процент|долар|гривн|кілометр|метр|тонн)"
)
_POINT = re.compile(rf"(?<![\d.,\w])\d+(\.)\d+(?=[\s\u00a0\u202f]?(?:{_MEASURE}))|(?<=[$€£₴])\d+(\.)\d+")
"""A decimal with a unit behind it, which so is no version."""
_DECIMAL = re.compile(r"(?<![\w.,:/§№-])\d{1,3}(\.)\d{1,2}(?![\w:/]|[.,]\d|-\w)")
_SECTION = re.compile(r"(?:[A-Za-z]|[§№]|верс\.|п\.|розділ\w*|версі\w+|пункт\w*|рис\.|табл\.)[\s\u00a0]?\Z")
_TECHNICAL = re.compile(r"[`_<>=*{}]|\w\(|\d\.\d+\.\d")
_VERSIONS = frozenset(
    "version versions section sections chapter release released python unicode figure fig table rfc added "
    "since deprecated removed moved changed macos windows linux android ios".split()
)
_COMMA = re.compile(
    r"(?<![\d.,\w])\d+(,)\d{1,2}(?=[\s\u00a0]?(?:%|percent|million|billion|thousand|km|kg|metres|euros))"
)
_SEPARATED = re.compile(r"\d[.,\u0020\u00a0\u202f]\d")
_ENGLISH_GROUPS = re.compile(r"(?<![\d.,:\w])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")
_UKRAINIAN_GROUPS = re.compile(
    r"(?<![\d.,:\w])(?<!\d[\u0020\u00a0])[1-9]\d{0,2}(?:[\u0020\u00a0\u202f]\d{3})+(?![\d,])"
)
_CALLING = frozenset("call phone telephone tel contact hotline number dial sms text".split())
"""Beside a telephone number its groups are no thousands."""


def _separated(batch: Batch) -> Numbers:
    return batch.target.counting(_SEPARATED)


@check(
    "number-format",
    "form",
    Severity.WARNING,
    title=N_("A number is written as in the other language"),
    why=N_(
        "Ukrainian writes 3,2 % and 1 250 000, English 3.2% and 1,250,000; a comma in the wrong language"
        " is read as something else."
    ),
    rule="CLDR; Український правопис 2019; ДСТУ 3582",
    languages=BOTH,
    hint=_separated,
)
def number_format(pair: Pair) -> Iterator[Flaw]:
    """Decimal separators and thousands of the language of the source, left in the translation."""
    text = pair.target.prose
    if not pair.target.has_digits or not _SEPARATED.search(text):
        return
    if pair.target.language == "uk":
        found = {match.span(): match for match in (*_POINT.finditer(text), *_plain_decimals(pair))}
        yield from _separators(found.values(), ",", _("write the decimal comma: {number}"))
        if _copied(pair, _ENGLISH_GROUPS):
            yield from _groups(text, _ENGLISH_GROUPS, "\u00a0")
    elif pair.target.language == "en":
        yield from _separators(_COMMA.finditer(text), ".", _("write the decimal point: {number}"))
        if _copied(pair, _UKRAINIAN_GROUPS) and pair.target.vocabulary.isdisjoint(_CALLING):
            yield from _groups(text, _UKRAINIAN_GROUPS, ",")


def _plain_decimals(pair: Pair) -> Iterator[re.Match[str]]:
    """Decimals without a unit that the source has too, where they are no versions and no sections."""
    if not pair.source.vocabulary.isdisjoint(_VERSIONS) or _TECHNICAL.search(pair.source.text):
        return
    there = {match[0] for match in _DECIMAL.finditer(pair.source.prose)}
    text = pair.target.prose
    for match in _DECIMAL.finditer(text) if there else ():
        if match[0] in there and not _SECTION.search(text[max(match.start() - 12, 0) : match.start()]):
            yield match


def _copied(pair: Pair, groups: re.Pattern[str]) -> bool:
    """Whether both sides have numbers that are written like that."""
    return groups.search(pair.source.prose) is not None and groups.search(pair.target.prose) is not None


def _separators(found: Iterable[re.Match[str]], right: str, message: str) -> Iterator[Flaw]:
    for match in found:
        place = match.start(match.lastindex or 0)
        at = place - match.start()
        number = match[0][:at] + right + match[0][at + 1 :]
        span = Span(*match.span())
        yield Flaw(message.format(number=number), (), (span,), (Edit(Span(place, place + 1), right),))


def _groups(text: str, wrong: re.Pattern[str], right: str) -> Iterator[Flaw]:
    for match in wrong.finditer(text):
        number = re.sub(r"\D", right, match[0])
        span = Span(*match.span())
        message = _("write the thousands as in this language: {number}").format(number=number)
        yield Flaw(message, (), (span,), (Edit(span, number),))
