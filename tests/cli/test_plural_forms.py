"""Plural forms of message files: what is edited in the translated file goes into the catalog."""

from __future__ import annotations

import json

import pytest

from dvomova.catalogs import po

PO = "locales/uk/LC_MESSAGES/app.po"
CONFIG = '[[documents]]\npattern = "app.{lang}.json"\nformat = "i18next"\nsource = "en"\n'
ENGLISH = {"files_one": "{{count}} file", "files_other": "{{count}} files", "bridge": "Bridge"}
UKRAINIAN = {"one": "{{count}} файл", "few": "{{count}} файли", "many": "{{count}} файлів"}
FOUR = (
    "nplurals=4; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : "
    "n%10==0 || (n%10>=5 && n%10<=9) || (n%100>=11 && n%100<=14) ? 2 : 3);"
)


def write(desk, language, messages):
    desk.write(f"app.{language}.json", json.dumps(messages, ensure_ascii=False, indent=2) + "\n")


def said(desk, language="uk"):
    return json.loads(desk.read(f"app.{language}.json"))


def forms(desk):
    (unit,) = (unit for unit in po.parse(desk.read(PO)).units if unit.plural)
    return unit.targets


def ukrainian(**changed):
    texts = UKRAINIAN | {"other": UKRAINIAN["many"]} | changed
    return {f"files_{category}": text for category, text in texts.items()} | {"bridge": "Міст"}


@pytest.fixture
def program(desk):
    """Built, with all forms."""
    desk.write("dvomova.toml", CONFIG)
    write(desk, "en", ENGLISH)
    write(desk, "uk", ukrainian())
    desk.ok("align", "app.en.json", "app.uk.json")
    desk.ok("build")
    assert forms(desk) == tuple(UKRAINIAN.values())
    assert said(desk) == ukrainian()
    return desk


@pytest.mark.parametrize(("index", "category"), [(0, "one"), (1, "few"), (2, "many")])
def test_a_form_that_is_edited_is_taken_in(program, category, index):
    new = "{{count}} інакше"
    write(program, "uk", ukrainian(**{category: new}))
    assert "1 translated there already" in program.ok("update").err
    assert forms(program)[index] == new
    assert program.states() == {"translated": 2}
    program.ok("build")
    shared = {"many": new, "other": new} if category == "many" else {category: new}
    assert said(program) == ukrainian(**shared)
    assert "unchanged" in program.ok("update").err


def test_what_the_catalog_has_no_form_for_is_not_overwritten(program):
    """Fractions: 1,5 файлу. With a form of their own in the header they have one in the catalog."""
    mine = ukrainian(other="{{count}} файлу", few="{{count}} теки")
    write(program, "uk", mine)
    program.ok("update")
    outcome = program.run("build")
    assert "not in the catalog: {{count}} файлу" in outcome.err
    assert "left alone" in outcome.err
    assert said(program) == mine
    assert forms(program) == tuple(UKRAINIAN.values())
    header = next(line for line in program.read(PO).splitlines() if "Plural-Forms" in line)
    program.replace(PO, header, f'"Plural-Forms: {FOUR}\\n"')
    program.ok("update")
    assert forms(program) == ("{{count}} файл", "{{count}} теки", "{{count}} файлів", "{{count}} файлу")
    program.ok("build")
    assert said(program) == mine


def test_edited_on_both_sides_neither_is_lost(program):
    program.replace(PO, "файли", "теки")
    write(program, "uk", ukrainian(many="{{count}} документів"))
    program.ok("update")
    assert "left alone" in program.run("build").err
    assert said(program)["files_many"] == "{{count}} документів"
    assert forms(program)[1] == "{{count}} теки"


def test_a_translation_that_was_made_in_the_file_alone(desk):
    desk.write("dvomova.toml", CONFIG)
    write(desk, "en", ENGLISH)
    desk.ok("update")
    desk.ok("build")
    assert said(desk) == ENGLISH
    desk.ok("update")
    assert forms(desk) == ("", "", "")
    write(desk, "uk", ukrainian())
    desk.ok("update")
    assert forms(desk) == tuple(UKRAINIAN.values())


def test_a_message_that_is_out_of_date_stays_so(program):
    write(program, "en", ENGLISH | {"files_other": "{{count}} new files"})
    write(program, "uk", ukrainian(few="{{count}} нові"))
    program.ok("update")
    assert forms(program)[1] == "{{count}} нові"
    assert program.states() == {"stale": 1, "translated": 1}
