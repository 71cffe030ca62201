"""From markdown-it's tokens to blocks: what a person reads, and exactly where it stands."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from gettext import gettext as _

from markdown_it.token import Token

from dvomova.formats.base import directive
from dvomova.formats.markdown_literals import is_literal
from dvomova.formats.markdown_rules import Line, tokens
from dvomova.model import Block, Mark, Reading, Span
from dvomova.text.markup import is_translatable
from dvomova.text.wrapping import fold

_CONTAINERS = {
    "blockquote": "quote",
    "list_item": "list item",
    "footnote_reference": "footnote",
    "definition": "definition",
}
_TEXTS = {
    "heading_open": ("heading", "line"),
    "th_open": ("table cell", "cell"),
    "td_open": ("table cell", "cell"),
    "link_title_open": ("link title", "title "),
    "admonition_title_open": ("heading", "line"),
    "callout_title_open": ("heading", "line"),
}
_WHOLE = frozenset({"title", "heading", "link title"})
_ATTRIBUTES = re.compile(r"(?<!\s)\s+\{(?: ?[#.:][^{}]*|-|/\*[^{}]*)\}\Z")
_BOX = re.compile(r"\[[ xX]\][ \t]+")
_BOX_BEFORE = re.compile(r"\[[ xX]\][ \t]+\Z")
_IMAGE = re.compile(
    r"\[?!\[[^\[\]]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\[\]\n]*\])?(?:\]\([^()\n]*\)|\]\[[^\[\]\n]*\])?(?:\{[^{}\n]*\})?\Z"
)
_BARS = re.compile(r"\||\+[-=]")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]*\]:")
_SCRIPT = re.compile(r"<(?:script|style|pre|svg|math)\b", re.IGNORECASE)


def read_body(source: str, begin: int) -> Reading:
    """Blocks, structure and what was left alone of the Markdown from ``begin`` to the end."""
    walk = _Walk(source, begin)
    for token in tokens(walk.text):
        walk.take(token)
    return Reading(tuple(walk.blocks), tuple(walk.skeleton), tuple(walk.skipped))


class _Walk:
    """Takes one token after the other."""

    def __init__(self, source: str, begin: int) -> None:
        self.text = re.sub(r"\r\n?", "\n", source[begin:]).replace("\0", "\ufffd")
        self.places = _Places(source, begin)
        self.blocks: list[Block] = []
        self.skeleton: list[str] = []
        self.skipped: list[tuple[int, str]] = []
        self.containers: list[str] = []
        self.opened: list[Token] = []
        self.off = False
        self.note = ""
        self.titled = False

    def take(self, token: Token) -> None:
        if token.type == "inline":
            self._take_text(token)
            return
        if token.type == "html_block":
            self._take_html(token)
        if token.nesting > 0:
            if (name := token.type.removesuffix("_open")) in _CONTAINERS:
                self.containers.append(name)
        elif token.nesting < 0 and token.type.removesuffix("_close") in _CONTAINERS:
            self.containers.pop()
        self.skeleton.append(_said(token))
        self.opened = [*self.opened[-1:], token]

    def _take_html(self, token: Token) -> None:
        command, words = directive(token.content) or ("", "")
        if command == "note":
            self.note = f"{self.note} {words}".strip()
        elif command:
            self.off = command == "off"
        elif not (self.off or _SCRIPT.match(token.content)) and is_translatable(token.content):
            self.skipped.append((self._line(token), _("text inside raw HTML")))

    def _line(self, token: Token) -> int:
        return self.places.first_line + (token.map[0] if token.map else 0)

    def _take_text(self, token: Token) -> None:
        lines = _trimmed(self.text, token.meta.get("lines", []))
        lines, outside = self._without_box(lines)
        block = self._block(lines) if lines and not self.off else None
        if block is None or not self._is_sure(token, block, outside):
            self.skeleton.append(token.content)
            return
        self.skeleton += ["text", *outside]
        self.blocks.append(block)
        self.note = ""

    def _without_box(self, lines: list[Line]) -> tuple[list[Line], list[str]]:
        """The lines without what stands in them and is no text: a task's box, a heading's attributes."""
        opener = self.opened[-1].type if self.opened else ""
        pattern, edge = _ATTRIBUTES, -1
        if opener == "paragraph_open" and len(self.opened) > 1 and self.opened[-2].type == "list_item_open":
            pattern, edge = _BOX, 0
        elif opener != "heading_open":
            return lines, []
        if not lines:
            return lines, []
        begin, end = lines[edge]
        match = pattern.search(self.text, begin, end) if edge else pattern.match(self.text, begin, end)
        if not match:
            return lines, []
        lines[edge] = (begin, match.start()) if edge else (match.end(), end)
        return _trimmed(self.text, lines), [match[0].strip()]

    def _block(self, lines: list[Line]) -> Block | None:
        kind, style = self._kind()
        text = "\n".join(self.text[begin:end] for begin, end in lines)
        marks, offset = [], 0
        for begin, end in lines:
            marks.append(Mark(offset, self.places.source(begin)))
            offset += end - begin + 1
        span = Span(marks[0].source, self.places.source(lines[-1][1]))
        if style == "cell" and "\\|" in text:
            text, marks = _bars_decoded(text, span.start)
        elif kind == "link title":
            text = re.sub(r"\\([\"'()])", r"\1", text)
        whole = kind in _WHOLE
        if kind == "paragraph" and _IMAGE.match(text):
            kind, whole = "caption", True
        prefix = "" if style else self._prefix(lines)
        return Block(kind, span, text, tuple(marks), prefix, whole, self.note, style)

    def _kind(self) -> tuple[str, str]:
        """Kind and style of the text that was opened last."""
        opener = self.opened[-1]
        if opener.type not in _TEXTS:
            return (_CONTAINERS[self.containers[-1]] if self.containers else "paragraph"), ""
        kind, style = _TEXTS[opener.type]
        if opener.type == "link_title_open":
            style += self.opened[-2].markup
        if opener.type == "heading_open" and opener.markup in ("=", "-"):
            style = ""
        if opener.tag == "h1" and not (self.titled or self.containers):
            self.titled, kind = True, "title"
        return kind, style

    def _prefix(self, lines: list[Line]) -> str:
        """What the second line begins with or would begin with."""
        first = _FOOTNOTE.sub("   ", _BOX_BEFORE.sub("", self._before(lines[0])))
        first = re.sub(r"[^> \t]", " ", first)
        if len(lines) > 1 and (second := self._before(lines[1])).count(">") == first.count(">"):
            return second
        return first

    def _before(self, line: Line) -> str:
        return self.text[self.text.rfind("\n", 0, line[0]) + 1 : line[0]]

    def _is_sure(self, token: Token, block: Block, outside: list[str]) -> bool:
        """Whether ``block`` is what markdown-it read; tells of what is left alone."""
        if self.places.holds_nul(block.span):
            reason = _("a NUL character")
        elif "\n" in block.text and all(_BARS.match(line) for line in block.text.split("\n")):
            reason = _("a table without a head")
        elif "\n" in block.text and is_literal(fold(block.text)):
            reason = _("a directive or formula over several lines")
        else:
            if token.content == block.text:
                return True
            read = "".join(token.content.split())
            known = "".join(block.text.split())
            if read == known or (outside and known in read) or block.kind == "link title":
                return True
            reason = _("a text that could not be placed exactly")
        self.skipped.append((self.places.line(block.span.start), reason))
        return False


def _said(token: Token) -> str:
    """A token, as the skeleton has it."""
    start = token.attrs.get("start", "") if token.attrs else ""
    return f"{token.type} {token.tag} {token.markup} {token.info} {start} {token.content}"


def _trimmed(text: str, lines: list[Line]) -> list[Line]:
    """``lines`` without white space before the first and after the last visible character."""
    lines = list(lines)
    while lines and not text[lines[0][0] : lines[0][1]].strip():
        lines.pop(0)
    while lines and not text[lines[-1][0] : lines[-1][1]].strip():
        lines.pop()
    if lines:
        begin, end = lines[0]
        if text[begin].isspace():
            lines[0] = (end - len(text[begin:end].lstrip()), end)
        begin, end = lines[-1]
        if text[end - 1].isspace():
            lines[-1] = (begin, begin + len(text[begin:end].rstrip()))
    return lines


def _bars_decoded(cell: str, source: int) -> tuple[str, list[Mark]]:
    r"""The text of a table cell, each ``\|`` as ``|``; the bar stands where the backslash does."""
    pieces = cell.split("\\|")
    marks, offset = [Mark(0, source)], 0
    for piece in pieces[:-1]:
        offset += len(piece)
        source += len(piece)
        marks += [Mark(offset, source), Mark(offset + 1, source + 2)]
        offset, source = offset + 1, source + 2
    return "|".join(pieces), marks if pieces[0] else marks[1:]


class _Places:
    r"""From offsets in the parsed text, whose line ends are ``\n``, to offsets and lines of the source."""

    def __init__(self, source: str, begin: int) -> None:
        self.begin = begin
        self.source_text = source
        self.pairs: list[int] = []
        """Offsets in the parsed text of line ends that take two characters in the source."""
        for count, match in enumerate(re.finditer("\r\n", source[begin:])):
            self.pairs.append(match.start() - count)
        self.line_starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", source))]
        self.first_line = self.line(begin)

    def source(self, offset: int) -> int:
        return self.begin + offset + (bisect_left(self.pairs, offset) if self.pairs else 0)

    def line(self, offset: int) -> int:
        return bisect_right(self.line_starts, offset)

    def holds_nul(self, span: Span) -> bool:
        return self.source_text.find("\0", *span) >= 0
