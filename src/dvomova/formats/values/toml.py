"""Values of TOML front matter: found by scanning, held against tomllib, written back as they were."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from dvomova.formats.values.value import Value, in_double_quotes

_PART = re.compile(
    r"""(?P<comment>\#[^\r\n]*)
    |(?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\"+|'''.*?'''+|"(?:\\.|[^"\\\r\n])*"|'[^'\r\n]*')
    |(?P<line>\r\n?|\n)
    |(?P<sign>[=\[\]{},.])
    |(?P<bare>[^\s\#"'=\[\]{},.]+)""",
    re.DOTALL | re.VERBOSE,
)


def values(text: str, keys: frozenset[str]) -> list[Value] | None:
    """The strings under ``keys`` (lower case) at any depth, in order.

    Raises:
        ValueError: it is not TOML.
    """
    try:
        tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(str(error)) from error
    found = (_value(match, key) for match, key in _strings(text) if key in keys)
    return [value for value in found if value.text]


def _strings(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each string that is a value, with the last part of its key."""
    stack: list[str] = []
    """Open brackets: ``[`` of an array, ``{`` of an inline table."""
    outer: list[str] = []
    key, last, is_value = "", "", False
    for match in _PART.finditer(text):
        part = match[0]
        if match["sign"] == "=":
            key, is_value = last, True
        elif part in ("[", "{") and (is_value or stack):
            stack.append(part)
            outer.append(key)
            is_value = part == "["
        elif part in ("]", "}") and stack:
            stack.pop()
            key, is_value = outer.pop(), True
        elif part == "," and stack:
            is_value = stack[-1] == "["
        elif match["line"] and not stack:
            is_value = False
        elif match["string"] and is_value:
            yield match, key
        elif match["string"] or match["bare"]:
            last = part.strip("\"'").lower()


def _value(match: re.Match[str], key: str) -> Value:
    raw = match[0]
    text = str(tomllib.loads(f"v = {raw}")["v"]).strip()
    start, end = match.span()
    quote = raw[:3] if len(raw) >= 6 and raw[:3] in ('"""', "'''") else raw[0]
    if len(quote) == 3:
        inner = raw[3:-3]
        start += 3 + len(inner) - len(inner.lstrip())
        end = start + len(inner.strip())
    return Value(start, end, text, key, f"toml {quote}")


def written(style: str, text: str) -> str:
    """``text`` in the style that ``Value.style`` names, escaped where it needs to be there."""
    quote = style.removeprefix("toml ")
    if quote == '"""':
        return re.sub(r'(\\|"(?=""|"?\Z))', r"\\\1", text)
    if quote == "'''":
        return text
    if quote == "'" and "'" not in text and text.isprintable():
        return f"'{text}'"
    return in_double_quotes(text)
