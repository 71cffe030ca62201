"""PO files on disk. The only user of polib.

A file in the usual form is read by ``po_blocks``, any other by polib, which knows the syntax; this
module keeps what it would lose: the lines of unchanged entries pass through as they are, the previous
text of obsolete entries and ``# | msgid`` comments (which Babel makes of ``#| msgid``) are read, and
file names with spaces stay one reference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import polib

from dvomova.catalogs import po_blocks, po_syntax
from dvomova.catalogs.po_comments import mended, previous_in, references_in
from dvomova.catalogs.po_header import in_utf_8, new_header, with_field, without_field
from dvomova.catalogs.po_previous import ProgramUnit, carried
from dvomova.catalogs.po_writing import KEEP, entry, header, width_of
from dvomova.model import Catalog, Unit

__all__ = [
    "KEEP",
    "changed",
    "new_header",
    "parse",
    "render",
    "revised",
    "width_of",
    "with_field",
    "without_field",
]

_FUZZY = "fuzzy"
_BLANK_LINE = re.compile(r"\n\r?\n\Z")
_LAST_LINE_ENDS = re.compile(r"(\r?\n)(?:\r?\n)+\Z")


def parse(text: str, path: str = "") -> Catalog:
    """The catalog that ``text``, the content of a PO file, spells.

    A byte-order mark is dropped (GNU gettext refuses it); line ends stay in the raw lines.

    Raises:
        FileError: it is no PO file, or holds the markers of an unfinished merge; with the line.
    """
    text = text.removeprefix("\ufeff")
    po_syntax.refuse_charset(text, path)
    try:
        return po_blocks.read(text)
    except po_blocks.Unusual:
        return _parse_carefully(text, path)


def _parse_carefully(text: str, path: str) -> Catalog:
    """The same by polib, for what is not in the usual form."""
    po_syntax.refuse(text, path)
    file = _read(text.replace("\r\n", "\n"), path)
    lines = text.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:]
    starts = [_start(lines, one) for one in file] + [len(lines)]
    comments = tuple(file.header.split("\n")) if file.header else ()
    if starts[0] == 0 and file:  # no header: what polib took for its comment belongs to the first entry
        file[0].tcomment, comments = file.header, ()
    units = [
        _unit(one, "".join(lines[start:end]))
        for one, (start, end) in zip(file, pairwise(starts), strict=True)
    ]
    head = "".join(lines[: starts[0]])
    return Catalog(tuple(file.metadata.items()), tuple(units), comments, header_raw=head)


def _start(lines: list[str], one: polib.POEntry) -> int:
    """The index of the first line of an entry; polib does not count bare ``#.`` lines to it."""
    start = max((one.linenum or 0) - 1, 0)
    while start and lines[start - 1].startswith("#") and not lines[start - 1].startswith("#~"):
        start -= 1
    return start


class _Content(str):
    r"""Text whose only line end is ``\n``: polib would also cut at U+2028, U+0085 …"""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002
        return self.split("\n")


def _read(text: str, path: str) -> polib.POFile:
    po_syntax.refuse_unclosed(text, path)
    po_syntax.refuse_incomplete(text, path, at_end=False)
    try:
        file = polib.pofile(_Content(po_syntax.spelt_out(text) + "\n"))
    except (OSError, ValueError, IndexError) as error:
        found = re.search(r"line (\d+)\)?(?::? *\)?(.*))?", str(error))
        detail = (found[2] or "").strip(" :)") if found else ""
        raise po_syntax.not_po(path, int(found[1]) if found else 0, detail) from None
    po_syntax.refuse_incomplete(text, path, at_end=True)  # polib does not mind
    return file


def _unit(found: polib.POEntry, raw: str) -> Unit:
    original, comments = previous_in(mended(found.tcomment.split("\n") if found.tcomment else []))
    previous, fuzzy = found.previous_msgid, _FUZZY in found.flags
    if original is not None and (fuzzy or found.obsolete):
        # Where Babel added a previous text of its own, the comment is the older one. Babel also drops
        # the flags of obsolete entries; what has a previous text was out of date.
        previous, fuzzy = original, True
    plurals = found.msgstr_plural
    unit = Unit(
        source=found.msgid,
        targets=tuple(plurals[index] for index in sorted(plurals)) if plurals else (found.msgstr,),
        context=found.msgctxt,
        plural=found.msgid_plural or None,
        fuzzy=fuzzy,
        previous=previous,
        comments=comments,
        extracted=tuple(found.comment.split("\n")) if found.comment else (),
        references=references_in(raw),
        flags=tuple(flag for flag in found.flags if flag != _FUZZY),
        obsolete=bool(found.obsolete),
        raw=raw,
    )
    if found.previous_msgctxt is None and found.previous_msgid_plural is None:
        return unit
    return ProgramUnit.of(unit, found.previous_msgctxt, found.previous_msgid_plural)


def render(catalog: Catalog, wrap: int = KEEP) -> str:
    r"""The content of the PO file: document order, obsolete last; an unchanged catalog as it was read.

    Line ends are those of the entries that were read, else ``\n``.

    Args:
        catalog: units with ``raw`` are written as they were read (they are dropped as soon as
            anything of a unit changes: see ``changed``).
        wrap: columns to wrap new and changed entries at, 0 for one line a text, ``KEEP`` for the width
            of the others.
    """
    units = sorted(catalog.units, key=lambda unit: unit.obsolete)
    if not all(unit.raw for unit in units):
        catalog = in_utf_8(catalog)
    raws = [raw for raw in (catalog.header_raw, *(unit.raw for unit in units)) if raw]
    newline = "\r\n" if raws and "\r\n" in raws[0] else "\n"
    if wrap == KEEP:
        wrap = 0 if all(unit.raw for unit in units) else width_of(catalog)
    parts = [unit.raw or entry(unit, wrap).replace("\n", newline) for unit in units]
    if catalog.header_raw or catalog.header or catalog.comments:
        has_lines = catalog.header_raw and ("msgid" in catalog.header_raw or not catalog.header)
        head = catalog.header_raw if has_lines else header(catalog, wrap).replace("\n", newline)
        parts.insert(0, head)
    # Some tools put no blank lines between entries; then we do not either.
    tight = len(raws) > 1 and raws[0] is catalog.header_raw and not _BLANK_LINE.search(raws[0])
    return _one_after_another(parts, newline if tight else newline * 2)


def _one_after_another(parts: list[str], between: str) -> str:
    for index, part in enumerate(parts[:-1]):
        if not _BLANK_LINE.search(part):
            parts[index] = part.rstrip("\r\n") + between
    parts[-1:] = [_LAST_LINE_ENDS.sub(r"\1", part) for part in parts[-1:]]
    return "".join(parts)


def changed(unit: Unit, **fields: object) -> Unit:
    """``unit`` with other fields, to be written anew; itself where nothing differs."""
    if all(getattr(unit, name) == value for name, value in fields.items()):
        return unit
    return carried(unit, replace(unit, **fields, raw=""))  # type: ignore[arg-type]  # the dataclass's own


def revised(catalog: Catalog, units: Iterable[Unit], now: str) -> Catalog:
    """``catalog`` with other units, and with ``now`` as its PO-Revision-Date if a translation changed."""
    new = replace(catalog, units=tuple(units))
    changes = _translations(catalog) != _translations(new)
    return with_field(new, "PO-Revision-Date", now) if changes and new.field("PO-Revision-Date") else new


def _translations(catalog: Catalog) -> Counter[tuple[str, ...]]:
    return Counter(unit.targets for unit in catalog.units if any(unit.targets))
