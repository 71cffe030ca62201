"""Where parts are found by name: the built-in ones listed here, others by entry point.

An entry point of the group ``dvomova.formats``, ``dvomova.segmenters``, ``dvomova.checks`` or
``dvomova.engines`` adds a part; nothing is imported before it is asked for.
"""

from __future__ import annotations

from functools import cache
from gettext import gettext as _
from importlib import import_module
from typing import Any

from dvomova.errors import ConfigError

_BUILT_IN = {
    "formats": {
        "text": "dvomova.formats.plain:PlainText",
        "markdown": "dvomova.formats.markdown:Markdown",
        "word": "dvomova.formats.word:Word",
        "odt": "dvomova.formats.odt:OpenDocument",
        "html": "dvomova.formats.html:Html",
        "subrip": "dvomova.formats.subtitles:SubRip",
        "webvtt": "dvomova.formats.subtitles:WebVTT",
        "i18next": "dvomova.formats.messages.i18next:I18next",
        "rails": "dvomova.formats.messages.rails:Rails",
    },
    "segmenters": {
        "sentence": "dvomova.segmenters.sentences:Sentences",
        "paragraph": "dvomova.segmenters.paragraphs:Paragraphs",
    },
    "checks": {},
    "engines": {
        "echo": "dvomova.engines.echo:Echo",
        "pseudo": "dvomova.engines.echo:Pseudo",
        "libre": "dvomova.engines.libre:Libre",
        "deepl": "dvomova.engines.deepl:DeepL",
        "microsoft": "dvomova.engines.microsoft:Microsoft",
        "chatgpt": "dvomova.engines.chat:ChatGPT",
        "google": "dvomova.engines.deep:Google",
        "mymemory": "dvomova.engines.deep:MyMemory",
        "yandex": "dvomova.engines.deep:Yandex",
    },
}

_REQUIRED = {
    "formats": ("suffixes", "reflows", "decode", "encode", "read", "written", "may_begin_line"),
    "segmenters": ("version", "split"),
    "checks": (),
    "engines": ("limits", "style", "codes", "needs_key", "is_real", "address", "price", "translate"),
}
"""What a part must have; ``formats.base``, ``segmenters.base`` and ``engines.base`` say what it means."""

_SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".mdx": "markdown",
    ".qmd": "markdown",
    ".docx": "word",
    ".dotx": "word",
    ".odt": "odt",
    ".ott": "odt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xht": "html",
    ".srt": "subrip",
    ".vtt": "webvtt",
}
_REFUSED = dict.fromkeys((".doc", ".dot", ".docm", ".dotm"), "word")
"""Endings of files that a format knows and does not read: it says why, and what to do. Nobody looks for
them, but where a person names one."""


def names(kind: str) -> list[str]:
    """The names of all parts of a kind (``formats``, ``segmenters``, ``engines``), sorted."""
    return sorted({*_BUILT_IN[kind], *_entry_points(kind)})


@cache
def load(kind: str, name: str) -> Any:
    """The part called ``name``, made ready.

    Raises:
        ConfigError: there is none of that name, or the package that it comes from is broken.
    """
    if place := _BUILT_IN[kind].get(name):
        module, _colon, attribute = place.partition(":")
        return getattr(import_module(module), attribute)()
    if entry := _entry_points(kind).get(name):
        return _loaded(kind, entry)
    raise ConfigError(
        _("there is no {kind} called “{name}”").format(kind=_singular(kind), name=name),
        cure=_("known are: {names}").format(names=", ".join(names(kind))),
    )


def _loaded(kind: str, entry: Any) -> Any:
    """The part of another package; whatever goes wrong in there is told with its name."""
    package = entry.dist.name if entry.dist else entry.module
    try:
        part = entry.load()()
        missing = [name for name in _REQUIRED[kind] if not hasattr(part, name)]
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise _broken(kind, entry.name, package, reason) from error
    if missing:
        raise _broken(kind, entry.name, package, _("it lacks {names}").format(names=", ".join(missing)))
    return part


def _broken(kind: str, name: str, package: str, reason: str) -> ConfigError:
    what = _("the {kind} “{name}” of the package {package} cannot be used ({reason})")
    return ConfigError(
        what.format(kind=_singular(kind), name=name, package=package, reason=reason),
        cure=_("bring the package up to date, or: pip uninstall {package}").format(package=package),
    )


def format_of(suffix: str) -> str | None:
    """The name of the format for a file name ending such as ``.md``, None where nobody knows it."""
    suffix = suffix.lower()
    if found := _SUFFIXES.get(suffix) or _REFUSED.get(suffix):
        return found
    for name in _entry_points("formats"):
        if suffix in load("formats", name).suffixes:
            return name
    return None


def suffixes() -> list[str]:
    """All file name endings that some format reads, sorted."""
    extra = (suffix for name in _entry_points("formats") for suffix in load("formats", name).suffixes)
    return sorted({*_SUFFIXES, *extra})


def _singular(kind: str) -> str:
    names = {
        "formats": _("format"),
        "segmenters": _("segmentation"),
        "checks": _("checks"),
        "engines": _("engine"),
    }
    return names[kind]


@cache
def _entry_points(kind: str) -> dict[str, Any]:
    from importlib.metadata import entry_points  # slow to import, rarely needed

    return {entry.name: entry for entry in entry_points(group=f"dvomova.{kind}")}
