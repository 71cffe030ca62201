"""The tables of a configuration: which keys there are, and what reads the value of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any

from dvomova.checks import style
from dvomova.config import values
from dvomova.config.records import CheckRules, DocumentRule, EngineRule, MessagesRule
from dvomova.errors import ConfigError
from dvomova.formats.base import ReadOptions


def checked(table: Mapping[str, Any], keys: Mapping[str, Any], path: str, where: str = "") -> dict[str, Any]:
    """The values of a table under the names of the record; unknown keys are an error."""
    found = {}
    for key, value in table.items():
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            known = _("known are: {names}").format(names=", ".join(sorted(keys)))
            raise ConfigError(
                _("there is no key “{key}”").format(key=f"{where}{key}"),
                path=path,
                cure=_("did you mean “{key}”?").format(key=near[0]) if near else known,
            )
        found[key.replace("-", "_")] = keys[key](value, f"{where}{key}", path)
    return found


def segmentation_of(found: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The values that are about segmentation; they are taken out of ``found``."""
    names = [key.replace("-", "_") for key in _SEGMENTATION_KEYS]
    return tuple((name, found.pop(name)) for name in names if name in found)


def reader_options(table: Mapping[str, Any], path: str) -> tuple[str, str, ReadOptions]:
    """What a mapping of Babel's tells a reader of documents.

    Returns:
        The name of the segmentation, the language (empty where it says none), and the rest.

    Raises:
        ConfigError: an option that is not known, or a value of the wrong kind.
    """
    names = [field.name.replace("_", "-") for field in fields(ReadOptions)]
    keys = {
        "segment": values.text,
        "language": values.language,
        **{name: _of_text(KEYS[name]) for name in names},
    }
    found = checked(table, keys, path)
    return found.pop("segment", "sentence"), found.pop("language", ""), ReadOptions(**found)


def _of_text(reader: Callable[[Any, str, str], Any]) -> Callable[[Any, str, str], Any]:
    """``reader``, for files in which a list is a text with commas."""

    def read(value: Any, key: str, path: str) -> Any:
        as_list = reader is values.texts and isinstance(value, str)
        return reader([item.strip() for item in value.split(",")] if as_list else value, key, path)

    return read


def _documents(value: Any, key: str, path: str) -> tuple[DocumentRule, ...]:
    rules = []
    for table in _tables(value, _DOCUMENT_KEYS, key, path, "pattern"):
        own = segmentation_of(table)
        rules.append(DocumentRule(**table, segmentation=own))
    return tuple(rules)


def _messages(value: Any, key: str, path: str) -> tuple[MessagesRule, ...]:
    tables = _tables(value, _MESSAGES_KEYS, key, path, "domain")
    if not all("files" in table or "mapping" in table for table in tables):
        raise ConfigError(
            _("each [[{key}]] needs “{required}”").format(key=key, required="files"),
            path=path,
            cure=_('name its files, or Babel’s mapping of them: mapping = "babel.cfg"'),
        )
    return tuple(MessagesRule(**table) for table in tables)


def _engines(value: Any, key: str, path: str) -> tuple[EngineRule, ...]:
    if not isinstance(value, dict) or not all(isinstance(table, dict) for table in value.values()):
        raise ConfigError(
            _("“{key}” must have a table for each engine").format(key=key), path=path, cure=f"[{key}.libre]"
        )
    return tuple(_engine(name, table, f"{key}.{name}", path) for name, table in value.items())


def _engine(name: str, table: Mapping[str, Any], where: str, path: str) -> EngineRule:
    for key in table:
        if re.search(r"key|token|secret|password", key, re.IGNORECASE):
            variable = f"DVOMOVA_{name.upper().replace('-', '_')}_KEY"
            raise ConfigError(
                _("“{key}”: keys do not stand in the configuration, where others read them").format(
                    key=f"{where}.{key}"
                ),
                path=path,
                cure=_("take it out, and put it into {variable} in the environment").format(
                    variable=variable
                ),
            )
    found = checked(table, _ENGINE_KEYS, path, f"{where}.")
    options = tuple((key, found.pop(key)) for key in _ENGINE_OPTIONS if key in found)
    return EngineRule(name, **found, options=options)


def _tables(value: Any, keys: Mapping[str, Any], key: str, path: str, *required: str) -> list[dict[str, Any]]:
    tables: list[Any] = value if isinstance(value, list) else [None]
    for name in required:
        if not all(isinstance(item, dict) and name in item for item in tables):
            raise ConfigError(
                _("each [[{key}]] needs “{required}”").format(key=key, required=name),
                path=path,
                cure=f"[[{key}]]\n{name} = …",
            )
    return [checked(item, keys, path, f"{key}.") for item in tables]


def _check(value: Any, key: str, path: str) -> CheckRules:
    if not isinstance(value, dict):
        raise ConfigError(_("“{key}” must be a table").format(key=key), path=path, cure=f"[{key}]")
    found = checked(value, _CHECK_KEYS, path, f"{key}.")
    names = [field.name for field in fields(style.Style)]
    house = style.Style(**{name: found.pop(name) for name in names if name in found})
    return CheckRules(**found, style=house)


_SEGMENTATION_KEYS = {
    "segment": values.text,
    "segmentation": values.files,
    "built-in-rules": values.flag,
    "never-after": values.texts,
    "shortest": values.number,
    "whole": values.kinds,
}
_DOCUMENT_KEYS = {
    "pattern": values.pattern,
    "source": values.language,
    "format": values.text,
    "encoding": values.encoding,
    "subtitles": values.subtitles,
    **_SEGMENTATION_KEYS,
}
_ENGINE_OPTIONS = {"model": values.text, "region": values.text, "email": values.text}
_ENGINE_KEYS = {"url": values.text, "per-minute": values.number, "enabled": values.flag, **_ENGINE_OPTIONS}
_MESSAGES_KEYS = {
    "domain": values.inside,
    "files": values.globs,
    "source": values.language,
    "keywords": values.keywords,
    "comment-tags": values.texts,
    "methods": values.methods,
    "mapping": values.inside,
    "localedir": values.inside,
    "source-bundle": values.flag,
}
_CHECK_KEYS = {
    "select": values.texts,
    "ignore": values.texts,
    "severity": values.severities,
    "fail-level": values.one_of(values.SEVERITIES),
    "local": values.inside,
    "dictionaries": values.by_language,
    "words": values.files,
    "quotes": values.one_of(style.QUOTES),
    "dash": values.one_of(style.DASHES),
    "apostrophe": values.one_of(style.APOSTROPHES),
    "thousands": values.one_of(style.THOUSANDS),
    "spelling": values.one_of(style.SPELLINGS),
    "reading-speed": values.number,
    "subtitle-line": values.count,
    "subtitle-lines": values.count,
    "places": values.texts_by_text,
    "calques": values.texts_by_text,
}
KEYS = {
    "source": values.language,
    "locales": values.inside,
    "front-matter": values.texts,
    "encoding": values.encoding,
    "subtitles": values.subtitles,
    "wrap": values.width,
    "exact": values.exact,
    "protect": values.names,
    "memory": values.memory,
    "old-after": values.number,
    "check": _check,
    "glossary": values.files,
    "offline": values.flag,
    "engines": _engines,
    "documents": _documents,
    "messages": _messages,
    **_SEGMENTATION_KEYS,
}
"""What may stand at the top of the configuration, each key with what reads its value."""
