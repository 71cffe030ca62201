"""A paragraph of Word, read element by element into items.

Elements by ECMA-376-1: 17.3.1 to 17.3.3 (paragraphs, runs), 17.5.2 (content controls), 17.13 (annotations).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dvomova.formats.docx_fields import Fields, is_computed, meaning
from dvomova.formats.docx_looks import WordLooks
from dvomova.formats.docx_xml import bindings, said
from dvomova.formats.inline import BREAK, Item, Level, Paragraph, Run, Wrapper
from dvomova.formats.xml_tokens import Names, attributes, pieces, read
from dvomova.model import Block

_FORGOTTEN = frozenset("w:ins w:moveTo w:smartTag w:customXml".split())
"""Around runs, and nothing that a translation keeps: what was inserted is accepted."""
_GONE = frozenset("w:del w:moveFrom".split())
"""What was deleted is not there any more."""
_TRACKED = _GONE | {"w:ins", "w:moveTo"}
_CODED = frozenset("w:hyperlink w:fldSimple w:bdo w:dir".split())
"""Around runs, and translators are told."""
_PASSED = _GONE | frozenset(
    "w:proofErr w:lastRenderedPageBreak w:smartTagPr w:customXmlPr w:sdtEndPr w:delText "
    "w:delInstrText".split()
)
"""What no reader sees, and no translation has to keep."""
_READ = {
    "w:pPr": "properties",
    "w:rPr": "looks",
    "w:sdtPr": "control",
    "w:bookmarkStart": "bookmark",
    "w:bookmarkEnd": "bookmark end",
    "w:fldChar": "field",
    "w:instrText": "instruction",
    "w:commentReference": "silent",
}
"""What is looked at as a whole once it has ended, and how."""
_DEEPEST = 30
"""Elements around runs in one another that are read; people make two or three."""
_RANGE = re.compile(r"w\d*:\w*(?:Start|End)")
"""What begins and ends comments, permissions, moves."""
_SIGNS = {"w:tab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad", "w:cr": BREAK, "w:br": BREAK}
_MEANINGS = {
    "w:footnoteReference": "footnote",
    "w:endnoteReference": "endnote",
    "w:footnoteRef": "number of the footnote",
    "w:endnoteRef": "number of the endnote",
    "w:object": "object",
    "m:oMath": "formula",
    "m:oMathPara": "formula",
    "w:sym": "symbol",
    "w:br": "break",
    "w:ruby": "text with its reading",
    "w:ptab": "tab",
    "w:t": "hidden text",
    "w:fldSimple": "field",
}
_BLANKS = str.maketrans("\r\n", "  ")
"""A line end in the source is no more than a space (XML 1.0, 2.11; 17.3.3.31)."""


@dataclass(slots=True, eq=False)
class Element:
    """An element that is open."""

    name: str
    """As it is known."""
    start: int
    inner: int
    """Behind its start tag."""


@dataclass(slots=True, eq=False)
class _Control:
    """A content control that is open."""

    element: Element
    means: str = "content control"
    content: Wrapper | None = None
    end: int = 0
    """Where what it holds ends."""


class WordParagraph:
    """A paragraph while it is read."""

    def __init__(
        self, source: str, names: Names, looks: WordLooks, targets: Mapping[str, str], element: Element
    ) -> None:
        """Begin with its start tag.

        Args:
            source: the source text.
            names: of the part.
            looks: of its runs.
            targets: of links, by their ids.
            element: the paragraph itself.
        """
        self.element = element
        self.items: list[Item] = []
        self.properties: dict[str, dict[str, str]] = {}
        """For each of its properties, by name, the attributes."""
        self.is_tracked = False
        """Whether changes of it are tracked."""
        self.inner: list[Block] = []
        """Blocks in the code that is being read."""
        self._source, self._names, self._looks, self._targets = source, names, looks, targets
        self._w = w = names.prefix("w")
        self._fields = Fields(self.items, f'<{w}r><{w}fldChar {w}fldCharType="end"/></{w}r>')
        self._opaque: tuple[Element, str] | None = None
        """The element whose inside is not looked at, and what is done with it."""
        self._run: Run | None = None
        self._seen: set[str] = set()
        """What there is in the run."""
        self._hides = False
        """Whether the run is hidden."""
        self._text: Element | None = None
        self._wrappers: dict[Element, Wrapper] = {}
        self._controls: list[_Control] = []
        self._references: dict[str, Wrapper] = {}

    @property
    def holds_blocks(self) -> bool:
        """Whether blocks of their own may stand in what is read now."""
        return self._opaque is not None and self._opaque[1] == "void"

    def opened(self, element: Element) -> None:
        """An element begins in it."""
        if self._opaque is None:
            what = self._in_run(element) if self._run else self._between(element)
            self._opaque = (element, what) if what else None

    def closed(self, element: Element, start: int, end: int) -> None:
        """An element ends; its end tag begins at ``start``."""
        if self._opaque:
            if self._opaque[0] is element:
                what, self._opaque = self._opaque[1], None
                self._take(what, element, end)
        elif element is self._text:
            self._text = None
        elif self._run and element.name == "w:r":
            self._end_run(self._run, end)
        elif self._controls and element is self._controls[-1].element:
            self._end_control(self._controls.pop(), end)
        elif element.name == "w:sdtContent" and self._controls:
            self._controls[-1].end = start
        elif wrapper := self._wrappers.pop(element, None):
            self._fields.flush()
            self.items.append(Item("close", start, end, wrapper=wrapper))

    def text(self, start: int, end: int, level: Level = Level.TEXT) -> None:
        """Text stands there; only that of an element for text is shown."""
        if self._text is None or self._opaque or start >= end:
            return
        drops = "preserve" not in self._source[self._text.start : self._text.inner]
        if drops:
            shown = self._source[start:end].strip(" \t\r\n")
            start = self._source.index(shown, start)
            end = start + len(shown)
        as_read = pieces(self._source, start, end)
        for text, begin, stop in as_read if level == Level.TEXT else [(self._source[start:end], start, end)]:
            if begin < stop:
                item = Item("text", begin, stop, text.translate(_BLANKS), self._run, level=level)
                item.element = self._text.start if drops else -1
                self.items.append(item)

    def finish(self) -> list[Item]:
        """All that it holds, once it has ended."""
        self._fields.flush()
        return self.items

    def _between(self, element: Element) -> str:
        """An element begins between runs. What is done with it as a whole; empty if its inside is read."""
        name = element.name
        if name == "w:r":
            self._begin_run(element)
        elif len(self._wrappers) + len(self._controls) >= _DEEPEST:
            return self._whole(name)
        elif name == "w:sdt":
            self._controls.append(_Control(element))
        elif name == "w:sdtContent" and self._controls and not self._controls[-1].content:
            control = self._controls[-1]
            close = f"</{self._w}sdtContent></{self._w}sdt>"
            control.content = self._wrap(control.element.start, element.inner, close, control.means)
        elif name in _FORGOTTEN or (name in _CODED and not is_computed(self._said(element).get("instr", ""))):
            means = "" if name in _FORGOTTEN else self._link(element)
            wrapper = self._wrap(element.start, element.inner, self._end_tag(element), means)
            self._wrappers[element] = wrapper
        else:
            return self._whole(name)
        self.is_tracked = self.is_tracked or name in _TRACKED
        return ""

    def _whole(self, name: str) -> str:
        self.is_tracked = self.is_tracked or name in _TRACKED
        if name in _READ or name in _PASSED:
            return _READ.get(name, "passed")
        if _RANGE.fullmatch(name):
            return "silent"
        return "hidden" if self._fields.hide else "void"

    def _in_run(self, element: Element) -> str:
        """The same for an element in a run."""
        name = element.name
        self._seen.add(name)
        if name in _READ or name in _PASSED:
            return _READ.get(name, "passed")
        if self._fields.hide:
            return "hidden"
        if name == "w:t" and not self._hides:
            self._text = element
            return ""
        return "sign" if name in _SIGNS and self._is_sign(element) else "void"

    def _is_sign(self, element: Element) -> bool:
        """Whether it is more than a break of the page or the column."""
        about = self._said(element)
        plain = about.get("type", "textWrapping") == "textWrapping" and about.get("clear", "none") == "none"
        return element.name != "w:br" or plain

    def _take(self, what: str, element: Element, end: int) -> None:
        """An element has ended that is looked at as a whole."""
        source, start = self._source[element.start : end], element.start
        if what == "properties":
            self.properties = said(_CHANGE.sub("", source), self._names)
            self.is_tracked = self.is_tracked or not _TRACKED.isdisjoint(self.properties)
        elif what == "looks" and self._run:
            self._run.formatting, self._run.foreign, self._hides = self._looks.of(source)
            self._run.open = self._source[self._run.start : end]
        elif what == "control" and self._controls:
            name = said(source, self._names).get("w:alias", {}).get("val", "")
            self._controls[-1].means = f"content control {name}".rstrip()
        elif what == "field":
            kind = self._said(element).get("fldCharType", "")
            self._fields.sign(kind, self._alone(source), start, end, self._run)
        elif what in {"hidden", "instruction"}:
            self._hide(what, element, source, end)
        elif what == "sign":
            self._add("sign", start, end, text=_SIGNS[element.name])
        elif what == "void":
            self._void(element, source, end)
        elif what == "silent":
            begins = element.name.endswith("Start")
            self._add("silent", start, end, source=self._alone(source), begins=begins)
        elif what.startswith("bookmark"):
            self._bookmark(what, element, source, end)

    def _hide(self, what: str, element: Element, source: str, end: int) -> None:
        if what == "instruction":
            self._fields.instruct(read(re.sub(r"<[^<>]*>", "", source)))
            if not self._fields.hide:  # of a field that began in another paragraph
                self._void(element, source, end)
                return
        self._fields.keep(self._alone(source), element.start, end, self._run)

    def _void(self, element: Element, source: str, end: int) -> None:
        is_box = any(isinstance(block, Paragraph) for block in self.inner)
        means = "text box" if is_box else _MEANINGS.get(element.name, "picture")
        written = self._alone(source)
        offset = len(self._run.formatting.open) if self._run else 0
        inner, self.inner = tuple(self.inner), []
        self._add("void", element.start, end, source=written, means=means, inner=inner, offset=offset)

    def _bookmark(self, what: str, element: Element, source: str, end: int) -> None:
        """What references lead to is a range, so that they do not lead to more than they did."""
        about = self._said(element)
        key, kind, wrapper = about.get("id", ""), "silent", self._references.get(about.get("id", ""))
        if what == "bookmark" and about.get("name", "").startswith("_Ref"):
            close = f'<{self._w}bookmarkEnd {self._w}id="{key}"/>'
            wrapper = self._references[key] = Wrapper(source, close, "target of a reference", is_range=True)
            kind = "open"
        elif what == "bookmark end" and wrapper:
            kind = "close"
        begins = what == "bookmark"
        self._add(kind, element.start, end, wrapper=wrapper, alone="silent", source=source, begins=begins)

    def _begin_run(self, element: Element) -> None:
        formatting, _foreign, self._hides = self._looks.of("")
        self._run = Run(self._source[element.start : element.inner], formatting, element.start)
        self._seen = set()

    def _end_run(self, run: Run, end: int) -> None:
        run.end, self._run = end, None
        if self._seen - {"w:rPr"} == {"w:t"} and not (self.items and self.items[-1].run is run):
            self.items.append(Item("base", run.start, end, run=run))

    def _wrap(self, start: int, inner: int, close: str, means: str) -> Wrapper:
        self._fields.flush()
        edges = [start, *(edge for span in bindings(self._source, start, inner) for edge in span), inner]
        kept = (self._source[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True))
        wrapper = Wrapper("".join(kept), close, means)
        self.items.append(Item("open", start, inner, wrapper=wrapper))
        return wrapper

    def _end_control(self, control: _Control, end: int) -> None:
        self._fields.flush()
        if control.content:
            self.items.append(Item("close", control.end, end, wrapper=control.content))

    def _add(self, kind: str, start: int, end: int, **further: Any) -> None:
        level = Level.RUN if self._run else Level.PARAGRAPH
        self.items.append(Item(kind, start, end, run=self._run, level=level, **further))

    def _alone(self, source: str) -> str:
        """What stands in a run or between two, as it is written between two."""
        looks = self._run.formatting if self._run else None
        return looks.open + source + looks.close if looks else source

    def _said(self, element: Element) -> dict[str, str]:
        return attributes(self._source[element.start : element.inner])

    def _end_tag(self, element: Element) -> str:
        return f"</{self._w}{element.name.removeprefix('w:')}>"

    def _link(self, element: Element) -> str:
        """What a wrapper is, for translators."""
        about = self._said(element)
        if element.name == "w:fldSimple":
            return meaning(about.get("instr", ""))
        if element.name != "w:hyperlink":
            return "direction of text"
        target = self._targets.get(about.get("id", ""), "")
        anchor = f"#{about['anchor']}" if about.get("anchor") else ""
        return f"link {target}{anchor}".rstrip()


_CHANGE = re.compile(r"<(?:[\w.-]+:)?pPrChange\b.*", re.DOTALL)
"""What the properties of a paragraph were before a change; nothing follows it."""
