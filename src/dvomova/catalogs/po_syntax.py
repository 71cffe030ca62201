"""What stands in PO files that are not as gettext tools write them: what is refused, what is spelt out.

Each refusal names the line and how to mend it; what gettext reads and polib does not is rewritten for it.
"""

from __future__ import annotations

import re
from gettext import gettext as _
from itertools import pairwise

from dvomova.catalogs.po_strings import escaped
from dvomova.errors import FileError

_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"[ \t]*$'
_UNCLOSED = re.compile(
    r"^(?:#[~|])*[ \t]*(?:msg(?:ctxt|id_plural|id|str)\b(?:\[\d+\])?+[ \t]*+|(?=\"))" + rf"(?!{_STRING})",
    re.MULTILINE,
)
"""polib would take the first and last letter of such a text for its quotes."""
_KEYWORD = re.compile(r"^(?:#~)?[ \t]*(msgctxt|msgid_plural|msgid|msgstr)(?=[ \t\"\[])", re.MULTILINE)
_FOLLOWING = {"msgctxt": {"msgid"}, "msgid": {"msgid_plural", "msgstr"}, "msgid_plural": {"msgstr"}}
_LOOSE = (
    (re.compile(r"^#~[ \t]*\|", re.MULTILINE), "#|"),  # polib skips the previous text of obsolete entries
    (re.compile(r"^(#[,:.|~])(?=[^\s|])", re.MULTILINE), r"\1 "),
    (re.compile(r"^#(?=[^\s,:.|~#])", re.MULTILINE), "# "),
)
_QUOTED = re.compile(r'^[^"#\n]*"[^\n]*\\[ax0-7][^\n]*|^#[~|][^\n]*\\[ax0-7][^\n]*', re.MULTILINE)
_RARE_ESCAPE = re.compile(r"\\\\|\\a|(?:\\x[0-9A-Fa-f]{1,2}|\\[0-7]{1,3})+")
_BYTE = re.compile(r"\\x([0-9A-Fa-f]{1,2})|\\([0-7]{1,3})")
_CHARSET = re.compile(r'^"Content-Type:[^"\n]*charset=([\w-]+)', re.MULTILINE | re.IGNORECASE)
_END_OF_HEADER = re.compile(r"\n\s*\n|\Z")
UTF_8 = {"UTF-8", "UTF8"}
"""Its names in a header, in capitals."""
_BARE_END = re.compile(r"^#[.:,]\s*\Z", re.MULTILINE)


def refuse(text: str, path: str) -> None:
    r"""Raise the error of a text that is no PO file, or only a part of one; lines may end with ``\r\n``.

    Raises:
        FileError: with its line.
    """
    if marker := _CONFLICT_MARKER.search(text):
        raise FileError(
            _("the marks of an unfinished merge ({marks})").format(marks=marker[0].strip()),
            path=path,
            line=line_at(text, marker.start()),
            cure=_("settle it (git mergetool) and run this again"),
        )
    if "\0" in text:
        raise FileError(
            _("the character U+0000 stands here, as in a file that was not written to its end"),
            path=path,
            line=line_at(text, text.index("\0")),
            cure=_("bring the file back from version control"),
        )
    if "\r" in text and "\n" not in text:
        raise FileError(
            _("the lines end with a carriage return alone"),
            path=path,
            line=1,
            cure=_("convert them: mac2unix {path}").format(path=path),
        )


def refuse_unclosed(text: str, path: str) -> None:
    r"""Raise the error of a text with a string that is not closed in its line; lines end with ``\n``.

    Raises:
        FileError: with its line.
    """
    if unclosed := _UNCLOSED.search(text):
        raise not_po(path, line_at(text, unclosed.start()))


def refuse_incomplete(text: str, path: str, *, at_end: bool) -> None:
    """Raise the error of a text in which an entry breaks off: before another one, or at the end.

    Raises:
        FileError: with its line.
    """
    for match, following in pairwise([*_KEYWORD.finditer(text), None]):
        if match is None or match[1] not in _FOLLOWING:
            continue
        if following[1] not in _FOLLOWING[match[1]] if following else at_end:
            raise FileError(
                _("the entry breaks off: a translation (msgstr) is missing"),
                path=path,
                line=line_at(text, match.start()),
                cure=_("complete it or take it out, or bring the file back from version control"),
            )


def refuse_charset(text: str, path: str) -> None:
    """Raise the error of a text that was read as UTF-8 although its header says something else.

    Without a charset, or with that of a template (``CHARSET``), what is UTF-8 is taken for UTF-8. Where
    all is ASCII, most charsets are one.

    Raises:
        FileError: with the line of the header.
    """
    charset = _CHARSET.search(text[: _END_OF_HEADER.search(text).start()])  # type: ignore[union-attr]
    if charset and charset[1].upper() not in UTF_8 | {"CHARSET", "ASCII", "US-ASCII"} and not text.isascii():
        raise FileError(
            _("the header says charset={charset}, and dvomova writes UTF-8 only").format(charset=charset[1]),
            path=path,
            line=line_at(text, charset.start()),
            cure=_("convert it: msgconv -t UTF-8 -o {path} {path} (if it is UTF-8, write that there)").format(
                path=path
            ),
        )


def line_at(text: str, offset: int) -> int:
    """The line of ``text``, from 1, that ``offset`` is in."""
    return text.count("\n", 0, offset) + 1


def not_po(path: str, line: int, detail: str = "") -> FileError:
    """The error of what is no PO syntax."""
    return FileError(
        _("this is not PO syntax") + (f" ({detail})" if detail else ""),
        path=path,
        line=line,
        cure=_("mend this line, or bring the file back from version control"),
    )


def spelt_out(text: str) -> str:
    """``text`` so that polib reads all of it that gettext does; lines stay lines."""
    for loose, spelt in _LOOSE:
        text = loose.sub(spelt, text)
    text = _QUOTED.sub(lambda line: _RARE_ESCAPE.sub(_as_character, line[0]), text)
    if _BARE_END.search(text):
        text += "\n# the end"  # else polib would drop the last entry
    return text


def _as_character(escape: re.Match[str]) -> str:
    r"""What ``\a``, ``\x41`` or ``\101`` stands for: bytes of UTF-8, as the file is."""
    if escape[0] == r"\\":
        return escape[0]
    if escape[0] == r"\a":
        return "\a"
    numbers = [int(found[1], 16) if found[1] else int(found[2], 8) for found in _BYTE.finditer(escape[0])]
    try:
        return escaped(bytes(numbers).decode()).replace(r"\a", "\a")
    except ValueError:
        return escape[0]
