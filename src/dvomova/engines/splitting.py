"""A text that is too long for one request, parted where a translation is hurt the least."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from gettext import gettext as _

from dvomova.engines.base import Fault

_ENDS = (
    re.compile(r"[.!?…]+[\"'”»’)\]\ue000-\uf8ff]*\s+"),  # a sentence
    re.compile(r"[,;:–—]\s+"),  # a clause
    re.compile(r"\s+"),
)


def parted(text: str, fits: Callable[[str], bool]) -> list[str]:
    """A text in as few pieces as ``fits`` allows; put together they are the text.

    Raises:
        Fault: there is a word that does not fit.
    """
    return list(_parted(text, fits, 0))


def _parted(text: str, fits: Callable[[str], bool], level: int) -> Iterator[str]:
    if fits(text.strip()):
        yield text
        return
    if level == len(_ENDS):
        raise Fault(_("it is too long for this engine"))
    gathered = ""
    for piece in _pieces(text, level):
        if gathered and not fits((gathered + piece).strip()):
            yield from _parted(gathered, fits, level + 1)
            gathered = ""
        gathered += piece
    yield from _parted(gathered, fits, level + 1)


def _pieces(text: str, level: int) -> Iterator[str]:
    start = 0
    for match in _ENDS[level].finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:]
