"""What is not translated goes out as tokens; each of them has to come back exactly once."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from dvomova.engines.base import HTML, PLAIN, XML, Fault
from dvomova.engines.codes import codes
from dvomova.model import Span

Terms = Callable[[str, str], Sequence[tuple[Span, str]]]
"""Where a text, in the language that is named second, has terms of a glossary, and their translations."""

_FIRST = 0xE000
_AT_MOST = 6_000
_SIGN = re.compile("[\ue000-\uf8ff]")
"""In a masked text one private character stands for each stretch, so that nothing can part it."""
_TOKENS = {
    # Engines put spaces into tokens, and write their letters in the script of the language.
    PLAIN: re.compile(r"[\[［]\s*[XxХх]\s*(\d+)\s*[XxХх]\s*[\]］]"),
    XML: re.compile(
        r"""<\s*[xх]\s+id\s*=\s*["'“”«»]?\s*(\d+)\s*["'“”«»]?\s*/?\s*>(?:\s*<\s*/\s*[xх]\s*>)?""",
        re.IGNORECASE,
    ),
    HTML: re.compile(r"""<span\s+class\s*=\s*["']notranslate["']\s*>\s*(\d+)\s*</span\s*>""", re.IGNORECASE),
}
_WRITTEN = {PLAIN: "[X{}X]", XML: '<x id="{}"/>', HTML: '<span class="notranslate">{}</span>'}
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def no_terms(_text: str, _language: str) -> Sequence[tuple[Span, str]]:
    """Terms where there is no glossary."""
    return ()


@dataclass(frozen=True, slots=True)
class Masked:
    """A text in which private characters stand for what is not translated."""

    text: str
    original: tuple[str, ...]
    """What each of them stands for, in order."""
    translated: tuple[str, ...]
    """What has to stand there in the translation: the same, or the translation of a term."""

    def source(self, stretch: str) -> str:
        """A stretch of ``text`` as it was."""
        return _SIGN.sub(lambda sign: self.original[ord(sign[0]) - _FIRST], stretch)

    def target(self, stretch: str) -> str:
        """The translation of a stretch as it is going to be."""
        return _SIGN.sub(lambda sign: self.translated[ord(sign[0]) - _FIRST], stretch)


def mask(text: str, language: str = "", terms: Terms = no_terms) -> Masked:
    """A text with its codes, and the terms of a glossary, put aside. Of terms that overlap the first stays.

    Raises:
        Fault: it has too many of them.
    """
    held = [(span, text[slice(*span)]) for span in _merged(codes(text))]
    for span, target in terms(text, language):
        if not any(span.start < one.end and one.start < span.end for one, _text in held):
            held.append((span, target))
    held.sort()
    if len(held) > _AT_MOST:
        raise Fault(_("it has too much markup"))
    pieces, end = [], 0
    for number, (span, _target) in enumerate(held):
        pieces += [text[end : span.start], chr(_FIRST + number)]
        end = span.end
    original = tuple(text[slice(*span)] for span, _target in held)
    return Masked("".join([*pieces, text[end:]]), original, tuple(target for _span, target in held))


def _merged(spans: Sequence[Span]) -> list[Span]:
    """Codes that touch are one: the fewer there are, the fewer get lost."""
    merged: list[Span] = []
    for span in spans:
        if merged and merged[-1].end == span.start:
            span = Span(merged.pop().start, span.end)  # noqa: PLW2901
        merged.append(span)
    return merged


def without_signs(stretch: str) -> str:
    """What of a masked stretch is for the engine: no token."""
    return _SIGN.sub(" ", stretch)


def sent(stretch: str, style: str) -> str:
    """A masked stretch as an engine gets it; tokens are numbered from 1, so equal ones are sent equal."""
    numbers = iter(range(1, len(stretch) + 1))
    text = stretch if style == PLAIN else html.escape(stretch, quote=False)
    return _SIGN.sub(lambda _sign: _WRITTEN[style].format(next(numbers)), text)


def received(answer: str, stretch: str, style: str) -> str:
    """What an engine gave for a stretch, tokens put back as private characters, entities undone once.

    Raises:
        Fault: a token is lost, or is there twice; or there is one that was not sent.
    """
    signs = _SIGN.findall(stretch)
    if _SIGN.search(answer):
        raise Fault(_("there is a character in it that no text has"))
    numbers = [int(number) for number in _TOKENS[style].findall(answer)]
    if sorted(numbers) != list(range(1, len(signs) + 1)):
        lost = len(set(range(1, len(signs) + 1)) - set(numbers))
        raise Fault(_("markup was lost") if lost else _("markup came back twice"))
    back = _TOKENS[style].sub(lambda token: signs[int(token[1]) - 1], answer)
    return spaced(_ENTITY.sub(lambda entity: html.unescape(entity[0]), back), stretch)


def spaced(answer: str, stretch: str) -> str:
    """An answer with spaces beside its tokens where the text has them, and none where it has none.

    ``** слово **`` is no emphasis any more. A token that opens or closes something keeps to its word.
    """
    for match in _SIGN.finditer(stretch):
        before = stretch[match.start() - 1 : match.start()]
        after = stretch[match.end() : match.end() + 1]
        sign = match[0]
        if after.strip() and _is_word(after) and not _is_word(before):
            answer = re.sub(rf"{sign}\s+(?=\S)", sign, answer)
        elif before.strip() and not _is_word(after):
            answer = re.sub(rf"(?<=\S)\s+{sign}", sign, answer)
        if before.isspace():
            answer = re.sub(rf"(?<=\w){sign}", f" {sign}", answer)
        if after.isspace():
            answer = re.sub(rf"{sign}(?=\w)", f"{sign} ", answer)
    return answer


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_" or bool(_SIGN.match(sign))
