r"""Lines of PO texts as GNU gettext breaks them (``write-po.c``, ``wrap``; held against msgcat 0.21).

A text of several lines has a line for each ``\n``; what is wider than the file is broken where Unicode
allows it, and then begins under an empty first line.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from dvomova.catalogs.po_breaks import BREAK, NEW_LINE, breaks, columns
from dvomova.catalogs.po_strings import escaped

_UNWRAPPED = 1 << 30
_FORMATS = {"python-format", "python-brace-format"}
_PLACEHOLDER = re.compile(
    r"%(?:\([^()]*\))?[-+ #0]*+(?:\*|\d++)?(?:\.(?:\*|\d++))?[hlL]?[diouxXeEfFgGcrsa%]"
    r"|%\([^()]*\)|\{[^{}]*\}"
)
"""A directive of a Python format as gettext reads it (``format-python.c``), or the beginning of one."""


def lines_of(keyword: str, text: str, width: int, sign: str = "", flags: Sequence[str] = ()) -> list[str]:
    """The lines of a message keyword and its text.

    Args:
        keyword: ``msgid``, ``msgstr[0]`` …
        text: as a person reads it.
        width: columns of a line, quotes and all; 0 for lines of any length.
        sign: what each line begins with: ``#| ``, ``#~ `` or nothing.
        flags: of the entry; in those with ``python-format`` a placeholder is not broken.
    """
    if not width and "\n" not in text:
        return [f'{sign}{keyword} "{escaped(text)}"']
    room = (width or _UNWRAPPED) - 2 - len(sign)
    portions = _portions(text)
    first = len(keyword) + 1
    whole = _PLACEHOLDER if _FORMATS.intersection(flags) else None
    pieces = list(_pieces(portions[0], first, room, whole))
    if len(portions) > 1 or len(pieces) > 1 or first > room:
        pieces = ["", *(piece for portion in portions for piece in _pieces(portion, 0, room, whole))]
    return [f'{sign}{keyword} "{pieces[0]}"', *(f'{sign}"{piece}"' for piece in pieces[1:])]


def _portions(text: str) -> list[str]:
    parts = text.split("\n")
    whole = [escaped(part + "\n") for part in parts[:-1]]
    return whole + [escaped(parts[-1])] * bool(parts[-1] or not whole)


def _pieces(portion: str, column: int, room: int, whole: re.Pattern[str] | None) -> Iterator[str]:
    """``portion`` in lines of at most ``room`` columns, the first of which begins at ``column``."""
    if column + 2 * len(portion) <= room:  # no character is wider
        yield portion
        return
    fixed = _inside_escapes(portion)
    for found in whole.finditer(portion) if whole else ():
        fixed.update(range(found.start() + 1, found.end()))
    cuts = _cuts(portion, column, room, fixed)
    yield from (portion[begin:end] for begin, end in pairwise([0, *cuts, len(portion)]))


def _cuts(portion: str, column: int, room: int, fixed: Container[int]) -> list[int]:
    cuts: list[int] = []
    place, width = 0, 0  # where the last place to break at was, if any; columns from there on
    for index, kind in enumerate(breaks(portion)):
        is_break = kind == BREAK and index not in fixed
        if (is_break or kind == NEW_LINE) and place and column + width > room:
            cuts.append(place)
            column = 0
        if kind == NEW_LINE:
            place, column, width = 0, 0, 0
            continue
        if is_break:
            place, column, width = index, column + width, 0
        width += columns(portion[index])
    return [*cuts, place] if place and column + width > room else cuts


def _inside_escapes(portion: str) -> set[int]:
    r"""Where no line is broken: within an escape, and before the ``\n`` at the end."""
    fixed = set()
    place = portion.find("\\")
    while place >= 0:
        fixed.add(place + 1)
        place = portion.find("\\", place + 2)
    if portion.endswith("\\n") and len(portion) - 1 in fixed:
        fixed.add(len(portion) - 2)
    return fixed
