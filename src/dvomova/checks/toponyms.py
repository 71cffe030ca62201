"""Content: how places of Ukraine are called in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dvomova.checks.base import Edit, Flaw, check
from dvomova.checks.batch import Batch, Numbers
from dvomova.checks.lexicon import table
from dvomova.checks.sides import Pair, Side
from dvomova.model import Severity, Span
from dvomova.text.messages import gettext as _

N_ = str


@cache
def _old_names(own: tuple[tuple[str, str], ...]) -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """What finds them, what each is called, and their first words in small letters."""
    names: dict[str, str] = dict(table("toponyms")["names"]) | dict(own)
    words = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return (
        re.compile(rf"(?<![\w-])(?:{words})(?:ns?\b|ites?\b)?(?![\w])"),
        names,
        frozenset(one.split()[0].lower() for one in names),
    )


_THE_UKRAINE = re.compile(
    r"\b[Tt]he Ukraine\b(?!['’]s|[\s-]+(?:war|crisis|conflict|question|story|talks|delegation|desk|team|"
    r"office|government|army|\w+ing|\w+ion|[a-z]+ment))"
)


@cache
def _kept() -> re.Pattern[str]:
    return re.compile("|".join(table("toponyms")["kept"]["phrases"]))


def _old_named(batch: Batch) -> Numbers:
    english = batch.column("en")
    if english is None:
        return set()
    _expression, _names, first = _old_names(batch.style.places)
    return english.saying(first) | english.having("he Ukraine")


@check(
    "toponym",
    "content",
    Severity.WARNING,
    title=N_("A place of Ukraine is called by its Russian name in English"),
    why=N_(
        "Kyiv, Kharkiv, Odesa are what Ukraine calls them, and the UN; dishes, history and titles keep"
        " theirs."
    ),
    rule="КМУ № 55, 2010; UNGEGN; #KyivNotKiev",
    hint=_old_named,
)
def toponym(pair: Pair) -> Iterator[Flaw]:
    """Old names of places on the English side."""
    side = pair.side("en")
    if side is None:
        return
    expression, names, first = _old_names(pair.style.places)
    if side.vocabulary.isdisjoint(first) and "he Ukraine" not in side.text:
        return
    kept = [match.span() for match in _kept().finditer(side.prose)]
    for match in expression.finditer(side.prose):
        new = names.get(match[0])
        if new is None or any(start <= match.start() < end for start, end in kept) or _is_title(side, match):
            continue
        yield _renamed(pair, side, Span(*match.span()), new)
    for match in _THE_UKRAINE.finditer(side.prose):
        yield _renamed(pair, side, Span(*match.span()), "Ukraine")


def _is_title(side: Side, match: re.Match[str]) -> bool:
    """Whether it stands in quotation marks, or in emphasis: the title of a film, a book."""
    before, behind = side.prose[: match.start()], side.prose[match.end() :]
    quoted = before.rfind("“") > before.rfind("”") and "”" in behind
    emphasised = before.count("*") % 2 == 1 or before.count("_") % 2 == 1
    straight = before.count('"') % 2 == 1 and '"' in behind
    return quoted or emphasised or straight


def _renamed(pair: Pair, side: Side, span: Span, new: str) -> Flaw:
    message = _("{old} is called {new}").format(old=side.text[slice(*span)], new=new)
    if side is pair.target:
        return Flaw(message, (), (span,), (Edit(span, new),))
    return Flaw(message, (span,), severity=Severity.INFO)
