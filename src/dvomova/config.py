"""The configuration: ``dvomova.toml`` or ``[tool.dvomova]``, and what holds without either."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from gettext import gettext as _
from pathlib import Path
from typing import Any

from dvomova.errors import ConfigError, FileError
from dvomova.formats.base import FRONT_MATTER
from dvomova.text import languages

FILE = "dvomova.toml"
_NARROWEST = 20
"""Narrower lines would break polib's keywords."""


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """One ``[[documents]]`` table: which files are articles, and how they are read."""

    pattern: str
    """A path from the root; ``{lang}`` stands for a language code, ``{path}`` for any folders and name."""
    source: str | None = None
    """The language of the originals, where both versions exist and no catalog tells."""
    format: str | None = None
    """Name of the format, where the suffix does not tell."""
    segment: str | None = None
    """``sentence`` or ``paragraph``."""


@dataclass(frozen=True, slots=True)
class MessagesRule:
    """One ``[[messages]]`` table: a program whose messages are kept in step too."""

    domain: str
    """Name of its catalogs."""
    files: tuple[str, ...]
    """Globs of the source files, from the root."""
    source: str = "en"
    """The language the messages are written in."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the commands go by."""

    root: Path
    """The project root: the folder of the configuration file, else the current one."""
    path: str = ""
    """The file it was read from, relative to the root; empty for none."""
    source: str | None = None
    """The language of the originals, where nothing nearer tells."""
    locales: str = "locales"
    """The folder of the catalogs, from the root."""
    segment: str = "sentence"
    """How texts are split: ``sentence`` or ``paragraph``."""
    front_matter: tuple[str, ...] = FRONT_MATTER
    """Front-matter keys whose values are translated."""
    wrap: int = 0
    """Width at which texts in catalogs are wrapped, 0 for not at all."""
    documents: tuple[DocumentRule, ...] = ()
    messages: tuple[MessagesRule, ...] = ()


def load(start: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration for a folder: the nearest file at or above it, then ``DVOMOVA_*``.

    Raises:
        ConfigError: a key that is not known, or a value of the wrong kind, with file and cure.
        FileError: the file cannot be read or is not TOML, with the line.
    """
    found = _find(start)
    table, root, name = ({}, start, "") if found is None else (found[1], found[0].parent, found[0].name)
    values = _checked(table, _KEYS, name, "")
    for key in ("source", "locales", "segment"):
        if value := environment.get(f"DVOMOVA_{key.upper()}"):
            values[key] = _KEYS[key](value, f"DVOMOVA_{key.upper()}", "")
    return Config(root=root, path=name, **values)


def _find(start: Path) -> tuple[Path, dict[str, Any]] | None:
    for folder in (start, *start.parents):
        if (path := folder / FILE).is_file():
            return path, _read(path)
        if (path := folder / "pyproject.toml").is_file():
            tools = _read(path).get("tool")
            if isinstance(tools, dict) and "dvomova" in tools:
                return path, _table(tools["dvomova"], path.name)
    return None


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))  # Notepad begins a file with U+FEFF
    except (ValueError, RecursionError) as error:  # also numbers of 5,000 digits, arrays 1,000 deep
        line = re.search(r"at line (\d+)", str(error))
        raise FileError(
            _("this is not TOML ({detail})").format(detail=error),
            path=path.name,
            line=int(line[1]) if line else 0,
            cure=_("mend the line; https://toml.io shows how it is written"),
        ) from None
    except OSError as error:
        raise FileError(
            _("cannot be read ({reason})").format(reason=error.strerror),
            path=path.name,
            cure=_("check its permissions"),
        ) from None


def _table(value: Any, path: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError(_("“tool.dvomova” must be a table"), path=path, cure=_("write [tool.dvomova]"))
    return value


def _checked(table: Mapping[str, Any], keys: Mapping[str, Any], path: str, where: str) -> dict[str, Any]:
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
    if not isinstance(value, int) or isinstance(value, bool) or 0 != value < _NARROWEST:
        raise ConfigError(
            _("“{key}” must be 0 or a width of at least {least}").format(key=key, least=_NARROWEST),
            path=path,
            cure=f"{key} = 77",
        )
    return value


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


def _tables(record: type, keys: Mapping[str, Any], *required: str) -> Any:
    def read(value: Any, key: str, path: str) -> tuple[Any, ...]:
        tables: list[Any] = value if isinstance(value, list) else [None]
        for name in required:
            if not all(isinstance(item, dict) and name in item for item in tables):
                raise ConfigError(
                    _("each [[{key}]] needs “{required}”").format(key=key, required=name),
                    path=path,
                    cure=f"[[{key}]]\n{name} = …",
                )
        return tuple(record(**_checked(item, keys, path, f"{key}.")) for item in tables)

    return read


_EXAMPLES = {
    "locales": "locales",
    "DVOMOVA_LOCALES": "locales",
    "documents.pattern": "articles/{path}.{lang}.md",
    "messages.domain": "shop",
    "messages.files": "src/**/*.py",
}
_DOCUMENT_KEYS = {"pattern": _pattern, "source": _language, "format": _text, "segment": _text}
_MESSAGES_KEYS = {"domain": _inside, "files": _globs, "source": _language}
_KEYS = {
    "source": _language,
    "locales": _inside,
    "segment": _text,
    "front-matter": _texts,
    "wrap": _width,
    "documents": _tables(DocumentRule, _DOCUMENT_KEYS, "pattern"),
    "messages": _tables(MessagesRule, _MESSAGES_KEYS, "domain", "files"),
}
