"""HTML, whole pages and fragments: by the offsets of its tags, broken or not; nothing is serialised anew."""

from dvomova.formats.html.reader import Html

__all__ = ["Html"]
