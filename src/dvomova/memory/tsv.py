r"""Translation memories as tables: a pair a line, texts parted by tabs.

Tabs, line ends and backslashes inside a text are ``\t``, ``\n``, ``\r`` and ``\\``.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator
from gettext import gettext as _
from io import TextIOWrapper
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

    ``made``, ``date`` and ``origin`` are taken too, other columns passed over. It is in UTF-8, or in UTF-16
    with a mark at its beginning, as Excel writes "Unicode text".

    Raises:
        FileError: it has no such first line, a line is too short, or wrongly encoded; with the line.
    """
    heads: list[str] = []
    for number, line in _lines(file, name):
        cells = [_ESCAPE.sub(lambda found: _ESCAPES[found[0]], cell) for cell in line.split("\t")]
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


def _lines(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    """The lines of a table, each with its number."""
    wide = file.read(2) in {BOM_UTF16_LE, BOM_UTF16_BE}
    file.seek(0)
    if wide:
        yield from _wide_lines(file, name)
        return
    for number, raw in enumerate(file, 1):
        try:
            yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            what = _("this line is not UTF-8 ({reason})").format(reason=error.reason)
            raise _fault(what, name, number) from None


def _wide_lines(file: BinaryIO, name: str) -> Iterator[tuple[int, str]]:
    try:
        for number, line in enumerate(TextIOWrapper(file, "utf-16", newline="\n"), 1):
            yield number, line.rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise _fault(_("this is not UTF-16 ({reason})").format(reason=error.reason), name, 0) from None


def _fault(what: str, name: str, number: int) -> FileError:
    cure = _("columns are parted by tabs; nothing was taken in")
    return FileError(what, path=name, line=number, cure=cure)


def written(pairs: Iterable[Pair], _source: str = "") -> Iterator[str]:
    """Pairs as the lines of a table."""
    yield "\t".join(_COLUMNS) + "\n"
    for pair in pairs:
        yield "\t".join(_SIGN.sub(lambda found: _SIGNS[found[0]], cell) for cell in pair) + "\n"
