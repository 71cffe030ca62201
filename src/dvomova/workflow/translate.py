"""translate: drafts for what is untranslated or out of date, out of the memory."""

from __future__ import annotations

from dataclasses import dataclass

from dvomova.catalogs import po
from dvomova.memory.records import Match, Store
from dvomova.memory.search import Query, matches
from dvomova.model import DRAFT, State, Unit
from dvomova.text.protection import protected
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.remembering import kind_of, shown
from dvomova.workflow.status import named_units
from dvomova.workflow.terminology import weighed


@dataclass(frozen=True, slots=True)
class Draft:
    """A segment that was drafted."""

    name: str
    """``domain#key``."""
    source: str
    match: Match


@dataclass(frozen=True, slots=True)
class Drafted:
    """What ``translate`` did for one article."""

    article: Article
    drafts: tuple[Draft, ...]
    protected: tuple[str, ...]
    """The names of segments that hold what must not get out: nothing was looked up for them."""
    left: int
    """How many segments are still untranslated or out of date."""


def draft(article: Article, project: Project, store: Store, *, at_least: int) -> Drafted:
    """Draft what is open in an article out of the memory; no translation of a person is overwritten.

    What is untranslated takes the best match. What is out of date takes a translation of the very text that
    it has now; the one that it had is kept, as an obsolete unit. All drafts wait for a person's word.

    Args:
        article: whose catalog.
        project: where it is.
        store: the memory.
        at_least: the lowest score of a match, 1–100.

    Raises:
        ConfigError: there is no catalog yet.
    """
    catalog = reading.existing_catalog(article, project)
    drafts, skipped, obsolete = list[Draft](), list[str](), list[Unit]()
    units, left = list[Unit](), 0
    known = {(unit.context, unit.source): unit for unit in catalog.units}
    for name, unit in named_units(article, catalog.units):
        found = None
        if is_open(unit) and protected(unit.source, project.config.protect):
            skipped.append(name)
        elif is_open(unit):
            found = best(unit, article, project, store, at_least=at_least)
        if found and (former := kept(unit, known)) is not None:
            obsolete += former
            drafts.append(Draft(name, unit.source, found))
            unit = drafted(unit, found)  # noqa: PLW2901
        left += unit.state in {State.UNTRANSLATED, State.STALE, State.CONFLICT}
        units.append(unit)
    if drafts:
        after = po.revised(catalog, [*units, *obsolete], reading.now())
        project.disk.write(article.catalog, po.render(after, project.config.wrap))
    return Drafted(article, tuple(drafts), tuple(skipped), left)


def is_open(unit: Unit) -> bool:
    """Whether a unit waits for a translation that can be drafted: a message with plural forms cannot."""
    return unit.plural is None and unit.state in {State.UNTRANSLATED, State.STALE}


def best(unit: Unit, article: Article, project: Project, store: Store, *, at_least: int) -> Match | None:
    """The best that a memory has for an open unit; None for nothing that may take its place."""
    at_least = max(at_least, _EXACT) if unit.state is State.STALE else at_least
    found = found_for(unit.source, article, project, store, at_least=at_least)
    fits = (one for one in found if unit.state is not State.STALE or (one.is_exact and not one.substituted))
    return next(fits, None)


_EXACT = 85
"""The least that a translation of the very same text counts for, all penalties taken off."""
_AT_MOST = 10
"""So many matches are weighed by the glossary."""


def found_for(text: str, article: Article, project: Project, store: Store, *, at_least: int) -> list[Match]:
    """What a memory has for a text of an article; nothing that holds a name which must not get out."""
    today, config = reading.now()[:10], project.config
    query = Query(text, article.source_language, kind_of(article), today, config.old_after)
    found = matches(store, query, at_least=at_least, at_most=_AT_MOST)
    found = weighed(found, text, article.source_language, project, at_least=at_least)
    names = config.protect
    return [one for one in found if not protected(f"{one.source}\n{one.target}", names)]


def drafted(unit: Unit, match: Match) -> Unit:
    """A unit with a match as its draft; a comment says from where, how good it is, and of which text."""
    said = [line for line in unit.comments if not line.startswith(DRAFT)]
    comment = f"{DRAFT}memory {reading.now()[:10]}: {described(match)}"
    return po.changed(unit, targets=(match.target,), fuzzy=True, previous=None, comments=(*said, comment))


def described(match: Match) -> str:
    """A match in the words of a comment: ``92 from news/izium, numbers -5: "It opened in May."``."""
    less = "".join(f", {penalty.reason} -{penalty.points}" for penalty in match.penalties)
    put_in = "".join(f", {was} > {now}" for was, now in match.substituted)
    text = "" if match.score == 100 else ': "' + " ".join(match.source.split()) + '"'
    return f"{match.score} from {shown(match.origin)}{less}{put_in}{text}"


def kept(unit: Unit, known: dict[tuple[str | None, str], Unit]) -> list[Unit] | None:
    """What keeps the translation that a unit had, one obsolete unit or none; None where nothing can."""
    if not unit.target or unit.previous is None:
        return []
    there = known.get((unit.context, unit.previous))
    if there:
        return [] if there.targets == unit.targets else None
    return [
        po.changed(
            unit, source=unit.previous, previous=None, fuzzy=False, obsolete=True, extracted=(), references=()
        )
    ]
