"""From the tokens of HTML to blocks: what is prose, and exactly where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _

from dvomova.formats.base import directive
from dvomova.formats.html_attributes import (
    block_of,
    is_verse,
    language_marks,
    language_of,
    readable,
    said,
    telling,
)
from dvomova.formats.html_blocks import MUTE, Placed, has_media, in_order, text_of, title_of
from dvomova.formats.html_characters import decoded
from dvomova.formats.html_drawing import Drawing
from dvomova.formats.html_elements import BLOCK, FOREIGN, KINDS, UNREAD, VOID, WITH_TEXT
from dvomova.formats.html_found import Found
from dvomova.formats.html_runs import BREAK, CLOSE, OPEN, TEXT, Piece, texts_of
from dvomova.formats.html_runs import VOID as NOTHING
from dvomova.formats.html_stack import Element, Stack
from dvomova.formats.html_tokens import COMMENT, Attribute, Token
from dvomova.model import Block, LanguageMark, Reading, Span
from dvomova.text import languages
from dvomova.text.markup import is_translatable

_OWN = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
"""What makes an element one of its own, however alike its neighbour."""
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t\f]*(?:\r\n?|\n)\s*")
_LINE_END = re.compile(r"\r\n?|\n")
_ANY_LANGUAGE = frozenset({None, "", "mul", "und", "zxx"})
"""What is no other language: LibreOffice calls links ``zxx``."""


class Walk:
    """Takes one token after the other."""

    def __init__(self, source: str, *, xml: bool) -> None:
        self.source, self.xml = source, xml
        self.found = Found(source, xml=xml)
        self.stack = Stack(Element("", 0, "paragraph", reads=True))
        self.language = ""
        self.run: list[Piece] = []
        self.tagged: list[Block] = []
        """Attributes of the tags in the run."""
        self.drawing: Drawing | None = None
        self.off = False
        self.note = ""
        self.titled = False

    def take(self, token: Token) -> None:
        """The next token of the document."""
        if self.drawing and self._draw(self.drawing, token):
            return
        if token.kind == TEXT:
            self._take_text(token)
        elif token.kind == OPEN:
            self._open(token)
        elif token.kind == CLOSE:
            self._close(token)
        elif token.kind == COMMENT and (command := directive(self.source[token.start : token.end])):
            self._flush()
            self._obey(*command)
        else:
            self.run.append(Piece(NOTHING, token.start, token.end))

    def finish(self) -> Reading:
        """All that was found, once there are no more tokens."""
        if self.drawing:
            self._end_drawing(self.drawing, len(self.source))
        self._flush()
        return self.found.reading()

    def _obey(self, command: str, words: str) -> None:
        if command == "note":
            self.note = f"{self.note} {words}".strip()
        else:
            self.off = command == "off"

    def _noted(self) -> str:
        """The author's note for the block that is found now."""
        note, self.note = self.note, ""
        return note

    # Text

    def _take_text(self, token: Token) -> None:
        element = self.stack.top
        text = self.source[token.start : token.end]
        if not element.reads or self.off:
            self._tell_unread(element, token)
            self.run.append(Piece(TEXT, token.start, token.end, spoken=element.spoken and bool(text.strip())))
        elif element.name == "title":
            self._take_title(token)
        elif "\0" in text:
            self.found.tell(token.start, _("a NUL character"))
            self.run.append(Piece(BREAK, token.start, token.end))
        else:
            self._take_prose(token.start, token.end, element)

    def _tell_unread(self, element: Element, token: Token) -> None:
        """Say what text is left as it is that somebody reads."""
        if self.off:
            return
        if element.name == "pre" and is_translatable(self.source[token.start : token.end]):
            self.found.tell(token.start, _("preformatted text"))
        elif element.name == "script" and "ld+json" in self.source[element.start : token.start].lower():
            self.found.tell(token.start, _("structured data (JSON-LD)"))

    def _take_prose(self, start: int, end: int, element: Element) -> None:
        """A text, cut where it is in a poem or between blocks, as WordPress keeps paragraphs."""
        border = _LINE_END if element.lines else _BLANK_LINE if not self._is_in_block() else None
        position = start
        for match in border.finditer(self.source, start, end) if border else ():
            self._add_text(position, match.start())
            self.run.append(Piece(BREAK, *match.span()))
            position = match.end()
        self._add_text(position, end)

    def _is_in_block(self) -> bool:
        return self.stack.block.name not in {"", "html", "body"}

    def _add_text(self, start: int, end: int) -> None:
        if start < end:
            texts = tuple(decoded(self.source, start, end))
            self.found.habits.hear(texts, self.source)
            self.run.append(Piece(TEXT, start, end, texts=texts))

    def _take_title(self, token: Token) -> None:
        """The text of ``<title>``, in which there are references and no tags."""
        span = Span(token.start, token.end)
        if block := title_of(self.source, span):
            self.found.blocks.append(replace(block, note=self._noted()))
            self.found.holes.append(span)

    # Tags

    def _open(self, token: Token) -> None:
        found = telling(self.source, token)
        if token.name in FOREIGN and not token.empty:
            self.drawing = Drawing(token)
            return
        if token.name in BLOCK:
            self._flush()
        for element in self.stack.ended_by_start(token.name):
            self._end(element, token.start)
        if token.name == "html" and not self.language:
            self._begin(token, found)
        translated = self._is_translated(token, found)
        self._read_attributes(token, found, translated=translated)
        if token.name in VOID or (token.empty and (self.xml or token.name not in UNREAD)):
            self._take_void(token)
        else:
            self._push(token, found, translated=translated)

    def _is_translated(self, token: Token, found: Mapping[str, Attribute]) -> bool:
        """Whether a person translates what an element holds, as far as its attributes say."""
        told = said("translate", found, self.source)
        parent = self.stack.top
        asked = parent.reads or told == "yes" or ("translate" in found and not told)
        if told == "no" or "notranslate" in said("class", found, self.source).split():
            return False
        language = language_of(found, self.source)
        if token.name != "html" and language not in _ANY_LANGUAGE | self._own_languages():
            if token.name in BLOCK and asked and not self.off:
                self.found.tell(token.start, _("text in another language: {code}").format(code=language))
            return False
        return asked

    def _own_languages(self) -> frozenset[str]:
        """What the text can be in: as the root says, else both languages that dvomova knows.

        Not by the script of the text: once it is translated, the same elements have to be read.
        """
        return frozenset({self.language} if self.language else languages.LANGUAGES)

    def _read_attributes(self, token: Token, found: Mapping[str, Attribute], *, translated: bool) -> None:
        is_block, is_void = token.name in BLOCK, token.name in VOID
        if not translated or not found:
            return
        if is_block or token.name == "meta":
            for mark in language_marks(token.name, found, self.source, self._own_languages()):
                self.found.mark(mark)
        for attribute, kind in readable(token.name, found, self.source) if not self.off else ():
            block = block_of(self.source, attribute, kind)
            if block is None:
                continue
            block = replace(block, note=self._noted()) if is_void else block
            quotes = len(attribute.quote)
            self.found.holes.append(Span(attribute.start - quotes, attribute.end + quotes))
            if is_block:
                self.found.blocks.append(block)
            else:
                self.tagged.append(block)

    def _begin(self, token: Token, found: Mapping[str, Attribute]) -> None:
        """The root: it says the language, or will."""
        self.language = language_of(found, self.source) or ""
        if "lang" in found or "xml:lang" in found:
            return
        place = token.start + 1 + len(token.name)
        words = ' lang="{0}" xml:lang="{0}"' if self.xml else ' lang="{0}"'
        said_in = tuple((code, words.format(code)) for code in languages.LANGUAGES)
        self.found.languages.append(LanguageMark(Span(place, place), said_in))

    def _take_void(self, token: Token) -> None:
        if token.name in BLOCK:
            self.stack.block.pure = False
            return
        bare = not self.source[token.start + 1 + len(token.name) : token.end - 1].strip(" \t\r\n\f/")
        self.run.append(Piece(NOTHING, token.start, token.end, token.name, bare=bare))

    def _push(self, token: Token, found: Mapping[str, Attribute], *, translated: bool) -> None:
        parent, name = self.stack.top, token.name
        verse = name == "pre" and is_verse(found, self.source)
        kind = KINDS.get(name, parent.kind)
        if name == "h1" and not self.titled:
            self.titled, kind = True, "title"
        reads = translated and (name not in UNREAD or verse)
        spoken = parent.spoken or (not reads and parent.reads and name not in MUTE)
        if name in BLOCK:
            self.stack.block.pure = False
        self.stack.push(Element(name, token.start, kind, reads, spoken, verse or parent.lines))
        if name not in BLOCK:
            self.run.append(self._tag(token))

    def _tag(self, token: Token) -> Piece:
        markup = self.source[token.start : token.end]
        bare = not markup[1 + len(token.name) : -1].strip()
        alone = _OWN.search(markup) or (self.tagged and self.tagged[-1].span.start > token.start)
        return Piece(OPEN, token.start, token.end, token.name, "" if alone else markup, bare)

    def _close(self, token: Token) -> None:
        if token.name == "br":
            self.run.append(Piece(NOTHING, token.start, token.end, "br"))
            return
        if token.name in BLOCK:
            self._flush()
        else:
            self.run.append(Piece(CLOSE, token.start, token.end, token.name))
        ended = list(self.stack.ended_by_end(token.name))
        for element in ended[:-1]:
            self._end(element, token.start)
        for element in ended[-1:]:
            self._end(element, token.end)

    def _end(self, element: Element, end: int) -> None:
        """An element is closed; if it holds one text and nothing else, it goes with that."""
        if element.name in WITH_TEXT and element.pure and element.single is not None:
            self.found.outers[element.single] = Span(element.start, end)

    # Drawings and formulas

    def _draw(self, drawing: Drawing, token: Token) -> bool:
        """Whether a token is part of the drawing that is open."""
        if not drawing.holds(token):
            self._end_drawing(drawing, token.start)
            return False
        if drawing.is_closed:
            self._end_drawing(drawing, token.end)
        return True

    def _end_drawing(self, drawing: Drawing, end: int) -> None:
        start, self.drawing = drawing.root.start, None
        if self.stack.top.reads and not self.off and drawing.has_text(self.source, end):
            self.found.tell(start, _("text in a drawing (SVG)"))
        self.run.append(Piece(NOTHING, start, end, drawing.root.name, spoken=drawing.is_formula))

    # Runs

    def _flush(self) -> None:
        """The run ends here: its texts are blocks."""
        run, self.run = self.run, []
        tagged, self.tagged = self.tagged, []
        if not run:
            return
        element = self.stack.block
        texts = [self._text(stretch, element.kind) for stretch in texts_of(run)]
        blocks = list(in_order(tagged, texts))
        if len(texts) == 1 and element.single is None and not has_media(run):
            element.single = len(self.found.blocks) + blocks.index(texts[0].block)
        elif texts or has_media(run):
            element.pure = False
        self.found.blocks += blocks

    def _text(self, stretch: list[Piece], kind: str) -> Placed:
        text = text_of(self.source, stretch, kind, self._noted())
        self.found.holes.append(text.around)
        self.found.habits.see(text.inline.spelled)
        return text
