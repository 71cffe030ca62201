"""Sentences of prose in Ukrainian and English, with Markdown inline markup in it or not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from dvomova.model import Span
from dvomova.segmenters.built_in import built_in_rules, version
from dvomova.segmenters.judging import Boundary, Judging, Rulebook, Verdict
from dvomova.segmenters.srx import Rule, Srx
from dvomova.segmenters.srx_engine import Engine, engine

__all__ = ["Boundary", "Sentences"]

_VISIBLE = re.compile(r"\S")
_WORDS = re.compile(r"\w+(?:[’'ʼ-]\w+)*")
_HARD = re.compile(r"(?:  |\\|<br\s?/?>)\r?\n|<br\s?/?>\s*\Z|\n\s*\n", re.IGNORECASE)


class Sentences:
    """``segment = "sentence"``.

    Both languages share one set of built-in rules and lists: articles quote each other's names, and
    the two scripts keep the words apart.
    """

    def __init__(
        self,
        srx: tuple[Srx, ...] = (),
        *,
        built_in: bool = True,
        never_after: tuple[str, ...] = (),
        shortest: int = 0,
    ) -> None:
        """Make the rules ready.

        Args:
            srx: the project's own rule files, asked before dvomova's in this order.
            built_in: False leaves out all that dvomova knows about sentences; then only ``srx``
                breaks. Markup is protected all the same.
            never_after: texts behind which no sentence ends: ``Укрзалізниця.``
            shortest: segments of fewer words are joined to the one before them in their paragraph,
                the first one to the one behind it; 0 and 1 join none.

        Raises:
            FileError: an expression of ``srx`` for Ukrainian or English cannot be carried.
        """
        self._own = srx
        self._built_in = built_in
        self._exceptions = engine(tuple(map(_exception, never_after))) if never_after else None
        self._shortest = shortest
        self._books: dict[str, Rulebook] = {
            language: self._book(language) for language in ("uk", "en") if srx
        }
        self.version = version(srx, built_in=built_in, never_after=never_after, shortest=shortest)
        """Tells two sets of rules apart: ``1`` for the built-in ones, ``1+5f3a1c2b`` with others."""

    def split(self, text: str, language: str) -> list[Span]:
        """Spans of the sentences of ``text``, in time linear in its length.

        Line breaks never end a sentence by themselves, unless a rule of the project says so. Nothing
        is split inside code, addresses, tags, the words of a link, or emphasis that is open; nor, by
        the built-in rules, inside brackets that were opened in the middle of a sentence.
        """
        first = _VISIBLE.search(text)
        if not first:
            return []
        spans, start = [], first.start()
        for end, following, breaks, _rule in self._judged(text, start, language, explains=False):
            if breaks:
                spans.append(Span(start, end))
                start = following
        return [*spans, Span(start, len(text.rstrip()))]

    def boundaries(self, text: str, language: str) -> list[Boundary]:
        """Every place inside ``text`` where a sentence could end, ascending, and what decided there.

        Those that break are the ones between the spans of :meth:`split`.
        """
        first = _VISIBLE.search(text)
        if not first:
            return []
        return [Boundary(*found) for found in self._judged(text, first.start(), language, explains=True)]

    def _judged(self, text: str, start: int, language: str, *, explains: bool) -> Iterable[Verdict]:
        book = self._books.get(language) or self._books.setdefault(language, self._book(language))
        found = Judging(text, book, explains=explains).verdicts(start)
        return self._joined(text, start, found) if self._shortest > 1 else found

    def _book(self, language: str) -> Rulebook:
        rules = tuple(rule for file in self._own for rule in file.rules(language))
        return Rulebook(
            self._exceptions,
            engine(rules) if rules else None,
            _built_in_engine(language) if self._built_in else None,
        )

    def _joined(self, text: str, start: int, found: Iterable[Verdict]) -> Iterator[Verdict]:
        """``found`` without the breaks around segments that are too short.

        No break goes where no white space stands or where the author broke the line.
        """
        verdicts = list(found)
        ends = [*(verdict[0] for verdict in verdicts if verdict[2]), len(text)]
        words, number = _count(text, start, ends[0]), 0
        for end, following, breaks, rule in verdicts:
            if not breaks:
                yield end, following, breaks, rule
                continue
            number += 1
            after = _count(text, following, ends[number])
            if min(words, after) < self._shortest and _joinable(text, end, following):
                words += after
                yield end, following, False, f"shorter than {self._shortest} words"
            else:
                words = after
                yield end, following, breaks, rule


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _word in _WORDS.finditer(text, start, end))


def _joinable(text: str, end: int, following: int) -> bool:
    return end < following and not _HARD.search(text, max(0, end - 8), following)


def _exception(text: str) -> Rule:
    """The rule that no sentence ends behind ``text``, whatever the white space in it."""
    words = r"\s+".join(map(re.escape, text.split()))
    edge = r"(?<!\w)" if text.strip()[:1].isalnum() else ""
    return Rule(breaks=False, before=edge + words, after="", group=f"exception “{text}”")


@cache
def _built_in_engine(language: str) -> Engine:
    return engine(built_in_rules(language))
