"""What a column answers at once is what each of its texts would answer alone."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dvomova.checks.batch import Batch, Column
from dvomova.checks.sides import COMMON, HIDDEN, Pair, Side
from dvomova.checks.style import Style

SIGNS = "абєїя Абв’'ʼxyzXY?!.,:;№1207_-–—«»“”`<>[](){}%$@&\\/\n\0\1é₴ѣ\u00a0\u202f" + HIDDEN
TEXTS = st.lists(st.text(SIGNS, max_size=12), min_size=1, max_size=6)
LETTERS = SIGNS.replace("\0", "").replace(HIDDEN, "")
CLASSES = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=2, max_size=3)


def sides(texts):
    return [Side(text, "uk") for text in texts]


def those(texts, is_one):
    return {number for number, side in enumerate(sides(texts)) if is_one(side)}


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=3))
def test_marks(texts, marks):
    found = Column(sides(texts)).marked(marks)
    assert found >= those(texts, lambda side: side.has(marks))
    if (COMMON | {"!", "?"}).isdisjoint(marks) and all(sign.encode("cp1251", "ignore") for sign in marks):
        assert found - those(texts, lambda side: "\0" in side.text) <= those(texts, lambda s: s.has(marks))


@given(TEXTS, st.frozensets(st.sampled_from(["аб", "є’їя", "xy", "x", "1207", "я", "y_1"]), max_size=3))
def test_words(texts, words):
    column = Column(sides(texts))
    assert column.saying(words) == those(texts, lambda side: bool(side.vocabulary & words))
    # However many lists were asked for by others in between.
    assert column.saying(frozenset({"уперше", "x"})) == those(texts, lambda side: "x" in side.vocabulary)
    assert column.saying(words) == those(texts, lambda side: bool(side.vocabulary & words))


def test_a_list_that_another_column_asked_for_first():
    one, other = Column(sides(["так", "ні"])), Column(sides(["ні"]))
    assert one.saying(frozenset({"так"})) == {0}
    assert other.saying(frozenset({"ні", "доти ніким не питане"})) == {0}
    assert one.saying(frozenset({"ні", "доти ніким не питане"})) == {1}


@given(TEXTS)
def test_words_that_repeat_or_end_so(texts):
    column = Column(sides(texts))
    assert column.repeating() == those(
        texts, lambda side: any(one == two for one, two in zip(side.words, side.words[1:], strict=False))
    )
    ends = ("я", "аб", "ї", "y", "xy")
    assert column.ending(ends) == those(texts, lambda s: any(word.endswith(ends) for word in s.words))


@given(TEXTS, st.text(LETTERS, min_size=1, max_size=2))
def test_strings(texts, piece):
    found = Column(sides(texts)).having(piece)
    assert found >= those(texts, lambda side: piece in side.text)
    assert found - those(texts, lambda side: "\0" in side.text) <= those(texts, lambda s: piece in s.text)


@given(TEXTS, CLASSES, st.booleans())
def test_sequences(texts, classes, code):
    expression = re.compile("".join(f"[{re.escape(signs)}]" for signs in classes))
    found = Column(sides(texts)).sequence(*classes, code=code)
    assert found >= those(texts, lambda side: bool(expression.search(side.text if code else side.prose)))


@given(TEXTS, st.sampled_from([r"[аб] ?[аб]", r"x(?!y)", r"\d[\s-]?\w", r"(?<!x)y+", r"[.,:;!?][^.]"]))
def test_expressions(texts, expression):
    compiled = re.compile(expression)
    column = Column(sides(texts))
    assert column.matching(compiled) >= those(texts, lambda side: bool(compiled.search(side.prose)))
    assert column.matching(compiled, code=True) >= those(texts, lambda side: bool(compiled.search(side.text)))
    assert column.counting(compiled) == those(
        texts, lambda side: side.has_digits and bool(compiled.search(side.prose))
    )


@given(TEXTS)
def test_texts_and_prose_keep_their_places(texts):
    column = Column(sides(texts))
    assert len(column.text) == len(column.prose) == sum(column.lengths) + len(texts) - 1
    assert column.text.split("\0") == [text.replace("\0", "\1") for text in texts]
    assert column.proses == [side.prose for side in sides(texts)]


def test_the_side_in_a_language():
    batch = Batch([Pair(Side("Yes.", "en"), Side("Так.", "uk"), Style())])
    assert batch.column("en") is batch.source
    assert batch.column("uk") is batch.target
    assert batch.column("de") is None
