"""A part of a document of a word processor, read tag by tag; what its elements mean is for formats to say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from typing import ClassVar, Generic, Protocol, TypeVar

from dvomova.formats.inline.records import Item, Level, Paragraph
from dvomova.formats.inline.text import paragraph
from dvomova.formats.office.xml import Names, Tag, attribute_values, read, tags
from dvomova.model import Block, Mark, Span
from dvomova.text.markup import is_translatable

_DEEPEST = 4
"""Paragraphs within paragraphs that are read: text boxes hardly ever stand in one another."""
_WHOLE = frozenset({"heading", "title"})
FILLER = re.compile(
    r".*\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|webp)|(?:https?:|/)\S*|[A-Za-z]:\\.*"
    r"|(?:Picture|Image|Рисунок|Зображення) ?\d*",
    re.IGNORECASE,
)
"""What programs give for the alternative text of a picture, and nobody should have read out."""
_SHOWN = 40
"""So many letters of a paragraph name it."""


@dataclass(slots=True, eq=False)
class Element:
    """An element that is open."""

    name: str
    """As it is known."""
    start: int
    inner: int
    """Behind its start tag."""


class Frame(Protocol):
    """A paragraph while it is read."""

    element: Element
    inner: list[Block]
    """Blocks in the code that is being read."""
    is_tracked: bool
    """Whether changes of it are tracked."""

    @property
    def holds_blocks(self) -> bool:
        """Whether blocks of their own may stand in what is read now."""

    def opened(self, element: Element) -> None:
        """An element begins in it."""

    def closed(self, element: Element, start: int, end: int) -> None:
        """An element ends; its end tag begins at ``start``."""

    def text(self, start: int, end: int, level: Level = Level.TEXT) -> None:
        """Text stands there."""

    def finish(self) -> list[Item]:
        """All that it holds, once it has ended."""


FrameOf = TypeVar("FrameOf", bound=Frame)


class Story(Generic[FrameOf]):
    """A part with text, read. Formats say what begins paragraphs and what they are."""

    paragraph_names: ClassVar[frozenset[str]]
    """Elements that are paragraphs."""
    structure: ClassVar[frozenset[str]]
    """Elements that the skeleton tells of."""
    alternatives: ClassVar[Mapping[str, Sequence[str]]]
    """For elements the attributes that people read, or have read to them."""

    def __init__(self, source: str, span: Span, names: Names) -> None:
        """Read it.

        Args:
            source: the source text.
            span: where the part stands in it.
            names: of the part.
        """
        self.blocks: list[Block] = []
        self.skeleton: list[str] = []
        self.skipped: list[tuple[int, str]] = []
        """(offset, what)."""
        self.paragraphs: list[int] = []
        """Where each paragraph begins, ascending."""
        self.source, self.names = source, names
        self.elements: list[Element] = []
        """Those that are open."""
        self.open: Counter[str] = Counter()
        """How many elements of a name are open."""
        self._frames: list[tuple[FrameOf, int]] = []
        """The paragraphs that are open, and their places in the skeleton."""
        self._read(span)

    def frame(self, element: Element) -> FrameOf:
        """A paragraph begins."""
        raise NotImplementedError

    def reads(self) -> bool:
        """Whether paragraphs that begin now belong to the text."""
        return True

    def look_at(self, element: Element) -> None:
        """An element begins that is not part of the text of a paragraph."""

    def left(self, element: Element, start: int, end: int) -> None:
        """An element has ended."""

    def like(self, frame: FrameOf) -> Paragraph:
        """What kind of block a paragraph is; its text is filled in."""
        raise NotImplementedError

    def goes(self, frame: FrameOf, items: Sequence[Item], end: int) -> bool:
        """Whether a paragraph may go when its text does: nothing else is in it, and nothing needs it."""
        raise NotImplementedError

    def _read(self, span: Span) -> None:
        position = span.start
        for tag in tags(self.source, *span):
            if self._frames and tag.start > position:
                self._frames[-1][0].text(position, tag.start)
            position = tag.end
            if tag.kind == "!":
                self._data(tag)
            elif tag.kind == ">":
                self._end(self.names[tag.name], tag.start, tag.end)
            else:
                self._begin(tag)
        while self.elements:
            self._close(self.elements.pop(), span.end, span.end)

    def _data(self, tag: Tag) -> None:
        if self._frames:
            end = tag.end - len("]]>") * self.source.endswith("]]>", tag.start, tag.end)
            self._frames[-1][0].text(tag.start + len("<![CDATA["), end, Level.CDATA)

    def _begin(self, tag: Tag) -> None:
        element = Element(self.names[tag.name], tag.start, tag.end)
        frame = self._frames[-1][0] if self._frames else None
        holds = frame is None or frame.holds_blocks
        reads = holds and len(self._frames) < _DEEPEST and self.reads()
        if reads and element.name in self.paragraph_names:
            self.paragraphs.append(element.start)
            self._frames.append((self.frame(element), len(self.skeleton)))
            self.skeleton.append(element.name)
        else:
            if frame:
                frame.opened(element)
            if holds:
                self._look_at(element)
        self.elements.append(element)
        self.open[element.name] += 1
        if tag.kind == "/":
            self._end(element.name, tag.end, tag.end)

    def _look_at(self, element: Element) -> None:
        if element.name in self.structure:
            self.skeleton.append(element.name)
        for wanted in self.alternatives.get(element.name, ()):
            tag = self.source[element.start : element.inner]
            for name, start, end in attribute_values(tag, element.start):
                if name == wanted:
                    self.put_text(Span(start, end), style=self.source[end])
        self.look_at(element)

    def put_text(self, span: Span, style: str) -> None:
        """A block of plain text: the value of an attribute if ``style`` is its quote, else of an element."""
        text = read("\n".join(self.source[slice(*span)].splitlines()))
        plain = "<" not in self.source[slice(*span)]
        if plain and is_translatable(text) and not FILLER.fullmatch(text.strip()):
            self._put([Block("caption", span, text, (Mark(0, span.start),), whole=True, style=style)])

    def _put(self, blocks: Sequence[Block]) -> None:
        (self._frames[-1][0].inner if self._frames else self.blocks).extend(blocks)

    def _end(self, name: str, start: int, end: int) -> None:
        """The end of the innermost element of that name, and of what has no end tag in it."""
        while self.open[name]:
            element = self.elements.pop()
            self._close(element, start, end)
            if element.name == name:
                break

    def _close(self, element: Element, start: int, end: int) -> None:
        self.open[element.name] -= 1
        if self._frames:
            frame, place = self._frames[-1]
            if frame.element is element:
                self._frames.pop()
                self._end_paragraph(frame, place, end)
            else:
                frame.closed(element, start, end)
        self.left(element, start, end)

    def _end_paragraph(self, frame: FrameOf, place: int, end: int) -> None:
        items, like = frame.finish(), self.like(frame)
        found = paragraph(replace(like, whole=like.kind in _WHOLE), items) if like.kind != "code" else []
        if found:
            whole = Span(frame.element.start, end)
            found[0] = replace(found[0], outer=whole if self.goes(frame, items, end) else found[0].span)
        self._put(found)
        laid = {block.span for block in found}
        for item in items:
            beside = [block for block in item.inner if block.span not in laid]
            if len(beside) == len(item.inner):
                self._put(beside)
            elif beside:
                self.skipped.append((beside[0].span.start, _("a text box in a text box")))
        silent = (item.source for item in items if item.kind == "silent" and item.alone != "silent")
        self.skeleton[place] = " ".join([frame.element.name, *sorted(silent)])
        if frame.is_tracked:
            self._tell_of_changes(frame, items)

    def _tell_of_changes(self, frame: FrameOf, items: Sequence[Item]) -> None:
        words = " ".join("".join(item.text for item in items if item.kind == "text").split())
        if words:
            shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
            what = _("tracked changes, read as accepted: “{text}”").format(text=shown)
            self.skipped.append((frame.element.start, what))
