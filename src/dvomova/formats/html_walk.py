"""From the tokens of HTML to blocks: what is prose, and exactly where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from gettext import gettext as _

from dvomova.formats.base import directive
from dvomova.formats.html_attributes import block_of, language_marks, language_of, readable
from dvomova.formats.html_characters import Characters, decoded
from dvomova.formats.html_elements import BLOCK, FOREIGN, INTEGRATION, KINDS, UNREAD, VOID, WHOLE, WITH_TEXT
from dvomova.formats.html_habits import Habits
from dvomova.formats.html_inline import PLAIN, Inline
from dvomova.formats.html_runs import BREAK, CLOSE, OPEN, TEXT, Piece, texts_of
from dvomova.formats.html_runs import VOID as NOTHING
from dvomova.formats.html_stack import Element, Stack
from dvomova.formats.html_texts import Text
from dvomova.formats.html_tokens import COMMENT, Attribute, Token, attributes
from dvomova.model import Block, LanguageMark, Mark, Reading, Span
from dvomova.text import languages
from dvomova.text.markup import is_translatable

_TELLING = re.compile(
    r"[\s\"'/](?:(?:xml:)?lang|translate|alt|title|placeholder|aria-[a-z]+|label|value|content)\b"
    r"|notranslate|wp-block-verse",
    re.IGNORECASE,
)
"""What a tag holds if its attributes have to be read."""
_OWN = re.compile(r"\s(?:id|name)\s*=", re.IGNORECASE)
"""What makes an element one of its own, however alike its neighbour."""
_BLANK_LINE = re.compile(r"(?:\r\n?|\n)[ \t\f]*(?:\r\n?|\n)\s*")
_LINE_END = re.compile(r"\r\n?|\n")
_DRAWN_TEXT = re.compile(r"<(?:text|title|desc)\b", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")
_SPOKEN = frozenset("code math".split())
"""Elements that have a place in a sentence, though their text is not prose."""
_ANY_LANGUAGE = frozenset({None, "", "mul", "und", "zxx"})
"""What is no other language: LibreOffice calls links ``zxx``."""
_BREAKOUT = BLOCK - INTEGRATION - {"a", "object"}
"""HTML that can only mean that a drawing was never closed (HTML Standard, §13.2.6.5)."""


class Walk:
    """Takes one token after the other."""

    def __init__(self, source: str, *, xml: bool) -> None:
        self.source, self.xml = source, xml
        self.stack = Stack(Element("", 0, "paragraph", reads=True))
        self.language = ""
        self.run: list[Piece] = []
        self.tagged: list[Block] = []
        """Attributes of the tags in the run."""
        self.blocks: list[Block] = []
        self.outers: dict[int, Span] = {}
        """For each block what goes with it."""
        self.holes: list[Span] = []
        """What is no structure: texts, values, words for the language."""
        self.skipped: list[tuple[int, str]] = []
        self.languages: list[LanguageMark] = []
        self.habits = Habits(xml=xml)
        self.drawing: tuple[Token, int, int] | None = None
        """The drawing or formula that is open, how often its name is, how many places for HTML in it are."""
        self.off = False
        self.note = ""
        self.titled = False

    def take(self, token: Token) -> None:
        """The next token of the document."""
        if self.drawing and self._draw(token):
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
            self._end_drawing(len(self.source))
        self._flush()
        lines = [0, *(match.end() for match in _LINE_END.finditer(self.source))]
        spelled = self.habits.spelled()
        blocks = (
            replace(block, outer=self.outers.get(number, block.outer), spelled=spelled)
            for number, block in enumerate(self.blocks)
        )
        skipped = tuple((bisect_right(lines, place), what) for place, what in self.skipped)
        return Reading(tuple(blocks), self._skeleton(), skipped, tuple(self.languages))

    def _skeleton(self) -> tuple[str, ...]:
        """The source around texts, values and words for the language, white space apart."""
        pieces, end = [], 0
        for start, stop in sorted(self.holes):
            if start >= end:
                pieces.append(" ".join(self.source[end:start].split()))
                end = stop
        return (*pieces, " ".join(self.source[end:].split()))

    def _obey(self, command: str, words: str) -> None:
        if command == "note":
            self.note = f"{self.note} {words}".strip()
        else:
            self.off = command == "off"

    # Text

    def _take_text(self, token: Token) -> None:
        element = self.stack.top
        text = self.source[token.start : token.end]
        if not element.reads or self.off:
            if element.name == "pre" and is_translatable(text) and not self.off:
                self.skipped.append((token.start, _("preformatted text")))
            self.run.append(Piece(TEXT, token.start, token.end, spoken=element.spoken and bool(text.strip())))
        elif element.name == "title":
            self._take_title(token)
        elif "\0" in text:
            self.skipped.append((token.start, _("a NUL character")))
            self.run.append(Piece(BREAK, token.start, token.end))
        else:
            self._take_prose(token.start, token.end, element)

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
            self.habits.hear(texts, self.source)
            self.run.append(Piece(TEXT, start, end, texts=texts))

    def _take_title(self, token: Token) -> None:
        """The text of ``<title>``, in which there are references and no tags."""
        text = Text(soft=" ")
        for characters in decoded(self.source, token.start, token.end, markup=False):
            text.read(characters)
        words = str(text).rstrip()
        if words and "\0" not in words:
            span = Span(token.start, token.end)
            marks = (Mark(0, span.start),)
            block = Block(
                "title", span, words, marks, "", whole=True, note=self.note, style=PLAIN, outer=span
            )
            self._add_blocks([block], [span])
            self.note = ""

    # Tags

    def _open(self, token: Token) -> None:
        found = self._attributes(token)
        if token.name in FOREIGN and not token.empty:
            self.drawing = (token, 1, 0)
            return
        if token.name in BLOCK:
            self._flush()
        for element in self.stack.ended_by_start(token.name):
            self._end(element, token.start)
        translated = self._is_translated(token, found)
        self._read_attributes(token, found, translated=translated)
        if token.name == "html" and not self.language:
            self._begin(token, found)
        if token.name in VOID or (token.empty and (self.xml or token.name not in UNREAD)):
            self._take_void(token)
        else:
            self._push(token, found, translated=translated)

    def _attributes(self, token: Token) -> dict[str, Attribute]:
        """The attributes of a tag if one of them could be of interest; of two alike the first one counts."""
        if not _TELLING.search(self.source, token.start + len(token.name), token.end):
            return {}
        found: dict[str, Attribute] = {}
        for attribute in attributes(self.source, token):
            found.setdefault(attribute.name, attribute)
        return found

    def _value(self, found: dict[str, Attribute], name: str) -> str:
        return self.source[found[name].start : found[name].end].strip().lower() if name in found else ""

    def _is_translated(self, token: Token, found: dict[str, Attribute]) -> bool:
        """Whether a person translates what an element holds, as far as its attributes say."""
        told = self._value(found, "translate")
        parent = self.stack.top
        asked = parent.reads or (told in {"yes"} or ("translate" in found and not told))
        if told == "no" or "notranslate" in self._value(found, "class").split():
            return False
        language = language_of(found, self.source)
        if token.name != "html" and language not in _ANY_LANGUAGE | {self._own_language(language)}:
            if token.name in BLOCK and asked and not self.off:
                self.skipped.append(
                    (token.start, _("text in another language: {code}").format(code=language))
                )
            return False
        return asked

    def _own_language(self, asked: str | None) -> str:
        """The language of the document: as its root says, else by the script of its text."""
        if asked is not None and not self.language:
            self.language = languages.of_text(_TAGS.sub(" ", self.source))
        return self.language

    def _read_attributes(self, token: Token, found: dict[str, Attribute], *, translated: bool) -> None:
        is_block = token.name in BLOCK
        if translated and found and (is_block or token.name == "meta"):
            self._mark_language(language_marks(token.name, found, self.source, self._own_language("")))
        if not translated or self.off:
            return
        for attribute, kind in readable(token.name, found, self.source):
            is_noted = token.name in VOID
            if block := block_of(self.source, attribute, kind, self.note if is_noted else ""):
                self.note = "" if is_noted else self.note
                hole = Span(attribute.start - len(attribute.quote), attribute.end + len(attribute.quote))
                if is_block:
                    self._add_blocks([block], [hole])
                else:
                    self.tagged.append(block)
                    self.holes.append(hole)

    def _mark_language(self, marks: Iterable[LanguageMark]) -> None:
        for mark in marks:
            self.languages.append(mark)
            quoted = self.source[mark.span.start - 1 : mark.span.start] in {'"', "'"}
            self.holes.append(Span(mark.span.start - quoted, mark.span.end + quoted))

    def _begin(self, token: Token, found: dict[str, Attribute]) -> None:
        """The root: it says the language, or will."""
        self.language = language_of(found, self.source) or self._own_language("")
        if "lang" in found or "xml:lang" in found:
            self._mark_language(language_marks("html", found, self.source, self.language))
            return
        place = token.start + 1 + len(token.name)
        said = ' lang="{0}" xml:lang="{0}"' if self.xml else ' lang="{0}"'
        words = tuple((code, said.format(code)) for code in languages.LANGUAGES)
        self.languages.append(LanguageMark(Span(place, place), words))

    def _take_void(self, token: Token) -> None:
        if token.name in BLOCK:
            self.stack.block.pure = False
            return
        bare = not self.source[token.start + 1 + len(token.name) : token.end - 1].strip(" \t\r\n\f/")
        self.run.append(Piece(NOTHING, token.start, token.end, token.name, bare=bare))

    def _push(self, token: Token, found: dict[str, Attribute], *, translated: bool) -> None:
        parent, name = self.stack.top, token.name
        verse = name == "pre" and (
            self._value(found, "translate") == "yes" or "wp-block-verse" in self._value(found, "class")
        )
        kind = KINDS.get(name, parent.kind)
        if name == "h1" and not self.titled:
            self.titled, kind = True, "title"
        reads = translated and (name not in UNREAD or verse)
        spoken = parent.spoken or (not reads and parent.reads and (name in _SPOKEN or name not in UNREAD))
        if name in BLOCK:
            self.stack.block.pure = False
        self.stack.push(Element(name, token.start, kind, reads, spoken, verse or parent.lines))
        if name not in BLOCK:
            self.run.append(self._tag(token, found))

    def _tag(self, token: Token, found: dict[str, Attribute]) -> Piece:
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
        for element in self.stack.ended_by_end(token.name):
            self._end(element, token.end if element.name == token.name else token.start)

    def _end(self, element: Element, end: int) -> None:
        """An element is closed; if it holds one text and nothing else, it goes with that."""
        if element.name in WITH_TEXT and element.pure and element.single is not None:
            self.outers[element.single] = Span(element.start, end)

    # Drawings and formulas

    def _draw(self, token: Token) -> bool:
        """Whether a token is part of the drawing that is open."""
        root, depth, inside = self.drawing or (token, 0, 0)
        if token.kind == OPEN and token.name in _BREAKOUT and not inside:
            self._end_drawing(token.start)
            return False
        if token.kind in (OPEN, CLOSE) and not token.empty:
            step = 1 if token.kind == OPEN else -1
            depth += step * (token.name == root.name)
            inside = max(0, inside + step * (token.name in INTEGRATION))
        self.drawing = (root, depth, inside)
        if not depth:
            self._end_drawing(token.end)
        return True

    def _end_drawing(self, end: int) -> None:
        start = self.drawing[0].start if self.drawing else end
        spoken = bool(self.drawing) and self.source.startswith("<math", start)
        if (
            self.stack.top.reads
            and not self.off
            and _DRAWN_TEXT.search(self.source, start, end)
            and not spoken
        ):
            self.skipped.append((start, _("text in a drawing (SVG)")))
        self.drawing = None
        self.run.append(Piece(NOTHING, start, end, "svg", spoken=spoken))

    # Runs

    def _flush(self) -> None:
        """The run ends here: its texts are blocks."""
        run, self.run = self.run, []
        tagged, self.tagged = self.tagged, []
        element = self.stack.block
        media = any(piece.kind == NOTHING and piece.name not in {"", "br", "wbr"} for piece in run)
        found = [self._text_block(stretch, element) for stretch in texts_of(run)]
        if media or len(found) != 1 or element.single is not None:
            element.pure = element.pure and not (media or found)
        elif found:
            element.single = len(self.blocks) + sum(one.span.start < found[0][0].span.start for one in tagged)
        blocks = [block for block, _inline in found]
        self._add_blocks([*blocks, *_placed(tagged, found)], [])

    def _text_block(self, stretch: list[Piece], element: Element) -> tuple[Block, Inline]:
        inline = Inline(self.source, stretch)
        outer = Span(stretch[0].start, stretch[-1].end)
        media = any(piece.kind == NOTHING and piece.name not in {"", "br", "wbr"} for piece in stretch)
        block = inline.block(element.kind, whole=element.kind in WHOLE, note=self.note, outer=outer)
        self.note = ""
        self.holes.append(outer)
        self.habits.see(inline.spelled)
        return (replace(block, outer=block.span) if media else block), inline

    def _add_blocks(self, blocks: list[Block], holes: list[Span]) -> None:
        self.blocks += sorted(blocks, key=lambda block: block.span.start)
        self.holes += holes


def _placed(tagged: Iterable[Block], found: list[tuple[Block, Inline]]) -> Iterable[Block]:
    """Attributes in a run: those inside a text know in which of its codes they stand."""
    texts = iter(found)
    text = next(texts, None)
    for block in tagged:
        while text and text[0].span.end <= block.span.start:
            text = next(texts, None)
        if text is None or block.span.start < text[0].span.start:
            yield block
        elif within := text[1].within(block.span.start):
            yield replace(block, within=within)
