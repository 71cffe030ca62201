"""``dvomova diff``."""

from __future__ import annotations

from gettext import gettext as _
from gettext import ngettext
from typing import Any

from dvomova.cli import options
from dvomova.cli.session import Session


@options.command(
    "diff",
    _("Show word by word what changed in the originals since it was translated: [-before-]{+now+}."),
)
@options.names()
@options.source()
@options.common(writes=False)
def command(names: tuple[str, ...], **common: Any) -> int:
    """Show what is out of date."""
    from dvomova.cli.printing import body, heading
    from dvomova.model import State
    from dvomova.text.differences import word_diff
    from dvomova.workflow.status import flagged

    session = Session(**common)
    states = (State.STALE, State.CONFLICT)
    lists = session.each(session.articles(names), lambda article: flagged(article, session.project, states))
    found = [item for items in lists for item in items]
    for item in found:
        session.data("\n".join([heading(item), *body(item), ""]))
    number = len(found)
    if number:
        session.say(
            ngettext("{number} segment is out of date.", "{number} segments are out of date.", number).format(
                number=number
            )
        )
        session.next(
            _("`dvomova edit` to work through it"), _("`dvomova accept SEGMENT` if nothing has to change")
        )
    elif not session.idle:
        session.say(_("Nothing is out of date."))
    fields = [
        {
            "segment": item.name,
            "state": item.unit.state.value,
            "path": item.article.source,
            "line": item.line,
            "previous": item.unit.previous,
            "source": item.unit.source,
            "target": item.unit.target,
            "changes": item.changes,
            "diff": [list(run) for run in word_diff(item.unit.previous or "", item.unit.source)],
        }
        for item in found
    ]
    return session.finish(command="diff", segments=fields)
