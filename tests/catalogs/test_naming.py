"""Names of segments: stable for ever, unambiguous within a catalog."""

from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from dvomova.catalogs.naming import key, keys
from dvomova.model import Unit

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
UNITS = st.lists(st.builds(Unit, source=TEXT, context=st.none() | TEXT), max_size=20)


def test_names_of_today_are_the_names_of_tomorrow():
    # People put them into tickets, sites into their programs: these may never change.
    assert key("Місто", None) == "f02e3aa"
    assert key("Місто", "2") == "2325e60"


def test_no_context_and_an_empty_one_are_two_units():
    assert key("May", None) != key("May", "")
    assert key("b", "a") != key("ab", None) != key("b", "a ")


@given(UNITS)
def test_each_unit_has_a_key_of_its_own(units):
    names = keys(units)
    assert set(names) == {(unit.context, unit.source) for unit in units}
    assert len(set(names.values())) == len(names)


@given(UNITS)
def test_a_key_is_the_short_one_wherever_nothing_collides(units):
    for (context, source), name in keys(units).items():
        assert name == key(source, context)


def test_two_units_that_collide_have_longer_keys_whatever_their_order():
    one, other = colliding()
    bystander = Unit("Ізюм")
    names = keys([one, other, bystander])
    assert names == keys([one, bystander, other]) == keys([other, bystander, one])
    assert names[None, "Ізюм"] == key("Ізюм", None)
    first, second = names[None, one.source], names[None, other.source]
    assert len(first) == len(second) > 7
    assert first[:-1] == second[:-1]
    assert first[-1] != second[-1]
    assert first.startswith(key(one.source, None))


def colliding() -> tuple[Unit, Unit]:
    """Two texts of one seven-digit key: among some twenty thousand there is a pair."""
    seen: dict[str, str] = {}
    for number in count():
        text = f"segment {number}"
        name = key(text, None)
        if name in seen:
            return Unit(seen[name]), Unit(text)
        seen[name] = text
    raise AssertionError
