"""Word documents: what translators see of a paragraph, and what is written in its place."""

import re

import pytest

from dvomova.document import Recipe, parse, rebuild, rebuild_verified
from dvomova.formats.docx import Word
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

WORD = Recipe(Word(), Paragraphs())
SENTENCES = Recipe(Word(), Sentences())


def run(text, properties=""):
    """A run as Word writes it: spaces at the ends of its text have to be asked for."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<w:r>{look}<w:t{space}>{text}</w:t></w:r>"


def body(*paragraphs):
    """A fragment as the reader takes it: prefixes mean what they usually do."""
    return "<w:body>" + "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs) + "</w:body>"


def document(*paragraphs, recipe=WORD):
    return parse(body(*paragraphs), recipe, language="en")


def texts(*paragraphs):
    return [segment.text for segment in document(*paragraphs).segments]


BOLD, ITALIC, RED = "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>'
LINK = '<w:hyperlink r:id="rId1">{}</w:hyperlink>'
FOOTNOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
MARK = '<w:bookmarkStart w:id="0" w:name="{}"/>{}<w:bookmarkEnd w:id="0"/>'


def field(instruction, result):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText> {instruction} </w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


SEEN = {
    "one run": (run("Words."), "Words.", []),
    "revisions": (
        (
            '<w:r w:rsidR="00A"><w:t>One sen</w:t></w:r><w:proofErr w:type="spellStart"/>'
            '<w:r w:rsidR="00B"><w:rPr><w:lang w:val="en-US"/><w:noProof/></w:rPr><w:t>tence</w:t></w:r>'
            '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:r><w:lastRenderedPageBreak/><w:t>.</w:t></w:r>'
        ),
        "One sentence.",
        [],
    ),
    "bold": (run("So ") + run("bold", BOLD) + run("."), "So <b>bold</b>.", []),
    "nested": (
        run("A ") + run("b ", BOLD) + run("bi", BOLD + ITALIC) + run(" c", BOLD),
        "A <b>b <i>bi</i> c</b>",
        [],
    ),
    "all bold": (run("All ", BOLD) + run("bold", BOLD), "All bold", []),
    "mostly bold": (run("Nearly all bold ", BOLD) + run("x"), "<b>Nearly all bold</b> x", []),
    "spaces look as they like": (run("So") + run(" ", BOLD) + run("plain"), "So plain", []),
    "spaces at ends": (run("So") + run(" bold ", BOLD) + run("it is"), "So <b>bold</b> it is", []),
    "coloured": (run("Some ") + run("red", RED) + run(" words"), "Some <1>red</1> words", ["colour FF0000"]),
    "coloured and bold": (
        run("Words ") + run("red", RED + BOLD),
        "Words <1>red</1>",
        ["colour FF0000, bold"],
    ),
    "most of it": (run("!", RED) + run(" All the rest"), "<1>!</1> All the rest", ["colour FF0000"]),
    "not bold": (
        run("All of it, ") + run("not", '<w:b w:val="0"/>') + run(" this"),
        "All of it, <1>not</1> this",
        ["not bold"],
    ),
    "raised": (
        run("m") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" and so"),
        "m<sup>2</sup> and so",
        [],
    ),
    "underlined, struck": (
        run("A ") + run("b", '<w:u w:val="single"/>') + run(" c ") + run("d", "<w:strike/>"),
        "A <u>b</u> c <s>d</s>",
        [],
    ),
    "link": (
        run("See ") + LINK.format(run("the page", '<w:rStyle w:val="Hyperlink"/>')) + run("."),
        "See <1>the page</1>.",
        ["link"],
    ),
    "bold in a link": (
        run("See ") + LINK.format(run("the ") + run("page", BOLD)) + run("."),
        "See <1>the <b>page</b></1>.",
        ["link"],
    ),
    "link around all": (LINK.format(run("A link")), "A link", []),
    "link at the begin": (LINK.format(run("Words")) + run(" here"), "<1>Words</1> here", ["link"]),
    "footnote": (run("Words") + FOOTNOTE + run(" here."), "Words<1/> here.", ["footnote"]),
    "footnote at the end": (run("Words.") + FOOTNOTE, "Words.", []),
    "two codes in one": (run("A") + FOOTNOTE + FOOTNOTE + run("b"), "A<1/>b", ["footnote, footnote"]),
    "line break": (run("One") + "<w:r><w:br/></w:r>" + run("two"), "One<br>two", []),
    "page break": (
        run("One") + '<w:r><w:br w:type="page"/></w:r>' + run("two"),
        "One<1/>two",
        ["break"],
    ),
    "signs": (
        "<w:r><w:t>A</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>",
        "A\tb\u2011c\u00add",
        [],
    ),
    "numbered by hand": ("<w:r><w:t>1.</w:t><w:tab/><w:t>First</w:t></w:r>", "First", []),
    "entry of contents": (
        LINK.format("<w:r><w:t>Chapter</w:t><w:tab/></w:r>" + field("PAGEREF _Toc1 \\h", run("5"))),
        "Chapter",
        [],
    ),
    "page number": (
        run("Page ") + field("PAGE", run("5")) + run(" of many"),
        "Page <1/> of many",
        ["field PAGE"],
    ),
    "reference": (
        run("See ") + field("REF a", run("the table")) + run("."),
        "See <1>the table</1>.",
        ["field REF"],
    ),
    "link by field": (
        run("See ") + field('HYPERLINK "https://a.b"', run("it")) + run("."),
        "See <1>it</1>.",
        ["link https://a.b"],
    ),
    "simple field": (
        run("On ") + '<w:fldSimple w:instr=" DATE ">' + run("4 March") + "</w:fldSimple>" + run("."),
        "On <1>4 March</1>.",
        ["field DATE"],
    ),
    "field begun elsewhere": (
        run("It ends") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" here"),
        "It ends<1/> here",
        ["field"],
    ),
    "target of a reference": (
        MARK.format("_Ref1", run("Table 1")) + run(": words"),
        "<1>Table 1</1>: words",
        ["target of a reference"],
    ),
    "bookmark": (run("A ") + MARK.format("here", run("marked")) + run(" word"), "A marked word", []),
    "inserted": (run("A ") + '<w:ins w:id="1">' + run("new") + "</w:ins>" + run(" word"), "A new word", []),
    "deleted": (
        run("A ") + '<w:del w:id="1"><w:r><w:delText>old </w:delText></w:r></w:del>' + run("word"),
        "A word",
        [],
    ),
    "moved": (
        '<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">'
        + run("gone")
        + '</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
        + run("stays"),
        "stays",
        [],
    ),
    "control": (
        run("For ")
        + '<w:sdt><w:sdtPr><w:alias w:val="Name"/></w:sdtPr><w:sdtContent>'
        + run("Olena")
        + "</w:sdtContent></w:sdt>"
        + run("."),
        "For <1>Olena</1>.",
        ["content control Name"],
    ),
    "smart tags": ("<w:smartTag>" + run("Kyiv") + "</w:smartTag>" + run(" waits"), "Kyiv waits", []),
    "hidden": (run("A ") + run("secret", "<w:vanish/>") + run("word"), "A <1/>word", ["hidden text"]),
    "formula": (
        run("So ") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run(" is"),
        "So <1/> is",
        ["formula"],
    ),
    "references": (run("A &amp; B &lt; C &#1103; &quot;d&quot;"), 'A & B < C я "d"', []),
    "literal tags": (
        run("Write &lt;b&gt; or &lt;1/&gt; or &amp;lt; here"),
        "Write &lt;b> or &lt;1/> or &amp;lt; here",
        [],
    ),
    "literal tag in two runs": (
        run("Write &lt;") + run("br> here", "<w:noProof/>"),
        "Write &lt;br> here",
        [],
    ),
    "other tags": (run("Write &lt;div&gt; & &amp;nbsp; here"), "Write <div> & &nbsp; here", []),
    "data": ("<w:r><w:t><![CDATA[A & <b>]]></w:t></w:r>", "A & &lt;b>", []),
    "line ends are spaces": ("<w:r><w:t>\n  One\n  two\n</w:t></w:r>", "One   two", []),
}


@pytest.mark.parametrize("name", SEEN)
def test_what_translators_see(name):
    paragraph, text, means = SEEN[name]
    read = document(paragraph)
    assert [segment.text for segment in read.segments] == [text]
    assert [code.means for code in read.reading.blocks[0].codes] == means


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("recipe", [WORD, SENTENCES], ids=["paragraph", "sentence"])
def test_what_is_laid_is_read_again(name, recipe):
    read = document(SEEN[name][0], recipe=recipe)
    translations = [re.sub(r"(\w)(?=\w*$)", "\\1ʹ", segment.text) for segment in read.segments]
    built, broken = rebuild_verified(read, recipe, translations)
    assert not broken
    again = parse(built, recipe, language="en")
    assert [segment.text for segment in again.segments] == translations
    assert again.reading.skeleton == read.reading.skeleton


def test_what_holds_no_words_is_no_block():
    assert texts("", "<w:pPr/>", run("2022"), run("— 5 —"), FOOTNOTE, run("   ")) == []


WRITTEN = {
    "a whole run": (run("One"), "Раз", run("Раз")),
    "bold": (run("A ") + run("b", BOLD), "<b>Б</b> і а", run("Б", BOLD) + run(" і а")),
    "bold that is new": (run("Words", RED), "Жирне <b>слово</b>", None),
    "codes change places": (
        run("A ") + run("b", RED) + run(" c ") + LINK.format(run("d")),
        "<2>д</2> і <1>б</1>",
        LINK.format(run("д")) + run(" і ") + run("б", RED),
    ),
    "a code is left out": (run("A ") + LINK.format(run("b")), "А", run("А")),
    "a code within another": (
        run("A ") + run("b", BOLD) + run(" ") + LINK.format(run("c")),
        "<1>в <b>б</b></1> а",
        LINK.format(run("в ") + run("б", BOLD)) + run(" а"),
    ),
    "signs": (run("One two"), "а\tб<br>в\u2011г\u00adґ", None),
    "escaped": (run("A"), "Пишіть &lt;b> & &amp;lt;", run("Пишіть &lt;b&gt; &amp; &amp;lt;")),
    "revisions are joined": (
        '<w:r w:rsidR="00A"><w:t>One sen</w:t></w:r><w:proofErr/><w:r w:rsidR="00B"><w:t>tence</w:t></w:r>',
        "Одне речення",
        run("Одне речення"),
    ),
    "the language goes": (run("One", BOLD + '<w:lang w:val="en-US"/>'), "Раз", run("Раз", BOLD)),
    "bookmarks stay": (
        run("A ") + MARK.format("x", run("b")) + run(" c"),
        "Абв",
        '<w:bookmarkStart w:id="0" w:name="x"/>' + run("Абв") + '<w:bookmarkEnd w:id="0"/>',
    ),
    "changes are accepted": (
        run("A ") + '<w:ins w:id="1">' + run("new") + '</w:ins><w:del w:id="2"><w:r/></w:del>' + run(" b"),
        "Нове",
        run("Нове"),
    ),
}


def unnumbered(text):
    """A text without the numbers of its codes: read again, they are counted anew."""
    return re.sub(r"<(/?)\d+", r"<\1", text)


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written(name):
    paragraph, translation, expected = WRITTEN[name]
    read = document(paragraph)
    built, broken = rebuild_verified(read, WORD, [translation])
    assert not broken
    found = [segment.text for segment in parse(built, WORD, language="uk").segments]
    assert [unnumbered(text) for text in found] == [unnumbered(translation)]
    if expected:
        empty = "<w:r><w:t></w:t></w:r>"  # says how the rest looks
        assert built.replace(empty, "") == body(expected)


def test_bold_and_signs_are_spelt_as_word_does():
    built = rebuild(document(run("Words", RED + '<w:sz w:val="20"/>')), WORD, ["Так <b>і</b> <u>так</u>"])
    assert '<w:rPr><w:b/><w:color w:val="FF0000"/><w:sz w:val="20"/></w:rPr>' in built
    assert '<w:sz w:val="20"/><w:u w:val="single"/></w:rPr>' in built
    built = rebuild(document(run("Words")), WORD, ["а\tб<br>в\u2011г\u00adґ"])
    assert re.findall(r"<w:(?:tab|br|noBreakHyphen|softHyphen)/>", built) == [
        "<w:tab/>",
        "<w:br/>",
        "<w:noBreakHyphen/>",
        "<w:softHyphen/>",
    ]


TWO = '<w:r w:rsidR="00A"><w:t>One is here. Two</w:t></w:r>' + run(" is", BOLD) + run(" there.")


@pytest.mark.parametrize(
    ("translations", "expected"),
    [
        (
            ["Перше тут.", None],
            run("Перше тут. Two") + run(" is", BOLD) + run(" there."),
        ),
        (
            [None, "Друге <b>там</b>."],
            '<w:r w:rsidR="00A"><w:t>One is here. Друге</w:t><w:t xml:space="preserve"> </w:t></w:r>'
            + run("там", BOLD)
            + run("."),
        ),
        (["Перше.", "Друге."], run("Перше. Друге.")),
    ],
)
def test_sentences_of_a_run_are_laid_one_by_one(translations, expected):
    read = document(TWO, recipe=SENTENCES)
    assert [segment.text for segment in read.segments] == ["One is here.", "Two <b>is</b> there."]
    assert rebuild(read, SENTENCES, translations) == body(expected)


def test_runs_that_say_the_language_of_the_source_are_left():
    said = '<w:lang w:val="en-US"/>'
    built = rebuild(
        document(run("One is here. Two is there.", said), recipe=SENTENCES), SENTENCES, [None, "Друге."]
    )
    kept = '<w:t>One is here. </w:t><w:t xml:space="preserve"> </w:t>'
    assert built == body(run("x", said).replace("<w:t>x</w:t>", kept) + run("Друге."))


def test_what_xml_cannot_hold_is_left_out_and_named():
    read = document(run("One"), run("Two"), run("Three"))
    built, broken = rebuild_verified(read, WORD, ["Ра\x01з", "Два\ud800", "Три"])
    assert broken == [0, 1]
    assert built == body(run("One"), run("Two"), run("Три"))


@pytest.mark.parametrize("translation", ["<1>Раз", "Раз</1>", "<2>Раз</2>", "<1/>", "<b>а<1>б</b></1>"])
def test_codes_that_are_not_those_of_the_source_are_left_out(translation):
    read = document(run("One ") + run("red", RED))
    assert rebuild_verified(read, WORD, [translation]) == (read.source, [0])


def test_most_of_the_text_may_look_otherwise_in_a_translation():
    read = document(run("Most of it") + run(" red", RED))
    assert [segment.text for segment in read.segments] == ["Most of it <1>red</1>"]
    translation = "Так <1>майже все червоне, та ще й довго</1>"
    built, broken = rebuild_verified(read, WORD, [translation])
    assert not broken
    assert [segment.text for segment in parse(built, WORD, language="uk").segments] == [translation]


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, more in (
        ("1", "heading 1", ""),
        ("a3", "Title", ""),
        ("a4", "Subtitle", ""),
        ("a5", "caption", ""),
        ("a6", "Intense Quote", ""),
        ("a7", "List Paragraph", ""),
        ("a8", "footnote text", ""),
        ("x", "House heading", '<w:basedOn w:val="y"/>'),
        ("y", "Other", '<w:basedOn w:val="1"/>'),
        ("z", "Outlined", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
        ("n", "Numbered", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'),
        ("r", "Round", '<w:basedOn w:val="r"/>'),
        ("code", "Source Code", ""),
        ("toc", "toc 2", ""),
    )
)
KINDS = {
    '<w:pStyle w:val="1"/>': "heading",
    '<w:pStyle w:val="a3"/>': "title",
    '<w:pStyle w:val="a4"/>': "standfirst",
    '<w:pStyle w:val="a5"/>': "caption",
    '<w:pStyle w:val="a6"/>': "quote",
    '<w:pStyle w:val="a7"/>': "list item",
    '<w:pStyle w:val="a8"/>': "footnote",
    '<w:pStyle w:val="x"/>': "heading",
    '<w:pStyle w:val="z"/>': "heading",
    '<w:pStyle w:val="n"/>': "list item",
    '<w:pStyle w:val="n"/><w:numPr><w:numId w:val="0"/></w:numPr>': "paragraph",
    '<w:pStyle w:val="r"/>': "paragraph",
    '<w:pStyle w:val="toc"/>': "heading",
    '<w:pStyle w:val="unknown"/>': "paragraph",
    '<w:outlineLvl w:val="0"/>': "heading",
    '<w:outlineLvl w:val="9"/>': "paragraph",
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>': "list item",
    '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="1"/></w:pPr></w:pPrChange>': "paragraph",
}


def read_file(data, recipe=WORD):
    return parse(recipe.decode(data, "a.docx"), recipe, language="en", path="a.docx")


def test_what_a_paragraph_is(word):
    paragraphs = [f"<w:p><w:pPr>{said}</w:pPr>{run('Words')}</w:p>" for said in KINDS]
    table = f"<w:tbl><w:tr><w:tc><w:p>{run('Words')}</w:p></w:tc></w:tr></w:tbl>"
    code = f'<w:p><w:pPr><w:pStyle w:val="code"/></w:pPr>{run("x = 1")}</w:p>'
    parts = {
        f"word/{name}.xml": f"<w:p>{run('Words')}</w:p>"
        for name in ("footnotes", "endnotes", "header1", "footer1")
    }
    read = read_file(word("".join(paragraphs) + table + code, {"word/styles.xml": STYLES, **parts}))
    found = [segment.kind for segment in read.segments]
    assert found == [*KINDS.values(), "table cell", "footnote", "footnote", "header", "footer"]
    assert {segment.text for segment in read.segments} == {"Words"}


def test_strong_and_emphasis_are_bare_whatever_their_ids(word):
    styles = (
        '<w:style w:type="character" w:styleId="ac"><w:name w:val="Strong"/></w:style>'
        '<w:style w:type="character" w:styleId="ad"><w:name w:val="Emphasis"/></w:style>'
    )
    paragraph = (
        run("A ") + run("b", '<w:rStyle w:val="ac"/>') + run(" c ") + run("d", '<w:rStyle w:val="ad"/>')
    )
    read = read_file(word(f"<w:p>{paragraph}</w:p>", {"word/styles.xml": styles}))
    assert [segment.text for segment in read.segments] == ["A <strong>b</strong> c <em>d</em>"]
    built = rebuild(read, WORD, ["<em>д</em> <strong>б</strong>"])
    assert run("д", '<w:rStyle w:val="ad"/>') in built


BOX = "<w:txbxContent><w:p>{}</w:p></w:txbxContent>"
TWINS = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing>{0}</w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("paragraph", "seen"),
    [
        (TWINS.format(BOX.format(run("In the box"))) + run("Words"), ["In the box", "In the box", "Words"]),
        (run("Words") + TWINS.format(BOX.format(run("In the box"))), ["Words", "In the box", "In the box"]),
        (
            run("Some ") + TWINS.format(BOX.format(run("In the box"))) + run("words"),
            ["Some <1/>words", "In the box", "In the box"],
        ),
    ],
)
def test_both_twins_of_a_text_box_are_translated(paragraph, seen):
    read = document(paragraph)
    assert [segment.text for segment in read.segments] == seen
    words = {"In the box": "У рамці", "Words": "Слова", "Some <1/>words": "Якісь <1/>слова"}
    built, broken = rebuild_verified(read, WORD, [words[text] for text in seen])
    assert not broken
    assert built.count("У рамці") == 2
    assert "box" not in built
    assert [segment.text for segment in parse(built, WORD, language="uk").segments] == [
        words[text] for text in seen
    ]
    only_inside = rebuild(read, WORD, [words[text] if text == "In the box" else None for text in seen])
    assert only_inside == read.source.replace(run("In the box"), run("У рамці"))


def test_boxes_deep_in_boxes_are_told():
    deep = (
        run("A ")
        + TWINS.format(BOX.format(run("b ") + TWINS.format(BOX.format(run("c"))) + run("d")))
        + run(" e")
    )
    read = document(deep)
    assert [segment.text for segment in read.segments] == ["A <1/> e", "b <1/>d", "b <1/>d"]
    assert [what for _line, what in read.reading.skipped] == ["a text box in a text box"]


def test_alternative_texts_are_read(word):
    picture = '<w:r><w:drawing><wp:docPr id="1" name="Picture 1" title="{}" descr="{}"/></w:drawing></w:r>'
    paragraphs = [
        picture.format("", "A bridge &quot;at&quot; dawn"),
        run("A ") + picture.format("Icon", r"C:\a b.png") + run("word"),
        '<w:r><w:pict><v:shape alt="A map"/></w:pict></w:r>',
        picture.format("", "Picture 4"),
    ]
    source = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    read = read_file(word(source))
    assert [(s.kind, s.text) for s in read.segments] == [
        ("caption", 'A bridge "at" dawn'),
        ("paragraph", "A <1/>word"),
        ("caption", "Icon"),
        ("caption", "A map"),
    ]
    built, broken = rebuild_verified(
        read, WORD, ['Міст "на" <світанку>', "Таке <1/>слово", "Значок & ні", "Мапа\nміста"]
    )
    assert not broken
    assert 'descr="Міст &quot;на&quot; &lt;світанку>"' in built
    assert 'title="Значок &amp; ні"' in built
    assert 'alt="Мапа&#10;міста"' in built


def test_lines_are_paragraphs():
    read = document(run("One"), "", run("Two"), TWINS.format(BOX.format(run("Three"))), run("Four"))
    assert [(s.line, s.text) for s in read.segments] == [
        (1, "One"),
        (3, "Two"),
        (5, "Three"),
        (6, "Three"),
        (7, "Four"),
    ]


def test_tracked_changes_are_told_with_their_paragraph():
    new = '<w:ins w:id="1">' + run("brand new words that nobody has seen before in print") + "</w:ins>"
    read = document(
        run("Old."), run("Some ") + new, '<w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>' + run("Gone.")
    )
    assert read.reading.skipped == (
        (2, "tracked changes, read as accepted: “Some brand new words that nobody has see…”"),
        (3, "tracked changes, read as accepted: “Gone.”"),
    )


def test_what_is_left_is_told():
    chart = "<w:r><w:drawing><c:chart/></w:drawing></w:r>"
    read = document(run("One"), chart)
    assert read.reading.skipped == ((2, "a chart"),)


def test_finding_a_broken_translation_costs_few_readings(monkeypatch):
    read = document(*(run(f"Words {number}") for number in range(2000)))
    readings = []
    plain = Word.read
    monkeypatch.setattr(Word, "read", lambda *given: readings.append(1) or plain(*given))
    translations = ["Слово\x01" if number % 3 else "Слово" for number in range(2000)]
    built, broken = rebuild_verified(read, WORD, translations)
    assert broken == [number for number in range(2000) if number % 3]
    assert built.count("Слово") == 667
    assert len(readings) < 8


def test_reading_a_fragment_gives_what_the_whole_gives():
    paragraph = run("So ") + run("bold", BOLD) + run(".")
    assert texts(paragraph) == [
        s.text for s in parse(f"<w:p>{paragraph}</w:p>", WORD, language="en").segments
    ]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\0",
        "words",
        "<",
        "<w:p",
        "<w:p>",
        "</w:p>",
        "<w:p><w:r><w:t>words",
        "<w:p><w:r></w:p></w:r>",
        "<w:p><w:t>words</w:t></w:p>",
        "<w:p><w:r><w:t>a</w:p><w:p>b</w:t></w:r></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>a</w:t></w:hyperlink></w:p>",
        '<w:p><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>',
        "<w:p><w:sdtContent><w:r><w:t>words</w:t></w:r></w:sdtContent></w:p>",
        "<w:p><w:r><w:t>&#0;&#xFFFFFFF;&nothing;</w:t></w:r></w:p>",
        "<w:p><w:r><w:t><![CDATA[words",
        "<w:p><!-- words",
        "<a b='<w:p>'>",
        "<w:styles><w:style/></w:styles>\0<w:docDefaults/>",
    ],
)
def test_no_text_makes_the_reader_fail(source):
    read = parse(source, WORD, language="en")
    assert rebuild(read, WORD, [None] * len(read.segments)) == source
