"""What a glossary says of a term."""

from __future__ import annotations

from typing import NamedTuple

PARTS_OF_SPEECH = ("noun", "proper noun", "adjective", "verb", "adverb", "other")
"""As TBX-Basic has them, and proper nouns, which it had in its second version."""


class Wording(NamedTuple):
    """How something is called in one language."""

    terms: tuple[str, ...] = ()
    """The first is the one to use; the others are as right."""
    forms: tuple[str, ...] = ()
    """Forms that rules do not give: ``люди`` of «людина»."""
    forbidden: tuple[str, ...] = ()
    """What it must not be called."""


class Entry(NamedTuple):
    """A term, or a name, in both languages."""

    uk: Wording
    en: Wording
    part_of_speech: str = ""
    """One of ``PARTS_OF_SPEECH``; empty where nobody said. A proper noun is only found with a capital."""
    domain: str = ""
    """The field it belongs to: law, energy …"""
    verbatim: bool = False
    """Not to be translated: it stands in the translation as it is."""
    note: str = ""

    def wording(self, language: str) -> Wording:
        """What it is called in one of the two languages."""
        return self.uk if language == "uk" else self.en

    def translation(self, language: str) -> str:
        """The term to use in a language; empty where the glossary has none."""
        terms = self.wording(language).terms
        return terms[0] if terms else ""

    @property
    def names(self) -> tuple[str, str]:
        """What tells it from other entries: its first terms, in small letters."""
        return self.translation("uk").lower(), self.translation("en").lower()


def entry(uk: Wording, en: Wording, *, verbatim: bool = False, **rest: str) -> Entry:
    """An entry; of what is not translated either side may be left empty, and is the same as the other."""
    if verbatim:
        same = uk if uk.terms else en
        uk, en = (one if one.terms else one._replace(terms=same.terms) for one in (uk, en))
    return Entry(uk, en, verbatim=verbatim, **rest)


class Read(NamedTuple):
    """What a file of terms holds."""

    entries: tuple[Entry, ...]
    left_out: tuple[tuple[int, str], ...] = ()
    """(line, what) of what it says besides and is not understood; line 0 for the file as a whole."""
