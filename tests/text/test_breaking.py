"""Where texts are broken: shares of cues, lines of a cue."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dvomova.text.breaking import in_lines, parted

WORDS = st.sampled_from(
    [
        "a",
        "in",
        "і",
        "в",
        "Ізюм",
        "bridge,",
        "river.",
        "<i>red",
        "blue</i>",
        "<1>x</1>",
        "<2/>",
        "—",
        "“now”",
        "…",
        "5",
    ]
)
TEXT = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
LENGTHS = st.lists(st.integers(0, 90), min_size=1, max_size=8)


def bare(text):
    return re.sub("<[^<>]*>", "", text).split()


@given(TEXT, LENGTHS)
def test_parts_joined_are_the_text_and_none_is_empty_while_words_last(text, lengths):
    parts = parted(text, lengths)
    assert len(parts) == len(lengths)
    assert [word for part in parts for word in bare(part)] == bare(text)
    count = len(text.split(" "))
    assert sum(1 for part in parts if part) == min(count, len(lengths))
    assert all(parts[: min(count, len(lengths))])


@given(TEXT, LENGTHS)
def test_markup_is_balanced_in_each_part_where_it_is_in_the_text(text, lengths):
    def opened(text):
        return text.count("<i>") - text.count("</i>")

    if re.fullmatch(r"(?:(?!</?i>).|<i>(?:(?!</?i>).)*</i>)*", text):
        assert [opened(part) for part in parted(text, lengths)] == [0] * len(lengths)


@pytest.mark.parametrize(
    ("text", "lengths", "parts"),
    [
        ("a b c d", [1, 1], ["a b", "c d"]),
        ("a NASA: b", [1, 7], ["a NASA:", "b"]),
        ("<i>a b</i>", [1, 1, 1], ["<i>a</i>", "<i>b</i>", ""]),
        ("a b c d", [3, 1], ["a b c", "d"]),
        ("one", [5, 5], ["one", ""]),
        (
            "Він прийшов до Ізюма, а там мосту вже не було",
            [21, 23],
            ["Він прийшов до Ізюма,", "а там мосту вже не було"],
        ),
        # Not behind a preposition, an article, an initial, nor before a particle.
        ("Вони повернулися через Оскіл того дня", [22, 15], ["Вони повернулися", "через Оскіл того дня"]),
        ("They came over the river on Monday", [18, 16], ["They came over the river", "on Monday"]),
        ("Про це написав Т. Шевченко тоді сам", [17, 18], ["Про це написав Т. Шевченко", "тоді сам"]),
        ("Прийшов би він тоді до нас", [7, 18], ["Прийшов би", "він тоді до нас"]),
        # Behind a mark rather than at the exact place.
        ("So, we built another bridge there", [8, 25], ["So,", "we built another bridge there"]),
        # A dash never begins a part: it would be another speaker.
        ("Ізюм — місто над Осколом", [5, 19], ["Ізюм —", "місто над Осколом"]),
        # Markup is closed and opened again where it cannot be kept together.
        ("<1>a b</1> <i>c d e f</i>", [2, 2, 2], ["<1>a b</1>", "<i>c d</i>", "<i>e f</i>"]),
        ("red <i>fox</i> runs", [3, 3, 4], ["red", "<i>fox</i>", "runs"]),
        # Fewer words than the first parts alone would take: each of the others has one.
        ("a b c d", [1, 1000, 1, 1], ["a", "b", "c", "d"]),
    ],
)
def test_where_texts_are_parted(text, lengths, parts):
    assert parted(text, lengths) == parts


@given(TEXT)
def test_lines_joined_are_the_text(text):
    lines = in_lines(text)
    assert 1 <= len(lines) <= 2
    assert " ".join(lines) == text
    assert in_lines(text, at_most=1) == [text]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ця довга назва стає в один рядок, бо куца.", 1),
        ("Ця довга назва не стає в один рядок, бо ба.", 2),
        ("<b>Ця довга назва</b> <1>стає в один рядок</1>, бо куца.", 1),
        ("слово" * 20, 1),
        ("слово" * 10 + " —", 1),
    ],
)
def test_two_lines_only_for_what_does_not_fit_in_one(text, lines):
    assert len(in_lines(text)) == lines


@given(st.lists(st.text("абв", min_size=1, max_size=9), min_size=1, max_size=14).map(" ".join))
@example("а ааа аааааа аааааааа ааааааааа ааааааааа б аа ааа аааааа а а аааааа аааааа")
def test_lines_fit_where_some_break_makes_them_fit(text):
    if len(text) > 42 and any(max(m.start(), len(text) - m.end()) <= 42 for m in re.finditer(" ", text)):
        assert max(map(len, in_lines(text))) <= 42


def test_lines_are_balanced():
    assert in_lines("Інженери збудували новий міст за дев’ять тижнів і пішли далі.") == [
        "Інженери збудували новий міст",
        "за дев’ять тижнів і пішли далі.",
    ]
