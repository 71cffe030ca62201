"""JSON bundles for web sites: the published translations of a catalog under the keys of its segments.

Both libraries give every text back as it stands in the catalog when they run with their own
default syntax: what they would take for a placeholder, a link or a choice is escaped.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from dvomova.catalogs.categories import categories
from dvomova.catalogs.mo import published
from dvomova.catalogs.naming import keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dvomova.model import Catalog, Unit

_I18NEXT_ESCAPES = {"left_brace": "{", "dollar": "$"}
"""Messages of one character that stand in for it: no key made of hexadecimal digits is called so."""

_I18NEXT_SPECIAL = re.compile(r"(?<=\{)\{|\$(?=t\()")

_VUE_SPECIAL = re.compile(
    r"\A[ \n]+"  # white space around a choice is dropped
    r"|%*[ \n]+\Z"
    r"|[%{}@|\\\r\u2028\u2029]*[{}@|\\\r\u2028\u2029]"  # “%{” is a placeholder in vue-i18n 9
)
_VUE_ESCAPES = {"\\": r"\\", "\n": r"\u000A", "\r": r"\u000D", "\u2028": r"\u2028", "\u2029": r"\u2029"}


def i18next(catalog: Catalog, *, use_fuzzy: bool = False) -> str:
    """The catalog as a JSON file of i18next (format v4): one namespace, keys of ``naming.keys``.

    A plural message has one key for each CLDR category of the catalog's Language: ``1a2b3c4_few``.
    i18next has no escape character; ``{{`` and ``$t(`` are broken up by nesting a message of one
    character. ``$t(`` is given back verbatim from i18next 26.5 on: older ones nest once more what
    nesting gave.

    Raises:
        ConfigError: a plural message, and the Language or its Plural-Forms are not to be understood.
    """
    messages = {}
    found: dict[str, int] = {}
    for name, unit in _named(catalog, use_fuzzy=use_fuzzy):
        if unit.plural is None:
            messages[name] = _for_i18next(unit.target)
            continue
        found = found or categories(catalog)
        for category, index in found.items():
            messages[f"{name}_{category}"] = _for_i18next(unit.targets[min(index, len(unit.targets) - 1)])
    used = {name: text for name, text in _I18NEXT_ESCAPES.items() if _uses(messages, name)}
    return _json(messages | used)


def vue_i18n(catalog: Catalog, *, use_fuzzy: bool = False) -> str:
    """The catalog as the JSON messages of one locale for vue-i18n 9 or later, keys of ``naming.keys``.

    The choices of a plural message stand in the order of the catalog's Plural-Forms. vue-i18n picks
    the right one of two by itself; for three, as in Ukrainian, the site gives it ``pluralRules``.
    """
    return _json(
        {
            name: " | ".join(map(_for_vue_i18n, unit.targets))
            for name, unit in _named(catalog, use_fuzzy=use_fuzzy)
        }
    )


def _named(catalog: Catalog, *, use_fuzzy: bool) -> Iterator[tuple[str, Unit]]:
    # Keys are drawn from all units, so that none changes when another gets its translation.
    names = keys(catalog.units)
    for unit in published(catalog, use_fuzzy=use_fuzzy):
        yield names[unit.context, unit.source], unit


def _for_i18next(text: str) -> str:
    return _I18NEXT_SPECIAL.sub(lambda match: _nested(match[0]), text)


def _nested(character: str) -> str:
    name = next(name for name, text in _I18NEXT_ESCAPES.items() if text == character)
    # The default is for t("namespace:key"), which looks nested keys up in the default namespace.
    return f'$t({name},{{"defaultValue":"{character}"}})'


def _uses(messages: dict[str, str], name: str) -> bool:
    return any(f"$t({name}," in text for text in messages.values())


def _for_vue_i18n(text: str) -> str:
    return _VUE_SPECIAL.sub(lambda match: _literal(match[0]), text)


def _literal(text: str) -> str:
    return "{'" + "".join(_VUE_ESCAPES.get(character, character) for character in text) + "'}"


def _json(messages: dict[str, str]) -> str:
    return json.dumps(messages, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
