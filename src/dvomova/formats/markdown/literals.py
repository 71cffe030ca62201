"""Lines of Markdown that are not prose: directives, shortcodes, components, formulas.

Each is left alone even directly beside a paragraph. What CommonMark knows (fences, raw HTML) is not
here; the rest comes from the dialects of MkDocs, Docusaurus (MDX), Hugo, Jekyll, Quarto and MyST.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice, takewhile

from markdown_it.rules_block import StateBlock

_REACH = 100
"""So many lines a construct may run over (one that holds code: ten times as many)."""
_PATIENCE = 20_000
"""So many lines of a document are looked through in vain for an end before only whole lines count:
keeps the time bounded where nothing is ever closed."""

_TAGS = re.compile(
    r"(?>\{\{(?:(?!\}\}).)*+\}\}|\{%(?:(?!%\}).)*+%\}|\{\*(?:(?!\*\}).)*+\*\}"
    r"|\{:[^{}]*\}|\{ ?[.#][^{}]*\}|[ \t])++\Z"
)
_VERBATIM = re.compile(
    r"\{%-?\s*(?P<liquid>highlight|raw_code|mermaid|comment|math|graphviz)\b"
    r"|\{\{[<%]\s*(?P<hugo>highlight|mermaid|math|katex|code|comment|goat)\b"
)
_MATH_END = re.compile(r"\$\$[ \t]*(?:\{[^{}]*\}|\([^()]*\))?[ \t]*\Z")
_CONTENTS = re.compile(r"\[(?:TOC|toc)\]\s*\Z|\[\[_?(?:toc|TOC)_?\]\]\s*\Z")
_COMPONENT = re.compile(r"</?(?:[A-Z][\w.]*(?=[\s/>]|\Z)|>)")
_TAG_PART = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`|[{}<>]")
_MODULE = re.compile(
    r"import\s*['\"]|import\s[^'\"]*\bfrom\s*['\"]|import\s+(?:type\s+)?\{"
    r"|export\s+(?:const|let|var)\s+[\w$\[{]|export\s+(?:default\s+)?(?:async\s+)?(?:function|class)\b"
    r"|export\s+default\s+(?:[\w.]+;?\s*\Z|[({])|export\s*[{*]"
)


def literal(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Block rule: one ``literal`` token over lines that are left alone, whatever stands before them."""
    begin = state.bMarks[start] + state.tShift[start]
    count = _FINDERS[state.src[begin]](
        state.src[begin : state.eMarks[start]].rstrip(), _following(state, start, end)
    )
    if count and not silent:
        _push(state, start, start + count)
    return count > 0


def is_literal(line: str) -> bool:
    """Whether ``line`` would be left alone if it stood by itself."""
    finder = _FINDERS.get(line[:1])
    return finder is not None and finder(line, iter(())) > 0


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """Block rule for what begins a block only: MDX ``import`` and ``export``, expressions, MyST targets."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent:
        return False
    text = state.src[begin : state.eMarks[start]].rstrip()
    more = _following(state, start, end)
    count = 0
    if text[0] == "(":
        count = int(text.endswith(")="))
    elif text[0] == "{":
        count = _balanced(text, more)
    elif state.level == 0 and state.sCount[start] == 0 and _MODULE.match(text):
        count = _statement(text, more)
    if count:
        _push(state, start, start + count)
    return count > 0


def _push(state: StateBlock, start: int, end: int) -> None:
    state.env["in vain"] = state.env.get("in vain", 0) - (end - start - 1)
    token = state.push("literal", "", 0)
    token.map = [start, end]
    token.content = state.getLines(start, end, state.blkIndent, True)
    state.line = end


def _following(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """The lines after ``start`` as far as the container reaches, without indent."""
    if state.env.get("in vain", 0) > _PATIENCE:
        return
    for number in range(start + 1, min(end, start + 10 * _REACH)):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return
        state.env["in vain"] = state.env.get("in vain", 0) + 1
        yield state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _until(more: Iterator[str], closer: str) -> int:
    """How many lines until one ends with ``closer``, 0 for never (or for words after it)."""
    for number, line in enumerate(islice(more, _REACH), 2):
        if closer in line:
            return number if line.endswith(closer) else 0
    return 0


def _colons(text: str, _more: Iterator[str]) -> int:
    return int(text.startswith(":::"))


def _slashes(text: str, _more: Iterator[str]) -> int:
    return int(text.startswith("///"))


def _snippet(text: str, _more: Iterator[str]) -> int:
    return int(text.startswith("--8<--"))


def _contents(text: str, _more: Iterator[str]) -> int:
    return int(bool(_CONTENTS.match(text)))


def _braces(text: str, more: Iterator[str]) -> int:
    if _TAGS.match(text):
        return _verbatim(text, more)
    if text.startswith("{/*"):
        return int(text.endswith("*/}")) or _until(more, "*/}")
    for opener, closer in (("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}")):
        if text.startswith(opener) and closer not in text:
            return _until(more, closer)
    return 0


def _verbatim(text: str, more: Iterator[str]) -> int:
    """1, or the lines down to the end tag of a shortcode that holds code."""
    if not (match := _VERBATIM.match(text)):
        return 1
    name = match["liquid"] or match["hugo"]
    end = re.compile(rf"\{{%-?\s*end{name}\b|\{{\{{[<%]\s*/\s*{name}\b")
    if end.search(text):
        return 1
    return next((number for number, line in enumerate(more, 2) if end.search(line)), 1)


def _math(text: str, more: Iterator[str]) -> int:
    if not text.startswith("$$"):
        return 0
    if "$$" in text[2:]:
        return int(text.index("$$", 2) == len(text.rstrip("$")) or bool(_MATH_END.search(text, 3)))
    for number, line in enumerate(islice(more, _REACH), 2):
        if "$$" in line:
            return number if _MATH_END.search(line) else 0
    return 0


def _environment(text: str, more: Iterator[str]) -> int:
    match = re.match(r"\\begin\{([A-Za-z]+\*?)\}", text)
    if not match:
        return 0
    closer = f"\\end{{{match[1]}}}"
    return int(text.endswith(closer)) or _until(more, closer)


def _components(text: str, more: Iterator[str]) -> int:
    """Lines that hold nothing but tags of components (``<Tabs groupId="os">``, ``</Tabs>``)."""
    if not _COMPONENT.match(text):
        return 0
    if (end := _tags_end(text)) >= 0:
        return end
    lines = [text, *takewhile(bool, islice(more, _REACH))]
    return max(_tags_end("\n".join(lines)), 0)


def _tags_end(text: str) -> int:
    """The number of lines of the tags at the head of ``text``.

    0 where a line of theirs holds something else, -1 where a tag is still open.
    """
    position = 0
    while _COMPONENT.match(text, position):
        position = _tag_end(text, position)
        if position <= 0:
            return position
        line_end = text.find("\n", position)
        rest = text[position : None if line_end < 0 else line_end]
        if not rest.strip():
            return text.count("\n", 0, position) + 1
        position += len(rest) - len(rest.lstrip())
    return 0


def _tag_end(text: str, begin: int) -> int:
    depth = 0
    for match in _TAG_PART.finditer(text, begin + 1):
        sign = match[0]
        depth += (sign == "{") - (sign == "}")
        if sign == ">" and depth == 0:
            return match.end()
        if depth < 0 or (sign == "<" and depth == 0):
            return 0
    return -1


def _balanced(text: str, more: Iterator[str]) -> int:
    """The lines of an expression in braces that ends where a line ends, 0 for none."""
    depth, line = 0, text
    for number in range(1, _REACH):
        for place, sign in enumerate(line):
            depth += (sign == "{") - (sign == "}")
            if depth == 0:
                return number if place == len(line) - 1 else 0
        line = next(more, "\0")
        if line == "\0":
            break
    return 0


def _statement(text: str, more: Iterator[str]) -> int:
    """The lines of a run of statements: to the first blank line outside brackets."""
    depth, first_blank = _depth(text), 0
    number = 1
    for number, line in enumerate(more, 2):
        if not line:
            first_blank = first_blank or number - 1
            if depth <= 0:
                return number - 1
        depth += _depth(line)
    return number if depth <= 0 or not first_blank else first_blank


def _depth(line: str) -> int:
    return sum(line.count(sign) for sign in "({[") - sum(line.count(sign) for sign in ")}]")


_FINDERS: dict[str, Callable[[str, Iterator[str]], int]] = {
    ":": _colons,
    "/": _slashes,
    "{": _braces,
    "$": _math,
    "<": _components,
    "-": _snippet,
    "[": _contents,
    "\\": _environment,
}
