"""A message with plural forms as texts that an engine can translate: a number stands where one is counted.

``{n} files`` says nothing of the form that is wanted; ``21 files``, ``2 files`` and ``5 files`` do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dvomova.catalogs.mo import plural_count, plural_forms, plural_index
from dvomova.engines.codes import codes
from dvomova.model import Catalog, Span, Unit

_SAMPLES = (5, 2, 21, *range(1, 200), 0, 1_000_000)
"""Numbers to choose from, first those that read well and after which few languages have the same form."""
_COUNTS = re.compile(r"%(?:\d+\$)?[-+0 #]*\d*[du]\Z|%\((?:n|num|number|count|total)\)[ds]\Z")
_NAMED = re.compile(r"(?:\$|%)?\{\{?\s*(?:n|num|number|count|total)\s*\}?\}\Z")
_PLACEHOLDER = re.compile(r"%(?!%)|[$%]?\{.*\}\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is to be translated for each form of a message."""

    texts: tuple[str, ...]
    numbers: tuple[int | None, ...]
    """What is counted in each of them; None where it says so in words: ``One file``."""
    code: str
    """The placeholder in whose place the numbers stand."""

    def targets(self, translations: Sequence[str]) -> tuple[str, ...] | None:
        """The translations with the placeholder again; None where one has not its number exactly once."""
        put_back = []
        for number, text in zip(self.numbers, translations, strict=True):
            if number is None:
                put_back.append(text)
                continue
            pieces = re.split(rf"(?<![\d.,]){number}(?![\d]|[.,]\d)", text)
            if len(pieces) != 2:
                return None
            put_back.append(self.code.join(pieces))
        return tuple(put_back)


def counted(unit: Unit, catalog: Catalog) -> Counted | None:
    """The texts to translate for a message; None where it does not show what it counts, or a form never is.

    Raises:
        ConfigError: the Plural-Forms of the catalog cannot be understood.
    """
    plural = unit.plural or ""
    span = _count(plural, unit.source)
    forms = plural_forms(catalog)
    index = plural_index(forms)
    samples = {index(number): number for number in reversed(_SAMPLES)}
    numbers = [samples.get(form) for form in range(plural_count(forms))]
    if span is None or None in numbers:
        return None
    code = plural[slice(*span)]
    texts = [unit.source if number == 1 else plural for number in numbers]
    return Counted(
        tuple(text.replace(code, str(number), 1) for text, number in zip(texts, numbers, strict=True)),
        tuple(number if code in text else None for text, number in zip(texts, numbers, strict=True)),
        code,
    )


def _count(plural: str, singular: str) -> Span | None:
    """Where the plural text has the placeholder of the number."""
    found = [span for span in codes(plural) if _PLACEHOLDER.match(plural[slice(*span)])]
    if len(found) == 1:
        return found[0]
    texts = {span: plural[slice(*span)] for span in found}
    named = [span for span, text in texts.items() if _COUNTS.match(text) or _NAMED.match(text)]
    only = [span for span, text in texts.items() if text not in singular]
    return next((some[0] for some in (named, only) if len(some) == 1), None)
