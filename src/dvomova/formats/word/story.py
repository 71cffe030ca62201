"""One story of a Word document: its body, a header, its footnotes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import ClassVar

from dvomova.formats.inline.records import Item, Paragraph
from dvomova.formats.office.story import Element, Story
from dvomova.formats.office.xml import Names, tags
from dvomova.formats.word.looks import WordLooks
from dvomova.formats.word.paragraph import WordParagraph
from dvomova.formats.word.styles import Styles, outline
from dvomova.formats.word.xml import bindings
from dvomova.model import Span

_ROOTS = {"w:footnotes": "footnote", "w:endnotes": "footnote", "w:hdr": "header", "w:ftr": "footer"}
"""The elements that hold stories, and what all their paragraphs are."""
_LEFT = frozenset({"c:chart", "dgm:relIds", "w:altChunk"})
"""What holds text in parts of its own, which are left as they are."""
_NEAR = 1_000
"""Within so many characters the next tag is looked for."""


class WordStory(Story[WordParagraph]):
    """A part of a Word document with text."""

    paragraph_names = frozenset({"w:p"})
    structure = frozenset(
        "w:tbl w:tr w:tc w:sdt w:txbxContent w:footnote w:endnote w:sectPr w:altChunk".split()
    )
    alternatives: ClassVar = {
        "wp:docPr": ("title", "descr"),
        "v:shape": ("alt",),
        "v:rect": ("alt",),
        "v:textpath": ("string",),
    }

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
        self.bound: list[tuple[Span, Span]] = []
        """Content controls that Word fills from data which are not translated, and where they say so."""
        self._bindings: dict[Element, list[Span]] = {}
        self._styles, self._targets = styles, targets
        self._looks = WordLooks(names, styles.character)
        self._kind = ""
        self._before = ""
        """The last element that ended in the body."""
        super().__init__(source, span, names)

    def frame(self, element: Element) -> WordParagraph:
        """A paragraph begins."""
        return WordParagraph(self.source, self.names, self._looks, self._targets, element)

    def look_at(self, element: Element) -> None:
        """What tells of all paragraphs, or of text elsewhere."""
        self._kind = _ROOTS.get(element.name, self._kind)
        if element.name in _LEFT:
            what = {"c:chart": _("a chart"), "dgm:relIds": _("a diagram")}
            self.skipped.append((element.start, what.get(element.name, _("an embedded document"))))

    def left(self, element: Element, start: int, end: int) -> None:  # noqa: ARG002
        """An element has ended: what Word fills in, and what stands before a paragraph."""
        if self.elements and self.elements[-1].name == "w:body":
            self._before = element.name
        if element.name == "w:sdtPr" and self.elements:
            self._bindings[self.elements[-1]] = list(bindings(self.source, element.start, end))
        for binding in self._bindings.pop(element, ()):
            self.bound.append((Span(element.start, end), binding))

    def like(self, frame: WordParagraph) -> Paragraph:
        """By the style of a paragraph, by its own properties, and by where it stands."""
        kind = self._kind_of(frame.properties)
        return Paragraph(kind, Span(0, 0), "", (), style="runs", dialect=self._looks)

    def _kind_of(self, properties: Mapping[str, Mapping[str, str]]) -> str:
        by_style = self._styles.kind(properties.get("w:pStyle", {}).get("val", ""))
        direct = outline(properties)
        if self._kind:
            return self._kind
        if direct == "heading" or by_style not in {"", "list item"}:
            return direct if direct == "heading" else by_style
        is_off = properties.get("w:numId", {}).get("val") == "0"
        if direct or (by_style and not is_off):
            return "list item"
        return "table cell" if self.open["w:tc"] else "paragraph"

    def goes(self, frame: WordParagraph, items: Sequence[Item], end: int) -> bool:
        """One of the body, with nothing but text in it, that keeps no two tables apart."""
        holds = any(item.kind in {"void", "silent"} or item.alone == "silent" for item in items)
        in_body = bool(self.elements) and self.elements[-1].name == "w:body"
        if holds or not in_body or "w:sectPr" in frame.properties:
            return False
        after = next(tags(self.source, end, min(end + _NEAR, len(self.source))), None)
        keeps_apart = self._before == "w:tbl" and after and self.names[after.name] == "w:tbl"
        return not keeps_apart
