"""The HTML reader on known pages: golden files, and what each construct gives."""

from pathlib import Path

import pytest

from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
from dvomova.formats.base import ReadOptions
from dvomova.formats.html import Html
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

CASES = Path(__file__).parents[2] / "cases" / "html"
RECIPE = Recipe(Html(), Paragraphs())
SENTENCES = Recipe(Html(), Sentences())


def texts(source):
    return [segment.text for segment in parse(source, RECIPE, language="en").segments]


def kinds(source):
    return [(segment.kind, segment.text) for segment in parse(source, RECIPE, language="en").segments]


def built(source, *translations, language="", recipe=RECIPE):
    """The page with its translations, of which none may have been left out."""
    result, broken = rebuild_verified(parse(source, recipe, language="en"), recipe, translations, language)
    assert not broken
    return result


def refused(source, *translations):
    """The places of the translations that would break the page."""
    return rebuild_verified(parse(source, RECIPE, language="en"), RECIPE, translations)[1]


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_golden_segments(case):
    document = parse(case.read_bytes().decode(), SENTENCES, language="en")
    found = []
    for segment in document.segments:
        text = segment.text.replace("\\", "\\\\").replace("\n", "\\n").replace("\u00a0", "⍽")
        note = f"\t{segment.note}" if segment.note else ""
        found.append(f"{segment.kind}\t{segment.line}\t{text}{note}")
    found += [f"skipped\t{line}\t{what}" for line, what in document.reading.skipped]
    assert found == case.with_suffix(".segments").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("case", sorted(CASES.glob("*.html")), ids=lambda path: path.stem)
def test_golden_files_come_back(case):
    source = case.read_bytes().decode()
    document = parse(source, SENTENCES, language="en")
    assert rebuild(document, SENTENCES, [None] * len(document.segments)) == source


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a b<p>c d", ["a b", "c d"]),
        ("<ul><li>one<li>two</ul>three", ["one", "two", "three"]),
        ("<p>one<div>two</div>three</p>four", ["one", "two", "three", "four"]),
        ("<dl><dt>term<dd>meaning<dt>next</dl>", ["term", "meaning", "next"]),
        ("<select><option>one<option>two</select>", ["one", "two"]),
        ("<table><tr><td>one<td>two<tr><th>three</table>", ["one", "two", "three"]),
        ("one<br>two<br><br>three", ["one<br>two", "three"]),
        ("one<br/>\n<br />two", ["one", "two"]),
        ("<b>one<br><br>two</b> three", ["one", "two", "three"]),
        ("<p>a <b>one <a>two</b> three", ["a", "one", "two", "three"]),
        ("  one\n\t two  ", ["one two"]),
        ("<x-note>one</x-note> two", ["<1>one</1> two"]),
        ("<a href=x><h3>one</h3>two</a> three", ["one", "two", "three"]),
        ("<p>un<b>bel</b>ievable", ["un<b>bel</b>ievable"]),
        ("<P>one<BR>two<B>x</B>", ["one<br>two<b>x</b>"]),
        ("<b>one <i>two</b> three</i> four", ["<b>one <1/>two</b> three<2/> four"]),
        ("<script>'<p>no</p>'</script><style>no</style><p>yes", ["yes"]),
        ("<script><!-- <script>no</script> --> no</script>yes", ["yes"]),
        ("<textarea>no</textarea><iframe>no</iframe><template><p>no</p></template>yes", ["yes"]),
        ("one <svg><title>no</title><text>no</text></svg> two", ["one <1/> two"]),
        ("<svg><path><p>yes</p>", ["yes"]),
        ("one <math><mi>x</mi></math>", ["one <1/>"]),
        ("Run <code>a &amp; b</code> now", ["Run <1/> now"]),
        ("<code>git</code> is fun", ["<1/> is fun"]),
        ("<p><img src=x> one <img src=y>", ["one"]),
        ("<p>one <img src=x> two", ["one <1/> two"]),
        ("<h2><a name=x></a>one</h2>", ["one"]),
        ("one<!-- no --> two", ["one<1/> two"]),
        ("<p> <!-- no --> one", ["one"]),
        ("<noscript>one</noscript><video>two</video>", ["one", "two"]),
        ("<!doctype html><html><head><title> A\n b</title></head>", ["A b"]),
        ("<title><b>no tag</b></title>", ["<b>no tag</b>"]),
        ("<p>no\0thing<p>one", ["one"]),
        ("<plaintext>no</plaintext>", []),
        ("<p>one</p></div></b>two", ["one", "two"]),
        ("<a b='>no tag' c>one</a> two", ["<1>one</1> two"]),
        ("one <a href='never closed", ["one"]),
        ('<?xml version="1.0"?><html xmlns="x"><title/><p>one</p></html>', ["one"]),
        ("<p><a id=x />one</p>", ["one"]),
    ],
)
def test_what_is_a_text(source, expected):
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p translate=no>no <b translate=yes>yes</b></p>", ["<1/><2>yes</2>"]),
        ("one <span translate='no'>Brand</span>", ["one <1/>"]),
        ("<div class='a notranslate'>no<p>no</p></div>yes", ["yes"]),
        ("<div translate=no>no<p translate=yes>yes</p></div>", ["yes"]),
        ("<html lang=en><p lang=uk>no<p lang=en-GB>yes<p>yes", ["yes", "yes"]),
        ("<p lang=uk>так</p><p lang=en>yes</p><p lang=fr>non</p>", ["так", "yes"]),
        ("<html lang=en>a <i lang=fr>mot</i> here", ["a <1/> here"]),
        ("<html lang=en>see <span lang=zxx><a href=x>this page</a></span>", ["see <1>this page</1>"]),
        ("<!-- dvomova: off --><p>no<!-- dvomova: on --><p>yes", ["yes"]),
        ("<!-- dvomova: off --><img alt=no><!-- dvomova: on --><img alt=yes>", ["yes"]),
        ("<pre>no words</pre>yes", ["yes"]),
        ("<pre translate=yes>one\n  <i>two</i>\n\nthree</pre>", ["one", "two", "three"]),
    ],
)
def test_what_is_left_out(source, expected):
    assert texts(source) == expected


def test_what_is_left_out_and_may_be_missed_is_told():
    source = (
        "<html lang=en>\n<pre>some words</pre>\n<p lang=uk>Слова</p>\n<svg><text>words</text></svg>\n"
        '<script type="application/ld+json">{"headline": "x"}</script><pre>-&gt;</pre>'
    )
    skipped = parse(source, RECIPE, language="en").reading.skipped
    assert skipped == (
        (2, "preformatted text"),
        (3, "text in another language: uk"),
        (4, "text in a drawing (SVG)"),
        (5, "structured data (JSON-LD)"),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<img alt='One &amp; two'>", [("alternative text", "One & two")]),
        ("<img alt=''><img alt>", []),
        ("<p title=One>two", [("tooltip", "One"), ("paragraph", "two")]),
        ("<meta name=Description content=One>", [("description", "One")]),
        ("<meta property='og:title' content=One><meta property=og:url content=Two>", [("title", "One")]),
        ("<input type=Submit value=One><input type=text value=Two>", [("label", "One")]),
        ("<input placeholder=One><a aria-label=Two></a>", [("label", "One"), ("label", "Two")]),
        ("<option label=One>two", [("label", "One"), ("label", "two")]),
        ("<link title=One><style title=One></style>", []),
        ("<p>see <a title=One>this</a> now", [("paragraph", "see <1>this</1> now"), ("tooltip", "One")]),
        ("<a title='&copy=1 &copy; &amp;copy;'></a>", [("tooltip", "&copy=1 © &amp;copy;")]),
        ("<a title='one\n   two&#10;three'></a>", [("tooltip", "one two\nthree")]),
        ("<a title='one' title='two'></a>", [("tooltip", "one")]),
        ("<br title=One>", [("tooltip", "One")]),
    ],
)
def test_attributes_that_people_read(source, expected):
    assert kinds(source) == expected


@pytest.mark.parametrize(
    ("source", "translations", "expected"),
    [
        ("<p>One\n", ["Два"], "<p>Два\n"),
        ("<p>A &amp; B", ["В & Г"], "<p>В &amp; Г"),
        ("<p>A < B", ["В < Г"], "<p>В &lt; Г"),
        ("<p>A&nbsp;B", ["В\u00a0Г"], "<p>В&nbsp;Г"),
        ("<p>A\u00a0B", ["В\u00a0Г"], "<p>В\u00a0Г"),
        ("<p>A&nbsp;B\u00a0c", ["В\u00a0Г"], "<p>В\u00a0Г"),
        ("<p>A&nbsp;B<p>C", ["А", "В\u00a0Г"], "<p>А<p>В&nbsp;Г"),
        ("<p>A&nbsp;B<p>C\u00a0D", ["А\u00a0Б", "В\u00a0Г"], "<p>А&nbsp;Б<p>В\u00a0Г"),
        ("<p>A&nbsp;B<p>C&#160;D", ["А\u00a0Б", "В\u00a0Г"], "<p>А&nbsp;Б<p>В&#160;Г"),
        ("<title>A &#8211; B</title>C &ndash; D", ["А – Б", "– В"], "<title>А &#8211; Б</title>&ndash; В"),
        ("<p>A &mdash; B &quot;c&quot;", ["«В» — Г"], "<p>«В» &mdash; Г"),
        ("<p>Éa &Eacute;", ["É"], "<p>É"),
        ("<p>One", ["&mdash; &nbsp;&copy;"], "<p>— \u00a0©"),
        ("<p>One", ["AT&T &amp; R&amp;D &nosuch;"], "<p>AT&amp;T &amp; R&amp;D &amp;nosuch;"),
        ("<p>&lt;b&gt; &amp;nbsp;", ["&lt;b> &amp;nbsp;"], "<p>&lt;b&gt; &amp;nbsp;"),
        ("<p>&lt;1&gt; <a href=x>y</a>", ["&lt;1> <1>й</1>"], "<p>&lt;1&gt; <a href=x>й</a>"),
        ("<p>a&#7;b", ["в&#7;г"], "<p>в&#7;г"),
        ("<p>One <b>two</b>", ["<b>Два</b>"], "<p><b>Два</b>"),
        ("<p>One <a href=x>two</a>", ["<1>Два</1>"], "<p><a href=x>Два</a>"),
        ("<p>One <a href=x>two</a>", ["Два"], "<p>Два"),
        ("<p><a href=x>One</a> <a href=y>two</a>", ["<2>Два</2>, <1>раз</1>"], None),
        ("<p>One<br />two", ["Раз<br>два"], "<p>Раз<br />два"),
        ("<P>One <B>two</B>", ["Раз <b>два</b>"], "<P>Раз <B>два</B>"),
        ("<p>One two", ["Раз<br>два"], "<p>Раз<br>два"),
        ('<?xml version="1.0"?><p>One two</p>', ["Раз<br>два"], '<?xml version="1.0"?><p>Раз<br/>два</p>'),
        ("<p>One", ["Раз\nдва"], "<p>Раз два"),
        ("<p>One", ["<!-- Раз"], "<p>&lt;!-- Раз"),
        ("<p>The <a title='One'>council</a>", ["<1>Рада</1>", "Раз"], "<p><a title='Раз'>Рада</a>"),
        ('<img alt="One">', ['"Раз" <i>'], '<img alt="&quot;Раз&quot; &lt;i>">'),
        ("<img alt='One'>", ['П\'ять "а"'], "<img alt='П&#39;ять \"а\"'>"),
        ("<img alt=One>", ["Раз два"], '<img alt="Раз два">'),
        ("<img alt=One/>", ["Раз"], '<img alt="Раз">'),
        ('<a title="one&#10;two"></a>', ["раз\nдва"], '<a title="раз&#10;два"></a>'),
        ("<title>One</title>", ["Раз </title> <b>"], "<title>Раз &lt;/title> &lt;b></title>"),
        ("<p>see <a title='One'>this</a>.", ["див. <1>це</1>.", "Раз"], "<p>див. <a title='Раз'>це</a>."),
        ("<p>see <a title='One'>this</a>.", [None, "Раз"], "<p>see <a title='Раз'>this</a>."),
        ("<p>see <img alt=One> it", ["<1/> див.", "Раз"], '<p><img alt="Раз"> див.'),
        ("<p>One <!-- c --> two", ["Раз <1/> два"], "<p>Раз <!-- c --> два"),
        ("<p>One\r\n<a\r\nhref=x>two</a>\r\n", ["Раз <1>два</1>"], "<p>Раз <a\r\nhref=x>два</a>\r\n"),
    ],
)
def test_a_translation_stands_where_its_source_stood(source, translations, expected):
    expected = expected or "<p><a href=y>Два</a>, <a href=x>раз</a>"
    assert built(source, *translations) == expected


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        ("<p>One two", "<p>Раз"),
        ("<p>One two", "<b>Раз"),
        ("<p>One two", "Раз</b>"),
        ("<p>One <b>two</b>", "<b>Раз <i>два</b></i> <b>"),
        ("<p>One two", "<script>alert(1)</script>"),
        ("<p>One two", "<a href='javascript:x'>Раз</a>"),
        ("<p>One two", "<1>Раз</1>"),
        ("<p>One two", "Раз<br><br>два"),
        ("<p>One <a href=x>two</a>", "Раз <2>два</2>"),
        ("<p>One <a href=x>two</a>", "Раз <1>два"),
        ("<p>One two", "<br>"),
    ],
)
def test_what_would_break_the_page_is_refused(source, translation):
    assert refused(source, translation) == [0]


def test_hard_wrapped_lines_are_wrapped_again():
    source = "<div>\n  <p>One paragraph whose lines are\n     wrapped by its author.</p>\n</div>\n"
    text = "Абзац, рядки якого переносить автор, а не вікно браузера чи редактора."
    assert built(source, text) == (
        "<div>\n  <p>Абзац, рядки якого переносить\n     автор, а не вікно браузера чи\n"
        "     редактора.</p>\n</div>\n"
    )
    code = source.replace("whose", "<code>a  b</code>")
    assert "\n" not in texts(code)[0]
    assert f"<p>{text}</p>" in built(code, text)


GOOGLE = (
    '<p class="c3"><span class="c1">The bridge was </span><span class="c1">closed. Over </span>'
    '<span class="c0">the river</span><span class="c1">&nbsp;nobody went. Really.</span></p>'
)


def test_a_text_in_pieces_of_one_style_is_read_as_one():
    document = parse(GOOGLE, SENTENCES, language="en")
    assert [segment.text for segment in document.segments] == [
        "The bridge was closed.",
        "Over <1>the river</1>\u00a0nobody went.",
        "Really.",
    ]
    assert built(GOOGLE, "Міст.", "<1>Річкою</1> ніхто.", "Так.", recipe=SENTENCES) == (
        '<p class="c3"><span class="c1">Міст. </span><span class="c0">Річкою</span><span class="c1"> ніхто.'
        " Так.</span></p>"
    )
    assert built(GOOGLE, None, "Ніхто <1>річкою</1>.", None, recipe=SENTENCES) == (
        '<p class="c3"><span class="c1">The bridge was </span><span class="c1">closed. Ніхто </span>'
        '<span class="c0">річкою</span><span class="c1">. Really.</span></p>'
    )


@pytest.mark.parametrize(
    ("translation", "expected"),
    [
        ("<1>Чому?</1> Так.", "<p><b>Чому?</b><span s> Так.</span></p>"),
        ("Так. <1>Чому?</1>", "<p><span s>Так. </span><b>Чому?</b><span s></span></p>"),
        ("Так.", "<p><span s>Так.</span></p>"),
    ],
)
def test_a_text_that_does_not_begin_in_its_style(translation, expected):
    source = "<p><b>Why? </b><span s>Because it is so.</span></p>"
    assert texts(source) == ["<1>Why? </1>Because it is so."]
    assert built(source, translation) == expected


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p><span a>One </span><span a>two</span></p>", "One two"),
        ("<p>a <i>one</i><i> two</i> b", "a <i>one two</i> b"),
        ("<p><b><span a>One two</span></b></p>", "One two"),
        ("<p><span a></span>One <span b></span>two", "One <1/>two"),
        ("<p>One<span>&nbsp;</span>two", "One\u00a0two"),
        ("<p>a <span a><span b>one</span></span> b", "a <1>one</1> b"),
        ("<p>a <a href=x><b>one</b></a> b", "a <1>one</1> b"),
        ("<p><span id=a>One </span><span id=a>two</span>", "<1>One </1><2>two</2>"),
        ("<p><span a>One</span> <span a>two</span>", "<1>One</1> <2>two</2>"),
        (
            "<p><span a>1</span><i>Longer text here</i><span a>2</span>",
            "<1>1</1><i>Longer text here</i><2>2</2>",
        ),
    ],
)
def test_markup_that_hinders_is_out_of_the_text(source, text):
    assert texts(source) == [text]


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<p>X gone.</p>\n<p>Kept.</p>\n", "<p>Kept.</p>\n"),
        ("<div>\n  <h2>X gone</h2>\n  <p>Kept.\n</div>", "<div>\n  <p>Kept.\n</div>"),
        ("<ul><li>X gone<li>Kept</ul>", "<ul><li>Kept</ul>"),
        ("<table><tr><td>X gone</td><td>Kept</td></table>", "<table><tr><td></td><td>Kept</td></table>"),
        ("<h1>X gone</h1>\n<a href=x>X gone</a>\n<p>Kept.</p>", "<p>Kept.</p>"),
        ("<p>X gone. Kept.</p>", "<p>Kept.</p>"),
        ("<p>Kept. X <b>gone</b>.</p>", "<p>Kept.</p>"),
        ("<p>Kept <img alt='X gone'> here.</p>", "<p>Kept <img alt=''> here.</p>"),
        ("<p><img src=a> X gone</p>", "<p><img src=a> </p>"),
        ("<li>X gone<ul><li>Kept</ul>", "<li><ul><li>Kept</ul>"),
        ("<p><b>X gone.</b><span s> Kept here.</span></p>", "<p><span s>Kept here.</span></p>"),
        ("<p><span s>Kept here. </span><b>X gone.</b></p>", "<p><span s>Kept here.</span></p>"),
        (
            "<p><span s>Kept it. X </span><b>gone</b><span s> too.</span></p>",
            "<p><span s>Kept it.</span></p>",
        ),
    ],
)
def test_segments_are_left_out(source, left):
    document = parse(source, SENTENCES, language="en")
    gone = [i for i, segment in enumerate(document.segments) if "X" in segment.text]
    assert without(document, SENTENCES, gone) == left


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<html>One", '<html lang="uk">Раз'),
        ("<html lang=en>One", "<html lang=uk>Раз"),
        ("<html lang='en-GB' xml:lang='en'>One", "<html lang='uk' xml:lang='uk'>Раз"),
        ("<html xml:lang='en' lang=en>One", "<html xml:lang='uk' lang=uk>Раз"),
        ('<html lang="">One', '<html lang="uk">Раз'),
        ("<html lang>One", '<html lang="uk">Раз'),
        ('<?xml version="1.0"?><html>One', '<?xml version="1.0"?><html lang="uk" xml:lang="uk">Раз'),
        ("<html lang=en><body lang=en-US>One", "<html lang=uk><body lang=uk>Раз"),
        ("<html lang=en><p lang=fr>mot</p>One", "<html lang=uk><p lang=fr>mot</p>Раз"),
        ("<html lang=en dir=ltr>One", "<html lang=uk dir=ltr>Раз"),
        ("<p lang=en>One", "<p lang=uk>Раз"),
        ("<p>One", "<p>Раз"),
        (
            "<html lang=en><meta property=og:locale content=en_GB>One",
            "<html lang=uk><meta property=og:locale content=uk_UA>Раз",
        ),
        (
            '<html lang=en><meta property=og:locale:alternate content="uk_UA">One',
            '<html lang=uk><meta property=og:locale:alternate content="en_US">Раз',
        ),
        (
            "<html lang=en><meta http-equiv=Content-Language content=en>One",
            "<html lang=uk><meta http-equiv=Content-Language content=uk>Раз",
        ),
    ],
)
def test_the_page_says_the_language_that_it_is_built_in(source, expected):
    assert built(source, "Раз", language="uk") == expected
    document = parse(source, RECIPE, language="en")
    if 'lang=""' not in source and "<html" in source and "lang" in source and "<html lang>" not in source:
        assert rebuild(document, RECIPE, [None], "en") == source


def test_a_note_is_for_the_block_behind_it():
    source = "<!-- dvomova: note a town --><p>One. Two.</p><p>Three</p><!-- dvomova: note b --><img alt=Four>"
    document = parse(source, SENTENCES, language="en")
    assert [(segment.text, segment.note) for segment in document.segments] == [
        ("One.", "a town"),
        ("Two.", "a town"),
        ("Three", ""),
        ("Four", "b"),
    ]


def test_pages_that_are_deep_or_endless_are_read():
    """Nothing here descends, so nothing can be too deep."""
    for tag in ("div", "b", "li", "blockquote", "p", "svg"):
        source = f"<{tag}>" * 20_000 + "One"
        assert texts(source) == (["One"] if tag != "svg" else [])
    for piece in ("<", "<a ", "&", "<!--", "</", "<b><i></b>", "<a b='", "<![CDATA[", "<script>", "&amp"):
        source = piece * 20_000
        document = parse(source, RECIPE, language="en")
        assert rebuild(document, RECIPE, [None] * len(document.segments)) == source


class Counting(Html):
    """Counts the characters that are read."""

    def __init__(self):
        self.characters = 0

    def read(self, source, options):
        self.characters += len(source)
        return super().read(source, options)


@pytest.mark.parametrize("share", [1, 40])
@pytest.mark.parametrize("end", ["\n", ""])
def test_broken_translations_are_found_without_reading_the_page_for_each(share, end):
    """Also in a page that is one line."""
    form = Counting()
    recipe = Recipe(form, Paragraphs())
    source = "".join(f"<p title='One'>Paragraph <a href=x>{n}</a> of it</p>{end}" for n in range(300))
    document = parse(source, recipe, language="en")
    paragraphs = [n for n, segment in enumerate(document.segments) if segment.kind == "paragraph"]
    wrong = paragraphs[::share]
    texts = ["<b>Раз" if n in wrong else "<1>Раз</1>" for n in range(len(document.segments))]
    for n in set(range(len(texts))) - set(paragraphs):
        texts[n] = "Раз"
    form.characters = 0
    broken = rebuild_verified(document, recipe, texts)[1]
    assert broken == wrong
    assert form.characters < 30 * len(source)


def test_options_do_not_matter():
    assert Html().read("<p>One", ReadOptions(front_matter=())) == Html().read("<p>One", ReadOptions())
