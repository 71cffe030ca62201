"""The word lists that decide what a full stop means; the lists themselves are data/*.toml."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

_NORMAL = str.maketrans("'ʼ", "’’")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dvomova.segmenters").joinpath("data", name).read_text("utf-8"))


@cache
def _classes() -> dict[str, str]:
    """Abbreviation, as it is written in the data, to the name of its class."""
    table = _table("abbreviations.toml")
    return {word: name for name, groups in table.items() for word in chain(*groups.values())}


@lru_cache(maxsize=4096)
def abbreviation_class(word: str) -> str:
    """The class of ``word`` in ``data/abbreviations.toml``, empty where it is no abbreviation.

    Args:
        word: without its last full stop, inner full stops without spaces after them: ``т.д``.
    """
    classes = _classes()
    word = word.translate(_NORMAL)
    return (
        classes.get(word)
        or classes.get(word.lower())
        or classes.get(word.capitalize() if word.isupper() else "", "")
    )


@cache
def openers() -> frozenset[str]:
    """Words that, written with a capital, begin a sentence (``data/openers.toml``), both languages."""
    table = _table("openers.toml")
    return frozenset(table["uk"] + table["en"])


@cache
def speech_verbs() -> frozenset[str]:
    """Verbs of reporting clauses: ``said``, ``asked`` …"""
    return frozenset(_table("openers.toml")["speech"])


@cache
def marked_names() -> frozenset[str]:
    """Names that end in a mark of their own, in small letters: ``yahoo!``."""
    return frozenset(_table("openers.toml")["marked_names"])


@cache
def labels() -> frozenset[str]:
    """Words that a number follows at the head of a caption, in small letters: ``fig``."""
    return frozenset(_table("openers.toml")["labels"])
