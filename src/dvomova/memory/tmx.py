"""Translation memories as files that other tools read: TMX 1.4b (LISA OSCAR, 2005), as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from gettext import gettext as _
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, iterparse
from xml.sax.saxutils import escape, quoteattr

from dvomova import __version__
from dvomova.errors import ConfigError, FileError
from dvomova.memory import tmx_codes
from dvomova.memory.records import FUZZY, MACHINE, PERSON, Pair
from dvomova.text.languages import LANGUAGES, code

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TOOL = "dvomova"
_MADE = "x-dvomova-made"
"""The type of the property that says who stands behind a translation, where it is no person."""
_ORIGIN = "x-dvomova-origin"
_MACHINES = re.compile(r"\b(?:MT|machine|google|deepl|microsoft|libretranslate)\b", re.IGNORECASE)
"""What tools write as the author of a unit that no person translated."""


def read(file: BinaryIO, name: str) -> Iterator[Pair]:
    """The pairs of a TMX file that has both languages, one after another, whatever its size.

    Variants of a language (``en-GB``) count as it; of several, each goes with the first one of the other
    language. Codes are read as ``tmx_codes`` says.

    Args:
        file: open for reading; of any encoding that XML knows.
        name: what errors call it.

    Raises:
        FileError: it is no TMX; with the line.
    """
    try:
        events = iterparse(file, ("start", "end"))  # noqa: S314  (expat 2.4.1 and later stop "billion laughs")
        _event, root = next(events)
        if _plain(root.tag) != "tmx":
            raise FileError(_("this is no TMX file (it begins with <{tag}>)").format(tag=root.tag), path=name)
        is_ours = False
        for event, element in events:
            element.tag = _plain(element.tag)
            if element.tag == "header":
                is_ours = element.get("creationtool") == _TOOL
            elif event == "end" and element.tag == "tu":
                yield from _pairs(element, is_ours=is_ours)
                for one in root:
                    one.clear()  # what was read is let go of
    except (ParseError, UnicodeError, ValueError, StopIteration, LookupError, RecursionError) as error:
        line = getattr(error, "position", (0, 0))[0]
        raise FileError(
            _("this is not the XML of a TMX file ({detail})").format(detail=error),
            path=name,
            line=line,
            cure=_("export it again, or mend the line; nothing was taken in"),
        ) from None


def _plain(tag: str) -> str:
    """A tag without the namespace that some tools put it in, though the standard has none."""
    return tag.rpartition("}")[2]


def _pairs(unit: Element, *, is_ours: bool) -> Iterator[Pair]:
    texts: dict[str, list[str]] = {language: [] for language in LANGUAGES}
    variants = unit.findall("tuv")
    numbers = None if is_ours else tmx_codes.Numbers()
    for variant in variants:
        language = _language(variant.get(_LANG) or variant.get("lang") or "")
        seg = variant.find("seg")
        if language in texts and seg is not None and (text := tmx_codes.read(seg, numbers)).strip():
            texts[language].append(text)
    uks, ens = texts["uk"], texts["en"]
    made, date, origin = _made(unit, variants), _date(unit, variants), _property(unit, _ORIGIN)
    for place in range(max(len(uks), len(ens)) if uks and ens else 0):
        uk, en = (some[place] if place < len(some) else some[0] for some in (uks, ens))
        yield Pair(uk, en, made, date, origin)


@cache
def _language(name: str) -> str:
    """The language of ``en-GB``, ``UK``, ``ukr``; empty for one of no use here."""
    try:
        return code(name.replace("_", "-").partition("-")[0])
    except ConfigError:
        return ""


def _made(unit: Element, variants: Iterable[Element]) -> str:
    said = _property(unit, _MADE)
    if said in {FUZZY, MACHINE}:
        return said
    authors = [one.get(name) or "" for one in (unit, *variants) for name in ("creationid", "changeid")]
    last = next((author for author in reversed(authors) if author), "")
    return MACHINE if _MACHINES.search(last) else PERSON


def _property(unit: Element, name: str) -> str:
    return next((prop.text or "" for prop in unit.iter("prop") if prop.get("type") == name), "")


def _date(unit: Element, variants: Iterable[Element]) -> str:
    """The last day that anything of a unit was touched; ``20261125T120000Z`` in the file."""
    dates = [one.get(name) or "" for one in (unit, *variants) for name in ("creationdate", "changedate")]
    day = max((date for date in dates if re.match(r"\d{8}", date)), default="")
    return f"{day[:4]}-{day[4:6]}-{day[6:8]}" if day else ""


def written(pairs: Iterable[Pair], source: str) -> Iterator[str]:
    """Pairs as the text of a TMX file, piece by piece.

    Args:
        pairs: as they come.
        source: the language that the header calls that of the originals.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="{_TOOL}" creationtoolversion="{__version__}" segtype="sentence" '
        f'o-tmf="gettext" adminlang="en" srclang="{source}" datatype="plaintext"/>\n<body>\n'
    )
    order = (source, *(language for language in LANGUAGES if language != source))
    for pair in pairs:
        date = (
            f' changedate="{pair.date.replace("-", "")}T000000Z"'
            if re.fullmatch(r"\d{4}-\d\d-\d\d", pair.date)
            else ""
        )
        yield f"<tu{date}>\n"
        if pair.made != PERSON:
            yield f"<prop type={quoteattr(_MADE)}>{escape(pair.made)}</prop>\n"
        if pair.origin:
            yield f"<prop type={quoteattr(_ORIGIN)}>{escape(pair.origin)}</prop>\n"
        for language in order:
            yield f'<tuv xml:lang="{language}"><seg>{tmx_codes.written(pair.text(language))}</seg></tuv>\n'
        yield "</tu>\n"
    yield "</body>\n</tmx>\n"
