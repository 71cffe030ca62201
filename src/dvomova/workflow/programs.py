"""The messages of a program, extracted from its source by Babel: what ``pybabel extract`` gives."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from gettext import gettext as _
from importlib.metadata import entry_points
from io import StringIO
from typing import TYPE_CHECKING, Any

from dvomova.catalogs.incoming import Incoming
from dvomova.config import MessagesRule
from dvomova.errors import ConfigError, DvomovaError, FileError
from dvomova.workflow.disk import Disk
from dvomova.workflow.mappings import Mapping, Source, mapping_of, sources

if TYPE_CHECKING:
    from babel.messages.catalog import Message

_EMPTY = re.compile(r":(\d+): warning: Empty msgid")


def messages(rule: MessagesRule, disk: Disk) -> tuple[list[Incoming], tuple[tuple[int, str], ...]]:
    """All messages of the files that a rule names, in the order of the files.

    Returns:
        The messages, and what was said of calls that are none: (0, text with its place) each.

    Raises:
        FileError: a file cannot be read, or its extractor does not understand it; with the line.
        ConfigError: there is no such extractor, or it lacks something.
    """
    from babel.messages.catalog import Catalog

    catalog, mapping = Catalog(), mapping_of(rule, disk)
    skipped: list[tuple[int, str]] = []
    for source in sources(rule, mapping, disk):
        with _quietly() as said:
            for message, comments, context in _extracted(source, mapping, rule, disk):
                catalog.add(message, locations=[(source.path, 0)], auto_comments=comments, context=context)
        skipped += [(0, _empty_at(source.path, int(line))) for line in _EMPTY.findall(said.getvalue())]
    return [_incoming(message) for message in catalog if message.id], tuple(skipped)


@contextmanager
def _quietly() -> Iterator[StringIO]:
    """What extractors print is not for the terminal; neither what Python thinks of foreign code."""
    with warnings.catch_warnings(), redirect_stderr(StringIO()) as said:
        warnings.simplefilter("ignore")
        yield said


def _empty_at(path: str, line: int) -> str:
    return _("{place}: an empty text is no message: gettext answers it with the header").format(
        place=f"{path}:{line}"
    )


def _extracted(
    source: Source, mapping: Mapping, rule: MessagesRule, disk: Disk
) -> list[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Message (several texts if it has plural forms), comments and context of each call in a file."""
    from babel.messages.extract import DEFAULT_KEYWORDS, check_and_call_extract_file
    from babel.messages.frontend import parse_keywords

    asked = ""

    def ask(_name: str, method: str, _options: dict[str, Any]) -> None:
        nonlocal asked
        asked = method

    try:
        calls = check_and_call_extract_file(
            disk.root / source.path,
            mapping.methods,
            mapping.options,
            ask,
            DEFAULT_KEYWORDS | parse_keywords(rule.keywords),
            rule.comment_tags,
            strip_comment_tags=False,
            dirpath=disk.root / source.folder,
        )
        return [(message, comments, context) for _name, _line, message, comments, context in calls]
    except Exception as error:  # noqa: BLE001  (an extractor may be anybody's, and may raise anything)
        raise _failure(error, asked, source.path, disk) from None


def _failure(error: Exception, method: str, path: str, disk: Disk) -> DvomovaError:
    """What a person is told where an extractor failed."""
    if isinstance(error, OSError):
        disk.read_bytes(path)  # which says what is wrong with it
    if isinstance(error, UnicodeDecodeError):
        return _not_encoded(error, path, disk)
    if isinstance(error, ImportError) or not _is_known(method):
        missing = getattr(error, "name", None) or ("jinja2" if method == "jinja2" else "")
        return ConfigError(
            _("the extractor “{name}” cannot be used ({detail})").format(name=method, detail=error),
            path=path,
            cure=_("install {package} beside dvomova").format(package=missing.partition(".")[0])
            if missing
            else _("install what brings it beside dvomova, or correct the mapping"),
        )
    return FileError(
        _("the extractor “{name}” does not understand this ({detail})").format(
            name=method, detail=error.args[0] if error.args else type(error).__name__
        ),
        path=path,
        line=_line_of(error),
        cure=_("mend it, or leave the file out of what [[messages]] names"),
    )


def _is_known(method: str) -> bool:
    named = entry_points(group="babel.extractors", name=method)
    return bool(named) or ":" in method or "." in method


def _not_encoded(error: UnicodeDecodeError, path: str, disk: Disk) -> FileError:
    """Babel may have decoded a line of it; the file says where the byte stands."""
    data = disk.read_bytes(path)
    try:
        data.decode(error.encoding)
    except UnicodeDecodeError as whole:
        error = whole
    return FileError(
        _("byte {offset} (0x{byte:02x}) is not {encoding}").format(
            offset=error.start, byte=error.object[error.start], encoding=error.encoding.upper()
        ),
        path=path,
        line=data.count(b"\n", 0, error.start) + 1,
        cure=_("save it in that encoding, or say the right one (Python: # coding: …; mapping: encoding = …)"),
    )


def _line_of(error: Exception) -> int:
    """The line that an error tells, 0 for none; that of a literal by itself or of other code is no help."""
    if isinstance(error, SyntaxError) and not isinstance(error, IndentationError):
        return 0
    place = error.args[1] if len(error.args) > 1 else None  # of a TokenError
    line = getattr(error, "lineno", None) or (place[0] if isinstance(place, tuple) else 0)
    return line if isinstance(line, int) else 0


def _incoming(message: Message) -> Incoming:
    """A message of Babel's as it comes into a catalog; comments are one line each, as in PO files."""
    singular, plural = (message.id, None) if isinstance(message.id, str) else message.id[:2]
    return Incoming(
        singular,
        "message",
        tuple(line for comment in message.auto_comments if (line := " ".join(comment.split()))),
        tuple(path for path, _line in message.locations),
        whole=True,
        context=message.context,
        plural=plural,
        flags=tuple(sorted(message.flags)),
    )
