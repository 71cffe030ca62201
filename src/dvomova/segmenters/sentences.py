"""Sentences of prose in Ukrainian and English, with Markdown inline markup in it or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvomova.model import Span
from dvomova.segmenters.enclosures import Watch
from dvomova.segmenters.places import candidates, place
from dvomova.segmenters.rules import ends_sentence

_WORD = re.compile(r"[^\W_]")
_VISIBLE = re.compile(r"\S")


class Sentences:
    """``segment = "sentence"``.

    Both languages share one set of rules and lists: articles quote each other's names, and the two
    scripts keep the words apart.
    """

    name = "sentence"

    def split(self, text: str, language: str) -> list[Span]:  # noqa: ARG002
        """Spans of the sentences of ``text``, in time linear in its length.

        Line breaks never end a sentence by themselves. Nothing is split inside code, addresses,
        tags, the words of a link, or emphasis that is open; nor inside brackets that were opened
        in the middle of a sentence.
        """
        first = _VISIBLE.search(text)
        if not first:
            return []
        spans, start = [], first.start()
        for end, following in _breaks(text, start):
            spans.append(Span(start, end))
            start = following
        return [*spans, Span(start, len(text.rstrip()))]


def _breaks(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Where a sentence ends and the next one begins."""
    watch = Watch(text)
    word = _first_word(text, start)
    for match in candidates(text):
        begin, end, following = match.start(), match.end(2), match.end()
        if begin < word or following == len(text) or watch.is_opaque(begin) or watch.is_sealed(end):
            continue
        interrupted = watch.opening(begin) > word
        if not (watch.opening(end) > word) and ends_sentence(place(match, start, aside=interrupted)):
            yield end, following
            start, word = following, _first_word(text, following)


def _first_word(text: str, start: int) -> int:
    """Where the first letter or digit stands; the end of the text where there is none."""
    match = _WORD.search(text, start)
    return match.start() if match else len(text)
