"""Inline codes of a segment in TMX: ours as elements, those of others as ours.

What stands for markup in a text goes between elements that say so (TMX 1.4b, "Content Markup"): ``<1>`` and
``</1>``, ``<b>`` and ``</b>`` as ``bpt`` and ``ept``, one that has no counterpart in the segment as ``it``,
``<2/>``, code, an address, a placeholder as ``ph``. Their content is the code as it stands in the text, so
nothing is lost on the way back; of what other tools have in there, only a number is of use here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from dvomova.text.markup import BARE_VOID, INLINE_MARKUP, opaque

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold."""
_TAG = re.compile(r"<(/?)([^<>/]+)(/?)>")
_CLOSED_VOID = re.compile(rf"<({'|'.join(sorted(BARE_VOID))})\s*/>", re.IGNORECASE)
"""What is ``<br>`` in a text of dvomova's."""


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


class Numbers:
    """The numbers that codes of another tool get in a unit: the same code the same one in all its languages.

    What is the same is what the tool says so of (``x``; TMX 1.4b, "Content Markup"). Where it says nothing
    it is what has the same ``i`` and content; then what has the same content, one after another; then what
    has the same ``i``.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], int] = {}
        self._last = 0

    def of(self, keys: Iterable[tuple[object, ...]], taken: Collection[int]) -> int:
        """The number of a code that goes by these keys, the surest first; none of those that are taken."""
        keys = list(keys)
        found = (self._known.get(key, 0) for key in keys)
        number = next((one for one in found if one and one not in taken), 0)
        if not number:
            self._last = number = self._last + 1
        for key in keys:
            self._known.setdefault(key, number)
        return number


def read(seg: Element, numbers: Numbers | None) -> str:
    """The text of a ``seg``.

    Args:
        seg: the element.
        numbers: of its unit. Codes that would be ours stand in the text as they are, others become
            ``<1>…</1>`` and ``<2/>``. None where dvomova wrote it: then all stand as they are.
    """
    return "".join(seg.itertext() if numbers is None else _Segment(numbers).read(seg))


class _Segment:
    """The codes of one language."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._taken: set[int] = set()
        self._open: dict[str, int] = {}
        """The numbers of ``bpt``, by ``i``."""
        self._told: Counter[tuple[str, str]] = Counter()

    def read(self, element: Element) -> Iterator[str]:
        """The pieces of its text."""
        yield element.text or ""
        for child in element:
            if child.tag == "hi":
                yield from self.read(child)
            elif child.tag != "sub":
                content = "".join(child.itertext())
                yield _known(content) or self._named(child, content)
            yield child.tail or ""

    def _named(self, child: Element, content: str) -> str:
        pair = child.get("i") or ""
        if child.tag == "ept":
            return f"</{self._open.get(pair) or self._number(child, content)}>"
        number = self._number(child, content)
        if child.tag != "bpt":
            return f"<{number}/>"
        self._open[pair] = number
        return f"<{number}>"

    def _number(self, child: Element, content: str) -> int:
        """A number that no other code of this language has."""
        name, again = child.tag, self._told[child.tag, content]
        self._told[name, content] += 1
        pair, same = child.get("i"), child.get("x")
        keys: list[tuple[object, ...]] = [(name, content, again)]
        if same:
            keys = [("x", same)]
        elif pair:
            keys = [("i", pair, content), *keys, ("i", pair)]
        number = self._numbers.of(keys, self._taken)
        self._taken.add(number)
        return number


def _known(content: str) -> str:
    """A code as dvomova has it in a text; empty where it is none of that kind."""
    if INLINE_MARKUP.fullmatch(content):
        return content
    if alone := _CLOSED_VOID.fullmatch(content):
        return f"<{alone[1]}>"
    spans = opaque(content)
    is_one = len(spans) == 1 and spans[0] == (0, len(content)) and not content.startswith("<")
    return content if is_one else ""
