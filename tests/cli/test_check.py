"""``dvomova check``: what it tells, how it ends, and what it leaves alone."""

import contextlib
import io
import json
import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from unittest import mock

import jsonschema
import pytest

from dvomova.cli import run

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: uk\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && '
    '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
)
NUMBERS = ("The strike killed 12 people.", "Загинула 21 людина.")
QUOTES = ("“We are ready,” he said.", '"Ми готові", — сказав він.')
RIGHT = ("The bridge is open.", "Міст відкрито.")
PAGE = Path(__file__).parents[2] / "docs" / "checks.md"
SCHEMA = Path(__file__).parents[1] / "cases" / "sarif.schema.json"


def po(*pairs, header=HEADER, comment=""):
    quoted = [[json.dumps(text, ensure_ascii=False) for text in pair] for pair in pairs]
    return header + "".join(f"\n{comment}msgid {source}\nmsgstr {target}\n" for source, target in quoted)


def checks(outcome):
    return [finding["check"] for finding in outcome.json["findings"]]


@pytest.fixture
def bad(desk):
    desk.write("a.po", po(RIGHT, NUMBERS, QUOTES))
    return desk


def test_findings_with_their_places_and_the_mend(bad):
    outcome = bad.run("check", "a.po")
    assert outcome.code == 1
    assert "a.po:11  error [numbers]" in outcome.out
    assert "12 in the source, 21 in the translation" in outcome.out
    lines = outcome.out.splitlines()
    under = lines[lines.index("    > Загинула 21 людина.") + 1]
    assert under.index("^") == "    > Загинула 21 людина.".index("21")
    assert '[-"-]{+«+}Ми готові[-"-]{+»+}' in outcome.out
    assert "3 translations checked: 1 error, 1 warning, 0 for a look." in outcome.err


def test_json_says_it_all(bad):
    outcome = bad.run("check", "--json", "a.po")
    document = outcome.json
    assert document["version"] == 1
    [numbers, quotes] = document["findings"]
    assert (numbers["check"], numbers["severity"], numbers["line"]) == ("numbers", "error", 11)
    sides = {span["side"]: (span["start"], span["end"]) for span in numbers["spans"]}
    assert numbers["source"][slice(*sides["source"])] == "12"
    assert numbers["target"][slice(*sides["target"])] == "21"
    assert quotes["fix"] == "«Ми готові», — сказав він."
    assert document["summary"]["units"] == 3
    assert bad.run("check", "--format", "json", "a.po").out == outcome.out


def test_good_catalogs_end_well(desk):
    desk.write("a.po", po(RIGHT))
    outcome = desk.ok("check", "a.po")
    assert outcome.out == ""


@pytest.mark.parametrize(
    ("options", "found", "code"),
    [
        (["--select", "numbers"], ["numbers"], 1),
        (["--select", "form"], ["quotes"], 0),
        (["--ignore", "content"], ["quotes"], 0),
        (["--ignore", "numbers,quotes"], [], 0),
        (["--ignore", "numbers", "--fail-level", "warning"], ["quotes"], 1),
    ],
)
def test_what_is_asked(bad, options, found, code):
    outcome = bad.run("check", "--json", *options, "a.po")
    assert (checks(outcome), outcome.code) == (found, code)


def test_a_check_that_there_is_none_of(bad):
    outcome = bad.run("check", "--select", "nubmers", "a.po")
    assert outcome.code == 2
    assert "did you mean “numbers”?" in outcome.err


def test_the_configuration_chooses_and_weighs(bad):
    bad.write(
        "dvomova.toml",
        '[check]\nignore = ["numbers"]\nseverity = { quotes = "error" }\nfail-level = "error"\n',
    )
    outcome = bad.run("check", "--json", "a.po")
    assert (checks(outcome), outcome.code) == (["quotes"], 1)
    assert outcome.json["findings"][0]["severity"] == "error"


def test_a_list_of_calques_of_the_house(desk):
    desk.write("a.po", po(("The bridge is open.", "Міст є відкритим на протязі дня.")))
    desk.write("dvomova.toml", '[check]\nselect = ["calque"]\ncalques = { "є відкритим" = "відкрито" }\n')
    [finding] = desk.ok("check", "--json", "a.po").json["findings"]
    assert finding["message"] == "“є відкритим”: better “відкрито”"


def test_house_style(desk):
    desk.write("a.po", po(("The house – a school – burned.", "Будинок – школа – згорів.")))
    assert checks(desk.ok("check", "--json", "a.po")) == []
    desk.write("dvomova.toml", '[check]\ndash = "—"\nquotes = "any"\n')
    assert checks(desk.run("check", "--json", "a.po")) == ["dash", "dash"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[check]\ndash = "~"', "“check.dash” must be one of any, —, –"),
        ("[check]\nselekt = []", "did you mean “select”?"),
        ('[check]\nseverity = { quotes = "bad" }', "must be one of error, warning, info"),
        ("check = 1", "“check” must be a table"),
        ('[check]\nplaces = ["Kiev"]', "“check.places” must be a table of texts"),
        ('[check]\nseverity = { qotes = "info" }', "there is no check called “qotes”"),
    ],
)
def test_what_is_wrong_with_a_configuration(bad, text, told):
    bad.write("dvomova.toml", text)
    outcome = bad.run("check", "a.po")
    assert outcome.code == 2
    assert told in outcome.err


def test_mending_changes_what_is_mechanical_and_nothing_else(bad):
    before = bad.read("a.po")
    outcome = bad.run("check", "--fix", "a.po")
    assert outcome.code == 1
    assert "[-" in outcome.err
    assert bad.read("a.po") == before.replace('\\"Ми готові\\"', "«Ми готові»")
    again = bad.run("check", "--fix", "a.po")
    assert bad.read("a.po") == before.replace('\\"Ми готові\\"', "«Ми готові»")
    assert "Nothing to write" in again.err
    bad.ok("undo")
    assert bad.read("a.po") == before


def test_a_dry_run_mends_nothing_and_says_what_it_would(bad):
    before = bad.files()
    outcome = bad.run("check", "--fix", "--dry-run", "a.po")
    assert "would write a.po" in outcome.err
    assert bad.files() == before


IGNORED = "# dvomova: ignore numbers — the agency was wrong\n"
DEAD = "what its comment ignores was another text"


def test_a_comment_ignores_a_check_until_a_text_changes(desk):
    desk.write("a.po", po(NUMBERS, comment=IGNORED))
    outcome = desk.ok("check", "a.po")
    assert "1 ignored" in outcome.err
    assert "ignore numbers@" in desk.read("a.po")
    assert "— the agency was wrong" in desk.read("a.po")
    before = desk.read("a.po")
    desk.ok("check", "a.po")
    assert desk.read("a.po") == before
    desk.replace("a.po", "21 людина", "22 людини")  # as a person does in Poedit
    outcome = desk.run("check", "a.po")
    assert (outcome.code, DEAD in outcome.err) == (1, True)
    desk.replace("a.po", "22 людини", "21 людина")
    assert DEAD not in desk.ok("check", "a.po").err
    desk.replace("a.po", "strike killed", "strikes killed")
    assert desk.run("check", "a.po").code == 1


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
def test_a_comment_is_left_as_it_is_where_nothing_is_written(desk, option):
    desk.write("a.po", po(NUMBERS, comment=IGNORED))
    before = desk.files()
    outcome = desk.run("check", option, "a.po")
    assert "1 ignored" in outcome.err
    assert outcome.code == (option == "--check")
    assert desk.files() == before


def test_a_comment_that_cannot_be_kept_holds_all_the_same(desk):
    desk.write("in/dvomova.toml", "")
    desk.write("a.po", po(NUMBERS, comment=IGNORED))  # of another project
    before = desk.read("a.po")
    assert "1 ignored" in desk.ok("check", "../a.po", here="in").err
    assert desk.read("a.po") == before


def test_a_comment_outlives_what_is_mended_and_says_the_same(desk):
    desk.write("a.po", po(("“We lost 12,” he said.", '"Ми втратили 21", — сказав він.'), comment=IGNORED))
    assert checks(desk.ok("check", "--fix", "--json", "a.po")) == []
    assert "«Ми втратили 21»" in desk.read("a.po")
    assert "1 ignored" in desk.ok("check", "a.po").err


WRONG = "It carries 12 buses again."
CATALOG = "locales/uk/LC_MESSAGES/izium.po"


@pytest.fixture
def ignoring(translated):
    """An article with a comment that somebody has just written, in another program."""
    translated.replace("izium.en.txt", "It carries buses again.", WRONG)
    translated.ok("update")
    translated.translate(CATALOG, {WRONG: "Ним знову ходять 13 автобусів."})
    translated.replace(CATALOG, f'msgid "{WRONG}"', f'{IGNORED}msgid "{WRONG}"')
    return translated


@pytest.mark.parametrize("between", [["check", "--select", "numbers"], ["update"], ["build"]])
def test_a_comment_that_a_changed_source_outlives_is_dead_and_told(ignoring, between):
    ignoring.ok(*between)
    ignoring.replace("izium.en.txt", WRONG, "It carries 14 buses again.")
    ignoring.ok("update")
    ignoring.ok("accept", "--all")
    outcome = ignoring.run("check", "--select", "numbers")
    assert (outcome.code, DEAD in outcome.err) == (1, True)


def test_an_update_that_sees_comment_and_new_source_at_once_lets_it_die(ignoring):
    ignoring.replace("izium.en.txt", WRONG, "It carries 14 buses again.")
    ignoring.ok("update", "--minor")
    outcome = ignoring.run("check", "--select", "numbers")
    assert (outcome.code, DEAD in outcome.err) == (1, True)


def test_a_comment_dies_when_edit_writes_another_translation(ignoring):
    ignoring.replace(CATALOG, IGNORED, "")
    [finding] = ignoring.run("check", "--json", "--select", "numbers").json["findings"]
    ignoring.replace(CATALOG, f'msgid "{WRONG}"', f'{IGNORED}msgid "{WRONG}"')
    ignoring.ok("edit", "--prompt", finding["segment"], stdin="Ним знову ходять 15 автобусів.\n")
    outcome = ignoring.run("check", "--select", "numbers")
    assert (outcome.code, DEAD in outcome.err) == (1, True)


def test_a_comment_outlives_that_the_other_side_leads_from_now_on(ignoring):
    ignoring.ok("build")
    ignoring.ok("swap", "izium")
    assert "1 ignored" in ignoring.ok("check", "--select", "numbers").err


def test_only_what_a_baseline_does_not_know(bad):
    bad.ok("check", "--baseline", "known.json", "--update-baseline", "a.po")
    assert "2 in the baseline" in bad.ok("check", "--baseline", "known.json", "a.po").err
    bad.write("a.po", po(("It cost $5.", "Це коштувало 6 доларів."), RIGHT, NUMBERS, QUOTES))
    outcome = bad.run("check", "--json", "--baseline", "known.json", "a.po")
    assert [finding["target"] for finding in outcome.json["findings"]] == ["Це коштувало 6 доларів."]
    assert outcome.json["summary"]["known"] == 2


def test_a_baseline_knows_as_many_of_a_kind_as_it_has(bad):
    bad.write("b.po", bad.read("a.po"))
    bad.ok("check", "--baseline", "known.json", "--update-baseline", "a.po")
    outcome = bad.run("check", "--json", "--baseline", "known.json", "a.po", "b.po")
    assert [finding["path"] for finding in outcome.json["findings"]] == ["b.po", "b.po"]


def test_a_baseline_that_is_missing_or_broken_is_no_pass(bad):
    assert bad.run("check", "--baseline", "known.json", "a.po").code == 2
    bad.write("known.json", "[]")
    outcome = bad.run("check", "--baseline", "known.json", "a.po")
    assert (outcome.code, "this is no baseline" in outcome.err) == (3, True)
    assert bad.run("check", "--update-baseline", "a.po").code == 2


def git(desk, *arguments):
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=desk.root, check=True, capture_output=True)


def test_only_units_that_changed_since_a_revision(bad):
    git(bad, "init", "-q")
    git(bad, "add", ".")
    git(bad, "commit", "-qm", "one")
    assert checks(bad.ok("check", "--json", "--since", "HEAD", "a.po")) == []
    bad.replace("a.po", "21 людина", "31 людина")
    assert checks(bad.run("check", "--json", "--since", "HEAD", "a.po")) == ["numbers"]


def test_units_that_are_not_finished_are_not_checked(desk):
    desk.write("a.po", po(NUMBERS, comment="#, fuzzy\n"))
    assert checks(desk.ok("check", "--json", "a.po")) == []


def test_a_catalog_that_cannot_be_read_is_a_finding(desk):
    desk.write("a.po", po(RIGHT) + "\n<<<<<<< HEAD\n")
    outcome = desk.run("check", "--json", "a.po")
    assert (checks(outcome), outcome.code) == (["header"], 1)
    assert outcome.json["findings"][0]["line"] == 10


def test_articles_by_name_or_all(translated):
    translated.replace("locales/uk/LC_MESSAGES/izium.po", "Пере The old bridge", "Пере the  old , bridge")
    assert "izium#" in translated.run("check").out
    assert translated.run("check", "izium").out == translated.run("check", "izium.en.txt").out


def test_two_finished_versions_are_aligned_and_checked(desk):
    desk.write("a.en.md", "The bridge was blown up in March 2022.\n\nIt carries 12 buses a day again.\n")
    desk.write(
        "a.uk.md", "Міст підірвали в березні 2022 року.\n\nВін знову пропускає 15 автобусів на день.\n"
    )
    outcome = desk.run("check", "--json", "a.en.md", "a.uk.md")
    [finding] = outcome.json["findings"]
    assert (finding["check"], finding["path"], finding["line"]) == ("numbers", "a.uk.md", 3)
    assert outcome.code == 1
    assert sorted(desk.files()) == ["a.en.md", "a.uk.md"]


def test_a_sentence_that_the_translation_does_not_have(desk):
    english = "The bridge was blown up in March 2022. Forty people stood on it. It carries 12 buses again.\n"
    desk.write("a.en.txt", english)
    desk.write("a.uk.txt", "Міст підірвали в березні 2022 року. Він знову пропускає 12 автобусів.\n")
    [finding] = desk.run("check", "--json", "a.en.txt", "a.uk.txt").json["findings"]
    assert (finding["check"], finding["source"]) == ("sentences", "Forty people stood on it.")


def test_protected_names_in_every_case_and_in_comments(desk):
    desk.write("dvomova.toml", 'protect = ["Олена Коваль"]\n')
    desk.write(
        "a.po",
        po(("She spoke to Olena Koval.", "Вона говорила з Оленою Коваль."))
        + '\n# ask Olena Koval\nmsgid "Yes."\nmsgstr "Так."\n'
        + '\nmsgid "Coming."\nmsgstr ""\n'
        + '\nmsgid "Thanks, Olena Koval."\nmsgstr ""\n',
    )
    outcome = desk.run("check", "--json", "--select", "protection", "a.po")
    assert checks(outcome) == ["protected"] * 3
    assert outcome.code == 1


def test_github(bad):
    first, _second = bad.run("check", "--format", "github", "a.po").out.splitlines()
    assert first.startswith("::error file=a.po,line=11,title=dvomova numbers::12 in the source, 21 in")
    assert "%0A" in first


def test_sarif_is_what_the_standard_says(bad):
    document = json.loads(bad.run("check", "--format", "sarif", "a.po").out)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    [run] = document["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in run["results"]] == ["numbers", "quotes"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]


def test_junit(bad):
    bad.replace("a.po", "Загинула", "Заг\u000b<инула")
    tree = ET.fromstring(bad.run("check", "--format", "junit", "a.po").out)
    [suite] = tree.findall("testsuite")
    assert suite.get("name") == "a.po"
    assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))


def test_html_is_a_page_that_escapes_what_it_shows(desk):
    desk.write("a.po", po(("Press <b>12</b> times.", "Натисніть <b>21</b> раз.")))
    page = desk.run("check", "--format", "html", "a.po").out
    assert "&lt;b&gt;<mark>21</mark>&lt;/b&gt;" in page
    assert "<b>21" not in page


def test_explaining_a_check_a_family_and_all(desk):
    out = desk.ok("check", "--explain", "numbers").out
    assert "1,250,000 is 1 250 000" in out
    assert "`Міністерство отримало від ЄС 1 250 000 грн.`" in out
    assert "## date" in desk.ok("check", "--explain", "content").out
    assert desk.run("check", "--explain", "nothing").code == 2


def test_the_page_of_checks_is_what_the_checks_say():
    # When this fails: LANGUAGE=en dvomova check --explain all > docs/checks.md
    with contextlib.redirect_stdout(io.StringIO()) as out, mock.patch.dict(os.environ, {"LANGUAGE": "en"}):
        assert run(["check", "--explain", "all"]) == 0
    assert out.getvalue() == PAGE.read_text("utf-8")


def test_checks_of_a_projects_own(bad):
    bad.write(
        "house.py",
        "from dvomova.checks.base import Flaw, check\n"
        "from dvomova.model import Severity\n"
        "@check('no-bridge', 'language', Severity.WARNING, title='A bridge', why='House rule.')\n"
        "def no_bridge(pair):\n"
        "    if 'Міст' in pair.target.text:\n"
        "        yield Flaw('no bridges here')\n",
    )
    bad.write("dvomova.toml", '[check]\nlocal = "house.py"\nselect = ["no-bridge"]\n')
    from dvomova.checks.base import REGISTRY

    try:
        assert checks(bad.ok("check", "--json", "a.po")) == ["no-bridge"]
    finally:
        REGISTRY.pop("no-bridge", None)


def test_checks_of_a_projects_own_that_fail(bad):
    bad.write("house.py", "1/0\n")
    bad.write("dvomova.toml", '[check]\nlocal = "house.py"\n')
    outcome = bad.run("check", "a.po")
    assert outcome.code == 2
    assert "ZeroDivisionError" in outcome.err


def test_a_catalog_of_another_language_is_checked_for_what_holds_in_all(desk):
    german = HEADER.replace("Language: uk", "Language: de")
    desk.write("de.po", po(("Hello {name}, it is on 4 March.", "Hallo {nom}, am 5. März."), header=german))
    assert checks(desk.run("check", "--json", "de.po")) == ["placeholder"]


def test_a_folder_of_catalogs_of_another_project(desk):
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: uk\\n"\n\n'
    for name in ("a", "deep/b"):
        desk.write(f"theirs/{name}.po", header + 'msgid "In 12 days."\nmsgstr "За 21 день."\n')
    outcome = desk.run("check", "theirs", "--json")
    assert [(one["path"], one["check"]) for one in outcome.json["findings"]] == [
        ("theirs/a.po", "numbers"),
        ("theirs/deep/b.po", "numbers"),
    ]
    assert outcome.code == 1


def test_what_a_catalog_held_is_forgotten_once_it_was_looked_at(desk, monkeypatch):
    """So memory does not grow with their number."""
    from dvomova.workflow.disk import Disk

    paths = [f"theirs/{number}.po" for number in range(3)]
    for path in paths:
        desk.write(path, po(RIGHT))
    disks, forget = [], Disk.forget
    monkeypatch.setattr(Disk, "forget", lambda disk, path: (disks.append(disk), forget(disk, path)))
    assert desk.ok("check", "theirs", "--json").json["summary"]["units"] == len(paths)
    assert [disk.seen(path) for disk in disks for path in paths] == [None] * len(paths) * len(disks)
    assert disks


def test_a_file_outside_the_project(desk):
    desk.write("inner/dvomova.toml", "")
    desk.write("a.po", po(RIGHT))  # any catalog of any project can be read
    assert checks(desk.ok("check", "--json", "../a.po", here="inner")) == []
    assert desk.run("check", "--fix", "../a.po", here="inner").code == 2
