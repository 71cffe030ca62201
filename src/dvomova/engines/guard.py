"""What stands before every engine: it hears only what it has to, and nothing it says is believed unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from typing import NamedTuple

from dvomova.engines.answers import Answers
from dvomova.engines.asking import Asking
from dvomova.engines.base import Access, Engine, Fault
from dvomova.engines.checking import broken_markup
from dvomova.engines.masking import Terms, no_terms
from dvomova.engines.pace import Pace
from dvomova.engines.pieces import Task, task


class Outcome(NamedTuple):
    """What became of a text."""

    target: str = ""
    """Its translation; empty where there is none."""
    reason: str = ""
    """Why there is none."""
    is_skipped: bool = False
    """Whether there was nothing to ask: it has no words."""


@dataclass(slots=True)
class Guard:
    """Stands before one engine, for one run."""

    engine_name: str
    """As a person names it."""
    name: str
    """What its answers depend on: its name, its address, its model."""
    engine: Engine
    access: Access
    answers: Answers
    pace: Pace
    terms: Terms = no_terms
    """What a glossary has for a text."""
    told: Callable[[int], None] = lambda _number: None
    """Told how many were sent, whenever some were."""

    def wanted(self, texts: Iterable[str], source: str, target: str) -> list[str]:
        """What would be sent for some texts: each once, and nothing that was answered before."""
        tasks = [task(text, source, self.engine, self.terms) for text in texts]
        sent = list(dict.fromkeys(piece.sent for one in tasks for piece in one.pieces if piece.sent))
        known = self.answers.of(self.name, source, target, sent)
        return [text for text in sent if text not in known]

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Outcome]:
        """Translate texts; each answer is on the disk before the next is asked for.

        Args:
            texts: segments as translators see them.
            source: their language, ``uk`` or ``en``.
            target: the other one.

        Returns:
            One for each text, in order.
        """
        tasks = [task(text, source, self.engine, self.terms) for text in texts]
        meant = {piece.sent: (one.masked, piece) for one in tasks for piece in one.pieces if piece.sent}
        known = self.answers.of(self.name, source, target, list(meant))
        asking = Asking(
            self.name, self.engine, self.access, self.answers, self.pace, self.told, source, target, meant
        )
        asking.ask([text for text in meant if text not in known])
        known = self.answers.of(self.name, source, target, list(meant))
        return [self._outcome(one, known, asking.reasons) for one in tasks]

    def _outcome(self, one: Task, known: Mapping[str, str], reasons: Mapping[str, str]) -> Outcome:
        if one.reason:
            return Outcome(reason=one.reason)
        sent = [piece.sent for piece in one.pieces if piece.sent]
        if not sent:
            return Outcome(reason=_("there are no words in it"), is_skipped=True)
        if missing := [text for text in sent if text not in known]:
            return Outcome(reason=reasons.get(missing[0], ""))
        try:
            target = one.laid(known, self.engine.style)
        except Fault as fault:
            return Outcome(reason=fault.reason)
        reason = broken_markup(one.text, target)
        return Outcome(reason=reason) if reason else Outcome(target)
