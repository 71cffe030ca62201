"""Files into the memory and out of it: catalogs of others, TMX, tables."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path, PurePath
from types import ModuleType
from typing import BinaryIO

from dvomova.catalogs import po
from dvomova.errors import ConfigError
from dvomova.memory import tmx, tsv
from dvomova.memory.records import Origin, Pair, Store
from dvomova.text.protection import protected
from dvomova.workflow.disk import decoded
from dvomova.workflow.project import Project
from dvomova.workflow.remembering import confirmed, is_gone, other_language, unprotected
from dvomova.workflow.writing import cannot

_FORMS = {".tmx": tmx, ".tsv": tsv}


def add_catalog(path: Path, project: Project, store: Store, *, drafts: bool) -> int:
    """Take in a catalog, of whatever project; returns how many pairs it has.

    Args:
        path: of the file.
        project: whose protected names are left out.
        store: the memory.
        drafts: whether what nobody confirmed is taken in too; it counts for less.

    Raises:
        FileError: it cannot be read, or is in another language.
    """
    try:
        text = decoded(path.read_bytes(), str(path))
    except OSError as error:
        raise cannot(_("cannot be read ({reason})"), str(path), error) from None
    catalog = po.parse(text, str(path))
    pairs = confirmed(catalog, other_language(catalog, str(path)), drafts=drafts)
    return store.put([(Origin(path.name), unprotected(pairs, project.config.protect))])


def add_file(path: Path, project: Project, store: Store) -> int:
    """Take in a TMX file or a table, as a stream; returns how many pairs it has.

    Raises:
        ConfigError: it is neither by its name.
        FileError: it cannot be read; then nothing of it was taken in.
    """
    form = _form(path.name)
    try:
        with path.open("rb") as file:
            pairs = unprotected(form.read(file, str(path)), project.config.protect)
            return store.put([(Origin(path.name), pairs)])
    except OSError as error:
        raise cannot(_("cannot be read ({reason})"), str(path), error) from None


def export(store: Store, project: Project, path: Path, source: str) -> int:
    """Write all pairs into a file, as a stream: the old file or the whole new one; returns how many.

    Raises:
        ConfigError: its name says neither TMX nor a table.
        FileError: it cannot be written.
    """
    form = _form(path.name)
    count = _Counted(unprotected(store.pairs(), project.config.protect))
    try:
        _write(path, form.written(count, source))
    except OSError as error:
        raise cannot(_("cannot be written ({reason})"), str(path), error) from None
    return count.number


def export_to(file: BinaryIO, store: Store, project: Project, form: str, source: str) -> int:
    """The same into an open file, as ``tmx`` or ``tsv``."""
    count = _Counted(unprotected(store.pairs(), project.config.protect))
    file.writelines(piece.encode() for piece in _FORMS[f".{form}"].written(count, source))
    return count.number


class _Counted:
    """Pairs that pass, counted."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        self._pairs = pairs
        self.number = 0

    def __iter__(self) -> Iterator[Pair]:
        for pair in self._pairs:
            self.number += 1
            yield pair


def _write(path: Path, pieces: Iterable[str]) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _form(name: str) -> ModuleType:
    suffix = PurePath(name).suffix.lower()
    if suffix not in _FORMS:
        raise ConfigError(
            _("{name} is neither TMX nor a table by its name").format(name=name),
            cure=_("known are: {names}").format(names=" ".join(_FORMS)),
        )
    return _FORMS[suffix]


def prune(store: Store, project: Project, origins: Sequence[str]) -> tuple[list[str], int, int]:
    """Forget origins that were named, catalogs that are gone, and pairs with names that must not get out.

    Returns:
        The origins that were forgotten; how many pairs went with them; how many held a protected name.

    Raises:
        ConfigError: there is no such origin.
    """
    there = store.origins()
    if unknown := [name for name in origins if name not in there]:
        raise ConfigError(
            _("the memory has nothing from {name}").format(name=unknown[0]),
            cure=_("`dvomova tm stats` lists what it has"),
        )
    gone = sorted({*origins, *(name for name in there if is_gone(name, project))})
    pairs = store.drop(gone)
    names = project.config.protect
    held = [this for this, uk, en in store.numbered() if protected(f"{uk}\n{en}", names)] if names else []
    return gone, pairs, store.forget(held) if held else 0
