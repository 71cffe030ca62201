"""update --minor: what this update would flag is confirmed instead, and nothing else."""

from __future__ import annotations

import polib
import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
NINE = "Engineers built a new one in nine weeks."
TEN = "Engineers built a new one in ten weeks."
BUSES = "It carries buses again."


@pytest.fixture
def edited(translated):
    """One sentence was open before; two more were edited since the last update."""
    translated.replace("izium.en.txt", "blown up in March", "blown up in May")
    translated.ok("update")
    translated.replace("izium.en.txt", "nine weeks", "ten weeks")
    translated.replace("izium.en.txt", "It carries buses again.", "It carries buses, again.")
    return translated


def flagged(desk):
    return {entry.msgid for entry in polib.pofile(str(desk.root / CATALOG)) if entry.fuzzy}


MAY = "The old bridge was blown up in May."


def test_of_a_whole_article_only_what_is_newly_flagged(edited):
    before = edited.targets(CATALOG)
    outcome = edited.ok("update", "--minor", "izium.en.txt")
    assert outcome.err.startswith(
        "izium (en → uk): 3 unchanged, 2 confirmed as minor (words: 1, punctuation: 1)\n"
    )
    assert flagged(edited) == {MAY}
    targets = edited.targets(CATALOG)
    assert targets[TEN] == before[NINE]
    assert f'msgid "{NINE}"' not in edited.read(CATALOG)


def test_by_the_name_that_a_trial_shows(edited):
    before = edited.files()
    said = edited.ok("update", "-n", "-v").err
    assert edited.files() == before
    (name,) = [line.split()[0] for line in said.split("\n") if "[-nine-]{+ten+}" in line]
    edited.ok("update", "--minor", name)
    assert flagged(edited) == {MAY, "It carries buses, again."}


def test_by_kind_of_change(edited):
    edited.ok("update", "--minor", "--class", "punctuation,spaces")
    assert flagged(edited) == {MAY, TEN}


def test_json_says_what_was_confirmed(edited):
    document = edited.ok("update", "--minor", "--class", "punctuation", "--json").json
    minor = [event for event in document["articles"][0]["events"] if event["event"] == "minor"]
    assert [(event["source"], event["before"], event["state"]) for event in minor] == [
        ("It carries buses, again.", BUSES, "translated")
    ]
    assert document["totals"]["counts"] == {"unchanged": 3, "minor": 1, "stale": 1}
    assert document["totals"]["classes"]["minor"] == {"punctuation": 1}


def test_undo_flags_it_at_the_next_update(edited):
    edited.ok("update", "--minor")
    edited.ok("undo")
    edited.ok("update")
    assert flagged(edited) == {MAY, TEN, "It carries buses, again."}


def test_what_was_open_before_stays_open_though_edited_again(edited):
    edited.replace("izium.en.txt", "blown up in May", "blown up in June")
    edited.ok("update", "--minor")
    assert flagged(edited) == {"The old bridge was blown up in June."}
    assert f'#| msgid "{MAY.replace("May", "March")}"' in edited.read(CATALOG)


def test_a_draft_is_no_translation_to_confirm(edited):
    edited.replace(CATALOG, f'msgid "{NINE}"', f'# dvomova: draft by echo\n#, fuzzy\nmsgid "{NINE}"')
    edited.ok("update", "--minor")
    assert TEN in flagged(edited)


def test_what_is_ahead_stays_ahead(edited):
    edited.replace(CATALOG, f'msgid "{NINE}"', f'# dvomova: edited in uk; was "…"\nmsgid "{NINE}"')
    edited.ok("update", "--minor")
    assert edited.states() == {"ahead": 1, "stale": 1, "translated": 3}


def test_a_sentence_that_is_only_similar_is_none_that_was_edited(edited):
    similar = "Engineers buried the old one in five days."
    edited.replace("izium.en.txt", TEN, similar)
    outcome = edited.ok("update", "--minor", "-v")
    assert "1 similar" in outcome.err
    assert flagged(edited) == {MAY, similar}
    (item,) = [item for item in edited.ok("diff", "--json").json["segments"] if item["source"] == similar]
    edited.replace("izium.en.txt", similar, NINE)
    edited.ok("update")
    edited.replace("izium.en.txt", NINE, similar)
    edited.ok("update", "--minor", item["segment"])
    assert flagged(edited) == {MAY}


@pytest.mark.parametrize("wanted", [MAY, "The bridge at Izium"])
def test_a_segment_that_is_not_flagged_by_it(edited, wanted):
    segments = edited.ok("diff", "--json").json["segments"]
    from dvomova.catalogs.naming import key

    before = edited.files()
    name = f"izium#{key(wanted)}"
    outcome = edited.run("update", "--minor", name)
    assert outcome.code == 2
    assert (
        f"{name} is nothing that this update flags: if its translation holds: dvomova accept {name}"
        in outcome.err
    )
    assert edited.files() == before
    assert segments == edited.ok("diff", "--json").json["segments"]


def test_a_segment_that_is_not_there(edited):
    outcome = edited.run("update", "--minor", "izium#0000000")
    assert outcome.code == 2
    assert "there is no segment izium#0000000" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--class", "spaces"], "--class goes with --minor"),
        (["izium#1a2b3c4"], "--minor"),
        (["--minor", "--class", "commas"], "commas is no kind of change"),
    ],
)
def test_wrong_usage(edited, arguments, told):
    before = edited.files()
    outcome = edited.run("update", *arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert edited.files() == before
