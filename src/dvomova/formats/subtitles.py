"""Subtitles: SubRip (``.srt``) and WebVTT (``.vtt``). A sentence over several cues is one segment."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from itertools import pairwise

from dvomova.formats import cue_text
from dvomova.formats.base import ReadOptions
from dvomova.formats.cue_blocks import Said, block_of
from dvomova.formats.cue_text import Syntax
from dvomova.formats.cues import cues
from dvomova.formats.encodings import TextFile
from dvomova.model import Block, Reading, Span
from dvomova.text.breaking import in_lines
from dvomova.text.markup import INLINE_CODE

_PAUSE = 3_000
"""Milliseconds of silence that end a block. Of 110,000 sentences that ran on from one cue to the next, in
a thousand files of public repositories, 99.4 % did so within this time."""
_NO_TEXT = re.compile(r"\ufeff?(?:WEBVTT|NOTE|STYLE|REGION)(?![^ \t])")


class _Subtitles(TextFile):
    """What both formats have in common."""

    reflows = False
    syntax: Syntax

    def read(self, source: str, options: ReadOptions) -> Reading:
        """A block for each stretch of speech between pauses; for each speech if ``options`` say so."""
        found, stray = cues(source, ends_at_blank=self.syntax.has_entities)
        said = [(cue, cue_text.speeches(source, cue, self.syntax)) for cue in found]
        blocks = [block_of(run, whole=options.subtitles == "cue") for run in _runs(said, options.subtitles)]
        return Reading(tuple(blocks), tuple(_skeleton(source, said)), tuple(_skipped(source, stray)))

    def written(self, block: Block, text: str, inside: Span) -> str:
        """``text`` in the lines of a cue, at most two; its codes as they stand in the source."""
        part = block.parts[bisect_right(block.parts, inside.start, key=lambda part: part.inside.start) - 1]
        pieces = text.split("\n")
        most = 1 if part.style or len(pieces) > 1 else 2
        lines = [line for piece in pieces for line in in_lines(piece, at_most=most)]
        return "\n".join(self._marked_up(line, block) for line in lines)

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Never asked: ``written`` breaks the lines."""
        return True

    def _marked_up(self, line: str, block: Block) -> str:
        pieces, end = [], 0
        for code in INLINE_CODE.finditer(line):
            if int(code[2]) <= len(block.codes):
                pieces += [
                    self._escaped(line[end : code.start()]),
                    block.codes[int(code[2]) - 1][bool(code[1])],
                ]
                end = code.end()
        return "".join([*pieces, self._escaped(line[end:])])

    def _escaped(self, text: str) -> str:
        return text


class SubRip(_Subtitles):
    """``.srt``."""

    name = "subrip"
    suffixes = (".srt",)
    syntax = cue_text.SUBRIP


class WebVTT(_Subtitles):
    """``.vtt``."""

    name = "webvtt"
    suffixes = (".vtt",)
    syntax = cue_text.WEBVTT

    def _escaped(self, text: str) -> str:
        """``&`` and ``<`` that begin no markup, and the arrow that would begin a cue (WebVTT 4.2.2)."""
        text = re.sub(r"&(?!#?\w{1,31};)", "&amp;", text)
        text = re.sub(r"<(?!/?[A-Za-z\d])", "&lt;", text)
        return text.replace("-->", "--&gt;")


def _runs(said: Sequence[Said], subtitles: str) -> Iterator[Sequence[Said]]:
    """The cues of each block: those between two pauses or cues without words; or each speech by itself."""
    if subtitles == "cue":
        yield from ([(cue, [speech])] for cue, speeches in said for speech in speeches)
        return
    run: list[Said] = []
    for cue, speeches in said:
        before = run[-1][0] if run else cue
        if run and (not speeches or cue.shown - before.gone > _PAUSE or cue.shown < before.shown):
            yield run
            run = []
        run += [(cue, speeches)] if speeches else []
    if run:
        yield run


def _skeleton(source: str, said: Sequence[Said]) -> Iterator[str]:
    """Numbers and times as they are written, and what stands between the cues; a sign for each speech."""
    end = 0
    for cue, speeches in said:
        yield source[end : cue.head]
        yield from (speech.sign or "text" for speech in speeches)
        end = cue.end
    yield source[end:]


def _skipped(source: str, stray: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Text that stands in no cue, the first line of each stretch."""
    lines = re.split(r"\r\n?|\n", source) if stray else []
    firsts = (number for before, number in pairwise([-2, *stray]) if number > before + 1)
    return ((number + 1, _("text in no cue")) for number in firsts if not _NO_TEXT.match(lines[number]))
