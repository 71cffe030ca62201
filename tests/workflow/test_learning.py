"""What the memory teaches an alignment."""

from __future__ import annotations

import pytest

from dvomova.alignment.lexicon import built_in
from dvomova.memory.records import MACHINE, PERSON, Origin, Pair
from dvomova.memory.sqlite import SqliteStore
from dvomova.workflow.aligning import recalled, taught


def store_of(made, number=60):
    store = SqliteStore(":memory:", "memory")
    pairs = [Pair(f"Зірочка {n} зламалася.", f"Sprocket {n} broke.", made) for n in range(number)]
    store.put([(Origin("catalog.po"), pairs)])
    return store


@pytest.mark.parametrize(
    ("made", "number", "is_learned"),
    [(PERSON, 60, True), (PERSON, 50, False), (MACHINE, 60, False)],  # one lot alone may be one text's whim
)
def test_words_of_confirmed_translations_are_learned(made, number, is_learned):
    beginnings = taught(recalled(store_of(made, number))).beginnings("sprockets")
    assert ("зіроч" in {one.lstrip("=") for one in beginnings}) is is_learned
    assert not list(built_in().beginnings("sprocket"))
