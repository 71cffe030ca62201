"""align: two finished versions of an article into its catalog."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from gettext import gettext as _
from itertools import islice, takewhile

from dvomova.alignment.lattice import Bead
from dvomova.alignment.learning import Lesson, learned, lesson, lessons
from dvomova.alignment.lexicon import Lexicon, built_in
from dvomova.catalogs import po
from dvomova.errors import ConfigError, DvomovaError
from dvomova.memory.records import PERSON, Store
from dvomova.model import ALIGNED, Block, Catalog, Document, State, Unit
from dvomova.text.similarity import word_count
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.pairs import Pair, Versions, paired, said, versions
from dvomova.workflow.project import Project
from dvomova.workflow.update import update

SURE = 90
"""Pairs of less confidence are for review, unless a person says otherwise."""

_CLASS = 8
"""So many articles at least are needed to learn words from."""
_TEACHERS = 100
"""From so many at most."""
_PAIRS, _LOT = 5_000, 50
"""So many pairs of a memory at most; in lots of so many, to tell what is common from what one text has."""
_NAME = 2
"""Names of so many words are often the same in both languages: Associated Press."""

Review = Callable[[Versions, list[Bead], int], list[Bead]]
"""A person's look at beads, of which those below a confidence are doubtful: the beads as they are then."""


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How two versions come into a catalog."""

    min_score: int = SURE
    """0–100: below, a pair is a draft for review."""
    attach: bool = False
    """Whether a sentence that only the translation has goes to the unit before it."""
    force: bool = False
    """Whether articles whose catalog is complete are paired again, and those that seem unrelated."""
    in_full: bool = False
    """Whether all pairs are told; else only those that a person should see."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """What ``align`` did for one article."""

    article: Article
    changed: bool = False
    """Whether the catalog was, or would have been, written."""
    skipped: bool = False
    """Whether its catalog was complete already."""
    paired: int = 0
    """How many pairs there are."""
    doubtful: int = 0
    """How many of them are below the least score."""
    pairs: tuple[Pair, ...] = ()
    """In the order of the original: the doubtful and the lone ones, or where that was asked for all."""


def align(
    article: Article,
    project: Project,
    options: AlignOptions,
    lexicon: Lexicon | None = None,
    review: Review | None = None,
) -> Aligned:
    """Pair the two versions of an article and put the pairs into its catalog.

    Translations that the catalog has stay as they are. What is below the least score is a draft with the
    comment ``dvomova: aligned, 47``.

    Raises:
        ConfigError: one version is missing, or they are no versions of one text.
        FileError: a document or the catalog cannot be read.
    """
    for path in (article.source, article.target):
        if not project.disk.exists(path):
            raise ConfigError(
                _("there is no such document"),
                path=path,
                cure=_("both versions have to be there: dvomova align A B"),
            )
    before = reading.catalog(article, project)
    read = versions(article, project)
    if before and not options.force and not options.in_full and _is_complete(read.source, before):
        return Aligned(article, skipped=True)
    beads = _attached(paired(read, lexicon, force=options.force), attach=options.attach)
    if review:
        beads = review(read, beads, options.min_score)
    pairs = read.pairs(beads)
    base = before or Catalog(reading.new_header(article), ())
    units = _with_pairs(read.source, base.units, pairs, options.min_score)
    as_read = project.disk.read_if_there(article.catalog)
    if units != base.units:
        after = po.revised(base, units, reading.now())
        project.disk.write(article.catalog, po.render(after, project.config.wrap))
    update(article, project, pairs=False)
    both = [pair for pair in pairs if pair.sources and pair.targets]
    doubtful = [pair for pair in both if pair.confidence < options.min_score]
    told = pairs if options.in_full else [p for p in pairs if p in doubtful or not (p.sources and p.targets)]
    changed = project.disk.read_if_there(article.catalog) != as_read
    return Aligned(article, changed, False, len(both), len(doubtful), tuple(told))


def teachers(articles: Sequence[Article]) -> list[Article]:
    """Those of many articles that are read first, to learn from; none where they are few."""
    if len(articles) < _CLASS:
        return []
    step = max(1, -(-len(articles) // _TEACHERS))
    return list(articles[::step])


def study(article: Article, project: Project) -> list[Lesson]:
    """What the sure pairs of an article can teach; nothing where there is nothing to do, or it fails."""
    with suppress(DvomovaError):
        before = reading.catalog(article, project)
        read = versions(article, project)
        if not before or not _is_complete(read.source, before):
            sides = {one.language: said(one) for one in (read.source, read.target)}
            beads = paired(read)
            if read.source.language == "uk":
                beads = [Bead(there, here, share) for here, there, share in beads]
            return lessons(sides["en"], sides["uk"], beads, built_in())
    return []


def recalled(store: Store) -> list[list[Lesson]]:
    """What pairs that a memory has from people can teach, some at a time, as if each lot were an article."""
    pairs = list(islice((pair for pair in store.pairs() if pair.made == PERSON), _PAIRS))
    found = [lesson(pair.en, pair.uk, built_in()) for pair in pairs]
    return [found[start : start + _LOT] for start in range(0, len(found), _LOT)]


def taught(found: Sequence[Sequence[Lesson]]) -> Lexicon:
    """The built-in list of words, and what articles and the memory taught."""
    return built_in().extended(learned(found))


def _is_complete(read: Document, catalog: Catalog) -> bool:
    """Whether nothing of the original is without a translation, be it a draft."""
    places = reading.occurrences(read, catalog.units)
    return all(place.unit and place.unit.state is not State.UNTRANSLATED for place in places)


def _attached(beads: list[Bead], *, attach: bool) -> list[Bead]:
    """The beads; sentences of the translation alone with those before them, where that is wished."""
    found: list[Bead] = []
    for bead in beads:
        last = found[-1] if found else None
        if attach and last and not bead.sources and last.targets and last.targets.stop == bead.targets.start:
            found[-1] = last._replace(targets=range(last.targets.start, bead.targets.stop))
        else:
            found.append(bead)
    return found


def _with_pairs(read: Document, units: Sequence[Unit], pairs: Sequence[Pair], least: int) -> tuple[Unit, ...]:
    """The units of a catalog, and those of pairs whose text has no translation yet."""
    taken = _translated(read, units)
    new: dict[tuple[str | None, str], Unit] = {}
    count = dict[str, int]()
    for pair in pairs:
        if not pair.sources or _block(read, pair).plural is not None:
            continue
        source = pair.source if pair.is_one else read.segments[pair.sources[0]].text
        count[source] = number = count.get(source, 0) + 1
        if not pair.target or _is_left(pair) or not taken.isdisjoint(pair.sources):
            continue
        unit = _unit(read, pair, source, sure=pair.is_one and pair.confidence >= least)
        shared = new.get((unit.context, source))
        if shared and shared.target != unit.target and not unit.context:
            unit = replace(unit, context=str(number))
        if not shared or unit.context:
            new.setdefault((unit.context, source), unit)
    kept = [unit for unit in units if unit.obsolete or not _gives_way(unit, new)]
    notes = {(unit.context, unit.source): unit.comments for unit in units if unit not in kept}
    added = [replace(unit, comments=(*notes.get(key, ()), *unit.comments)) for key, unit in new.items()]
    return (*kept, *added) if added else tuple(units)


def _is_left(pair: Pair) -> bool:
    """Whether nobody translated it: the same in both languages may be a name, but hardly a sentence."""
    return pair.source == pair.target and word_count(pair.source) > _NAME


def _gives_way(unit: Unit, new: Iterable[tuple[str | None, str]]) -> bool:
    return (unit.context, unit.source) in new and unit.state is State.UNTRANSLATED


def _translated(read: Document, units: Sequence[Unit]) -> set[int]:
    """Which segments of a document have a translation in the catalog."""
    ordered = sorted((segment.span, number) for number, segment in enumerate(read.segments))
    ends = [span.end for span, _number in ordered]
    found = set()
    for place in reading.occurrences(read, units):
        if place.unit and place.unit.state is not State.UNTRANSLATED:
            start, end = place.segment.span
            inside = takewhile(lambda one: one[0].start < end, ordered[bisect_right(ends, start) :])  # noqa: B023
            found |= {number for _span, number in inside}
    return found


def _block(read: Document, pair: Pair) -> Block:
    return read.reading.blocks[read.segments[pair.sources[0]].block]


def _unit(read: Document, pair: Pair, source: str, *, sure: bool) -> Unit:
    context = _block(read, pair).context
    comments = () if sure else (f"{ALIGNED}{pair.confidence}",)
    return Unit(source, (pair.target,), context, fuzzy=not sure, comments=comments)
