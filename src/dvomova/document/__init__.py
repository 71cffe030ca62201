"""Documents: parsed into segments, rebuilt by splicing, and read again before they are written."""

from dvomova.document.codes import bare_codes, renumbered, spelled_out
from dvomova.document.comments import comments
from dvomova.document.forms import Said
from dvomova.document.insertion import Graft, beside, grafted, is_side_by_side
from dvomova.document.omission import without
from dvomova.document.parsing import Recipe, in_source, line_starts, parse, segment_text, stretches
from dvomova.document.splice import rebuild
from dvomova.document.verified import rebuild_verified

__all__ = [
    "Graft",
    "Recipe",
    "Said",
    "bare_codes",
    "beside",
    "comments",
    "grafted",
    "in_source",
    "is_side_by_side",
    "line_starts",
    "parse",
    "rebuild",
    "rebuild_verified",
    "renumbered",
    "segment_text",
    "spelled_out",
    "stretches",
    "without",
]
