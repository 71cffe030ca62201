r"""Glossaries as tables that a person edits: a term a line, in a spreadsheet or in any editor.

The first line names the columns, ``uk`` and ``en`` among them, in any order; they are parted by commas,
semicolons or tabs. Where a cell holds several texts, ``|`` parts them; ``\|`` is a bar, ``\\`` a backslash.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.glossary.records import PARTS_OF_SPEECH, Entry, Read, Wording, entry

COLUMNS = (
    "uk",
    "en",
    "part_of_speech",
    "domain",
    "do_not_translate",
    "forbidden_uk",
    "forbidden_en",
    "forms_uk",
    "forms_en",
    "note",
)
_ALIASES = {"pos": "part_of_speech", "dnt": "do_not_translate", "comment": "note", "ua": "uk"}
_YES = frozenset("yes y true 1 x + так".split())


def read(text: str, name: str) -> Read:
    """The entries of a table.

    Args:
        text: of the file.
        name: what errors call it.

    Raises:
        FileError: its first line does not name the columns, or a cell is not closed; with the line.
    """
    content = io.StringIO(text.removeprefix("\ufeff"), newline="")
    rows = csv.reader(content, delimiter=_delimiter(text), strict=True)
    entries: list[Entry] = []
    left_out: list[tuple[int, str]] = []
    heads: list[str] = []
    last = 0
    try:
        for cells in rows:
            if not heads:
                heads = _heads(cells, name, rows.line_num)
                left_out += [(rows.line_num, head) for head in heads if head and head not in COLUMNS]
            elif any(cell.strip() for cell in cells):
                one, wrong = _entry(dict(zip(heads, cells, strict=False)))
                entries += [one] if one else []
                left_out += [(rows.line_num, what) for what in wrong]
            last = rows.line_num
    except csv.Error as error:
        raise FileError(
            _("this is no table ({detail})").format(detail=error),
            path=name,
            line=last + 1,
            cure=_("close the quotation mark that opens a cell, or save the table as CSV in UTF-8"),
        ) from None
    if not heads and text.strip("\ufeff \r\n"):
        heads = _heads([], name, 1)
    return Read(tuple(entries), tuple(left_out))


def _delimiter(text: str) -> str:
    head = text.lstrip("\ufeff\r\n").partition("\n")[0]
    return max(",;\t", key=head.count)


def _heads(cells: Sequence[str], name: str, line: int) -> list[str]:
    heads = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    heads = [_ALIASES.get(head, head) for head in heads]
    if not {"uk", "en"} <= set(heads):
        raise FileError(
            _("the first line must name the columns uk and en"),
            path=name,
            line=line,
            cure=_("known are: {names}").format(names=", ".join(COLUMNS)),
        )
    return heads


def _entry(row: dict[str, str]) -> tuple[Entry | None, list[str]]:
    """What a line says, and what of it is not understood."""
    wrong = []
    part = " ".join(row.get("part_of_speech", "").lower().replace("_", " ").split())
    part = {"propernoun": "proper noun", "name": "proper noun"}.get(part, part)
    if part and part not in PARTS_OF_SPEECH:
        wrong.append(f"part_of_speech: {part}")
        part = ""
    uk, en = (
        Wording(
            *(
                _texts(row.get(column, ""))
                for column in (language, f"forms_{language}", f"forbidden_{language}")
            )
        )
        for language in ("uk", "en")
    )
    if not uk.terms and not en.terms:
        return None, [*wrong, _("a line without a term")]
    verbatim = row.get("do_not_translate", "").strip().lower() in _YES
    rest = {
        "part_of_speech": part,
        "domain": row.get("domain", "").strip(),
        "note": row.get("note", "").strip(),
    }
    return entry(uk, en, verbatim=verbatim, **rest), wrong


def _texts(content: str) -> tuple[str, ...]:
    parts = content.replace("\\\\", "\0").replace("\\|", "\1").split("|")
    texts = (" ".join(part.replace("\0", "\\").replace("\1", "|").split()) for part in parts)
    return tuple(dict.fromkeys(text for text in texts if text))


def cells(one: Entry) -> dict[str, str]:
    """An entry as the cells of a line, by column; empty ones too."""
    return {
        "uk": cell(one.uk.terms),
        "en": cell(one.en.terms),
        "part_of_speech": one.part_of_speech,
        "domain": one.domain,
        "do_not_translate": "yes" if one.verbatim else "",
        "forbidden_uk": cell(one.uk.forbidden),
        "forbidden_en": cell(one.en.forbidden),
        "forms_uk": cell(one.uk.forms),
        "forms_en": cell(one.en.forms),
        "note": one.note,
    }


def of_cells(row: dict[str, str]) -> Entry | None:
    """The entry that cells say; None for one without a term."""
    return _entry(row)[0]


def cell(texts: Iterable[str]) -> str:
    """Texts as one cell has them."""
    return "|".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def written(entries: Iterable[Entry]) -> str:
    """Entries as the text of a table, with all columns."""
    return _lines([COLUMNS, *(tuple(cells(one).values()) for one in entries)], ",")


def added(text: str, entries: Iterable[Entry], name: str) -> str:
    """The text of a table with entries behind those that it has, in its own columns; the rest as it was.

    Raises:
        FileError: it cannot be read, or has no column for what an entry says.
    """
    if not text.strip("\ufeff \r\n"):
        return written(entries)
    read(text, name)
    delimiter, newline = _delimiter(text), "\r\n" if "\r\n" in text else "\n"
    head = next(csv.reader(io.StringIO(text.lstrip("\ufeff\r\n"), newline=""), delimiter=delimiter))
    heads = _heads(head, name, 1)
    rows = []
    for one in entries:
        said = cells(one)
        if lost := [column for column, cell in said.items() if cell and column not in heads]:
            raise FileError(
                _("the table has no column {name}").format(name=lost[0]),
                path=name,
                line=1,
                cure=_("add it to the first line"),
            )
        rows.append(tuple(said.get(head, "") for head in heads))
    end = "" if text.endswith("\n") else newline
    return text + end + _lines(rows, delimiter).replace("\n", newline)


def _lines(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()
