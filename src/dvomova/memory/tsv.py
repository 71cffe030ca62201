r"""Translation memories as tables: a pair a line, texts parted by tabs.

Tabs, line ends and backslashes inside a text are ``\t``, ``\n``, ``\r`` and ``\\``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from typing import BinaryIO

from dvomova.errors import FileError
from dvomova.memory.records import FUZZY, MACHINE, PERSON, Pair

_COLUMNS = ("uk", "en", "made", "date", "origin")
_SIGNS = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPES = {code: sign for sign, code in _SIGNS.items()}
_SIGN = re.compile(r"[\\\t\n\r]")
_ESCAPE = re.compile(r"\\[\\tnr]")


def read(file: BinaryIO, name: str) -> Iterator[Pair]:
    """The pairs of a table whose first line names its columns: ``uk`` and ``en`` among them, in any order.

    ``made``, ``date`` and ``origin`` are taken too, other columns passed over.

    Raises:
        FileError: it has no such first line, a line is too short, or it is not UTF-8; with the line.
    """
    heads: list[str] = []
    for number, raw in enumerate(file, 1):
        cells = _line(raw, name, number)
        if not heads:
            heads = [cell.strip().lower() for cell in cells]
            if not {"uk", "en"} <= set(heads):
                raise _fault(_("the first line must name the columns uk and en"), name, number)
            continue
        if not any(cells):
            continue
        found = dict(zip(heads, cells, strict=False))
        if not {"uk", "en"} <= set(found):
            raise _fault(_("this line has too few columns"), name, number)
        made = found.get("made") or PERSON
        if made not in {PERSON, FUZZY, MACHINE}:
            made = PERSON
        if found["uk"].strip() and found["en"].strip():
            yield Pair(found["uk"], found["en"], made, found.get("date", ""), found.get("origin", ""))


def _line(raw: bytes, name: str, number: int) -> list[str]:
    try:
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise _fault(
            _("this line is not UTF-8 ({reason})").format(reason=error.reason), name, number
        ) from None
    return [_ESCAPE.sub(lambda found: _ESCAPES[found[0]], cell) for cell in line.split("\t")]


def _fault(what: str, name: str, number: int) -> FileError:
    cure = _("columns are parted by tabs; nothing was taken in")
    return FileError(what, path=name, line=number, cure=cure)


def written(pairs: Iterable[Pair], _source: str = "") -> Iterator[str]:
    """Pairs as the lines of a table."""
    yield "\t".join(_COLUMNS) + "\n"
    for pair in pairs:
        yield "\t".join(_SIGN.sub(lambda found: _SIGNS[found[0]], cell) for cell in pair) + "\n"
