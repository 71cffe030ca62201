"""Asking an engine for what nobody has asked it yet, and judging what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from gettext import gettext as _

from dvomova.engines.answers import Answers
from dvomova.engines.base import Access, Engine, Fault
from dvomova.engines.checking import broken_markup, is_complaint, wrong
from dvomova.engines.masking import Masked
from dvomova.engines.pace import Pace
from dvomova.engines.pieces import Piece, answered


@dataclass(slots=True)
class Asking:
    """One engine, asked about one direction."""

    name: str
    """As in ``Guard``."""
    engine: Engine
    access: Access
    answers: Answers
    pace: Pace
    told: Callable[[int], None]
    source: str
    """``uk`` or ``en``."""
    target: str
    meant: Mapping[str, tuple[Masked, Piece]]
    """What may be sent, and what it is a piece of."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why there is no answer, by what was sent."""

    def ask(self, texts: Sequence[str]) -> None:
        """Have texts answered; each good answer is kept before the next request."""
        for batch in _batches(texts, self.engine.limits.fits):
            for bad in self._ask(batch):
                self._ask([bad])  # once more, alone
            self.told(len(batch))

    def _ask(self, batch: Sequence[str]) -> list[str]:
        """Ask for some texts at once; returns those whose answers were no good."""
        try:
            given = self.pace.ask(lambda: self._request(batch))
        except Fault as fault:
            if len(batch) > 1 and not (fault.again or fault.ends):  # one of them may be to blame
                middle = len(batch) // 2
                return [*self._ask(batch[:middle]), *self._ask(batch[middle:])]
            self.reasons |= dict.fromkeys(batch, fault.reason)
            return []
        return self._take(batch, given)

    def _request(self, batch: Sequence[str]) -> Sequence[str | None]:
        codes = self.engine.codes
        fault = Fault(_("it does not answer as an engine does"), again=True)
        try:
            given = self.engine.translate(batch, codes[self.source], codes[self.target], self.access)
            if len(given) == len(batch) and all(isinstance(one, str | None) for one in given):
                return given
        except Fault as told:
            fault = told
        except Exception:  # noqa: BLE001, S110  whatever a library raises may quote the text or the key
            pass
        raise fault

    def _take(self, batch: Sequence[str], given: Sequence[str | None]) -> list[str]:
        good, bad = dict[str, str](), list[str]()
        for text, answer in zip(batch, given, strict=True):
            if reason := self._judged(text, answer or ""):
                self.reasons[text] = reason
                bad.append(text)
            elif answer:
                good[text] = answer
                self.reasons.pop(text, None)
        self.answers.keep(self.name, self.source, self.target, good)
        return bad

    def _judged(self, text: str, answer: str) -> str:
        """Why an answer cannot be used; empty where it can."""
        masked, piece = self.meant[text]
        if not answer.strip():
            return _("it gave no translation")
        if is_complaint(answer, text):
            reason = _("its quota is used up, or it refuses to translate")
            self.pace.stop(Fault(reason))
            return reason
        try:
            draft = answered(masked, piece, answer, self.engine.style)
        except Fault as fault:
            return fault.reason
        said = masked.source(piece.stretch)
        if reason := broken_markup(said, draft):
            return reason
        return wrong(said, draft, self.source, self.target) if self.engine.is_real else ""


def _batches(texts: Sequence[str], fits: Callable[[Sequence[str]], bool]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        if batch and not fits([*batch, text]):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch
