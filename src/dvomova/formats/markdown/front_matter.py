"""Front matter: where it ends, and which of its values a person reads.

YAML between ``---`` lines (Jekyll), TOML between ``+++`` lines (Hugo). What is no valid front matter
is left as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from gettext import gettext as _

from dvomova.formats.values import toml, yaml
from dvomova.formats.values.value import Value
from dvomova.model import Block, Mark, Span

_FRONT = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n?|\n)(?P<body>(?:.*?(?:\r\n?|\n))??)"
    r"(?P<close>(?P=fence)|\.\.\.)[ \t]*(?=[\r\n]|\Z)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a document."""

    end: int = 0
    """Where the text after it begins; where it was to begin if there is none."""
    blocks: tuple[Block, ...] = ()
    """Its values of the keys asked for, in order."""
    skeleton: tuple[str, ...] = ()
    """Its text without those values."""
    skipped: tuple[tuple[int, str], ...] = ()
    """What was left alone and why, as in ``Reading``."""


def read(source: str, begin: int, keys: tuple[str, ...]) -> FrontMatter:
    """The front matter that begins at ``begin``; one of length 0 where there is none."""
    match = _FRONT.match(source, begin)
    if not match or (match["fence"] == "+++" and match["close"] == "..."):
        return FrontMatter(begin)
    reader = yaml.values if match["fence"] == "---" else toml.values
    try:
        found = reader(match["body"], frozenset(key.lower() for key in keys))
    except ValueError:
        return FrontMatter(match.end(), (), (match[0],), ((1, _("front matter that cannot be read")),))
    if found is None:
        return FrontMatter(begin)
    start = match.start("body")
    blocks = tuple(_block(value, start) for value in found if value.style)
    skipped = tuple(
        (_line(source, value.start + start), _("a value of front matter that cannot be written back exactly"))
        for value in found
        if not value.style
    )
    return FrontMatter(match.end(), blocks, _around(source[begin : match.end()], begin, blocks), skipped)


def written(block: Block, text: str) -> str:
    """``text`` as it must stand in place of the value ``block``: quoted, escaped, folded."""
    if block.style.startswith("yaml"):
        return yaml.written(block.style, text)
    return toml.written(block.style, text)


def _block(value: Value, offset: int) -> Block:
    span = Span(value.start + offset, value.end + offset)
    kind = re.sub(r"[_-]+", " ", value.key)
    marks = (Mark(0, span.start),)
    return Block(kind, span, value.text, marks, value.prefix, whole=True, style=value.style)


def _line(source: str, offset: int) -> int:
    return len(re.findall(r"\r\n?|\n", source[:offset])) + 1


def _around(text: str, offset: int, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    pieces, end = [], 0
    for block in blocks:
        pieces.append(text[end : block.span.start - offset])
        end = block.span.end - offset
    return (*pieces, text[end:])
