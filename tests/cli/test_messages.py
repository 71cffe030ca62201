"""Message files through the commands: i18next and Rails, read by the real i18next and by PyYAML."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
import yaml

CONFIG = """\
locales = "catalogs"
source = "{source}"

[[documents]]
pattern = "locales/{{lang}}/{{path}}.json"
format = "i18next"

[[documents]]
pattern = "config/locales/{{lang}}.yml"
format = "rails"
"""
ENGLISH = {
    "title": "Power banks of {{town}}",
    "menu": {"open": "Open", "close": "Close"},
    "item_one": "{{count}} power bank",
    "item_other": "{{count}} power banks",
    "place_ordinal_one": "{{count}}st",
    "place_ordinal_two": "{{count}}nd",
    "place_ordinal_few": "{{count}}rd",
    "place_ordinal_other": "{{count}}th",
    "nested": "$t(title), please",
}
RAILS = """\
en:
  hello: "Hello, %{name}!" # to the reader
  items:
    one: "%{count} item"
    other: "%{count} items"
"""
JSON_PO, RAILS_PO = "catalogs/{}/LC_MESSAGES/locales/shop.po", "catalogs/{}/LC_MESSAGES/config/locales.po"


@pytest.fixture
def shop(desk):
    desk.write("dvomova.toml", CONFIG.format(source="en"))
    desk.write("locales/en/shop.json", json.dumps(ENGLISH, indent=2, ensure_ascii=False) + "\n")
    desk.write("config/locales/en.yml", RAILS)
    desk.ok("update")
    return desk


def translate(desk, catalog, forms, word=lambda text: f"Пере {text}"):
    """Every message is translated, plural ones by their forms."""
    file = polib.pofile(str(desk.root / catalog), wrapwidth=0)
    for entry in file:
        if entry.msgid_plural:
            entry.msgstr_plural = dict(enumerate(forms))
        else:
            entry.msgstr = word(entry.msgid)
    file.save()


def i18next(desk, language, calls):
    """What the real i18next says with the files of the project."""
    binary = shutil.which("node") or pytest.skip("node is not on PATH")
    modules = Path(os.environ.get("DVOMOVA_NODE_MODULES", "node_modules")).resolve()
    if not (modules / "i18next").is_dir():
        pytest.skip(f"no npm package i18next in {modules} (set DVOMOVA_NODE_MODULES)")
    program = """
    const { language, resources, calls } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    const made = require('i18next').createInstance();
    made.init({ lng: language, fallbackLng: 'en', ns: ['shop'], defaultNS: 'shop', initAsync: false,
      showSupportNotice: false, resources });
    console.log(JSON.stringify(calls.map(([key, options]) => made.t(key, options))));
    """
    resources = {
        path.parent.name: {"shop": json.loads(path.read_text("utf-8"))}
        for path in desk.root.glob("locales/*/shop.json")
    }
    done = subprocess.run(
        [binary, "-e", program],
        input=json.dumps({"language": language, "resources": resources, "calls": calls}),
        env={**os.environ, "NODE_PATH": str(modules)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)


NUMBERS = [0, 1, 2, 3, 4, 5, 11, 12, 21, 22, 25, 101, 111, 122]


@pytest.mark.interop
def test_i18next_says_the_right_ukrainian_form_of_every_number(shop):
    translate(
        shop, JSON_PO.format("uk"), ["{{count}} павербанк", "{{count}} павербанки", "{{count}} павербанків"]
    )
    shop.ok("build")
    said = i18next(shop, "uk", [["item", {"count": number}] for number in NUMBERS])
    ends = [word.partition("павербанк")[2] for word in said]
    assert ends == ["ів", "", "и", "и", "и", "ів", "ів", "ів", "", "и", "ів", "", "ів", "и"]
    assert i18next(
        shop, "uk", [["title", {"town": "Ізюма"}], ["menu.open", {}], ["nested", {"town": "X"}]]
    ) == [
        "Пере Power banks of Ізюма",
        "Пере Open",
        "Пере Пере Power banks of X, please",
    ]
    ordinals = [["place", {"count": number, "ordinal": True}] for number in (1, 2, 3, 4)]
    assert i18next(shop, "en", ordinals) == ["1st", "2nd", "3rd", "4th"]
    assert i18next(shop, "uk", ordinals) == ["Пере 1th", "Пере 2th", "Пере 3rd", "Пере 4th"]


@pytest.mark.interop
def test_the_other_way_round_surplus_forms_go(shop):
    translate(
        shop, JSON_PO.format("uk"), ["{{count}} павербанк", "{{count}} павербанки", "{{count}} павербанків"]
    )
    translate(shop, RAILS_PO.format("uk"), ["%{count} річ", "%{count} речі", "%{count} речей"])
    shop.ok("build")
    shutil.rmtree(shop.root / "catalogs")
    for name in ("locales/en/shop.json", "config/locales/en.yml"):
        (shop.root / name).unlink()
    shop.write("dvomova.toml", CONFIG.format(source="uk"))
    shop.ok("update")
    translate(
        shop, JSON_PO.format("en"), ["{{count}} power bank", "{{count}} power banks"], lambda text: text[5:]
    )
    translate(shop, RAILS_PO.format("en"), ["%{count} item", "%{count} items"], lambda text: text[5:])
    shop.ok("build")
    assert json.loads(shop.read("locales/en/shop.json")) == ENGLISH
    assert yaml.safe_load(shop.read("config/locales/en.yml")) == yaml.safe_load(RAILS)
    assert i18next(shop, "en", [["item", {"count": 1}], ["item", {"count": 2}]]) == [
        "1 power bank",
        "2 power banks",
    ]


def test_rails_files_name_their_language_and_keep_their_comments(shop):
    translate(shop, RAILS_PO.format("uk"), ["%{count} річ", "%{count} речі", "%{count} речей"])
    shop.ok("build")
    assert shop.read("config/locales/uk.yml") == (
        'uk:\n  hello: "Пере Hello, %{name}!" # to the reader\n  items:\n    one: "%{count} річ"\n'
        '    few: "%{count} речі"\n    many: "%{count} речей"\n    other: "%{count} речей"\n'
    )
    assert shop.ok("build").err.count("wrote") == 0


def test_a_text_is_known_by_its_key(shop):
    catalog = JSON_PO.format("uk")
    translate(shop, catalog, ["а", "б", "в"])
    shop.replace("locales/en/shop.json", '"Open"', '"Unfold"')
    shop.replace("locales/en/shop.json", '"close"', '"shut"')
    shop.ok("update")
    assert shop.states("locales/en/shop.json") == {"translated": 8, "stale": 1}
    units = {entry.msgctxt: entry for entry in polib.pofile(str(shop.root / catalog)) if not entry.obsolete}
    assert (units["menu.open"].msgstr, units["menu.open"].previous_msgid) == ("Пере Open", "Open")
    assert units["menu.open"].fuzzy
    assert units["menu.shut"].msgstr == "Пере Close"
    shop.replace("locales/en/shop.json", '"Unfold"', '"Open"')
    shop.ok("update")
    assert shop.states("locales/en/shop.json") == {"translated": 9}


def test_two_keys_of_one_text_are_two_units(desk):
    desk.write("dvomova.toml", CONFIG.format(source="en"))
    desk.write("locales/en/shop.json", '{"may": "May", "month": "May", "404": "May"}\n')
    desk.ok("update")
    file = polib.pofile(str(desk.root / JSON_PO.format("uk")))
    for entry, text in zip(file, ["Може", "Травень", "Мей"], strict=True):
        entry.msgstr = text
    file.save()
    desk.ok("build")
    assert json.loads(desk.read("locales/uk/shop.json")) == {"may": "Може", "month": "Травень", "404": "Мей"}
    desk.ok("update")
    assert desk.states() == {"translated": 3}


def test_what_is_not_translated_is_left_to_the_fallback_of_the_program(shop):
    catalog = JSON_PO.format("uk")
    file = polib.pofile(str(shop.root / catalog))
    for entry in file:
        entry.msgstr = "Меню" if entry.msgctxt == "menu.close" else ""
    file.save()
    shop.ok("build", "locales/en/shop.json", "--untranslated", "omit")
    assert json.loads(shop.read("locales/uk/shop.json")) == {"menu": {"close": "Меню"}}
    assert shop.ok("status", "--json").code == 0


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("locales/en/shop.json", '{"title": "x",\n\n}\n', 3),
        ("locales/en/shop.json", "", 1),
        ("locales/en/shop.json", "[" * 100_000, 1),
        ("locales/en/shop.json", '{\n"a": NaN}', 2),
        ("config/locales/en.yml", "en:\n  a: [\n", 3),
        ("config/locales/en.yml", "en:\n  a: " + "[" * 10_000, 1),
        ("config/locales/en.yml", "- a\n", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_line(shop, name, content, line):
    before = shop.files()
    shop.write(name, content)
    outcome = shop.process("update", name)
    assert outcome.code == 3
    assert f"{name}:{line}: " in outcome.err
    assert shop.files() == before | {name: content.encode()}


def test_json_files_are_no_documents_on_their_own(desk):
    desk.write("package.en.json", '{"name": "shop"}\n')
    outcome = desk.run("update", "package.en.json")
    assert outcome.code == 2
    assert "no format is known for .json files" in outcome.err
