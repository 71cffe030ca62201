"""What the styles of a Word document say of its paragraphs.

Built-in styles have English names whatever language Word speaks (ECMA-376-1, 17.7.4.9); only their ids
are translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dvomova.formats.docx_xml import elements, names_of, said

_KINDS = (
    (re.compile(r"heading \d|toc\b.*|table of figures|table of authorities|index \d"), "heading"),
    (re.compile(r"title"), "title"),
    (re.compile(r"subtitle"), "standfirst"),
    (re.compile(r"caption|image caption|table caption"), "caption"),
    (re.compile(r"(?:intense )?quote|block text|quotations"), "quote"),
    (re.compile(r"(?:footnote|endnote) text|footnote block text|footnote|endnote"), "footnote"),
    (re.compile(r"list\b.*"), "list item"),
    (re.compile(r"source code"), "code"),
)
_LONGEST_CHAIN = 20
"""Styles that are looked at from one to the one it is based on: they may go round in circles."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style of a document."""

    based_on: str
    """The id of another style; empty for none."""
    kind: str
    """What its paragraphs are; empty where it says nothing of that."""


class Styles:
    """The styles of a document, by their ids."""

    def __init__(self, part: str = "") -> None:
        """Read a part of styles; of a document without one nothing is known."""
        names = names_of(part)
        self._paragraph: dict[str, Style] = {}
        self.character: dict[str, str] = {}
        """Names of character styles, in lower case."""
        for start, end in elements(part, names, "w:style"):
            properties = said(part[start:end], names)
            about = properties["w:style"]
            name = properties.get("w:name", {}).get("val", "").lower()
            if about.get("type") == "character":
                self.character[about.get("styleId", "")] = name
            else:
                based_on = properties.get("w:basedOn", {}).get("val", "")
                self._paragraph[about.get("styleId", "")] = Style(based_on, _kind(name, properties))

    def kind(self, style: str) -> str:
        """What a paragraph of the style with that id is; empty for nothing in particular."""
        for _step in range(_LONGEST_CHAIN):
            found = self._paragraph.get(style)
            if found is None or found.kind:
                return found.kind if found else ""
            style = found.based_on
        return ""


def outline(properties: Mapping[str, Mapping[str, str]]) -> str:
    """``heading`` or ``list item``, as a paragraph's or a style's properties say; else empty."""
    if properties.get("w:outlineLvl", {}).get("val", "9") < "9":
        return "heading"
    is_numbered = "w:numPr" in properties and properties.get("w:numId", {}).get("val") != "0"
    return "list item" if is_numbered else ""


def _kind(name: str, properties: Mapping[str, Mapping[str, str]]) -> str:
    by_name = (kind for pattern, kind in _KINDS if pattern.fullmatch(name))
    return next(by_name, "") or outline(properties)
