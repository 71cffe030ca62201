"""Form: whether a translation fits the cues of a film."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from dvomova.checks.base import Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair
from dvomova.model import CONTINUED, Severity, Span
from dvomova.text.markup import INLINE_MARKUP
from dvomova.text.messages import gettext as _

N_ = str

_CUE = 2 * 42
"""Code points that a cue holds: two lines, as broadcasters and Netflix's Timed Text Style Guide have it."""


def _subtitles(batch: Batch) -> Numbers:
    return {number for number, pair in enumerate(batch.pairs) if pair.unit and pair.unit.extracted}


@check(
    "subtitle",
    "form",
    Severity.WARNING,
    title=N_("A subtitle is longer than its cues can show"),
    why=N_("A cue has two lines of 42 characters; what is longer nobody can read in time."),
    rule="Netflix Timed Text Style Guide",
    hint=_subtitles,
)
def subtitle(pair: Pair) -> Iterator[Flaw]:
    """Translations that need more cues than their source has by its length."""
    unit = pair.unit
    if unit is None or not unit.extracted or unit.extracted[0].removesuffix(CONTINUED) != "subtitle":
        return
    source, target = (len(INLINE_MARKUP.sub("", side.text)) for side in pair.sides)
    room = _CUE * max(ceil(source / _CUE), 1)
    if target > room:
        message = _("{length} characters, and its cues have room for {room}")
        yield Flaw(message.format(length=target, room=room), (), (Span(0, len(pair.target.text)),))
