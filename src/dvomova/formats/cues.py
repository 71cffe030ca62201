"""Where the cues of a subtitle file stand: numbers, times, lines of text. Sloppy files have cues too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dvomova.model import Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_TIME = r"(-?)(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMES = re.compile(rf"\ufeff?\s*{_TIME}\s*--?\s?>\s*{_TIME}(?!\S)")
_NUMBER = re.compile(r"\ufeff?\s*([0-9]{1,9})\s*\Z")


class Cue(NamedTuple):
    """One subtitle: when it is shown, and what it says."""

    start: int
    """Where its first line begins: that of its number or name, else that of its times."""
    head: int
    """Where the line of its times ends, without its line end."""
    lines: tuple[Span, ...]
    """Its lines of text, without white space around them and without those that hold nothing else."""
    end: int
    """Where the first line behind its text begins that is not blank."""
    shown: int
    """When it appears, in milliseconds from the beginning of the film."""
    gone: int
    """When it disappears."""


class _Line(NamedTuple):
    text: str
    start: int


class _Head(NamedTuple):
    first: int
    """The line that the cue begins on, from 0."""
    times: int
    """The line of its times."""
    shown: int
    gone: int


def cues(source: str, *, ends_at_blank: bool) -> tuple[list[Cue], list[int]]:
    """The cues of a file in their order, and the lines (from 0) of text that is in none of them.

    Args:
        source: SubRip or WebVTT.
        ends_at_blank: whether the text of a cue ends at an empty line and a name may stand before its
            times (WebVTT, W3C 2019, 4.1), or it ends at the next cue only.
    """
    lines = [_Line(line[1], line.start()) for line in _LINE.finditer(source)]
    heads = list(_heads(lines, named=ends_at_blank))
    found, stray = [], _with_text(lines, 0, heads[0].first if heads else len(lines))
    firsts = [*(head.first for head in heads), len(lines)]
    for head, following in zip(heads, firsts[1:], strict=True):
        end = following
        if ends_at_blank:
            end = next((at for at in range(head.times + 1, following) if not lines[at].text), following)
        said = _with_text(lines, head.times + 1, end)
        behind = _with_text(lines, said[-1] + 1 if said else head.times + 1, following)
        stray += behind
        after = behind[0] if behind else following
        found.append(
            Cue(
                lines[head.first].start,
                lines[head.times].start + len(lines[head.times].text),
                tuple(_trimmed(lines[at]) for at in said),
                lines[after].start if after < len(lines) else len(source),
                head.shown,
                head.gone,
            )
        )
    return found, stray


def _heads(lines: Sequence[_Line], *, named: bool) -> Iterator[_Head]:
    """The lines of times, each with the number or name before it."""
    expected = 1
    for at, line in enumerate(lines):
        match = _TIMES.match(line.text) if ">" in line.text else None
        if not match:
            continue
        first, number = _first_line(lines, at, expected, named=named)
        expected = (number or expected) + 1
        yield _Head(first, at, _milliseconds(match, 1), _milliseconds(match, 6))


def _first_line(lines: Sequence[_Line], times: int, expected: int, *, named: bool) -> tuple[int, int]:
    """The line that a cue begins on, and its number; 0 where it has none."""
    before = [line.text for line in lines[max(times - 3, 0) : times]]
    while len(before) < 3:
        before.insert(0, "")
    earlier, above, last = before
    if number := _NUMBER.match(last):
        if not above.strip() or int(number[1]) == expected:
            return times - 1, int(number[1])
    elif not last.strip() and not earlier.strip() and (number := _NUMBER.match(above)):
        if int(number[1]) == expected and times > 1:  # a blank line between number and times
            return times - 2, expected
    elif named and times > 1 and last.strip() and not above.strip() and not _TIMES.match(last):
        return times - 1, 0
    return times, 0


def _milliseconds(times: re.Match[str], first: int) -> int:
    minus, hours, minutes, seconds, fraction = times.group(*range(first, first + 5))
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    value = whole * 1000 + int((fraction or "0").ljust(3, "0"))
    return -value if minus else value


def _with_text(lines: Sequence[_Line], start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if lines[at].text.strip(" \t")]


def _trimmed(line: _Line) -> Span:
    start = line.start + len(line.text) - len(line.text.lstrip(" \t"))
    return Span(start, start + len(line.text.strip(" \t")))
