"""With the index and without it, whatever happens in between: the same files, the same words."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Desk

from dvomova.catalogs import scan
from dvomova.workflow import across, bundling, reading, records
from dvomova.workflow.left import TRACES
from dvomova.workflow.project import open_project

CATALOG = "locales/uk/LC_MESSAGES/{}.po"
SENTENCES = [
    "The bridge carries buses again.",
    "The bridge carries trams again.",
    "Olena Koval crosses it every day.",
    "Engineers built it in nine weeks.",
    "Read more.",
    "Photo.",
    "It was rebuilt. It stands.",
    "<b>Raw</b>",
]
NAMES = ["a", "b", "news/c"]
CONFIG = '[[documents]]\npattern = "{path}.{lang}.md"\nsource = "en"\n'


@pytest.fixture
def newsroom(desk):
    desk.write("dvomova.toml", CONFIG)
    for number, name in enumerate(NAMES):
        desk.write(f"{name}.en.md", "\n\n".join(SENTENCES[number : number + 3]) + "\n")
    desk.ok("update")
    return desk


@pytest.fixture
def parsed(monkeypatch):
    """The documents that are read and split."""
    found = []
    original = reading.document

    def document(article, project):
        found.append(article.domain)
        return original(article, project)

    monkeypatch.setattr(reading, "document", document)
    return found


def test_what_did_not_change_is_not_read(newsroom, parsed):
    outcome = newsroom.ok("update")
    assert parsed == []
    assert "a (en → uk): 3 unchanged" in outcome.err
    assert "Nothing to write" in outcome.err
    assert "`dvomova edit` to translate" in outcome.err


@pytest.mark.parametrize(
    ("change", "read"),
    [
        (lambda desk: desk.replace("a.en.md", "trams", "buses and trams"), {"a"}),
        (lambda desk: desk.replace(CATALOG.format("b"), 'msgstr ""\n\n#', 'msgstr "Так."\n\n#'), {"b"}),
        (lambda desk: (desk.root / CATALOG.format("b")).unlink(), {"b"}),
        (lambda desk: desk.replace("locales/b.pot", "Olena", "Olha"), {"b"}),
        (lambda desk: (desk.root / "locales/b.pot").unlink(), {"b"}),
        (lambda desk: desk.write("dvomova.toml", "shortest = 2\n" + CONFIG), set(NAMES)),
        (lambda desk: desk.write("dvomova.toml", "wrap = 40\n" + CONFIG), set(NAMES)),
        (lambda desk: desk.write("dvomova.toml", 'exact = "accept"\n' + CONFIG), set()),
        (lambda desk: (desk.root / "a.en.md").touch(), set()),
        (lambda desk: (desk.root / ".dvomova/index.db").unlink(), set(NAMES)),
        (lambda desk: desk.ok("undo"), set(NAMES)),
        (lambda desk: desk.ok("extract"), set()),
    ],
    ids=[
        "document", "catalog", "no catalog", "template", "no template", "rules", "width", "exact", "touched",
        "no index", "undone", "extracted",
    ],
)  # fmt: skip
def test_what_changed_is(newsroom, parsed, change, read):
    change(newsroom)
    parsed.clear()
    newsroom.ok("update")
    assert set(parsed) == read
    parsed.clear()
    assert "Nothing to write" in newsroom.ok("update").err
    assert parsed == []


@pytest.fixture
def built(newsroom, parsed):
    for name in NAMES:
        newsroom.translate(CATALOG.format(name))
    newsroom.ok("update")
    newsroom.ok("build")
    newsroom.ok("compile")
    parsed.clear()
    return newsroom


def test_what_was_built_is_not_built_again(built, parsed):
    assert "Nothing to write" in built.ok("build").err
    assert parsed == []


def test_the_stamp_of_build_is_no_work_for_update_and_status(built, parsed, monkeypatch):
    monkeypatch.setattr(scan, "count", None)
    monkeypatch.setattr(across, "packed", None)
    assert "4 unchanged" not in built.ok("update").err
    assert parsed == []
    assert built.states() == {"translated": 9}
    built.write("new.en.md", SENTENCES[0])
    built.ok("update", "new.en.md")
    assert parsed == ["new"]


@pytest.mark.parametrize(
    ("change", "command", "read"),
    [
        (lambda desk: desk.write("a.uk.md", "Своє.\n"), "build", {"a"}),
        (lambda desk: (desk.root / "a.uk.md").unlink(), "build", {"a"}),
        (lambda desk: desk.replace(CATALOG.format("b"), "Пере", "Знову"), "build", {"b"}),
        (lambda desk: desk.replace("a.en.md", "trams", "buses and trams"), "build", {"a"}),
        (lambda desk: None, "build --stale mark", set(NAMES)),
        (lambda desk: desk.ok("update"), "build", set()),
    ],
    ids=["edited by hand", "removed", "translation", "original", "option", "updated"],
)
def test_what_changed_is_built(built, parsed, change, command, read):
    change(built)
    parsed.clear()
    built.run(*command.split())
    assert set(parsed) == read


def test_what_has_to_be_looked_at_is_told_every_time(built):
    built.write("a.uk.md", "Своє.\n")
    first = built.run("build")
    assert first.code == 1
    assert built.run("build") == first


def test_bundles_are_compiled_again_when_something_changed(built, monkeypatch):
    compiled = []
    original = bundling.compile_article

    def compile_article(article, project, options):
        compiled.append(article.domain)
        return original(article, project, options)

    monkeypatch.setattr(bundling, "compile_article", compile_article)
    first = built.ok("compile")
    assert "a: 3 texts, 0 left out" in first.err
    assert compiled == []
    (built.root / CATALOG.format("b")).with_suffix(".mo").write_bytes(b"")
    built.replace(CATALOG.format("a"), "Пере", "Знову")
    built.ok("compile")
    assert compiled == ["a", "b"]
    built.ok("compile", "--to", "i18next")
    assert compiled == ["a", "b", *NAMES]


def test_rules_of_the_project_are_looked_at(newsroom, parsed):
    rules = (Path(__file__).parents[1] / "cases/srx").glob("*.srx")
    newsroom.write("rules.srx", min(rules).read_bytes())
    newsroom.write("dvomova.toml", 'segmentation = "rules.srx"\n' + CONFIG)
    newsroom.ok("update")
    newsroom.write("rules.srx", newsroom.read("rules.srx").replace("</srx>", "<!-- changed --></srx>"))
    parsed.clear()
    newsroom.ok("update")
    assert set(parsed) == set(NAMES)
    (newsroom.root / "rules.srx").unlink()
    assert newsroom.run("update").code == 3


def test_programs_are_always_looked_at(desk):
    desk.write("dvomova.toml", '[[messages]]\ndomain = "shop"\nfiles = ["src/*.py"]\n')
    desk.write("src/a.py", '_("Buy")\n')
    desk.ok("update")
    desk.write("src/b.py", '_("Sell")\n')
    assert "1 unchanged, 1 new" in desk.ok("update").err


def test_what_is_told_of_an_article_is_told_again(desk):
    desk.write("a.en.md", "One.\n\n<div>Raw text</div>\n\n<p>More</p>\n")
    desk.ok("update", "a.en.md")
    before = desk.ok("update", "-v")
    assert before.err.count("text inside raw HTML") >= 1
    assert desk.ok("update", "-v") == before
    assert "text inside raw HTML" not in desk.ok("update", "-v", LANGUAGE="uk").err


def test_a_dry_run_leaves_nothing_to_be_believed(newsroom, parsed):
    newsroom.replace("a.en.md", "Olena", "Olha")
    newsroom.ok("update", "--dry-run")
    parsed.clear()
    assert "wrote" in newsroom.ok("update").err
    assert "a" in parsed


def test_an_error_is_told_every_time(newsroom):
    newsroom.write(CATALOG.format("b"), 'msgid "a\n')
    first = newsroom.run("update")
    assert first.code == 3
    assert newsroom.run("update") == first


def test_what_an_update_tells_the_index_is_what_is_read_in_the_files(newsroom):
    newsroom.translate(CATALOG.format("a"), {SENTENCES[0]: "Автобуси.", SENTENCES[1]: "Трамваї."})
    newsroom.replace("a.en.md", "buses", "more buses")
    newsroom.replace("a.en.md", SENTENCES[1], "Something else altogether, new and long.")
    newsroom.ok("update")
    told, fresh = open_project(newsroom.root), open_project(newsroom.root)
    for name in NAMES:
        path = CATALOG.format(name)
        noted = records.record(path, told.index)
        kept = told.index.peek(TRACES, path)
        fresh.index.fact = lambda *_arguments: None
        assert noted == records.record(path, fresh.index)
        from dvomova.workflow.across import _units

        assert kept
        assert kept == fresh.index.found(TRACES, path, lambda data, path=path: packed_of(_units(data, path)))


def packed_of(units):
    from dvomova.catalogs.traces import packed

    return packed(units)


def test_many_processes_at_once_show_nothing_of_it(newsroom):
    index = newsroom.root / ".dvomova/index.db"
    for _round in range(3):
        index.unlink()
        running = [newsroom.start("status", "--json") for _process in range(3)]
        running.append(newsroom.start("update", "--json"))
        for process in running:
            out, err = process.communicate(timeout=60)
            assert (process.returncode, err) == (0, b"")
            assert json.loads(out)["errors"] == []
    assert newsroom.states() == {"untranslated": 9}


TEXT = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map("\n\n".join)
NAME = st.sampled_from(NAMES)
EDIT = st.one_of(
    st.tuples(st.just("write"), NAME, TEXT),
    st.tuples(st.just("keep_time"), NAME, TEXT),
    st.tuples(st.just("move"), NAME, NAME),
    st.tuples(st.just("remove"), NAME),
    st.tuples(st.just("translate"), NAME, st.sampled_from(["Так", "Інакше"])),
    st.tuples(st.just("set_back"), NAME),
    st.tuples(
        st.just("config"), st.sampled_from(["", 'exact = "accept"\n', "shortest = 2\n", "wrap = 40\n"])
    ),
    st.just(("drop_index",)),
    st.just(("old_index",)),
)
RUN = st.sampled_from([
    "update", "update", "update -v", "update --dry-run", "update --json", "update a.en.md", "update b a",
    "update --format text a.en.md",
    "status", "status --json", "accept --all", "extract", "build", "build --drafts",
    "build --json", "compile", "undo", "compile --json",
])  # fmt: skip
STEP = st.tuples(EDIT, RUN)


_CLOCK = re.compile(r"\b\d\d:\d\d\b")
"""What ``undo`` says of when a command was run: the two may run in different minutes."""


class Pair:
    """Two desks on which the same is done; one has no index, the other one whatever came of it."""

    def __init__(self, root: Path) -> None:
        self.with_index, self.without = self.desks = [Desk(root / "with"), Desk(root / "without")]
        self.old: bytes | None = None
        for desk in self.desks:
            desk.write("dvomova.toml", CONFIG)

    def do(self, action, *details):
        if action in {"drop_index", "old_index"}:
            getattr(self, action)(self.with_index.root / ".dvomova/index.db")
        else:
            for desk in self.desks:
                getattr(self, action)(desk, *details)

    def run(self, command):
        (self.without.root / ".dvomova/index.db").unlink(missing_ok=True)
        one, two = (desk.run(*command.split()) for desk in self.desks)
        assert "Traceback" not in one.err
        assert one._replace(err=_CLOCK.sub("", one.err)) == two._replace(err=_CLOCK.sub("", two.err))
        assert self.with_index.files() == self.without.files()

    def drop_index(self, path):
        self.old = path.read_bytes() if path.exists() else self.old
        path.unlink(missing_ok=True)

    def old_index(self, path):
        kept = path.read_bytes() if path.exists() else None
        if self.old:
            path.write_bytes(self.old)
        self.old = kept

    def write(self, desk, name, text):
        desk.write(f"{name}.en.md", text + "\n")

    def keep_time(self, desk, name, text):
        path = desk.root / f"{name}.en.md"
        if path.exists():
            stat = path.stat()
            padded = text.encode()[: stat.st_size].ljust(stat.st_size)
            path.write_bytes(padded)
            os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    def remove(self, desk, name):
        (desk.root / f"{name}.en.md").unlink(missing_ok=True)

    def move(self, desk, one, two):
        """Some of one article goes to another."""
        paths = [desk.root / f"{name}.en.md" for name in (one, two)]
        if one != two and all(path.exists() for path in paths):
            first, *rest = paths[0].read_text("utf-8").strip().split("\n\n")
            paths[0].write_text("\n\n".join(rest) + "\n", "utf-8")
            paths[1].write_text(paths[1].read_text("utf-8") + "\n" + first + "\n", "utf-8")

    def translate(self, desk, name, word):
        if (desk.root / CATALOG.format(name)).exists():
            desk.translate(CATALOG.format(name), lambda source: f"{word} {source}")

    def set_back(self, desk, name):
        """As version control does it: what was there before, with the time of now."""
        path = desk.root / CATALOG.format(name)
        kept = path.with_suffix(".kept")
        if kept.exists():
            shutil.copy(kept, path)
        elif path.exists():
            shutil.copy(path, kept)

    def config(self, desk, line):
        desk.write("dvomova.toml", line + CONFIG)


@settings(max_examples=int(os.environ.get("DVOMOVA_EXAMPLES", "10")))
@given(st.lists(STEP, min_size=6, max_size=12))
def test_nothing_depends_on_the_index(steps):
    with TemporaryDirectory() as folder:
        pair = Pair(Path(folder))
        for number, name in enumerate(NAMES):
            pair.do("write", name, "\n\n".join(SENTENCES[number : number + 4]))
        pair.run("update")
        pair.do("translate", "a", "Так")
        for edit, command in steps:
            pair.do(*edit)
            pair.run(command)
        for command in ("update -v", "status", "update --json", "status --json"):
            pair.run(command)
