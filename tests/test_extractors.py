"""dvomova's readers as extractors of Babel's: with the real pybabel, in a project that lives on it."""

from __future__ import annotations

import io
import subprocess
import sys
import tomllib
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract

from dvomova import extractors, registry
from dvomova.document import comments, parse

pytestmark = pytest.mark.interop

IZIUM = """\
---
title: The bridge at Izium
lead: Nine weeks
---

# A bridge, again

<!-- dvomova: note a town, not a raisin -->

The old bridge was blown up in March. Engineers
built a [new one](https://example.org/bridge) in nine weeks.

> “We cross it every day,” says Olena Koval.
"""
BRIDGE = "Міст в Ізюмі\n\nСтарий міст підірвали в березні. Новий збудували за дев’ять тижнів.\n"
CFG = """\
[python: **.py]

[dvomova_markdown: articles/**.md]
front-matter = title, lead

[dvomova_text: articles/**.txt]
encoding = windows-1251
segment = paragraph
"""
TOML = """\
[[mappings]]
method = "python"
pattern = "**.py"

[[mappings]]
method = "dvomova_markdown"
pattern = "articles/**.md"
front-matter = ["title", "lead"]

[[mappings]]
method = "dvomova_text"
pattern = "articles/**.txt"
encoding = "windows-1251"
segment = "paragraph"
"""


def pybabel(desk, mapping, *options, code=0):
    command = ["extract", "-F", mapping, "-o", "messages.pot", "--no-wrap", *options, "."]
    done = subprocess.run(
        [Path(sys.executable).with_name("pybabel"), *command], cwd=desk.root, capture_output=True, check=False
    )
    assert (done.returncode == 0) == (code == 0), done.stderr.decode()
    return done.stderr.decode()


@pytest.fixture
def project(desk):
    desk.write("app.py", "print(_('Send'))\n")
    desk.write("articles/izium.en.md", IZIUM)
    desk.write("articles/міст.txt", BRIDGE.encode("windows-1251"))
    desk.write("babel.cfg", CFG)
    desk.write("babel.toml", TOML)
    return desk


@pytest.mark.parametrize("mapping", ["babel.cfg", "babel.toml"])
def test_a_project_on_babel_gets_segments_in_its_template(project, mapping):
    pybabel(project, mapping)
    found = [
        (entry.msgid, entry.comment, entry.occurrences)
        for entry in polib.pofile(project.root / "messages.pot")
    ]
    md, txt = "articles/izium.en.md", "articles/міст.txt"
    assert found == [
        ("Send", "", [("app.py", "1")]),
        ("The bridge at Izium", "title", [(md, "2")]),
        ("Nine weeks", "lead", [(md, "3")]),
        ("A bridge, again", "title", [(md, "6")]),
        ("The old bridge was blown up in March.", "paragraph\nnote: a town, not a raisin", [(md, "10")]),
        (
            "Engineers built a [new one](https://example.org/bridge) in nine weeks.",
            "paragraph, continued",
            [(md, "10")],
        ),
        ("“We cross it every day,” says Olena Koval.", "quote", [(md, "13")]),
        ("Міст в Ізюмі", "title", [(txt, "1")]),
        (
            "Старий міст підірвали в березні. Новий збудували за дев’ять тижнів.",
            "standfirst",
            [(txt, "3")],
        ),
    ]


def test_the_template_goes_the_way_of_all_templates(project):
    pybabel(project, "babel.cfg")
    tool = Path(sys.executable).with_name("pybabel")
    begin = [tool, "-q", "init", "-i", "messages.pot", "-d", "translations", "-l", "uk"]
    subprocess.run(begin, cwd=project.root, check=True, capture_output=True)
    catalog = "translations/uk/LC_MESSAGES/messages.po"
    project.translate(catalog, {"The old bridge was blown up in March.": "Старий міст підірвали в березні."})
    project.replace("articles/izium.en.md", "# A bridge", "# The bridge")
    pybabel(project, "babel.cfg")
    renew = [tool, "-q", "update", "-i", "messages.pot", "-d", "translations", "-l", "uk"]
    subprocess.run(renew, cwd=project.root, check=True, capture_output=True)
    targets = project.targets(catalog)
    assert targets["The old bridge was blown up in March."] == "Старий міст підірвали в березні."
    assert "The bridge, again" in targets


@pytest.mark.parametrize("name", ["text", "markdown"])
def test_what_babel_gets_is_what_dvomova_reads(name):
    data = IZIUM.encode()
    found = list(getattr(extractors, name)(io.BytesIO(data), (), (), {"language": "en"}))
    form, splitter = registry.load("formats", name), registry.load("segmenters", "sentence")
    read = parse(IZIUM, extractors.Recipe(form, splitter), language="en")
    assert [text for _line, _function, text, _comments in found] == [one.text for one in read.segments]
    assert [said for *_rest, said in found] == [list(comments(read, i)) for i in range(len(read.segments))]
    lines = IZIUM.splitlines()
    for line, _function, text, _comments in found:
        assert text.split()[0].strip("“") in lines[line - 1]


@pytest.mark.parametrize(
    ("name", "options", "language"),
    [
        ("a.txt", {}, "uk"),  # by its script
        ("a.en.txt", {}, "en"),
        ("content/en/a.txt", {}, "en"),
        ("content/en/a.txt", {"language": "ua"}, "uk"),
        ("a.uk.txt", {"language": "en"}, "en"),
    ],
)
def test_the_language_is_told_by_option_or_name_or_script(desk, monkeypatch, name, options, language):
    """Not by the folders above the project, whatever they are called."""
    path = desk.write(f"en/{name}", BRIDGE)
    monkeypatch.chdir(desk.root / "en")
    asked = []
    monkeypatch.setattr(
        extractors, "parse", lambda *given, **named: asked.append(named["language"]) or parse(*given, **named)
    )
    with path.open("rb") as file:
        assert len(list(extract("dvomova_text", file, options=options))) == 3
    assert asked == [language]


@pytest.mark.parametrize(
    ("option", "what"),
    [
        ("segments = paragraph", "there is no key “segments”: did you mean “segment”?"),
        ("segment = word", "there is no segmentation called “word”"),
        ("language = de", "“de” is not a language dvomova knows"),
        ("encoding = klingon", "there is no encoding called “klingon”"),
        ("", "articles/міст.txt:1: byte 2 (0xf1) is not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(project, option, what):
    project.write("wrong.cfg", "[dvomova_text: articles/**.txt]\n" + option + "\n")
    assert what in pybabel(project, "wrong.cfg", code=1)


def test_options_that_babel_looks_at_itself_are_no_matter(project):
    project.write("b.cfg", "[dvomova_text: **.md]\nkeywords = _l\nadd_comments = NOTE:\n")
    pybabel(project, "b.cfg")


def test_messages_come_with_their_keys_and_plural_forms_and_subtitles_by_sentences(desk):
    desk.write(
        "en.json", '{"menu": {"open": "Open"}, "n_one": "{{count}} item", "n_other": "{{count}} items"}\n'
    )
    cues = "1\n00:00:01,000 --> 00:00:02,000\nOne goes\n\n2\n00:00:02,100 --> 00:00:03,000\non. Two.\n"
    desk.write("film.en.srt", cues)
    desk.write("b.cfg", "[dvomova_i18next: **.json]\n[dvomova_subrip: **.srt]\nsubtitles = sentence\n")
    pybabel(desk, "b.cfg")
    found = polib.pofile(str(desk.root / "messages.pot"))
    assert [(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in found] == [
        ("menu.open", "Open", ""),
        ("n", "{{count}} item", "{{count}} items"),
        (None, "One goes on.", ""),
        (None, "Two.", ""),
    ]


def test_each_format_has_its_entry_point():
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    built_in = registry.names("formats")
    assert project["entry-points"]["babel.extractors"] == {
        f"dvomova_{name.replace('-', '_')}": f"dvomova.extractors:{name}" for name in built_in
    }


def test_nothing_else_is_an_extractor():
    with pytest.raises(AttributeError):
        _ = extractors.docs
    assert not hasattr(extractors, "__path__")
