"""No splitting: a block is one segment (poems, short notices, texts that are translated freely)."""

from __future__ import annotations

from dvomova.model import Span


class Paragraphs:
    """``segment = "paragraph"``."""

    version = ""

    def split(self, text: str, language: str) -> list[Span]:  # noqa: ARG002
        """One span over all that is visible in ``text``."""
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        return [Span(start, end)] if start < end else []
