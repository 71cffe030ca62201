"""Form: quotation marks, dashes, apostrophes, by the habits of each language and of the house."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dvomova.checks.base import REGISTRY, Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import Pair, Side
from dvomova.checks.style import Style
from dvomova.model import Catalog, Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_STRAIGHT = re.compile(r"(?<!\\)\"(?!(?<=\w\")\w)")
"""One between two letters is to be an apostrophe."""
_CODE = re.compile(r"(?<==)\s?\"[^\"]*\"")
_PASSAGE = re.compile(r"\"[^\"]*\"")
_SIGNS = 3
_UKRAINIAN_CURLY = re.compile(r"[“„]([^“”„«»\"]*)”")
_SINGLE = re.compile(r"(?<![\w'])'(?=[^\W\d_])([^'«»\"]{3,}?)'(?![\w'])")
_ENGLISH_GUILLEMETS = re.compile(r"«([^«»]*)»|„([^„“”]*)[“”]")


@check(
    "quotes",
    "form",
    Severity.WARNING,
    title=N_("Quotation marks of another language, or straight ones"),
    why=N_("Ukrainian has « » and inside them „ “; English “ ” and ‘ ’."),
    rule="Український правопис 2019, § 157; CLDR delimiters",
    marks='"“”„«»‘',
    mechanical=True,
)
def quotes(pair: Pair) -> Iterator[Flaw]:
    """Quotation marks of another language, and ones that do not pair; ``straight_quotes`` has the others."""
    if pair.style.quotes == "any":
        return
    side = pair.target
    if side.language == "uk" and "”" in side.text:
        yield from _replaced(side, _UKRAINIAN_CURLY, "«", "»")
    if side.language == "uk" and "'" in side.text and pair.source.has("“”‘"):
        yield from _replaced(side, _SINGLE, "«", "»")
    if side.language == "en":
        yield from _replaced(side, _ENGLISH_GUILLEMETS, "“", "”")
    yield from _unpaired(pair, side)


_OWN = {"uk": ("«", "»"), "en": ("“", "”")}
_MANY = 20
"""So many translations with straight marks may be a habit of the house …"""
_FEW = 0.1
"""… if so many at the most have the right ones for each of them."""


def straight_quotes(_catalog: Catalog, pairs: list[Pair], style: Style) -> Iterator[tuple[Pair, Flaw]]:
    """Straight marks. Where a catalog has hardly others, one warning for all of them: it is a habit."""
    if style.quotes == "any":
        return
    found = [
        (pair, flaw) for pair in pairs if '"' in pair.target.text for flaw in _straight(pair, pair.target)
    ]
    own = [flaw for _pair, flaw in found if flaw.severity is None]
    if len(own) < _MANY or sum(pair.target.has("«“") for pair in pairs) > _FEW * len(own):
        yield from found
        return
    for pair, flaw in found:
        if flaw is own[0]:
            message = _("{flaw}; so in this catalog {number} times more")
            yield pair, flaw._replace(message=message.format(flaw=flaw.message, number=len(own) - 1))
        else:
            yield pair, flaw._replace(severity=Severity.INFO)


REGISTRY["quotes"] = replace(REGISTRY["quotes"], run_catalog=straight_quotes)


def _straight(pair: Pair, side: Side) -> Iterator[Flaw]:
    if side.language not in _OWN:
        return
    places = [
        match.start()
        for match in _STRAIGHT.finditer(_without_values(pair, side))
        if not _is_inch(side.prose, match.start())
    ]
    if not places:
        return
    copied = '"' in pair.source.text and not pair.source.has("“”„«»")
    opening, closing = _OWN[side.language]
    pairs = list(zip(places[::2], places[1::2], strict=False)) if len(places) % 2 == 0 else []
    edits = tuple(
        Edit(Span(place, place + 1), sign)
        for start, end in pairs
        for place, sign in ((start, opening), (end, closing))
        if _fits(side.prose, start, end)
    )
    message = _("straight quotation marks; write {opening} {closing}").format(
        opening=opening, closing=closing
    )
    spans = tuple(Span(place, place + 1) for place in places)
    yield Flaw(message, (), spans, edits, severity=Severity.INFO if copied else None)


def _without_values(pair: Pair, side: Side) -> str:
    """The prose without what is quoted for a machine: ``key = "…"``, or quoted in the source by ' or `.

    Nor what the source quotes by straight marks too, nor signs that are named, as in "@".
    """

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    def is_literal(quoted: str) -> bool:
        source, name = pair.source.text, quoted[1:-1]
        if not any(map(str.isalnum, name)):
            return 0 < len(name) <= _SIGNS and not name.isspace()
        return quoted in source or f"'{name}'" in source or f"`{name}`" in source

    text = _CODE.sub(blank, side.prose)
    return _PASSAGE.sub(lambda match: blank(match) if is_literal(match[0]) else match[0], text)


def _is_inch(text: str, place: int) -> bool:
    return text[place - 1 : place].isdigit() and not text[:place].count('"') % 2


def _fits(text: str, start: int, end: int) -> bool:
    """Whether these two marks open and close, by what is beside them."""
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    return not before.isalnum() and not behind.isspace() and not text[end - 1 : end].isspace()


def _replaced(side: Side, wrong: re.Pattern[str], opening: str, closing: str) -> Iterator[Flaw]:
    for match in wrong.finditer(side.prose):
        if closing == "»" and side.prose[: match.start()].count("«") > side.prose[: match.start()].count("»"):
            continue  # inside « » these are the inner ones of some houses
        start, end = match.span()
        edits = (Edit(Span(start, start + 1), opening), Edit(Span(end - 1, end), closing))
        message = _("quotation marks of another language; write {opening} {closing}")
        spans = tuple(edit.span for edit in edits)
        yield Flaw(message.format(opening=opening, closing=closing), (), spans, edits)


def _unpaired(pair: Pair, side: Side) -> Iterator[Flaw]:
    for opening, closing in (("«", "»"), ("“", "”")):
        if side.language == "uk" and opening == "“":
            continue
        one, two = side.text.count(opening), side.text.count(closing)
        if one == two:
            continue
        if _goes_on(pair.source.text):
            continue
        spans = tuple(Span(at, at + 1) for at, sign in enumerate(side.text) if sign in opening + closing)
        is_parted = " — " in side.text or " – " in side.text  # speech that goes on in the next segment
        severity = Severity.INFO if is_parted else None
        yield Flaw(_("quotation marks that do not pair"), (), spans, severity=severity)


_SINGLE_OPENS = re.compile(r"(?<!\w)['‘](?=[A-ZА-ЯІЇЄҐ])")
_SINGLE_CLOSES = re.compile(r"[.,!?…]['’](?!\w)|['’][.,!?…]?\Z")


def _goes_on(text: str) -> bool:
    """Whether a quotation began before this segment or ends behind it."""
    return (
        text.count('"') % 2 == 1
        or (_SINGLE_OPENS.search(text) is not None and not _SINGLE_CLOSES.search(text))
        or text.count("«") != text.count("»")
        or text.count("“") + text.count("„") != text.count("”") + (text.count("“") if "„" in text else 0)
    )


_HYPHEN_AS_DASH = re.compile(r"(?<=\S)([ \u00a0])(-{1,2})(?=[ \u00a0]\S)")
_TIGHT_DASH = re.compile(r"(?<=[а-яіїєґ»”)])(—)(?=[а-яіїєґ«„(])|(?<=[а-яіїєґ»”]),(—)(?= )")
_ANY_DASH = re.compile(r"(?<=\s)[–—](?=\s)")


_SMALL_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґ"


def _dashed(batch: Batch) -> Numbers:
    target = batch.target
    found = target.sequence(" \u00a0", "-")
    if target.language == "uk":
        found |= target.sequence(_SMALL_CYRILLIC + "»”),", "—")
    return found if batch.style.dash == "any" else found | target.marked("–—")


@check(
    "dash",
    "form",
    Severity.WARNING,
    title=N_("A hyphen for a dash, or a dash without its spaces"),
    why=N_("In Ukrainian the dash has a space on either side; the hyphen joins words and has none."),
    rule="Український правопис 2019, § 36, § 161",
    hint=_dashed,
    mechanical=True,
)
def dash(pair: Pair) -> Iterator[Flaw]:
    """Spaced hyphens, unspaced dashes, and dashes other than the house has them."""
    side = pair.target
    if " -" in side.prose or "\u00a0-" in side.prose:
        yield from _hyphens(pair, side)
    if side.language == "uk" and "—" in side.text:
        for match in _TIGHT_DASH.finditer(side.prose):
            span = Span(*match.span(match.lastindex or 0))
            right = " — " if match[1] else " —"
            yield Flaw(_("put spaces around the dash"), (), (span,), (Edit(span, right),))
    if pair.style.dash != "any":
        for match in _ANY_DASH.finditer(side.prose):
            if match[0] != pair.style.dash:
                span = Span(*match.span())
                message = _("the dash of the house is “{dash}”").format(dash=pair.style.dash)
                yield Flaw(message, (), (span,), (Edit(span, pair.style.dash),))


def _hyphens(pair: Pair, side: Side) -> Iterator[Flaw]:
    copied = " - " in pair.source.text or " -- " in pair.source.text
    for match in _HYPHEN_AS_DASH.finditer(side.prose):
        if not _between_words(side.prose, match):
            continue
        span = Span(*match.span(2))
        mark = "—" if pair.style.dash == "any" else pair.style.dash
        yield Flaw(
            _("a hyphen for a dash; write “{dash}”").format(dash=mark),
            (),
            (span,),
            () if copied else (Edit(span, mark),),  # where both have it, it may be a sign of its own
            severity=Severity.INFO if copied or side.language != "uk" else None,
        )


def _between_words(text: str, match: re.Match[str]) -> bool:
    """Whether it stands where a dash may: not between numbers, before options, at the head of a line."""
    before, behind = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    digits = before[-1:].isdigit() and behind[:1].isdigit()
    return bool(before) and not digits and (behind[:1].isalpha() or behind[:1] in '«“„"(')


_BEFORE_VOWEL = re.compile('["`*´′ьЬ][яюєїЯЮЄЇ]')
_WRONG_APOSTROPHE = re.compile(
    r"(?<=[бвгґджзклмнпрстфхцчшщБВГҐДЖЗКЛМНПРСТФХЦЧШЩ])([\"`*´′])(?=[яюєїЯЮЄЇ])|(?<=[бпвмфБПВМФ])([ьЬ])(?=[яюєїЯЮЄЇ])"
)
_MAY_BE_ONE = re.compile(r"['’ʼ][яюєїЯЮЄЇ]")
_APOSTROPHE = re.compile(r"(?<=[а-яіїєґА-ЯІЇЄҐ])['’ʼ](?=[яюєїЯЮЄЇ])")


def _before_vowels(batch: Batch) -> Numbers:
    return batch.target.sequence('"`*´′ьЬ', "яюєїЯЮЄЇ", code=True)


@check(
    "apostrophe",
    "form",
    Severity.WARNING,
    title=N_("Something else stands where an apostrophe should be"),
    why=N_("п’ять, об’єкт: before я ю є ї, behind б п в м ф р. A quote, a backtick or ь is no apostrophe."),
    rule="Український правопис 2019, § 7",
    target="uk",
    hint=_before_vowels,
    mechanical=True,
)
def apostrophe(pair: Pair) -> Iterator[Flaw]:
    """Other signs in the place of the apostrophe."""
    side = pair.target
    if not side.has('"`*´′ьЬ') or not side.has("яюєїЯЮЄЇ"):
        return
    for match in _WRONG_APOSTROPHE.finditer(side.text) if _BEFORE_VOWEL.search(side.text) else ():
        span = Span(*match.span())
        right = pair.style.apostrophe if pair.style.apostrophe != "any" else "’"
        yield Flaw(_("an apostrophe belongs here"), (), (span,), (Edit(span, right),))


@check(
    "apostrophe-form",
    "form",
    Severity.INFO,
    title=N_("Apostrophes of several forms in one catalog"),
    why=N_("Readers do not see the difference; search does: ’ ʼ ' are three characters."),
    rule="Український правопис 2019, § 7; Unicode U+2019, U+02BC",
    target="uk",
    mechanical=True,
    whole_catalog=True,
)
def apostrophe_form(_catalog: Catalog, pairs: list[Pair], style: Style) -> Iterator[tuple[Pair | None, Flaw]]:
    """Apostrophes in words that are not the one of the house, or of most words."""
    found = [
        (pair, match)
        for pair in pairs
        if _MAY_BE_ONE.search(pair.target.text)
        for match in _APOSTROPHE.finditer(pair.target.prose)
    ]
    if not found:
        return
    usual = style.apostrophe
    if usual == "any":
        usual = Counter(match[0] for _pair, match in found).most_common(1)[0][0]
    message = _("the apostrophe here is {usual} (U+{code:04X})").format(usual=usual, code=ord(usual))
    for pair, match in found:
        if match[0] != usual:
            span = Span(*match.span())
            yield pair, Flaw(message, (), (span,), (Edit(span, usual),))


_IZE = re.compile(r"\b[A-Za-z]{3,}?(i[sz])(?:e[sd]?|ing|ations?|ers?)\b")
_NEVER_IZE = re.compile(
    r"\b(?:\w*(?:vise|cise|mise|prise|guise|wise|rise|arise|raise|praise|noise|poise|promis|exercis|advis|advertis|"
    r"surpris|compris|compromis|enterpris|televis|superv|improvis|revis|devis|franchis|merchandis|surmis|disguis|"
    r"despis|excis|incis|circumcis|apprais|precis|paradis|expertis|premis|treatis|otherwis|likewis|demis|chastis|"
    r"siz|priz|seiz|capsiz|raising|rising|prison|visit|poison|liaison|vision|cision)\w*)\b",
    re.IGNORECASE,
)


def _spelled(batch: Batch) -> Numbers:
    return set() if batch.style.spelling == "any" else set(range(len(batch.pairs)))


@check(
    "ize",
    "form",
    Severity.INFO,
    title=N_("organise or organize: not as the house spells"),
    why=N_("One spelling in one publication; which one is set as `spelling` in the configuration."),
    rule="Oxford (-ize), Cambridge (-ise)",
    target="en",
    hint=_spelled,
    mechanical=True,
)
def ize(pair: Pair) -> Iterator[Flaw]:
    """Words in -ise where the house has -ize, or the other way round."""
    if pair.style.spelling == "any":
        return
    wrong, right = ("is", "iz") if pair.style.spelling == "ize" else ("iz", "is")
    for match in _IZE.finditer(pair.target.prose):
        if match[1] == wrong and not _NEVER_IZE.fullmatch(match[0]):
            span = Span(*match.span(1))
            message = _("the house writes -{ending}").format(ending=f"{right}e")
            yield Flaw(message, (), (Span(*match.span()),), (Edit(span, right),))
