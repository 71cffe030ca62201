"""The numbers of a text in either language, normalised: digits, words, magnitudes, ordinals, Roman ones.

``1,250,000`` in English, ``1 250 000`` and ``1,25 млн`` in Ukrainian have one value (separators by CLDR
and, for Ukrainian, by ДСТУ 3582 and the orthography of 2019). Words that say numbers are data/numerals.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dvomova.model import Span


class Number(NamedTuple):
    """A number that a text says."""

    span: Span
    """Where it stands, with the word of its magnitude; without a per-cent sign or a unit."""
    value: Decimal
    """What it comes to, the magnitude included."""
    form: str
    """``digits``, ``words`` (a cardinal), ``ordinal`` (in words) or ``roman``."""
    magnitude: int = 0
    """The power of ten that a word or letter names: 3, 6, 9 or 12; 0 where none does."""
    also: Decimal | None = None
    """What it comes to for who reads it as the other language writes; None where there is no doubt."""
    many: bool = False
    """Digits that are no quantity: a telephone number, a version, a number of several points."""


_DIGITS = re.compile(
    r"""(?P<phone>\+\d(?:[\s\u00a0().-]{0,2}\d){7,14}(?!\d))
    | (?P<points>\d+(?:\.\d+){2,})
    | (?P<commas>\d{1,3}(?:,\d{3})+(?![\d,]))(?P<fraction>\.\d+)?
    | (?P<blanks>\d{1,3}(?:[\u0020\u00a0\u202f\u2009\u2007'’]\d{3})+(?!\d))(?P<decimals>[.,]\d+(?![\d.,]*\d))?
    | (?P<whole>\d+)(?P<rest>[.,]\d+(?![.,]\d))?
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ROMAN = re.compile(
    r"(?<![\w'’.-])(?=[IVXLC]{2,}|[VX](?!\w))C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w'’])"
)
_ROMAN_SIGNS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_AFTER = re.compile(r"[\u0020\u00a0\u202f\u2009-]?([^\W\d_]+)(?![\w'’])")
_GLUED = re.compile(r"(?:k|M|bn|tn|mln|bln)(?![\w'’])")
_GLUED_TO_MONEY = re.compile(r"[kKmMbB](?![\w'’])")
"""Of ``$5m``; without the sign it is metres, bytes or the resolution of a film."""
_LETTERS = frozenset("k m b".split())
"""Magnitudes of one letter: only glued to their number, ``$5m``; apart, they are metres and bytes."""
_ENDINGS = frozenset("ий ого ому им ім а ої ій у ою е і их ими я ьої ю ьою є ього ьому іх іми о".split())
_MONEY = frozenset("$€£₴¥")
_HALF = re.compile(r"\b(?:half an? |пів ?)(million|billion|мільйон|мільярд|тисяч[іу]|сотні|hundred|thousand)")
_POWERS = {"million": 6, "billion": 9, "мільйон": 6, "мільярд": 9, "сотні": 2, "hundred": 2}
_THOUSAND = 3


@cache
def _table(language: str) -> dict[str, dict[str, str]]:
    text = files("dvomova.text").joinpath("data", "numerals.toml").read_text("utf-8")
    table: dict[str, dict[str, str]] = tomllib.loads(text).get(language, {})
    return table


def _by_word(language: str, kind: str) -> dict[str, int]:
    groups = _table(language).get(kind, {})
    return {word: int(value) for value, words in groups.items() for word in words.split()}


@cache
def cardinals(language: str) -> dict[str, int]:
    """The words that say a number below a thousand, in small letters, with the apostrophe ’."""
    return _by_word(language, "cardinals")


@cache
def magnitudes(language: str) -> dict[str, int]:
    """The words and letters for a thousand and more, in small letters, with their power of ten."""
    return _by_word(language, "magnitudes")


@cache
def magnitude_words(language: str) -> frozenset[str]:
    """The words for a thousand and more, in small letters; without single letters."""
    return frozenset(magnitudes(language)) - _LETTERS


@cache
def counting_words(language: str) -> frozenset[str]:
    """The words that say a number from two to a thousand, in small letters, with the apostrophe ’."""
    return frozenset(word for word, value in cardinals(language).items() if value > 1)


@cache
def _ordinals(language: str) -> dict[str, int]:
    return _by_word(language, "ordinals")


@cache
def _saying(language: str, value: int) -> tuple[frozenset[str], tuple[str, ...]]:
    listed = _table(language).get("stems", {}).get(str(value), "").split()
    exact = frozenset(word[:-1] for word in listed if word.endswith("="))
    return exact, tuple(word for word in listed if not word.endswith("="))


def may_say(value: int, words: frozenset[str], language: str) -> bool:
    """Whether one of ``words``, in small letters with the apostrophe ’, can say a number: триденний, 3."""
    exact, begins = _saying(language, value)
    known = cardinals(language)
    return not exact.isdisjoint(words) or (
        bool(begins) and any(word.startswith(begins) and known.get(word, value) == value for word in words)
    )


def ordinal(word: str, language: str) -> int | None:
    """The number that an ordinal (``third``, ``третього``), in small letters, says; None for other words."""
    known = _ordinals(language)
    if language == "en":
        return known.get(word)
    stems = (word[:-size] for size in range(1, 5) if word[-size:] in _ENDINGS)
    return next((known[stem] for stem in stems if stem in known), None)


def numbers(text: str, language: str) -> list[Number]:
    """All numbers of ``text``, in order.

    Args:
        text: prose or markup; nothing in it is left out.
        language: ``uk`` or ``en``; of others only digits are known.

    Returns:
        None overlap. ``one`` / ``один`` alone is no number, nor is a bare ``thousands``: see
        ``bare_magnitudes``.
    """
    found = [*in_digits(text, language), *in_words(text, language), *_romans(text)]
    return sorted(found)


def in_digits(text: str, language: str) -> list[Number]:
    """The numbers written in digits, with the word for a magnitude that follows them."""
    return [_number(match, text, language) for match in _DIGITS.finditer(text)]


def _number(match: re.Match[str], text: str, language: str) -> Number:
    span = Span(*match.span())
    if match["phone"] or match["points"]:
        digits = "".join(sign for sign in match[0] if sign.isdigit() or sign == ".")
        return Number(span, Decimal(digits.replace(".", "") or 0), "digits", many=True)
    value, also = _value(match, language)
    is_money = text[span.start - 1 : span.start] in _MONEY or text[span.start - 2 : span.start - 1] in _MONEY
    power, end = _magnitude(text, span.end, language, is_money=is_money)
    if power:
        value, also = value.scaleb(power), also and also.scaleb(power)
    return Number(Span(span.start, end), value, "digits", power, also)


def _value(match: re.Match[str], language: str) -> tuple[Decimal, Decimal | None]:
    if commas := match["commas"]:
        thousands = Decimal(commas.replace(",", "") + (match["fraction"] or ""))
        if language == "en" or match["fraction"] or commas.count(",") > 1:
            return thousands, None
        return Decimal(commas.replace(",", ".")), thousands
    if blanks := match["blanks"]:
        whole = "".join(sign for sign in blanks if sign.isdigit())
        return Decimal(whole + (match["decimals"] or "").replace(",", ".")), None
    whole, rest = match["whole"], match["rest"] or ""
    value = Decimal(whole + rest.replace(",", "."))
    is_group = len(rest) == 4 and len(whole) < 4
    return value, Decimal(whole + rest[1:]) if is_group else None


def _magnitude(text: str, end: int, language: str, *, is_money: bool) -> tuple[int, int]:
    """The power of ten that is named behind a number, and where its name ends; 0 for none."""
    if glued := _GLUED.match(text, end) or (is_money and _GLUED_TO_MONEY.match(text, end)):
        return magnitudes("en")[glued[0].lower()], glued.end()
    after = _AFTER.match(text, end)
    if after is None:
        return 0, end
    word = after[1].lower()
    power = 0 if word in _LETTERS else magnitudes(language).get(word, 0)
    if not power:
        return 0, end
    dotted = language == "uk" and word == "тис" and text[after.end() : after.end() + 1] == "."
    return power, after.end() + dotted


@cache
def _sayings(language: str) -> Callable[[str], bool]:
    """Whether a word can say a number, or begin to."""
    known = cardinals(language)
    return lru_cache(maxsize=1 << 14)(lambda word: word in known or ordinal(word, language) is not None)


def in_words(text: str, language: str) -> list[Number]:
    """The numbers written in words: ``twenty-one``, ``сто двадцять``, ``half a million``, ``third``."""
    known, powers = cardinals(language), magnitudes(language)
    if not known:
        return []
    lowered = text.lower().replace("'", "’").replace("ʼ", "’").replace("`", "’")
    may_say_any = _sayings(language)
    if not any(map(may_say_any, _WORD.findall(lowered))):
        return list(_halves(lowered))
    found: list[Number] = []
    run: list[tuple[Span, str]] = []
    for match in _WORD.finditer(lowered):
        word = match[0]
        if not run and not may_say_any(word):
            continue
        joins = bool(run) and _joined(lowered[run[-1][0].end : match.start()])
        if word in known or (word in powers and run and joins and word not in _LETTERS):
            if run and not joins:
                found += _of_run(run, language)
                run = []
            run.append((Span(*match.span()), word))
            continue
        if run and joins and word == "and" and language == "en":
            continue
        value = ordinal(word, language)
        if value is not None and run and joins and _value_of([run[-1][1]], language) >= 20 > value:
            total = _value_of([word for _span, word in run], language) + value
            found.append(Number(Span(run[0][0].start, match.end()), Decimal(total), "ordinal"))
            run = []
            continue
        found += _of_run(run, language)
        run = []
        if value is not None:
            found.append(Number(Span(*match.span()), Decimal(value), "ordinal"))
    return found + _of_run(run, language) + list(_halves(lowered))


def _joined(between: str) -> bool:
    return between.strip() in {"", "-", "and"} and len(between) < 6


def _of_run(run: Sequence[tuple[Span, str]], language: str) -> list[Number]:
    """The number that words one after another say; ``one`` / ``один`` alone says none."""
    if not run or run[0][1] in magnitudes(language) or [word for _span, word in run] in _ALONE[language]:
        return []
    total = _value_of([word for _span, word in run], language)
    power = next(
        (magnitudes(language)[word] for _span, word in reversed(run) if word in magnitudes(language)), 0
    )
    return [Number(Span(run[0][0].start, run[-1][0].end), Decimal(total), "words", power)]


_ALONE = {
    "en": [["one"]],
    "uk": [[word] for word in "один одна одне одного одної одну одному одній одним однією ста сім’я".split()],
}


def _value_of(words: Sequence[str], language: str) -> int:
    known, powers = cardinals(language), magnitudes(language)
    total = part = 0
    for word in words:
        if word in powers:
            total, part = total + max(part, 1) * 10 ** powers[word], 0
        elif word == "hundred":
            part = max(part, 1) * 100
        else:
            part += known[word]
    return total + part


def _halves(lowered: str) -> Iterator[Number]:
    for match in _HALF.finditer(lowered):
        word = _WORD.match(lowered, match.start(1))
        power = _POWERS.get(match[1], _THOUSAND)
        end = word.end() if word else match.end()
        named = power if power > 2 else 0
        yield Number(Span(match.start(), end), Decimal(5).scaleb(power - 1), "words", named)


def _romans(text: str) -> list[Number]:
    return [
        Number(Span(*match.span()), Decimal(roman(match[0])), "roman")
        for match in _ROMAN.finditer(text)
        if match[0]
    ]


def roman(text: str) -> int:
    """The value of a Roman number below 400, in capitals."""
    values = [_ROMAN_SIGNS[sign] for sign in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def bare_magnitudes(text: str, language: str) -> list[tuple[Span, int]]:
    """Where a text says ``millions``, ``тисячі`` without a number before it: the span, the power of ten."""
    powers = magnitudes(language)
    spans = [
        (Span(*match.span()), powers[match[0].lower()])
        for match in _WORD.finditer(text)
        if len(match[0]) > 3 and match[0].lower() in powers
    ]
    counted = [number.span for number in numbers(text, language) if number.magnitude] if spans else []
    return [
        (span, power)
        for span, power in spans
        if not any(one.start <= span.start < one.end for one in counted)
    ]
