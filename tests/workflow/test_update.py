"""What update flags, and what it does not."""

from __future__ import annotations

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"


def edit(desk, old, new):
    desk.replace("izium.en.txt", old, new)
    return desk.ok("update", "--json").json["articles"][0]


def test_a_word_edited_flags_one_segment_and_says_what_changed(translated):
    article = edit(translated, "nine weeks", "ten weeks")
    (event,) = article["events"]
    assert event["event"] == "stale"
    assert event["before"] == "Engineers built a new one in nine weeks."
    assert translated.states() == {"stale": 1, "translated": 4}
    assert "[-nine-]{+ten+} weeks" in translated.ok("diff").out


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("nine", "10", "number"),
        ("Olena Koval", "Olha Koval", "name"),
        ("was blown", "was not blown", "negation"),
    ],
)
def test_the_kind_of_change_is_named(translated, old, new, change):
    (event,) = edit(translated, old, new)["events"]
    assert change in event["changes"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We cross it every day,”", '"We cross it every day,"'),
        ("in March", "in\u00a0March"),
        ("in March. Engineers", "in March.  Engineers"),
        ("in March. Engineers", "in March.\n\nEngineers"),
    ],
    ids=["quotes", "no-break space", "two spaces", "paragraph split"],
)
def test_a_mechanical_change_flags_nothing(translated, old, new):
    edit(translated, old, new)
    assert translated.states() == {"translated": 5}


def test_a_moved_paragraph_flags_nothing(translated):
    title, first, second = translated.article.rstrip("\n").split("\n\n")
    translated.write("izium.en.txt", f"{title}\n\n{second}\n\n{first}\n")
    assert "2 moved" in translated.ok("update").err
    assert translated.states() == {"translated": 5}


def test_apostrophes_and_addresses_flag_nothing(desk):
    desk.write("izium.en.txt", "It's in Olena's report: https://a.org/x. See it.\n")
    desk.ok("update", "izium.en.txt")
    source = "It's in Olena's report: https://a.org/x."
    desk.translate(CATALOG, {source: "Це у звіті Олени: https://a.org/x.", "See it.": "Гляньте."})
    edit(desk, "It's", "It’s")
    edit(desk, "https://a.org/x", "https://a.org/y")
    assert desk.states() == {"translated": 2}
    assert "Це у звіті Олени: https://a.org/y." in desk.targets(CATALOG).values()


def test_deleting_and_restoring_loses_nothing(translated):
    before = translated.targets(CATALOG)
    edit(translated, "Engineers built a new one in nine weeks.", "")
    assert translated.states() == {"translated": 4, "obsolete": 1}
    edit(translated, "in March. ", "in March. Engineers built a new one in nine weeks.")
    assert translated.states() == {"translated": 5}
    assert translated.targets(CATALOG) == before


def test_emptying_and_restoring_a_document_loses_nothing(translated):
    before = translated.targets(CATALOG)
    translated.write("izium.en.txt", "")
    translated.ok("update", "izium.en.txt")
    assert translated.states("izium.en.txt") == {"obsolete": 5}
    translated.write("izium.en.txt", translated.article)
    translated.ok("update", "izium.en.txt")
    assert translated.targets(CATALOG) == before


def test_taking_an_edit_back_takes_the_flag_away(translated):
    before = translated.read(CATALOG)
    edit(translated, "nine", "ten")
    edit(translated, "ten", "nine")
    assert translated.states() == {"translated": 5}
    assert translated.read(CATALOG).partition("#.")[2] == before.partition("#.")[2]


def test_the_previous_text_stays_what_the_translation_was_made_from(translated):
    edit(translated, "nine", "ten")
    edit(translated, "ten", "eleven")
    assert '#| msgid "Engineers built a new one in nine weeks."' in translated.read(CATALOG)


def test_a_renamed_article_takes_over_its_translations(translated):
    (translated.root / "izium.en.txt").rename(translated.root / "bridge.en.txt")
    outcome = translated.ok("update", "bridge.en.txt")
    assert "took over the translations of izium" in outcome.err
    assert translated.states("bridge.en.txt") == {"translated": 5}


def test_an_article_that_is_gone_stops_nothing(translated):
    (translated.root / "izium.en.txt").rename(translated.root / "bridge.en.txt")
    translated.ok("update", "bridge.en.txt")
    for command in ("extract", "update", "status", "diff", "build", "compile"):
        outcome = translated.ok(command)
        assert "Traceback" not in outcome.err
    assert "izium.en.txt is gone" in translated.ok("build").err
    assert translated.read("bridge.uk.txt") == translated.read("izium.uk.txt")


def test_updating_twice_writes_nothing(translated):
    edit(translated, "nine", "ten")
    before = translated.files()
    assert "Nothing to write" in translated.ok("update").err
    assert translated.files() == before


def test_the_revision_date_moves_only_with_the_translations(translated):
    stamped = translated.read(CATALOG)
    assert "PO-Revision-Date: 2026-03-04" in stamped
    translated.replace("izium.en.txt", "It carries", "Also: It carries")
    translated.replace("izium.en.txt", "“We cross", "A sentence more. “We cross")
    translated.ok("update", SOURCE_DATE_EPOCH="1900000000")
    translated.ok("accept", "--all", SOURCE_DATE_EPOCH="1900000000")
    assert "PO-Revision-Date: 2026-03-04" in translated.read(CATALOG)
    translated.ok("edit", "--prompt", stdin="Ще одне речення.\n", SOURCE_DATE_EPOCH="1900000000")
    after = translated.read(CATALOG)
    assert "PO-Revision-Date: 2030-" in after
    translated.ok("update", SOURCE_DATE_EPOCH="2000000000")
    assert translated.read(CATALOG) == after
