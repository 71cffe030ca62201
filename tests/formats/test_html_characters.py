"""References to characters, and signs that could be taken for them."""

from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.formats.html_characters import decoded, encoded, meaning

SIGNS = st.lists(
    st.sampled_from(
        "& < > ; # x a p b 1 / ! &amp; &lt; &nbsp; &mdash; &#8212; &notit; &copy &#7; &b; <b> <1>".split()
    )
).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])) | SIGNS


def text_of(source, **options):
    return "".join(piece.text for piece in decoded(source, 0, len(source), **options))


@given(ANY, st.booleans())
@example("&amp;nb&#115;p;", True)
@example("&&#97;mp;", True)
def test_what_is_read_is_written_and_read_again(source, markup):
    text = text_of(source, markup=markup)
    assert text_of(encoded(text, {}), markup=markup) == text


@given(ANY)
def test_what_is_written_means_what_was_said(text):
    assert unescape(encoded(text.replace("&", "&amp;"), {})) == text
    assert "<" not in encoded(text, {})


@given(SIGNS)
def test_what_is_read_is_what_a_browser_shows(source):
    source = source.replace("&#7;", "")
    assert unescape(text_of(source)) == unescape(unescape(source)) or text_of(source) == unescape(source)
    assert text_of(source, markup=False).replace("&amp;", "&") == unescape(source).replace("&amp;", "&")


@given(SIGNS)
def test_pieces_stand_where_they_are_said_to(source):
    end = 0
    for text, start, stop in decoded(source, 0, len(source)):
        assert start == end
        end = stop
        if len(text) == stop - start:
            assert source[start:stop] == text
    assert end == len(source)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("&nbsp;&mdash;&#8212;&#x2014;", "\u00a0———"),
        ("&notit; &copy2 &amp", "¬it; ©2 &"),
        ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
        ("&#128; &#xad;", "€ \u00ad"),
        ("&#0; &#7; &#xd800; &#x110000; &#99999999999; &#xe001;", None),
        ("&lt;b&gt; &lt;1/&gt; 1 &lt; 2 &lt;&lt;", "&lt;b> &lt;1/> 1 < 2 <<"),
        ("&amp;nbsp; &amp;lt; &amp;#1; R&amp;D; &amp;b;", "&amp;nbsp; &amp;lt; &amp;#1; R&D; &b;"),
        ("&NotEqualTilde;", "\u2242\u0338"),
    ],
)
def test_references(source, text):
    assert text_of(source) == (source if text is None else text)


def test_in_values_old_references_need_a_semicolon():
    assert text_of("?a=1&copy=2&copy;&copyb &copy", attribute=True) == "?a=1&copy=2©&copyb ©"


def test_characters_keep_their_spelling():
    assert (
        encoded("а — б &mdash; &amp; «", {"—": "&mdash;", "«": "&laquo;"})
        == "а &mdash; б &mdash; &amp; &laquo;"
    )
    assert meaning("&mdash;") == "—"
    assert meaning("&#7;") is None
