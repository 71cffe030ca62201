"""Plain text: what is a paragraph, and what kind of one."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.document import Recipe, parse, rebuild
from dvomova.formats.base import ReadOptions
from dvomova.formats.plain import PlainText
from dvomova.model import Span
from dvomova.segmenters.sentences import Sentences

LINES = [
    "Міст повертається",
    "The bridge was closed for 18 months.",
    "By Olha Bondar",
    "Фото: Іван Коваль",
    "- перший",
    "* a footnote or an item",
    "12. twelfth",
    "  indented\tline  ",
    "a word* with a mark",
    "<!-- dvomova: off -->",
    "<!-- dvomova: on -->",
    "<!-- dvomova: note a town -->",
    "goes on in lower case",
    "“Ми не поїхали”, — каже вона. А потім додає:",
    "a line that was broken by an editor because it was as full as",
    "*",
    "\u2028",
    "😀",
]
SOURCE = st.lists(
    st.tuples(
        st.sampled_from(LINES) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
        st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n \t\n"]),
    ),
    max_size=12,
).map(lambda pairs: "".join(line + end for line, end in pairs))


def read(source):
    return PlainText().read(source, ReadOptions())


def kinds(source):
    return [(block.kind, block.text) for block in read(source).blocks]


def texts(source):
    return [block.text for block in read(source).blocks]


@given(SOURCE | st.text(st.characters(exclude_categories=["Cs"])))
@example("\ufeff* a\r* b")
def test_blocks_never_overlap_and_marks_lead_to_the_source(source):
    blocks = read(source).blocks
    for block, following in pairwise(blocks):
        assert block.span.end <= following.span.start
    for block in blocks:
        marks = [*block.marks, (len(block.text) + 1, None)]
        assert (block.marks[0], block.text.strip()) == ((0, block.span.start), block.text)
        for (begin, place), (end, _source) in pairwise(marks):
            line = block.text[begin : end - 1]
            assert source[place : place + len(line)] == line
            assert "\n" not in line
            assert "\r" not in line
        assert source[: block.span.end].endswith(block.text.rsplit("\n", 1)[-1])


@given(SOURCE)
def test_nothing_visible_is_left_out_unless_it_was_told_to(source):
    if "dvomova:" in source:
        return
    visible = "".join(source.split())
    found = "".join("".join(block.text.split()) for block in read(source).blocks)
    left = [mark for mark in visible.removeprefix("\ufeff") if mark not in "-•·*‣▪.)0123456789"]
    assert [mark for mark in found if mark not in "-•·*‣▪.)0123456789"] == left


@given(SOURCE)
def test_a_document_without_translations_is_built_as_it_was(source):
    recipe = Recipe(PlainText(), Sentences())
    document = parse(source, recipe, language="en")
    same = [segment.text if "\n" not in segment.text else None for segment in document.segments]
    assert rebuild(document, recipe, [None] * len(same)) == source


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_an_article_with_all_that_articles_have(end):
    source = end.join(
        [
            "\ufeffA bridge comes back",
            "",
            "It was closed for 18 months.",
            "By Olha Bondar",
            "Photo: Ivan Koval / Library of Izium",
            "",
            "The mayor* came first. Nobody was late.",
            "",
            "Then came the engineers.",
            "",
            "- bread",
            "2) water",
            "\t• tea",
            "* Valerii Marchenko, mayor since 2014.",
            "",
            "[1] See the archive.",
        ]
    )
    assert kinds(source) == [
        ("title", "A bridge comes back"),
        ("standfirst", "It was closed for 18 months."),
        ("byline", "By Olha Bondar"),
        ("caption", "Photo: Ivan Koval / Library of Izium"),
        ("paragraph", "The mayor* came first. Nobody was late."),
        ("paragraph", "Then came the engineers."),
        ("list item", "bread"),
        ("list item", "water"),
        ("list item", "tea"),
        ("footnote", "* Valerii Marchenko, mayor since 2014."),
        ("footnote", "[1] See the archive."),
    ]
    assert read(source).skeleton == ("text",) * 6 + ("item",) * 3 + ("text",) * 2


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Olha Bondar", "byline"),
        ("By the river stands a house", "paragraph"),
        ("Text: Olha Bondar", "byline"),
        ("Text messages arrived all night", "paragraph"),
        ("Авторка Ольга Бондар", "byline"),
        ("Автор: Іван Коваль", "byline"),
        ("Текст Ольги Бондар", "byline"),
        ("Текст угоди досі не оприлюднили", "paragraph"),
        ("Photo by Ivan Koval", "caption"),
        ("The bridge in 2022. Photo: Ivan Koval.", "caption"),
        ("Photo exhibition opens in Izium", "paragraph"),
        ("Фото Олени Коваль", "caption"),
        ("Міст у 2022 році (світлина з архіву)", "paragraph"),
        ("Міст у 2022 році. Світлина: Іван Коваль", "caption"),
        ("Джерело: міська рада", "caption"),
        ("*Valerii Marchenko, mayor.", "footnote"),
        ("¹ Див. архів.", "footnote"),
    ],
)
def test_short_lines_say_what_they_are(line, kind):
    assert kinds(f"Title\n\nStandfirst.\n\n{line}\n")[-1] == (kind, line)


def test_stars_are_a_list_unless_as_many_words_are_marked():
    marked = "The mayor* met the council.*\n\n"
    assert [kind for kind, _text in kinds(marked + "* Mayor since 2014.\n* In full.\n")][1:] == [
        "footnote"
    ] * 2
    assert [kind for kind, _text in kinds("A price* list:\n\n* one\n* two\n")][1:] == ["list item"] * 2
    assert next(kind for kind, _text in kinds("* one\n\nAfter it a mark*.\n")) == "list item"
    assert [kind for kind, _text in kinds("Мер* приїхав.\n* Валерій Марченко.\n")][1:] == ["footnote"]


def test_a_hard_wrapped_paragraph_is_one():
    source = (
        "The bridge over the Siverskyi Donets was closed for eighteen months, and\n"
        "nobody in the town knew when it would open again. Then the engineers of\n"
        "Kharkiv came.\n"
    )
    assert texts(source) == [source.rstrip("\n")]


def test_lines_without_blank_lines_between_them_are_paragraphs():
    long = (
        "Довгий абзац одним рядком, яким його показує редактор, де рядки переносить вікно, а не людина. " * 2
    )
    assert texts(f"{long}\n{long}\nКороткий.\n") == [long.strip(), long.strip(), "Короткий."]
    assert texts("Перший рядок.\nДругий рядок.\nТретій.\n") == ["Перший рядок.", "Другий рядок.", "Третій."]


def test_verse_keeps_its_lines():
    verse = "Садок вишневий коло хати,\nХрущі над вишнями гудуть,\nПлугатарі з плугами йдуть,\n"
    assert texts(verse) == verse.split("\n")[:3]
    two = "Реве та стогне Дніпр широкий,\nСердитий вітер завива,\n"
    assert texts(two) == two.split("\n")[:2]


def test_directives_switch_off_and_note():
    source = (
        "One.\n<!-- dvomova: off -->\nNot this.\n\nNor this.\n<!-- dvomova: on -->\n"
        "<!-- dvomova: note a town, not a raisin -->\nIzium is here.\n\nNo note.\n"
    )
    assert [(block.text, block.note) for block in read(source).blocks] == [
        ("One.", ""),
        ("Izium is here.", "a town, not a raisin"),
        ("No note.", ""),
    ]


def test_a_translation_is_written_on_one_line():
    block = read("Text.\n").blocks[0]
    assert PlainText().written(block, "one\ntwo", Span(0, len(block.text))) == "one two"
    assert not PlainText().may_begin_line("-")
    assert PlainText().may_begin_line("word")
