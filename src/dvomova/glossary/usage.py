"""A glossary at work: what it has for a text, and whether a translation goes by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from dvomova.glossary.matching import Hit, Lemmas, Matcher
from dvomova.glossary.records import Entry
from dvomova.model import Span
from dvomova.text.languages import other


class Fault(NamedTuple):
    """A term that is not translated as the glossary says."""

    kind: str
    """``missing``, or ``forbidden`` where something stands there that must not."""
    entry: Entry
    source: Span
    """Where the source text has the term."""
    term: str
    """The term as it stands there."""
    expected: str
    """What the translation should have."""
    found: str = ""
    """What stands there that must not."""
    target: Span | None = None
    """Where in the translation that is."""

    @property
    def is_verbatim(self) -> bool:
        """Whether the term is not to be translated."""
        return self.entry.verbatim


class Glossary:
    """Entries, and how they are found in texts of either language; what is not asked for costs nothing."""

    def __init__(self, entries: Sequence[Entry], lemmas: Lemmas | None = None) -> None:
        self.entries = entries
        self._lemmas = lemmas
        self._finders: dict[str, Matcher] = {}

    def hits(self, text: str, language: str) -> list[Hit]:
        """Where a text has terms; as ``Matcher.hits``."""
        return self._right(language).hits(text) if self.entries else []

    def _right(self, language: str) -> Matcher:
        """What finds the terms that are right."""
        if language not in self._finders:
            lemmas = self._lemmas if language == "uk" else None
            self._finders[language] = Matcher(self.entries, language, lemmas=lemmas)
        return self._finders[language]

    def _wrong(self, language: str) -> Matcher:
        """What finds those that are forbidden."""
        key = f"not {language}"
        if key not in self._finders:
            self._finders[key] = Matcher(
                self.entries, language, wordings=lambda one: one.wording(language).forbidden
            )
        return self._finders[key]

    def faults(self, source: str, target: str, language: str) -> list[Fault]:
        """What of the terms in a source text its translation has not as the glossary says.

        A term is translated well if the translation has one of the right ones anywhere, in any form. Homonyms
        are translated well by either's. What is forbidden is so only where the term is what is translated.

        Args:
            source: the text that was translated.
            target: its translation.
            language: of the source.
        """
        hits = self.hits(source, language)
        if not hits:
            return []
        into = other(language)
        there = set(map(id, self._right(into).entries(target)))
        wrong = self._forbidden(target, into)
        faults = []
        for hit in hits:
            known = [entry for entry in hit.entries if entry.translation(into)]
            banned = [(entry, wrong[id(entry)]) for entry in hit.entries if id(entry) in wrong]
            if not banned and (not known or any(id(entry) in there for entry in known)):
                continue
            kind = "forbidden" if banned else "missing"
            entry, span = banned[0] if banned else (known[0], None)
            found = target[slice(*span)] if span else ""
            term = source[slice(*hit.span)]
            faults.append(Fault(kind, entry, hit.span, term, entry.translation(into), found, span))
        return faults

    def _forbidden(self, target: str, language: str) -> dict[int, Span]:
        """Where a translation has what it must not, by entry; what is part of a right term may stand."""
        hits = self._wrong(language).hits(target)
        right = [hit.span for hit in self.hits(target, language)] if hits else []
        return {
            id(entry): hit.span
            for hit in hits
            if not any(one.start <= hit.span.start and hit.span.end <= one.end for one in right)
            for entry in hit.entries
        }

    def masks(self, text: str, language: str) -> list[tuple[Span, str]]:
        """What a machine need not translate: where it stands, and what stands there in the translation.

        Into English all terms. Into Ukrainian, where a term put in as it is would stand in the wrong case,
        only what is not translated, and abbreviations.
        """
        into = other(language)
        found = []
        for hit in self.hits(text, language):
            entry = hit.entries[0]
            term = entry.translation(into)
            if term and len(hit.entries) == 1 and (into == "en" or entry.verbatim or term.isupper()):
                found.append((hit.span, term))
        return found
