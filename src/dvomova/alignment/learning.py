"""Words that pair up across the articles at hand and the memory: what is sure teaches about the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dvomova.alignment.lattice import Bead
from dvomova.alignment.lexicon import Lexicon, Pair, english_stem
from dvomova.alignment.sentences import Kind, Mark, Sentence, marks

_SURE = 0.97
_SHORTEST = 4
"""Shorter words are mostly function words."""
_OFTEN, _ARTICLES = 3, 2
"""A pair of words has to be seen so often, in so many articles …"""
_TOGETHER = 0.6
"""… and to be so much of all that is seen of the two (Dice's coefficient)."""
_STRENGTH = 0.53
"""No learned pair is stronger than a listed one."""


class Lesson(NamedTuple):
    """The words of one sure bead that the lexicon does not explain."""

    english: frozenset[str]
    """Stems."""
    ukrainian: frozenset[str]
    """How the words begin."""


def lessons(
    english: Sequence[Sentence], ukrainian: Sequence[Sentence], beads: Iterable[Bead], lexicon: Lexicon
) -> list[Lesson]:
    """What the sure beads of two documents (their sources English) can teach."""
    found = []
    for bead in beads:
        if bead.sources and bead.targets and bead.confidence >= _SURE:
            here = {word for i in bead.sources for word in _words(english[i])}
            there = {word for j in bead.targets for word in _words(ukrainian[j])}
            found.append(_lesson(here, there, lexicon))
    return found


def lesson(english: str, ukrainian: str, lexicon: Lexicon) -> Lesson:
    """What a translation that is known to be one can teach."""
    here, there = (
        {mark.text for mark in marks(text, language) if _tells(mark)}
        for text, language in ((english, "en"), (ukrainian, "uk"))
    )
    return _lesson(here, there, lexicon)


def _lesson(here: set[str], there: set[str], lexicon: Lexicon) -> Lesson:
    known = {word: tuple(lexicon.beginnings(word)) for word in here}
    explained = tuple(beginning.lstrip("=") for beginnings in known.values() for beginning in beginnings)
    open_here = {english_stem(word) for word, beginnings in known.items() if not _is_there(beginnings, there)}
    open_there = {beginning_of(word) for word in there if not word.startswith(explained)}
    return Lesson(frozenset(open_here), frozenset(open_there))


def _is_there(beginnings: tuple[str, ...], words: set[str]) -> bool:
    return any(word.startswith(beginnings) for word in words)


def _words(sentence: Sentence) -> list[str]:
    return [mark.text for mark in sentence.marks if _tells(mark)]


def _tells(mark: Mark) -> bool:
    return mark.kind in {Kind.WORD, Kind.NAME} and len(mark.text) >= _SHORTEST


def beginning_of(word: str) -> str:
    """What a Ukrainian word keeps through its cases, more or less: all but the last two letters."""
    return word[: max(_SHORTEST, len(word) - 2)]


def learned(articles: Iterable[Sequence[Lesson]]) -> list[Pair]:
    """The pairs of words that the lessons of several articles have in common."""
    here, there, both = Counter[str](), Counter[str](), Counter[tuple[str, str]]()
    spread = Counter[tuple[str, str]]()
    for taught in articles:
        seen = Counter[tuple[str, str]]()
        for lesson in taught:
            here.update(lesson.english)
            there.update(lesson.ukrainian)
            seen.update((one, two) for one in lesson.english for two in lesson.ukrainian)
        both.update(seen)
        spread.update(seen.keys())
    found = []
    for (one, two), count in both.items():
        is_often = count >= _OFTEN and spread[one, two] >= _ARTICLES
        if is_often and 2 * count >= _TOGETHER * (here[one] + there[two]):
            found.append(Pair(one, two, min(_STRENGTH, count / here[one])))
    return sorted(found)
