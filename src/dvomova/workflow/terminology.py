"""The glossary of a project: where it is, what it says, and what is added to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path, PurePath

from dvomova.catalogs import po
from dvomova.config import GLOSSARY
from dvomova.errors import ConfigError
from dvomova.glossary import morphology, table, tbx
from dvomova.glossary.candidates import Candidate, Text, candidates
from dvomova.glossary.records import Entry, Read
from dvomova.glossary.usage import Fault, Glossary
from dvomova.memory.records import Match, Penalty
from dvomova.model import Catalog, State, Unit
from dvomova.text.languages import other
from dvomova.text.protection import protected
from dvomova.workflow import reading
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import decoded
from dvomova.workflow.ignoring import is_ignored
from dvomova.workflow.project import Project
from dvomova.workflow.remembering import other_language
from dvomova.workflow.status import Flagged, flagged
from dvomova.workflow.writing import cannot

_TABLES = (".csv", ".tsv")
FORMS = (*_TABLES, ".tbx", ".po")
"""Files that terms come in, and go out."""
MARTIF = ".2.tbx"
"""How the name of a file ends that is written in version 2 of TBX."""


def glossary(project: Project) -> Glossary:
    """What the glossary of a project says now; empty where it has none.

    Raises:
        ConfigError: a file is none of terms by its name.
        FileError: a file is not there, or cannot be read.
    """
    if not project.terms:
        files = [(project.disk.read_bytes(path), path) for path in _paths(project)]
        entries = [entry for data, path in files for entry in _read(data, path).entries]
        project.terms.append(Glossary(entries, morphology.dictionary() if entries else None))
    return project.terms[0]


def left_out(project: Project) -> list[tuple[str, int, str]]:
    """(path, line, what) of what the files of the glossary say and nobody understood."""
    return [
        (path, line, what)
        for path in _paths(project)
        for line, what in _read(project.disk.read_bytes(path), path).left_out
    ]


def _paths(project: Project) -> tuple[str, ...]:
    named = project.config.glossary
    for path in named:
        _form(path, FORMS[:-1])
    return named or ((GLOSSARY,) if project.disk.exists(GLOSSARY) else ())


def _form(name: str, known: Sequence[str] = FORMS) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix not in known:
        raise ConfigError(
            _("{name} is no file of terms by its name").format(name=name),
            cure=_("known are: {names}").format(names=" ".join(known)),
        )
    return suffix


def _read(data: bytes, path: str) -> Read:
    form = _form(path)
    if form == ".tbx":
        return tbx.read(data, path)
    text = decoded(data, path)
    return table.read(text, path) if form in _TABLES else _of_catalog(po.parse(text, path), path)


def read_file(path: Path) -> Read:
    """The terms of a file from anywhere: a table, TBX, or a catalog in PO.

    Raises:
        ConfigError: it is none of these by its name.
        FileError: it cannot be read.
    """
    _form(path.name)
    try:
        return _read(path.read_bytes(), str(path))
    except OSError as error:
        raise cannot(_("cannot be read ({reason})"), str(path), error) from None


def add(entries: Iterable[Entry], project: Project) -> int:
    """Write entries that the glossary does not have behind those in its first file; returns how many.

    Raises:
        ConfigError: that file is none that is written.
        FileError: it cannot be read or written, or has no column for what an entry says.
    """
    path = project.config.glossary[0] if project.config.glossary else GLOSSARY
    _form(path, _TABLES)
    there = [one for one in _paths(project) if project.disk.exists(one)]
    known = {one.names for file in there for one in _read(project.disk.read_bytes(file), file).entries}
    new = {one.names: one for one in entries if one.names not in known}
    if new:
        text = project.disk.read_if_there(path) or ""
        project.disk.write(path, table.added(text, new.values(), path))
    return len(new)


def exported(entries: Sequence[Entry], name: str, source: str) -> str:
    """Entries as the text of a file of that name.

    Args:
        entries: which.
        name: of the file; its ending says what it is.
        source: in a PO, the language of the msgids.

    Raises:
        ConfigError: it is none of terms by its name.
    """
    if name.endswith(MARTIF):
        return tbx.written_as_martif(entries)
    form = _form(name)
    if form == ".tbx":
        return tbx.written(entries)
    return table.written(entries) if form in _TABLES else po.render(_as_catalog(entries, source), 0)


_IN_COMMENTS = [column for column in table.COLUMNS if column not in {"uk", "en", "domain", "note"}]
_ALSO = {"uk": "also_uk", "en": "also_en"}


def _as_catalog(entries: Sequence[Entry], source: str) -> Catalog:
    """A catalog of terms; the domain is the context, what else is said stands in comments, as in a table."""
    header = {
        "Language": other(source),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source,
    }
    units: dict[tuple[str | None, str], Unit] = {}
    for one in entries:
        text, target = one.translation(source), one.translation(other(source))
        context = one.domain or None
        while (context, text) in units:  # homonyms
            context = f"{context or ''} {target}".strip() if target else f"{context or ''}+"
        if text:
            units[context, text] = Unit(text, (target,), context, extracted=tuple(_comments(one)))
    return Catalog(tuple(header.items()), tuple(units.values()))


def _comments(one: Entry) -> Iterator[str]:
    cells = table.cells(one)
    yield from one.note.splitlines()
    for language, column in _ALSO.items():
        if more := one.wording(language).terms[1:]:
            yield f"{column}: {table.cell(more)}"
    for column in _IN_COMMENTS:
        if cells[column]:
            yield f"{column}: {cells[column]}"


def _of_catalog(catalog: Catalog, path: str) -> Read:
    """The terms of a catalog: what is translated in it."""
    into = other_language(catalog, path)
    found = []
    for unit in catalog.units:
        if unit.state not in {State.TRANSLATED, State.AHEAD} or unit.plural is not None:
            continue
        cells, notes = {"domain": unit.context or ""}, []
        for line in unit.extracted:
            column, colon, cell = line.partition(": ")
            if colon and column in (*_IN_COMMENTS, *_ALSO.values()):
                cells[column] = cell
            else:
                notes.append(line)
        for language, text in ((other(into), unit.source), (into, unit.target)):
            cells[language] = "|".join(filter(None, (table.cell([text]), cells.get(_ALSO[language]))))
        found.append(table.of_cells({**cells, "note": "\n".join(notes)}))
    return Read(tuple(entry for entry in found if entry))


@dataclass(frozen=True, slots=True)
class Finding:
    """A segment whose translation does not go by the glossary."""

    segment: Flagged
    faults: tuple[Fault, ...]


_SAID = (State.TRANSLATED, State.AHEAD, State.DRAFT)


_POINTS = {"missing": ("term", 5), "forbidden": ("forbidden", 10)}
"""What the kinds of faults are called as penalties, and what they cost."""


def weighed(
    found: Iterable[Match], text: str, language: str, project: Project, *, at_least: int
) -> list[Match]:
    """Matches for a text, the best first: they count for less where the glossary is against them.

    Args:
        found: what the memory has.
        text: what is to be translated.
        language: of the text.
        project: whose glossary.
        at_least: the lowest score, 1–100, penalties taken off.
    """
    terms = glossary(project)
    matches = (_weighed(match, text, language, terms) for match in found)
    return sorted((one for one in matches if one.score >= at_least), key=lambda one: -one.score)


def _weighed(match: Match, text: str, language: str, terms: Glossary) -> Match:
    kinds = dict.fromkeys(fault.kind for fault in terms.faults(text, match.target, language))
    less = [Penalty(*_POINTS[kind]) for kind in kinds]
    score = max(0, match.score - sum(penalty.points for penalty in less))
    return match._replace(score=score, penalties=(*match.penalties, *less))


def check(article: Article, project: Project) -> list[Finding]:
    """The segments of an article that are translated otherwise than the glossary says, drafts too.

    What a comment in the catalog ignores for the check ``glossary`` is left out.
    """
    from dvomova.checks.terms import GLOSSARY  # slow to import, and few commands check

    terms = glossary(project)
    found = []
    for item in flagged(article, project, _SAID):
        if is_ignored(item.unit, GLOSSARY):
            continue
        target = "\n".join(item.unit.targets)
        if faults := terms.faults(item.unit.source, target, article.source_language):
            found.append(Finding(item, tuple(faults)))
    return found


def about(words: str, project: Project) -> Iterator[Entry]:
    """The entries that have one of these words: what a text has of them first, then what holds the text."""
    terms = glossary(project)
    found = {
        entry: None
        for language in ("uk", "en")
        for hit in terms.hits(words, language)
        for entry in hit.entries
    }
    small = words.lower()
    for entry in terms.entries:
        texts = (text for one in (entry.uk, entry.en) for texts in one for text in texts)
        if any(small in text.lower() for text in texts):
            found.setdefault(entry)
    yield from found


def proposed(articles: Iterable[Article], project: Project, *, at_least: int) -> list[Candidate]:
    """Names and terms of articles that the glossary does not have, those in most segments first.

    Args:
        articles: whose catalogs are read.
        project: where they are.
        at_least: in how many segments something has to stand, 2 or more.
    """
    terms = glossary(project)
    found = candidates((text for one in articles for text in _texts(one, project)), at_least=at_least)
    return [one for one in found if not _is_known(one, terms)]


def _texts(article: Article, project: Project) -> Iterator[Text]:
    catalog = reading.catalog(article, project)
    for unit in catalog.units if catalog else ():
        if not unit.obsolete:
            target = unit.target if unit.state in _SAID else ""
            both = (unit.source, target) if article.source_language == "uk" else (target, unit.source)
            if not protected("\n".join(both), project.config.protect):
                yield Text(*both)


def _is_known(one: Candidate, terms: Glossary) -> bool:
    text, language = (one.uk, "uk") if one.uk else (one.en, "en")
    return any(hit.span == (0, len(text)) for hit in terms.hits(text, language))
