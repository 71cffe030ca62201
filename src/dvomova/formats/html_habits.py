"""How a document writes what could be written in several ways: ``&nbsp;``, ``<br />``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dvomova.formats.html_characters import Characters
from dvomova.text.markup import BARE_VOID

_NEVER = frozenset("&<\"' \t\r\n\f")
"""How these are written depends on where they stand."""


class Habits:
    """What was seen so far, of a document or of one text."""

    def __init__(self) -> None:
        self.references: dict[str, str] = {}
        """Characters and the first reference that stood for each."""
        self.plain: set[str] = set()
        """Characters that stood for themselves."""
        self.tags: dict[str, str] = {}

    def hear(self, texts: Iterable[Characters], source: str) -> None:
        """Take note of a text."""
        for text, start, end in texts:
            if source[start] != "&" or len(text) != 1:
                self.plain.update(text)
            elif not text.isalpha() and text not in _NEVER:
                self.references.setdefault(text, source[start:end])

    def see(self, tags: Mapping[str, str]) -> None:
        """Take note of bare tags and how they are written."""
        self.tags = {**tags, **self.tags}

    def spelled(self) -> tuple[tuple[str, str], ...]:
        """What is always written in a way of its own, for translations to do the same."""
        always = {sign: said for sign, said in self.references.items() if sign not in self.plain}
        return tuple({**always, **self.tags}.items())


def spelled_in(texts: Iterable[Characters], source: str) -> tuple[tuple[str, str], ...]:
    """The habits of one text, in which those of the document do not count."""
    habits = Habits()
    habits.hear(texts, source)
    return habits.spelled()


XML_TAGS = {f"<{name}>": f"<{name}/>" for name in BARE_VOID}
"""Bare tags as XML wants them."""
