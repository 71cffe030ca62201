"""i18next: messages of web sites and programs in JSON (format v4)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from gettext import gettext as _

from dvomova.errors import FileError
from dvomova.formats import json_texts
from dvomova.formats.base import ReadOptions
from dvomova.formats.encodings import TextFile
from dvomova.formats.messages import CARDINAL, ORDINAL, Entry, Plural, blocks, is_text, skeleton
from dvomova.formats.values import in_double_quotes
from dvomova.model import Block, Reading, Span

_FORM = re.compile(r"(?P<name>.+?)_(?P<ordinal>ordinal_)?(?P<category>one|two|few|many|other)\Z", re.DOTALL)
"""A key with a plural suffix; ``_zero`` is no category of Ukrainian or English, but a message of its own."""
_ESCAPED = re.compile(r"\\u[0-9A-Fa-f]{4}")


class I18next(TextFile):
    """``format = "i18next"``: nested keys, plural forms by suffix; ``{{name}}`` and ``$t(key)`` stay."""

    name = "i18next"
    suffixes: tuple[str, ...] = ()  # any program may have .json files
    reflows = False

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:
        """The characters of ``data``.

        Raises:
            FileError: as of any text file; or it is no JSON (with the line).
        """
        text = super().decode(data, path, options)
        try:
            json_texts.texts(text, int(text.startswith("\ufeff")))
        except json.JSONDecodeError as error:
            raise FileError(
                _("this is not JSON ({detail})").format(detail=error.msg),
                path=path,
                line=error.lineno,
                cure=_("mend the line"),
            ) from None
        return text

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """A block for each message; none where ``source`` is no JSON."""
        try:
            found, others = json_texts.texts(source, int(source.startswith("\ufeff")))
        except json.JSONDecodeError:
            return Reading((), (source,))
        style = "json ascii" if source.isascii() and _ESCAPED.search(source) else "json"
        single, plurals = _plurals([entry._replace(style=style) for entry in found if is_text(entry)])
        others += [entry.path for entry in found if not is_text(entry)]
        return Reading(blocks(single, plurals, separator=",", style=style), skeleton(single, plurals, others))

    def written(self, block: Block, text: str, inside: Span) -> str:  # noqa: ARG002
        """``text`` as a JSON string, in ASCII where all of the file is."""
        return json.dumps(text) if block.style == "json ascii" else in_double_quotes(text)

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Never asked: nothing is wrapped."""
        return True


def _plurals(entries: Sequence[Entry]) -> tuple[list[Entry], list[Plural]]:
    """The entries that are no plural forms, and those that are, together.

    A plural has ``other`` and some further form; ``key_other`` by itself may be the ``other`` of a
    context (i18next calls ``key_male`` and ``key_other`` by ``context``).
    """
    groups: dict[tuple[tuple[str, ...], bool], dict[str, Entry]] = {}
    for entry in entries:
        if match := _FORM.match(entry.path[-1]):
            path = (*entry.path[:-1], match["name"])
            groups.setdefault((path, bool(match["ordinal"])), {})[match["category"]] = entry
    plurals = [
        Plural(path, {name: forms[name] for name in (*CARDINAL, *ORDINAL) if name in forms}, ordinal)
        for (path, ordinal), forms in groups.items()
        if "other" in forms and len(forms) > 1
    ]
    taken = {entry.span for plural in plurals for entry in plural.entries.values()}
    return [entry for entry in entries if entry.span not in taken], plurals
