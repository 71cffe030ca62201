"""The elements that are open at a place of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dvomova.formats.html_elements import BARRIERS, BLOCK, CLOSES_P, ENDS

_SCOPE = frozenset("body button caption html object table td template th".split())
"""What an end tag does not reach beyond, unless it is one of a table (HTML Standard, §13.2.4.2)."""
_TABLE = frozenset("html table template".split())
_IN_TABLE = frozenset("body caption html table tbody td tfoot th thead tr".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
"""The end tag of one ends any other."""


@dataclass(slots=True)
class Element:
    """An element that is open."""

    name: str
    start: int
    """Where its start tag begins."""
    kind: str
    """What text in it is called."""
    reads: bool
    """Whether text in it is translated."""
    spoken: bool = False
    """Whether text in it that is not translated has a place in the sentence around it."""
    lines: bool = False
    """Whether each line in it is a text of its own."""
    single: int | None = None
    """The number of the only block right in it."""
    pure: bool = True
    """Whether there is nothing in it but that block."""


class Stack:
    """Open elements, the innermost last. Whatever the nesting, a tag costs the same."""

    def __init__(self, root: Element) -> None:
        self.elements = [root]
        self.places: dict[str, list[int]] = {}
        """For each name the places of its elements that are open."""
        self.blocks = [0]
        """The places of those that are no inline elements, and of the root."""

    @property
    def top(self) -> Element:
        """The innermost element."""
        return self.elements[-1]

    @property
    def block(self) -> Element:
        """The innermost one that is no inline element; the root where there is none."""
        return self.elements[self.blocks[-1]]

    def push(self, element: Element) -> None:
        """Open an element."""
        self.places.setdefault(element.name, []).append(len(self.elements))
        if element.name in BLOCK:
            self.blocks.append(len(self.elements))
        self.elements.append(element)

    def ended_by_start(self, name: str) -> Iterator[Element]:
        """The elements that a start tag ends, closed one after the other."""
        ended = ENDS.get(name, frozenset()) | ({"p"} if name in CLOSES_P else frozenset())
        while ended and (place := self._last(ended)) >= max(self._last(BARRIERS), 1):
            yield from self._pop_to(place)

    def ended_by_end(self, name: str) -> Iterator[Element]:
        """The elements that an end tag ends, the one that it names last; none for a stray one."""
        place = self._last(_HEADINGS if name in _HEADINGS else frozenset({name}))
        if name not in BLOCK:
            if place > self.blocks[-1]:
                yield from self._pop_to(place)
        elif place >= max(self._last(_TABLE if name in _IN_TABLE else _SCOPE), 1):
            yield from self._pop_to(place)

    def _last(self, names: frozenset[str]) -> int:
        """The place of the innermost element of these names, -1 for none."""
        return max((self.places[name][-1] for name in names if self.places.get(name)), default=-1)

    def _pop_to(self, place: int) -> Iterator[Element]:
        while len(self.elements) > place:
            element = self.elements.pop()
            self.places[element.name].pop()
            if self.blocks[-1] == len(self.elements):
                self.blocks.pop()
            yield element
