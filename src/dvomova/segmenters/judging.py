"""Which gaps of a text end a sentence, and what decided it.

Asked in this order, the first answer counts: markup (nothing is cut), exceptions in plain text, the
project's own SRX rules, brackets, the reasons in ``reasons.py``, the built-in SRX rules.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from dvomova.segmenters.enclosures import Enclosures, Watch, enclosures
from dvomova.segmenters.lexicon import abbreviation_class, marked_names
from dvomova.segmenters.lists import item_starts
from dvomova.segmenters.places import REACH, candidates, place, smileys
from dvomova.segmenters.reasons import judged, named
from dvomova.segmenters.srx_engine import Engine
from dvomova.segmenters.view import View, view

_WORD = re.compile(r"[^\W_]")
_SPACE = re.compile(r"\s*")
_QUOTES = frozenset("\"”“’'»")
_MARKED = tuple(marked_names())
_KINDS = {"<": "inside a tag", "[": "inside a link", "]": "inside a link", "`": "inside code"}
_KINDS |= dict.fromkeys("*_~", "inside emphasis") | dict.fromkeys("{$%#", "inside a placeholder")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place where a segment could end, and whether it does."""

    end: int
    """Where the segment before it ends, in code points of the text."""
    next: int
    """Where the one behind it begins; what lies between is white space, or nothing."""
    breaks: bool
    """Whether two segments meet here."""
    rule: str
    """What decided: ``abbreviates: may_end``, ``prose.srx:Ends:1``, ``inside a link``, ``exception “…”``."""


class Rulebook(NamedTuple):
    """What may decide; None where nothing of the kind was given."""

    exceptions: Engine | None
    """No break where one of these fits."""
    project: Engine | None
    """The project's own rules."""
    built_in: Engine | None
    """dvomova's rules; None leaves its reasons out as well."""


Gap = tuple[int, int, re.Match[str] | None]
"""End of the segment before, begin of the one behind, the marks between; None where no marks stand and
only a rule of the project breaks. Plain tuples: there is one for every full stop."""

Verdict = tuple[int, int, bool, str]
"""The fields of a :class:`Boundary`; the rule is empty where nobody asked for it."""


class Judging:
    """One text before its rules."""

    def __init__(self, text: str, book: Rulebook, *, explains: bool) -> None:
        self.text = text
        self.book = book
        self.explains = explains
        """Whether to look for the names of the rules that decide, which takes longer than to decide."""
        self.items: set[int] = set()
        self.start = 0
        self.word = 0
        """Where the sentence says its first word; before that it cannot end."""

    @cached_property
    def found(self) -> Enclosures:
        """Looked for when a place is to be judged; in most texts only their end could be one."""
        return enclosures(self.text)

    @cached_property
    def watch(self) -> Watch:
        return Watch(self.found)

    @cached_property
    def view(self) -> View:
        return view(self.text, self.found)

    def verdicts(self, start: int) -> Iterator[Verdict]:
        """Every place behind ``start``, where the first sentence begins, that could end one."""
        self._begin(start)
        for gap in self._gaps():
            end, following, match = gap
            if following == len(self.text) or (match.start() if match else end - 1) < self.word:
                continue
            breaks, rule = self._verdict(gap)
            yield end, following, breaks, rule
            if breaks:
                self._begin(following)

    def _begin(self, start: int) -> None:
        self.start = start
        if self.word <= start:
            match = _WORD.search(self.text, start)
            self.word = match.start() if match else len(self.text)

    def _gaps(self) -> Iterator[Gap]:
        """Places where something could break, by where they end the segment before."""
        found = candidates(self.text) if self.book.built_in else iter(())
        gaps: Iterator[Gap] = ((match.end(2), match.end(), match) for match in found)
        unmarked = list(self._unmarked_gaps()) if self.book.built_in else []
        if self.book.project:
            unmarked += self._project_gaps(self.book.project)
        if not unmarked:
            return gaps
        by_end = {gap[0]: gap for gap in unmarked} | {gap[0]: gap for gap in gaps}
        return iter(sorted(by_end.values(), key=itemgetter(0)))

    def _unmarked_gaps(self) -> Iterator[Gap]:
        """The gaps that dvomova itself sees where no marks stand: before items, behind smileys."""
        for start in item_starts(self.text):
            self.items.add(start)
            yield _space_begin(self.text, start), start, None
        for match in smileys(self.text):
            yield match.start(1), match.end(1), None

    def _project_gaps(self, project: Engine) -> Iterator[Gap]:
        """The gaps that rules of the project break, as they lie in the source; ends ascend."""
        seen, passed = self.view.text, 0
        for found in project.boundaries(seen):
            if found <= passed:
                continue  # another place of the same gap
            first = passed + len(seen[passed:found].rstrip())
            last = _space_end(seen, found)
            if first and last < len(seen):
                end = self._source_end(first, found, last)
                yield end, _space_end(self.text, end), None
            passed = last

    def _source_end(self, first: int, found: int, last: int) -> int:
        """Where the segment before the gap of the view ends in the source, closing markup with it.

        Of several stretches of white space with markup between them it is the one that is broken.
        """
        if first == last:
            ahead, behind = self.view.offset(found - 1) + 1, self.view.offset(found)
            return behind if self._cuts(ahead) else ahead
        space = self.view.offset(max(first, found - 1))
        if not self.text[space].isspace():
            return space + 1
        start = self.view.offset(first)
        return start + len(self.text[start:space].rstrip())

    def _cuts(self, offset: int) -> bool:
        sealed = self.found.sealed
        index = bisect_left(sealed, (offset, 0)) - 1
        return index >= 0 and offset < sealed[index].end

    def _verdict(self, gap: Gap) -> tuple[bool, str]:
        end, _next, match = gap
        if self.found.sealed and (start := self._enclosing(match, end)) >= 0:
            return False, _KINDS.get(self.text[start], "inside an address")
        for rules in (self.book.exceptions, self.book.project):
            if rules and (found := rules.decision(self.view.text, *self._seen(gap))):
                return found.breaks, self._rule_name(rules, found.place) if self.explains else ""
        if gap[1] in self.items:
            return True, "begins_an_item"
        if self.book.built_in is None:
            return False, "no rule"
        return self._built_in(gap, match, self.book.built_in)

    def _enclosing(self, match: re.Match[str] | None, end: int) -> int:
        """Where code, a link, emphasis begins that a break would cut; -1 for none."""
        if match and self.watch.is_opaque(match.start()):
            return self.watch.opaque_from()
        return self.watch.sealed_from() if self.watch.is_sealed(end) else -1

    def _seen(self, gap: Gap) -> tuple[int, int]:
        """The gap in the view: a tag or a line break in place of white space is part of it."""
        if self.view.is_source:
            return gap[0], gap[1]
        end, following = self.view.place(gap[0]), self.view.place(gap[1])
        end = _space_begin(self.view.text, end)
        return end, max(end, following)

    def _built_in(self, gap: Gap, match: re.Match[str] | None, rules: Engine) -> tuple[bool, str]:
        interrupted = False
        if self.found.brackets:
            if match:
                interrupted = self.watch.opening(match.start()) > self.word
            if self.watch.opening(gap[0]) > self.word:
                return False, "inside brackets"
        if match and not (self.explains or interrupted) and (plain := self._plainly(match)) is not None:
            return plain, ""
        if match and (answer := judged(found := place(match, self.start, aside=interrupted))):
            return answer[0], named(answer[1], found) if self.explains else ""
        seen, _last = self._seen(gap)
        breaks = bool(rules.breaks(self.view.text, seen))
        return breaks, self._rule_name(rules, seen) if self.explains else ""

    def _plainly(self, match: re.Match[str]) -> bool | None:
        """What is told at a glance: no break inside ``3.14``, one between ordinary words.

        Most sentences end so: marks, a space, a capital. No reason and no rule says otherwise, so none
        is asked; those that explain a boundary ask all the same, and tests hold the two together.
        """
        marks, closers, gap = match.groups()
        following = self.text[match.end()]
        if not gap and not closers and following.isalnum() and not following.isupper():
            return False
        if gap != " " or not following.isupper():
            return None
        if closers:
            return True if marks == "." and closers in _QUOTES else None
        begin = match.start()
        said = self.text[max(self.start, begin - REACH) : begin]
        word = said.rpartition(" ")[2]
        if marks != ".":
            return None if marks.strip("!?") or (word + marks).lower().endswith(_MARKED) else True
        whole = word.isalpha() and word[1:].islower() and "." not in said
        return True if whole and not abbreviation_class(word) else None

    def _rule_name(self, rules: Engine, seen: int) -> str:
        rule = rules.rule(self.view.text, seen)
        return rule.name if rule else "no rule"


def _space_begin(text: str, end: int) -> int:
    """Where the white space begins that ends at ``end``, if any does."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _space_end(text: str, start: int) -> int:
    """Where the white space ends that begins at ``start``, if any does."""
    match = _SPACE.match(text, start)
    return match.end() if match else start
