"""What becomes of a unit whose text was edited in the translated document (DESIGN §4, §5).

Its new text is its translation; what both sides last agreed on stays: the source text in ``#| msgid``, the
translation in the comment ``# dvomova: edited in uk; was "…"``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dvomova.catalogs.mechanical import as_one_unit
from dvomova.catalogs.po import changed
from dvomova.catalogs.slots import also
from dvomova.model import DRAFT, EDITED, LEFT_OUT, State, Unit
from dvomova.text.similarity import canonical

_WAS = re.compile(rf'{EDITED}(?P<where>[^;]*); was "(?P<was>.*)"\Z')
_AGREED = " alike"
"""What the comment says behind the languages where both sides were corrected in the same way."""


def note(where: str, was: str) -> str:
    """The comment that a text was edited in ``where``, and what it was."""
    spelled = was.replace("\\", "\\\\").replace("\n", "\\n")
    return f'{EDITED}{where}; was "{spelled}"'


def was(unit: Unit) -> str | None:
    """The translation that both sides last agreed on, of a unit edited in the document; else None."""
    found = next((match for line in unit.comments if (match := _WAS.match(line))), None)
    return re.sub(r"\\(.)", _meant, found["was"]) if found else None


def _meant(sign: re.Match[str]) -> str:
    return "\n" if sign[1] == "n" else sign[1]


def is_agreed(unit: Unit) -> bool:
    """Whether both sides of a unit were corrected in the same way."""
    return any(match["where"].endswith(_AGREED) for line in unit.comments if (match := _WAS.match(line)))


def edited(unit: Unit, text: str, stood: str, language: str, *, is_both: bool = False) -> Unit:
    """``unit`` once its text in the translated document is ``text``.

    Args:
        unit: as the original has it.
        text: what stands in the document now.
        stood: what stood there before, as far as it is known.
        language: of the document.
        is_both: whether its translation was edited in the catalog as well, so that nobody knows which of
            the two texts is the newer one: then it is in conflict.
    """
    comments = without(unit.comments, LEFT_OUT)
    if unit.target and canonical(text) == canonical(unit.target):
        return changed(unit, targets=(text,), comments=comments)
    agreed = was(unit)
    before = agreed if agreed is not None else _published(unit) or stood
    comments = without(comments, EDITED, DRAFT)
    if canonical(text) == canonical(before):
        is_source = canonical(text) == canonical(unit.source)
        return changed(unit, targets=("",) if is_source else (text,), comments=comments)
    is_stale = unit.fuzzy and unit.previous is not None
    return changed(
        unit,
        targets=(text,),
        comments=(*comments, note(language, before)),
        fuzzy=is_stale or is_both,
        previous=unit.previous if is_stale else unit.source if is_both else None,
    )


def _published(unit: Unit) -> str:
    return "" if unit.state in {State.UNTRANSLATED, State.DRAFT} else unit.target


def as_one(units: Sequence[Unit], gaps: Sequence[str]) -> Unit:
    """Units of neighbouring sentences, between which ``gaps`` stand, as the unit of them all."""
    before = as_one_unit(units, gaps)
    between = [*gaps, ""]
    source = "".join(unit.source + gap for unit, gap in zip(units, between, strict=True))
    comments = without(before.comments, EDITED)
    if any(was(unit) is not None for unit in units):
        where = next(match["where"] for line in before.comments if (match := _WAS.match(line)))
        text = " ".join(was(unit) or unit.target for unit in units)
        comments = (*comments, note(where, text))
    return changed(before, source=source, comments=comments)


def left_out(unit: Unit, language: str) -> Unit:
    """``unit`` once its text was taken out of the translated document; its translation is kept."""
    if unit.is_left_out:
        return unit
    agreed = was(unit)
    comments = without(unit.comments, EDITED)
    text = unit.target if agreed is None else agreed
    return changed(unit, comments=(*comments, LEFT_OUT + language, note(language, text)))


def back(unit: Unit) -> Unit:
    """``unit`` once a text that was left out stands in the document again, as it was."""
    return unit if not unit.is_left_out else changed(unit, comments=without(unit.comments, LEFT_OUT, EDITED))


def taken_back(unit: Unit) -> Unit:
    """A unit in conflict with the translation that it had before it was edited; the edit is kept aside.

    It is out of date then, unless its source is as it was.
    """
    before = was(unit)
    if before is None:
        return unit
    comments = (*without(unit.comments, EDITED), also(unit.target))
    is_stale = unit.previous != unit.source
    return changed(
        unit,
        targets=(before,),
        comments=comments,
        fuzzy=is_stale,
        previous=unit.previous if is_stale else None,
    )


def alike(unit: Unit, languages: Sequence[str]) -> Unit:
    """A unit in conflict whose two edits are the same correction: both hold, and a person may look."""
    comments = without(unit.comments, EDITED)
    where = " and ".join(languages) + _AGREED
    return changed(unit, fuzzy=False, previous=None, comments=(*comments, note(where, was(unit) or "")))


def without(comments: Sequence[str], *begins: str) -> tuple[str, ...]:
    """``comments`` without the lines that begin so."""
    return tuple(line for line in comments if not line.startswith(begins))
