"""What ``#|`` holds beside the previous msgid: the context and the plural that a translation was made for.

Articles have neither; messages of programs do.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

from dvomova.model import Unit

_FIELDS = [field.name for field in fields(Unit)]


@dataclass(frozen=True, slots=True)
class ProgramUnit(Unit):
    """A unit with a previous context or plural; one without them is a plain ``Unit``."""

    previous_context: str | None = None
    """``#| msgctxt``."""
    previous_plural: str | None = None
    """``#| msgid_plural``."""

    @classmethod
    def of(cls, unit: Unit, context: str | None, plural: str | None) -> Self:
        """``unit`` with a previous context and plural."""
        values = {name: getattr(unit, name) for name in _FIELDS}
        return cls(**values, previous_context=context, previous_plural=plural)

    def plain(self) -> Unit:
        """It without them."""
        return Unit(**{name: getattr(self, name) for name in _FIELDS})


def carried(old: Unit, new: Unit) -> Unit:
    """``new``, made from ``old``, with the previous plural that belongs to its previous text.

    Without a previous text there is none. Where the text of a plural message becomes its previous
    text, so does its plural (as msgmerge does it); where the previous text stays, they stay.
    """
    if new.previous is None:
        return new.plain() if isinstance(new, ProgramUnit) else new
    if new.previous == old.previous:
        return new
    plural = old.plural if new.previous == old.source else None
    if plural is None:
        return new.plain() if isinstance(new, ProgramUnit) else new
    return ProgramUnit.of(replace(new), None, plural)


def was_and_is(unit: Unit) -> tuple[str, str]:
    """The text that an out-of-date translation was made from, and the text that there is now.

    Of a message with plural forms that says the same of one as before: what it says of many.
    """
    plural = previous_plural(unit)
    if plural is not None and unit.previous == unit.source:
        return plural, unit.plural or ""
    return unit.previous or "", unit.source


def previous_plural(unit: Unit) -> str | None:
    """The plural of the text that a translation was made from, None where it is not known or has none."""
    return unit.previous_plural if isinstance(unit, ProgramUnit) else None
