"""Content: negation, quotations, who said it, and whether all of it is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import log, sqrt

from dvomova.checks.base import BOTH, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.lexicon import words
from dvomova.checks.sides import HIDDEN, Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str


def _denied_once(batch: Batch) -> Numbers:
    """Where one side has a plain negation and the other one none of any kind."""
    found: set[int] = set()
    for one, other in ((batch.source, batch.target), (batch.target, batch.source)):
        denied = one.saying(words(one.language, "plain_negations").exact)
        found |= denied - other.saying(words(other.language, "negations").exact)
    return found


@check(
    "negation",
    "content",
    Severity.INFO,
    title=N_("Only one side says “not”"),
    why=N_("A lost “not” turns a sentence round. Many sentences are rightly turned, so this is for a look."),
    languages=BOTH,
    hint=_denied_once,
)
def negation(pair: Pair) -> Iterator[Flaw]:
    """Look for a plain negation on one side and nothing like it on the other."""
    for side, other in (pair.sides, pair.sides[::-1]):
        plain = words(side.language, "plain_negations").exact
        if side.vocabulary.isdisjoint(plain):
            continue
        if (
            words(other.language, "negations").are_in(other)
            or "whether" in side.vocabulary | other.vocabulary
        ):
            continue
        if len(other.words) < 2 or (
            words(other.language, "half_negations").are_in(other) and not _both_deny(side, other)
        ):
            continue
        said = (span for span, word in side.spelled if word.lower().replace("'", "’") in plain)
        spans = tuple(span for span in said if not _denies_nothing(side.text, span))
        if not spans:
            continue
        word = side.text[slice(*spans[0])]
        message = _("only one side has a negation: {word}").format(word=word)
        yield Flaw(message, *((spans, ()) if side is pair.source else ((), spans)))
        return


_NUMERO = re.compile(r"[Nn]o\.\s?\d")
"""A number, as in “school No. 4”."""
_NEARLY = re.compile(
    r"\b(?:чи|мало|ледь|ледве|трохи|(?:що|хто|як|де|коли|куди|скільки) би?) \Z", re.IGNORECASE
)
"""Before a “not” that denies nothing: «чи не щодня», «хоч що б не казали»."""
_NOT_LESS = re.compile(r"(?:не|not) (?:менш|більш|тільки|лише|раз|один|less|more|only)", re.IGNORECASE)


def _both_deny(side: Side, other: Side) -> bool:
    """Whether both refuse or forbid something, so that the “not” of one turns it round."""
    return all(words(one.language, "denials").are_in(one) for one in (side, other))


def _denies_nothing(text: str, span: Span) -> bool:
    """Whether what looks like a negation is a number, or part of an expression that says no “not”."""
    before = text[max(span.start - 12, 0) : span.start]
    return bool(
        _NUMERO.match(text, span.start) or _NEARLY.search(before) or _NOT_LESS.match(text, span.start)
    )


_QUOTED = re.compile(
    r"[“„«\"‘](?:(?<=“)[^“”]+”|(?<=„)[^„“”]+[“”]|(?<=«)[^«»]+»|(?<=\")[^\"]+\"|(?<!\w‘)(?<=‘)[^‘’]{12,}’(?!\w))"
)


@check(
    "quotation",
    "content",
    Severity.WARNING,
    title=N_("A quotation is lost, or somebody is quoted who was not"),
    why=N_("Quotation marks say that these are somebody's own words."),
    languages=BOTH,
    marks='“”„«»"‘',
)
def quotation(pair: Pair) -> Iterator[Flaw]:
    """Compare whether there are quoted passages of several words."""
    source, target = _quoted(pair.source), _quoted(pair.target)
    if source and not target and not _has_dash_speech(pair.target):
        text = pair.source.text[slice(*source[0])]
        yield Flaw(_("the translation has no quotation: {text}").format(text=text), tuple(source))
    elif (
        target
        and not pair.source.has('“«„"')
        and not words(pair.source.language, "speech").are_in(pair.source)
    ):
        spans = [span for span in target if _is_speech(pair.target.prose[slice(*span)])]
        if spans:
            text = pair.target.text[slice(*spans[0])]
            message = _("the source does not quote: {text}").format(text=text)
            yield Flaw(message, (), tuple(spans), severity=Severity.INFO)


_SMALL_WORD = re.compile(r"\b[a-zа-яіїєґ][a-zа-яіїєґ'’ʼ]+")


def _quoted(side: Side) -> list[Span]:
    """Quoted passages that may be somebody's words: titles and names have fewer small ones."""
    if not side.has('“«"„‘'):
        return []
    text = side.prose
    found = (match for match in _QUOTED.finditer(text) if HIDDEN not in match[0])
    return [
        Span(*match.span())
        for match in found
        if len(_SMALL_WORD.findall(match[0])) > (1 if _SPOKEN.match(text, match.end() - 2) else 2)
    ]


_SPOKEN = re.compile(r"[,!?…][”\"] [a-zа-яіїєґ]|.?[»”\"], [—–-] [a-zа-яіїєґ]")
"""How a quotation ends of which is said behind it who said it; from its last sign but one on."""


def _is_speech(text: str) -> bool:
    """Whether these may be somebody's words, not a title or the name of an institution."""
    return text.rstrip('»”"').endswith((".", "!", "?", "…", ",")) or len(text.split()) > 5


def _has_dash_speech(side: Side) -> bool:
    return side.prose.lstrip().startswith(("—", "–", "- ")) or side.has("«»“”„\"'‘<*")


def _quoted_sources(batch: Batch) -> Numbers:
    return batch.source.marked("“«")


@check(
    "attribution",
    "content",
    Severity.INFO,
    title=N_("The translation does not say who said it"),
    why=N_("Without “said” a claim becomes a fact."),
    languages=BOTH,
    hint=_quoted_sources,
)
def attribution(pair: Pair) -> Iterator[Flaw]:
    """Look for a verb of saying beside a quotation of the source, and for none in the translation."""
    if not pair.source.has("“«"):
        return
    verbs = _SAID[pair.source.language]
    if pair.source.vocabulary.isdisjoint(verbs) or not _quoted(pair.source):
        return
    if words(pair.target.language, "speech").are_in(pair.target):
        return
    spans = tuple(span for span, word in pair.source.spelled if word.lower() in verbs)
    if not spans:  # a strange letter joins it to another word
        return
    message = _("who says it is missing: {word}").format(word=pair.source.text[slice(*spans[0])])
    yield Flaw(message, spans)


_SAID = {
    "en": frozenset("said says told adds added stated claims claimed".split()),
    "uk": frozenset("сказав сказала каже заявив заявила розповів розповіла додав додала повідомив".split()),
}


_EXPECTED = {("en", "uk"): 0.96, ("uk", "en"): 1.03}
"""Characters of the translation for one of the source: medians of 2,226 sentences of news."""


def _expected(source: str, target: str) -> float:
    return _EXPECTED.get((source, target), 1.0)


_MUCH = 6.0
"""How far the logarithm of the ratio, times the root of the length up to ``_LONG``, may be off: of those
sentences one in a thousand is."""
_LONG = 100
_USUAL = 0.55
"""No length at all is so little that this ratio, or its inverse, were too far off."""
_LEAST = 25
"""Shorter texts may be translated by anything: an acronym by its words."""


def _out_of_proportion(batch: Batch) -> Numbers:
    expected = _expected(batch.source.language, batch.target.language)
    low, high = expected * _USUAL, expected / _USUAL
    lengths = zip(batch.source.lengths, batch.target.lengths, strict=True)
    return {number for number, (one, two) in enumerate(lengths) if not low * one < two < high * one}


@check(
    "length",
    "content",
    Severity.WARNING,
    title=N_("The translation is much shorter or longer than its source"),
    why=N_("A clause or a sentence may be missing, or the translation be that of another text."),
    languages=BOTH,
    hint=_out_of_proportion,
)
def length(pair: Pair) -> Iterator[Flaw]:
    """Compare the lengths with what is usual from one language into the other."""
    source, target = len(pair.source.text), len(pair.target.text)
    if max(source, target) < _LEAST or not source or not target:
        return
    ratio = target / source / _expected(pair.source.language, pair.target.language)
    if abs(log(ratio)) * sqrt(min(source, _LONG)) < _MUCH:
        return
    share = round(100 * ratio)
    message = _("the translation is {share} % as long as expected").format(share=share)
    severity = Severity.ERROR if share < 20 and source >= _LONG else None
    yield Flaw(message, (Span(0, source),), (Span(0, target),), severity=severity)


_SHORT = 0.72
"""Of the expected length: with a sentence less, a translation is not longer than that."""
_SENTENCE_END = re.compile(r"(?<![\s.][^\W\d_])[.!?…]+[”»\"’)]*\s+(?=[«“„\"(]*[A-ZА-ЯІЇЄҐ])")
"""Not behind an initial."""


def _shortened(batch: Batch) -> Numbers:
    expected = _expected(batch.source.language, batch.target.language)
    lengths = zip(batch.source.lengths, batch.target.lengths, strict=True)
    return {number for number, (one, two) in enumerate(lengths) if two <= one * expected * _SHORT}


@check(
    "sentences",
    "content",
    Severity.WARNING,
    title=N_("A sentence is missing"),
    why=N_("A lost sentence is what harms most and shows least."),
    languages=BOTH,
    hint=_shortened,
)
def sentences(pair: Pair) -> Iterator[Flaw]:
    """Where the translation has fewer sentences, and is as much shorter."""
    if not any(end in pair.source.text for end in (". ", "? ", "! ", "… ", ".” ", ".» ")):
        return
    ends = [match.end() for match in _SENTENCE_END.finditer(pair.source.prose)]
    if not ends:
        return
    there = len(_SENTENCE_END.findall(pair.target.prose))
    expected = len(pair.source.text) * _expected(pair.source.language, pair.target.language)
    if there >= len(ends) or len(pair.target.text) > expected * _SHORT:
        return
    message = _("the source has {source} sentences, the translation {target}, and it is shorter")
    yield Flaw(
        message.format(source=len(ends) + 1, target=there + 1), (Span(ends[-1], len(pair.source.text)),)
    )
