"""A catalog the other way round: the translation is the original from now on.

What is out of date in one direction is ahead in the other: the agreed text stays, the edited one changes
sides. So swapping twice gives back what there was. What has no translation keeps its text: the translated
document shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    units: Sequence[Unit], order: Iterable[Unit], languages: tuple[str, str], paths: Mapping[str, str]
) -> list[Unit]:
    """The units of a catalog the other way round, in the same order.

    Args:
        units: none of them with plural forms.
        order: the units as they stand in the document, repeated as they are there.
        languages: that of the sources and that of the translations, as they are now.
        paths: the path of each document to that of the other one.
    """
    turned = [_turned(unit, languages[0]) for unit in units]
    pairs = list(zip(units, turned, strict=True))
    contexts = _contexts(pairs, order)
    found: dict[Identity, Unit] = {}
    for before, unit in pairs:
        new = _with_context(unit, contexts.get(identity(before)))
        if identity(new) in found:  # gettext allows no two of a text, obsolete or not
            new = _with_context(unit, key(before.source, before.context))
        references = tuple(paths.get(path, path) for path in new.references)
        found[identity(new)] = po.changed(new, references=references)
    return list(found.values())


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


def _with_context(unit: Unit, context: str | None) -> Unit:
    """A unit with another msgctxt, and a comment by which it gets the one that it had back."""
    line = next((line for line in unit.comments if line.startswith(_OLD_CONTEXT)), None)
    comments = without(unit.comments, _OLD_CONTEXT)
    if line is not None:
        shown = _SHOWN.match(line)
        return po.changed(unit, context=shown[1] if shown else None, comments=comments)
    if unit.context == context:
        return unit
    shown_before = "no msgctxt" if unit.context is None else f'msgctxt "{unit.context}"'
    return po.changed(unit, context=context, comments=(*comments, _OLD_CONTEXT + shown_before))


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
