"""Tables, TBX and catalogs: what is written is read back; what others write is read, and the rest is told."""

from __future__ import annotations

import contextlib
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.errors import FileError
from dvomova.glossary import table, tbx
from dvomova.glossary.records import PARTS_OF_SPEECH, Wording, entry
from dvomova.workflow import terminology

SIGNS = ["рада", "Kyiv", "п’ять", "&", "<b>", "|", "\\", '"', ",", ";", "'", "=", "𝄞", "людей"]
TEXT = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(TEXT, max_size=3, unique=True).map(tuple)
WORDING = st.builds(Wording, TEXTS.filter(bool), TEXTS, TEXTS)
ENTRY = st.builds(
    lambda uk, en, verbatim, **rest: entry(uk, en, verbatim=verbatim, **rest),
    WORDING,
    WORDING,
    st.booleans(),
    part_of_speech=st.sampled_from(["", *PARTS_OF_SPEECH]),
    domain=TEXT | st.just(""),
    note=TEXT | st.just("") | st.just("one\ntwo"),
)
ENTRIES = st.lists(ENTRY, max_size=4)


@given(ENTRIES)
def test_tables_give_back_what_was_written(entries):
    assert table.read(table.written(entries), "g.csv") == (tuple(entries), ())


@given(ENTRIES)
def test_tbx_gives_back_what_was_written(entries):
    for text in (tbx.written(entries), tbx.written_as_martif(entries)):
        assert tbx.read(text.encode(), "g.tbx") == (tuple(entries), ())


@given(ENTRIES)
def test_tbx_is_as_the_dialect_says(entries):
    from lxml import etree

    grammar = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tbx-basic.rng"))))
    tree = etree.fromstring(tbx.written(entries).encode())
    assert grammar.validate(tree), grammar.error_log


@given(ENTRIES, st.sampled_from(["uk", "en"]))
def test_catalogs_give_back_what_was_written(entries, source):
    text = terminology.exported(entries, "g.po", source)
    back = terminology._of_catalog(po.parse(text, "g.po"), "g.po")
    assert len(polib.pofile(text)) == len(entries)
    homonyms = len({(one.domain, one.translation(source)) for one in entries}) < len(entries)
    if not homonyms:
        assert back.entries == tuple(entries)


@given(st.text(), st.sampled_from(["", "uk,en\n", "uk;en;note\n", "en\tuk\n"]))
def test_no_table_is_worse_than_refused(text, head):
    try:
        found = table.read(head + text, "g.csv")
    except FileError:
        return
    assert all(one.uk.terms or one.en.terms for one in found.entries)


def test_a_table_of_a_spreadsheet():
    text = (
        "\ufeffEN;UK;Part of speech;Owner;DNT\r\nKyiv; Київ ;name;me;\r\n"
        "Signal;;;;так\r\n;;;x;\r\nbank;;bird;;\r\n"
    )
    found = table.read(text, "g.csv")
    kyiv, signal, bank = found.entries
    assert (kyiv.uk.terms, kyiv.part_of_speech) == (("Київ",), "proper noun")
    assert (signal.uk.terms, signal.verbatim) == (("Signal",), True)
    assert bank.part_of_speech == ""
    assert found.left_out == ((1, "owner"), (4, "a line without a term"), (5, "part_of_speech: bird"))


def test_what_is_added_stands_behind_what_there_is_in_its_columns():
    text = "en;uk;owner\r\nKyiv;Київ;me"
    one = entry(Wording(("Ізюм",)), Wording(("Izium; town",)))
    assert table.added(text, [one], "g.csv") == text + '\r\n"Izium; town";Ізюм;\r\n'
    with pytest.raises(FileError, match="has no column note"):
        table.added(text, [one._replace(note="x")], "g.csv")


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "Київ,Kyiv\n", "uk\n"])
def test_what_is_no_table_is_refused_with_its_line(text):
    with pytest.raises(FileError, match="must name the columns") as error:
        table.read(text, "g.csv")
    assert error.value.line == 1


MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry id="1"><descripGrp><descrip type="definition">A river.</descrip></descripGrp>
<descrip type="subjectField">geography</descrip>
<langSet xml:lang="en-US">
<ntig><termGrp><term>Oskil</term><termNote type="partOfSpeech">properNoun</termNote></termGrp>
<descrip type="context">on the Oskil</descrip></ntig>
<tig><term>Oskol</term>
<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="uk-UA"><tig><term>Оскол</term></tig>
<tig><term><hi>Оскіл</hi></term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="pl"><tig><term>Oskoł</term></tig></langSet>
</termEntry></body></text></martif>
"""
DCT = """<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="a"><min:subjectField>geography</min:subjectField>
<basic:definition>A river.</basic:definition>
<langSec xml:lang="en">
<termSec><term>Oskil</term><min:partOfSpeech>properNoun</min:partOfSpeech>
<basic:context>on the Oskil</basic:context></termSec><termSec><term>Oskol</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="uk"><termSec><term>Оскол</term></termSec><termSec><term>Оскіл</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec></langSec>
<langSec xml:lang="pl"><termSec><term>Oskoł</term></termSec></langSec></conceptEntry></body></text></tbx>
"""


@pytest.mark.parametrize("text", [MARTIF, DCT])
def test_tbx_of_others(text):
    found = tbx.read(text.encode(), "g.tbx")
    expected = entry(
        Wording(("Оскіл", "Оскол")),
        Wording(("Oskil",), (), ("Oskol",)),
        part_of_speech="proper noun",
        domain="geography",
        note="A river.",
    )
    assert found.entries == (expected,)
    assert {what for _line, what in found.left_out} == {"context ×1", "xml:lang=pl ×1"}


BOMB = '<!DOCTYPE t [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><tbx>&b;</tbx>'
FILES = '<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/passwd">]><tbx>&a;</tbx>'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (BOMB, 1),
        (FILES, 1),
        ('<!DOCTYPE t SYSTEM "t.dtd">\n<tbx>\n&foreign;</tbx>', 3),
        ("<tbx>\n<text></tbx>", 2),
        ("", 1),
        ("<html/>", 1),
        ("<a>" * 5_000, 1),
        ('<?xml version="1.0" encoding="x"?><tbx/>', 1),
    ],
)
def test_bad_xml_is_refused_with_its_line(text, line):
    with pytest.raises(FileError) as error:
        tbx.read(text.encode(), "g.tbx")
    assert (error.value.path, error.value.line) == ("g.tbx", line)


@given(st.binary() | st.text().map(lambda text: f"<tbx>{text}</tbx>".encode()))
def test_no_bytes_are_worse_than_refused(data):
    with contextlib.suppress(FileError):
        tbx.read(data, "g.tbx")


def test_a_quotation_mark_that_is_not_closed_swallows_no_terms():
    with pytest.raises(FileError) as error:
        table.read('uk,en\nсело,village\n"павербанк,power bank\nміст,bridge\n', "g.csv")
    assert (error.value.path, error.value.line) == ("g.csv", 3)
