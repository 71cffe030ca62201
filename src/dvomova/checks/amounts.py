"""Content: are the numbers of the source in the translation, as they are written there?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from dvomova.checks.base import BOTH, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.measures import is_converted
from dvomova.checks.ranks import ranked, ranks_differ
from dvomova.checks.sides import DIGITS, Pair, Side
from dvomova.model import Severity
from dvomova.text import numbers
from dvomova.text.messages import gettext as _
from dvomova.text.numbers import Number

N_ = str

_RUN = re.compile(r"\d+")
_WRITTEN = re.compile(r"\d+(?:\.\d+)*")
_CENTURY = range(1000, 2100)


def _digit_numbers(side: Side) -> list[Number]:
    """The numbers in digits that are not of a date or a time of day."""
    found = side.numbers
    taken = [*(one.span for one in side.dates), *(one.span for one in side.times)]
    if not taken:
        return found
    return [one for one in found if not any(span.start <= one.span.start < span.end for span in taken)]


def _differ(pair: Pair) -> tuple[list[Number], list[Number]]:
    """The numbers in digits that only the source has, and those that only the translation has."""
    return _unmatched(_digit_numbers(pair.source), _digit_numbers(pair.target))


def _unmatched(source: list[Number], target: list[Number]) -> tuple[list[Number], list[Number]]:
    rest = list(target)
    lost = []
    for one in source:
        same = next((other for other in rest if _same(one, other)), None)
        if same is None:
            lost.append(one)
        else:
            rest.remove(same)
    return lost, rest


def _same(one: Number, other: Number) -> bool:
    return bool({one.value, one.also} & ({other.value, other.also} - {None}))


def _quick(pair: Pair) -> bool:
    """Whether both sides have the same runs of digits, and none of them can mean anything else."""
    one, two = (_written(side.prose) for side in pair.sides)
    return one == two and not _named_magnitude(pair.source) and not _named_magnitude(pair.target)


def _written(prose: str) -> list[str]:
    return sorted(_WRITTEN.findall(prose.replace(",", ".")))


def _named_magnitude(side: Side) -> bool:
    return not side.vocabulary.isdisjoint(numbers.magnitude_words(side.language))


def _unexplained(pair: Pair) -> tuple[list[Number], list[Number]]:
    """``_differ`` without what the other side says in words, in other measures, or in parts."""
    lost, added = _differ(pair)
    if not lost and not added:
        return [], []
    if _adds_up(lost, added) or is_converted(pair, lost, added):
        return [], []
    lost = [one for one in lost if not _is_said(one, pair.target)]
    added = [one for one in added if not _is_said(one, pair.source)]
    if lost and added:
        return lost, added
    return (
        [one for one in lost if not _is_glued(one, pair.source)],
        [one for one in added if not _is_glued(one, pair.target)],
    )


def _adds_up(lost: list[Number], added: list[Number]) -> bool:
    """Whether numbers in parts are the same: ``1 млн 250 тис.``, a telephone number in groups."""
    if not lost or not added:
        return False
    if sum(one.value for one in lost) == sum(one.value for one in added) and len(lost) != len(added):
        return True
    digits = ["".join(_digits(one.value) for one in side) for side in (lost, added)]
    return digits[0] == digits[1] and (len(digits[0]) > 5 or any(one.many for one in (*lost, *added)))


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def _is_said(one: Number, side: Side) -> bool:
    """Whether ``side`` says a number otherwise than in these digits."""
    value = one.value
    if any(_same(one, other) for other in numbers.in_digits(side.text, side.language)):
        return True  # in code, in a date, or said twice
    whole = int(value) if value == value.to_integral_value() else -1
    if numbers.may_say(whole, side.vocabulary, side.language):
        return True
    said = numbers.in_words(side.prose, side.language)
    if any(other.value == value for other in said):
        return True
    bare = one.value.scaleb(-one.magnitude)
    if bare != bare.to_integral_value():
        return _is_half(one, side)
    if whole in _CENTURY and whole % 10 == 0 and any(other.value == (whole % 100 or whole) for other in said):
        return True  # the 1990s, дев’яності
    return _is_short_year(whole, side) or _is_roman(whole, side)


def _is_half(one: Number, side: Side) -> bool:
    """``1.5 million`` is «півтора мільйона»; ``2.5 years`` «два з половиною роки»."""
    whole, _point, rest = _bare(one).partition(".")
    begins = _QUARTERS if rest in {"25", "75"} else _HALVES.get(whole, _AND_HALF) if rest == "5" else ()
    return any(
        word.startswith(begins) and not word.startswith(_NO_HALF[whole == "1"]) for word in side.vocabulary
    )


_QUARTERS = ("чверт", "quarter")
_HALVES = {"0": ("пів", "полов", "half"), "1": ("півтор", "полов", "half")}
_AND_HALF = ("полов", "half")
_NO_HALF = (("півтор", "північ", "півден"), ("північ", "півден"))
"""Not half of anything: a half more than one, north and south."""


def _is_short_year(whole: int, side: Side) -> bool:
    """Whether a year or decade is written with two digits on one side: ``1990s`` and «90-ті», ``2024/25``."""
    runs = _RUN.findall(side.prose)
    if whole in _CENTURY:
        return any(len(run) == 2 and int(run) == whole % 100 for run in runs)
    return 9 < whole < 100 and any(int(run) in _CENTURY and int(run) % 100 == whole for run in runs)


def _is_roman(whole: int, side: Side) -> bool:
    return any(
        one.form == "roman" and one.value == whole for one in numbers.numbers(side.prose, side.language)
    )


def _is_glued(one: Number, own: Side) -> bool:
    """Whether a number is part of a name, which may be in words on the other side: ``COVID-19``, ``G7``."""
    before = own.prose[: one.span.start][-2:]
    return before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha())


def _with_numbers(batch: Batch) -> Numbers:
    """Where digits or magnitudes may be others, or without digits both sides have words that count."""
    source, target = batch.source, batch.target
    one, two = (column.saying(numbers.counting_words(column.language)) for column in (source, target))
    named, digits = batch.saying(numbers.magnitude_words), batch.marked(DIGITS)
    unlike = {
        number for number in digits if _written(source.proses[number]) != _written(target.proses[number])
    }
    return (digits & named) | unlike | ((one & two) - digits) | ranked(batch)


@check(
    "numbers",
    "content",
    Severity.ERROR,
    title=N_("A number of the source is another one in the translation, or missing"),
    why=N_("Readers act on numbers. Numbers are compared by value: 1,250,000 is 1 250 000 and 1,25 млн."),
    rule="CLDR; ДСТУ 3582",
    languages=BOTH,
    hint=_with_numbers,
)
def numbers_differ(pair: Pair) -> Iterator[Flaw]:
    """Compare the numbers of both sides by value."""
    lost, added = list[Number](), list[Number]()
    has_digits = pair.source.has_digits or pair.target.has_digits
    is_quick = has_digits and _quick(pair)
    if has_digits and not is_quick:
        lost, added = _unexplained(pair)
        for one, other in _off_by_thousands(lost, added):  # which `magnitude` tells
            lost.remove(one)
            added.remove(other)
    if not lost and not added and not is_quick:
        lost, added = _words_differ(pair)
    if not lost and not added:
        lost, added = ranks_differ(pair, _is_said)
    if lost or added:
        yield _flaw(pair, lost, added)


def _flaw(pair: Pair, lost: list[Number], added: list[Number]) -> Flaw:
    one, two = _texts(pair.source, lost), _texts(pair.target, added)
    if lost and added:
        message = _("{source} in the source, {target} in the translation").format(source=one, target=two)
    elif lost:
        message = _("{source} of the source is missing").format(source=one)
    else:
        message = _("{target} is not in the source").format(target=two)
    severity = None if lost and added else Severity.WARNING
    return Flaw(message, tuple(n.span for n in lost), tuple(n.span for n in added), severity=severity)


def _texts(side: Side, found: Iterable[Number]) -> str:
    return ", ".join(side.text[slice(*one.span)] for one in found)


def _words_differ(pair: Pair) -> tuple[list[Number], list[Number]]:
    """Numbers in words, ``three``, that the other side says as another number: «четверо»."""
    if any(side.vocabulary.isdisjoint(numbers.counting_words(side.language)) for side in pair.sides):
        return [], []
    lost, added = _said(pair.source, pair.target), _said(pair.target, pair.source)
    return (lost, added) if lost and added else ([], [])


def _said(side: Side, other: Side) -> list[Number]:
    """The cardinals of ``side`` that the other one does not say in any way."""
    found = [
        one for one in numbers.in_words(side.prose, side.language) if one.form == "words" and one.value > 1
    ]
    rest = other.numbers if found else []
    return [
        one for one in found if not _is_said(one, other) and not any(_same(one, number) for number in rest)
    ]


_THOUSANDS = frozenset(Decimal(10) ** power for power in (-9, -6, -3, 3, 6, 9))


def _bare(number: Number) -> str:
    return str(number.value.scaleb(-number.magnitude).normalize())


def _off_by_thousands(lost: list[Number], added: list[Number]) -> list[tuple[Number, Number]]:
    """What differs by a thousand, a million, a billion times, where a word names that."""
    pairs, rest = [], list(added)
    for one in lost:
        for other in rest:
            named = one.magnitude or other.magnitude
            if named and other.value and one.value / other.value in _THOUSANDS:
                pairs.append((one, other))
                rest.remove(other)
                break
    return pairs


_GLUED = re.compile(r"\d(?:k|M|bn|tn|mln|bln)")


def _with_magnitudes(batch: Batch) -> Numbers:
    glued = batch.source.counting(_GLUED) | batch.target.counting(_GLUED)
    return glued | batch.marked("$€£₴¥") | batch.saying(numbers.magnitude_words)


@check(
    "magnitude",
    "content",
    Severity.ERROR,
    title=N_("Thousand, million or billion is another one in the translation"),
    why=N_("A billion is «мільярд», млрд; a trillion «трильйон». A wrong one is a thousand times off."),
    rule="CLDR",
    languages=BOTH,
    hint=_with_magnitudes,
)
def magnitude(pair: Pair) -> Iterator[Flaw]:
    """Compare the words for thousand, million, billion."""
    lost, added = _all_differ(pair)
    for one, other in [] if _adds_up(lost, added) else _off_by_thousands(lost, added):
        texts = _texts(pair.source, [one]), _texts(pair.target, [other])
        message = _("{source} in the source, {target} in the translation")
        yield Flaw(message.format(source=texts[0], target=texts[1]), (one.span,), (other.span,))
    yield from _bare_magnitudes(pair)


def _all_differ(pair: Pair) -> tuple[list[Number], list[Number]]:
    """The numbers that only one side has, those in words with a magnitude too."""
    found = [
        [
            *_digit_numbers(side),
            *(one for one in numbers.in_words(side.prose, side.language) if one.magnitude),
        ]
        for side in pair.sides
    ]
    return _unmatched(found[0], found[1])


def _bare_magnitudes(pair: Pair) -> Iterator[Flaw]:
    found = [numbers.bare_magnitudes(side.prose, side.language) for side in pair.sides]
    powers = [{power for _span, power in one} for one in found]
    if not all(found) or powers[0] & powers[1]:
        return
    spans = [tuple(span for span, _power in one) for one in found]
    texts = [side.text[slice(*one[0])] for side, one in zip(pair.sides, spans, strict=True)]
    message = _("{source} in the source, {target} in the translation").format(
        source=texts[0], target=texts[1]
    )
    yield Flaw(message, spans[0], spans[1])
