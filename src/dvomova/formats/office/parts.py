"""Documents of word processors: archives of XML, whose source text is that of its parts, in order."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dvomova.formats.base import ReadOptions
from dvomova.formats.encodings import TextFile
from dvomova.formats.office.archive import Archive
from dvomova.formats.office.story import Story
from dvomova.formats.office.xml import Names, check, elements, read, tags
from dvomova.model import Block, LanguageMark, Mark, Reading, Span
from dvomova.text.markup import is_translatable

_SEPARATOR = "\0"
"""What stands between two parts; no XML can hold it."""
_PROPERTIES = {"dc:title": "title", "dc:subject": "title", "dc:description": "paragraph"}
"""What a document says of itself and programs show, and what it is."""


class _XmlFile(TextFile):
    """A part as text. What its encoding lacks is written as a reference, so that nothing is."""

    def declared(self, data: bytes) -> str:
        """The encoding by its XML declaration."""
        match = re.match(rb"<\?xml[^<>]*?\sencoding\s*=\s*[\"']([A-Za-z][\w.-]*)[\"']", data)
        return match[1].decode("ascii").lower() if match else ""

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:
        return text.encode(self._encoding(data, options), "xmlcharrefreplace")


_XML = _XmlFile()


def decode(archive: Archive, names: Iterable[str], path: str) -> str:
    """The source text of these members.

    Raises:
        FileError: one of them is no well-formed XML, or declares a document type.
    """
    texts = []
    for name in names:
        part = archive.read(name)
        check(part, name, path)
        texts.append(_XML.decode(part, f"{path}/{name}", ReadOptions()))
    return _SEPARATOR.join(texts)


def encode(text: str, archive: Archive, names: Iterable[str]) -> bytes:
    """The archive for the source text of these members; of those only that differ are new."""
    changed = {}
    for name, new in zip(names, text.split(_SEPARATOR), strict=True):
        part = archive.read(name)
        written = _XML.encode(new, part, ReadOptions())
        if written != part:
            changed[name] = written
    return archive.copy_with(changed)


class Part(NamedTuple):
    """A part in the source text."""

    root: str
    """The name of its first element, as it is known; empty for none."""
    span: Span
    names: Names

    def text(self, source: str) -> str:
        """What stands in it."""
        return source[slice(*self.span)]


def parts(source: str, known: Mapping[str, str]) -> Iterator[Part]:
    """The parts of a source text; ``known`` gives for each namespace the prefix by which it is known."""
    start = 0
    for text in source.split(_SEPARATOR):
        names = Names(text, known)
        first = next(tags(text, 0, len(text)), None)
        yield Part(names[first.name] if first else "", Span(start, start + len(text)), names)
        start += len(text) + len(_SEPARATOR)


def properties(source: str, part: Part) -> Iterator[Block]:
    """What a document says of itself: title, subject, description."""
    text = part.text(source)
    for name, kind in _PROPERTIES.items():
        for start, end in elements(text, part.names, name):
            inner = Span(
                *(
                    part.span.start + edge
                    for edge in (text.index(">", start) + 1, text.rindex("<", start, end))
                )
            )
            said = source[slice(*inner)] if inner.start < inner.end else ""
            shown = read("\n".join(said.splitlines()))
            if "<" not in said and is_translatable(shown):
                yield Block(kind, inner, shown, (Mark(0, inner.start),), whole=True, style="property")


def reading(
    found: Sequence[Part],
    stories: Sequence[Story[Any]],
    blocks: Iterable[Block],
    marks: Iterable[LanguageMark],
) -> Reading:
    """What was found in the parts of a document, put together.

    Args:
        found: all of its parts.
        stories: those with text, read.
        blocks: what there is besides their blocks.
        marks: where the document says its language.
    """
    everything = [*blocks, *(block for story in stories for block in story.blocks)]
    lines = sorted(place for story in stories for place in story.paragraphs)
    skipped = ((bisect_right(lines, place) or 1, what) for story in stories for place, what in story.skipped)
    return Reading(
        blocks=tuple(sorted(everything, key=lambda block: block.span.start)),
        skeleton=(*(part.root for part in found), *(one for story in stories for one in story.skeleton)),
        skipped=tuple(sorted(skipped)),
        languages=tuple(sorted(marks)),
        lines=(0, *lines[1:]),
    )
