"""The records that travel through the stations: frozen, plain, without behaviour that reads files.

Offsets count code points of the text they belong to, from 0; ends are exclusive; lines count from 1.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a text: ``text[start:end]``."""

    start: int
    """First code point, from 0."""
    end: int
    """One past the last code point; never less than ``start``."""


class Mark(NamedTuple):
    """From here on, until the next mark, block text and source run side by side, one to one."""

    text: int
    """Offset in the block's text."""
    source: int
    """Offset in the document's source."""


class Code(NamedTuple):
    """What stands in the source for an inline code of a text (``<1>…</1>``, ``<2/>``)."""

    open: str
    """The source of ``<1>``; of a code that holds no text (``<2/>``) all there is."""
    close: str = ""
    """The source of ``</1>``."""
    means: str = ""
    """What translators are told that it is; empty for ``open``."""


class Part(NamedTuple):
    """A stretch of a block that keeps its place whatever is laid into it: what one cue of a film says."""

    inside: Span
    """Where it stands in the block's text."""
    span: Span
    """Where it stands in the source, with the markup in it."""
    outer: Span
    """What goes with it when none of it is published: its line."""
    frame: Span
    """What goes when none of the parts with this frame is published: their cue."""
    beside: Span | None = None
    """What stands before it because others share its frame, a dash; it goes when they go. None: nothing."""
    style: str = ""
    """How the format writes text here; the format's own business."""


class Form(NamedTuple):
    """A place for the text of a message; of a message with plural forms, for one of them."""

    category: str
    """Which one, as CLDR calls it: ``one``, ``few`` …; empty for a message without plural forms."""
    span: Span
    """Where its text stands; empty where it would have to, if the file does not have it."""
    outer: Span
    """Where it stands with its key: what goes when it is not published. Empty where its place counts."""
    listed: Span
    """From the end of the message before it to the beginning of the one behind it: with separators."""
    lead: str = ""
    """What has to be written before the text of one that the file does not have: separator and key."""
    style: str = ""
    """As of its block."""
    prefix: str = ""
    """As of its block."""
    text: str = ""
    """What it says, escapes undone; empty where the file does not have it."""


class LanguageMark(NamedTuple):
    """A place where a document says in which language it is, or what holds for one language only."""

    span: Span
    """What is replaced; empty where a document that says nothing has to begin to."""
    said: tuple[tuple[str, str], ...]
    """For each language (``uk``, ``en``) what is written there."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document that a person reads as one: a paragraph, a heading, a table cell."""

    kind: str
    """What it is, in an editor's words: ``paragraph``, ``heading``, ``list item``, ``quote`` …"""
    span: Span
    """Where it stands in the source, without the prefix of its first line."""
    text: str
    """What a person reads: line prefixes dropped, line ends as ``\\n``, escapes of the container undone."""
    marks: tuple[Mark, ...]
    """How offsets in ``text`` map to the source, ascending; the first one has ``text == 0``."""
    prefix: str = ""
    """What a continuation line of a translation begins with: ``> ``, the indent of a list item."""
    whole: bool = False
    """True where the block is one segment whatever it holds (headings, front-matter values)."""
    note: str = ""
    """What the author tells the translators about it; empty for none."""
    style: str = ""
    """How the format writes text here (a quoted YAML value, a table cell); the format's own business."""
    codes: tuple[Code, ...] = ()
    """What ``<1>``, ``<2>`` … in ``text`` stand for, in this order."""
    outer: Span | None = None
    """What goes with the block when none of it is published: its element, its cue. None: its lines, if
    it has them to itself."""
    within: tuple[int, int] | None = None
    """For a text that stands inside a code of an earlier block, as an ``alt`` does in ``<1/>``: the number
    of that code, and where in its ``open`` the text begins. None for one that stands by itself."""
    spelled: tuple[tuple[str, str], ...] = ()
    """What the document writes in a way of its own, ``("—", "&mdash;")``, so its translation does."""
    parts: tuple[Part, ...] = ()
    """Where its text is parted in the source: a translation is divided among them in proportion, and
    what stands between them stays. They hold all of the text but single spaces. Empty: it is in one."""
    cuts: tuple[int, ...] = ()
    """Offsets in ``text``, ascending, where a segment begins whatever the rules of sentences say."""
    context: str | None = None
    """What tells it from blocks of the same text, no two of a document alike: the key of a message."""
    plural: str | None = None
    """What a message says of many; ``text`` is then what it says of one."""
    forms: tuple[Form, ...] = ()
    """Of a message, where its texts stand. Empty: it is no message."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a format found in a source text."""

    blocks: tuple[Block, ...]
    """What can be translated, in the order of the source, an attribute of markup in or around a text behind
    that; spans never overlap, but for those that stand ``within`` a code of another block."""
    skeleton: tuple[str, ...]
    """Every part of the structure in order, also what is not translated. Two texts of equal
    skeletons have the same headings, lists, tables, code … in the same order."""
    skipped: tuple[tuple[int, str], ...] = ()
    """(line, what) of text that a person may have expected to be translated and that is left as it is."""
    languages: tuple[LanguageMark, ...] = ()
    """Where it says in which language it is, ascending; outside all blocks and not in the skeleton."""
    lines: tuple[int, ...] = ()
    """Where those begin that people count (the paragraphs of a Word document), ascending from 0; empty
    where they are the lines of the source."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, or a block that is never split: the smallest thing that is translated."""

    text: str
    """What the translator sees, hence the msgid: soft line breaks folded to one space."""
    kind: str
    """The kind of its block."""
    span: Span
    """Where it stands in the source, first to last visible code point."""
    line: int
    """The line of the source that it begins on, from 1; in a Word document the paragraph."""
    block: int
    """Index into ``Document.blocks``."""
    inside: Span
    """Where it stands in the block's text."""
    note: str = ""
    """The author's note for its block."""


@dataclass(frozen=True, slots=True)
class Document:
    """A source text and the spans found in it: all that is known of a document."""

    path: str
    """As it is written in ``#:`` references: relative to the project root, with ``/``."""
    language: str
    """``uk`` or ``en``."""
    format: str
    """Name of the format that read it."""
    source: str
    """The text as its format decodes the file, byte-order mark and line ends included."""
    reading: Reading
    """Its blocks and its structure."""
    segments: tuple[Segment, ...]
    """In the order of the source; spans never overlap."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    """Readers would be told something else, or something would break."""
    WARNING = "warning"
    """Very likely wrong; a person decides."""
    INFO = "info"
    """Worth a look."""

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in a text or its translation."""

    check: str
    """The id of the check."""
    severity: Severity
    path: str
    """The file where it has to be mended, from the project root."""
    line: int
    """Where in that file, from 1; 0 for the file as a whole."""
    segment: str
    """``domain#key``; empty where it is about no unit."""
    source: str
    target: str
    source_spans: tuple[Span, ...]
    """Where in ``source``."""
    target_spans: tuple[Span, ...]
    """Where in ``target``."""
    message: str
    """What is wrong, for a person."""
    fix: str | None = None
    """The translation as it should be; None where a person has to think."""
    mechanical: bool = False
    """Whether ``fix`` changes no meaning."""


class State(StrEnum):
    """How far a unit is (DESIGN §4)."""

    UNTRANSLATED = "untranslated"
    STALE = "stale"
    """Out of date: the source was edited after it was translated."""
    DRAFT = "draft"
    TRANSLATED = "translated"
    AHEAD = "ahead"
    CONFLICT = "conflict"
    OBSOLETE = "obsolete"


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of each state a catalog has, and how many words of source text."""

    units: Counter[State] = field(default_factory=Counter)
    words: Counter[State] = field(default_factory=Counter)
    """Obsolete units are counted without words."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One entry of a catalog: a source text and its translation."""

    source: str
    """The msgid."""
    targets: tuple[str, ...] = ("",)
    """The msgstr; several for a plural message, in the order of the language's plural forms."""
    context: str | None = None
    """The msgctxt; dvomova writes the ordinal of an occurrence that has a translation of its own."""
    plural: str | None = None
    """The msgid_plural of a program's message."""
    fuzzy: bool = False
    """Flagged: not to be published without a person's word."""
    previous: str | None = None
    """The source text that the translation was made from (``#| msgid``), if it is not ``source``."""
    comments: tuple[str, ...] = ()
    """Lines of translators' comments (``# …``)."""
    extracted: tuple[str, ...] = ()
    """Lines of comments for translators (``#. …``): kind, notes."""
    references: tuple[str, ...] = ()
    """Where it stands (``#: …``)."""
    flags: tuple[str, ...] = ()
    """Other flags than ``fuzzy``, as found."""
    obsolete: bool = False
    """No longer in the source; its translation is kept."""
    raw: str = field(default="", compare=False, repr=False)
    """Its lines as they stand in the file; written back as they are while nothing else changed."""

    @property
    def target(self) -> str:
        """The translation; of a plural message the first form."""
        return self.targets[0]

    @property
    def is_left_out(self) -> bool:
        """Whether a person took its text out of the target document."""
        return bool(self.comments) and any(line.startswith(LEFT_OUT) for line in self.comments)

    @property
    def state(self) -> State:
        """The state that the plain gettext fields spell (DESIGN §4)."""
        if self.obsolete:
            return State.OBSOLETE
        if not all(self.targets):
            return State.UNTRANSLATED
        edited = bool(self.comments) and any(line.startswith(EDITED) for line in self.comments)
        if self.fuzzy:
            stale = State.CONFLICT if edited else State.STALE
            return State.DRAFT if self.previous is None else stale
        return State.AHEAD if edited else State.TRANSLATED


CONTINUED = ", continued"
"""How the comment ends that says what a segment is, of one that does not begin its block."""

EDITED = "dvomova: edited in "
"""How the comment begins that marks a translation edited in the target document."""

LEFT_OUT = "dvomova: left out in "
"""How the comment begins that says of a text that the target document is to be without it."""

DRAFT = "dvomova: draft by "
"""How the comment begins that says who drafted a translation."""


ALIGNED = "dvomova: aligned, "
"""How the comment begins that says how sure it is, 0–100, that two versions of a text agree here."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """The units of one document in one target language, as one PO file holds them."""

    header: tuple[tuple[str, str], ...]
    """Header fields in the order of the file."""
    units: tuple[Unit, ...]
    """In document order, obsolete ones last."""
    comments: tuple[str, ...] = ()
    """Lines of the comment at the head of the file."""
    header_raw: str = field(default="", compare=False, repr=False)
    """The header entry as it stands in the file."""

    def field(self, name: str) -> str:
        """The value of a header field, empty where there is none; names match whatever their case."""
        wanted = name.lower()
        return next((value for key, value in self.header if key.lower() == wanted), "")
