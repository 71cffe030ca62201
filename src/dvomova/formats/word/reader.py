"""Word: ``.docx`` and ``.dotx``, as Word, LibreOffice, Google Docs and pandoc write them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dvomova.formats.base import ReadOptions
from dvomova.formats.inline.pen import written
from dvomova.formats.inline.records import Paragraph
from dvomova.formats.office import parts as office
from dvomova.formats.office.parts import Part
from dvomova.formats.office.xml import written as escaped
from dvomova.formats.word import parts
from dvomova.formats.word.languages import languages
from dvomova.formats.word.parts import relationships
from dvomova.formats.word.story import WordStory
from dvomova.formats.word.styles import Styles
from dvomova.formats.word.xml import KNOWN
from dvomova.model import Block, LanguageMark, Reading, Span

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
        return parts.decode(data, path)

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:  # noqa: ARG002
        """The document for a source text; what is no text in it is copied byte for byte."""
        return parts.encode(text, data)

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """Paragraphs, alternative texts and properties; never fails, whatever the text holds."""
        found = list(office.parts(source, KNOWN))
        styled = next((part for part in found if part.root == "w:styles"), None)
        styles = Styles(styled.text(source) if styled else "")
        stories = [
            WordStory(source, part.span, part.names, styles, _targets(source, found[number + 1 :]))
            for number, part in enumerate(found)
            if part.root not in _SILENT
        ]
        about = [part for part in found if part.root == "cp:coreProperties"]
        said = [block for part in about for block in office.properties(source, part)]
        marks = [mark for part in found if part.root in _SPEAKING for mark in _said(source, part)]
        blocks = sorted((block for story in stories for block in story.blocks), key=lambda block: block.span)
        marks += (mark for story in stories for mark in _unbound(story, blocks))
        return office.reading(found, stories, said, marks)

    def written(self, block: Block, text: str, inside: Span) -> str:
        """``text`` as runs, or as the value of an attribute or a property."""
        if isinstance(block, Paragraph):
            return written(block, text, inside)
        return escaped(text, block.style if len(block.style) == 1 else "")

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Nothing is wrapped in Word documents."""
        return True


def _targets(source: str, following: Sequence[Part]) -> Mapping[str, str]:
    """The targets of a part's links by their ids: its relationships come right behind it."""
    if not following or following[0].root != "rel:Relationships":
        return {}
    found = relationships(following[0].text(source))
    return {key: target for key, (kind, target) in found.items() if kind == "hyperlink"}


def _said(source: str, part: Part) -> list[LanguageMark]:
    return languages(part.text(source), part.span.start)


def _unbound(story: WordStory, blocks: Sequence[Block]) -> Iterator[LanguageMark]:
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
