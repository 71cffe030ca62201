"""Attributes that people read, and those that say in which language a page is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dvomova.formats.html_characters import decoded, encoded
from dvomova.formats.html_texts import Text
from dvomova.formats.html_tokens import Attribute, Token, attributes
from dvomova.model import Block, LanguageMark, Mark, Span

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
    text = Text(soft=" ")
    for characters in decoded(source, attribute.start, attribute.end, attribute=True, markup=False):
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
    return Block(kind, span, words, (Mark(0, span.start),), whole=True, style=style, outer=span)


def written(style: str, text: str, spelled: Mapping[str, str]) -> str:
    """A text as the value of an attribute."""
    quote = "'" if style == STYLES["'"] else '"'
    own = {quote: "&#39;" if quote == "'" else "&quot;", "\n": "&#10;"}
    value = encoded(text, {**spelled, **own})
    return f'"{value}"' if style == STYLES[""] else value


def language_marks(
    name: str, found: Mapping[str, Attribute], source: str, language: str
) -> Iterator[LanguageMark]:
    """Where a tag says that the document is in ``language``, which is that of the document."""
    for key in ("lang", "xml:lang"):
        if key in found and language_of(found, source, key) == language:
            yield _mark(found[key], source, {"uk": "uk", "en": "en"}, language)
    if name == "meta" and "content" in found:
        content = language_of(found, source, "content")
        if said("http-equiv", found, source) == "content-language" and content == language:
            yield _mark(found["content"], source, {"uk": "uk", "en": "en"}, language)
        elif said("property", found, source) == "og:locale" and content == language:
            yield _mark(found["content"], source, _LOCALES, language)
        elif said("property", found, source) == "og:locale:alternate" and content in _LOCALES:
            other = {"uk": _LOCALES["en"], "en": _LOCALES["uk"]}
            yield _mark(found["content"], source, other, "en" if content == "uk" else "uk")


def language_of(found: Mapping[str, Attribute], source: str, key: str = "") -> str | None:
    """The language that a tag says its text is in, ``uk`` of ``uk-UA``; None where it says none."""
    keys = (key,) if key else ("lang", "xml:lang")
    code = next((said(one, found, source) for one in keys if one in found), None)
    if code is None:
        return None
    code = code.replace("_", "-").split("-")[0]
    return {"ua": "uk"}.get(code, code)


def _mark(attribute: Attribute, source: str, words: Mapping[str, str], language: str) -> LanguageMark:
    """The value of an attribute, replaced by the word for a language; its own language it says as it did."""
    now = source[attribute.start : attribute.end]
    own = {**words, language: now} if language in words else words
    if attribute.valued:
        return LanguageMark(Span(attribute.start, attribute.end), tuple(own.items()))
    quoted = tuple((code, f'="{word}"') for code, word in own.items())
    return LanguageMark(Span(attribute.end, attribute.end), quoted)
