"""Attributes that people read, and those that say in which language a page is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from dvomova.formats.html_characters import decoded, encoded
from dvomova.formats.html_habits import spelled_in
from dvomova.formats.html_texts import Text
from dvomova.formats.html_tokens import Attribute, Token, attributes
from dvomova.model import Block, LanguageMark, Mark, Span
from dvomova.text.languages import LANGUAGES

_EVERYWHERE = {
    "alt": "alternative text",
    "title": "tooltip",
    "placeholder": "label",
    "aria-label": "label",
    "aria-description": "label",
    "aria-placeholder": "label",
    "aria-roledescription": "label",
    "aria-valuetext": "label",
}
"""Attributes of any element, and what their text is called."""
_LABELLED = frozenset("optgroup option track".split())
_BUTTONS = frozenset("button reset submit".split())
_NOT_SHOWN = frozenset("base link meta script style".split())
_DESCRIBED = {
    "description": "description",
    "og:title": "title",
    "og:description": "description",
    "og:site_name": "title",
    "og:image:alt": "alternative text",
    "twitter:title": "title",
    "twitter:description": "description",
    "twitter:image:alt": "alternative text",
    "headline": "title",
}
"""``<meta>`` by name, property or itemprop."""
_SAYING = frozenset(("content-language", "og:locale"))
"""``<meta>`` that says the language."""
_LOCALES = {"uk": "uk_UA", "en": "en_US"}
"""Open Graph wants a country too."""

_TELLING = re.compile(
    r"[\s\"'/](?:(?:xml:)?lang|translate|alt|title|placeholder|aria-[a-z]+|label|value|content)\b"
    r"|notranslate|wp-block-verse",
    re.IGNORECASE,
)
"""What a tag holds if its attributes have to be read."""

STYLES = {'"': "in double quotes", "'": "in single quotes", "": "without quotes"}
"""Styles of a text that is an attribute's value."""


def telling(source: str, token: Token) -> dict[str, Attribute]:
    """The attributes of a start tag by name, if one of them could be of interest.

    Of two alike the first one counts.
    """
    if not _TELLING.search(source, token.start + len(token.name), token.end):
        return {}
    found: dict[str, Attribute] = {}
    for attribute in attributes(source, token):
        found.setdefault(attribute.name, attribute)
    return found


def readable(name: str, found: Mapping[str, Attribute], source: str) -> Iterator[tuple[Attribute, str]]:
    """The attributes of a tag that people read, with what their text is called.

    Args:
        name: of the element.
        found: its attributes by name.
        source: the document.
    """
    if name == "meta":
        kind = _DESCRIBED.get(said("name", found, source) or said("property", found, source))
        kind = kind or _DESCRIBED.get(said("itemprop", found, source))
        if kind and "content" in found:
            yield found["content"], kind
    for key, attribute in found.items() if name not in _NOT_SHOWN else ():
        if key in _EVERYWHERE:
            yield attribute, _EVERYWHERE[key]
        elif (key == "label" and name in _LABELLED) or (
            key == "value" and name == "input" and said("type", found, source) in _BUTTONS
        ):
            yield attribute, "label"


def said(key: str, found: Mapping[str, Attribute], source: str) -> str:
    """The value of an attribute in lower case; empty where there is none."""
    return source[found[key].start : found[key].end].strip().lower() if key in found else ""


def is_verse(found: Mapping[str, Attribute], source: str) -> bool:
    """Whether ``<pre>`` holds lines of prose: its author asks for them, or it is WordPress's verse."""
    asked = said("translate", found, source) == "yes"
    return asked or "wp-block-verse" in said("class", found, source).split()


def block_of(source: str, attribute: Attribute, kind: str) -> Block | None:
    """The block of an attribute's value; None for an empty one."""
    texts = list(decoded(source, attribute.start, attribute.end, attribute=True, markup=False))
    text = Text(soft=" ")
    for characters in texts:
        if characters.text == "\n" and characters.end - characters.start > 1:
            text.put("\n", characters.start)  # written as a reference, so meant
            text.blank = True
        else:
            text.read(characters)
    words = str(text).rstrip()
    if not words.strip() or "\0" in words:
        return None
    span = Span(attribute.start, attribute.end)
    style = STYLES[attribute.quote]
    marks, own = (Mark(0, span.start),), spelled_in(texts, source)
    return Block(kind, span, words, marks, whole=True, style=style, outer=span, spelled=own)


def written(style: str, text: str, spelled: Mapping[str, str]) -> str:
    """A text as the value of an attribute."""
    quote = "'" if style == STYLES["'"] else '"'
    own = {quote: "&#39;" if quote == "'" else "&quot;", "\n": "&#10;"}
    value = encoded(text, {**spelled, **own})
    return f'"{value}"' if style == STYLES[""] else value


def language_marks(
    name: str, found: Mapping[str, Attribute], source: str, own: Collection[str]
) -> Iterator[LanguageMark]:
    """Where a tag says in which language the document is.

    Args:
        name: of the element; what the root says is about the document, whatever it is.
        found: its attributes by name.
        source: the document.
        own: what the language of the document can be.
    """
    codes = {code: code for code in LANGUAGES}
    for key in ("lang", "xml:lang"):
        if key in found and (name == "html" or language_of(found, source, key) in own):
            yield _mark(found[key], source, codes)
    if name == "meta" and "content" in found:
        about = said("property", found, source) or said("http-equiv", found, source)
        content = language_of(found, source, "content")
        if about in _SAYING and content in own:
            yield _mark(found["content"], source, _LOCALES if about == "og:locale" else codes)
        elif about == "og:locale:alternate" and content in LANGUAGES and content not in own:
            yield _mark(found["content"], source, {"uk": _LOCALES["en"], "en": _LOCALES["uk"]})


def language_of(found: Mapping[str, Attribute], source: str, key: str = "") -> str | None:
    """The language that a tag says its text is in, ``uk`` of ``uk-UA``; None where it says none."""
    keys = (key,) if key else ("lang", "xml:lang")
    code = next((said(one, found, source) for one in keys if one in found), None)
    if code is None:
        return None
    code = code.replace("_", "-").split("-")[0]
    return {"ua": "uk"}.get(code, code)


def _mark(attribute: Attribute, source: str, words: Mapping[str, str]) -> LanguageMark:
    """The value of an attribute and what it says for each language; ``en-GB`` stays that for English."""
    now = source[attribute.start : attribute.end]
    alike = (code for code, word in words.items() if word[:2] == now[:2].lower())
    mine = {**words, **dict.fromkeys(alike, now)}
    if attribute.valued:
        return LanguageMark(Span(attribute.start, attribute.end), tuple(mine.items()))
    quoted = tuple((code, f'="{word}"') for code, word in words.items())
    return LanguageMark(Span(attribute.end, attribute.end), quoted)
