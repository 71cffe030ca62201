"""PO files on disk. The only user of polib.

polib knows the syntax; this module keeps what it would lose: the lines of unchanged entries pass
through as they are, the previous text of obsolete entries and ``# | msgid`` comments (which Babel
makes of ``#| msgid``) are read, and file names with spaces stay one reference.
"""

from __future__ import annotations

import re
from dataclasses import replace
from gettext import gettext as _
from itertools import pairwise

import polib

from dvomova.errors import FileError
from dvomova.model import Catalog, Unit

_FUZZY = "fuzzy"
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069|(\S+)")
_BABEL_PREVIOUS = re.compile(r'\| (?:msgid )?"(.*)"')
_REVISION = re.compile(r'^"PO-Revision-Date:[^\n]*\\n"$', re.MULTILINE)


def parse(text: str, path: str = "") -> Catalog:
    """The catalog that ``text``, the content of a PO file, spells.

    Raises:
        FileError: it is no PO file, or holds the markers of an unfinished merge; with the line.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if marker := _CONFLICT_MARKER.search(text):
        raise FileError(
            _("the marks of an unfinished merge ({marks})").format(marks=marker[0].strip()),
            path=path,
            line=text.count("\n", 0, marker.start()) + 1,
            cure=_("settle it (git mergetool) and run this again"),
        )
    file = _read(text, path)
    lines = text.split("\n")
    starts = [max((entry.linenum or 0) - 1, 0) for entry in file] + [len(lines)]
    units = [
        _unit(entry, "\n".join(lines[start:end]).strip("\n"))
        for entry, (start, end) in zip(file, pairwise(starts), strict=True)
    ]
    head = "\n".join(lines[: starts[0]]).strip("\n") if file.metadata else ""
    comments = tuple(file.header.split("\n")) if file.header else ()
    return Catalog(tuple(file.metadata.items()), tuple(units), comments, header_raw=head)


class _Content(str):
    r"""Text whose only line end is ``\n``: polib would also cut at U+2028, U+0085 …"""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: ARG002, FBT001, FBT002
        return self.split("\n")


def _read(text: str, path: str) -> polib.POFile:
    """What polib makes of the text; it skips ``#~|`` lines, so they are shown to it as ``#|``."""
    content = _Content(re.sub(r"^#~\|", "#|", text, flags=re.MULTILINE) + "\n")
    try:
        return polib.pofile(content)
    except (OSError, ValueError, IndexError) as error:
        found = re.search(r"line (\d+)\)?(?::? *\)?(.*))?", str(error))
        detail = (found[2] or "").strip(" :)") if found else ""
        raise FileError(
            _("this is not PO syntax") + (f" ({detail})" if detail else ""),
            path=path,
            line=int(found[1]) if found else 0,
            cure=_("mend this line, or bring the file back from version control"),
        ) from None


def _unit(entry: polib.POEntry, raw: str) -> Unit:
    comments = tuple(entry.tcomment.split("\n")) if entry.tcomment else ()
    previous = entry.previous_msgid
    if previous is None and _FUZZY in entry.flags:
        previous, comments = _previous_in_comments(comments)
    plurals = entry.msgstr_plural
    return Unit(
        source=entry.msgid,
        targets=tuple(plurals[index] for index in sorted(plurals)) if plurals else (entry.msgstr,),
        context=entry.msgctxt,
        plural=entry.msgid_plural or None,
        fuzzy=_FUZZY in entry.flags,
        previous=previous,
        comments=comments,
        extracted=tuple(entry.comment.split("\n")) if entry.comment else (),
        references=_references(raw),
        flags=tuple(flag for flag in entry.flags if flag != _FUZZY),
        obsolete=bool(entry.obsolete),
        raw=raw,
    )


def _previous_in_comments(comments: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The previous msgid that Babel turned into a translator comment, and the other comments."""
    found = [match[1] for line in comments if (match := _BABEL_PREVIOUS.fullmatch(line))]
    if not found:
        return None, comments
    rest = tuple(line for line in comments if not _BABEL_PREVIOUS.fullmatch(line))
    return polib.unescape("".join(found)), rest


def _references(raw: str) -> tuple[str, ...]:
    lines = (line[2:] for line in raw.split("\n") if line.startswith("#:"))
    return tuple(match[1] or match[2] for line in lines for match in _REFERENCE.finditer(line))


def render(catalog: Catalog, wrap: int = 0) -> str:
    r"""The content of the PO file: UTF-8 text with ``\n``, document order, obsolete last.

    Args:
        catalog: units with ``raw`` are written as they were read (they are dropped as soon as
            anything of a unit changes: see ``changed``).
        wrap: width to wrap at, 0 for one line a text.
    """
    units = sorted(catalog.units, key=lambda unit: unit.obsolete)
    parts = [catalog.header_raw or _header(catalog), *(unit.raw or _entry(unit, wrap) for unit in units)]
    return "\n\n".join(parts) + "\n"


def changed(unit: Unit, **fields: object) -> Unit:
    """``unit`` with other fields, to be written anew; itself where nothing differs."""
    new = replace(unit, **fields)  # type: ignore[arg-type]  # names are the dataclass's own
    return unit if new == unit else replace(new, raw="")


def _header(catalog: Catalog) -> str:
    entry = polib.POEntry(
        msgid="",
        msgstr="".join(f"{name}: {value}\n" for name, value in catalog.header),
        tcomment="\n".join(catalog.comments),
    )
    return _text_of(entry, 0)


def _entry(unit: Unit, wrap: int) -> str:
    entry = polib.POEntry(
        msgid=unit.source,
        msgctxt=unit.context,
        msgid_plural=unit.plural or "",
        msgstr="" if unit.plural else unit.target,
        msgstr_plural=dict(enumerate(unit.targets)) if unit.plural else {},
        tcomment="\n".join(unit.comments),
        comment="\n".join(unit.extracted),
        occurrences=[(_isolated(reference), "") for reference in unit.references],
        flags=[_FUZZY] * unit.fuzzy + list(unit.flags),
        previous_msgid=unit.previous,
        obsolete=unit.obsolete,
    )
    return _text_of(entry, wrap)


def _text_of(entry: polib.POEntry, wrap: int) -> str:
    lines = entry.__unicode__(wrapwidth=wrap).rstrip("\n").split("\n")
    return "\n".join(line.rstrip() if line.startswith("#") else line for line in lines)


def _isolated(reference: str) -> str:
    """A file name as GNU gettext writes it: with spaces, between U+2068 and U+2069."""
    return f"\u2068{reference}\u2069" if " " in reference else reference


def touched(catalog: Catalog, now: str) -> Catalog:
    """``catalog`` with ``now`` as its PO-Revision-Date."""
    header = tuple((name, now if name == "PO-Revision-Date" else value) for name, value in catalog.header)
    raw = _REVISION.sub(f'"PO-Revision-Date: {now}\\\\n"', catalog.header_raw)
    return replace(catalog, header=header, header_raw=raw)


def with_field(catalog: Catalog, name: str, value: str) -> Catalog:
    """``catalog`` with a header field set; the others keep their order."""
    if catalog.field(name) == value:
        return catalog
    fields = dict(catalog.header) | {name: value}
    return replace(catalog, header=tuple(fields.items()), header_raw="")


def new_header(domain: str, source: str, target: str, now: str) -> tuple[tuple[str, str], ...]:
    """The header of a new catalog, complete enough for ``msgfmt --check-header``.

    Args:
        domain: names the project in the header.
        source: code of the source language.
        target: code of the language of the translations; empty for a template.
        now: as gettext writes it, ``2026-03-04 15:45+0200``; empty for a template.
    """
    fields = [
        ("Project-Id-Version", domain),
        ("PO-Revision-Date", now),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", target),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", _plural_forms(target)),
        ("X-Source-Language", source),
        ("X-Generator", "dvomova"),
    ]
    return tuple((name, value) for name, value in fields if target or value)


def _plural_forms(language: str) -> str:
    """The Plural-Forms of a language by CLDR, as Babel knows them; empty for a template."""
    if not language:
        return ""
    from babel.messages.plurals import get_plural  # 0.1 s, for a new catalog only

    return get_plural(language).plural_forms
