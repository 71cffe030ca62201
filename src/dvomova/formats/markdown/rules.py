"""markdown-it set up for block structure only, with every text's place in the source noted down.

The rules for texts are markdown-it's own; a wrapper notes, while the parser's marks for the line still
hold, where each content line begins and ends (``meta["lines"]`` of the ``inline`` token). Further rules
cover what Python-Markdown, Obsidian and Markdown Extra write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt, rules_block
from markdown_it.ruler import RuleOptionsType, Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from dvomova.formats.markdown.literals import literal, module

Rule = Callable[[StateBlock, int, int, bool], bool]
Line = tuple[int, int]
"""Where a content line begins (its first visible character) and ends, in the parsed text."""

_MAX_NESTING = 100
"""Deeper containers are left alone; each level costs Python four frames of its recursion limit."""


@cache
def parser() -> MarkdownIt:
    """The parser; it keeps no state between documents."""
    md = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    rules = md.block.ruler
    alt: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    rules.at("paragraph", _noting(rules_block.paragraph))
    rules.at("lheading", _noting(rules_block.lheading))
    rules.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("table", _table, {"alt": ["paragraph", "reference"]})
    rules.enable("table")
    rules.at("reference", _reference)
    rules.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    rules.before("table", "dialect", _by_first_sign(_ANYWHERE), alt)
    rules.before("table", "opening", _by_first_sign(_OPENING))
    md.block.ruler = _Asking(rules)
    return md


def tokens(text: str) -> list[Token]:
    r"""The block tokens of ``text``, whose line ends must be ``\n``; nothing inline is parsed."""
    md = parser()
    found: list[Token] = []
    md.block.parse(text, md, {}, found)
    return found


class _Asking(Ruler[Rule]):
    """The same rules, of which only those are asked that know the sign a line begins with: most know few."""

    def __init__(self, rules: Ruler[Rule]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self._asked: dict[str, list[Rule]] = {}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803
        """One rule in place of all."""
        if chainName not in self._asked:
            self._asked[chainName] = [_asking(super().getRules(chainName))]
        return self._asked[chainName]


def _asking(rules: list[Rule]) -> Rule:
    known = {
        sign: [rule for rule in rules if sign in _SIGNS.get(rule, sign)] for sign in "".join(_SIGNS.values())
    }
    others = [rule for rule in rules if rule not in _SIGNS]

    def asking(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        begin = state.bMarks[start] + state.tShift[start]
        asked = known.get(state.src[begin], others) if begin < state.eMarks[start] else rules
        for rule in asked:  # noqa: SIM110  (a generator would cost as much as the rules)
            if rule(state, start, end, silent):
                return True
        return False

    return asking


def _lines(state: StateBlock, first: int, last: int) -> list[Line]:
    return [(state.bMarks[n] + state.tShift[n], state.eMarks[n]) for n in range(first, last)]


def _noting(rule: Rule) -> Rule:
    """``rule`` (paragraph or setext heading), noting the places of its lines."""

    def noting(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        if not rule(state, start, end, silent):
            return False
        if not silent:
            token = state.tokens[-2]
            token.meta["lines"] = _lines(state, *(token.map or (start, start)))
        return True

    return noting


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    if not rules_block.heading(state, start, end, silent):
        return False
    if not silent:
        ((begin, finish),) = _lines(state, start, start + 1)
        token = state.tokens[-2]
        begin += len(state.tokens[-1].markup)
        begin += len(state.src[begin:finish]) - len(state.src[begin:finish].lstrip())
        token.meta["lines"] = [(begin, begin + len(token.content))]
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    known = len(state.tokens)
    if not rules_block.table(state, start, end, silent):
        return False
    cells: list[Line] = []
    for token in state.tokens[known:]:
        if token.type == "tr_open" and token.map:
            ((begin, finish),) = _lines(state, *token.map)
            cells = _cells(state.src[begin:finish], begin)
        elif token.type == "inline":
            token.meta["lines"] = [cells.pop(0)] if cells else []
    return True


def _cells(row: str, offset: int) -> list[Line]:
    """Where the cells of a row stand; a bar after a backslash is text (GFM, also inside code)."""
    bars = [-1, *(match.start() for match in re.finditer(r"(?<!\\)\|", row)), len(row)]
    spans = [(left + 1, right) for left, right in pairwise(bars)]
    if spans and not row[slice(*spans[0])].strip() and spans[0][1] < len(row):
        spans.pop(0)
    return [_trimmed(row, start, end, offset) for start, end in spans]


def _trimmed(row: str, start: int, end: int, offset: int) -> Line:
    cell = row[start:end]
    visible = cell.strip()
    start += len(cell) - len(cell.lstrip()) if visible else 0
    return (offset + start, offset + start + len(visible))


_TITLE = re.compile(
    r"""\[(?:[^\[\]\\]|\\.)+\]:[ \t]*(?!\#[ \t]|<>)(?:<[^<>]*>|[^\s<]\S*)[ \t]+"""
    r"""(?P<title>"(?:[^"\\]|\\")+"|'(?:[^'\\]|\\')+'|\((?:[^()\\]|\\[()])+\))\s*\Z"""
)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """A link's definition as a ``reference`` token, with its title where that stands in the same line.

    ``[//]: # (…)`` is how authors write comments.
    """
    if not rules_block.reference(state, start, end, silent):
        return False
    if not silent:
        lines = _lines(state, start, state.line)
        token = state.push("reference", "", 0)
        token.map = [start, state.line]
        token.content = "\n".join(state.src[slice(*line)] for line in lines)
        if len(lines) == 1 and (match := _TITLE.match(token.content)):
            begin, finish = match.span("title")
            token.content = token.content[:begin]
            state.tokens[-1].markup = match["title"][0]
            _push_line(state, "link_title", (lines[0][0] + begin + 1, lines[0][0] + finish - 1))
    return True


def _push_line(state: StateBlock, name: str, line: Line) -> None:
    """A text of one line, as an ``inline`` token between an opening and a closing one."""
    state.push(f"{name}_open", "", 1)
    token = state.push("inline", "", 0)
    token.content = state.src[slice(*line)]
    token.meta["lines"] = [line]
    state.push(f"{name}_close", "", -1)


_ADMONITION = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ \t]+[A-Za-z][\w-]*(?:[ \t]+(?:inline|end))*[ \t]*\Z"""
    r"""|(?:!!!|\?\?\?\+?|===[!+]?)[ \t]+(?:[A-Za-z][\w \t-]*[ \t]+)?"(?P<title>.*)"[ \t]*\Z"""
)


def _admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """``!!! note "Title"`` and ``=== "Tab"`` of MkDocs: what is indented below by four is its content."""
    ((begin, finish),) = _lines(state, start, start + 1)
    match = _ADMONITION.match(state.src[begin:finish])
    if not match or silent:
        return match is not None
    token = state.push("admonition_open", "", 1)
    token.info = match[0][: match.start("title")] if match["title"] else match[0]
    if match["title"]:
        _push_line(state, "admonition_title", (begin + match.start("title"), begin + match.end("title")))
    _indented(state, start, end)
    state.push("admonition_close", "", -1)
    return True


def _indented(state: StateBlock, start: int, end: int) -> None:
    """Read the lines below ``start`` that are indented by four more as its content."""
    indent, line_max, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent = state.sCount[start] + 4
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    state.lineMax, state.parentType, state.line = last, "admonition", start + 1
    if last > start + 1:
        state.md.block.tokenize(state, start + 1, last)
    state.blkIndent, state.lineMax, state.parentType = indent, line_max, parent
    state.line = last


_CALLOUT = re.compile(r"\[![\w-]+(?:\|[^\]\n]*)?\][+-]?(?![(\[:])[ \t]*")


def _callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001, FBT001
    """``[!NOTE]`` of GitHub and Obsidian, with the title that may follow it."""
    ((begin, finish),) = _lines(state, start, start + 1)
    match = None if silent else _CALLOUT.match(state.src[begin:finish])
    if not match:
        return False
    token = state.push("callout", "", 0)
    token.info = match[0].rstrip()
    state.line = start + 1
    if begin + match.end() < finish:
        _push_line(state, "callout_title", (begin + match.end(), finish))
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    """``: text`` below a term (Markdown Extra), read as a list item is."""
    ((begin, finish),) = _lines(state, start, start + 1)
    if state.src[begin : begin + 2] not in (": ", ":\t"):
        return literal(state, start, end, silent)
    gap = finish - begin - 1 - len(state.src[begin + 1 : finish].lstrip(" \t"))
    if begin + 1 + gap == finish:
        return False
    if silent:
        return True
    shift, count, indent, parent = state.tShift[start], state.sCount[start], state.blkIndent, state.parentType
    state.push("definition_open", "", 1)
    state.blkIndent = count + 2
    state.tShift[start], state.sCount[start] = begin + 1 + gap - state.bMarks[start], count + 2
    state.parentType = "list"
    state.md.block.tokenize(state, start, end)
    state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = shift, count, indent, parent
    state.push("definition_close", "", -1)
    return True


_ANYWHERE: dict[str, Rule] = {
    **dict.fromkeys("!?=", _admonition),
    **dict.fromkeys("/{$<-[\\", literal),
    ":": _definition,
}
"""Rules by the sign that a line begins with: these end a paragraph …"""
_OPENING: dict[str, Rule] = {"[": _callout, **dict.fromkeys("({ie", module)}
"""… and these only open a block."""


_SIGNS: dict[Rule, str] = {
    rules_block.fence: "`~",
    rules_block.blockquote: ">",
    rules_block.hr: "*-_",
    rules_block.list_block: "*-+0123456789",
    rules_block.html_block: "<",
    footnote_def: "[",
    _reference: "[",
    _heading: "#",
}
"""Signs without which a rule says no."""


def _by_first_sign(rules: dict[str, Rule]) -> Rule:
    """One rule out of many, asked only about lines that begin as theirs do."""

    def by_first_sign(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        begin = state.bMarks[start] + state.tShift[start]
        rule = rules.get(state.src[begin]) if begin < state.eMarks[start] else None
        return rule is not None and not state.is_code_block(start) and rule(state, start, end, silent)

    _SIGNS[by_first_sign] = "".join(rules)
    return by_first_sign
