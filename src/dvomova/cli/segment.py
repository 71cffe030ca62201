"""``dvomova segment``."""

from __future__ import annotations

from gettext import gettext as _
from typing import TYPE_CHECKING, Any

import click

from dvomova.cli import options
from dvomova.cli.session import Session

if TYPE_CHECKING:
    from dvomova.workflow.segmenting import Decision, Segmented


@options.command(
    "segment",
    _(
        "Print the segments of a document, one a line (a line break inside one as \\n), and nothing else: "
        "for people who write rules of segmentation."
    ),
)
@click.argument("name", metavar=_("FILE"))
@click.option(
    "--explain",
    "offset",
    type=click.IntRange(min=0),
    metavar=_("OFFSET"),
    help=_("Say instead which rule decided nearest to this character of the file, the first being 0."),
)
@options.source()
@options.form()
@options.common(writes=False)
def command(name: str, *, offset: int | None, **common: Any) -> int:
    """Print segments."""
    from dvomova.workflow.segmenting import segmented

    session = Session(**common)
    path, article = session.document(name)
    found = segmented(path, article, session.project)
    decision = None if offset is None else found.nearest(offset)
    if decision:
        session.data(_explanation(path, decision))
    elif offset is not None:
        session.say(_("{path}: there is no place where a segment could end").format(path=path))
    else:
        for segment in found.document.segments:
            session.data(segment.text.replace("\n", "\\n"))
    fields = {"explained": _place(decision)} if decision else {"segments": _segments(found)}
    return session.finish(command="segment", path=path, rules=found.version, **fields)


def _explanation(path: str, decision: Decision) -> str:
    answer = _("a segment ends here") if decision.breaks else _("no segment ends here")
    place = f"{path}:{decision.line}: {decision.start}: {answer}: {decision.rule}"
    return f"{place}\n    {decision.before} | {decision.after}"


def _place(decision: Decision) -> dict[str, Any]:
    return {
        "start": decision.start,
        "end": decision.end,
        "line": decision.line,
        "breaks": decision.breaks,
        "rule": decision.rule,
        "before": decision.before,
        "after": decision.after,
    }


def _segments(found: Segmented) -> list[dict[str, Any]]:
    return [
        {
            "text": segment.text,
            "kind": segment.kind,
            "line": segment.line,
            "start": segment.span.start,
            "end": segment.span.end,
            "rule": rule,
        }
        for segment, rule in zip(found.document.segments, found.rules, strict=True)
    ]
