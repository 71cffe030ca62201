"""kill -9 at random moments: every file is old or new, nothing blocks, and the next run completes.

Every second time other processes help; ``test_jobs`` kills those.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time

import pytest

KILLS = int(os.environ.get("DVOMOVA_KILLS", "24"))
"""How many processes are killed, over all commands."""
COMMANDS = {
    "update": ["update"],
    "accept": ["accept", "--all"],
    "build": ["build"],
    "compile": ["compile"],
}
ARTICLES = 24

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")


@pytest.fixture
def newsroom(desk):
    """Two dozen translated articles, each with an edited sentence: every command has work in all."""
    for number in range(ARTICLES):
        desk.write(f"news/{number}.en.txt", desk.article.replace("Izium", f"Izium {number}"))
    desk.ok("update", "news")
    for number in range(ARTICLES):
        desk.translate(f"locales/uk/LC_MESSAGES/news/{number}.po")
        desk.replace(f"news/{number}.en.txt", "nine", "ten")
    return desk


def prepared(desk, command):
    """Everything is done that comes before ``command``, and edits wait for it."""
    if command != "update":
        desk.ok("update")
    if command in {"build", "compile"}:
        desk.ok(command)
        for number in range(ARTICLES):
            desk.translate(f"locales/uk/LC_MESSAGES/news/{number}.po", lambda source: f"Знову {source}")
    return desk.files()


def restore(desk, files):
    for path in desk.root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    for name, content in files.items():
        desk.write(name, content)


def leave_out_leftovers(files):
    """Without what a killed process was still writing."""
    return {name: content for name, content in files.items() if not name.endswith(".tmp")}


def wait_for(desk, process, number, changed):
    """Until the command has written so many of the files that it changes, or has ended."""
    before = {name: stamp(desk.root / name) for name in changed}
    while (
        sum(stamp(desk.root / name) != before[name] for name in changed) < number and process.poll() is None
    ):
        time.sleep(0.0005)


def stamp(path):
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return None


@pytest.mark.parametrize("command", COMMANDS)
def test_kill_9(newsroom, command):
    desk = newsroom
    old = prepared(desk, command)
    assert desk.process(*COMMANDS[command]).code == 0
    new = desk.files()
    changed = [name for name in new if old.get(name) != new[name]]
    assert len(changed) >= ARTICLES
    dice = random.Random(os.environ.get("DVOMOVA_SEED", command))
    halfway = 0
    for kill in range(-(-KILLS // len(COMMANDS))):
        restore(desk, old)
        jobs = ["--jobs", "2"] if kill % 2 and command != "accept" else []
        process = desk.start(*COMMANDS[command], *jobs)
        wait_for(desk, process, dice.randrange(len(changed) // 2), changed)
        time.sleep(dice.uniform(0, 0.005))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        left = leave_out_leftovers(desk.files())
        mixed = {name for name, content in left.items() if content not in (old.get(name), new.get(name))}
        assert not mixed
        assert set(old) <= set(left) <= set(old) | set(new)
        halfway += left not in (old, new)
        outcome = desk.process(*COMMANDS[command])
        assert outcome.code == 0, outcome
        assert desk.files() == new
    assert halfway, "not one was killed in the middle: this tested nothing"


def test_killed_between_document_and_catalog_is_no_edit_by_hand(newsroom):
    """The worst moment of build: the document is new and its catalog has not been told."""
    old = prepared(newsroom, "build")
    newsroom.ok("build")
    documents = {name: text for name, text in newsroom.files().items() if name.startswith("news/")}
    restore(newsroom, old | documents)
    assert newsroom.ok("build", "--json").json["errors"] == []


@pytest.mark.parametrize("leftover", [b"", b"half of a fi"])
def test_what_a_killed_process_left_is_cleared_away(translated, leftover):
    from dvomova.workflow.disk import Disk

    disk = Disk(translated.root)
    disk.write("a.txt", "x")  # the name of a temporary file depends on that of the file alone
    seen = []
    original = os.fsync
    with pytest.MonkeyPatch.context() as patch:

        def die(descriptor: int) -> None:
            original(descriptor)
            seen.extend(path for path in translated.root.iterdir() if path.suffix == ".tmp")
            raise KeyboardInterrupt

        patch.setattr(os, "fsync", die)
        with pytest.raises(KeyboardInterrupt):
            disk.write("a.txt", "y")
    assert translated.read("a.txt") == "x"
    (temporary,) = seen
    assert not temporary.exists()
    temporary.write_bytes(leftover)
    assert disk.write("a.txt", "z")
    assert not temporary.exists()
    assert translated.read("a.txt") == "z"
