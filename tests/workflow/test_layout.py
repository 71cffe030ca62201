"""init: file trees as people have them, and the patterns that are found in them."""

from __future__ import annotations

import re
import tomllib

import pytest

from dvomova.workflow.layout import Layout, find_layouts

TREES = {
    "articles side by side": (
        "news/izium.uk.md news/izium.en.md news/kyiv.uk.md",
        [Layout("news/{path}.{lang}.md", "uk", 1, 1)],
    ),
    "English leads where there is more of it": (
        "news/a.en.md news/b.en.md news/b.uk.md",
        [Layout("news/{path}.{lang}.md", "en", 1, 1)],
    ),
    "content folders": (
        "content/uk/a.md content/en/a.md content/en/x/b.md",
        [Layout("content/{lang}/{path}.md", "en", 1, 1)],
    ),
    "docs folders deep below": (
        "site-src/docs/uk/a.md site-src/docs/en/a.md",
        [Layout("site-src/docs/{lang}/{path}.md", "uk", 1, 0)],
    ),
    "languages at the top": ("uk/a.txt en/a.txt", [Layout("{lang}/{path}.txt", "uk", 1, 0)]),
    "names that are nothing but a language": (
        "docs/uk.md docs/en.md",
        [Layout("docs/{lang}.md", "uk", 1, 0)],
    ),
    "a README and its translation": ("README.md README.uk.md", [Layout("README.md", "", 1, 0)]),
    "ua for uk": ("a.ua.md a.en.md", [Layout("{path}.{lang}.md", "uk", 1, 0)]),
    "capitals": ("a.UK.md a.EN.md", [Layout("{path}.{lang}.md", "uk", 1, 0)]),
    "two kinds of files": (
        "a.uk.md a.en.md b.uk.txt",
        [Layout("{path}.{lang}.md", "uk", 1, 0), Layout("{path}.{lang}.txt", "uk", 0, 1)],
    ),
    "a README beside content": (
        "README.md README.uk.md content/en/a.md content/uk/a.md content/uk/b.md",
        [Layout("content/{lang}/{path}.md", "uk", 1, 1), Layout("README.md", "", 1, 0)],
    ),
    "nested folders of articles": (
        "news/2026/a.uk.md news/2025/b.en.md",
        [Layout("news/{path}.{lang}.md", "uk", 0, 2)],
    ),
    "no language in any name": ("README.md docs/a.md", []),
    "no documents": ("src/uk.py en/a.rtf a.uk.pdf", []),
    "hidden and installed ones": (
        ".git/a.uk.md node_modules/x/README.en.md .venv/b.en.md build/c.uk.md dist/uk/d.md",
        [],
    ),
    "a language inside a word": ("buk.md/x.md token.md ukraine/a.md men.uk.d/x.md", []),
}


@pytest.mark.parametrize(("tree", "layouts"), TREES.values(), ids=TREES)
def test_find_layouts(desk, tree, layouts):
    for name in tree.split():
        desk.write(name, "x\n")
    assert find_layouts(desk.root) == layouts


@pytest.mark.parametrize("tree", [tree for tree, layouts in TREES.values() if layouts])
def test_what_init_writes_finds_those_documents(desk, tree):
    for name in tree.split():
        desk.write(name, "Текст.\n" if re.search(r"\bu[ka]\.|\.u", name.lower()) else "Text.\n")
    outcome = desk.ok("init", "--yes")
    assert outcome.out.endswith(desk.read("dvomova.toml") + "\n") or desk.read("dvomova.toml") in outcome.out
    found = desk.ok("update", "--json").json["articles"]
    named = {
        article[key]
        for article in desk.ok("status", "--json").json["articles"]
        for key in ("source", "target")
    }
    assert found
    assert {name for name in tree.split() if name.endswith((".md", ".txt"))} <= named


def test_names_that_toml_has_to_escape(desk):
    desk.write('say "hi"/a.en.md', "x\n")
    desk.ok("init", "-y")
    (rule,) = tomllib.loads(desk.read("dvomova.toml"))["documents"]
    assert rule["pattern"] == 'say "hi"/{path}.{lang}.md'


def test_init_asks_first(desk):
    desk.write("a.en.md", "x\n")
    assert desk.ok("init", stdin="n\n").code == 0
    assert "dvomova.toml" not in desk.files()
    desk.ok("init", stdin="\n")
    assert "dvomova.toml" in desk.files()


def test_init_overwrites_nothing(desk):
    desk.write("a.en.md", "x\n")
    desk.write("dvomova.toml", "# mine\n")
    outcome = desk.run("init", "-y")
    assert outcome.code == 2
    assert "there is a configuration already" in outcome.err
    assert desk.read("dvomova.toml") == "# mine\n"


def test_init_without_documents_says_what_to_do(desk):
    outcome = desk.run("init")
    assert outcome.code == 2
    assert "dvomova update ARTICLE.en.md" in outcome.err
