"""Word diffs: complete both ways, and cut between words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.differences import marked, pieces, word_diff

PIECES = [
    *("міст", "Міст", " ", "  ", "п’ять", "5", "3,5", ",", "—", "well-known", "\n", "12 500", "**", "<b>"),
    *("</b>", '<a href="x">', "](http://a.org/1)", "](http://a.org/2)", "http://a.org/b", "{.c}"),
]
TEXT = st.lists(st.sampled_from(PIECES)).map("".join)


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
        ("12 500 грн", "12 800 грн", "[-12 500-]{+12 800+} грн"),
        ("у 2022 році 500 людей", "у 2023 році 500 людей", "у [-2022-]{+2023+} році 500 людей"),
        ("5 7 9", "5 8 9", "5 [-7-]{+8+} 9"),
        ("The **old** bridge", "The *old* bridge", "The [-**-]{+*+}old[-**-]{+*+} bridge"),
        (
            'See <a href="https://x.org" class="y">the docs</a>.',
            "See [the docs](https://x.org).",
            'See [-<a href="https://x.org" class="y">-]{+[+}the docs[-</a>-]{+](https://x.org)+}.',
        ),
        (
            "The [plan](https://a.org/news/2022/plan) is",
            "The [plan](https://a.org/news/2023/plan) is",
            "The [plan](https://a.org/news/[-2022-]{+2023+}/plan) is",
        ),
        (
            "The [plan](https://a.org/news) is",
            "The [plan](https://moz.gov.ua/uk) is",
            "The [plan[-](https://a.org/news)-]{+](https://moz.gov.ua/uk)+} is",
        ),
        ("see [it](a.md){.wide .x}.", "see [it](a.md).", "see [it](a.md)[-{.wide .x}-]."),
        (
            "If your file is named `main.py`, run it.",
            "Put your code in a file `main.py`, run it.",
            "[-If your file is named-]{+Put your code in a file+} `main.py`, run it.",
        ),
        ("«Так», «Ні»", "“Так”, “Ні”", "[-«-]{+“+}Так[-»-]{+”+}, [-«-]{+“+}Ні[-»-]{+”+}"),
        ("5 і 7, 8 і 9", "6 і 7, 9 і 9", "[-5-]{+6+} і 7, [-8-]{+9+} і 9"),
        ("Мiсто Ізюм", "Місто Ізюм", "[-М⟨U+0069⟩сто-]{+Місто+} Ізюм"),
        ("10\u00a0000 грн", "10 000 грн", "[-10⍽000-]{+10␣000+} грн"),
        ("пере\u00adклад", "переклад", "[-пере⟨U+00AD⟩клад-]{+переклад+}"),
        ("кінець\u200b.", "кінець.", "кінець[-⟨U+200B⟩-]."),
        ("A plan", "The plan", "[-A-]{+The+} plan"),
        ("рядок\nдва", "рядок чотири", "рядок[-⏎\nдва-]{+ чотири+}"),
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
        ("**до** ~~ні~~", "**|до|**| |~~|ні|~~"),
        ("[звіт](https://a.org/x_y) <b>так</b>", "[|звіт|](https://a.org/x_y)| |<b>|так|</b>"),
        ("за 5 < 7 > 3", "за| |5| |<| |7| |>| |3"),
        ("див. https://a.org/x.", "див|.| |https://a.org/x|."),
        ("1 250 000,50 грн", "1 250 000,50| |грн"),
        ("у 2022 100 км", "у| |2022| |100| |км"),
    ],
)
def test_words_of_both_languages(text, cut):
    assert "|".join(pieces(text)) == cut


@given(st.text())
def test_pieces_give_the_text_back(text):
    assert "".join(pieces(text)) == text
