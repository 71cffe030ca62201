"""References to characters: read as what they mean, and written again where they have to be.

In the text of a block ``&`` and ``<`` stand for themselves, unless that could be taken for a reference or
for markup: then they are ``&amp;`` and ``&lt;`` there too. So a translator may write ``&mdash;`` and mean it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape
from html.entities import html5
from typing import NamedTuple

_REFERENCE = re.compile(
    r"&(?:#0*[0-9]{1,7}(?![0-9]);?|#[xX]0*[0-9A-Fa-f]{1,6}(?![0-9A-Fa-f]);?|[A-Za-z][A-Za-z0-9]{0,31};?)"
)
_MARKUP = re.compile(r"<(?=/?[A-Za-z]|/?[0-9]+/?>|[!?])")
_READABLE = frozenset(("L", "M", "N", "P", "S", "Zs", "Cf"))
"""Categories of characters that may stand in a catalog; others stay references."""
SPACES = " \t\n\f\r"
"""The white space of HTML: all others are characters as any other."""


class Characters(NamedTuple):
    """A piece of text and where it stands; of the same length, they run side by side."""

    text: str
    start: int
    end: int


def meaning(reference: str) -> str | None:
    """What a reference ``&…;`` means, None for one that means nothing, or nothing that can be shown."""
    if reference[1] != "#" and reference[1:] not in html5:
        return None
    said = unescape(reference)
    return said if said and "\ufffd" not in said and all(map(_is_readable, said)) else None


def _is_readable(character: str) -> bool:
    category = unicodedata.category(character)
    return character in SPACES or category in _READABLE or category[0] in _READABLE


def decoded(
    source: str, start: int, end: int, *, attribute: bool = False, markup: bool = True
) -> Iterator[Characters]:
    """The text of a stretch of the source, references as what they mean.

    Args:
        source: the document.
        start: where the stretch begins.
        end: where it ends.
        attribute: whether it is a value: there ``&copy=`` is no reference (HTML Standard, §13.2.5.73).
        markup: whether text could be taken for tags and codes, so that these have to be told apart.
    """
    pieces = list(_pieces(source, start, end, attribute=attribute))
    text = "".join(piece.text for piece in pieces)
    literal = sorted(_literal(text, pieces, markup=markup)) if "&" in text or "<" in text else []
    if not literal:
        yield from pieces
        return
    offset, places = 0, iter([*literal, len(text)])
    place = next(places)
    for piece in pieces:
        position = 0
        while place < offset + len(piece.text):
            sign = place - offset
            if sign > position:
                yield Characters(piece.text[position:sign], piece.start + position, piece.start + sign)
            here = piece.end if len(piece.text) == 1 else piece.start + sign + 1
            begin = piece.start if len(piece.text) == 1 else piece.start + sign
            yield Characters("&amp;" if piece.text[sign] == "&" else "&lt;", begin, here)
            position = sign + 1
            place = next(places)
        if position < len(piece.text):
            yield Characters(piece.text[position:], piece.start + position, piece.end)
        offset += len(piece.text)


def _pieces(source: str, start: int, end: int, *, attribute: bool) -> Iterator[Characters]:
    position = start
    for match in _REFERENCE.finditer(source, start, end):
        found = _known(match[0], source[match.end() : match.end() + 1] if attribute else "")
        if found is None:
            continue
        said, length = found
        if match.start() > position:
            yield Characters(source[position : match.start()], position, match.start())
        position = match.start() + length
        yield Characters(said, match.start(), position)
    if position < end:
        yield Characters(source[position:end], position, end)


def _known(reference: str, following: str) -> tuple[str, int] | None:
    """What a reference means and its length; of ``&notit`` only ``&not`` is one."""
    if reference[1] == "#" or reference[1:] in html5:
        said = meaning(reference)
        odd = (
            not reference.endswith(";") and reference[1] != "#" and (following == "=" or following.isalnum())
        )
        return None if said is None or odd else (said, len(reference))
    for length in range(len(reference) - 1, 2, -1):
        if reference[1:length] in html5:
            return None if following else (html5[reference[1:length]], length)
    return None


def _literal(text: str, pieces: list[Characters], *, markup: bool) -> Iterator[int]:
    """Where signs stand in a decoded text that would be taken for more than themselves."""
    kept, offset = set[int](), 0
    for piece in pieces:
        for match in _REFERENCE.finditer(piece.text):
            if len(piece.text) == piece.end - piece.start and _is_reference(match[0]):
                kept.add(offset + match.start())
        offset += len(piece.text)
    for match in _REFERENCE.finditer(text):
        if match.start() not in kept and _is_reference(match[0]):
            yield match.start()
    if markup:
        yield from (match.start() for match in _MARKUP.finditer(text))


def _is_reference(text: str) -> bool:
    """Whether a translation in which ``text`` stands means a reference by it."""
    return text.endswith(";") and (text[1] == "#" or text[1:] in html5)


def encoded(text: str, spelled: Mapping[str, str]) -> str:
    """``text`` as it is written in HTML.

    Args:
        text: of a block or its translation, without markup.
        spelled: characters that have a spelling of their own here; ``&`` and ``<`` always have one.
    """
    table = str.maketrans({"&": "&amp;", "<": "&lt;", **spelled})
    pieces, position = [], 0
    for match in _REFERENCE.finditer(text):
        if _is_reference(match[0]):
            said = meaning(match[0])
            instead = match[0] if said is None else said.translate(table)
            pieces += [text[position : match.start()].translate(table), instead]
            position = match.end()
    return "".join([*pieces, text[position:].translate(table)])
