"""``dvomova build``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.build import Built


@options.command(
    "build",
    _(
        "Build the translated documents beside the originals. A translation that would break the structure "
        "of the document is left out and named; a document that was edited by hand is not overwritten."
    ),
)
@options.names()
@click.option(
    "--untranslated",
    type=click.Choice(["source", "omit", "fail"]),
    default="source",
    help=_("What stands where there is no translation: the original, nothing, or no document at all."),
)
@click.option(
    "--stale",
    type=click.Choice(["keep", "mark", "source", "fail"]),
    default="keep",
    help=_("What stands where the translation is out of date: it, it with a mark, the original."),
)
@click.option("--drafts", is_flag=True, help=_("Publish drafts too."))
@click.option(
    "--force", is_flag=True, help=_("Overwrite documents that were edited by hand; a copy is kept.")
)
@click.option(
    "--fresh",
    is_flag=True,
    help=_(
        "Begin from the structure of the original; what only the translated document has goes, and a copy "
        "of it is kept."
    ),
)
@options.source()
@options.form()
@options.jobs()
@options.common(writes=True)
def command(
    names: tuple[str, ...],
    *,
    untranslated: str,
    stale: str,
    drafts: bool,
    force: bool,
    fresh: bool,
    **common: Any,
) -> int:
    """Build documents."""
    from dvomova.workflow.build import build_all
    from dvomova.workflow.laying import BuildOptions

    session = Session(**common)
    choice = BuildOptions(untranslated, stale, drafts, force, fresh)
    with session.writing():
        present, missing = session.by_presence(
            [article for article in session.articles(names) if article.source]
        )
        done = build_all(present, session.project, session.each, choice)
    session.tell_missing(missing)
    for item in done:
        _report(session, item)
    session.written()
    failed = any(item.failed for item in done)
    if done and not failed:
        session.next(_("`dvomova compile` for the bundles"))
    return session.finish(findings=failed, command="build", articles=[_fields(item) for item in done])


def _report(session: Session, item: Built) -> None:
    source, target = item.article.source, item.article.target
    for name in item.broken:
        _tell(
            session,
            _("{name}: its translation would break the structure; the original stands there").format(
                name=name
            ),
        )
    for name in item.unplaced:
        _tell(
            session,
            _("{name}: {path} has no place for it; put it there, or: dvomova build --fresh").format(
                name=name, path=target
            ),
        )
    for name in item.unfinished:
        _tell(session, _("{name}: not finished").format(name=name))
    for line, text in item.unknown[: None if session.verbose else 3]:
        place = f"{source}:{line}"
        _tell(session, _("{path}: not in the catalog: {text}").format(path=place, text=text))
    if item.unknown:
        _tell(
            session,
            _("{path} is ahead of its catalog: run `dvomova update {path}` first").format(path=source),
        )
    if item.unfinished or item.unknown:
        _tell(session, _("{path} was not built").format(path=target))
    for text in item.unseen[: None if session.verbose else 3]:
        _tell(session, _("{path}: not in the catalog: {text}").format(path=target, text=text))
    if item.edited:
        _tell(
            session,
            _(
                "{path} was edited by hand and left alone: `dvomova update` takes the edits in, --force "
                "overwrites them and keeps a copy"
            ).format(path=target),
        )
    if item.backup:
        session.say(_("{path}: what was there is now {backup}").format(path=target, backup=item.backup))


def _tell(session: Session, text: str) -> None:
    if not session.as_json:
        click.secho(text, err=True, fg="yellow")


def _fields(item: Built) -> dict[str, Any]:
    return {
        "domain": item.article.domain,
        "source": item.article.source,
        "target": item.article.target,
        "changed": item.changed,
        "broken": list(item.broken),
        "unplaced": list(item.unplaced),
        "edited": item.edited,
        "unseen": list(item.unseen),
        "unfinished": list(item.unfinished),
        "unknown": [{"line": line, "text": text} for line, text in item.unknown],
        "backup": item.backup,
    }
