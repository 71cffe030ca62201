"""What is not translated: found, put aside, and back at its place; laws and known texts."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.engines.base import HTML, PLAIN, XML, Fault
from dvomova.engines.codes import codes, signs, unclosed
from dvomova.engines.masking import mask, received, sent, without_signs
from dvomova.model import Span

STYLES = (PLAIN, XML, HTML)
SCRAPS = st.sampled_from(
    [
        *(
            "**",
            "*",
            "_",
            "~~",
            "`",
            "``",
            "[",
            "]",
            "](",
            "](https://example.org)",
            "![",
            ")",
            "(",
            "{",
            "}",
            "{name}",
        ),
        *(
            "<b>",
            "</b>",
            "<1>",
            "</1>",
            "<2/>",
            "<br>",
            "&amp;",
            "&",
            "<",
            ">",
            "%s",
            "%",
            "\\",
            "\n",
            "  \n",
            "[X1X]",
        ),
        *(
            ' "title")',
            "$t(key)",
            "\ue000",
            "слово",
            "word",
            " ",
            ". ",
            "12",
            '<x id="1"/>',
            "é",
            "’",
            "«",
            "»",
        ),
    ]
)
TEXTS = st.one_of(st.lists(SCRAPS, max_size=14).map("".join), st.text(max_size=40))


@given(TEXTS, st.sampled_from(STYLES))
@example("a [X1X] \ue000 b", PLAIN)
def test_what_comes_back_as_it_was_sent_is_the_text(text, style):
    masked = mask(text)
    core = masked.text.strip()
    try:
        back = received(sent(core, style), core, style)
    except Fault:
        # Only what undoing entities or tokens of other styles could have made may fail, and it fails aloud.
        assert style == PLAIN
        raise
    assert masked.target(back) == masked.source(core) == masked.source(masked.text).strip()


@given(TEXTS)
def test_spans_are_in_order_and_apart_and_what_is_sent_holds_no_code(text):
    spans = codes(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))
    assert mask(text).source(mask(text).text) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**Bold** and *thin*", "** ** * *"),
        ("snake_case and _thin_.", "_ _"),
        ("[a *b*](https://x.org)", "[ * * ](https://x.org )"),
        ('[a](b "The title") c', '[ ](b _" ")'),
        ("![a map](m.png){width=50%}", "![ ](m.png ) {width=50%}"),
        ("[words][label] and[^1]", "[ ][label] [^1]"),
        ("<1>Olena</1> said <br>", "<1> </1> <br>"),
        ("Hello, {name}, %s, %(day)s and ${x}, %{y}", "{name} %s %(day)s ${x} %{y}"),
        ("{n, plural, one {# a} other {# b}} left", "{n,_plural,_one_{#_a}_other_{#_b}}"),
        ("a { and {name} but } no {", "{_and_{name}_but_}"),
        ("a { and ${name}", "${name}"),
        ("50 % of 100% sure", ""),
        ("AT&amp;T \\* `a b` {{% ref %}}", "&amp; \\* `a_b` {{%_ref_%}}"),
        ("one\\\ntwo  \nthree\n", "\\\n __\n"),
        ("Write to olena@example.org", "olena@example.org"),
        ("It is 5 o’clock, м’ята", ""),
    ],
)
def test_known_codes(text, found):
    assert " ".join(text[slice(*span)].replace(" ", "_") for span in codes(text)) == found


def test_codes_that_touch_are_one_token():
    assert sent(mask("See [**it**](a.png).").text, PLAIN) == "See [X1X]it[X2X]."
    assert sent(mask("a < b & <b>c</b>").text, XML) == 'a &lt; b &amp; <x id="1"/>c<x id="2"/>'
    assert (
        sent(mask("*c*").text, HTML)
        == '<span class="notranslate">1</span>c<span class="notranslate">2</span>'
    )


@pytest.mark.parametrize(
    ("style", "answer"),
    [
        (PLAIN, "[x1x]Міст[X 2 X] стоїть"),
        (PLAIN, "[Х1Х] Міст [Х2Х] стоїть"),
        (PLAIN, "[X1X]Міст[X2X]стоїть"),
        (XML, '<x id="1"></x>Міст<x id="2"></x> стоїть'),
        (XML, "<x id='1'/> Міст <x id=2 /> стоїть"),
        (HTML, '<span class="notranslate"> 1 </span>Міст<span class="notranslate">2</span> стоїть'),
    ],
)
def test_tokens_are_known_however_engines_write_them_and_keep_to_their_words(style, answer):
    masked = mask("**Bridge** stands")
    assert masked.target(received(answer, masked.text, style)) == "**Міст** стоїть"


@pytest.mark.parametrize(
    "answer", ["Міст", "[X1X]Міст", "[X1X]Міст[X1X]", "[X1X]М[X2X]і[X2X]", "[X1X]М[X2X] [X3X]", "[X0X]а[X1X]"]
)
def test_each_token_has_to_come_back_exactly_once(answer):
    with pytest.raises(Fault, match="markup"):
        received(answer, mask("**Bridge**").text, PLAIN)


def test_entities_are_undone_once():
    assert received("Тато &amp; мама &#39;&quot;", "Dad", PLAIN) == "Тато & мама '\""
    assert received("&amp;amp;", "Dad", XML) == "&amp;"


def test_terms_are_put_aside_with_their_translations_but_not_inside_codes():
    text = "The HIMARS at [HIMARS](https://x.org/HIMARS)"

    def terms(one, language):
        places = [at for at in range(len(one)) if one.startswith("HIMARS", at)]
        found = [(Span(at, at + 6), "Хаймарс") for at in places]
        return [*found, (Span(places[0] + 2, places[0] + 8), "MARS")] if language == "en" else []

    masked = mask(text, "en", terms)
    assert "HIMARS" not in without_signs(masked.text)
    assert masked.target(masked.text) == "The Хаймарс at [Хаймарс](https://x.org/HIMARS)"
    assert masked.source(masked.text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<b>a</b>", []),
        ("<1>a <b>b</b></1><2/><br>", []),
        ("a</b> b", ["/b"]),
        ("<1>a</2>", ["1", "/2"]),
        ("</1>a<1>", ["/1", "1"]),
        ('<a href="x">y', ["a"]),
        ("`<b>` \\<script setup> <x.org/b>", []),
    ],
)
def test_tags_without_partners(text, left):
    assert unclosed(text) == left


@given(TEXTS)
def test_signs_do_not_depend_on_which_codes_touch(text):
    assert signs(text).total() == sum(span.end - span.start for span in codes(text))
