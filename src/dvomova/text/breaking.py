"""Where a text is best broken: a sentence over the cues of a film, what a cue says over its lines."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import NamedTuple

_LINE = 42
"""Code points of a line, as broadcasters and Netflix's Timed Text Style Guide have it for both languages."""
_LINES = 2
_NEAR = 12
"""How many words on either side of the proportional place a break is looked for."""
_OFF = 10
"""So many code points off that place weigh as much as 1; what follows is weighed against that."""
_LEANS, _IN_TAGS, _NUMBER, _NAME = 3.0, 4.0, 1.5, 1.5
_BEHIND_SENTENCE, _BEHIND_CLAUSE = -3.0, -2.0
_NEVER = 1000.0

_WORD = re.compile(r"(?:<[^<>]*>|[^ ])+")
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*|[1-9]\d{0,5})((?:[\s.][^<>]*)?)(/?)>")
_MARKS = "…»”\"’')]}*_"
_BEGINS_ILL = re.compile(
    r"(?:<[^<>]*>)*(?:[-–—‐♪♫]|[^\w<&«“„\"'‘(\[{@#№+~$€£₴¿¡…]+\Z|\.{3}\Z|[A-ZА-ЯІЇЄҐ][A-ZА-ЯІЇЄҐ’'ʼ-]+:\Z)"
)
"""What no line may begin with: a dash or a label would make another speaker of it, a lone mark belongs to
its word."""


class _Pair(NamedTuple):
    """Markup that opens and closes in a text."""

    start: int
    """Where it opens."""
    end: int
    """Where it begins to close."""
    opens: str
    closes: str


def parted(text: str, lengths: Sequence[int]) -> list[str]:
    """``text`` divided in proportion to ``lengths``, between words.

    Args:
        text: without line breaks.
        lengths: how much the source says in each part; any unit.

    Returns:
        As many texts as there are lengths, which joined by spaces give ``text``. None is empty unless
        there are fewer words than parts; then the last ones are. Breaks are sought near the
        proportional place: behind a mark, not behind a preposition or conjunction. Markup that is open
        where a part ends is closed there and opened again.
    """
    pieces = _pieces(text)
    count = len(lengths)
    if count < 2 or not pieces:
        return [text, *[""] * (count - 1)]
    pairs = _pairs(text)
    enough = len(pieces) > count
    ends = _Division(pieces, pairs, lengths).ends() if enough else list(range(1, len(pieces)))
    offsets = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
    spans = [(offsets[start], offsets[end] - 1) for start, end in pairwise([0, *ends, len(pieces)])]
    return [*(_closed(text, *span, pairs) for span in spans), *[""] * (count - len(spans))]


def in_lines(text: str, *, at_most: int = _LINES) -> list[str]:
    """``text`` in one line if it fits (42 code points, markup apart), else in two balanced ones.

    Args:
        text: without line breaks.
        at_most: 1 for never more than one.
    """
    pieces = _pieces(text)
    if at_most < _LINES or len(pieces) < _LINES or _visible(text) <= _LINE:
        return [text]
    reach = _reach(pieces)
    is_ill, _overflows, _cost, place = min(
        (strain >= _NEVER, *_line_cost(reach[place], reach[-1] - reach[place] - 1, strain), place)
        for place, strain in enumerate(_strains(pieces, _pairs(text)), 1)
    )
    return [text] if is_ill else [" ".join(pieces[:place]), " ".join(pieces[place:])]


def _line_cost(upper: int, lower: int, strain: float) -> tuple[bool, float]:
    """Whether a line overflows, which is worse than any break that is no good; and what else it costs."""
    too_long = max(upper - _LINE, 0) + max(lower - _LINE, 0)
    return too_long > 0, ((upper - lower) / 2 / _OFF) ** 2 + 2.0 * too_long + strain


class _Division:
    """The cheapest way to divide words among parts."""

    def __init__(self, pieces: Sequence[str], pairs: Sequence[_Pair], lengths: Sequence[int]) -> None:
        self.reach = _reach(pieces)
        self.strains = _strains(pieces, pairs)
        shares = list(accumulate(max(length, 1) for length in lengths))
        self.goals = [self.reach[-1] * share / shares[-1] for share in shares[:-1]]

    def ends(self) -> list[int]:
        """How many words stand before each break."""
        ways: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
        for goal, near in zip(self.goals, self._near(), strict=True):
            ways.append({end: self._cheapest(ways[-1], end, goal) for end in near})
        last = len(self.reach) - 1
        place = min(ways[-1], key=lambda end: ways[-1][end][0] + self._too_much(end, last))
        ends = []
        for way in reversed(ways[1:]):
            ends.append(place)
            place = way[place][1]
        return ends[::-1]

    def _near(self) -> list[range]:
        """For each break the numbers of words that may stand before it; some rising choice is in them."""
        words_in_all, breaks = len(self.reach) - 1, len(self.goals)
        found, centre = [], 0
        for number, goal in enumerate(self.goals, 1):
            most = words_in_all - (breaks + 1 - number)
            centre = max(bisect_left(self.reach, goal), centre + 1)
            middle = min(centre, most)
            found.append(range(max(middle - _NEAR, number), min(middle + _NEAR, most) + 1))
        return found

    def _cheapest(self, before: dict[int, tuple[float, int]], end: int, goal: float) -> tuple[float, int]:
        own = ((self.reach[end] - goal) / _OFF) ** 2 + self.strains[end - 1]
        ways = ((way[0] + self._too_much(start, end), start) for start, way in before.items() if start < end)
        cost, start = min(ways, default=(float("inf"), 0))
        return cost + own, start

    def _too_much(self, start: int, end: int) -> float:
        """What it costs that a part is longer than two lines."""
        return (max(self.reach[end] - self.reach[start] - _LINE * _LINES, 0) / _OFF) ** 2


def _pieces(text: str) -> list[str]:
    return _WORD.findall(text)


def _visible(text: str) -> int:
    return len(_TAG.sub("", text))


def _reach(pieces: Sequence[str]) -> list[int]:
    """How far the text goes with so many of its words, in visible code points."""
    return [0, *(length - 1 for length in accumulate(_visible(piece) + 1 for piece in pieces))]


def _strains(pieces: Sequence[str], pairs: Sequence[_Pair]) -> list[float]:
    """What it costs to break behind each word but the last."""
    offsets = list(accumulate(len(piece) + 1 for piece in pieces))
    inside = [0] * (len(offsets) + 1)
    for pair in pairs:
        inside[bisect_left(offsets, pair.start + 1)] += 1
        inside[bisect_left(offsets, pair.end + 1)] -= 1
    open_pairs = accumulate(inside)
    return [
        _strain(before, after) + (_IN_TAGS if held else 0.0)
        for (before, after), held in zip(pairwise(pieces), open_pairs, strict=False)
    ]


def _strain(before: str, after: str) -> float:
    if _BEGINS_ILL.match(after):
        return _NEVER
    said, forward, back = _TAG.sub("", before), *_leaning()
    bare = said.rstrip(_MARKS)
    word = bare.lstrip("«“„\"'‘([").replace("’", "'").replace("ʼ", "'").lower()
    is_initial = len(word) == 2 and word[0].isalpha() and word[1] == "."
    if word.rstrip(".") in forward or is_initial or _TAG.sub("", after).rstrip(".,!?…").lower() in back:
        return _LEANS
    if bare[-1:] in {".", "!", "?"} or said[-1:] == "…":
        return _BEHIND_SENTENCE
    if bare[-1:] in {",", ";", ":", "—", "–"}:
        return _BEHIND_CLAUSE
    if bare[-1:].isdigit():
        return _NUMBER
    return _NAME if _TAG.sub("", after)[:1].isupper() else 0.0


@cache
def _leaning() -> tuple[frozenset[str], frozenset[str]]:
    """Words that lean on the one behind them, and on the one before them."""
    table = tomllib.loads(files("dvomova.text").joinpath("data", "leaning.toml").read_text("utf-8"))
    forward, back = (frozenset(" ".join(table[name].values()).split()) for name in ("forward", "back"))
    return forward, back


def _pairs(text: str) -> list[_Pair]:
    """The markup of a text that is opened and closed in it, in the order in which it opens."""
    found, opened = [], list[re.Match[str]]()
    for tag in _TAG.finditer(text):
        if tag[4]:
            continue
        if not tag[1]:
            opened.append(tag)
            continue
        if opened and opened[-1][2] == tag[2]:
            opener = opened.pop()
            found.append(_Pair(opener.start(), tag.start(), opener[0], tag[0]))
    return sorted(found)


def _closed(text: str, start: int, end: int, pairs: Sequence[_Pair]) -> str:
    """``text[start:end]``, and markup that is open at either of its ends opened and closed there."""
    before = [pair.opens for pair in pairs if pair.start < start <= pair.end]
    behind = [pair.closes for pair in pairs if pair.start < end <= pair.end]
    return "".join([*before, text[start:end], *reversed(behind)])
