"""What comes in from other catalogs: chosen from what they have, whatever their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.borrowing import ADOPTED, DRAFTED, MOVED, Hit, Match, Offer, brought, chosen, hits
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.catalogs.traces import Marks, mark, packed, traced, translated_in, unpacked
from dvomova.model import State, Unit

LONG = "The bridge carries buses again."
SHORT = "Read more."
DATE = "2026-11-25"


def hit(text, place=0):
    return Hit(mark(text), place, place, text == SHORT)


def offer(domain, target="Міст.", *, held=True, state=State.TRANSLATED):
    return Offer(domain, mark(target), state, held)


def choose(offers, text=LONG, domain="news/izium", *, accept=False):
    return chosen([hit(text)], {mark(text): offers}, domain, accept=accept).get(mark(text))


def test_what_another_article_has_is_a_draft():
    assert choose([offer("a")]) == (DRAFTED, "a", mark("Міст."))


def test_accepted_it_is_adopted():
    assert choose([offer("a")], accept=True).kind == ADOPTED


@pytest.mark.parametrize("text", [LONG, SHORT])
def test_where_two_disagree_it_is_a_draft_all_the_same(text):
    assert choose([offer("a"), offer("b", "Інший.")], text, accept=True).kind == DRAFTED


def test_a_very_short_text_is_never_adopted():
    assert choose([offer("a")], SHORT, accept=True).kind == DRAFTED


def test_what_is_not_confirmed_is_no_draft():
    others = [offer("a", state=state) for state in (State.DRAFT, State.STALE, State.AHEAD, State.CONFLICT)]
    assert choose([*others, Offer("b", 0, State.UNTRANSLATED, is_held=True)]) is None


def test_the_article_itself_offers_nothing():
    assert choose([offer("news/izium", held=False)]) is None


def test_most_articles_decide():
    assert choose([offer("news/a"), offer("b", "Так."), offer("c", "Так.")]).target == mark("Так.")


def test_of_as_many_the_nearest_decides():
    others = [offer("a", "А"), offer("news/z", "Б"), offer("news/old/a", "В")]
    assert choose(others) == (DRAFTED, "news/z", mark("Б"))


def test_of_as_near_ones_the_first_by_name():
    assert choose([offer("news/c", "В"), offer("news/b", "Б"), offer("news/d", "Г")]).domain == "news/b"


@given(st.permutations([offer("a"), offer("b", "Так."), offer("c", "Так.", held=False), offer("news/d")]))
def test_the_order_of_articles_does_not_matter(others):
    assert choose(others) == (MOVED, "c", mark("Так."))


def test_what_another_article_no_longer_holds_was_moved():
    assert choose([offer("a", held=False), offer("b", "Інший.")]) == (MOVED, "a", mark("Міст."))


@pytest.mark.parametrize("state", [State.STALE, State.DRAFT, State.AHEAD, State.CONFLICT, State.TRANSLATED])
def test_it_is_moved_in_whatever_state(state):
    assert choose([offer("a", held=False, state=state)]).kind == MOVED


def test_what_was_never_translated_is_not_moved():
    assert choose([Offer("a", 0, State.UNTRANSLATED, is_held=False)]) is None


def test_of_what_was_moved_the_finished_one_comes():
    assert choose([offer("a", state=State.STALE, held=False), offer("z", "Я", held=False)]).domain == "z"


def row(*texts):
    return [hit(text, place) for place, text in enumerate(texts)]


def test_a_very_short_text_moves_beside_one_from_the_same_article():
    offers = {
        mark(LONG): [offer("a", held=False)],
        mark(SHORT): [offer("a", "Далі.", held=False), offer("b", "Читайте.", held=False), offer("c", "Ще.")],
    }
    for texts in ((LONG, SHORT), (SHORT, LONG)):
        found = chosen(row(*texts), offers, "x", accept=True)
        assert found[mark(SHORT)] == (MOVED, "a", mark("Далі."))


def test_alone_or_beside_others_it_is_a_draft():
    offers = {mark(LONG): [offer("z", held=False)], mark(SHORT): [offer("a", "Далі.", held=False)]}
    assert chosen(row(LONG, SHORT), offers, "x", accept=False)[mark(SHORT)].kind == DRAFTED
    apart = [hit(LONG), hit(SHORT, 2)]
    offers[mark(LONG)] = [offer("a", held=False)]
    assert chosen(apart, offers, "x", accept=False)[mark(SHORT)].kind == DRAFTED
    assert chosen([hit(SHORT)], offers, "x", accept=False)[mark(SHORT)].kind == DRAFTED


def test_very_short_texts_move_in_a_row():
    offers = {mark(text): [offer("a", held=False)] for text in (LONG, "One.", "Two.")}
    found = [hit(LONG), Hit(mark("One."), 1, 1, is_short=True), Hit(mark("Two."), 2, 2, is_short=True)]
    assert {choice.kind for choice in chosen(found, offers, "x", accept=False).values()} == {MOVED}


def items(*texts):
    gaps = [" "] * (len(texts) - 1) + [None]
    return [Incoming(text, gap=gap) for text, gap in zip(texts, gaps, strict=True)]


def test_hits_are_what_others_know_and_the_catalog_does_not():
    known = Marks(map(mark, [LONG, SHORT, "Own.", f"{LONG} {SHORT}"]))
    found = hits(items(LONG, SHORT, "Own.", "New."), [Unit("Own.")], known)
    assert found == [
        Hit(mark(LONG), 0, 0, False),
        Hit(mark(f"{LONG} {SHORT}"), 0, 1, False),
        Hit(mark(SHORT), 1, 1, True),
    ]


def test_messages_of_another_kind_are_no_hits():
    others = [Incoming(LONG, context="menu"), Incoming(LONG, plural="The bridges carry buses again.")]
    assert hits(others, [], Marks([mark(LONG)])) == []
    match = {LONG: Match(DRAFTED, Unit(LONG, ("Міст.",)), "a")}
    merged = merge([], others, forms=3)
    assert brought([], others, merged, match, DATE, forms=3) == merged


UNITS = st.lists(
    st.builds(
        Unit,
        st.sampled_from(["One.", "Two.", "Three."]),
        st.sampled_from([("",), ("Раз.",), ("Два.", "Три.")]),
        context=st.sampled_from([None, None, "2"]),
        plural=st.sampled_from([None, None, "many"]),
        fuzzy=st.booleans(),
        previous=st.sampled_from([None, "Zero."]),
        obsolete=st.booleans(),
    )
)


@given(UNITS)
def test_traces_are_what_was_packed(units):
    traces = [trace for trace, _unit in traced(units)]
    data = packed(units)
    assert unpacked(data) == traces
    assert list(translated_in(data)) == [trace.source for trace in traces if trace.target]


def test_what_is_out_of_date_is_traced_as_it_was_too():
    unit = Unit("New.", ("Старе.",), fuzzy=True, previous="Old.", obsolete=True)
    (now, _unit), (before, restored) = traced([unit])
    assert (now.source, now.state, now.is_active) == (mark("New."), State.STALE, False)
    assert (before.source, before.state) == (mark("Old."), State.TRANSLATED)
    assert restored == Unit("Old.", ("Старе.",))


@given(st.sets(st.integers(0, 2**64 - 1)), st.integers(0, 2**64 - 1))
def test_marks_hold_what_they_took_in(some, other):
    marks = Marks(some)
    assert len(marks) == len(some)
    assert all(mark in marks for mark in some)
    assert (other in marks) == (other in some)


def bring(units, texts, *matches):
    incoming = items(*texts)
    merged = merge(units, incoming)
    return brought(units, incoming, merged, {match.unit.source: match for match in matches}, DATE)


def events(merged):
    return [(event.kind, event.origin) for event in merged.events]


def test_a_draft_says_where_it_comes_from():
    found = bring([], [LONG, "New."], Match(DRAFTED, Unit(LONG, ("Міст.",), comments=("note",)), "a"))
    one, two = found.units
    assert (one.state, one.target, one.previous) == (State.DRAFT, "Міст.", None)
    assert one.comments == ("dvomova: draft by a 2026-11-25",)
    assert two.state is State.UNTRANSLATED
    assert events(found) == [("drafted", "a"), ("new", "")]
    assert found.events[0].unit == one


def test_what_is_adopted_is_translated():
    found = bring([], [LONG], Match(ADOPTED, Unit(LONG, ("Міст.",)), "a"))
    assert (found.units[0].state, found.units[0].comments) == (State.TRANSLATED, ())
    assert events(found) == [("adopted", "a")]


@pytest.mark.parametrize(
    "unit",
    [
        Unit(LONG, ("Міст.",), comments=("a note",), flags=("no-wrap",)),
        Unit(LONG, ("Міст.",), fuzzy=True, previous="The bridge carried buses."),
        Unit(LONG, ("Міст.",), fuzzy=True, comments=("dvomova: draft by echo 2026-11-01",)),
        Unit(LONG, ("Міст.",), comments=('dvomova: edited in uk; was "Місток."',)),
    ],
    ids=lambda unit: unit.state,
)
def test_what_was_moved_comes_as_it_was(unit):
    found = bring([Unit("Own.", ("Своє.",))], ["Own.", LONG], Match(MOVED, unit, "a"))
    assert found.units == (Unit("Own.", ("Своє.",), extracted=()), unit)
    assert events(found) == [("unchanged", ""), ("moved", "a")]


def test_sentences_that_were_one_unit_move_as_one():
    both = f"{LONG} {SHORT}"
    found = bring([], [LONG, SHORT], Match(MOVED, Unit(both, ("Міст. Далі.",)), "a"))
    assert [unit.source for unit in found.units] == [both]
    assert found.units[0].state is State.TRANSLATED


def test_what_moved_here_goes_before_what_is_only_alike():
    own = Unit(LONG.replace("buses", "trams"), ("Трамваї.",))
    found = bring([own], [LONG], Match(MOVED, Unit(LONG, ("Автобуси.",)), "a"))
    assert [(unit.target, unit.obsolete) for unit in found.units] == [
        ("Автобуси.", False),
        ("Трамваї.", True),
    ]
    assert events(found) == [("moved", "a"), ("gone", "")]


def test_a_draft_does_not():
    own = Unit(LONG.replace("buses", "trams"), ("Трамваї.",))
    found = bring([own], [LONG], Match(DRAFTED, Unit(LONG, ("Автобуси.",)), "a"))
    assert events(found) == [("stale", "")]


def test_the_catalogs_own_translation_stays():
    for own in (Unit(LONG, ("Своє.",)), Unit(LONG, ("Своє.",), obsolete=True), Unit(LONG)):
        for kind in (MOVED, DRAFTED, ADOPTED):
            assert (
                bring([own], [LONG], Match(kind, Unit(LONG, ("Чуже.",)), "a")).units[0].targets == own.targets
            )


def test_what_is_not_used_leaves_nothing_behind():
    match = Match(MOVED, Unit("Not in this text, or not as such.", ("Ні.",)), "a")
    assert bring([], [LONG], match).units == (Unit(LONG),)


@given(
    st.sampled_from([MOVED, DRAFTED, ADOPTED]),
    st.lists(st.sampled_from([LONG, SHORT, "Own.", "New."]), max_size=5),
)
def test_what_came_in_stays_when_merged_again(kind, texts):
    incoming = items(*texts) if texts else []
    units = [Unit("Own.", ("Своє.",))]
    matches = {text: Match(kind, Unit(text, (f"Чуже {text}",)), "a") for text in (LONG, SHORT)}
    once = brought(units, incoming, merge(units, incoming), matches, DATE)
    twice = merge(once.units, incoming)
    assert twice.units == once.units
    assert {event.kind for event in twice.events} <= {"unchanged"}
