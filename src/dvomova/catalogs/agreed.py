"""The same correction on both sides is no conflict."""

from __future__ import annotations

from dataclasses import replace

from dvomova.catalogs import ahead
from dvomova.catalogs.merge import Merged
from dvomova.catalogs.naming import identity
from dvomova.model import State, Unit


def agreed(merged: Merged, languages: tuple[str, str]) -> Merged:
    """The outcome of a merge without the conflicts in which both sides were corrected alike.

    Args:
        merged: as original and translated document left it.
        languages: of the sources and of the translations.
    """
    found = {
        identity(event.unit): ahead.alike(event.unit, languages)
        for event in merged.events
        if event.kind in {"stale", "conflict"} and _is_corrected_alike(event.unit, languages)
    }
    if not found:
        return merged
    events = (
        replace(event, kind="agreed", unit=found[identity(event.unit)])
        if event.kind != "gone" and identity(event.unit) in found
        else event
        for event in merged.events
    )
    return Merged(tuple(found.get(identity(unit), unit) for unit in merged.units), tuple(events))


def _is_corrected_alike(unit: Unit, languages: tuple[str, str]) -> bool:
    before = ahead.was(unit)
    if unit.state is not State.CONFLICT or before is None or unit.previous is None or unit.is_left_out:
        return False
    from dvomova.text.agreement import is_same_correction  # which only conflicts need

    return is_same_correction((unit.previous, unit.source), (before, unit.target), languages)
