"""Writes a text with codes as runs, from one place of a paragraph to another."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping

from dvomova.formats.inline import BREAK, MARKUP, Formatting, Paragraph, Place, Wrapper
from dvomova.formats.inline_looks import Step
from dvomova.formats.inline_runs import Runs
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
    pen = _Pen(block, place, opened, _gap(block, inside.start) if place.element >= 0 else "")
    tokens = list(_tokens(" ".join(text.split("\n")), pen.dialect.signs))
    if _hides_base(block, opened, tokens):
        pen.say_base()
    pen.say_all(item.source for item in silent if item.begins)
    for kind, token in tokens:
        pen.take(kind, token)
    pen.say_all(item.source for item in silent if not item.begins)
    pen.runs.go(last)
    return "".join(pen.runs.pieces).replace("\r\n", "\n")


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
    """Knows which tags are open in the text that it writes as runs."""

    def __init__(self, block: Paragraph, place: Place, opened: tuple[str, ...], gap: str) -> None:
        if block.dialect is None or block.base is None:
            msg = "a paragraph without its formatting"
            raise ValueError(msg)
        self.block, self.dialect, self.base = block, block.dialect, block.base
        self.runs = Runs(self.dialect, place, place.run.formatting if place.run else self.base, gap)
        self.names: list[str] = []
        self.steps: list[Step] = []
        for name in opened:
            self._open(name)

    def say_base(self) -> None:
        """Say by an empty run how text without tags looks."""
        self.runs.first = self.base.open + self.dialect.text_open + self.dialect.text_close + self.base.close

    def say_all(self, sources: Iterable[str]) -> None:
        """Write what stands between runs."""
        for source in sources:
            self.runs.between(source)

    def take(self, kind: str, token: str) -> None:
        """Write one token; a tag that opens or closes nothing is text."""
        if kind == "open" and self._step(token):
            self._open(token)
        elif kind == "close" and self.names[-1:] == [token]:
            self.names.pop()
            self.steps.pop()
        elif kind == "void" and self._is_void(token):
            self.runs.leave(self._wanted())
            self.runs.between(self.block.codes[int(token) - 1].open)
        elif kind == "sign":
            self.runs.enter(self._wanted(), self._looks())
            self.runs.sign(self.dialect.signs[token])
        else:
            spelt = {"open": "<{}>", "close": "</{}>", "void": "<{}/>"}.get(kind, "{}")
            plain = _ESCAPE.sub(lambda match: _CHARACTERS[match[1]], spelt.format(token))
            self.runs.enter(self._wanted(), self._looks())
            self.runs.text(escaped(plain))

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
