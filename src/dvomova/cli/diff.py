"""``dvomova diff``."""

from __future__ import annotations

from contextlib import suppress
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.articles import Article
    from dvomova.workflow.project import Project
    from dvomova.workflow.since import Edited
    from dvomova.workflow.status import Flagged


@options.command(
    "diff",
    _(
        "Show word by word what changed in the originals since it was translated, and in the translations "
        "since both sides agreed: [-before-]{+now+}."
    ),
)
@options.names()
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help=_("Show instead what changed in the originals since this revision of git, translated or not."),
)
@click.option("--textconv", is_flag=True, hidden=True)
@options.source()
@options.common(writes=False)
def command(names: tuple[str, ...], *, revision: str | None, textconv: bool, **common: Any) -> int:
    """Show what is out of date, or what was edited since a revision."""
    if textconv:
        return _as_text(names)
    session = Session(**common)
    articles = session.articles(names)
    if revision is not None:
        return _since(session, articles, revision, named=bool(names))
    return _out_of_date(session, articles)


def _out_of_date(session: Session, articles: list[Article]) -> int:
    from dvomova.catalogs.offers import is_similar
    from dvomova.cli.printing import body, heading
    from dvomova.cli.status import tell_ahead
    from dvomova.model import State
    from dvomova.workflow.status import flagged

    states = (State.STALE, State.CONFLICT, State.AHEAD)
    lists = session.each(articles, lambda article, project: flagged(article, project, states))
    found = [item for items in lists for item in items]
    for item in found:
        session.data("\n".join([heading(item), *body(item), ""]))
    edited = [item for item in found if item.unit.state is State.AHEAD]
    if any(is_similar(item.unit) for item in found):
        session.say(_("What is only similar may be a new sentence, its translation that of another one."))
    if number := len(found) - len(edited):
        text = ngettext("{number} segment is out of date.", "{number} segments are out of date.", number)
        session.say(text.format(number=number))
    tell_ahead(session, len(edited))
    if any(item.unit.state is State.CONFLICT for item in found):
        session.next(_("`dvomova resolve`"), _("`dvomova edit` to work through it"))
    elif number:
        session.next(
            _("`dvomova edit` to work through it"), _("`dvomova accept SEGMENT` if nothing has to change")
        )
    elif edited:
        session.next(_("`dvomova edit --source SEGMENT`"), _("`dvomova accept SEGMENT`"))
    elif not session.idle:
        session.say(_("Nothing is out of date."))
    return session.finish(command="diff", segments=[_fields(item) for item in found])


def _since(session: Session, articles: list[Article], revision: str, *, named: bool) -> int:
    from dvomova.cli.printing import edited
    from dvomova.workflow.git import NotThereError, revision_called
    from dvomova.workflow.since import since

    then = revision_called(session.project.disk.root, revision)

    def work(article: Article, project: Project) -> list[Edited]:
        try:
            return since(article, project, then)
        except NotThereError:
            if named:
                raise
            session.say(_("{path} is new since {revision}").format(path=article.source, revision=revision))
            return []

    present, missing = session.by_presence([article for article in articles if article.source])
    found = [item for items in session.each(present, work) for item in items]
    session.tell_missing(missing)
    for item in found:
        session.data("\n".join([*edited(item), ""]))
    if not session.idle and not session.errors:
        _summary(session, found, revision)
    return session.finish(command="diff", since=revision, segments=[_edited_fields(item) for item in found])


def _summary(session: Session, found: list[Edited], revision: str) -> None:
    number, translated = len(found), sum(item.is_translated for item in found)
    if not number:
        session.say(_("Nothing changed since {revision}.").format(revision=revision))
        return
    text = ngettext(
        "{number} segment changed since {revision}; translated as it is now: {translated}.",
        "{number} segments changed since {revision}; translated as they are now: {translated}.",
        number,
    )
    session.say(text.format(number=number, revision=revision, translated=translated))
    present = [item for item in found if item.kind != "gone"]
    if any(item.unit is None for item in present):
        session.next(_("`dvomova update`"))
    elif not all(item.is_translated for item in present):
        session.next(_("`dvomova edit` to work through it"))
    else:
        session.next(_("`dvomova build`"))


def _as_text(names: tuple[str, ...]) -> int:
    """What git shows instead of a catalog; one that cannot be read as it stands there."""
    from dvomova.catalogs import po
    from dvomova.cli.printing import as_text
    from dvomova.errors import FileError
    from dvomova.workflow.disk import Disk

    for name in names:
        text = Disk(Path.cwd()).skim(name)
        with suppress(FileError):
            text = as_text(po.parse(text, name))
        click.echo(text, nl=False)
    return 0


def _fields(item: Flagged) -> dict[str, Any]:
    from dvomova.catalogs.ahead import was
    from dvomova.catalogs.po_previous import was_and_is
    from dvomova.cli.printing import percent
    from dvomova.model import State
    from dvomova.text.differences import word_diff

    before = was(item.unit)
    now = "" if item.unit.is_left_out else item.unit.target
    return {
        "segment": item.name,
        "state": item.unit.state.value,
        "path": item.article.source,
        "line": item.line,
        "previous": item.unit.previous,
        "source": item.unit.source,
        "target": item.unit.target,
        "changes": item.changes,
        "likeness": percent(item.likeness),
        "diff": [list(run) for run in word_diff(*was_and_is(item.unit))]
        if item.unit.previous is not None or item.unit.state is not State.AHEAD
        else [],
        "target_previous": before,
        "target_diff": [list(run) for run in word_diff(before, now)] if before is not None else [],
    }


def _edited_fields(item: Edited) -> dict[str, Any]:
    from dvomova.cli.printing import percent
    from dvomova.text.differences import word_diff

    return {
        "segment": item.name or None,
        "event": item.kind,
        "state": item.unit.state.value if item.unit else None,
        "translated": item.is_translated,
        "path": item.article.source,
        "line": item.line,
        "previous": item.before,
        "source": item.source,
        "target": item.unit.target if item.unit else "",
        "changes": list(item.changes),
        "likeness": percent(item.likeness),
        "diff": [list(run) for run in word_diff(item.before, item.source)],
    }
