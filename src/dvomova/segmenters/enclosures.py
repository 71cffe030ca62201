"""What encloses a place in a text: brackets, emphasis, links, tags. One pass, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dvomova.model import Span
from dvomova.text.markup import opaque

_SIGN = re.compile(r"[()\[\]{}\\*_~](?:(?<=[()\[\]{}])|(?<=\\).|(?<=\*)\**|(?<=_)_*|(?<=~)~+)")
"""An escape, a bracket, a run of one sign. A set is found many times as fast as alternatives are tried at
every place, so the set comes first and what it found is told apart behind it."""
_HINT = re.compile(r"[()\[\]{}*_~<]")
_CODED = re.compile(r"[`<{@&\]]")
_ADDRESSES = (":/", "www.", "mailto:", "tel:")
"""Without one of those signs or these beginnings nothing is opaque. Texts mostly have none, so this is
asked first: a set of signs and plain strings are found fastest."""
_UNSEEN = re.compile(r"\[\^|<(?:/?[A-Za-z][\w.-]{0,30}[\s/>]|/?\d|!--)")
_LONE_BRACE = re.compile(r"\{(?!\s*\w+\s*,)[\s,;.!?)\]»”’'\"]")
"""A brace that is spoken of, “{”, and opens no placeholder. Inside of one each brace counts."""
_ESCAPE = "\\"
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "source", "col", "embed", "meta", "link", "area"})
_OPENED_BY = {")": "(", "]": "["}
_FACES = ":;=-"
"""What stands before a bracket that is the mouth of a smiley."""

LONGEST_BRACKET = 1500
"""Code points between two brackets beyond which they are taken for strays, not for a pair."""


class Enclosures(NamedTuple):
    """The stretches of a text that a boundary must look at."""

    opaque: list[Span]
    """Code, addresses, tags: no marks in them. Ascending, none overlaps."""
    sealed: list[Span]
    """Never split inside: those, links and emphasis. Ascending, none overlaps."""
    brackets: list[Span]
    """Pairs of round or square brackets, the closing one included, by where they open."""
    markup: list[Span]
    """Signs that a reader does not see: of emphasis and links that are closed; tags, footnote marks,
    comments. Ascending, none overlaps."""


def enclosures(text: str) -> Enclosures:
    """Every enclosure of ``text``. Signs without a partner enclose nothing."""
    coded = _CODED.search(text) or any(beginning in text for beginning in _ADDRESSES)
    shut = opaque(text) if coded else []
    if not _HINT.search(text):
        return Enclosures(shut, shut, [], [])
    pairing = _Pairing(text)
    for match in _signs(text, shut):
        pairing.take(match)
    unseen = [span for span in shut if _UNSEEN.match(text, span.start)]
    markup = _union(unseen + pairing.markup)
    return Enclosures(shut, _union(shut + pairing.sealed), sorted(pairing.brackets), markup)


def _signs(text: str, shut: list[Span]) -> Iterator[Span]:
    """Escapes, brackets, delimiter runs in order; of opaque stretches only tags and link joints."""
    position = 0
    for span in shut:
        yield from (Span(*match.span()) for match in _SIGN.finditer(text, position, span.start))
        if text[span.start] in "<]":
            yield span
        position = span.end
    yield from (Span(*match.span()) for match in _SIGN.finditer(text, position))


class _Pairing:
    """Opening signs that wait for their closing ones."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.waiting: dict[str, list[int]] = {}
        self.sealed: list[Span] = []
        self.brackets: list[Span] = []
        self.markup: list[Span] = []

    def take(self, sign: Span) -> None:
        first = self.text[sign.start]
        if first == _ESCAPE:
            return
        if first == "<":
            self._take_tag(sign)
        elif first in "*_~":
            self._take_delimiter(sign)
        elif sign.end - sign.start > 1:
            self._take_joint(sign)
        elif first in "([":
            self._open(first, sign.start)
        elif first in "{}":
            self._take_brace(sign)
        else:
            self._close_bracket(sign)

    def _open(self, kind: str, start: int) -> None:
        self.waiting.setdefault(kind, []).append(start)

    def _close(self, kind: str) -> int | None:
        stack = self.waiting.get(kind)
        return stack.pop() if stack else None

    def _close_bracket(self, sign: Span) -> None:
        """A closing bracket; of a smiley it closes nothing, of a link's destination it seals."""
        if self.text[sign.start - 1 : sign.start] in tuple(_FACES):
            return
        start = self._close(_OPENED_BY[self.text[sign.start]])
        if start is None:
            return
        if self.text[start] == "]":
            self.sealed.append(Span(start, sign.end))
            self.markup.append(Span(start, sign.end))
        elif sign.end - start <= LONGEST_BRACKET:
            self._close_pair(Span(start, sign.end))

    def _close_pair(self, pair: Span) -> None:
        """Brackets around words; around nothing but another pair, as in ``[[Wiki page]]``, they seal."""
        inner = Span(pair.start + 1, pair.end - 1)
        if self.text[pair.start] == "[" and self.brackets and self.brackets[-1] == inner:
            self.sealed.append(pair)
        self.brackets.append(pair)

    def _take_brace(self, sign: Span) -> None:
        """``{name}``, ``%{name}``, ``{n, plural, one {…} other {…}}``: balanced braces seal."""
        if self.text[sign.start] == "{":
            if self.waiting.get("{") or not _LONE_BRACE.match(self.text, sign.start):
                self._open("{", sign.start)
        elif (start := self._close("{")) is not None and sign.end - start <= LONGEST_BRACKET:
            self.sealed.append(Span(start - (self.text[start - 1 : start] in {"$", "%", "#"}), sign.end))

    def _take_joint(self, sign: Span) -> None:
        """``](address`` or ``][label]``: the words before it are a link's, hence sealed."""
        start = self._close("[")
        if self.text[sign.start + 1] == "(":
            self._open("(", sign.start)
        if start is not None:
            self.sealed.append(Span(start, sign.end))
            image = self.text[start - 1 : start] == "!"
            self.markup += [Span(start - image, start + 1), sign]

    def _take_tag(self, sign: Span) -> None:
        tag = self.text[sign.start : sign.end]
        name = re.split(r"[\s/>]", tag.lstrip("</"), maxsplit=1)[0].lower()
        if name in _VOID or tag.endswith("/>") or not name[:1].isalnum() or ":" in name or "@" in name:
            return
        if not tag.startswith("</"):
            self._open("<" + name, sign.start)
        elif (start := self._close("<" + name)) is not None:
            self.sealed.append(Span(start, sign.end))

    def _take_delimiter(self, sign: Span) -> None:
        """A run of ``*``, ``_`` or ``~``: what it can close it closes, else it opens."""
        kind = self.text[sign.start]
        opens, closes = flanking(self.text, sign)
        length = sign.end - sign.start
        stack = self.waiting.setdefault(kind, [])
        while closes and stack and length > 0:
            start = stack.pop()
            self.sealed.append(Span(start, sign.end))
            self.markup += [_run(self.text, start), sign]
            length -= 1
        if opens and length > 0:
            stack.extend([sign.start] * min(length, 3))


def _run(text: str, start: int) -> Span:
    """The run of one sign that begins at ``start``, as far as emphasis goes."""
    end = start + 1
    while end < start + 3 and text[end] == text[start]:
        end += 1
    return Span(start, end)


def flanking(text: str, sign: Span) -> tuple[bool, bool]:
    """Whether a delimiter run may open emphasis, and whether it may close it (CommonMark 6.2)."""
    before = text[sign.start - 1] if sign.start else " "
    after = text[sign.end] if sign.end < len(text) else " "
    left = not after.isspace() and (after.isalnum() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or not after.isalnum())
    if text[sign.start] != "_":
        return left, right
    return left and not before.isalnum(), right and not after.isalnum()


def _union(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


class Watch:
    """Answers for places of one text; none descends for one question, so each enclosure is looked at once.

    A gap of a project's rules can end inside marks that begin before it, but of such gaps the project
    decides, so nobody asks for their brackets.
    """

    def __init__(self, found: Enclosures) -> None:
        self._brackets = found.brackets
        self._opaque = _Cursor(found.opaque)
        self._sealed = _Cursor(found.sealed)
        self._next = 0
        self._open: list[Span] = []

    def is_opaque(self, place: int) -> bool:
        """Whether ``place`` stands in code, an address or a tag."""
        return self._opaque.covers(place)

    def opaque_from(self) -> int:
        """Where what :meth:`is_opaque` just found begins."""
        return self._opaque.spans[self._opaque.index].start

    def is_sealed(self, place: int) -> bool:
        """Whether a break before ``place`` would cut code, a link or emphasis."""
        return self._sealed.covers(place)

    def sealed_from(self) -> int:
        """Where what :meth:`is_sealed` just found begins."""
        return self._sealed.spans[self._sealed.index].start

    def opening(self, place: int) -> int:
        """Where the innermost pair of brackets around ``place`` opens, -1 for none."""
        while self._next < len(self._brackets) and self._brackets[self._next].start < place:
            self._open.append(self._brackets[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= place:
            self._open.pop()
        return self._open[-1].start if self._open else -1


class _Cursor:
    """Looks through ascending spans once."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = spans
        self.index = 0

    def covers(self, place: int) -> bool:
        """Whether ``place`` stands inside a span, its first place apart."""
        while self.index < len(self.spans) and self.spans[self.index].end <= place:
            self.index += 1
        return self.index < len(self.spans) and self.spans[self.index].start < place
