"""How far is a catalog, at the speed of reading: states and words counted without building units.

A file in the form that gettext tools write is scanned entry by entry; at anything unusual the whole
file is read by ``po.parse`` instead, which knows all of the syntax and reports what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from dvomova.catalogs import po_syntax
from dvomova.model import EDITED, State, Unit
from dvomova.text.similarity import word_count

_LINE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_TEXT = rf"{_LINE}(?:\n{_LINE})*+"
_ENTRY = re.compile(
    rf"(?P<comments>(?:#[^~\n][^\n]*\n|#\n)*)(?:msgctxt {_TEXT}\n)?msgid (?P<source>{_TEXT})\n"
    rf"(?:msgid_plural {_TEXT}\n)?(?P<targets>(?:msgstr(?:\[\d\])? {_TEXT}\n?)+)\Z"
)
_EMPTY_TARGET = re.compile(r'^msgstr(?:\[\d\])? ""$(?!\n")', re.MULTILINE)
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_PREVIOUS = re.compile(r"^# ?\| *msgid ", re.MULTILINE)
_EDITED = re.compile(rf"^# {EDITED}", re.MULTILINE)
_JOIN = re.compile(r'"\n"')
_ESCAPE = re.compile(r"\\.")
"""All that PO escapes stands between words."""
_OBSOLETE = re.compile(r"(?:#[^\n]*(?:\n|\Z))+\Z")


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of each state a catalog has, and how many words of source text."""

    units: Counter[State] = field(default_factory=Counter)
    words: Counter[State] = field(default_factory=Counter)


def count(text: str, path: str = "") -> Count:
    """The states in ``text``, the content of a PO file; obsolete units are counted without words.

    Raises:
        FileError: it is no PO file.
    """
    po_syntax.refuse_charset(text, path)
    try:
        found = list(_scan(text))
    except ValueError:
        from dvomova.catalogs import po

        found = [_of_unit(unit) for unit in po.parse(text, path).units]
    result = Count()
    for state, words in found:
        result.units[state] += 1
        result.words[state] += words
    return result


def _scan(text: str) -> Iterator[tuple[State, int]]:
    if "\0" in text:
        raise ValueError(text)
    for chunk in text.split("\n\n"):
        lines = chunk.strip("\n")
        if not lines:
            continue
        match = _ENTRY.match(lines)
        if match is None:
            if lines.count("#~ msgid ") != 1 or not _OBSOLETE.match(lines):
                raise ValueError(lines)
            yield State.OBSOLETE, 0
        elif match["source"] != '""':
            yield _state(match["comments"], match["targets"]), _words(match["source"])


def _words(literal: str) -> int:
    """The words of a PO string, quotes and all."""
    if "\n" in literal:
        literal = _JOIN.sub("", literal)
    return word_count(_ESCAPE.sub(" ", literal) if "\\" in literal else literal)


def _state(comments: str, targets: str) -> State:
    if _EMPTY_TARGET.search(targets):
        return State.UNTRANSLATED
    edited = "# " + EDITED in comments and bool(_EDITED.search(comments))
    if "fuzzy" in comments and _FUZZY.search(comments):
        stale = State.CONFLICT if edited else State.STALE
        return stale if _PREVIOUS.search(comments) else State.DRAFT
    return State.AHEAD if edited else State.TRANSLATED


def _of_unit(unit: Unit) -> tuple[State, int]:
    return unit.state, 0 if unit.obsolete else word_count(unit.source)
