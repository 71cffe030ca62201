r"""The texts of PO files: quoted, escaped as in C, on one line or several.

Escapes are those that GNU gettext 0.21 reads (``po-lex.c``, ``control_sequence``) and writes
(``write-po.c``, ``wrap``).
"""

from __future__ import annotations

import re

_LETTERS = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    '"': '"',
    "\\": "\\",
}
_ESCAPE = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"[\a\b\f\n\r\t\v\"\\]")
_SPELLINGS = str.maketrans({character: f"\\{letter}" for letter, character in _LETTERS.items()})


def text_of(literal: str) -> str:
    r"""The text that a PO string spells.

    Args:
        literal: its lines with their quotes, between them only ``\n``; with no other escapes than
            ``\a \b \f \n \r \t \v \" \\``.
    """
    text = literal[1:-1]
    if "\n" in text:
        text = text.replace('"\n"', "")
    return unescaped(text) if "\\" in text else text


def unescaped(text: str) -> str:
    """``text`` without escapes; a backslash that begins none stays."""
    return _ESCAPE.sub(lambda match: _LETTERS.get(match[1], match[0]), text)


def escaped(text: str) -> str:
    """``text`` as it stands between the quotes."""
    return text.translate(_SPELLINGS) if _SPECIAL.search(text) else text
