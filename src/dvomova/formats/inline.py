"""What stands in a paragraph of a word processor: text in runs, and what translators see for the rest.

Shared by formats whose paragraphs are XML in which each stretch of text carries its own formatting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, Protocol

from dvomova.model import Block

TAGS = ("strong", "em", "b", "i", "u", "s", "sup", "sub")
"""Formatting that stands in a text as a bare tag, outermost first."""
BREAK = "<br>"

MARKUP = re.compile(
    rf"<(?P<close>/?)(?:(?P<tag>{'|'.join(TAGS)})|(?P<number>[1-9]\d{{0,5}}))>"
    rf"|<(?P<void>[1-9]\d{{0,5}})/>|{BREAK}"
)
"""What stands in a paragraph's text for what is no text."""


@dataclass(frozen=True, slots=True, eq=False)
class Formatting:
    """How text looks that does not look as the style of its paragraph says."""

    core: frozenset[tuple[str, str]]
    """What no bare tag can say, by property and value: fonts, colours, sizes …"""
    tags: frozenset[str]
    """What bare tags say."""
    open: str
    """What begins a run of it."""
    close: str
    means: str = ""
    """In words, for translators."""

    def looks_like(self, other: Formatting) -> bool:
        """Whether nobody sees a difference."""
        return self.core == other.core and self.tags == other.tags


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """An element around runs, or a range between two marks: a link, a field, an insertion."""

    open: str
    close: str
    means: str
    """In words, for translators; empty for what they are told nothing of, and what no translation gets."""
    is_range: bool = False
    """Whether it lies between marks: then it may cross others, or never end."""


@dataclass(slots=True, eq=False)
class Run:
    """A run as it stands in the source."""

    open: str
    formatting: Formatting
    start: int
    end: int = 0
    """Behind its end tag."""
    foreign: bool = False
    """Whether it says that it is in the language of the source: no translation is written into it."""


class Level(IntEnum):
    """How deep in a run a place is."""

    PARAGRAPH = 0
    RUN = 1
    TEXT = 2
    CDATA = 3


class Place(NamedTuple):
    """A place in the source, by what is open there."""

    wrappers: tuple[Wrapper, ...]
    run: Run | None = None
    level: Level = Level.PARAGRAPH
    element: int = -1
    """Where the element begins that holds the text and drops white space at its ends; -1 for another."""


@dataclass(slots=True, eq=False)
class Item:
    """One of the things that a paragraph holds, in the order of the source."""

    kind: str
    """``text``; ``sign``: what stands in a run for a character or for ``<br>``; ``void``: a code that holds
    no text; ``silent``: what has to stay although no code says so; ``open`` and ``close`` of a wrapper;
    ``base``: an empty run that looks as most of the paragraph does."""
    start: int
    end: int
    text: str = ""
    """As it is read."""
    run: Run | None = None
    """The run that it begins in; None for what stands between runs."""
    last_run: Run | None = None
    """The one that it ends in, if that is another one."""
    level: Level = Level.PARAGRAPH
    element: int = -1
    """Where the element begins that holds the text and drops white space at its ends; -1 for another."""
    wrapper: Wrapper | None = None
    alone: str = "void"
    """The kind of an ``open`` or ``close`` whose range crosses others or goes on in other paragraphs."""
    source: str = ""
    """How it is written between two runs."""
    means: str = ""
    """Of a code, in words."""
    begins: bool = False
    """Of what is silent: whether it stays before the text that it stands in, not behind it."""
    inner: tuple[Block, ...] = ()
    """Blocks that stand in it."""
    offset: int = 0
    """Where in ``source`` that begins which stands at ``start``."""
    wrappers: tuple[Wrapper, ...] = ()
    """What is open around it, outermost first; known when the paragraph has ended."""

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing: white space, a line break."""
        return self.kind != "void" and (self.text == BREAK or not self.text.strip())


class Dialect(Protocol):
    """How a format spells what stands in a paragraph."""

    text_open: str
    text_spaced: str
    """Opens an element for text with spaces at its ends."""
    text_close: str
    signs: Mapping[str, str]
    """What stands in a run for some characters and for ``<br>``."""

    def tagged(self, formatting: Formatting, tags: frozenset[str]) -> Formatting | None:
        """That formatting and these bare tags; None where there is no way to spell it."""


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A block of runs, and what is needed to write others in their place."""

    places: tuple[Place, ...] = ()
    """Of its ``marks``, one each."""
    opened: tuple[tuple[str, ...], ...] = ()
    """What tags are open in the text at its ``marks``: ``b``, ``1``."""
    around: tuple[Wrapper, ...] = ()
    """What is open around all of it."""
    base: Formatting | None = None
    """How text without codes looks."""
    coded: tuple[Wrapper | Formatting | None, ...] = ()
    """What its ``codes`` are, one each; None for those that hold no text."""
    bases: Mapping[Wrapper, Formatting] = field(default_factory=dict)
    """How text without codes looks inside of a wrapper."""
    formats: tuple[Formatting, ...] = ()
    """All that are met in it."""
    silent: tuple[Item, ...] = ()
    """What stays although no code says so."""
    dialect: Dialect | None = None
