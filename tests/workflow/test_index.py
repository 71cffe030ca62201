"""The index: it saves work, and nothing that anybody sees depends on it."""

from __future__ import annotations

import os
import pickle
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvomova.workflow import database
from dvomova.workflow import index as module
from dvomova.workflow.disk import Disk, digest
from dvomova.workflow.index import NAME, Index

LONG_AGO = 1_000_000_000


def index(root, **options):
    return Index(Disk(root, **options))


def write(root, name, content, age=LONG_AGO):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (age, age))


@pytest.fixture
def old_clock(monkeypatch):
    """The change time of every file is long ago: what a file system without one looks like."""
    stamp = module._stamp

    def without_change_time(stat):
        return stamp(stat).replace(str(stat.st_ctime_ns), "0").replace(str(stat.st_ino), "0")

    monkeypatch.setattr(module, "_stamp", without_change_time)


class Asked:
    """What a file holds, backwards; how often it was asked."""

    def __init__(self):
        self.times = 0

    def __call__(self, data):
        self.times += 1
        return data[::-1].decode()


@pytest.fixture
def settled(tmp_path):
    """A file that the index knows, and its times prove it."""
    write(tmp_path, "a.po", b"abc")
    write(tmp_path, "empty", b"")
    first = index(tmp_path)
    first._clock = (2**63 - 1, (tmp_path / "a.po").stat().st_dev)  # as if all had been written long ago
    assert first.found("backwards", "a.po", Asked()) == "cba"
    assert first.digest("empty") == digest(b"")
    first.save()
    return tmp_path


def test_what_was_found_is_not_asked_again(settled, monkeypatch):
    monkeypatch.setattr(Disk, "look", None)  # nor is the file read
    asked = Asked()
    again = index(settled)
    assert again.found("backwards", "a.po", asked) == "cba"
    assert again.peek("backwards", "a.po") == "cba"
    assert again.digest("a.po") == digest(b"abc")
    assert asked.times == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b"abcd"),
        lambda path: path.write_bytes(b"abX"),
        lambda path: (path.write_bytes(b"abX"), os.utime(path, (LONG_AGO, LONG_AGO))),
        lambda path: (path.with_name("b").write_bytes(b"abX"), path.with_name("b").replace(path)),
    ],
    ids=["longer", "as long", "time set back", "another file in its place"],
)
def test_what_changed_is_read_again(settled, change):
    change(settled / "a.po")
    again = index(settled)
    assert again.peek("backwards", "a.po") is None
    content = (settled / "a.po").read_bytes()
    assert again.found("backwards", "a.po", Asked()) == content[::-1].decode()
    assert again.digest("a.po") == digest(content)


def test_what_changed_while_it_was_read_is_read_again(tmp_path, old_clock):
    """Racily clean, as git calls it: as long, in the same moment, and no other time tells."""
    write(tmp_path, "a.po", b"abc")
    first = index(tmp_path)
    now = first._moment()[0]
    os.utime(tmp_path / "a.po", ns=(now, now))
    assert first.found("backwards", "a.po", Asked()) == "cba"
    (tmp_path / "a.po").write_bytes(b"abX")
    os.utime(tmp_path / "a.po", ns=(now, now))
    first.save()
    assert index(tmp_path).found("backwards", "a.po", Asked()) == "Xba"


def test_a_file_that_was_only_touched_is_read_and_not_asked_about(settled):
    (settled / "a.po").touch()
    asked = Asked()
    again = index(settled)
    assert again.found("backwards", "a.po", asked) == "cba"
    assert asked.times == 0


def test_a_file_of_the_future_is_never_trusted(tmp_path):
    write(tmp_path, "a.po", b"abc", age=LONG_AGO * 4)
    for content in (b"abc", b"abX"):
        write(tmp_path, "a.po", content, age=LONG_AGO * 4)
        one = index(tmp_path)
        assert one.digest("a.po") == digest(content)
        one.save()


def test_there_is_nothing_about_a_file_that_is_not_there(settled):
    (settled / "a.po").unlink()
    again = index(settled)
    assert again.digest("a.po") is None
    assert again.peek("backwards", "a.po") is None
    assert again.found("backwards", "a.po", Asked()) is None


def test_facts_hold_for_what_they_follow_from_alone(tmp_path):
    one = index(tmp_path)
    one.note("update", "a", "here and now", {"n": [1, "є"]})
    one.note("sources", "a", "here", b"\0\xff")
    one.save()
    again = index(tmp_path)
    assert again.fact("update", "a", "here and now") == {"n": [1, "є"]}
    assert again.fact("update", "a", "here") is None
    assert again.fact("update", "b", "here and now") is None
    assert again.fact("sources", "a", "here") == b"\0\xff"
    again.note("sources", "a", "there", b"new")
    assert again.fact("sources", "a", "there") == b"new"
    assert again.fact("sources", "a", "here") is None


def test_many_are_found_as_few_are(tmp_path):
    one = index(tmp_path)
    for number in range(100):
        one.note("n", str(number), "x", number)
    one.save()
    again = index(tmp_path)
    again.note("n", "7", "x", -7)
    values = [again.fact("n", str(number), "x") for number in range(120)]
    assert values == [*range(7), -7, *range(8, 100), *[None] * 20]


def test_a_dry_run_makes_no_folder_and_uses_one_that_is_there(tmp_path):
    write(tmp_path, "a.po", b"abc")
    dry = index(tmp_path, dry_run=True)
    assert dry.found("backwards", "a.po", Asked()) == "cba"
    dry.save()
    assert [path.name for path in tmp_path.iterdir()] == ["a.po"]
    (tmp_path / ".dvomova").mkdir()
    dry = index(tmp_path, dry_run=True)
    assert dry.found("backwards", "a.po", Asked()) == "cba"
    dry.save()
    assert index(tmp_path).fact("backwards", "a.po", digest(b"abc")) == "cba"


def test_version_control_is_told_to_ignore_it(settled):
    assert (settled / ".dvomova/.gitignore").read_text() == "*\n"


def rewritten(statement):
    def change(root):
        with sqlite3.connect(root / NAME) as database:
            database.execute(statement)
        database.close()

    return change


@pytest.mark.parametrize(
    "damage",
    [
        lambda root: (root / NAME).write_bytes(b"no database at all " * 99),
        lambda root: (root / NAME).write_bytes(b""),
        lambda root: (root / NAME).write_bytes((root / NAME).read_bytes()[:5000]),
        lambda root: (root / NAME).write_bytes((root / NAME).read_bytes()[:4096] + b"\7" * 4096),
        rewritten("DROP TABLE facts"),
        rewritten("PRAGMA user_version = 1"),
        rewritten("PRAGMA application_id = 1"),
        rewritten("ALTER TABLE facts DROP COLUMN seal"),
        rewritten("UPDATE facts SET value = 'null'"),
        rewritten("UPDATE facts SET value = CAST(X'FF' AS TEXT)"),
        rewritten("UPDATE facts SET basis = X'00'"),
        rewritten("UPDATE facts SET basis = NULL"),
    ],
)
def test_a_damaged_or_foreign_index_is_made_anew(settled, damage):
    damage(settled)
    asked = Asked()
    for _run in range(3):  # what is damaged may be noticed late
        again = index(settled)
        assert again.digest("empty") == digest(b"")
        assert again.found("backwards", "a.po", asked) == "cba"
        again.save()
    assert 1 <= asked.times <= 2
    assert index(settled).fact("backwards", "a.po", digest(b"abc")) == "cba"


@settings(
    max_examples=int(os.environ.get("DVOMOVA_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_flipped_bits_show_nothing_wrong(settled, data):
    whole = (settled / NAME).read_bytes()
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole = whole[:position] + bytes([whole[position] ^ 1 << position % 8]) + whole[position + 1 :]
    kept = (settled / NAME).read_bytes()
    (settled / NAME).write_bytes(whole)
    try:
        again = index(settled)
        assert again.found("backwards", "a.po", Asked()) == "cba"
        assert again.digest("empty") == digest(b"")
        again.save()
    finally:
        (settled / NAME).write_bytes(kept)


def test_another_edition_of_the_program_begins_anew(settled, monkeypatch):
    monkeypatch.setattr(database, "edition", lambda: 7)
    assert index(settled).peek("backwards", "a.po") is None


def test_what_killed_processes_left_is_not_played_into_a_new_one(settled):
    """A journal of SQLite belongs to one database: with it goes what would undo it."""
    (settled / f"{NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0\0\0\1" * 512)
    rewritten("PRAGMA user_version = 1")(settled)
    (settled / f"{NAME}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0\0\0\1" * 512)
    again = index(settled)
    assert again.found("backwards", "a.po", Asked()) == "cba"
    again.save()
    assert index(settled).fact("backwards", "a.po", digest(b"abc")) == "cba"


@pytest.mark.parametrize("place", [NAME, ".dvomova"])
def test_without_a_place_for_it_all_goes_on(tmp_path, place):
    write(tmp_path, "a.po", b"abc")
    if place == NAME:
        (tmp_path / NAME).mkdir(parents=True)
    else:
        (tmp_path / place).write_bytes(b"")
    one = index(tmp_path)
    assert one.found("backwards", "a.po", Asked()) == "cba"
    one.save()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_read(settled):
    folder = settled / ".dvomova"
    (settled / "new").write_bytes(b"new")
    try:
        (settled / NAME).chmod(0o444)
        folder.chmod(0o555)
        again = index(settled)
        assert again.peek("backwards", "a.po") == "cba"
        assert again.found("backwards", "new", Asked()) == "wen"
        again.save()
    finally:
        folder.chmod(0o755)


def test_while_another_process_writes_it_nobody_waits_for_long(settled, monkeypatch):
    monkeypatch.setattr(database, "_PATIENCE", 0.01)
    other = sqlite3.connect(settled / NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    one = index(settled)
    assert one.found("backwards", "a.po", Asked()) == "cba"
    one.save()
    other.execute("ROLLBACK")
    late = index(settled)
    assert late.peek("backwards", "a.po") == "cba"
    late.note("n", "m", "x", 1)
    other.execute("BEGIN IMMEDIATE")
    late.save()
    other.close()
    assert index(settled).peek("backwards", "a.po") == "cba"
    assert index(settled).fact("n", "m", "x") is None


def test_another_process_gets_an_index_of_its_own(settled):
    one = index(settled)
    assert one.peek("backwards", "a.po") == "cba"
    copy = pickle.loads(pickle.dumps(one))
    assert copy.peek("backwards", "a.po") == "cba"


def test_names_that_are_no_text_are_not_written_down(tmp_path):
    name = os.fsdecode(b"\xff.po")
    try:
        (tmp_path / name).write_bytes(b"abc")
    except OSError:
        pytest.skip("this file system takes no such names")
    one = index(tmp_path)
    assert one.found("backwards", name, Asked()) == "cba"
    one.save()
    assert index(tmp_path).peek("backwards", name) is None


def test_a_file_that_cannot_be_read_is_told_as_ever(tmp_path, monkeypatch):
    from dvomova.errors import FileError

    write(tmp_path, "a.po", b"abc")

    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(FileError, match="Permission denied"):
        index(tmp_path).digest("a.po")


def test_editions_differ_by_what_is_installed(tmp_path, monkeypatch):
    database.edition.cache_clear()
    before = database.edition()
    place = tmp_path / "site-packages"
    Path(place / "markdown_it_py-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(place))
    database.edition.cache_clear()
    assert database.edition() != before
    database.edition.cache_clear()
