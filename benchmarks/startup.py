"""How long dvomova takes to say who it is, against the least that a Click program takes.

    python benchmarks/startup.py [--rounds N]

The commands run in turn, so that whatever slows the machine slows all of them; medians are compared.
The targets are printed beside the ratios and never asserted: a busy machine is not a bug.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

TARGETS = {"--version": 1.3, "--help": 1.6}
"""Highest ratio to ``import click`` that is aimed at."""
HEAVY = ("babel", "polib", "markdown_it", "deep_translator")
"""What neither ``--version`` nor ``--help`` has any use for."""

PROBE = """
import contextlib, io, sys
from dvomova.__main__ import main
sys.argv = ["dvomova", sys.argv[1]]
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    main()
print(*(name for name in HEAVY if name in sys.modules))
"""

Command = Sequence[str]


def program(name: str) -> str | None:
    """The program of that name beside the running Python, else on PATH."""
    beside = Path(sys.executable).with_name(name)
    return str(beside) if beside.is_file() else shutil.which(name)


def medians(commands: Mapping[str, Command], rounds: int, fine: Sequence[int] = (0,)) -> dict[str, float]:
    """Seconds of wall clock that each command takes, by its name; one round before is not counted.

    Raises:
        SystemExit: a command ended with a code that is not ``fine``.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
            if turn:
                seconds[name].append(time.perf_counter() - start)
            if done.returncode not in fine:
                sys.exit(f"{name} ended with {done.returncode}: {done.stderr.decode()[-500:].strip()}")
    return {name: median(times) for name, times in seconds.items()}


def heavy_modules(option: str) -> list[str]:
    """The modules of ``HEAVY`` that ``dvomova OPTION`` imports."""
    done = subprocess.run(
        [sys.executable, "-c", f"{HEAVY=}\n{PROBE}", option], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"dvomova {option} does not run in {sys.executable}: {done.stderr[-500:].strip()}")
    return done.stdout.split()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=31, help="runs of each command (31)")
    rounds = parser.parse_args().rounds
    dvomova = program("dvomova") or sys.exit("dvomova is not installed beside this Python nor on PATH")
    commands: dict[str, Command] = {"import click": [sys.executable, "-c", "import click"]}
    commands |= {option: [dvomova, option] for option in TARGETS}
    times = medians(commands, rounds)
    base = times["import click"]
    print(
        f"medians of {rounds} alternating runs, {os.cpu_count()} processors, Python {sys.version.split()[0]}"
    )
    print(f"{'import click':<20} {base * 1000:7.1f} ms")
    for option, target in TARGETS.items():
        ratio = times[option] / base
        print(f"dvomova {option:<12} {times[option] * 1000:7.1f} ms   ratio {ratio:.2f}   target {target}")
    for option in TARGETS:
        print(f"heavy modules imported by {option}: {', '.join(heavy_modules(option)) or 'none'}")


if __name__ == "__main__":
    main()
