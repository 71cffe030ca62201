"""``dvomova extract``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import TYPE_CHECKING, Any

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dvomova.workflow.update import Extracted

_EACH = 10
"""So many articles get a line each; more are told in sum."""


@options.command(
    "extract",
    _(
        "Split texts into segments and write locales/DOMAIN.pot for each. PATH is a document, a folder, "
        "a glob or a domain; without any, all articles are meant."
    ),
)
@options.names()
@options.source()
@options.form()
@options.jobs()
@options.common(writes=True)
def command(names: tuple[str, ...], **common: Any) -> int:
    """Write templates."""
    from dvomova.workflow.update import extract

    session = Session(**common)
    with session.writing():
        present, missing = session.by_presence(session.articles(names))
        done = session.each(present, extract)
    session.tell_missing(missing)
    _report(session, done)
    session.written()
    if done:
        session.next(_("`dvomova update` to bring the catalogs in step"))
    fields = [
        {
            "domain": item.article.domain,
            "source": item.article.source,
            "template": item.article.template,
            "segments": item.segments,
            "words": item.words,
            "skipped": [{"line": line, "what": what} for line, what in item.skipped],
        }
        for item in done
    ]
    return session.finish(command="extract", articles=fields)


def _report(session: Session, done: Sequence[Extracted]) -> None:
    if len(done) > _EACH and not session.verbose:
        head = ngettext("{number} article", "{number} articles", len(done)).format(number=len(done))
        _counted(session, head, sum(item.segments for item in done), sum(item.words for item in done))
        session.tell_skipped("", [place for item in done for place in item.skipped])
        return
    for item in done:
        article = item.article
        _counted(session, f"{article.domain} ({article.source_language})", item.segments, item.words)
        session.tell_skipped(article.source, item.skipped)


def _counted(session: Session, what: str, number: int, words: int) -> None:
    text = ngettext(
        "{what}: {number} segment, {words} words", "{what}: {number} segments, {words} words", number
    )
    session.say(text.format(what=what, number=number, words=words))
