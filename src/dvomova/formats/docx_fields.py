"""Fields of Word: what computes them is never shown, what they came to is text or a code.

An instruction, then a result, between the signs ``begin``, ``separate`` and ``end`` (ECMA-376-1, 17.16).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dvomova.formats.inline import Item, Level, Run, Wrapper

_COMPUTED = frozenset(
    "PAGE NUMPAGES SECTIONPAGES SECTION PAGEREF SEQ NOTEREF REVNUM NUMCHARS NUMWORDS FILESIZE EDITTIME "
    "= MERGEFIELD FORMCHECKBOX LISTNUM AUTONUM AUTONUMLGL AUTONUMOUT PRINT ADVANCE SYMBOL EQ BARCODE".split()
)
"""Fields that come to numbers, signs or somebody's name in a form letter: nobody translates these."""
_LONGEST = 2_000
"""So much of an instruction is looked at: its name, and where a link leads."""
_NAME = re.compile(r"\s*(\w+|=)")
_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\\S+\s+)*\"([^\"]*)\"", re.IGNORECASE)


def meaning(instruction: str) -> str:
    """What a field is, for translators: ``link https://…``, ``field DATE``."""
    link, name = _LINK.match(instruction), _NAME.match(instruction)
    if link and link[1]:
        return f"link {link[1]}"
    return f"field {name[1].upper()}" if name else "field"


def is_computed(instruction: str) -> bool:
    """Whether a field comes to what nobody translates."""
    match = _NAME.match(instruction)
    return match is not None and match[1].upper() in _COMPUTED


@dataclass(slots=True, eq=False)
class _Field:
    """A field that has begun and not ended yet."""

    instruction: str = ""
    is_hidden: bool = True
    """Whether what stands in it is no text: its instruction, or what nobody translates."""
    wrapper: Wrapper | None = None
    """Around its result, if that is text."""


@dataclass(slots=True, eq=False)
class _Hidden:
    """A stretch of a paragraph that fields hide."""

    start: int
    run: Run | None
    end: int = 0
    last_run: Run | None = None
    pieces: list[str] = field(default_factory=list)
    """What it is made of, each as it is written between runs."""


class Fields:
    """The fields of one paragraph; what of them begins or ends in another one is a code by itself."""

    def __init__(self, items: list[Item], end: str) -> None:
        """Begin without any.

        Args:
            items: what the paragraph holds; codes and ranges are added to it.
            end: the run that ends a field.
        """
        self._items, self._end = items, end
        self._open: list[_Field] = []
        self._hiding = 0
        """How many of them hide what stands in them."""
        self._hidden: _Hidden | None = None
        self._means = "field"

    @property
    def hide(self) -> bool:
        """Whether what follows is hidden."""
        return self._hiding > 0

    def instruct(self, text: str) -> None:
        """Some of an instruction."""
        if self._open and len(self._open[-1].instruction) < _LONGEST:
            self._open[-1].instruction += text

    def keep(self, source: str, start: int, end: int, run: Run | None) -> None:
        """What stands there is hidden; ``source`` says it between runs."""
        if self._hidden is None:
            self._hidden = _Hidden(start, run)
        self._hidden.end, self._hidden.last_run = end, run
        self._hidden.pieces.append(source)

    def sign(self, kind: str, source: str, start: int, end: int, run: Run | None) -> None:
        """``begin``, ``separate`` or ``end`` stands there; ``source`` says it between runs."""
        if kind == "begin":
            self._open.append(_Field())
            self._hiding += 1
            self.keep(source, start, end, run)
        elif not self._open:
            self._items.append(
                Item("void", start, end, run=run, level=Level.RUN, source=source, means="field")
            )
        elif kind == "separate":
            self.keep(source, start, end, run)
            self._separate()
        else:
            self._finish(source, start, end, run)

    def _separate(self) -> None:
        """What follows is a result: text, if anybody translates that."""
        last = self._open[-1]
        self._hiding -= last.is_hidden
        last.is_hidden = is_computed(last.instruction)
        self._hiding += last.is_hidden
        if self._hidden and not self.hide:
            means = meaning(last.instruction)
            last.wrapper = Wrapper("".join(self._hidden.pieces), self._end, means, is_range=True)
            self._put("open", last.wrapper, means)

    def _finish(self, source: str, start: int, end: int, run: Run | None) -> None:
        hidden = self.hide
        last = self._open.pop()
        self._hiding -= last.is_hidden
        means = meaning(last.instruction)
        if hidden:
            self.keep(source, start, end, run)
            self._means = means
            if not self.hide:
                self.flush()
            return
        kind = "close" if last.wrapper else "void"
        item = Item(
            kind, start, end, run=run, level=Level.RUN, wrapper=last.wrapper, source=source, means=means
        )
        self._items.append(item)

    def flush(self) -> None:
        """What has been hidden so far is a code."""
        self._put("void", None, self._means)
        self._means = "field"

    def _put(self, kind: str, wrapper: Wrapper | None, means: str) -> None:
        if self._hidden:
            one = self._hidden
            item = Item(kind, one.start, one.end, run=one.run, last_run=one.last_run, wrapper=wrapper)
            item.level = Level.RUN if one.run else Level.PARAGRAPH
            item.source, item.means = "".join(one.pieces), means
            self._items.append(item)
        self._hidden = None
