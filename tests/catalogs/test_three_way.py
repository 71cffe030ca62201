"""Three-way merge: cases as people make them, and the law that no translation of either side is lost."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.catalogs.three_way import merge
from dvomova.model import Catalog, State, Unit

BASE = Unit("Forty trees.", ("Сорок дерев.",), extracted=("paragraph",), references=("a.en.md",))
EMPTY = replace(BASE, targets=("",))
NEW = replace(BASE, targets=("Сорок яблунь.",))
OTHER = replace(BASE, targets=("Дерев — сорок.",))
STALE = replace(BASE, source="Fifty trees.", fuzzy=True, previous="Forty trees.")
DRAFT = replace(NEW, fuzzy=True, comments=("dvomova: draft by deepl 2026-03-04",))
ALSO = "dvomova: also translated as “{}”"


def one(base, ours, theirs):
    """The only unit of a merge, and whether it is in conflict."""
    merged = merge(*([unit] if unit else [] for unit in (base, ours, theirs)))
    (unit,) = merged.units
    assert merged.conflicts in {(), (unit,)}
    return unit, bool(merged.conflicts)


CASES = {
    "nothing happened": (BASE, BASE, BASE, BASE),
    "ours translated": (EMPTY, NEW, EMPTY, NEW),
    "theirs translated": (EMPTY, EMPTY, NEW, NEW),
    "theirs corrected": (BASE, BASE, NEW, NEW),
    "both alike": (BASE, NEW, NEW, NEW),
    "both added it alike": (None, NEW, NEW, NEW),
    "both added it, one translated": (None, EMPTY, NEW, NEW),
    "added by theirs": (None, None, NEW, NEW),
    "ours emptied it, theirs corrected": (BASE, EMPTY, NEW, NEW),
    "theirs emptied it": (BASE, BASE, EMPTY, EMPTY),
    "our source was edited": (BASE, STALE, BASE, STALE),
    "their source was edited": (BASE, BASE, STALE, STALE),
    "both sources were edited alike": (BASE, STALE, STALE, STALE),
    "our source was edited, theirs corrected": (BASE, STALE, NEW, replace(STALE, targets=NEW.targets)),
    "their source was edited, ours corrected": (BASE, NEW, STALE, replace(STALE, targets=NEW.targets)),
    "both sources were edited, theirs followed": (
        BASE,
        STALE,
        replace(NEW, source="Fifty trees."),
        replace(NEW, source="Fifty trees."),
    ),
    "edited again after ours followed": (
        STALE,
        replace(NEW, source="Fifty trees."),
        replace(STALE, source="Sixty trees."),
        replace(NEW, source="Sixty trees.", fuzzy=True, previous="Fifty trees."),
    ),
    "new marks in ours, corrected by theirs": (
        replace(BASE, source='"Forty" trees.'),
        replace(BASE, source="“Forty” trees."),
        replace(NEW, source='"Forty" trees.'),
        replace(NEW, source="“Forty” trees."),
    ),
    "our source was edited, theirs a draft": (
        EMPTY,
        replace(EMPTY, references=("b.en.md",)),
        DRAFT,
        replace(DRAFT, references=("b.en.md",)),
    ),
    "ours confirmed": (DRAFT, NEW, DRAFT, NEW),
    "ours flagged, theirs corrected": (BASE, replace(BASE, fuzzy=True), NEW, NEW),
    "both gave the same, one as a draft": (EMPTY, NEW, DRAFT, DRAFT),
    "ours confirmed, theirs corrected and finished": (DRAFT, NEW, OTHER, OTHER),
    "gone in ours, corrected in theirs": (
        BASE,
        replace(BASE, obsolete=True, extracted=(), references=()),
        NEW,
        replace(NEW, obsolete=True, extracted=(), references=()),
    ),
    "removed in ours, corrected in theirs": (
        BASE,
        None,
        NEW,
        replace(NEW, obsolete=True, extracted=(), references=()),
    ),
    "came back in theirs": (replace(BASE, obsolete=True), replace(BASE, obsolete=True), BASE, BASE),
    "flags of both": (
        BASE,
        replace(BASE, flags=("no-wrap",)),
        replace(BASE, flags=("c-format",)),
        replace(BASE, flags=("no-wrap", "c-format")),
    ),
    "comments of both": (
        replace(BASE, comments=("a", "b")),
        replace(BASE, comments=("b", "c")),
        replace(BASE, comments=("a", "b", "d")),
        replace(BASE, comments=("b", "c", "d")),
    ),
}


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), CASES.values(), ids=CASES)
def test_what_can_be_settled(base, ours, theirs, expected):
    assert one(base, ours, theirs) == (expected, False)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (BASE, NEW, OTHER),
        (EMPTY, NEW, OTHER),
        (None, NEW, OTHER),
        (EMPTY, DRAFT, OTHER),
        (DRAFT, NEW, replace(OTHER, fuzzy=True)),
        (BASE, replace(NEW, obsolete=True), OTHER),
    ],
)
def test_two_translations_of_one_text_are_a_conflict(base, ours, theirs):
    unit, in_conflict = one(base, ours, theirs)
    assert in_conflict
    assert unit.targets == ours.targets
    assert unit.fuzzy
    assert ALSO.format(theirs.target) in unit.comments


def test_a_conflict_where_their_source_was_edited_too():
    unit, in_conflict = one(BASE, NEW, replace(STALE, targets=OTHER.targets))
    assert in_conflict
    assert (unit.source, unit.previous, unit.target) == ("Fifty trees.", "Forty trees.", NEW.target)
    assert unit.state is State.STALE


def test_a_unit_whose_codes_one_side_numbered_anew_is_the_one_that_the_other_translated():
    base = Unit("See <1>it</1>.", extracted=("paragraph", "<1> = a"))
    ours = replace(base, source="See <2>it</2>.", extracted=("paragraph", "<2> = a"))
    theirs = replace(base, targets=("Див. <1>це</1>.",))
    (unit,) = merge([base], [ours], [theirs]).units
    assert (unit.source, unit.targets, unit.fuzzy) == (ours.source, ("Див. <2>це</2>.",), False)


def test_a_draft_whose_source_was_edited_stays_known_as_one():
    unit, in_conflict = one(BASE, STALE, replace(NEW, fuzzy=True))
    assert not in_conflict
    assert unit.state is State.STALE
    assert unit.comments == ("dvomova: draft by another tool",)


def test_sources_edited_differently_are_two_units():
    merged = merge([BASE], [STALE], [replace(STALE, source="Sixty trees.")])
    assert [unit.source for unit in merged.units] == ["Fifty trees.", "Sixty trees."]
    assert not merged.conflicts


def test_removed_by_one_side_and_untouched_by_the_other_is_removed():
    for ours, theirs in (([], [BASE]), ([BASE], []), ([], [])):
        assert merge([BASE], ours, theirs).units == ()
    assert merge([EMPTY], [], [replace(EMPTY, references=("b",))]).units == ()


def test_a_translation_in_several_lines_is_kept_in_one_comment():
    unit, _conflict = one(BASE, NEW, replace(OTHER, targets=("Один\nДва",)))
    assert unit.comments == (ALSO.format("Один\\nДва"),)


def test_double_entries_of_one_side_are_one_with_both_texts():
    merged = merge([], [NEW, OTHER], [])
    assert [unit.targets for unit in merged.units] == [NEW.targets]
    assert merged.units[0].comments == (ALSO.format(OTHER.target),)


def units(text):
    return [Unit(name, (name.upper(),)) for name in text.split()]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        ("a b c", "a b c", "a b c", "a b c"),
        ("a b c", "a x b c", "a b y c", "a x b y c"),
        ("a b c", "a b c", "c a b", "c a b"),
        ("a b c", "c a b", "a b y c", "c a b y"),
        ("a b c", "a b c x", "y a b c", "y a b c x"),
        ("a b c", "b c", "a b x c", "b x c"),
        ("a b c", "a b x c", "c b a", "c b x a"),
        ("", "a b", "c a d", "c a d b"),
    ],
)
def test_order(base, ours, theirs, expected):
    merged = merge(units(base), units(ours), units(theirs))
    assert " ".join(unit.source for unit in merged.units) in {expected, expected.replace("d b", "b d")}


def test_what_did_not_change_keeps_its_lines():
    raw = replace(BASE, raw="#: a.en.md\nmsgid   'odd'\n")
    theirs = replace(NEW, raw="theirs as written\n")
    assert merge([raw], [raw], [raw]).units[0].raw == raw.raw
    assert merge([raw], [raw], [theirs]).units[0].raw == theirs.raw


WORDS = ("One tree.", "Two trees.", "Three «trees».", 'Three "trees".', "Four.")
TARGETS = ("", "А", "Б", "В", "Г\nД")


@st.composite
def sides(draw):
    """Catalogs of one origin, each changed in any way a person or a tool may change one."""
    unit = st.builds(
        Unit,
        source=st.sampled_from(WORDS),
        targets=st.tuples(st.sampled_from(TARGETS)),
        context=st.sampled_from([None, None, "2"]),
        fuzzy=st.booleans(),
        previous=st.sampled_from([None, *WORDS]),
        comments=st.lists(st.sampled_from(["a", "dvomova: draft by x", "b"]), unique=True).map(tuple),
        obsolete=st.booleans(),
    )
    many = st.lists(unit, max_size=6, unique_by=lambda unit: (unit.context, unit.source))
    base = draw(many)
    made = []
    for _side in range(2):
        own = [draw(st.one_of(st.just(one), unit)) for one in base if draw(st.integers(0, 5))]
        own += draw(st.lists(unit, max_size=2))
        made.append(list({(one.context, one.source): one for one in own}.values()))
    return base, *made


def texts(units):
    """Every translation that can be found in a catalog, comments included."""
    found = {text for unit in units for text in unit.targets if text}
    quoted = {
        line.removeprefix("dvomova: also translated as “").removesuffix("”")
        for unit in units
        for line in unit.comments
        if line.startswith("dvomova: also")
    }
    return found | {text.replace("\\n", "\n") for text in quoted}


@given(sides())
def test_no_translation_of_either_side_is_lost(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    # What the base had already, the other side may have corrected.
    known = {text for unit in base for text in unit.targets}
    for side in (ours, theirs):
        new = {text for unit in side for text in unit.targets}
        assert new - known - {""} <= texts(merged.units)
    agreed = {(u.context, u.source, u.targets) for u in ours} & {
        (u.context, u.source, u.targets) for u in theirs
    }
    assert {text for _context, _source, targets in agreed for text in targets} - {""} <= texts(merged.units)


@given(sides())
def test_a_merge_is_a_valid_catalog(three):
    merged = merge(*three)
    keys = [(unit.context, unit.source) for unit in merged.units]
    assert len(keys) == len(set(keys))
    obsolete = [unit.obsolete for unit in merged.units]
    assert obsolete == sorted(obsolete)
    for unit in merged.conflicts:
        assert unit in merged.units
        assert unit.fuzzy


@given(sides())
def test_one_side_alone_is_taken_over(three):
    base, ours, _theirs = three
    for merged in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert not merged.conflicts
        assert sorted(merged.units, key=str) == sorted(ours, key=str)


@given(sides())
def test_what_is_finished_stays_finished_where_nobody_objects(three):
    """A flag means something: a unit that is finished on both sides with one text is not flagged."""
    _base, ours, theirs = three
    merged = {(unit.context, unit.source): unit for unit in merge(*three).units}
    finished = {(u.context, u.source): u for u in theirs if u.state is State.TRANSLATED}
    for unit in ours:
        if unit.state is State.TRANSLATED and finished.get((unit.context, unit.source)) == unit:
            assert merged[unit.context, unit.source].state in {State.TRANSLATED, State.OBSOLETE}


@given(sides())
def test_nothing_becomes_finished_that_was_finished_on_neither_side(three):
    base, ours, theirs = three
    done = {(unit.source, unit.target) for unit in (*base, *ours, *theirs) if not unit.fuzzy}
    marks = str.maketrans("«»", '""')
    done |= {(source.translate(marks), target) for source, target in done}
    for unit in merge(base, ours, theirs).units:
        if unit.target and not unit.fuzzy:
            assert {(unit.source, unit.target), (unit.source.translate(marks), unit.target)} & done


@pytest.mark.interop
@pytest.mark.skipif(not shutil.which("msgfmt"), reason="msgfmt is not installed")
def test_msgfmt_takes_every_kind_of_merge(tmp_path):
    header = po.new_header("a", "en", "uk", "2026-03-04 15:45+0200")
    sides = [None, BASE, EMPTY, NEW, OTHER, STALE, DRAFT]
    for number, three in enumerate(product([None, BASE, EMPTY], sides, sides)):
        merged = merge(*([unit] if unit else [] for unit in three))
        path = tmp_path / f"{number}.po"
        path.write_text(po.render(Catalog(header, merged.units)), "utf-8")
    paths = sorted(tmp_path.glob("*.po"))
    for path in paths:
        subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True, capture_output=True)
