"""What no engine may touch in a text: markup, placeholders, code, addresses; in Markdown and HTML alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from dvomova.model import Span
from dvomova.text.markup import opaque

_SIGNS = re.compile(
    r"""
      \\[!-/:-@\[-`{-~]                                   # an escaped sign (CommonMark 2.4)
    | (?<=\S)[^\S\n]*\\?\n\s*(?=\S)                     # a hard line break
    | \*+ | ~~+ | (?<!\w)_+(?=\w) | (?<=[\w.,!?…)»”"])_+(?!\w)  # emphasis
    | %(?:\(\w+\)|\d+\$)?[-+0\#]*\d*(?:\.\d+)?[sdifgxu@](?!\w) | %%  # printf
    | \$t\([^()]*\)                                       # i18next
    | \[X\d+X\]                                           # what looks like a token of ours
    | [\ue000-\uf8ff]                                     # so does this, within the mask
    """,
    re.VERBOSE,
)
_TITLE = re.compile(r"""(\s+["'(])([^"'()]*)(["')]\s*\))""")
_TAG = re.compile(r"<(/?)([A-Za-z][\w.-]*|\d+)[^<>]*?(/?)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr x".split())


def codes(text: str) -> list[Span]:
    """The stretches of a text that have to come back as they are, in order; none overlap.

    Besides what ``text.markup.opaque`` finds: the brackets of links, emphasis, escapes, hard line breaks,
    ``{braces}`` with what they hold, ``%s`` and its like.
    """
    hard = opaque(text)
    found = [*_linked(text, hard), *_braces(text)]
    found += [Span(*match.span()) for match in _SIGNS.finditer(text)]
    spans: list[Span] = []
    for span in sorted([*hard, *found], key=lambda one: (one.start, -one.end)):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
        elif span.end > spans[-1].end:
            spans[-1] = Span(spans[-1].start, span.end)
    return spans


def _linked(text: str, hard: list[Span]) -> Iterator[Span]:
    """What belongs to links besides their targets: the bracket before their words, what is behind."""
    inside = {place for span in hard for place in range(*span)}
    for span in hard:
        if not text.startswith("]", span.start):
            continue
        start = _opener(text, span.start, inside)
        if start >= 0:
            yield Span(start - text.startswith("!", start - 1, start), start + 1)
        if text.startswith("](", span.start):
            yield from _behind(text, span.end)


def _opener(text: str, end: int, inside: set[int]) -> int:
    depth = 0
    for place in range(end - 1, -1, -1):
        if place in inside and text[place] != "]":
            continue
        if text[place] == "]":
            depth += 1
        elif text[place] == "[":
            if not depth:
                return place
            depth -= 1
    return -1


def _behind(text: str, end: int) -> Iterator[Span]:
    """The parenthesis that closes a link; with a title before it, that title's quotation marks."""
    if title := _TITLE.match(text, end):
        yield Span(*title.span(1))
        yield Span(*title.span(3))
    elif text.startswith(")", end):
        yield Span(end, end + 1)


def _braces(text: str) -> Iterator[Span]:
    """``{name}``, ``${name}``, ``%{name}``, and messages of ICU with all they hold."""
    open_ones: list[int] = []
    for place, sign in enumerate(text):
        if sign == "{":
            open_ones.append(place)
        elif sign == "}" and open_ones:
            start = open_ones.pop()
            yield Span(start - (start > 0 and text[start - 1] in "$%#@"), place + 1)


def signs(text: str) -> Counter[str]:
    """The codes of a text, counted by characters, so that it does not matter which of them touch."""
    return Counter("".join(text[slice(*span)] for span in codes(text)))


def unclosed(text: str) -> list[str]:
    """The tags of a text that have no partner in it: ``["</b>"]`` where one begins before the text.

    Two texts of equal results nest their tags equally well.
    """
    left: list[str] = []
    for close, name, void in _tags(text):
        if void or name.lower() in _VOID:
            continue
        if close and left and left[-1] == name:
            left.pop()
        else:
            left.append(f"/{name}" if close else name)
    return left


def _tags(text: str) -> Iterator[tuple[str, str, str]]:
    """(slash, name, slash at the end) of each tag; what only looks like one, in code, is none."""
    for start, end in codes(text):
        if text[start] != "`":
            yield from _TAG.findall(text, start, end)
