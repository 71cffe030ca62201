"""Word documents as files: what is refused, what is copied, in which language they say they are."""

import io
import struct
import zipfile

import pytest

from dvomova.document import Recipe, parse, rebuild
from dvomova.errors import FileError
from dvomova.formats import archive
from dvomova.formats.base import ReadOptions
from dvomova.formats.docx import Word
from dvomova.segmenters.paragraphs import Paragraphs

WORD = Recipe(Word(), Paragraphs())
OPTIONS = ReadOptions()
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def read(data):
    return parse(WORD.decode(data, "a.docx"), WORD, language="en")


def members(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(found):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for name, content in found.items():
            target.writestr(name, content)
    return file.getvalue()


def with_member(data, name, content):
    """The document with another member."""
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive_:
        archive_.writestr(name, content)
    return file.getvalue()


def built(data, *translations, language="uk"):
    document = read(data)
    return WORD.encode(rebuild(document, WORD, translations, language), data)


def test_only_parts_that_change_are_written(word):
    data = word(PARAGRAPH.format("One"), {"word/header1.xml": PARAGRAPH.format("Head")})
    data = with_member(data, "word/media/image1.png", bytes(range(256)))
    assert built(data, None, None, language="") == data
    new = members(built(data, None, "Верх", language=""))
    head = members(data)["word/header1.xml"].replace(b"Head", "Верх".encode())
    assert new.pop("word/header1.xml") == head
    assert {name: content for name, content in members(data).items() if name in new} == new


def test_the_order_is_that_of_readers(word):
    names = ("footer1", "header1", "endnotes", "footnotes")
    parts = {f"word/{name}.xml": PARAGRAPH.format(name) for name in names}
    texts = [segment.text for segment in read(word(PARAGRAPH.format("body"), parts)).segments]
    assert texts == ["body", "footnotes", "endnotes", "header1", "footer1"]


def test_parts_are_found_by_their_relationships(word):
    """Word Online calls the document ``document2.xml``; others write paths from the root, or capitals."""
    found = members(word(PARAGRAPH.format("One")))
    found["word/Document2.xml"] = found.pop("word/document.xml")
    found["word/_rels/Document2.xml.rels"] = found.pop("word/_rels/document.xml.rels")
    found["_rels/.rels"] = found["_rels/.rels"].replace(b'"word/document.xml"', b'"/word/document2.xml"')
    assert [segment.text for segment in read(packed(found)).segments] == ["One"]


CORE = (
    '<?xml version="1.0"?><cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">{}</cp:coreProperties>'
)


def test_what_a_document_says_of_itself_is_translated(word):
    about = "<dc:title>On &amp; off</dc:title><dc:creator>Olena Koval</dc:creator><dc:subject/>"
    about += "<dc:description>Two\r\nlines</dc:description><dc:language>en-US</dc:language>"
    data = word(PARAGRAPH.format("One"), {"docProps/core.xml": CORE.format(about)})
    assert [(segment.kind, segment.text) for segment in read(data).segments] == [
        ("paragraph", "One"),
        ("title", "On & off"),
        ("paragraph", "Two\nlines"),
    ]
    core = members(built(data, None, "Так & <ні>", "Два\nрядки"))["docProps/core.xml"].decode()
    assert "<dc:title>Так &amp; &lt;ні&gt;</dc:title><dc:creator>Olena Koval</dc:creator>" in core
    assert "Два\r\nрядки" in core
    assert "<dc:language>uk-UA</dc:language>" in core


DEFAULTS = "<w:docDefaults><w:rPrDefault>{}</w:rPrDefault></w:docDefaults>"
LANGUAGES = [
    (
        DEFAULTS.format('<w:rPr><w:lang w:val="en-US"/></w:rPr>'),
        "en-US",
    ),
    (
        DEFAULTS.format('<w:rPr><w:lang w:eastAsia="ja-JP"/></w:rPr>'),
        None,
    ),
    (DEFAULTS.format("<w:rPr><w:b/></w:rPr>"), None),
    (DEFAULTS.format("<w:rPr/>"), None),
    ("<w:docDefaults><w:rPrDefault/></w:docDefaults>", None),
    ("<w:docDefaults/>", None),
    ("", None),
]


@pytest.mark.parametrize(("styles", "said"), LANGUAGES)
def test_the_built_document_says_its_language(word, styles, said):
    data = word(PARAGRAPH.format("One"), {"word/styles.xml": styles})
    for language, expected in (("uk", "uk-UA"), ("en", said or "en-GB")):
        new = built(data, None, language=language)
        changed = members(new)["word/styles.xml"].decode()
        defaults = changed[changed.index("<w:docDefaults>") : changed.index("</w:docDefaults>")]
        assert f'w:val="{expected}"' in defaults[defaults.index("<w:rPrDefault>") :]
        assert changed.count("<w:lang") == 1
        assert built(new, "Раз", language=language) != new  # it can be read again, and says so still
        assert members(built(new, None, language=language)) == members(new)


def test_styles_that_speak_a_third_language_go_on_to(word):
    style = '<w:style w:styleId="{0}"><w:name w:val="{0}"/><w:rPr><w:lang w:val="{1}"/></w:rPr></w:style>'
    styles = (
        LANGUAGES[0][0] + style.format("a", "fr-FR") + style.format("b", "ru-RU") + style.format("c", "en-GB")
    )
    settings = '<w:themeFontLang w:val="en-US" w:bidi="ar-SA"/>'
    data = word(PARAGRAPH.format("One"), {"word/styles.xml": styles, "word/settings.xml": settings})
    new = members(built(data, "Раз"))
    assert [
        piece.split('"')[0] for piece in new["word/styles.xml"].decode().split('<w:lang w:val="')[1:]
    ] == [
        "uk-UA",
        "fr-FR",
        "uk-UA",
        "uk-UA",
    ]
    assert b'<w:themeFontLang w:val="uk-UA" w:bidi="ar-SA"/>' in new["word/settings.xml"]


BOUND = (
    '<w:sdt><w:sdtPr><w:alias w:val="A"/><w:dataBinding w:xpath="{}" w:storeItemID="{{1}}"/></w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)


def test_word_does_not_fill_in_the_original_again(word):
    """A bound control shows what its data say, whatever stands in it."""
    title = BOUND.format("/ns1:coreProperties[1]/ns0:title[1]", PARAGRAPH.format("Title"))
    company = BOUND.format("/ns0:Properties[1]/ns0:Company[1]", PARAGRAPH.format("Company"))
    date = BOUND.format("/x:date", PARAGRAPH.format("2022"))
    run = "<w:r><w:t>{}</w:t></w:r>"
    inside = run.format("By") + BOUND.format("/x:name", run.format("Olena")) + run.format("alone")
    data = word(f"{title}{company}{date}<w:p>{inside}</w:p>")
    document = read(data)
    assert [segment.text for segment in document.segments] == ["Title", "Company", "By<1>Olena</1>alone"]
    new = rebuild(document, WORD, ["Назва", "Товариство", "<1>Олена</1> сама"], "uk")
    assert [piece.split('"')[0] for piece in new.split('w:xpath="')[1:]] == [
        "/ns1:coreProperties[1]/ns0:title[1]",
        "/x:date",
    ]
    kept = rebuild(document, WORD, [None, None, None], "uk")
    assert kept.count("dataBinding") == 3


def test_a_part_may_be_in_another_encoding_and_under_other_prefixes(word):
    data = word("<w:p/>", {"word/header1.xml": ""})
    found = members(data)
    namespace = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    found["word/document.xml"] = (
        '<?xml version="1.0" encoding="windows-1251"?>'
        f'<x:document xmlns:x="{namespace}"><x:body><x:p><x:r><x:rPr><x:lang x:val="en-US"/></x:rPr>'
        "<x:t>Один</x:t></x:r></x:p></x:body></x:document>"
    ).encode("windows-1251")
    found["word/header1.xml"] = (
        '<?xml version="1.0" encoding="UTF-16"?>'
        f'<hdr xmlns="{namespace}"><p><r><t>Два</t><tab/><t>три</t></r></p></hdr>'
    ).encode("utf-16")
    data = packed(found)
    assert [segment.text for segment in read(data).segments] == ["Один", "Два\tтри"]
    new = members(built(data, "One ≠ 1", "Two\tthree", language="en"))
    assert b"<x:r><x:t>One &#8800; 1</x:t></x:r>" in new["word/document.xml"]
    assert "<r><t>Two</t><tab/><t>three</t></r>" in new["word/header1.xml"].decode("utf-16")


def refused(data):
    with pytest.raises(FileError) as caught:
        WORD.decode(data, "a.docx")
    assert caught.value.path.startswith("a.docx")
    assert caught.value.cure
    return caught.value.what


def test_what_cannot_be_worked_with_is_refused_in_plain_words(word):
    data = word(PARAGRAPH.format("One"))
    assert "macros" in refused(with_member(data, "word/vbaProject.bin", b"x"))
    assert "97" in refused(OLE)
    assert "encrypted" in refused(OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "no Word document" in refused(with_member(io.BytesIO().getvalue(), "a.txt", "x"))
    assert "damaged" in refused(data[:-200])
    assert "outside" in refused(with_member(data, "../../evil", "x"))


def broken(word, old, new):
    found = members(word(PARAGRAPH.format("One")))
    found["word/document.xml"] = found["word/document.xml"].replace(old, new)
    return packed(found)


def test_broken_parts_are_named_with_their_line(word):
    assert "word/document.xml in it, line 2" in refused(broken(word, b"</w:t>", b"</w:x>"))
    assert "word/document.xml in it, line 2" in refused(broken(word, b"One", b"\xff"))
    assert "word/document.xml in it, line 2" in refused(broken(word, b"One", b"O\0ne"))
    assert "no Word document" in refused(broken(word, b":document", b":other"))


LAUGHS = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><w:document'


def test_no_entity_is_ever_resolved(word):
    assert "document type" in refused(broken(word, b"<w:document", LAUGHS))


def test_a_bomb_is_refused(word, monkeypatch):
    assert "MB" in refused(word("<w:p/>" * 3_000_000))
    monkeypatch.setattr(archive, "LARGEST", 10_000)
    assert "MB" in refused(word(PARAGRAPH.format("Words " * 3_000)))


def test_what_is_not_read_is_not_unpacked(word):
    """A picture may be what it likes: it is copied as it is."""
    data = with_member(word(PARAGRAPH.format("One")), "word/media/bomb.png", b"")
    data = bytearray(with_member(data, "word/media/odd.png", bytes(1000)))
    entry = data.rindex(b"word/media/odd.png") - 46
    data[entry + 24 : entry + 28] = struct.pack("<L", 0xFFFFFFF0)
    new = built(bytes(data), "Раз")
    assert zipfile.ZipFile(io.BytesIO(new)).getinfo("word/media/odd.png").file_size == 0xFFFFFFF0


def test_deep_nesting_and_long_lines_are_read(word):
    deep = "<w:tbl><w:tr><w:tc>" * 30_000 + PARAGRAPH.format("Deep") + "</w:tc></w:tr></w:tbl>" * 30_000
    wrapped = "<w:smartTag>" * 20 + "<w:r><w:t>Wrapped</w:t></w:r>" + "</w:smartTag>" * 20
    wrapped += "<w:smartTag>" * 30_000 + "</w:smartTag>" * 30_000
    boxes = "<w:p><w:r><w:pict><w:txbxContent>" * 10_000 + "</w:txbxContent></w:pict></w:r></w:p>" * 10_000
    long = "<w:r><w:t>Very long. </w:t></w:r>" * 50_000
    document = read(word(f"{deep}<w:p>{wrapped}</w:p>{boxes}<w:p>{long}</w:p>"))
    assert [segment.text[:9] for segment in document.segments] == ["Deep", "Wrapped", "Very long"]


def test_crossing_ranges_without_end_are_read(word):
    sign = '<w:fldChar w:fldCharType="{}"/>'
    begin = f"<w:r>{sign.format('begin')}<w:instrText>REF a</w:instrText>{sign.format('separate')}</w:r>"
    pieces = "".join(
        f'<w:bookmarkStart w:id="{number}" w:name="_Ref{number}"/>{begin}<w:r><w:t>word </w:t></w:r>'
        for number in range(2_000)
    )
    ends = "".join(f'<w:bookmarkEnd w:id="{number}"/>' for number in range(2_000))
    document = read(word(f"<w:p>{pieces}{ends}</w:p>"))
    assert document.segments[0].text.count("word") == 2_000
