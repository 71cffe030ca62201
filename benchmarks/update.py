"""How well and how fast the merge finds the old translation of an edited sentence, beside its peers.

    python benchmarks/update.py FOLDER [N …] [--seed N] [--seeds N] [--patience SECONDS]

Catalogs of N units (1,000 and 10,000) are made of the entries of all PO files below FOLDER, and where
these are too few of halves of two of them; then the source text is edited by a seed: of every hundred
units 1 (and 10 in a second run) get a word or two changed, 0.3 (3) are deleted and 0.3 (3) inserted,
short strings as often as long ones. What is printed, over all seeds, and the worst of them in brackets:

    right   share of the edited units that are offered the translation they had (recall)
    exact   share of the offers that are the right ones (precision); an offer to an inserted unit is wrong
    short   right of those edited units that had four words or fewer
    new     how many of the inserted units were offered something
    flags   edited units that came out as translated (must be 0), unchanged units that were flagged (0)
    time    of a process that reads, merges and writes, on average; of the processor; how many times ours
            each is; processor time a unit; peak memory. msgmerge may use all processors at once

Peers: msgmerge of GNU gettext, pot2po of translate-toolkit, pybabel update -N (which matches nothing); they
run with the first seed only. One that is absent is named; one that loses patience (300 seconds) is stopped.
"""

from __future__ import annotations

import argparse
import gc
import random
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dvomova.__main__ import OBJECTS
from dvomova.catalogs import po
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import Catalog, Unit

OURS = "dvomova"
SHORT = 4
"""Words."""
HEADER = po.new_header("benchmark", "en", "uk", "2026-11-23 10:00+0200")


@dataclass(frozen=True, slots=True)
class Edited:
    """A source text after editing, and what each of its texts was before."""

    texts: list[str]
    origin: dict[str, str | None]
    """Edited or inserted text: the text it was, None for an inserted one."""


def entries(folder: Path) -> list[tuple[str, str]]:
    """Distinct translated messages of the PO files below ``folder``, file by file."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*.po")):
        for unit in po.parse(path.read_text("utf-8"), str(path)).units:
            if unit.target and unit.plural is None and unit.context is None and not unit.obsolete:
                found.setdefault(unit.source, unit.target)
    return list(found.items())


def edited(
    texts: list[str], spare: list[str], words: list[str], rate: float, chance: random.Random
) -> Edited:
    known, result, origin = set(texts), [], {}
    spare = list(spare)
    for text in texts:
        draw = chance.random() / rate
        if draw < 1 and (other := changed(text, words, chance)) not in known:
            origin[other] = text
            known.add(other)
            result.append(other)
        elif not 1 <= draw < 1.3:
            result.append(text)
        if 1.3 <= draw < 1.6 and spare and (new := spare.pop()) not in known:
            origin[new] = None
            result.append(new)
    return Edited(result, origin)


def changed(text: str, words: list[str], chance: random.Random) -> str:
    """A word or two replaced, dropped or put in; a single word put in its place is no edit, so never that."""
    pieces = re.split(r"(\s+)", text)
    for _edit in range(chance.choice([1, 1, 2]) if len(pieces) > 4 else 1):
        place = chance.randrange(0, len(pieces), 2)
        kind = chance.choice(["replace", "drop", "insert"]) if len(pieces) > 2 else "insert"
        if kind == "replace":
            pieces[place] = chance.choice(words)
        elif kind == "insert":
            pieces[place] += " " + chance.choice(words)
        else:
            pieces[place : place + 2] = []
    return "".join(pieces).strip()


@dataclass(slots=True)
class Score:
    """What came of one seed."""

    edited: int = 0
    right: int = 0
    offers: int = 0
    short: int = 0
    short_right: int = 0
    inserted: int = 0
    inserted_offered: int = 0
    false_peace: int = 0
    false_alarm: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    memory: float = 0.0

    @property
    def recall(self) -> float:
        return self.right / max(1, self.edited)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.offers)


def judged(after: dict[str, Unit], before: dict[str, str], edit: Edited) -> Score:
    """The outcome of one tool. Translations tell whose text they were."""
    owner = {target: source for source, target in before.items()}
    score = Score()
    for new, old in edit.origin.items():
        offer = after[new].target if new in after else "part of another unit"
        score.offers += bool(offer)
        if old is None:
            score.inserted += 1
            score.inserted_offered += bool(offer)
        else:
            is_right, is_short = owner.get(offer) == old, len(old.split()) <= SHORT
            score.edited += 1
            score.right += is_right
            score.short += is_short
            score.short_right += is_short and is_right
        score.false_peace += bool(offer) and new in after and not after[new].fuzzy
    unchanged = (text for text in edit.texts if text not in edit.origin)
    score.false_alarm = sum(
        text not in after or after[text].fuzzy or after[text].target != before[text] for text in unchanged
    )
    return score


def total(scores: list[Score], field: str) -> float:
    """The sum of a field."""
    return sum(getattr(score, field) for score in scores)


def told(name: str, scores: list[Score], ours: list[Score], size: int) -> str:
    """A line about one tool."""

    def mean(field: str, found: list[Score] = scores) -> float:
        return total(found, field) / len(found)

    right, exact = (mean("right") / max(1, mean(field)) for field in ("edited", "offers"))
    worst = [min(score.recall for score in scores), min(score.precision for score in scores)]
    times = [mean(field) / mean(field, ours) for field in ("seconds", "processor")]
    return (
        f"  {name:9} right {right:.4f} ({worst[0]:.4f})  exact {exact:.4f} ({worst[1]:.4f})  "
        f"short {total(scores, 'short_right')}/{total(scores, 'short')}  "
        f"new {total(scores, 'inserted_offered')}/{total(scores, 'inserted')}  "
        f"flags {total(scores, 'false_peace')} {total(scores, 'false_alarm')}  "
        f"{mean('seconds'):7.2f} s, {mean('processor'):7.2f} s; {times[0]:.1f} x, {times[1]:.1f} x  "
        f"{1e6 * mean('processor') / size:6.0f} µs {mean('memory'):5.0f} MB"
    )


def run(size: int, rate: float, pool: list[tuple[str, str]], seeds: range, patience: float) -> None:
    """Print what each tool makes of catalogs of ``size`` units."""
    scores: dict[str, list[Score]] = {}
    for seed in seeds:
        before, edit = catalog(size, rate, pool, random.Random(seed))
        if not scores:
            length = sum(map(len, before)) / len(before)
            print(f"{len(before):,} units of {length:.0f} characters, {rate:.0%} edited")
        with TemporaryDirectory() as folder:
            old, pot, new = written(before, edit, Path(folder))
            for name, command in commands(old, pot, new).items():
                if name == OURS or seed == seeds[0]:
                    scores.setdefault(name, []).extend(outcome(command, new, before, edit, patience))
    for name, found in scores.items():
        stopped = f"  {name:9} stopped after {patience:.0f} s"
        print(told(name, found, scores[OURS], size) if found else stopped, flush=True)


def outcome(
    command: list[str], new: Path, before: dict[str, str], edit: Edited, patience: float
) -> list[Score]:
    """What came of a command that writes ``new``; nothing where it was stopped."""
    seconds, processor, memory = timed(command, patience)
    if not seconds:
        return []
    merged = po.parse(new.read_text("utf-8")).units
    score = judged({unit.source: unit for unit in merged if not unit.obsolete}, before, edit)
    return [replace(score, seconds=seconds, processor=processor, memory=memory)]


def catalog(
    size: int, rate: float, pool: list[tuple[str, str]], chance: random.Random
) -> tuple[dict[str, str], Edited]:
    """Texts and translations, and how the texts are edited.

    A run of neighbours, as articles are; the inserted ones are of elsewhere.
    """
    begin = chance.randrange(max(1, len(pool) - size * 11 // 10))
    before = unambiguous(pool[begin : begin + size])
    spare = [source for source, _target in pool[:begin] + pool[begin + size :] if source not in before]
    chance.shuffle(spare)
    words = [word for source in list(before)[:500] for word in source.split()]
    return before, edited(list(before), spare, words, rate, chance)


def written(before: dict[str, str], edit: Edited, folder: Path) -> tuple[Path, Path, Path]:
    """The old catalog and the new template as files, and where the new catalog goes."""
    old, pot = folder / "old.po", folder / "new.pot"
    units = (Unit(source, (target,), references=("a.en.txt",)) for source, target in before.items())
    old.write_text(po.render(Catalog(HEADER, tuple(units))), "utf-8")
    texts = (Unit(text, references=("a.en.txt",)) for text in edit.texts)
    pot.write_text(po.render(Catalog(HEADER, tuple(texts))), "utf-8")
    return old, pot, folder / "new.po"


def commands(old: Path, pot: Path, new: Path) -> dict[str, list[str]]:
    """What merges ``old`` with ``pot`` into ``new``, of those that are there, ours first."""
    peers = {
        "msgmerge": ["msgmerge", "--quiet", "--previous", "--no-wrap", "-o", new, old, pot],
        "pot2po": ["pot2po", "--progress=none", "-t", old, pot, new],
        "pybabel": ["sh", "-c", f"cp {old} {new} && pybabel -q update -N -i {pot} -o {new} -l uk"],
    }
    program = {"pybabel": "pybabel"}
    found = {name: command for name, command in peers.items() if shutil.which(program.get(name, name))}
    ours = [sys.executable, __file__, "--merge", old, pot, new]
    return {name: list(map(str, command)) for name, command in {OURS: ours, **found}.items()}


_WATCH = """
import resource, subprocess, sys, time
began = time.perf_counter()
try:
    code = subprocess.run(sys.argv[2:], timeout=float(sys.argv[1]), capture_output=True).returncode
except subprocess.TimeoutExpired:
    code = 1
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(0 if code else time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
"""


def timed(command: list[str], patience: float) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and peak MB of a process; 0 seconds where it failed.

    A small process starts it: what a process needs counts from that of the one that it was forked from.
    """
    watch = [sys.executable, "-S", "-c", _WATCH, str(patience), *command]
    said = subprocess.run(watch, capture_output=True, check=True).stdout.split()
    seconds, processor, memory = map(float, said)
    return seconds, processor, memory


def merge_files(old: Path, pot: Path, new: Path) -> None:
    """What the peers do, done by dvomova's reader, merge and writer, as its command line is set up."""
    gc.set_threshold(OBJECTS)
    catalog = po.parse(old.read_text("utf-8"))
    texts = po.parse(pot.read_text("utf-8")).units
    merged = merge(catalog.units, [Incoming(unit.source, references=("a.en.txt",)) for unit in texts])
    new.write_text(po.render(replace(catalog, units=merged.units)), "utf-8")


def unambiguous(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Pairs of which each translation is of one source only, so that it tells where it comes from."""
    owner = {target: source for source, target in reversed(pairs)}
    return {source: target for source, target in pairs if owner[target] == source}


def grown(pool: list[tuple[str, str]], size: int, chance: random.Random) -> list[tuple[str, str]]:
    """``pool``, with the halves of two of its texts put together until there are ``size``."""
    found, long = dict(pool), [pair for pair in pool if len(pair[0].split()) > 5]
    while len(found) < size:
        one, two = chance.sample(long, 2)
        found.setdefault(*(f"{halves(a)[0]} {halves(b)[1]}" for a, b in zip(one, two, strict=True)))
    return list(found.items())


def halves(text: str) -> tuple[str, str]:
    """The first and the second half of the words of a text."""
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def main() -> None:
    if sys.argv[1:2] == ["--merge"]:
        merge_files(*map(Path, sys.argv[2:]))
        return
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=1, help="how many, from the first")
    parser.add_argument("--patience", type=float, default=300)
    arguments = parser.parse_args()
    absent = [name for name in ("msgmerge", "pot2po", "pybabel") if shutil.which(name) is None]
    if absent:
        print(f"not on PATH, left out: {', '.join(absent)}")
    pool = entries(arguments.folder)
    print(f"{len(pool):,} translated messages")
    for size in arguments.sizes:
        enough = grown(pool, size * 11 // 10, random.Random(arguments.seed))
        for rate in (0.01, 0.1):
            seeds = range(arguments.seed, arguments.seed + arguments.seeds)
            run(size, rate, enough, seeds, arguments.patience)


if __name__ == "__main__":
    main()
