"""Translates every document under some folders by the engine pseudo, behind the guard, and builds it.

    python benchmarks/pseudo.py [--format NAME] [--show N] FOLDER…

Two things are counted: drafts (what the guard gives back a draft for, of all that has words), and documents:
those in which not one draft has to be left out of the build because it would break its structure.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dvomova import registry
from dvomova.document import Recipe, parse, rebuild_verified
from dvomova.engines.answers import Answers
from dvomova.engines.base import Access
from dvomova.engines.connection import Connection
from dvomova.engines.guard import Guard
from dvomova.engines.pace import Pace
from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.text.languages import of_text, other


@dataclass(frozen=True, slots=True)
class Result:
    path: str
    segments: int = 0
    drafts: int = 0
    wordless: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    """(text, reason) of what got no draft."""
    broken: tuple[tuple[str, str], ...] = ()
    """(text, draft) of what had to be left out."""
    refused: str = ""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--format", choices=registry.names("formats"), default="markdown")
    parser.add_argument("--engine", choices=("pseudo", "echo"), default="pseudo")
    parser.add_argument("--show", type=int, default=3, metavar="N", help="faults to print (3)")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    files = sorted(
        path
        for folder in options.folders
        for path in folder.rglob("*")
        if path.is_file() and registry.format_of(path.suffix) == options.format
    )
    with ProcessPoolExecutor(options.jobs) as pool:
        results = list(pool.map(partial(examine, name=options.format, engine=options.engine), files))
    return report(results, options.show)


def examine(path: Path, name: str, engine: str) -> Result:
    """One file."""
    recipe = Recipe(registry.load("formats", name), registry.load("segmenters", "sentence"), ReadOptions())
    try:
        source = recipe.decode(path.read_bytes(), str(path))
    except FileError as error:
        return Result(str(path), refused=str(error))
    language = of_text(source)
    document = parse(source, recipe, language=language)
    texts = [segment.text for segment in document.segments]
    access = Access(Connection("http://localhost"))
    guard = Guard(engine, engine, registry.load("engines", engine), access, Answers(":memory:", ""), Pace())
    outcomes = guard.translate(texts, language, other(language))
    drafts = [outcome.target or None for outcome in outcomes]
    _built, left_out = rebuild_verified(document, recipe, drafts, other(language))
    return Result(
        str(path),
        len(texts),
        sum(map(bool, drafts)),
        sum(outcome.is_skipped for outcome in outcomes),
        tuple(
            (text, outcome.reason)
            for text, outcome in zip(texts, outcomes, strict=True)
            if not outcome.target and not outcome.is_skipped
        ),
        tuple((texts[index], drafts[index] or "") for index in left_out),
    )


def report(results: list[Result], show: int) -> int:
    read = [result for result in results if not result.refused]
    failed = [one for result in read for one in result.failed]
    broken = [(result.path, *one) for result in read for one in result.broken]
    drafts, wordless = sum(result.drafts for result in read), sum(result.wordless for result in read)
    print(f"{len(results)} files, {len(results) - len(read)} refused; {wordless} segments have no words")
    print(f"drafts: {drafts} of {drafts + len(failed)} segments")
    for reason, number in Counter(reason for _text, reason in failed).most_common():
        print(f"  {number:6}  {reason}")
    for text, reason in failed[:show]:
        print(f"    {reason}: {text!r}")
    whole = sum(not result.broken for result in read)
    print(f"built whole: {whole} of {len(read)}; {len(broken)} drafts left out")
    for path, text, draft in broken[:show]:
        print(f"  {path}\n    {text!r}\n    {draft!r}")
    return int(bool(failed or broken))


if __name__ == "__main__":
    sys.exit(main())
