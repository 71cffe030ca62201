"""Writes a text with codes as runs, from one place of a paragraph to another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

from dvomova.formats.inline import BREAK, MARKUP, Formatting, Level, Paragraph, Place, Wrapper
from dvomova.formats.inline_looks import Step
from dvomova.formats.xml_tokens import written as escaped
from dvomova.model import Span

_ESCAPE = re.compile(r"&(lt|amp);")
_CHARACTERS = {"lt": "<", "amp": "&"}
_MOST = 20
"""Spaces in a row that are kept where they would be dropped."""


def written(block: Paragraph, text: str, inside: Span) -> str:
    """``text`` as it is written in place of ``block.text[inside]``; codes in it are those of the block."""
    begin, place, opened = _start(block, inside.start)
    end, last = _end(block, inside.end)
    first = bisect_left(block.silent, begin, key=lambda item: item.start)
    silent = block.silent[first : bisect_left(block.silent, end, key=lambda item: item.start)]
    pen = _Pen(block, place, opened)
    pen.gap = _gap(block, inside.start) if place.element >= 0 else ""
    tokens = list(_tokens(" ".join(text.split("\n")), pen.dialect.signs))
    pen.between(item.source for item in silent if item.begins)
    if _hides_base(block, opened, tokens):
        pen.between([pen.empty_run(pen.base)])
    for kind, token in tokens:
        pen.take(kind, token)
    pen.between(item.source for item in silent if not item.begins)
    pen.go(last)
    return "".join(pen.pieces).replace("\r\n", "\n")


def _start(block: Paragraph, offset: int) -> tuple[int, Place, tuple[str, ...]]:
    """Where a part of the text begins in the source, and what is open there; as ``document`` finds it."""
    number = bisect_right(block.marks, offset, key=lambda mark: mark.text) - 1
    mark = block.marks[number]
    return mark.source + offset - mark.text, block.places[number], block.opened[number]


def _gap(block: Paragraph, offset: int) -> str:
    """The spaces right before a part of the text, if they stand in the same element as its begin."""
    here = bisect_left(block.marks, offset, key=lambda mark: mark.text)
    after = bisect_right(block.marks, offset, key=lambda mark: mark.text)
    before = block.text[max(offset - _MOST, 0) : offset]
    return before[len(before.rstrip(" ")) :] if after - here < 2 else ""


def _end(block: Paragraph, offset: int) -> tuple[int, Place]:
    """Where one ends, likewise."""
    if offset == len(block.text):
        return block.span.end, block.places[-1]
    number = bisect_left(block.marks, offset, key=lambda mark: mark.text)
    if block.marks[number].text > offset:
        number -= 1
    mark = block.marks[number]
    return mark.source + offset - mark.text, block.places[number]


def _tokens(text: str, signs: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Tags, codes, signs and stretches of text, in order."""
    characters = re.compile("[{}]".format("".join(sign for sign in signs if sign != BREAK)))
    position = 0
    for match in MARKUP.finditer(text):
        yield from _texts(text[position : match.start()], characters)
        position = match.end()
        if match["void"]:
            yield "void", match["void"]
        elif match[0] == BREAK:
            yield "sign", BREAK
        else:
            yield ("close" if match["close"] else "open"), match["tag"] or match["number"]
    yield from _texts(text[position:], characters)


def _texts(text: str, characters: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    position = 0
    for match in characters.finditer(text):
        if position < match.start():
            yield "text", text[position : match.start()]
        yield "sign", match[0]
        position = match.end()
    if position < len(text):
        yield "text", text[position:]


def _hides_base(block: Paragraph, opened: tuple[str, ...], tokens: Iterable[tuple[str, str]]) -> bool:
    """Whether nobody could tell from the runs of a text how text without tags looks in its paragraph."""
    depth, is_plain, has_tags = len(opened), False, bool(opened)
    for kind, token in tokens:
        depth += (kind == "open") - (kind == "close")
        has_tags = has_tags or kind == "open"
        is_plain = is_plain or (kind == "text" and depth == 0 and not token.isspace())
    several = len({looks.core for looks in block.formats}) > 1
    return several or (has_tags and not is_plain)


class _Pen:
    """Knows what is open where it writes."""

    def __init__(self, block: Paragraph, place: Place, opened: tuple[str, ...]) -> None:
        if block.dialect is None or block.base is None:
            msg = "a paragraph without its formatting"
            raise ValueError(msg)
        self.block, self.dialect, self.base = block, block.dialect, block.base
        self.pieces: list[str] = []
        self.wrappers = place.wrappers
        self.level = place.level
        self.looks = place.run.formatting if place.run else self.base
        self.foreign = bool(place.run and place.run.foreign)
        self.element = place.element
        """The element of the source in which text is open, if it drops white space at its ends; else -1."""
        self.gap = ""
        """White space that stands there last, before what is written."""
        self.names: list[str] = []
        self.steps: list[Step] = []
        for name in opened:
            self._open(name)

    def take(self, kind: str, token: str) -> None:
        """Write one token; a tag that opens or closes nothing is text."""
        if kind == "open" and self._step(token):
            self._open(token)
        elif kind == "close" and self.names[-1:] == [token]:
            self.names.pop()
            self.steps.pop()
        elif kind == "void" and self._is_void(token):
            self._close_run()
            self._wrap(self._wanted())
            self.pieces.append(self.block.codes[int(token) - 1].open)
        elif kind == "sign":
            self._sign(token)
        else:
            spelt = {"open": "<{}>", "close": "</{}>", "void": "<{}/>"}.get(kind, "{}")
            self._text(spelt.format(token))

    def between(self, sources: Iterable[str]) -> None:
        """Write what stands between runs."""
        for source in sources:
            self._close_run()
            self.pieces.append(source)

    def empty_run(self, looks: Formatting) -> str:
        """A run that holds no text, and says what text looks like."""
        return looks.open + self.dialect.text_open + self.dialect.text_close + looks.close

    def go(self, place: Place) -> None:
        """Go on to where the source goes on."""
        stays = place.run and self.level and place.run.formatting.looks_like(self.looks)
        if not (stays and self.wrappers == place.wrappers):
            self._close_run()
            self._wrap(place.wrappers)
            if place.run:
                self.pieces.append(place.run.open)
                self.level = Level.RUN
        elif self.element not in {-1, place.element}:
            self._to(Level.RUN)  # what follows may begin or end with a space that does not count there
        self._to(place.level)

    def _step(self, name: str) -> Step | None:
        """What a tag of that name opens; None for nothing."""
        if not name.isdigit():
            return name
        number = int(name)
        return self.block.coded[number - 1] if number <= len(self.block.coded) else None

    def _is_void(self, name: str) -> bool:
        return int(name) <= len(self.block.coded) and self.block.coded[int(name) - 1] is None

    def _open(self, name: str) -> None:
        step = self._step(name)
        if step is not None:
            self.names.append(name)
            self.steps.append(step)

    def _wanted(self) -> tuple[Wrapper, ...]:
        return (*self.block.around, *(step for step in self.steps if isinstance(step, Wrapper)))

    def _looks(self) -> Formatting:
        """How text has to look inside of the tags that are open."""
        tags, base = set[str](), self.base
        for step in reversed(self.steps):
            if isinstance(step, str):
                tags.add(step)
            else:
                base = self.block.bases.get(step, self.base) if isinstance(step, Wrapper) else step
                break
        wanted = base.tags | tags
        if wanted == base.tags:
            return base
        known = (one for one in self.block.formats if one.core == base.core and one.tags == wanted)
        return next(known, None) or self.dialect.tagged(base, frozenset(tags)) or base

    def _enter(self) -> None:
        """Into a run that looks as it has to; the one that is open if it does."""
        wrappers, looks = self._wanted(), self._looks()
        if self.level and not self.foreign and self.wrappers == wrappers and self.looks.looks_like(looks):
            return
        self._close_run()
        self._wrap(wrappers)
        self.pieces.append(looks.open)
        self.level, self.looks, self.foreign = Level.RUN, looks, False

    def _text(self, text: str) -> None:
        self._enter()
        self._to(Level.TEXT)
        self.gap = ""
        text = escaped(_ESCAPE.sub(lambda match: _CHARACTERS[match[1]], text))
        if self.element >= 0 and text != text.rstrip():
            # The element that stands there may drop white space at its end.
            self.pieces += text.rstrip(), self.dialect.text_close, self.dialect.text_open
            self.element = -1
            text = text[len(text.rstrip()) :]
        self.pieces.append(text)

    def _sign(self, sign: str) -> None:
        self._enter()
        self._to(Level.RUN)
        self.pieces.append(self.dialect.signs[sign])

    def _to(self, level: Level) -> None:
        """Up or down within a run."""
        if level == self.level:
            return
        if self.level == Level.CDATA:
            self.pieces.append("]]>")
            self.level = Level.TEXT
        if self.level == Level.TEXT and level < Level.TEXT:
            kept = (self.dialect.text_close, self.dialect.text_open, self.gap) if self.gap else ()
            self.pieces += (*kept, self.dialect.text_close)
            self.level, self.gap = Level.RUN, ""
        if self.level == Level.RUN and level > Level.RUN:
            self.pieces.append(self.dialect.text_open)
            self.level, self.element = Level.TEXT, -1
        if level == Level.CDATA:
            self.pieces.append("<![CDATA[")
            self.level = Level.CDATA

    def _close_run(self) -> None:
        if self.level:
            self._to(Level.RUN)
            self.pieces.append(self.looks.close)
            self.level = Level.PARAGRAPH

    def _wrap(self, wrappers: tuple[Wrapper, ...]) -> None:
        kept = 0
        for mine, theirs in zip(self.wrappers, wrappers, strict=False):
            if mine is not theirs:
                break
            kept += 1
        self.pieces += (wrapper.close for wrapper in reversed(self.wrappers[kept:]))
        self.pieces += (wrapper.open for wrapper in wrappers[kept:])
        self.wrappers = wrappers
