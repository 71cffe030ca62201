"""Rules of segmentation change; no translation is flagged or lost, and every document is built as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

NEWSROOM = Path(__file__).parents[2] / "examples" / "newsroom"
SRX = """\
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
  <header segmentsubflows="yes" cascade="yes"/>
  <body>
    <languagerules>
      <languagerule languagerulename="Team">
        <rule break="yes"><beforebreak>[,;:]</beforebreak><afterbreak>\\s</afterbreak></rule>
        <rule break="no"><beforebreak>\\b\\w{1,7}\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
      </languagerule>
    </languagerules>
    <maprules><languagemap languagepattern=".*" languagerulename="Team"/></maprules>
  </body>
</srx>
"""
RULES = {
    "finer and coarser": 'segmentation = "team.srx"',
    "only these": 'segmentation = "team.srx"\nbuilt-in-rules = false',
    "no short ones": "shortest = 9",
    "lists and quotes whole": 'whole = ["list item", "quote", "paragraph"]',
    "paragraphs": 'segment = "paragraph"',
}


@pytest.fixture
def newsroom(desk):
    """The example newsroom, translated to the last segment and built."""
    shutil.copytree(NEWSROOM, desk.root, dirs_exist_ok=True)
    desk.ok("update")
    for catalog in sorted(desk.root.rglob("*.po")):
        desk.translate(catalog.relative_to(desk.root).as_posix())
    for built in ("articles/library.uk.md",):
        (desk.root / built).unlink()
    desk.ok("build")
    return desk


def documents(desk):
    return {name: text for name, text in desk.files().items() if name.startswith("articles/")}


def catalogs(desk):
    return sorted(path.relative_to(desk.root).as_posix() for path in desk.root.rglob("*.po"))


def change_rules(desk, lines):
    articles = (NEWSROOM / "dvomova.toml").read_text("utf-8")
    desk.write("dvomova.toml", f"{lines}\n{articles}")
    desk.write("team.srx", SRX)
    return desk.ok("update")


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_nothing_is_flagged_only_because_a_rule_changed(newsroom, rules):
    before = newsroom.states()
    assert set(before) == {"translated"}
    built = documents(newsroom)
    sources = {catalog: set(newsroom.targets(catalog)) for catalog in catalogs(newsroom)}
    outcome = change_rules(newsroom, rules)
    assert outcome.err.count("split by other rules than before (sentence 1)") == 3
    assert set(newsroom.states()) == {"translated"}
    newsroom.ok("build")
    assert documents(newsroom) == built
    if "finer" not in rules:
        assert {catalog: set(newsroom.targets(catalog)) for catalog in catalogs(newsroom)} != sources


@pytest.mark.parametrize("rules", RULES.values(), ids=RULES)
def test_rules_taken_back_flag_nothing_either(newsroom, rules):
    built = documents(newsroom)
    change_rules(newsroom, rules)
    change_rules(newsroom, "")
    assert set(newsroom.states()) == {"translated"}
    newsroom.ok("build")
    assert documents(newsroom) == built


def test_what_is_out_of_date_stays_so_and_nothing_else_becomes_it(newsroom):
    newsroom.replace("articles/seeds.en.txt", "seed", "grain")
    newsroom.ok("update")
    stale = newsroom.states()["stale"]
    change_rules(newsroom, "shortest = 9")
    assert newsroom.states()["stale"] <= stale
    assert newsroom.states().keys() == {"stale", "translated"}
    change_rules(newsroom, "")
    assert newsroom.states()["stale"] <= stale


def test_the_catalog_says_by_which_rules_it_was_cut(newsroom):
    catalog = "locales/en/LC_MESSAGES/articles/bridge.po"
    assert "X-Dvomova-Segmenter: sentence 1\\n" in newsroom.read(catalog)
    assert "split by" not in newsroom.ok("update").err
    change_rules(newsroom, 'never-after = ["ради."]')
    assert "X-Dvomova-Segmenter: sentence 1+" in newsroom.read(catalog)
    change_rules(newsroom, 'segment = "paragraph"')
    assert "X-Dvomova-Segmenter: paragraph\\n" in newsroom.read(catalog)


def test_what_is_not_translated_is_cut_by_the_new_rules(desk):
    desk.write("a.en.md", "First thing; second thing. Third thing.\n")
    desk.ok("update", "a.en.md")
    desk.write("team.srx", SRX)
    desk.write("dvomova.toml", 'segmentation = "team.srx"\n')
    desk.ok("update", "a.en.md")
    assert list(desk.targets("locales/uk/LC_MESSAGES/a.po")) == ["First thing;", "second thing. Third thing."]


@pytest.mark.parametrize("text", ["How many came? 2022! Nobody knew.", "2022! Nobody knew. 400!"])
def test_numbers_that_stand_alone_are_neither_lost_nor_doubled(desk, text):
    desk.write("a.en.md", text + "\n")
    desk.ok("update", "a.en.md")
    desk.translate("locales/uk/LC_MESSAGES/a.po")
    for rules in ('segment = "paragraph"', "", 'segment = "paragraph"'):
        desk.write("dvomova.toml", rules)
        desk.ok("update", "a.en.md")
        desk.ok("build")
        assert set(desk.states()) == {"translated"}
        assert desk.read("a.uk.md").replace("Пере ", "") == text + "\n"
        assert desk.ok("update", "a.en.md", "--check")


def test_template_and_catalog_are_cut_alike(desk):
    desk.write("dvomova.toml", 'segment = "paragraph"')
    desk.write("a.en.md", "The bridge fell. Workers came. They built one.\n")
    desk.ok("update", "a.en.md")
    desk.translate("locales/uk/LC_MESSAGES/a.po")
    desk.write("dvomova.toml", "")
    for command in ("update", "extract"):
        desk.ok(command, "a.en.md")
        assert desk.targets("locales/a.pot").keys() == desk.targets("locales/uk/LC_MESSAGES/a.po").keys()
