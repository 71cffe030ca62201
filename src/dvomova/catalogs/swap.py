"""A catalog the other way round: the translation is the original from now on.

What is out of date in one direction is ahead in the other: the agreed text stays, the edited one changes
sides. So swapping twice gives back what there was. What has no translation keeps its text: the translated
document shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from dvomova.catalogs import po
from dvomova.catalogs.ahead import is_agreed, note, was, without
from dvomova.catalogs.naming import Identity, identity, key
from dvomova.model import EDITED, Catalog, State, Unit

_OLD_CONTEXT = "dvomova: swapped, "
"""How the comment begins that says which msgctxt a unit had before."""
_SHOWN = re.compile(rf'{_OLD_CONTEXT}msgctxt "(.*)"\Z')
_OTHER_FORMS = "X-Dvomova-Other-Plural-Forms"
"""Header field: the Plural-Forms of the other direction, where they are not the usual ones."""


def swapped_units(
    units: Sequence[Unit], order: Sequence[Unit], languages: tuple[str, str], paths: Mapping[str, str]
) -> list[Unit]:
    """The units of a catalog the other way round, in the same order.

    Args:
        units: none of them with plural forms.
        order: the units as they stand in the document, repeated as they are there.
        languages: that of the sources and that of the translations, as they are now.
        paths: the path of each document to that of the other one.
    """
    noted: set[int] = set()
    while True:
        there = _swapped(units, order, languages[0], noted)
        where = {identity(before): unit for before, unit in zip(units, there, strict=True)}
        back = _swapped(there, [where[identity(unit)] for unit in order], languages[1], set())
        pairs = zip(units, back, strict=True)
        lost = {n for n, (one, two) in enumerate(pairs) if identity(one) != identity(two)} - noted
        if not lost:
            return [_with_references(unit, paths) for unit in there]
        noted |= lost


def _swapped(
    units: Sequence[Unit], order: Sequence[Unit], language: str, noted: Collection[int]
) -> list[Unit]:
    """The units the other way round; those ``noted`` by number say which msgctxt they had."""
    pairs = [(unit, _turned(unit, language)) for unit in units]
    contexts = _contexts(pairs, order)
    found: dict[int, Unit] = {}
    taken: set[Identity] = set()
    # Those that say which context they had get it, whatever that leaves to the others.
    for number in sorted(range(len(pairs)), key=lambda number: _had(pairs[number][1]) is None):
        before, unit = pairs[number]
        context = contexts[identity(before)]
        new = _restored(unit) or _with_context(unit, context, is_noted=number in noted)
        if identity(new) in taken:  # gettext allows no two of a text, obsolete or not
            new = _with_context(unit, key(before.source, before.context), is_noted=True)
        found[number] = new
        taken.add(identity(new))
    return [found[number] for number in range(len(pairs))]


def _with_references(unit: Unit, paths: Mapping[str, str]) -> Unit:
    return po.changed(unit, references=tuple(paths.get(path, path) for path in unit.references))


def _turned(unit: Unit, language: str) -> Unit:
    """Source and translation in each other's place, what was edited with them."""
    if not unit.target or (unit.fuzzy and unit.previous is None):
        return unit
    fields: dict[str, object] = {"source": unit.target, "targets": (unit.source,)}
    if is_agreed(unit):
        return po.changed(unit, **fields)
    agreed, comments = was(unit), without(unit.comments, EDITED)
    if unit.fuzzy and unit.previous is not None:
        comments = (*comments, note(language, unit.previous))
    fields |= {"comments": comments, "fuzzy": agreed is not None}
    if unit.fuzzy or agreed is not None:  # else what some tools left there is history
        fields["previous"] = agreed
    return po.changed(unit, **fields)


def _contexts(pairs: Sequence[tuple[Unit, Unit]], order: Iterable[Unit]) -> dict[Identity, str | None]:
    """The msgctxt of each unit, by what it was: ordinals only where one text has several translations."""
    texts = {identity(before): unit.source for before, unit in pairs}
    numbers = Counter(unit.source for before, unit in pairs if not before.obsolete)
    first: dict[Identity, int] = {}
    count: Counter[str] = Counter()
    for unit in order:
        text = texts[identity(unit)]
        count[text] += 1
        first.setdefault(identity(unit), count[text])
    found: dict[Identity, str | None] = {}
    for before, unit in pairs:
        place = first.get(identity(before), 1)
        is_ordinal = before.context is None or before.context.isdecimal()
        several = numbers[unit.source] > 1 and place > 1
        found[identity(before)] = (str(place) if several else None) if is_ordinal else before.context
    return found


def _had(unit: Unit) -> str | None:
    """The comment that says which msgctxt a unit had; None where there is none."""
    return next((line for line in unit.comments if line.startswith(_OLD_CONTEXT)), None)


def _restored(unit: Unit) -> Unit | None:
    """A unit with the msgctxt that it had; None where nothing says which one that was."""
    line = _had(unit)
    if line is None:
        return None
    shown = _SHOWN.match(line)
    comments = without(unit.comments, _OLD_CONTEXT)
    return po.changed(unit, context=shown[1] if shown else None, comments=comments)


def _with_context(unit: Unit, context: str | None, *, is_noted: bool) -> Unit:
    """A unit with another msgctxt, and a comment by which it gets the one that it had back."""
    if unit.context == context and not is_noted:
        return unit
    had = "no msgctxt" if unit.context is None else f'msgctxt "{unit.context}"'
    comments = without(unit.comments, _OLD_CONTEXT)
    return po.changed(unit, context=context, comments=(*comments, _OLD_CONTEXT + had))


def swapped_header(
    catalog: Catalog, languages: tuple[str, str], forms: tuple[str, str], sides: Mapping[str, str]
) -> Catalog:
    """A catalog with the header of the other direction; its lines stay where they say the same.

    Args:
        catalog: whose header.
        languages: that of the sources and that of the translations, as they are now.
        forms: the usual Plural-Forms of these two.
        sides: fields that are about one of the documents, to those that are about the other.
    """
    plural, kept = catalog.field("Plural-Forms"), catalog.field(_OTHER_FORMS)
    found = _with_fields_called(catalog, {**sides, **{two: one for one, two in sides.items()}})
    found = po.with_field(found, "Language", languages[0])
    found = po.with_field(found, "X-Source-Language", languages[1])
    if plural:
        found = po.with_field(found, "Plural-Forms", kept or forms[0])
    if plural in {"", forms[1]}:
        return po.without_field(found, _OTHER_FORMS)
    return po.with_field(found, _OTHER_FORMS, plural)


def _with_fields_called(catalog: Catalog, names: Mapping[str, str]) -> Catalog:
    """A catalog with other names for fields of its header, which stay where they are."""
    header = tuple((names.get(name, name), value) for name, value in catalog.header)
    expression = "|".join(map(re.escape, names))
    raw = re.sub(
        rf'^"({expression}):', lambda found: f'"{names[found[1]]}:', catalog.header_raw, flags=re.MULTILINE
    )
    return replace(catalog, header=header, header_raw=raw)


def has_plurals(units: Iterable[Unit]) -> bool:
    """Whether there are units with plural forms: these have no other direction."""
    return any(unit.plural is not None and unit.state is not State.OBSOLETE for unit in units)
