"""Catalogs from the wild (tests/cases/po): read and kept, or refused with the line and a cure."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from dvomova.catalogs import po, scan
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.errors import FileError

CASES = Path(__file__).parents[1] / "cases" / "po"
BOTH = {"Town": "Місто", "River": "Річка"}
HANDLED = {
    "crlf": BOTH,
    "bom": BOTH,
    "duplicate": BOTH,
    "duplicate-obsolete": {**BOTH, "Gone": "Зникле"},
    "plural": {"%d city": "%d місто"},
    "obsolete-previous": BOTH,
    "no-header": BOTH,
    "no-charset": BOTH,
    "template-charset": BOTH,
    "ascii-in-koi8": {"Town": ""},
    "no-space-behind-signs": BOTH,
    "tight": BOTH,
    "escapes": {"TownAB\a\\x41": "Місто"},
    "empty": {},
    "blank": {},
    "comments-only": {},
}
REFUSED = {
    "koi8-declared": (4, "msgconv"),
    "conflict": (9, "mergetool"),
    "conflict-crlf": (8, "mergetool"),
    "nul": (13, "version control"),
    "only-nul": (1, "version control"),
    "cr-only": (1, "mac2unix"),
    "truncated-text": (12, "mend"),
    "truncated-keyword": (9, "mend"),
    "truncated-word": (9, "mend"),
    "truncated-entry": (8, "complete"),
    "truncated-plural": (9, "complete"),
    "entry-without-msgstr": (8, "complete"),
    "prose": (1, "mend"),
    "unescaped-quote": (8, "mend"),
    "two-texts": (9, "mend"),
}


def text_of(name):
    return (CASES / f"{name}.po").read_bytes().decode()


def test_every_case_is_in_a_table():
    assert {path.stem for path in CASES.iterdir()} == HANDLED.keys() | REFUSED.keys()


@pytest.mark.parametrize("name", HANDLED)
def test_what_can_be_read_is_read_and_kept(name):
    catalog = po.parse(text_of(name), "a.po")
    found = {}
    for unit in catalog.units:
        found.setdefault(unit.source, unit.target)
    assert found == HANDLED[name]
    assert po.render(catalog).rstrip() == text_of(name).removeprefix("\ufeff").rstrip()


@pytest.mark.parametrize("name", HANDLED)
def test_an_update_loses_no_translation_and_leaves_what_msgfmt_accepts(name):
    tool = shutil.which("msgfmt")
    if tool is None:
        pytest.skip("msgfmt (GNU gettext) is not installed")
    catalog = po.parse(text_of(name), "a.po")
    units = merge(catalog.units, [Incoming("New.")]).units
    new = po.changed(next(unit for unit in units if unit.source == "New."), targets=("Нове.",))
    units = [new if unit.source == "New." else unit for unit in units]
    header = catalog.header or po.new_header("a", "en", "uk", "")
    text = po.render(replace(catalog, header=header, units=tuple(units)))
    assert all(form in text for unit in catalog.units for form in unit.targets if "\\" not in form)
    done = subprocess.run(
        [tool, "-c", "-o", "/dev/null", "-"], input=text.encode(), capture_output=True, check=False
    )
    assert "error" not in done.stderr.decode()
    assert "invalid multibyte" not in done.stderr.decode()
    assert done.returncode == 0


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_line_and_a_cure(name):
    line, cure = REFUSED[name]
    for reader in (po.parse, scan.count):
        with pytest.raises(FileError) as caught:
            reader(text_of(name), "locales/a.po")
        assert (caught.value.path, caught.value.line) == ("locales/a.po", line)
        assert cure in caught.value.cure


def test_the_charset_is_put_right_when_something_is_written():
    catalog = po.parse(text_of("ascii-in-koi8"), "a.po")
    units = (po.changed(catalog.units[0], targets=("Місто",)),)
    assert po.render(replace(catalog, units=units)) == text_of("ascii-in-koi8").replace(
        "KOI8-U", "UTF-8"
    ).replace('msgstr ""\n' + "", 'msgstr "Місто"\n').replace(
        'msgstr "Місто"\n"Language', 'msgstr ""\n"Language'
    )


def test_the_second_translation_of_a_duplicate_is_kept_as_a_comment():
    merged = merge(po.parse(text_of("duplicate"), "a.po").units, [Incoming("Town"), Incoming("River")]).units
    assert [unit.source for unit in merged] == ["Town", "River"]
    texts = {merged[0].target, *merged[0].comments}
    kept = "dvomova: also translated as “{}”"
    assert texts in ({"Місто", kept.format("Містечко")}, {"Містечко", kept.format("Місто")})
