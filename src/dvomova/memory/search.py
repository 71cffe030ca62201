"""What a memory has for a text: alike ones, scored, and why they count for less."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from dvomova.memory.records import FUZZY, MACHINE, PERSON, Found, Match, Penalty, Store, Use
from dvomova.memory.substitution import numbers, substitute
from dvomova.text.likeness import Prose, likeness
from dvomova.text.similarity import canonical

_POINTS = {
    "kind": 1,
    "old": 1,
    MACHINE: 10,
    FUZZY: 10,
    "numbers": 5,
    "substituted": 1,
    "forms": 3,
}
"""What each reason costs."""
_CHANGED = 98
"""The most that a text can reach which is another one, if only by its markup or its capitals."""
_LOWEST = 50
"""What is less like a text is not even looked at; what is more may be the same but for its numbers."""
_COMPARED = 40
"""So many of the pairs that a store names are compared word by word: those nearest by their characters."""
_LETTERS = 4_000
"""… or more, of short texts, as long as all of them together have no more letters."""
_MECHANICAL = 99
"""The score of one that differs only in spaces, quotes, dashes, apostrophes."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a memory."""

    text: str
    language: str
    """That of the text; the translation is in the other one."""
    kind: str = ""
    """Of what kind of document it is, as of an ``Origin``; empty for any."""
    today: str = ""
    """``2026-11-25``; empty where age does not matter."""
    old_after: int = 0
    """Days after which a translation counts for less; 0 for never."""


def matches(store: Store, query: Query, *, at_least: int = 50, at_most: int = 5) -> list[Match]:
    """The best that a memory has for a text, the best first.

    Args:
        store: the memory.
        query: what is asked.
        at_least: the lowest score, 1–100, penalties taken off.
        at_most: how many.
    """
    scores = _scores(store, query, min(at_least, _LOWEST))
    # Penalties reorder what is close together: some more are looked at than are asked for.
    best = sorted(scores, key=lambda this: -scores[this])[: at_most * 2 + 3]
    found = [_match(query, one, scores[one.id]) for one in store.found(best)]
    found.sort(key=lambda one: (one[0], one[1].date, one[1].target), reverse=True)
    return [match for _score, match in found if match.score >= at_least][:at_most]


def _scores(store: Store, query: Query, at_least: int) -> dict[int, float]:
    """The likeness of what is worth looking at, by number of the pair."""
    near = store.alike(query.text, query.language)
    nearest = process.extract(
        query.text.lower(),
        near,
        scorer=fuzz.ratio,
        processor=str.lower,
        limit=max(_COMPARED, _LETTERS // len(query.text)) if _COMPARED and query.text else None,
        score_cutoff=max(0, 2 * at_least - 110),  # markup, which likeness leaves out, may be much of a text
    )
    mine = Prose.of(query.text)
    scores = {
        this: alike for text, _ratio, this in nearest if (alike := likeness(mine, Prose.of(text), at_least))
    }
    return scores | dict.fromkeys(store.exact(query.text, query.language), 100.0)


def _match(query: Query, found: Found, alike: float) -> tuple[float, Match]:
    """A pair as a match, with its score to more digits: what is as good is in a certain order."""
    source, target = (found.uk, found.en) if query.language == "uk" else (found.en, found.uk)
    use, penalties = min(((use, _penalties_of(use, query)) for use in found.uses), key=_cost)
    match = Match(0, source, target, use.origin, use.date, tuple(penalties))
    if source == query.text:
        return _scored(match, 100)
    if canonical(source) == canonical(query.text):
        return _scored(match, _MECHANICAL)
    if done := substitute(query.text, source, target, query.language):
        points = [Penalty(reason, _POINTS[reason]) for reason in done.reasons]
        match = match._replace(target=done.target, substituted=done.replaced, penalties=(*penalties, *points))
        return _scored(match, 100)
    if numbers(source, query.language) != numbers(query.text, query.language):
        match = match._replace(penalties=(*penalties, Penalty("numbers", _POINTS["numbers"])))
    return _scored(match, min(alike, _CHANGED))


def _scored(match: Match, alike: float) -> tuple[float, Match]:
    score = max(0.0, alike - sum(penalty.points for penalty in match.penalties))
    return score, match._replace(score=int(score))


def _cost(choice: tuple[Use, list[Penalty]]) -> tuple[int, list[int], str]:
    """The use that speaks for a pair: the one that costs least, then the newest, then by name."""
    use, penalties = choice
    return sum(penalty.points for penalty in penalties), [-ord(sign) for sign in use.date], use.origin


def _penalties_of(use: Use, query: Query) -> list[Penalty]:
    reasons = []
    if query.kind and use.kind and use.kind != query.kind:
        reasons.append("kind")
    if query.old_after and _days(use.date, query.today) > query.old_after:
        reasons.append("old")
    if use.made != PERSON:
        reasons.append(use.made)
    return [Penalty(reason, _POINTS[reason]) for reason in reasons]


def _days(then: str, now: str) -> int:
    """Days from one date to another; 0 where one of them is none."""
    try:
        return (date.fromisoformat(now) - date.fromisoformat(then)).days
    except ValueError:
        return 0
