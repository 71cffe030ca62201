"""Form and content of a catalog as a whole: its header, plural forms, one text translated in two ways."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from gettext import c2py
from re import compile as expression

from dvomova.checks.base import Flaw, check
from dvomova.checks.sides import HIDDEN, Pair, Side
from dvomova.checks.style import Style
from dvomova.model import Catalog, Severity, Span, Unit
from dvomova.text.messages import gettext as _
from dvomova.text.similarity import canonical

N_ = str

_PLURALS = expression(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+)")
_COUNTED = range(1001)
"""Every rule of CLDR for whole numbers is told apart by numbers up to a thousand."""
_CHARSET = expression(r"charset=([\w-]+)")
_LEAST_FORMS = {"uk": 3, "en": 2}
"""By CLDR for whole numbers; Ukrainian has a fourth, for fractions, that some catalogs name."""

Found = Iterator[tuple[Pair | None, Flaw]]


@check(
    "header",
    "form",
    Severity.ERROR,
    title=N_("The header of a catalog says what is not so"),
    why=N_(
        "Programs go by it: the charset to read the file, the language to choose it, Plural-Forms to count."
    ),
    rule="GNU gettext manual, 2.2 and 11.2.6",
    whole_catalog=True,
)
def header(catalog: Catalog, pairs: list[Pair], _style: Style) -> Found:
    """Charset, language, plural forms, entries that stand twice."""
    for message in _header_flaws(catalog, pairs[0].target.language if pairs else ""):
        yield None, Flaw(message)
    doubles = list(_doubles(catalog))
    of_units = {id(pair.unit): pair for pair in reversed(pairs)} if doubles else {}
    for unit in doubles:
        yield of_units.get(id(unit)), Flaw(_("this entry stands twice: {text}").format(text=unit.source[:60]))


def _header_flaws(catalog: Catalog, language: str) -> Iterator[str]:
    if not catalog.header:
        yield _("the catalog has no header")
        return
    charset = _CHARSET.search(catalog.field("Content-Type"))
    if charset is None or charset[1].upper() not in {"UTF-8", "UTF8"}:
        yield _("the header does not say charset=UTF-8")
    stated = catalog.field("Language").replace("-", "_").split("_")[0].lower()
    if stated and language and stated != language:
        yield _("the header says the language is “{stated}”").format(stated=stated)
    yield from _plural_flaws(catalog, language)


def _plural_flaws(catalog: Catalog, language: str) -> Iterator[str]:
    stated = catalog.field("Plural-Forms")
    plural = any(unit.plural is not None and not unit.obsolete for unit in catalog.units)
    if not stated:
        if plural:
            yield _("Plural-Forms is missing")
        return
    forms = _PLURALS.search(stated)
    if forms is None:
        if plural:
            yield _("Plural-Forms cannot be understood")
        return
    count = int(forms[1])
    used = _forms_used(forms[2].strip())
    if not used:
        yield _("the rule of Plural-Forms is no expression")
        return
    if max(used) >= count:
        yield _("the rule of Plural-Forms gives form {form} of {count}").format(form=max(used), count=count)
    elif plural and len(used) < _LEAST_FORMS.get(language, 1):
        yield _("Plural-Forms has too few forms for this language")


@lru_cache(maxsize=64)
def _forms_used(rule: str) -> frozenset[int]:
    """The forms that a rule gives numbers; none if it is no expression."""
    try:
        choose = c2py(rule)
        return frozenset(choose(number) for number in _COUNTED)
    except (ValueError, ZeroDivisionError, RecursionError):
        return frozenset()


def _doubles(catalog: Catalog) -> Iterator[Unit]:
    seen: dict[str | None, set[str]] = defaultdict(set)
    for unit in catalog.units:
        if unit.obsolete:
            continue
        if unit.source in seen[unit.context]:
            yield unit
        seen[unit.context].add(unit.source)


@check(
    "plural",
    "form",
    Severity.ERROR,
    title=N_("Plural forms are missing, or all the same"),
    why=N_("1 файл, 2 файли, 5 файлів: a form for each, as many as Plural-Forms says."),
    rule="CLDR plural rules; GNU gettext manual 11.2.6",
    whole_catalog=True,
)
def plural(catalog: Catalog, pairs: list[Pair], _style: Style) -> Found:
    """Count and compare the forms of each plural message."""
    forms = _PLURALS.search(catalog.field("Plural-Forms"))
    count = int(forms[1]) if forms else 0
    seen: set[int] = set()
    for pair in pairs:
        unit = pair.unit
        if unit is None or unit.plural is None or id(unit) in seen:
            continue
        seen.add(id(unit))
        if count and len(unit.targets) != count:
            message = _("{found} plural forms, and the header says {count}")
            yield pair, Flaw(message.format(found=len(unit.targets), count=count))
        elif len(set(unit.targets)) == 1 < len(unit.targets) and unit.source != unit.plural:
            yield pair, Flaw(_("all plural forms are the same"), severity=Severity.INFO)


def _as_compared(side: Side) -> str:
    """Capitals matter only where there is code."""
    text = side.text
    return text if "`" in text and HIDDEN in side.prose else text.casefold()


@check(
    "inconsistent",
    "content",
    Severity.INFO,
    title=N_("One source text is translated in several ways"),
    why=N_("Right where the context differs; a term or a slogan should be one."),
    whole_catalog=True,
)
def inconsistent(_catalog: Catalog, pairs: list[Pair], _style: Style) -> Found:
    """Units of equal source, whatever their context and capitals, and different translations."""
    single = [pair for pair in pairs if pair.unit is not None and pair.unit.plural is None]
    sources = [_as_compared(pair.source) for pair in single]
    by_source: dict[str, list[Pair]] = {text: [] for text, count in Counter(sources).items() if count > 1}
    for text, pair in zip(sources, single, strict=True) if by_source else ():
        if text in by_source:
            by_source[text].append(pair)
    for same in by_source.values():
        ways: dict[str, Pair] = {}
        for pair in same:
            ways.setdefault(canonical(pair.target.text).casefold(), pair)
        first, *others = ways.values()
        for pair in others:
            message = _("elsewhere this is “{text}”").format(text=first.target.text)
            yield pair, Flaw(message, (), (Span(0, len(pair.target.text)),))


@check(
    "same-translation",
    "content",
    Severity.INFO,
    title=N_("Different source texts have one translation"),
    why=N_("One of them may have got the translation of the other."),
    whole_catalog=True,
)
def same_translation(_catalog: Catalog, pairs: list[Pair], _style: Style) -> Found:
    """Translations of four words or more that stand for sources which differ in words."""
    texts = Counter(pair.target.text for pair in pairs if pair.target.text.count(" ") > 2)
    doubled = {text for text, count in texts.items() if count > 1}
    first: dict[str, Pair] = {}
    for pair in pairs if doubled else ():
        if pair.target.text not in doubled:
            continue
        other = first.setdefault(pair.target.text, pair)
        if other.unit is not pair.unit and other.source.vocabulary != pair.source.vocabulary:
            message = _("also the translation of “{text}”").format(text=other.source.text)
            yield pair, Flaw(message, (Span(0, len(pair.source.text)),))
