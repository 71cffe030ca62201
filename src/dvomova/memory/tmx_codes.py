"""Inline codes of a segment in TMX: ours as elements, those of others as ours.

What stands for markup in a text goes between elements that say so (TMX 1.4b, "Content Markup"): ``<1>`` and
``</1>``, ``<b>`` and ``</b>`` as ``bpt`` and ``ept``, one that has no counterpart in the segment as ``it``,
``<2/>``, code, an address, a placeholder as ``ph``. Their content is the code as it stands in the text, so
nothing is lost on the way back; of what other tools have in there, only a number is of use here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from dvomova.text.markup import BARE_VOID, INLINE_MARKUP, opaque

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold."""
_TAG = re.compile(r"<(/?)([^<>/]+)(/?)>")


class _Code(NamedTuple):
    start: int
    end: int
    name: str
    """Of a tag; empty for one that stands alone."""
    closes: bool


def written(text: str) -> str:
    """A text as the content of a ``seg``; characters that XML cannot hold are left out."""
    codes = list(_codes(text))
    partners = _partners(codes)
    numbers: dict[int, int] = {}
    pieces, end = [], 0
    for place, code in enumerate(codes):
        pieces.append(_escaped(text[end : code.start]))
        content, end = _escaped(text[code.start : code.end]), code.end
        if not code.name:
            pieces.append(f"<ph>{content}</ph>")
        elif place not in partners:
            pieces.append(f'<it pos="{"end" if code.closes else "begin"}">{content}</it>')
        else:
            number = numbers.setdefault(min(place, partners[place]), len(numbers) + 1)
            name = "ept" if code.closes else "bpt"
            pieces.append(f'<{name} i="{number}">{content}</{name}>')
    return "".join([*pieces, _escaped(text[end:])])


def _escaped(text: str) -> str:
    return escape(_UNFIT.sub("", text)).replace("\r", "&#13;")


def _codes(text: str) -> Iterator[_Code]:
    """The codes of a text, in order: tags of ours, and all else that is no prose."""
    tags = {match.start(): match for match in INLINE_MARKUP.finditer(text)}
    others = [span for span in opaque(text) if span.start not in tags]
    found = [_tag(match) for match in tags.values()]
    found += [_Code(*span, "", closes=False) for span in others]
    end = 0
    for code in sorted(found):
        if code.start >= end:
            end = code.end
            yield code


def _tag(match: re.Match[str]) -> _Code:
    closes, name, alone = _TAG.fullmatch(match[0]).groups()  # type: ignore[union-attr]  # all of them are tags
    stands_alone = bool(alone) or name.lower() in BARE_VOID
    return _Code(match.start(), match.end(), "" if stands_alone else name.lower(), bool(closes))


def _partners(codes: list[_Code]) -> dict[int, int]:
    """Which tags open and close each other, by their places; crossing ones do too, as TMX allows."""
    open_now: dict[str, list[int]] = {}
    partners = {}
    for place, code in enumerate(codes):
        if code.name and not code.closes:
            open_now.setdefault(code.name, []).append(place)
        elif code.name and open_now.get(code.name):
            other = open_now[code.name].pop()
            partners[other], partners[place] = place, other
    return partners


def read(seg: Element, *, is_ours: bool = False) -> str:
    """The text of a ``seg``.

    Args:
        seg: the element.
        is_ours: whether dvomova wrote it: then codes stand in it as in the text. Else only those do that
            would be ours, and others become ``<1>…</1>`` and ``<2/>``.
    """
    return "".join(seg.itertext()) if is_ours else "".join(_read(seg, _Names()))


class _Names:
    """The numbers that codes of another tool get in one segment."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.last = 0

    def of(self, key: str) -> int:
        """The number of a pair of codes, a new one where it is not known."""
        if key not in self.numbers:
            self.numbers[key] = self.new()
        return self.numbers[key]

    def new(self) -> int:
        """A number of its own."""
        self.last += 1
        return self.last


def _read(element: Element, names: _Names) -> Iterable[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "hi":
            yield from _read(child, names)
        elif child.tag != "sub":
            content = "".join(child.itertext())
            yield content if _is_known(content) else _named(child, names)
        yield child.tail or ""


def _is_known(content: str) -> bool:
    """Whether a code is written so that dvomova knows it as one in a text."""
    if INLINE_MARKUP.fullmatch(content):
        return True
    spans = opaque(content)
    return len(spans) == 1 and spans[0] == (0, len(content)) and not content.startswith("<")


def _named(child: Element, names: _Names) -> str:
    key = child.get("i") or ""
    if child.tag == "bpt":
        return f"<{names.of(key)}>"
    if child.tag == "ept":
        return f"</{names.of(key)}>"
    number = names.of(f"x{child.get('x')}") if child.get("x") else names.new()
    return f"<{number}/>"
