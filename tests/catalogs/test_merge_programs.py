"""The laws of merging for messages of programs: contexts, plurals, flags, edits of any of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from dvomova.catalogs import po
from dvomova.catalogs.incoming import Incoming
from dvomova.catalogs.merge import merge
from dvomova.model import Catalog

TEXTS = (
    "Send", "Send it", "Send it to {name}", "Send it to {name} now.", "Saved.", "Saved. Continue?",
    "Continue?", "{n} letter", "{n} letters", "{n} letter was sent to {name}",
    "{n} letters were sent to {name}",
)  # fmt: skip
CONTEXTS = (None, "menu", "2", "")
FLAGS = ((), ("python-brace-format",), ("python-format",))


@st.composite
def programs(draw):
    """The messages of a program; identities are unique, as extraction makes them."""
    texts = st.sampled_from(TEXTS)
    drawn = draw(
        st.lists(
            st.builds(
                Incoming,
                texts,
                st.just("message"),
                st.sampled_from([(), ("Translators: a note",)]),
                st.just(("a.py",)),
                whole=st.just(True),
                context=st.sampled_from(CONTEXTS),
                plural=st.none() | texts,
                flags=st.sampled_from(FLAGS),
            ),
            max_size=8,
        )
    )
    return list({(one.context, one.source): one for one in drawn}.values())


def translated(units, stamp):
    """What a translator does: every form of every unit, each translation told apart from all others."""
    return tuple(
        po.changed(
            unit,
            targets=tuple(f"{stamp}.{number}.{form}" for form in range(3 if unit.plural else 1)),
            fuzzy=False,
            previous=None,
        )
        if not unit.obsolete
        else unit
        for number, unit in enumerate(units)
    )


def written(units):
    return po.render(Catalog((), tuple(units)))


@settings(max_examples=150)
@given(versions=st.lists(programs(), min_size=2, max_size=4))
def test_laws(versions):
    """Nothing is lost; twice is once; forms are as many as the language has; nobody else's context."""
    units, said = (), []
    for number, version in enumerate(versions):
        merged = merge(units, version, forms=3).units
        again = merge(merged, version, forms=3).units
        assert again == merged
        text = written(merged)
        assert all(target in text for target in said)
        active = [unit for unit in merged if not unit.obsolete]
        assert [(unit.context, unit.source, unit.plural) for unit in active] == [
            (one.context, one.source, one.plural) for one in version
        ]
        assert all(len(unit.targets) == (3 if unit.plural else 1) for unit in merged)
        identities = [(unit.context, unit.source) for unit in merged]
        assert len(identities) == len(set(identities))
        units = po.parse(text).units
        assert written(replace(unit, raw="") for unit in units) == written(replace(u, raw="") for u in merged)
        if number == 0:
            units = translated(units, number)
            said = [target for unit in units for target in unit.targets]


@given(first=programs(), second=programs())
def test_what_is_translated_without_a_flag_was_translated_so(first, second):
    units = translated(merge((), first, forms=3).units, "t")
    for unit in merge(units, second, forms=3).units:
        if any(unit.targets) and not unit.fuzzy and not unit.obsolete:
            same = [one for one in units if (one.source, one.plural) == (unit.source, unit.plural)]
            assert unit.targets in [one.targets for one in same]


def test_what_gives_a_plural_back_is_new_with_all_its_forms():
    def message(text, plural):
        return Incoming(text, "message", whole=True, plural=plural, flags=())

    units = translated(merge((), [message("Send", "Sends")], forms=3).units, "t")
    both = [message("Send", None), message("Send it", "Sends")]
    edited = merge(units, both, forms=3).units
    units = merge(edited, [message("Send", "Sends"), message("Send it", "Sends")], forms=3).units
    assert [unit.targets for unit in units] == [("t.0.0", "t.0.1", "t.0.2"), ("", "", "")]
