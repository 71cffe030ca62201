"""One story of a Word document: its body, a header, its footnotes; read tag by tag."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _

from dvomova.formats.docx_looks import WordLooks
from dvomova.formats.docx_paragraph import Element, WordParagraph
from dvomova.formats.docx_styles import Styles, outline
from dvomova.formats.docx_xml import bindings
from dvomova.formats.inline import Item, Level, Paragraph
from dvomova.formats.inline_text import paragraph
from dvomova.formats.xml_tokens import Names, Tag, attribute_values, read, tags
from dvomova.model import Block, Mark, Span
from dvomova.text.markup import is_translatable

ROOTS = {
    "w:document": "",
    "w:footnotes": "footnote",
    "w:endnotes": "footnote",
    "w:hdr": "header",
    "w:ftr": "footer",
}
"""The elements that hold stories, and what their paragraphs are; empty for all kinds."""

_DEEPEST = 4
"""Paragraphs within paragraphs that are read: text boxes hardly ever stand in one another."""
_STRUCTURE = frozenset("w:tbl w:tr w:tc w:sdt w:txbxContent w:footnote w:endnote w:sectPr w:altChunk".split())
_ALTERNATIVES = {
    "wp:docPr": ("title", "descr"),
    "v:shape": ("alt",),
    "v:rect": ("alt",),
    "v:textpath": ("string",),
}
"""Attributes that people read, or have read to them."""
_NO_WORDS = re.compile(
    r".*\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|webp)|(?:https?:|/)\S*|[A-Za-z]:\\.*"
    r"|(?:Picture|Image|Рисунок|Зображення) ?\d*",
    re.IGNORECASE,
)
"""What programs put there by themselves."""
_LEFT = frozenset({"c:chart", "dgm:relIds", "w:altChunk"})
"""What holds text in parts of its own, which are left as they are."""
_WHOLE = frozenset({"heading", "title"})
_SHOWN = 40
"""So many letters of a paragraph name it."""


class Story:
    """A part with text, read."""

    def __init__(
        self, source: str, span: Span, names: Names, styles: Styles, targets: Mapping[str, str]
    ) -> None:
        """Read it.

        Args:
            source: the source text.
            span: where the part stands in it.
            names: of the part.
            styles: of the document.
            targets: of the part's links, by their ids.
        """
        self.blocks: list[Block] = []
        self.skeleton: list[str] = []
        self.skipped: list[tuple[int, str]] = []
        """(offset, what)."""
        self.paragraphs: list[int] = []
        """Where each paragraph begins, ascending."""
        self.bound: list[tuple[Span, Span]] = []
        """Content controls that Word fills from data which are not translated, and where they say so."""
        self._bindings: dict[Element, list[Span]] = {}
        self._source, self._names, self._styles, self._targets = source, names, styles, targets
        self._looks = WordLooks(names, styles.character)
        self._elements: list[Element] = []
        self._open: Counter[str] = Counter()
        self._frames: list[tuple[WordParagraph, int]] = []
        """The paragraphs that are open, and their places in the skeleton."""
        self._before = ""
        """The last element that ended in the body."""
        self._kind = ""
        self._read(span)

    def _read(self, span: Span) -> None:
        position = span.start
        for tag in tags(self._source, *span):
            if self._frames and tag.start > position:
                self._frames[-1][0].text(position, tag.start)
            position = tag.end
            if tag.kind == "!":
                self._data(tag)
            elif tag.kind == ">":
                self._end(self._names[tag.name], tag.start, tag.end)
            else:
                self._begin(tag)
        while self._elements:
            self._close(self._elements.pop(), span.end, span.end)

    def _data(self, tag: Tag) -> None:
        if self._frames:
            end = tag.end - len("]]>") * self._source.endswith("]]>", tag.start, tag.end)
            self._frames[-1][0].text(tag.start + len("<![CDATA["), end, Level.CDATA)

    def _begin(self, tag: Tag) -> None:
        element = Element(self._names[tag.name], tag.start, tag.end)
        name = element.name
        self._kind = ROOTS.get(name, self._kind)
        frame = self._frames[-1][0] if self._frames else None
        holds = frame is None or frame.holds_blocks
        if name == "w:p" and holds and len(self._frames) < _DEEPEST:
            self._begin_paragraph(element)
        else:
            if frame:
                frame.opened(element)
            if holds:
                self._look_at(element)
        self._elements.append(element)
        self._open[name] += 1
        if tag.kind == "/":
            self._end(name, tag.end, tag.end)

    def _begin_paragraph(self, element: Element) -> None:
        self.paragraphs.append(element.start)
        frame = WordParagraph(self._source, self._names, self._looks, self._targets, element)
        self._frames.append((frame, len(self.skeleton)))
        self.skeleton.append("w:p")

    def _look_at(self, element: Element) -> None:
        """Structure, and what people read in attributes, outside of the text of paragraphs."""
        name = element.name
        if name in _STRUCTURE:
            self.skeleton.append(name)
        for wanted in _ALTERNATIVES.get(name, ()):
            self._attribute(element, wanted)
        if name in _LEFT:
            self.skipped.append((element.start, _left()[name]))

    def _attribute(self, element: Element, wanted: str) -> None:
        tag = self._source[element.start : element.inner]
        for name, start, end in attribute_values(tag, element.start):
            text = read(self._source[start:end])
            if name == wanted and is_translatable(text) and not _NO_WORDS.fullmatch(text.strip()):
                style = self._source[end]  # the quote
                block = Block("caption", Span(start, end), text, (Mark(0, start),), whole=True, style=style)
                self._put([block])

    def _put(self, blocks: list[Block]) -> None:
        (self._frames[-1][0].inner if self._frames else self.blocks).extend(blocks)

    def _end(self, name: str, start: int, end: int) -> None:
        """The end of the innermost element of that name, and of what has no end tag in it."""
        while self._open[name]:
            element = self._elements.pop()
            self._close(element, start, end)
            if element.name == name:
                break

    def _close(self, element: Element, start: int, end: int) -> None:
        self._open[element.name] -= 1
        if self._frames:
            frame, place = self._frames[-1]
            if frame.element is element:
                self._frames.pop()
                self._end_paragraph(frame, place, end)
            else:
                frame.closed(element, start, end)
        if self._elements and self._elements[-1].name == "w:body":
            self._before = element.name
        if element.name == "w:sdtPr" and self._elements:
            self._bindings[self._elements[-1]] = list(bindings(self._source, element.start, end))
        for binding in self._bindings.pop(element, ()):
            self.bound.append((Span(element.start, end), binding))

    def _end_paragraph(self, frame: WordParagraph, place: int, end: int) -> None:
        items = frame.finish()
        kind = self._kind_of(frame)
        like = Paragraph(kind, Span(0, 0), "", (), whole=kind in _WHOLE, style="runs", dialect=self._looks)
        found = paragraph(like, items) if kind != "code" else []
        if found:
            whole = Span(frame.element.start, end)
            found[0] = replace(found[0], outer=whole if self._goes(frame, items) else found[0].span)
        self._put(found)
        laid = {block.span for block in found}
        for item in items:
            beside = [block for block in item.inner if block.span not in laid]
            if len(beside) == len(item.inner):
                self._put(beside)
            elif beside:
                self.skipped.append((beside[0].span.start, _("a text box in a text box")))
        silent = sorted(item.source for item in items if item.kind == "silent" and item.alone != "silent")
        self.skeleton[place] = " ".join(["w:p", *silent])
        if frame.is_tracked:
            self._tell_of_changes(frame, items)

    def _kind_of(self, frame: WordParagraph) -> str:
        properties = frame.properties
        by_style = self._styles.kind(properties.get("w:pStyle", {}).get("val", ""))
        direct = outline(properties)
        if self._kind:
            return self._kind
        if direct == "heading" or by_style not in {"", "list item"}:
            return direct if direct == "heading" else by_style
        is_off = properties.get("w:numId", {}).get("val") == "0"
        if direct or (by_style and not is_off):
            return "list item"
        return "table cell" if self._open["w:tc"] else "paragraph"

    def _goes(self, frame: WordParagraph, items: list[Item]) -> bool:
        """Whether a paragraph may go when its text does: nothing else is in it, and nothing needs it."""
        alone = not any(item.kind in {"void", "silent"} or item.alone == "silent" for item in items)
        return (
            alone
            and bool(self._elements)
            and self._elements[-1].name == "w:body"
            and self._before != "w:tbl"
            and "w:sectPr" not in frame.properties
        )

    def _tell_of_changes(self, frame: WordParagraph, items: list[Item]) -> None:
        words = " ".join("".join(item.text for item in items if item.kind == "text").split())
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        what = _("tracked changes, read as accepted: “{text}”").format(text=shown)
        self.skipped.append((frame.element.start, what))


def _left() -> dict[str, str]:
    return {"c:chart": _("a chart"), "dgm:relIds": _("a diagram"), "w:altChunk": _("an embedded document")}
