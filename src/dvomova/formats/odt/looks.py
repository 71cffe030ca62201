"""How text of OpenDocument looks: what its character styles say.

Attributes by OpenDocument 1.2 (ISO/IEC 26300), part 1, 16.27.28 and 20.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from dvomova.formats.inline.records import BREAK, Formatting
from dvomova.formats.office.xml import Names, attributes, elements, said, written

_UNSEEN = re.compile(r".*-(?:asian|complex)|language|country|script|rfc-language-tag|rsid|paragraph-rsid")
"""What no reader of Ukrainian or English sees a difference by."""
_TAGGED = {
    ("font-weight", "bold"): "b",
    ("font-style", "italic"): "i",
    ("text-underline-style", "solid"): "u",
    ("text-line-through-style", "solid"): "s",
}
_GOES_WITH = frozenset(
    {
        ("text-underline-width", "auto"),
        ("text-underline-color", "font-color"),
        ("text-underline-style", "none"),
        ("text-line-through-style", "none"),
        ("text-line-through-type", "single"),
        ("font-weight", "normal"),
        ("font-style", "normal"),
    }
)
"""What is said beside those, and says nothing more."""
_NAMED = {"Strong_20_Emphasis": "strong", "Emphasis": "em"}
_WORDS = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "s": "struck through",
    "sup": "superscript",
    "sub": "subscript",
    "color": "colour {}",
    "font-size": "size {}",
    "font-name": "font {}",
    "background-color": "highlighted {}",
    "style": "style {}",
    "font-variant": "{}",
    "text-transform": "{}",
}


class OdtStyle:
    """What an automatic style of characters says."""

    def __init__(self, source: str, names: Names) -> None:
        """Read its element."""
        found = said(source, names)
        self.parent = found.get("style:style", {}).get("parent-style-name", "")
        self.core = set[tuple[str, str]]()
        self.tags = set[str]()
        for pair in found.get("style:text-properties", {}).items():
            self._take(pair)
        if self.parent and self.parent not in _NAMED:
            self.core.add(("style", self.parent))
        elif self.parent:
            self.tags.add(_NAMED[self.parent])

    def _take(self, pair: tuple[str, str]) -> None:
        name, value = pair
        if pair in _TAGGED:
            self.tags.add(_TAGGED[pair])
        elif name == "text-position" and value.startswith(("super", "sub")):
            self.tags.add(value[:3])
        elif pair not in _GOES_WITH and not _UNSEEN.fullmatch(name):
            self.core.add(pair)


class OdtLooks:
    """Spans of one part: what they look like and how they are written."""

    text_open = text_spaced = text_close = ""

    def __init__(self, part: str, names: Names) -> None:
        """Read the automatic styles of a part."""
        self._span = names.prefix("text") + "span"
        self._style = names.prefix("text") + "style-name"
        prefix = names.prefix("text")
        self.signs: Mapping[str, str] = MappingProxyType(
            {"\t": f"<{prefix}tab/>", BREAK: f"<{prefix}line-break/>"}
        )
        self._styles = {}
        for start, end in elements(part, names, "style:style"):
            about = attributes(part[start : part.index(">", start)])
            if about.get("family") == "text":
                self._styles[about.get("name", "")] = OdtStyle(part[start:end], names)
        self._known: dict[tuple[str, ...], Formatting] = {}

    def of(self, styles: Sequence[str]) -> Formatting:
        """What text looks like within spans of these styles, outermost first."""
        key = tuple(styles)
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def tagged(self, formatting: Formatting, bare: frozenset[str]) -> Formatting | None:
        """That formatting and these bare tags, if the document has a style for them."""
        wanted = formatting.tags | bare
        for name in self._styles:
            found = self.of([name])
            if found.core == formatting.core and found.tags == wanted:
                return found
        return None

    def empty(self, looks: Formatting) -> str:
        """A span without text or style, in which all looks as most of a paragraph does."""
        return f"{looks.open}<{self._span}></{self._span}>{looks.close}"

    def spelt(self, text: str) -> str:
        """Text as it is written: of several spaces only the first one counts by itself (6.1.2)."""
        return re.sub(" {2,}", self._spaces, written(text))

    def _spaces(self, match: re.Match[str]) -> str:
        prefix = self._span.removesuffix("span")
        return f' <{prefix}s {prefix}c="{len(match[0]) - 1}"/>'

    def _read(self, key: tuple[str, ...]) -> Formatting:
        core, bare = dict[str, str](), set[str]()
        for name in key:
            style = self._styles.get(name)
            core |= dict(style.core) if style else ({} if name in _NAMED else {"style": name})
            bare |= style.tags if style else ({_NAMED[name]} if name in _NAMED else set())
        words = [_WORDS.get(name, f"{name} {{}}").format(value) for name, value in sorted(core.items())]
        words += [_WORDS.get(tag, tag) for tag in sorted(bare)]
        return Formatting(
            frozenset(core.items()),
            frozenset(bare),
            "".join(f'<{self._span} {self._style}="{written(name, chr(34))}">' for name in key),
            f"</{self._span}>" * len(key),
            ", ".join(words) or "plain",
        )
