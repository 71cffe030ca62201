"""Line breaks: folding soft ones away for the translator, and wrapping a translation again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dvomova.text.markup import opaque

_BLANK = " \t"
_SINGLE_SPACE = re.compile(r"(?<![ \n]) (?![ \n])")


def fold(text: str) -> str:
    r"""``text`` with each soft line break and the blanks around it as one space.

    A hard break of Markdown (two spaces or a backslash before the line end, CommonMark 6.7) stays,
    as ``"  \n"`` or ``"\\\n"``.

    >>> fold("a quote\ngoes on  \nand ends")
    'a quote goes on  \nand ends'
    """
    if "\n" not in text:
        return text
    *lines, last = text.split("\n")
    pieces: list[str] = []
    for number, line in enumerate(lines):
        piece = (line.lstrip(_BLANK) if number else line).rstrip(_BLANK)
        pieces += [piece, _break(line)]
    return "".join([*pieces, last.lstrip(_BLANK)])


def _break(line: str) -> str:
    """What stands for the line end after ``line`` once it is folded."""
    if line.endswith("  "):
        return "  \n"
    backslashes = len(line) - len(line.rstrip("\\"))
    return "\n" if backslashes % 2 else " "


def has_soft_break(text: str) -> bool:
    """Whether some line break in ``text`` is only there because the line was full."""
    return any(_break(line) == " " for line in text.split("\n")[:-1])


def wrap(text: str, column: int, prefix: str, width: int, may_begin: Callable[[str], bool]) -> str:
    r"""``text`` broken at spaces so that lines stay within ``width`` where words allow it.

    Args:
        text: the translation; its own ``\n`` are hard breaks and stay.
        column: how much of the first line is taken already.
        prefix: what each further line begins with; counted in its width, not added here.
        width: in code points.
        may_begin: whether a line may begin with this word.

    Returns:
        The text with ``\n`` for line ends. Breaks only where a single space stands, never inside
        code, tags, links' targets or at a no-break space.
    """
    pieces: list[str] = []
    for word, space in _words(text):
        is_lone_tag = len(pieces) == 1 and pieces[0].startswith("<")  # would be a block of raw HTML
        if space and column + 1 + len(word) > width and may_begin(word) and not is_lone_tag:
            pieces.append("\n")
            column = len(prefix)
        elif space:
            pieces.append(" ")
            column += 1
        pieces.append(word)
        line_end = word.rfind("\n")
        column = column + len(word) if line_end < 0 else len(prefix) + len(word) - line_end - 1
    return "".join(pieces)


def first_word(text: str) -> str:
    """``text`` up to the first place where ``wrap`` may break it."""
    return next((word for word, _space in _words(text)), "")


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The unbreakable pieces of ``text``, each with whether a space stands before it."""
    held = iter(opaque(text))
    code = next(held, None)
    begin = 0
    for match in _SINGLE_SPACE.finditer(text):
        place = match.start()
        while code and code.end <= place:
            code = next(held, None)
        if not (code and code.start <= place):
            yield text[begin:place], begin > 0
            begin = place + 1
    yield text[begin:], begin > 0
