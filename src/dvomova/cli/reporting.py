"""What an update did, on one screen whether it was about one article or about thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from gettext import gettext as _
from gettext import ngettext
from typing import Any

import click

from dvomova.catalogs.ahead import was as was_target
from dvomova.catalogs.po_previous import was_and_is
from dvomova.cli.choice import CLASSES
from dvomova.cli.printing import change_names, changed, differences, percent
from dvomova.cli.session import Session
from dvomova.workflow.prune import Pruned
from dvomova.workflow.report import Tally, Told
from dvomova.workflow.update import Updated

_EACH = 10
"""So many articles get a line each; of more only those that need a person."""
_AT_MOST = 20
"""So many lines of those."""


def report(session: Session, done: Sequence[Updated]) -> None:
    """Say what an update did: article by article, or where that would be no screen, in sum."""
    if len(done) <= _EACH:
        for item in done:
            _article(session, item)
        return
    happened = [item for item in done if (item.told if session.verbose else item.needs_person)]
    shown = happened if session.verbose else happened[:_AT_MOST]
    for item in shown:
        _article(session, item)
    if left := len(happened) - len(shown):
        text = ngettext(
            "and {number} more article that needs a person (-v lists it)",
            "and {number} more articles that need a person (-v lists them)",
            left,
        )
        session.say(text.format(number=left))
    _in_sum(session, done)


def _in_sum(session: Session, done: Sequence[Updated]) -> None:
    number = len(done)
    head = ngettext("{number} article", "{number} articles", number).format(number=number)
    session.say(f"{head}: {summary(total(done))}")
    if renamed := sum(bool(item.took_over) for item in done):
        text = ngettext(
            "{number} article took over translations of others that are gone",
            "{number} articles took over translations of others that are gone",
            renamed,
        )
        session.say("  " + text.format(number=renamed))
    if cut := sum(bool(item.former_rules) for item in done):
        text = ngettext(
            "{number} article is split by other rules than before",
            "{number} articles are split by other rules than before",
            cut,
        )
        session.say("  " + text.format(number=cut))
    if not session.verbose:
        session.tell_skipped("", [place for item in done for place in item.skipped])


def _article(session: Session, item: Updated) -> None:
    article = item.article
    direction = f"{article.source_language} → {article.target_language}"
    session.say(f"{article.domain} ({direction}): {summary(item.tally)}")
    if item.took_over:
        names = ", ".join(item.took_over)
        session.say("  " + _("took over the translations of {domain}").format(domain=names))
    if item.former_rules:
        session.say("  " + _("split by other rules than before ({rules})").format(rules=item.former_rules))
    session.tell_skipped(article.source, item.skipped)
    _other_side(session, item)
    for told in item.told if session.verbose else ():
        session.say(_unit(told))


def _other_side(session: Session, item: Updated) -> None:
    """What there is to say of the translated document as a whole."""
    article = item.article
    if item.is_foreign:
        text = _("{target} is no translation that the catalog knows: dvomova align {source} {target}")
        session.say("  " + text.format(source=article.source, target=article.target))
    for line, text in item.own:
        shown = _("{path}:{line}: only there, and kept: {text}")
        session.say("  " + shown.format(path=article.target, line=line, text=text))


def total(done: Iterable[Updated]) -> Tally:
    """The tallies of all articles in one."""
    found = Tally()
    for item in done:
        found.add(item.tally)
    return found


def summary(tally: Tally) -> str:
    """``19 unchanged, 2 out of date (words: 2, number: 1)``."""
    counted = _("{number} {name}")
    parts = []
    for kind, name in _names().items():
        if number := tally.kinds[kind]:
            parts.append(counted.format(number=number, name=name) + _classes(tally, kind))
    return ", ".join(parts) or "–"


def _names() -> dict[str, str]:
    return {
        "unchanged": _("unchanged"),
        "moved": _("moved"),
        "mechanical": _("mechanically changed"),
        "minor": _("confirmed as minor"),
        "stale": _("out of date"),
        "similar": _("similar"),
        "ahead": _("edited in the translation"),
        "agreed": _("corrected on both sides alike"),
        "paired": _("translated there already"),
        "conflict": _("in conflict"),
        "left out": _("left out of the translation"),
        "new": _("new"),
        "drafted": _("drafted as elsewhere"),
        "adopted": _("translated as elsewhere"),
        "gone": _("gone"),
        "revived": _("revived"),
    }


def _classes(tally: Tally, kind: str) -> str:
    """The classes of change, with their numbers where they are not those of the kind itself."""
    found = {one: tally.classes[kind, one] for one in (*CLASSES, "segmentation")}
    found = {one: number for one, number in found.items() if number}
    if not found:
        return ""
    if all(number == tally.kinds[kind] for number in found.values()):
        return f" ({change_names(list(found))})"
    return " (" + ", ".join(f"{change_names([one])}: {number}" for one, number in found.items()) + ")"


def _unit(told: Told) -> str:
    """A unit by its name, with what happened to it; what changed, word by word."""
    event, unit = told.event, told.event.unit
    was, now = was_and_is(unit) if event.kind in {"stale", "conflict"} else (event.before, unit.source)
    text = differences(was, now) if was else unit.source
    if event.kind in {"ahead", "agreed", "conflict", "left out"} and (before := was_target(unit)) is not None:
        text += "\n" + differences(before, "" if event.kind == "left out" else unit.target)
    what = changed(_names()[event.kind], event.classes, told.likeness if event.kind == "stale" else None)
    what += f" ({_('from {domain}').format(domain=event.origin)})" if event.origin else ""
    name = f"{click.style(told.name, bold=True)}  " if told.name else ""
    return f"  {name}{what}: " + text.replace("\n", "\n    ")


def report_pruned(session: Session, pruned: Sequence[Pruned]) -> None:
    """Say what goes and what stays, and why; of many that go only how many they are."""
    going = [item for item in pruned if not item.left]
    in_sum = len(going) > _EACH and not session.verbose
    for item in pruned:
        domain, heirs = item.article.domain, ", ".join(item.heirs)
        if item.left:
            text = ngettext(
                "{domain} is kept: {number} translation in it is nowhere else",
                "{domain} is kept: {number} translations in it are nowhere else",
                item.left,
            )
            session.say(text.format(domain=domain, number=item.left))
        elif not in_sum:
            text = _("{domain} goes: its translations are in {domains}")
            text = text if heirs else _("{domain} goes: nothing in it is translated")
            session.say(text.format(domain=domain, domains=heirs))
        if item.edited:
            session.say("  " + _("{path} is not as it was built, and stays").format(path=item.edited))
    if in_sum:
        text = _("{number} articles go: their translations are in others (-v lists them)")
        session.say(text.format(number=len(going)))


def fields(item: Updated) -> dict[str, Any]:
    """An article as ``--json`` has it."""
    return {
        "domain": item.article.domain,
        "source": item.article.source,
        "catalog": item.article.catalog,
        **tally_fields(item.tally),
        "took_over": list(item.took_over),
        "former_rules": item.former_rules,
        "skipped": [{"line": line, "what": what} for line, what in item.skipped],
        "foreign": item.is_foreign,
        "own": [{"line": line, "text": text} for line, text in item.own],
        "events": [_event_fields(told) for told in item.told],
    }


def tally_fields(tally: Tally) -> dict[str, Any]:
    """Numbers by kind, and by class of change within each kind."""
    classes: dict[str, dict[str, int]] = {}
    for (kind, one), number in tally.classes.items():
        classes.setdefault(kind, {})[one] = number
    return {"counts": dict(tally.kinds), "classes": classes}


def _event_fields(told: Told) -> dict[str, Any]:
    event = told.event
    return {
        "segment": told.name or None,
        "event": told.kind,
        "state": None if event.kind == "gone" else event.unit.state.value,
        "source": event.unit.source,
        "before": event.before,
        "previous": event.unit.previous,
        "likeness": percent(told.likeness),
        "changes": list(event.classes),
        "origin": event.origin or None,
    }


def pruned_fields(item: Pruned) -> dict[str, Any]:
    """An article that is gone, as ``--json`` has it."""
    return {
        "domain": item.article.domain,
        "removed": list(item.removed),
        "lives_on_in": list(item.heirs),
        "nowhere_else": item.left,
        "edited": item.edited or None,
    }
