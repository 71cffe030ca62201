"""How fast a memory answers, and what it misses, beside searching all of it and beside others.

    python benchmarks/memory.py FOLDER [--size 100000] [--seeds 1 2 3] [--memory FILE|URL] [--peers PYTHON]

Grows the entries of all PO files below FOLDER to a memory of so many different segments, asks it for
edited ones (one to three words changed, taken out, put in; a third of at most four words), and prints the
median time of one query, warm, store on disk, beside

- an exhaustive search by the same score, which also says what was missed at 70 and above (recall);
- rapidfuzz's ``process.extract`` over all texts, by ``fuzz.ratio``;
- difflib's ``get_close_matches``;
- translate-toolkit's ``matcher`` (its tmserver is no longer part of it), where PYTHON has it.

Times are CPU time of one run, of a server the time of the clock; what counts is how they compare.
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
from array import array
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from rapidfuzz import fuzz, process
from update import entries

from dvomova.memory import search
from dvomova.memory.records import Origin, Pair, Store
from dvomova.memory.search import Query, matches
from dvomova.memory.sqlite import SqliteStore
from dvomova.text.likeness import Prose

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


def timed(
    queries: list[str], ask: Callable[[str], object], clock: Callable[[], float] = time.process_time
) -> tuple[float, float]:
    """Median and 95th percentile of a query, in milliseconds."""
    spent = []
    for query in queries:
        began = clock()
        ask(query)
        spent.append((clock() - began) * 1000)
    return statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]


class Everything:
    """A store that names all that can be alike: the exhaustive search by the same score.

    Half of a likeness is the share of words, half that of characters; the former is at most that of words
    which both have, wherever they stand, the latter at most what the lengths allow. What cannot reach
    ``AT_LEAST`` even so is left out, so that hundreds of texts can be searched for among a million.
    """

    def __init__(self, store: Store) -> None:
        self.exact, self.found = store.exact, store.found
        self._texts = [(this, en) for this, _uk, en in store.numbered()]
        self._lengths = array("I")
        self._words = array("I")
        self._having: dict[tuple[str, int], array[int]] = {}
        for place, (_this, text) in enumerate(self._texts):
            prose = Prose.of(text)
            self._lengths.append(len(prose.text))
            self._words.append(len(prose.words))
            for word in _occurrences(prose) or [("", 0)]:
                self._having.setdefault(word, array("I")).append(place)

    def alike(self, text: str, _language: str) -> dict[int, str]:
        prose = Prose.of(text)
        if not prose.words:
            return dict(self._texts)
        shared = Counter[int]()
        for word in _occurrences(prose):
            shared.update(self._having.get(word, ()))
        letters, words, bound = len(prose.text), len(prose.words), AT_LEAST / 100
        enough = [
            place
            for place, count in shared.items()
            if count / (words + self._words[place])
            + min(letters, self._lengths[place]) / (letters + self._lengths[place])
            >= bound
        ]
        return dict(self._texts[place] for place in [*enough, *self._having.get(("", 0), ())])


def _occurrences(prose: Prose) -> list[tuple[str, int]]:
    """Each word, with how many times it was said before."""
    told = Counter[str]()
    found = []
    for word in prose.words:
        found.append((word, told[word]))
        told[word] += 1
    return found


class Recall(NamedTuple):
    """What was found of what there is at ``AT_LEAST`` and above."""

    wanted: int
    """The best five of each query."""
    found: int
    """As many as are as good as they."""
    queries: int
    """How many have any."""
    firsts: int
    """Of how many the best one was found."""

    def __str__(self) -> str:
        return (
            f"{self.found / max(1, self.wanted):.4f} of the best five ({self.found:,} of {self.wanted:,}), "
            f"{self.firsts / max(1, self.queries):.4f} of the best ({self.firsts} of {self.queries})"
        )


def recall(store: Store, every: Everything, queries: list[str]) -> Recall:
    """What was found; one that is as good as one that was to be found is as good as it."""
    found, firsts, wanted, tops = 0, 0, 0, 0
    for query in queries:
        ours = _scores(store, query)
        with mock.patch.multiple(search, _COMPARED=None, _LOWEST=AT_LEAST):
            top = _scores(every, query)
        wanted += len(top)
        tops += bool(top)
        found += sum(mine >= theirs for mine, theirs in zip(ours, top, strict=False))
        firsts += bool(top) and ours[:1] >= top[:1]
    return Recall(wanted, found, tops, firsts)


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


def opened(place: str) -> Store:
    """The memory at a path or a URL."""
    if place.startswith("postgresql:"):
        from dvomova.memory.postgres import PostgresStore

        return PostgresStore(place)
    return SqliteStore(place, "memory.db")


def taken_in(store: Store, pairs: list[Pair], clock: Callable[[], float]) -> None:
    """Have a memory hold these pairs; what it holds already it keeps."""
    if store.stats().pairs == len(pairs):
        print(f"{len(pairs):,} segments, there already")
        return
    began = clock()
    store.put([(Origin("benchmark"), pairs)])
    took = clock() - began
    print(f"{len(pairs):,} segments taken in, {len(pairs) / took:,.0f} a second")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200, help="for each seed")
    parser.add_argument(
        "--exhaustive", type=int, default=100, help="of these, so many are searched for in all"
    )
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3], help="of the queries")
    parser.add_argument(
        "--memory", default="", help="a file that is kept for the next run, or postgresql://…"
    )
    parser.add_argument("--peers", default="", help="a Python that has translate-toolkit")
    arguments = parser.parse_args()
    pairs = grown(entries(arguments.folder), arguments.size, random.Random(1))
    sets = [asked(pairs, arguments.queries, random.Random(seed)) for seed in arguments.seeds]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = arguments.memory or str(folder / "memory.db")
        # What a server does is not in this process's time.
        clock = time.perf_counter if place.startswith("postgresql:") else time.process_time
        with closing(opened(place)) as store:
            taken_in(store, pairs, clock)
        if Path(place).exists():
            print(f"{Path(place).stat().st_size / 1e6:.0f} MB on disk")
        with closing(opened(place)) as store:
            ours = printed_times(store, [query for some in sets for query in some], clock)
            every = Everything(store)
            print(f"recall at {AT_LEAST} and above")
            results = [recall(store, every, some[: arguments.exhaustive]) for some in sets]
            for seed, result in zip(arguments.seeds, results, strict=True):
                print(f"  seed {seed:<6}  {result}")
            print(f"  all           {Recall(*map(sum, zip(*results, strict=True)))}")
        del every
        plain, few = [pair.en for pair in pairs], sets[0][:20]
        them, _slow = timed(few, lambda query: process.extract(query, plain, scorer=fuzz.ratio, limit=5))
        print(f"rapidfuzz, all texts  median {them:8.2f} ms   {them / ours:8.1f} times ours")
        them, _slow = timed(few[:1], lambda query: difflib.get_close_matches(query, plain, 5, 0.7))
        print(f"difflib               one    {them:8.2f} ms   {them / ours:8.1f} times ours")
        if arguments.peers and (them := peer(arguments.peers, pairs, few[:10], folder)):
            print(f"translate-toolkit     median {them:8.2f} ms   {them / ours:8.1f} times ours")


def printed_times(store: Store, queries: list[str], clock: Callable[[], float]) -> float:
    """Print how long a query takes; returns the median of all."""

    def ask(query: str) -> object:
        return matches(store, Query(query, "en"))

    for query in queries[:20]:
        ask(query)
    median, slow = timed(queries, ask, clock)
    print(f"dvomova               median {median:8.2f} ms   95 of 100 within {slow:8.2f} ms")
    short, slow = timed([query for query in queries if len(query.split()) <= SHORT], ask, clock)
    print(f"  up to {SHORT} words      median {short:8.2f} ms   95 of 100 within {slow:8.2f} ms")
    return median


if __name__ == "__main__":
    main()
