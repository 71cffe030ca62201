"""Inline codes: the stretches of a text that are not prose, so never split, wrapped or translated."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from dvomova.model import Span

_PART = r"[^\s<>\"«»“”`\]]*"
_ADDRESS = rf"{_PART}(?:\](?![(\[]){_PART})*[^\s<>\"«»“”`.,;:!?'’)\]}}*_]"
"""An address does not reach over the joint of a link whose words it is, nor into code glued to it."""

_CODE = re.compile(
    "|".join(
        (
            # Code span, CommonMark 6.1; but a backtick inside a Ukrainian word is somebody's apostrophe.
            r"(?P<ticks>(?<![\u0400-\u04ff])`+|`+(?![`\u0400-\u04ff]))",
            r"(?P<comment><!--)",
            r"(?P<hugo>\{\{[<%])|(?P<liquid>\{%)|(?P<jinja>\{\{)",  # Hugo, Jekyll, Jinja
            r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)",  # link destination, title apart
            r"</?[A-Za-z][\w.-]*(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)?/?>",  # tags
            r"</?\d+/?>",  # our own <1>…</1>
            r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>",  # autolink
            r"<[^\s<>@]+@[^\s<>@]+>",
            r"\[\^[^\[\]\s]+\]",  # footnote mark
            r"\]\[[^\[\]]*\]",  # the label of a reference link
            rf"(?<![^\W_])(?:(?:https?|ftp)://|(?:mailto|tel):){_ADDRESS}",
            rf"\bwww\.{_ADDRESS}",
            r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
            r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});",
            r"\\.",  # an escaped character opens nothing
        )
    ),
    re.DOTALL,
)
INLINE_CODE = re.compile(r"<(/?)([1-9]\d{0,5})(/?)>")
"""Our own ``<1>``, ``</1>``, ``<1/>``: what stands for markup that would only hinder a translator."""

BARE = frozenset(
    "abbr b bdi big cite del dfn em i ins kbd mark q rb rp rt ruby "
    "s samp small strike strong sub sup tt u var".split()
)
"""Elements of HTML that stay in a text as they are, ``<b>…</b>``, where they have no attributes."""
BARE_VOID = frozenset({"br", "wbr"})
"""Those of them that hold no text."""
INLINE_MARKUP = re.compile(
    rf"{INLINE_CODE.pattern}|</?(?:{'|'.join(sorted(BARE | BARE_VOID))})>", re.IGNORECASE
)
"""All that can stand for markup in a text: our codes and bare tags."""

_SIGN = re.compile(r"[`<{\]\[&\\@:w]")
"""Each alternative of ``_CODE`` begins with one of these or, where that is ``@`` or ``:``, a few letters
before it. A set of signs is found many times as fast as all alternatives are tried at every place."""
_SCHEMES = ("https", "http", "ftp", "mailto", "tel")
_CLOSERS = {"comment": "-->", "liquid": "%}", "jinja": "}}", "hugo": "}}"}
_HINT = re.compile(r"[`<{@&\]]|:/|www\.|(?:mailto|tel):")
_TICKS = re.compile(r"`+")


def opaque(text: str) -> list[Span]:
    """The stretches of ``text`` that hold code, tags, link targets, addresses or placeholders.

    Returns:
        Spans in ascending order that never overlap. Of ``[words](https://x "title")`` the part
        from ``](`` to the end of the address; words and title are prose.
    """
    if not _HINT.search(text):
        return []
    spans: list[Span] = []
    closers = _Closers(text)
    position = 0
    while match := _next_code(text, position):
        position = match.end()
        if match.lastgroup:
            position = closers.end(match.lastgroup, match[0], position)
        if position > match.end() or not (match.lastgroup or match[0][0] == "\\"):
            spans.append(Span(match.start(), position))
    return spans


def _next_code(text: str, position: int) -> re.Match[str] | None:
    """What ``_CODE.search(text, position)`` finds."""
    for sign in _SIGN.finditer(text, position):
        for start in _beginnings(text, sign.start(), position):
            if match := _CODE.match(text, start):
                return match
    return None


def _beginnings(text: str, sign: int, position: int) -> Iterator[int]:
    """Where a code can begin that has its telling sign at ``sign``, but not before ``position``."""
    if text[sign] == ":":
        starts = (sign - len(scheme) for scheme in _SCHEMES if text.endswith(scheme, position, sign))
        yield from starts
    elif text[sign] not in "@w":
        yield sign
    elif text[sign] == "@" or text.startswith("www.", sign):
        start = sign
        while start > position and (text[start - 1].isalnum() or text[start - 1] in "_.+-"):
            start -= 1
        yield from {start: 0, sign: 0}


class _Closers:
    """Where what has been opened is closed; looks for each closer once, however often it is missing."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()
        self.runs: dict[int, list[int]] | None = None

    def end(self, kind: str, opener: str, start: int) -> int:
        """Where the code opened before ``start`` ends; ``start`` itself if it never does."""
        if kind == "ticks":
            return self._ticks_end(len(opener), start)
        closer = _CLOSERS[kind]
        found = -1 if closer in self.missing else self.text.find(closer, start)
        if found < 0:
            self.missing.add(closer)
            return start
        return found + len(closer)

    def _ticks_end(self, length: int, start: int) -> int:
        if self.runs is None:
            self.runs = {}
            for match in _TICKS.finditer(self.text):
                self.runs.setdefault(len(match[0]), []).append(match.start())
        places = self.runs.get(length, [])
        index = bisect_left(places, start)
        return places[index] + length if index < len(places) else start


def prose(text: str) -> str:
    """``text`` with every opaque stretch replaced by one space."""
    pieces, end = [], 0
    for start, stop in opaque(text):
        pieces.append(text[end:start])
        end = stop
    pieces.append(text[end:])
    return " ".join(pieces)


_LETTER = re.compile(r"[^\W\d_]")
_WORD_FIRST = re.compile(r"(?:[^\s`<{\]\[&\\@:]*+\s++)*?[^\W\d_]++(?=\s)")
"""A word of letters alone, before any sign of code: it is in none, whatever follows."""
_WRITTEN_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+(?![\d.])|[\s,]\d|\s?[%$€£₴])|[$€£₴]\s?\d")


def is_translatable(text: str) -> bool:
    """Whether a person could have to translate ``text``.

    Letters outside inline codes, or a number that the two languages write differently
    (``1,250,000`` and ``1 250 000``, ``2.5`` and ``2,5``); a bare ``2022``, ``04.03.2022``, ``***`` is not.
    """
    if _WORD_FIRST.match(text):
        return True
    words = prose(text)
    return bool(_LETTER.search(words) or _WRITTEN_NUMBER.search(words))
