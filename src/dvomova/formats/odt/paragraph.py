"""A paragraph of OpenDocument, read element by element into items.

Elements by OpenDocument 1.2 (ISO/IEC 26300), part 1: 6 (content of paragraphs), 7 (fields).
"""

from __future__ import annotations

import re

from dvomova.formats.inline.records import BREAK, Item, Level, Paragraph, Run, Wrapper
from dvomova.formats.odt.looks import OdtLooks
from dvomova.formats.office.story import Element
from dvomova.formats.office.xml import Names, attributes, pieces
from dvomova.model import Block

_SILENT = re.compile(
    r"text:(?:bookmark|reference-mark|toc-mark|user-index-mark|alphabetical-index-mark|change)(?:-start|-end)?"
    r"|office:annotation(?:-end)?"
)
"""What is kept although no code says so: marks, and comments."""
_TRACKED = re.compile(r"text:change(?:-start|-end)?")
_PASSED = frozenset({"text:soft-page-break"})
_SIGNS = {"text:tab": "\t", "text:line-break": BREAK, "text:s": " "}
_MEANINGS = {
    "text:note": "footnote",
    "draw:frame": "picture",
    "text:ruby": "text with its reading",
    "text:number": "number",
}
_DEEPEST = 30
"""Elements around text in one another that are read; people make two or three."""
_MOST_SPACES = 20
_BLANK = re.compile(r"[ \t\r\n]+")
_NEXT = re.compile(r"<(/?)(?:[\w.-]+:)?(?:span|a|meta)[\s/>]")
"""What may stand in a span and be around runs itself."""


class OdtParagraph:
    """A paragraph while it is read."""

    def __init__(self, source: str, names: Names, looks: OdtLooks, element: Element) -> None:
        """Begin with its start tag.

        Args:
            source: the source text.
            names: of the part.
            looks: of its spans.
            element: the paragraph itself.
        """
        self.element = element
        self.items: list[Item] = []
        self.inner: list[Block] = []
        self.is_tracked = False
        self.style = attributes(source[element.start : element.inner]).get("style-name", "")
        """The name of its style."""
        self._source, self._names, self._looks = source, names, looks
        self._opaque: Element | None = None
        """The element whose inside is not looked at."""
        self._wrappers: list[tuple[Element, Wrapper]] = []
        self._styles: list[str] = []
        """Of the spans around text that are no runs."""
        self._run: Run | None = None
        self._span: Element | None = None
        """The element of the run."""
        self._after_blank = True
        """Whether white space that follows is no space any more."""

    @property
    def holds_blocks(self) -> bool:
        """Whether blocks of their own may stand in what is read now."""
        return self._opaque is not None and not _SILENT.fullmatch(self._opaque.name)

    def opened(self, element: Element) -> None:
        """An element begins in it."""
        if self._opaque is None and not self._reads(element):
            self._opaque = element

    def closed(self, element: Element, start: int, end: int) -> None:
        """An element ends; its end tag begins at ``start``."""
        if self._opaque:
            if self._opaque is element:
                self._opaque = None
                self._take(element, end)
        elif element is self._span and self._run:
            self._run.end = end
            if element.inner == start and "style-name" not in self._said(element):
                self.items.append(Item("base", element.start, end, run=self._run))
            self._run = self._span = None
        elif self._wrappers and self._wrappers[-1][0] is element:
            _element, wrapper = self._wrappers.pop()
            self.items.append(Item("close", start, end, wrapper=wrapper))
            if element.name == "text:span":
                self._styles.pop()

    def text(self, start: int, end: int, level: Level = Level.TEXT) -> None:
        """Text stands there; white space in a row is one space (6.1.2)."""
        if self._opaque or start >= end:
            return
        run = self._run or self._bare_run(start, end)
        found = (
            pieces(self._source, start, end)
            if level == Level.TEXT
            else [(self._source[start:end], start, end)]
        )
        for text, begin, stop in found:
            if stop - begin != len(text):
                self._add(text, begin, stop, run, level)
                continue
            position = begin
            for match in _BLANK.finditer(self._source, begin, stop):
                self._add(self._source[position : match.start()], position, match.start(), run, level)
                self._add("" if self._after_blank else " ", match.start(), match.end(), run, level)
                position = match.end()
            self._add(self._source[position:stop], position, stop, run, level)

    def finish(self) -> list[Item]:
        """All that it holds, once it has ended."""
        return self.items

    def _add(self, text: str, start: int, end: int, run: Run, level: Level) -> None:
        if text:
            self._after_blank = text == " "
            self.items.append(Item("text", start, end, text, run, level=level))

    def _bare_run(self, start: int, end: int) -> Run:
        """A run for text that stands in none of its own."""
        return Run("", "", self._looks.of(self._styles), start, end)

    def _reads(self, element: Element) -> bool:
        """Whether the inside of an element is read."""
        name = element.name
        if len(self._wrappers) >= _DEEPEST:
            return False
        if name == "text:span":
            self._begin_span(element)
        elif name in {"text:a", "text:meta"} and self._run is None:
            target = self._said(element).get("href", "")
            self._wrap(element, f"link {target}".rstrip() if name == "text:a" else "")
        else:
            return False
        return True

    def _begin_span(self, element: Element) -> None:
        """A span that holds no other one is a run; others are around runs."""
        style = self._said(element).get("style-name", "")
        following = _NEXT.search(self._source, element.inner)
        tag = self._source[element.start : element.inner]
        if self._run is None and not tag.endswith("/>") and following and following[1]:
            looks = self._looks.of([*self._styles, *([style] if style else [])])
            self._run = Run(tag, _end_tag(tag), looks, element.start)
            self._span = element
        else:
            self._wrap(element, "")
            self._styles.append(style)

    def _wrap(self, element: Element, means: str) -> None:
        tag = self._source[element.start : element.inner]
        wrapper = Wrapper(tag, _end_tag(tag), means)
        self._wrappers.append((element, wrapper))
        self.items.append(Item("open", element.start, element.inner, wrapper=wrapper))

    def _take(self, element: Element, end: int) -> None:
        """An element has ended whose inside was not looked at."""
        name, source = element.name, self._source[element.start : end]
        level = Level.RUN if self._run else Level.PARAGRAPH
        item = Item("void", element.start, end, run=self._run, level=level, source=source)
        count = self._said(element).get("c", "1")
        if _SILENT.fullmatch(name):
            self.is_tracked = self.is_tracked or _TRACKED.fullmatch(name) is not None
            item.kind, item.begins = "silent", name.endswith("-start")
        elif name in _PASSED:
            return
        elif name in _SIGNS and count.isdigit() and int(count) <= _MOST_SPACES:
            item.kind, item.text = "sign", _SIGNS[name] * (int(count) if name == "text:s" else 1)
            self._after_blank = False
        else:
            self._void(item, name)
        self.items.append(item)

    def _void(self, item: Item, name: str) -> None:
        looks = self._run.formatting if self._run else self._looks.of(self._styles)
        item.source, item.offset = looks.open + item.source + looks.close, len(looks.open)
        item.inner, self.inner = tuple(self.inner), []
        is_box = name.startswith("draw:") and any(isinstance(block, Paragraph) for block in item.inner)
        field = f"field {name.removeprefix('text:')}" if name.startswith("text:") else "object"
        item.means = "text box" if is_box else _MEANINGS.get(name, field)
        self._after_blank = False

    def _said(self, element: Element) -> dict[str, str]:
        return attributes(self._source[element.start : element.inner])


def _end_tag(tag: str) -> str:
    name = re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]
    return f"</{name}>"
