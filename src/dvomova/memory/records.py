"""What a memory takes in and gives back, and what a store of it can do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

PERSON, FUZZY, MACHINE = "person", "fuzzy", "machine"
"""Who stands behind a translation: a person's word; nobody's yet; an engine."""


class Pair(NamedTuple):
    """A text in both languages, on its way into a memory or out of it."""

    uk: str
    en: str
    made: str = PERSON
    """``PERSON``, ``FUZZY`` or ``MACHINE``."""
    date: str = ""
    """When it was last touched, ``2026-11-25``; empty where nobody knows."""
    origin: str = ""
    """Where it comes from; only on the way out."""

    def text(self, language: str) -> str:
        """Its text in one of the two languages."""
        return self.uk if language == "uk" else self.en


class Origin(NamedTuple):
    """Where pairs come from: a catalog, a file of another memory."""

    name: str
    """The path of the catalog, the name of the file; what is taken in under it replaces what was."""
    kind: str = ""
    """What kind of document it is, ``article``, ``subtitles`` or ``messages``; empty where nobody knows."""
    basis: str = ""
    """What the pairs follow from: a digest."""


class Use(NamedTuple):
    """A pair at one of its origins."""

    origin: str
    kind: str
    """As of the origin."""
    made: str
    date: str
    """As of the pair."""


class Found(NamedTuple):
    """A pair that a store has, with all its uses."""

    id: int
    uk: str
    en: str
    uses: Sequence[Use]

    def text(self, language: str) -> str:
        """Its text in one of the two languages."""
        return self.uk if language == "uk" else self.en


class Stats(NamedTuple):
    """How much a memory holds."""

    pairs: int
    """Different ones."""
    uses: int
    """Each pair counted at each of its origins."""
    origins: Sequence[tuple[str, str, int]]
    """(name, kind, number of pairs) of each, by name."""


class Penalty(NamedTuple):
    """Why a match counts for less than its likeness."""

    reason: str
    """``kind``, ``old``, ``machine``, ``fuzzy``, ``numbers``, ``substituted`` or ``forms``."""
    points: int
    """Taken from the score."""


class Match(NamedTuple):
    """A suggestion: what a memory has for a text that is like the one asked for."""

    score: int
    """0–100, penalties taken off. 100 is only the very same text, confirmed by a person."""
    source: str
    """The text that was translated."""
    target: str
    """Its translation; with what was substituted in place."""
    origin: str
    date: str
    penalties: tuple[Penalty, ...] = ()
    substituted: tuple[tuple[str, str], ...] = ()
    """(what the translation had, what stands there now): numbers, dates, addresses."""

    @property
    def is_exact(self) -> bool:
        """Whether the texts are the same but for what was substituted."""
        return self.score + sum(penalty.points for penalty in self.penalties) == 100


class Store(Protocol):
    """Where a memory is kept; whatever it raises for faults of its own is a ``FileError``."""

    def origins(self) -> Mapping[str, str]:
        """The basis of each origin, by name."""

    def put(self, some: Iterable[tuple[Origin, Iterable[Pair]]]) -> int:
        """Take in what origins have, in place of what they had: all of it or nothing. Says how many pairs."""

    def drop(self, names: Iterable[str]) -> int:
        """Forget origins, and the pairs that only they have. Says how many pairs these were."""

    def exact(self, text: str, language: str) -> Sequence[int]:
        """The pairs whose text in ``language`` is this one but for mechanical differences."""

    def alike(self, text: str, language: str) -> Mapping[int, str]:
        """The pairs most worth comparing with a text, and their texts in ``language``."""

    def found(self, ids: Iterable[int]) -> Sequence[Found]:
        """Pairs by number."""

    def pairs(self) -> Iterator[Pair]:
        """Every use of every pair, by origin, as a stream."""

    def numbered(self) -> Iterator[tuple[int, str, str]]:
        """Every pair with its number, as a stream."""

    def forget(self, ids: Iterable[int]) -> int:
        """Forget pairs, whoever has them. Says how many there were."""

    def close(self) -> None:
        """Let go of the file, or of the server."""

    def stats(self) -> Stats:
        """How much there is."""
