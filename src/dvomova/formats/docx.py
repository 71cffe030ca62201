"""Word: ``.docx`` and ``.dotx``, as Word, LibreOffice, Google Docs and pandoc write them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dvomova.formats import docx_parts
from dvomova.formats.base import ReadOptions
from dvomova.formats.docx_languages import languages
from dvomova.formats.docx_parts import SEPARATOR, relationships
from dvomova.formats.docx_story import Story
from dvomova.formats.docx_styles import Styles
from dvomova.formats.docx_xml import elements, names_of
from dvomova.formats.inline import Paragraph
from dvomova.formats.inline_pen import written
from dvomova.formats.xml_tokens import Names, read, tags
from dvomova.formats.xml_tokens import written as escaped
from dvomova.model import Block, LanguageMark, Mark, Reading, Span
from dvomova.text.markup import is_translatable

_PROPERTIES = {"dc:title": "title", "dc:subject": "title", "dc:description": "paragraph"}
"""What a document says of itself and programs show, and what it is."""
_SPEAKING = frozenset({"w:styles", "w:settings", "cp:coreProperties"})
"""Parts that say in which language the document is."""
_SILENT = frozenset({"w:styles", "w:settings", "rel:Relationships"})
"""Parts that hold no text for readers."""


class Word:
    """The reader of Word documents. Their source text is that of the XML in them, part after part."""

    name = "word"
    suffixes = (".docx", ".dotx")
    reflows = False

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:  # noqa: ARG002
        """The source text of a document.

        Raises:
            FileError: it is none, is encrypted, holds macros, or was made to do harm; names ``path``.
        """
        return docx_parts.decode(data, path)

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:  # noqa: ARG002
        """The document for a source text; what is no text in it is copied byte for byte."""
        return docx_parts.encode(text, data)

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Paragraphs, alternative texts and properties; never fails, whatever the text holds."""
        parts = list(_parts(source))
        styled = next((part for part in parts if part.root == "w:styles"), None)
        styles = Styles(source[slice(*styled.span)] if styled else "")
        stories = [
            Story(source, part.span, part.names, styles, _targets(source, parts[number + 1 :]))
            for number, part in enumerate(parts)
            if part.root not in _SILENT
        ]
        blocks = [block for story in stories for block in story.blocks]
        blocks += (block for part in parts for block in _properties(source, part))
        blocks.sort(key=lambda block: block.span.start)
        lines = sorted(place for story in stories for place in story.paragraphs)
        marks = [mark for part in parts if part.root in _SPEAKING for mark in _said(source, part)]
        marks += (mark for story in stories for mark in _unbound(story, blocks))
        return Reading(
            blocks=tuple(blocks),
            skeleton=(*(part.root for part in parts), *(one for story in stories for one in story.skeleton)),
            skipped=tuple(
                (bisect_right(lines, place), what) for story in stories for place, what in story.skipped
            ),
            languages=tuple(sorted(marks)),
            lines=(0, *lines[1:]),
        )

    def written(self, block: Block, text: str, inside: Span) -> str:
        """``text`` as runs, or as the value of an attribute or a property."""
        if isinstance(block, Paragraph):
            return written(block, text, inside)
        return escaped(text, block.style if len(block.style) == 1 else "")

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Nothing is wrapped in Word documents."""
        return True


class _Part(NamedTuple):
    root: str
    span: Span
    names: Names


def _parts(source: str) -> Iterator[_Part]:
    start = 0
    for text in source.split(SEPARATOR):
        names = names_of(text)
        first = next(tags(text, 0, len(text)), None)
        yield _Part(names[first.name] if first else "", Span(start, start + len(text)), names)
        start += len(text) + len(SEPARATOR)


def _targets(source: str, following: Sequence[_Part]) -> Mapping[str, str]:
    """The targets of a part's links by their ids: its relationships come right behind it."""
    if not following or following[0].root != "rel:Relationships":
        return {}
    found = relationships(source[slice(*following[0].span)])
    return {key: target for key, (kind, target) in found.items() if kind == "hyperlink"}


def _said(source: str, part: _Part) -> list[LanguageMark]:
    return languages(source[slice(*part.span)], part.span.start)


def _unbound(story: Story, blocks: Sequence[Block]) -> Iterator[LanguageMark]:
    """Where a translation must not say that Word fills in text from data: these are of the original."""
    for control, binding in story.bound:
        before = _before(blocks, control.end)
        if before and before.span.end > control.start:
            around = _before(blocks, binding.end)
            if not around or around.span.end <= binding.start:
                yield LanguageMark(binding, (("en", ""), ("uk", "")))


def _before(blocks: Sequence[Block], place: int) -> Block | None:
    """The last block that begins before a place and stands in no other one."""
    number = bisect_left(blocks, place, key=lambda block: block.span.start)
    while number and blocks[number - 1].within:
        number -= 1
    return blocks[number - 1] if number else None


def _properties(source: str, part: _Part) -> Iterator[Block]:
    """What the document says of itself."""
    text = source[slice(*part.span)] if part.root == "cp:coreProperties" else ""
    for name, kind in _PROPERTIES.items() if text else ():
        for start, end in elements(text, part.names, name):
            inner = Span(
                part.span.start + text.index(">", start) + 1, part.span.start + text.rindex("<", start, end)
            )
            said = source[slice(*inner)] if inner.start < inner.end else ""
            shown = read("\n".join(said.splitlines()))
            if "<" not in said and is_translatable(shown):
                yield Block(kind, inner, shown, (Mark(0, inner.start),), whole=True, style="property")
