"""check: what the checks find in catalogs and pairs of documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import PurePosixPath

from dvomova.catalogs import naming, po
from dvomova.checks.base import Check
from dvomova.checks.running import Found, look, look_through, pairs_of
from dvomova.checks.sides import Pair
from dvomova.checks.style import Style
from dvomova.errors import FileError
from dvomova.model import Catalog, Finding, Severity, Span, Unit
from dvomova.text import languages
from dvomova.workflow import cues, ignoring
from dvomova.workflow.articles import Article
from dvomova.workflow.choosing import Choice
from dvomova.workflow.cues import Cues
from dvomova.workflow.disk import Disk
from dvomova.workflow.project import Project


@dataclass(frozen=True, slots=True)
class Sheet:
    """A catalog as it is checked."""

    path: str
    """Where it is, from the root."""
    domain: str
    """What its segments are named by; also the article that findings are grouped by."""
    catalog: Catalog
    source: str
    """The language of its source texts."""
    target: str
    """The language of its translations."""
    lines: dict[int, int] | None = None
    """Of two documents, the line of each unit by ``id``; None where it is a catalog on disk."""
    alone: tuple[Finding, ...] = ()
    """Of two documents, the sentences that only one of them has."""
    cues: Callable[[Catalog], Cues] = lambda _catalog: {}
    """Of a film, what its cues show with the translations of the catalog."""

    @property
    def is_foreign(self) -> bool:
        """Whether it is no file of this project, so is only read."""
        return self.lines is not None or PurePosixPath(self.path).is_absolute()


@dataclass(slots=True)
class Report:
    """What was found, and what was left out of it."""

    findings: list[Finding] = field(default_factory=list)
    units: int = 0
    """How many translations were looked at."""
    ignored: int = 0
    """Findings that a comment in the catalog ignores."""
    known: int = 0
    """Findings that the baseline has."""
    outdated: list[str] = field(default_factory=list)
    """Segments with a comment that ignores something, for another text."""

    def counts(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings)


def sheet(path: str, disk: Disk, *, domain: str = "", source: str = "") -> Sheet:
    """The catalog at ``path``, whoever wrote it.

    Args:
        path: from the root.
        disk: the files.
        domain: of its article, if it belongs to one.
        source: the language of its source texts by a person's word.

    Raises:
        FileError: it cannot be read.
    """
    catalog = po.parse(disk.read(path), path)
    disk.forget(path)
    target = _code(catalog.field("Language")) or languages.of_path(path) or _script(catalog, target=True)
    leading = source or _code(catalog.field("X-Source-Language"))
    if not leading:
        leading = _script(catalog, target=False) if target == "en" else "en"
    return Sheet(path, domain or PurePosixPath(path).stem, catalog, leading, target)


def of_article(article: Article, project: Project) -> Sheet:
    """The catalog of an article.

    Raises:
        FileError: it cannot be read.
    """
    read = sheet(article.catalog, project.disk, domain=article.domain, source=article.source_language)
    return replace(read, cues=lambda catalog: cues.of_catalog(catalog, article, project))


def _code(stated: str) -> str:
    """The language that a header names, also one that dvomova does not know."""
    plain = re.split(r"[-_@.]", stated.strip().lower())[0]
    return "uk" if plain == "ua" else plain


def _script(catalog: Catalog, *, target: bool) -> str:
    texts = (unit.target if target else unit.source for unit in catalog.units[:200])
    return languages.of_text(" ".join(texts))


def check(
    one: Sheet,
    choice: Choice,
    style: Style,
    wanted: Callable[[Unit], bool] | None = None,
) -> Report:
    """What the checks find in a catalog, in the order of its units.

    Args:
        one: the catalog.
        choice: which checks, how they weigh.
        style: of the house.
        wanted: which units are told of; None for all.
    """
    style = replace(style, cues=one.cues(one.catalog), speller=choice.speller(one.target))
    pairs = pairs_of(one.catalog, one.source, one.target, style)
    lines = _lines(one.catalog) if one.lines is None else one.lines
    names = naming.keys(one.catalog.units)
    report = Report(units=len({id(pair.unit) for pair in pairs}))
    asked = {check.id for check in choice.checks}
    report.findings += [finding for finding in one.alone if finding.check in asked]
    order = {id(unit): index for index, unit in enumerate(one.catalog.units)}
    checks = choice.checks if one.lines is None else [c for c in choice.checks if c.id not in _OF_FILES]
    found = [*look(pairs, checks), *look_through(one.catalog, pairs, checks, style)]
    found.sort(key=lambda item: order.get(id(item.pair.unit), -1) if item.pair else -1)
    for item in found:
        unit = item.pair.unit if item.pair else None
        if wanted and not (unit and wanted(unit)):
            continue
        if unit and ignoring.is_ignored(unit, item.check):
            report.ignored += 1
            continue
        name = f"{one.domain}#{names[naming.identity(unit)]}" if unit else ""
        line = lines.get(id(unit), 0) if unit else 0
        report.findings.append(_finding(item, one.path, line, name, choice))
    report.outdated = [
        f"{one.domain}#{names[naming.identity(unit)]}"
        for unit in one.catalog.units
        if ignoring.is_outdated(unit)
    ]
    return report


_OF_FILES = frozenset({"header"})
"""Checks of a catalog as a file, which two documents are not."""


def _finding(item: Found, path: str, line: int, name: str, choice: Choice) -> Finding:
    pair, flaw = item.pair, item.flaw
    return Finding(
        check=item.check.id,
        severity=choice.severity(item),
        path=path,
        line=line,
        segment=name,
        source=pair.source.text if pair else "",
        target=pair.target.text if pair else "",
        source_spans=flaw.source,
        target_spans=flaw.target,
        message=flaw.message,
        fix=edited(pair.target.text, [(edit.span, edit.text) for edit in flaw.edits])
        if pair and flaw.edits
        else None,
        mechanical=item.check.mechanical,
    )


def edited(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """``text`` with stretches replaced; of two that overlap the first one counts."""
    pieces: list[str] = []
    end = 0
    for span, new in sorted(edits):
        if span.start >= end:
            pieces += text[end : span.start], new
            end = span.end
    return "".join(pieces) + text[end:]


def _lines(catalog: Catalog) -> dict[int, int]:
    """The line of the translation of each unit in its file, by ``id``; empty where that is not known."""
    raws = [catalog.header_raw, *(unit.raw for unit in catalog.units)]
    if not all(raws[1:]):
        return {}
    starts = accumulate(raw.count("\n") for raw in raws[:-1])
    return {
        id(unit): start + 1 + _first_line(unit.raw) for unit, start in zip(catalog.units, starts, strict=True)
    }


def _first_line(raw: str) -> int:
    return raw.count("\n", 0, raw.find("\nmsgstr") + 1)


def mended(one: Sheet, choice: Choice, style: Style) -> Catalog:
    """The catalog with all mechanical flaws mended."""
    checks = [check for check in choice.checks if check.mechanical]
    now = one.catalog
    for _round in range(3):  # what one check mends another may see now
        after = _mended_once(now, one, checks, style)
        if after is now:
            return now
        now = after
    return now


def _mended_once(catalog: Catalog, one: Sheet, checks: Sequence[Check], style: Style) -> Catalog:
    pairs = pairs_of(catalog, one.source, one.target, style)
    edits: dict[int, list[tuple[Pair, tuple[Span, str]]]] = {}
    for item in (*look(pairs, checks), *look_through(catalog, pairs, checks, style)):
        if item.pair and item.pair.unit and not ignoring.is_ignored(item.pair.unit, item.check):
            ways = [(item.pair, (edit.span, edit.text)) for edit in item.flaw.edits]
            edits.setdefault(id(item.pair.unit), []).extend(ways)
    if not any(edits.values()):
        return catalog
    return replace(catalog, units=tuple(_with(unit, edits.get(id(unit), [])) for unit in catalog.units))


def _with(unit: Unit, edits: Sequence[tuple[Pair, tuple[Span, str]]]) -> Unit:
    if not edits:
        return unit
    targets = tuple(
        edited(text, [edit for pair, edit in edits if pair.target.text == text]) for text in unit.targets
    )
    return ignoring.mended(unit, targets)


def refused(error: FileError) -> Finding:
    """A catalog that cannot be read, as a finding of its header."""
    message = f"{error.what}: {error.cure}" if error.cure else error.what
    return Finding("header", Severity.ERROR, error.path, error.line, "", "", "", (), (), message)


def unlike(old: Catalog | None) -> Callable[[Unit], bool]:
    """Whether a unit is not in ``old`` with the same translation; without an old one, all are."""
    known = {(unit.context, unit.source, unit.targets) for unit in old.units} if old else set()
    return lambda unit: (unit.context, unit.source, unit.targets) not in known


def by_severity(findings: Iterable[Finding], level: Severity) -> Iterator[Finding]:
    """Those that weigh at least as much as ``level``."""
    return (finding for finding in findings if finding.severity.rank <= level.rank)
