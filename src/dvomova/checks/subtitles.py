"""Form: whether a translation fits the cues of a film."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from dvomova.checks.base import Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair
from dvomova.checks.style import Cue
from dvomova.model import CONTINUED, Severity, Span
from dvomova.text.markup import INLINE_MARKUP
from dvomova.text.messages import gettext as _

N_ = str


def _subtitles(batch: Batch) -> Numbers:
    cues = batch.style.cues
    units = ((number, pair.unit) for number, pair in enumerate(batch.pairs))
    return {number for number, unit in units if unit and (unit.extracted or id(unit) in cues)}


@check(
    "subtitle",
    "form",
    Severity.WARNING,
    title=N_("A subtitle is longer than its cues can show, or gone before it is read"),
    why=N_(
        "A cue has two lines of 42 characters, and people read 17 to 20 characters a second. Each cue is"
        " looked at as the translation is laid over it; what is as bad in the original is for a look only."
        " `subtitle-line`, `subtitle-lines` and `reading-speed` under [check] say otherwise."
    ),
    rule="Netflix Timed Text Style Guide",
    hint=_subtitles,
)
def subtitle(pair: Pair) -> Iterator[Flaw]:
    """Look at each cue of the unit; where its times are not known, at its length as a whole."""
    unit = pair.unit
    if unit is None:
        return
    cues = pair.style.cues.get(id(unit))
    if cues:
        for cue in cues:
            yield from _flaws(cue, pair)
    elif unit.extracted and unit.extracted[0].removesuffix(CONTINUED) == "subtitle":
        yield from _too_long(pair)


def _flaws(cue: Cue, pair: Pair) -> Iterator[Flaw]:
    style = pair.style
    lines, theirs = (text.split("\n") for text in (cue.target, cue.source))
    longest, their_longest = (max(map(len, one)) for one in (lines, theirs))
    if longest > style.subtitle_line:
        message = _("a line of {length} characters, and {room} at the most: {text}")
        told = message.format(length=longest, room=style.subtitle_line, text=max(lines, key=len))
        yield _flaw(told, cue, pair, is_worse=longest > their_longest)
    if len(lines) > style.subtitle_lines:
        message = _("a cue of {number} lines, and {room} at the most: {text}")
        told = message.format(number=len(lines), room=style.subtitle_lines, text=" / ".join(lines))
        yield _flaw(told, cue, pair, is_worse=len(lines) > len(theirs))
    if style.reading_speed and cue.milliseconds > 0:
        speed, their_speed = (_speed(text, cue.milliseconds) for text in (cue.target, cue.source))
        if speed > style.reading_speed:
            message = _("{speed} characters a second, and {most} can be read: {text}")
            text = " / ".join(lines)
            told = message.format(speed=ceil(speed), most=style.reading_speed, text=text)
            yield _flaw(told, cue, pair, is_worse=speed > their_speed)


def _speed(text: str, milliseconds: int) -> float:
    """Characters a second; spaces are read too, and a line end is one."""
    return 1000 * len(text) / milliseconds


def _flaw(message: str, cue: Cue, pair: Pair, *, is_worse: bool) -> Flaw:
    text = pair.target.text
    places = ((text.find(line), len(line)) for line in cue.target.split("\n"))
    spans = tuple(Span(start, start + length) for start, length in places if start >= 0)
    severity = None if is_worse else Severity.INFO
    return Flaw(message, (), spans or (Span(0, len(text)),), severity=severity)


def _too_long(pair: Pair) -> Iterator[Flaw]:
    """Translations that need more cues than their source has by its length."""
    size = pair.style.subtitle_line * pair.style.subtitle_lines
    source, target = (len(INLINE_MARKUP.sub("", side.text)) for side in pair.sides)
    room = size * max(ceil(source / size), 1)
    if target > room:
        message = _("{length} characters, and its cues have room for {room}")
        yield Flaw(message.format(length=target, room=room), (), (Span(0, len(pair.target.text)),))
