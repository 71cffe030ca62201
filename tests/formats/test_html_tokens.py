"""The tokens of HTML: without gaps, and where the HTML Standard says that they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.formats.html_tokens import attributes, tokens

MARKUP = st.lists(
    st.sampled_from(
        "<a <a> <b/> </a> </ <! <!-- --> --!> <!doctype> <?x ?> <script> </script> <style> </style> <title> "
        "</title> <plaintext> <![CDATA[ ]]> <svg> </svg> x='y' z=\"w\" = ' \" > & / text <p\n é <é".split(" ")
    )
).map("".join)


def found(source, *, xml=False):
    return [(token.kind, source[token.start : token.end]) for token in tokens(source, 0, xml=xml)]


@given(MARKUP | st.text(), st.booleans())
def test_tokens_are_all_of_the_source(source, xml):
    end = 0
    for token in tokens(source, 0, xml=xml):
        assert token.start == end
        assert token.end > token.start
        end = token.end
    assert end == len(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<b>c</b>", [("text", "a"), ("open", "<b>"), ("text", "c"), ("close", "</b>")]),
        ("<a b='>' c=\">\" d=e>", [("open", "<a b='>' c=\">\" d=e>")]),
        ("<a b=c'd>e'>", [("open", "<a b=c'd>"), ("text", "e'>")]),
        ("<a 'b>c'>", [("open", "<a 'b>"), ("text", "c'>")]),
        ("<a b = 'c'd=e/>f", [("open", "<a b = 'c'd=e/>"), ("text", "f")]),
        ("<a b='c", [("other", "<a b='c")]),
        ("<a", [("other", "<a")]),
        ("< a>1 <2 <é>", [("text", "< a>1 <2 <é>")]),
        ("</ a>b</>c", [("other", "</ a>"), ("text", "b"), ("other", "</>"), ("text", "c")]),
        ("<!-->a", [("comment", "<!-->"), ("text", "a")]),
        ("<!--->a", [("comment", "<!--->"), ("text", "a")]),
        ("<!-- a > b --!>c", [("comment", "<!-- a > b --!>"), ("text", "c")]),
        ("<!-- a", [("comment", "<!-- a")]),
        ("<!doctype html>a", [("other", "<!doctype html>"), ("text", "a")]),
        ("<?php a ?>b", [("other", "<?php a ?>"), ("text", "b")]),
        ("<title>a<b></TITLE >", [("open", "<title>"), ("text", "a<b>"), ("close", "</TITLE >")]),
        ("<style>a</styles></style>", [("open", "<style>"), ("text", "a</styles>"), ("close", "</style>")]),
        ("<script>a</script", [("open", "<script>"), ("text", "a</script")]),
        (
            "<script><!--<script></script>--></script>",
            [("open", "<script>"), ("text", "<!--<script></script>-->"), ("close", "</script>")],
        ),
        ("<script><!--></script>", [("open", "<script>"), ("text", "<!-->"), ("close", "</script>")]),
        ("<plaintext></plaintext>", [("open", "<plaintext>"), ("text", "</plaintext>")]),
        ("<![CDATA[a>b]]>", [("other", "<![CDATA[a>"), ("text", "b]]>")]),
        (
            "<svg><![CDATA[</svg>]]><title/></svg>",
            [
                ("open", "<svg>"),
                ("other", "<![CDATA[</svg>]]>"),
                ("open", "<title/>"),
                ("close", "</svg>"),
            ],
        ),
    ],
)
def test_where_tokens_end(source, expected):
    assert found(source) == expected


def test_in_xml_an_empty_element_is_empty():
    assert found("<title/>a<b>", xml=True) == [("open", "<title/>"), ("text", "a"), ("open", "<b>")]
    assert found("<![CDATA[a>b]]>c", xml=True) == [("other", "<![CDATA[a>b]]>"), ("text", "c")]
    assert found("<title/>a<b>") == [("open", "<title/>"), ("text", "a<b>")]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<a B=c d='e f' g=\"h\" i>", [("b", "c", ""), ("d", "e f", "'"), ("g", "h", '"'), ("i", "", "")]),
        ("<a/b/c=d/>", [("b", "", ""), ("c", "d/", "")]),
        ("<a b= c =d>", [("b", "c", ""), ("=d", "", "")]),
        ("<a b=''c>", [("b", "", "'"), ("c", "", "")]),
        ("<a b=>", [("b", "", "")]),
        ('<a b="1" b="2">', [("b", "1", '"'), ("b", "2", '"')]),
    ],
)
def test_attributes(tag, expected):
    (token,) = tokens(tag, 0, xml=False)
    assert [(one.name, tag[one.start : one.end], one.quote) for one in attributes(tag, token)] == expected


@pytest.mark.parametrize(
    ("tag", "empty"),
    [("<a/>", True), ("<a />", True), ("<a b=c/>", False), ("<a b='c'/>", True), ("<a>", False)],
)
def test_a_slash_may_be_part_of_a_value(tag, empty):
    (token,) = tokens(tag, 0, xml=False)
    assert token.empty == empty
