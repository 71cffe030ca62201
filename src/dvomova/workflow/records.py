"""What the catalogs that are there say about the documents that they belong to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

from dvomova.errors import ConfigError, FileError
from dvomova.text import languages
from dvomova.workflow.disk import Disk

_SOURCE_LANGUAGE = re.compile(r'^"X-Source-Language: *([A-Za-z_-]+)', re.MULTILINE)
_FORMAT = re.compile(r'^"X-Dvomova-Format: *([\w-]+)', re.MULTILINE)
_FIRST_REFERENCE = re.compile(r"^#: *(?:\u2068([^\u2069]*)\u2069|(\S+))", re.MULTILINE)


def catalog_path(locales: str, language: str, domain: str, suffix: str = ".po") -> str:
    """Where gettext looks for a domain in a language."""
    return f"{locales}/{language}/LC_MESSAGES/{domain}{suffix}"


class Records:
    """The catalogs of a project, looked at and not read."""

    def __init__(self, locales: str, disk: Disk) -> None:
        self.locales, self.disk = locales, disk
        self._leading: dict[str, str] = {}
        self._formats: dict[str, str] = {}

    def language(self, domain: str) -> str | None:
        """The language that the catalogs of a domain say is the source."""
        if domain not in self._leading:
            self._skim(domain)
        return self._leading.get(domain)

    def format(self, domain: str) -> str:
        """The format that the original of a domain was said to be in; empty where its name tells."""
        if domain not in self._leading:
            self._skim(domain)
        return self._formats.get(domain, "")

    def _skim(self, domain: str) -> None:
        paths = [catalog_path(self.locales, language, domain) for language in languages.LANGUAGES]
        for path in (*paths, f"{self.locales}/{domain}.pot"):
            header = self.disk.skim(path, 4096) if self.disk.exists(path) else ""
            if found := _SOURCE_LANGUAGE.search(header):
                self._leading[domain] = self._language_of_header(found[1], path)
                self._learn_format(domain, header)
                return

    def _learn_format(self, domain: str, text: str) -> None:
        if named := _FORMAT.search(text):
            self._formats.setdefault(domain, named[1])

    @staticmethod
    def _language_of_header(value: str, path: str) -> str:
        try:
            return languages.code(value)
        except ConfigError as error:
            raise FileError(f"X-Source-Language: {error.what}", path=path, cure=error.cure) from None

    def documents(self) -> set[str]:
        """The documents that the catalogs name as theirs."""
        found = set()
        for path in self._catalogs():
            text = self.disk.skim(path)
            document, language = document_of(text), _SOURCE_LANGUAGE.search(text)
            if document and language:
                found.add(document)
                leading = self._language_of_header(language[1], path)
                domain = languages.neutral(document)
                self._leading.setdefault(domain, leading)
                self._learn_format(domain, text)
        return found

    def _catalogs(self) -> Iterator[str]:
        folder = self.disk.root / self.locales
        places = [(folder / language / "LC_MESSAGES", "*.po") for language in languages.LANGUAGES]
        for place, pattern in (*places, (folder, "*.pot")):
            for path in place.rglob(pattern):
                if path.is_file():
                    yield path.relative_to(self.disk.root).as_posix()


def document_of(text: str) -> str:
    """The document that a catalog names as its own; empty where it names none inside the project."""
    match = _FIRST_REFERENCE.search(text)
    name = os.path.normpath(match[1] or match[2]) if match else ""
    return "" if name.startswith(("/", "..")) else name
