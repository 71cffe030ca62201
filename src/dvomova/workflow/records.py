"""What the catalogs that are there say: of themselves, and of the documents that they belong to."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dvomova.errors import ConfigError, FileError
from dvomova.model import Count, State
from dvomova.text import languages
from dvomova.workflow.disk import Disk, decoded
from dvomova.workflow.index import Index

_SOURCE_LANGUAGE = re.compile(r'^"X-Source-Language: *([A-Za-z_-]+)', re.MULTILINE)
_FORMAT = re.compile(r'^"X-Dvomova-Format: *([\w-]+)', re.MULTILINE)
_FIRST_REFERENCE = re.compile(r"^#: *(?:\u2068([^\u2069]*)\u2069|(\S+))", re.MULTILINE)
_HEAD = 4096
"""Bytes in which a header stands, and the first reference; if not, the whole file is read."""
CATALOG = "catalog"
"""What the index calls a ``Record``."""
_STATES = tuple(State)


@dataclass(frozen=True, slots=True)
class Record:
    """What a catalog says of itself."""

    document: str
    """The document that it names as its own; empty where it names none inside the project."""
    language: str
    """The value of X-Source-Language as it stands there; empty for none."""
    form: str
    """The value of X-Dvomova-Format; empty for none."""
    count: Count
    """How many units of which state it has."""


def catalog_path(locales: str, language: str, domain: str, suffix: str = ".po") -> str:
    """Where gettext looks for a domain in a language."""
    return f"{locales}/{language}/LC_MESSAGES/{domain}{suffix}"


def record(path: str, index: Index) -> Record | None:
    """What the catalog at ``path`` says of itself; None where there is none.

    Raises:
        FileError: it is no PO file, or cannot be read.
    """

    def find(data: bytes) -> list[Any]:
        from dvomova.catalogs import scan  # for what is not in the index

        text = decoded(data, path)
        return _fields(Record(document_of(text), language_in(text), format_in(text), scan.count(text, path)))

    fields = index.found(CATALOG, path, find)
    if fields is None:
        return None
    document, language, form, *counts = fields
    units, words = (Counter(dict(zip(_STATES, numbers, strict=True))) for numbers in counts)
    return Record(document, language, form, Count(units, words))


def note(path: str, digest: str, record: Record, index: Index) -> None:
    """Have the index know what the catalog at ``path`` says as long as its digest is this one."""
    index.note(CATALOG, path, digest, _fields(record))


def _fields(record: Record) -> list[Any]:
    counts = (record.count.units, record.count.words)
    names = [record.document, record.language, record.form]
    return [*names, *([count[state] for state in _STATES] for count in counts)]


class Records:
    """The catalogs of a project, looked at and not read."""

    def __init__(self, locales: str, disk: Disk, index: Index) -> None:
        self.locales, self.disk, self.index = locales, disk, index
        self._leading: dict[str, str] = {}
        self._formats: dict[str, str] = {}

    def language(self, domain: str) -> str | None:
        """The language that the catalogs of a domain say is the source."""
        if domain not in self._leading:
            self._look_at(domain)
        return self._leading.get(domain)

    def format(self, domain: str) -> str:
        """The format that the original of a domain was said to be in; empty where its name tells."""
        if domain not in self._leading:
            self._look_at(domain)
        return self._formats.get(domain, "")

    def _look_at(self, domain: str) -> None:
        paths = [catalog_path(self.locales, language, domain) for language in languages.LANGUAGES]
        for path in (*paths, f"{self.locales}/{domain}.pot"):
            _document, language, form = self.named_in(path)
            if language:
                self._learn(domain, self._language_of_header(language, path), form)
                return

    def _learn(self, domain: str, leading: str, form: str) -> None:
        self._leading.setdefault(domain, leading)
        self._formats.setdefault(domain, form)

    @staticmethod
    def _language_of_header(value: str, path: str) -> str:
        try:
            return languages.code(value)
        except ConfigError as error:
            raise FileError(f"X-Source-Language: {error.what}", path=path, cure=error.cure) from None

    def documents(self) -> set[str]:
        """The documents that the catalogs name as theirs; a template is asked where no catalog tells."""
        found: set[str] = set()
        told: set[str] = set()
        for domain, path in self._catalogs():
            if path.endswith(".pot") and domain in told:
                continue
            document, language, form = self.named_in(path)
            if document and language:
                found.add(document)
                told.add(domain)
                leading = self._language_of_header(language, path)
                self._learn(languages.neutral(document), leading, form)
        return found

    def named_in(self, path: str) -> tuple[str, str, str]:
        """The document, the language and the format that a catalog names; empty for none, or no catalog."""
        return self._known(path) or self._read(path)

    def _known(self, path: str) -> tuple[str, str, str] | None:
        fields = self.index.peek(CATALOG, path)
        return (fields[0], fields[1], fields[2]) if fields else None

    def _read(self, path: str) -> tuple[str, str, str]:
        if not self.disk.exists(path):
            return "", "", ""
        head = self.disk.skim(path, _HEAD)
        head = head[: head.rfind("\n") + 1]  # a name that is cut off is another one
        text = head if document_of(head) and language_in(head) else self.disk.skim(path)
        return document_of(text), language_in(text), format_in(text)

    def _catalogs(self) -> Iterator[tuple[str, str]]:
        """The domain and path of each catalog, and of the templates after them."""
        places = [(f"{self.locales}/{language}/LC_MESSAGES/", ".po") for language in languages.LANGUAGES]
        for place, suffix in (*places, (f"{self.locales}/", ".pot")):
            for path in catalogs_below(self.disk.place, place, suffix):
                yield path[len(place) : -len(suffix)], path


def catalogs_below(root: str, folder: str, suffix: str) -> Iterator[str]:
    """The files of a name that ends so in a folder and the folders in it, sorted within each."""
    try:
        with os.scandir(root + folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from catalogs_below(root, f"{folder}{entry.name}/", suffix)
        elif entry.name.endswith(suffix) and entry.is_file():
            yield folder + entry.name


def language_in(text: str) -> str:
    """The value of X-Source-Language in a catalog; empty for none."""
    match = _SOURCE_LANGUAGE.search(text)
    return match[1] if match else ""


def format_in(text: str) -> str:
    """The value of X-Dvomova-Format in a catalog; empty for none."""
    match = _FORMAT.search(text)
    return match[1] if match else ""


def document_of(text: str) -> str:
    """The document that a catalog names as its own; empty where it names none inside the project."""
    match = _FIRST_REFERENCE.search(text)
    name = os.path.normpath(match[1] or match[2]) if match else ""
    return "" if name.startswith(("/", "..")) else name
