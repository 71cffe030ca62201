"""Markdown: CommonMark with tables, footnotes, task lists, front matter and the dialects' directives."""

from __future__ import annotations

import re

from dvomova.formats.base import ReadOptions
from dvomova.formats.encodings import TextFile
from dvomova.formats.markdown import front_matter
from dvomova.formats.markdown.blocks import read_body
from dvomova.model import Block, Reading, Span

_STRUCTURE = re.compile(
    r"[-+*][-+*_]*(?!\S)|[=_]+(?!\S)|\d{1,9}[.)](?!\S)|[#>|<{:$]|\\begin|```|~~~|!!!|\?\?\?|===|///|--8<--"
    r"|[-:|]+(?!\S)|\[!|\[\[?_?toc|\[[^\]]*\]:",
    re.IGNORECASE,
)


class Markdown(TextFile):
    """The reader of ``.md``, ``.mdx`` and their like."""

    name = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd")
    reflows = False

    def read(self, source: str, options: ReadOptions) -> Reading:
        """Blocks and structure of ``source``; what it cannot place exactly is left out and told."""
        begin = int(source.startswith("\ufeff"))
        front = front_matter.read(source, begin, options.front_matter)
        body = read_body(source, front.end)
        return Reading(
            (*front.blocks, *body.blocks),
            (*front.skeleton, *body.skeleton),
            (*front.skipped, *body.skipped),
        )

    def written(self, block: Block, text: str, inside: Span) -> str:  # noqa: ARG002
        """``text`` as it stands in place of ``block``; what has to stay in one line is put in one."""
        if block.style.startswith(("yaml", "toml")):
            return front_matter.written(block, text)
        if not block.style:
            return text
        text = _in_one_line(text)
        if block.style == "cell":
            return text.replace("|", r"\|")
        if block.style.startswith("title"):
            return re.sub(r"[()]" if block.style == "title (" else block.style[-1], r"\\\g<0>", text)
        return text

    def may_begin_line(self, word: str) -> bool:
        """Whether ``word`` cannot start a list, heading, quote, table, directive … at a line's begin."""
        return not _STRUCTURE.match(word)


def _in_one_line(text: str) -> str:
    *lines, last = text.split("\n")
    return " ".join(
        [*(line.removesuffix("\\").strip(" \t") for line in lines), last.lstrip(" \t") if lines else last]
    )
