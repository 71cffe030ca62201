"""Changes that need no translator: marks, spaces, an address, the number of a code, an edit taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dvomova.catalogs import codes
from dvomova.catalogs.incoming import Incoming, extracted_of
from dvomova.catalogs.po import changed
from dvomova.model import DRAFT, State, Unit
from dvomova.text.similarity import URL

_OTHER_DRAFT = DRAFT + "another tool"


def made_from(unit: Unit) -> str:
    """The text that the translation was made from, however often the source changed since.

    Some tools leave the previous text behind when a person confirms a translation: it is history then.
    """
    return unit.previous if unit.fuzzy and unit.previous is not None else unit.source


def stale_comments(unit: Unit) -> tuple[str, ...]:
    """A draft whose source changes is remembered as one: no edit back may make a translation of it.

    What was confirmed is none, although other tools leave the comment.
    """
    if unit.state in {State.TRANSLATED, State.AHEAD}:
        return tuple(line for line in unit.comments if not line.startswith(DRAFT))
    is_marked = any(line.startswith(DRAFT) for line in unit.comments)
    return unit.comments if unit.state is not State.DRAFT or is_marked else (*unit.comments, _OTHER_DRAFT)


def as_one_unit(units: Sequence[Unit], gaps: Sequence[str] = ()) -> Unit:
    """Sentences that became one: their translations in order, from their texts in order.

    ``gaps`` is what stands between them; a space each where it is not given.
    """
    if len(units) == 1:
        return units[0]
    between = [*(gaps or [" "] * (len(units) - 1)), ""]
    source = "".join(made_from(unit) + gap for unit, gap in zip(units, between, strict=True))
    target = "".join(unit.target + (gap or " ") for unit, gap in zip(units, between, strict=True))
    fuzzy = any(unit.fuzzy for unit in units)
    return replace(
        units[0],
        source=source,
        extracted=extracted_of([unit.extracted for unit in units], source),
        previous=source if fuzzy else None,
        fuzzy=fuzzy,
        targets=(target.removesuffix(" "),),
        comments=tuple(dict.fromkeys(line for unit in units for line in stale_comments(unit))),
        obsolete=False,
        raw="",
    )


def is_previous(unit: Unit, item: Incoming) -> bool:
    """Whether a text is the one that an edited unit had before."""
    before = codes.comparable(unit.previous or "", unit.extracted)
    return before == codes.comparable(item.source, item.extracted)


def restored(unit: Unit, source: str) -> Unit | None:
    """An out-of-date unit as it was before its source was edited; a draft is a draft again."""
    targets = follow(unit.previous or "", source, unit.targets)
    if targets is None:
        return None
    is_draft = any(line.startswith(DRAFT) for line in unit.comments)
    return changed(unit, source=source, targets=targets, fuzzy=is_draft, previous=None)


def moved_along(unit: Unit, source: str) -> dict[str, object]:
    """Translations with the new addresses and numbers, and the text they were made from with them."""
    targets = follow(unit.source, source, unit.targets)
    previous = None if unit.previous is None else follow(unit.source, source, (unit.previous,))
    return {
        "targets": targets or unit.targets,
        "previous": previous[0] if previous else unit.previous,
    }


def edited_along(unit: Unit, source: str, extracted: Sequence[str]) -> dict[str, object]:
    """What a unit has once its text was edited: out of date, its codes under the numbers of ``source``."""
    numbers = codes.by_meaning(unit.source, source, unit.extracted, extracted)
    texts = (made_from(unit), *unit.targets)
    previous, *targets = codes.followed(numbers, texts) or texts
    return {
        "fuzzy": True,
        "previous": previous,
        "targets": tuple(targets),
        "comments": stale_comments(unit),
    }


def follow(before: str, after: str, texts: tuple[str, ...]) -> tuple[str, ...] | None:
    """``texts`` with the addresses and the numbers of codes that changed from ``before`` to ``after``.

    None where a text does not hold an old address: then a person has to look.
    """
    moves = {(old, new) for old, new in zip(URL.findall(before), URL.findall(after), strict=False)}
    moved = {old: new for old, new in moves if old != new}
    if len({old for old, _new in moves}) < len(moves):  # one address became two
        return None
    if not all(set(moved) <= set(URL.findall(text)) for text in texts):
        return None
    texts = tuple(URL.sub(lambda found: moved.get(found[0], found[0]), text) for text in texts)
    return codes.followed(codes.in_turn(before, after), texts)
