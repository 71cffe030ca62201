"""Content: terms and names that are not translated as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator

from dvomova.checks.base import BOTH, REGISTRY, Flaw, check
from dvomova.checks.sides import Pair
from dvomova.checks.style import Style, WrongTerm
from dvomova.model import Catalog, Severity
from dvomova.text.messages import gettext as _

N_ = str


def told(wrong: WrongTerm) -> str:
    """What is wrong with the translation of a term, in a person's words."""
    if wrong.found:
        text = _("“{term}” is called “{expected}”, not “{found}”")
    elif wrong.is_verbatim:
        text = _("“{term}” is not translated: it stays “{expected}”")
    else:
        text = _("“{term}” is called “{expected}”")
    return text.format(term=wrong.term, expected=wrong.expected, found=wrong.found)


@check(
    "glossary",
    "content",
    Severity.WARNING,
    title=N_("A term is not translated as the glossary says"),
    why=N_(
        "What is called in two ways seems to be two things. A term counts as used in any grammatical form."
        " Only where the project has a glossary."
    ),
    whole_catalog=True,
)
def glossary(_catalog: Catalog, pairs: list[Pair], style: Style) -> Iterator[tuple[Pair, Flaw]]:
    """Terms without their translation, translations that are forbidden, names that were changed."""
    if style.terms is None:
        return
    for pair in pairs:
        if not {side.language for side in pair.sides} <= BOTH:
            continue
        for wrong in style.terms(pair.source.text, pair.target.text, pair.source.language):
            yield pair, Flaw(told(wrong), (wrong.source,), (wrong.target,) if wrong.target else ())


GLOSSARY = REGISTRY["glossary"]
