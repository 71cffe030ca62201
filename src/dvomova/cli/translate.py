"""``dvomova translate``."""

from __future__ import annotations

from functools import partial
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options, translating
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dvomova.memory.records import Match
    from dvomova.workflow.analysing import Analysis
    from dvomova.workflow.drafting import MachineDrafted
    from dvomova.workflow.translate import Drafted

_AT_LEAST = 75


@options.command(
    "translate",
    _(
        "Draft what is untranslated or out of date from the translation memory: what was translated before, "
        "then what is alike. Drafts wait for your word (edit, accept); what a person translated stays."
    ),
)
@options.names()
@click.option(
    "--at-least",
    type=click.IntRange(50, 100),
    default=_AT_LEAST,
    metavar="N",
    help=_("The lowest score of a match, 50–100; else {number}.").format(number=_AT_LEAST),
)
@click.option(
    "--analyse",
    is_flag=True,
    help=_("Write nothing: count the words there are to translate by how much of them the memory has."),
)
@translating.options
@options.source()
@options.common(writes=True)
def command(
    names: tuple[str, ...],
    *,
    at_least: int,
    analyse: bool,
    engine: str | None,
    yes: bool,
    stale: bool,
    **common: Any,
) -> int:
    """Draft from memory and by an engine, or count."""
    from dvomova.workflow.terminology import glossary

    session = Session(**common)
    glossary(session.project)  # one that cannot be read is told once, not for each article
    if analyse:
        return _analyse(session, names)
    from dvomova.workflow.remembering import memory
    from dvomova.workflow.translate import draft

    guard = translating.engaged(session, engine, yes=yes, stale=stale)
    by_machine: list[MachineDrafted] = []
    with session.writing():
        articles = session.articles(names)
        with memory(session.project) as store:
            done = session.each(articles, partial(draft, store=store, at_least=at_least))
        for item in done:
            _tell(session, item, protected=not guard)
    if guard:
        by_machine = translating.by_engine(session, guard, done, yes=yes, stale=stale)
    session.written()
    if any(item.drafts for item in done) or any(item.drafts for item in by_machine):
        session.next(_("`dvomova edit` to review the drafts"), _("`dvomova accept` where they are right"))
    elif any(item.left for item in done):
        session.next(_("`dvomova edit` to translate"))
    by_engine = [translating.fields(item) for item in by_machine]
    machine: dict[str, Any] = {"engine": engine, "by_engine": by_engine} if engine else {}
    return session.finish(command="translate", articles=[_fields(item) for item in done], **machine)


def _tell(session: Session, item: Drafted, *, protected: bool) -> None:
    article, drafts = item.article, item.drafts
    if not (drafts or item.left or item.protected):
        return
    exact = sum(draft.match.is_exact for draft in drafts)
    parts = [
        ngettext("{number} draft", "{number} drafts", len(drafts)).format(number=len(drafts))
        + (
            _(" ({exact} exact, {alike} alike)").format(exact=exact, alike=len(drafts) - exact)
            if drafts
            else ""
        ),
        _("{number} still open").format(number=item.left),
    ]
    session.say(
        f"{article.domain} ({article.source_language} → {article.target_language}): " + ", ".join(parts)
    )
    for draft in drafts if session.verbose else ():
        session.say(f"  {draft.name}  {match_line(draft.match)}")
        session.say(f"    {article.source_language}  {draft.source}")
        session.say(f"    {article.target_language}  {draft.match.target}")
    for name in item.protected if protected else ():
        session.say(_("  {name} holds a protected name and was not looked up").format(name=name))


def match_line(match: Match) -> str:
    """A match in a person's words: its score, where it comes from, and what it was taken down for."""
    from dvomova.workflow.remembering import shown

    reasons = {
        "kind": _("another kind of document"),
        "old": _("old"),
        "machine": _("by a machine"),
        "fuzzy": _("not confirmed"),
        "numbers": _("other numbers"),
        "substituted": _("put in"),
        "forms": _("another plural form"),
        "term": _("a term is missing"),
        "forbidden": _("a forbidden term"),
    }
    less = [f"{reasons[penalty.reason]} −{penalty.points}" for penalty in match.penalties]
    put_in = [f"{was} → {now}" for was, now in match.substituted]
    what = ", ".join([*put_in, *less])
    return f"{match.score}  {shown(match.origin)}" + (f"  ({what})" if what else "")


def _analyse(session: Session, names: tuple[str, ...]) -> int:
    from dvomova.memory.bands import DONE, NAMES
    from dvomova.workflow.analysing import Analyst
    from dvomova.workflow.remembering import memory

    with memory(session.project) as store:
        found = session.each(session.articles(names), Analyst(store).analyse)
    columns = (*NAMES, DONE)
    if found:
        _table(session, found, columns)
    return session.finish(
        command="translate",
        analysis=[
            {
                "domain": item.article.domain,
                "words": {name: item.words[name] for name in columns},
                "segments": {name: item.segments[name] for name in columns},
            }
            for item in found
        ],
    )


def _table(session: Session, found: Sequence[Analysis], columns: Sequence[str]) -> None:
    from dvomova.cli.printing import table

    heads = {"repetitions": _("REPEATED"), "new": _("NEW"), "translated": _("TRANSLATED")}
    rows = [[_("WORDS"), "", *(heads.get(name, name) for name in columns), _("TOTAL")]]
    counts = [
        (item.article.domain, f"{item.article.source_language} → {item.article.target_language}", item.words)
        for item in found
    ]
    if len(found) > 1:
        counts.append((_("TOTAL"), "", sum((item.words for item in found), type(found[0].words)())))
    rows += [
        [name, direction, *(str(words[one] or "–") for one in columns), str(words.total())]
        for name, direction, words in counts
    ]
    session.data("\n".join(table(rows, left=2)))


def _fields(item: Drafted) -> dict[str, Any]:
    return {
        "domain": item.article.domain,
        "drafts": [
            {"segment": draft.name, "source": draft.source, **match_fields(draft.match)}
            for draft in item.drafts
        ],
        "protected": list(item.protected),
        "open": item.left,
    }


def match_fields(match: Match) -> dict[str, Any]:
    """A match as ``--json`` has it."""
    return {
        "score": match.score,
        "match": match.source,
        "target": match.target,
        "origin": match.origin,
        "date": match.date,
        "penalties": [penalty._asdict() for penalty in match.penalties],
        "substituted": [list(pair) for pair in match.substituted],
    }
