"""build, where the translated document has something of its own: only what the catalog changed changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dvomova.catalogs import ahead
from dvomova.catalogs.cuts import Known, cuts
from dvomova.catalogs.facing import Expected, Facing, known_texts
from dvomova.document import (
    Graft,
    Said,
    bare_codes,
    beside,
    grafted,
    is_side_by_side,
    parse,
    rebuild_verified,
    renumbered,
    spelled_out,
    without,
)
from dvomova.model import Document, Segment, Span
from dvomova.workflow import reading
from dvomova.workflow.laying import BuildOptions, Laid, Original, is_omitted, mark, namer, said
from dvomova.workflow.project import Project
from dvomova.workflow.seen import Seen, key_of, keys_of
from dvomova.workflow.sight import Place, Sight, sight


@dataclass(slots=True)
class _Text:
    """A text of the translated document on its way."""

    segment: Segment
    spelled: str
    """What it says, inline codes spelled out."""
    faced: tuple[int, ...] = ()
    """The places of the original that it stands for; none for a text of its own."""
    is_going: bool = False
    """Whether it is taken out."""
    new: str | None = None
    """What is to stand there; None for what does."""


def onto(of: Original, project: Project, data: bytes, options: BuildOptions) -> Laid:
    """The translated document, with what the catalog has for it and all that is its own.

    Texts of units are replaced where they are not what the catalog says, new ones stand behind their
    neighbour in the original, those whose source is gone go. Nothing else of it changes.

    Args:
        of: the original; the catalog knows all of its texts.
        project: where it is.
        data: what the document holds, as the catalog has seen it.
        options: what to do with segments that are not finished.
    """
    return _Onto(of, project, data, options).laid()


class _Onto:
    """The document that is there, and what becomes of it step by step."""

    def __init__(self, of: Original, project: Project, data: bytes, options: BuildOptions) -> None:
        self.of, self.project, self.data, self.options = of, project, data, options
        self.seen = Seen.of(of.catalog)
        self.name = namer(of.article, of.catalog)
        self.said = said(of, of.places, options)
        self.codes = bare_codes(of.document)
        self.omitted = {i for i, place in enumerate(of.places) if is_omitted(place.unit, options)}
        places = [*map(self.place, range(len(of.places))), *self.gone()]
        self.sight = sight(of.article, project, data, places, self.seen.own or ())
        self.recipe = self.sight.recipe
        self.texts = self.in_order()
        self.broken: list[int] = []
        self.unplaced: list[int] = []

    def laid(self) -> Laid:
        document = self.replaced(self.without_gone(self.sight.document))
        source = self.with_new(document)
        own = keys_of([text.spelled for text in self.texts if not text.faced and not text.is_going])
        waiting = {*self.omitted, *self.unplaced}
        units = (unit for number in waiting if (unit := self.of.places[number].unit))
        return Laid(
            self.recipe.encode(source, self.data),
            tuple(self.name(self.of.places[number]) for number in sorted(self.broken)),
            frozenset(key_of(unit) for unit in units if not unit.is_left_out),
            own,
            tuple(self.name(self.of.places[number]) for number in self.unplaced),
        )

    def place(self, number: int) -> Place:
        """What is expected where a unit stands: what is laid now, or what was laid before."""
        segment, unit = self.of.places[number].segment, self.of.places[number].unit
        if unit is None:
            return Place(Expected((segment.text,), segment.kind, is_sure=False), number)
        marked = mark(self.of.article.target_language)
        texts = [self.text_for(number), unit.target, ahead.was(unit), unit.source, unit.previous]
        every = [text + end for text in texts if text for end in ("", marked)]
        spelled = tuple(dict.fromkeys(spelled_out(text, self.codes[segment.block]) for text in every))
        is_sure = key_of(unit) not in self.seen.awaited and not unit.is_left_out
        return Place(Expected(spelled, segment.kind, unit.extracted, is_sure), number)

    def gone(self) -> list[Place]:
        """What may stand there of units whose source is gone."""
        obsolete = (unit for unit in self.of.catalog.units if unit.obsolete and unit.target)
        return [
            Place(Expected(tuple(dict.fromkeys((unit.target, unit.source))), "paragraph", is_sure=False))
            for unit in obsolete
        ]

    def text_for(self, number: int) -> str:
        """What is to stand at a place, with the codes of the original."""
        text = self.said[number]
        return text if isinstance(text, str) else self.of.places[number].segment.text

    def in_order(self) -> list[_Text]:
        """The texts of the document; those that stand for one unit together as one."""
        sight, found, number = self.sight, list[_Text](), 0
        facing = {one.first: one for one in sight.facing}
        own = self.seen.own or frozenset()
        is_recognised = own <= keys_of([text.source for text in sight.texts])  # else nothing is taken out
        while number < len(sight.texts):
            one = facing.get(number) or Facing(number, number, ())
            segment = _together(sight, one)
            text = _Text(segment, sight.spelled(one))
            if one.places:
                text.faced = tuple(place for place in one.places if place < len(self.of.places))
                text.is_going = not set(text.faced) - self.omitted
            else:
                text.is_going = is_recognised and not keys_of([text.spelled]) <= own
            self.decide(text)
            found.append(text)
            number = one.last + 1
        return found

    def decide(self, text: _Text) -> None:
        """What is to stand in place of a text."""
        if text.is_going or not text.faced:
            return
        blocks = [self.of.places[number].segment.block for number in text.faced]
        wanted = " ".join(
            spelled_out(self.text_for(number), self.codes[block])
            for number, block in zip(text.faced, blocks, strict=True)
        )
        if wanted != text.spelled:
            text.new = self.renumbered(text.faced, text.segment.block)

    def renumbered(self, numbers: Sequence[int], block: int) -> str | None:
        """What is to stand at places, by the codes of a block of the document; None if it lacks one."""
        codes = bare_codes(self.sight.document)[block]
        pairs = [(self.text_for(n), self.codes[self.of.places[n].segment.block]) for n in numbers]
        texts = [renumbered(text, mine, codes) for text, mine in pairs]
        if None in texts:
            self.broken += numbers
            return None
        return " ".join(text for text in texts if text is not None)

    def without_gone(self, document: Document) -> Document:
        """The document without the texts that go; as it is, where that cannot be."""
        going = {number for number, text in enumerate(self.texts) if text.is_going}
        if not going:
            return self.joined(document)
        left = self.read(without(self.joined(document), self.recipe, going))
        stay = [text for text in self.texts if not text.is_going]
        segments = self.cut(left, stay)
        if segments is None:
            for text in self.texts:
                text.is_going = False
            return self.joined(document)
        for text, segment in zip(stay, segments, strict=True):
            text.segment = segment
        self.texts = stay
        return self.joined(left)

    def joined(self, document: Document) -> Document:
        return replace(document, segments=tuple(text.segment for text in self.texts))

    def read(self, source: str) -> Document:
        article = self.of.article
        return parse(source, self.recipe, language=article.target_language, path=article.target)

    def cut(self, document: Document, texts: Sequence[_Text]) -> list[Segment] | None:
        """The segments of a document that say what these texts say; None where it says something else."""
        expected = [Expected((text.segment.text,), text.segment.kind) for text in texts]
        found = [
            reading.segment_of(document, piece)
            for piece in cuts(reading.incoming(document), Known(known_texts(expected)))
        ]
        is_same = [segment.text for segment in found] == [text.segment.text for text in texts]
        return found if is_same else None

    def replaced(self, document: Document) -> Document:
        """The document with the texts that are to stand in it, and new sentences beside their neighbours."""
        self.add_sentences()
        texts: list[Said | None] = [text.new for text in self.texts]
        source, broken = rebuild_verified(document, self.recipe, texts)
        for number in broken:
            self.broken += [place for place in self.texts[number].faced if place not in self.broken]
        return self.read(source) if source != document.source else document

    def faced(self) -> dict[int, _Text]:
        """The text that stands for each place of the original."""
        return {place: text for text in self.texts for place in text.faced if not text.is_going}

    def missing(self) -> list[int]:
        """The places of the original that no text stands for, and one should."""
        there = self.faced()
        return [n for n in range(len(self.of.places)) if n not in there and n not in self.omitted]

    def add_sentences(self) -> None:
        """Put new sentences of a paragraph that is there behind, or before, their neighbours."""
        there, missing = self.faced(), self.missing()
        for number in missing:
            before = self.nearest(there, number, -1)
            if before and self.add(before, number, self.of.gaps(number - 1, 2)[0], behind=True):
                there[number] = before
        for number in reversed(missing):
            after = self.nearest(there, number, 1) if number not in there else None
            if after and self.add(after, number, self.of.gaps(number, 2)[0], behind=False):
                there[number] = after

    def nearest(self, there: dict[int, _Text], number: int, step: int) -> _Text | None:
        """The next text before or behind a place that stands for one of the same block."""
        block, other = self.of.places[number].segment.block, number + step
        while 0 <= other < len(self.of.places) and self.of.places[other].segment.block == block:
            if other in there:
                return there[other]
            other += step
        return None

    def add(self, text: _Text, number: int, gap: str, *, behind: bool) -> bool:
        """Put a sentence beside a text; returns whether it can stand there."""
        new = self.renumbered([number], text.segment.block)
        if new is None:
            return False
        said = text.segment.text if text.new is None else text.new
        text.new = said + gap + new if behind else new + gap + said
        text.faced = (*text.faced, number) if behind else (number, *text.faced)
        return True

    def with_new(self, document: Document) -> str:
        """The source of the document, new blocks behind their neighbours."""
        blocks = {place: text.segment.block for place, text in self.faced().items()}
        segments = tuple(place.segment for place in self.of.places)
        original = replace(self.of.document, segments=segments)
        for numbers in self.groups(self.missing()):
            graft = Graft(original, beside(original, self.of.places[numbers[0]].segment.block), self.said)
            source, at = self.grafted(document, graft, numbers, blocks)
            if source is None:
                self.unplaced += numbers
                continue
            document = self.read(source)
            size = len(graft.blocks)
            blocks = {place: block + size * (block >= at) for place, block in blocks.items()}
            blocks |= {n: at + self.of.places[n].segment.block - graft.blocks.start for n in numbers}
        return document.source

    def groups(self, numbers: Iterable[int]) -> list[list[int]]:
        """The places, those together whose blocks stand together."""

        def start(number: int) -> int:
            return beside(self.of.document, self.of.places[number].segment.block).start

        return [list(members) for _block, members in groupby(numbers, start)]

    def grafted(
        self, document: Document, graft: Graft, numbers: Sequence[int], blocks: dict[int, int]
    ) -> tuple[str | None, int]:
        """The document with new blocks, and the number of the first; None where they find no place."""
        mine = [n for n, place in enumerate(self.of.places) if place.segment.block in graft.blocks]
        if set(mine) - set(numbers) - self.omitted:
            return None, 0
        before = next((n for n in reversed(range(mine[0])) if n in blocks), None)
        after = next((n for n in range(mine[-1] + 1, len(self.of.places)) if n in blocks), None)
        for anchor, behind in self.anchors(graft, before, after):
            at = beside(document, blocks[anchor])
            source = grafted(document, self.recipe, blocks[anchor], graft, behind=behind)
            if source is not None:
                return source, at.stop if behind else at.start
        return None, 0

    def anchors(self, graft: Graft, before: int | None, after: int | None) -> list[tuple[int, bool]]:
        """Beside which places blocks may go, the best first: a neighbour from which nothing parts them."""
        found = [(place, side) for place, side in ((before, True), (after, False)) if place is not None]

        def is_parted(anchor: tuple[int, bool]) -> bool:
            place, behind = anchor
            block = self.of.places[place].segment.block
            pair = (block, graft.blocks.start) if behind else (graft.blocks.stop - 1, block)
            return not is_side_by_side(graft.original, *pair)

        return sorted(found, key=is_parted)


def _together(sight: Sight, one: Facing) -> Segment:
    """The texts of a place as one segment."""
    first, last = sight.segments[one.first], sight.segments[one.last]
    span, inside = Span(first.span.start, last.span.end), Span(first.inside.start, last.inside.end)
    return replace(first, text=sight.text(one), span=span, inside=inside)
