"""XML as text with offsets: what stands where, how names are meant, how text is written.

No tree is built and nothing is resolved: documents are rebuilt by splicing, so only places count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import NamedTuple
from xml.parsers import expat

from dvomova.errors import FileError

# No tag reaches over another "<", not even in quotes (XML 1.0, 2.3), so nothing is looked at twice.
_MARKUP = re.compile(
    r"<(?:!--(?:.*?-->|.*)|!\[CDATA\[(?P<text>.*?)(?:\]\]>|\Z)|[?!](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>"
    r"|(?P<close>/)?(?P<name>[^\s<>/=\"'!?]+)(?P<rest>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"\s([^\s=<>\"'/]+)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")
_REFERENCE = re.compile(r"&(?:#(\d{1,8})|#x([0-9A-Fa-f]{1,7})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, not even as a reference (XML 1.0, 2.2)."""
_SPECIAL = re.compile("[<>&\r]")
_WRITTEN = {
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
    "\r": "&#13;",
    '"': "&quot;",
    "'": "&apos;",
    "\n": "&#10;",
    "\t": "&#9;",
}
_XMLNS = re.compile(r"\sxmlns(?::([^\s=<>\"'/]+))?\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")


class Tag(NamedTuple):
    """A tag, or the text of a CDATA section."""

    kind: str
    """``<`` opens, ``>`` closes, ``/`` does both; ``!`` is CDATA."""
    name: str
    """As written, with its prefix; of CDATA empty."""
    start: int
    """Where it begins."""
    end: int
    """Where it ends; of CDATA ``]]>`` included."""


def tags(source: str, start: int, end: int) -> Iterator[Tag]:
    """The tags and CDATA sections of a stretch, in order; never fails, whatever it holds."""
    for match in _MARKUP.finditer(source, start, end):
        name = match["name"]
        if name:
            kind = ">" if match["close"] else "/" if match["rest"].endswith("/") else "<"
            yield Tag(kind, name, match.start(), match.end())
        elif match["text"] is not None:
            yield Tag("!", "", match.start(), match.end())


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by their names without prefix, their values read."""
    return {
        match[1].rpartition(":")[2]: read(match[2] or match[3] or "") for match in _ATTRIBUTE.finditer(tag)
    }


def attribute_values(tag: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Name without prefix, begin and end of the value of each attribute of a tag that stands at ``start``."""
    for match in _ATTRIBUTE.finditer(tag):
        group = 2 if match[2] is not None else 3
        yield match[1].rpartition(":")[2], start + match.start(group), start + match.end(group)


def read(text: str) -> str:
    """Text or the value of an attribute, its references resolved."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def pieces(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Text as read, in pieces: stretches without references, and single references."""
    position = start
    for match in _REFERENCE.finditer(source, start, end):
        if position < match.start():
            yield source[position : match.start()], position, match.start()
        yield _character(match), match.start(), match.end()
        position = match.end()
    if position < end:
        yield source[position:end], position, end


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    number = int(match[1]) if match[1] else int(match[2], 16)
    return chr(number) if number <= 0x10FFFF and not _FORBIDDEN.match(chr(number)) else match[0]


def written(text: str, quote: str = "") -> str:
    """``text`` as XML holds it, in an attribute if a ``quote`` is given; without what XML cannot hold."""
    text = _FORBIDDEN.sub("", text)
    special = re.compile(f"[<&\r\n\t{quote}]") if quote else _SPECIAL
    return special.sub(lambda match: _WRITTEN[match[0]], text)


class Names(dict[str, str]):
    """For each name as written the one by which it is known, whatever prefixes a document chose."""

    def __init__(self, source: str, known: Mapping[str, str]) -> None:
        """Look for the prefixes of a part.

        Args:
            source: the part; of a fragment the usual prefixes are taken for what they usually mean.
            known: for each namespace the prefix by which it is known.
        """
        super().__init__()
        self.prefixes: dict[str, str] = {}
        """For each prefix of the document the known one; of other namespaces one that is in no name."""
        for match in _XMLNS.finditer(source):
            self.prefixes.setdefault(match[1] or "", known.get(match[2] or match[3] or "", "?"))

    def __missing__(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        self[name] = meant = (
            f"{self.prefixes.get(prefix, prefix)}:{local}" if colon or prefix in self.prefixes else name
        )
        return meant

    def prefix(self, known: str) -> str:
        """What stands before a local name of a known namespace: ``w:``, or nothing."""
        chosen = next((mine for mine, meant in self.prefixes.items() if meant == known), known)
        return chosen + ":" if chosen else ""


def check(data: bytes, name: str, path: str) -> None:
    """Nothing, for a well-formed part without a document type.

    Entities are declared in document types, so no part that has one is read on: neither bombs nor other
    files can come of it.

    Raises:
        FileError: with the name of the part and the line in it.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise FileError(
            _("{part} in it, line {line}, is no XML ({reason})").format(
                part=name, line=error.lineno, reason=expat.ErrorString(error.code)
            ),
            path=path,
            cure=_("open it in the program that made it and save it again"),
        ) from None
    except _DocumentType:
        raise FileError(
            _("{part} in it declares a document type, which no such document needs").format(part=name),
            path=path,
            cure=_("ask for another file; this one may be made to do harm"),
        ) from None


class _DocumentType(Exception):  # noqa: N818
    """Found in a part."""


def _refuse_document_type(*_declared: object) -> None:
    raise _DocumentType
