"""House style: what the checks take for right where newsrooms differ."""

from __future__ import annotations

from dataclasses import dataclass

QUOTES = ("typographic", "any")
DASHES = ("any", "—", "–")
APOSTROPHES = ("any", "’", "'", "ʼ")
THOUSANDS = ("any", "space", "no-break space")
SPELLINGS = ("any", "ize", "ise")


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
    places: tuple[tuple[str, str], ...] = ()
    """English names of places, (not to be written, instead of it), besides the usual ones."""
    calques: tuple[tuple[str, str], ...] = ()
    """Phrases of Ukrainian that are not to be written, with what is better; empty for dvomova's list."""
    protect: tuple[str, ...] = ()
    """Names that must not get out."""
