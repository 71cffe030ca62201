"""Content: names of people and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise, product

from dvomova.checks.base import BOTH, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.lexicon import table
from dvomova.checks.sides import Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _
from dvomova.text.romanisation import alike, romanised, skeleton, written_alike

N_ = str

_SURNAME = re.compile(
    r"(?:enko|chuk|iuk|yuk|skyi|skyy|skyj|skiy|tskyi|tskyy|vych|ovych|yshyn|[a-z]sky|[a-z]ska|[a-z]nyi)\Z"
)
_UKRAINIAN_SURNAME = re.compile(r"(?:енк|[чщ]ук|юк|ович|евич|ишин)(?:[оуаи]|ом|ові|ою)?\Z")
_BEGINNING = re.compile(r"(?:\A|[.!?…:]\W)\W*\Z")
_NEAR = 0.67
"""From here on two names may be one in two scripts (``romanisation.alike``)."""


@cache
def _places() -> dict[str, tuple[str, ...]]:
    return {name: tuple(stems.split("|")) for name, stems in table("names")["places"].items()}


@cache
def _equivalents() -> dict[str, tuple[str, ...]]:
    return {name: tuple(stems.split("|")) for name, stems in table("names")["equivalents"].items()}


@cache
def _given() -> frozenset[str]:
    return frozenset(str(table("names")["given"]["names"]).split())


@cache
def _ordinary() -> frozenset[str]:
    return frozenset(str(table("names")["ordinary"]["words"]).split())


_TWO_NAMES = re.compile(r"[A-ZА-ЯІЇЄҐ][\w'’ʼ]+[ \u00a0][A-ZА-ЯІЇЄҐ]\w|\b(?:Mrs?|Ms|Dr)\.[ \u00a0]")


def _naming(batch: Batch) -> Numbers:
    """Where a place is named in English, or both sides may name a person."""
    english, ukrainian = batch.column("en"), batch.column("uk")
    if english is None or ukrainian is None:
        return set()
    places = english.having(*(english.capitalised & _places().keys()))
    surnames = (word for word in english.capitalised if _is_surname(word, "en"))
    people = english.matching(_TWO_NAMES) | english.having(*surnames)
    given = english.having(*(english.capitalised & _given()))
    return places | given | {number for number in people if _may_name_people(ukrainian.sides[number])}


@lru_cache(maxsize=1 << 13)
def _is_surname(word: str, language: str) -> bool:
    """Whether a word ends as the names of families do."""
    ends = _SURNAME if language == "en" else _UKRAINIAN_SURNAME
    return len(word) > 5 and ends.search(word) is not None


@check(
    "name",
    "content",
    Severity.WARNING,
    title=N_("A person or a place is called otherwise in the translation"),
    why=N_(
        "A swapped name is another person. Names are compared by sound, whatever their spelling and case."
    ),
    rule="КМУ № 55, 2010",
    languages=BOTH,
    hint=_naming,
)
def name(pair: Pair) -> Iterator[Flaw]:
    """Names of one side that sound like nothing on the other, where that has others instead."""
    english, ukrainian = pair.side("en"), pair.side("uk")
    if english is None or ukrainian is None:
        return
    yield from _swapped_places(pair, english, ukrainian)
    people = list(_swapped_people(pair, english, ukrainian))
    yield from people or _swapped_given(pair, english, ukrainian)


def _swapped_places(pair: Pair, english: Side, ukrainian: Side) -> Iterator[Flaw]:
    named = {word for _span, word in english.capitalised if word in _places()}
    if not named:
        return
    words = [word for _span, word in ukrainian.spelled]
    lost = [one for one in sorted(named) if not any(word.startswith(_places()[one]) for word in words)]
    if not lost:
        return
    others = [
        (span, word)
        for span, word in ukrainian.capitalised
        if (place := _place_of(word)) and place not in named
    ]
    if others:
        span = next(span for span, word in english.capitalised if word == lost[0])
        yield _other(pair, english, span, others[0][0])


def _place_of(word: str) -> str | None:
    return next((name for name, stems in _places().items() if word.startswith(_sure(stems))), None)


@cache
def _sure(stems: tuple[str, ...]) -> tuple[str, ...]:
    """Those that begin the names of no other things."""
    return tuple(
        stem for stem in stems if stem[0].isupper() and (stem == stems[0] or len(stem) > 4 or stem in _SHORT)
    )


_SHORT = frozenset("Києв Киян Росі Одес".split())


def _swapped_people(pair: Pair, english: Side, ukrainian: Side) -> Iterator[Flaw]:
    if not _may_name_people(english) or not _may_name_people(ukrainian):
        return
    ours, theirs = list(_people(english)), list(_people(ukrainian))
    lost = [one for one in ours if not _is_named(one[1], ukrainian)]
    added = [one for one in theirs if not _is_named(one[1], english)] if lost else []
    if not added:  # those of one given name have another surname
        lost = [one for one in ours if _has_other_surname(one[1], english, ukrainian)]
        added = [one for one in theirs if _has_other_surname(one[1], ukrainian, english)] if lost else []
    if added:
        yield _other(pair, english, lost[0][0], added[0][0])
        return
    for (place, name), (there, other) in product(ours, theirs):
        if _is_namesake(name, other) and _is_unheard(name[-1], ukrainian) and _is_unheard(other[-1], english):
            yield _other(pair, english, place, there)
            return


def _swapped_given(pair: Pair, english: Side, ukrainian: Side) -> Iterator[Flaw]:
    first = _lone_given(english, ukrainian)
    second = _lone_given(ukrainian, english) if first else None
    if first and second:
        yield _other(pair, english, first, second)


def _lone_given(side: Side, other: Side) -> Span | None:
    """Where a given name stands that is not on the other side."""
    found = (
        span for span, word in side.capitalised if _is_sure(word, side.language) and _is_unheard(word, other)
    )
    return next(found, None)


@lru_cache(maxsize=4096)
def _is_sure(word: str, language: str) -> bool:
    """Whether a word is a given name, in any case; not only like one."""
    if language == "en":
        return word in _given()
    return len(word) > 3 and any(
        written_alike(word, one) >= _SURELY and romanised(word)[0] == one[0] for one in _given()
    )


_SURELY = 0.8
_HARDLY = 0.5
_PRONOUN = 2
"""Few names have so few letters, and nothing can be told of those."""


def _is_unheard(word: str, side: Side) -> bool:
    """Whether no word with a capital on that side sounds or looks at all like it."""
    if len(word) <= _PRONOUN:
        return False
    stems = _equivalents().get(word, ())
    others = (other for _span, other in side.capitalised if len(other) > _PRONOUN)
    return not any(
        other.startswith(stems) or _sound_alike(word, other) or written_alike(word, other) >= _HARDLY
        for other in others
    )


def _is_namesake(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two people, by given name and surname, have the same given name."""
    return len(name) == len(other) == 2 and _sound_alike(name[0], other[0])


def _has_other_surname(words: tuple[str, ...], side: Side, other: Side) -> bool:
    """Whether a surname that tells by its ending that it is one has no like on the other side."""
    return _is_surname(words[-1], side.language) and not _is_named(words[-1:], other)


_INNER_CAPITAL = re.compile(r"[A-ZА-ЯІЇЄҐ](?<=[a-zа-яіїєґ’'ʼ][\u0020\u00a0].)")
_FIRST_SURNAME = re.compile(
    r"[«“\"]?[A-ZА-ЯІЇЄҐ]\w+(?:enko|skyi|skyy|sky|nyi|chuk|yuk|iuk|vych|енк[оауі]|[чщ]ук|юк|ськ[иоі])"
)


def _may_name_people(side: Side) -> bool:
    """Whether there is a capital inside a sentence, or a surname at its head; fast."""
    return bool(_INNER_CAPITAL.search(side.text) or _FIRST_SURNAME.match(side.text))


def _people(side: Side) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """Who is named: two words with capitals that are no places and offices; else a surname.

    That tells by its ending that it is one, or has an office before it.
    """
    taken = -1
    for span, words in _neighbours(side) if len(side.capitalised) > 1 else ():
        if span.start >= taken and set(words).isdisjoint(_places()) and _may_begin(words[0], span, side):
            taken = span.end
            yield span, words
    for span, word in side.capitalised:
        if span.start >= taken and (_is_surname(word, side.language) or _has_office(side, span, word)):
            yield span, (word,)


def _neighbours(side: Side) -> Iterator[tuple[Span, tuple[str, str]]]:
    """Each two words with capitals that stand side by side, ordinary ones left out."""
    for (one, first), (two, second) in pairwise(side.capitalised):
        is_beside = side.prose[one.end : two.start] in {" ", "\u00a0"}
        is_short = first.isupper() or second.isupper()
        is_titled = _is_sure(second, side.language) and not _is_sure(first, side.language)  # Doctor Petro
        if is_beside and not is_short and not is_titled and _ordinary().isdisjoint((first, second)):
            yield Span(one.start, two.end), (first, second)


def _has_office(side: Side, span: Span, word: str) -> bool:
    """Whether an office stands before a name: President, пан; and no place is called so."""
    before = _OFFICES[side.language].search(side.prose[max(span.start - 14, 0) : span.start])
    return before is not None and word not in _ordinary() and word not in _places()


_OFFICES = {
    "en": re.compile(r"\b(?:President|Minister|Governor|Mayor|Senator|M(?:r|rs|s)\.?|Dr\.?)[ \u00a0]\Z"),
    "uk": re.compile(
        r"(?i:\b(?:президент|прем’єр|міністр|губернатор|мер|сенатор|пан|лікар))"
        r"(?:ка|ки|ку|кою|а|у|і|ові|ом)?[ \u00a0]\Z"
    ),
}


def _may_begin(word: str, span: Span, side: Side) -> bool:
    """Whether the first word has its capital for being a name, not for beginning a sentence."""
    if _is_given(word, side.language):
        return True
    return _BEGINNING.search(side.prose[max(span.start - 4, 0) : span.start]) is None


@lru_cache(maxsize=4096)
def _is_given(word: str, language: str) -> bool:
    return word in _given() or (language == "uk" and any(alike(word, one) >= 0.8 for one in _given()))


def _is_named(words: tuple[str, ...], side: Side) -> bool:
    """Whether one of the words sounds like a word with a capital on that side."""
    return any(_sound_alike(word, other) for word in words for _span, other in side.capitalised)


_FAMILIES = (
    (re.compile(r"enko\Z"), re.compile(r"енк(?:[оуаи]|ом|ові|ою)\Z")),
    (re.compile(r"chuk\Z"), re.compile(r"[чщ]ук(?:[уаи]|ом|ові)?\Z")),
    (re.compile(r"(?:yi|yy|y)\Z"), re.compile(r"(?:ий|ого|ому|им|ім)\Z")),
    (re.compile(r"vych\Z"), re.compile(r"вич(?:[уаі]|ем|еві)?\Z")),
)
"""How the names of families end, in English and in all cases of Ukrainian."""


@lru_cache(maxsize=1 << 13)
def _family(word: str) -> int | None:
    """The number of the ending in ``_FAMILIES``; None for names that have none of them."""
    ends = (number for number, both in enumerate(_FAMILIES) if any(one.search(word) for one in both))
    return next(ends, None)


@lru_cache(maxsize=1 << 14)
def _sound_alike(one: str, other: str) -> bool:
    families = {_family(one), _family(other)}
    if len(families) == 2 and None not in families:
        return False
    first, second = _heard(one), _heard(other)
    return first == second or skeleton(first) == skeleton(second) or alike(first, second) >= _NEAR


@lru_cache(maxsize=1 << 12)
def _heard(name: str) -> str:
    """English as Ukrainian writes it: soft g is дж, as j is; W may be У."""
    return _W_AS_U.sub("В", _SOFT_G.sub("j", name))


_SOFT_G = re.compile(r"g(?=[eiy])|(?<=\b)G(?=e)")
_W_AS_U = re.compile(r"\AУ(?=[аеіои])")


def _other(pair: Pair, english: Side, place: Span, there: Span) -> Flaw:
    spans = (place, there) if english is pair.source else (there, place)
    texts = [side.text[slice(*span)] for side, span in zip(pair.sides, spans, strict=True)]
    message = _("{source} in the source, {target} in the translation")
    return Flaw(message.format(source=texts[0], target=texts[1]), (spans[0],), (spans[1],))
