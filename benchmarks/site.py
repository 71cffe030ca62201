"""A newsroom of thousands of articles in both languages: what each command takes, beside its peers.

    python benchmarks/site.py [--articles N,N] [--pages FOLDER] [--rounds N] [--seed N] [--jobs N] [PART…]

PART is any of: site status edit extract compile; without any, all of them.

    site      update and build of every article at each of the sizes (500 and 5,000), and the cost of one
              article at the largest against the smallest: target 1.2
    status    cold (without an index) and warm, beside pocount and msgfmt --statistics over the same
              catalogs: targets 1/5 and 1/20
    edit      update after fifty of the articles were edited: target 1 s beyond start-up
    extract   1,000 and 5,000 real pages, taken from the Markdown files below FOLDER (again and again
              where these are too few), beside po4a: target 1/4
    compile   a catalog of 100,000 units, beside msgfmt: target 1.0 of its CPU time

An article has forty segments, English or Ukrainian ones, in all states. Printed is CPU time, user and
system, of a process and of all that it started; the time on the clock; the most memory that one process
had at a time: medians of the rounds, of commands that take turns. Targets are printed, never asserted.
"""

from __future__ import annotations

import argparse
import os
import random
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from startup import program

import catalogs
from dvomova.catalogs import po
from dvomova.model import Unit

SEGMENTS = 40
STATES = {"translated": 78, "stale": 8, "untranslated": 8, "draft": 3, "obsolete": 3}
"""How many of a hundred units are in which state."""
WORDS = {
    "en": (
        "the city council of Izium repaired a bridge over river and school after heavy shelling in winter "
        "people returned home where volunteers deliver water bread medicine generators every day while "
        "engineers restore power lines said mayor on Monday"
    ).split(),
    "uk": (
        "міська рада Ізюма відбудувала міст через річку і школу після обстрілів узимку люди повернулися "
        "додому де волонтери щодня привозять воду хліб ліки та генератори поки енергетики відновлюють "
        "лінії каже мер у понеділок"
    ).split(),
}
OTHER = {"en": "uk", "uk": "en"}
CONFIG = '[[documents]]\npattern = "news/{path}.{lang}.md"\n'
INDEX = ".dvomova/index.db"
PARTS = ("site", "status", "edit", "extract", "compile")


class Cost(NamedTuple):
    """What a command took."""

    cpu: float
    """Seconds, of all its processes."""
    clock: float
    memory: float
    """Megabytes, of its largest process."""

    def __str__(self) -> str:
        return f"{self.cpu:9.2f} s CPU {self.clock:9.2f} s {self.memory:6.0f} MB"


def cost(command: Sequence[str], here: Path, fine: Sequence[int] = (0,)) -> Cost:
    """What one run takes.

    Raises:
        SystemExit: it ended with a code that is not ``fine``.
    """
    began = time.perf_counter()
    with (here / ".output").open("w+b") as output:
        process = subprocess.Popen(command, cwd=here, stdout=output, stderr=output)
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - began
        output.seek(0)
        said = output.read().decode(errors="replace")
    if process.returncode not in fine:
        sys.exit(f"{shlex.join(command)[:200]} ended with {process.returncode}: {said[-500:].strip()}")
    return Cost(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024)


class Turn(NamedTuple):
    """A command that is measured."""

    command: Sequence[str]
    here: Path
    before: Callable[[], object] = bool
    """Done before each run, not counted."""
    fine: Sequence[int] = (0,)


def measured(turns: Mapping[str, Turn], rounds: int) -> dict[str, Cost]:
    """The medians of what the commands took, in turn."""
    found: dict[str, list[Cost]] = {name: [] for name in turns}
    for _round in range(rounds):
        for name, turn in turns.items():
            turn.before()
            found[name].append(cost(turn.command, turn.here, turn.fine))
    return {name: Cost(*map(median, zip(*costs, strict=True))) for name, costs in found.items()}


def show(name: str, took: Cost, rest: str = "") -> None:
    print(f"  {name:28}{took}   {rest}".rstrip(), flush=True)


def beside(name: str, ours: Cost, peers: Mapping[str, Cost], target: str) -> None:
    """What ours took, as a part of what each peer did: CPU time, time on the clock."""
    ratios = (
        f"{ours.cpu / peer.cpu:.3f} {ours.clock / peer.clock:.3f} of {peer_name}"
        for peer_name, peer in peers.items()
    )
    show(name, ours, "; ".join([*ratios, f"target {target}"]))


def sentence(chance: random.Random, language: str, number: int) -> str:
    chosen = " ".join(chance.choices(WORDS[language], k=chance.randint(4, 26)))
    return f"{chosen[0].upper()}{chosen[1:]} {number}."


def article(chance: random.Random, language: str) -> str:
    """Forty sentences: a title, headings, paragraphs of three, a list."""
    texts = [sentence(chance, language, number) for number in range(SEGMENTS)]
    blocks = [f"# {texts[0]}"]
    for start in range(1, 31, 10):
        part = texts[start : start + 10]
        blocks += [f"## {part[0]}", *(" ".join(part[place : place + 3]) for place in (1, 4, 7))]
    return "\n\n".join([*blocks, "\n".join(f"- {text}" for text in texts[31:])]) + "\n"


class Site:
    """A newsroom in a folder of its own."""

    def __init__(self, root: Path, count: int, seed: int, jobs: Sequence[str]) -> None:
        self.root, self.count, self.jobs = root, count, jobs
        self.chance = random.Random(seed)
        self.dvomova = program("dvomova") or sys.exit("dvomova is not installed beside this Python")
        (root / "news").mkdir(parents=True)
        (root / "dvomova.toml").write_text(CONFIG)
        for number in range(count):
            language = "uk" if number % 2 else "en"
            path = root / f"news/{number // 100:03}/{number:05}.{language}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(article(self.chance, language))

    def turn(self, command: str, *options: str, before: Callable[[], object] = bool) -> Turn:
        jobs = () if command == "status" else self.jobs
        return Turn([self.dvomova, command, *options, *jobs], self.root, before)

    def forget(self) -> None:
        """Without an index all is read."""
        (self.root / INDEX).unlink(missing_ok=True)

    def translate(self) -> int:
        """Fill the catalogs as translators do: not everything, and not all of it up to date."""
        total = 0
        for language in WORDS:
            for path in sorted((self.root / "locales" / language / "LC_MESSAGES").rglob("*.po")):
                catalog = po.parse(path.read_text("utf-8"))
                units = [one for unit in catalog.units for one in self._translated(unit, language)]
                path.write_text(po.render(po.revised(catalog, units, "2026-11-25 10:00+0000")), "utf-8")
                total += len(units)
        return total

    def _translated(self, unit: Unit, language: str) -> list[Unit]:
        state = self.chance.choices(list(STATES), list(STATES.values()))[0]
        if state == "untranslated":
            return [unit]
        targets = (sentence(self.chance, language, self.chance.randrange(99)),)
        if state == "stale":
            previous = f"{WORDS[OTHER[language]][0]} {unit.source}"
            return [po.changed(unit, targets=targets, fuzzy=True, previous=previous)]
        if state == "draft":
            comments = ("dvomova: draft by memory 2026-11-25",)
            return [po.changed(unit, targets=targets, fuzzy=True, comments=comments)]
        done = po.changed(unit, targets=targets)
        gone = Unit(sentence(self.chance, OTHER[language], 99), targets, obsolete=True)
        return [done, gone] if state == "obsolete" else [done]

    def edit(self, number: int) -> None:
        """One sentence of so many articles, all over the newsroom."""
        sources = sorted(self.root.glob("news/*/*.md"))
        originals = [path for path in sources if (".uk" in path.name) == bool(int(path.name[:5]) % 2)]
        for path in originals[:: max(1, len(originals) // number)][:number]:
            blocks = path.read_text().split("\n\n")
            place = self.chance.randrange(2, 5)
            words = blocks[place].split(" ")
            words[self.chance.randrange(1, len(words) - 1)] = f"n{self.chance.randrange(10**6)}"
            blocks[place] = " ".join(words)
            path.write_text("\n\n".join(blocks))


def whole(sites: Mapping[int, Site], rounds: int) -> None:
    """Every article, at each size; leaves translated and built newsrooms."""
    per: dict[str, dict[int, Cost]] = {}
    for count, site in sites.items():
        print(f"{count} articles of {SEGMENTS} segments")
        steps = {"update, all new": site.turn("update")}
        found = measured(steps, 1)
        units = site.translate()
        found |= measured({"update, all read": site.turn("update", before=site.forget)}, rounds)
        found |= measured({"build, all new": site.turn("build")}, 1)
        found |= measured({"build, all read": site.turn("build", before=site.forget)}, rounds)
        found |= measured({"compile, all": site.turn("compile")}, 1)
        for name, took in found.items():
            show(name, took, f"{1000 * took.cpu / count:.2f} ms CPU, {1000 * took.clock / count:.2f} ms each")
            per.setdefault(name, {})[count] = took
        print(f"  {units} units")
    least, most = min(sites), max(sites)
    if least < most:
        print(f"one article of {most} against one of {least}: target 1.2")
        for name, took in per.items():
            cpu, clock = (getattr(took[most], kind) / getattr(took[least], kind) for kind in ("cpu", "clock"))
            scale = least / most
            memory = took[most].memory / took[least].memory
            print(f"  {name:28} CPU {cpu * scale:.2f}, clock {clock * scale:.2f}; memory in all {memory:.2f}")


def status(site: Site, rounds: int) -> None:
    print(f"status of {site.count} catalogs")
    folder = site.root / "locales"
    peers: dict[str, Turn] = {}
    if pocount := program("pocount"):
        peers["pocount"] = Turn([pocount, "uk", "en"], folder)
    if msgfmt := program("msgfmt"):
        # One file a process: msgfmt puts several into one catalog, and refuses the second header.
        loop = f"find uk en -name '*.po' -exec {shlex.quote(msgfmt)} --statistics -o /dev/null {{}} ';'"
        peers["msgfmt --statistics"] = Turn(["sh", "-c", loop], folder)
    for name in ("pocount", "msgfmt"):
        if program(name) is None:
            print(f"  {name}: absent")
    ours = {"status, cold": site.turn("status", before=site.forget), "status, warm": site.turn("status")}
    found = measured(ours | peers, rounds)
    for name in peers:
        show(name, found[name])
    for name, target in zip(ours, ("1/5", "1/20"), strict=True):
        beside(name, found[name], {peer: found[peer] for peer in peers}, target)


def edit(site: Site, rounds: int) -> None:
    print(f"update of {site.count} articles after 50 were edited")
    cost(site.turn("update").command, site.root)
    turns = {
        "start-up (--version)": Turn([site.dvomova, "--version"], site.root),
        "update, nothing edited": site.turn("update"),
        "update, 50 edited": site.turn("update", before=lambda: site.edit(50)),
    }
    found = measured(turns, rounds)
    for name, took in found.items():
        show(name, took)
    beyond = found["update, 50 edited"].clock - found["start-up (--version)"].clock
    print(f"  beyond start-up {beyond:.2f} s, target 1 s")


def lay_out(pages: Sequence[Path], count: int, root: Path) -> None:
    root.mkdir(parents=True)
    (root / "dvomova.toml").write_text('source = "en"\n')
    for number in range(count):
        shutil.copyfile(pages[number % len(pages)], root / f"p{number:05}.en.md")


def readable(pages: Sequence[Path], po4a_updatepo: str, place: Path) -> list[Path]:
    """Those that po4a can read: others stop it."""
    command = [po4a_updatepo, "-f", "text", "-o", "markdown", "-p", str(place / "x.po"), "-m"]
    fine = []
    for page in pages:
        (place / "x.po").unlink(missing_ok=True)
        if subprocess.run([*command, str(page)], capture_output=True, check=False).returncode == 0:
            fine.append(page)
    return fine


def extract(folder: Path, rounds: int, place: Path, jobs: Sequence[str]) -> None:
    pages = sorted(path for path in folder.rglob("*.md") if path.is_file() and path.stat().st_size > 400)
    random.Random(len(pages)).shuffle(pages)
    print(f"extract of real pages: {len(pages)} below {folder}")
    po4a, updatepo = program("po4a"), program("po4a-updatepo")
    if updatepo:
        pages = readable(pages, updatepo, place)
        print(f"  {len(pages)} of them po4a can read")
    dvomova = program("dvomova") or ""
    costs = {}
    for count in (1_000, 5_000):
        root = place / f"pages-{count}"
        lay_out(pages, count, root)
        ours = Turn([dvomova, "extract", ".", *jobs], root, lambda root=root: _clear(root))
        turns = {f"extract, {count} pages": ours}
        if po4a and count == 1_000:
            (root / "po4a.cfg").write_text(
                "[po4a_langs] uk\n[po4a_paths] all.pot uk:uk.po\n"
                + "".join(
                    f'[type: text] {path.name} uk:out/{path.name} opt:"-o markdown"\n'
                    for path in sorted(root.glob("*.md"))
                )
            )
            turns["po4a, one catalog"] = Turn(
                [po4a, "--no-translations", "-q", "po4a.cfg"], root, lambda root=root: _clear(root)
            )
        found = measured(turns, rounds)
        name, *peers = found
        for peer in peers:
            show(peer, found[peer])
        beside(name, found[name], {peer: found[peer] for peer in peers}, "1/4")
        costs[count] = found[name]
    print(f"  one of 5,000 against one of 1,000: CPU {costs[5_000].cpu / costs[1_000].cpu / 5:.2f}")


def _clear(root: Path) -> None:
    for name in ("locales", ".dvomova"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name in ("all.pot", "uk.po"):
        (root / name).unlink(missing_ok=True)


def compiled(rounds: int, place: Path) -> None:
    count = 100_000
    print(f"compile of one catalog of {count} units")
    root = place / "one"
    path = root / "locales/uk/LC_MESSAGES/news/izium.po"
    path.parent.mkdir(parents=True)
    path.write_text(catalogs.catalog(count), "utf-8")
    (root / "news").mkdir()
    (root / "news/izium.en.md").write_text("One.\n")
    name = str(path.relative_to(root))
    bundle = path.with_suffix(".mo")
    dvomova = program("dvomova") or ""
    turns = {"compile": Turn([dvomova, "compile", name], root, lambda: bundle.unlink(missing_ok=True))}
    if msgfmt := program("msgfmt"):
        turns["msgfmt"] = Turn([msgfmt, "-o", "a.mo", name], root)
        turns["msgfmt --no-hash"] = Turn([msgfmt, "--no-hash", "-o", "a.mo", name], root)
    found = measured(turns, rounds)
    for peer in list(found)[1:]:
        show(peer, found[peer])
    beside("compile", found.pop("compile"), found, "1.0")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--articles", default="500,5000", help="sizes of newsrooms (%(default)s)")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="of Markdown files, for extract")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each command (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the texts (%(default)s)")
    parser.add_argument("--jobs", help="processes that dvomova uses; else what it thinks best")
    given = parser.parse_args()
    parts = given.parts or PARTS
    jobs = ["--jobs", given.jobs] if given.jobs else []
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{os.cpu_count()} processors, load {load}, Python {sys.version.split()[0]}")
    with TemporaryDirectory() as temporary:
        place = Path(temporary)
        sizes = sorted(map(int, given.articles.split(",")))
        if {"site", "status", "edit"} & set(parts):
            wanted = sizes if "site" in parts else sizes[-1:]
            sites = {size: Site(place / str(size), size, given.seed, jobs) for size in wanted}
            whole(sites, given.rounds)
            if "status" in parts:
                status(sites[sizes[-1]], given.rounds)
            if "edit" in parts:
                edit(sites[sizes[-1]], given.rounds)
        if "extract" in parts:
            if given.pages:
                extract(given.pages, given.rounds, place, jobs)
            else:
                print("extract: left out without --pages")
        if "compile" in parts:
            compiled(given.rounds, place)
    print("load " + ", ".join(f"{one:.1f}" for one in os.getloadavg()))


if __name__ == "__main__":
    main()
