"""The parts of a Word document that hold its text, and which documents are refused.

Packages, content types and relationships by ECMA-376-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats.office import parts
from dvomova.formats.office.archive import Archive
from dvomova.formats.office.xml import attributes, tags
from dvomova.formats.word.xml import names_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the container begins of what Word wrote until 2003, and of what is encrypted (MS-CFB 2.2)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STORIES = ("footnotes", "endnotes", "header", "footer")
"""Relationships of the main part to others with text, in the order in which they are translated."""
_SETTINGS = ("styles", "settings")


def decode(data: bytes, path: str) -> str:
    """The source text of a document.

    Raises:
        FileError: it is none, or one that cannot be worked with; in plain words.
    """
    if data.startswith(_OLE):
        raise _refusal_of_ole(data, path)
    archive = Archive(data, path)
    return parts.decode(archive, _Package(archive).names(path), path)


def encode(text: str, data: bytes) -> bytes:
    """The document whose source text is ``text``, made from ``data``: only parts that differ are new."""
    archive = Archive(data, "")
    return parts.encode(text, archive, _Package(archive).names(""))


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
