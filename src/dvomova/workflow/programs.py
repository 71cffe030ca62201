"""The messages of a program, extracted from its source by Babel."""

from __future__ import annotations

import re
from gettext import gettext as _
from io import BytesIO
from string import Formatter
from tokenize import TokenError

from dvomova.catalogs.incoming import Incoming
from dvomova.config import MessagesRule
from dvomova.errors import FileError
from dvomova.workflow.disk import Disk

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "NN_": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_COOKIE = re.compile(r"^[ \t\f]*#.*?coding[:=][ \t]*[-\w.]+.*")
_COMMENT_TAG = ("Translators:",)


def messages(rule: MessagesRule, disk: Disk) -> list[Incoming]:
    """All messages of the Python files that a rule names, sorted by file and place.

    Raises:
        FileError: a file cannot be read, or is no Python that Babel could read; with the line.
    """
    found: dict[tuple[str | None, str], Incoming] = {}
    files = {file for pattern in rule.files for file in disk.root.glob(pattern) if file.is_file()}
    for path in sorted(file.relative_to(disk.root).as_posix() for file in files):
        for message, comments, context in _extracted(path, disk):
            singular, plural = message if isinstance(message, tuple) else (message, None)
            if not singular:
                continue
            before = found.get((context, singular))
            references = tuple(dict.fromkeys((*(before.references if before else ()), path)))
            found[context, singular] = Incoming(
                singular,
                "message",
                tuple(comments),
                references,
                context=context,
                plural=plural,
                flags=_flags(singular, plural),
            )
    return list(found.values())


def _extracted(path: str, disk: Disk) -> list[tuple[str | tuple[str, ...], list[str], str | None]]:
    """Message, comments and context of each call in a file, which is UTF-8 whatever it says of itself."""
    from babel.messages.extract import extract

    lines = disk.read(path).removeprefix("\ufeff").splitlines(keepends=True)
    # Babel obeys a coding cookie (PEP 263: one of the first two lines); the text is decoded already.
    head = [_COOKIE.sub("# utf-8", line) for line in lines[:2]]
    source = BytesIO("".join([*head, *lines[2:]]).encode())
    try:
        calls = list(extract("python", source, _KEYWORDS, _COMMENT_TAG))
    except (SyntaxError, TokenError, ValueError) as error:
        line = getattr(error, "lineno", None) or _line_in(error.args)
        raise FileError(
            _("this is not Python ({detail})").format(detail=error.args[0] if error.args else error),
            path=path,
            line=line,
            cure=_("mend it, or leave the file out of the patterns in [[messages]]"),
        ) from None
    return [(message, comments, context) for _line, message, comments, context in calls]


def _line_in(details: tuple[object, ...]) -> int:
    """The line that a TokenError tells in its second argument; 0 where it tells none."""
    place = details[1] if len(details) > 1 else None
    return int(place[0]) if isinstance(place, tuple) else 0


def _flags(singular: str, plural: str | None) -> tuple[str, ...]:
    """``python-brace-format`` where there are fields, and the same ones in both forms.

    GNU msgfmt holds every form of a translation against the fields of the plural one.
    """
    fields = _fields(singular)
    return ("python-brace-format",) if fields and (plural is None or fields == _fields(plural)) else ()


def _fields(message: str) -> set[str | None]:
    try:
        return {name for _text, name, _spec, _conversion in Formatter().parse(message) if name is not None}
    except ValueError:
        return set()
