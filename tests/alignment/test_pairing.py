"""Documents composed of known sentences are paired as they were composed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.alignment.pairing import pair
from dvomova.alignment.sentences import sentences

WORDS = st.lists(
    st.sampled_from("a 1 місто city № «так». ? (x) https://e.org".split()), min_size=1, max_size=6
)
TEXTS = st.lists(WORDS.map(" ".join), max_size=7)


def aligned(english, ukrainian, **structure):
    return pair(
        sentences(english, "en", *structure.get("en", ())),
        sentences(ukrainian, "uk", *structure.get("uk", ())),
        "en",
    )


def shapes(beads):
    return {(tuple(bead.sources), tuple(bead.targets)) for bead in beads}


def test_a_faithful_translation_is_paired_one_to_one(bitext):
    found = aligned(*zip(*bitext, strict=True))
    assert shapes(found.beads) == {((k,), (k,)) for k in range(len(bitext))}
    assert min(bead.confidence for bead in found.beads) > 0.9


@pytest.mark.parametrize("seed", range(12))
def test_what_was_dropped_added_split_and_merged_is_found(bitext, seed, is_cover):
    draw = random.Random(seed)
    english, ukrainian, expected = [], [], set()
    for one, two in bitext:
        deed = draw.choice(["keep"] * 8 + ["drop", "add", "merge"])
        i, j = len(english), len(ukrainian)
        if deed == "drop":
            english.append(one)
            expected.add(((i,), ()))
        elif deed == "add":
            ukrainian.append(two)
            expected.add(((), (j,)))
        elif deed == "merge" and i and expected and ((i - 1,), (j - 1,)) in expected:
            expected.remove(((i - 1,), (j - 1,)))
            english.append(one)
            ukrainian[-1] = ukrainian[-1].rstrip(".") + ", " + two[0].lower() + two[1:]
            expected.add(((i - 1, i), (j - 1,)))
        else:
            english.append(one)
            ukrainian.append(two)
            expected.add(((i,), (j,)))
    beads = aligned(english, ukrainian).beads
    assert is_cover(beads, len(english), len(ukrainian))
    right = len(shapes(beads) & expected)
    assert right >= 0.8 * len(expected)
    sure = {
        shape
        for bead, shape in ((b, (tuple(b.sources), tuple(b.targets))) for b in beads)
        if bead.confidence >= 0.95
    }
    assert sure <= expected


def test_either_language_may_be_the_source(bitext):
    english, ukrainian = ([*side] for side in zip(*bitext, strict=True))
    del english[3], ukrainian[9:11]
    there = aligned(english, ukrainian).beads
    back = pair(sentences(ukrainian, "uk"), sentences(english, "en"), "uk").beads
    assert {(b.targets, b.sources) for b in back} == {(b.sources, b.targets) for b in there}


def test_unrelated_documents_are_told_from_translations(bitext):
    english, ukrainian = zip(*bitext, strict=True)
    assert aligned(english, ukrainian).likeness > 2
    assert aligned(english[:10], ukrainian[10:]).likeness < 0.28
    assert aligned(english, ()).likeness == 0


def test_moved_blocks_are_found_and_nothing_else_moves(bitext):
    english, ukrainian = ([*side] for side in zip(*bitext, strict=True))
    moved = [*ukrainian[:4], *ukrainian[8:16], *ukrainian[4:8], *ukrainian[16:]]
    kinds, begins = [""] * 20, [k % 4 == 0 for k in range(20)]
    found = aligned(english, moved, en=(kinds, begins), uk=(kinds, begins)).beads
    there = {4: 12, 5: 13, 6: 14, 7: 15} | {k: k - 4 for k in range(8, 16)}
    assert shapes(found) == {((k,), (there.get(k, k),)) for k in range(20)}
    assert [bead.sources[0] for bead in found] == list(range(20))


def test_without_blocks_nothing_moves(bitext, is_cover):
    english, ukrainian = ([*side] for side in zip(*bitext, strict=True))
    moved = [*ukrainian[10:], *ukrainian[:10]]
    assert is_cover(aligned(english, moved).beads, 20, 20)


def test_long_documents_are_paired_piece_by_piece(bitext):
    draw = random.Random(5)
    english, ukrainian, expected = [], [], set()
    for number in range(400):
        one, two = draw.choice(bitext)
        name = "".join(draw.choice("bdklmnrstvz") + draw.choice("aou") for _syllable in range(3))
        latin, cyrillic = name.capitalize(), name.translate(CYRILLIC).capitalize()
        expected.add(((number,), (number,)))
        english.append(f"{one} So says {latin} {number}.")
        ukrainian.append(f"{two} Так каже {cyrillic} {number}.")
    assert shapes(aligned(english, ukrainian).beads) == expected


CYRILLIC = str.maketrans("bdklmnrstvzaou", "бдклмнрствзаоу")


@given(TEXTS, TEXTS)
def test_any_two_documents_are_covered_and_sure_of_themselves_within_bounds(english, ukrainian):
    beads = aligned(english, ukrainian).beads
    assert [i for bead in beads for i in bead.sources] == list(range(len(english)))
    assert sorted(j for bead in beads for j in bead.targets) == list(range(len(ukrainian)))
    assert all(0 <= bead.confidence <= 1 for bead in beads)
