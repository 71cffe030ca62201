"""What update says: all that happened, on one screen, and the same in JSON."""

from __future__ import annotations

import re

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
BEFORE = [
    "The bridge at Izium",
    "The old bridge was blown up in March 2022.",
    "Engineers built a new one in nine weeks.",
    "See https://a.org/bridge for more.",
    "“We cross it every day,” says Olena Koval.",
    "It carries buses again.",
    "The ferry was closed after that.",
    "The market moved to the other bank in May.",
    "Nobody waits at the ferry now.",
]
AFTER = [
    "The bridge at Izium",
    "The old bridge was blown up in April 2023.",  # number and name
    "Engineers built a new one in ten weeks.",  # words
    "See https://b.org/bridge for more.",  # its address
    '"We cross it every day," says Olena Koval.',  # its quotation marks
    "The ferry was closed after that.",
    "It carries buses again.",  # one of the two moved
    "Nobody waits at the ferry today.",  # words
    "Each spring its gardens are flooded.",  # new
]

QUOTED = '[-“-]{+"+}We cross it every day,[-”-]{+"+} says Olena Koval.'


def text(sentences):
    return "\n\n".join(sentences) + "\n"


@pytest.fixture
def edited(desk):
    desk.write("izium.en.txt", text(BEFORE))
    desk.ok("update", "izium.en.txt")
    desk.translate(CATALOG, lambda source: f"Пере {source}")
    desk.write("izium.en.txt", text(AFTER))
    return desk


def test_one_line_says_what_happened(edited):
    assert edited.ok("update").err.split("\n")[0] == (
        "izium (en → uk): 2 unchanged, 1 moved, 2 mechanically changed (address: 1, quotation marks: 1), "
        "3 out of date (number: 1, name: 1, words: 2), 1 new, 1 gone"
    )


def test_what_was_gone_comes_back(edited):
    edited.ok("update")
    edited.write("izium.en.txt", text(BEFORE))
    said = edited.ok("update").err.split("\n")[0]
    assert said.endswith("1 gone, 4 revived")
    assert edited.states() == {"translated": 9}


def test_the_units_have_names_that_commands_take(edited):
    said = edited.ok("update", "-v").err
    lines = dict(re.findall(r"^  (izium#\w{7})  (.*)$", said, re.MULTILINE))
    assert set(lines.values()) == {
        f"moved: {AFTER[6]}" if f"moved: {AFTER[6]}" in lines.values() else f"moved: {AFTER[5]}",
        "mechanically changed (address): See https://[-a-]{+b+}.org/bridge for more.",
        f"mechanically changed (quotation marks): {QUOTED}",
        "out of date (number, name): The old bridge was blown up in [-March 2022-]{+April 2023+}.",
        "out of date (words): Engineers built a new one in [-nine-]{+ten+} weeks.",
        "out of date (words): Nobody waits at the ferry [-now-]{+today+}.",
        f"new: {AFTER[8]}",
        f"gone: {BEFORE[7]}",
    }
    for name, line in lines.items():
        if line.startswith("out of date"):
            edited.ok("accept", name)
    assert edited.states() == {"translated": 8, "untranslated": 1, "obsolete": 1}


def test_the_document_says_the_same(edited):
    document = edited.ok("update", "--json").json
    (article,) = document["articles"]
    assert article["counts"] == {"unchanged": 2, "moved": 1, "mechanical": 2, "stale": 3, "new": 1, "gone": 1}
    assert article["classes"] == {
        "mechanical": {"url": 1, "quotes": 1},
        "stale": {"number": 1, "name": 1, "words": 2},
    }
    assert document["totals"] == {"counts": article["counts"], "classes": article["classes"]}
    events = {event["source"]: event for event in article["events"]}
    assert len(events) == 8
    number = events[AFTER[1]]
    assert (number["event"], number["state"], number["changes"]) == ("stale", "stale", ["number", "name"])
    assert (number["before"], number["previous"]) == (BEFORE[1], BEFORE[1])
    assert 60 <= number["likeness"] < 100
    assert re.fullmatch(r"izium#[0-9a-f]{7}", number["segment"])
    assert (events[AFTER[8]]["state"], events[AFTER[8]]["likeness"]) == ("untranslated", None)
    assert events[BEFORE[7]]["state"] is None


def test_what_is_only_similar_is_called_that_everywhere(edited):
    similar = "The ferry was sunk by a mine, with eight people on it."
    before = "The ferry was closed after that."
    edited.write("izium.en.txt", text(BEFORE).replace(before, similar))
    outcome = edited.ok("update", "--json").json["articles"][0]
    assert outcome["counts"] == {"unchanged": 8, "similar": 1}
    (event,) = outcome["events"]
    assert (event["event"], event["state"], event["previous"]) == ("similar", "stale", before)
    said = f"similar ({event['likeness']} %: words)"
    assert event["likeness"] < 60
    diff = edited.ok("diff")
    assert said in diff.out
    assert "may be a new sentence" in diff.err
    assert edited.ok("diff", "--json").json["segments"][0]["likeness"] == event["likeness"]
    assert said in edited.ok("status", "--segments").out
    segment = edited.ok("status", "--segments", "--json").json["segments"][0]
    assert (segment["state"], segment["likeness"]) == ("stale", event["likeness"])
    assert said in edited.ok("edit", "--prompt", stdin="q\n").err
    editor = edited.write("editor.sh", '#!/bin/sh\ncp "$1" seen.txt\n')
    editor.chmod(0o755)
    edited.ok("edit", EDITOR=str(editor))
    assert f"# similar  {diff.out.split('en  ')[1].splitlines()[0]}" in edited.read("seen.txt")


def a_site(desk, number, edit=0):
    """Articles of three sentences, translated; in the first ``edit`` of them a word was changed since."""
    desk.write("dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.txt"\nsource = "en"\n')
    for n in range(number):
        desk.write(
            f"a{n:02}.en.txt", f"Article {n}.\n\nIt has two sentences about the town.\n\nThis is one.\n"
        )
    desk.ok("update")
    for n in range(number):
        desk.translate(f"locales/uk/LC_MESSAGES/a{n:02}.po")
    for n in range(edit):
        desk.replace(f"a{n:02}.en.txt", "the town", "the village")
    return desk


def test_of_many_articles_those_that_need_a_person_and_the_sum(desk):
    a_site(desk, 12, edit=2)
    desk.replace("a05.en.txt", "It has", "It  has")
    assert desk.ok("update").err.split("\n")[:4] == [
        "a00 (en → uk): 2 unchanged, 1 out of date (words)",
        "a01 (en → uk): 2 unchanged, 1 out of date (words)",
        "12 articles: 33 unchanged, 1 mechanically changed (spaces), 2 out of date (words)",
        "  wrote locales/a00.pot",
    ]


def test_of_very_many_no_more_than_a_screen(desk):
    a_site(desk, 30, edit=25)
    lines = desk.ok("update").err.split("\n")
    assert lines[19].startswith("a19 ")
    assert lines[20:22] == [
        "and 5 more articles that need a person (-v lists them)",
        "30 articles: 65 unchanged, 25 out of date (words)",
    ]
    desk.ok("undo")
    said = desk.ok("update", "-v").err
    assert said.count("out of date (words): It has") == 25
    assert "a24 (en → uk)" in said
    assert "a25 (en → uk)" not in said


def test_of_many_articles_that_moved_only_their_number(desk):
    a_site(desk, 12)
    desk.write("dvomova.toml", '[[documents]]\npattern = "n/{path}.{lang}.txt"\nsource = "en"\n')
    for n in range(12):
        desk.write(f"n/a{n:02}.en.txt", desk.read(f"a{n:02}.en.txt"))
        (desk.root / f"a{n:02}.en.txt").unlink()
    said = desk.ok("update").err
    assert said.startswith("12 articles: 36 unchanged\n  12 articles took over translations of others")
    assert "`dvomova update --prune`" in said
    desk.write("dvomova.toml", "")
    assert "12 originals are gone; their translations stay in their catalogs" in desk.ok("update").err
    assert "12 articles go: their translations are in others" in desk.ok("update", "--prune").err
    assert len(desk.files()) == 1 + 12 + 24
