"""The values of a configuration: each read by a function that says what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from gettext import gettext as _
from typing import Any

from dvomova.errors import ConfigError
from dvomova.formats.base import KINDS, SUBTITLES
from dvomova.text import languages

_NARROWEST = 20
"""Narrower lines would hold no more than a keyword."""
_KEYWORD = re.compile(r"[^\s:]+(?::[1-9]\d*[ct]?(?:,[1-9]\d*[ct]?)*)?")
"""As ``pybabel extract --keyword`` and xgettext take it."""
DATABASES = ("postgresql:", "postgresql+", "postgres:")
"""How the URL of a memory begins that is no file."""
USER = "user"
"""What a memory is called that all projects of a person have."""
_KEEP = -1
"""Of ``wrap = "keep"``, as ``catalogs`` understands it: as wide as the file is."""


def text(value: Any, key: str, path: str) -> str:
    if not isinstance(value, str):
        raise ConfigError(
            _("“{key}” must be text").format(key=key),
            path=path,
            cure=_('put it in quotes: {key} = "…"').format(key=key),
        )
    return value


def language(value: Any, key: str, path: str) -> str:
    try:
        return languages.code(text(value, key, path))
    except ConfigError as error:
        raise ConfigError(f"{key}: {error.what}", path=error.path or path, cure=error.cure) from None


def texts(value: Any, key: str, path: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(
            _("“{key}” must be a list of texts").format(key=key), path=path, cure=f'{key} = ["…", "…"]'
        )
    return tuple(value)


def names(value: Any, key: str, path: str) -> tuple[str, ...]:
    names = texts(value, key, path)
    for name in names:
        if not any(len(word) > 1 for word in re.findall(r"[^\W\d_]+", name)):
            raise ConfigError(
                _("“{key}”: “{name}” is no name that could be looked for").format(key=key, name=name),
                path=path,
                cure=f'{key} = ["Олена Коваль"]',
            )
    return names


def inside(value: Any, key: str, path: str) -> str:
    """A path from the root that stays below it, without ``./`` and doubled slashes."""
    named = text(value, key, path)
    parts = [part for part in named.split("/") if part not in {"", "."}]
    if named.startswith("/") or ".." in parts or not parts or not named.isprintable():
        raise ConfigError(
            _("“{key}” must be a path inside the project, not “{value}”").format(key=key, value=named),
            path=path,
            cure=_("write it from the folder of the configuration: {example}").format(example=_EXAMPLES[key]),
        )
    return "/".join(parts)


def globs(value: Any, key: str, path: str) -> tuple[str, ...]:
    globs = tuple(inside(item, key, path) for item in texts(value, key, path))
    for pattern in globs:
        if any("**" in part and part != "**" for part in pattern.split("/")):
            raise ConfigError(
                _("“{pattern}”: ** stands for folders and must be a part of its own").format(pattern=pattern),
                path=path,
                cure=f'{key} = ["{_EXAMPLES[key]}"]',
            )
    return globs


def width(value: Any, key: str, path: str) -> int:
    if value == "keep":
        return _KEEP
    if not isinstance(value, int) or isinstance(value, bool) or 0 != value < _NARROWEST:
        raise ConfigError(
            _('“{key}” must be "keep", 0 or a width of at least {least}').format(key=key, least=_NARROWEST),
            path=path,
            cure=f"{key} = 77",
        )
    return value


def exact(value: Any, key: str, path: str) -> str:
    if value not in ("draft", "accept"):
        raise ConfigError(
            _('“{key}” must be "draft" or "accept"').format(key=key), path=path, cure=f'{key} = "draft"'
        )
    return str(value)


def pattern(value: Any, key: str, path: str) -> str:
    pattern = inside(value, key, path)
    wrong = [name for name in re.findall(r"\{([^}]*)\}", pattern) if name not in {"lang", "path"}]
    if wrong or pattern.count("{lang}") > 1 or pattern.count("{path}") > 1:
        raise ConfigError(
            _("“{pattern}” is no pattern of documents").format(pattern=pattern),
            path=path,
            cure=_("write a path from here with {lang} and {path} at most once: articles/{path}.{lang}.md"),
        )
    return pattern


def flag(value: Any, key: str, path: str) -> bool:
    if not isinstance(value, bool):
        raise ConfigError(_("“{key}” must be true or false").format(key=key), path=path, cure=f"{key} = true")
    return value


def number(value: Any, key: str, path: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ConfigError(
            _("“{key}” must be a number, 0 or more").format(key=key), path=path, cure=f"{key} = 3"
        )
    return value


def count(value: Any, key: str, path: str) -> int:
    if not number(value, key, path):
        raise ConfigError(_("“{key}” must be 1 or more").format(key=key), path=path, cure=f"{key} = 2")
    return int(value)


def files(value: Any, key: str, path: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else texts(value, key, path)
    return tuple(inside(name, key, path) for name in names)


def encoding(value: Any, key: str, path: str) -> str:
    name = text(value, key, path)
    try:
        "".encode(name)
    except (LookupError, ValueError):
        raise ConfigError(
            _("there is no encoding called “{name}”").format(name=name),
            path=path,
            cure=f'{key} = "windows-1251"',
        ) from None
    return name


def subtitles(value: Any, key: str, path: str) -> str:
    name = text(value, key, path)
    if name not in SUBTITLES:
        raise ConfigError(
            _("“{key}” must be one of {names}").format(key=key, names=", ".join(SUBTITLES)),
            path=path,
            cure=f'{key} = "{SUBTITLES[0]}"',
        )
    return name


def kinds(value: Any, key: str, path: str) -> tuple[str, ...]:
    kinds = texts(value, key, path)
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


def keywords(value: Any, key: str, path: str) -> tuple[str, ...]:
    keywords = texts(value, key, path)
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


def methods(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(
        suffix.startswith(".") and isinstance(method, str) for suffix, method in value.items()
    ):
        raise ConfigError(
            _("“{key}” must name an extractor for each file name ending").format(key=key),
            path=path,
            cure=f'{key} = {{ ".tmpl" = "jinja2" }}',
        )
    return tuple(value.items())


def memory(value: Any, key: str, path: str) -> str:
    place = text(value, key, path)
    if shared(place):
        return place
    if "://" in place:  # it may hold a password
        raise ConfigError(
            _("“{key}” is the URL of no database that dvomova knows").format(key=key),
            path=path,
            cure=f'{key} = "postgresql://host/database"',
        )
    return inside(place, key, path)


def shared(memory: str) -> bool:
    """Whether a memory is one of several projects."""
    return memory == USER or memory.startswith(DATABASES)


def one_of(known: Sequence[str]) -> Callable[[Any, str, str], str]:
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


SEVERITIES = ("error", "warning", "info")


def severities(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise ConfigError(
            _("“{key}” must be a table").format(key=key), path=path, cure='severity = { calque = "warning" }'
        )
    read = one_of(SEVERITIES)
    return tuple((name, read(level, f"{key}.{name}", path)) for name, level in value.items())


def texts_by_text(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise ConfigError(
            _("“{key}” must be a table of texts").format(key=key),
            path=path,
            cure=f'{key.rpartition(".")[2]} = {{ "…" = "…" }}',
        )
    return tuple(value.items())


def by_language(value: Any, key: str, path: str) -> tuple[tuple[str, str], ...]:
    """Texts, each for a language."""
    return tuple((language(code, key, path), name) for code, name in texts_by_text(value, key, path))


_EXAMPLES = {
    "check.words": "words.txt",
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
