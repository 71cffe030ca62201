"""Line breaks: folding soft ones away for the translator, and wrapping a translation again."""

from __future__ import annotations

import re
from collections.abc import Callable

from dvomova.text.markup import opaque

_HARD = re.compile(r"(?: {2,}|(\\))\n[ \t]*")
_SOFT = re.compile(r"[ \t]*(?<!  )(?<!\\)\n[ \t]*")
_HELD_SPACE = "\0"


def fold(text: str) -> str:
    r"""``text`` with each soft line break and the blanks around it as one space.

    A hard break of Markdown (two spaces or a backslash before the line end) stays, as
    ``"  \n"`` or ``"\\\n"``.
    """
    if "\n" not in text:
        return text
    hard = _HARD.sub(lambda match: "\\\0" if match[1] else "  \0", text)
    return re.sub(r"[ \t]*\n[ \t]*", " ", hard).replace("\0", "\n")


def has_soft_break(text: str) -> bool:
    """Whether some line break in ``text`` is only there because the line was full."""
    return bool(_SOFT.search(text))


def wrap(text: str, column: int, prefix: str, width: int, may_begin: Callable[[str], bool]) -> str:
    r"""``text`` broken at spaces so that lines stay within ``width`` where words allow it.

    Args:
        text: the translation; its own ``\n`` are hard breaks and stay.
        column: how much of the first line is taken already.
        prefix: what each further line begins with; counted in its width, not added here.
        width: in code points.
        may_begin: whether a line may begin with this word.

    Returns:
        The text with ``\n`` for line ends. Never breaks inside code, tags, links' targets or at a
        no-break space.
    """
    lines = []
    for line in _hold(text).split("\n"):
        hard_end = "  " if line.endswith("  ") else ""
        words = [word for word in line.split(" ") if word]
        current = words[0] if words else ""
        for word in words[1:]:
            if column + len(current) + 1 + len(word) > width and may_begin(word.replace(_HELD_SPACE, " ")):
                lines.append(current)
                column, current = len(prefix), word
            else:
                current += " " + word
        lines.append(current + hard_end)
        column = len(prefix)
    return "\n".join(lines).replace(_HELD_SPACE, " ")


def _hold(text: str) -> str:
    """``text`` with the spaces inside inline codes made unbreakable."""
    pieces, end = [], 0
    for start, stop in opaque(text):
        pieces += [text[end:start], text[start:stop].replace(" ", _HELD_SPACE)]
        end = stop
    return "".join([*pieces, text[end:]])
