"""Values of YAML front matter: found by PyYAML's marks, written back in the style they had."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import yaml

from dvomova.formats.values import Value, in_double_quotes

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_DEEPEST = 100
"""Brackets nested deeper are nobody's front matter; libyaml takes time quadratic in their depth."""


class YamlError(ValueError):
    """A text is not YAML."""

    def __init__(self, problem: str, line: int) -> None:
        """What is wrong, and the line that it is found on, from 1."""
        super().__init__(problem)
        self.problem, self.line = problem, line


@dataclass(slots=True)
class Node:
    """A mapping or sequence being read."""

    mapping: bool
    flow: bool
    key: str = ""
    """The key above the value that is being read, lower case."""
    at_key: bool = True
    path: tuple[str, ...] = ()
    """The keys that lead here, as they are written; the places in sequences from 0."""
    name: str = ""
    """The last of the keys that lead to the value that is being read."""
    name_span: tuple[int, int] = (0, 0)
    """Where that key stands."""
    count: int = 0

    def done(self) -> None:
        """A key, a value or an item has ended."""
        self.at_key = not self.at_key
        self.count += 1

    def here(self) -> tuple[str, ...]:
        """The path to the value that is being read."""
        return (*self.path, self.name if self.mapping else str(self.count))


def values(text: str, keys: frozenset[str]) -> list[Value] | None:
    """The values under ``keys`` (lower case) at any depth, in order; None where this is no mapping.

    Raises:
        ValueError: it is not YAML.
    """
    try:
        scalars = all_scalars(text)
    except TypeError:
        return None
    found = (value(text, scalar, node) for scalar, node in scalars if node.key in keys)
    return [one for one in found if one and one.text]


def all_scalars(text: str) -> list[tuple[Any, Node]]:
    """Each scalar value (an event of PyYAML) with the node it stands in.

    Raises:
        YamlError: it is not YAML.
        TypeError: it is no mapping.
    """
    if _depth(text) > _DEEPEST:
        raise YamlError("nested too deep", 1)
    try:
        return list(_scalars(text))
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise YamlError(problem, mark.line + 1 if mark else 1) from error


def _depth(text: str) -> int:
    """How deep brackets are nested at most, strings and all."""
    signs = (1 if sign in "[{" else -1 for sign in re.findall(r"[\[\]{}]", text))
    return max(accumulate(signs), default=0)


def _scalars(text: str, loader: Any = _Loader) -> Iterator[tuple[Any, Node]]:
    """Each scalar value with a copy of the node it stands in; a sequence bears the key above it."""
    nodes: list[Node] = []
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            mapping = isinstance(event, yaml.MappingStartEvent)
            if not nodes and not mapping:
                raise TypeError
            key = "" if mapping else nodes[-1].key
            flow = bool(event.flow_style) or bool(nodes and nodes[-1].flow)
            path = nodes[-1].here() if nodes else ()
            nodes.append(Node(mapping, flow, key, path=path))
        elif isinstance(event, yaml.CollectionEndEvent):
            nodes.pop()
            _done(nodes)
        elif isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            if not nodes:
                raise TypeError
            node = nodes[-1]
            if node.mapping and node.at_key:
                node.name = getattr(event, "value", "")
                node.key = node.name.lower()
                node.name_span = _span(event)
            elif isinstance(event, yaml.ScalarEvent):
                yield event, replace(node)
            node.done()


def first_key(text: str) -> tuple[int, int]:
    """Where the first key stands in a mapping that ``all_scalars`` reads."""
    events = yaml.parse(text, Loader=_Loader)
    return _span(next(event for event in events if isinstance(event, yaml.ScalarEvent)))


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _done(nodes: list[Node]) -> None:
    if nodes:
        nodes[-1].done()


def value(text: str, scalar: Any, node: Node) -> Value | None:
    """What a person reads in a scalar; None where it is no text: a number, a date, a truth value."""
    start, end = scalar.start_mark.index, scalar.end_mark.index
    if scalar.anchor is not None or scalar.tag is not None:
        return Value(start, end, scalar.value, node.key, "")
    if scalar.style in ("|", ">"):
        return _block_value(text[start:end], start, scalar, node.key)
    if not scalar.style and not _is_text(scalar.value):
        return None
    style = scalar.style or ("flow" if node.flow else "plain")
    return Value(start, end, scalar.value.strip(), node.key, f"yaml {style}")


def _is_text(value: str) -> bool:
    """Whether a plain scalar is a string: no number, date, truth value (YAML 1.1, as Jekyll and Hugo)."""
    known = yaml.SafeLoader.yaml_implicit_resolvers.get(value[:1], [])
    return bool(value) and not any(pattern.match(value) for _tag, pattern in known)


def _block_value(raw: str, start: int, scalar: Any, key: str) -> Value:
    """The lines of ``|`` and ``>``; left alone where indent or folding cannot be given back exactly."""
    left_alone = Value(start, start + len(raw), scalar.value.strip(), key, "")
    header, *lines = re.split(r"\r\n?|\n", raw)
    visible = [line for line in lines if line.strip()]
    if not visible or re.search(r"\d", header.split("#")[0]):
        return left_alone
    indent = visible[0][: len(visible[0]) - len(visible[0].lstrip(" "))]
    body = "\n".join(line[len(indent) :] for line in lines)
    text = scalar.value.strip("\n")
    folded = scalar.style == ">"
    if (
        body.strip("\n") != text
        if not folded
        else (re.search(r"^\s", text, re.MULTILINE) or body.split() != text.split())
    ):
        return left_alone
    first = re.search(r"\S", raw[len(header) :])
    begin = len(header) + (first.start() if first else 0)
    width = max(map(len, visible)) if folded and len(visible) > 1 else 0
    end = len(raw.rstrip())
    return Value(start + begin, start + end, text.strip(), key, f"yaml {scalar.style}{width}", indent)


def written(style: str, text: str) -> str:
    """``text`` in the style that ``Value.style`` names, quoted where it needs quotes there."""
    _yaml, _space, style = style.partition(" ")
    if style[0] == "|":
        return text
    if style[0] == ">":
        return _folded(text, int(style[1:]))
    if style == '"' or "\n" in text or not text.isprintable():
        return in_double_quotes(text)
    if style == "'" or not _is_plain(text, flow=style == "flow"):
        return "'" + text.replace("'", "''") + "'"
    return text


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether ``text`` can stand without quotes: decided by the parsers, which part over ``{k: a?}``."""
    probe = f"{{k: {text}}}" if flow else f"k: {text}"
    try:
        readings = [list(_scalars(probe, loader)) for loader in (_Loader, yaml.SafeLoader)]
    except (yaml.YAMLError, TypeError):
        return False
    return _is_text(text) and all(
        len(scalars) == 1 and scalars[0][0].value == text and not scalars[0][0].style for scalars in readings
    )


def _folded(text: str, width: int) -> str:
    """``text`` in lines of about ``width``; each line end of its own becomes an empty line."""
    return "\n\n".join("\n".join(_lines(line.strip(), width)) for line in text.split("\n"))


def _lines(text: str, width: int) -> list[str]:
    if not width:
        return [text]
    lines: list[str] = []
    for word in re.split(r"(?<! ) (?! )", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
