"""merge-driver: two versions of a catalog, both made from a third, become one file."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dvomova import config
from dvomova.catalogs import po
from dvomova.catalogs.three_way import lines, merge
from dvomova.errors import DvomovaError
from dvomova.model import Catalog, Unit
from dvomova.workflow.disk import Disk
from dvomova.workflow.seen import AWAITED, BUILT, OWN

_DATES = ("po-revision-date", "pot-creation-date")
_REVISED = "PO-Revision-Date"
_SEEN = (BUILT.lower(), OWN.lower(), AWAITED.lower())
_OURS = ("plural-forms", "language", "content-type")
"""What all of our own entries were written by."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What came of a merge."""

    path: str
    """The catalog, as the project knows it."""
    conflicts: tuple[Unit, ...]
    """Units that both sides translated, each differently; ours stays, flagged, with theirs in a comment."""


def merge_files(disk: Disk, base: str, ours: str, theirs: str, name: str) -> MergedFile:
    """Merge two versions of a catalog into the file of ours; whatever happens that is a valid catalog.

    Args:
        disk: where the files are.
        base: what both were made from; an empty file, or none that can be read, where nothing is known.
        ours: our version, which is replaced.
        theirs: the other version.
        name: path of the catalog in the project, for messages and for finding its configuration.

    Raises:
        FileError: one of the two versions is no catalog; ours is left as it was.
    """
    our_text = disk.read(ours)
    newline = "\r\n" if "\r\n" in our_text else "\n"
    our = po.parse(our_text, name)
    their = po.parse(_with_line_ends(disk.read(theirs), newline), name)
    former = Catalog((), ())
    with suppress(DvomovaError):  # without it nothing counts as removed, and nothing is lost
        former = po.parse(_with_line_ends(disk.read(base), newline), name)
    merged = merge(former.units, our.units, their.units)
    head = merged_header(former, our, their)
    text = po.render(replace(head, units=merged.units), _wrap(disk.root / name))
    disk.write(ours, text)
    return MergedFile(name, merged.conflicts)


def _with_line_ends(text: str, newline: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", newline)


def _wrap(path: Path) -> int:
    """The width of lines in catalogs; the configuration may itself be in the middle of a merge."""
    with suppress(DvomovaError, OSError):
        return config.load(path.absolute().parent).wrap
    return 0


def merged_header(base: Catalog, ours: Catalog, theirs: Catalog) -> Catalog:
    """``ours`` with the header of both sides; its lines stay wherever they say the same.

    Dates are the newest. What both changed is as on the side that was revised last; only what tells
    which document was built is dropped: neither side's is what git makes of the two.
    """
    if not ours.header:
        return replace(ours, header=theirs.header, comments=theirs.comments, header_raw=theirs.header_raw)
    sides = [{key.lower(): value for key, value in side.header} for side in (base, ours, theirs)]
    later = sides[2] if _moment(theirs.field(_REVISED)) > _moment(ours.field(_REVISED)) else sides[1]
    found = ours
    for name in dict.fromkeys(key for side in (ours, theirs) for key, _value in side.header):
        value = _value(name.lower(), sides, later)
        found = po.without_field(found, name) if value is None else po.with_field(found, name, value)
    comments = lines(base.comments, ours.comments, theirs.comments)
    return found if comments == found.comments else replace(found, comments=comments, header_raw="")


def _value(name: str, sides: Sequence[dict[str, str]], later: dict[str, str]) -> str | None:
    base, our, their = (side.get(name) for side in sides)
    if our == their:
        return our
    if name in _DATES:
        return max((value for value in (our, their) if value is not None), key=_moment)
    if their == base:
        return our
    if our == base:
        return their
    if name in _SEEN:
        return None
    return our if name in _OURS else later.get(name)


def _moment(date: str) -> datetime:
    """When a header says something was; before all times where it does not say."""
    with suppress(ValueError):
        return datetime.strptime(date, "%Y-%m-%d %H:%M%z")
    return datetime.min.replace(tzinfo=UTC)
