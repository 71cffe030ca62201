"""merge-driver, by the real git in repositories of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import polib
import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
ALSO = "dvomova: also translated as “{}”"

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


class Repository:
    """A repository with a translated article in it, in which dvomova merges."""

    def __init__(self, desk) -> None:
        self.desk, self.root = desk, desk.root
        here = desk.root / "bin"
        here.mkdir()
        (here / "dvomova").write_text(f'#!/bin/sh\nexec {sys.executable} -m dvomova "$@"\n')
        (here / "dvomova").chmod(0o755)
        self.environment = desk.environment | {
            "PATH": f"{here}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(desk.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        }
        self("init", "-q", "-b", "main")
        self("config", "user.name", "A")
        self("config", "user.email", "a@example.org")
        desk.write(".gitignore", "bin/\n.dvomova/\n")

    def __call__(self, *arguments, code=0):
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=self.environment, capture_output=True, check=False
        )
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == code, said
        return said

    def commit(self):
        self("add", "-A")
        self("commit", "-q", "-m", "x")

    def branch(self, name, work):
        """``work`` done on a branch of its own that leaves main."""
        self("checkout", "-q", "-B", name, "main")
        work()
        self.commit()

    def merge(self, ours, theirs, *, code=0):
        """Merge what two people did."""
        self.branch("theirs", theirs)
        self.branch("ours", ours)
        return self("merge", "--no-edit", "theirs", code=code)


@pytest.fixture
def repository(translated):
    repository = Repository(translated)
    translated.ok("init", "--git", "--yes")
    repository.commit()
    return repository


def entries(desk):
    """The catalog, which has to be valid."""
    path = desk.root / CATALOG
    if shutil.which("msgfmt"):
        subprocess.run(["msgfmt", "-c", "-o", os.devnull, path], check=True, capture_output=True)
    return {entry.msgid: entry for entry in polib.pofile(str(path))}


def test_edits_of_different_units_merge_cleanly(repository):
    desk = repository.desk
    first, *_between, last = desk.sentences[1:]
    repository.merge(
        lambda: desk.translate(CATALOG, {first: "Наш переклад"}),
        lambda: desk.translate(CATALOG, {last: "Їхній переклад"}),
    )
    found = entries(desk)
    assert (found[first].msgstr, found[last].msgstr) == ("Наш переклад", "Їхній переклад")
    assert not any(entry.fuzzy for entry in found.values())


def test_neighbours_too(repository):
    """Where git's own merge sees a conflict: lines side by side."""
    desk = repository.desk
    one, two = desk.sentences[1:3]
    repository.merge(
        lambda: desk.translate(CATALOG, {one: "Наш"}), lambda: desk.translate(CATALOG, {two: "Їхній"})
    )
    assert [entries(desk)[text].msgstr for text in (one, two)] == ["Наш", "Їхній"]


def test_the_same_unit_on_both_sides_is_a_conflict_and_a_valid_catalog(repository):
    desk = repository.desk
    text = desk.sentences[1]
    said = repository.merge(
        lambda: desk.translate(CATALOG, {text: "Наш"}),
        lambda: desk.translate(CATALOG, {text: "Їхній"}),
        code=1,
    )
    assert f"CONFLICT (content): Merge conflict in {CATALOG}" in said
    assert f"{CATALOG}: 1 segment translated differently on both sides; ours stays, flagged" in said
    assert f"Next: `dvomova edit` to choose, then `git add {CATALOG}`" in said
    entry = entries(desk)[text]
    assert entry.msgstr == "Наш"
    assert entry.fuzzy
    assert ALSO.format("Їхній") in entry.tcomment
    assert "UU " in repository("status", "--short")
    desk.ok("edit", "--prompt", stdin="Спільний\n")
    repository("add", CATALOG)
    repository("commit", "--no-edit", "-q")
    assert entries(desk)[text].msgstr == "Спільний"


def edit_source(desk, old, new):
    desk.replace("izium.en.txt", old, new)
    desk.ok("update")


def test_new_and_removed_units_and_edits_of_both_sides(repository):
    desk = repository.desk
    opening = desk.sentences[0]

    def ours():
        edit_source(desk, "nine weeks", "ten weeks")
        desk.translate(CATALOG, {opening: "Наш заголовок"})

    def theirs():
        edit_source(desk, " It carries buses again.", "")
        desk.replace("izium.en.txt", "The old bridge", "Read this. The old bridge")
        desk.ok("update")
        desk.translate(CATALOG, {"Read this.": "Прочитайте це."})
        desk.translate(CATALOG, {desk.sentences[2]: "Дев’ять тижнів."})

    # The document is prose, which git merges by lines: here it has to be told.
    repository("config", "merge.union.driver", "true")
    repository.merge(ours, theirs, code=1)
    found = entries(desk)
    assert found["Read this."].msgstr == "Прочитайте це."
    edited = found["Engineers built a new one in ten weeks."]
    assert (edited.msgstr, edited.fuzzy) == ("Дев’ять тижнів.", True)
    assert edited.previous_msgid == desk.sentences[2]
    assert found[opening].msgstr == "Наш заголовок"
    assert found["It carries buses again."].obsolete
    assert CATALOG not in repository("diff", "--name-only", "--diff-filter=U")


def test_both_add_the_same_catalog(repository):
    desk = repository.desk

    def add(word):
        desk.write("kyiv.en.txt", "One. Two.\n")
        desk.ok("update", "kyiv.en.txt")
        desk.translate("locales/uk/LC_MESSAGES/kyiv.po", {"One.": "Один.", "Two.": word})

    said = repository.merge(lambda: add("Два."), lambda: add("Двоє."), code=1)
    assert "Merge conflict in locales/uk/LC_MESSAGES/kyiv.po" in said
    file = polib.pofile(str(desk.root / "locales/uk/LC_MESSAGES/kyiv.po"))
    assert [entry.msgstr for entry in file] == ["Один.", "Два."]
    assert [entry.fuzzy for entry in file] == [False, True]


def test_a_configuration_in_the_middle_of_a_merge_is_no_obstacle(repository):
    desk = repository.desk
    desk.write("dvomova.toml", "wrap = 0\n")
    repository("checkout", "-q", "main")
    repository.commit()
    one, two = desk.sentences[1:3]

    def side(width, text):
        desk.translate(CATALOG, {text: "Новий"})
        desk.write("dvomova.toml", f"wrap = {width}\n")

    repository.merge(lambda: side(70, one), lambda: side(80, two), code=1)
    assert "<<<<<<<" in desk.read("dvomova.toml")
    assert [entries(desk)[text].msgstr for text in (one, two)] == ["Новий", "Новий"]


def test_textconv_shows_texts_and_states(repository):
    desk = repository.desk
    desk.replace("izium.en.txt", "nine", "ten")
    desk.ok("update")
    said = repository("diff", CATALOG)
    assert "-en  Engineers built a new one in nine weeks." in said
    assert "+# out of date" in said
    assert "msgid" not in said
    assert "PO-Revision" not in said


# Without git: the files themselves.


def header(**fields):
    fields = {"Language": "uk", "Content-Type": "text/plain; charset=UTF-8"} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{name}: {value}\\n"\n' for name, value in fields.items())


def entry(source, target, before=""):
    return f'\n{before}msgid "{source}"\nmsgstr "{target}"\n'


def merged(desk, base, ours, theirs, *options, code=0):
    for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
        desk.write(name, text)
    outcome = desk.run("merge-driver", "base", "ours", "theirs", "7", "a.po", *options)
    assert outcome.code == code, outcome
    return desk.read("ours")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ({"X-Mine": "1"}, {"X-Mine": "2"}, {"X-Mine": "1"}, {"X-Mine": "2"}),
        ({"X-Mine": "1"}, {"X-Mine": "1"}, {"X-Mine": "2"}, {"X-Mine": "2"}),
        ({"X-Mine": "1"}, {"X-Mine": "1"}, {}, {}),
        ({}, {}, {"X-New": "1"}, {"X-New": "1"}),
        (
            {"PO-Revision-Date": "2026-01-01 00:00+0200"},
            {"PO-Revision-Date": "2026-03-01 09:30+0200", "Last-Translator": "Ми"},
            {"PO-Revision-Date": "2026-03-01 09:00+0000", "Last-Translator": "Вони"},
            {"PO-Revision-Date": "2026-03-01 09:00+0000", "Last-Translator": "Вони"},
        ),
        (
            {},
            {"PO-Revision-Date": "2026-03-01 09:30+0200", "Last-Translator": "Ми"},
            {"PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE", "Last-Translator": "Вони"},
            {"PO-Revision-Date": "2026-03-01 09:30+0200", "Last-Translator": "Ми"},
        ),
        ({"X-Dvomova-Built": "aa"}, {"X-Dvomova-Built": "bb aa"}, {"X-Dvomova-Built": "cc aa"}, {}),
        (
            {"X-Dvomova-Built": "a"},
            {"X-Dvomova-Built": "a"},
            {"X-Dvomova-Built": "b"},
            {"X-Dvomova-Built": "b"},
        ),
        (
            {"Plural-Forms": "nplurals=2;"},
            {"Plural-Forms": "nplurals=3;", "PO-Revision-Date": "2026-01-01 00:00+0200"},
            {"Plural-Forms": "nplurals=4;", "PO-Revision-Date": "2026-02-01 00:00+0200"},
            {"Plural-Forms": "nplurals=3;", "PO-Revision-Date": "2026-02-01 00:00+0200"},
        ),
    ],
)
def test_headers(desk, base, ours, theirs, expected):
    text = merged(desk, header(**base), header(**ours), header(**theirs))
    assert text == header(**expected)


def test_comments_at_the_head_are_merged(desk):
    text = merged(desk, header(), "# ours\n" + header(), "# theirs\n" + header())
    assert text == "# ours\n# theirs\n" + header()


def test_lines_that_nobody_touched_stay_as_they_were(desk):
    odd = '\n#.note\n#:  a.md   b.md\nmsgid ""\n"Од"\n"ин"\nmsgstr "1"\n'
    text = merged(
        desk,
        header() + odd + entry("b", "2"),
        header() + odd + entry("b", "3"),
        header() + odd + entry("b", "2") + entry("c", "4"),
    )
    assert text == header() + odd + entry("b", "3") + entry("c", "4")


def test_line_ends_are_ours(desk):
    ours = (header() + entry("a", "1") + entry("b", "2")).replace("\n", "\r\n")
    theirs = header() + entry("a", "1") + entry("b", "3") + entry("c", "4")
    base = header() + entry("a", "1") + entry("b", "2")
    text = merged(desk, base, ours, theirs)
    assert text == theirs.replace("\n", "\r\n")


@pytest.mark.parametrize("base", ["", "<<<<<<< HEAD\n", "nonsense"])
def test_without_a_base_nothing_counts_as_removed(desk, base):
    text = merged(desk, base, header() + entry("a", "1"), header() + entry("b", "2"))
    assert text == header() + entry("a", "1") + entry("b", "2")


@pytest.mark.parametrize("broken", ["ours", "theirs"])
def test_what_is_no_catalog_is_told_and_ours_left(desk, broken):
    good, bad = header() + entry("a", "1"), "nonsense\n"
    sides = {"ours": good, "theirs": good} | {broken: bad}
    assert merged(desk, good, **sides, code=3) == sides["ours"]


def test_an_empty_file_of_ours_takes_the_header_of_theirs(desk):
    theirs = header() + entry("a", "1")
    assert merged(desk, "", "", theirs) == theirs


@pytest.mark.parametrize("flag", ["--dry-run", "--check"])
def test_trying_it_writes_nothing(desk, flag):
    ours, theirs = header() + entry("a", ""), header() + entry("a", "1")
    assert merged(desk, ours, ours, theirs, flag, code=int(flag == "--check")) == ours


def test_json_names_the_conflicts(desk):
    for name, target in (("base", ""), ("ours", "1"), ("theirs", "2")):
        desk.write(name, header() + entry("a", target))
    outcome = desk.run("merge-driver", "base", "ours", "theirs", "--json")
    assert outcome.code == 1
    assert outcome.json["conflicts"] == [{"context": None, "source": "a", "targets": ["1"]}]
    assert outcome.json["path"] == "ours"
