"""The journal: what it keeps, how little, and that nothing it holds can do harm."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvomova.workflow import journal
from dvomova.workflow.disk import Disk
from dvomova.workflow.history import undo
from dvomova.workflow.project import open_project

FOLDER = ".dvomova/journal"


def wrote(root, command, **files):
    """What a command does that writes these files."""
    disk = Disk(root)
    with disk.locked():
        journal.record(disk, command)
        for name, content in files.items():
            disk.write(f"{name}.po", content)


def content(root):
    return {path.stem: path.read_text() for path in root.glob("*.po")}


def undone(root, **options):
    return undo(open_project(root), **options)


def logs(root):
    return sorted(path.name for path in (root / FOLDER).iterdir())


def test_what_a_command_wrote_is_remembered_in_order(tmp_path):
    wrote(tmp_path, "update", a="1", b="1")
    wrote(tmp_path, "accept", a="2")
    first, second = journal.entries(tmp_path)
    assert [(one.path, one.content()) for one in first.changes] == [("a.po", None), ("b.po", None)]
    assert [(one.path, one.content()) for one in second.changes] == [("a.po", b"1")]
    assert (first.command, second.command) == ("update", "accept")


def test_a_command_that_writes_nothing_is_not(tmp_path):
    wrote(tmp_path, "update", a="1")
    wrote(tmp_path, "update", a="1")
    assert len(journal.entries(tmp_path)) == 1


@given(st.binary(max_size=200))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back(tmp_path, data):
    disk = Disk(tmp_path)
    disk.write("x", data)
    disk = Disk(tmp_path)
    journal.record(disk, "build")
    disk.write("x", data + b"?")
    assert journal.entries(tmp_path)[-1].changes[-1].content() == data


def test_ten_commands_can_be_undone(tmp_path):
    for number in range(1, 31):
        wrote(tmp_path, "update", a=str(number))
    assert logs(tmp_path) == [f"{number:06}.log" for number in range(11, 31)]
    for number in range(29, 19, -1):
        undone(tmp_path)
        assert content(tmp_path) == {"a": str(number)}
    assert len(logs(tmp_path)) == 20
    assert undone(tmp_path) is None
    for number in range(21, 31):
        undone(tmp_path, redo=True)
        assert content(tmp_path) == {"a": str(number)}


def test_large_ones_make_room_sooner_but_the_last_is_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "SIZE", 1000)
    wrote(tmp_path, "update", a="1" * 5000)
    wrote(tmp_path, "update", a="2" * 5000)
    wrote(tmp_path, "update", a="3" * 5000)
    assert logs(tmp_path) == ["000003.log"]
    assert undone(tmp_path)
    assert content(tmp_path) == {"a": "2" * 5000}


def test_others_may_write_while_a_person_edits(tmp_path):
    edit = Disk(tmp_path)
    journal.record(edit, "edit")
    edit.write("a.po", "1")
    edit.write("b.po", "1")
    wrote(tmp_path, "update", c="1")
    edit.write("d.po", "1")
    assert [entry.command for entry in journal.entries(tmp_path)] == ["edit", "update", "edit"]
    undone(tmp_path)
    assert content(tmp_path) == {"a": "1", "b": "1", "c": "1"}
    undone(tmp_path)
    undone(tmp_path)
    assert content(tmp_path) == {}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["write", "write", "undo", "redo"]), max_size=9), st.randoms())
def test_undo_and_redo_walk_along_what_there_was(tmp_path_factory, steps, chance):
    """Held against a plain list of all states."""
    root = tmp_path_factory.mktemp("walk")
    states, place = [{}], 0
    for number, step in enumerate(steps):
        if step == "write":
            files = {name: f"{number} {name}" for name in chance.sample("abc", chance.randint(1, 3))}
            wrote(root, "update", **files)
            states[place + 1 :] = [states[place] | files]
            place += 1
        else:
            place = max(0, place - 1) if step == "undo" else min(len(states) - 1, place + 1)
            undone(root, redo=step == "redo")
        assert content(root) == states[place]


def torn(root, length):
    log = root / FOLDER / logs(root)[-1]
    log.write_bytes(log.read_bytes()[:length])


def test_a_record_torn_anywhere_does_no_harm(tmp_path):
    wrote(tmp_path, "update", a="1", b="1")
    wrote(tmp_path, "update", a="22\n22", b="2")
    log = tmp_path / FOLDER / logs(tmp_path)[-1]
    whole = log.read_bytes()
    for length in range(len(whole)):
        log.write_bytes(whole[:length])
        for change in (change for entry in journal.entries(tmp_path) for change in entry.changes):
            assert change.content() in (None, b"1")
    for length in random.Random(4).sample(range(len(whole)), 20):
        log.write_bytes(whole[:length])
        found = undone(tmp_path)
        assert content(tmp_path) in ({"a": "22\n22", "b": "2"}, {"a": "1", "b": "2"})
        assert found is None or found.restored or found.refused or not found.entry.changes
        for path in (tmp_path / FOLDER).iterdir():
            path.unlink()
        log.write_bytes(whole)
        (tmp_path / "a.po").write_text("22\n22")


def test_damaged_content_is_never_put_back(tmp_path):
    wrote(tmp_path, "update", a="first", b="first")
    wrote(tmp_path, "update", b="second", a="second")
    log = tmp_path / FOLDER / "000002.log"
    place = log.read_bytes().rindex(b"first")
    log.write_bytes(log.read_bytes()[:place] + b"FIRST" + log.read_bytes()[place + 5 :])
    with pytest.raises(journal.FileError, match=r"a\.po held is no longer in the journal"):
        undone(tmp_path)
    assert content(tmp_path) == {"a": "second", "b": "second"}


@pytest.mark.parametrize("rubbish", [b"", b"\x00\xff", b"{}\n", b"[1]\n", b"null\n", b'{"command": 1}\n'])
def test_files_that_are_no_journal_are_passed_over(tmp_path, rubbish):
    wrote(tmp_path, "update", a="1")
    (tmp_path / FOLDER / "000002.log").write_bytes(rubbish)
    (tmp_path / FOLDER / "notes.txt").write_bytes(b"mine")
    assert undone(tmp_path).removed == ("a.po",)
    assert content(tmp_path) == {}


def test_a_journal_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / ".dvomova").mkdir()
    (tmp_path / FOLDER).write_text("a file where the folder should be")
    wrote(tmp_path, "update", a="1", b="1")
    assert content(tmp_path) == {"a": "1", "b": "1"}
    assert undone(tmp_path) is None


def test_a_journal_that_breaks_in_between_is_dropped_whole(tmp_path, monkeypatch):
    wrote(tmp_path, "update", a="1", b="1")
    disk = Disk(tmp_path)
    journal.record(disk, "accept")
    disk.write("a.po", "2")

    def full(_self, *_args, **_options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(journal.Path, "open", full)
        disk.keep("b.po", b"1", b"2")
    assert logs(tmp_path) == ["000001.log"]


def test_a_half_done_undo_is_completed_and_can_be_redone_whole(tmp_path, monkeypatch):
    wrote(tmp_path, "update", a="1", b="1", c="1")
    wrote(tmp_path, "update", a="2", b="2", c="2")
    prepare = Disk.prepare

    def killed(self, staged):
        if staged.path == "b.po":
            raise KeyboardInterrupt
        return prepare(self, staged)

    with monkeypatch.context() as patched:
        patched.setattr(Disk, "prepare", killed)
        with pytest.raises(KeyboardInterrupt):
            undone(tmp_path)
    assert content(tmp_path) == {"a": "1", "b": "2", "c": "2"}
    assert undone(tmp_path).restored == ("b.po", "c.po")
    assert content(tmp_path) == {"a": "1", "b": "1", "c": "1"}
    undone(tmp_path, redo=True)
    assert content(tmp_path) == {"a": "2", "b": "2", "c": "2"}


def test_what_changes_between_looking_and_writing_is_left_alone(tmp_path, monkeypatch):
    from dvomova.workflow import history

    wrote(tmp_path, "update", a="1")
    wrote(tmp_path, "update", a="2")
    look = history._by_file

    def late(changes):
        (tmp_path / "a.po").write_text("2")
        monkeypatch.setattr(journal.Change, "content", later)
        return look(changes)

    content_of = journal.Change.content

    def later(change):
        (tmp_path / "a.po").write_text("mine")
        return content_of(change)

    monkeypatch.setattr(history, "_by_file", late)
    with pytest.raises(journal.FileError, match="changed since then"):
        undone(tmp_path)
    assert content(tmp_path) == {"a": "mine"}
