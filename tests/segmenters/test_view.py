"""The view: what rules see of a text, and where each sign of it stands in the source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.segmenters.enclosures import enclosures
from dvomova.segmenters.view import view


def seen(text):
    return view(text, enclosures(text))


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Так. Ні.", "Так. Ні."),
        ("**Так.** _Ні._ ~~Ой.~~ ***Ух***", "Так. Ні. Ой. Ух"),
        ("[слова](https://a.b/c) і [ще](x 'Назва'), [так][1]", "слова і ще, так"),
        ("![Опис](a.png)", "Опис"),
        ("Так![^1] Ні.[^note]", "Так! Ні."),
        ("<b>Так</b> <1>ні</1><!-- тут -->", "Так ні"),
        ("<b>Так.</b>Ні", "Так. Ні"),
        ("сло<b>во</b>м", "словом"),
        ("Так<br>ні<BR />тут", "Так\nні\nтут"),
        (r"\*Так\. C:\Temp", r"*Так. C:\Temp"),
        (r"Так\\. Ні", r"Так\. Ні"),
        ("`a\\*b` {{x.*y*}} <https://a.b>", "`a\\*b` {{x.*y*}} <https://a.b>"),
        ("5 * 3, snake_case_name, 2 < 3 [так]", "5 * 3, snake_case_name, 2 < 3 [так]"),
        ("один\nдва  \nтри\\\nчотири\r\nп’ять\n\nшість", "один два  \nтри\nчотири  п’ять\n\nшість"),
    ],
)
def test_text(source, text):
    assert seen(source).text == text


PIECES = st.sampled_from(
    "а Б . ! ** * _ ` [ ]( ) ][ [^1] <b> </b> <br> \\ \\* {{x}} https://a.b 5 & <!-- -->".split()
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "  \n"])), max_size=20).map(
    lambda parts: "".join(a + b for a, b in parts)
)


@given(TEXTS)
def test_each_sign_stands_where_the_source_has_it(text):
    found = seen(text)
    offsets = [found.offset(place) for place in range(len(found.text))]
    assert offsets == sorted(set(offsets))
    for sign, offset in zip(found.text, offsets, strict=True):
        assert sign == text[offset] or sign.isspace()


@given(TEXTS)
def test_places_and_offsets_are_each_others_reverse(text):
    found = seen(text)
    assert [found.place(found.offset(place)) for place in range(len(found.text))] == list(
        range(len(found.text))
    )
    assert found.place(len(text)) == len(found.text)
