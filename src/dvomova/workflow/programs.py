"""The messages of a program, extracted from its source by Babel."""

from __future__ import annotations

from dvomova.catalogs.incoming import Incoming
from dvomova.config import MessagesRule
from dvomova.workflow.disk import Disk

_KEYWORDS = {"_": None, "gettext": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
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
            flags = ("python-brace-format",) if "{" in singular else ()
            found[key] = Incoming(
                singular,
                "message",
                ("message", *comments),
                references,
                context=context,
                plural=plural,
                flags=flags,
            )
    return list(found.values())
