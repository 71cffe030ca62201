"""undo: the files as they were, refused where somebody changed one since, and safe against kill -9."""

from __future__ import annotations

import os
import random
import re
import signal
import time

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"


def test_an_update_is_undone_and_done_again(translated):
    before = translated.files()
    translated.replace("izium.en.txt", "nine", "ten")
    edited = translated.files()
    translated.ok("update")
    after = translated.files()
    outcome = translated.ok("undo")
    assert re.match(r"Undone: update, \d\d:\d\d: 2 files\n", outcome.err)
    assert f"  put back {CATALOG}\n" in outcome.err
    assert "Next: `dvomova undo` for the command before that or `dvomova undo --redo`" in outcome.err
    assert translated.files() == edited
    assert edited | {"izium.en.txt": before["izium.en.txt"]} == before
    outcome = translated.ok("undo", "--redo")
    assert re.match(r"Redone: update, \d\d:\d\d: 2 files\n", outcome.err)
    assert translated.files() == after


def test_one_command_after_the_other_back_to_the_beginning(desk):
    desk.write("izium.en.txt", desk.article)
    states = [desk.files()]
    for arguments in (["update", "izium.en.txt"], ["build"], ["compile"], ["accept", "--all"]):
        desk.ok(*arguments)
        if desk.files() != states[-1]:
            states.append(desk.files())
    assert len(states) == 4
    for state in states[-2::-1]:
        desk.ok("undo")
        assert desk.files() == state
    assert "There is nothing to undo." in desk.ok("undo").err
    for state in states[1:]:
        desk.ok("undo", "--redo")
        assert desk.files() == state
    assert "There is nothing to redo." in desk.ok("undo", "--redo").err


def test_an_evening_of_edit_is_one_command(desk):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    before = desk.files()
    desk.ok("edit", "--prompt", stdin="один\nдва\nтри\nq\n")
    assert len({text for text in desk.targets(CATALOG).values() if text}) == 3
    assert desk.ok("undo", "--json").json["undone"]["command"] == "edit"
    assert desk.files() == before


def test_a_backup_goes_and_what_was_edited_by_hand_comes_back(translated):
    translated.replace("izium.uk.txt", "Пере", "Моє")
    before = translated.files()
    translated.ok("build", "--force")
    assert "izium.uk.txt.bak" in translated.files()
    outcome = translated.ok("undo")
    assert "removed izium.uk.txt.bak" in outcome.err
    assert translated.files() == before


@pytest.mark.parametrize("change", ["edited", "removed"])
def test_what_somebody_changed_since_is_refused_with_all_the_rest(translated, change):
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    if change == "edited":
        translated.replace(CATALOG, "Пере It", "Воно: It")
    else:
        (translated.root / CATALOG).unlink()
    before = translated.files()
    outcome = translated.run("undo")
    assert outcome.code == 3
    assert outcome.err.startswith(f"{CATALOG}: changed since then, and was left alone; nothing was undone: ")
    assert "Undone" not in outcome.err
    assert "Next" not in outcome.err
    assert translated.files() == before
    answer = translated.run("undo", "--json")
    assert answer.json["undone"]["refused"] == [CATALOG]
    assert answer.json["errors"][0]["path"] == CATALOG


def test_what_is_as_it_was_already_is_no_obstacle(translated):
    translated.replace("izium.en.txt", "nine", "ten")
    before = translated.files()
    translated.ok("update")
    translated.write(CATALOG, before[CATALOG])
    assert translated.ok("undo", "--json").json["undone"]["restored"] == ["locales/izium.pot"]
    assert translated.files() == before


@pytest.mark.parametrize("flag", ["--dry-run", "--check"])
def test_trying_it_writes_nothing(translated, flag):
    before = translated.files()
    journal = sorted((translated.root / ".dvomova/journal").iterdir())
    outcome = translated.run("undo", flag)
    assert outcome.code == (flag == "--check")
    assert re.match(r"Would undo: build, \d\d:\d\d: 2 files\n", outcome.err)
    assert "  would remove izium.uk.txt\n" in outcome.err
    assert f"  would put back {CATALOG}\n" in outcome.err
    assert translated.files() == before
    assert sorted((translated.root / ".dvomova/journal").iterdir()) == journal


def test_without_a_journal_there_is_nothing_to_undo(desk):
    assert desk.ok("undo").err == "There is nothing to undo.\n"
    assert desk.run("undo", "--check").code == 0
    assert desk.ok("undo", "--json").json["undone"] is None


def test_the_date_is_said_of_what_is_older_than_today(translated):
    log = max((translated.root / ".dvomova/journal").iterdir())
    text = re.sub(rb'"time": "[^"]*"', b'"time": "2026-03-04T14:03+02:00"', log.read_bytes(), count=1)
    log.write_bytes(text)
    outcome = translated.ok("undo", TZ="Europe/Kyiv")
    assert re.match(r"Undone: build, 2026-03-0\d \d\d:\d3: 2 files", outcome.err)


def test_nothing_else_needs_the_journal(translated):
    import shutil

    shutil.rmtree(translated.root / ".dvomova")
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    assert translated.states()["stale"] == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("victim", ["update", "undo"])
def test_kill_9_and_undo_brings_everything_back(desk, victim):
    for number in range(12):
        desk.write(f"news/{number}.en.txt", desk.article.replace("Izium", f"Izium {number}"))
    desk.ok("update", "news")
    for number in range(12):
        desk.translate(f"locales/uk/LC_MESSAGES/news/{number}.po")
        desk.replace(f"news/{number}.en.txt", "nine", "ten")
    before = desk.files()
    chance = random.Random(20)
    for _attempt in range(5):
        if victim == "undo":
            desk.ok("update")
        process = desk.start(victim)
        time.sleep(chance.uniform(0.15, 0.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        after = {name: data for name, data in desk.files().items() if not name.endswith(".tmp")}
        while after != before:  # an update that got nowhere has nothing to undo
            assert "Undone" in desk.ok("undo").err
            after = {name: data for name, data in desk.files().items() if not name.endswith(".tmp")}
        assert after == before
        for path in desk.root.rglob(".dvomova-*.tmp"):
            path.unlink()
        for path in (desk.root / ".dvomova/journal").iterdir():
            path.unlink()
