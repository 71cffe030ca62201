"""From the items of a paragraph to the text that translators see, with its codes."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dvomova.formats.inline import BREAK, TAGS, Formatting, Item, Paragraph, Place, Run, Wrapper
from dvomova.formats.inline_items import nested, shown, split
from dvomova.formats.inline_looks import Looks, Step, common
from dvomova.model import Block, Code, Mark, Span

_LITERAL = re.compile(
    rf"<(?=/?(?:{'|'.join(TAGS)}|[1-9]\d{{0,5}})>|[1-9]\d{{0,5}}/>|{BREAK[1:]})|&(?=(?:lt|amp);)"
)
"""What would be taken for markup in a text, or for the escape of some."""
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_CONTENT = frozenset({"text", "sign", "void", "silent"})


def paragraph(like: Paragraph, items: Sequence[Item]) -> list[Block]:
    """The block of a paragraph, then those that stand in its codes; none if nobody has to translate it.

    Args:
        like: its kind, dialect and all that its items do not tell.
        items: what it holds, in the order of the source.
    """
    found = split(nested(items))
    visible = shown(found)
    if not visible:
        return []
    text = _Text(found, visible)
    return [text.block(like), *text.inner]


class _Text:
    """The text of a paragraph, put together from its visible items."""

    def __init__(self, items: Sequence[Item], visible: Sequence[Item]) -> None:
        self.edges = _Edges(items)
        self.around = tuple(common([item.wrappers for item in visible]))
        self.looks = Looks(items, visible, len(self.around))
        self.text: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.places: list[Place] = []
        self.opened: list[tuple[str, ...]] = []
        self.open: list[Step] = []
        self.names: tuple[str, ...] = ()
        self.codes: list[Code] = []
        self.coded: list[Wrapper | Formatting | None] = []
        self.inner: list[Block] = []
        self.silent = tuple(item for item in items if item.kind == "silent")
        self._put_all(visible)

    def block(self, like: Paragraph) -> Paragraph:
        return replace(
            like,
            span=Span(self.marks[0].source, self.marks[-1].source),
            text="".join(self.text),
            marks=tuple(self.marks),
            codes=tuple(self.codes),
            places=tuple(self.places),
            opened=tuple(self.opened),
            around=self.around,
            base=self.looks.base,
            coded=tuple(self.coded),
            bases=self.looks.bases,
            formats=self.looks.formats,
            silent=self.silent,
        )

    def _put_all(self, visible: Sequence[Item]) -> None:
        steps = self.looks.steps(visible)
        literals = _literals(visible, steps)
        self._mark(*self.edges.begin(visible[0], len(self.around)))
        last = visible[0]
        for number, (item, wanted) in enumerate(zip(visible, steps, strict=True)):
            self._change(wanted, last)
            if item.kind == "void":
                self._void(item, joins=last.kind == "void" and steps[number] == steps[number - 1])
            else:
                if self.length:  # else it begins where all of it does
                    self._mark(*self.edges.start(item))
                self._put(item, literals.get(number, ()))
            self._mark(*self.edges.finish(item))
            last = item
        self._change([], last)

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def _mark(self, source: int, place: Place) -> None:
        mark = Mark(self.length, source)
        if not self.marks or self.marks[-1] != mark:
            self.marks.append(mark)
            self.places.append(place)
            self.opened.append(self.names)

    def _change(self, wanted: Sequence[Step], last: Item) -> None:
        """Close and open tags, so that ``wanted`` are open behind the item ``last``."""
        kept = len(common([self.open, wanted]))
        for step in reversed(self.open[kept:]):
            self._add(f"</{self.names[-1]}>")
            self.names = self.names[:-1]
            outside = self.edges.outside(step, last) if isinstance(step, Wrapper) else None
            self._mark(*(outside or (self.marks[-1].source, self.places[-1])))
        for step in wanted[kept:]:
            name = step if isinstance(step, str) else str(self._code(step))
            self.names = (*self.names, name)
            self._add(f"<{name}>")
            self._mark(self.marks[-1].source, self.places[-1])
        self.open = list(wanted)

    def _code(self, step: Wrapper | Formatting) -> int:
        self.codes.append(Code(step.open, step.close or "</>", step.means))
        self.coded.append(step)
        return len(self.codes)

    def _void(self, item: Item, *, joins: bool) -> None:
        """A code that holds no text; neighbours are one."""
        before = self.codes.pop() if joins else Code("")
        means = ", ".join(filter(None, (before.means, item.means)))
        self.codes.append(Code(before.open + item.source, "", means))
        number = len(self.codes)
        offset = len(before.open) + item.offset - item.start
        self.inner += (
            replace(block, within=(number, offset + block.span.start))
            for block in item.inner
            if not block.within
        )
        if not joins:
            self.coded.append(None)
            self._mark(*self.edges.start(item))
            self._add(f"<{number}/>")

    def _put(self, item: Item, literals: Collection[int]) -> None:
        """The text of an item, with marks wherever it stops running side by side with the source."""
        cuts = {edge for offset in literals for edge in (offset, offset + 1)}
        if self.marks[-1].source != item.start:  # but where its run begins
            cuts.add(1)
        begin, place = 0, Place(item.wrappers, item.run, item.level, item.element)
        for cut in [*sorted(cut for cut in cuts if 0 < cut < len(item.text)), len(item.text)]:
            piece = item.text[begin:cut]
            self._add(_ESCAPES[piece] if begin in literals else piece)
            if cut < len(item.text):
                self._mark(item.start + cut, place)
            begin = cut


def _literals(visible: Sequence[Item], steps: Sequence[list[Step]]) -> Mapping[int, list[int]]:
    """For the numbers of items the offsets in their texts of what would be taken for markup."""
    found: dict[int, list[int]] = {}
    begin = 0
    while begin < len(visible):
        end = begin + 1
        if visible[begin].kind == "text":
            while end < len(visible) and visible[end].kind == "text" and steps[end] == steps[begin]:
                end += 1
            _find_literals([item.text for item in visible[begin:end]], begin, found)
        begin = end
    return found


def _find_literals(texts: Sequence[str], begin: int, found: dict[int, list[int]]) -> None:
    offset = number = 0
    for match in _LITERAL.finditer("".join(texts)):
        while match.start() >= offset + len(texts[number]):
            offset += len(texts[number])
            number += 1
        found.setdefault(begin + number, []).append(match.start() - offset)


class _Edges:
    """Where items begin and end in the source. A run goes with its only item, so that none stays empty."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.number = {item: number for number, item in enumerate(items)}
        self.first: dict[Run, Item] = {}
        self.last: dict[Run, Item] = {}
        self.opening: dict[Wrapper, Item] = {}
        self.closing: dict[Wrapper, Item] = {}
        self.content = [0]
        """How many items with content there are before each."""
        for item in items:
            self.content.append(self.content[-1] + (item.kind in _CONTENT))
            if item.run:
                self.first.setdefault(item.run, item)
                self.last[item.last_run or item.run] = item
            if item.wrapper:
                (self.opening if item.kind == "open" else self.closing)[item.wrapper] = item

    def start(self, item: Item) -> tuple[int, Place]:
        """Where an item begins."""
        if item.run and self.first[item.run] is item:
            return item.run.start, Place(item.wrappers)
        return item.start, Place(item.wrappers, item.run, item.level, item.element)

    def finish(self, item: Item) -> tuple[int, Place]:
        """Where it ends."""
        run = item.last_run or item.run
        if run and self.last[run] is item:
            return run.end, Place(item.wrappers)
        return item.end, Place(item.wrappers, run, item.level, item.element)

    def begin(self, first: Item, depth: int) -> tuple[int, Place]:
        """Where a text begins whose first item is ``first``: before the wrappers that are its own."""
        if len(first.wrappers) > depth:
            opening = self.opening[first.wrappers[depth]]
            if self._are_side_by_side(opening, first):
                return self.start(opening)
        return self.start(first)

    def outside(self, wrapper: Wrapper, last: Item) -> tuple[int, Place] | None:
        """The end of a wrapper, unless there is more in it than the item ``last``."""
        closing = self.closing.get(wrapper)
        return self.finish(closing) if closing and self._are_side_by_side(last, closing) else None

    def _are_side_by_side(self, before: Item, after: Item) -> bool:
        return self.content[self.number[before] + 1] == self.content[self.number[after]]
