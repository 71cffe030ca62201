"""The tokens of HTML and where each stands, by the tokenizer of the HTML Standard (§13.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dvomova.formats.html_elements import FOREIGN, RAW, RCDATA

TEXT, OPEN, CLOSE, COMMENT, OTHER = "text", "open", "close", "comment", "other"
"""Kinds of tokens; the last one is a doctype, a processing instruction, a tag that never ends."""

_MARKUP = re.compile(r"<(?:[A-Za-z?!]|/[\s\S])")
_NAME = re.compile(r"[A-Za-z][^\t\n\f\r />]*+")
_USUAL = re.compile(
    r"(?:[\t\n\f\r ]++[^\t\n\f\r />=\"'<]++(?:=(?:\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r \"'=<>`]++))?+)*+"
    r"[\t\n\f\r ]*+/?>"
)
"""The rest of nearly every tag; what it does not fit is read attribute by attribute."""
_ATTRIBUTE = re.compile(
    r"[\t\n\f\r /]*+(?:(?P<end>>)|(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)[\t\n\f\r ]*+"
    r"(?P<value>=[\t\n\f\r ]*+(?:\"(?P<double>[^\"]*+)(?P<closed>\"?)|'(?P<single>[^']*+)(?P<shut>'?)"
    r"|(?P<bare>[^\t\n\f\r >\"'][^\t\n\f\r >]*+))?)?)"
)
_BARE_SLASH = re.compile(r"=[\t\n\f\r ]*[^\t\n\f\r >\"'=]+/>\Z")
"""The end of ``<a href=/news/>``: its last slash is part of the value."""
_FAR = 300
"""Nobody leaves longer values without quotation marks."""
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT = re.compile(r"(?P<open><!--)|(?P<close>-->)|<(?P<end>/?)script(?=[\t\n\f\r />])", re.IGNORECASE)


_UNPARSED = RAW | RCDATA | {"plaintext"}


class Attribute(NamedTuple):
    """An attribute of a tag."""

    name: str
    """In lower case."""
    begin: int
    """Where its name begins."""
    start: int
    """Where its value begins, behind the quotation mark."""
    end: int
    """Where its value ends; ``start`` for an empty one, and for one without a value."""
    quote: str
    """What encloses the value, empty for nothing."""
    valued: bool
    """Whether there is an ``=``."""


class Token(NamedTuple):
    """A piece of the source; without gaps one after the other they are all of it."""

    kind: str
    start: int
    end: int
    name: str = ""
    """Of the element, in lower case."""
    empty: bool = False
    """Whether a start tag ends with ``/>``."""


def tokens(source: str, begin: int, *, xml: bool) -> Iterator[Token]:
    """The tokens of ``source`` from ``begin`` on, in time linear in its length.

    Args:
        source: the document.
        begin: where it begins, behind a byte-order mark.
        xml: whether CDATA sections are text, and empty elements such as ``<script/>`` empty.
    """
    position, foreign = begin, 0
    while match := _MARKUP.search(source, position):
        if match.start() > position:
            yield Token(TEXT, position, match.start())
        strict = xml or foreign > 0
        token = _token(source, match.start(), xml=strict)
        yield token
        position = token.end
        if token.kind == OPEN and token.name in _UNPARSED and not (strict and token.empty):
            position = _raw_end(source, token.end, token.name)
            if position > token.end:
                yield Token(TEXT, token.end, position)
        elif token.name in FOREIGN and not token.empty:
            foreign = max(0, foreign + (1 if token.kind == OPEN else -1))
    if position < len(source):
        yield Token(TEXT, position, len(source))


def attributes(source: str, token: Token) -> Iterator[Attribute]:
    """The attributes of a start tag, in order."""
    position = token.start + 1 + len(token.name)
    while (match := _ATTRIBUTE.match(source, position)) and not match["end"] and match.end() <= token.end:
        position = match.end()
        group = next((name for name in ("double", "single", "bare") if match[name] is not None), "")
        start, end = match.span(group) if group else (match.end("name"),) * 2
        quote = {"double": '"', "single": "'"}.get(group, "")
        valued = match["value"] is not None
        yield Attribute(match["name"].lower(), match.start("name"), start, end, quote, valued)


def _token(source: str, start: int, *, xml: bool) -> Token:
    """The token that begins with the ``<`` at ``start``."""
    sign = source[start + 1]
    if sign.isalpha():
        return _tag(source, start, start + 1, OPEN)
    if sign == "/" and _NAME.match(source, start + 2):
        return _tag(source, start, start + 2, CLOSE)
    if source.startswith("<!--", start):
        return Token(COMMENT, start, _comment_end(source, start + 4))
    if source.startswith("<![CDATA[", start) and xml:
        return Token(OTHER, start, _behind(source, "]]>", start))
    return Token(OTHER, start, _behind(source, "?>" if xml and sign == "?" else ">", start))


def _tag(source: str, start: int, begin: int, kind: str) -> Token:
    name = _NAME.match(source, begin)
    if not name:  # a letter that is no ASCII one
        return Token(TEXT, start, begin)
    usual = _USUAL.match(source, name.end())
    end = usual.end() if usual else _tag_end(source, name.end())
    if end < 0:
        return Token(OTHER, start, len(source))
    empty = source[end - 2] == "/" and not _BARE_SLASH.search(source, max(start, end - _FAR), end)
    return Token(kind, start, end, name[0].lower(), empty)


def _tag_end(source: str, position: int) -> int:
    """Where a tag ends of which one attribute or the other is unusual; -1 if it never does."""
    while match := _ATTRIBUTE.match(source, position):
        if match["end"]:
            return match.end()
        if (match["double"] is not None and not match["closed"]) or (
            match["single"] is not None and not match["shut"]
        ):
            return -1
        position = match.end()
    return -1


def _comment_end(source: str, position: int) -> int:
    if source.startswith((">", "->"), position):
        return source.index(">", position) + 1
    match = _COMMENT_END.search(source, position)
    return match.end() if match else len(source)


def _behind(source: str, closer: str, start: int) -> int:
    found = source.find(closer, start)
    return len(source) if found < 0 else found + len(closer)


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE)


def _raw_end(source: str, position: int, name: str) -> int:
    """Where the text of an element ends in which nothing but its end tag is markup."""
    if name == "script":
        return _script_end(source, position)
    match = None if name == "plaintext" else _end_tag(name).search(source, position)
    return match.start() if match else len(source)


def _script_end(source: str, position: int) -> int:
    """Where a script ends: in ``<!-- <script> … </script> -->`` another one may stand (§13.2.5.20)."""
    escaped = doubly = False
    while match := _SCRIPT.search(source, position):
        position = match.end()
        if match["open"]:
            escaped = True
            position -= 2  # "<!-->" is closed at once
        elif match["close"]:
            escaped = doubly = False
        elif match["end"] and not doubly:
            return match.start()
        elif match["end"]:
            doubly = False
        else:
            doubly = escaped
    return len(source)
