"""The messages of programs: what is found in them, and files that cannot be read."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.config import MessagesRule
from dvomova.workflow.disk import Disk
from dvomova.workflow.programs import messages

TOML = "[[messages]]\ndomain = 'tool'\nfiles = ['a.*']\n"
CATALOG = "locales/uk/LC_MESSAGES/tool.po"


def found(desk, **rule):
    items, _skipped = messages(MessagesRule("tool", **rule), Disk(desk.root))
    return [(item.context, item.source, item.plural) for item in items]


# What is found: composed first, then looked for.

text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)
message = st.one_of(
    st.tuples(st.none(), text, st.none()),
    st.tuples(st.none(), text, text),
    st.tuples(text, text, st.none()),
    st.tuples(text, text, text),
)


def call(one, quote):
    context, _singular, plural = one
    name = ("np" if context and plural else "n" if plural else "p" if context else "") + "gettext"
    words = ", ".join(quote(part) for part in one if part is not None)
    return f"{name}({words}{', 3' if plural else ''})"


def in_python(one):
    return f"print({call(one, repr)})\n"


def in_javascript(one):
    escaped = {ord("\\"): "\\\\", ord('"'): '\\"', 0x2028: "\\u2028", 0x2029: "\\u2029"}
    return f"show({call(one, lambda part: chr(34) + part.translate(escaped) + chr(34))});\n"


def in_jinja(one):
    # Jinja reads string literals as Python does.
    return f"<p>{{{{ {call(one, ascii)} }}}}</p>\n"


@pytest.mark.parametrize(
    ("name", "written"), [("a.py", in_python), ("a.ts", in_javascript), ("a.jinja", in_jinja)]
)
@given(composed=st.lists(message, max_size=6))
def test_exactly_what_was_composed_is_found(tmp_path_factory, name, written, composed):
    root = tmp_path_factory.mktemp("program")
    (root / name).write_text("".join(map(written, composed)), "utf-8")
    items, skipped = messages(MessagesRule("tool", (name,)), Disk(root))
    expected = {}
    for context, singular, plural in composed:  # the first plural of a text is its plural
        before = expected.get((context, singular))
        expected[context, singular] = before if before is not None else plural
    assert {(item.context, item.source): item.plural for item in items} == expected
    assert not skipped
    assert all(item.references == (name,) for item in items)


def test_a_text_in_several_files_is_one_message_with_all_that_is_said_of_it(desk):
    desk.write("b.py", "# Translators: the town\n_('Izium')\nngettext('Izium', 'Iziums', n)\n")
    desk.write("a.js", "// Translators: not a raisin\n_('Izium')")
    (item,), _skipped = messages(MessagesRule("tool", ("*.*",)), Disk(desk.root))
    assert (item.source, item.plural, item.references) == ("Izium", "Iziums", ("a.js", "b.py"))
    assert item.extracted == ("Translators: not a raisin", "Translators: the town")


def test_comments_of_several_lines_are_lines_of_the_catalog(desk):
    desk.write("a.html", "{# Translators: one\n   two #}\n{% trans %}Izium{% endtrans %}")
    desk.write("a.js", "/* Translators: three\n\n * four */\n_('Kyiv')")
    desk.write("dvomova.toml", TOML)
    desk.ok("update")
    file = polib.pofile(str(desk.root / CATALOG))
    assert {entry.msgid: entry.comment for entry in file} == {
        "Izium": "one two",
        "Kyiv": "Translators: three\n* four",
    }


def test_keywords_and_comment_tags(desk):
    desk.write("a.py", "# HINT: x\n_l('One')\nnp_l('menu', 'file', 'files', n)\n# Translators: y\n_('Two')\n")
    rule = {"files": ("a.py",), "keywords": ("_l", "np_l:1c,2,3"), "comment_tags": ("HINT:",)}
    assert found(desk, **rule) == [(None, "One", None), ("menu", "file", "files"), (None, "Two", None)]
    items, _skipped = messages(MessagesRule("tool", **rule), Disk(desk.root))
    assert [item.extracted for item in items] == [("HINT: x",), (), ()]


def test_what_python_warns_of_in_foreign_code_is_no_matter(desk):
    desk.write("a.py", "_('\\d of it')\n")
    assert found(desk, files=("a.py",)) == [(None, "\\d of it", None)]


def test_an_empty_text_is_told_and_left_out(desk):
    desk.write("a.py", "\n_('')\n_('Izium')\n")
    desk.write("dvomova.toml", TOML.replace("a.*", "a.py"))
    outcome = desk.process("update", "-v")
    assert "a.py:2: an empty text is no message" in outcome.err
    assert "warning" not in outcome.err
    assert list(desk.targets(CATALOG)) == ["Izium"]


# By what a file is read.


def test_methods_by_suffix(desk):
    for name in ("a.py", "b.tsx", "c.mjs"):
        desk.write(name, f"_('{name}')")
    desk.write("d.html", "{{ _('d.html') }}")
    desk.write("e.tmpl", "{{ _('e.tmpl') }}")
    files = ("*.*",)
    rule = {"files": files, "methods": ((".tmpl", "jinja2"), (".mjs", "ignore"))}
    assert [source for _context, source, _plural in found(desk, **rule)] == [
        "a.py", "b.tsx", "d.html", "e.tmpl",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["a.rs", "nameless"])
def test_a_suffix_that_nobody_knows(desk, name):
    desk.write(name, "x")
    desk.write("dvomova.toml", TOML.replace("a.*", name))
    outcome = desk.run("update")
    assert outcome.code == 2
    assert f"{name}: nobody knows how to find messages in" in outcome.err


CFG = """\
[ignore: **/old/**]
[python: **.py]
[jinja2: **/templates/**.html]
trimmed = true
"""
PYPROJECT = """\
[project]
name = "shop"

[[tool.babel.mappings]]
method = "ignore"
pattern = "**/old/**"

[[tool.babel.mappings]]
method = "python"
pattern = "**.py"

[[tool.babel.mappings]]
method = "jinja2"
pattern = "**/templates/**.html"
trimmed = "true"
"""
STANDALONE = PYPROJECT.partition("\n\n")[2].replace("tool.babel.", "")


@pytest.mark.parametrize(
    ("name", "mapping"),
    [
        ("babel.cfg", CFG),
        ("babel.ini", "\ufeff" + CFG),
        ("pyproject.toml", PYPROJECT),
        ("i18n/babel.toml", STANDALONE),
    ],
)
def test_a_mapping_of_babels(desk, name, mapping):
    desk.write(name, mapping)
    desk.write("shop/a.py", "_('a')")
    desk.write("shop/old/b.py", "_('b')")
    desk.write("shop/_build/c.py", "_('c')")
    desk.write(".cache/d.py", "_('d')")
    desk.write("shop/templates/e.html", "{% trans %}\n  e\n  e\n{% endtrans %}")
    desk.write("shop/f.html", "{{ _('f') }}")
    desk.write("tools/g.py", "_('g')")
    sources = {source for _context, source, _plural in found(desk, mapping=name)}
    assert sources == {"a", "e e", "g"}
    inside = {source for _context, source, _plural in found(desk, mapping=name, files=("shop", "tools/g.py"))}
    assert inside == sources


def test_patterns_are_seen_from_the_folders_that_are_named(desk):
    desk.write("babel.cfg", "[python: *.py]\n")
    desk.write("a/one.py", "_('one')")
    desk.write("b/two.py", "_('two')")
    desk.write("three.py", "_('three')")
    items, _skipped = messages(MessagesRule("tool", ("a", "b"), mapping="babel.cfg"), Disk(desk.root))
    assert [(item.source, item.references) for item in items] == [
        ("one", ("a/one.py",)),
        ("two", ("b/two.py",)),
    ]


@pytest.mark.parametrize(
    ("name", "content", "place", "what"),
    [
        ("babel.cfg", "[python: **.py]\nencoding\n", "babel.cfg:2", "no mapping of Babel’s"),
        ("babel.cfg", "encoding = utf-8\n", "babel.cfg:1", "no mapping of Babel’s"),
        ("babel.cfg", "[python]\n", "babel.cfg", "no mapping of Babel’s"),
        ("babel.toml", "[[mappings\n", "babel.toml:1", "no mapping of Babel’s"),
        ("babel.toml", "[[mapping]]\nmethod = 'python'\n", "babel.toml", "did you mean 'mappings'"),
        ("babel.toml", "[[mappings]]\nmethod = 'python'\n", "babel.toml", "'pattern' must be"),
        ("pyproject.toml", "[project]\n", "pyproject.toml", "No 'tool.babel' section"),
        ("babel.cfg", b"\xff", "babel.cfg:1", "is not UTF-8"),
        ("babel.cfg", None, "babel.cfg", "there is no such file"),
    ],
)
def test_what_is_no_mapping(desk, name, content, place, what):
    if content is not None:
        desk.write(name, content)
    desk.write("a.py", "_('a')")
    desk.write("dvomova.toml", f"[[messages]]\ndomain = 'tool'\nmapping = '{name}'\n")
    outcome = desk.run("update")
    assert outcome.code == 3
    assert f"{place}: " in outcome.err
    assert what in outcome.err
    assert "locales" not in str(desk.files())


# Files that cannot be read.


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("x = (1,\n", "tool.py"),
        ("def a():\n    _('one')\n  _('two')\n", "tool.py:3"),
        ('_("one)\n"""', "tool.py"),
        ("_(f'{a')\n", "tool.py"),
        ("_('\\N{no such letter}')\n", "tool.py"),
        ("dpgettext('x')\n", "tool.py"),
    ],
)
def test_what_is_no_python_is_told_with_its_place(desk, source, place):
    desk.write("dvomova.toml", TOML.replace("a.*", "*.py"))
    desk.write("tool.py", source)
    outcome = desk.run("update")
    if outcome.code:
        assert f"{place}" in outcome.err
        assert "the extractor “python” does not understand this" in outcome.err
        assert outcome.code == 3
    assert "Traceback" not in outcome.err


TEMPLATE = "<p>\n{% if %}{{ _('a') }}\n"


def test_a_template_that_jinja_does_not_understand_takes_no_message_away(desk):
    desk.write("dvomova.toml", TOML.replace("a.*", "*.html"))
    desk.write("a.html", "{{ _('a') }}")
    desk.ok("update")
    desk.translate(CATALOG)
    before = desk.files()
    desk.write("a.html", TEMPLATE)
    outcome = desk.run("update")
    assert outcome.code == 3
    assert "a.html:2: the extractor “jinja2” does not understand this" in outcome.err
    assert desk.read(CATALOG).encode() == before[CATALOG]


@pytest.mark.parametrize(("silent", "code"), [("", 3), ("silent = false\n", 3), ("silent = true\n", 0)])
def test_who_asks_for_silence_gets_it(desk, silent, code):
    desk.write("babel.cfg", "[jinja2: **.html]\n" + silent)
    desk.write("dvomova.toml", "[[messages]]\ndomain = 'tool'\nmapping = 'babel.cfg'\n")
    desk.write("a.html", TEMPLATE)
    desk.write("b.html", "{{ _('b') }}")
    assert desk.run("update").code == code


@pytest.mark.parametrize(
    ("cookie", "encoding"),
    [
        ("# -*- coding: windows-1251 -*-", "windows-1251"),
        ("#!/usr/bin/env python\n# vim: set fileencoding=koi8-u :", "koi8-u"),
        ("", "utf-8"),
        ("", "utf-8-sig"),
    ],
)
def test_a_file_is_in_the_encoding_that_it_declares(desk, cookie, encoding):
    """PEP 263: what the program itself will look up."""
    desk.write("tool.py", (cookie + "\n_('Місто')  # coding: not a cookie\n").encode(encoding))
    assert found(desk, files=("tool.py",)) == [(None, "Місто", None)]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.py", b"_('a')\n\n_('\xec\xb3\xf1\xf2\xee')\n", "a.py:3: byte 11 (0xec) is not UTF-8"),
        ("a.js", b"_('a')\n_('\xec\xb3\xf1\xf2\xee')\n", "a.js:2: byte 10 (0xec) is not UTF-8"),
        ("a.html", b"\n\n{{ _('\xec') }}\n", "a.html:3: byte 8 (0xec) is not UTF-8"),
        ("a.py", b"# coding: klingon\n_('a')\n", "a.py: the extractor"),
    ],
)
def test_bytes_of_another_encoding(desk, name, content, what):
    desk.write(name, content)
    desk.write("dvomova.toml", TOML.replace("a.*", name))
    outcome = desk.run("update")
    assert outcome.code == 3
    assert what in outcome.err


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[nosuch: **.py]\n", "the extractor “nosuch” cannot be used"),
        ("[extractors]\nours = nosuch.module:read\n[ours: **.py]\n", "install nosuch beside dvomova"),
        ("[jinja2: **.py]\nextensions = nosuch.ext\n", "install nosuch beside dvomova"),
        ("[extractors]\nours = os:nosuch\n[ours: **.py]\n", "has no attribute 'nosuch'"),
        ("[extractors]\nours = os.getcwd\n[ours: **.py]\n", "“os.getcwd” does not understand this"),
    ],
)
def test_an_extractor_that_is_not_there(desk, content, what):
    desk.write("babel.cfg", content)
    desk.write("a.py", "_('a')")
    desk.write("dvomova.toml", "[[messages]]\ndomain = 'tool'\nmapping = 'babel.cfg'\n")
    outcome = desk.run("update")
    assert outcome.code in {2, 3}
    assert "a.py: " in outcome.err
    assert what in outcome.err


def test_without_jinja_templates_say_what_to_install(desk):
    desk.write("dvomova.toml", TOML.replace("a.*", "*.html"))
    desk.write("a.html", "{{ _('a') }}")
    absent = (
        "import sys; sys.modules['jinja2'] = None; from dvomova.cli import run; sys.exit(run(['update']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", absent], cwd=desk.root, env=desk.environment, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert "the extractor “jinja2” cannot be used" in done.stderr.decode()
    assert "install jinja2 beside dvomova" in done.stderr.decode()


# In the catalog.


def test_a_message_is_never_made_of_others(desk):
    """Two messages side by side are no sentences of a text."""
    desk.write("dvomova.toml", TOML.replace("a.*", "*.py"))
    desk.write("a.py", "_('Saved.')\n_('Continue?')\n")
    desk.ok("update")
    desk.translate(CATALOG)
    desk.write("a.py", "_('Saved.')\n_('Continue?')\n_('Saved. Continue?')\npgettext('x', 'Saved.')\n")
    desk.ok("update")
    assert desk.targets(CATALOG)["Saved. Continue?"] == ""
    assert desk.states("tool") == {"translated": 2, "untranslated": 2}


def test_flags_are_those_of_babel_and_a_persons_word_stays(desk):
    desk.write("dvomova.toml", TOML.replace("a.*", "*.py"))
    desk.write("a.py", "_('50% off')\n_('{name}: %d')\n_('plain')\n")
    desk.ok("update")
    file = polib.pofile(str(desk.root / CATALOG))
    assert {entry.msgid: entry.flags for entry in file} == {
        "50% off": ["python-format"],
        "{name}: %d": ["python-brace-format", "python-format"],
        "plain": [],
    }
    desk.replace(CATALOG, "#, python-format\n", "#, no-python-format, no-wrap\n")
    desk.replace("a.py", "plain", "plainer")
    desk.ok("update")
    flags = {entry.msgid: entry.flags for entry in polib.pofile(str(desk.root / CATALOG))}
    assert flags["50% off"] == ["no-python-format", "no-wrap"]
    desk.replace("a.py", "50% off", "60% off")
    desk.ok("update")
    assert desk.ok("update", "--check").code == 0


def test_prose_is_never_taken_for_a_format(desk):
    desk.write("izium.en.md", "Prices are 50% off, {name}. It is 100 %s.\n")
    desk.ok("update", "izium.en.md")
    file = polib.pofile(str(desk.root / "locales/uk/LC_MESSAGES/izium.po"))
    assert [entry.flags for entry in file] == [[], []]


PROGRAM = """\
# Translators: of a letter
_('Send')
pgettext('door', 'Open')
ngettext('%d letter', '%d letters', n)
npgettext('days', '{n} day', '{n} days', n)
"""
WORDS = {
    "Send": ("Надіслати",),
    "Open": ("Відчинені",),
    "%d letter": ("%d лист", "%d листи", "%d листів"),
    "{n} day": ("{n} день", "{n} дні", "{n} днів"),
}


def translate_forms(desk, catalog):
    file = polib.pofile(str(desk.root / catalog), wrapwidth=0)
    for entry in file:
        if entry.msgid_plural:
            forms = WORDS[entry.msgid]
            entry.msgstr_plural = {index: (*forms, forms[-1])[index] for index in entry.msgstr_plural}
        else:
            entry.msgstr = WORDS[entry.msgid][0]
    file.save()


@pytest.mark.parametrize("forms", [3, 4])
def test_from_the_source_to_the_program_in_ukrainian(desk, forms):
    """A new catalog has the three forms of CLDR that whole numbers take; one with four keeps them."""
    desk.write("dvomova.toml", TOML)
    desk.write("a.py", "_('Send')\n")
    desk.ok("update")
    assert "nplurals=3;" in desk.read(CATALOG)
    if forms == 4:
        rule = "n%10==1&&n%100!=11?0:n%10>=2&&n%10<=4&&(n%100<12||n%100>14)?1:2"
        header = re.sub(r"nplurals=.*;", f"nplurals=4; plural={rule};", desk.read(CATALOG))
        desk.write(CATALOG, header)
    desk.write("a.py", PROGRAM)
    desk.ok("update")
    translate_forms(desk, CATALOG)
    assert desk.states("tool") == {"translated": 4}
    if shutil.which("msgfmt"):
        checked = ["msgfmt", "--check", "-o", "/dev/null", str(desk.root / CATALOG)]
        subprocess.run(checked, check=True, capture_output=True)
    desk.ok("compile")
    spoken = gettext.translation("tool", desk.root / "locales", ["uk"])
    assert spoken.gettext("Send") == "Надіслати"
    assert spoken.pgettext("door", "Open") == "Відчинені"
    assert [spoken.ngettext("%d letter", "%d letters", n) % n for n in (1, 2, 5, 11, 21, 104)] == [
        "1 лист", "2 листи", "5 листів", "11 листів", "21 лист", "104 листи",
    ]  # fmt: skip
    assert spoken.npgettext("days", "{n} day", "{n} days", 3).format(n=3) == "3 дні"


def test_an_edited_message_keeps_its_translation_out_of_date(desk):
    desk.write("dvomova.toml", TOML)
    desk.write("a.py", PROGRAM)
    desk.ok("update")
    translate_forms(desk, CATALOG)
    desk.replace("a.py", "'Send'", "'Send it to all of them'")
    desk.ok("update")
    file = polib.pofile(str(desk.root / CATALOG))
    stale = file.find("Send it to all of them")
    assert (stale.fuzzy, stale.msgstr, stale.previous_msgid) == (True, "Надіслати", "Send")
    assert desk.states("tool") == {"translated": 3, "stale": 1}


def test_an_edited_plural_message_too_and_back(desk):
    desk.write("dvomova.toml", TOML)
    desk.write("a.py", PROGRAM)
    desk.ok("update")
    translate_forms(desk, CATALOG)
    before = desk.read(CATALOG)
    desk.replace("a.py", "'%d letter', '%d letters'", "'%d letter sent', '%d letters sent'")
    desk.ok("update")
    stale = polib.pofile(str(desk.root / CATALOG)).find("%d letter sent")
    assert (stale.fuzzy, stale.previous_msgid, stale.previous_msgid_plural) == (
        True, "%d letter", "%d letters",
    )  # fmt: skip
    assert stale.msgstr_plural == dict(enumerate(WORDS["%d letter"]))
    assert desk.states("tool") == {"translated": 3, "stale": 1}
    desk.ok("compile")
    assert gettext.translation("tool", desk.root / "locales", ["uk"]).ngettext("%d letter", "x", 2) == "x"
    desk.write("a.py", PROGRAM)
    desk.ok("update")
    assert units_of(desk.read(CATALOG)) == units_of(before)


def units_of(catalog):
    """All but the date of the revision."""
    return re.sub(r'"PO-Revision-Date.*\n', "", catalog)


def test_a_message_that_gets_a_plural_is_another_one_and_keeps_the_old_translation_in_sight(desk):
    desk.write("dvomova.toml", TOML)
    desk.write("a.py", PROGRAM)
    desk.ok("update")
    translate_forms(desk, CATALOG)
    desk.replace("a.py", "_('Send')", "ngettext('Send', 'Send all', n)")
    desk.ok("update")
    entry = polib.pofile(str(desk.root / CATALOG)).find("Send")
    assert set(entry.msgstr_plural.values()) == {""}
    assert "Надіслати" in entry.tcomment
    assert not entry.fuzzy
