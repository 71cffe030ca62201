"""Binary catalogs (``.mo``): what gettext reads when a program or a site runs.

The file is as the GNU gettext manual describes it (“The Format of GNU MO Files”): little endian,
sorted by the bytes of the message, without the optional hash table.
"""

from __future__ import annotations

import re
import struct
import sys
from array import array
from dataclasses import replace
from gettext import c2py
from gettext import gettext as _
from itertools import accumulate, chain
from typing import TYPE_CHECKING

from dvomova.errors import ConfigError, FileError
from dvomova.model import Catalog, State, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from babel.core import Locale

_MAGIC = 0x950412DE
_HEAD = struct.Struct("<7I")

_VOLATILE = ("pot-creation-date",)
"""Header fields that change although no translation did."""

_PERSONAL = ("language", "plural-forms", "last-translator", "language-team", "po-revision-date")
"""Header fields that are about the target language, its people and their work."""


def published(catalog: Catalog, *, use_fuzzy: bool = False) -> tuple[Unit, ...]:
    """The units whose translation goes into a bundle (DESIGN §4), in their order.

    Args:
        catalog: where they are taken from.
        use_fuzzy: also what a person still has to look at: out of date, in conflict, drafts.
    """
    states = {State.TRANSLATED, State.AHEAD}
    if use_fuzzy:
        states |= {State.STALE, State.CONFLICT, State.DRAFT}
    return tuple(
        unit
        for unit in catalog.units
        if unit.state in states and (unit.source or unit.context is not None)  # not a header
    )


def write(catalog: Catalog, *, use_fuzzy: bool = False) -> bytes:
    """The content of the ``.mo`` file of a catalog: UTF-8, the same bytes for the same units.

    Which units are in is for ``published`` to say. Of two units with one identity the first is
    taken.

    Raises:
        FileError: a text holds U+0000, which ends a text in this format.
        ConfigError: there are plural messages, no Plural-Forms and no language that has some.
    """
    units = published(catalog, use_fuzzy=use_fuzzy)
    entries = {b"": _header(catalog, units)}
    plurals: dict[bytes, bytes] = {}
    for unit in units:
        identity = _clean(_message(unit))
        if unit.plural is None:
            entries.setdefault(identity, _clean(unit.target))
        elif identity not in entries:
            entries[identity] = b"\0".join(map(_clean, unit.targets))
            plurals[identity] = b"\0" + _clean(unit.plural)
    # Readers search by the message alone, so the plural must have no say in the order.
    ordered = sorted(entries)
    return _pack([name + plurals.get(name, b"") for name in ordered], [entries[name] for name in ordered])


def identity(catalog: Catalog, language: str) -> Catalog:
    """The catalog that gives every text of ``catalog`` back as it is: the bundle of the source language.

    All units are in it but the obsolete ones, whatever the state of their translation. Of a plural
    message the form of 1 is the msgid, every other form the msgid_plural. The header keeps what is
    about the project; Language and Plural-Forms (CLDR) are those of ``language``, a code such as
    ``en``, and nothing remains of who translated what and when.

    Raises:
        ConfigError: CLDR does not know the language.
    """
    forms = _forms_of(language)
    header = [(name, value) for name, value in catalog.header if name.lower() not in _PERSONAL]
    header += [("Language", language), ("Plural-Forms", forms)]
    count, singular = plural_count(forms), plural_index(forms)(1)
    units = (_as_source(unit, count, singular) for unit in catalog.units if not unit.obsolete)
    return Catalog(tuple(header), tuple(units))


def plural_forms(catalog: Catalog) -> str:
    """The catalog's Plural-Forms; without any, those that CLDR has for its Language.

    Raises:
        ConfigError: there are none, and CLDR does not know the language.
    """
    return catalog.field("Plural-Forms") or _forms_of(catalog.field("Language"))


def plural_count(forms: str) -> int:
    """How many forms a Plural-Forms field says there are.

    Raises:
        ConfigError: it cannot be understood.
    """
    if count := re.search(r"nplurals\s*=\s*([1-9])", forms):
        return int(count[1])
    raise _unclear(forms)


def plural_index(forms: str) -> Callable[[int], int]:
    """What gives for a number the index of its form, counted from 0, by a Plural-Forms field.

    Raises:
        ConfigError: it cannot be understood.
    """
    rule = re.search(r"plural\s*=([^;]*)", forms.partition("nplurals")[2])
    try:
        return c2py(rule[1] if rule else "")
    except ValueError as error:
        raise _unclear(forms) from error


def _unclear(forms: str) -> ConfigError:
    return ConfigError(
        _("Plural-Forms cannot be understood: “{forms}”").format(forms=forms),
        cure=_("copy the field from another catalog of the language"),
    )


def locale(language: str) -> Locale:
    """What CLDR has on a language, by a code as the header of a catalog writes it: ``uk``, ``en_GB``.

    Raises:
        ConfigError: it does not know the language.
    """
    # Babel is slow to import, and only plural messages and source bundles need it.
    from babel.core import Locale, UnknownLocaleError

    try:
        # Babel would take the language of the machine for an empty code.
        return Locale.parse(language.replace("-", "_") or "?")
    except (UnknownLocaleError, ValueError) as error:
        raise ConfigError(
            _("“{language}” is not a language that CLDR knows").format(language=language),
            cure=_("name the language in the header of the catalog"),
        ) from error


def _forms_of(language: str) -> str:
    from babel.messages.plurals import get_plural

    return get_plural(locale(language)).plural_forms


def _as_source(unit: Unit, count: int, singular: int) -> Unit:
    targets: tuple[str, ...] = (unit.source,)
    if unit.plural is not None:
        targets = tuple(unit.source if index == singular else unit.plural for index in range(count))
    # Without comments too: one of them would make the unit “ahead”.
    return replace(unit, targets=targets, fuzzy=False, previous=None, comments=(), raw="")


def _message(unit: Unit) -> str:
    """What gettext looks up; empty for the header only."""
    return unit.source if unit.context is None else f"{unit.context}\x04{unit.source}"


def _clean(text: str) -> bytes:
    if "\0" in text:
        raise FileError(
            _("a text holds the character U+0000: “{text}”").format(text=text[:40].replace("\0", "␀")),
            cure=_("take the character out of the text"),
        )
    return text.encode()


def _header(catalog: Catalog, units: tuple[Unit, ...]) -> bytes:
    fields = {name: value for name, value in catalog.header if name.lower() not in _VOLATILE}
    # Whatever the PO file was in, this is UTF-8, and gettext believes the header.
    fields = {name: value for name, value in fields.items() if name.lower() != "content-type"}
    fields["Content-Type"] = "text/plain; charset=UTF-8"
    if not catalog.field("Plural-Forms") and any(unit.plural is not None for unit in units):
        fields["Plural-Forms"] = plural_forms(catalog)
    return b"".join(_clean(f"{name}: {value}\n") for name, value in fields.items())


def _pack(messages: list[bytes], translations: list[bytes]) -> bytes:
    count, texts = len(messages), messages + translations
    lengths = list(map(len, texts))
    tables = _HEAD.size
    end_of_tables = tables + 8 * len(texts)
    # Every text is followed by a NUL that its length does not count.
    places = accumulate((length + 1 for length in lengths[:-1]), initial=end_of_tables)
    ends = array("I", chain.from_iterable(zip(lengths, places, strict=True)))
    if sys.byteorder == "big":
        ends.byteswap()
    head = _HEAD.pack(_MAGIC, 0, count, tables, tables + 8 * count, 0, end_of_tables)
    return b"\0".join((head + ends.tobytes() + texts[0], *texts[1:], b""))  # in one piece, copied once
