"""The header of a PO file: its fields, set one at a time, and the header of a new catalog."""

from __future__ import annotations

import re
from dataclasses import replace

from dvomova.catalogs.po_strings import escaped
from dvomova.catalogs.po_syntax import UTF_8
from dvomova.model import Catalog


def with_field(catalog: Catalog, name: str, value: str) -> Catalog:
    """``catalog`` with a header field set; the others, their order and their lines stay."""
    if catalog.field(name) == value:
        return catalog
    known = next((key for key, _value in catalog.header if key.lower() == name.lower()), name)
    fields = dict(catalog.header) | {known: value}
    raw = _raw_with_field(catalog.header_raw, known, value)
    return replace(catalog, header=tuple(fields.items()), header_raw=raw)


def without_field(catalog: Catalog, name: str) -> Catalog:
    """``catalog`` without a header field; the others, their order and their lines stay."""
    if not any(key.lower() == name.lower() for key, _value in catalog.header):
        return catalog
    header = tuple((key, value) for key, value in catalog.header if key.lower() != name.lower())
    raw, number = _field_in(name, r"(?:\r?\n|\Z)").subn("", catalog.header_raw, count=1)
    return replace(catalog, header=header, header_raw=raw if number else "")


def in_utf_8(catalog: Catalog) -> Catalog:
    """``catalog`` with a header, if it has one, that says what is written: UTF-8."""
    kind = catalog.field("Content-Type")
    if not catalog.header or kind.upper().partition("CHARSET=")[2] in UTF_8:
        return catalog
    return with_field(catalog, "Content-Type", "text/plain; charset=UTF-8")


_WRAPPED = r'(?:(?!\\n"\r?$)[^\r\n])*'
"""What a line of a field may hold that goes on in the next one."""


def _field_in(name: str, behind: str = "") -> re.Pattern[str]:
    """The lines of a field in the lines of a header, however they are wrapped."""
    expression = rf'^"{re.escape(name)}:{_WRAPPED}(?:\r?\n{_WRAPPED})*?\\n"{behind}'
    return re.compile(expression, re.MULTILINE | re.IGNORECASE)


def _raw_with_field(raw: str, name: str, value: str) -> str:
    """The lines of a header with one field in them set; empty (to be written anew) if it has none."""
    line = f'"{name}: {escaped(value)}\\n"'
    field = _field_in(name)
    if field.search(raw):
        return field.sub(lambda _match: line, raw, count=1)
    last = list(re.finditer(r'\\n"(\r?\n)', raw))
    if not last:
        return ""
    end = last[-1].end()
    return raw[:end] + line + last[-1][1] + raw[end:]


def new_header(domain: str, source: str, target: str, now: str) -> tuple[tuple[str, str], ...]:
    """The header of a new catalog, complete enough for ``msgfmt --check-header``.

    Args:
        domain: names the project in the header.
        source: code of the source language.
        target: code of the language of the translations; empty for a template.
        now: as gettext writes it, ``2026-03-04 15:45+0200``; empty for a template.
    """
    fields = [
        ("Project-Id-Version", domain),
        ("PO-Revision-Date", now),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", target),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", _plural_forms(target)),
        ("X-Source-Language", source),
        ("X-Generator", "dvomova"),
    ]
    return tuple((name, value) for name, value in fields if target or value)


def _plural_forms(language: str) -> str:
    """The Plural-Forms of a language by CLDR, as Babel knows them; empty for a template."""
    if not language:
        return ""
    from babel.messages.plurals import get_plural  # 0.1 s, for a new catalog only

    return get_plural(language).plural_forms
