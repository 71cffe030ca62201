"""``dvomova translate --engine``: consent first, then drafts by a machine."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli.session import Session
from dvomova.errors import ConfigError, EngineError, FileError

if TYPE_CHECKING:
    from dvomova.engines.guard import Guard
    from dvomova.workflow.drafting import Asked, Bill, MachineDrafted, Open
    from dvomova.workflow.translate import Drafted

_AT_MOST = 20
"""So many failures are listed; of more the rest with -v."""


def options(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--engine``, ``--yes`` and ``--stale``."""
    for option in (
        click.option("--stale", is_flag=True, help=_("With --engine: draft what is out of date too.")),
        click.option("-y", "--yes", is_flag=True, help=_("With --engine: send without asking.")),
        click.option(
            "--engine",
            metavar=_("NAME"),
            help=_(
                "Draft what the memory has nothing for by a machine engine: libre, deepl, microsoft, google, "
                "mymemory, chatgpt; echo and pseudo ask nobody."
            ),
        ),
    ):
        function = option(function)
    return function


def engaged(session: Session, name: str | None, *, yes: bool, stale: bool) -> Guard | None:
    """The engine that a person names, before anything is done; None for none.

    Raises:
        ConfigError: it may not be used here, or cannot.
    """
    if name is None:
        if yes or stale:
            raise click.UsageError(_("--yes and --stale go with --engine"))
        return None
    from dvomova.workflow.engine import guarded

    return guarded(name, session.project)


def by_engine(
    session: Session,
    guard: Guard,
    before: Sequence[Drafted],
    *,
    yes: bool,
    stale: bool,
) -> list[MachineDrafted]:
    """Draft what the memory left open; what is sent, and whereto, is said and agreed to before.

    Raises:
        ConfigError: nobody is there to be asked.
    """
    from dvomova.workflow.drafting import bill, opened
    from dvomova.workflow.engine import is_elsewhere

    done = {one.name for item in before for one in item.drafts}
    some = session.each([item.article for item in before], partial(opened, stale=stale, drafted=done))
    due = bill(guard, some)
    if is_elsewhere(guard) and due.segments:
        said = _bill(guard, due)
        session.say(said)
        if session.project.disk.dry_run or not (yes or _agrees(session, said)):
            return []
    asked_about = [item for item in some if item.units or item.protected]
    with _progress(session, guard, due.segments):
        drafted = [done for item in asked_about for done in _drafted(session, item, guard)]
    for item in drafted:
        _tell(session, item, guard.engine_name)
    _tell_failed(session, drafted)
    return drafted


def _drafted(session: Session, item: Open, guard: Guard) -> list[MachineDrafted]:
    """What an engine does for an article: others may write in the project while it works."""
    from dvomova.workflow.drafting import ask

    answers = session.look([item.article], lambda _article, _project: ask(item, guard))
    return [done for asked in answers for done in _laid(session, asked, guard.engine_name)]


def _laid(session: Session, asked: Asked, engine: str) -> list[MachineDrafted]:
    from dvomova.workflow.drafting import lay

    try:
        with session.writing():
            return session.each([asked.item.article], lambda _article, project: lay(asked, project, engine))
    except FileError as error:  # another process is at it: the answers are kept for the next time
        session.tell(error)
        return []


def _bill(guard: Guard, due: Bill) -> str:
    connection = guard.access.connection
    host = connection.host + (_(" (without encryption)") if connection.is_open else "")
    text = ngettext(
        "{engine} at {host} is to get {number} segment, {characters} characters",
        "{engine} at {host} is to get {number} segments, {characters} characters",
        due.segments,
    )
    parts = [
        text.format(engine=guard.engine_name, host=host, number=due.segments, characters=due.characters),
        _cost(due),
    ]
    return ", ".join(parts) + "."


def _cost(due: Bill) -> str:
    if due.price is None or due.cost is None:
        return _("at a price that dvomova does not know")
    if not due.price.amount:
        return _("free of charge")
    return _("about {cost} {currency}").format(
        cost=f"{max(due.cost, type(due.cost)('0.01')):.2f}", currency=due.price.currency
    )


def _agrees(session: Session, bill: str) -> bool:
    """Whether a person does, who has read what it is about."""
    if not sys.stdin.isatty():
        raise ConfigError(_("nothing is sent unless somebody agrees"), cure=_("add --yes to agree"))
    if session.quiet or session.as_json:
        click.echo(bill, err=True)
    return click.confirm(_("Send it?"), err=True)


def _progress(session: Session, guard: Guard, length: int) -> Any:
    """A bar on a terminal, of what is sent."""
    from contextlib import nullcontext

    if length < _AT_MOST or session.quiet or not sys.stderr.isatty():
        return nullcontext()
    bar = click.progressbar(length=length, file=sys.stderr)
    guard.told = bar.update
    return bar


def _tell(session: Session, item: MachineDrafted, name: str) -> None:
    article = item.article
    number = len(item.drafts)
    text = ngettext("{number} draft by {engine}", "{number} drafts by {engine}", number)
    session.say(
        f"{article.domain} ({article.source_language} → {article.target_language}): "
        + text.format(number=number, engine=name)
    )
    for segment, source, targets in item.drafts if session.verbose else ():
        session.say(f"  {segment}")
        session.say(f"    {article.source_language}  {source}")
        for target in targets:
            session.say(f"    {article.target_language}  {target}")
    for segment in item.protected:
        session.say(_("  {name} holds a protected name and was not sent").format(name=segment))
    for segment in item.skipped if session.verbose else ():
        session.say(_("  {name} has no words and was not sent").format(name=segment))


def _tell_failed(session: Session, drafted: Sequence[MachineDrafted]) -> None:
    """Say what was asked for and not got, and have the command end with 4."""
    failed = [(item.article, name, reason) for item in drafted for name, reason in item.failed]
    for number, (article, name, reason) in enumerate(failed):
        what = _("{name} is not translated: {reason}").format(name=name, reason=reason)
        error = EngineError(what, path=article.catalog)
        if number < _AT_MOST or session.verbose:
            session.tell(error)
        else:
            session.errors.append(error)
    if (left := len(failed) - _AT_MOST) > 0 and not session.verbose:
        text = ngettext("and {number} more (-v lists it)", "and {number} more (-v lists them)", left)
        session.say(text.format(number=left))


def fields(item: MachineDrafted) -> dict[str, Any]:
    """What an engine did for an article, as ``--json`` has it."""
    return {
        "domain": item.article.domain,
        "drafts": [
            {"segment": name, "source": source, "targets": list(targets)}
            for name, source, targets in item.drafts
        ],
        "failed": [{"segment": name, "reason": reason} for name, reason in item.failed],
        "wordless": list(item.skipped),
        "protected": list(item.protected),
    }
