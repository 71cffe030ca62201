"""Holds the laws of rebuilding against every document under some folders.

    python benchmarks/corpus.py [--format NAME] [--segment sentence|paragraph] [--show N] FOLDER…
    python benchmarks/corpus.py --format rails --suffix .yml FOLDER…

Identity: with nothing translated the file comes back byte for byte. Marker: every segment is translated by
itself with one word marked, laid in without the net of verification, and read again; exactly the marked
segments must come back, in the same structure. Language: the document says that it is in the other one, and
nothing else of it changes.
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
from itertools import pairwise
from pathlib import Path

from dvomova import registry
from dvomova.document import Recipe, parse, rebuild
from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.model import Document
from dvomova.segmenters.lexicon import openers, speech_verbs
from dvomova.text.markup import opaque

MARK = "\u02b9"
"""A modifier letter that hardly any text holds and that no syntax knows."""
LANGUAGES = {"uk", "en"}
_WORD = re.compile(r"(?<![\w\\:@/.#;-])[^\W\d_]{4,}(?![\w@:/]|(?:<[^<>]*>)*[.…?!])")
"""Not the last word of a sentence nor what may be an abbreviation: splitters look at those."""


@dataclass(frozen=True, slots=True)
class Result:
    path: str
    segments: int = 0
    marked: int = 0
    seconds: float = 0.0
    size: int = 0
    refused: str = ""
    """Why it cannot be read."""
    identity: str = ""
    marker: str = ""
    language: str = ""


def main() -> int:
    options = _options()
    files = sorted(
        path
        for folder in options.folders
        for path in folder.rglob("*")
        if path.is_file() and _format(path, options.format, options.suffix)
    )
    held = partial(examine, name=options.format, options=ReadOptions(encoding=options.encoding))
    with ProcessPoolExecutor(options.jobs) as pool:
        results = list(pool.map(partial(held, segment=options.segment), files, chunksize=20))
    return report(results, options.show)


def _format(path: Path, wanted: str, suffix: str) -> str:
    """The format that a file is read in; empty for none, or for another one than is wanted."""
    if suffix:
        return wanted if path.suffix == suffix else ""
    found = registry.format_of(path.suffix) or ""
    return found if found == wanted or not wanted else ""


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--format", choices=registry.names("formats"), default="", help="only these files")
    parser.add_argument("--suffix", default="", help="what these files end with, if the format has no ending")
    parser.add_argument("--encoding", default="", help="of files that do not say theirs (UTF-8)")
    parser.add_argument("--segment", choices=registry.names("segmenters"), default="sentence")
    parser.add_argument("--show", type=int, default=1, metavar="N", help="differences to print (1)")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def examine(path: Path, name: str, segment: str, options: ReadOptions) -> Result:
    """The laws on one file; a crash is a difference too."""
    try:
        return _held(path, name or registry.format_of(path.suffix) or "", segment, options)
    except FileError as error:
        return Result(str(path), refused=str(error))
    except Exception as error:  # noqa: BLE001  (whatever it is, it is reported)
        reason = f"{type(error).__name__}: {error}"
        return Result(str(path), identity=reason, marker=reason, language=reason)


def _held(path: Path, name: str, segment: str, options: ReadOptions) -> Result:
    recipe = Recipe(registry.load("formats", name), registry.load("segmenters", segment), options)
    language = next((part for part in reversed(path.parts) if part in LANGUAGES), "en")
    data = path.read_bytes()
    source = recipe.decode(data, str(path))
    began = time.process_time()
    document = parse(source, recipe, language=language)
    seconds = time.process_time() - began
    same = recipe.encode(rebuild(document, recipe, [None] * len(document.segments)), data)
    blocks = [None, *(segment.block for segment in document.segments)]
    begins = [block != before for before, block in pairwise(blocks)]
    pairs = zip(document.segments, begins, strict=True)
    marked = [_marked(segment.text, begins=first) for segment, first in pairs]
    built = rebuild(document, recipe, marked)
    again = parse(built, recipe, language=language)
    found = [segment.text for segment in again.segments]
    return Result(
        str(path),
        len(document.segments),
        sum(MARK in text for text in marked),
        seconds,
        len(source),
        identity=_first_difference(data, same),
        marker=_difference(marked, found)
        or _difference([*document.reading.skeleton], [*again.reading.skeleton]),
        language=_language(document, recipe, language),
    )


def _language(document: Document, recipe: Recipe, language: str) -> str:
    (other,) = LANGUAGES - {language}
    marks = document.reading.languages
    if not marks:
        return ""
    built = rebuild(document, recipe, [None] * len(document.segments), other)
    again = parse(built, recipe, language=language)
    said = [dict(mark.said)[other] for mark in marks]
    says = [built[slice(*mark.span)] for mark in again.reading.languages]
    added_or_gone = not all(said) or any(mark.span.start == mark.span.end for mark in marks)
    texts = [[segment.text for segment in one.segments] for one in (document, again)]
    return _difference(*texts) or ("" if added_or_gone else _difference(said, says))


def _marked(text: str, *, begins: bool) -> str:
    """``text`` with a mark in the longest word outside of code; without such a word as it is.

    ``begins``: whether it begins its block.
    """
    codes = opaque(text)
    words = [
        match
        for match in _WORD.finditer(text)
        if match[0].lower() not in speech_verbs()
        and not match[0].isupper()  # it may tell who speaks
        and not any(start < match.end() and match.start() < end for start, end in codes)
    ]
    # The first word may tell a splitter that a sentence begins, behind another one most of all.
    words = words[1:] or [word for word in words if begins and word[0] not in openers()]
    if not words:
        return text
    end = max(words, key=lambda match: len(match[0])).end()
    return text[: end - 1] + MARK + text[end - 1 :]


def _first_difference(meant: bytes, found: bytes) -> str:
    if meant == found:
        return ""
    pairs = enumerate(zip(meant, found, strict=False))
    place = next((number for number, (one, two) in pairs if one != two), min(len(meant), len(found)))
    return f"byte {place}: {meant[place : place + 40]!r} became {found[place : place + 40]!r}"


def _difference(meant: list[str], found: list[str]) -> str:
    if meant == found:
        return ""
    lines = difflib.unified_diff(
        [repr(text) for text in meant], [repr(text) for text in found], "meant", "found", lineterm="", n=1
    )
    return "\n".join(line[:400] for line in list(lines)[:12])


def report(results: list[Result], show: int) -> int:
    read = [result for result in results if not result.refused]
    segments = sum(result.segments for result in read)
    marked = sum(result.marked for result in read)
    print(f"{len(results)} files, {len(results) - len(read)} refused, {segments} segments, {marked} marked")
    for result in [result for result in results if result.refused][:show]:
        print(f"  {result.refused}")
    for law in ("identity", "marker", "language"):
        broken = [result for result in read if getattr(result, law)]
        print(f"{law}: {len(read) - len(broken)} of {len(read)}")
        for result in broken[:show]:
            print(f"  {result.path}\n{getattr(result, law)}")
    seconds = sum(result.seconds for result in read)
    print(f"reading: {1000 * seconds / max(len(read), 1):.2f} ms a file, the slowest:")
    for result in sorted(read, key=lambda result: -result.seconds)[:5]:
        print(f"  {1000 * result.seconds:8.0f} ms  {result.size:9} characters  {result.path}")
    return int(any(result.identity or result.marker or result.language for result in read))


if __name__ == "__main__":
    sys.exit(main())
