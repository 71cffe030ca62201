"""What becomes of a message with plural forms whose forms were edited in the translated file."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest

from dvomova.catalogs.ahead import without
from dvomova.catalogs.po import changed
from dvomova.model import DRAFT, State, Unit
from dvomova.text.similarity import canonical


def taken(
    unit: Unit, said: Mapping[str, str], source: Mapping[str, str], indices: Mapping[str, int]
) -> Unit | None:
    """``unit`` with the forms that stand in the translated file; itself where those are what it has.

    Where *other* shares its form of the catalog with another category, that one counts (Ukrainian *many*).

    Args:
        unit: as the original has it.
        said: the forms of the file by category (CLDR), those that it has.
        source: the same of the original.
        indices: which form of the catalog each category has.

    Returns:
        None where a form that the catalog needs is not there.
    """
    is_published = unit.state not in {State.UNTRANSLATED, State.DRAFT}
    if not is_published and set(said.values()) <= {unit.source, unit.plural, *source.values()}:
        return unit
    number = max(indices.values()) + 1
    before = (*(unit.targets if is_published else ()), *("",) * number)[:number]
    forms = list(before)
    for category in sorted(said.keys() & indices.keys(), key="other".__ne__):
        forms[indices[category]] = said[category]
    if not all(forms):
        return None
    if list(map(canonical, forms)) == list(map(canonical, before)):
        return unit
    is_stale = unit.state in {State.STALE, State.CONFLICT}
    return changed(
        unit,
        targets=tuple(forms),
        comments=without(unit.comments, DRAFT),
        fuzzy=is_stale,
        previous=unit.previous if is_stale else None,
    )


def holds(units: tuple[Unit, Unit], said: Mapping[str, str], indices: Mapping[str, int]) -> bool:
    """Whether all that a file says is in a unit, or was before its forms were taken in.

    Ukrainian fractions (*other*, ``1,5 файлу``) have a form of their own only in catalogs of four forms.
    """
    known = [
        {canonical(text) for text in texts}
        for texts in zip_longest(*(unit.targets for unit in units), fillvalue="")
    ]
    return all(
        canonical(text) in known[min(indices.get(category, 0), len(known) - 1)]
        for category, text in said.items()
    )
