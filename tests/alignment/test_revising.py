"""Whatever a person does to beads, no sentence is lost and none is doubled."""

from hypothesis import given
from hypothesis import strategies as st

from dvomova.alignment.lattice import Bead
from dvomova.alignment.revising import accepted, dropped, joined, shifted, split

DEEDS = (accepted, joined, split, shifted, dropped)
SIZES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=6)


def chain(sizes):
    beads, i, j = [], 0, 0
    for a, b in sizes:
        beads.append(Bead(range(i, i + a), range(j, j + b), 0.5))
        i, j = i + a, j + b
    return beads


@given(SIZES, st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 20)), max_size=12))
def test_nothing_is_lost(sizes, deeds):
    beads = chain(sizes)
    sides = [[x for bead in beads for x in bead[side]] for side in (0, 1)]
    for deed, number in deeds:
        beads = deed(beads, number % len(beads))
        assert [[x for bead in beads for x in bead[side]] for side in (0, 1)] == sides
        assert all(bead.sources or bead.targets for bead in beads)


def test_what_each_does():
    two = chain([(1, 2), (1, 1)])
    assert [(b.sources, b.targets) for b in joined(two, 0)] == [(range(2), range(3))]
    assert [(b.sources, b.targets) for b in shifted(two, 0)] == [
        (range(1), range(1)),
        (range(1, 2), range(1, 3)),
    ]
    assert [len(b.targets) for b in split(two, 0)] == [1, 1, 1]
    assert [(len(b.sources), len(b.targets)) for b in dropped(two, 0)] == [(1, 0), (0, 2), (1, 1)]
    assert accepted(two, 1)[1].confidence == 1
    assert joined(two, 1) is two
