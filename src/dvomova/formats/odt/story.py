"""The text of an OpenDocument text: its body, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import ClassVar

from dvomova.formats.inline.records import Item, Paragraph
from dvomova.formats.odt.looks import OdtLooks
from dvomova.formats.odt.paragraph import OdtParagraph
from dvomova.formats.office.story import Element, Story
from dvomova.formats.office.xml import Names, attributes, elements
from dvomova.model import Span

_KINDS = (
    (
        re.compile(
            r"heading \d+|contents.*|(?:user |illustration |table |alphabetical )?index.*|table of .*"
        ),
        "heading",
    ),
    (re.compile(r"title"), "title"),
    (re.compile(r"subtitle"), "standfirst"),
    (re.compile(r"caption|illustration|table|drawing|figure|text"), "caption"),
    (re.compile(r"quotations|(?:intense )?quote"), "quote"),
    (re.compile(r"footnote|endnote"), "footnote"),
    (re.compile(r"list .*|numbering .*"), "list item"),
    (re.compile(r"table (?:contents|heading)"), "table cell"),
    (re.compile(r"source code"), "code"),
)
_LONGEST_CHAIN = 20
_UNREAD = ("text:tracked-changes", "office:annotation", "text:note-citation", "office:forms")
"""In these stands no text of the document: deleted text, comments."""
_PLACES = {
    "style:header": "header",
    "style:header-left": "header",
    "style:header-first": "header",
    "style:footer": "footer",
    "style:footer-left": "footer",
    "style:footer-first": "footer",
}


class OdtStyles:
    """The styles of paragraphs of a document: its own ones, and those of single paragraphs."""

    def __init__(self, parts: Sequence[tuple[str, Names]]) -> None:
        """Read those parts that have any."""
        self._parents: dict[str, tuple[str, str]] = {}
        for part, names in parts:
            for start, _end in elements(part, names, "style:style"):
                about = attributes(part[start : part.index(">", start)])
                name = about.get("name", "")
                shown = about.get("display-name", re.sub(r"_([0-9a-f]{2})_", _character, name))
                if about.get("family") == "paragraph":
                    self._parents[name] = (shown.lower(), about.get("parent-style-name", ""))

    def kind(self, name: str) -> str:
        """What a paragraph of that style is; empty for nothing in particular."""
        for _step in range(_LONGEST_CHAIN):
            if name not in self._parents:
                name = re.sub(r"_([0-9a-f]{2})_", _character, name).lower()
                return next((kind for pattern, kind in _KINDS if pattern.fullmatch(name)), "")
            shown, parent = self._parents[name]
            if kind := next((kind for pattern, kind in _KINDS if pattern.fullmatch(shown)), ""):
                return kind
            name = parent
        return ""


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


class OdtStory(Story[OdtParagraph]):
    """A part of an OpenDocument text with text."""

    paragraph_names = frozenset({"text:p", "text:h"})
    structure = frozenset(
        "table:table table:table-row table:table-cell text:list text:list-item text:note text:section "
        "text:table-of-content draw:text-box style:header style:footer".split()
    )
    alternatives: ClassVar[Mapping[str, Sequence[str]]] = {}

    def __init__(self, source: str, span: Span, names: Names, styles: OdtStyles) -> None:
        """Read it.

        Args:
            source: the source text.
            span: where the part stands in it.
            names: of the part.
            styles: of the document.
        """
        self._styles = styles
        self._looks = OdtLooks(source[slice(*span)], names)
        self._before = ""
        super().__init__(source, span, names)

    def frame(self, element: Element) -> OdtParagraph:
        """A paragraph begins."""
        return OdtParagraph(self.source, self.names, self._looks, element)

    def reads(self) -> bool:
        """Not what was deleted, comments, forms."""
        return not any(self.open[name] for name in _UNREAD)

    def left(self, element: Element, start: int, end: int) -> None:  # noqa: ARG002
        """An element has ended: what is read out in place of a picture, or what stands before a paragraph."""
        if self.elements and self.elements[-1].name == "office:text":
            self._before = element.name
        if element.name in {"svg:title", "svg:desc"} and element.inner < start and self.reads():
            self.put_text(Span(element.inner, start), style="element")

    def like(self, frame: OdtParagraph) -> Paragraph:
        """By what stands around a paragraph, by its element and its style."""
        kind = self._kind_of(frame)
        return Paragraph(kind, Span(0, 0), "", (), style="spans", dialect=self._looks)

    def _kind_of(self, frame: OdtParagraph) -> str:
        place = next((kind for name, kind in _PLACES.items() if self.open[name]), "")
        if place or self.open["text:note-body"]:
            return place or "footnote"
        by_style = self._styles.kind(frame.style)
        if by_style or frame.element.name == "text:h":
            return by_style or "heading"
        if self.open["text:list-item"]:
            return "list item"
        return "table cell" if self.open["table:table-cell"] else "paragraph"

    def goes(self, frame: OdtParagraph, items: Sequence[Item], end: int) -> bool:  # noqa: ARG002
        """One of the body, with nothing but text in it, that keeps no two tables apart."""
        holds = any(item.kind in {"void", "silent"} for item in items)
        in_body = bool(self.elements) and self.elements[-1].name == "office:text"
        return in_body and not holds and self._before != "table:table"
