"""Texts of LibreOffice and others (OpenDocument 1.3)."""

from dvomova.formats.odt.reader import OpenDocument

__all__ = ["OpenDocument"]
