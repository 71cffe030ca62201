"""How well and how fast sentences are paired, beside Gale-Church and hunalign where they are installed.

    python benchmarks/align.py FOLDER [--speed N]

FOLDER holds gold files ``*.jsonl``: one JSON document a line with ``en`` and ``uk``, lists of sentences, and
``beads``: ``[[en indices], [uk indices], kind]``, of kind "s", or of "b" for a block whose inside counts for
nobody. Printed is strict F1 (of exact beads), F1 of links, of sentences rightly left alone; and of the links
of confidence 95 and more how many are right, and how many of all links they are. All sentences of a document
are given alone, without paragraphs. Then how many times as fast each peer is. ``--speed N`` pairs N documents
of 30 sentences composed from the gold files, in this one process.

Gale-Church is nltk's (``pip install nltk``). hunalign is C++ without a source package on PyPI or in Debian; a
``hunalign`` on the PATH is used, with an empty dictionary.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import shutil
import subprocess
import tempfile
import time
from collections import Counter
from itertools import cycle, islice, pairwise
from pathlib import Path

from dvomova.alignment.pairing import pair
from dvomova.alignment.sentences import sentences

SURE = 0.95


def dvomova():
    def align(en, uk):
        found = pair(sentences(en, "en"), sentences(uk, "uk"), "en").beads
        return [(tuple(bead.sources), tuple(bead.targets), bead.confidence) for bead in found]

    return align


def beads(en, uk):
    """What other scorers ask for: ``([en indices], [uk indices])``."""
    return [(list(one), list(two)) for one, two, _confidence in dvomova()(en, uk)]


def gale_church():
    module = importlib.import_module("nltk.translate.gale_church")

    def align(en, uk):
        links = module.align_blocks([len(text) for text in en], [len(text) for text in uk])
        return of_links(links, len(en), len(uk))

    return align


def hunalign():
    if not shutil.which("hunalign"):
        raise ImportError("hunalign")

    def align(en, uk):
        with tempfile.TemporaryDirectory() as folder:
            empty, one, two = (Path(folder, name) for name in ("dictionary", "en", "uk"))
            empty.write_text("")
            one.write_text("\n".join(en))
            two.write_text("\n".join(uk))
            done = subprocess.run(
                ["hunalign", empty, one, two], capture_output=True, text=True, check=True
            ).stdout
        rungs = [tuple(map(int, line.split("\t")[:2])) for line in done.splitlines()]
        return [(tuple(range(i, k)), tuple(range(j, m)), 0.0) for (i, j), (k, m) in pairwise(rungs)]

    return align


def of_links(links, n, m):
    """Beads of linked sentences; all others stand alone."""
    beads = []
    for i, j in sorted(links):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    here, there = ({x for bead in beads for x in bead[side]} for side in (0, 1))
    found = [(tuple(sorted(one)), tuple(sorted(two)), 0.0) for one, two in beads]
    found += [((i,), (), 0.0) for i in range(n) if i not in here]
    return found + [((), (j,), 0.0) for j in range(m) if j not in there]


def count(gold, found, total):
    """Add what was found in one document."""
    blocks = [{x for bead in gold if bead[2] == "b" for x in bead[side]} for side in (0, 1)]
    exact = {(tuple(one), tuple(two)) for one, two, kind in gold if kind == "s"}
    got = [bead for bead in found if not (blocks[0].intersection(bead[0]) or blocks[1].intersection(bead[1]))]
    shapes = {(one, two) for one, two, _confidence in got}
    for name, side in (("strict", both), ("null", alone)):
        wanted, there = side(exact), side(shapes)
        total[name].update(right=len(wanted & there), gold=len(wanted), found=len(there))
    wanted = links(exact)
    total["link"].update(right=len(wanted & links(shapes)), gold=len(wanted), found=len(links(shapes)))
    sure = links({(one, two) for one, two, confidence in got if confidence >= SURE})
    total["sure"].update(right=len(wanted & sure), gold=len(wanted), found=len(sure))


def both(shapes):
    return {shape for shape in shapes if all(shape)}


def alone(shapes):
    return {(side, x) for shape in shapes if not all(shape) for side in (0, 1) for x in shape[side]}


def links(shapes):
    return {(i, j) for one, two in shapes for i in one for j in two}


def f1(c):
    return 2 * c["right"] / (c["gold"] + c["found"]) if c["gold"] + c["found"] else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--speed", type=int, metavar="N")
    given = parser.parse_args()
    aligners = {}
    for name, make in (("dvomova", dvomova), ("Gale-Church", gale_church), ("hunalign", hunalign)):
        try:
            aligners[name] = make()
        except ImportError:
            print(f"{name} is not installed")
    gold = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in sorted(given.folder.glob("*.jsonl"))
    }
    if given.speed:
        measure_speed(aligners, gold, given.speed)
    else:
        measure_quality(aligners, gold)


def measure_quality(aligners, gold):
    spent = Counter()
    print(f"{'':28s} strict    link    null   sure: right  of all")
    for name, align in aligners.items():
        for stem, documents in gold.items():
            total = {kind: Counter() for kind in ("strict", "link", "null", "sure")}
            begin = time.process_time()
            found = [align(one["en"], one["uk"]) for one in documents]
            spent[name] += time.process_time() - begin
            for one, beads in zip(documents, found, strict=True):
                count(one["beads"], beads, total)
            figures = "  ".join(f"{f1(total[kind]):.4f}" for kind in ("strict", "link", "null"))
            sure = total["sure"]
            tail = (
                f"{sure['right'] / sure['found']:.4f}  {sure['right'] / sure['gold']:.3f}"
                if sure["found"]
                else ""
            )
            print(f"{name:12s}{stem:16.16s} {figures}        {tail}", flush=True)
    for name in aligners:
        print(
            f"{name}: {spent[name]:.1f} s of CPU, "
            f"{spent['dvomova'] / max(spent[name], 1e-9):.2f} times as fast as dvomova"
        )


def measure_speed(aligners, gold, number):
    every = [one for documents in gold.values() for one in documents]
    sides = [cycle([text for one in every for text in one[language]]) for language in ("en", "uk")]
    for name, align in aligners.items():
        begin, before = time.process_time(), memory()
        for done in range(number):
            align(*(list(islice(side, 30)) for side in sides))
            if done == number // 10:
                before = memory()
        print(
            f"{name}: {number} documents in {time.process_time() - begin:.1f} s of CPU; memory grew by "
            f"{memory() - before:.1f} MB after the first tenth"
        )


def memory():
    """The most that this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
