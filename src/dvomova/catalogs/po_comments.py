"""The comments of PO entries: what dvomova finds in them, also after other tools had them.

Babel writes ``#| msgid`` as a comment, and wraps comments as if they were prose.
"""

from __future__ import annotations

import re

from dvomova.catalogs.po_strings import unescaped

_MACHINE_MADE = ("| ", "dvomova: ")
_TORN = re.compile(r'(?:\|(?: msgid)?|dvomova: edited in [^"]*; was) "(?:[^"]|"(?!$))*$')
"""A comment of ours with a quotation that the end of the line does not close."""
_BABEL_PREVIOUS = re.compile(r'\| (?:msgid )?"(.*)"')
_REFERENCE = re.compile(r"\u2068([^\u2069]*)\u2069|(\S+)")


def mended(lines: list[str]) -> tuple[str, ...]:
    """The lines of a translator comment; what Babel tore apart, because it was long, is one again."""
    if not any(map(_TORN.match, lines)):
        return tuple(lines)
    whole: list[str] = []
    for line in lines:
        if whole and _TORN.match(whole[-1]) and not line.startswith(_MACHINE_MADE):
            whole[-1] += " " + line
        else:
            whole.append(line)
    return tuple(whole)


def previous_in(comments: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """The previous msgid that Babel turned into a translator comment, and the other comments."""
    found = [match[1] for line in comments if (match := _BABEL_PREVIOUS.fullmatch(line))]
    if not found:
        return None, comments
    rest = tuple(line for line in comments if not _BABEL_PREVIOUS.fullmatch(line))
    return unescaped("".join(found)), rest


def references_in(lines: str) -> tuple[str, ...]:
    """The names in the ``#:`` lines among ``lines``; those between U+2068 and U+2069 may hold spaces."""
    named = " ".join([line[2:] for line in lines.split("\n") if line.startswith("#:")])
    if "\u2068" not in named:
        return tuple(named.split())
    return tuple(match[1] or match[2] for match in _REFERENCE.finditer(named))
