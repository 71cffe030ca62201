"""Word diffs: complete both ways, and cut between words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.differences import marked, word_diff

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
    ],
)
def test_what_a_person_sees(old, new, expected):
    assert marked(old, new) == expected
