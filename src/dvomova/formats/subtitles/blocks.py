"""A block of subtitles: the speeches of neighbouring cues as one text, and where segments begin in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from dvomova.formats.subtitles.cues import Cue
from dvomova.formats.subtitles.text import Speech, Token, pairs, trimmed, wraps
from dvomova.model import Block, Code, Mark, Part, Span

Said = tuple[Cue, Sequence[Speech]]
"""A cue and what is said in it."""

_LONGEST = 12
"""A sentence over more cues is none: nobody set marks there, as in captions made by machines."""
_LETTERS = "A-ZА-ЯІЇЄҐ"
_LABEL = re.compile(
    rf"[{_LETTERS}][{_LETTERS}\d’'ʼ.-]+(?: [{_LETTERS}\d#№][{_LETTERS}\d’'ʼ.-]*){{0,3}}:(?!\S)"
)
"""``MAN:``, ``ЖІНКА 2:``."""
_NUMBERS = re.compile(r"[\W_]*\d[\W\d_]*\Z")
_NO_MARK = re.compile(r"\w[»”\"’')\]]*\Z")
_CAPITAL = re.compile(rf"(?!I\b)[«“\"]?[{_LETTERS}](?!\S*[{_LETTERS}])")
"""No word in capitals: whole films are captioned in them."""
_SENTENCE_MARK = re.compile(r"[!?…]|(?:[^\W\d]{2}|[»”\"’')\]])\.(?:\W|\Z)")
_BEHIND_SENTENCE = re.compile(rf"[.!?…\])][»”\"’')]* (?=[{_LETTERS}])")
_ENDED = re.compile(r"[.!?…\])][»”\"’']* ?\Z")
_ASIDE = re.compile(rf"(?:\[[^\[\]]*\]|\([^()]*\))(?: (?=(?:<[^<>]*>)*[{_LETTERS}«“\"(\[–—-])|\Z)")
"""``[applause]`` before a sentence."""
_TAG = re.compile(r"<[^<>]*>")
_BARE = re.compile(r"</?[A-Za-z]+>\Z")


def block_of(run: Sequence[Said], *, whole: bool) -> Block:
    """The block of the speeches of some neighbouring cues.

    Args:
        run: cues in which something is said.
        whole: whether all of it is one segment.
    """
    said = [(cue, speech) for cue, speeches in run for speech in speeches]
    building = _Building()
    for (cue, speech), tokens in zip(said, _laid_open([speech for _cue, speech in said]), strict=True):
        building.add(cue, speech, *tokens)
    text = "".join(building.pieces)
    cuts = [] if whole else _cuts(text, building)
    return Block(
        "subtitle",
        Span(building.marks[0].source, building.end),
        _with_line_ends(text, building.lines, cuts),
        tuple(building.marks),
        whole=whole,
        style="cue",
        codes=tuple(building.codes),
        outer=Span(run[0][0].start, run[-1][0].end),
        parts=tuple(building.parts),
        cuts=tuple(cuts),
    )


def _with_line_ends(text: str, lines: Collection[int], cuts: Collection[int]) -> str:
    """``text`` with a line end before each line of a cue that begins a segment: that line end stays."""
    kept = sorted(set(lines).intersection(cuts))
    pieces = [text[start:end] for start, end in pairwise([0, *kept, len(text)])]
    return "\n".join([*(piece[:-1] for piece in pieces[:-1]), pieces[-1]])


@dataclass(slots=True)
class _Building:
    """A block in the making."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    """Of the text so far."""
    end: int = 0
    """Where the last word ends in the source."""
    marks: list[Mark] = field(default_factory=list)
    codes: dict[Code, int] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    """Where further lines of a speech begin in the text."""

    def add(self, cue: Cue, speech: Speech, tokens: Sequence[Token], shown: Sequence[Token]) -> None:
        """One more speech; ``tokens`` is what its part holds, ``shown`` what a translator sees of that."""
        if self.pieces:
            self._put(" ", self.end)
        start = self.length
        partners = pairs(shown)
        partners |= {close: open_ for open_, close in partners.items()}
        for index, token in enumerate(shown):
            partner = shown[partners[index]] if index in partners else None
            self._put(self._spelt(token, partner), token.start)
            self.lines += [self.length] * (token.kind == "line")
        self.end = shown[-1].end
        inside, span = Span(start, self.length), Span(tokens[0].start, tokens[-1].end)
        style = "line" if speech.shared else ""
        frame, shown_for = Span(cue.start, cue.end), cue.gone - cue.shown
        self.parts.append(Part(inside, span, speech.outer, frame, speech.dash, style, shown_for))
        self.speeches.append(speech)

    def _put(self, text: str, source: int) -> None:
        self.marks.append(Mark(self.length, source))
        self.pieces.append(text)
        self.length += len(text)

    def _spelt(self, token: Token, partner: Token | None) -> str:
        """What stands for a token in the text: itself, or an inline code."""
        opens, closes = (partner, token) if token.kind == "close" else (token, partner)
        if token.kind in {"text", "line", "blank"} or _BARE.match((opens or token).text):
            return token.text
        code = Code(opens.text, closes.text) if opens and closes else Code(token.text)
        number = self.codes.setdefault(code, len(self.codes) + 1)
        if partner is None:
            return f"<{number}/>"
        return f"</{number}>" if token.kind == "close" else f"<{number}>"


def _laid_open(speeches: Sequence[Speech]) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """For each speech the tokens that its part holds, and those of them that a translator sees.

    Tags around all of a speech stay with their cue. Tags that are closed at its end and opened again
    in the next one are open all along. Where both is true of neighbours and one of them has words
    outside the tags, they are open all along: ``a <i>b</i> | <i>c</i> | <i>d</i> e``.
    """
    depths = [wraps(speech.tokens) for speech in speeches]
    links = [*(_link(one, other) for one, other in pairwise(speeches)), 0]
    first = 0
    for last, link in enumerate(links):
        if link and (last == first or depths[last]):
            continue
        chain = slice(first, last + 1)
        if all(depths[chain]):
            links[first:last] = [0] * (last - first)
        else:
            depths[chain] = [0] * (last + 1 - first)
        first = last if link else last + 1
    for speech, depth, left, right in zip(speeches, depths, [0, *links], links, strict=False):
        tokens = speech.tokens[depth : len(speech.tokens) - depth]
        yield tokens, trimmed(tokens[left : len(tokens) - right])


def _link(one: Speech, other: Speech) -> int:
    """How many tags are closed at the end of one speech and opened again in the next."""
    if one.shared or other.shared or one.sign or other.sign or one.voice != other.voice:
        return 0
    opener = {close: open_ for open_, close in pairs(one.tokens).items()}
    again = pairs(other.tokens)
    last = len(one.tokens) - 1
    count = 0
    while (
        last - count in opener
        and count in again
        and one.tokens[opener[last - count]].text == other.tokens[count].text
    ):
        count += 1
    return count


def _cuts(text: str, building: _Building) -> list[int]:
    """Where a segment begins in any case: another speaker, a label, a song, an aside, unmarked speech."""
    starts = [part.inside.start for part in building.parts]
    said = [_TAG.sub("", text[slice(*part.inside)]) for part in building.parts]
    unmarked = {*_without_marks(said), *_with_capitals(said), *_numbers(said)}
    speeches = enumerate(pairwise(building.speeches))
    found = {starts[number + 1] for number, both in speeches if number in unmarked or _begins(*both)}
    places = {*starts, *building.lines, *(ended.end() for ended in _BEHIND_SENTENCE.finditer(text))}
    found.update(start for start in places if _is_label(text, start))
    found.update(end for aside in _ASIDE.finditer(text) for end in _edges(text, aside, found))
    return sorted(found - {0, len(text)})


def _is_label(text: str, start: int) -> bool:
    """Whether a speaker's label stands here, and not in the middle of words in capitals."""
    word = text[max(start - 12, 0) : start].split(" ")[-2:][0]
    return bool(_LABEL.match(text, start)) and not (word.isupper() and word[-1].isalnum())


def _begins(before: Speech, here: Speech) -> bool:
    """Whether a speech begins another segment than the one before it ends."""
    if here.voice != before.voice or "-" in here.sign or "♪" in here.sign + before.sign:
        return True
    return here.shared and here.outer.start == before.outer.end


def _without_marks(said: Sequence[str]) -> Iterator[int]:
    """The speeches of long runs in which no mark ends a sentence, and the one before each."""
    for marked, run in groupby(range(len(said)), lambda number: bool(_SENTENCE_MARK.search(said[number]))):
        numbers = list(run)
        if not marked and len(numbers) > _LONGEST:
            yield from (numbers[0] - 1, *numbers)


def _numbers(said: Sequence[str]) -> Iterator[int]:
    """The speeches of numbers that numbers follow: they would make one."""
    counted = [bool(_NUMBERS.match(text)) for text in said]
    return (number for number, both in enumerate(pairwise(counted)) if all(both))


def _with_capitals(said: Sequence[str]) -> Iterator[int]:
    """The speeches of runs that begin with a capital and end in a letter: nobody set full stops."""
    bare = [bool(_NO_MARK.search(one) and _CAPITAL.match(other)) for one, other in pairwise(said)]
    for is_bare, run in groupby(range(len(bare)), lambda number: bare[number]):
        numbers = list(run)
        yield from numbers if is_bare and len(numbers) > 2 else ()


def _edges(text: str, aside: re.Match[str], cuts: Collection[int]) -> Sequence[int]:
    """Where an aside begins and what follows it does, if it stands between two sentences."""
    before = text[max(aside.start() - 4, 0) : aside.start()]
    if not before or aside.start() in cuts or _ENDED.search(before):
        return aside.start(), aside.end()
    return ()
