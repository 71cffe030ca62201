"""A text on its way to an engine: masked, and in pieces that fit into a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dvomova.engines.base import Engine, Fault
from dvomova.engines.masking import Masked, Terms, mask, received, sent, without_signs
from dvomova.engines.splitting import parted


class Piece(NamedTuple):
    """What goes in one request at the most."""

    lead: str
    """White space before it."""
    stretch: str
    """Masked."""
    tail: str
    """White space behind it."""
    sent: str
    """As the engine gets it; empty where it has no words, so that it is not sent."""


@dataclass(frozen=True, slots=True)
class Task:
    """A text that is to be translated."""

    text: str
    masked: Masked
    pieces: tuple[Piece, ...] = ()
    """Together they are the masked text."""
    reason: str = ""
    """Why it cannot be sent; empty where it can."""

    def laid(self, answers: Mapping[str, str], style: str) -> str:
        """Its translation, out of the answers to all that was sent of it.

        Raises:
            Fault: an answer has not the tokens that it has to have.
        """
        return "".join(
            piece.lead + answered(self.masked, piece, answers.get(piece.sent, ""), style) + piece.tail
            for piece in self.pieces
        )


def task(text: str, language: str, engine: Engine, terms: Terms) -> Task:
    """A text made ready for an engine."""
    masked = Masked(text, (), ())
    try:
        masked = mask(text, language, terms)
        pieces = parted(masked.text, lambda stretch: engine.limits.fits([sent(stretch, engine.style)]))
    except Fault as fault:
        return Task(text, masked, reason=fault.reason)
    return Task(text, masked, tuple(_piece(stretch, engine.style) for stretch in pieces))


def _piece(stretch: str, style: str) -> Piece:
    core = stretch.strip()
    start = stretch.find(core)
    has_words = any(map(str.isalpha, without_signs(core)))
    return Piece(stretch[:start], core, stretch[start + len(core) :], sent(core, style) if has_words else "")


def answered(masked: Masked, piece: Piece, answer: str, style: str) -> str:
    """The translation of a piece, out of the answer to it.

    Raises:
        Fault: it has not the tokens that it has to have.
    """
    stretch = received(answer, piece.stretch, style).strip() if piece.sent else piece.stretch
    return masked.target(stretch)
