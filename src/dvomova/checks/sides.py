"""A text and its translation, as checks look at them: each view of a side is made once, when asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from dvomova.checks.style import Style
from dvomova.model import Span, Unit
from dvomova.text.clock import SAYING, said_times
from dvomova.text.dates import Date, Time, dates, times
from dvomova.text.numbers import Number, in_digits

CODE_PAGE = "cp1251"
"""Has one byte for nearly every character that Ukrainian and English write; the others become ``?``."""
SEPARATOR = "\0"
"""What stands between texts that are looked at together."""
HIDDEN = "\ufffc"
"""What stands in ``Side.prose`` for each character of code: U+FFFC, the object replacement character."""

SIGNS_OF_CODE = frozenset("`<{@&]\\%/[$")
"""A text without these is all prose."""
_SIGN_OF_CODE = re.compile(r"[`<{@&\]\\%/\[$]")
_CODE = re.compile(
    # As `text.markup.opaque` finds it, and placeholders; by the sign that each begins with, which is quick.
    r"[`:<&{$%\]\[\\](?:(?<=`)(?:`[^`]+``|(?<![\u0400-\u04ff]`)[^`]+`)|(?<=:)[a-z][a-z:+-]*:(?=`)(?:``[^`]+``|`[^`]+`)?"
    r"|(?<=<)/?[A-Za-z\d][^<>]*>|(?<=&)(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
    r"|(?<=\{)(?:\{[^{}]*\}\}|%.*?%\}|[\w.!:\[\]]*\})|(?<=[$%])\{[^{}\s]*\}"
    r"|(?<=%)(?:\([^()\s]+\)[-#+0]*\d*(?:\.\d+)?[a-zA-Z]"
    r"|(?:\d+\$)?[-#+0]*\d*(?:\.\d+)?(?:hh?|ll?|[zjtL])?[diouxXeEfFgGcrsa](?![^\W\d_]))"
    r"|(?<=\])(?:\((?:[^\s()]*(?:\([^\s()]*\))?)*(?:\s+\"[^\"]*\")?|\[[^\[\]]*\])|(?<=\[)\^[^\[\]\s]+\]"
    r"|(?<=\\).)",
    re.DOTALL,
)
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"«»“”`\ufffc]*[^\s<>\"«»“”`\ufffc.,;:!?'’)\]}*_]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_IN_WORDS = frozenset(
    "0123456789_ ’abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯыэъёЫЭЪЁ"
)
_BLANKED = "".join(
    "’" if sign in "'’" else sign.lower() if sign in _IN_WORDS or sign == SEPARATOR else " "
    for sign in bytes(range(256)).decode(CODE_PAGE, "replace")
).encode(CODE_PAGE)
COMMON = _IN_WORDS - frozenset("0123456789_ыэъёЫЭЪЁ") | frozenset(".,'ʼ")
"""What is in every text, so tells nothing of it."""
CAPITALISED = re.compile(r"[A-ZА-ЯІЇЄҐ][^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_DIGIT = re.compile(r"[0-9]")
TIME_HINT = re.compile(
    r"\d(?:[:.]\d\d|[\s\u00a0]?[apAP]\.?\s?[mM]|[\u0020\u00a0](?:годин|ранку|дня|вечора|ночі)|-[йї])"
)
URL_SIGNS = ("://", "](", "www.", "href=")
_URL = re.compile(
    r"(?:https?://|ftp://|www\.)[^\s<>\"«»“”„`{}|\\^]*[^\s<>\"«»“”„`{}|\\^.,;:!?'’)\]*_]"
    r"|(?<=\]\()(?!\s)[^\s()<>]+|(?<=href=\")[^\"]*|(?<=href=')[^']*"
)


T = TypeVar("T")


class view(Generic[T]):  # noqa: N801  # used as `property` is
    """An attribute that is worked out when it is first asked for.

    What ``functools.cached_property`` is from Python 3.12 on; before, it takes a lock each time.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self.make, self.name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, side: Any, _owner: type) -> T:
        value = self.make(side)
        setattr(side, self.name, value)
        return value


class Side:
    """One of the two texts."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        """``uk``, ``en`` or another code, of which only what holds for all languages is checked."""

    def has(self, signs: Iterable[str]) -> bool:
        """Whether one of a few characters is in the text."""
        return any(sign in self.text for sign in signs)

    @view
    def chars(self) -> frozenset[str]:
        """Every character of the text, once."""
        return frozenset(self.text)

    @view
    def prose(self) -> str:
        """The text with U+FFFC for every character of code, addresses and placeholders: offsets stay."""
        text = self.text
        if _SIGN_OF_CODE.search(text) is None:
            return text
        text = _CODE.sub(_hidden, text)
        if "://" in text or "www." in text:
            text = _ADDRESS.sub(_hidden, text)
        return _EMAIL.sub(_hidden, text) if "@" in text else text

    @view
    def words(self) -> list[str]:
        """The words and runs of digits of the prose in small letters, in order, with the apostrophe ’."""
        return spaced(self.prose).replace(SEPARATOR, " ").split()

    @view
    def vocabulary(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.words)

    @view
    def spelled(self) -> list[tuple[Span, str]]:
        """The words of the prose as they are written, with their places."""
        return [(Span(*match.span()), match[0]) for match in _WORD.finditer(self.prose)]

    @view
    def capitalised(self) -> list[tuple[Span, str]]:
        """The words of the prose that begin with a capital, with their places."""
        return [(Span(*match.span()), match[0]) for match in CAPITALISED.finditer(self.prose)]

    @view
    def dates(self) -> list[Date]:
        """The dates of the prose."""
        return dates(self.prose, self.language)

    @view
    def times(self) -> list[Time]:
        """The times of day of the prose, those in words too."""
        said = said_times(self.prose, self.language) if self.says_time else []
        if not self.has_digits or not TIME_HINT.search(self.prose):
            return said
        return said + times(self.prose, self.language)

    @property
    def says_time(self) -> bool:
        """Whether a word is there without which no time of day is said in words."""
        return not self.vocabulary.isdisjoint(SAYING.get(self.language, ()))

    @view
    def numbers(self) -> list[Number]:
        """The numbers of the prose that are written in digits."""
        return in_digits(self.prose, self.language) if self.has_digits else []

    @view
    def has_digits(self) -> bool:
        """Whether a digit 0–9 is in the text."""
        return _DIGIT.search(self.text) is not None

    @view
    def urls(self) -> list[tuple[Span, str]]:
        """The addresses of the text, with their places."""
        text = self.text
        if not any(sign in text for sign in URL_SIGNS):
            return []
        return [(Span(*match.span()), match[0]) for match in _URL.finditer(text)]


DIGITS = frozenset("0123456789")


def spaced(text: str) -> str:
    """A text in small letters, each character that is in no word a space, apostrophes ’; offsets stay.

    U+0000 stays too.
    """
    return blanked(text.replace("ʼ", "’").encode(CODE_PAGE, "replace")).decode(CODE_PAGE)


def blanked(text: bytes) -> bytes:
    """``spaced`` in ``CODE_PAGE``: of bytes a table makes others at once."""
    return text.translate(_BLANKED)


def _hidden(match: re.Match[str]) -> str:
    return HIDDEN * (match.end() - match.start())


class Pair:
    """A text and its translation."""

    def __init__(self, source: Side, target: Side, style: Style, unit: Unit | None = None) -> None:
        self.source = source
        self.target = target
        self.style = style
        self.unit = unit
        """The catalog entry that they are from; None for two texts alone."""

    @view
    def chars(self) -> frozenset[str]:
        """Every character of either."""
        return self.source.chars | self.target.chars

    def has(self, signs: Iterable[str]) -> bool:
        """Whether one of a few characters is in either."""
        return self.source.has(signs) or self.target.has(signs)

    @property
    def sides(self) -> tuple[Side, Side]:
        """Source and target."""
        return self.source, self.target

    def side(self, language: str) -> Side | None:
        """The side in a language; the target if both are, None if neither is."""
        return next((side for side in (self.target, self.source) if side.language == language), None)
