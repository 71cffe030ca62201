"""init: programs that Babel extracts, as people have them, and what is proposed for them."""

from __future__ import annotations

import pytest

from dvomova.workflow.program_layout import ProgramLayout, find_program

SETUP = """\
[extract_messages]
mapping_file = i18n/mapping.ini
keywords = _l gettext_lazy
    ngettext_lazy:1,2
add_comments = TRANSLATORS:, NOTE:
output_file = shop/i18n/shop.pot
"""
TOML = '[project]\nname = "shop"\n\n[[tool.babel.mappings]]\nmethod = "python"\npattern = "**.py"\n'
PROJECTS = {
    "nothing of Babel's": ({"setup.py": "", "locales/uk/LC_MESSAGES/shop.po": ""}, None),
    "a pyproject.toml about something else": ({"pyproject.toml": "[tool.ruff]\nline-length = 99\n"}, None),
    "a pyproject.toml that is broken": ({"pyproject.toml": "[tool.babel\n"}, None),
    "babel.cfg alone": ({"babel.cfg": ""}, ProgramLayout("babel.cfg")),
    "a mapping in pyproject.toml": ({"pyproject.toml": TOML}, ProgramLayout("pyproject.toml")),
    "catalogs of Flask-Babel": (
        {"babel.cfg": "", "app/translations/uk/LC_MESSAGES/messages.po": ""},
        ProgramLayout("babel.cfg", "messages", "app/translations"),
    ),
    "the domain is what most catalogs are called": (
        {
            "babel.cfg": "",
            "locale/de/LC_MESSAGES/shop.po": "",
            "locale/pt_BR/LC_MESSAGES/shop.po": "",
            "other/de/LC_MESSAGES/admin.po": "",
        },
        ProgramLayout("babel.cfg", "shop", "locale"),
    ),
    "a program that is written in Ukrainian": (
        {"babel.ini": "", "locales/en/LC_MESSAGES/shop.po": ""},
        ProgramLayout("babel.ini", "shop", "locales", "uk"),
    ),
    "ua for uk": (
        {"babel.cfg": "", "l/en/LC_MESSAGES/shop.po": "", "l/ua/LC_MESSAGES/shop.po": ""},
        ProgramLayout("babel.cfg", "shop", "l"),
    ),
    "options of Babel's commands": (
        {"setup.cfg": SETUP, "i18n/mapping.ini": "", "babel.cfg": ""},
        ProgramLayout(
            "i18n/mapping.ini",
            "shop",
            keywords=("_l", "gettext_lazy", "ngettext_lazy:1,2"),
            comment_tags=("TRANSLATORS:", "NOTE:"),
        ),
    ),
    "a domain by its command": (
        {"setup.cfg": "[compile_catalog]\ndomain = site\n", "babel.cfg": "", "l/uk/LC_MESSAGES/x.po": ""},
        ProgramLayout("babel.cfg", "site"),
    ),
    "a setup.cfg that is broken": ({"setup.cfg": "x\n", "babel.cfg": ""}, ProgramLayout("babel.cfg")),
    "catalogs that others brought": (
        {"babel.cfg": "", "node_modules/x/l/uk/LC_MESSAGES/x.po": "", ".venv/l/uk/LC_MESSAGES/y.po": ""},
        ProgramLayout("babel.cfg"),
    ),
}


@pytest.mark.parametrize(("files", "program"), PROJECTS.values(), ids=PROJECTS)
def test_find_program(desk, files, program):
    for name, content in files.items():
        desk.write(name, content)
    assert find_program(desk.root) == program


@pytest.mark.parametrize(("files", "program"), [pair for pair in PROJECTS.values() if pair[1]])
def test_what_init_writes_extracts(desk, files, program):
    """Into the catalogs that are there already, with what Babel was told."""
    for name, content in (files | {program.mapping: files[program.mapping] or "[python: **.py]\n"}).items():
        desk.write(name, content)
    desk.write("a.py", "# NOTE: short\n_l('Send')\n_('Open')\n")
    outcome = desk.ok("init", "--yes")
    assert f"by {program.mapping}" in outcome.out
    (rule,) = desk.ok("update", "--json").json["articles"]
    assert rule["domain"] == program.domain
    other = "en" if program.source == "uk" else "uk"
    catalog = desk.read(f"{program.locales or 'locales'}/{other}/LC_MESSAGES/{program.domain}.po")
    assert ('msgid "Send"' in catalog) == bool(program.keywords)
    assert ("NOTE: short" in catalog) == bool(program.comment_tags)
    assert 'msgid "Open"' in catalog


def test_documents_and_a_program(desk):
    desk.write("a.en.md", "x\n")
    desk.write("babel.cfg", "[python: **.py]\n")
    desk.write("shop/translations/uk/LC_MESSAGES/shop.po", "")
    found = desk.ok("init", "--yes", "--json").json
    assert [layout["pattern"] for layout in found["layouts"]] == ["{path}.{lang}.md"]
    assert [program["domain"] for program in found["messages"]] == ["shop"]
    assert desk.read("dvomova.toml") == (
        "# dvomova keeps these texts in step in Ukrainian and in English.\n\n"
        'locales = "shop/translations"\n\n'
        '[[documents]]\npattern = "{path}.{lang}.md"\n\n'
        '[[messages]]\ndomain = "shop"\nmapping = "babel.cfg"\n'
    )
