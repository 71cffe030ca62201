"""A value of front matter and where it is written."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """One text of front matter that a person reads."""

    start: int
    """Where it begins in the front matter, its opening quotation mark included."""
    end: int
    """One past its end."""
    text: str
    """What it says, decoded."""
    key: str
    """The key it stands under, lower case."""
    style: str
    """How it is written: ``yaml plain``, ``toml "`` …; what ``written`` of its module needs.
    Empty where it cannot be written back exactly and is left alone."""
    prefix: str = ""
    """The indent of its further lines."""


_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def in_double_quotes(text: str) -> str:
    r"""``text`` as a string that YAML 1.2, TOML 1.0 and JSON read alike, in one line.

    >>> print(in_double_quotes('a "b"'))
    "a \"b\""
    """
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
