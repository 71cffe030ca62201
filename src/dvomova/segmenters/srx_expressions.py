"""Expressions of SRX files: from ICU's syntax, and Java's, to that of the ``regex`` package.

SRX 2.0, § 3.7, takes its expressions from ICU. The tools that write rule files run on Java and lean on
Java's names and quirks; both are read here. What ``regex`` writes in the same way passes through.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import gettext as _
from typing import Any

REACH = 100
"""How many repetitions ``*``, ``+`` and ``{2,}`` stand for.

Without a bound each full stop of ``.....`` looks back over all those before it. The reference library
(segment, which LanguageTool runs on) bounds its exceptions by the same number.
"""

_TOKEN = re.compile(
    r"""
      \\Q(?P<quoted>.*?)(?:\\E|\Z)
    | (?P<escape>\\(?:x\{[^}]*\}|0[0-7]{1,3}|c.|[pP]\{[^}]*\}|k<\w+>|[1-9]\d?|.))
    | (?P<comment>\(\?\#[^)]*\))
    | (?P<look>\(\?(?:<?[=!]|>))
    | \(\?P?<(?P<called>[A-Za-z]\w*)>
    | (?P<flags>\(\?[A-Za-z]*(?:-[A-Za-z]+)?[:)])
    | (?P<group>\((?!\?))
    | (?P<many>(?:[*+]|\{\d+,\})[?+]?)
    | (?P<times>(?:\?|\{\d+(?:,\d+)?\})[?+]?)
    | (?P<set>\[)
    | (?P<brace>\{)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IN_SET = re.compile(
    r"""
      \\Q(?P<quoted>.*?)(?:\\E|\Z)
    | (?P<escape>\\(?:x\{[^}]*\}|0[0-7]{1,3}|c.|[pP]\{[^}]*\}|.))
    | (?P<posix>\[:\^?[\w =]+:\])
    | (?P<set>\[) | (?P<end>\]) | (?P<operator>&&|--(?=\[))
    | (?P<sign>[|~-]{2}) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_NAMED_SET = re.compile(r"\[:\^?[\w =]+:\]")
_HORIZONTAL = r"\t\x20\xA0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000"
_VERTICAL = r"\n\x0B\f\r\x85\u2028\u2029"
_SHORT = {
    r"\h": f"[{_HORIZONTAL}]",
    r"\H": f"[^{_HORIZONTAL}]",
    r"\v": f"[{_VERTICAL}]",
    r"\V": f"[^{_VERTICAL}]",
    r"\R": f"(?:\\r\\n|(?!\\r\\n)[{_VERTICAL}])",  # nothing ends between the two
    r"\Z": r"(?=(?:\r?\n)?\Z)",
    r"\z": r"\Z",
    r"\e": r"\x1B",
}
_JAVA_PROPERTIES = {
    "javalowercase": "Lowercase",
    "javauppercase": "Uppercase",
    "javawhitespace": "White_Space",
    "javaspacechar": "Z",
    "javaletter": "L",
    "javaletterordigit": "Alnum",
    "javadigit": "Nd",
    "javaalphabetic": "Alphabetic",
    "javatitlecase": "Lt",
}
_DROPPED_FLAGS = "dUuw"
"""Unicode and line-end switches of Java and ICU: what they ask for is how ``regex`` works anyway."""


def translated(expression: str, number: int = 0) -> str:
    """``expression`` as ``regex`` (its version 1) reads it, without groups that capture.

    Args:
        expression: a ``beforebreak`` or an ``afterbreak``.
        number: keeps groups that an expression refers back to apart from those of other rules.

    Raises:
        ValueError: the reason why it cannot be carried, translated. What only compiling finds out is
            left to :func:`compiled`.
    """
    return _Translation(expression, number).run()


def compiled(pattern: str) -> Any:
    """A pattern of ``regex``, version 1: nested sets, flags that begin in the middle.

    Raises:
        ValueError: the reason, in the words of ``regex``.
    """
    import regex  # a tenth of a second that only users of rules should wait for

    try:
        return regex.compile(pattern, regex.VERSION1)
    except regex.error as error:
        raise ValueError(str(error)) from error
    except RecursionError as error:
        raise ValueError(_("too many brackets inside each other")) from error


def excerpt(expression: str) -> str:
    """``expression`` as messages quote it: the beginning of a long one."""
    return expression if len(expression) <= 80 else f"{expression[:79]}…"


def refers_back(expression: str) -> bool:
    r"""Whether ``\1`` or ``\k<name>`` stand in it."""
    return bool(re.search(r"(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)", expression))


class _Translation:
    """One expression on its way."""

    def __init__(self, expression: str, number: int) -> None:
        self.text = expression
        self.prefix = f"g{number}_"
        self.groups = 0
        self.verbose = [False]
        self.captures = refers_back(expression)

    def run(self) -> str:
        parts, position = [], 0
        while match := _TOKEN.match(self.text, position):
            position = match.end()
            self._scope(match)
            if self.verbose[-1] and match[0] == "#":
                position = self._line_end(position)  # a comment would swallow what is put behind it
                part = ""
            elif match["set"]:
                part, position = self._outer_set(match.start())
            else:
                part = self._token(match)
            parts.append(part)
        return "".join(parts)

    def _scope(self, match: re.Match[str]) -> None:
        """Keep in mind whether ``(?x)`` holds: from where it stands to the end of its group."""
        if match["flags"]:
            on, _minus, off = match["flags"][2:-1].partition("-")
            verbose = ("x" in on or self.verbose[-1]) and "x" not in off
            if match["flags"].endswith(")"):
                self.verbose[-1] = verbose
            else:
                self.verbose.append(verbose)
        elif match["group"] or match["called"] or match["look"]:
            self.verbose.append(self.verbose[-1])
        elif match[0] == ")" and len(self.verbose) > 1:
            self.verbose.pop()

    def _line_end(self, start: int) -> int:
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end

    def _token(self, match: re.Match[str]) -> str:
        kind = match.lastgroup
        if kind in ("group", "called"):
            return self._open(match["called"])
        if kind == "quoted":
            return re.escape(match["quoted"])
        if kind == "escape":
            return self._escape(match[0])
        if kind == "many":
            return _bounded(match[0])
        if kind == "flags":
            return _flags(match[0])
        return {"comment": "", "brace": r"\{"}.get(kind or "", match[0])

    def _open(self, name: str | None) -> str:
        """A group that captures does so only where the expression refers back to one."""
        self.groups += 1
        return f"(?P<{self.prefix}{name or self.groups}>" if self.captures else "(?:"

    def _escape(self, escape: str) -> str:
        letter = escape[1]
        if letter in "pP" and len(escape) > 2:
            return _property(escape)
        if letter in "123456789":
            return f"(?P={self.prefix}{escape[1:]})"
        if letter == "k":
            return f"(?P={self.prefix}{escape[3:-1]})"
        if letter in "x0c" and len(escape) > 2:
            return _code_point(escape)
        return _SHORT.get(escape, escape)

    def _outer_set(self, start: int) -> tuple[str, int]:
        """The set that opens at ``start`` as ``regex`` writes it, and where it ends.

        A bracket inside opens a set of its own, as in ICU and Java. Where the set then never ends it
        is only a bracket, as in files written for other engines.
        """
        if match := _NAMED_SET.match(self.text, start):
            return f"[{match[0]}]", match.end()
        try:
            return self._set(start, nested=True)
        except (ValueError, RecursionError):
            return self._set(start, nested=False)

    def _set(self, start: int, *, nested: bool) -> tuple[str, int]:
        parts, position = ["["], start + 1
        if self.text.startswith("^", position):
            parts, position = ["[^"], position + 1
        if self.text.startswith("]", position):
            parts, position = [*parts, r"\]"], position + 1
        while match := _IN_SET.match(self.text, position):
            if match["end"]:
                return "".join([*parts, "]"]), match.end()
            if match["set"] and nested:
                part, position = self._set(match.start(), nested=True)
            else:
                part, position = self._member(match), match.end()
            parts.append(part)
        raise ValueError(_("a set opened by “[” never ends"))

    def _member(self, match: re.Match[str]) -> str:
        if match["quoted"] is not None:
            return re.escape(match["quoted"])
        if match["set"] or match["sign"]:
            return "".join("\\" + sign for sign in match[0])
        return self._escape(match[0]) if match["escape"] else match[0]


def _bounded(quantifier: str) -> str:
    """``*``, ``+``, ``{2,}``, possessive or lazy, with :data:`REACH` as their end."""
    sign = quantifier.rstrip("?+") if quantifier[0] == "{" else quantifier[0]
    least = {"*": 0, "+": 1}.get(sign) if len(sign) == 1 else int(sign[1:-2])
    return f"{{{least},{max(REACH, least or 0)}}}{quantifier[len(sign) :]}"


def _flags(group: str) -> str:
    inner, closing = group[2:-1], group[-1]
    on, minus, off = inner.translate(dict.fromkeys(map(ord, _DROPPED_FLAGS))).partition("-")
    if unknown := set(on + off) - set("imsx"):
        raise ValueError(_("unknown flag “{flag}”").format(flag=min(unknown)))
    flags = on + (minus + off if off else "")
    return f"(?{flags}{closing}" if flags or closing == ":" else ""


def _code_point(escape: str) -> str:
    r"""``\x{2026}``, ``\0101``, ``\cM``."""
    if escape[1] == "c":
        return re.escape(chr(ord(escape[2]) ^ 64))
    if escape[1] == "x" and escape[2] != "{":
        return escape
    try:
        number = int(escape[3:-1], 16) if escape[1] == "x" else int(escape[2:], 8)  # noqa: FURB166  # no "0o" in it
        return f"\\U{ord(chr(number)):08X}"
    except (ValueError, OverflowError) as error:
        raise ValueError(_("“{escape}” is no character").format(escape=escape)) from error


@cache
def _property(escape: str) -> str:
    r"""``\p{…}`` by a name that ``regex`` knows: its own, Java's without ``Is``, ``java…``."""
    name = escape[3:-1]
    bare = re.sub(r"^(?:Is|In)", "", name)
    for known in (name, bare, _JAVA_PROPERTIES.get(name.lower(), name)):
        pattern = f"{escape[:2]}{{{known}}}"
        try:
            compiled(pattern)
        except ValueError:
            continue
        return pattern
    raise ValueError(_("unknown property “{name}”").format(name=name))
