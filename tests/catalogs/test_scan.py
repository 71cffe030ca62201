"""Counting at the speed of reading gives what counting the parsed units gives."""

import shutil
import subprocess
from collections import Counter

import polib
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.catalogs.scan import _scanned, count
from dvomova.errors import FileError
from dvomova.model import EDITED, Catalog, State, Unit
from dvomova.text.similarity import word_count

TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Co"], exclude_characters="\0")
    | st.sampled_from(["\n", '"', "\\", "\t", " ", " ", "м", "’", "-", "7", "\u2028"])
) | st.sampled_from(["one\ntwo", "a\\nb", "слово " * 40, "довге-слово " * 30, ""])
COMMENTS = [
    (),
    ("a word",),
    ("fuzzy",),
    (EDITED + 'uk; was "інше"',),
    ("dvomova: draft by echo 2026-11-23",),
    ('| msgid "Was"', "other"),
    ("not " + EDITED,),
]
UNIT = st.builds(
    Unit,
    TEXT.filter(bool),
    st.tuples(TEXT),
    context=st.none() | st.sampled_from(["2", "menu"]),
    fuzzy=st.booleans(),
    previous=st.none() | TEXT.filter(bool),
    comments=st.sampled_from(COMMENTS),
    extracted=st.sampled_from([(), ("paragraph",), ("fuzzy", "", "x")]),
    references=st.sampled_from([(), ("a.en.txt",)]),
    flags=st.sampled_from([(), ("no-wrap",)]),
    obsolete=st.booleans(),
)
PLURAL = st.builds(Unit, TEXT.filter(bool), st.tuples(TEXT, TEXT, TEXT), plural=TEXT.filter(bool))
CATALOG = st.lists(UNIT | PLURAL, max_size=6).map(
    lambda units: Catalog(po.new_header("a", "en", "uk", "2026-11-23 10:00+0200"), tuple(units))
)


def counted(text):
    units, words = Counter(), Counter()
    for unit in po.parse(text).units:
        units[unit.state] += 1
        words[unit.state] += 0 if unit.obsolete else word_count(unit.source)
    return units, +words


def assert_counts(text):
    result = count(text)
    assert (result.units, +result.words) == counted(text)


@given(CATALOG, st.sampled_from([0, 20, 77]))
def test_scanning_counts_what_parsing_counts(catalog, wrap):
    assert_counts(po.render(catalog, wrap))


@given(CATALOG)
def test_also_over_files_that_polib_wrapped(catalog):
    text = po.render(catalog)
    assume(text.splitlines() == text.split("\n")[:-1])  # polib would cut a string at U+001E and its like
    assert_counts(str(polib.pofile(text, wrapwidth=40)) + "\n")


@given(CATALOG, st.sampled_from(["crlf", "tight", "airy"]))
def test_also_over_files_of_other_habits(catalog, habit):
    text = po.render(catalog)
    change = {"crlf": ("\n", "\r\n"), "tight": ("\n\n", "\n"), "airy": ("\n\n", "\n\n\n")}[habit]
    assert_counts(text.replace(*change))


@pytest.mark.interop
@pytest.mark.parametrize("options", [[], ["--width=40"], ["--no-wrap"], ["--sort-output"]])
def test_also_over_files_that_msgcat_wrote(options):
    tool = shutil.which("msgcat")
    if tool is None:
        pytest.skip("msgcat (GNU gettext) is not installed")
    units = [
        Unit(f"Sentence “{number}” " + "of many words " * number, ("Речення " * number,))
        for number in range(1, 9)
    ]
    units += [Unit(f"New {number}.\nLine.") for number in range(3)]
    units += [Unit("Stale\ttext", ("Старе",), fuzzy=True, previous="Very stale text " * 9)]
    units += [Unit("Draft", ("Чернетка",), fuzzy=True), Unit("Gone", ("Зникле",), obsolete=True)]
    units += [Unit("Gone too", ("Зникле",), fuzzy=True, previous="Was", obsolete=True)]
    header = po.new_header("a", "en", "uk", "2026-11-23 10:00+0200")
    text = po.render(Catalog(header, tuple(units)))
    done = subprocess.run([tool, *options, "-"], input=text.encode(), capture_output=True, check=True)
    written = done.stdout.decode()
    expected = {"translated": 8, "untranslated": 3, "stale": 1, "draft": 1, "obsolete": 2}
    assert count(written).units == {State(name): number for name, number in expected.items()}
    assert_counts(written)
    assert _scanned(written).units.total() == sum(expected.values())  # without falling back to parsing


def test_states_and_words_of_a_known_catalog():
    result = count(
        'msgid ""\nmsgstr "Language: uk\\n"\n\nmsgid "П’ять слів: 3,5 млн"\nmsgstr ""\n\n'
        '# dvomova: edited in en; was "x"\n#, fuzzy\n#| msgid "Two"\n'
        'msgid ""\n"two "\n"words"\nmsgstr "Два"\n\n'
        '#~ msgid "gone away"\n#~ msgstr "зникло"\n\n'
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "а"\nmsgstr[1] ""\n'
    )
    assert result.units == {State.UNTRANSLATED: 2, State.CONFLICT: 1, State.OBSOLETE: 1}
    assert +result.words == {State.UNTRANSLATED: 5, State.CONFLICT: 2}


@pytest.mark.parametrize("text", ['msgid "a\nmsgstr ""\n', 'msgid "a"\n<<<<<<< ours\nmsgstr ""\n', "prose\n"])
def test_what_is_no_po_file_is_refused(text):
    with pytest.raises(FileError):
        count(text, "a.po")


def test_obsolete_entries_without_a_blank_line_between_them_are_counted_each():
    entry = '#~ msgid "{0}"\n#~ msgstr "{0}"\n'
    assert count(entry.format("a") + entry.format("b")).units == {State.OBSOLETE: 2}
