"""The configuration: ``dvomova.toml`` or ``[tool.dvomova]``, and what holds without either."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from gettext import gettext as _
from pathlib import Path
from typing import Any

from dvomova.config.keys import KEYS, checked, reader_options, segmentation_of
from dvomova.config.records import (
    GLOSSARY,
    CheckRules,
    Config,
    DocumentRule,
    EngineRule,
    MessagesRule,
    Segmentation,
)
from dvomova.errors import ConfigError, FileError

__all__ = [
    "FILE",
    "GLOSSARY",
    "CheckRules",
    "Config",
    "DocumentRule",
    "EngineRule",
    "MessagesRule",
    "Segmentation",
    "load",
    "reader_options",
]

FILE = "dvomova.toml"


def load(start: Path, environment: Mapping[str, str] = os.environ) -> Config:
    """The configuration for a folder: the nearest file at or above it, then ``DVOMOVA_*``.

    Raises:
        ConfigError: a key that is not known, or a value of the wrong kind, with file and cure.
        FileError: the file cannot be read or is not TOML, with the line.
    """
    found = _find(start)
    table, root, name = ({}, start, "") if found is None else (found[1], found[0].parent, found[0].name)
    values = checked(table, KEYS, name)
    for key in ("source", "locales", "segment", "memory"):
        if value := environment.get(f"DVOMOVA_{key.upper()}"):
            values[key] = KEYS[key](value, f"DVOMOVA_{key.upper()}", "")
    values["segmentation"] = Segmentation(**dict(segmentation_of(values)))
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
    except UnicodeDecodeError as error:
        raise FileError(
            _("byte {offset} (0x{byte:02x}) is not UTF-8").format(
                offset=error.start, byte=error.object[error.start]
            ),
            path=path.name,
            cure=_("save the file as UTF-8, or convert it: iconv -f WINDOWS-1251 -t UTF-8"),
        ) from None
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
