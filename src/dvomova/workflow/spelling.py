"""Dictionaries of spelling: which one, where it is, and what the house adds to it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from gettext import gettext as _
from importlib import import_module
from pathlib import Path
from typing import Any

from dvomova.checks.style import Speller
from dvomova.errors import ConfigError
from dvomova.glossary.records import Wording, entry
from dvomova.glossary.usage import Glossary
from dvomova.text.inflection import WORD
from dvomova.workflow.project import Project
from dvomova.workflow.terminology import glossary

_USUAL = {"uk": ("uk_UA",), "en": ("en_US", "en_GB")}
"""Dictionaries that are taken where the configuration names none."""
_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
    "~/Library/Spelling",
)
_PACKAGES = {"uk": "hunspell-uk", "en": "hunspell-en-us"}
_MOST = 100
"""Words that are given suggestions in a run: each takes up to half a second."""


def speller(language: str, project: Project) -> Speller | None:
    """The dictionary for texts in a language, with the words of the house; None for other languages.

    Raises:
        ConfigError: Hunspell is not installed, or there is no such dictionary.
        FileError: a file of words cannot be read.
    """
    if language not in _USUAL:
        return None
    named = dict(project.config.check.dictionaries).get(language)
    path = _found((named,) if named else _USUAL[language], language, project)
    try:
        library = import_module("hunspell")
    except ImportError:
        raise ConfigError(
            _("the check “spelling” needs a package that is not installed"),
            cure='pip install "dvomova[spelling]"',
        ) from None
    return _Dictionary(
        library.Hunspell(path.stem, hunspell_data_dir=str(path.parent)), _own(language, project), language
    )


def _found(names: Sequence[str], language: str, project: Project) -> Path:
    """The file of a dictionary: one of the project, or of the system."""
    folders = [
        Path(folder).expanduser() for folder in (os.environ.get("DICPATH") or "").split(os.pathsep) if folder
    ]
    folders += [Path(folder).expanduser() for folder in _FOLDERS]
    for name in names:
        own = project.disk.root / name
        places = [own] if name.endswith(".dic") else [folder / f"{name}.dic" for folder in folders]
        for path in places:
            if path.is_file() and path.with_suffix(".aff").is_file():
                return path
    raise ConfigError(
        _("there is no dictionary called “{name}” (a .dic and an .aff file)").format(name=" / ".join(names)),
        cure=_("install one ({package} in Debian), or name the file: {example}").format(
            package=_PACKAGES[language], example=f'[check] dictionaries = {{ {language} = "….dic" }}'
        ),
    )


def _own(language: str, project: Project) -> Glossary:
    """The words that the house has besides: of its lists, and of its glossary, in all their forms."""
    lines = (line for path in project.config.check.words for line in project.disk.read(path).splitlines())
    texts = [line.partition("#")[0] for line in lines]
    for one in glossary(project).entries:
        wording = one.wording(language)
        texts += [*wording.terms, *wording.forms]
    words = dict.fromkeys(match[0] for text in texts for match in WORD.finditer(text))
    return Glossary([entry(Wording((word,)), Wording((word,))) for word in words])


class _Dictionary:
    """A dictionary of Hunspell with the words of the house."""

    def __init__(self, hunspell: Any, own: Glossary, language: str) -> None:
        self._hunspell, self._own, self._language = hunspell, own, language
        self._known: dict[str, bool] = {}
        self._suggested: dict[str, Sequence[str]] = {}

    def knows(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = self._hunspell.spell(word) or self._has_own(word)
        return self._known[word]

    def _has_own(self, word: str) -> bool:
        return any(hit.span == (0, len(word)) for hit in self._own.hits(word, self._language))

    def suggestions(self, word: str) -> Sequence[str]:
        if word not in self._suggested and len(self._suggested) < _MOST:
            self._suggested[word] = self._hunspell.suggest(word)
        return self._suggested.get(word, ())
