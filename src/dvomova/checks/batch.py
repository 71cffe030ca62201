"""Many pairs at once: what the texts of a side hold is sought in one long string, and told by text.

A check is put only before the pairs that its hint names. A hint is a question to a whole batch, answered with
sets of numbers of pairs: so a pair that nothing is wrong with costs a check next to nothing (decisions/017).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate, groupby, product
from operator import eq
from typing import AnyStr

from dvomova.checks.sides import (
    CAPITALISED,
    CODE_PAGE,
    COMMON,
    DIGITS,
    HIDDEN,
    SEPARATOR,
    SIGNS_OF_CODE,
    Pair,
    Side,
    blanked,
    view,
)
from dvomova.checks.style import Style

Numbers = AbstractSet[int]
"""Of texts, or of pairs."""

_LISTS: dict[frozenset[str], frozenset[bytes]] = {}
"""The lists of words that hints have asked for, with their bytes: they are of checks, so they are few."""
_ASKED: set[bytes] = set()
"""All words of these lists."""


class Column:
    """The texts of one side of a batch. Each is called by its number, from 0.

    What is found may be more than what a check would find: it tells where to look. It is never less, if
    nothing of an expression looks at more than one text.
    """

    def __init__(self, sides: Sequence[Side]) -> None:
        self.sides = sides
        self.language = sides[0].language
        self._marked: dict[str | frozenset[str], Numbers] = {}
        self._by_word: dict[bytes, list[int]] = {}
        self._known = 0  # words, when the texts were last looked through for them

    @view
    def texts(self) -> list[str]:
        """The texts."""
        return [side.text for side in self.sides]

    @view
    def proses(self) -> list[str]:
        """The texts without code (``Side.prose``)."""
        proses = list(self.texts)
        for number in self.marked(SIGNS_OF_CODE):
            proses[number] = self.sides[number].prose
        return proses

    @view
    def lengths(self) -> list[int]:
        """Of the texts, in code points."""
        return [len(text) for text in self.texts]

    @view
    def text(self) -> str:
        """All texts, with U+0000 between them and nowhere else."""
        return _joined(self.texts)

    @view
    def prose(self) -> str:
        """All texts without code, at the same offsets."""
        return _joined(self.proses)

    @view
    def _starts(self) -> list[int]:
        return [0, *accumulate(length + 1 for length in self.lengths)]

    @view
    def _bytes(self) -> bytes:
        return _encoded(self.text)

    @view
    def _prose_bytes(self) -> bytes:
        return _encoded(self.prose.replace(HIDDEN, _NO_SIGN))

    @view
    def _spaced(self) -> bytes:
        return blanked(self._prose_bytes)

    @view
    def _words(self) -> list[list[bytes]]:
        """``Side.words`` of each text, in ``CODE_PAGE``."""
        return [text.split() for text in self._spaced.split(_GAP)]

    @view
    def capitalised(self) -> set[str]:
        """All words of the ``Side.capitalised``."""
        return set(CAPITALISED.findall(self.prose))

    @view
    def _by_mark(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        rare = self._bytes.translate(None, _COMMON)
        for number, marks in enumerate(rare.split(_GAP)):
            for mark in set(marks):
                found[mark].append(number)
        return found

    def marked(self, marks: Collection[str]) -> Numbers:
        """Which texts have one of these characters; with one of ``COMMON`` all."""
        key = marks if isinstance(marks, str | frozenset) else frozenset(marks)
        known = self._marked.get(key)
        if known is None:
            by_mark, codes = self._by_mark, _codes(key)
            found = _of_all(by_mark[code] for code in codes if code in by_mark)
            known = frozenset(found if codes.isdisjoint(_COMMON) else range(len(self.sides)))
            self._marked[key] = known
        return known

    def saying(self, words: frozenset[str]) -> Numbers:
        """Which have one of these words in their prose; words as ``Side.words`` has them."""
        asked = _LISTS.get(words)
        if asked is None:
            asked = _LISTS[words] = frozenset(map(_encoded, words))
            _ASKED.update(asked)
        if self._known != len(_ASKED):
            self._index()
        return _of_all(self._by_word[word] for word in self._by_word.keys() & asked)

    def _index(self) -> None:
        """Look for the words that any hint has asked for, which most words are not."""
        self._known, self._by_word = len(_ASKED), defaultdict(list)
        for number, words in enumerate(self._words):
            for word in _ASKED.intersection(words):
                self._by_word[word].append(number)

    def repeating(self) -> Numbers:
        """Which have a word twice in succession in their prose."""
        return {number for number, words in enumerate(self._words) if any(map(eq, words, words[1:]))}

    def ending(self, ends: tuple[str, ...]) -> Numbers:
        """Which have a word in their prose with one of these ends, in small letters."""
        text = self._spaced.replace(_GAP, b" ") + b" "
        return _of_all(self._matching(expression, text) for expression in _endings(ends))

    def having(self, *pieces: str) -> Numbers:
        """Which have one of these strings."""
        return self._with(self.text, pieces)

    def sequence(self, *classes: str, code: bool = False) -> Numbers:
        """Which have, in prose or in ``code`` too, a character of each of these classes one after another."""
        table, pieces, strange = _sequences(classes)
        kinds = (self._bytes if code else self._prose_bytes).translate(table)
        found = self._with(kinds, [piece for piece in pieces if all(kind in kinds for kind in piece)])
        return found | set(self._by_mark.get(_STRANGE, ())) if strange else found

    def _with(self, where: str | bytes, pieces: Iterable[str] | Iterable[bytes]) -> Numbers:
        starts, found = self._starts, set()
        for piece in pieces:
            place = where.find(piece)  # type: ignore[arg-type]  # both are of one kind
            while place >= 0:
                number = bisect_right(starts, place) - 1
                found.add(number)
                place = where.find(piece, starts[number + 1])  # type: ignore[arg-type]
        return found

    def counting(self, expression: re.Pattern[str]) -> Numbers:
        """Which have digits, and something in their prose that an expression finds."""
        return {number for number in self.marked(DIGITS) if expression.search(self.proses[number])}

    def matching(self, expression: re.Pattern[str], *, code: bool = False) -> Numbers:
        """Which have something that an expression finds in their prose, or with ``code`` in all of the text.

        It is quick if it begins with a class of few characters. It may ask for no beginning or end of a text.
        """
        return self._matching(expression, self.text if code else self.prose)

    def _matching(self, expression: re.Pattern[AnyStr], text: AnyStr) -> Numbers:
        starts, found = self._starts, set()
        match = expression.search(text)
        while match:
            number = bisect_right(starts, match.start()) - 1
            found.add(number)
            match = expression.search(text, starts[number + 1])
        return found


class Batch:
    """Pairs of the same two languages and one style of the house."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.pairs = pairs
        self.style: Style = pairs[0].style
        self.source = Column([pair.source for pair in pairs])
        self.target = Column([pair.target for pair in pairs])

    def column(self, language: str) -> Column | None:
        """The side in a language, as ``Pair.side``."""
        return next((one for one in (self.target, self.source) if one.language == language), None)

    def marked(self, marks: Collection[str]) -> Numbers:
        """The pairs of which a text has one of these characters."""
        return self.source.marked(marks) | self.target.marked(marks)

    def saying(self, words: Callable[[str], frozenset[str]]) -> Numbers:
        """The pairs of which a text has one of the words that are asked for in its language."""
        one, two = (column.saying(words(column.language)) for column in (self.source, self.target))
        return one | two


Hint = Callable[[Batch], Iterable[int]]
"""The pairs of a batch, by number, that a check may have something to say of: rather more than less."""


def _joined(texts: Sequence[str]) -> str:
    text = SEPARATOR.join(texts)
    if text.count(SEPARATOR) >= len(texts):
        text = SEPARATOR.join(one.replace(SEPARATOR, _NO_SIGN) for one in texts)
    return text


def _encoded(text: str) -> bytes:
    """A byte for each character; ``?`` is what the code page has not, and no question mark."""
    return text.replace("?", "!").replace("ʼ", "’").encode(CODE_PAGE, "replace")


def _of_all(numbers: Iterable[Iterable[int]]) -> Numbers:
    return set().union(*numbers)


_GAP = SEPARATOR.encode()
_NO_SIGN = "\1"
_STRANGE = ord("?")
_COMMON = _encoded("".join(COMMON))


@lru_cache(maxsize=128)
def _codes(marks: str | frozenset[str]) -> Numbers:
    return frozenset(_encoded("".join(marks)))


@lru_cache(maxsize=16)
def _endings(ends: tuple[str, ...]) -> list[re.Pattern[bytes]]:
    """Expressions for them, one for those that begin alike: so each is found fast."""
    groups = groupby(sorted(map(_encoded, ends)), key=lambda end: end[:2])
    return [re.compile(b"|".join(re.escape(end) + b" " for end in alike)) for _two, alike in groups]


@lru_cache(maxsize=128)
def _sequences(classes: tuple[str, ...]) -> tuple[bytes, list[bytes], bool]:
    """A table that leaves of each character its classes, and how those that follow each other look then.

    Also whether characters without a byte are among them: any text with such a one may have them.
    """
    kinds = bytearray(256)
    for index, characters in enumerate(classes):
        for code in _codes(characters):
            kinds[code] |= 1 << index
    strange, kinds[_STRANGE] = bool(kinds[_STRANGE]), 0
    table = bytes(kinds)
    alike = ([kind for kind in set(table) if kind >> index & 1] for index in range(len(classes)))
    return table, [bytes(kinds) for kinds in product(*alike)], strange
