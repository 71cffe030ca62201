"""What a configuration says, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dvomova.checks.style import Style
from dvomova.formats.base import FRONT_MATTER, SUBTITLES

GLOSSARY = "glossary.csv"
"""Where the glossary is unless the configuration says so."""


@dataclass(frozen=True, slots=True)
class Segmentation:
    """How texts are split into segments."""

    segment: str = "sentence"
    """``sentence`` or ``paragraph``."""
    segmentation: tuple[str, ...] = ()
    """SRX files with rules of the project's own, from the root; asked before dvomova's."""
    built_in_rules: bool = True
    """Whether dvomova's own rules are asked too."""
    never_after: tuple[str, ...] = ()
    """Texts behind which no sentence ends."""
    shortest: int = 0
    """Segments of fewer words are joined to their neighbour; 0 and 1 join none."""
    whole: tuple[str, ...] = ()
    """Kinds of blocks that are one segment whatever they hold: ``list item``, ``quote`` …"""

    def refined(self, own: Mapping[str, Any]) -> Segmentation:
        """What holds for some documents: their own words first, lists added to those of the project."""
        added: dict[str, Any] = {
            key: tuple(dict.fromkeys((*value, *getattr(self, key)))) if isinstance(value, tuple) else value
            for key, value in own.items()
        }
        return replace(self, **added)


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One ``[[documents]]`` table: which files are articles, and how they are read."""

    pattern: str
    """A path from the root; ``{lang}`` stands for a language code, ``{path}`` for any folders and name."""
    source: str | None = None
    """The language of the originals, where both versions exist and no catalog tells."""
    format: str | None = None
    """Name of the format, where the suffix does not tell."""
    encoding: str = ""
    """The encoding of files that do not say theirs; empty for that of the project."""
    subtitles: str = ""
    """``sentence`` or ``cue``; empty for what holds in the project."""
    segmentation: tuple[tuple[str, Any], ...] = ()
    """Fields of ``Segmentation`` that these files have of their own."""


@dataclass(frozen=True, slots=True)
class MessagesRule:
    """One ``[[messages]]`` table: a program whose messages are kept in step too."""

    domain: str
    """Name of its catalogs."""
    files: tuple[str, ...] = ()
    """Globs of the source files, from the root; with a mapping, of folders to look in, none for all."""
    source: str = "en"
    """The language the messages are written in."""
    keywords: tuple[str, ...] = ()
    """Functions that take messages, besides Babel's: ``lazy_gettext``, ``npgettext_lazy:1c,2,3``."""
    comment_tags: tuple[str, ...] = ("Translators:",)
    """How comments begin that are for translators."""
    methods: tuple[tuple[str, str], ...] = ()
    """(file name ending, Babel's extractor for it), where it is not the usual one."""
    mapping: str = ""
    """A mapping file of Babel's (``babel.cfg``, ``pyproject.toml``), from the root; empty for none."""
    localedir: str = ""
    """Where a wheel has its bundles, as the program gives it to gettext; empty for where they are here."""
    source_bundle: bool = False
    """Whether the language of the messages gets a bundle too, each text as itself."""


@dataclass(frozen=True, slots=True)
class CheckRules:
    """The ``[check]`` table: which checks are asked, how much they weigh, and the style of the house."""

    select: tuple[str, ...] = ()
    """Ids and families that are asked; empty for all."""
    ignore: tuple[str, ...] = ()
    """Ids and families that are not."""
    severity: tuple[tuple[str, str], ...] = ()
    """(id, ``error`` / ``warning`` / ``info``) where it is not the usual one."""
    fail_level: str = "error"
    """The least severity that makes the command fail."""
    local: str = ""
    """A Python file with checks of the project's own, from the root; empty for none."""
    dictionaries: tuple[tuple[str, str], ...] = ()
    """(language, name or file of a dictionary of Hunspell); what is named asks for the check ``spelling``."""
    words: tuple[str, ...] = ()
    """Files of words, from the root, that are spelled right, one a line."""
    style: Style = field(default_factory=Style)
    """The style of the house."""


@dataclass(frozen=True, slots=True)
class EngineRule:
    """One ``[engines.NAME]`` table: a machine engine, as this project uses it."""

    name: str
    url: str = ""
    """Its address, where it is not the usual one."""
    per_minute: int = 0
    """Requests at the most; 0 for as many as the engine is known to take."""
    enabled: bool | None = None
    """Whether it may be used; None for what is usual for it."""
    options: tuple[tuple[str, str], ...] = ()
    """``model``, ``region``, ``email``: the engine's own business."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the commands go by."""

    root: Path
    """The project root: the folder of the configuration file, else the current one."""
    path: str = ""
    """The file it was read from, relative to the root; empty for none."""
    source: str | None = None
    """The language of the originals, where nothing nearer tells."""
    locales: str = "locales"
    """The folder of the catalogs, from the root."""
    segmentation: Segmentation = Segmentation()
    """How texts are split."""
    front_matter: tuple[str, ...] = FRONT_MATTER
    """Front-matter keys whose values are translated."""
    encoding: str = ""
    """The encoding of documents that do not say theirs; empty for UTF-8."""
    subtitles: str = SUBTITLES[0]
    """What is a segment of subtitles, one of ``formats.base.SUBTITLES``."""
    wrap: int = 0
    """Width at which texts in catalogs are wrapped, 0 for not at all."""
    exact: str = "draft"
    """As what the confirmed translation of a new sentence comes in from another article: ``draft``, or
    ``accept`` for translated where all articles agree."""
    protect: tuple[str, ...] = ()
    """Names that must not get out; ``text.protection`` says how they are found."""
    memory: str = ".dvomova/memory.db"
    """Where the translation memory is: a file, from the root; ``user`` for that of the person; the URL of a
    database of PostgreSQL."""
    old_after: int = 730
    """Days after which a translation of the memory counts for less, 0 for never. Two years: names, ranks,
    house style have moved on."""
    check: CheckRules = CheckRules()
    """What the checks go by."""
    glossary: tuple[str, ...] = ()
    """Files of terms, from the root; empty for ``glossary.csv``, if there is one."""
    offline: bool = False
    """Whether nothing may leave this machine, whoever asks for it."""
    engines: tuple[EngineRule, ...] = ()
    documents: tuple[DocumentRule, ...] = ()
    messages: tuple[MessagesRule, ...] = ()
