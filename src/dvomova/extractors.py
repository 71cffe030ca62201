"""The door for Babel: dvomova's readers of documents as extractors for ``pybabel extract``.

An entry point of the group ``babel.extractors`` names one as an attribute of this module, by the name
of its format; that is all a format needs, whatever package brings it:

    [project.entry-points."babel.extractors"]
    dvomova_markdown = "dvomova.extractors:markdown"
"""

from __future__ import annotations

import os.path
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import IO, Any

from dvomova import registry
from dvomova.config import reader_options
from dvomova.document import Recipe, comments, parse
from dvomova.text import languages

Found = tuple[int, str | None, str | tuple[str, ...], list[str]]
"""Line (from 1), function (of a message with a key, ``pgettext`` or ``npgettext``), message, comments for
translators: what Babel takes."""
Extractor = Callable[[IO[bytes], Collection[str], Collection[str], Mapping[str, Any]], Iterator[Found]]

_OF_BABEL = {"keywords", "add_comments"}
"""Options that Babel looks at itself, and leaves among the others."""


def __getattr__(name: str) -> Extractor:
    """The extractor for the format of that name."""
    if name.startswith("_") or name not in registry.names("formats"):
        raise AttributeError(name)
    return partial(_extract, name)


def _extract(
    format_name: str,
    fileobj: IO[bytes],
    keywords: Collection[str],  # noqa: ARG001  (documents have no functions)
    comment_tags: Collection[str],  # noqa: ARG001  (all that comments say is for translators)
    options: Mapping[str, Any],
) -> Iterator[Found]:
    """The segments of a document, each with what it is, its author's note and its inline codes.

    Args:
        format_name: how it is read.
        fileobj: the file, open for reading bytes; its name may tell the language.
        keywords: not looked at.
        comment_tags: not looked at.
        options: ``segment``, ``language``, ``front-matter``, ``encoding``, as in ``dvomova.toml``; lists
            may be texts with commas, since a mapping file knows no others.

    Raises:
        ConfigError: an option that is not known, or a value of the wrong kind.
        FileError: it is no such file, or not in its encoding.
    """
    path = _from_here(str(getattr(fileobj, "name", "")))
    own = {key: value for key, value in options.items() if key not in _OF_BABEL}
    segment, language, reading = reader_options(own, path)
    recipe = Recipe(registry.load("formats", format_name), registry.load("segmenters", segment), reading)
    source = recipe.decode(fileobj.read(), path)
    language = language or languages.of_path(path) or languages.of_text(_prose(source, recipe))
    read = parse(source, recipe, language=language, path=path)
    for index, one in enumerate(read.segments):
        block, said = read.reading.blocks[one.block], list(comments(read, index))
        if block.context is None:
            yield one.line, None, one.text, said
        elif block.plural is None:
            yield one.line, "pgettext", (block.context, one.text), said
        else:
            yield one.line, "npgettext", (block.context, one.text, block.plural), said


def _from_here(path: str) -> str:
    """A path from the current folder: pybabel makes it absolute, and what is above tells no language."""
    with suppress(ValueError):  # another drive, or no name
        return os.path.relpath(path)
    return path


def _prose(source: str, recipe: Recipe) -> str:
    return "\n".join(block.text for block in recipe.format.read(source, recipe.options).blocks)
