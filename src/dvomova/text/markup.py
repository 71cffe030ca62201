"""Inline codes: the stretches of a text that are not prose, so never split, wrapped or translated."""

from __future__ import annotations

import re

from dvomova.model import Span

_URL = r"(?:https?|ftp|mailto|tel):(?://)?[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?'’)\]}*_]"

_OPAQUE = re.compile(
    "|".join(
        (
            r"(?P<ticks>(?<!`)`+(?!`)).+?(?<!`)(?P=ticks)(?!`)",  # code span, CommonMark 6.1
            r"<!--.*?-->",
            r"\{\{[<%].*?[%>]\}\}|\{%.*?%\}|\{\{.*?\}\}",  # Hugo, Jekyll and Jinja
            r"\]\(\s*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)",  # link destination, title apart
            r"</?[A-Za-z][\w.-]*(?:\s+[^<>]*)?/?>",  # tags; our own <1>…</1> too, below
            r"</?\d+/?>",
            r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>",  # autolink
            r"<[^\s<>@]+@[^\s<>@]+>",
            r"\[\^[^\]\s]+\]",  # footnote mark
            r"\]\[[^\[\]]*\]",  # the label of a reference link
            _URL,
            r"\bwww\.[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?'’)\]}*_]",
            r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # e-mail
            r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});",
        )
    ),
    re.DOTALL,
)


def opaque(text: str) -> list[Span]:
    """The stretches of ``text`` that hold code, tags, link targets, addresses or placeholders.

    Returns:
        Spans in ascending order that never overlap. Of ``[words](https://x "title")`` the part
        from ``](`` to the end of the address; words and title are prose.
    """
    if not _HINT.search(text):
        return []
    return [Span(*match.span()) for match in _OPAQUE.finditer(text)]


_HINT = re.compile(r"[`<{@&\]]|:/|www\.|(?:mailto|tel):")


def prose(text: str) -> str:
    """``text`` with every opaque stretch replaced by one space."""
    pieces, end = [], 0
    for start, stop in opaque(text):
        pieces.append(text[end:start])
        end = stop
    pieces.append(text[end:])
    return " ".join(pieces)


_LETTER = re.compile(r"[^\W\d_]")
_WRITTEN_NUMBER = re.compile(r"\d[\s.,]\d|\d\s?%|[$€£₴]\s?\d|\d\s?[$€£₴]")


def is_translatable(text: str) -> bool:
    """Whether a person could have to translate ``text``.

    Letters outside inline codes, or a number that the two languages write differently
    (``1,250,000`` and ``1 250 000``, ``2.5`` and ``2,5``); a bare ``2022`` or ``***`` is not.
    """
    words = prose(text)
    return bool(_LETTER.search(words) or _WRITTEN_NUMBER.search(words))
