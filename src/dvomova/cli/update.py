"""``dvomova update``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import choice, options
from dvomova.cli.session import Session, publishing
from dvomova.errors import DvomovaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dvomova.workflow.prune import Pruned
    from dvomova.workflow.renames import Formers
    from dvomova.workflow.update import Updated


@options.command(
    "update",
    _(
        "Split texts into segments and bring the catalogs of the other language in step: what moved moves "
        "along, what was edited is flagged with what it was before, what is gone is kept as obsolete."
    ),
)
@options.names()
@click.option(
    "--minor",
    is_flag=True,
    help=_(
        "Edits that this update finds change nothing: their translations are confirmed, not flagged. Of the "
        "articles or segments (izium#1a2b3c4, as -n -v shows them) that are named. What was open stays open."
    ),
)
@choice.classes(_("With --minor: only edits of these kinds and no other: {known}."))
@click.option(
    "--prune",
    is_flag=True,
    help=_(
        "Remove the catalogs of articles that are gone, and what was made of them, once every translation "
        "lives on in another catalog."
    ),
)
@options.source()
@options.form()
@options.jobs()
@options.common(writes=True)
def command(
    names: tuple[str, ...], *, minor: bool, classes: tuple[str, ...] | None, prune: bool, **common: Any
) -> int:
    """Update catalogs."""
    from dvomova.cli import reporting
    from dvomova.workflow.confirm import Word
    from dvomova.workflow.renames import Formers
    from dvomova.workflow.update import update_all

    if classes and not minor:
        raise click.UsageError(_("--class goes with --minor."))
    if not minor and any(map(choice.is_segment, names)):
        raise click.UsageError(_("Segments are named with --minor only; an update is about whole articles."))
    session = Session(**common)
    with session.writing():
        meant = choice.chosen(session, names) if minor else dict.fromkeys(session.articles(names))
        present, missing = session.by_presence(list(meant))
        formers = Formers(session.project, missing)
        if any(not session.project.disk.exists(article.catalog) for article in present):
            for error in formers.read():
                session.tell(error)
        words = {article: Word(keys, classes) for article, keys in meant.items()} if minor else {}
        in_full = session.verbose or session.as_json
        done = update_all(present, session.project, session.each, formers, words, in_full=in_full)
        pruned = _prune(session, names, done, formers) if prune else []
    reporting.report(session, done)
    if prune:
        reporting.report_pruned(session, pruned)
    else:
        session.tell_missing(missing)
    session.written()
    if done:
        _hint(session, done, pruned=prune)
    return session.finish(
        command="update",
        articles=[reporting.fields(item) for item in done],
        totals=reporting.tally_fields(reporting.total(done)),
        pruned=[reporting.pruned_fields(item) for item in pruned],
    )


def _prune(session: Session, names: Sequence[str], done: Sequence[Updated], formers: Formers) -> list[Pruned]:
    """Prune what the update is about: with names what they took over, or name themselves."""
    from dvomova.workflow.prune import estate, prune

    taken = {item.article.domain: item.took_over for item in done if item.took_over}
    followed = {domain for domains in taken.values() for domain in domains}
    gone = [
        article
        for article in formers.gone
        if article not in formers.unreadable
        and (not names or article in formers.missing or article.domain in followed)
    ]
    living = [*(item.article for item in done), *(session.articles(()) if names else ())]
    there = [article for article in dict.fromkeys(living) if article not in formers.gone]
    estates = []
    for article in gone:
        try:
            estates.append(estate(article, session.project))
        except DvomovaError as error:
            session.tell(error)
    return prune(session.project, estates, there, taken)


def _hint(session: Session, done: Sequence[Updated], *, pruned: bool) -> None:
    from dvomova.model import State

    states = frozenset().union(*(item.states for item in done))
    if State.CONFLICT in states:
        steps = [_("`dvomova resolve`"), _("`dvomova diff` shows what changed")]
    elif State.STALE in states:
        steps = [_("`dvomova diff` shows what changed"), _("`dvomova edit` to work through it")]
    elif State.AHEAD in states:
        steps = [_("`dvomova diff` shows what changed"), _("`dvomova accept SEGMENT`")]
    elif states & {State.UNTRANSLATED, State.DRAFT}:
        steps = [_("`dvomova edit` to translate"), publishing(item.article for item in done)]
    else:
        steps = [publishing(item.article for item in done)]
    if not pruned and any(item.took_over for item in done):
        steps.append(_("`dvomova update --prune` to remove what was taken over"))
    session.next(*steps)
