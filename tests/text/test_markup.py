import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.markup import is_translatable, opaque, prose


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a `b c` ``d ` e`` f", ["`b c`", "``d ` e``"]),
        ("a `b", []),
        ("\\`a\\`", []),
        ('[a](https://b/c_(d) "e")', ["](https://b/c_(d)"]),
        ("[a](<b c>)", ["](<b c>"]),
        ("[a][b] [c][]", ["][b]", "][]"]),
        ("a[^b]", ["[^b]"]),
        ('<a href="b>c">d</a> <1>e</1> <br/>', ['<a href="b>c">', "</a>", "<1>", "</1>", "<br/>"]),
        ("a < b > c", []),
        ("<https://a.b> <c@d.e>", ["<https://a.b>", "<c@d.e>"]),
        ("(https://a.b/c). www.d.e, f@g.h.", ["https://a.b/c", "www.d.e", "f@g.h"]),
        ("note:https://a.b", ["https://a.b"]),
        ("[See https://a.b/c](https://d.e) f", ["https://a.b/c", "](https://d.e"]),
        ("[www.a.b][c] [mailto:d@e.f](g)", ["www.a.b", "][c]", "mailto:d@e.f", "](g"]),
        ("[d@e.f](mailto:d@e.f)", ["d@e.f", "](mailto:d@e.f"]),
        ("https://a.b/`c d` e", ["https://a.b/", "`c d`"]),
        ("http://[::1]/a] (http://a.b/c[1]d)", ["http://[::1]/a", "http://a.b/c[1]d"]),
        ("«https://a.b/c»", ["https://a.b/c"]),
        ("{{< a >}} {% b %} {{ c }} {{ d", ["{{< a >}}", "{% b %}", "{{ c }}"]),
        ("a <!-- b --> c &nbsp; & d", ["<!-- b -->", "&nbsp;"]),
    ],
)
def test_opaque(text, codes):
    assert [text[start:end] for start, end in opaque(text)] == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word", True),
        ("Ї", True),
        ("**a**", True),
        ("[a](b)", True),
        ("![](a.png)", False),
        ('![](a.png "b")', True),
        ("https://a.b/c", False),
        ("`code`", False),
        ("2022", False),
        ("***", False),
        ("1,250,000", True),
        ("1 250 000", True),
        ("2.5", True),
        ("15 %", True),
        ("$5", True),
        ("04.03.2022", False),
        ("2022-03-04", False),
        ("10:30", False),
        ("&nbsp;", False),
    ],
)
def test_is_translatable(text, expected):
    assert is_translatable(text) is expected


PIECES = [
    "word ",
    "слово",
    " ",
    "\n",
    "`",
    "<b",
    ">",
    "{{",
    "}}",
    "[",
    "](",
    ")",
    "&",
    ";",
    "\\",
    "@",
    "x.org",
    "1",
]


@given(
    st.lists(st.sampled_from([*PIECES, "http://", "www.", "mailto:", "<!--", "-->", "3 5", "$"])).map("".join)
)
def test_a_word_that_is_seen_at_once_is_one(text):
    words = prose(text)
    has_letter = any(character.isalpha() for character in words)
    assert is_translatable(text) or not has_letter
    assert has_letter or not is_translatable(text) or any(character.isdigit() for character in words)


def test_prose():
    assert prose("a `b` c") == "a   c"


@given(st.text(alphabet="a `<>[](){}%!-&@.:/\\^1\"'", max_size=60))
def test_spans_ascend_within_the_text(text):
    end = 0
    for start, stop in opaque(text):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "{{",
        "{%",
        "``a `b ",
        "](",
        "[^",
        "<a ",
        "<a" + " " * 999,
        "a@",
        "][",
        "http:.",
        "tel:.",
        "tel:.]",
        "www.)]",
        "www.](",
        '<a b="',
    ],
)
def test_what_is_never_closed_takes_no_time(piece):
    """Half a megabyte: the test ends at once, or (where the work grows with the square) never."""
    text = (piece * 500_000)[:500_000] + "`@"
    assert all(text[start] in "`<{]ahtw" for start, _stop in opaque(text))


def test_a_backtick_inside_a_ukrainian_word_is_an_apostrophe():
    text = "Вона з`явилася о `09:00`, а п`ять хвилин по тому зникла."
    assert [text[start:end] for start, end in opaque(text)] == ["`09:00`"]
