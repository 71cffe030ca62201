"""What a store has to do, whichever it is: the same tests against all of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.errors import FileError
from dvomova.memory import postings
from dvomova.memory.records import FUZZY, MACHINE, Origin, Pair, Penalty
from dvomova.memory.search import Query, matches
from dvomova.memory.sqlite import SqliteStore
from dvomova.text.likeness import Prose, likeness

BRIDGE = Pair("Старий міст підірвали в березні.", "The old bridge was blown up in March.", date="2026-01-02")
BUSES = Pair("Він знову возить автобуси.", "It carries buses again.")
WEEKS = Pair("Інженери збудували новий за дев’ять тижнів.", "Engineers built a new one in nine weeks.")


def best(store, text, language="en", **options):
    return [(match.score, match.target) for match in matches(store, Query(text, language), **options)]


def test_both_directions(store):
    store.put([(Origin("a.po"), [BRIDGE, BUSES, WEEKS])])
    assert best(store, BRIDGE.en)[0] == (100, BRIDGE.uk)
    assert best(store, BRIDGE.uk, "uk")[0] == (100, BRIDGE.en)
    (score, target), *_rest = best(store, "The new bridge was blown up in March.")
    assert target == BRIDGE.uk
    assert 80 <= score < 95
    (score, target), *_rest = best(store, "Старий міст підірвали у квітні.", "uk")
    assert target == BRIDGE.en
    assert 70 <= score < 95


def test_what_an_origin_has_replaces_what_it_had(store):
    assert store.put([(Origin("a.po", basis="1"), [BRIDGE, BUSES])]) == 2
    assert store.put([(Origin("a.po", basis="2"), [BUSES, WEEKS]), (Origin("b.po"), [BUSES])]) == 3
    assert store.origins() == {"a.po": "2", "b.po": ""}
    assert not best(store, BRIDGE.en)
    stats = store.stats()
    assert (stats.pairs, stats.uses) == (2, 3)
    assert [tuple(one) for one in stats.origins] == [("a.po", "", 2), ("b.po", "", 1)]


def test_a_pair_stays_as_long_as_somebody_has_it(store):
    store.put([(Origin("a.po"), [BUSES]), (Origin("b.po"), [BUSES, WEEKS])])
    assert store.drop(["b.po", "never there"]) == 1
    assert best(store, BUSES.en) == [(100, BUSES.uk)]
    assert store.drop(["a.po"]) == 1
    assert not best(store, BUSES.en)
    assert store.stats() == (0, 0, [])


def test_pairs_come_out_as_they_went_in(store):
    some = [BRIDGE, BUSES._replace(made=FUZZY), Pair("А\tб\nв", "A\tb\nc", MACHINE, "2020-02-29")]
    store.put([(Origin("b.tmx"), some), (Origin("a.po"), [BRIDGE, BRIDGE])])
    found = list(store.pairs())
    assert sorted(found) == sorted(
        [*(pair._replace(origin="b.tmx") for pair in some), BRIDGE._replace(origin="a.po")]
    )
    assert {(uk, en) for _id, uk, en in store.numbered()} == {pair[:2] for pair in some}


def test_forgotten_is_forgotten_everywhere(store):
    store.put([(Origin("a.po"), [BRIDGE, BUSES]), (Origin("b.po"), [BRIDGE])])
    ids = [this for this, _uk, en in store.numbered() if en == BRIDGE.en]
    assert store.forget(ids) == 1
    assert not best(store, BRIDGE.en)
    assert [pair.en for pair in store.pairs()] == [BUSES.en]


def test_the_index_is_that_of_what_is_there(store):
    store.put([(Origin("a.po"), [BRIDGE, BUSES]), (Origin("b.po"), [WEEKS])])
    before = index_of(store)
    store.drop(["b.po"])
    assert {pair for pairs in index_of(store).values() for pair in pairs} == {BRIDGE[:2], BUSES[:2]}
    store.put([(Origin("b.po"), [WEEKS])])
    assert index_of(store) == before
    store.drop(["a.po", "b.po"])
    assert not chunks_of(store)


def test_all_of_it_or_nothing(store):
    def broken():
        yield WEEKS
        raise FileError("torn")

    store.put([(Origin("a.po"), [BRIDGE])])
    with pytest.raises(FileError, match="torn"):
        store.put([(Origin("a.po"), [BUSES]), (Origin("b.po"), broken())])
    assert [pair.en for pair in store.pairs()] == [BRIDGE.en]
    assert best(store, BRIDGE.en) == [(100, BRIDGE.uk)]
    assert not best(store, BUSES.en)


def test_mechanical_differences_are_no_hundred(store):
    store.put([(Origin("a.po"), [Pair("«Так», — сказала вона.", "“Yes,” she said.")])])
    assert best(store, '"Yes," she said.')[0][0] == 99
    assert best(store, "“Yes,” She said.")[0][0] == 98
    assert best(store, "“Yes,” she said.")[0][0] == 100


def test_why_a_match_counts_for_less(store):
    one = Pair("Так", "Yes, of course", date="2020-01-01")
    store.put([(Origin("film.po", "subtitles"), [one]), (Origin("mt.tmx"), [one._replace(made=MACHINE)])])
    query = Query("Yes, of course", "en", "article", "2026-11-25", 730)
    (match,) = matches(store, query)
    assert match.penalties == (Penalty("kind", 1), Penalty("old", 1))
    assert (match.score, match.origin, match.is_exact) == (98, "film.po", True)
    store.drop(["film.po"])
    (match,) = matches(store, query)
    assert {penalty.reason for penalty in match.penalties} == {"old", "machine"}
    assert match.score == 89


@pytest.mark.parametrize(
    ("day", "old_after", "is_old"),
    [("2026-11-15", 10, False), ("2026-11-14", 10, True), ("1999-01-01", 0, False), ("", 10, False)],
)
def test_how_old_is_too_old(day, old_after, is_old):
    store = SqliteStore(":memory:", "m")
    store.put([(Origin("a.po"), [BRIDGE._replace(date=day)])])
    (match,) = matches(store, Query(BRIDGE.en, "en", today="2026-11-25", old_after=old_after))
    assert match.penalties == (Penalty("old", 1),) * is_old
    store.close()


def test_numbers_that_differ(store):
    store.put([(Origin("a.po"), [Pair("Прийшло 5 людей.", "5 people came to the old bridge.")])])
    (match,) = matches(store, Query("7 people came to the old bridge.", "en"))
    assert (match.score, match.target, match.substituted) == (99, "Прийшло 7 людей.", (("5", "7"),))
    (match,) = matches(store, Query("7 people came to the new bridge.", "en"))
    assert match.penalties == (Penalty("numbers", 5),)
    assert match.target == "Прийшло 5 людей."


def test_short_texts_of_common_words(store):
    words = "the of to in it is was on at by for as".split()
    chance = random.Random(5)
    texts = {" ".join(chance.sample(words, chance.randint(1, 4))) for _text in range(1500)}
    store.put([(Origin("a.po"), [Pair(f"п {text}", text) for text in sorted(texts)])])
    for text in ("the bridge", "it is", "was it by", "for the old", "in it at the"):
        every = [likeness(Prose.of(text), Prose.of(one)) for one in texts]
        wanted = sum(score >= 70 for score in every)
        assert len(best(store, text, at_least=70, at_most=5)) == min(5, wanted)


@pytest.mark.parametrize("text", ["", " ", "…", "\0", "\ud800", "a" * 20_000, "'\"%_?*", "NOT AND OR NEAR("])
def test_odd_questions_have_answers(store, text):
    store.put([(Origin("a.po"), [BRIDGE, Pair("…", "…"), Pair("%", "'\"%_?*")])])
    found = best(store, text)
    assert all(0 < score <= 100 for score, _target in found)
    if text == "…":
        assert found[0] == (100, "…")


WORDS = "the old bridge was blown up in march again by whom".split()
SOME = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=6)
    .map(" ".join)
    .map(lambda en: Pair(en.upper(), en)),
    max_size=6,
)
STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.one_of(st.none(), SOME)), max_size=8)


def chunks_of(store):
    everything = [(0, 2**63 - 1)]
    if isinstance(store, SqliteStore):
        return list(store._within(everything))
    from dvomova.memory import postgres_index

    with store._engine.connect() as database:
        return list(postgres_index._chunks(database, postgres_index._WITHIN, everything))


def index_of(store):
    """Which texts are found by which token; no list is empty, none has a pair that is not there."""
    texts = {this: (uk, en) for this, uk, en in store.numbered()}
    found = {}
    for chunk in chunks_of(store):
        numbers = list(postings._numbers(chunk))
        assert numbers == sorted(set(numbers))
        assert numbers
        found.setdefault(postings.token(chunk[0]), set()).update(texts[number] for number in numbers)
    return found


@given(STEPS)
def test_whatever_was_taken_in_and_dropped_it_is_as_if_made_anew(steps):
    """None drops an origin."""
    old, new, final = SqliteStore(":memory:", "m"), SqliteStore(":memory:", "m"), dict[str, list[Pair]]()
    for name, pairs in steps:
        if pairs is None:
            final.pop(name, None)
            old.drop([name])
        else:
            final[name] = pairs
            old.put([(Origin(name), pairs)])
    new.put((Origin(name), pairs) for name, pairs in final.items())
    assert sorted(old.pairs()) == sorted(new.pairs())
    assert old.stats() == new.stats()
    assert index_of(old) == index_of(new)
    for text in ("the old bridge", "blown up", "march"):
        assert best(old, text) == best(new, text)
    for one in (old, new):
        one.close()


def test_it_is_as_it_was_when_opened_again(tmp_path):
    path = str(tmp_path / "m.db")
    SqliteStore(path, "m.db").put([(Origin("a.po"), [BRIDGE])])
    assert best(SqliteStore(path, "m.db"), BRIDGE.en) == [(100, BRIDGE.uk)]


@pytest.mark.parametrize(
    "content",
    [b"no database at all, and long enough to be read as one" * 99, b"SQLite format 3\0" + b"\1" * 9000],
)
def test_a_damaged_file_is_told(tmp_path, content):
    (tmp_path / "m.db").write_bytes(content)
    with pytest.raises(FileError, match=r"m\.db: .*dvomova tm add"):
        SqliteStore(str(tmp_path / "m.db"), "m.db").origins()
    assert (tmp_path / "m.db").read_bytes() == content


@pytest.mark.interop
def test_a_server_that_is_not_there_is_told_without_its_password():
    pytest.importorskip("sqlalchemy")
    pytest.importorskip("psycopg")
    from dvomova.memory.postgres import PostgresStore

    with pytest.raises(FileError) as caught:
        PostgresStore("postgresql://me:s3cret@127.0.0.1:9/memory")
    assert "s3cret" not in str(caught.value)
    assert "127.0.0.1/memory" in str(caught.value)


@pytest.mark.interop
def test_a_database_that_cannot_hold_ukrainian_letters_is_refused(server):
    import psycopg

    from dvomova.errors import ConfigError
    from dvomova.memory.postgres import PostgresStore

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS latin")
        connection.execute(
            "CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        )
    with pytest.raises(ConfigError, match="Ukrainian letters"):
        PostgresStore(f"{server}/latin")


@pytest.mark.interop
def test_a_memory_of_an_older_dvomova_is_told(database):
    import psycopg

    from dvomova.memory.postgres import PostgresStore

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TABLE dvomova_pairs (id bigint)")
    with pytest.raises(FileError, match=r"memory: .*dvomova tm add"):
        PostgresStore(database)
