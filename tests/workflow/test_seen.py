"""What a catalog's header knows of the translated document."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.model import Catalog, Unit
from dvomova.workflow.seen import Seen, is_all_ours

KEYS = st.frozensets(st.text("0123456789abcdef", min_size=7, max_size=7), max_size=3)
SEEN = st.builds(
    Seen,
    built=st.lists(st.text("0123456789abcdef", min_size=16, max_size=16), max_size=2).map(tuple),
    translations=st.sampled_from(["", "1a2b3c4d"]),
    own=st.none() | KEYS,
    awaited=KEYS,
)
EMPTY = po.parse(po.render(Catalog(po.new_header("a", "en", "uk", "2026-11-25 12:00+0000"), ())))


@given(SEEN, SEEN)
def test_what_is_put_is_found_and_leaves_no_trace(first, second):
    there = po.parse(po.render(first.put(EMPTY)))
    assert Seen.of(there) == first
    assert Seen.of(po.parse(po.render(second.put(there)))) == second
    assert po.render(Seen().put(there)) == po.render(EMPTY)


def test_what_it_becomes_and_what_it_still_is_are_known():
    units = [Unit("A.", ("А.",))]
    seen = Seen().after(b"new\n", units, b"old\n")
    assert seen.knows(b"new\r\n")
    assert seen.knows(b"old\n")
    assert not seen.knows(b"newer\n")
    assert not seen.is_dirty(units)
    assert seen.is_dirty([Unit("A.", ("Б.",))])
    assert not seen.is_dirty([*units, Unit("B.")])


def test_what_has_something_of_its_own_is_not_all_ours():
    seen = Seen().after(b"x", ())
    assert is_all_ours(b"x", seen.put(EMPTY))
    assert not is_all_ours(b"y", seen.put(EMPTY))
    own = Seen(seen.built, own=frozenset())
    assert not is_all_ours(b"x", own.put(EMPTY))
