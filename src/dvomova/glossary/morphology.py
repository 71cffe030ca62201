"""A dictionary of Ukrainian forms, where pymorphy3 is installed (``pip install "dvomova[morphology]"``)."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from dvomova.glossary.matching import Lemmas


def dictionary() -> Lemmas | None:
    """What tells the dictionary forms of a Ukrainian word; None where it is not installed.

    It is loaded when the first word is asked for.
    """
    return _lemmas if find_spec("pymorphy3") and find_spec("pymorphy3_dicts_uk") else None


def _lemmas(word: str) -> Collection[str]:
    """The dictionary forms of words that the dictionary has; nothing for those it would have to guess."""
    return {one.normal_form.replace("’", "'") for one in _analyzer().parse(word) if one.is_known}


@cache
def _analyzer() -> Any:
    return import_module("pymorphy3").MorphAnalyzer(lang="uk")
