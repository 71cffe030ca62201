"""Word documents (Office Open XML, ECMA-376)."""

from dvomova.formats.word.reader import Word

__all__ = ["Word"]
