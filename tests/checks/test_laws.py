"""Laws of all checks: spans stand in their texts, edits mend, equal amounts are no flaw."""

from babel.dates import format_date
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dvomova.checks.running import built_in, look, look_through
from dvomova.checks.sides import HIDDEN, Pair, Side
from dvomova.checks.style import Style
from dvomova.model import Catalog, Span
from dvomova.workflow.checking import edited

CHECKS = built_in()
TEXT = st.text(
    st.sampled_from(list("аіїєяьбвты ,.!?:;'’ʼ\"«»“”„()[]{}<>/*_`&#@%$-–—0123456789abiceo\u00a0\u200b\n")),
    max_size=60,
)
PAIRS = st.tuples(TEXT, TEXT, st.booleans())


def pair(source, target, is_english):
    languages = ("en", "uk") if is_english else ("uk", "en")
    return Pair(Side(source, languages[0]), Side(target, languages[1]), Style(dash="—", spelling="ize"))


def everything(one, checks=CHECKS):
    """What is found in a pair, also by the checks of catalogs that look at the texts of one."""
    quotes = [check for check in checks if check.id == "quotes"]
    return [*look([one], checks), *look_through(Catalog((), ()), [one], quotes, one.style)]


@given(PAIRS)
def test_spans_stand_in_their_texts_and_edits_change_something(texts):
    one = pair(*texts)
    for item in everything(one):
        for side, spans in ((one.source, item.flaw.source), (one.target, item.flaw.target)):
            assert all(0 <= span.start <= span.end <= len(side.text) for span in spans)
        if item.flaw.edits:
            assert (
                edited(one.target.text, [(edit.span, edit.text) for edit in item.flaw.edits])
                != one.target.text
            )


@given(PAIRS)
def test_prose_keeps_every_offset(texts):
    side = pair(*texts).source
    assert len(side.prose) == len(side.text)
    assert all(sign in (HIDDEN, own) for sign, own in zip(side.prose, side.text, strict=True))


@given(PAIRS)
def test_what_is_mended_is_not_found_again(texts):
    one = pair(*texts)
    for item in everything(one):
        if not item.check.mechanical or not item.flaw.edits:
            continue
        edits = [(edit.span, edit.text) for edit in item.flaw.edits]
        after = Pair(one.source, Side(edited(one.target.text, edits), one.target.language), one.style)
        before = sum(len(found.flaw.edits) for found in everything(one, [item.check]))
        assert sum(len(found.flaw.edits) for found in everything(after, [item.check])) <= before


def test_of_edits_that_overlap_the_first_one_counts():
    edits = [(Span(0, 3), "x"), (Span(2, 4), "y"), (Span(4, 4), "z")]
    assert edited("abcdef", edits) == "xdzef"


@given(st.integers(0, 10**10), st.dates(), st.integers(0, 10**10))
def test_amounts_are_the_same_however_each_language_writes_them(number, day, other):
    def text(locale, value):
        return f"{format_decimal(value, locale=locale)} x, {format_date(day, 'long', locale=locale)}"

    checks = [one for one in CHECKS if one.id in {"numbers", "date", "time", "magnitude", "number-format"}]
    for one, two in (("en", "uk"), ("uk", "en")):
        equal = Pair(Side(text(one, number), one), Side(text(two, number), two), Style())
        assert list(look([equal], checks)) == []
    if number != other:
        unequal = Pair(Side(text("en", number), "en"), Side(text("uk", other), "uk"), Style())
        assert list(look([unequal], checks)) != []
