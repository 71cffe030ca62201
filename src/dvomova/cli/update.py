"""``dvomova update``."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from dvomova.cli import options
from dvomova.cli.session import Session, publishing

if TYPE_CHECKING:
    from dvomova.workflow.update import Updated


@options.command(
    "update",
    _(
        "Split texts into segments and bring the catalogs of the other language in step: what moved moves "
        "along, what was edited is flagged with what it was before, what is gone is kept as obsolete."
    ),
)
@options.names()
@options.source()
@options.jobs()
@options.common(writes=True)
def command(names: tuple[str, ...], **common: Any) -> int:
    """Update catalogs."""
    from dvomova.workflow.across import matches
    from dvomova.workflow.recall import Recall
    from dvomova.workflow.update import Updated, former_articles, update

    session = Session(**common)
    with session.writing():
        present, missing = session.by_presence(session.articles(names))
        new = any(not session.project.disk.exists(article.catalog) for article in present)
        formers = former_articles(session.project, missing) if new else None
        recall = Recall(session.project)
        known = {article: found for article in present if (found := recall.of(article))}
        others = [article for article in present if article not in known]
        borrowed = matches(others, session.project, recall, session.each)
        updated = session.each(others, partial(update, formers=formers, matches=borrowed))
        recall.note((item.article, item.left) for item in updated)
        done = updated + [Updated.known(article, found) for article, found in known.items()]
        done.sort(key=lambda item: item.article.domain)
    for item in done:
        _report(session, item)
    session.tell_missing(missing)
    session.written()
    if done:
        _hint(session, done)
    return session.finish(command="update", articles=[_fields(item) for item in done])


def _report(session: Session, item: Updated) -> None:
    from dvomova.cli.printing import change_names

    names = {
        "unchanged": _("unchanged"),
        "moved": _("moved"),
        "mechanical": _("mechanically changed"),
        "stale": _("out of date"),
        "new": _("new"),
        "gone": _("gone"),
        "revived": _("revived"),
        "drafted": _("drafted as elsewhere"),
        "adopted": _("translated as elsewhere"),
    }
    count = item.count()
    counted = _("{number} {name}")
    summary = ", ".join(
        counted.format(number=count[kind], name=name) for kind, name in names.items() if count[kind]
    )
    article = item.article
    session.say(f"{article.domain} ({article.source_language} → {article.target_language}): {summary or '–'}")
    if item.renamed_from:
        session.say("  " + _("took over the translations of {domain}").format(domain=item.renamed_from))
    if item.former_rules:
        session.say("  " + _("split by other rules than before ({rules})").format(rules=item.former_rules))
    session.tell_skipped(article.source, item.skipped)
    for event in item.events if session.verbose else ():
        why = f" ({change_names(event.classes)})" if event.classes else ""
        session.say(f"  {names[event.kind]}{why}: {event.unit.source}")


def _hint(session: Session, done: list[Updated]) -> None:
    from dvomova.model import State

    states = {state for item in done for state in item.states}
    if states & {State.STALE, State.CONFLICT}:
        session.next(_("`dvomova diff` shows what changed"), _("`dvomova edit` to work through it"))
    elif states & {State.UNTRANSLATED, State.DRAFT}:
        session.next(_("`dvomova edit` to translate"), publishing(item.article for item in done))
    else:
        session.next(publishing(item.article for item in done))


def _fields(item: Updated) -> dict[str, Any]:
    return {
        "domain": item.article.domain,
        "source": item.article.source,
        "catalog": item.article.catalog,
        "counts": dict(item.count()),
        "renamed_from": item.renamed_from,
        "former_rules": item.former_rules,
        "skipped": [{"line": line, "what": what} for line, what in item.skipped],
        "events": [
            {
                "event": event.kind,
                "source": event.unit.source,
                "before": event.before,
                "changes": list(event.classes),
                "origin": event.origin,
            }
            for event in item.events
        ],
    }
