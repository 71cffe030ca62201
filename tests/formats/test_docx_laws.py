"""Laws of Word documents, over paragraphs put together from all that stands in them; and oracles."""

import os
import re
from itertools import pairwise
from xml.parsers import expat

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvomova.document import Recipe, parse, rebuild, rebuild_verified
from dvomova.formats.base import ReadOptions
from dvomova.formats.docx import Word
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

WORD = Recipe(Word(), Paragraphs())
SENTENCES = Recipe(Word(), Sentences())
RECIPES = st.sampled_from([WORD, SENTENCES])

slow = settings(
    max_examples=int(os.environ.get("DVOMOVA_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

PROPERTIES = st.lists(
    st.sampled_from(
        [
            "<w:b/>",
            "<w:i/>",
            '<w:u w:val="single"/>',
            '<w:color w:val="FF0000"/>',
            '<w:sz w:val="28"/><w:szCs w:val="28"/>',
            '<w:vertAlign w:val="superscript"/>',
            '<w:lang w:val="en-US"/>',
            '<w:lang w:val="en-US" w:eastAsia="ja-JP"/>',
            "<w:noProof/>",
            '<w:b w:val="0"/>',
            '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:hint="default"/>',
        ]
    ),
    max_size=2,
    unique=True,
).map("".join)
WORDS = st.sampled_from(
    [
        "Words",
        " words ",
        "One is here. Two is there.",
        ". Another",
        "end.",
        " ",
        "  ",
        "a &amp; b",
        "&lt;b&gt;",
        "&amp;lt;1/&gt;",
        "&lt;1",
        "&gt;",
        "2022",
        "Слова й ’лапки’",
        "\n new line\n",
        "&#160;",
        "<![CDATA[data <i>]]>",
    ]
)
CHILDREN = st.sampled_from(
    [
        "<w:tab/>",
        "<w:br/>",
        '<w:br w:type="page"/>',
        "<w:noBreakHyphen/>",
        '<w:footnoteReference w:id="2"/>',
        '<w:sym w:font="Wingdings" w:char="F04A"/>',
        '<w:commentReference w:id="1"/>',
        "<w:lastRenderedPageBreak/>",
        "<w:drawing><wp:docPr descr='A bridge'/></w:drawing>",
        "<w:t/>",
    ]
)


def text(words, preserved):
    return f'<w:t xml:space="preserve">{words}</w:t>' if preserved else f"<w:t>{words}</w:t>"


TEXTS = st.builds(text, WORDS, st.booleans())
RUNS = st.builds(
    lambda look, children, revision: (
        f"<w:r{revision}>{f'<w:rPr>{look}</w:rPr>' if look else ''}{''.join(children)}</w:r>"
    ),
    PROPERTIES,
    st.lists(st.one_of(TEXTS, TEXTS, CHILDREN), max_size=3),
    st.sampled_from(["", ' w:rsidR="00AB12"']),
)
MARKS = st.sampled_from(
    [
        '<w:bookmarkStart w:id="0" w:name="_Ref1"/>',
        '<w:bookmarkEnd w:id="0"/>',
        '<w:bookmarkStart w:id="1" w:name="a"/>',
        '<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="spellStart"/>',
        '<w:commentRangeStart w:id="1"/>',
        '<w:commentRangeEnd w:id="1"/>',
        "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        '<w:del w:id="4"><w:r><w:delText>gone</w:delText></w:r></w:del>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:r><w:instrText> REF a </w:instrText></w:r>",
        "<w:r><w:instrText> PAGE </w:instrText></w:r>",
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>5</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    ]
)
WRAPPERS = st.sampled_from(
    [
        ('<w:hyperlink r:id="rId1">', "</w:hyperlink>"),
        ('<w:hyperlink w:anchor="a">', "</w:hyperlink>"),
        ('<w:ins w:id="3" w:author="A">', "</w:ins>"),
        ("<w:smartTag>", "</w:smartTag>"),
        ("<w:sdt><w:sdtPr/><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ('<w:fldSimple w:instr=" DATE ">', "</w:fldSimple>"),
        ('<w:fldSimple w:instr=" PAGE ">', "</w:fldSimple>"),
    ]
)
TWINS = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def inline(inner):
    wrapped = st.builds(
        lambda wrapper, held: wrapper[0] + "".join(held) + wrapper[1], WRAPPERS, st.lists(inner, max_size=3)
    )
    boxed = st.lists(inner, max_size=3).map(lambda held: TWINS.format(f"<w:p>{''.join(held)}</w:p>"))
    return st.one_of(wrapped, boxed)


INLINE = st.recursive(st.one_of(RUNS, RUNS, RUNS, MARKS), inline, max_leaves=8)
HEADS = st.sampled_from(
    ["", "<w:pPr/>", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>', "<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>"]
)
PARAGRAPHS = st.builds(
    lambda head, pieces: f"<w:p>{head}{''.join(pieces)}</w:p>", HEADS, st.lists(INLINE, max_size=6)
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    PARAGRAPHS.map(lambda held: f"<w:tbl><w:tr><w:tc>{held}</w:tc></w:tr></w:tbl>"),
    PARAGRAPHS.map(lambda held: f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"),
)
SPACES = 'xmlns:w="W" xmlns:r="R" xmlns:wp="P" xmlns:mc="M" xmlns:m="O" '
BODIES = st.lists(BLOCKS, min_size=1, max_size=4).map(lambda held: f"<w:body>{''.join(held)}</w:body>")


def is_well_formed(source):
    parser = expat.ParserCreate()
    parser.Parse(source.replace("<w:body>", f"<w:body {SPACES}>", 1), True)
    return True


def marked(words):
    """With a mark in the middle of words, which no syntax knows and no splitter looks at."""
    return re.sub(r"\b([A-Za-zа-яієї])([a-zа-яієї]{3,})\b(?![^<]*>)(?!;)", "\\1ʹ\\2", words)


@slow
@given(BODIES, RECIPES)
def test_untranslated_documents_come_back(source, recipe):
    assert is_well_formed(source)
    read = parse(source, recipe, language="en")
    assert rebuild(read, recipe, [None] * len(read.segments)) == source


@slow
@given(BODIES, RECIPES, st.data())
def test_what_is_laid_in_is_read_again(source, recipe, data):
    read = parse(source, recipe, language="en")
    texts = [segment.text for segment in read.segments]
    chosen = [marked(words) if data.draw(st.booleans()) else None for words in texts]
    built = rebuild(read, recipe, chosen)
    assert is_well_formed(built)
    again = parse(built, WORD, language="en")
    assert again.reading.skeleton == read.reading.skeleton
    assert [block.text for block in again.reading.blocks] == laid(read, chosen)


def laid(read, chosen):
    """The text of each block once the translations are in it."""
    found = [block.text for block in read.reading.blocks]
    for segment, words in reversed(list(zip(read.segments, chosen, strict=True))):
        if words is not None:
            before, after = (
                found[segment.block][: segment.inside.start],
                found[segment.block][segment.inside.end :],
            )
            found[segment.block] = before + words + after
    return found


@slow
@given(BODIES, RECIPES)
def test_only_the_translated_spans_differ(source, recipe):
    read = parse(source, recipe, language="en")
    expected, end = "", 0
    plain = [segment for segment in read.segments if not read.reading.blocks[segment.block].within]
    for segment in plain:
        block = read.reading.blocks[segment.block]
        expected += source[end : segment.span.start] + Word().written(block, segment.text, segment.inside)
        end = segment.span.end
    texts = [segment.text if segment in plain else None for segment in read.segments]
    assert rebuild(read, recipe, texts) == expected + source[end:]


NASTY = [
    None,
    "Текст",
    "<b>Текст</b>",
    "<b>Текст",
    "Текст</b>",
    "<i><b>а</i></b>",
    "<1>Текст</1>",
    "<2>а</2> <1>б</1>",
    "<1/>",
    "а<1/>б<2/>в",
    "<1>а",
    "<99>а</99>",
    "&lt;b>",
    "&amp;",
    "& < > \" '",
    "]]>",
    "<w:p/>",
    "</w:t></w:r></w:p>",
    "\x00\x01\x1f",
    "\ud800",
    "\ufffe",
    "а\nб\tв\rг",
    "<br><br/>",
    "",
    " ",
    "\u2011\u00ad\u00a0",
    "<strong>а</strong>",
]


@slow
@given(BODIES, RECIPES, st.data())
def test_a_verified_document_has_the_structure_of_its_source(source, recipe, data):
    read = parse(source, recipe, language="en")
    chosen = [data.draw(st.sampled_from(NASTY)) for _segment in read.segments]
    built, broken = rebuild_verified(read, recipe, chosen)
    assert is_well_formed(built)
    assert Word().read(built, ReadOptions()).skeleton == read.reading.skeleton
    assert all(chosen[index] is not None for index in broken)
    kept = [None if index in broken else words for index, words in enumerate(chosen)]
    assert built == rebuild(read, recipe, kept)


FRAGMENTS = st.lists(
    st.one_of(
        INLINE,
        st.sampled_from(["<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<", "\0", "<w:tbl>"]),
    ),
    max_size=12,
).map("".join)


@slow
@given(FRAGMENTS, st.data())
def test_no_text_makes_the_reader_fail(source, data):
    read = parse(source, WORD, language="en")
    assert rebuild(read, WORD, [None] * len(read.segments)) == source
    chosen = [data.draw(st.sampled_from(NASTY)) for _segment in read.segments]
    built, _broken = rebuild_verified(read, WORD, chosen)
    assert Word().read(built, ReadOptions()).skeleton == read.reading.skeleton


# Oracles: paragraphs whose text is known because they were put together from it.

LOOKS = {
    "": "",
    "b": "<w:b/>",
    "i": "<w:i/>",
    "u": '<w:u w:val="single"/>',
}
WORD_OF_MANY = st.sampled_from("Izium waits for a bridge across the Oskil while ferries carry people".split())
PIECE = st.tuples(
    st.lists(WORD_OF_MANY, min_size=1, max_size=4).map(" ".join), st.sampled_from(sorted(LOOKS))
)


def cut(words, places):
    """The same words in several runs, as revisions leave them."""
    edges = [0, *sorted(place % len(words) for place in places), len(words)]
    return [words[start:end] for start, end in pairwise(edges) if start < end]


@slow
@given(
    st.lists(st.lists(PIECE, min_size=1, max_size=5), min_size=1, max_size=4),
    st.lists(st.integers(0, 50), max_size=4),
)
def test_known_words_in_known_looks(paragraphs, places):
    source, expected = "", []
    for pieces in paragraphs:
        look_of_all = pieces[0][1] if len({look for _words, look in pieces}) == 1 else ""
        runs, seen = "", []
        for words, look in pieces:
            for part in cut(words + " ", places):
                runs += f'<w:r><w:rPr>{LOOKS[look]}</w:rPr><w:t xml:space="preserve">{part}</w:t></w:r>'
            bare = look if look != look_of_all else ""
            if seen and seen[-1][1] == bare:
                seen[-1] = (f"{seen[-1][0]} {words}", bare)
            else:
                seen.append((words, bare))
        if all(bare for _words, bare in seen):
            continue  # no plain words: the plainest looks go unsaid
        source += f"<w:p>{runs}</w:p>"
        expected.append(" ".join(f"<{bare}>{words}</{bare}>" if bare else words for words, bare in seen))
    read = parse(f"<w:body>{source}</w:body>", WORD, language="en")
    assert [segment.text for segment in read.segments] == expected
    translations = [f"Переклад {number}" for number in range(len(expected))]
    built, broken = rebuild_verified(read, WORD, translations)
    assert not broken
    assert [segment.text for segment in parse(built, WORD, language="uk").segments] == translations
