"""Markdown with front matter: structure by markdown-it, columns by holding each line against its source."""

from dvomova.formats.markdown.reader import Markdown

__all__ = ["Markdown"]
