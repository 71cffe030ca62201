"""What an update makes of real edits: pages before and after, in both languages.

    python benchmarks/histories.py FOLDER [-v]

Each folder below FOLDER holds ``before.en.md``, ``before.uk.md``, ``after.en.md``. The two befores are
paired block by block (pages whose numbers of blocks differ are left out) and sentence by sentence where
a block has as many in both languages, else as one unit; then the catalog is merged with the English after.

    kept      sentences that did not change: unflagged, translation verbatim
    flagged   units that are new or changed and are not translated without a flag; mechanical changes,
              which keep their translation on purpose, are counted beside
    right     of the sentences that changed one to one (blocks replaced by as many blocks, sentences
              by as many sentences) those that are offered the translation of the one before; wrong,
              another one; none, nothing
"""

from __future__ import annotations

import sys
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

from dvomova.catalogs.merge import merge
from dvomova.document import Recipe, parse
from dvomova.formats.markdown import Markdown
from dvomova.model import State, Unit
from dvomova.segmenters.sentences import Sentences
from dvomova.workflow.reading import incoming

RECIPE = Recipe(Markdown(), Sentences())


def read(folder, name):
    return parse((folder / name).read_text("utf-8"), RECIPE, language=name.split(".")[1], path=name)


def blocks(document):
    """The sentences of each block that has some."""
    grouped = groupby(document.segments, key=lambda segment: segment.block)
    return [tuple(segment.text for segment in group) for _block, group in grouped]


def paired(english, ukrainian):
    """The units that two versions of a page make."""
    units = {}
    for sources, targets in zip(english, ukrainian, strict=True):
        if len(sources) != len(targets):
            sources, targets = (" ".join(sources),), (" ".join(targets),)  # noqa: PLW2901
        for source, target in zip(sources, targets, strict=True):
            units.setdefault(source, Unit(source, (target,), references=("page.en.md",)))
    return list(units.values())


def one_to_one(before, after):
    """New sentence to old one, where blocks and sentences were replaced by as many."""
    found = {}
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for old, new in zip(before[a:b], after[c:d], strict=True):
                if len(old) == len(new):
                    found |= {n: o for n, o in zip(new, old, strict=True) if n != o}
    return found


def judge(folder, counts, *, verbose):
    """Add to ``counts`` what came of one page."""
    english, ukrainian, after = (
        read(folder, name) for name in ("before.en.md", "before.uk.md", "after.en.md")
    )
    if len(blocks(english)) != len(blocks(ukrainian)):
        counts["pages left out"] += 1
        return
    units = paired(blocks(english), blocks(ukrainian))
    known = {unit.source: unit.target for unit in units}
    merged = merge(units, incoming(after))
    changed = {new: old for new, old in one_to_one(blocks(english), blocks(after)).items() if old in known}
    counts["pages"] += 1
    for event in merged.events:
        if event.kind == "gone":
            continue
        unit = event.unit
        if unit.source in known:
            kept = unit.state is State.TRANSLATED and unit.target == known[unit.source]
            counts["unchanged, kept" if kept else "unchanged, NOT kept"] += 1
        elif event.kind == "mechanical":
            counts["mechanical"] += 1
        else:
            counts["changed, NOT flagged" if unit.state is State.TRANSLATED else "changed, flagged"] += 1
        if (old := changed.get(unit.source)) is not None:
            offer = unit.previous if unit.fuzzy else event.before
            answer = "right" if offer == old else ("wrong" if offer else "none")
            counts[f"one to one, {answer}"] += 1
            if verbose and answer != "right":
                print(f"{folder.name} {answer}\n  was {old}\n  now {unit.source}\n  got {offer}")


def main():
    folders = sorted(path.parent for path in Path(sys.argv[1]).glob("*/before.en.md"))
    counts = Counter()
    for folder in folders:
        judge(folder, counts, verbose="-v" in sys.argv)
    for name, number in sorted(counts.items()):
        print(f"{name:24}{number:7}")
    offers = sum(number for name, number in counts.items() if name.startswith("one to one"))
    if offers:
        right, wrong = (counts[f"one to one, {answer}"] / offers for answer in ("right", "wrong"))
        print(f"right {right:.4f}  wrong {wrong:.4f}")


if __name__ == "__main__":
    main()
