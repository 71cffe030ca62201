"""init: does a program live here whose messages Babel extracts, and where are its catalogs?"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from configparser import Error, RawConfigParser
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dvomova.workflow.layout import files_below

_MAPPINGS = ("babel.cfg", "babel.ini", "babel.toml", "pyproject.toml")
_DOMAIN = "messages"
"""What Babel calls a catalog that nobody named."""


@dataclass(frozen=True, slots=True)
class ProgramLayout:
    """A program as ``[[messages]]`` describes it."""

    mapping: str
    """The mapping file, from the root."""
    domain: str = _DOMAIN
    locales: str = ""
    """The folder of the catalogs; empty where there are none yet."""
    source: str = "en"
    """English, unless there is a catalog in English and none in Ukrainian."""
    keywords: tuple[str, ...] = ()
    """What ``setup.cfg`` asks for besides."""
    comment_tags: tuple[str, ...] = ()


def find_program(root: Path) -> ProgramLayout | None:
    """The program that a folder holds by its mapping file; None where there is none."""
    setup = _setup(root)
    wished = setup.get("extract_messages", {})
    mapping = next(
        (name for name in (wished.get("mapping_file"), *_MAPPINGS) if _is_mapping(root, name)), None
    )
    if mapping is None:
        return None
    catalogs = _catalogs(root)
    domain = _domain(setup, wished, catalogs)
    folders = Counter(folder for folder, _language, name in catalogs if name == domain)
    locales = folders.most_common(1)[0][0] if folders else ""
    present = {language for folder, language, name in catalogs if (folder, name) == (locales, domain)}
    return ProgramLayout(
        mapping,
        domain,
        locales,
        "uk" if "en" in present and not present & {"uk", "ua"} else "en",
        tuple(wished.get("keywords", "").split()),
        tuple(re.split(r"[,\s]+", wished["add_comments"].strip())) if "add_comments" in wished else (),
    )


def _is_mapping(root: Path, name: str | None) -> bool:
    if not name or not (root / name).is_file():
        return False
    if PurePosixPath(name).name != "pyproject.toml":
        return True
    try:
        tools = tomllib.loads((root / name).read_text("utf-8-sig")).get("tool", {})
    except (ValueError, OSError):  # somebody else will say what is wrong with it
        return False
    return "mappings" in tools.get("babel", {})


def _setup(root: Path) -> dict[str, dict[str, str]]:
    """``setup.cfg``, where Babel's commands for setuptools keep their options."""
    parser = RawConfigParser()
    try:
        parser.read(root / "setup.cfg", "utf-8")
    except (Error, ValueError, OSError):
        return {}
    return {section: dict(parser.items(section)) for section in parser.sections()}


def _catalogs(root: Path) -> list[tuple[str, str, str]]:
    """(folder, language, domain) of the catalogs that are where gettext looks for them."""
    found = (
        re.fullmatch(r"(.+)/([a-z]{2,3}(?:_\w+)?)/LC_MESSAGES/([^/]+)\.po", path)
        for path in files_below(root, left_out=frozenset({"node_modules", "build", "dist"}))
    )
    return [match.group(1, 2, 3) for match in found if match]  # type: ignore[misc]  # three groups


def _domain(
    setup: dict[str, dict[str, str]], wished: dict[str, str], catalogs: list[tuple[str, str, str]]
) -> str:
    """By the options of Babel's commands, else what most catalogs are called."""
    for command in ("compile_catalog", "update_catalog", "init_catalog"):
        if (name := setup.get(command, {}).get("domain", "")) and " " not in name:
            return name
    if output := wished.get("output_file"):
        return PurePosixPath(output).stem
    names = Counter(name for _folder, _language, name in catalogs)
    return max(names, key=lambda name: (names[name], name == _DOMAIN)) if names else _DOMAIN
