"""Entries of PO files as GNU gettext writes them, and the width that a file is wrapped at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dvomova.catalogs.po_breaks import columns
from dvomova.catalogs.po_previous import ProgramUnit
from dvomova.catalogs.po_wrapping import lines_of
from dvomova.model import Catalog, Unit

KEEP = -1
"""A width: that of the file, as far as it is wrapped."""

_BROKEN = re.compile(r'(?<!\\n)(?<! ")"\n(?:#~ )?"')
"""A line end within a line of text: not behind an empty first line, not where the text has one."""
_USUAL = (79, 80, 78, 77, 76)
"""What gettext, Poedit and Weblate wrap at, and others."""
_SAMPLE = 40
"""So many entries tell how wide a file is."""


def entry(unit: Unit, width: int) -> str:
    """The lines of a unit, wrapped at ``width`` columns, 0 for not at all."""
    sign = "#~ " if unit.obsolete else ""
    flags = ["fuzzy"] * unit.fuzzy + [flag for flag in unit.flags if flag]
    lines = _comments(unit, width) + ["#, " + ", ".join(flags)] * bool(flags)
    if "no-wrap" in flags:
        width = 0
    for keyword, text in _previous(unit):
        lines += lines_of(keyword, text, width, sign.strip() + "| " if sign else "#| ", flags)
    for keyword, text in _message(unit):
        lines += lines_of(keyword, text, width, sign, flags)
    return "\n".join(lines) + "\n"


def header(catalog: Catalog, width: int) -> str:
    """The lines of the header entry."""
    fields = "".join(f"{name}: {value}\n" for name, value in catalog.header)
    lines = [comment("#", line) for line in catalog.comments]
    return "\n".join([*lines, 'msgid ""', *lines_of("msgstr", fields, width)]) + "\n"


def comment(sign: str, line: str) -> str:
    """A line of a comment. None is ever wrapped: gettext does not, and what dvomova writes is one line."""
    return f"{sign} {line}".rstrip()


def _comments(unit: Unit, width: int) -> list[str]:
    lines = [comment("#", line) for line in unit.comments]
    if unit.obsolete:
        return lines
    return lines + [comment("#.", line) for line in unit.extracted] + _references(unit.references, width)


def _references(names: Sequence[str], width: int) -> list[str]:
    """The ``#:`` lines; gettext counts bytes here, and since 0.22 encloses names with spaces."""
    lines: list[str] = []
    for name in names:
        shown = f" \u2068{name}\u2069" if " " in name else f" {name}"
        if not lines or (width and len((lines[-1] + shown).encode()) > width):
            lines.append("#:")
        lines[-1] += shown
    return lines


def _previous(unit: Unit) -> list[tuple[str, str]]:
    if unit.previous is None:
        return []
    context, plural = (
        (unit.previous_context, unit.previous_plural) if isinstance(unit, ProgramUnit) else (None, None)
    )
    found = (("msgctxt", context), ("msgid", unit.previous), ("msgid_plural", plural))
    return [(keyword, text) for keyword, text in found if text is not None]


def _message(unit: Unit) -> list[tuple[str, str]]:
    lines = [] if unit.context is None else [("msgctxt", unit.context)]
    lines.append(("msgid", unit.source))
    if not unit.plural:
        return [*lines, ("msgstr", unit.target)]
    forms = [(f"msgstr[{index}]", target) for index, target in enumerate(unit.targets)]
    return [*lines, ("msgid_plural", unit.plural), *forms]


def width_of(catalog: Catalog) -> int:
    """The columns that the entries as they were read are wrapped at; 0 where they are not.

    The width is that at which most of them come out as they are, among the usual ones and the widest
    line; entries that nothing was wrapped in say nothing. Where more of them are too wide for it than
    are wrapped, the file is not.
    """
    broken = [unit for unit in catalog.units if _is_broken(unit)]
    if not broken:
        return _width_of_header(catalog)
    sample = broken[:: max(1, len(broken) // _SAMPLE)]
    widest = max(map(_widest, sample))
    candidates = dict.fromkeys((*_USUAL, *range(widest, widest + 3)))
    found = max(candidates, key=lambda width: sum(_comes_out(unit, width) for unit in sample))
    others = (unit for unit in catalog.units if unit.raw and not _is_broken(unit))
    return 0 if sum(_is_wide(unit, found) for unit in others) > len(broken) else found


def _width_of_header(catalog: Catalog) -> int:
    """As far as a long field of the header tells, if no entry is long enough to."""
    raw = _plain(catalog.header_raw)
    if not _BROKEN.search(raw) or any(_is_wide(unit, _USUAL[0]) for unit in catalog.units):
        return 0
    return next((width for width in _USUAL if header(catalog, width) in raw), 0)


def _is_wide(unit: Unit, width: int) -> bool:
    """Whether a line is wider than the file although it could be broken."""
    return max(map(len, unit.raw.split("\n"))) > width and not _comes_out(unit, width)


def _is_broken(unit: Unit) -> bool:
    continues = '\n"' in unit.raw or '\n#~ "' in unit.raw  # found at once, and rare in files that are not
    return continues and bool(_BROKEN.search(_plain(unit.raw)))


def _plain(raw: str) -> str:
    return raw.replace("\r\n", "\n") if "\r" in raw else raw


def _widest(unit: Unit) -> int:
    lines: Iterable[str] = (line for line in _plain(unit.raw).split("\n") if line.endswith('"'))
    return max((sum(map(columns, line)) for line in lines), default=0)


def _comes_out(unit: Unit, width: int) -> bool:
    raw = _plain(unit.raw)
    return all("\n".join(lines_of(*one, width, "#~ " * unit.obsolete)) in raw for one in _message(unit))
