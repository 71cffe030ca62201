"""Holds the two laws of rebuilding against every document under some folders.

    python benchmarks/corpus.py [--segment sentence|paragraph] [--suffix .md …] [--format NAME] FOLDER…

Identity: with nothing translated, and with every block laid anew as it stands, the file comes back byte
for byte. Marker: every segment is translated by itself with one word marked, laid in without the net of
verification, and read again; exactly the marked segments must come back.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dvomova import registry
from dvomova.document import Recipe, parse, rebuild
from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.segmenters.lexicon import speech_verbs
from dvomova.text.markup import opaque

MARK = "\u02b9"
"""A modifier letter that hardly any text holds and that no syntax knows."""
LANGUAGES = {"uk", "en"}
_WORD = re.compile(r"(?<![\w\\:@/.#-])[^\W\d_]{4,}(?![\w@:/.…?!])")
"""Not the last word of a sentence nor what may be an abbreviation: splitters look at those."""


@dataclass(frozen=True, slots=True)
class Result:
    path: str
    segments: int = 0
    marked: int = 0
    seconds: float = 0.0
    size: int = 0
    undecodable: bool = False
    identity: str = ""
    marker: str = ""


def main() -> int:
    options = _options()
    files = sorted(
        path
        for folder in options.folders
        for path in folder.rglob("*")
        if path.suffix.lower() in (options.suffix or registry.suffixes()) and path.is_file()
    )
    with ProcessPoolExecutor(options.jobs) as pool:
        held = partial(examine, name=options.format, segment=options.segment, encoding=options.encoding)
        results = list(pool.map(held, files, chunksize=20))
    return report(results, options.show)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--segment", choices=registry.names("segmenters"), default="sentence")
    parser.add_argument("--suffix", action="append", help="only files with this ending; may be repeated")
    parser.add_argument("--format", help="how files are read whose suffix does not tell (with --suffix)")
    parser.add_argument("--encoding", default="", help="of files that do not say theirs (UTF-8)")
    parser.add_argument("--show", type=int, default=1, metavar="N", help="differences to print (1)")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def examine(path: Path, name: str | None, segment: str, encoding: str) -> Result:
    """Both laws on one file; a crash is a difference too."""
    form = registry.load("formats", name or registry.format_of(path.suffix))
    recipe = Recipe(form, registry.load("segmenters", segment), ReadOptions(encoding=encoding))
    data = path.read_bytes()
    try:
        source = recipe.decode(data, str(path))
    except FileError:
        return Result(str(path), undecodable=True)
    began = time.perf_counter()
    try:
        return _held(path, recipe, source, data, began)
    except Exception as error:  # noqa: BLE001  (whatever it is, it is reported)
        reason = f"{type(error).__name__}: {error}"
        return Result(str(path), identity=reason, marker=reason)


def _held(path: Path, recipe: Recipe, source: str, data: bytes, began: float) -> Result:
    language = next((part for part in reversed(path.parts) if part in LANGUAGES), "en")
    document = parse(source, recipe, language=language)
    seconds = time.perf_counter() - began
    same = recipe.encode(rebuild(document, recipe, [None] * len(document.segments)), data)
    marked = [_marked(segment.text) for segment in document.segments]
    built = rebuild(document, recipe, marked)
    found = [segment.text for segment in parse(built, recipe, language=language).segments]
    return Result(
        str(path),
        len(document.segments),
        sum(MARK in text for text in marked),
        seconds,
        len(source),
        identity=_difference([str(data)], [str(same)]),
        marker=_difference(marked, found),
    )


def _marked(text: str) -> str:
    """``text`` with a mark in the longest word outside of code; without such a word as it is."""
    codes = opaque(text)
    words = [
        match
        for match in _WORD.finditer(text)
        if match[0].lower() not in speech_verbs()
        and not any(start < match.end() and match.start() < end for start, end in codes)
    ]
    words = words[1:]  # the first word may tell a splitter that a sentence begins
    if not words:
        return text
    end = max(words, key=lambda match: len(match[0])).end()
    return text[: end - 1] + MARK + text[end - 1 :]


def _difference(meant: list[str], found: list[str]) -> str:
    if meant == found:
        return ""
    lines = difflib.unified_diff(
        [repr(text) for text in meant], [repr(text) for text in found], "meant", "found", lineterm="", n=1
    )
    return "\n".join(line[:400] for line in list(lines)[:12])


def report(results: list[Result], show: int) -> int:
    read = [result for result in results if not result.undecodable]
    segments = sum(result.segments for result in read)
    marked = sum(result.marked for result in read)
    left_out = len(results) - len(read)
    print(f"{len(results)} files, {left_out} not decodable, {segments} segments, {marked} marked")
    for law in ("identity", "marker"):
        broken = [result for result in read if getattr(result, law)]
        print(f"{law}: {len(read) - len(broken)} of {len(read)}")
        for result in broken[:show]:
            print(f"  {result.path}\n{getattr(result, law)}")
    seconds = sum(result.seconds for result in read)
    print(f"reading: {1000 * seconds / max(len(read), 1):.2f} ms a file, the slowest:")
    for result in sorted(read, key=lambda result: -result.seconds)[:5]:
        print(f"  {1000 * result.seconds:8.0f} ms  {result.size:9} characters  {result.path}")
    return int(any(result.identity or result.marker for result in read))


if __name__ == "__main__":
    sys.exit(main())
