"""How fast catalogs are read and compiled, beside GNU gettext, polib and Babel.

    python benchmarks/catalogs.py [--units N,N…] [--peers-up-to N]

Catalogs are made of Ukrainian and English words (seeded), about 25 words a text, all translated. Printed
is CPU time in seconds and, behind a peer, how many times dvomova's it is: for reading a catalog (beside
polib and Babel), for writing its ``.mo`` from what was read (beside polib and Babel), and for both, as
``compile`` does it (beside msgfmt). Babel's and polib's writers are quadratic: above ``--peers-up-to``
units they are left out.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polib
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from dvomova.catalogs import mo, po
from dvomova.model import Catalog, Unit

ENGLISH = "the bridge of town was rebuilt in spring and people cross it every day to work or school".split()
UKRAINIAN = (
    "міст міста відбудували навесні й люди щодня переходять його дорогою до школи чи на роботу".split()
)


def catalog(count: int) -> str:
    chance = random.Random(count)
    units = [
        Unit(
            f"{number} {' '.join(chance.choices(ENGLISH, k=25))}.",
            (f"{number} {' '.join(chance.choices(UKRAINIAN, k=22))}.",),
            extracted=("paragraph",),
            references=("news/izium.en.md",),
        )
        for number in range(count)
    ]
    header = po.new_header("news/izium", "en", "uk", "2026-11-23 10:00+0200")
    return po.render(Catalog(header, tuple(units)), 0)


def seconds(work, best_of=3):
    """The least CPU time of a few runs, and what the last one gave."""
    least = float("inf")
    for _run in range(best_of):
        began = time.process_time()
        result = work()
        least = min(least, time.process_time() - began)
    return least, result


def msgfmt(text: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.po")
        source.write_text(text, "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["msgfmt", "-o", str(Path(folder, "a.mo")), str(source)], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def babel_mo(read) -> bytes:
    file = io.BytesIO()
    write_mo(file, read)
    return file.getvalue()


def show(what: str, ours: float, peers: dict[str, float]) -> None:
    beside = "  ".join(f"{name} {took:.3f} (×{took / ours:.1f})" for name, took in peers.items())
    print(f"  {what:8} {ours:8.3f}   {beside}")


def measure(count: int, *, with_slow: bool) -> None:
    text = catalog(count)
    data = text.encode()
    print(f"{count} units, {len(data) / 1e6:.1f} MB")
    reading, read = seconds(lambda: po.parse(text))
    polib_reading, by_polib = seconds(lambda: polib.pofile(text), 1)
    babel_reading, by_babel = seconds(lambda: read_po(io.BytesIO(data)), 1)
    show("read", reading, {"polib": polib_reading, "Babel": babel_reading})
    writing, _bytes = seconds(lambda: mo.write(read))
    slow = {}
    if with_slow:
        slow["polib"] = seconds(by_polib.to_binary, 1)[0]
        slow["Babel"] = seconds(lambda: babel_mo(by_babel), 1)[0]
    show("write", writing, slow)
    peers = {"msgfmt": min(msgfmt(text) for _run in range(3))} if shutil.which("msgfmt") else {}
    show("compile", reading + writing, peers)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--units", default="1000,10000,100000", help="sizes of catalogs (%(default)s)")
    parser.add_argument("--peers-up-to", type=int, default=10_000, metavar="N", help="(%(default)s)")
    options = parser.parse_args()
    for count in map(int, options.units.split(",")):
        measure(count, with_slow=count <= options.peers_up_to)
    return 0


if __name__ == "__main__":
    sys.exit(main())
