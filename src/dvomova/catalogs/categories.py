"""CLDR's plural categories: which of a catalog's plural forms each of them is."""

from __future__ import annotations

from dvomova.catalogs.mo import locale, plural_count, plural_forms, plural_index
from dvomova.model import Catalog

_SAMPLES = (*range(1, 200), 0, 1_000, 1_000_000)
"""Numbers in which every CLDR category that whole numbers have is found (CLDR 46, plurals.xml)."""


def categories(catalog: Catalog) -> dict[str, int]:
    """Which of the catalog's forms, from 0, each CLDR category of its language has; by the numbers of it.

    Fractions are what ``other`` is for where no whole number has it (Ukrainian): it takes a form
    that no whole number has, else the last one.

    Raises:
        ConfigError: the Language or its Plural-Forms are not to be understood.
    """
    forms = plural_forms(catalog)
    form, category = plural_index(forms), locale(catalog.field("Language")).plural_form
    found: dict[str, int] = {}
    for number in _SAMPLES:
        found.setdefault(category(number), form(number))
    spare = set(range(plural_count(forms))) - set(found.values())
    found.setdefault("other", max(spare, default=plural_count(forms) - 1))
    return found
