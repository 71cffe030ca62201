r"""The fast reader: blocks between blank lines, each of them one entry.

For files in the form that gettext tools write: a header first, ``\n`` at the end of lines, comments
before the message, one space behind each keyword. At anything else it declines, and ``po`` reads the
file with polib, which gives the same for all that is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dvomova.catalogs.po_comments import mended, previous_in, references_in
from dvomova.catalogs.po_previous import ProgramUnit
from dvomova.catalogs.po_strings import text_of
from dvomova.model import Catalog, Unit

_LINE = r'"[^"\\\n]*+(?:\\[\\antrvbf"][^"\\\n]*+)*+"'
_TEXT = rf"{_LINE}(?:\n{_LINE})*+"
_ENTRY = re.compile(
    r"((?:#[^\n]*\n)*+)"
    rf"(?:msgctxt ({_TEXT})\n)?msgid ({_TEXT})\n"
    rf"(?:msgstr ({_TEXT})|msgid_plural ({_TEXT})((?:\nmsgstr\[\d\] {_TEXT})+))\n*+\Z"
)
_FORM = re.compile(rf"msgstr\[(\d)\] ({_TEXT})")
_PREVIOUS = re.compile(rf"(?:msgctxt ({_TEXT})\n)?(?:msgid ({_TEXT})\n)?(?:msgid_plural ({_TEXT})\n)?")
_OBSOLETE = re.compile(r"((?:#[ ,][^\n]*\n|#\n)*)((?:#~\| [^\n]*\n)*)((?:#~ [^\n]*(?:\n|\Z))+)\Z")
_OBSOLETE_SIGN = re.compile(r"^#~ ", re.MULTILINE)


class Unusual(ValueError):  # noqa: N818  (no error: another reader takes over)
    """Something that only the other reader knows."""


class _Notes(NamedTuple):
    """What stands before a message."""

    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    previous: tuple[str | None, str | None, str | None] = (None, None, None)
    """The texts of ``#|``: context, message, plural."""
    original: str | None = None
    """A previous message that Babel made a comment of."""


def read(text: str) -> Catalog:
    """The catalog that a PO file in the usual form spells.

    Raises:
        Unusual: it is not in that form; this says nothing about whether it is right.
    """
    if "\r" in text or "\0" in text:
        raise Unusual
    raws = _entries(text)
    header_raw = next(raws)
    header, comments = _header(header_raw)
    known: dict[str, _Notes] = {"": _Notes()}
    units = [_unit(raw, known) for raw in raws]
    return Catalog(header, tuple(units), comments, header_raw=header_raw)


def _entries(text: str) -> Iterator[str]:
    """The entries, each with the blank line behind it, the last one with all that is there."""
    start, end = 0, len(text)
    while text.endswith("\n", 0, end):
        end -= 1
    while (stop := text.find("\n\n", start, end)) >= 0:
        yield text[start : stop + 2]
        start = stop + 2
    yield text[start:]


def _header(raw: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    match = _ENTRY.fullmatch(raw.rstrip("\n"))
    if match is None or match[2] or match[3] != '""' or match[4] is None:
        raise Unusual
    _notes(match[1])
    return fields_of(text_of(match[4])), tuple(_first_comment(match[1]))


def _first_comment(lines: str) -> list[str]:
    first: list[str] = []
    for line in lines.split("\n"):
        if line != "#" and not line.startswith("# "):
            break
        _add(first, line[2:].rstrip())
    return first


def fields_of(text: str) -> tuple[tuple[str, str], ...]:
    """The fields in the msgstr of a header, in order; a line without a name continues the one before."""
    fields: dict[str, str] = {}
    name = None
    for line in text.splitlines():
        if ":" in line:
            name, _colon, value = line.partition(":")
            fields[name] = value.strip()
        elif name is not None:
            fields[name] += "\n" + line.strip()
    return tuple(fields.items())


def _unit(raw: str, known: dict[str, _Notes]) -> Unit:
    obsolete = "#~" in raw and _OBSOLETE.match(raw.rstrip("\n"))
    if obsolete:
        # Without the signs it is an entry as any other.
        previous = obsolete[2].replace("#~| ", "#| ")
        match = _ENTRY.fullmatch(obsolete[1] + previous + _OBSOLETE_SIGN.sub("", obsolete[3]))
    else:
        match = _ENTRY.match(raw)
    if match is None or match[3] == '""':
        raise Unusual
    lines, context, source, target, plural, forms = match.groups()
    if lines not in known:
        known[lines] = _notes(lines)
    notes = known[lines]
    flags, fuzzy, previous_text = notes.flags, False, notes.previous[1]
    if flags and "fuzzy" in flags:
        fuzzy, flags = True, tuple(flag for flag in flags if flag != "fuzzy")
    if notes.original is not None and (fuzzy or obsolete):
        previous_text, fuzzy = notes.original, True  # see po._unit
    unit = Unit(
        text_of(source),
        (text_of(target),) if target else _forms(forms),
        None if context is None else text_of(context),
        text_of(plural) or None if plural else None,
        fuzzy,
        previous_text,
        notes.comments,
        notes.extracted,
        notes.references,
        flags,
        bool(obsolete),
        raw,
    )
    if notes.previous[0] is None and notes.previous[2] is None:
        return unit
    return ProgramUnit.of(unit, notes.previous[0], notes.previous[2])


def _forms(lines: str) -> tuple[str, ...]:
    found = _FORM.findall(lines)
    if any(number != str(index) for index, (number, _literal) in enumerate(found)):
        raise Unusual
    return tuple(text_of(literal) for _number, literal in found)


def _notes(lines: str) -> _Notes:
    comments: list[str] = []
    extracted: list[str] = []
    flags: list[str] = []
    previous: list[str] = []
    for line in lines.split("\n")[:-1]:
        sign, text = line[:3], line[3:].rstrip()
        if previous and sign != "#| ":
            raise Unusual
        if sign == "#. ":
            extracted += [text] * bool(text)
        elif sign == "#, ":
            flags += [flag.strip() for flag in text.split(",")] * bool(text)
        elif sign == "#| ":
            previous.append(line[3:])
        elif line == "#" or line.startswith("# "):
            _add(comments, line[2:].rstrip())
        elif sign != "#: " and line not in {"#:", "#.", "#,"}:
            raise Unusual
    original, rest = previous_in(mended(comments)) if comments else (None, ())
    return _Notes(rest, tuple(extracted), references_in(lines), tuple(flags), _previous(previous), original)


def _add(comments: list[str], line: str) -> None:
    """Add a line of a comment; empty ones before the first that is not say nothing."""
    if line or comments:
        comments.append(line)


def _previous(lines: list[str]) -> tuple[str | None, str | None, str | None]:
    if not lines:
        return None, None, None
    match = _PREVIOUS.fullmatch("\n".join(lines) + "\n")
    if match is None:
        raise Unusual
    context, source, plural = (None if literal is None else text_of(literal) for literal in match.groups())
    return context, source, plural
