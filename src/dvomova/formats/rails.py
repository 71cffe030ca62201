"""Rails: messages of a program in YAML, one language a file, its code as the key at the top."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _
from typing import Any

from dvomova.errors import ConfigError, FileError
from dvomova.formats import yaml_values
from dvomova.formats.base import ReadOptions
from dvomova.formats.encodings import TextFile
from dvomova.formats.messages import CARDINAL, Entry, Plural, blocks, is_text, skeleton
from dvomova.formats.yaml_values import Node, YamlError
from dvomova.model import Block, LanguageMark, Reading, Span
from dvomova.text import languages

_LINE_END = re.compile(r"[\r\n]|\Z")
_COMMA = re.compile(r"\s*,\s*")
_ASIDE = ("zero", "two")
"""Categories that may stand beside those of Ukrainian and English; messages of their own here."""


class Rails(TextFile):
    """``format = "rails"``: nested keys, plural forms under a key of their own; ``%{name}`` stays."""

    name = "rails"
    suffixes: tuple[str, ...] = ()  # hardly any .yml file is one of messages
    reflows = False

    def decode(self, data: bytes, path: str, options: ReadOptions) -> str:
        """The characters of ``data``.

        Raises:
            FileError: as of any text file; or it is no YAML with keys (with the line).
        """
        text = super().decode(data, path, options)
        try:
            yaml_values.all_scalars(_without_mark(text))
        except (YamlError, TypeError) as error:
            problem, line = (error.problem, error.line) if isinstance(error, YamlError) else (_("no keys"), 1)
            raise FileError(
                _("this is not YAML with keys ({detail})").format(detail=problem),
                path=path,
                line=line - text.startswith("\ufeff"),
                cure=_("mend the line"),
            ) from None
        return text

    def read(self, source: str, options: ReadOptions) -> Reading:  # noqa: ARG002
        """A block for each message; none where ``source`` is no YAML or holds several languages."""
        text = _without_mark(source)
        try:
            scalars = yaml_values.all_scalars(text)
        except (YamlError, TypeError):
            return Reading((), (source,))
        if len({node.here()[0] for _scalar, node in scalars}) != 1:
            return Reading((), (source,), ((1, _("there is not one language at the top")),))
        found = [_entry(text, scalar, node) for scalar, node in scalars]
        single, plurals = _plurals([entry for entry in found if entry.style and is_text(entry)])
        others = [entry.path for entry in found if not entry.style or not is_text(entry)]
        return Reading(
            blocks(single, plurals, separator="", style='yaml "'),
            skeleton(single, plurals, others),
            tuple(_left_alone(text, found)),
            tuple(_language(text)),
        )

    def written(self, block: Block, text: str, inside: Span) -> str:  # noqa: ARG002
        """``text`` in the style that the source has it in, quoted where it needs quotes."""
        return yaml_values.written(block.style, text)

    def may_begin_line(self, word: str) -> bool:  # noqa: ARG002
        """Never asked: nothing is wrapped."""
        return True


def _without_mark(source: str) -> str:
    """``source`` without a byte-order mark, of the same length."""
    return source.replace("\ufeff", "\n", 1) if source.startswith("\ufeff") else source


def _entry(source: str, scalar: Any, node: Node) -> Entry:
    """A value under its key. Of what is no text there is none; what cannot be written back has no style."""
    path = node.here()[1:] or node.here()
    found = yaml_values.value(source, scalar, node)
    if found is None:
        place = Span(scalar.start_mark.index, scalar.end_mark.index)
        return Entry(path, "", place, place, place, "", "")
    span, (start, key_end) = Span(found.start, found.end), node.name_span
    text = scalar.value if scalar.style in ("'", '"') else found.text  # blanks in quotes are meant
    begin = _behind_line_before(source, start)
    lines = Span(begin, _LINE_END.search(source, span.end).start())  # type: ignore[union-attr]  # \Z is found
    if node.mapping and not node.flow and not source[begin:start].strip():
        return Entry(path, text, span, lines, lines, source[begin:key_end] + ": ", found.style, found.prefix)
    if not node.mapping:
        outer = listed = Span(span.start, span.start)
    else:
        outer = Span(start, span.end) if node.flow else span
        listed = _with_commas(source, outer) if node.flow else outer
    return Entry(path, text, span, outer, listed, "", found.style, found.prefix)


def _with_commas(source: str, outer: Span) -> Span:
    """An entry between brackets, from the comma before it to what stands behind the next one."""
    start, end = outer
    while source[start - 1 : start].isspace():
        start -= 1
    behind = _COMMA.match(source, end)
    return Span(
        start - 1 if source[start - 1 : start] == "," else outer.start, behind.end() if behind else end
    )


def _behind_line_before(source: str, offset: int) -> int:
    """Where the line before that of ``offset`` ends, without its line end."""
    end = max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset), 0)
    return end - 1 if source[end - 1 : end + 1] == "\r\n" else end


def _plurals(entries: Sequence[Entry]) -> tuple[list[Entry], list[Plural]]:
    """The entries that are no plural forms, and those that are, together.

    A plural is a key under which there are categories only, ``one`` and ``other`` among them.
    """
    groups: dict[tuple[str, ...], dict[str, Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.path[:-1], {})[entry.path[-1]] = entry
    plurals = [
        Plural(path, {name: forms[name] for name in CARDINAL if name in forms})
        for path, forms in groups.items()
        if path
        and {"one", "other"} <= forms.keys() <= {*CARDINAL, *_ASIDE}
        and all(map(_has_lines, forms.values()))
    ]
    taken = {entry.span for plural in plurals for entry in plural.entries.values()}
    return [entry for entry in entries if entry.span not in taken], plurals


def _has_lines(entry: Entry) -> bool:
    return bool(entry.lead)


def _left_alone(source: str, found: Sequence[Entry]) -> Iterator[tuple[int, str]]:
    """Texts that have an anchor, a tag, an odd indent."""
    line, end = 1, 0
    for entry in found:
        if not entry.style and is_text(entry):
            line += len(re.findall(r"\r\n?|\n", source[end : entry.span.start]))
            end = entry.span.start
            yield line, _("a text that cannot be written back exactly")


def _language(source: str) -> Iterator[LanguageMark]:
    """The key at the top, if it is the code of a language that dvomova knows."""
    place = Span(*yaml_values.first_key(source))
    said = source[place.start : place.end]
    try:
        own = languages.code(said.strip("'\""))
    except ConfigError:
        return
    yield LanguageMark(place, tuple((code, said if code == own else code) for code in languages.LANGUAGES))
