"""glossary: a table that a person edits, and drafts and checks that go by it."""

from __future__ import annotations

import json

import polib
import pytest

GLOSSARY = """\
uk,en,forbidden_uk,part_of_speech,note
міст,bridge,,,
Ізюм,Izium,,proper noun,a town
автобус,bus,маршрутка,,
"""


@pytest.fixture
def terms(translated):
    translated.write("glossary.csv", GLOSSARY)
    return translated


def test_what_is_added_is_found(desk):
    desk.ok("glossary", "add", "павербанк|портативна батарея", "power bank", "--not-uk", "зовнішня батарея")
    desk.ok("glossary", "add", "Signal", "--do-not-translate")
    before = desk.read("glossary.csv")
    assert "already" in desk.ok("glossary", "add", "Павербанк", "Power bank").err
    assert desk.read("glossary.csv") == before
    (one,) = desk.ok("glossary", "search", "двома", "павербанками", "--json").json["terms"]
    assert one["en"]["terms"] == ["power bank"]
    out = desk.ok("glossary", "search", "Signal").out
    assert out == "Signal = Signal  (not translated)\n"
    assert desk.ok("glossary", "search", "батаре").out.splitlines()[1] == "    not: зовнішня батарея"
    assert desk.ok("glossary", "search", "дрон").err == "The glossary has nothing like it.\n"


def test_add_needs_both_languages_and_writes_nothing_in_a_dry_run(desk):
    assert desk.run("glossary", "add", "дрон").code == 2
    desk.ok("glossary", "add", "дрон", "drone", "-n")
    assert desk.run("glossary", "add", "дрон", "drone", "--check").code == 1
    assert desk.files() == {}


def test_names_are_romanised_as_the_state_does_unless_the_glossary_says_otherwise(desk):
    assert "Balakliia by resolution 55" in desk.run("glossary", "add", "Балаклія").err
    assert "Balakliia by resolution 55" in desk.ok("glossary", "search", "Балаклія").err
    assert "resolution" not in desk.ok("glossary", "search", "хата").err
    desk.ok("glossary", "add", "Балаклія", "Balakleya")
    outcome = desk.ok("glossary", "search", "Балаклія")
    assert (outcome.out, outcome.err) == ("Балаклія = Balakleya\n", "")


def test_what_was_added_can_be_undone(desk):
    desk.ok("glossary", "add", "дрон", "drone")
    desk.ok("undo")
    assert desk.files() == {}


def test_files_are_named_by_the_configuration(desk):
    desk.write("dvomova.toml", 'glossary = ["ours.csv", "theirs.tbx"]\n')
    outcome = desk.run("glossary", "search", "міст")
    assert (outcome.code, "ours.csv: there is no such file" in outcome.err) == (3, True)
    desk.write("ours.csv", GLOSSARY)
    desk.write("x.csv", "uk,en\nрічка,river\n")
    desk.write(
        "theirs.tbx",
        '<tbx><text><body><conceptEntry><langSec xml:lang="uk"><termSec><term>річка</term></termSec>'
        '</langSec><langSec xml:lang="en"><termSec><term>river</term></termSec></langSec></conceptEntry>'
        "</body></text></tbx>",
    )
    assert desk.ok("glossary", "search", "мости", "річки").out == "міст = bridge\nрічка = river\n"
    assert "0 of 1 are new" in desk.ok("glossary", "import", "x.csv").err
    desk.write("dvomova.toml", 'glossary = "terms.doc"\n')
    assert desk.run("glossary", "search", "міст").code == 2


@pytest.mark.parametrize("form", ["csv", "tbx", "2.tbx", "po"])
def test_what_is_exported_is_imported(terms, form):
    out = terms.ok("glossary", "export", "--to", form).out
    terms.ok("glossary", "export", f"all.{form}")
    assert terms.read(f"all.{form}") == out
    before = terms.ok("glossary", "search", "Ізюм", "--json").json["terms"]
    terms.write("glossary.csv", "")
    assert "3 of 3 are new" in terms.ok("glossary", "import", f"all.{form}").err
    assert terms.ok("glossary", "search", "Ізюм", "--json").json["terms"] == before


def test_what_is_not_understood_is_told(terms):
    terms.write("theirs.csv", "uk,en,owner\nлист,letter,me\n")
    err = terms.ok("glossary", "import", "theirs.csv").err
    assert "theirs.csv:1: left out: owner" in err
    bad = terms.run("glossary", "import", "theirs.csv", "none.tbx", "glossary.csv")
    assert bad.code == 3
    assert "none.tbx" in bad.err
    assert "glossary.csv: 0 of 4 are new" in bad.err


def test_check(terms):
    catalog = "locales/uk/LC_MESSAGES/izium.po"
    terms.translate(
        catalog,
        {
            "The bridge at Izium": "Міст в Ізюмі",
            "The old bridge was blown up in March.": "Старий місток підірвали в березні.",
            "It carries buses again.": "Ним знову ходять маршрутки.",
        },
    )
    outcome = terms.run("glossary", "check", "--json")
    assert outcome.code == 1
    assert [one["faults"] for one in outcome.json["segments"]] == [
        [{"kind": "missing", "term": "bridge", "expected": "міст", "found": ""}],
        [{"kind": "forbidden", "term": "buses", "expected": "автобус", "found": "маршрутки"}],
    ]
    out = terms.run("glossary", "check").out
    assert "izium.en.txt:3  izium#" in out
    assert "    “buses” is called “автобус”, not “маршрутки”" in out


def test_edit_shows_the_terms_and_tells_what_is_missing(terms):
    terms.replace("izium.en.txt", "It carries", "The bridge carries")
    terms.ok("update")
    outcome = terms.ok("edit", "--prompt", stdin="Він знову возить автобуси.\n")
    assert "    bridge = міст\n    buses = автобус; not: маршрутка\n" in outcome.err
    assert "    “bridge” is called “міст”\n" in outcome.err


def test_edit_in_an_editor_shows_them_too(terms):
    terms.replace("izium.en.txt", "It carries", "The bridge carries")
    terms.ok("update")
    terms.write("editor.sh", '#!/bin/sh\ncp "$1" seen.txt\n').chmod(0o755)
    terms.ok("edit", EDITOR=str(terms.root / "editor.sh"))
    assert "# bridge = міст\n" in terms.read("seen.txt")


def test_a_match_counts_for_less_where_the_glossary_is_against_it(terms):
    terms.write(
        "more.tsv",
        "uk\ten\nЦе нова маршрутка тут.\tThis is a new bus here.\nЦе новий тролейбус.\tA new bus is it.\n",
    )
    terms.ok("tm", "import", "more.tsv")
    terms.write("second.en.txt", "This is a new bus here, now.\n")
    terms.ok("update", "second.en.txt")
    (article,) = terms.ok("translate", "second", "--at-least", "50", "--json").json["articles"]
    (draft,) = article["drafts"]
    assert [penalty for penalty in draft["penalties"] if penalty["reason"] == "forbidden"] == [
        {"reason": "forbidden", "points": 10}
    ]
    (entry,) = polib.pofile(str(terms.root / "locales/uk/LC_MESSAGES/second.po"))
    assert ", forbidden -10" in entry.tcomment
    assert "a forbidden term −10" in terms.ok("tm", "search", "This is a new bus here.").out


def test_a_match_with_the_term_is_before_one_without(terms):
    terms.write(
        "more.tsv",
        "uk\ten\nЦей трамвай тут зелений.\tThis bus here is green.\n"
        "Цей автобус тут зелений.\tThis bus here is green.\n",
    )
    terms.ok("tm", "import", "more.tsv")
    terms.write("second.en.txt", "This bus here is greenish.\n")
    terms.ok("update", "second.en.txt")
    (article,) = terms.ok("translate", "second", "--at-least", "50", "--json").json["articles"]
    assert article["drafts"][0]["target"] == "Цей автобус тут зелений."


@pytest.mark.parametrize("command", [["translate"], ["glossary", "check"], ["edit", "--prompt"]])
def test_a_glossary_that_cannot_be_read_is_told_once(terms, command):
    terms.write("second.en.txt", "One.\n")
    terms.write("third.en.txt", "Two.\n")
    terms.ok("update", "second.en.txt", "third.en.txt")
    terms.write("glossary.csv", "a,b\n")
    outcome = terms.run(*command)
    assert outcome.code == 3
    assert (
        outcome.err.count("glossary.csv:1: the first line must name the columns uk and en: known are:") == 1
    )


def test_candidates(desk):
    desk.write(
        "a.en.txt",
        "Today Olena Koval saw a power bank. We like Izium. In Izium a power bank costs much.\n\n"
        "They asked Olena Koval about Izium. A power bank works.\n",
    )
    desk.ok("update", "a.en.txt")
    desk.translate(
        "locales/uk/LC_MESSAGES/a.po",
        {
            "Today Olena Koval saw a power bank.": "Сьогодні Олена Коваль бачила павербанк.",
            "We like Izium.": "Нам подобається Ізюм.",
            "In Izium a power bank costs much.": "В Ізюмі павербанки дорогі.",
            "They asked Olena Koval about Izium.": "Вони питали Олену Коваль про Ізюм.",
            "A power bank works.": "Павербанк працює.",
        },
    )
    found = desk.ok("glossary", "candidates", "--at-least", "2", "--json").json["candidates"]
    assert {(one["kind"], one["uk"], one["en"]) for one in found} == {
        ("name", "Ізюм", "Izium"),
        ("name", "Олена Коваль", "Olena Koval"),
        ("term", "павербанк", "power bank"),
    }
    desk.ok("glossary", "add", "Ізюм", "Izium")
    out = desk.ok("glossary", "candidates", "--at-least", "2").out
    assert "Ізюм" not in out
    assert out.splitlines()[0].split() == ["KIND", "SEGMENTS", "UKRAINIAN", "ENGLISH", "OFFICIAL"]
    desk.write("dvomova.toml", 'protect = ["Олена Коваль"]\n')
    assert "Koval" not in json.dumps(desk.ok("glossary", "candidates", "--at-least", "2", "--json").json)


def test_terms_are_put_past_a_machine(desk):
    desk.write("a.uk.md", "Він купив павербанк у Харкові. ТЦК мовчить.\n")
    desk.write("glossary.csv", "uk,en\nпавербанк,power bank\nТЦК,TRC\n")
    desk.ok("update", "a.uk.md")
    desk.ok("translate", "--engine", "pseudo", "--yes")
    drafts = desk.targets("locales/en/LC_MESSAGES/a.po")
    assert "power bank" in drafts["Він купив павербанк у Харкові."]
    assert "TRC" in drafts["ТЦК мовчить."]


FAULTS = {
    "The bridge at Izium": "Міст в Ізюмі",
    "The old bridge was blown up in March.": "Старий місток підірвали в березні.",
    "It carries buses again.": "Ним знову ходять маршрутки.",
}


def test_check_is_also_one_of_the_checks(terms):
    terms.translate("locales/uk/LC_MESSAGES/izium.po", FAULTS)
    outcome = terms.ok("check", "--select", "glossary", "--json")
    missing, forbidden = outcome.json["findings"]
    assert (missing["message"], missing["severity"]) == ("“bridge” is called “міст”", "warning")
    places = {one["side"]: forbidden[one["side"]][one["start"] : one["end"]] for one in forbidden["spans"]}
    assert places == {"source": "buses", "target": "маршрутки"}
    assert "glossary" not in terms.run("check", "--ignore", "glossary", "--json").out
    assert terms.run("check", "--select", "glossary", "--fail-level", "warning").code == 1
    terms.write("dvomova.toml", 'glossary = ["none.csv"]\n')
    assert terms.run("check").code == 3


def test_what_a_comment_ignores_is_right_for_both_commands(terms):
    catalog = "locales/uk/LC_MESSAGES/izium.po"
    terms.translate(catalog, FAULTS)
    terms.replace(catalog, 'msgid "The old', '# dvomova: ignore glossary — a footbridge\nmsgid "The old')
    assert len(terms.run("glossary", "check", "--json").json["segments"]) == 1
    assert "1 ignored" in terms.ok("check", "--select", "glossary").err


def test_without_a_glossary_nothing_is_found(translated):
    translated.translate("locales/uk/LC_MESSAGES/izium.po", FAULTS)
    assert translated.ok("check", "--select", "glossary").out == ""


def test_two_finished_versions_go_by_the_glossary_too(desk):
    desk.write("glossary.csv", GLOSSARY)
    desk.write("a.en.md", "The bridge was blown up in March 2022.\n\nIt carries 12 buses a day again.\n")
    desk.write("a.uk.md", "Міст підірвали в березні 2022 року.\n\nВін знову пропускає 12 машин на день.\n")
    [finding] = desk.ok("check", "--json", "--select", "glossary", "a.en.md", "a.uk.md").json["findings"]
    assert finding["message"] == "“buses” is called “автобус”"
