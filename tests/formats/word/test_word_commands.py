"""A Word document through the whole loop, as an editor takes it; and opened by LibreOffice."""

import io
import re
import zipfile

import pytest

HEADING = '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
TABLE = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
BOLD = "<w:rPr><w:b/></w:rPr>"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
CATALOG = "locales/uk/LC_MESSAGES/library.po"


def text(words, look=""):
    return f'<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*runs, head=""):
    return f"<w:p>{head}{''.join(runs)}</w:p>"


STYLES = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>'
BODY = "".join(
    (
        paragraph(text("The library that lent electricity"), head=HEADING),
        paragraph(
            text("For eleven weeks there was "),
            text("no light", BOLD),
            text(". Then the librarians borrowed a generator."),
            NOTE,
        ),
        TABLE.format(paragraph(text("Forty power banks"))),
        paragraph(text("It was loud, and nobody minded.")),
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/></w:sectPr>',
    )
)
PARTS = {
    "word/footnotes.xml": paragraph(text("From the fire station.")),
    "word/header1.xml": paragraph(text("Notes from Bucha")),
    "word/styles.xml": STYLES,
}
TRANSLATIONS = {
    "The library that lent electricity": "Бібліотека, що позичала світло",
    "For eleven weeks there was <b>no light</b>.": "Одинадцять тижнів <b>не було світла</b>.",
    "Then the librarians borrowed a generator.": "Тоді бібліотекарки позичили генератор.",
    "Forty power banks": "Сорок павербанків",
    "It was loud, and nobody minded.": "Він був гучний, та ніхто не нарікав.",
    "From the fire station.": "У пожежників.",
    "Notes from Bucha": "Нотатки з Бучі",
}


def body_of(path):
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
        return file.read("word/document.xml").decode()


def words_of(path):
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", body_of(path)))


@pytest.fixture
def library(desk, word):
    """A document whose catalog has been made."""
    desk.write("library.en.docx", word(BODY, PARTS))
    desk.ok("update", "library.en.docx")
    return desk


def test_the_loop(library, word):
    assert list(library.targets(CATALOG)) == list(TRANSLATIONS)
    assert library.ok("segment", "library.en.docx").out.splitlines() == list(TRANSLATIONS)
    library.translate(CATALOG, TRANSLATIONS)
    library.ok("build")
    built = library.root / "library.uk.docx"
    assert "світлоОдинадцять тижнів не було світла. Тоді бібліотекарки" in words_of(built)
    assert library.ok("build").out == ""
    edited = BODY.replace("Forty power banks", "Fifty power banks")
    library.write("library.en.docx", word(edited, PARTS))
    assert "1 out of date" in library.ok("update").err
    assert "[-Forty-]{+Fifty+} power banks" in library.ok("diff").out
    assert "library.en.docx:3" in library.ok("diff").out
    library.ok("undo")
    library.write("library.en.docx", word(BODY, PARTS))
    assert library.states() == {"translated": 7}


def test_what_is_not_translated_is_left_out(library):
    wanted = ("The library that lent electricity", "Then the librarians borrowed a generator.")
    library.translate(CATALOG, {words: TRANSLATIONS[words] for words in wanted})
    library.ok("build", "--untranslated", "omit")
    built = body_of(library.root / "library.uk.docx")
    assert re.findall(r"<w:t[^>]*>([^<]+)</w:t>", built) == [TRANSLATIONS[words] for words in wanted]
    assert built.count("<w:p>") == 3  # the last one is gone, a table cell needs one
    assert built.count("<w:footnoteReference") == 1


def test_a_document_edited_in_word_is_left_alone(library):
    library.translate(CATALOG, TRANSLATIONS)
    library.ok("build")
    path = library.root / "library.uk.docx"
    edited = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(edited)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(
        "Сорок".encode(), "П’ятдесят".encode()
    )
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    path.write_bytes(pack.getvalue())
    outcome = library.run("build")
    assert outcome.code == 1
    assert "П’ятдесят павербанків" in outcome.err + outcome.out
    assert path.read_bytes() == pack.getvalue()
    library.ok("build", "--force")
    assert "Сорок" in words_of(path)


@pytest.mark.parametrize(("name", "told"), [("old.en.doc", "97"), ("macros.en.docm", "macros")])
def test_what_is_refused_is_refused_by_name_only(desk, word, name, told):
    data = word(BODY)
    if name.endswith(".docm"):
        pack = io.BytesIO(data)
        with zipfile.ZipFile(pack, "a") as file:
            file.writestr("word/vbaProject.bin", b"x")
        data = pack.getvalue()
    else:
        data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    desk.write(f"texts/{name}", data)
    desk.write("texts/library.en.docx", word(BODY))
    outcome = desk.run("update", f"texts/{name}")
    assert (outcome.code, told in outcome.err) == (3, True)
    desk.ok("update", "texts")  # in which nobody looks for such files
    assert (desk.root / "locales/uk/LC_MESSAGES/texts/library.po").exists()


@pytest.mark.interop
def test_libreoffice_shows_the_translation(library, shown):
    library.translate(CATALOG, TRANSLATIONS)
    library.ok("build")
    text = shown(library.root / "library.uk.docx")
    for words in TRANSLATIONS.values():
        assert re.sub(r"<[^<>]*>", "", words) in text
    assert not re.search("[A-Za-z]", text)


def link(key, words):
    return f'<w:hyperlink r:id="{key}">{text(words)}</w:hyperlink>'


def test_a_link_put_in_before_others_flags_nothing_else(desk, word):
    links = {"map": "https://example.org/map", "list": "https://example.org/list"}
    second = (text("Then came "), link("list", "a list"), text(" of names."))
    desk.write("library.en.docx", word(paragraph(text("It was loud. "), *second), links=links))
    desk.ok("update", "library.en.docx")
    words = {"It was loud.": "Було гучно.", "Then came <1>a list</1> of names.": "Далі — <1>список</1> імен."}
    desk.translate(CATALOG, words)
    first = (text("It was loud in "), link("map", "Bucha"), text(". "))
    desk.write("library.en.docx", word(paragraph(*first, *second), links=links))
    desk.ok("update")
    desk.ok("build")
    assert desk.targets(CATALOG)["Then came <2>a list</2> of names."] == "Далі — <2>список</2> імен."
    assert desk.states() == {"stale": 1, "translated": 1}
    built = body_of(desk.root / "library.uk.docx")
    assert re.findall(r'<w:hyperlink r:id="(\w+)">.*?<w:t[^>]*>([^<]*)<', built) == [("list", "список")]
