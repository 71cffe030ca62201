"""Lists inside a paragraph: items that are counted, or bulleted, and end without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_MARK = re.compile(
    r"[.)](?:(?<=[\da-zа-яіїєґ].)(?<!\S..)|(?<=\d\d.)(?<!\S...))"  # behind a number that stands alone
    r"(?:(?<=\.)\))?\s+(?=[«“\"'‘(*_]{0,3}[^\W\d_])"
)
"""The mark of an item with the gap behind it. Marks are rarer than numbers and letters: what begins with
them is found several times as fast."""
_BULLET = re.compile(r"(?<!\S)([•◦‣⁃▪●])\s*(?=\S)")
_FIRST = re.compile(r"[1aа][.)](?<!\S..)")  # no text has to be looked through for more if it has none
_FIRSTS = frozenset("1aа")
_OPENS = frozenset(["", *':.!?…»”")'])
"""What stands before the first item of a list, but not before a number in the middle of a sentence."""
_LETTERS = ("abcdefghijklmnopqrstuvwxyz", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдежзиклмнопрст")
"""Items by letters: the English alphabet, the Ukrainian one, and that one as lists mostly use it."""


class _Item(NamedTuple):
    """The beginning of what may be an item."""

    text: str
    """The text it stands in."""
    start: int
    number: str
    """Its number or letter."""
    mark: str
    """What stands behind that: a full stop, a bracket, both."""
    end: int
    """Where its words begin."""


def item_starts(text: str) -> list[int]:
    """Where items of lists inside ``text`` begin that a sentence ends before, ascending.

    Those are the second bullet and the later ones of a text that begins with one; of a count from 1
    or from a, the first number behind a colon and all later ones that follow each other in it. An
    item has to begin with a capital letter, and no comma or semicolon may stand before it: else the
    whole list is one sentence (``1) хліб; 2) сіль``).
    """
    starts: list[int] = []
    if _FIRST.search(text):
        starts += _counted(text)
    if _BULLET.match(text):
        starts += [match.start() for match in _BULLET.finditer(text)][1:]
    return sorted(starts)


def _counted(text: str) -> Iterator[int]:
    run: list[_Item] = []
    for item in _numbered(text):
        if item.number in _FIRSTS:
            yield from _items(run)
            run = [item]
        elif run and run[-1].mark == item.mark and _follows(run[-1].number, item.number):
            run.append(item)
    yield from _items(run)


def _numbered(text: str) -> Iterator[_Item]:
    for match in _MARK.finditer(text):
        place = match.start()
        number = text[max(0, place - 2) : place].lstrip()
        yield _Item(text, place - len(number), number, match[0].rstrip(), match.end())


def _items(run: list[_Item]) -> Iterator[int]:
    """The items of one count that sentences end before: it takes two to make a list."""
    if len(run) > 1 and _before(run[0]) in _OPENS and all(map(_is_sentence, run)):
        yield from (item.start for item in run if item is not run[0] or _before(item) == ":")


def _is_sentence(item: _Item) -> bool:
    begins = item.text[item.end : item.end + 4].lstrip("«“\"'‘(*_")
    return begins[:1].isupper() and _before(item) not in {",", ";"}


def _before(item: _Item) -> str:
    """The last visible sign before it, empty at the beginning of the text."""
    return item.text[max(0, item.start - 20) : item.start].rstrip()[-1:]


def _follows(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and int(other) == int(one) + 1
    return any(one + other in letters for letters in _LETTERS)
