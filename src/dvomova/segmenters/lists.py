"""Lists inside a paragraph: items that are counted, or bulleted, and end without a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NUMBERED = re.compile(r"(?<!\S)(\d{1,2}|[a-zа-яіїєґ])(\.\)|[.)])\s+(?=[«“\"'‘(*_]{0,3}[^\W\d_])")
_BULLET = re.compile(r"(?<!\S)([•◦‣⁃▪●])\s*(?=\S)")
_FIRST = re.compile(r"[1aа][.)](?<!\S..)")  # no text has to be looked through for more if it has none
_OPENS = frozenset(["", *':.!?…»”")'])
"""What stands before the first item of a list, but not before a number in the middle of a sentence."""
_LETTERS = ("abcdefghijklmnopqrstuvwxyz", "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдежзиклмнопрст")
"""Items by letters: the English alphabet, the Ukrainian one, and that one as lists mostly use it."""


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
    run: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text):
        if _first(match):
            yield from _items(run)
            run = [match]
        elif run and run[-1][2] == match[2] and _follows(run[-1][1], match[1]):
            run.append(match)
    yield from _items(run)


def _items(run: list[re.Match[str]]) -> Iterator[int]:
    """The items of one count that sentences end before: it takes two to make a list."""
    if len(run) > 1 and _before(run[0]) in _OPENS and all(map(_is_sentence, run)):
        yield from (match.start() for match in run if match is not run[0] or _before(match) == ":")


def _is_sentence(item: re.Match[str]) -> bool:
    begins = item.string[item.end() :][:4].lstrip("«“\"'‘(*_")
    return begins[:1].isupper() and _before(item) not in {",", ";"}


def _before(item: re.Match[str]) -> str:
    """The last visible sign before it, empty at the beginning of the text."""
    return item.string[max(0, item.start() - 20) : item.start()].rstrip()[-1:]


def _first(item: re.Match[str]) -> bool:
    return item[1] in {"1", "a", "а"}


def _follows(one: str, other: str) -> bool:
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit() and int(other) == int(one) + 1
    return any(one + other in letters for letters in _LETTERS)
