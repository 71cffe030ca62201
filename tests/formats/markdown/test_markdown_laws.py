"""Laws of reading and rebuilding, over documents put together from awkward pieces; and oracles."""

import os
import re
from unittest import mock

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it.ruler import Ruler

from dvomova.document import Recipe, parse, rebuild, rebuild_verified
from dvomova.formats.base import ReadOptions
from dvomova.formats.markdown import Markdown, rules
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

RECIPE = Recipe(Markdown(), Paragraphs())
SENTENCES = Recipe(Markdown(), Sentences())
PIECES = [
    "Plain words here.",
    "Two lines\nof words.",
    "A long paragraph that goes on and on until\nit is wrapped again. A second sentence\nof it.",
    "hard  \nbreak\\\nwords",
    "# Heading #",
    "## Heading {#id}",
    "Setext\nheading\n===",
    "```py\ncode\n```",
    "~~~\nunclosed code",
    "    indented code",
    "\tcode by tab",
    "<div>\nhtml\n</div>",
    "<b>inline</b> html",
    "<a\nhref='b'>\nlink</a> over lines",
    "| a | b \\| c |\n|---|:-:|\n| d | `e\\|f` |\n| g |",
    "a | b\n--|--\nc | d",
    "| no | table |",
    "- item\n- [ ] task\n- [x] done\n  more",
    "1. one\n10. ten\n\n    deep",
    "+ plus",
    "-\n  late",
    "*\ttab\n\n\ttab two",
    "> quote\nlazy",
    ">no space\n>\n> > deeper",
    "[^n]: note\n    more\n\n    second",
    '[r]: http://x "title"',
    "[r]:\nhttp://x\n'title\nlong'",
    '!!! note "Title"\n    body\n\n    more',
    '=== "Tab"\n\n    body',
    "> [!NOTE]\n> alert",
    "[!tip] Callout",
    ":::note\nwords\n:::",
    "/// tip\nwords\n///",
    "{{< fig >}}\nwords\n{% end %}",
    '{{< fig\n a="b" >}}',
    "<Tab a={1}>\nwords\n</Tab>",
    "$$\nx\n$$",
    "Term\n: definition\n: second",
    "***",
    "---",
    "![alt](src 'title')",
    "https://example.com",
    "<!-- comment -->",
    "<!-- dvomova: note hint -->",
    "<!-- dvomova: off -->\nwords\n<!-- dvomova: on -->",
    "import a from 'b'",
    "export const a = {\n\n}",
    "\u00a0no-break\u2028separator\u00a0",
    "\x0cform feed",
    "word\0nul",
    "trailing   ",
    "`code\nspan` words",
    "`` unclosed",
    '[link](<a b> "t") [ref][r] [^n]',
    "&amp; \\# \\[",
    "+++\ntitle = 'x'\n+++",
    "---\ntitle: x\n---",
    "",
    "   ",
]


def indented(text, first, rest):
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *(rest + line if line or rest.strip() else line for line in lines[1:])]
    )


def contained(inner):
    first_and_rest = st.sampled_from(
        [
            ("> ", "> "),
            (">", ">"),
            ("> ", ""),
            (" >  ", "> "),
            ("- ", "  "),
            ("10) ", "    "),
            ("*\t", "\t"),
            ("[^a]: ", "    "),
        ]
    )
    together = st.tuples(st.lists(inner, min_size=1, max_size=4), st.sampled_from(["\n", "\n\n"])).map(
        lambda pair: pair[1].join(pair[0])
    )
    return st.tuples(together, first_and_rest).map(lambda pair: indented(pair[0], *pair[1]))


PIECE = st.recursive(st.sampled_from(PIECES), contained, max_leaves=6)


@st.composite
def documents(draw):
    text = draw(st.sampled_from(["", "\ufeff", "---\ntitle: Text\n---\n"]))
    for piece in draw(st.lists(PIECE, max_size=6)):
        text += piece + draw(st.sampled_from(["\n", "\n\n", "\n\n\n", "\n \n"]))
    text = text.rstrip("\n") if draw(st.booleans()) else text
    line_ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]]))
    if len(line_ends) > 1:
        return re.sub("\n", lambda _match: draw(st.sampled_from(line_ends)), text)
    return text.replace("\n", line_ends[0])


slow = settings(
    max_examples=int(os.environ.get("DVOMOVA_EXAMPLES", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@slow
@given(documents())
def test_rules_that_are_not_asked_would_have_said_no(source):
    plain, asking = Ruler(), rules.parser().block.ruler
    plain.__rules__ = asking.__rules__
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    found = rules.tokens(text)
    with mock.patch.object(rules.parser().block, "ruler", plain):
        assert rules.tokens(text) == found


@slow
@given(documents(), st.sampled_from([RECIPE, SENTENCES]))
def test_untranslated_documents_come_back(source, recipe):
    document = parse(source, recipe, language="en")
    assert rebuild(document, recipe, [None] * len(document.segments)) == source


@slow
@given(documents())
@example("+++\ntitle = 'x'\n+++\n")
def test_texts_stand_where_they_are_said_to_stand(source):
    for segment in parse(source, RECIPE, language="en").segments:
        visible = "".join(source[slice(*segment.span)].split())
        if segment.kind not in ("table cell", "link title") and ">" not in visible:
            quoted = "\"'"  # a value in the front matter is written anew with its quotation marks
            assert visible.strip(quoted) == "".join(segment.text.split()).strip(quoted)
        line = len(re.findall(r"\r\n?|\n", source[: segment.span.start])) + 1
        assert segment.line == line


@slow
@given(documents())
def test_only_the_translated_spans_differ(source):
    document = parse(source, RECIPE, language="en")
    expected, end = "", 0
    for segment in document.segments:
        block = document.reading.blocks[segment.block]
        expected += source[end : segment.span.start] + RECIPE.format.written(block, "Ж", segment.inside)
        end = segment.span.end
    assert rebuild(document, RECIPE, ["Ж"] * len(document.segments)) == expected + source[end:]


@slow
@given(documents(), st.sampled_from([RECIPE, SENTENCES]))
@example("<a\nhref='b'>\nlink</a> over lines\n", RECIPE)
@example("> $$\nx\n$$\n", RECIPE)
@example("> \u00a0no-break\u2028\u00a0\nPlain words here.\n", RECIPE)
def test_what_is_laid_in_is_read_again(source, recipe):
    document = parse(source, recipe, language="en")
    marked = [
        re.sub(r"\b([a-z])([a-z]{3,})\b(?![.>='\"(\]:])", "\\1ʹ\\2", segment.text)
        for segment in document.segments
    ]
    built = rebuild(document, recipe, marked)
    again = parse(built, recipe, language="en")
    assert [segment.text for segment in again.segments] == marked
    assert again.reading.skeleton == document.reading.skeleton


NASTY = [
    "Текст",
    "# Заголовок",
    "- пункт",
    "1. перше",
    "> цитата",
    "а\n\nб",
    "а\nб",
    "а  \nб",
    "а\n===",
    "```",
    "~~~\nа",
    "| а | б |\n|---|---|",
    "а | б",
    "<div>",
    "<!-- а",
    "[^1]: а",
    "[а]: http://б",
    ":::",
    "{{< а >}}",
    "!!! а",
    "    а",
    "***",
    "а {#б}",
    "а ##",
    "'\"",
    "а: б",
    "[ ] а",
    "Дуже довгий переклад, який не може стати в один рядок, бо 1. слів у ньому - багато # більше, ніж треба",
    "",
    " ",
]


@slow
@given(documents(), st.data(), st.sampled_from([RECIPE, SENTENCES]))
def test_a_verified_document_has_the_structure_of_its_source(source, data, recipe):
    document = parse(source, recipe, language="en")
    translations = [data.draw(st.sampled_from([None, *NASTY])) for _segment in document.segments]
    built, broken = rebuild_verified(document, recipe, translations)
    again = Markdown().read(built, ReadOptions())
    assert again.skeleton == document.reading.skeleton
    assert all(translations[index] is not None for index in broken)
    chosen = [None if index in broken else text for index, text in enumerate(translations)]
    assert built == rebuild(document, recipe, chosen)
    if recipe is RECIPE:
        meant = [
            text if text is not None else segment.text
            for segment, text in zip(document.segments, chosen, strict=True)
        ]
        # A comment at the end of a block is no part of its segment.
        bare = (re.sub(r"<!--.*?-->", " ", block.text, flags=re.DOTALL) for block in again.blocks)
        found = [" ".join(text.split()) for text in (*bare, *(block.text for block in again.blocks))]
        assert [text for text in (" ".join(text.split()) for text in meant) if text not in found] == []


# Oracles: a document whose segments are known because it was put together from them.

WORDS = st.sampled_from(
    "Izium waits for a bridge across the Oskil while ferries carry people and grain".split()
)
SENTENCE = st.lists(WORDS, min_size=2, max_size=12).map(lambda words: " ".join(words).capitalize() + ".")


def wrapped(text, width=30):
    return re.sub(rf"(.{{1,{width}}}) ", "\\1\n", text)


SHAPES = {
    "plain": lambda text: (text, [("", text)]),
    "wrapped": lambda text: (wrapped(text), [("", text)]),
    "heading": lambda text: (f"## {text} ##", [("heading", text)]),
    "setext": lambda text: (f"{text}\n---", [("heading", text)]),
    "code": lambda text: (f"```\n{text}\n```", []),
    "html": lambda text: (f"<div>{text}</div>", []),
    "table": lambda text: (f"| {text} | `x` |\n|---|---|\n| {text} | |", [("table cell", text)] * 2),
}
CONTAINERS = [
    ("> ", "> ", "quote"),
    ("- ", "  ", "list item"),
    ("3. ", "   ", "list item"),
    ("- [x] ", "  ", "list item"),
    ("[^1]: ", "    ", "footnote"),
    ('!!! note "Boxed"\n    ', "    ", "boxed"),
]


@st.composite
def known(draw, depth=2):
    """A block and the (kind, text) of each segment in it; kind "" is left to the container."""
    shape = draw(st.sampled_from([*SHAPES, *(["deep"] * 3 * (depth > 0))]))
    if shape != "deep":
        return SHAPES[shape](draw(SENTENCE))
    inner = [draw(known(depth=depth - 1)) for _ in range(draw(st.integers(1, 3)))]
    first, rest, kind = draw(st.sampled_from(CONTAINERS))
    begins_plain = inner[0][1] and not inner[0][1][0][0]
    if first in ("- [x] ", "[^1]: ") and not begins_plain:
        first, rest, kind = CONTAINERS[0]
    lines = indented("\n\n".join(block for block, _expected in inner), first, rest)
    texts = [(found or kind, text) for _block, segments in inner for found, text in segments]
    if kind != "boxed":
        return lines, texts
    return lines, [("heading", "Boxed"), *((found.replace("boxed", ""), text) for found, text in texts)]


@slow
@given(st.lists(known(), min_size=1, max_size=5), st.sampled_from(["\n", "\r\n", "\r"]))
def test_known_sentences_in_known_places(parts, line_end):
    source = "\n\n<!-- -->\n\n".join(block for block, _expected in parts).replace("\n", line_end)
    expected = [(kind or "paragraph", text) for _block, segments in parts for kind, text in segments]
    document = parse(source, RECIPE, language="en")
    assert [(segment.kind, segment.text) for segment in document.segments] == expected
    translations = [f"Переклад {number} речення" for number in range(len(expected))]
    built, broken = rebuild_verified(document, RECIPE, translations)
    assert not broken
    assert [segment.text for segment in parse(built, RECIPE, language="uk").segments] == translations
