"""XML of Word documents: their namespaces, and what elements say that are not read token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvomova.formats.xml_tokens import Names, attributes, tags
from dvomova.model import Span

KNOWN = {
    uri: prefix
    for prefix, uris in {
        "w": (
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
        "wp": (
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
            "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        ),
        "r": (
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        "c": (
            "http://schemas.openxmlformats.org/drawingml/2006/chart",
            "http://purl.oclc.org/ooxml/drawingml/chart",
        ),
        "dgm": (
            "http://schemas.openxmlformats.org/drawingml/2006/diagram",
            "http://purl.oclc.org/ooxml/drawingml/diagram",
        ),
        "m": (
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
            "http://purl.oclc.org/ooxml/officeDocument/math",
        ),
        "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
        "v": ("urn:schemas-microsoft-com:vml",),
        "w14": ("http://schemas.microsoft.com/office/word/2010/wordml",),
        "w15": ("http://schemas.microsoft.com/office/word/2012/wordml",),
        "dc": ("http://purl.org/dc/elements/1.1/",),
        "cp": ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties",),
        "rel": ("http://schemas.openxmlformats.org/package/2006/relationships",),
        "ct": ("http://schemas.openxmlformats.org/package/2006/content-types",),
    }.items()
    for uri in uris
}
"""The prefix by which each namespace is known here, in the transitional and in the
strict form of the standard."""


def names_of(part: str) -> Names:
    """What the names of a part mean."""
    return Names(part, KNOWN)


def elements(part: str, names: Names, wanted: str) -> Iterator[tuple[int, int]]:
    """Where each element of that name begins and ends; of one inside another only the outer one."""
    depth = begin = 0
    for tag in tags(part, 0, len(part)):
        if names[tag.name] != wanted:
            continue
        if tag.kind == "/" and depth == 0:
            yield tag.start, tag.end
        elif tag.kind == "<":
            begin = tag.start if depth == 0 else begin
            depth += 1
        elif tag.kind == ">" and depth:
            depth -= 1
            if depth == 0:
                yield begin, tag.end


def said(source: str, names: Names) -> dict[str, dict[str, str]]:
    """For each name of an element in ``source`` the attributes of the first one so called."""
    found: dict[str, dict[str, str]] = {}
    for tag in tags(source, 0, len(source)):
        if tag.kind in "</" and names[tag.name] not in found:
            found[names[tag.name]] = attributes(source[tag.start : tag.end])
    return found


_BINDING = re.compile(r"<(?:[\w.-]+:)?dataBinding\s[^<>]*(?:/>|>\s*</(?:[\w.-]+:)?dataBinding\s*>)")
_TRANSLATED = re.compile(r"coreProperties.*:(?:title|subject|description)\b")
"""Data that are translated with the document: what it says of itself."""


def bindings(source: str, start: int, end: int) -> Iterator[Span]:
    """Where a content control says from which data Word fills it (ECMA-376-1, 17.5.2.6).

    Of those only that are not translated with the document: in a built one it would show the original.
    """
    for match in _BINDING.finditer(source, start, end):
        if not _TRANSLATED.search(match[0]):
            yield Span(*match.span())
