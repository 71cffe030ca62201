"""House style: what the checks take for right where newsrooms differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from dvomova.model import Span

QUOTES = ("typographic", "any")
DASHES = ("any", "—", "–")
APOSTROPHES = ("any", "’", "'", "ʼ")
THOUSANDS = ("any", "space", "no-break space")
SPELLINGS = ("any", "ize", "ise")


class WrongTerm(Protocol):
    """A term that is not translated as a glossary says; ``glossary.usage.Fault`` is one."""

    @property
    def source(self) -> Span:
        """Where the source text has the term."""

    @property
    def target(self) -> Span | None:
        """Where the translation has what must not stand there."""

    @property
    def term(self) -> str:
        """The term as the source has it."""

    @property
    def expected(self) -> str:
        """What the translation should have."""

    @property
    def found(self) -> str:
        """What stands there that must not."""

    @property
    def is_verbatim(self) -> bool:
        """Whether it is not to be translated."""


Terms = Callable[[str, str, str], Sequence[WrongTerm]]
"""What of the terms in a source text (its translation, its language) is not translated as it should be."""


class Speller(Protocol):
    """A dictionary of spelling, with the words of the house."""

    def knows(self, word: str) -> bool:
        """Whether it has a word; with the apostrophe ', as it stands in the text otherwise."""

    def suggestions(self, word: str) -> Sequence[str]:
        """The words that it has and that look like it, the likeliest first; maybe none."""


class Cue(NamedTuple):
    """What a cue of a film shows."""

    source: str
    """In the original, line by line, without markup."""
    target: str
    """In the translated film."""
    milliseconds: int
    """For how long; 0 and less where that is not known."""


@dataclass(frozen=True, slots=True)
class Style:
    """The house style of a project."""

    quotes: str = QUOTES[0]
    """``typographic``: « » „ “ in Ukrainian, “ ” ‘ ’ in English; ``any`` leaves them alone."""
    dash: str = DASHES[0]
    """The dash of both languages, or ``any``. In Ukrainian it has spaces around it in any case."""
    apostrophe: str = APOSTROPHES[0]
    """The one in Ukrainian words; ``any``: whichever the catalog has most."""
    thousands: str = THOUSANDS[0]
    """What stands between the groups of a Ukrainian number."""
    spelling: str = SPELLINGS[0]
    """``ize`` or ``ise``: how English words like *organi–* end."""
    reading_speed: int = 20
    """So many characters a second a cue may show at the most; 0 for any."""
    subtitle_line: int = 42
    """Characters of a line of subtitles."""
    subtitle_lines: int = 2
    """Lines of a cue."""
    places: tuple[tuple[str, str], ...] = ()
    """English names of places, (not to be written, instead of it), besides the usual ones."""
    calques: tuple[tuple[str, str], ...] = ()
    """Phrases of Ukrainian that are not to be written, with what is better; empty for dvomova's list."""
    protect: tuple[str, ...] = ()
    """Names that must not get out."""
    terms: Terms | None = field(default=None, compare=False)
    """What the glossary of the project has against a translation; None where there is none."""
    speller: Speller | None = field(default=None, compare=False)
    """The dictionary for the language of the translations; None where nobody asked for it."""
    cues: Mapping[int, Sequence[Cue]] = field(default_factory=dict, compare=False)
    """Of a film, the cues that a unit is shown in, by its ``id``; each stands at one unit."""
