"""The values of a configuration: each read by a function that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any

from dvomova.checks import style
from dvomova.config.records import CheckRules, DocumentRule, EngineRule, MessagesRule
from dvomova.errors import ConfigError
from dvomova.formats.base import KINDS, SUBTITLES, ReadOptions
from dvomova.text import languages

_NARROWEST = 20
"""Narrower lines would hold no more than a keyword."""
_KEYWORD = re.compile(r"[^\s:]+(?::[1-9]\d*[ct]?(?:,[1-9]\d*[ct]?)*)?")
"""As ``pybabel extract --keyword`` and xgettext take it."""
DATABASES = ("postgresql:", "postgresql+", "postgres:")
"""How the URL of a memory begins that is no file."""
_KEEP = -1
"""Of ``wrap = "keep"``, as ``catalogs`` understands it: as wide as the file is."""


def checked(table: Mapping[str, Any], keys: Mapping[str, Any], path: str, where: str = "") -> dict[str, Any]:
    """The values of a table under the names of the record; unknown keys are an error."""
    values = {}
    for key, value in table.items():
        if key not in keys:
            near = get_close_matches(key, keys, n=1)
            known = _("known are: {names}").format(names=", ".join(sorted(keys)))
            raise ConfigError(
                _("there is no key “{key}”").format(key=f"{where}{key}"),
                path=path,
                cure=_("did you mean “{key}”?").format(key=near[0]) if near else known,
            )
        values[key.replace("-", "_")] = keys[key](value, f"{where}{key}", path)
    return values


def _text(value: Any, key: str, path: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(
            _("“{key}” must be text").format(key=key),
            path=path,
            cure=_('put it in quotes: {key} = "…"').format(key=key),
        )
    return value


def _language(value: Any, key: str, path: str) -> str:
    try:
        return languages.code(_text(value, key, path))
    except ConfigError as error:
        raise ConfigError(f"{key}: {error.what}", path=error.path or path, cure=error.cure) from None


def _texts(value: Any, key: str, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(
            _("“{key}” must be a list of texts").format(key=key), path=path, cure=f'{key} = ["…", "…"]'
        )
    return tuple(value)


def _names(value: Any, key: str, path: str) -> tuple[str, ...]:
    names = _texts(value, key, path)
    for name in names:
        if not any(len(word) > 1 for word in re.findall(r"[^\W\d_]+", name)):
            raise ConfigError(
                _("“{key}”: “{name}” is no name that could be looked for").format(key=key, name=name),
                path=path,
                cure=f'{key} = ["Олена Коваль"]',
            )
    return names


def _inside(value: Any, key: str, path: str) -> str:
    """A path from the root that stays below it, without ``./`` and doubled slashes."""
    text = _text(value, key, path)
    parts = [part for part in text.split("/") if part not in {"", "."}]
    if text.startswith("/") or ".." in parts or not parts or not text.isprintable():
        raise ConfigError(
            _("“{key}” must be a path inside the project, not “{value}”").format(key=key, value=text),
            path=path,
            cure=_("write it from the folder of the configuration: {example}").format(example=_EXAMPLES[key]),
        )
    return "/".join(parts)


def _globs(value: Any, key: str, path: str) -> tuple[str, ...]:
    globs = tuple(_inside(item, key, path) for item in _texts(value, key, path))
    for pattern in globs:
        if any("**" in part and part != "**" for part in pattern.split("/")):
            raise ConfigError(
                _("“{pattern}”: ** stands for folders and must be a part of its own").format(pattern=pattern),
                path=path,
                cure=f'{key} = ["{_EXAMPLES[key]}"]',
            )
    return globs


def _width(value: Any, key: str, path: str) -> int:
    if value == "keep":
        return _KEEP
    if not isinstance(value, int) or isinstance(value, bool) or 0 != value < _NARROWEST:
        raise ConfigError(
            _('“{key}” must be "keep", 0 or a width of at least {least}').format(key=key, least=_NARROWEST),
            path=path,
            cure=f"{key} = 77",
        )
    return value


def _exact(value: Any, key: str, path: str) -> str:
    if value not in ("draft", "accept"):
        raise ConfigError(
            _('“{key}” must be "draft" or "accept"').format(key=key), path=path, cure=f'{key} = "draft"'
        )
    return str(value)


def _pattern(value: Any, key: str, path: str) -> str:
    pattern = _inside(value, key, path)
    wrong = [name for name in re.findall(r"\{([^}]*)\}", pattern) if name not in {"lang", "path"}]
    if wrong or pattern.count("{lang}") > 1 or pattern.count("{path}") > 1:
        raise ConfigError(
            _("“{pattern}” is no pattern of documents").format(pattern=pattern),
            path=path,
            cure=_("write a path from here with {lang} and {path} at most once: articles/{path}.{lang}.md"),
        )
    return pattern


def _flag(value: Any, key: str, path: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(_("“{key}” must be true or false").format(key=key), path=path, cure=f"{key} = true")
    return value


def _number(value: Any, key: str, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(
            _("“{key}” must be a number, 0 or more").format(key=key), path=path, cure=f"{key} = 3"
        )
    return value


def _files(value: Any, key: str, path: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else _texts(value, key, path)
    return tuple(_inside(name, key, path) for name in names)


def _encoding(value: Any, key: str, path: str) -> str:
    name = _text(value, key, path)
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise ConfigError(
            _("there is no encoding called “{name}”").format(name=name),
            path=path,
            cure=f'{key} = "windows-1251"',
        ) from None
    return name


def _subtitles(value: Any, key: str, path: str) -> str:
    name = _text(value, key, path)
    if name not in SUBTITLES:
        raise ConfigError(
            _("“{key}” must be one of {names}").format(key=key, names=", ".join(SUBTITLES)),
            path=path,
            cure=f'{key} = "{SUBTITLES[0]}"',
        )
    return name


def _kinds(value: Any, key: str, path: str) -> tuple[str, ...]:
    kinds = _texts(value, key, path)
    for kind in kinds:
        if kind not in KINDS:
            near = get_close_matches(kind, KINDS, n=1)
            raise ConfigError(
                _("no block is called “{kind}”").format(kind=kind),
                path=path,
                cure=_("did you mean “{key}”?").format(key=near[0])
                if near
                else _("known are: {names}").format(names=", ".join(KINDS)),
            )
    return kinds


def segmentation_of(values: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    """The values that are about segmentation; they are taken out of ``values``."""
    names = [key.replace("-", "_") for key in _SEGMENTATION_KEYS]
    return tuple((name, values.pop(name)) for name in names if name in values)


def reader_options(table: Mapping[str, Any], path: str) -> tuple[str, str, ReadOptions]:
    """What a mapping of Babel's tells a reader of documents.

    Returns:
        The name of the segmentation, the language (empty where it says none), and the rest.

    Raises:
        ConfigError: an option that is not known, or a value of the wrong kind.
    """
    names = [field.name.replace("_", "-") for field in fields(ReadOptions)]
    keys = {"segment": _text, "language": _language, **{name: _of_text(KEYS[name]) for name in names}}
    values = checked(table, keys, path)
    return values.pop("segment", "sentence"), values.pop("language", ""), ReadOptions(**values)


def _of_text(reader: Callable[[Any, str, str], Any]) -> Callable[[Any, str, str], Any]:
    """``reader``, for files in which a list is a text with commas."""

    def read(value: Any, key: str, path: str) -> Any:
        as_list = reader is _texts and isinstance(value, str)
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
    values = checked(table, _ENGINE_KEYS, path, f"{where}.")
    options = tuple((key, values.pop(key)) for key in _ENGINE_OPTIONS if key in values)
    return EngineRule(name, **values, options=options)


def _keywords(value: Any, key: str, path: str) -> tuple[str, ...]:
    keywords = _texts(value, key, path)
    for keyword in keywords:
        if not _KEYWORD.fullmatch(keyword):
            raise ConfigError(
                _("“{keyword}” is no keyword").format(keyword=keyword),
                path=path,
                cure=_("write the function, and which arguments are messages: {example}").format(
                    example=f'{key} = ["lazy_gettext", "npgettext_lazy:1c,2,3"]'
                ),
            )
    return keywords


def _methods(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(
        suffix.startswith(".") and isinstance(method, str) for suffix, method in value.items()
    ):
        raise ConfigError(
            _("“{key}” must name an extractor for each file name ending").format(key=key),
            path=path,
            cure=f'{key} = {{ ".tmpl" = "jinja2" }}',
        )
    return tuple(value.items())


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


def _memory(value: Any, key: str, path: str) -> str:
    text = _text(value, key, path)
    if text == "user" or text.startswith(DATABASES):
        return text
    if "://" in text:  # it may hold a password
        raise ConfigError(
            _("“{key}” is the URL of no database that dvomova knows").format(key=key),
            path=path,
            cure=f'{key} = "postgresql://host/database"',
        )
    return _inside(text, key, path)


def _one_of(known: Sequence[str]) -> Callable[[Any, str, str], str]:
    """What reads a value that is one of a few."""

    def read(value: Any, key: str, path: str) -> str:
        if value not in known:
            raise ConfigError(
                _("“{key}” must be one of {names}").format(key=key, names=", ".join(known)),
                path=path,
                cure=f'{key.rpartition(".")[2]} = "{known[0]}"',
            )
        return str(value)

    return read


_SEVERITIES = ("error", "warning", "info")


def _severities(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(
            _("“{key}” must be a table").format(key=key), path=path, cure='severity = { calque = "warning" }'
        )
    read = _one_of(_SEVERITIES)
    return tuple((name, read(level, f"{key}.{name}", path)) for name, level in value.items())


def _texts_by_text(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise ConfigError(
            _("“{key}” must be a table of texts").format(key=key),
            path=path,
            cure=f'{key.rpartition(".")[2]} = {{ "…" = "…" }}',
        )
    return tuple(value.items())


def _check(value: Any, key: str, path: str) -> CheckRules:
    if not isinstance(value, dict):
        raise ConfigError(_("“{key}” must be a table").format(key=key), path=path, cure=f"[{key}]")
    values = checked(value, _CHECK_KEYS, path, f"{key}.")
    names = [field.name for field in fields(style.Style)]
    house = style.Style(**{name: values.pop(name) for name in names if name in values})
    return CheckRules(**values, style=house)


_EXAMPLES = {
    "glossary": "glossary.csv",
    "memory": ".dvomova/memory.db",
    "DVOMOVA_MEMORY": ".dvomova/memory.db",
    "check.local": "checks.py",
    "locales": "locales",
    "DVOMOVA_LOCALES": "locales",
    "documents.pattern": "articles/{path}.{lang}.md",
    "messages.domain": "shop",
    "messages.files": "src/**/*.py",
    "messages.mapping": "babel.cfg",
    "messages.localedir": "shop/locales",
    "segmentation": "rules.srx",
    "documents.segmentation": "rules.srx",
}
_SEGMENTATION_KEYS = {
    "segment": _text,
    "segmentation": _files,
    "built-in-rules": _flag,
    "never-after": _texts,
    "shortest": _number,
    "whole": _kinds,
}
_DOCUMENT_KEYS = {
    "pattern": _pattern,
    "source": _language,
    "format": _text,
    "encoding": _encoding,
    "subtitles": _subtitles,
    **_SEGMENTATION_KEYS,
}
_ENGINE_OPTIONS = {"model": _text, "region": _text, "email": _text}
_ENGINE_KEYS = {"url": _text, "per-minute": _number, "enabled": _flag, **_ENGINE_OPTIONS}
_MESSAGES_KEYS = {
    "domain": _inside,
    "files": _globs,
    "source": _language,
    "keywords": _keywords,
    "comment-tags": _texts,
    "methods": _methods,
    "mapping": _inside,
    "localedir": _inside,
    "source-bundle": _flag,
}
_CHECK_KEYS = {
    "select": _texts,
    "ignore": _texts,
    "severity": _severities,
    "fail-level": _one_of(_SEVERITIES),
    "local": _inside,
    "quotes": _one_of(style.QUOTES),
    "dash": _one_of(style.DASHES),
    "apostrophe": _one_of(style.APOSTROPHES),
    "thousands": _one_of(style.THOUSANDS),
    "spelling": _one_of(style.SPELLINGS),
    "places": _texts_by_text,
    "calques": _texts_by_text,
}
KEYS = {
    "source": _language,
    "locales": _inside,
    "front-matter": _texts,
    "encoding": _encoding,
    "subtitles": _subtitles,
    "wrap": _width,
    "exact": _exact,
    "protect": _names,
    "memory": _memory,
    "check": _check,
    "glossary": _files,
    "offline": _flag,
    "engines": _engines,
    "documents": _documents,
    "messages": _messages,
    **_SEGMENTATION_KEYS,
}
"""What may stand at the top of the configuration, each key with what reads its value."""
