"""Which files hold the messages of a program, and by which of Babel's extractors each is read."""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from gettext import gettext as _
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from typing import Any

from dvomova.config import MessagesRule
from dvomova.errors import ConfigError, FileError
from dvomova.workflow.disk import Disk

METHODS = {
    **dict.fromkeys((".py", ".pyw"), "python"),
    **dict.fromkeys((".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"), "javascript"),
    **dict.fromkeys((".j2", ".jinja", ".jinja2", ".html", ".htm"), "jinja2"),
}
"""The extractor for a file name ending, where neither the rule nor a mapping names another."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """How files are read: the first pattern that a path fits says by which extractor."""

    methods: list[tuple[str, str]]
    """(pattern, extractor), patterns as Babel has them."""
    options: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For a pattern what the extractor is told, ``keywords`` and ``add_comments`` among it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that may hold messages."""

    path: str
    """From the project root."""
    folder: str = ""
    """From where its path is held against patterns; empty for the root."""


def mapping_of(rule: MessagesRule, disk: Disk) -> Mapping:
    """How the files of a rule are read: by its own mapping file, else by their suffixes.

    Raises:
        FileError: the mapping file is missing or cannot be understood, with its line where that is known.
    """
    found = _read(rule.mapping, disk) if rule.mapping else _by_suffix(METHODS | dict(rule.methods))
    for pattern, method in found.methods:
        if method in {"jinja2", "jinja2.ext:babel_extract", "jinja2.ext.babel_extract"}:
            # Else Jinja passes over templates that it cannot read, and their messages would be gone.
            found.options[pattern] = {"silent": "false", **found.options.get(pattern, {})}
    return found


def _by_suffix(methods: dict[str, str]) -> Mapping:
    return Mapping([(f"**{suffix}", method) for suffix, method in methods.items()])


def sources(rule: MessagesRule, mapping: Mapping, disk: Disk) -> list[Source]:
    """The files of a rule.

    Without a mapping file they are sorted by path. With one, ``files`` are folders to look in (none
    named: all the project) or single files, and the order is that of pybabel.

    Raises:
        ConfigError: no extractor is known for the suffix of a file.
    """
    root = disk.root
    places = [place for pattern in rule.files for place in sorted(root.glob(pattern))]
    if rule.mapping:
        found = (source for place in places or [root] for source in _below(place, root, mapping))
        return list(dict.fromkeys(found))
    paths = sorted({place.relative_to(root).as_posix() for place in places if place.is_file()})
    _check_suffixes(paths, METHODS | dict(rule.methods))
    return [Source(path) for path in paths]


def _below(place: Path, root: Path, mapping: Mapping) -> Iterator[Source]:
    """The files below a folder as pybabel walks it: not into ``.name`` and ``_name``, nor what is ignored."""
    from babel.util import pathmatch

    if place.is_file():
        yield Source(place.relative_to(root).as_posix())
        return
    ignored = [pattern for pattern, method in mapping.methods if method == "ignore"]
    start = place.relative_to(root).as_posix().removeprefix(".")
    for folder, folders, names in os.walk(place):
        inside = Path(folder).relative_to(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith((".", "_"))
            and not any(pathmatch(pattern, (inside / name).as_posix()) for pattern in ignored)
        )
        paths = (Path(folder) / name for name in sorted(names))
        yield from (Source(path.relative_to(root).as_posix(), start) for path in paths if path.is_file())


def _check_suffixes(paths: Iterable[str], methods: dict[str, str]) -> None:
    for path in paths:
        suffix = PurePosixPath(path).suffix
        if suffix not in methods:
            raise ConfigError(
                _("nobody knows how to find messages in {suffix} files").format(
                    suffix=suffix or _("nameless")
                ),
                path=path,
                cure=_("name fewer files in [[messages]], or an extractor: {example}").format(
                    example=f'methods = {{ "{suffix or ".x"}" = "python" }}'
                ),
            )


def _read(path: str, disk: Disk) -> Mapping:
    """A mapping file: an INI file as ``pybabel extract -F`` takes it, or TOML."""
    from babel.messages import frontend

    text = disk.read(path).removeprefix("\ufeff")
    try:
        if path.endswith(".toml"):
            style: Any = "pyproject.toml" if PurePosixPath(path).name == "pyproject.toml" else "standalone"
            found = frontend._parse_mapping_toml(BytesIO(text.encode()), path, style)  # noqa: SLF001
        else:
            found = frontend.parse_mapping_cfg(StringIO(text), path)  # type: ignore[no-untyped-call]
    except (frontend.ConfigurationError, configparser.Error, ValueError) as error:
        raise _unclear(path, error) from None
    return Mapping(*found)


def _unclear(path: str, error: Exception) -> FileError:
    detail = " ".join(str(error).removeprefix(f"{path}: ").split())
    line = getattr(error, "lineno", None) or re.search(r"\bline:? +(\d+)", detail)
    return FileError(
        _("this is no mapping of Babel’s ({detail})").format(detail=detail),
        path=path,
        line=int(line[1]) if isinstance(line, re.Match) else line or 0,
        cure=_("each section names an extractor and a pattern: [python: **.py]"),
    )
