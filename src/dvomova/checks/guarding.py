"""Protection: names that must not get out."""

from __future__ import annotations

from collections.abc import Iterator

from dvomova.checks.base import Flaw, check
from dvomova.checks.sides import Pair
from dvomova.checks.style import Style
from dvomova.model import Catalog, Severity, Span
from dvomova.text.messages import gettext as _
from dvomova.text.protection import protected

N_ = str


@check(
    "protected",
    "protection",
    Severity.ERROR,
    title=N_("A protected name"),
    why=N_(
        "Whoever is named can be harmed. Names of the configuration (`protect`) are found in every"
        " grammatical case, on either side, in Latin letters and in comments."
    ),
    rule="КМУ № 55, 2010",
    whole_catalog=True,
)
def protected_names(catalog: Catalog, pairs: list[Pair], style: Style) -> Iterator[tuple[Pair | None, Flaw]]:
    """Names in texts, comments and the header; also of units that are not translated, or obsolete."""
    names = style.protect
    if not names:
        return
    checked = set()
    for pair in pairs:
        found = [tuple(span for span, _name in protected(side.text, names)) for side in pair.sides]
        checked.add(id(pair.unit))
        if any(found):
            yield pair, Flaw(_("a protected name"), found[0], found[1])
        elif pair.unit and protected("\n".join((*pair.unit.comments, *pair.unit.extracted)), names):
            yield pair, Flaw(_("a protected name in a comment"))
    for unit in catalog.units:
        if id(unit) not in checked and protected(unit.raw or "\n".join((unit.source, *unit.targets)), names):
            yield (
                None,
                Flaw(
                    _("a protected name in an entry that is not checked otherwise: {text}").format(
                        text=unit.source[:60]
                    )
                ),
            )
    if protected("\n".join((*catalog.comments, *(value for _key, value in catalog.header))), names):
        yield None, Flaw(_("a protected name in the header"), (), (Span(0, 0),))
