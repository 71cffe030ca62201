"""accept and edit: a person's word on a segment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _

from dvomova.catalogs import po
from dvomova.catalogs.merge import Merged
from dvomova.catalogs.naming import identity
from dvomova.catalogs.offers import is_similar
from dvomova.errors import ConfigError, FileError
from dvomova.model import ALIGNED, DRAFT, EDITED, Catalog, State, Unit
from dvomova.text.similarity import changes
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.project import Project
from dvomova.workflow.status import named_units

CONFIRMABLE = (State.STALE, State.CONFLICT, State.DRAFT, State.AHEAD)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What ``accept`` or ``edit`` did in one catalog."""

    article: Article
    names: tuple[str, ...]
    """The segments that are translated now."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a person's word is about, of one article."""

    keys: Sequence[str] | None = None
    """The hexadecimal keys (or how they begin) of the segments that are meant; None for all."""
    classes: Collection[str] | None = None
    """Of those, only what is out of date and whose change is of these kinds and no other
    (``similarity.changes``); None for whatever change."""

    def names(self, article: Article, pairs: Sequence[tuple[str, Unit]]) -> set[str] | None:
        """The names of the segments that are meant; None for all.

        Raises:
            ConfigError: a key that names no segment, or more than one.
        """
        if self.keys is None:
            return None
        return {find(pairs, article.domain, key)[0] for key in self.keys}

    def is_about(self, unit: Unit) -> bool:
        """Whether a change of this unit is of the kinds that are meant."""
        return self.classes is None or is_only(unit, self.classes)


def accept(article: Article, project: Project, word: Word) -> Confirmed:
    """Confirm the translations of an article as they are.

    Args:
        article: whose catalog.
        project: where it is.
        word: which of its segments; without keys those that are open.

    Raises:
        ConfigError: a key that names no segment, more than one, or an untranslated one.
    """
    catalog = reading.existing_catalog(article, project)
    wanted = word.names(article, list(named_units(article, catalog.units)))

    def confirm(name: str, unit: Unit) -> Unit:
        if wanted is None and unit.state not in CONFIRMABLE:
            return unit
        if (wanted is not None and name not in wanted) or not word.is_about(unit):
            return unit
        if unit.state is State.UNTRANSLATED:
            raise ConfigError(
                _("{name} has no translation to accept").format(name=name),
                cure=_("write one: dvomova edit {name}").format(name=name),
            )
        return confirmed(unit)

    return _rewrite(article, project, catalog, confirm)


def spared(article: Article, merged: Merged, word: Word) -> Merged:
    """The outcome of a merge where a person says that edits of the source change nothing.

    What the merge flagged, and ``word`` is about, is not flagged after all: a ``minor`` event. What is
    only similar to the text that it was translated from is no edit of it, unless it is named.

    Args:
        article: whose catalog.
        merged: as the merge left it.
        word: which of its segments.

    Raises:
        ConfigError: a key that names no segment, more than one, or one that the merge did not flag.
    """
    pairs = list(named_units(article, merged.units))
    wanted = word.names(article, pairs)
    names = {identity(unit): name for name, unit in pairs}
    flagged = {identity(event.unit): event.unit for event in merged.events if event.flagged}
    if wrong := sorted((wanted or set()) - {names[this] for this in flagged}):
        raise ConfigError(
            _("{name} is nothing that this update flags").format(name=wrong[0]),
            cure=_("if its translation holds: dvomova accept {name}").format(name=wrong[0]),
        )
    minor = {
        this: unflagged(unit)
        for this, unit in flagged.items()
        if word.is_about(unit) and (names[this] in wanted if wanted else not is_similar(unit))
    }
    events = (
        replace(event, kind="minor", unit=minor[identity(event.unit)])
        if event.flagged and identity(event.unit) in minor
        else event
        for event in merged.events
    )
    return Merged(tuple(minor.get(identity(unit), unit) for unit in merged.units), tuple(events))


def is_only(unit: Unit, classes: Collection[str]) -> bool:
    """Whether a unit is out of date by changes of these kinds and of no other.

    Not where somebody flagged it although its text is the same, nor where both sides were edited: then
    the change of the source is not what it waits for. Of a plural message only the singular's previous
    text is known, so no word is given on it by kind.
    """
    if unit.state is not State.STALE or unit.previous is None or unit.plural is not None:
        return False
    found = changes(unit.previous, unit.source)
    return bool(found) and set(found) <= set(classes)


def translate(
    article: Article, project: Project, name: str, seen: Unit, targets: tuple[str, ...]
) -> Confirmed:
    """Set the translation of one segment by a person's hand.

    Args:
        article: whose catalog.
        project: where it is.
        name: ``domain#key`` of the segment.
        seen: the unit as the person saw it.
        targets: the translation; of a plural message as many as the unit has.

    Raises:
        FileError: the segment is no longer as the person saw it.
    """
    project.disk.forget(article.catalog)  # ``seen`` says what must not have changed, no more
    catalog = reading.existing_catalog(article, project)

    def put(this: str, unit: Unit) -> Unit:
        if this != name:
            return unit
        if unit != seen:
            raise FileError(
                _("{name} changed while you edited it; your text was not saved").format(name=name),
                path=article.catalog,
                cure=_("copy it from above and run the command again"),
            )
        return confirmed(po.changed(unit, targets=tuple(_framed(text, unit.source) for text in targets)))

    if not any(this == name for this, _unit in named_units(article, catalog.units)):
        raise FileError(_("{name} is no longer there").format(name=name), path=article.catalog)
    return _rewrite(article, project, catalog, put)


def unflagged(unit: Unit) -> Unit:
    """``unit`` as one whose source did not change: one that is ahead stays ahead."""
    return po.changed(unit, fuzzy=False, previous=None)


def confirmed(unit: Unit) -> Unit:
    """``unit`` as translated: not fuzzy, nothing previous, no draft or edited comment."""
    comments = tuple(line for line in unit.comments if not line.startswith((DRAFT, EDITED, ALIGNED)))
    return po.changed(unflagged(unit), comments=comments)


def _framed(text: str, source: str) -> str:
    """``text`` with the line ends that the source begins and ends with: gettext asks for the same."""
    text = text.strip("\n")
    begin = source[: len(source) - len(source.lstrip("\n"))]
    return text if not text else begin + text + source[len(source.rstrip("\n")) :]


def find(pairs: Iterable[tuple[str, Unit]], domain: str, key: str) -> tuple[str, Unit]:
    """The one unit among named ones whose key begins with ``key``; obsolete ones are not looked at.

    Raises:
        ConfigError: there is none, or more than one.
    """
    living = [pair for pair in pairs if not pair[1].obsolete]
    found = [pair for pair in living if pair[0].rpartition("#")[2].startswith(key.lower())]
    if len(found) == 1:
        return found[0]
    name = f"{domain}#{key}"
    if not found:
        raise ConfigError(
            _("there is no segment {name}").format(name=name),
            cure=_("`dvomova status --segments {domain}` lists them").format(domain=domain),
        )
    raise ConfigError(
        _("{name} may be {names}").format(name=name, names=" / ".join(name for name, _unit in found[:5])),
        cure=_("write more of its digits"),
    )


def _rewrite(
    article: Article, project: Project, catalog: Catalog, change: Callable[[str, Unit], Unit]
) -> Confirmed:
    pairs = list(named_units(article, catalog.units))
    units = tuple(change(name, unit) for name, unit in pairs)
    names = tuple(name for (name, before), after in zip(pairs, units, strict=True) if before != after)
    if names:
        after = po.revised(catalog, units, reading.now())
        project.disk.write(article.catalog, po.render(after, project.config.wrap))
    return Confirmed(article, names)
