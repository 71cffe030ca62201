"""PO files on disk: what goes in comes back, byte for byte where nothing changed."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.errors import FileError
from dvomova.model import Catalog, State, Unit

CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0") | st.sampled_from(
    ["\n", '"', "\\", "\t", "\r", "\u2028", "\u0085", "\u00a0", "ї", "«", "’", "😀", "\x1c", "\v", "\f", "\b"]
)
TEXT = st.text(CHARACTERS) | st.sampled_from(
    [
        "\\n",
        "a literal \\n and a real\n",
        "\nleads",
        "\n\n",
        '"',
        "\\",
        '\\"',
        "слово " * 400,
        "без-пробілів" * 90,
    ]
)
SOURCE = TEXT.filter(bool)
WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1)
LINE = st.lists(WORD, min_size=1).map(" ".join)
"""A line of a comment."""
PATH = st.sampled_from(["news/izium.en.md", "стаття про міст.uk.txt", "a-b_c.txt", "x y z.md"])
FIELDS = {
    "context": st.none() | SOURCE,
    "fuzzy": st.booleans(),
    "comments": st.lists(LINE).map(tuple),
    "references": st.lists(PATH, unique=True).map(tuple),
    "flags": st.lists(st.sampled_from(["python-format", "no-wrap"]), unique=True).map(tuple),
    "previous": st.none() | SOURCE,
}
SINGLE = st.builds(Unit, SOURCE, st.tuples(TEXT), extracted=st.lists(LINE).map(tuple), **FIELDS)
PLURAL = st.builds(Unit, SOURCE, st.tuples(TEXT, TEXT, TEXT), plural=SOURCE, **FIELDS)
OBSOLETE = st.builds(
    Unit, SOURCE, st.tuples(SOURCE), obsolete=st.just(True), **{**FIELDS, "references": st.just(())}
)
UNITS = st.lists(SINGLE | PLURAL | OBSOLETE, max_size=5).map(
    lambda units: tuple(sorted(units, key=lambda unit: unit.obsolete))
)
HEADER = po.new_header("news/izium", "en", "uk", "2026-11-23 10:00+0200")

FOREIGN = """\
# Переклад статті про Ізюм
# Copyright (C) 2026 The newsroom
msgid ""
msgstr ""
"Project-Id-Version: newsroom\\n"
"POT-Creation-Date: 2026-01-02 03:04+0200\\n"
"PO-Revision-Date: 2026-01-02 03:04+0200\\n"
"X-Poedit-Basepath: ..\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n"
"%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"Language: uk\\n"

#. paragraph
#: izium.en.txt \u2068name with spaces.en.txt\u2069
#, fuzzy, no-wrap, x-unknown
#| msgid "The bridge was rebuilt."
msgid ""
"The bridge was rebuilt "
"in spring."
msgstr "Міст "
"відбудували."

#.
#. an empty line above
msgid "Two"
msgstr "Два"

#, fuzzy
#~| msgid "It was cold."
#~ msgid "It was very cold."
#~ msgstr "Було холодно."
"""


def unit_of(text):
    (unit,) = po.parse(text).units
    return unit


@given(UNITS, st.sampled_from([0, 77]))
@example(
    (Unit("a" * 90 + " b" * 40, ("c\n",), comments=("dvomova: edited in uk; was " + "x " * 90 + ".",)),), 77
)
def test_what_is_rendered_is_parsed_again(units, wrap):
    text = po.render(Catalog(HEADER, units), wrap)
    again = po.parse(text)
    assert again.units == units
    assert again.header == HEADER
    assert po.render(again, wrap) == text


@given(UNITS, st.data())
def test_only_the_lines_of_a_changed_unit_change(units, data):
    catalog = po.parse(po.render(Catalog(HEADER, units), 77))
    if not units:
        return
    place = data.draw(st.integers(0, len(units) - 1))
    other = po.changed(catalog.units[place], targets=tuple("new" for _form in units[place].targets))
    changed = replace(catalog, units=(*catalog.units[:place], other, *catalog.units[place + 1 :]))
    parts = [unit.raw for unit in catalog.units]
    before, after = "".join(parts[:place]), "".join(parts[place + 1 :])
    text = po.render(changed)
    assert text.startswith(catalog.header_raw + before)
    assert text.endswith(after)
    assert po.parse(text).units == changed.units


@pytest.mark.parametrize(
    "text",
    [
        FOREIGN,
        FOREIGN.replace("\n", "\r\n"),
        FOREIGN.replace("\n\n", "\n"),
        FOREIGN.replace("\n\n", "\n\n\n"),
        FOREIGN + "\n# a last word\n",
        FOREIGN.rstrip("\n"),
        FOREIGN.replace("\n", "\r\n", 9),
        'msgid "No header"\nmsgstr "Без заголовка"\n',
        "# only a comment\n",
        "",
    ],
    ids=["lf", "crlf", "tight", "airy", "trailing comment", "no end", "mixed", "bare", "comment", "empty"],
)
def test_an_unchanged_file_is_written_as_it_was(text):
    assert po.render(po.parse(text)) == text


def test_what_others_wrote_is_read():
    catalog = po.parse(FOREIGN)
    assert catalog.comments == ("Переклад статті про Ізюм", "Copyright (C) 2026 The newsroom")
    assert catalog.field("x-poedit-basepath") == ".."
    one, two, three = catalog.units
    assert (one.source, one.target) == ("The bridge was rebuilt in spring.", "Міст відбудували.")
    assert (one.state, one.previous) == (State.STALE, "The bridge was rebuilt.")
    assert one.references == ("izium.en.txt", "name with spaces.en.txt")
    assert one.flags == ("no-wrap", "x-unknown")
    assert (two.state, two.extracted) == (State.TRANSLATED, ("an empty line above",))
    assert two.raw.startswith("#.\n#. an")
    assert (three.state, three.fuzzy, three.previous) == (State.OBSOLETE, True, "It was cold.")


def test_crlf_stays_when_something_changes():
    catalog = po.parse(FOREIGN.replace("\n", "\r\n"))
    units = tuple(po.changed(unit, targets=("Інше",)) for unit in catalog.units)
    text = po.render(po.with_field(replace(catalog, units=units), "X-New", "field"))
    assert "\r" not in text.replace("\r\n", "")
    assert "\n" not in text.replace("\r\n", "")
    assert po.parse(text).units == units
    assert po.parse(text).field("X-New") == "field"


def test_a_byte_order_mark_is_dropped_because_gettext_refuses_it():
    assert po.render(po.parse("\ufeff" + FOREIGN)) == FOREIGN


def test_entries_stay_close_together_where_they_were():
    tight = FOREIGN.replace("\n\n", "\n")
    catalog = po.parse(tight)
    units = (catalog.units[0], po.changed(catalog.units[1], targets=("Двоє",)), catalog.units[2])
    assert po.render(replace(catalog, units=units)) == tight.replace("#.\n#. an", "#. an").replace(
        "Два", "Двоє"
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_setting_a_header_field_changes_its_line_only(newline):
    catalog = po.parse(FOREIGN.replace("\n", newline))
    dated = po.with_field(catalog, "PO-Revision-Date", "2026-11-23 10:00+0200")
    assert po.render(dated) == FOREIGN.replace("\n", newline).replace(
        "Revision-Date: 2026-01-02 03:04+0200", "Revision-Date: 2026-11-23 10:00+0200"
    )
    wrapped = po.with_field(catalog, "plural-forms", "nplurals=1; plural=0;")
    assert wrapped.field("Plural-Forms") == "nplurals=1; plural=0;"
    assert po.parse(po.render(wrapped)).header == wrapped.header
    added = po.with_field(catalog, "X-Dvomova-Built", 'a "b"')
    assert po.parse(po.render(added)).header == (*catalog.header, ("X-Dvomova-Built", 'a "b"'))


@pytest.mark.parametrize(
    "first", ['see "the plan', '| a table of ours "x', 'dvomova: also translated as “5" pipe”']
)
def test_what_dvomova_wrote_is_never_taken_for_the_rest_of_a_comment(first):
    unit = unit_of(f'# {first}\n# dvomova: edited in uk; was "Місто"\nmsgid "Town"\nmsgstr "Містечко"\n')
    assert unit.comments == (first, 'dvomova: edited in uk; was "Місто"')
    assert unit.state is State.AHEAD


def test_a_comment_of_dvomova_that_babel_wrapped_is_one_line_again():
    unit = unit_of('# dvomova: edited in uk; was "Місто\n# над річкою"\nmsgid "Town"\nmsgstr "Містечко"\n')
    assert unit.comments == ('dvomova: edited in uk; was "Місто над річкою"',)


def test_a_catalog_without_a_revision_date_gets_none():
    catalog = po.parse('msgid ""\nmsgstr "Language: uk\\n"\n')
    units = (Unit("Town", ("Місто",)),)
    assert po.revised(catalog, units, "2026-11-23 10:00+0200") == replace(catalog, units=units)


def test_the_first_comment_of_a_file_without_header_is_its_entrys():
    unit = unit_of('# dvomova: edited in uk; was "Місто"\nmsgid "Town"\nmsgstr "Містечко"\n')
    assert unit.state is State.AHEAD


def test_signs_without_a_space_are_read_as_gettext_reads_them():
    unit = unit_of('#comment\n#.note\n#:a.txt\n#,fuzzy\n#|msgid "A"\nmsgid "B"\nmsgstr "Б"\n')
    assert unit == Unit(
        "B",
        ("Б",),
        fuzzy=True,
        previous="A",
        comments=("comment",),
        extracted=("note",),
        references=("a.txt",),
    )


def test_the_last_entry_is_read_whatever_follows():
    assert unit_of('msgid "A"\nmsgstr "А"\n\n#,\n').target == "А"


def test_a_previous_text_that_babel_made_a_comment_of_is_recognised():
    text = '# | msgid ""\n# | "Old "\n# | "text"\n# kept\n#, fuzzy\nmsgid "New text"\nmsgstr "Текст"\n'
    unit = unit_of(text)
    assert (unit.state, unit.previous, unit.comments) == (State.STALE, "Old text", ("kept",))
    assert unit_of(po.render(Catalog((), (replace(unit, raw=""),)))) == unit


def test_babel_drops_the_flag_of_an_obsolete_entry_but_not_what_shows_it():
    unit = unit_of('# | msgid "Old"\n#~ msgid "New"\n#~ msgstr "Текст"\n')
    assert (unit.obsolete, unit.fuzzy, unit.previous) == (True, True, "Old")


def test_what_babel_left_of_a_previous_text_at_a_confirmed_entry_is_no_comment():
    unit = unit_of('# | msgid "Old"\n# a word\nmsgid "New"\nmsgstr "Текст"\n')
    assert (unit.state, unit.previous, unit.comments) == (State.TRANSLATED, None, ("a word",))


def test_comments_that_babel_tore_apart_are_mended():
    unit = unit_of(
        '# | msgid "A long text that was\n# wrapped"\n'
        '# dvomova: edited in uk; was "зовсім\n# інше"\n# free "words\n# here\n'
        '#, fuzzy\n#| msgid "newer"\nmsgid "New"\nmsgstr "Текст"\n'
    )
    assert unit.previous == "A long text that was wrapped"
    assert unit.comments == ('dvomova: edited in uk; was "зовсім інше"', 'free "words', "here")
    assert unit.state is State.CONFLICT


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('msgid "A"\nmsgstr "b\n', 2),
        ('msgid "A"\nmsgstr "А"\n\nmsgid "B"\nnonsense\n', 5),
        ('msgid "A"\n\nmsgid "B"\n<<<<<<< ours\nmsgstr "b"\n', 4),
        ('msgid "A"\r\nmsgstr "А"\r\n=======\r\nmsgstr "Б"\r\n', 3),
    ],
)
def test_what_is_no_po_file_is_refused_with_its_line(text, line):
    with pytest.raises(FileError) as caught:
        po.parse(text, "locales/uk/LC_MESSAGES/a.po")
    assert caught.value.line == line
    assert caught.value.path == "locales/uk/LC_MESSAGES/a.po"


def test_no_line_end_but_the_real_ones_ends_a_line():
    unit = unit_of('msgid "one\u2028two\u0085three\x1cfour"\nmsgstr "один\u2029два"\n')
    assert (unit.source, unit.target) == ("one\u2028two\u0085three\x1cfour", "один\u2029два")


def test_a_text_is_on_one_line_unless_wrapped():
    unit = Unit("слово " * 40 + "кінець", ("word " * 40,))
    assert max(map(len, po.render(Catalog(HEADER, (unit,))).split("\n"))) > 200
    plain = po.render(Catalog((), (unit,)), 77)
    assert max(map(len, plain.split("\n"))) <= 77


def test_changing_nothing_keeps_the_lines():
    unit = po.parse(FOREIGN).units[1]
    assert po.changed(unit, targets=("Два",)) is unit
    assert po.changed(unit, targets=("Двоє",)).raw == ""
