"""SRX, Segmentation Rules eXchange (LISA 2008, version 2.0; also files of version 1.0).

A rule says what stands before a place and what behind it, and whether a text breaks there. At each
place of a text the first rule decides that fits; where none fits there is no break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from gettext import gettext as _
from pathlib import PurePath
from typing import NoReturn
from xml.parsers import expat

from dvomova.errors import FileError
from dvomova.segmenters.srx_expressions import compiled, excerpt, translated

_VERSIONS = frozenset({"1.0", "2.0"})
_REGIONS = {"uk": ("UA",), "en": ("US", "GB")}
"""Regions that stand for a bare language code, because maps are often written with one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One ``rule`` of a file."""

    breaks: bool
    """Whether the text breaks where the rule fits, or must not."""
    before: str
    """Expression of what ends at the place, as written; empty for anything."""
    after: str
    """Expression of what begins there."""
    path: str = ""
    """The file it stands in, as messages name it."""
    group: str = ""
    """The ``languagerulename`` it stands under."""
    number: int = 1
    """Its place under that name, from 1."""
    line: int = 0
    """The line of its element, from 1."""

    @property
    def name(self) -> str:
        """How explanations call it: ``prose.srx:Prose:3``; what comes from no file by its group."""
        if not self.path:
            return self.group
        return f"{PurePath(self.path).name}:{self.group}:{self.number}"


@dataclass(frozen=True, slots=True)
class LanguageMap:
    """Which languages a group of rules is for."""

    pattern: str
    """Expression for the whole of a language code; capital or small letters do not matter."""
    group: str
    """The ``languagerulename`` of the rules."""
    line: int
    """The line of its element, from 1."""


@dataclass(frozen=True, slots=True)
class Srx:
    """What an SRX file says."""

    path: str
    """As messages name it."""
    cascade: bool = False
    """Whether the rules of all maps count that fit a language, or those of the first only."""
    groups: tuple[tuple[str, tuple[Rule, ...]], ...] = ()
    """Rules by ``languagerulename``, both in the order of the file."""
    maps: tuple[LanguageMap, ...] = ()
    """In the order of the file, which is the order of the rules."""
    text: str = field(default="", repr=False)
    """The file itself: what tells two versions of it apart."""

    def rules(self, language: str) -> tuple[Rule, ...]:
        """The rules for ``language`` in the order in which they are asked.

        A map fits by the code itself (``uk``) or, because many maps are written with a region, by
        that code with the regions it usually goes with (``uk-UA``, ``uk_UA``; ``en-US``, ``en-GB``).

        Raises:
            FileError: the pattern of a map is no expression.
        """
        names = [entry.group for entry in self.maps if self._fits(entry, language)]
        named = dict(self.groups)
        chosen = dict.fromkeys(names if self.cascade else names[:1])
        return tuple(rule for name in chosen for rule in named[name])

    def _fits(self, entry: LanguageMap, language: str) -> bool:
        try:
            pattern = compiled(f"(?i)(?:{translated(entry.pattern)})")
        except ValueError as error:
            raise FileError(
                _("the language pattern “{pattern}” is no expression ({reason})").format(
                    pattern=excerpt(entry.pattern), reason=error
                ),
                path=self.path,
                line=entry.line,
                cure=_("write a code or the like of “uk.*”"),
            ) from error
        return any(pattern.fullmatch(code) for code in _codes(language))


def _codes(language: str) -> list[str]:
    bare, *region = re.split("[-_]", language)
    regions = region[:1] or _REGIONS.get(bare.lower(), ())
    return [language, *(f"{bare}{sign}{name}" for name in regions for sign in "-_")]


def read(text: str, path: str) -> Srx:
    """What the SRX file at ``path`` says whose content is ``text``.

    Read are the elements ``header``, ``languagerule``, ``rule`` with ``beforebreak`` and
    ``afterbreak``, and ``languagemap``, under whatever prefix; extensions of single tools are passed
    over. Expressions are looked at when they are first used, those of other languages never.

    Raises:
        FileError: it is no XML, no SRX, declares entities, or maps a language to rules it has not.
    """
    reader = _Reader(path)
    reader.parse(text)
    srx = Srx(
        path,
        reader.cascade,
        tuple((name, tuple(rules)) for name, rules in reader.groups.items()),
        tuple(reader.maps),
        text,
    )
    for entry in srx.maps:
        if entry.group not in reader.groups:
            raise FileError(
                _("no rules are called “{name}”").format(name=entry.group),
                path=path,
                line=entry.line,
                cure=_("give the map the languagerulename of one of: {names}").format(
                    names=", ".join(reader.groups)
                ),
            )
    return srx


class _Reader:
    """Takes in the elements of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.cascade = False
        self.groups: dict[str, list[Rule]] = {}
        self.maps: list[LanguageMap] = []
        self.rules: list[Rule] = []
        self.group = ""
        self.rule: dict[str, str] = {}
        self.breaks = True
        self.line = 0
        self.letters: list[str] | None = None
        self.depth = 0
        self.expat = expat.ParserCreate("utf-8")  # the text is decoded already, whatever its first line says
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._data
        self.expat.EntityDeclHandler = self._entity

    def parse(self, text: str) -> None:
        try:
            self.expat.Parse(text.removeprefix("\ufeff").encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            self._fail(
                _("not well-formed XML ({reason})").format(reason=reason),
                _("mend it in a text editor, or save it again from the tool it comes from"),
                error.lineno,
            )

    def _fail(self, what: str, cure: str, line: int = 0) -> NoReturn:
        raise FileError(what, path=self.path, line=line or self.expat.CurrentLineNumber, cure=cure)

    def _entity(self, name: str, *_rest: object) -> None:
        """Entities can blow a file up or read other files; rules have no use for them."""
        self._fail(
            _("the file declares an entity, “{name}”").format(name=name),
            _("write what it stands for, and take the declaration out"),
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self.depth and name != "srx":
            self._fail(
                _("no SRX file: its outermost element is “{name}”").format(name=name),
                _("give a file of segmentation rules, <srx>"),
            )
        self.depth += 1
        if name == "srx":
            self._version(attributes.get("version", "2.0"))
        elif name == "header":
            self.cascade = self._choice(name, attributes, "cascade", "no")
        elif name == "languagerule":
            self.group = self._attribute(name, attributes, "languagerulename")
            self.rules = self.groups.setdefault(self.group, [])
        elif name == "rule":
            self.rule = {"beforebreak": "", "afterbreak": ""}
            self.breaks = self._choice(name, attributes, "break", "yes")
            self.line = self.expat.CurrentLineNumber
        elif name in ("beforebreak", "afterbreak"):
            self.letters = []
        elif name == "languagemap":
            self._map(attributes)

    def _map(self, attributes: dict[str, str]) -> None:
        pattern = self._attribute("languagemap", attributes, "languagepattern")
        group = self._attribute("languagemap", attributes, "languagerulename")
        self.maps.append(LanguageMap(pattern, group, self.expat.CurrentLineNumber))

    def _attribute(self, element: str, attributes: dict[str, str], name: str) -> str:
        if name not in attributes:
            self._fail(
                _("<{element}> has no {attribute}").format(element=element, attribute=name),
                _('write {attribute}="…" into it').format(attribute=name),
            )
        return attributes[name]

    def _version(self, version: str) -> None:
        if version not in _VERSIONS:
            self._fail(
                _("SRX of version {version}, which dvomova does not know").format(version=version),
                _('give a file of version 1.0 or 2.0, or write version="2.0" where it is one'),
            )

    def _choice(self, element: str, attributes: dict[str, str], name: str, default: str) -> bool:
        value = attributes.get(name, default)
        if value not in {"yes", "no"}:
            self._fail(
                _("<{element}> says {attribute}=“{value}”").format(
                    element=element, attribute=name, value=value
                ),
                _('write {attribute}="yes" or {attribute}="no"').format(attribute=name),
            )
        return value == "yes"

    def _data(self, data: str) -> None:
        if self.letters is not None:
            self.letters.append(data)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        name = tag.rpartition(":")[2]
        if self.letters is not None and name in ("beforebreak", "afterbreak"):
            self.rule[name] = "".join(self.letters)
            self.letters = None
        elif name == "rule":
            before, after = self.rule["beforebreak"], self.rule["afterbreak"]
            number = len(self.rules) + 1
            self.rules.append(Rule(self.breaks, before, after, self.path, self.group, number, self.line))
