"""What the cues of a film show: translations as they would be laid, or a finished version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby

from dvomova.checks.style import Cue
from dvomova.document.parts import laid, parts_of
from dvomova.errors import FileError
from dvomova.formats.base import Format
from dvomova.model import Block, Catalog, Document, Part, Segment, State, Unit
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project

_MARKUP = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_FINISHED = {State.TRANSLATED, State.AHEAD}

Cues = Mapping[int, Sequence[Cue]]
"""By ``id`` of the unit, the cues that its translation begins or goes on in; each stands at one unit only."""


def of_catalog(catalog: Catalog, article: Article, project: Project) -> Cues:
    """What the cues of an article's film would show; empty where its document is none, or not to be read."""
    if not any(unit.extracted and unit.extracted[0].startswith("subtitle") for unit in catalog.units):
        return {}
    try:
        read, form = reading.document(article, project), reading.recipe(article, project).format
    except FileError:  # of which `update` tells
        return {}
    places = reading.occurrences(read, catalog.units)
    found: dict[int, list[Cue]] = {}
    for number, members in groupby(places, key=lambda place: place.segment.block):
        film = _Film(read, read.reading.blocks[number], form)
        for unit, cue in film.cues([(place.segment, place.unit) for place in members]):
            found.setdefault(id(unit), []).append(cue)
    return found


def of_versions(source: Document, target: Document, pairs: Iterable[tuple[Unit, range, range]]) -> Cues:
    """What the cues of a finished version show.

    Args:
        source: the original.
        target: the translation.
        pairs: units, with the segments of either that they were made of.
    """
    found: dict[int, list[Cue]] = {}
    seen: set[tuple[int, int]] = set()
    for unit, theirs, ours in pairs:
        spoken = [_shown(source, frame) for _at, frame in _frames(source, theirs)]
        shown = list(_frames(target, ours))
        for number, (at, frame) in enumerate(shown if spoken else ()):
            if at not in seen:
                seen.add(at)
                beside = spoken[number * len(spoken) // len(shown)]
                cue = Cue(beside, _shown(target, frame), frame[0].milliseconds)
                found.setdefault(id(unit), []).append(cue)
    return found


def _frames(read: Document, numbers: range) -> Iterator[tuple[tuple[int, int], Sequence[Part]]]:
    """The cues that some segments stand in, each with all of its parts and what tells it from others."""
    for number in numbers:
        segment = read.segments[number]
        block = read.reading.blocks[segment.block]
        frames = dict.fromkeys(part.frame for part in parts_of(block, segment)) if block.parts else {}
        for frame in frames:
            yield frame, [part for part in block.parts if part.frame == frame]


def _shown(read: Document, parts: Sequence[Part]) -> str:
    """What a cue of a document says, without markup, line by line."""
    return "\n".join(_plain(read.source[slice(*part.span)]) for part in parts)


def _plain(written: str) -> str:
    lines = _MARKUP.sub("", unescape(written)).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class _Film:
    """A stretch of a film, and how it is written."""

    read: Document
    block: Block
    form: Format

    def cues(self, members: Sequence[tuple[Segment, Unit | None]]) -> Iterator[tuple[Unit, Cue]]:
        """The cues in which something is translated, each with the first unit that is."""
        if not self.block.parts:
            return
        done = {segment: unit for segment, unit in members if unit and unit.state in _FINISHED}
        texts = [(segment, done[segment].target if segment in done else None) for segment, _unit in members]
        says = {part.span: self._written(part, text) for part, text in laid(self.block, texts)}
        units: dict[Part, Unit] = {}
        for segment, unit in done.items():
            for part in parts_of(self.block, segment):
                units.setdefault(part, unit)
        for _frame, group in groupby(self.block.parts, key=lambda part: part.frame):
            parts = list(group)
            begins = next((units[part] for part in parts if part in units), None)
            if begins is not None and any(part.span in says for part in parts):
                lines = (says.get(part.span) or _shown(self.read, [part]) for part in parts)
                yield begins, Cue(_shown(self.read, parts), "\n".join(lines), parts[0].milliseconds)

    def _written(self, part: Part, text: str) -> str:
        return _plain(self.form.written(self.block, text, part.inside))
