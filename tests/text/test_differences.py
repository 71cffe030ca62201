"""Word diffs: complete both ways, and cut between words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.differences import marked, pieces, word_diff

TEXT = st.lists(
    st.sampled_from(["міст", "Міст", " ", "  ", "п’ять", "5", "3,5", ",", "—", "well-known", "\n"])
).map("".join)


@given(TEXT | st.text(), TEXT | st.text())
def test_both_texts_can_be_read_out_of_it(old, new):
    runs = word_diff(old, new)
    assert "".join(text for sign, text in runs if sign in "=-") == old
    assert "".join(text for sign, text in runs if sign in "=+") == new
    assert all(text for _sign, text in runs)
    assert all(one[0] != two[0] for one, two in pairwise(runs))


@given(TEXT)
def test_equal_texts_have_no_difference(text):
    assert word_diff(text, text) == ([("=", text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Міст закрито.", "Міст відкрито.", "Міст [-закрито-]{+відкрито+}."),
        ("18 months", "19 months", "[-18-]{+19+} months"),
        ("old stone bridge", "new steel bridge", "[-old stone-]{+new steel+} bridge"),
        ("він їде", "він не їде", "він {+не +}їде"),
        ("П’ять, так.", "П’ятеро, так.", "[-П’ять-]{+П’ятеро+}, так."),
        ("", "new", "{+new+}"),
        ("п’ять років", "п’ятеро років", "[-п’ять-]{+п’ятеро+} років"),
        ("з Нью-Йорка", "з Нью-Джерсі", "з [-Нью-Йорка-]{+Нью-Джерсі+}"),
        ("у 2022-му році", "у 2023-му році", "у [-2022-му-]{+2023-му+} році"),
        ("COVID-19 минув", "COVID-20 минув", "[-COVID-19-]{+COVID-20+} минув"),
        ("10\u00a0000 грн", "12\u00a0000 грн", "[-10\u00a0000-]{+12\u00a0000+} грн"),
        ("стояв за́мок", "стояв замо́к", "стояв [-за́мок-]{+замо́к+}"),
        ("don’t go", "won’t go", "[-don’t-]{+won’t+} go"),
        ("Так — ні", "Так – ні", "Так [-—-]{+–+} ні"),
        ("«Так»", "“Так”", "[-«-]{+“+}Так[-»-]{+”+}"),
        ("5 км", "5\u00a0км", "5[-␣-]{+⍽+}км"),
        ("рядок\nдва", "рядок два", "рядок[-⏎-]{+␣+}два"),
        (
            "Біля старої стіни довго стояв міст через річку",
            "У місті нарешті відкрили нову школу й дім",
            "[-Біля старої стіни довго стояв міст через річку-]{+У місті нарешті відкрили нову школу й дім+}",
        ),
        (
            "Під стіною блимає сорок павербанків, а на полиці лежать книжки",
            "Під стіною блимає п’ятдесят павербанків, а на столі лежать книжки",
            "Під стіною блимає [-сорок-]{+п’ятдесят+} павербанків, а на [-полиці-]{+столі+} лежать книжки",
        ),
    ],
)
def test_what_a_person_sees(old, new, expected):
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("П’ять, шість", "П’ять|,| |шість"),
        ("'так' і О'Генрі", "'|так|'| |і| |О'Генрі"),
        ("пів-Європи - так", "пів-Європи| |-| |так"),
        ("12:30, 4,5 м²", "12:30|,| |4,5| |м²"),
        ("3D і 5-й", "3D| |і| |5-й"),
        ("кінець-", "кінець|-"),
        ("snake_case", "snake|_|case"),
    ],
)
def test_words_of_both_languages(text, cut):
    assert "|".join(pieces(text)) == cut


@given(st.text())
def test_pieces_give_the_text_back(text):
    assert "".join(pieces(text)) == text
