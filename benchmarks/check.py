"""How fast catalogs are checked, beside pofilter of the Translate Toolkit, on the same files.

    python benchmarks/check.py FOLDER [POFILTER]

FOLDER holds PO files, at any depth; POFILTER is the command, else the one on the path. Both read and check
them in one process each, by CPU time. Printed is units a second, how many times as fast dvomova is, how
much of its time is checking alone, and how that grows with the number of units.
"""

from __future__ import annotations

import gc
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dvomova.__main__ import OBJECTS
from dvomova.catalogs import po
from dvomova.checks.running import CHECKED, built_in, look, look_through, pairs_of
from dvomova.checks.style import Style

STYLE = Style()


def checked(catalogs):
    found = 0
    for catalog in catalogs:
        pairs = pairs_of(catalog, "en", "uk", STYLE)
        found += sum(1 for _item in look(pairs, built_in()))
        found += sum(1 for _item in look_through(catalog, pairs, built_in(), STYLE))
    return found


def seconds(work):
    best = float("inf")
    for _round in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def pofilter(command, folder):
    with tempfile.TemporaryDirectory() as out:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([command, "--progress=none", folder, out], check=False, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    gc.set_threshold(OBJECTS)  # as the command does
    folder = Path(sys.argv[1])
    command = sys.argv[2] if len(sys.argv) > 2 else shutil.which("pofilter")
    texts = [path.read_text("utf-8") for path in sorted(folder.rglob("*.po"))]
    catalogs = [po.parse(text) for text in texts]
    units = sum(unit.state in CHECKED for catalog in catalogs for unit in catalog.units)
    checked(catalogs[:3])  # expressions are compiled

    alone = seconds(lambda: checked(catalogs))
    whole = seconds(lambda: checked([po.parse(text) for text in texts]))
    print(f"{units} units in {len(texts)} catalogs")
    print(f"dvomova   {units / whole:9,.0f} units/s, {units / alone:,.0f} without reading the files")
    if command:
        peer = pofilter(command, folder)
        print(f"pofilter  {units / peer:9,.0f} units/s; dvomova is {peer / whole:.1f} times as fast")
    else:
        print("pofilter is not installed")
    half = seconds(lambda: checked(catalogs[::2]))
    share = sum(unit.state in CHECKED for catalog in catalogs[::2] for unit in catalog.units) / units
    print(f"{share:.0%} of the units take {half / alone:.0%} of the time")


if __name__ == "__main__":
    main()
