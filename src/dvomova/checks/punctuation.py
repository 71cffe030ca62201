"""Form: ends of sentences, brackets, spaces, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dvomova.checks.base import Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.sides import HIDDEN, Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_CLOSERS = "»”’\"')]}*_`>\u00a0 \n"
_MARKS = {".": ".", "。": ".", "?": "?", "!": "!", "…": "…", ":": ":", ";": ";", ",": ","}


def _end(side: Side) -> str:
    """The class of the mark that a text ends with; empty for none."""
    text = side.prose.rstrip(_CLOSERS)
    while text.endswith(HIDDEN):
        start = len(text.rstrip(HIDDEN))
        if side.text[start] not in "<[]":  # a name, an address, a placeholder: words
            return ""
        text = text[:start].rstrip(_CLOSERS)
    if text.endswith(("—", "–", " -")):
        return "—"
    if text.endswith(("...", "…")):
        return "…"
    if text.endswith(("?!", "!?", "?..", "!..")):
        return "?" if "?" in text[-3:] else "!"
    return _MARKS.get(text[-1:], "")


_SURE = frozenset(".?!:")


def _ending_otherwise(batch: Batch) -> Numbers:
    """Where not both texts end with the same mark, or both with a letter."""
    ends = enumerate(zip(batch.source.proses, batch.target.proses, strict=True))
    lasts = ((number, one[-1:], two[-1:]) for number, (one, two) in ends)
    return {
        number
        for number, one, two in lasts
        if not ((one == two and one in _SURE) or (one.isalnum() and two.isalnum()))
    }


@check(
    "end-punctuation",
    "form",
    Severity.WARNING,
    title=N_("The translation ends with another mark"),
    why=N_("A question becomes a statement, a sentence runs into the next, an introduction loses its colon."),
    hint=_ending_otherwise,
)
def end_punctuation(pair: Pair) -> Iterator[Flaw]:
    """Compare the last mark behind which no letter stands."""
    source, target = pair.source.text[-1:], pair.target.text[-1:]
    if source == target and source in ".?!:":
        return
    one, two = _end(pair.source), _end(pair.target)
    if one == two or len(pair.source.words) < 2 or len(pair.target.words) < 2:
        return
    if "?" in {one, two} and "?" in pair.source.prose and "?" in pair.target.prose:
        return
    end = len(pair.target.text)
    message = _("the source ends with “{source}”, the translation with “{target}”")
    message = message.format(source=one or _("no mark"), target=two or _("no mark"))
    yield Flaw(message, (), (Span(max(end - 1, 0), end),), severity=_weight(one, two))


def _weight(one: str, two: str) -> Severity | None:
    """A question, or the introduction of what follows, matters; a full stop of a heading is style."""
    if "?" in {one, two}:
        return None if one else Severity.INFO  # of a headline
    if {one, two} <= {".", "!", "…", ";", ","} or {one, two} <= {":", "."}:
        return Severity.INFO
    return Severity.INFO if one in {"", ",", ";", "!", "…", "—"} or two in {":", "—"} else None


_PAIRS = {")": "(", "]": "[", "}": "{"}
_CLOSED_ALONE = re.compile(r"(?:(?<=\s)|\A)(?:\d+|[^\W\d_]{1,2})\)|[:;=8][-']?[()]")
"""Numbering: 1) 2) а) б), and faces."""


def _bracketed(batch: Batch) -> Numbers:
    texts = batch.target.texts
    return {number for number in batch.target.marked("()[]{}") if not _as_many(texts[number])}


def _as_many(text: str) -> bool:
    """Whether as many brackets are opened as closed, of each kind."""
    return all(text.count(closing) == text.count(opening) for closing, opening in _PAIRS.items())


@check(
    "brackets",
    "form",
    Severity.ERROR,
    title=N_("A bracket is not closed, or not opened"),
    why=N_("The reader does not know where the aside ends, and markup breaks."),
    hint=_bracketed,
)
def brackets(pair: Pair) -> Iterator[Flaw]:
    """Brackets of the translation that do not pair while those of the source do."""
    target = _unpaired(pair.target)
    if target and not _unpaired(pair.source):
        text = ", ".join(pair.target.text[place] for place in target)
        message = _("not paired: {brackets}").format(brackets=text)
        yield Flaw(message, (), tuple(Span(place, place + 1) for place in target))


def _unpaired(side: Side) -> list[int]:
    text = side.text
    if _as_many(text):
        return []
    alone = {match.end() - 1 for match in _CLOSED_ALONE.finditer(side.prose)}
    stack: list[tuple[str, int]] = []
    wrong = []
    for place, sign in _bracket_signs(side):
        if sign in "([{":
            stack.append((sign, place))
        elif stack and stack[-1][0] == _PAIRS[sign]:
            stack.pop()
        elif place not in alone:
            wrong.append(place)
    return wrong + [place for _sign, place in stack if place not in alone]


def _bracket_signs(side: Side) -> Iterator[tuple[int, str]]:
    """The brackets of the prose, and those of ``](``, which belongs to the code of a link."""
    text, prose = side.text, side.prose
    for place, sign in enumerate(prose):
        if sign in "()[]{}":
            yield place, sign
        elif sign == HIDDEN and prose[place - 1 : place] != HIDDEN and text[place] == "]":
            yield place, "]"
            if text[place + 1 : place + 2] == "(":
                yield place + 1, "("
            elif text[place + 1 : place + 2] == "[":
                continue
        elif sign == HIDDEN and text[place : place + 2] == "](" and text[place] == "]":
            yield place, "]"
            yield place + 1, "("


_BEFORE_MARK = re.compile(
    r"(?<=[^\W_»”)\]])([ \u00a0\u202f]+)(?=[,;!?](?:[\s»”\"')]|\Z)|\.(?:\s|\Z)|:(?:\s|\Z))"
)
_BEFORE_CLOSER = re.compile(r"(?<=[^\s(«“])( +)(?=[»”](?!\w)|\)(?!\w))|(?<=[(«])( +)(?=\w)")
_DOUBLE = re.compile(r"(?<=\S)(  +)(?=\S)")
_SPACED = re.compile(r"[ \u00a0\u202f](?=[,.;:!?)»” ])|(?<=[(«]) ")
_TIGHT = re.compile(r"[,;.!?][а-яіїєґА-ЯІЇЄҐ]")
_NO_SPACE = re.compile(
    r"(?<=[а-яіїєґ])([,;])(?=[А-ЯІЇЄҐа-яіїєґ]{2})|(?<=[а-яіїєґ]{2})([.!?])(?=[А-ЯІЇЄҐ][а-яіїєґ])"
)


_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯыэъЫЭЪ"


def _edges(text: str) -> tuple[bool, bool]:
    """Whether a text begins, and whether it ends, with white space."""
    return text[:1].isspace(), text[-1:].isspace()


def _spaced_otherwise(batch: Batch) -> Numbers:
    target = batch.target
    found = target.sequence(" \u00a0\u202f", ",;!?.:»”)") | target.sequence("(«", " ")
    found |= {number for number in target.having("  ") if "  " not in batch.source.texts[number]}
    texts = zip(batch.source.texts, target.texts, strict=True)
    found |= {number for number, both in enumerate(texts) if _edges(both[0]) != _edges(both[1])}
    return found | target.sequence(",;.!?", _LETTERS) if target.language == "uk" else found


@check(
    "spacing",
    "form",
    Severity.WARNING,
    title=N_("A space too many, or one too few"),
    why=N_("No space before a mark, one behind it; none inside brackets and quotation marks."),
    rule="Український правопис 2019; Chicago Manual of Style",
    hint=_spaced_otherwise,
    mechanical=True,
)
def spacing(pair: Pair) -> Iterator[Flaw]:
    """Spaces before punctuation, inside brackets, doubled, at the ends, or missing behind a mark."""
    text = pair.target.prose
    yield from _spaces_at_ends(pair.source.text, pair.target.text)
    if not any(
        sign in text
        for sign in (
            " ,",
            " .",
            " ;",
            " :",
            " !",
            " ?",
            "\u00a0",
            "\u202f",
            "  ",
            "( ",
            " )",
            "« ",
            " »",
            " ”",
        )
    ):
        yield from _missing_space(pair, text)
        return
    for expression in (_BEFORE_MARK, _BEFORE_CLOSER):
        for match in expression.finditer(text):
            around = text[match.start() : match.end() + 1]
            if around not in pair.source.text:
                span = Span(*match.span(match.lastindex or 0))
                place = _around(text, span)
                message = _("no space belongs here: “{text}”").format(text=place)
                yield Flaw(message, (), (span,), (Edit(span, ""),))
    if "  " in text and "  " not in pair.source.text and "\n" not in text:
        for match in _DOUBLE.finditer(text):
            span = Span(*match.span(1))
            message = _("one space is enough: “{text}”").format(text=_around(text, span))
            yield Flaw(message, (), (span,), (Edit(span, " "),), severity=Severity.INFO)
    yield from _missing_space(pair, text)


def _spaces_at_ends(source: str, target: str) -> Iterator[Flaw]:
    """White space at an end of only one side: programs put texts together."""
    if not source.strip() or not target.strip():
        return
    inner = Span(len(target) - len(target.lstrip()), len(target.rstrip()))
    ends = ((Span(0, inner.start), source[:1]), (Span(inner.end, len(target)), source[-1:]))
    for span, sign in ends:
        if sign.isspace() != (span.start < span.end):
            text = _("a space is missing at the end") if sign.isspace() else _("no space belongs at the end")
            edit = Edit(span, sign if sign.isspace() else "")
            yield Flaw(text, (), (span,), (edit,))


def _around(text: str, span: Span) -> str:
    """A space that is easily overlooked, with what is beside it: a word before, a sign or word behind."""
    before, behind = text[: span.start].split(), text[span.end :].split()
    return f"{(before or [''])[-1][-_WORD:]}{text[slice(*span)]}{(behind or [''])[0][:_WORD]}".replace(
        HIDDEN, ""
    )


_WORD = 20
"""Code points of a word that are shown."""


def _missing_space(pair: Pair, text: str) -> Iterator[Flaw]:
    if pair.target.language != "uk":
        return
    for match in _NO_SPACE.finditer(text) if _TIGHT.search(text) else ():
        place = match.end()
        message = _("a space is missing behind “{mark}”").format(mark=match[0])
        yield Flaw(message, (), (Span(*match.span()),), (Edit(Span(place, place), " "),))


_GROUPS = re.compile(r"(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?!\d)")
_GROUP = re.compile(r"[1-9]\d{0,2} \d\d\d")
_UNIT = re.compile(r"(?<=\d)( )(?=(?:%|°C|грн|тис\.|млн|млрд|трлн|км|кг|см|мм|га)(?![^\W\d_]))")


def _grouped(batch: Batch) -> Numbers:
    return batch.target.counting(_GROUP)


@check(
    "no-break-space",
    "form",
    Severity.INFO,
    title=N_("A number that may be broken at the end of a line"),
    why=N_("1 250 000 has no-break spaces (U+00A0) between its groups, or a line ends in the middle of it."),
    rule="CLDR; ДСТУ 3582",
    target="uk",
    hint=_grouped,
    mechanical=True,
)
def no_break_space(pair: Pair) -> Iterator[Flaw]:
    """Plain spaces between the groups of a number."""
    side = pair.target
    for match in _GROUPS.finditer(side.prose):
        span = Span(*match.span())
        right = match[0].replace(" ", "\u00a0")
        message = _("put no-break spaces into {number}").format(number=match[0])
        yield Flaw(message, (), (span,), (Edit(span, right),))


_LETTERS_ONLY = re.compile(r"[^\W\d_]")


def _capital(batch: Batch) -> Numbers:
    return {
        number
        for column in (batch.source, batch.target)
        for number, prose in enumerate(column.proses)
        if prose.isupper()
    }


@check(
    "caps",
    "form",
    Severity.WARNING,
    title=N_("One side is in CAPITALS and the other is not"),
    why=N_("Capitals shout, or mark a heading; both versions should do the same."),
    hint=_capital,
)
def caps(pair: Pair) -> Iterator[Flaw]:
    """Whole texts of two words or more in capitals on one side only."""
    one, two = _shouts(pair.source), _shouts(pair.target)
    if one == two or (pair.target if one else pair.source).prose.isupper():
        return
    message = _("the source is in capitals") if one else _("the translation is in capitals")
    yield Flaw(message, (), (Span(0, len(pair.target.text)),))


def _shouts(side: Side) -> bool:
    text = side.prose
    if not text.isupper() or "_" in text:
        return False
    return len(side.words) > 1 and sum(map(len, side.words)) > 5 and any(len(word) > 3 for word in side.words)
