"""init: which documents are here, and by what pattern are their languages told apart?"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from dvomova import registry
from dvomova.text import languages

_LEFT_OUT = frozenset(
    {"node_modules", "__pycache__", "build", "dist", "site", "_site", "venv", "env", "locales"}
)
_AT_MOST = 100_000
"""Files looked at before the search ends: no layout needs more to be seen."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One pattern of documents that was found."""

    pattern: str
    """As ``[[documents]]`` takes it."""
    source: str
    """The language that has more documents, Ukrainian where both have as many."""
    pairs: int
    """Texts that exist in both languages."""
    single: int
    """Texts that exist in one language only."""


def find_layouts(root: Path) -> list[Layout]:
    """The patterns by which the documents below a folder name their language, most documents first."""
    suffixes = frozenset(registry.suffixes())
    files = [path for path in files_below(root) if PurePosixPath(path).suffix.lower() in suffixes]
    present = set(files)
    versions: dict[str, set[tuple[str, str]]] = {}
    for path in files:
        if (language := languages.of_path(path)) is not None:
            pattern = _pattern(path, present)
            versions.setdefault(pattern, set()).add((languages.neutral(path), language))
            if "{lang}" not in pattern:
                versions[pattern].add((languages.neutral(path), languages.other(language)))
    layouts = [_layout(pattern, found) for pattern, found in versions.items()]
    return sorted(layouts, key=lambda layout: (-layout.pairs - layout.single, layout.pattern))


def files_below(root: Path, start: str = "", left_out: frozenset[str] = _LEFT_OUT) -> Iterator[str]:
    """The files below ``root / start``, as paths from ``root``; nothing hidden, built or installed."""
    seen = 0
    above = len(os.path.join(root, ""))  # noqa: PTH118
    for folder, folders, names in os.walk(root / start):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in left_out)
        for name in sorted(name for name in names if not name.startswith(".")):
            seen += 1
            if seen > _AT_MOST:
                return
            yield os.path.join(folder, name)[above:].replace(os.sep, "/")  # noqa: PTH118


def _pattern(path: str, present: set[str]) -> str:
    """The pattern of a document: ``README.md`` beside ``README.uk.md`` has no code of its own."""
    pure = PurePosixPath(path)
    if re.search(r"(?:/|\A)(?:uk|en|ua)\.[^./]+\Z", path, re.IGNORECASE):
        return str(pure.with_name(f"{{lang}}{pure.suffix}"))
    in_name = re.search(r"\.(uk|en|ua)\.[^./]+\Z", path, re.IGNORECASE)
    if in_name:
        bare = path[: in_name.start()] + pure.suffix
        if bare in present:
            return bare
        folder = path.split("/", 1)[0] + "/" if "/" in path else ""
        return f"{folder}{{path}}.{{lang}}{pure.suffix}"
    parts = path.split("/")
    place = max(i for i, part in enumerate(parts[:-1]) if part.lower() in {"uk", "en", "ua"})
    return "/".join([*parts[:place], "{lang}", f"{{path}}{pure.suffix}"])


def _layout(pattern: str, found: set[tuple[str, str]]) -> Layout:
    texts = Counter(neutral for neutral, _language in found)
    by_language = Counter(language for _neutral, language in found)
    source = "uk" if by_language["uk"] >= by_language["en"] else "en"
    if "{lang}" not in pattern:
        source = ""
    pairs = sum(count > 1 for count in texts.values())
    return Layout(pattern, source, pairs, len(texts) - pairs)
