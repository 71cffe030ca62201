"""Two finished versions of a text, checked as they are: aligned first, no catalog needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from pathlib import Path

from dvomova.model import Catalog, Finding, Severity, Span, Unit
from dvomova.workflow.articles import Article, Articles
from dvomova.workflow.checking import Sheet
from dvomova.workflow.cues import of_versions
from dvomova.workflow.pairs import Pair, paired, versions
from dvomova.workflow.project import Project

_SURE = 50
"""Pairs of less confidence are not held against each other."""


def pair_of(
    names: Sequence[str], project: Project, articles: Articles, here: Path
) -> Callable[[], Sheet] | None:
    """What reads two documents of both languages as one catalog; None where ``names`` are not two such.

    The first one is the original. Sentences that stand alone are findings of their own.

    Raises:
        ConfigError: a name says nothing.
    """
    if len(names) != 2 or any(name.endswith((".po", ".pot")) for name in names):
        return None
    if not all((here / name).is_file() for name in names):
        return None
    (path, article), (other, theirs) = (articles.document(name, here) for name in names)
    mine, language = (
        one.source_language if place == one.source else one.target_language
        for place, one in ((path, article), (other, theirs))
    )
    if mine == language:
        return None
    pair = replace(article, source=path, source_language=mine, target=other, target_language=language)
    return partial(_sheet, pair, project)


def _sheet(article: Article, project: Project) -> Sheet:
    read = versions(article, project)
    pairs = read.pairs(paired(read))
    both = [(Unit(one.source, (one.target,)), one) for one in pairs if _is_sure(one)]
    units = tuple(unit for unit, _pair in both)
    shown = of_versions(read.source, read.target, [(unit, one.sources, one.targets) for unit, one in both])
    return Sheet(
        article.target,
        article.domain,
        Catalog((), units),
        article.source_language,
        article.target_language,
        lines={id(unit): one.target_line for unit, one in both},
        alone=tuple(_alone(one, article) for one in pairs if not (one.source and one.target)),
        cues=lambda _catalog: shown,
    )


def _is_sure(pair: Pair) -> bool:
    return bool(pair.source and pair.target) and pair.confidence >= _SURE


def _alone(pair: Pair, article: Article) -> Finding:
    """A sentence that only one version has."""
    if pair.source:
        message = _("the translation does not have this sentence")
        path, line, severity = article.source, pair.source_line, Severity.WARNING
    else:
        message = _("the original does not have this sentence")
        path, line, severity = article.target, pair.target_line, Severity.INFO
    spans = (Span(0, len(pair.source)),) if pair.source else ()
    return Finding("sentences", severity, path, line, "", pair.source, pair.target, spans, (), message)
