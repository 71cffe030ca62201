"""The messages of a program, extracted from its source by Babel."""

from __future__ import annotations

from string import Formatter

from dvomova.catalogs.incoming import Incoming
from dvomova.config import MessagesRule
from dvomova.workflow.disk import Disk

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "NN_": (1, 2),
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_COMMENT_TAG = ("Translators:",)


def messages(rule: MessagesRule, disk: Disk) -> list[Incoming]:
    """All messages of the Python files that a rule names, sorted by file and place."""
    from io import BytesIO

    from babel.messages.extract import extract

    found: dict[tuple[str | None, str], Incoming] = {}
    files = {file for pattern in rule.files for file in disk.root.glob(pattern) if file.is_file()}
    for path in sorted(file.relative_to(disk.root).as_posix() for file in files):
        text = BytesIO(disk.read(path).encode())
        for _line, message, comments, context in extract("python", text, _KEYWORDS, _COMMENT_TAG):
            singular, plural = message if isinstance(message, tuple) else (message, None)
            if not singular:
                continue
            key = (context, singular)
            before = found.get(key)
            references = tuple(dict.fromkeys((*(before.references if before else ()), path)))
            flags = _flags(singular, plural)
            found[key] = Incoming(
                singular,
                "message",
                tuple(comments),
                references,
                context=context,
                plural=plural,
                flags=flags,
            )
    return list(found.values())


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
