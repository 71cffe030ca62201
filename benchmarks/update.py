"""How well and how fast the merge finds the old translation of an edited sentence, against msgmerge.

    python benchmarks/update.py FOLDER [N …] [--seed N]

Catalogs of N units (1,000 and 10,000) are made of the entries of all PO files below FOLDER; then the
source text is edited by a seed: of every hundred units 1 (and 10 in a second run) get a word or two
changed, 0.3 (3) are deleted and 0.3 (3) inserted, short strings as often as long ones. What is printed:

    right   share of the edited units that are offered the translation they had (recall)
    exact   share of the offers that are the right ones (precision); an offer to an inserted unit is wrong
    flags   edited units that came out as translated (must be 0), unchanged units that were flagged (0)
    time    of the merge alone, and of reading, merging and writing the PO file; msgmerge beside it
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from dvomova.catalogs import po
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import Catalog, Unit

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


def judged(name: str, after: dict[str, Unit], before: dict[str, str], edit: Edited) -> str:
    """Recall, precision and wrong flags of one outcome. Translations tell whose text they were."""
    owner = {target: source for source, target in before.items()}
    wanted = {new: old for new, old in edit.origin.items() if old is not None}
    offers = {new: owner.get(after[new].target) for new in edit.origin if after[new].target}
    right = sum(offers.get(new) == old for new, old in wanted.items())
    false_peace = sum(bool(after[new].target) and not after[new].fuzzy for new in edit.origin)
    false_alarm = sum(
        after[text].fuzzy or after[text].target != before[text]
        for text in edit.texts
        if text not in edit.origin
    )
    return (
        f"  {name:9} right {right / max(1, len(wanted)):.4f}   exact {right / max(1, len(offers)):.4f}   "
        f"flags {false_peace} {false_alarm}"
    )


def run(size: int, rate: float, pool: list[tuple[str, str]], seed: int, tool: str | None) -> None:
    chance = random.Random(seed)
    # A run of neighbours, as articles are; the inserted ones are of elsewhere.
    begin = chance.randrange(max(1, len(pool) - size))
    before = unambiguous(pool[begin : begin + size])
    spare = [source for source, _target in pool[:begin] + pool[begin + size :] if source not in before]
    chance.shuffle(spare)
    words = [word for source in list(before)[:500] for word in source.split()]
    edit = edited(list(before), spare, words, rate, chance)
    print(f"{len(before):,} units, {rate:.0%} edited ({len(edit.origin)} edited or inserted)")
    text = po.render(
        Catalog(HEADER, tuple(Unit(s, (t,), references=("a.en.txt",)) for s, t in before.items()))
    )
    incoming = [Incoming(source, references=("a.en.txt",)) for source in edit.texts]
    began = time.perf_counter()
    catalog = po.parse(text)
    read = time.perf_counter()
    merged = merge(catalog.units, incoming)
    ended = time.perf_counter()
    po.render(replace(catalog, units=merged.units))
    whole = time.perf_counter() - began
    after = {unit.source: unit for unit in merged.units if not unit.obsolete}
    print(judged("dvomova", after, before, edit), f"  merge {ended - read:.2f} s   in all {whole:.2f} s")
    if tool:
        foreign, seconds = msgmerge(tool, text, edit.texts)
        after = {unit.source: unit for unit in po.parse(foreign).units if not unit.obsolete}
        print(judged("msgmerge", after, before, edit), f"  in all {seconds:.2f} s = {seconds / whole:.0f} x")


def unambiguous(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Pairs of which each translation is of one source only, so that it tells where it comes from."""
    owner = {target: source for source, target in reversed(pairs)}
    return {source: target for source, target in pairs if owner[target] == source}


def msgmerge(tool: str, text: str, texts: list[str]) -> tuple[str, float]:
    with TemporaryDirectory() as folder:
        old, pot = Path(folder, "old.po"), Path(folder, "new.pot")
        old.write_text(text, "utf-8")
        pot.write_text(po.render(Catalog(HEADER, tuple(Unit(text) for text in texts))), "utf-8")
        began = time.perf_counter()
        command = [tool, "--quiet", "--previous", "--no-wrap", str(old), str(pot)]
        done = subprocess.run(command, capture_output=True, check=True)
        return done.stdout.decode(), time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    tool = shutil.which("msgmerge")
    if tool is None:
        print("msgmerge is not on PATH: dvomova alone")
    pool = entries(arguments.folder)
    print(f"{len(pool):,} translated messages")
    for size in arguments.sizes or [1_000, 10_000]:
        for rate in (0.01, 0.1):
            run(min(size, len(pool)), rate, pool, arguments.seed, tool)


if __name__ == "__main__":
    main()
