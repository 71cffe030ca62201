"""Entries are written as GNU gettext writes them, at the width that the file has."""

import shutil
import subprocess
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.catalogs.po_breaks import columns, line_class
from dvomova.catalogs.po_previous import ProgramUnit
from dvomova.catalogs.po_writing import width_of
from dvomova.model import Catalog, Unit

HEADER = po.new_header("news/izium", "en", "uk", "2026-11-23 10:00+0200")
WORDS = st.sampled_from(
    "Міст під Ізюмом відбудували за дев’ять тижнів, the bridge at Izium was rebuilt in 9 weeks; "
    "«лапки» “quotes” „нижні“ — – - … 3,5 млн 100 % 50% $20 20€ № 5 §7 т. д. і т.п. а-б в/г д|е "
    "https://example.com/a/b?c=d&e=f#g name@example.org C:\\dir\\file (дужки) [a][b] {c} <b>x</b> *x* "
    "%(name)s %(long name)s {0} \\n \" ' ʼ а\u00a0б в\u2011г д\u00adе é "
    "漢字 かな １２ 😀 👍 ☀ ✅ 字漢、字。 א ¿qué?".split(" ")
)
SPACE = st.sampled_from([" ", " ", " ", " ", "  ", "", "\u00a0", "\n", "\t", "\u200b", " — "])
TEXT = (
    st.lists(st.tuples(WORDS, SPACE), min_size=1, max_size=60)
    .map(lambda parts: "".join(part for pair in parts for part in pair))
    .filter(str.strip)
)
FLAGS = st.sampled_from([(), (), ("python-format",), ("no-wrap",)])
NAME = st.sampled_from(["a.md", "news/izium.en.md", "новини/міст-під-ізюмом.uk.md"])
UNIT = st.builds(
    Unit,
    TEXT,
    st.tuples(TEXT),
    context=st.none() | TEXT,
    fuzzy=st.just(True),
    previous=st.none() | TEXT,
    references=st.lists(NAME, unique=True).map(tuple),
    flags=FLAGS,
)
OBSOLETE = st.builds(Unit, TEXT, st.tuples(TEXT), fuzzy=st.just(True), previous=TEXT, obsolete=st.just(True))


def both_end(one, other):
    """``other`` with the line ends of ``one`` at its ends, as msgcat wants it."""
    return "\n" * one.startswith("\n") + other.strip("\n") + "\n" * one.endswith("\n")


def gettext(text, *options):
    tool = shutil.which("msgcat")
    if tool is None:
        pytest.skip("msgcat (GNU gettext) is not installed")
    done = subprocess.run([tool, *options, "-"], input=text.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.interop
@settings(max_examples=40)
@given(
    st.lists(UNIT | OBSOLETE, min_size=1, max_size=12, unique_by=lambda unit: unit.source),
    st.sampled_from([79, 79, 77, 76, 40, 20, 0]),
)
@example([Unit("a " * 38 + "b", ("a " * 39 + "b",), fuzzy=True)], 79)
def test_lines_are_broken_where_gettext_breaks_them(units, width):
    units = [replace(unit, targets=(both_end(unit.source, unit.target),)) for unit in units]
    text = po.render(Catalog(HEADER, tuple(units)), width)
    option = f"--width={width}" if width else "--no-wrap"
    assert gettext(po.render(Catalog(HEADER, tuple(units)), 0), option).rstrip("\n") == text.rstrip("\n")


@pytest.mark.parametrize(
    ("character", "name", "width"),
    [
        ("ї", "AL", 1),
        ("7", "NU", 1),
        ("«", "QU", 1),
        ("字", "ID", 2),
        ("\u0301", "CM", 0),
        ("「", "wide OP", 2),
        ("😀", "ID", 2),
        ("א", "HL", 1),
        ("—", "B2", 1),
    ],
)
def test_classes_and_columns_of_characters(character, name, width):
    assert (line_class(character), columns(character)) == (name, width)


LONG = "Двоє людей зайшли до крамниці на розі вулиці, щоб купити хліба, молока та ще дечого на вечерю. "
UNITS = tuple(
    Unit(f"{'ж' * number} {LONG}" * 2, (f"{'ж' * number} {LONG}" * 3,), fuzzy=True) for number in range(16)
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [79, 77, 76, 60, 100, 0])
def test_a_changed_entry_is_wrapped_as_the_file_is(width, newline):
    text = po.render(Catalog(HEADER, UNITS), width).replace("\n", newline)
    catalog = po.parse(text)
    changed = po.changed(catalog.units[2], targets=("Інше. " + LONG * 3,))
    units = (*catalog.units[:2], changed, *catalog.units[3:])
    wanted = (*UNITS[:2], replace(UNITS[2], targets=changed.targets), *UNITS[3:])
    kept = po.render(replace(catalog, units=units))
    assert kept == po.render(Catalog(HEADER, wanted), width).replace("\n", newline)


def test_a_new_catalog_is_not_wrapped():
    assert po.render(Catalog(HEADER, UNITS)) == po.render(Catalog(HEADER, UNITS), 0)


def test_a_file_with_a_few_wrapped_entries_is_not_wrapped():
    entries = po.render(Catalog(HEADER, UNITS), 0)
    text = entries + "\n" + po.render(Catalog((), (Unit("X" + LONG * 2, (LONG,)),)), 79)
    assert width_of(po.parse(text)) == 0


def test_a_header_that_is_wrapped_tells_the_width_of_short_entries():
    text = po.render(Catalog(HEADER, (Unit("Town", ("Місто",)),)), 79)
    assert width_of(po.parse(text)) == 79
    assert width_of(po.parse(po.render(Catalog(HEADER, (Unit("Town", ("Місто",)),)), 0))) == 0


MESSAGE = """\
#, fuzzy, python-format
#| msgctxt "old menu"
#| msgid "%d town"
#| msgid_plural "%d towns"
msgctxt "menu"
msgid "%d city"
msgid_plural "%d cities"
msgstr[0] "%d місто"
msgstr[1] "%d міста"
msgstr[2] "%d міст"
"""


@pytest.mark.parametrize("obsolete", [False, True])
def test_previous_context_and_plural_stay_while_the_previous_text_does(obsolete):
    text = MESSAGE
    if obsolete:
        text = "".join("#~" + line[1:] if line.startswith("#|") else line for line in text.splitlines(True))
        text = "".join("#~ " + line if line.startswith("msg") else line for line in text.splitlines(True))
    (unit,) = po.parse('msgid ""\nmsgstr "Language: uk\\n"\n\n' + text).units
    assert isinstance(unit, ProgramUnit)
    changed = po.changed(unit, targets=("а", "б", "в"))
    written = po.render(Catalog((), (changed,)))
    assert written == text.replace("%d міста", "б").replace("%d місто", "а").replace("%d міст", "в")
    confirmed = po.changed(unit, fuzzy=False, previous=None)
    assert type(confirmed) is Unit
    assert "#|" not in po.render(Catalog((), (confirmed,)))


def test_the_plural_of_a_text_that_becomes_the_previous_one_goes_with_it():
    unit = Unit("%d town", ("%d місто",) * 3, plural="%d towns")
    edited = po.changed(unit, source="%d city", plural="%d cities", fuzzy=True, previous="%d town")
    assert '#| msgid "%d town"\n#| msgid_plural "%d towns"\n' in po.render(Catalog((), (edited,)))
    again = po.changed(edited, source="%d place", plural="%d places")
    assert '#| msgid "%d town"\n#| msgid_plural "%d towns"\n' in po.render(Catalog((), (again,)))
    other = po.changed(again, previous="%d village")
    assert "#| msgid_plural" not in po.render(Catalog((), (other,)))
