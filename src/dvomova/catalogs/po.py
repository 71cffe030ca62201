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
from gettext import gettext as _
from itertools import pairwise

import polib

from dvomova.catalogs import po_blocks
from dvomova.catalogs.po_comments import mended, previous_in, references_in
from dvomova.catalogs.po_header import new_header, with_field
from dvomova.catalogs.po_previous import ProgramUnit, carried
from dvomova.errors import FileError
from dvomova.model import Catalog, Unit

__all__ = ["changed", "new_header", "parse", "render", "revised", "with_field"]

_FUZZY = "fuzzy"
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_LOOSE = (
    (re.compile(r"^#~[ \t]*\|", re.MULTILINE), "#|"),  # polib skips the previous text of obsolete entries
    (re.compile(r"^(#[,:.|~])(?=[^\s|])", re.MULTILINE), r"\1 "),
    (re.compile(r"^#(?=[^\s,:.|~#])", re.MULTILINE), "# "),
)
_BARE_END = re.compile(r"^#[.:,]\s*\Z", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n\r?\n\Z")
_LAST_LINE_ENDS = re.compile(r"(\r?\n)(?:\r?\n)+\Z")
_STRING = r'"(?:[^"\\\n]|\\.)*"[ \t]*$'
_UNCLOSED = re.compile(
    r"^(?:#[~|])*[ \t]*(?:msg(?:ctxt|id_plural|id|str)\b(?:\[\d+\])?+[ \t]*+|(?=\"))" + rf"(?!{_STRING})",
    re.MULTILINE,
)
"""polib would take the first and last letter of such a text for its quotes."""


def parse(text: str, path: str = "") -> Catalog:
    """The catalog that ``text``, the content of a PO file, spells.

    A byte-order mark is dropped (GNU gettext refuses it); line ends stay in the raw lines.

    Raises:
        FileError: it is no PO file, or holds the markers of an unfinished merge; with the line.
    """
    text = text.removeprefix("\ufeff")
    try:
        return po_blocks.read(text)
    except po_blocks.Unusual:
        return _parse_carefully(text, path)


def _parse_carefully(text: str, path: str) -> Catalog:
    """The same by polib, for what is not in the usual form."""
    if marker := _CONFLICT_MARKER.search(text):
        raise FileError(
            _("the marks of an unfinished merge ({marks})").format(marks=marker[0].strip()),
            path=path,
            line=text.count("\n", 0, marker.start()) + 1,
            cure=_("settle it (git mergetool) and run this again"),
        )
    file = _read(text.replace("\r\n", "\n"), path)
    lines = text.split("\n")
    lines = [line + "\n" for line in lines[:-1]] + lines[-1:]
    starts = [_start(lines, entry) for entry in file] + [len(lines)]
    comments = tuple(file.header.split("\n")) if file.header else ()
    if starts[0] == 0 and file:  # no header: what polib took for its comment belongs to the first entry
        file[0].tcomment, comments = file.header, ()
    units = [
        _unit(entry, "".join(lines[start:end]))
        for entry, (start, end) in zip(file, pairwise(starts), strict=True)
    ]
    head = "".join(lines[: starts[0]])
    return Catalog(tuple(file.metadata.items()), tuple(units), comments, header_raw=head)


def _start(lines: list[str], entry: polib.POEntry) -> int:
    """The index of the first line of an entry; polib does not count bare ``#.`` lines to it."""
    start = max((entry.linenum or 0) - 1, 0)
    while start and lines[start - 1].startswith("#") and not lines[start - 1].startswith("#~"):
        start -= 1
    return start


class _Content(str):
    r"""Text whose only line end is ``\n``: polib would also cut at U+2028, U+0085 …"""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002
        return self.split("\n")


def _read(text: str, path: str) -> polib.POFile:
    """What polib makes of the text; what gettext allows and polib does not is shown to it spelt out."""
    for loose, spelt in _LOOSE:
        text = loose.sub(spelt, text)
    if _BARE_END.search(text):
        text += "\n# the end"  # else polib would drop the last entry
    if unclosed := _UNCLOSED.search(text):
        raise _not_po(path, text.count("\n", 0, unclosed.start()) + 1)
    try:
        return polib.pofile(_Content(text + "\n"))
    except (OSError, ValueError, IndexError) as error:
        found = re.search(r"line (\d+)\)?(?::? *\)?(.*))?", str(error))
        detail = (found[2] or "").strip(" :)") if found else ""
        raise _not_po(path, int(found[1]) if found else 0, detail) from None


def _not_po(path: str, line: int, detail: str = "") -> FileError:
    return FileError(
        _("this is not PO syntax") + (f" ({detail})" if detail else ""),
        path=path,
        line=line,
        cure=_("mend this line, or bring the file back from version control"),
    )


def _unit(entry: polib.POEntry, raw: str) -> Unit:
    original, comments = previous_in(mended(entry.tcomment.split("\n") if entry.tcomment else []))
    previous, fuzzy = entry.previous_msgid, _FUZZY in entry.flags
    if original is not None and (fuzzy or entry.obsolete):
        # Where Babel added a previous text of its own, the comment is the older one. Babel also drops
        # the flags of obsolete entries; what has a previous text was out of date.
        previous, fuzzy = original, True
    plurals = entry.msgstr_plural
    unit = Unit(
        source=entry.msgid,
        targets=tuple(plurals[index] for index in sorted(plurals)) if plurals else (entry.msgstr,),
        context=entry.msgctxt,
        plural=entry.msgid_plural or None,
        fuzzy=fuzzy,
        previous=previous,
        comments=comments,
        extracted=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=references_in(raw),
        flags=tuple(flag for flag in entry.flags if flag != _FUZZY),
        obsolete=bool(entry.obsolete),
        raw=raw,
    )
    if entry.previous_msgctxt is None and entry.previous_msgid_plural is None:
        return unit
    return ProgramUnit.of(unit, entry.previous_msgctxt, entry.previous_msgid_plural)


def render(catalog: Catalog, wrap: int = 0) -> str:
    r"""The content of the PO file: document order, obsolete last; an unchanged catalog as it was read.

    Line ends are those of the entries that were read, else ``\n``.

    Args:
        catalog: units with ``raw`` are written as they were read (they are dropped as soon as
            anything of a unit changes: see ``changed``).
        wrap: width to wrap at, 0 for one line a text.
    """
    units = sorted(catalog.units, key=lambda unit: unit.obsolete)
    raws = [raw for raw in (catalog.header_raw, *(unit.raw for unit in units)) if raw]
    newline = "\r\n" if raws and "\r\n" in raws[0] else "\n"
    parts = [unit.raw or _entry(unit, wrap).replace("\n", newline) for unit in units]
    if catalog.header_raw or catalog.header or catalog.comments:
        parts.insert(0, catalog.header_raw or _header(catalog).replace("\n", newline))
    # Some tools put no blank lines between entries; then we do not either.
    tight = len(raws) > 1 and raws[0] is catalog.header_raw and not _BLANK_LINE.search(raws[0])
    return _one_after_another(parts, newline if tight else newline * 2)


def _one_after_another(parts: list[str], between: str) -> str:
    for index, part in enumerate(parts[:-1]):
        if not _BLANK_LINE.search(part):
            parts[index] = part.rstrip("\r\n") + between
    return _LAST_LINE_ENDS.sub(r"\1", "".join(parts))


def changed(unit: Unit, **fields: object) -> Unit:
    """``unit`` with other fields, to be written anew; itself where nothing differs."""
    new = replace(unit, **fields)  # type: ignore[arg-type]  # names are the dataclass's own
    return unit if new == unit else carried(unit, replace(new, raw=""))


def _header(catalog: Catalog) -> str:
    fields = "".join(f"{name}: {value}\n" for name, value in catalog.header)
    lines = [_comment("#", line) for line in catalog.comments]
    return "\n".join([*lines, polib.POEntry(msgid="", msgstr=fields).__unicode__(0)])


def _entry(unit: Unit, wrap: int) -> str:
    entry = polib.POEntry(
        msgid=unit.source,
        msgctxt=unit.context,
        msgid_plural=unit.plural or "",
        msgstr="" if unit.plural else unit.target,
        msgstr_plural=dict(enumerate(unit.targets)) if unit.plural else {},
        flags=[_FUZZY] * unit.fuzzy + list(unit.flags),
        previous_msgid=unit.previous,
        previous_msgctxt=unit.previous_context if isinstance(unit, ProgramUnit) else None,
        previous_msgid_plural=unit.previous_plural if isinstance(unit, ProgramUnit) else None,
        obsolete=unit.obsolete,
    )
    return "\n".join([*_comments(unit), entry.__unicode__(wrap)])


def _comments(unit: Unit) -> list[str]:
    """The comment lines; polib would wrap them, and tear apart what dvomova wrote there."""
    lines = [_comment("#", line) for line in unit.comments]
    if not unit.obsolete:
        lines += [_comment("#.", line) for line in unit.extracted]
        lines += ["#: " + " ".join(map(_isolated, unit.references))] * bool(unit.references)
    return lines


def _comment(sign: str, line: str) -> str:
    return f"{sign} {line}".rstrip()


def _isolated(reference: str) -> str:
    """A file name as GNU gettext writes it: with spaces, between U+2068 and U+2069."""
    return f"\u2068{reference}\u2069" if " " in reference else reference


def revised(catalog: Catalog, units: Iterable[Unit], now: str) -> Catalog:
    """``catalog`` with other units, and with ``now`` as its PO-Revision-Date if a translation changed."""
    new = replace(catalog, units=tuple(units))
    changes = _translations(catalog) != _translations(new)
    return with_field(new, "PO-Revision-Date", now) if changes and new.field("PO-Revision-Date") else new


def _translations(catalog: Catalog) -> Counter[tuple[str, ...]]:
    return Counter(unit.targets for unit in catalog.units if any(unit.targets))
