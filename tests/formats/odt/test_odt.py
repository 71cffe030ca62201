"""OpenDocument texts: what translators see, what is written, what is refused; their laws."""

import io
import os
import re
import zipfile
from xml.parsers import expat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvomova.document import Recipe, parse, rebuild, rebuild_verified
from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.formats.odt import OpenDocument
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

ODT = Recipe(OpenDocument(), Paragraphs())
SENTENCES = Recipe(OpenDocument(), Sentences())

STYLE = '<style:style style:name="{}" style:family="text"{}><style:text-properties {}/></style:style>'
STYLES = "".join(
    STYLE.format(name, more, said)
    for name, more, said in (
        ("T1", "", 'officeooo:rsid="001a"'),
        ("T2", "", 'fo:font-weight="bold" style:font-weight-asian="bold"'),
        ("T3", "", 'fo:font-style="italic"'),
        ("T4", "", 'fo:color="#ff0000" fo:language="en" fo:country="US"'),
        ("T5", "", 'style:text-underline-style="solid" style:text-underline-width="auto"'),
        ("T6", "", 'style:text-position="super 58%"'),
        ("T7", ' style:parent-style-name="Emphasis"', ""),
    )
)


def span(words, style="T2"):
    return f'<text:span text:style-name="{style}">{words}</text:span>'


def body(*paragraphs):
    content = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    return (
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{content}</office:text></office:body>"
    )


def document(*paragraphs, recipe=ODT):
    return parse(body(*paragraphs), recipe, language="en")


LINK = '<text:a xlink:href="https://a.b">{}</text:a>'
NOTE = (
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
)
COMMENT = "<office:annotation><dc:creator>A</dc:creator><text:p>A comment</text:p></office:annotation>"
SEEN = {
    "plain": ("Words.", "Words.", []),
    "revisions": ("One " + span("sen", "T1") + span("tence.", "T1"), "One sentence.", []),
    "bold": ("So " + span("bold") + ".", "So <b>bold</b>.", []),
    "nested": (span("a " + span("b", "T3") + " c") + " d", "<b>a <i>b</i> c</b> d", []),
    "coloured": ("Some " + span("red", "T4") + " words", "Some <1>red</1> words", ["colour #ff0000"]),
    "underlined, raised": (
        "m" + span("2", "T6") + " and " + span("so", "T5"),
        "m<sup>2</sup> and <u>so</u>",
        [],
    ),
    "named": (
        "A " + span("b", "T7") + " and " + span("c", "Strong_20_Emphasis"),
        "A <em>b</em> and <strong>c</strong>",
        [],
    ),
    "another style": ("A " + span("b", "Source_20_Text"), "A <1>b</1>", ["style Source_20_Text"]),
    "link": ("See " + LINK.format(span("it", "T1")) + ".", "See <1>it</1>.", ["link https://a.b"]),
    "a link in a span": (span("See " + LINK.format("it")), "See <1>it</1>", ["link https://a.b"]),
    "signs": ("a<text:tab/>b<text:line-break/>c<text:s text:c='2'/>d", "a\tb<br>c  d", []),
    "white space": ("\n  a  b\n" + span(" c ") + " d\n", "a b <b>c</b> d", []),
    "numbered by hand": ("1.<text:tab/>First", "First", []),
    "field": ("Page <text:page-number>5</text:page-number> of", "Page <1/> of", ["field page-number"]),
    "field with words": ("On <text:date>4 March</text:date> it is", "On <1/> it is", ["field date"]),
    "marks and comments": (
        (
            f'A<text:bookmark-start text:name="x"/> b<text:bookmark-end text:name="x"/>{COMMENT} c'
            "<text:soft-page-break/>."
        ),
        "A b c.",
        [],
    ),
    "references": ("A &amp; &lt;b&gt; &#1103;", "A & &lt;b> я", []),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_translators_see(name):
    source, text, means = SEEN[name]
    read = document(source)
    assert [segment.text for segment in read.segments] == [text]
    assert [code.means for code in read.reading.blocks[0].codes] == means
    marked = re.sub(r"(\w)(?=\w*$)", "\\1ʹ", text)
    built, broken = rebuild_verified(read, ODT, [marked])
    assert not broken
    assert [segment.text for segment in parse(built, ODT, language="uk").segments] == [marked]


WRITTEN = {
    "bold": ("A " + span("b"), "<b>Б</b> і  а", span("Б") + ' і <text:s text:c="1"/>а'),
    "bold that is new": ("Words", "Жирне <b>слово</b>", "Жирне " + span("слово")),
    "a link": (LINK.format("A") + " b", "Б <1>а</1>", "Б " + LINK.format("а")),
    "signs": ("One", "а\tб<br>в", "а<text:tab/>б<text:line-break/>в"),
    "comments stay": ("A" + COMMENT + " b", "Аб", "Аб" + COMMENT),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written(name):
    source, translation, expected = WRITTEN[name]
    assert rebuild(document(source), ODT, [translation]) == body(expected)


def test_notes_are_blocks_in_the_sentence_they_stand_in():
    read = document("One" + NOTE.format("A note.") + " is here. Two is there.", recipe=SENTENCES)
    assert [(s.kind, s.text) for s in read.segments] == [
        ("paragraph", "One<1/> is here."),
        ("paragraph", "Two is there."),
        ("footnote", "A note."),
    ]
    built, broken = rebuild_verified(read, SENTENCES, ["Перше<1/> тут.", None, "Примітка."])
    assert not broken
    assert built == body("Перше" + NOTE.format("Примітка.") + " тут. Two is there.")
    built, broken = rebuild_verified(read, SENTENCES, ["Перше тут.", "Друге.", "Примітка."])
    assert broken == [0]
    assert built == body("One" + NOTE.format("Примітка.") + " is here. Друге.")


def test_what_paragraphs_are():
    source = (
        '<text:h text:outline-level="1">Heading</text:h><text:list><text:list-item><text:p>Item</text:p>'
        "</text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>Cell</text:p>"
        '</table:table-cell></table:table-row></table:table><text:p text:style-name="Title">Title</text:p>'
        '<text:p text:style-name="P1">Quote</text:p><text:p text:style-name="Caption">Caption</text:p>'
    )
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    changes = (
        "<text:tracked-changes><text:deletion><text:p>Gone</text:p></text:deletion></text:tracked-changes>"
    )
    footer = "<style:master-page><style:footer><text:p>Footer</text:p></style:footer></style:master-page>"
    read = parse(f"{styles}<office:text>{changes}{source}</office:text>\0{footer}", ODT, language="en")
    assert [(segment.kind, segment.text) for segment in read.segments] == [
        ("heading", "Heading"),
        ("list item", "Item"),
        ("table cell", "Cell"),
        ("title", "Title"),
        ("quote", "Quote"),
        ("caption", "Caption"),
        ("footer", "Footer"),
    ]


def test_pictures_have_words():
    frame = "<draw:frame><svg:title>A map</svg:title><svg:desc>of &lt;Izium&gt;</svg:desc>{}</draw:frame>"
    box = "<draw:text-box><text:p>In the box</text:p></draw:text-box>"
    read = document("Some " + frame.format(box) + " words", frame.format(""))
    assert [segment.text for segment in read.segments] == [
        "Some <1/> words",
        "A map",
        "of <Izium>",
        "In the box",
        "A map",
        "of <Izium>",
    ]
    built, broken = rebuild_verified(read, ODT, ["Якісь <1/> слова", "Мапа", "<І>", "У рамці", None, "<І>"])
    assert not broken
    assert built.count("<svg:desc>&lt;І&gt;</svg:desc>") == 2
    assert "<svg:title>Мапа</svg:title>" in built


def odt_file(content, meta="", **members):
    names = {"office", "text", "table", "draw", "style", "meta"}
    declared = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    declared += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    declared += ' xmlns:svg="s" xmlns:xlink="x"'
    declared += ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:officeooo="o"'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml", f"<office:document-content {declared}>{content}</office:document-content>"
        )
        archive.writestr("meta.xml", f"<office:document-meta {declared}>{meta}</office:document-meta>")
        for name, text in members.items():
            archive.writestr(name, text)
    return file.getvalue()


def test_a_file_comes_back_and_says_its_language():
    meta = "<office:meta><dc:title>A title</dc:title><dc:language>en-US</dc:language></office:meta>"
    data = odt_file(body("Some " + span("red", "T4") + " words"), meta)
    read = parse(ODT.decode(data, "a.odt"), ODT, language="en")
    assert ODT.encode(rebuild(read, ODT, [None, None]), data) == data
    assert [segment.text for segment in read.segments] == ["Some <1>red</1> words", "A title"]
    built = ODT.encode(rebuild(read, ODT, ["Слова", "Назва"], "uk"), data)
    with zipfile.ZipFile(io.BytesIO(built)) as archive:
        content, about = (archive.read(name).decode() for name in ("content.xml", "meta.xml"))
        assert archive.infolist()[0].filename == "mimetype"
    assert 'fo:language="uk" fo:country="UA"' in content
    assert "<dc:title>Назва</dc:title><dc:language>uk-UA</dc:language>" in about


@pytest.mark.parametrize(
    ("members", "told"),
    [
        ({"encrypted-package": "x"}, "encrypted"),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, "encrypted"),
        ({"../x": ""}, "outside"),
    ],
)
def test_what_cannot_be_worked_with_is_refused(members, told):
    with pytest.raises(FileError, match=told):
        ODT.decode(odt_file(body("Words"), **members), "a.odt")


def test_other_documents_are_refused():
    data = odt_file("").replace(b"opendocument.text", b"opendocument.shop")
    with pytest.raises(FileError, match=r"damaged|no OpenDocument text"):
        ODT.decode(data, "a.odt")


slow = settings(
    max_examples=int(os.environ.get("DVOMOVA_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
WORDS = st.sampled_from(
    [
        "Words",
        " words ",
        "One is here. Two is there.",
        "One. Two is ",
        ". ",
        " ",
        "  ",
        "&amp;",
        "&lt;b&gt;",
        "&lt;1",
        "2022",
        "\n new\n",
    ]
)
VOIDS = st.sampled_from(
    [
        "<text:tab/>",
        "<text:line-break/>",
        "<text:s/>",
        "<text:page-number>5</text:page-number>",
        COMMENT,
        '<text:bookmark text:name="x"/>',
        NOTE.format("A note. Two."),
        span("", "T2"),
    ]
)
WRAPPED = st.sampled_from([(f'<text:span text:style-name="T{n}">', "</text:span>") for n in range(1, 7)])
LINKED = st.sampled_from([('<text:a xlink:href="b">', "</text:a>"), ("<text:meta>", "</text:meta>")])


def inline(inner):
    held = st.lists(inner, max_size=3).map("".join)
    return st.builds(lambda tag, text: tag[0] + text + tag[1], st.one_of(WRAPPED, WRAPPED, LINKED), held)


INLINE = st.recursive(st.one_of(WORDS, WORDS, VOIDS), inline, max_leaves=8)
BODIES = st.lists(st.lists(INLINE, max_size=6).map("".join), min_size=1, max_size=3).map(
    lambda held: body(*held)
)
NASTY = [
    None,
    "Текст",
    "<b>Т",
    "<1>Т</1>",
    "<1/>а",
    "<2/>",
    "&lt;b>",
    "\x01",
    "а  б",
    "<i>а</i>",
    "",
    "<text:p>",
]


def is_well_formed(source):
    expat.ParserCreate().Parse(f"<all>{source}</all>", True)
    return True


@slow
@given(BODIES, st.sampled_from([ODT, SENTENCES]), st.data())
def test_what_is_laid_in_is_read_again(source, recipe, data):
    assert is_well_formed(source)
    read = parse(source, recipe, language="en")
    texts = [segment.text for segment in read.segments]
    assert rebuild(read, recipe, [None] * len(texts)) == source
    marked = [re.sub(r"\b([A-Z])([a-z]{3,})\b(?![^<]*>)", "\\1ʹ\\2", text) for text in texts]
    chosen = [text if data.draw(st.booleans()) else None for text in marked]
    built, broken = rebuild_verified(read, recipe, chosen)
    assert not broken
    assert is_well_formed(built)
    found = [block.text for block in read.reading.blocks]
    for segment, words in reversed(list(zip(read.segments, chosen, strict=True))):
        if words is not None:
            text = found[segment.block]
            found[segment.block] = text[: segment.inside.start] + words + text[segment.inside.end :]
    assert [block.text for block in OpenDocument().read(built, ReadOptions()).blocks] == found


@slow
@given(BODIES, st.sampled_from([ODT, SENTENCES]), st.data())
def test_a_verified_document_has_the_structure_of_its_source(source, recipe, data):
    read = parse(source, recipe, language="en")
    chosen = [data.draw(st.sampled_from(NASTY)) for _segment in read.segments]
    built, broken = rebuild_verified(read, recipe, chosen)
    assert is_well_formed(built)
    assert OpenDocument().read(built, ReadOptions()).skeleton == read.reading.skeleton
    assert built == rebuild(read, recipe, [None if i in broken else text for i, text in enumerate(chosen)])


@slow
@given(
    st.lists(
        st.one_of(INLINE, st.sampled_from(["<text:p>", "</text:p>", "</text:span>", "<", "\0"])), max_size=9
    )
)
def test_no_text_makes_the_reader_fail(pieces):
    source = "".join(pieces)
    read = parse(source, ODT, language="en")
    assert rebuild(read, ODT, [None] * len(read.segments)) == source


def test_deep_nesting_is_read():
    spans = '<text:span text:style-name="T2">' * 20_000 + "deep" + "</text:span>" * 20_000
    source = body("Words", spans, "a " * 50_000, span("b ") * 20_000, "<text:s text:c='999999999'/>c d")
    assert [segment.text[:8] for segment in parse(source, ODT, language="en").segments] == [
        "Words",
        "a a a a ",
        "b b b b ",
        "c d",
    ]
