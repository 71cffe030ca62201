"""Gaps between known neighbours, held against the slow way to find them."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.gaps import Gap, Known, Neighbours, rising


@given(st.lists(st.integers(0, 9), max_size=9))
def test_a_longest_rising_run_rises_and_none_is_longer(places):
    run = rising(places)
    found = [places[number] for number in run]
    assert run == sorted(run)
    assert found == sorted(set(found))
    longer = combinations(places, len(run) + 1)
    assert not any(all(one < two for one, two in pairwise(some)) for some in longer)


def slowly(known, queries, candidates):
    """The gaps as they are defined: for each two neighbours in the catalog what stands between them."""
    places = [-1, *sorted(place for _slot, place in known), 100]
    found = []
    for left, right in pairwise(places):
        between = [number for number, place in candidates.items() if left < place < right]
        facing = []
        for number, slot in queries.items():
            before = max((one for one in known if one.slot < slot), default=Known(-1, -1))
            behind = min((one for one in known if one.slot > slot), default=Known(100, 100))
            if before.place == left or behind.place == right:
                facing.append(number)
        if between and facing:
            found.append(Gap(facing, between))
    return found


@st.composite
def documents(draw):
    """Known texts, and the slots and places that are left over for new texts and units."""
    length = draw(st.integers(1, 12))
    order = draw(st.permutations(range(length)))
    kept = draw(st.lists(st.booleans(), min_size=length, max_size=length))
    known = [Known(slot, place) for slot, (place, keep) in enumerate(zip(order, kept, strict=True)) if keep]
    queries = dict(enumerate(slot for slot in range(length) if not kept[slot]))
    candidates = dict(enumerate(sorted({*range(length)} - {one.place for one in known})))
    return known, queries, candidates


def in_order(known):
    return [known[number] for number in rising([one.place for one in known])]


@given(documents())
def test_gaps_are_what_stands_between_neighbours(document):
    known, queries, candidates = document
    staying = in_order(known)
    expected = slowly(known, queries, candidates)
    if staying != known:
        expected += slowly(staying, queries, candidates)
    assert Neighbours(known).gaps(queries, candidates) == expected


@given(documents(), st.data())
def test_what_becomes_known_parts_the_gaps(document, data):
    known, queries, candidates = document
    pairs = [(number, other) for number in queries for other in candidates]
    neighbours = Neighbours(known)
    if pairs:
        query, candidate = data.draw(st.sampled_from(pairs))
        found = Known(queries.pop(query), candidates.pop(candidate))
        neighbours.add([found])
        known = sorted([*known, found])
    gaps = neighbours.gaps(queries, candidates)
    assert [gap for gap in slowly(known, queries, candidates) if gap not in gaps] == []


def test_far_apart_is_not_facing():
    gap = Gap(list(range(10)), list(range(100, 120)))
    found = list(gap.facing(3))
    assert [(place, distance) for query, place, distance in found if query == 5] == [
        (7, 3),
        (8, 2),
        (9, 1),
        (10, 0),
        (11, 1),
        (12, 2),
    ]
    assert gap.width == 20
    assert {query for query, _place, _distance in found} == set(range(10))
