"""OpenDocument texts: ``.odt`` and ``.ott``, as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.formats.inline.pen import written
from dvomova.formats.inline.records import Paragraph
from dvomova.formats.odt.story import OdtStory, OdtStyles
from dvomova.formats.office import parts
from dvomova.formats.office.archive import Archive
from dvomova.formats.office.parts import Part
from dvomova.formats.office.xml import attribute_values, elements, tags
from dvomova.formats.office.xml import written as escaped
from dvomova.model import Block, LanguageMark, Reading, Span

_PARTS = ("content.xml", "styles.xml", "meta.xml")
_TEXT = b"application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_KNOWN = {_OASIS.format(name): name for name in ("office", "style", "text", "table", "draw", "meta")} | {
    _OASIS.format("svg-compatible"): "svg",
    _OASIS.format("xsl-fo-compatible"): "fo",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_SPOKEN = frozenset({"uk", "en", "ru"})
"""What a style may say and not mean a third language."""


class OpenDocument:
    """The reader of OpenDocument texts. Their source text is that of the XML in them, part after part."""

    name = "odt"
    suffixes = (".odt", ".ott")
    reflows = False

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:  # noqa: ARG002
        """The source text of a document.

        Raises:
            FileError: it is none, is encrypted, or was made to do harm; names ``path``.
        """
        archive = Archive(data, path)
        if "encrypted-package" in archive.names or _is_encrypted(archive):
            raise FileError(_("this document is encrypted"), path=path, cure=_("save it without a password"))
        kind = archive.read("mimetype") if "mimetype" in archive.names else _TEXT
        if not kind.startswith(_TEXT) or "content.xml" not in archive.names:
            raise FileError(
                _("this is no OpenDocument text"),
                path=path,
                cure=_("open it in the program that made it and save it as .odt"),
            )
        return parts.decode(archive, _names(archive), path)

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:  # noqa: ARG002
        """The document for a source text; what is no text in it is copied byte for byte."""
        archive = Archive(data, "")
        return parts.encode(text, archive, _names(archive))

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Paragraphs, notes, alternative texts and properties; never fails, whatever the text holds."""
        found = list(parts.parts(source, _KNOWN))
        about = [part for part in found if part.root == "office:document-meta"]
        texts = [part for part in found if part.root != "office:document-meta"]
        styles = OdtStyles([(part.text(source), part.names) for part in texts])
        stories = [OdtStory(source, part.span, part.names, styles) for part in texts]
        said = [block for part in about for block in parts.properties(source, part)]
        marks = [mark for part in found for mark in _languages(part.text(source), part)]
        return parts.reading(found, stories, said, marks)

    def written(self, block: Block, text: str, inside: Span) -> str:
        """``text`` as spans, or as the content of an element."""
        return written(block, text, inside) if isinstance(block, Paragraph) else escaped(text)

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Nothing is wrapped in OpenDocument texts."""
        return True


def _names(archive: Archive) -> list[str]:
    return [name for name in _PARTS if name in archive.names]


def _is_encrypted(archive: Archive) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in archive.names and b"encryption-data" in archive.read(manifest)


def _languages(text: str, part: Part) -> Iterator[LanguageMark]:
    """Where styles and properties say in which language the document is: ``fo:language``, ``fo:country``."""
    for start, end in elements(text, part.names, "dc:language"):
        inner = Span(text.index(">", start) + 1, text.rindex("<", start, end))
        if inner.start < inner.end:
            yield _mark(part, inner, (("en", "en-GB"), ("uk", "uk-UA")))
    for tag in tags(text, 0, len(text)):
        if part.names[tag.name] == "style:text-properties":
            yield from _said(text[tag.start : tag.end], tag.start, part)


def _said(tag: str, start: int, part: Part) -> Iterator[LanguageMark]:
    found = {name: Span(begin, end) for name, begin, end in attribute_values(tag, start)}
    language, country = found.get("language"), found.get("country")
    value = tag[language.start - start : language.end - start].lower() if language else ""
    if language and country and value in _SPOKEN:
        here = tag[country.start - start : country.end - start]
        countries = {"en": "GB", "uk": "UA"} | {value: here}
        yield _mark(part, language, (("en", "en"), ("uk", "uk")))
        yield _mark(part, country, (("en", countries["en"]), ("uk", countries["uk"])))


def _mark(part: Part, span: Span, said: tuple[tuple[str, str], ...]) -> LanguageMark:
    return LanguageMark(Span(part.span.start + span.start, part.span.start + span.end), said)
