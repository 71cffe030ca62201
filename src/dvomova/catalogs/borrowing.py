"""Translations of new sentences that stand in other catalogs: which one comes in, and as what.

Where the other document still holds the sentence, its translation is a draft here: what a person
confirmed there may be wrong in another place. Where it does not, the sentence was moved, and nothing of
it has to be done again. What comes in depends on what the catalogs said before an update, so the order
of articles does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from dvomova.catalogs.incoming import JOINED_AT_MOST, Incoming, joined
from dvomova.catalogs.merge import Event, Merged, merge
from dvomova.catalogs.po import changed
from dvomova.catalogs.traces import Marks, mark
from dvomova.model import DRAFT, State, Unit
from dvomova.text.similarity import word_count

MOVED, DRAFTED, ADOPTED = "moved", "drafted", "adopted"
"""Kinds of ``Event`` that come from another catalog: as it was there; to be reviewed; confirmed at once."""
_SHORT = 2
"""Words of a text that says too little by itself to be moved alone or adopted: ``Read more.``"""


class Hit(NamedTuple):
    """A text of an article that another catalog knows and its own does not."""

    source: int
    """Stands for the text."""
    first: int
    """The segment that it begins with."""
    last: int
    """The one that it ends with: several may be one unit elsewhere."""
    is_short: bool
    """Whether it is too short to say anything by itself."""


class Offer(NamedTuple):
    """What another article has for a text."""

    domain: str
    """Of the article."""
    target: int
    """Stands for the translations; 0 for none."""
    state: State
    is_held: bool
    """Whether its document holds the text now."""


class Choice(NamedTuple):
    """What comes in for a text."""

    kind: str
    """``MOVED``, ``DRAFTED`` or ``ADOPTED``."""
    domain: str
    """Of the article that it comes from."""
    target: int
    """Stands for the translations."""


def hits(items: Sequence[Incoming], own: Iterable[Unit], known: Marks) -> list[Hit]:
    """The texts of an article that are new to its own catalog and known to another one.

    Args:
        items: the segments of the article; several neighbours may be one unit elsewhere.
        own: the units of its catalog.
        known: the marks of all texts that other catalogs know.
    """
    mine = {unit.source for unit in own}
    found = []
    for first, item in enumerate(items):
        if item.context is not None or item.plural is not None:
            continue
        for last in range(first, min(first + JOINED_AT_MOST, len(items))):
            text = joined(items, first, last)
            if text is None:
                break
            if text not in mine and (source := mark(text)) in known:
                found.append(Hit(source, first, last, word_count(text) <= _SHORT))
    return found


def chosen(
    found: Sequence[Hit], offers: Mapping[int, Sequence[Offer]], domain: str, *, accept: bool
) -> dict[int, Choice]:
    """What comes in for each of the texts, by their marks.

    Args:
        found: the texts, in the order of the article.
        offers: what other articles have for each.
        domain: of the article.
        accept: whether translations of which there is only one are adopted rather than drafted.
    """
    others = {
        hit.source: [offer for offer in offers.get(hit.source, ()) if offer.domain != domain] for hit in found
    }
    moved = _moved(found, others)
    choices = {}
    for hit in found:
        confirmed = [offer for offer in others[hit.source] if offer.state is State.TRANSLATED]
        if best := _best(moved.get(hit.source, ()), domain):
            choices[hit.source] = Choice(MOVED, best.domain, best.target)
        elif best := _best(confirmed, domain):
            alone = accept and not hit.is_short and len({offer.target for offer in confirmed}) == 1
            choices[hit.source] = Choice(ADOPTED if alone else DRAFTED, best.domain, best.target)
    return choices


def _moved(found: Sequence[Hit], offers: Mapping[int, Sequence[Offer]]) -> dict[int, list[Offer]]:
    """The texts that were moved here, each with what the articles have that no longer hold it.

    A very short text has moved only beside a text that came from the same article.
    """
    gone = {mark: [one for one in some if one.target and not one.is_held] for mark, some in offers.items()}
    moved = {hit.source: gone[hit.source] for hit in found if gone[hit.source] and not hit.is_short}
    forwards = [(hit.source, hit.is_short, hit.first, hit.last + 1) for hit in found]
    backwards = [(hit.source, hit.is_short, hit.last, hit.first - 1) for hit in reversed(found)]
    for row in (forwards, backwards):
        origins: dict[int, set[str]] = {}
        """Where the texts came from that end before a segment."""
        for source, is_short, place, following in row:
            domains = {one.domain for one in gone[source]}
            if is_short:
                domains &= origins.get(place, set())
                if domains:
                    moved.setdefault(source, [one for one in gone[source] if one.domain in domains])
            origins.setdefault(following, set()).update(domains)
    return moved


def _best(offers: Iterable[Offer], domain: str) -> Offer | None:
    """What is finished, then what most articles have, then that of the nearest one, of the first by name."""
    offers = list(offers)
    articles = Counter(offer.target for offer in offers)
    return min(
        offers,
        key=lambda offer: (
            offer.state is not State.TRANSLATED,
            -articles[offer.target],
            _distance(offer.domain, domain),
            offer.domain,
        ),
        default=None,
    )


def _distance(one: str, two: str) -> int:
    """How many steps lead from one article to another, folder by folder."""
    here, there = one.split("/"), two.split("/")
    shared = sum(1 for _ in takewhile(lambda names: names[0] == names[1], zip(here, there, strict=False)))
    return len(here) + len(there) - 2 * shared


@dataclass(frozen=True, slots=True)
class Match:
    """A translation that comes in from another article."""

    kind: str
    """``MOVED``, ``DRAFTED`` or ``ADOPTED``."""
    unit: Unit
    """As it is there, not obsolete."""
    origin: str
    """The domain of that article."""


def brought(
    units: Sequence[Unit],
    items: Sequence[Incoming],
    merged: Merged,
    matches: Mapping[str, Match],
    date: str,
    *,
    forms: int = 2,
) -> Merged:
    """The outcome of a merge with what comes in from other articles.

    Args:
        units: of the catalog.
        items: the segments of the article.
        merged: what came of the two by themselves.
        matches: what other articles have, by text; what the catalog has itself is left there.
        date: of the drafts.
        forms: how many plural forms the language of the translations has.
    """
    own = {unit.source for unit in units}
    others = {text: match for text, match in matches.items() if text not in own}
    lent = [changed(match.unit, obsolete=True) for match in others.values() if match.kind == MOVED]
    if lent:
        merged = _without_unused(merge([*units, *lent], items, forms=forms), {unit.source for unit in lent})
    pairs = [(event, _with_match(event, others.get(event.unit.source), date)) for event in merged.events]
    new = {(old.unit.context, old.unit.source): event.unit for old, event in pairs if old is not event}
    return Merged(
        tuple(new.get((unit.context, unit.source), unit) for unit in merged.units),
        tuple(event for _old, event in pairs),
    )


def _without_unused(merged: Merged, lent: set[str]) -> Merged:
    units = (unit for unit in merged.units if not (unit.obsolete and unit.source in lent))
    return Merged(tuple(units), merged.events)


def _with_match(event: Event, match: Match | None, date: str) -> Event:
    unit = event.unit
    if match is None or unit.context is not None or unit.plural is not None:
        return event
    if match.kind == MOVED:
        return replace(event, kind=MOVED, origin=match.origin) if event.kind == "revived" else event
    if event.kind != "new":
        return event
    fields: dict[str, object] = {"targets": match.unit.targets}
    if match.kind == DRAFTED:
        fields |= {"fuzzy": True, "comments": (*unit.comments, f"{DRAFT}{match.origin} {date}")}
    return replace(event, kind=match.kind, unit=changed(unit, **fields), origin=match.origin)
