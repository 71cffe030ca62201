"""How fast a memory answers, and what it misses, beside searching all of it and beside others.

    python benchmarks/memory.py FOLDER [--size 100000] [--queries 200] [--peers PYTHON]

Grows the entries of all PO files below FOLDER to a memory of so many different segments, asks it for
edited ones (one to three words changed, taken out, put in; a third of at most four words), and prints the
median time of one query, warm, store on disk, beside

- an exhaustive search by the same score, which also says what was missed at 70 and above (recall);
- rapidfuzz's ``process.extract`` over all texts, by ``fuzz.ratio``;
- difflib's ``get_close_matches``;
- translate-toolkit's ``matcher`` (its tmserver is no longer part of it), where PYTHON has it.

Times are CPU time of one run; what counts is how they compare.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from rapidfuzz import fuzz, process
from update import entries

from dvomova.memory import search
from dvomova.memory.records import Origin, Pair
from dvomova.memory.search import Query, matches
from dvomova.memory.sqlite import SqliteStore

AT_LEAST = 70
SHORT = 4


def grown(pool: list[tuple[str, str]], size: int, chance: random.Random) -> list[Pair]:
    """So many different pairs: those there are, then such as have other words here and there."""
    words = [word for source, _target in pool for word in source.split()]
    found = dict(pool)
    while len(found) < size:
        source, target = chance.choice(pool)
        told = source.split()
        for _word in range(max(1, len(told) // 3)):
            told[chance.randrange(len(told))] = chance.choice(words)
        if chance.random() < 0.3:
            cut = chance.randrange(len(told)) + 1
            told = told[:cut] if chance.random() < 0.5 else told[-cut:]
        found.setdefault(" ".join(told), target)
    return [Pair(target, source) for source, target in list(found.items())[:size]]


def asked(pairs: list[Pair], number: int, chance: random.Random) -> list[str]:
    """Texts that are edited ones of the memory, a third of them short."""
    short = [pair.en for pair in pairs if len(pair.en.split()) <= SHORT]
    words = [word for pair in chance.choices(pairs, k=1000) for word in pair.en.split()]
    found = []
    for place in range(number):
        told = (chance.choice(short) if place % 3 == 0 and short else chance.choice(pairs).en).split()
        for _edit in range(chance.randint(1, min(3, max(1, len(told) // 2)))):
            at, kind = chance.randrange(len(told)), chance.random()
            if kind < 0.5:
                told[at] = chance.choice(words)
            elif kind < 0.75 and len(told) > 1:
                del told[at]
            else:
                told.insert(at, chance.choice(words))
        found.append(" ".join(told))
    return found


def timed(queries: list[str], ask: Callable[[str], object]) -> tuple[float, float]:
    """Median and 95th percentile of a query, in milliseconds of CPU time."""
    spent = []
    for query in queries:
        began = time.process_time()
        ask(query)
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


class Everything:
    """A store that names all it has as worth comparing: the exhaustive search by the same score."""

    def __init__(self, store: SqliteStore, pairs: list[Pair]) -> None:
        self.exact, self.found = store.exact, store.found
        self.texts = {number: pair.en for number, pair in enumerate(pairs, 1)}

    def alike(self, _text: str, _language: str) -> dict[int, str]:
        return self.texts


def recall(store: SqliteStore, pairs: list[Pair], queries: list[str]) -> tuple[float, float, int]:
    """What share of the best five at 70 and above was found, what share of the best, how many there were."""
    found, firsts, wanted, tops = 0, 0, 0, 0
    for query in queries:
        ours = _scores(store, query)
        with mock.patch.multiple(search, _COMPARED=None, _LOWEST=AT_LEAST):
            top = _scores(Everything(store, pairs), query)
        wanted += len(top)
        tops += bool(top)
        found += sum(mine >= theirs for mine, theirs in zip(ours, top, strict=False))
        firsts += bool(top) and ours[:1] == top[:1]
    return found / max(1, wanted), firsts / max(1, tops), wanted


def _scores(store: Any, query: str) -> list[int]:
    return [match.score for match in search.matches(store, Query(query, "en"), at_least=AT_LEAST)]


PEER = """
import json, statistics, sys, time
from translate.search.match import matcher
from translate.storage.tmx import tmxfile
data = json.load(open(sys.argv[1]))
store = tmxfile()
for target, source in data["pairs"]:
    unit = store.addsourceunit(source)
    unit.target = target
found = matcher(store, max_candidates=5, min_similarity=70, max_length=1000)
spent = []
for query in data["queries"]:
    began = time.process_time()
    found.matches(query)
    spent.append((time.process_time() - began) * 1000)
print(statistics.median(spent))
"""


def peer(python: str, pairs: list[Pair], queries: list[str], folder: Path) -> float:
    """The median of translate-toolkit's own memory."""
    data = folder / "peer.json"
    data.write_text(json.dumps({"pairs": [pair[:2] for pair in pairs], "queries": queries}))
    command = [python, "-c", PEER, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        print(done.stderr[-500:], file=sys.stderr)
        return 0
    return float(done.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--exhaustive", type=int, default=60, help="queries that are searched for in all")
    parser.add_argument("--peers", default="", help="a Python that has translate-toolkit")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    pairs = grown(entries(arguments.folder), arguments.size, chance)
    queries = asked(pairs, arguments.queries, chance)
    few = queries[: arguments.exhaustive]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "memory.db"
        began = time.process_time()
        SqliteStore(str(path), "memory.db").put([(Origin("benchmark"), pairs)])
        took = time.process_time() - began
        print(
            f"{len(pairs):,} segments taken in, {len(pairs) / took:,.0f} a second, "
            f"{path.stat().st_size / 1e6:.0f} MB on disk"
        )
        store = SqliteStore(str(path), "memory.db")
        for query in queries[:20]:
            matches(store, Query(query, "en"))
        ours, slow = timed(queries, lambda query: matches(store, Query(query, "en")))
        print(f"dvomova               median {ours:8.2f} ms   95 of 100 within {slow:8.2f} ms")
        short, slow = timed(
            [query for query in queries if len(query.split()) <= SHORT],
            lambda query: matches(store, Query(query, "en")),
        )
        print(f"  up to {SHORT} words      median {short:8.2f} ms   95 of 100 within {slow:8.2f} ms")
        every, first, number = recall(store, pairs, few)
        print(
            f"  recall at {AT_LEAST} and above: {every:.4f} of the best five ({number}), "
            f"{first:.4f} of the best"
        )
        plain = [pair.en for pair in pairs]
        them, _slow = timed(few[:20], lambda query: process.extract(query, plain, scorer=fuzz.ratio, limit=5))
        print(f"rapidfuzz, all texts  median {them:8.2f} ms   {them / ours:8.1f} times ours")
        them, _slow = timed(few[:1], lambda query: difflib.get_close_matches(query, plain, 5, 0.7))
        print(f"difflib               one    {them:8.2f} ms   {them / ours:8.1f} times ours")
        if arguments.peers and (them := peer(arguments.peers, pairs, few[:10], folder)):
            print(f"translate-toolkit     median {them:8.2f} ms   {them / ours:8.1f} times ours")


if __name__ == "__main__":
    main()
