"""The translation memory of a project: where it is, and what the catalogs have for it.

It is a cache of the catalogs. What they have is taken in when the memory is asked for, not when they are
written: only catalogs whose digest is another one are read, so an update of many articles does not wait for
it, and whatever wrote a catalog, Poedit or git too, it is never out of step.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from gettext import gettext as _
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from dvomova import registry
from dvomova.catalogs import po
from dvomova.config.values import DATABASES, USER, shared
from dvomova.errors import DvomovaError, FileError
from dvomova.memory.records import FUZZY, PERSON, Match, Origin, Pair, Store
from dvomova.memory.search import Query, matches
from dvomova.model import Catalog, State, Unit
from dvomova.text.languages import LANGUAGES, other
from dvomova.text.protection import protected
from dvomova.workflow.articles import Article, format_of
from dvomova.workflow.disk import decoded
from dvomova.workflow.lock import FOLDER, make_folder
from dvomova.workflow.project import Project
from dvomova.workflow.reading import now
from dvomova.workflow.records import catalogs_below, document_of
from dvomova.workflow.writing import cannot

ARTICLE, SUBTITLES, MESSAGES = "article", "subtitles", "messages"
"""Kinds of documents: what is right in one may be wrong in another."""
_KINDS = {"subrip": SUBTITLES, "webvtt": SUBTITLES, "i18next": MESSAGES, "rails": MESSAGES}


def opened(project: Project) -> Store:
    """The memory of a project, as it is; made where there is none yet.

    Raises:
        FileError: it cannot be opened.
    """
    where = project.config.memory
    if where.startswith(DATABASES):
        from dvomova.memory.postgres import PostgresStore

        return PostgresStore(where)
    from dvomova.memory.sqlite import SqliteStore

    path = _persons_own() if where == USER else project.disk.root / where
    if project.disk.dry_run and not path.exists():
        return SqliteStore(":memory:", where)
    try:
        if where.startswith(f"{FOLDER}/"):
            make_folder(project.disk.root)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot(_("cannot be written ({reason})"), where, error) from None
    return SqliteStore(str(path), where)


def _persons_own() -> Path:
    """Where programs keep the data of a person (XDG Base Directory; Known Folders; Apple's guide)."""
    home = Path.home()
    if sys.platform == "win32":
        folder = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "dvomova" / "memory.db"


@contextmanager
def memory(project: Project, *, refreshed: bool = True) -> Iterator[Store]:
    """The memory of a project for as long as it is needed, with what its catalogs say now, or as it is."""
    with closing(opened(project)) as store:
        if refreshed:
            take_in(project, store)
        yield store


def take_in(project: Project, store: Store) -> int:
    """Have a memory know what the catalogs say now; returns how many pairs those have that changed.

    A catalog that cannot be read stays in it as it was: whoever works on it is told.
    """
    there = store.origins()
    rules = _rules(project.config.protect)
    changed = []
    for path in catalogs(project):
        with suppress(DvomovaError):
            basis = f"{project.index.digest(path)} {rules}"
            if there.get(origin_of(path, project)) != basis:
                changed.append((path, basis))
    return store.put(_read(changed, project)) if changed else 0


def _read(changed: Sequence[tuple[str, str]], project: Project) -> Iterator[tuple[Origin, Iterable[Pair]]]:
    for path, basis in changed:
        with suppress(DvomovaError):
            text = decoded(project.disk.read_bytes(path), path)
            project.disk.forget(path)  # who works on it reads it again
            catalog = po.parse(text, path)
            origin = Origin(origin_of(path, project), _kind(path, document_of(text), project), basis)
            language = path[len(project.config.locales) + 1 :].partition("/")[0]
            yield origin, unprotected(confirmed(catalog, language), project.config.protect)


def feed(project: Project) -> None:
    """Have a memory that others ask too know at once what catalogs say that were written.

    The project's own is not opened for that: it takes in what it lacks when it is asked.

    Raises:
        ConfigError, FileError: it cannot be used; the next one who asks or feeds it makes up for that.
    """
    disk = project.disk
    if not disk.dry_run and any(path.endswith(".po") for path in disk.changed):
        with memory(project):
            pass


def catalogs(project: Project) -> Iterator[str]:
    """The catalogs of a project, in both languages."""
    for language in LANGUAGES:
        folder = f"{project.config.locales}/{language}/LC_MESSAGES/"
        yield from catalogs_below(project.disk.place, folder, ".po")


def is_gone(origin: str, project: Project) -> bool:
    """Whether an origin is a catalog of this project that is no longer there."""
    project_s = f"{_prefix(project)}{project.config.locales}/"
    path = origin.removeprefix(_prefix(project))
    return origin.startswith(project_s) and path.endswith(".po") and not project.disk.exists(path)


def origin_of(path: str, project: Project) -> str:
    """What the memory calls a catalog: in one that several projects share, with the name of the project."""
    return _prefix(project) + path


def _prefix(project: Project) -> str:
    return f"{project.disk.root.absolute().name}:" if shared(project.config.memory) else ""


def shown(origin: str) -> str:
    """An origin as a person calls it: a catalog by its domain."""
    place, _sign, path = origin.rpartition("/LC_MESSAGES/")
    project = place.partition(":")[0] + ":" if ":" in place else ""
    return project + path.removesuffix(".po") if place else origin


def kind_of(article: Article) -> str:
    """What kind of document an article is."""
    if article.messages:
        return MESSAGES
    return _KINDS.get(format_of(article.source, article.rule, article.form) or "", ARTICLE)


def _kind(path: str, document: str, project: Project) -> str:
    if any(path.endswith(f"/{rule.domain}.po") for rule in project.config.messages):
        return MESSAGES
    name = registry.format_of(PurePosixPath(document).suffix) if document else None
    return _KINDS.get(name or "", ARTICLE) if document else ""


def confirmed(catalog: Catalog, language: str, *, drafts: bool = False) -> Iterator[Pair]:
    """The pairs of a catalog that a person stands behind.

    What is out of date gives the text that it was translated from; what was edited in the other document
    gives nothing before somebody looked at it.

    Args:
        catalog: whichever.
        language: of its translations.
        drafts: whether drafts are given too, as what they are.
    """
    day = (catalog.field("PO-Revision-Date") or catalog.field("POT-Creation-Date"))[:10]
    date = day if day[:4].isdigit() else ""
    for unit in catalog.units:
        for source, target, made in _pairs(unit, drafts=drafts):
            if source.strip() and target.strip():
                uk, en = (target, source) if language == "uk" else (source, target)
                yield Pair(uk, en, made, date)


def _pairs(unit: Unit, *, drafts: bool) -> Iterator[tuple[str, str, str]]:
    """(source, target, made) of a unit; of a message with plural forms of one, and of many."""
    state = unit.state
    if state is State.OBSOLETE and all(unit.targets):
        state = State.STALE if unit.fuzzy else State.TRANSLATED
    if state is State.TRANSLATED:
        yield unit.source, unit.target, PERSON
        if unit.plural:
            yield unit.plural, unit.targets[-1], PERSON
    elif state in {State.STALE, State.CONFLICT} and unit.previous and not unit.plural:
        yield unit.previous, unit.target, PERSON
    elif drafts and state is State.DRAFT:
        yield unit.source, unit.target, FUZZY


def unprotected(pairs: Iterable[Pair], names: Sequence[str]) -> Iterator[Pair]:
    """The pairs that hold none of the names that must not get out."""
    return (pair for pair in pairs if not names or not protected(f"{pair.uk}\n{pair.en}", names))


def _rules(names: Sequence[str]) -> str:
    """What the pairs of a catalog depend on besides: the names that are left out, and what is taken."""
    return blake2b("\0".join(("1", *names)).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def other_language(catalog: Catalog, path: str) -> str:
    """The language of a catalog's translations, as its header says.

    Raises:
        FileError: it does not say, or names another one than dvomova knows.
    """
    name = catalog.field("Language").replace("-", "_").split("_")[0].lower()
    source = catalog.field("X-Source-Language").replace("-", "_").split("_")[0].lower()
    name = "uk" if name == "ua" else name
    if name in LANGUAGES:
        return name
    if not name and source in LANGUAGES:
        return other(source)
    raise FileError(
        _("the header does not say that this catalog is in {codes}").format(codes=" / ".join(LANGUAGES)),
        path=path,
        cure=_('add "Language: uk\\n" to its header'),
    )


def asked(project: Project, text: str, language: str, *, at_least: int, at_most: int) -> list[Match]:
    """What the memory of a project has for a text; nothing that holds a name which must not get out."""
    query = Query(text, language, today=now()[:10], old_after=project.config.old_after)
    with memory(project) as store:
        found = matches(store, query, at_least=at_least, at_most=at_most)
    names = project.config.protect
    return [one for one in found if not names or not protected(f"{one.source}\n{one.target}", names)]
