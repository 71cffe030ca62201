"""Where a Word document says in which language it is: so the right dictionary checks its words."""

from __future__ import annotations

from collections.abc import Iterator

from dvomova.formats.docx_xml import elements, names_of
from dvomova.formats.xml_tokens import Names, attribute_values, tags
from dvomova.model import LanguageMark, Span

_UKRAINIAN, _ENGLISH = "uk-UA", "en-GB"
_SPOKEN = frozenset({"uk", "en", "ru"})
"""What a style may say and not mean a third language: Word in Ukraine often said Russian of any text."""
_SAYING = frozenset({"w:lang", "w:themeFontLang"})
_DEFAULT = ("w:styles", "w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
"""What the default language stands in."""


def languages(part: str, start: int) -> list[LanguageMark]:
    """The marks of a part of styles, settings or properties that stands at ``start``, ascending."""
    names = names_of(part)
    values = list(_values(part, names))
    english = next((value for value, _span in values if _primary(value) == "en"), _ENGLISH)
    spoken = _SPOKEN | {_primary(value) for value, _span in values[:1]}
    marks = [_mark(span, value, english) for value, span in values if _primary(value) in spoken]
    marks += _missing(part, names, english)
    return sorted(
        LanguageMark(Span(start + mark.span.start, start + mark.span.end), mark.said) for mark in marks
    )


def _values(part: str, names: Names) -> Iterator[tuple[str, Span]]:
    """What each element says that names a language, and where."""
    for tag in tags(part, 0, len(part)):
        if names[tag.name] in _SAYING:
            for name, start, end in attribute_values(part[tag.start : tag.end], tag.start):
                if name == "val":
                    yield part[start:end], Span(start, end)
    for start, end in elements(part, names, "dc:language"):
        inner = Span(part.index(">", start) + 1, part.rindex("<", start, end))
        if inner.start < inner.end:
            yield part[slice(*inner)], inner


def _primary(value: str) -> str:
    return value.partition("-")[0].lower()


def _mark(span: Span, value: str, english: str, before: str = "", after: str = "") -> LanguageMark:
    """A place that says ``value`` and, in the other language, the other; what was said is kept."""
    said = {"uk": _UKRAINIAN, "en": english}
    if _primary(value) in said:
        said[_primary(value)] = value
    return LanguageMark(span, tuple((code, before + word + after) for code, word in sorted(said.items())))


def _missing(part: str, names: Names, english: str) -> Iterator[LanguageMark]:
    """Where the default language is to be said by styles that do not say it."""
    start, end, missing = 0, len(part), list(_DEFAULT)
    while missing:
        found = next(elements(part[start:end], names, missing[0]), None)
        if not found:
            break
        start, end = start + found[0], start + found[1]
        outer = missing.pop(0)
    if len(missing) == len(_DEFAULT):
        return
    w = names.prefix("w")
    tag_end = part.index(">", start) + 1
    if not missing:
        if not any(name == "val" for name, _begin, _stop in attribute_values(part[start:tag_end], start)):
            place = start + len(f"<{w}lang")
            yield _mark(Span(place, place), "", english, f' {w}val="', '"')
        return
    wanted = [f"{w}{name.removeprefix('w:')}" for name in missing]
    before = "".join(f"<{name}>" for name in wanted[:-1]) + f'<{wanted[-1]} {w}val="'
    after = '"/>' + "".join(f"</{name}>" for name in reversed(wanted[:-1]))
    if part[tag_end - 2] == "/":
        name = f"{w}{outer.removeprefix('w:')}"
        yield _mark(Span(tag_end - 2, tag_end), "", english, f">{before}", f"{after}</{name}>")
    else:
        place = part.rindex("<", start, end) if outer == "w:rPr" else tag_end
        yield _mark(Span(place, place), "", english, before, after)
