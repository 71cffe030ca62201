"""``dvomova extract``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

from dvomova.cli import options
from dvomova.cli.session import Session


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
    for item in done:
        number = item.segments
        session.say(
            ngettext(
                "{domain} ({language}): {number} segment, {words} words",
                "{domain} ({language}): {number} segments, {words} words",
                number,
            ).format(
                domain=item.article.domain,
                language=item.article.source_language,
                number=number,
                words=item.words,
            )
        )
        session.tell_skipped(item.article.source, item.skipped)
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
