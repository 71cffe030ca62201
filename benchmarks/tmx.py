"""Whether a translation memory of any size passes in flat memory, and how fast.

    python benchmarks/tmx.py [MEGABYTES …]

Writes TMX files of 50 and 500 megabytes, in the manner of another tool: sentences of a few hundred words
with inline codes, a link that opens and closes, a field, a word in italics, each unit with its dates and
authors. Each is taken in by `dvomova tm import` and written again by `dvomova tm export`, each a process
of its own. What is printed, for each file:

    peak    the most memory that the process held (resident set); it is flat if the second file needs as
            much as the first
    time    processor time, and units a second

What is written has to hold every unit with every code; if not, the program ends with an error.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

UK = (
    "міст річка людина дорога новий старий місто село знову вчора підірвали збудували бачила сказали три "
    "березень вода автобус інженер школа хліб світло робота після перед біля через тому коли де наш"
).split()
EN = (
    "bridge river person road new old town village again yesterday destroyed built saw said three March "
    "water bus engineer school bread light work after before near through therefore when where our"
).split()
HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n<tmx version="1.4">\n<header creationtool="another tool" '
    'creationtoolversion="1" segtype="sentence" o-tmf="another" adminlang="en-US" srclang="en-US" '
    'datatype="html"/>\n<body>\n'
)
UNIT = (
    '<tu creationdate="20240301T080000Z" creationid="Olena" changedate="20260301T080000Z" changeid="Ihor">\n'
    '<prop type="x-project">news</prop>\n<tuv xml:lang="en-US"><seg>{en}</seg></tuv>\n'
    '<tuv xml:lang="uk-UA"><seg>{uk}</seg></tuv>\n</tu>\n'
)
LINK = '<bpt i="1" x="1">&lt;a href="https://example.org/{n}"&gt;</bpt>{word}<ept i="1">&lt;/a&gt;</ept>'
ITALICS = '<bpt i="2" x="2">{{\\i </bpt>{word}<ept i="2">}}</ept>'
FIELD = '<ph x="3">&lt;field name="{n}"/&gt;</ph>'


def units(megabytes: int) -> Iterator[str]:
    """Units of a file, until it is that long."""
    chance, size, number = random.Random(7), 0, 0
    while size < megabytes * 1_000_000:
        number += 1
        unit = UNIT.format(en=_sentence(EN, number, chance), uk=_sentence(UK, number, chance))
        size += len(unit.encode())
        yield unit


def _sentence(words: list[str], number: int, chance: random.Random) -> str:
    """One that no other unit has, some with codes."""
    said = chance.choices(words, k=chance.randint(4, 24))
    if number % 2:
        said[1] = LINK.format(n=number, word=said[1])
    if number % 3 == 0:
        said[2] = ITALICS.format(word=said[2])
    if number % 5 == 0:
        said.append(FIELD.format(n=number))
    return f"{' '.join(said)} {number}."


def run(folder: Path, *arguments: str) -> tuple[int, float]:
    """Run dvomova; returns the most memory that it held, in bytes, and the processor time, in seconds."""
    command = [sys.executable, "-m", "dvomova", *arguments]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} ended with {process.returncode}")
    return used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), used.ru_utime + used.ru_stime


def counted(path: Path) -> tuple[int, int, int]:
    """Bytes, units and inline codes of a file."""
    found = units_there = codes = 0
    with path.open("rb") as file:
        for line in file:
            found += len(line)
            units_there += line.count(b"<tu ") + line.count(b"<tu>")
            codes += line.count(b"<bpt") + line.count(b"<ept") + line.count(b"<ph")
    return found, units_there, codes


def main() -> None:
    for megabytes in map(int, sys.argv[1:] or ["50", "500"]):
        with TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "dvomova.toml").write_text('source = "en"\n', "utf-8")
            with (folder / "in.tmx").open("w", encoding="utf-8") as file:
                file.write(HEAD)
                file.writelines(units(megabytes))
                file.write("</body>\n</tmx>\n")
            size, number, codes = counted(folder / "in.tmx")
            print(f"{size / 1e6:.0f} MB, {number:,} units, {codes:,} codes")
            for verb, path in (("import", "in.tmx"), ("export", "out.tmx")):
                peak, took = run(folder, "tm", verb, path)
                speed = f"{took:6.1f} s   {number / took:8,.0f} units a second"
                print(f"  {verb}  peak {peak / 1e6:5.0f} MB   {speed}")
            written = counted(folder / "out.tmx")
            print(f"  the memory {(folder / '.dvomova/memory.db').stat().st_size / 1e6:.0f} MB on disk")
            if written[1:] != (number, codes):
                sys.exit(f"written were {written[1]:,} units, {written[2]:,} codes")


if __name__ == "__main__":
    main()
