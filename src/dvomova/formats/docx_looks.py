"""How runs of Word look: what of their properties a reader sees, what bare tags say, what the rest means.

Elements and their order by ECMA-376-1 (Office Open XML), 17.3.2 and the schema of CT_RPr.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from dvomova.formats.inline import BREAK, Formatting
from dvomova.formats.xml_tokens import Names, attributes, tags, written

_ORDER = {
    name: number
    for number, name in enumerate(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
        "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd "
        "fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split()
    )
}
_UNSEEN = frozenset(
    "lang noProof bCs iCs szCs rtl cs kern snapToGrid webHidden rPrChange ins del moveFrom moveTo "
    "w14:ligatures".split()
)
"""Properties that no reader of Ukrainian or English sees a difference by."""
_PLAIN = {
    "color": ("val", "auto"),
    "highlight": ("val", "none"),
    "shd": ("fill", "auto"),
    "vertAlign": ("val", "baseline"),
    "bdr": ("val", "nil"),
    "effect": ("val", "none"),
}
"""Values that say no more than would be there without them."""
_FONTS = ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme")
"""Of ``rFonts``, what letters of Ukrainian and English are drawn with."""
_TOGGLES = frozenset("b i caps smallCaps strike dstrike outline shadow emboss imprint vanish".split())
_OFF = frozenset({"0", "false", "off", "none"})
_TAGGED = {
    ("b", "on"): "b",
    ("i", "on"): "i",
    ("u", "single"): "u",
    ("strike", "on"): "s",
    ("vertAlign", "superscript"): "sup",
    ("vertAlign", "subscript"): "sub",
}
_PROPERTIES = {tag: pair for pair, tag in _TAGGED.items()}
_NAMED_STYLES = {"strong": "strong", "emphasis": "em"}
_LANGUAGE = re.compile(r"\s(?:[\w.-]+:)?val\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_WORDS = {
    "rFonts": "font {}",
    "color": "colour {}",
    "highlight": "highlighted {}",
    "u": "underlined {}",
    "rStyle": "style {}",
    "caps": "capitals",
    "smallCaps": "small capitals",
    "dstrike": "struck through twice",
    "spacing": "spaced",
    "shd": "shaded",
    "bdr": "framed",
}
_TAG_WORDS = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "s": "struck through",
    "sup": "superscript",
    "sub": "subscript",
}


class WordLooks:
    """The runs of one part: what they look like and how they are written."""

    def __init__(self, names: Names, styles: Mapping[str, str]) -> None:
        """Prepare to read runs.

        Args:
            names: of the part.
            styles: the name of each character style, in lower case, by its id.
        """
        self._names, self._styles = names, styles
        self._w = w = names.prefix("w")
        self.text_open, self.text_spaced = f"<{w}t>", f'<{w}t xml:space="preserve">'
        self.text_close = f"</{w}t>"
        self.signs: Mapping[str, str] = MappingProxyType(
            {
                "\t": f"<{w}tab/>",
                "\u2011": f"<{w}noBreakHyphen/>",
                "\u00ad": f"<{w}softHyphen/>",
                BREAK: f"<{w}br/>",
            }
        )
        self._known: dict[str, tuple[Formatting, bool, bool]] = {}

    def of(self, properties: str) -> tuple[Formatting, bool, bool]:
        """What a run with these properties looks like; whether it says its language; whether it is hidden.

        Args:
            properties: its ``rPr`` as it stands, or nothing.
        """
        if properties not in self._known:
            self._known[properties] = self._read(properties)
        return self._known[properties]

    def tagged(self, formatting: Formatting, bare: frozenset[str]) -> Formatting | None:
        """That formatting and these bare tags; None where one of them is a style that there is not."""
        wanted = formatting.tags | bare
        children = self._children(formatting.open)
        for tag in sorted(bare - formatting.tags):
            added = self._property(tag)
            if not added:
                return None
            name, element = added
            children = [child for child in children if child[0] != name]
            later = (
                place
                for place, (other, _source) in enumerate(children)
                if _ORDER.get(other, len(_ORDER)) > _ORDER[name]
            )
            children.insert(next(later, len(children)), (name, element))
        return self._formatting(formatting.core, wanted, "".join(source for _name, source in children))

    def _property(self, tag: str) -> tuple[str, str] | None:
        if tag in _PROPERTIES:
            name, value = _PROPERTIES[tag]
            said = "" if value == "on" else f' {self._w}val="{value}"'
            return name, f"<{self._w}{name}{said}/>"
        known = (key for key, name in self._styles.items() if _NAMED_STYLES.get(name) == tag)
        style = next(known, None)
        return ("rStyle", f'<{self._w}rStyle {self._w}val="{written(style, chr(34))}"/>') if style else None

    def _read(self, properties: str) -> tuple[Formatting, bool, bool]:
        core, bare, kept = set[tuple[str, str]](), set[str](), list[str]()
        foreign = hidden = False
        for name, source in self._children(properties):
            said = attributes(source[: source.index(">") + 1])
            foreign = foreign or (name == "lang" and "val" in said)
            kept.append(_kept(name, source))
            value = _value(name, said)
            hidden = hidden or (name, value) == ("vanish", "on")
            if value and name not in _UNSEEN:
                tag = _TAGGED.get((name, value)) or self._style_tag(name, value)
                bare.add(tag) if tag else core.add((name, value))
        return self._formatting(frozenset(core), frozenset(bare), "".join(kept)), foreign, hidden

    def _style_tag(self, name: str, value: str) -> str | None:
        return _NAMED_STYLES.get(self._styles.get(value, "")) if name == "rStyle" else None

    def _formatting(
        self, core: frozenset[tuple[str, str]], bare: frozenset[str], children: str
    ) -> Formatting:
        properties = f"<{self._w}rPr>{children}</{self._w}rPr>" if children else ""
        means = ", ".join(
            [*(_word(*pair) for pair in sorted(core)), *(_TAG_WORDS.get(tag, tag) for tag in sorted(bare))]
        )
        return Formatting(core, bare, f"<{self._w}r>{properties}", f"</{self._w}r>", means or "plain")

    def _children(self, source: str) -> list[tuple[str, str]]:
        """Local name and source of each property in an ``rPr``."""
        found: list[tuple[str, str]] = []
        inside, depth, begin = False, 0, 0
        for tag in tags(source, 0, len(source)):
            if not inside:
                inside = self._names[tag.name] == "w:rPr" and tag.kind == "<"
                continue
            if tag.kind == ">" and depth == 0:
                break
            begin = tag.start if depth == 0 else begin
            depth += (tag.kind == "<") - (tag.kind == ">")
            if depth == 0:
                first = re.match(r"</?([^\s/>]+)", source[begin:])
                name = self._names[first[1]] if first else ""
                found.append((name.removeprefix("w:"), source[begin : tag.end]))
        return found


def _kept(name: str, source: str) -> str:
    """What a new run takes over of a property: neither its language nor how it looked before a change."""
    if name == "lang":
        source = _LANGUAGE.sub("", source)
        return source if attributes(source) else ""
    return source if name != "rPrChange" else ""


def _value(name: str, said: Mapping[str, str]) -> str:
    """What a property says, empty for nothing that shows."""
    if name in _TOGGLES:
        return "off" if said.get("val", "on") in _OFF else "on"
    if name in _PLAIN and said.get(_PLAIN[name][0]) == _PLAIN[name][1] and "themeColor" not in said:
        return ""
    if name == "rFonts":
        return " ".join(dict.fromkeys(said[key] for key in _FONTS if key in said))
    if name == "u" and set(said) <= {"val", "color"} and said.get("color", "auto") == "auto":
        return said.get("val", "single")
    return " ".join(f"{value}" for _key, value in sorted(said.items())) or "on"


def _word(name: str, value: str) -> str:
    if name == "sz":
        return f"size {int(value) / 2:g}" if value.isdigit() else f"size {value}"
    if value == "off":
        return f"not {_TAG_WORDS.get(name, _WORDS.get(name, name))}"
    return _WORDS.get(name, f"{name} {{}}").format(value)
