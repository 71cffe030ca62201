"""TMX 1.4b (LISA/GALA): pairs of texts as other translation tools exchange them.

Level 1: plain text, no inline elements. Entries are written one by one, so memory does not grow with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_IN_TEXT = str.maketrans({sign: _ESCAPES[sign] for sign in "&<>\r"})
_IN_ATTRIBUTE = str.maketrans(_ESCAPES)


class Entry(NamedTuple):
    """A translation unit: one text in two languages."""

    source: str
    target: str
    properties: tuple[tuple[str, str], ...] = ()
    """(type, value) of what is known of it; types of our own begin with ``x-``."""


def tmx(entries: Iterable[Entry], source: str, target: str, version: str) -> Iterator[str]:
    """The file, piece by piece.

    Args:
        entries: in order; those with an empty side are left out.
        source: language of the sources, ``uk`` or ``en``.
        target: language of the targets.
        version: of dvomova, for the header.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n'
        f'<header creationtool="dvomova" creationtoolversion="{_attribute(version)}" segtype="sentence" '
        f'o-tmf="dvomova" adminlang="en" srclang="{source}" datatype="plaintext"/>\n<body>\n'
    )
    for entry in entries:
        if entry.source and entry.target:
            yield _unit(entry, source, target)
    yield "</body>\n</tmx>\n"


def _unit(entry: Entry, source: str, target: str) -> str:
    known = "".join(
        f'<prop type="{_attribute(kind)}">{_text(value)}</prop>\n' for kind, value in entry.properties
    )
    said = "".join(
        f'<tuv xml:lang="{language}"><seg>{_text(text)}</seg></tuv>\n'
        for language, text in ((source, entry.source), (target, entry.target))
    )
    return f"<tu>\n{known}{said}</tu>\n"


def _text(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_IN_TEXT)


def _attribute(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text).translate(_IN_ATTRIBUTE)
