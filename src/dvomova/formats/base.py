"""What a format is: one reader, and the few words it needs to lay a translation into its place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from dvomova.model import Block, Reading, Span

FRONT_MATTER = ("title", "description", "subtitle", "summary", "caption")
"""Front-matter keys whose values are translated unless the configuration names others."""

KINDS = (
    "paragraph", "standfirst", "quote", "list item", "definition", "footnote", "table cell", "heading",
    "title", "caption", "byline", "description", "label", "alternative text", "tooltip",
    "subtitle", "message",
)  # fmt: skip
"""What blocks are called, as ``whole = […]`` names them."""

SUBTITLES = ("sentence", "cue")
"""What is a segment of subtitles: a sentence, however many cues it runs over, or what one says in a cue."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the configuration may tell a reader."""

    front_matter: tuple[str, ...] = FRONT_MATTER
    """Keys whose values are translated, at any depth."""
    encoding: str = ""
    """The encoding of files that do not say theirs; empty for UTF-8."""
    subtitles: str = SUBTITLES[0]
    """One of ``SUBTITLES``."""


class Format(Protocol):
    """A document format. It has one reader and no writer: documents are rebuilt by splicing."""

    name: str
    """What ``format = …`` calls it."""
    suffixes: tuple[str, ...]
    """File name endings, with the dot, lower case."""

    reflows: bool
    """Whether a hard-wrapped block has to be filled anew as a whole, because a short line in it would
    mean something (plain text: the end of a paragraph)."""

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:
        """The source text that a file holds: of a text file its characters, of an archive the texts in it.

        Raises:
            FileError: it is no such file, or not in the encoding that it should be in; names ``path``.
        """

    def encode(self, text: str, data: bytes, options: ReadOptions) -> bytes:
        """The file for a source text that was rebuilt from that of ``data``: ``decode`` the other way.

        Raises:
            UnicodeEncodeError: its encoding lacks a character.
        """

    def read(self, source: str, options: ReadOptions) -> Reading:
        """Blocks and structure of ``source``; never fails, whatever the text holds."""

    def written(self, block: Block, text: str, inside: Span) -> str:
        r"""``text`` as it must be written in place of ``block.text[inside]``: escapes, quoting, codes.

        Line breaks stay ``\\n``; ``document`` puts prefixes and the file's line ends.
        """

    def may_begin_line(self, word: str) -> bool:
        """Whether a wrapped line may begin with ``word`` and still be the same paragraph."""


_DIRECTIVE = re.compile(r"\s*<!--\s*dvomova:\s*(off|on|note)\b[ \t]*(.*?)\s*-->\s*\Z", re.DOTALL)


def directive(text: str) -> tuple[str, str] | None:
    """``("off" | "on" | "note", words)`` where ``text`` is one of dvomova's directives, else None.

    >>> directive("<!-- dvomova: note a town, not a raisin -->")
    ('note', 'a town, not a raisin')
    """
    match = _DIRECTIVE.match(text)
    return (match[1], " ".join(match[2].split())) if match else None
