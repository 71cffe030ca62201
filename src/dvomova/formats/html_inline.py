"""From the pieces of a text to its block: inline codes, and what is written in place of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from dvomova.formats.html_characters import encoded
from dvomova.formats.html_runs import CLOSE, OPEN, TEXT, VOID, Piece, simplified
from dvomova.formats.html_texts import Text
from dvomova.model import Block, Code, Mark, Span
from dvomova.text.markup import BARE, BARE_VOID, INLINE_MARKUP, opaque

PLAIN = "plain"
"""Style of a text in which there is no markup: ``<title>``."""
IN_ONE_LINE = "line"
"""Style of a text that is not wrapped: its codes hold spaces that have to stay what they are."""
_WORD = re.compile(r"\w+")
_LINE_END = re.compile(r"\r\n?|\n")
_NEVER = frozenset(f"</{name}>" for name in BARE_VOID)
_SPANS = frozenset("font span".split())
_TAG_NAME = re.compile(r"<(font|span)\b", re.IGNORECASE)


class Inline:
    """The block of one text, with where its codes stand in the source."""

    def __init__(self, source: str, stretch: Sequence[Piece]) -> None:
        self.source = source
        self.pieces, self.partners = simplified(stretch)
        self.base = _Base(self.pieces, self.partners)
        self.text = Text()
        self.codes: list[Code] = []
        self.places: list[tuple[int, int, int, int]] = []
        """Of each piece of the source that a code begins with: start, end, number, offset in ``open``."""
        self.closing: dict[int, tuple[int, int, str]] = {}
        """For the closing tag that ends a code: its number, how many tags close with it, what reopens."""
        self.spelled: dict[str, str] = {}
        """Bare tags that are written in a way of their own: ``<br />``."""
        self._read()

    def block(self, kind: str, *, whole: bool, note: str) -> Block:
        """The block: what a person reads, and what stands for the rest."""
        text = str(self.text)
        style = self.base.style if self.base.tag else self._style()
        if style:
            text = text.replace("\n", " ")
        span = self._span()
        marks = (Mark(0, span.start), *self.text.marks[1:]) if self.text.marks else (Mark(0, span.start),)
        prefix = "" if style else self.text.indent or ""
        return Block(kind, span, text, marks, prefix, whole, note, style, tuple(self.codes))

    def within(self, start: int) -> tuple[int, int] | None:
        """In which code, and where in it, the place ``start`` of the source stands."""
        place = bisect_right(self.places, start, key=itemgetter(0)) - 1
        begin, end, number, offset = self.places[place] if place >= 0 else (0, 0, 0, 0)
        return (number, offset + start - begin) if start < end else None

    def _span(self) -> Span:
        """From the first to the last thing to read, or to the code that it begins or ends with."""
        shown = [piece for place, piece in enumerate(self.pieces) if not self.base.holds(place)]
        first, last = shown[0], shown[-1]
        start = first.texts[0].start if first.kind == TEXT else first.start
        return Span(start, last.texts[-1].end if last.kind == TEXT else last.end)

    def _style(self) -> str:
        return "" if all(map(_may_be_wrapped, self.codes)) else IN_ONE_LINE

    def _read(self) -> None:
        place = 0
        while place < len(self.pieces):
            place += self._take(place)

    def _take(self, place: int) -> int:
        """Read the piece at ``place``; returns how many pieces that were."""
        piece = self.pieces[place]
        if self.base.holds(place):
            return 1
        if piece.kind == TEXT:
            for characters in piece.texts:
                self.text.read(characters)
            return 1
        if piece.kind == VOID:
            self._take_void(piece, place)
            return 1
        if piece.kind == OPEN:
            return self._open(place)
        return self._close(place)

    def _take_void(self, piece: Piece, place: int) -> None:
        start = self.base.start_of(place, piece.start)
        markup = self.source[piece.start : piece.end]
        if piece.name in BARE_VOID and piece.bare:
            self._literal(f"<{piece.name}>", markup, start)
        else:
            self._add(Code(markup), [(piece.start, piece.end, 0)])
            self.text.put(f"<{len(self.codes)}/>", start)
        self.text.blank = False

    def _literal(self, tag: str, markup: str, start: int) -> None:
        if markup != tag:
            self.spelled.setdefault(tag, markup)
        self.text.put(tag, start)

    def _add(self, code: Code, places: Iterable[tuple[int, int, int]]) -> None:
        self.codes.append(code)
        self.places += [(start, end, len(self.codes), offset) for start, end, offset in places]

    def _open(self, place: int) -> int:
        piece, last = self.pieces[place], self.partners[place]
        around = self.base.around(place)
        if piece.bare and piece.name in BARE and not around:
            self._literal(f"<{piece.name}>", self.source[piece.start : piece.end], piece.start)
            return 1
        count = self._depth(place)
        opens, closes = self.pieces[place : place + count], self.pieces[last - count + 1 : last + 1]
        before, after = around or ("", "")
        opening, places = before, []
        for one in opens:
            places.append((one.start, one.end, len(opening)))
            opening += self.source[one.start : one.end]
        closing = "".join(self.source[one.start : one.end] for one in closes)
        means = opening[len(before) :] if before else ""
        self._add(Code(opening, closing + after, means), places)
        self.closing[last - count + 1] = (len(self.codes), count, after)
        self.text.put(f"<{len(self.codes)}>", self.base.start_of(place, piece.start))
        return count

    def _depth(self, place: int) -> int:
        """How many tags that open here close together too: they are one code."""
        count, last = 1, self.partners[place]
        while self.pieces[place + count].kind == OPEN and self.partners[place + count] == last - count:
            count += 1
        return count

    def _close(self, place: int) -> int:
        piece = self.pieces[place]
        if place in self.closing:
            number, count, _after = self.closing[place]
            self.text.put(f"</{number}>", piece.start)
            return count
        self._literal(f"</{piece.name}>", self.source[piece.start : piece.end], piece.start)
        return 1


class _Base:
    """The elements that a whole text is in piece by piece, as exports of word processors have it.

    ``<span A>One </span><b>two</b><span A> three</span>`` reads ``One <1>two</1> three``: the code closes
    and opens the spans anew. Only where between the spans stands nothing but one element each, so that
    every sentence begins and ends in a span.
    """

    def __init__(self, pieces: Sequence[Piece], partners: Sequence[int]) -> None:
        self.pieces, self.partners = pieces, partners
        top = _top(pieces, partners)
        chains = {place: self._chain(place) for place in top}
        self.tag = self._choose(top, chains)
        self.close = closing(self.tag)
        self.tags: set[int] = set()
        """Places of its own tags."""
        self.style = ""
        if self.tag:
            mine = [place for place in top if self._markup(chains[place]) == self.tag]
            self.tags = {at for place in mine for one in chains[place] for at in (one, partners[one])}
            bare_start, bare_end = top[0] not in mine, top[-1] not in mine
            self.style = f"{'open ' * bare_start}{'close ' * bare_end}{self.tag}"

    def holds(self, place: int) -> bool:
        """Whether the piece at ``place`` is one of its tags."""
        return place in self.tags

    def around(self, place: int) -> tuple[str, str] | None:
        """What a tag that stands between its elements closes before it, and opens behind its partner."""
        if not self.tag or not (place == 0 or self._closes(place - 1)):
            return None
        return self.close, self.tag

    def start_of(self, place: int, start: int) -> int:
        """Where in the source a piece begins, with the tags before it that close for it."""
        while place > 0 and self._closes(place - 1):
            place -= 1
            start = self.pieces[place].start
        return start

    def _closes(self, place: int) -> bool:
        return place in self.tags and self.pieces[place].kind == CLOSE

    def _chain(self, place: int) -> list[int]:
        """The places of spans that open at ``place`` and close together."""
        chain: list[int] = []
        end = self.partners[place]
        while self._is_span(place) and self.partners[place] == end:
            chain.append(place)
            place, end = place + 1, end - 1
        return chain

    def _is_span(self, place: int) -> bool:
        kind, name, markup = (getattr(self.pieces[place], field) for field in ("kind", "name", "markup"))
        return kind == OPEN and name in _SPANS and markup.rfind("<") == 0

    def _markup(self, chain: Sequence[int]) -> str:
        return "".join(self.pieces[place].markup for place in chain)

    def _choose(self, top: Sequence[int], chains: Mapping[int, Sequence[int]]) -> str:
        """The start tags that hold most of the words; empty where there is no such element."""
        if len(top) < 2 or any(self.pieces[place].kind == TEXT for place in top):
            return ""
        words: dict[str, int] = {}
        for place in top:
            markup = self._markup(chains[place])
            words[markup] = words.get(markup, 0) + self._words(place)
        best = max(filter(None, words), key=lambda tag: words[tag], default="")
        if not best or 2 * words[best] < sum(words.values()):
            return ""
        others = [self._markup(chains[place]) != best for place in top]
        return "" if any(one and two for one, two in pairwise(others)) else best

    def _words(self, place: int) -> int:
        pieces = self.pieces[place : self.partners[place]]
        return len(_WORD.findall("".join(one.text for piece in pieces for one in piece.texts)))


def closing(tags: str) -> str:
    """The end tags for some start tags."""
    return "".join(f"</{name}>" for name in reversed(_TAG_NAME.findall(tags)))


def _top(pieces: Sequence[Piece], partners: Sequence[int]) -> list[int]:
    """The places of what stands in no other element of the text."""
    found, place = [], 0
    while place < len(pieces):
        found.append(place)
        place = partners[place] + 1
    return found


def _may_be_wrapped(code: Code) -> bool:
    """Whether no line of ``code`` can be broken where that would change it."""
    for markup in (code.open, code.close):
        if _LINE_END.search(markup):
            return False
        bare, end = "", 0
        for start, stop in opaque(markup):
            bare, end = bare + markup[end:start], stop
        if " " in bare + markup[end:]:
            return False
    return True


def written(block: Block, text: str, inside: Span) -> str:
    """A text with inline markup as it stands in HTML in place of ``block.text[inside]``."""
    spelled = dict(block.spelled)
    characters = {key: value for key, value in spelled.items() if len(key) == 1}
    pieces, position = [], 0
    for match in INLINE_MARKUP.finditer(text):
        if markup := _markup(match, block.codes, spelled):
            pieces += [encoded(text[position : match.start()], characters), markup]
            position = match.end()
    pieces.append(encoded(text[position:], characters))
    return _based(block, "".join(pieces), inside)


def _markup(match: re.Match[str], codes: Sequence[Code], spelled: Mapping[str, str]) -> str:
    """What stands in the source for an inline code or a bare tag; empty for what is no code here."""
    if not match[2]:
        tag = match[0].lower()
        return "" if tag in _NEVER else spelled.get(tag, tag)
    number = int(match[2])
    if number > len(codes):
        return ""
    return _LINE_END.sub("\n", codes[number - 1].close if match[1] else codes[number - 1].open)


def _based(block: Block, html: str, inside: Span) -> str:
    """A part of a text that has a base, with what it has to open and close at the ends of the text."""
    words, sign, rest = block.style.partition("<")
    if not sign:
        return html
    tag = sign + rest
    close = closing(tag)
    if "open" in words and inside.start == 0:
        html = tag + html
    if "close" in words and inside.end == len(block.text):
        html += close
    return html.replace(tag + close, "")
