"""Language: words that a dictionary of spelling does not have, nor the house."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from dvomova.checks.base import Flaw, check
from dvomova.checks.sides import HIDDEN, Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str

_JOINS = "'’ʼ\u0301\u00ad‑-"
_WORD = re.compile(rf"\w+(?:[{_JOINS}]+\w+)*\u0301?")
_PLAIN = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "\u0301": None, "\u00ad": None})
_LETTERS = {
    "uk": re.compile(r"[а-щьюяєіїґА-ЩЬЮЯЄІЇҐ'-]{3,}"),
    "en": re.compile(r"[a-zA-ZÀ-ÖØ-öø-ÿ'-]{3,}"),
}
"""Words in other letters are names from elsewhere, or what the checks of scripts are for."""
_BEGINS = re.compile(rf"(?:\A|[.!?…:;—–\n{HIDDEN}])[\s«“„\"'‘’(\[*_#>{HIDDEN}-]*\Z")
"""What stands before the first word of a sentence."""
_ABBREVIATED = re.compile(r"\.(?:\s?[\da-zа-яіїєґ,;)]|[^\W\d_])")
"""What stands behind an abbreviation: a full stop that ends no sentence …"""
_SHORT = 4
"""… or one behind so few letters, for «вул. Шевченка»."""
_SUGGESTIONS = 3
_SLIPS = 2


@check(
    "spelling",
    "language",
    Severity.INFO,
    title=N_("A word that the dictionary does not have"),
    why=N_(
        "It is misspelled, or the house has to say that it is right: in the glossary, or in the file that"
        " `words` under [check] names. Looked at only where it is asked for: `--select spelling`, or"
        " `dictionaries` under [check]; needs `dvomova[spelling]` and a dictionary of Hunspell. Names,"
        " abbreviations, code, words with digits and words of the source are left alone."
    ),
    rule="Hunspell",
)
def spelling(pair: Pair) -> Iterator[Flaw]:
    """Ask the dictionary of the house for each word of the translation."""
    speller, side = pair.style.speller, pair.target
    if speller is None or side.language not in _LETTERS:
        return
    copied = pair.source.vocabulary
    told = set()
    for span, word in _words(side):
        if word in told or word.lower() in copied or speller.knows(word):
            continue
        if side.text.startswith(".", span.end) and speller.knows(f"{word}."):
            continue
        told.add(word)
        suggestions = [one for one in speller.suggestions(word) if _is_near(one, word)][:_SUGGESTIONS]
        if word[0].isupper() and not any(speller.knows(one.lower()) for one in suggestions[:1]):
            continue  # a name at the head of a sentence
        message = _("“{word}” is in no dictionary")
        if suggestions:
            message = _("“{word}” is in no dictionary; it has: {words}")
        yield Flaw(message.format(word=side.text[slice(*span)], words=", ".join(suggestions)), (), (span,))


def _words(side: Side) -> Iterator[tuple[Span, str]]:
    """The words that can be looked up, as dictionaries have them: apostrophe ', no stress marks."""
    text = side.prose
    for match in _WORD.finditer(text):
        word = match[0].translate(_PLAIN)
        if not _LETTERS[side.language].fullmatch(word) or not word[1:].islower():
            continue
        start, end = match.span()
        if HIDDEN in text[max(start - 1, 0) : start] + text[end : end + 1]:
            continue
        if _ABBREVIATED.match(text, end) or (end - start <= _SHORT and text.startswith(". ", end)):
            continue
        if word[0].isupper() and not _BEGINS.search(text, 0, start):
            continue
        yield Span(start, end), word


def _is_near(suggestion: str, word: str) -> bool:
    """Whether somebody can have meant that: two slips away at the most, and not the word in two pieces."""
    if " " in suggestion or suggestion.count("-") > word.count("-"):
        return False
    return OSA.distance(suggestion, word[:1].lower() + word[1:], score_cutoff=_SLIPS) <= _SLIPS
