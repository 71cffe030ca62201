"""Language and form: letters of two alphabets in one word, invisible ones, ones that turn the text round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvomova.checks.base import Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzïÏ")
_LOOKS_CYRILLIC = dict(zip("aceiopxyABCEHIKMOPTXïÏ", "асеіорхуАВСЕНІКМОРТХїЇ", strict=True))
"""Latin letters with the Cyrillic ones that look like them."""
_LOOKS_LATIN = {cyrillic: latin for latin, cyrillic in _LOOKS_CYRILLIC.items()}
_MIXED = re.compile(r"(?<!\w)(?=\w*[A-Za-zïÏ])(?=\w*[\u0400-\u04ff])[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[A-Za-zïÏ]")
_ROMAN = re.compile(r"[IVXLCІХСМVМ]+")
_ACRONYM_AND_ENDING = re.compile(
    r"[A-Z]{2,}s?[а-яіїєґ]+|[A-Za-z]+['’][а-яіїєґ]+|[а-яіїєґ]*[A-Z][а-яіїєґ]{0,0}"
)
_LONE_I = re.compile(r"(?<=[^\W\d_] )([iI])(?= [а-яіїєґА-ЯІЇЄҐ«„])|(?<=[а-яіїєґ] )([iaoc])(?= [а-яіїєґ]{2})")


_CYRILLIC_LETTERS = frozenset(map(chr, range(0x400, 0x530)))
_MEET = re.compile(r"[A-Za-zïÏ]['’ʼ]?[\u0400-\u04ff]|[\u0400-\u04ff]['’ʼ]?[A-Za-zïÏ]")


def _both(side: Side) -> bool:
    return bool(_LATIN_LETTER.search(side.text) and _CYRILLIC.search(side.text))


_LATIN_TEXT, _CYRILLIC_TEXT = "".join(_LATIN), "".join(_CYRILLIC_LETTERS)
_LONE = (" i ", " I ", " a ", " o ", " c ")


def _two_scripts(batch: Batch) -> Numbers:
    found: set[int] = set()
    for side in (batch.source, batch.target):
        for one, other in ((_LATIN_TEXT, _CYRILLIC_TEXT), (_CYRILLIC_TEXT, _LATIN_TEXT)):
            found |= side.sequence(one, other) | side.sequence(one, "'’ʼ", other)
        if side.language == "uk":
            found |= side.sequence(" ", "iIaoc", " ")
    return found


@check(
    "mixed-script",
    "language",
    Severity.ERROR,
    title=N_("A word has letters of both alphabets that look alike"),
    why=N_("«Мiсто» with a Latin i looks right and is never found: by readers, by search, by spelling."),
    rule="Unicode UTS #39",
    hint=_two_scripts,
)
def mixed_script(pair: Pair) -> Iterator[Flaw]:
    """Look-alikes of the other script in words of either side."""
    for side in pair.sides:
        if not _both(side):
            continue
        other = pair.source if side is pair.target else pair.target
        flaws = [*_mixed_words(side), *_lone_letters(side, other)]
        for span, right in flaws:
            if span.end > span.start + 1 and side.text[slice(*span)] in other.text:
                continue  # a brand, or told of there
            message = _("{word} has letters of two alphabets; it should be {right}").format(
                word=side.text[slice(*span)], right=right
            )
            if side is pair.target:
                yield Flaw(message, (), (span,), (Edit(span, right),))
            else:
                yield Flaw(message, (span,), severity=Severity.WARNING)


def _mixed_words(side: Side) -> Iterator[tuple[Span, str]]:
    for match in _MIXED.finditer(side.prose) if _MEET.search(side.prose) else ():
        word = match[0]
        if _ROMAN.fullmatch(word) or _ACRONYM_AND_ENDING.fullmatch(word):
            continue
        cyrillic = len(_CYRILLIC.findall(word))
        latin = sum(letter in _LATIN for letter in word)
        looks = _LOOKS_CYRILLIC if cyrillic >= latin else _LOOKS_LATIN
        strangers = [
            letter for letter in word if (letter in _LATIN) is (cyrillic >= latin) and letter.isalpha()
        ]
        if strangers and all(letter in looks for letter in strangers):
            yield Span(*match.span()), "".join(looks.get(letter, letter) for letter in word)


def _lone_letters(side: Side, other: Side) -> Iterator[tuple[Span, str]]:
    """A Latin ``i`` where the Ukrainian conjunction «і» should be."""
    if side.language != "uk" or not any(letter in side.prose for letter in _LONE):
        return
    for match in _LONE_I.finditer(side.prose):
        group = 1 if match[1] else 2
        if match[group] == "I" and "i" in other.vocabulary:
            continue  # the letter itself, or a number
        yield Span(*match.span(group)), _LOOKS_CYRILLIC[match[group]]


_FOREIGN = re.compile(r"[^\W\d_]*[\u0400-\u040f\u0450-\u045f\u0460-\u04ffЎўЉљЊњЋћЏџЂђЈјЅѕ]")
_UKRAINIAN = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ")
_RUSSIAN = frozenset("ыэъёЫЭЪЁ")
_STRANGERS = _CYRILLIC_LETTERS - _UKRAINIAN - _RUSSIAN


@check(
    "alphabet",
    "language",
    Severity.WARNING,
    title=N_("A Cyrillic letter that the Ukrainian alphabet does not have"),
    why=N_("Most come from another keyboard, or from a font that a file was converted from."),
    rule="Український правопис 2019, § 1",
    target="uk",
    marks=_STRANGERS,
)
def alphabet(pair: Pair) -> Iterator[Flaw]:
    """Cyrillic letters that are neither Ukrainian nor Russian (for those see ``wrong-language``)."""
    strange = (pair.target.chars & _STRANGERS) - pair.source.chars
    if strange:
        spans = tuple(Span(at, at + 1) for at, sign in enumerate(pair.target.text) if sign in strange)
        message = _("not a Ukrainian letter: {letters}").format(letters=", ".join(sorted(strange)))
        yield Flaw(message, (), spans)


_INVISIBLE = frozenset("\u200b\ufeff\u2060\u00ad\u180e\u2061\u2062\u2063\ufffd\u200c\u200d")
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_CONTROLS = frozenset(chr(code) for code in [*range(9), 11, 12, *range(14, 32), *range(127, 160)])
_JOINERS = frozenset("\u200c\u200d")


@check(
    "invisible",
    "form",
    Severity.WARNING,
    title=N_("An invisible character"),
    why=N_(
        "Nobody sees it, and search, spelling and line breaks go wrong; U+FFFD is a letter that was lost."
    ),
    rule="Unicode, general category Cf",
    marks=_INVISIBLE | _CONTROLS,
    mechanical=True,
)
def invisible(pair: Pair) -> Iterator[Flaw]:
    """Zero-width spaces, soft hyphens, control characters and the like that the source has not."""
    yield from _strange(pair, _INVISIBLE | _CONTROLS, _("invisible: {names}"))


@check(
    "bidi",
    "form",
    Severity.ERROR,
    title=N_("A character that turns the direction of writing"),
    why=N_(
        "Both languages are written from left to right; such a character can make a text look like"
        " another one."
    ),
    rule="Unicode UAX #9; CVE-2021-42574",
    marks=_BIDI,
    mechanical=True,
)
def bidi(pair: Pair) -> Iterator[Flaw]:
    """Bidirectional controls that the source has not."""
    yield from _strange(pair, _BIDI, _("turns the direction of writing: {names}"))


def _strange(pair: Pair, signs: frozenset[str], message: str) -> Iterator[Flaw]:
    found = (pair.target.chars & signs) - pair.source.chars
    places = [
        at for at, sign in enumerate(pair.target.text) if sign in found and not _joins(pair.target.text, at)
    ]
    if places:
        names = ", ".join(sorted({f"U+{ord(pair.target.text[at]):04X}" for at in places}))
        spans = tuple(Span(at, at + 1) for at in places)
        edits = tuple(Edit(span, "") for span in spans if pair.target.text[span.start] != "\ufffd")
        yield Flaw(message.format(names=names), (), spans, edits)


def _joins(text: str, at: int) -> bool:
    """Whether a zero-width joiner makes one picture of two."""
    return text[at] in _JOINERS and any(
        not sign.isalpha() and ord(sign) > 0x2000 for sign in text[at - 1 : at]
    )
