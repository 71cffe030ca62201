"""Runs of text and inline markup between two borders of blocks, and what of each is one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from dvomova.formats.html.characters import SPACES, Characters
from dvomova.text.markup import BARE_VOID

TEXT, OPEN, CLOSE, VOID, BREAK = "text", "open", "close", "void", "break"
"""Kinds of pieces: a void one has no text of its own, at a break no text goes on."""

_NEUTRAL = frozenset("b em font i s small span strong u".split())
"""Elements that are not missed around white space."""
_JOINABLE = _NEUTRAL | {"a", "del", "ins", "strike", "sub", "sup", "tt"}
"""Elements of which two neighbours alike are as good as one."""


class Piece(NamedTuple):
    """A piece of a run."""

    kind: str
    start: int
    end: int
    name: str = ""
    """Of the element, in lower case."""
    markup: str = ""
    """A tag as it stands in the source, where another one alike may go on with it."""
    bare: bool = False
    """Whether a tag has no attributes."""
    texts: tuple[Characters, ...] = ()
    """What a person reads of it, and may change."""
    spoken: bool = False
    """Whether it has a place in the sentence although nobody translates it, as code and formulas have."""

    @property
    def is_visible(self) -> bool:
        """Whether there is anything but white space to read."""
        return any(not characters.text.isspace() for characters in self.texts)


def texts_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The stretches of a run that are one text each, every tag in them with its partner.

    A run is cut at tags that have no partner in it, at two line breaks in a row, and at breaks.
    Stretches without anything to read are left out. Elements without text are void pieces.
    """
    pieces = _uncrossed(pieces)
    lone = [piece.kind == BREAK for piece in pieces]
    partners = _partners(pieces)
    cuts = [cut or partner < 0 for cut, partner in zip(lone, partners, strict=True)]
    for stretch in _stretches(pieces, partners, cuts):
        hollowed = _hollowed(stretch)
        breaks = set(_double_breaks(hollowed))
        if breaks:
            cuts = [place in breaks for place in range(len(hollowed))]
            yield from _stretches(hollowed, _partners(hollowed), cuts)
        else:
            yield hollowed


def _uncrossed(pieces: Sequence[Piece]) -> list[Piece]:
    """With the tags of elements that cross others as void pieces: ``<i>`` in ``<b>a <i>b</b> c</i>``."""
    found = list(pieces)
    opened: list[int] = []
    waiting: dict[str, int] = {}
    crossed: dict[str, list[int]] = {}
    for place, piece in enumerate(pieces):
        if piece.kind == OPEN:
            opened.append(place)
            waiting[piece.name] = waiting.get(piece.name, 0) + 1
        elif piece.kind == CLOSE and waiting.get(piece.name):
            while (start := opened.pop()) >= 0:
                name = pieces[start].name
                waiting[name] -= 1
                if name == piece.name:
                    break
                crossed.setdefault(name, []).append(start)
        elif piece.kind == CLOSE and crossed.get(piece.name):
            for one in (crossed[piece.name].pop(), place):
                found[one] = Piece(VOID, pieces[one].start, pieces[one].end, spoken=True)
    return found


def _stretches(
    pieces: Sequence[Piece], partners: Sequence[int], cuts: Sequence[bool]
) -> Iterator[list[Piece]]:
    """What stands between the cuts, and between tags whose partner stands beyond one."""
    before = [0, *accumulate(cuts)]
    stretch: list[Piece] = []
    for place, piece in enumerate(pieces):
        straddles = before[place] != before[partners[place]]
        if cuts[place] or straddles:
            if any(one.is_visible for one in stretch):
                yield stretch
            stretch = []
        else:
            stretch.append(piece)
    if any(one.is_visible for one in stretch):
        yield stretch


def _partners(pieces: Sequence[Piece]) -> list[int]:
    """For each tag the place of its partner, -1 for none; for other pieces their own place."""
    partners = [-1 if piece.kind in (OPEN, CLOSE) else place for place, piece in enumerate(pieces)]
    opened: list[int] = []
    waiting: dict[str, int] = {}
    for place, piece in enumerate(pieces):
        if piece.kind == OPEN:
            opened.append(place)
            waiting[piece.name] = waiting.get(piece.name, 0) + 1
        elif piece.kind == CLOSE and waiting.get(piece.name):
            while True:
                start = opened.pop()
                waiting[pieces[start].name] -= 1
                if pieces[start].name == piece.name:
                    break
            partners[start], partners[place] = place, start
    return partners


def _double_breaks(pieces: Sequence[Piece]) -> Iterator[int]:
    """The places of ``<br>`` where two or more of them end a paragraph."""
    row: list[int] = []
    for place, piece in enumerate(pieces):
        if piece.kind == VOID and piece.name == "br":
            row.append(place)
        elif piece.kind != TEXT or piece.is_visible:
            if len(row) > 1:
                yield from row
            row = []
    if len(row) > 1:
        yield from row


def simplified(stretch: Sequence[Piece]) -> tuple[list[Piece], list[int]]:
    """A text without what a translator need not see, and where the partner of each tag stands.

    Neighbours alike are one. What stands at the ends without text,
    and tags around all of it, is left out.
    """
    pieces = _joined(_collapsed(stretch))
    partners = _partners(pieces)
    first, end = 0, len(pieces)
    while first < end:
        head, tail = pieces[first], pieces[end - 1]
        if _is_outside(head):
            first += 1
        elif _is_outside(tail):
            end -= 1
        elif head.kind == OPEN and partners[first] == end - 1:
            first, end = first + 1, end - 1
        else:
            break
    pieces = [piece for piece in _trimmed(pieces[first:end]) if piece.kind != TEXT or piece.texts]
    return pieces, _partners(pieces)


def _is_outside(piece: Piece) -> bool:
    return (piece.kind == TEXT and not piece.is_visible) or (piece.kind == VOID and not piece.spoken)


def _hollowed(pieces: Sequence[Piece]) -> list[Piece]:
    """Each element in which there is nothing to read as one void piece, or as the white space it holds."""
    partners = _partners(pieces)
    seen = [0, *accumulate(piece.is_visible for piece in pieces)]
    found, place = [], 0
    while place < len(pieces):
        piece, partner = pieces[place], partners[place]
        if piece.kind != OPEN or seen[partner] != seen[place]:
            unread = piece.kind == TEXT and not piece.texts
            found.append(piece._replace(kind=VOID) if unread else piece)
            place += 1
            continue
        found.append(_hollow(pieces[place : partner + 1]))
        place = partner + 1
    return found


def _hollow(element: Sequence[Piece]) -> Piece:
    inner = element[1:-1]
    start, end = element[0].start, element[-1].end
    white = [characters for piece in inner for characters in piece.texts]
    plain = all(piece.kind != VOID and (piece.kind == TEXT or piece.name in _NEUTRAL) for piece in element)
    if white and plain and all(piece.kind != TEXT or piece.texts for piece in inner):
        text = "".join(characters.text for characters in white)
        kept = text.strip(" \t\n\f\r") or " "
        return Piece(TEXT, start, end, texts=(Characters(kept, start, end),))
    spoken = any(piece.spoken for piece in inner)
    held = [piece.name for piece in inner if piece.kind == VOID and piece.name not in BARE_VOID]
    if not spoken and any(piece.kind == TEXT and not piece.texts for piece in inner):
        held.append(element[0].name)  # a script
    return Piece(VOID, start, end, next(filter(None, held), ""), spoken=spoken)


def _collapsed(pieces: Sequence[Piece]) -> list[Piece]:
    """Without white space behind white space, tags apart: nobody sees it."""
    found, blank = [], True
    for piece in pieces:
        if piece.kind == TEXT and blank and all(one.text.strip(SPACES) == "" for one in piece.texts):
            continue
        found.append(piece)
        if piece.texts:
            blank = piece.texts[-1].text[-1] in SPACES
        elif piece.kind == VOID:
            blank = False
    return found


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the joints between neighbours alike: ``<i>one</i><i> two</i>``."""
    found: list[Piece] = []
    opened: list[Piece] = []
    closed: list[Piece] = []
    """For each closing tag at the end of ``found`` its opening one."""
    for piece in pieces:
        if piece.kind == OPEN and found and found[-1].kind == CLOSE and _is_alike(closed[-1], piece):
            found.pop()
            opened.append(closed.pop())
            continue
        found.append(piece)
        if piece.kind == OPEN:
            opened.append(piece)
        if piece.kind == CLOSE:
            closed.append(opened.pop())
        else:
            closed.clear()
    return found


def _is_alike(one: Piece, other: Piece) -> bool:
    is_same = one.markup == other.markup or (one.bare and other.bare and one.name == other.name)  # <b>, <B>
    return is_same and bool(one.markup and other.markup) and one.name in _JOINABLE


def _trimmed(pieces: list[Piece]) -> list[Piece]:
    """Without the white space at the ends, also where that is in an element or no-break."""
    for places, from_end in ((range(len(pieces)), False), (range(len(pieces) - 1, -1, -1), True)):
        for place in places:
            piece = pieces[place]
            if piece.kind == TEXT:
                pieces[place] = piece._replace(texts=_cut(piece.texts, from_end=from_end))
            if piece.kind == VOID or piece.is_visible:
                break
    return pieces


def _cut(texts: Sequence[Characters], *, from_end: bool) -> tuple[Characters, ...]:
    """Texts without the white space at one end."""
    left = list(texts)
    place = -1 if from_end else 0
    while left:
        text, start, end = left[place]
        bare = text.rstrip() if from_end else text.lstrip()
        if bare:
            side_by_side = len(text) == end - start
            lost = len(text) - len(bare) if side_by_side else 0
            left[place] = Characters(bare, start + lost * (not from_end), end - lost * from_end)
            break
        left.pop(place)
    return tuple(left)
