"""``dvomova swap``."""

from __future__ import annotations

from gettext import gettext as _
from typing import Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session
from dvomova.errors import DvomovaError


@options.command(
    "swap",
    _(
        "Make the translation of an article its original from now on: the catalog moves to the other "
        "language, with every state and comment. Swapping again brings it back."
    ),
)
@click.argument("names", nargs=-1, required=True, metavar=_("[PATH]..."))
@options.common(writes=True)
def command(names: tuple[str, ...], **common: Any) -> int:
    """Swap."""
    from dvomova.workflow.swapping import swap

    session, done = Session(**common), []
    with session.writing():
        for article in session.articles(names):  # what is removed is not staged
            try:
                done.append(swap(article, session.project))
            except DvomovaError as error:
                session.tell(error)
    for item in done:
        article = item.article
        text = _("{domain}: {source} is the original now, {target} its translation")
        session.say(text.format(domain=article.domain, source=article.source, target=article.target))
    session.written()
    if done:
        session.next(_("`dvomova update`"))
    fields = [
        {
            "domain": item.article.domain,
            "source": item.article.source,
            "target": item.article.target,
            "catalog": item.article.catalog,
        }
        for item in done
    ]
    return session.finish(command="swap", articles=fields)
