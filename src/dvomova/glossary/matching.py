"""Where a text has terms of a glossary: in any form, capitals and apostrophes whatever they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from dvomova.glossary.records import Entry
from dvomova.model import Span
from dvomova.text.inflection import WORD, Paradigm, bones, forms_of, is_form, plain, stem_bones
from dvomova.text.markup import opaque

_BETWEEN = re.compile(r"(?:[\s\u00a0\u00ad«»“”„\"'’*_‐‑–-]|</?[\w/]{1,6}>){0,6}+\Z")
"""What may stand between the words of a term: spaces, hyphens, quotation marks, markup."""
_AT_MOST = 100_000
"""So many words are remembered; a text has fewer."""

Lemmas = Callable[[str], Collection[str]]
"""The dictionary forms of a word in small letters, as a dictionary of morphology has them."""


class Hit(NamedTuple):
    """A place where a text has a term."""

    span: Span
    entries: tuple[Entry, ...]
    """Those that have a term which stands there; several are homonyms."""


class _Lemma(NamedTuple):
    """A word of a term, and in which looks it is that word."""

    word: str
    """As ``text.inflection.plain``; its capitals matter to abbreviations."""
    exact: bool
    """Whether it stands only as it is."""
    name: bool
    """Whether it needs a capital."""
    verb: bool | None


class _Node:
    """Where the words read so far lead: to further words, and to entries that end here."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[int, _Node] = {}
        self.entries: list[Entry] = []


class Matcher:
    """The terms of some entries in one language, ready to be found.

    A trie over the words of the terms. Of a word in a text those lemmas are looked at whose consonants its
    own begin with; each word is looked at once. So the time is that of the text, whatever the glossary.

    Args:
        entries: of the glossary.
        language: of the texts.
        wordings: which terms of an entry are looked for; else those that are right, and their forms.
        lemmas: a dictionary of morphology; None for none. Of two words that it knows it has the last word.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        language: str,
        *,
        wordings: Callable[[Entry], Sequence[str]] | None = None,
        lemmas: Lemmas | None = None,
    ) -> None:
        self._dictionary = lemmas
        self._root = _Node()
        self._numbers: dict[_Lemma, int] = {}
        self._lemmas: list[_Lemma] = []
        self._paradigms: dict[int, Paradigm] = {}
        self._by_bones: dict[str, list[int]] = {}
        self._longest = 0
        """The most bones of a stem."""
        self._by_word: dict[str, list[int]] = {}
        self._by_lemma: dict[str, list[int]] = {}
        self._in_dictionary: dict[int, frozenset[str]] = {}
        self._known: dict[str, tuple[int, ...]] = {}
        for entry in entries:
            wording = entry.wording(language)
            for term in wording.terms if wordings is None else wordings(entry):
                self._add(term, entry, exact=False)
            for form in wording.forms if wordings is None else ():
                self._add(form, entry, exact=True)

    def _add(self, term: str, entry: Entry, *, exact: bool) -> None:
        node = self._root
        name = entry.part_of_speech == "proper noun"
        verb = entry.part_of_speech == "verb" if entry.part_of_speech else None
        for match in WORD.finditer(term):
            word = plain(match[0])
            lemma = _Lemma(word if _is_abbreviation(word) else word.lower(), exact, name, verb)
            node = node.next.setdefault(self._number(lemma), _Node())
        if node is not self._root and entry not in node.entries:
            node.entries.append(entry)

    def _number(self, lemma: _Lemma) -> int:
        number = self._numbers.get(lemma)
        if number is None:
            number = self._numbers[lemma] = len(self._lemmas)
            self._lemmas.append(lemma)
            word = lemma.word.lower()
            self._by_word.setdefault(word, []).append(number)
            if not lemma.exact:
                self._paradigms[number] = forms_of(word, verb=lemma.verb)
                for key in stem_bones(self._paradigms[number]):
                    self._by_bones.setdefault(key, []).append(number)
                    self._longest = max(self._longest, len(key))
                self._in_dictionary[number] = self._lemmas_of(word)
                for lemma_of in self._in_dictionary[number]:
                    self._by_lemma.setdefault(lemma_of, []).append(number)
        return number

    def hits(self, text: str) -> list[Hit]:
        """Where the text has terms, in order; none overlap, of two that would the longer one stands."""
        found: list[Hit] = []
        taken = bytearray(len(text))
        for hit in sorted(self._all(text), key=lambda one: (one.span.start - one.span.end, one.span.start)):
            place = slice(*hit.span)
            if not any(taken[place]):
                taken[place] = b"\1" * (hit.span.end - hit.span.start)
                found.append(hit)
        return sorted(found, key=lambda one: one.span)

    def entries(self, text: str) -> list[Entry]:
        """All entries that have a term anywhere in a text, also inside a longer one."""
        return list(dict.fromkeys(entry for hit in self._all(text) for entry in hit.entries))

    def _all(self, text: str) -> Iterator[Hit]:
        codes = opaque(text)
        words = [match.span() for match in WORD.finditer(text)]
        if codes:
            words = _outside(words, codes)
        numbers = [self._numbers_of(text[start:end]) for start, end in words]
        for first, (start, _end) in enumerate(words):
            if numbers[first]:
                yield from self._from(first, start, text, words, numbers)

    def _from(
        self,
        first: int,
        start: int,
        text: str,
        words: Sequence[tuple[int, int]],
        numbers: Sequence[Sequence[int]],
    ) -> Iterator[Hit]:
        nodes = [self._root]
        for place in range(first, len(words)):
            if place > first and not _BETWEEN.match(text[words[place - 1][1] : words[place][0]]):
                return
            nodes = [node.next[this] for node in nodes for this in numbers[place] if this in node.next]
            if not nodes:
                return
            if ending := [entry for node in nodes for entry in node.entries]:
                yield Hit(Span(start, words[place][1]), tuple(dict.fromkeys(ending)))

    def _numbers_of(self, written: str) -> tuple[int, ...]:
        """The lemmas that a word of a text may be."""
        found = self._known.get(written)
        if found is None:
            if len(self._known) > _AT_MOST:
                self._known.clear()
            found = self._known[written] = tuple(sorted(self._looked_up(plain(written))))
        return found

    def _looked_up(self, word: str) -> set[int]:
        small = word.lower()
        lemmas = self._lemmas_of(small)
        found = set(self._by_word.get(small, ()))
        frame = bones(small)
        for length in range(min(len(frame), self._longest) + 1):
            for this in self._by_bones.get(frame[:length], ()):
                if is_form(small, self._paradigms[this]) and self._may_be(lemmas, this):
                    found.add(this)
        for lemma in lemmas:
            found.update(self._by_lemma.get(lemma, ()))
        return {this for this in found if _looks_like(word, self._lemmas[this])}

    def _lemmas_of(self, word: str) -> frozenset[str]:
        return frozenset(self._dictionary(word)) if self._dictionary else frozenset()

    def _may_be(self, lemmas: frozenset[str], this: int) -> bool:
        """Whether the dictionary has nothing against it."""
        own = self._in_dictionary[this]
        return not lemmas or not own or not lemmas.isdisjoint(own)


def _looks_like(word: str, lemma: _Lemma) -> bool:
    """Whether the capitals of a word are such that it can be the lemma."""
    if _is_abbreviation(lemma.word):
        return word.startswith(lemma.word)
    return not lemma.name or not lemma.word[0].isalpha() or word[0].isupper()


def _is_abbreviation(word: str) -> bool:
    """US is not us, СУМ is not сум: what has nothing but capitals is only found with them."""
    return len(word) > 1 and word.isupper() and word.isalpha()


def _outside(words: Sequence[tuple[int, int]], codes: Sequence[Span]) -> list[tuple[int, int]]:
    """The words that are in no code; both ascending."""
    found, code = [], iter(codes)
    now = next(code, None)
    for word in words:
        while now is not None and now.end <= word[0]:
            now = next(code, None)
        if now is None or word[1] <= now.start:
            found.append(word)
    return found
