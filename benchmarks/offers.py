"""From which likeness on an old text that is offered is one that was edited, not another one that is similar.

    python benchmarks/offers.py FOLDER [--seeds N]

Edits the entries of all PO files below FOLDER as ``update.py`` does (1,000 units, one in ten, and 3,000,
three in ten) and prints, for texts of four words or fewer and for longer ones apart, which offers would be
called similar if everything below some likeness (0–100) were, and which are as it is: how many of the right
offers, how many of the wrong ones (another sentence's translation, or one offered to an inserted sentence),
and what share is wrong among those that are called similar and among the others.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from update import edited, entries, grown, unambiguous

from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.catalogs.offers import Likeness, likeness_between
from dvomova.model import Unit

THRESHOLDS = (35, 40, 45, 50, 55, 60, 65, 70, 75)
SHORT = 4


def offers(
    pool: list[tuple[str, str]], size: int, rate: float, seed: int
) -> list[tuple[int, Likeness, bool]]:
    """(words of the shorter text, likeness, whether it is the right one) of each offer."""
    chance = random.Random(seed)
    begin = chance.randrange(max(1, len(pool) - size * 11 // 10))
    before = unambiguous(pool[begin : begin + size])
    spare = [source for source, _target in pool[:begin] + pool[begin + size :] if source not in before]
    chance.shuffle(spare)
    words = [word for source in list(before)[:500] for word in source.split()]
    edit = edited(list(before), spare, words, rate, chance)
    units = [Unit(source, (target,), references=("a",)) for source, target in before.items()]
    merged = merge(units, [Incoming(text, references=("a",)) for text in edit.texts])
    return [
        (
            min(len(unit.source.split()), len(unit.previous.split())),
            likeness_between(unit.previous, unit.source),
            edit.origin[unit.source] == unit.previous,
        )
        for unit in merged.units
        if unit.previous is not None and not unit.obsolete and unit.source in edit.origin
    ]


def table(name: str, found: list[tuple[int, Likeness, bool]]) -> None:
    right = [alike for _words, alike, is_right in found if is_right]
    wrong = [alike for _words, alike, is_right in found if not is_right]
    print(f"{name}: {len(right):,} right offers, {len(wrong):,} wrong ones")
    for threshold in THRESHOLDS:
        low = [sum(alike.percent < threshold for alike in one) for one in (right, wrong)]
        line(f"below {threshold}", len(right), len(wrong), *low)
    line(
        "as it is", len(right), len(wrong), *(sum(one.is_similar for one in side) for side in (right, wrong))
    )


def line(name: str, right: int, wrong: int, low_right: int, low_wrong: int) -> None:
    below = low_wrong / max(1, low_right + low_wrong)
    above = (wrong - low_wrong) / max(1, right + wrong - low_right - low_wrong)
    print(
        f"  {name}: {low_right / max(1, right):7.2%} of the right, {low_wrong / max(1, wrong):7.2%} of the "
        f"wrong; wrong among them {below:7.2%}, among the others {above:7.2%}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=8)
    arguments = parser.parse_args()
    pool = entries(arguments.folder)
    found = []
    for seed in range(1, arguments.seeds + 1):
        for size, rate in ((1_000, 0.1), (3_000, 0.3)):
            enough = grown(pool, size * 11 // 10, random.Random(seed))
            found += offers(enough, size, rate, seed)
    table(f"up to {SHORT} words", [offer for offer in found if offer[0] <= SHORT])
    table(f"more than {SHORT} words", [offer for offer in found if offer[0] > SHORT])


if __name__ == "__main__":
    main()
