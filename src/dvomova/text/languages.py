"""The two languages, and how file names and texts tell which is which."""

from __future__ import annotations

import re
from functools import lru_cache
from gettext import gettext as _

from dvomova.errors import ConfigError

LANGUAGES = ("uk", "en")
"""ISO 639-1 codes of the languages that dvomova knows."""

_ALIASES = {"ua": "uk", "ukr": "uk", "eng": "en", "uk-ua": "uk", "uk_ua": "uk", "en-us": "en", "en-gb": "en"}
"""Codes that people write and mean: ``ua`` is a country, not a language."""

_NAMELESS = "messages"
"""What ``en.json`` and ``uk.json`` are without their language: gettext's own default."""

_IN_NAMES = "|".join((*LANGUAGES, "ua"))
_CODE_IN_NAME = re.compile(rf"(?:[^/]\.|/|\A)({_IN_NAMES})\.[^./]+\Z", re.IGNORECASE)
_CODE_OF_FOLDER = re.compile(rf"(?:(?<=/)|\A)({_IN_NAMES})(?=/)", re.IGNORECASE)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")


def code(text: str) -> str:
    """The language that a person's ``text`` names: ``UA`` gives ``uk``.

    Raises:
        ConfigError: none that dvomova knows.
    """
    lower = text.strip().lower()
    lower = _ALIASES.get(lower, lower)
    if lower not in LANGUAGES:
        raise ConfigError(
            _("“{code}” is not a language dvomova knows").format(code=text),
            cure=_("use {codes}").format(codes=" / ".join(LANGUAGES)),
        )
    return lower


def other(language: str) -> str:
    """The other one of the two."""
    return "en" if language == "uk" else "uk"


def of_text(text: str) -> str:
    """The language of a text by its script: Cyrillic letters or Latin ones, whichever are more."""
    sample = text[:20_000]
    return "uk" if len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample)) else "en"


def of_path(path: str) -> str | None:
    """The language that a file name or a folder in ``path`` names; None where none does.

    >>> of_path("news/izium.uk.md"), of_path("content/en/izium.md"), of_path("locales/en.yml")
    ('uk', 'en', 'en')
    """
    place = _place(path)
    return None if place is None else code(path[place[0] : place[1]])


@lru_cache(1024)
def neutral(path: str) -> str:
    """``path`` without language and suffix, hence the domain of its catalogs.

    >>> neutral("news/izium.uk.md"), neutral("content/en/izium.md"), neutral("README.md")
    ('news/izium', 'content/izium', 'README')
    """
    stem = path[: len(path) - len(_suffix(path))]
    place = _place(path)
    if place is None:
        return stem
    # The code goes with the dot before it or, for a folder, with the slash after it.
    start, end = place
    if end == len(stem) and stem[start - 1 : start] != ".":  # it is all of the name
        return stem[:start].rstrip("/") or _NAMELESS
    return (
        stem[: start - 1] + stem[end:] if path[start - 1 : start] == "." else stem[:start] + stem[end + 1 :]
    )


def in_language(path: str, language: str) -> str:
    """``path`` with its language code changed; a name without a code gets one.

    >>> in_language("izium.en.txt", "uk"), in_language("content/en/a.md", "uk"), in_language("a.md", "uk")
    ('izium.uk.txt', 'content/uk/a.md', 'a.uk.md')
    """
    place = _place(path)
    if place:
        shouted = path[slice(*place)].isupper()
        return path[: place[0]] + (language.upper() if shouted else language) + path[place[1] :]
    suffix = _suffix(path)
    return f"{path[: len(path) - len(suffix)]}.{language}{suffix}"


def _suffix(path: str) -> str:
    """What a name ends with from its last dot on, as ``pathlib`` tells it; empty for none."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:] if 0 < dot < len(name) - 1 else ""


@lru_cache(1024)
def _place(path: str) -> tuple[int, int] | None:
    """Where the language code stands in a path: before the suffix, else the last folder so named."""
    if match := _CODE_IN_NAME.search(path):
        return match.span(1)
    folders = list(_CODE_OF_FOLDER.finditer(path))
    return folders[-1].span(1) if folders else None
