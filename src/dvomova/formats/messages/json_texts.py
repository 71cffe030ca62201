"""The texts of a JSON file and where they stand: a scanner that builds no tree and never descends."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from typing import NoReturn

from dvomova.formats.messages.entries import Entry
from dvomova.model import Span

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\],]|[^\s"{}\[\],:]+', re.DOTALL)
_SEPARATOR = re.compile(r"\A[ \t\r\n]*,")
_DEEPEST = 100
"""Nobody nests messages deeper, and Python's own reader would descend."""
_TOO_DEEP = "nested too deep"


@dataclass(slots=True)
class _Open:
    """An object or list that is being read."""

    is_object: bool
    behind: int
    """Where its bracket ends, or the entry before the one that is being read."""
    key: str | None = None
    """Of the entry that is being read; of a list its place. None: a key is awaited."""
    start: int = 0
    """Where that entry begins."""
    count: int = 0
    last: int | None = None
    """Which of the texts found is the entry before, if that is one."""


@dataclass(slots=True)
class _Scan:
    """A JSON document being read from front to back."""

    source: str
    opened: list[_Open] = field(default_factory=list)
    texts: list[Entry] = field(default_factory=list)
    others: list[tuple[str, ...]] = field(default_factory=list)

    def run(self, begin: int) -> None:
        for token in _TOKEN.finditer(self.source, begin):
            sign = token[0]
            if sign in "}]":
                self._close(token.end())
            elif sign == ",":
                continue
            elif self._awaits_key() and sign[0] == '"':
                self._begin(str(json.loads(sign)), token.start())
            else:
                self._value(sign, Span(*token.span()))

    def _awaits_key(self) -> bool:
        return bool(self.opened) and self.opened[-1].is_object and self.opened[-1].key is None

    def _begin(self, key: str, start: int) -> None:
        """An entry begins: the one before it, if it is a text, reaches that far."""
        here = self.opened[-1]
        here.key, here.start = key, start
        if here.last is not None:
            before = self.texts[here.last]
            self.texts[here.last] = before._replace(listed=Span(before.listed.start, start))

    def _value(self, sign: str, span: Span) -> None:
        if self.opened and not self.opened[-1].is_object:
            self._begin(str(self.opened[-1].count), span.start)
        if sign in "{[":
            if len(self.opened) == _DEEPEST:
                raise json.JSONDecodeError(_TOO_DEEP, self.source, span.start)
            self.opened.append(_Open(sign == "{", span.end))
        elif sign[0] == '"' and self.opened:
            self._text(str(json.loads(sign)), span)
        else:
            self._done(span.end, None)

    def _text(self, text: str, span: Span) -> None:
        here = self.opened[-1]
        outer = Span(here.start, span.end) if here.is_object else Span(span.start, span.start)
        listed = Span(here.behind if here.count else outer.start, outer.end)
        lead = _SEPARATOR.sub("", self.source[here.behind : span.start])
        path = tuple(str(level.key) for level in self.opened)
        self.texts.append(Entry(path, text, span, outer, listed, lead, "json"))
        self._done(span.end, len(self.texts) - 1)

    def _close(self, end: int) -> None:
        self.opened.pop()
        self._done(end, None)

    def _done(self, end: int, last: int | None) -> None:
        """An entry has ended."""
        if not self.opened:
            return
        here = self.opened[-1]
        if last is None:
            self.others.append(tuple(str(level.key) for level in self.opened))
        here.behind, here.key, here.last, here.count = end, None, last, here.count + 1


def texts(source: str, begin: int = 0) -> tuple[list[Entry], list[tuple[str, ...]]]:
    """The texts of the JSON document (RFC 8259) that begins at ``begin``, and the paths of its other values.

    Raises:
        ValueError: it is no JSON, or nests deeper than 100; a ``JSONDecodeError`` where a place is known.
    """
    scan = _Scan(source)
    try:
        scan.run(begin)
    except IndexError:  # a bracket too many, which is told below
        scan.opened.clear()
    json.loads(source[begin:], parse_constant=partial(_refuse, source[begin:]))
    return scan.texts, scan.others


def _refuse(source: str, name: str) -> NoReturn:
    """``NaN`` and its like, which Python reads."""
    raise json.JSONDecodeError(name, source, max(source.find(name), 0))
