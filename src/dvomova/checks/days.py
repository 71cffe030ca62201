"""Content: dates and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dvomova.checks.base import BOTH, Flaw, check
from dvomova.checks.batch import Batch, Column, Numbers
from dvomova.checks.sides import DIGITS, TIME_HINT, Pair, Side
from dvomova.model import Severity
from dvomova.text.clock import SAYING
from dvomova.text.dates import Date, Time, calendar_words
from dvomova.text.messages import gettext as _

N_ = str

_SHORT_DATE = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{2})(?![\d]|\.\d)")
_NOON = re.compile(r"\b(?:noon|midnight|опівдні|опівночі|північ|полудень|полудня)\b", re.IGNORECASE)


def _dated(batch: Batch) -> Numbers:
    return set().union(*map(_with_dates, (batch.source, batch.target)))


def _with_dates(column: Column) -> Numbers:
    """Which texts of a column ``_may_have_dates``."""
    names, digits, found = (
        calendar_words(column.language),
        column.marked(DIGITS),
        set(column.counting(_IN_DIGITS)),
    )
    for number in column.saying(names) - found:
        words = names & column.sides[number].vocabulary
        if number in digits or _as_names(words, column.proses[number], column.language):
            found.add(number)
    return found


def _as_names(words: Iterable[str], prose: str, language: str) -> bool:
    """Whether words that may be months and days are written as such."""
    return language == "uk" or any(word.capitalize() in prose for word in words)


@check(
    "date",
    "content",
    Severity.ERROR,
    title=N_("A date is another one in the translation, or contradicts itself"),
    why=N_("4 March is «4 березня», not «4 травня»; a day of the week has to be that of its date."),
    rule="CLDR",
    languages=BOTH,
    hint=_dated,
)
def date(pair: Pair) -> Iterator[Flaw]:
    """Compare the dates of both sides field by field."""
    if not any(_may_have_dates(side) for side in pair.sides):
        return
    lost, added = _differ([*_parts(pair.source.dates)], [*_parts(pair.target.dates)])
    lost = [one for one in lost if not _is_short(one, pair.target)]
    mismatched = [(one, other) for one in lost for other in added if _comparable(one, other)]
    if mismatched:
        one, other = mismatched[0]
        texts = pair.source.text[slice(*one.span)], pair.target.text[slice(*other.span)]
        message = _("{source} in the source, {target} in the translation")
        yield Flaw(message.format(source=texts[0], target=texts[1]), (one.span,), (other.span,))
    else:
        yield from _contradictions(pair)


def _parts(found: Sequence[Date]) -> Iterator[Date]:
    """The days of the week apart from the dates they stand before: the other side may have them apart."""
    for one in found:
        if one.weekday is not None and one.month is not None:
            yield one._replace(year=None, month=None, day=None)
            yield one._replace(weekday=None)
        else:
            yield one


_IN_DIGITS = re.compile(r"\d[./-]\d")


def _may_have_dates(side: Side) -> bool:
    found = side.vocabulary & calendar_words(side.language)
    if found and (side.has_digits or _as_names(found, side.prose, side.language)):
        return True
    return side.has_digits and _IN_DIGITS.search(side.prose) is not None


def _differ(source: Sequence[Date], target: Sequence[Date]) -> tuple[list[Date], list[Date]]:
    rest = list(target)
    lost = []
    for one in source:
        same = next((other for other in rest if one.agrees(other)), None)
        if same is None:
            lost.append(one)
        else:
            rest.remove(same)
    # A date that is said twice on one side and once on the other is no other date.
    return (
        [one for one in lost if not any(one.agrees(other) for other in target)],
        [other for other in rest if not any(one.agrees(other) for one in source)],
    )


def _comparable(one: Date, other: Date) -> bool:
    """Whether two dates say the same kind of thing, so that one may stand for the other."""
    both_month = one.month is not None and other.month is not None
    both_weekday = one.weekday is not None and other.weekday is not None
    return both_month or both_weekday


def _is_short(one: Date, target: Side) -> bool:
    """Whether the target has it as ``04.03``."""
    wanted = (one.day, one.month)
    return any((int(m[1]), int(m[2])) == wanted for m in _SHORT_DATE.finditer(target.prose))


def _contradictions(pair: Pair) -> Iterator[Flaw]:
    for one in pair.target.dates:
        if one.contradicts_itself:
            text = pair.target.text[slice(*one.span)]
            yield Flaw(_("there is no such day: {date}").format(date=text), (), (one.span,))
            return
    for one in pair.source.dates:
        if one.contradicts_itself:
            text = pair.source.text[slice(*one.span)]
            message = _("there is no such day in the source: {date}").format(date=text)
            yield Flaw(message, (one.span,), severity=Severity.WARNING)
            return


def _timed(batch: Batch) -> Numbers:
    one, two = (
        column.counting(TIME_HINT) | column.saying(SAYING.get(column.language, frozenset()))
        for column in (batch.source, batch.target)
    )
    return one & two


@check(
    "time",
    "content",
    Severity.ERROR,
    title=N_("A time of day is another one in the translation"),
    why=N_("3:45 p.m. is 15:45. A curfew, a train, an attack at another hour is another story."),
    rule="CLDR",
    languages=BOTH,
    hint=_timed,
)
def time(pair: Pair) -> Iterator[Flaw]:
    """Compare the times of both sides."""
    source = pair.source.times
    target = pair.target.times if source else []
    if not target:
        return
    lost = [one for one in source if not any(one.agrees(other) for other in target)]
    added = [other for other in target if not any(one.agrees(other) for one in source)]
    if lost and added and not _in_words(pair):
        one, other = _nearest(lost, added)
        texts = pair.source.text[slice(*one.span)], pair.target.text[slice(*other.span)]
        message = _("{source} in the source, {target} in the translation")
        yield Flaw(message.format(source=texts[0], target=texts[1]), (one.span,), (other.span,))


def _nearest(lost: Sequence[Time], added: Sequence[Time]) -> tuple[Time, Time]:
    return min(
        ((one, other) for one in lost for other in added), key=lambda two: abs(two[0].hour - two[1].hour)
    )


def _in_words(pair: Pair) -> bool:
    return any(_NOON.search(side.prose) for side in pair.sides)
