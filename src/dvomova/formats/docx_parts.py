"""The parts of a Word document that hold its text, and its source text: all of them, one behind the other.

Packages, content types and relationships by ECMA-376-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
import re
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats.archive import Archive
from dvomova.formats.base import ReadOptions
from dvomova.formats.docx_xml import names_of
from dvomova.formats.encodings import TextFile
from dvomova.formats.xml_tokens import attributes, check, tags

SEPARATOR = "\0"
"""What stands between two parts in the source text; no XML can hold it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container begins of what Word wrote until 2003, and of what is encrypted (MS-CFB 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STORIES = ("footnotes", "endnotes", "header", "footer")
"""Relationships of the main part to others with text, in the order in which they are translated."""
_SETTINGS = ("styles", "settings")


class _Part(TextFile):
    """A part as text. What its encoding lacks is written as a reference, so that nothing is."""

    def declared(self, data: bytes) -> str:
        """The encoding by its XML declaration."""
        match = re.match(rb"<\?xml[^<>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']", data)
        return match[1].decode("ascii").lower() if match else ""

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:
        return text.encode(self._encoding(data, options), "xmlcharrefreplace")


_PART = _Part()


def decode(data: bytes, path: str) -> str:
    """The source text of a document.

    Raises:
        FileError: it is none, or one that cannot be worked with; in plain words.
    """
    if data.startswith(_OLE):
        raise _refusal_of_ole(data, path)
    archive = Archive(data, path)
    texts = []
    for name in _Package(archive).names(path):
        part = archive.read(name)
        check(part, name, path)
        texts.append(_PART.decode(part, f"{path}/{name}", ReadOptions()))
    return SEPARATOR.join(texts)


def encode(text: str, data: bytes) -> bytes:
    """The document whose source text is ``text``, made from ``data``: only parts that differ are new."""
    archive = Archive(data, "")
    changed = {}
    for name, new in zip(_Package(archive).names(""), text.split(SEPARATOR), strict=True):
        part = archive.read(name)
        written = _PART.encode(new, part, ReadOptions())
        if written != part:
            changed[name] = written
    return archive.copy_with(changed)


def _refusal_of_ole(data: bytes, path: str) -> FileError:
    if _ENCRYPTED in data:
        what, cure = _("this document is encrypted"), _("save it without a password")
    else:
        what, cure = _("this is a document of Word 97–2003"), _("save it as .docx in Word or LibreOffice")
    return FileError(what, path=path, cure=cure)


class _Package:
    """Which members of an archive hold what."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.spelled = {name.lower(): name for name in archive.names}
        """As the archive spells them: letters of either case are the same in names of parts (6.2.2.3)."""

    def names(self, path: str) -> list[str]:
        """The members that make up the source text, in order; the first one is the document itself.

        Raises:
            FileError: there is no document, or one with macros; names ``path``.
        """
        if any(name.endswith("vbaproject.bin") for name in self.spelled):
            raise FileError(
                _("this document holds macros"), path=path, cure=_("save it as .docx, which cannot hold any")
            )
        package = self._related("")
        main = next(iter(package.get("officeDocument", [])), "")
        if not main or not self._is_document(main):
            raise FileError(
                _("this is no Word document"),
                path=path,
                cure=_("open it in the program that made it and save it as .docx"),
            )
        related, found = self._related(main), list[str]()
        stories = [main, *(name for kind in _STORIES for name in related.get(kind, []))]
        for story in dict.fromkeys(stories):
            found += [story, *self._there(_relations_of(story))]
        found += (name for kind in _SETTINGS for name in related.get(kind, []))
        return list(dict.fromkeys(found + package.get("core-properties", [])))

    def _is_document(self, main: str) -> bool:
        text = self.archive.read(main).decode("utf-8", "replace")
        first = next(tags(text, 0, len(text)), None)
        return first is None or names_of(text[: first.end])[first.name] == "w:document"

    def _related(self, part: str) -> dict[str, list[str]]:
        """The members that a part is related to, by the last word of the relationship's type."""
        found: dict[str, list[str]] = {}
        for relations in self._there(_relations_of(part)):
            text = self.archive.read(relations).decode("utf-8", "replace")
            for kind, target in relationships(text).values():
                place = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target))
                found.setdefault(kind, []).extend(self._there(place.lstrip("/")))
        return {kind: sorted(names, key=lambda name: (len(name), name)) for kind, names in found.items()}

    def _there(self, name: str) -> list[str]:
        spelled = self.spelled.get(name.lower())
        return [spelled] if spelled else []


def relationships(text: str) -> dict[str, tuple[str, str]]:
    """Of a part of relationships, for each id the last word of its type and its target."""
    names, found = names_of(text), dict[str, tuple[str, str]]()
    for tag in tags(text, 0, len(text)):
        if names[tag.name] == "rel:Relationship" and tag.kind in "</":
            about = attributes(text[tag.start : tag.end])
            kind = about.get("Type", "").rpartition("/")[2]
            found[about.get("Id", "")] = (kind, about.get("Target", ""))
    return found


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
