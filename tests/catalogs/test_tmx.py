"""TMX: an XML reader gets back what went in."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.tmx import Entry, tmx

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n<>&\"'"))


def read(content):
    root = ET.fromstring(content)
    assert (root.tag, root.get("version")) == ("tmx", "1.4")
    return root, [
        (
            {tuv.get(LANGUAGE): tuv.findtext("seg") for tuv in tu.iter("tuv")},
            [p.text for p in tu.iter("prop")],
        )
        for tu in root.iter("tu")
    ]


@given(st.lists(st.tuples(TEXT, TEXT)))
def test_what_is_written_is_read(pairs):
    root, units = read("".join(tmx([Entry(*pair) for pair in pairs], "en", "uk", "1.0")))
    expected = [
        {"en": one.translate(UNHELD), "uk": two.translate(UNHELD)} for one, two in pairs if one and two
    ]
    assert [texts for texts, _known in units] == expected
    header = root.find("header")
    assert header.get("srclang") == "en"
    assert {"creationtool", "segtype", "o-tmf", "adminlang", "datatype"} <= set(header.attrib)


UNHELD = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


def test_what_xml_cannot_hold_is_replaced_and_properties_are_kept():
    content = "".join(tmx([Entry("a\x00b", "в\x1b", (("x-confidence", "97"),))], "en", "uk", '"1"'))
    assert read(content)[1] == [({"en": "a\ufffdb", "uk": "в\ufffd"}, ["97"])]
