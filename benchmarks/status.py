"""How long ``dvomova status`` takes over many catalogs, against pocount and msgfmt --statistics.

    python benchmarks/status.py [N] [--rounds N] [--seed N] [--keep FOLDER]

N catalogs (1,000) of some forty units in all states, with the documents they belong to, are written
into a temporary folder. The three run in turn over the same files; medians are compared. pocount is of
translate-toolkit (``pip install translate-toolkit``), msgfmt of GNU gettext; one that is absent is
named. The target, half the time of pocount, is printed and never asserted.
"""

from __future__ import annotations

import argparse
import random
import shlex
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from startup import Command, medians, program

TARGET = 0.5
STATES = {"translated": 78, "stale": 8, "untranslated": 8, "draft": 3, "obsolete": 3}
"""How many of a hundred units are in which state."""
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: benchmark\n"
"Language: uk\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"
"X-Source-Language: en\n"
"""  # noqa: E501
ENGLISH = (
    "the city council of Izium repaired a bridge over river and school after heavy shelling in winter "
    "people returned home where volunteers deliver water bread medicine generators every day while "
    "engineers restore power lines said mayor on Monday"
).split()
UKRAINIAN = (
    "міська рада Ізюма відбудувала міст через річку і школу після обстрілів узимку люди повернулися "
    "додому де волонтери щодня привозять воду хліб ліки та генератори поки енергетики відновлюють лінії "
    "каже мер у понеділок"
).split()


def sentence(chance: random.Random, words: list[str], number: int) -> str:
    chosen = " ".join(chance.choices(words, k=chance.randint(4, 26)))
    return f"{chosen[0].upper()}{chosen[1:]} {number}."


def entry(state: str, source: str, target: str, path: str) -> str:
    """One entry of a PO file as dvomova writes it (DESIGN §4)."""
    if state == "obsolete":
        return f'#~ msgid "{source}"\n#~ msgstr "{target}"\n'
    lines = [f"#: {path}"]
    if state == "draft":
        lines.insert(0, "# dvomova: draft by memory 2026-11-23")
    if state in {"stale", "draft"}:
        lines.append("#, fuzzy")
    if state == "stale":
        lines.append(f'#| msgid "Yesterday {source}"')
    lines.append(f'msgid "{source}"\nmsgstr "{"" if state == "untranslated" else target}"')
    return "\n".join(lines) + "\n"


def write_catalogs(root: Path, count: int, seed: int) -> Counter[str]:
    """Write catalogs and documents below ``root``; how many units of which state there are."""
    chance = random.Random(seed)
    folder = root / "locales" / "uk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    total: Counter[str] = Counter()
    for number in range(count):
        states = chance.choices(list(STATES), list(STATES.values()), k=chance.randint(30, 50))
        states.sort(key="obsolete".__eq__)
        path = f"article-{number:05}.en.md"
        sources = [sentence(chance, ENGLISH, place) for place in range(len(states))]
        entries = [
            entry(state, source, sentence(chance, UKRAINIAN, place), path)
            for place, (state, source) in enumerate(zip(states, sources, strict=True))
        ]
        (folder / f"article-{number:05}.po").write_text("\n".join([HEADER, *entries]), "utf-8")
        kept = [source for source, state in zip(sources, states, strict=True) if state != "obsolete"]
        (root / path).write_text("\n\n".join(kept) + "\n", "utf-8")
        total.update(states)
    return total


def commands(root: Path) -> dict[str, Command]:
    """What is measured, by name; says which tools are absent."""
    catalogs = root / "locales" / "uk" / "LC_MESSAGES"
    dvomova = program("dvomova") or sys.exit("dvomova is not installed beside this Python nor on PATH")
    found: dict[str, Command] = {
        "dvomova status": ["sh", "-c", f"cd {shlex.quote(str(root))} && exec {shlex.quote(dvomova)} status"]
    }
    if pocount := program("pocount"):
        found["pocount"] = [pocount, str(catalogs)]
    if msgfmt := program("msgfmt"):
        # One file a run: msgfmt would merge several into one catalog and refuse the second header.
        loop = f'for po in *.po; do {shlex.quote(msgfmt)} --statistics -o /dev/null "$po"; done'
        found["msgfmt --statistics"] = ["sh", "-c", f"cd {shlex.quote(str(catalogs))} && {loop}"]
    for name in ("pocount", "msgfmt"):
        if program(name) is None:
            print(f"{name}: absent")
    return found


def compare(root: Path, rounds: int) -> None:
    times = medians(commands(root), rounds, fine=(0, 1))
    ours = times["dvomova status"]
    for name, seconds in times.items():
        ratio = "" if name == "dvomova status" else f"   ratio {ours / seconds:.2f}"
        target = f"   target {TARGET}" if name == "pocount" else ""
        print(f"{name:<20} {seconds:8.3f} s{ratio}{target}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("catalogs", nargs="?", type=int, default=1_000, help="how many (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each command (5)")
    parser.add_argument("--seed", type=int, default=1, help="of the texts (1)")
    parser.add_argument("--keep", type=Path, help="write into this new folder and leave it there")
    given = parser.parse_args()
    with TemporaryDirectory() as temporary:
        root = given.keep or Path(temporary)
        total = write_catalogs(root, given.catalogs, given.seed)
        states = ", ".join(f"{number} {state}" for state, number in sorted(total.items()))
        print(f"{given.catalogs} catalogs, {total.total()} units: {states}")
        compare(root, given.rounds)


if __name__ == "__main__":
    main()
