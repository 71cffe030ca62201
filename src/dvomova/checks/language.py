"""Language: is the translation one, and in the right language?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, pairwise
from operator import eq
from typing import NamedTuple

from dvomova.checks.base import BOTH, Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.lexicon import table
from dvomova.checks.sides import HIDDEN, Pair, Side, spaced
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_LATIN_RUN = re.compile(
    r"(?<![\w/.@-])[A-Za-z]+(?:['’-][A-Za-z]+)*(?:[ \u00a0][A-Za-z]+(?:['’-][A-Za-z]+)*){2,}"
)
_CYRILLIC_RUN = re.compile(
    r"[\u0400-\u04ff]+(?:['’ʼ-][\u0400-\u04ff]+)*(?:[ ,\u00a0]+[\u0400-\u04ff]+(?:['’ʼ-][\u0400-\u04ff]+)*)+"
)
_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"|\([^()]*\)|(?<!\w)[*_][^*_]+[*_](?!\w)")


def _equal(batch: Batch) -> Numbers:
    texts = zip(batch.source.texts, batch.target.texts, strict=True)
    return {number for number, (one, two) in enumerate(texts) if one == two}


@check(
    "same-as-source",
    "language",
    Severity.ERROR,
    title=N_("The translation is the source text"),
    why=N_("It counts as translated and is not."),
    hint=_equal,
)
def same_as_source(pair: Pair) -> Iterator[Flaw]:
    """Equal texts of three words or more that are not all names."""
    if pair.source.text != pair.target.text or pair.source.language == pair.target.language:
        return
    if len(pair.source.words) < 3 or len(_SMALL_WORD.findall(pair.source.prose)) < 2:
        return
    if _PROGRAM.search(pair.source.text) or not _NEIGHBOURS.search(pair.source.prose):
        return
    signs = len("".join(pair.source.text.split()))
    if sum(map(len, pair.source.words)) < _PROSE * signs:
        return  # a program, which is not translated
    yield Flaw(_("this is still the source text"), (), (Span(0, len(pair.target.text)),))


_PROGRAM = re.compile(r"\w\(|>>>|==|^(?:from|import) ")
_NEIGHBOURS = re.compile(r"[^\W\d_]{2} [a-zа-яіїєґ]{2}")
_PROSE = 0.8
"""How much of what is visible of a text in words is letters; of programs less is."""
_SMALL_WORD = re.compile(r"(?<!\S)[«“\"(]?[^\W\d_A-ZА-Я][^\W\d_]+(?=[.,;:!?»”\")]*(?:\s|\Z))")
"""Not part of a name in a program."""


_TWO_LATIN_WORDS = re.compile(r"[A-Za-z][ \u00a0][A-Za-z]+(?:['’-][A-Za-z]+)*[ \u00a0][A-Za-z]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def _in_letters_of_the_source(batch: Batch) -> Numbers:
    return batch.target.matching(_TWO_LATIN_WORDS if batch.target.language == "uk" else _CYRILLIC)


@check(
    "source-leak",
    "language",
    Severity.ERROR,
    title=N_("Words of the source are left in the translation"),
    why=N_("Half a sentence in the other language is a translation that was not finished."),
    languages=BOTH,
    hint=_in_letters_of_the_source,
)
def source_leak(pair: Pair) -> Iterator[Flaw]:
    """Runs of words in the language of the source that the source has."""
    if pair.source.text == pair.target.text:
        return
    if pair.target.language == "uk":
        yield from _english_left(pair)
    elif _CYRILLIC.search(pair.target.text):
        yield from _ukrainian_left(pair)


def _english_left(pair: Pair) -> Iterator[Flaw]:
    for match in _LATIN_RUN.finditer(pair.target.prose):
        words = match[0].split()
        small = [word for word in words if word.islower()]
        if len(small) < 2 or _FUNCTION.isdisjoint(small) or _FUNCTION.issuperset(small):
            continue  # all other words in capitals: the name of an institution, the title of a book
        if _all_in(words, pair.source) and not _is_quoted(pair.target, match):
            message = _("left from the source: {text}").format(text=match[0])
            yield Flaw(message, (), (Span(*match.span()),))


_FUNCTION = frozenset(
    "a an the of in on at to for from by with and or but is are was were be been has have had that this "
    "these those it its his her their our your he she they we you not as if which who will would can could "
    "may might".split()
)


def _ukrainian_left(pair: Pair) -> Iterator[Flaw]:
    for match in _CYRILLIC_RUN.finditer(pair.target.prose):
        words = match[0].split()
        if sum(word.islower() for word in words) < 2 or len(words) < 3 or _is_quoted(pair.target, match):
            continue
        if _all_in(words, pair.source):
            message = _("left from the source: {text}").format(text=match[0])
            yield Flaw(message, (), (Span(*match.span()),))


def _all_in(words: list[str], source: Side) -> bool:
    return all(part in source.text.lower() for word in words for part in word.lower().rstrip(",").split("-"))


def _is_quoted(side: Side, match: re.Match[str]) -> bool:
    """Whether it stands in quotation marks, brackets, emphasis: a title, an original in brackets."""
    return any(
        one.start() < match.start() and match.end() < one.end() for one in _QUOTED.finditer(side.prose)
    )


_RUSSIAN_LETTERS = frozenset("ыэъёЫЭЪЁ")
_RUSSIAN_WORD = re.compile(r"[^\W\d_]*[ыэъёЫЭЪЁ][^\W\d_]*")


_RUSSIAN_ENDS = tuple(
    "ция ции цию ция ние ния нию нием ость ости ский ская ское ские ского скому ских скими ствие ствия "
    "ующий ующая ующие ивший авший ивают ывает ается".split()
)
"""Ukrainian has -ція, -ння, -ість, -ський."""
_RUSSIAN_VOWELS = "и", "еяюи"
"""Most of these ends have one of them behind the other, which hardly a Ukrainian word has."""
_OTHER_ENDS = tuple(end for end in _RUSSIAN_ENDS if not re.search("и[еяюи]|[ыэъё]", end))


@cache
def _russian() -> frozenset[str]:
    return _russian_names() | frozenset(str(table("russian")["words"]).split())


@cache
def _russian_names() -> frozenset[str]:
    return frozenset(str(table("russian")["names"]).split())


def _foreign(batch: Batch) -> Numbers:
    target = batch.target
    if target.language != "uk":
        return target.matching(_CYRILLIC)
    letters = target.marked(_RUSSIAN_LETTERS) | target.sequence(*_RUSSIAN_VOWELS)
    return letters | target.saying(_russian()) | target.ending(_OTHER_ENDS)


@check(
    "wrong-language",
    "language",
    Severity.ERROR,
    title=N_("The translation is in another language"),
    why=N_(
        "Russian for Ukrainian, or a text in the wrong alphabet. Where Russian is quoted, say so in a"
        " comment."
    ),
    rule="Український правопис 2019, § 1",
    languages=BOTH,
    hint=_foreign,
)
def wrong_language(pair: Pair) -> Iterator[Flaw]:
    """Letters and frequent words of Russian in Ukrainian; Cyrillic text where English should be."""
    if pair.target.language == "uk":
        yield from _russian_words(pair)
    elif pair.source.text != pair.target.text:
        yield from _cyrillic_text(pair)


def _russian_words(pair: Pair) -> Iterator[Flaw]:
    side = pair.target
    letters = side.has(_RUSSIAN_LETTERS)
    words = (side.vocabulary & _russian()) | {
        word for word in side.vocabulary if word.endswith(_RUSSIAN_ENDS)
    }
    if (
        not letters
        and len(words) < 2
        and not any(len(word) > 5 or word in _russian_names() for word in words)
    ):
        return
    spans = [
        span
        for span, word in side.spelled
        if not _RUSSIAN_LETTERS.isdisjoint(word) or (words and word.lower() in words)
    ]
    quoted = [match.span() for match in _QUOTED.finditer(side.prose) if match[0][0] in '«“„"']
    free = [span for span in spans if not any(start < span.start < end for start, end in quoted)]
    if not spans or (not free and not letters):
        return
    text = ", ".join(side.text[slice(*span)] for span in (free or spans)[:3])
    message = _("this is Russian: {words}").format(words=text)
    severity = Severity.INFO if not free else None if letters or len(words) > 1 else Severity.WARNING
    yield Flaw(message, (), tuple(free or spans), severity=severity)


def _cyrillic_text(pair: Pair) -> Iterator[Flaw]:
    side = pair.target
    found = [span for span, word in side.spelled if "\u0400" <= word[0] <= "\u04ff"]
    if len(found) > 1 and len(found) * 2 > len(side.spelled):
        yield Flaw(_("this is not English"), (), tuple(found))


def _doubled(batch: Batch) -> Numbers:
    return batch.target.repeating()


def _any_twice(words: list[str]) -> bool:
    return any(map(eq, words, islice(words, 1, None)))


@check(
    "doubled-word",
    "language",
    Severity.WARNING,
    title=N_("A word stands twice"),
    why=N_("It is left from an edit, and readers stumble."),
    hint=_doubled,
)
def doubled_word(pair: Pair) -> Iterator[Flaw]:
    """Equal words side by side that are not in the source."""
    side = pair.target
    if not _any_twice(side.words):
        return
    for (span, one), (place, two) in pairwise(side.spelled):
        between = side.prose[span.end : place.start]
        if one.lower() != two.lower() or between.strip(" \u00a0\n") or one.lower() in _MAY_STAND_TWICE:
            continue
        if (one[0].isupper() and two[0].isupper()) or _any_twice(pair.source.words) or HIDDEN in between:
            continue
        if (len(one) == 1 and one.isascii()) or "-" in side.prose[span.start - 1 : span.start] + side.prose[
            place.end : place.end + 1
        ]:
            continue
        message = _("“{word}” stands twice").format(word=one)
        yield Flaw(message, (), (Span(span.start, place.end),), (Edit(Span(span.end, place.end), ""),))


_MAY_STAND_TWICE = frozenset(
    "had that так ні дуже ледь довго далеко ще давно є ха будь хто that bye ну no yes very".split()
)


class _Calque(NamedTuple):
    words: frozenset[str]
    """Without which it is not there."""
    wrong: str
    right: str


@cache
def _calques(own: tuple[tuple[str, str], ...]) -> dict[str, list[_Calque]]:
    """The phrases by their longest words."""
    found: dict[str, list[_Calque]] = {}
    for wrong, right in own or table("calques")["calques"].items():
        for phrase in wrong.split("|"):
            longest = max(phrase.lower().split(), key=len).rstrip(",")
            words = spaced(phrase).split() if _PLAIN.fullmatch(phrase) else [longest]
            found.setdefault(longest, []).append(_Calque(frozenset(words), phrase, right))
    return found


@cache
def _decisive(own: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(_calques(own))


_PLAIN = re.compile(r"[\w ,’-]+")
"""Not itself an expression."""


@lru_cache(maxsize=256)
def _phrase(wrong: str) -> re.Pattern[str]:
    words = wrong.replace("’", "['’ʼ]").replace(" ", r"[\s\u00a0]")
    return re.compile(rf"(?<![\w'’-]){words}(?![\w'’-])", re.IGNORECASE)


def _possible(side: Side, own: tuple[tuple[str, str], ...]) -> list[_Calque]:
    """The phrases of which a text has all words."""
    calques, words = _calques(own), side.vocabulary
    return [one for word in sorted(calques.keys() & words) for one in calques[word] if one.words <= words]


def _like_calques(batch: Batch) -> Numbers:
    target, own = batch.target, batch.style.calques
    return {number for number in target.saying(_decisive(own)) if _possible(target.sides[number], own)}


@check(
    "calque",
    "language",
    Severity.INFO,
    title=N_("A Russianism or a calque"),
    why=N_("Ukrainian says it otherwise. The list is replaced by `calques` of the configuration."),
    rule="Б. Антоненко-Давидович. Як ми говоримо",
    target="uk",
    hint=_like_calques,
)
def calque(pair: Pair) -> Iterator[Flaw]:
    """Phrases of data/calques.toml, or of the project's own list."""
    side = pair.target
    for _words, wrong, right in _possible(side, pair.style.calques):
        for match in _phrase(wrong).finditer(side.prose):
            message = _("“{wrong}”: better “{right}”").format(wrong=match[0], right=right)
            yield Flaw(message, (), (Span(*match.span()),))
