"""How far is a catalog, at the speed of reading: states and words counted without building units.

A file in the form that gettext tools write is scanned entry by entry; at anything unusual the whole
file is read by ``po.parse`` instead, which knows all of the syntax and reports what is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from dvomova.catalogs import po_syntax
from dvomova.model import EDITED, Count, State, Unit
from dvomova.text.similarity import word_count

_LINE = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_TEXT = rf"{_LINE}(?:\n{_LINE})*+"
_ENTRY = re.compile(
    rf"((?:#[^~\n][^\n]*+\n|#\n)*+)(?:msgctxt {_TEXT}\n)?msgid ({_TEXT})\n"
    rf"(?:msgid_plural {_TEXT}\n)?((?:msgstr(?:\[\d\])? {_TEXT}(?:\n|\Z))++)(?:\n++|\Z)"
)
"""Comments, source and targets."""
_OBSOLETE = re.compile(r"(?:#[^\n]*+(?:\n|\Z))++(?:\n++|\Z)")
_EMPTY_TARGET = re.compile(r'^msgstr(?:\[\d\])? ""$(?!\n")', re.MULTILINE)
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_PREVIOUS = re.compile(r"^# ?\| *msgid ", re.MULTILINE)
_EDITED = re.compile(rf"^# {EDITED}", re.MULTILINE)
_JOIN = re.compile(r'"\n"')
_ESCAPE = re.compile(r"\\.")
"""All that PO escapes stands between words."""


def count(text: str, path: str = "") -> Count:
    """The states in ``text``, the content of a PO file; obsolete units are counted without words.

    Raises:
        FileError: it is no PO file.
    """
    po_syntax.refuse_charset(text, path)
    try:
        return _scanned(text)
    except ValueError:
        from dvomova.catalogs import po

        return of_units(po.parse(text, path).units)


def of_units(units: Iterable[Unit]) -> Count:
    """The same, of units that are at hand."""
    result = Count()
    for unit in units:
        state = unit.state
        result.units[state] += 1
        result.words[state] += 0 if unit.obsolete else word_count(unit.source)
    return result


def _scanned(text: str) -> Count:
    """The states in a text of the usual form.

    Raises:
        ValueError: it is not.
    """
    if "\0" in text:
        raise ValueError(text)
    finished: list[str] = []
    sources: dict[State, list[str]] = {State.TRANSLATED: finished}
    position, end = len(text) - len(text.lstrip("\n")), len(text)
    while position < end:
        match = _ENTRY.match(text, position)
        if match is None:
            match = _OBSOLETE.match(text, position)
            if match is None or match[0].count("#~ msgid ") != 1:
                raise ValueError(text[position:])
            sources.setdefault(State.OBSOLETE, []).append("")
        else:
            comments, source, targets = match.groups()
            if source == '""':  # the header
                pass
            elif '""' not in targets and "fuzzy" not in comments and EDITED not in comments:
                finished.append(source)
            else:
                sources.setdefault(_state(comments, targets), []).append(source)
        position = match.end()
    units = +Counter({state: len(literals) for state, literals in sources.items()})
    return Count(
        units, Counter({state: _words("\n\n".join(literals)) for state, literals in sources.items()})
    )


def _words(literals: str) -> int:
    """The words of PO strings, quotes and all, with a blank line between two."""
    literals = _JOIN.sub("", literals)
    return word_count(_ESCAPE.sub(" ", literals) if "\\" in literals else literals)


def _state(comments: str, targets: str) -> State:
    if _EMPTY_TARGET.search(targets):
        return State.UNTRANSLATED
    edited = EDITED in comments and bool(_EDITED.search(comments))
    if _FUZZY.search(comments):
        stale = State.CONFLICT if edited else State.STALE
        return stale if _PREVIOUS.search(comments) else State.DRAFT
    return State.AHEAD if edited else State.TRANSLATED
