"""Subtitles: SubRip and WebVTT."""

from dvomova.formats.subtitles.reader import SubRip, WebVTT

__all__ = ["SubRip", "WebVTT"]
