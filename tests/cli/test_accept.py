"""accept by kind of change: what was named, and nothing that changed in any other way."""

from __future__ import annotations

import polib
import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
# What was written of each sentence before; its kinds of change are those of similarity.changes.
BEFORE = {
    "Engineers said: “Nine weeks.”": 'Engineers said: "Nine weeks."',  # quotes
    "Buses cross it twice.": "Buses cross it  twice.",  # spaces
    "It’s “ours” now.": 'It\'s "ours" now.',  # apostrophe and quotes
    "Read on, please.": "Read on please.",  # punctuation
    "It opened in May.": "It opened in June.",  # name
}


@pytest.fixture
def flagged(desk):
    """A catalog as msgmerge would leave it: each change flagged, however small."""
    desk.write("izium.en.txt", "\n\n".join([*BEFORE, "A draft.", "Nothing yet."]) + "\n")
    desk.ok("update", "izium.en.txt")
    file = polib.pofile(str(desk.root / CATALOG), wrapwidth=0)
    for entry in file:
        if entry.msgid in BEFORE:
            entry.previous_msgid = BEFORE[entry.msgid]
        if entry.msgid != "Nothing yet.":
            entry.msgstr, entry.flags = f"Пере {entry.msgid}", ["fuzzy"]
    file.save()
    return desk


def confirmed(desk):
    file = polib.pofile(str(desk.root / CATALOG))
    return {entry.msgid for entry in file if entry.msgstr and not entry.fuzzy}


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("quotes", {"Engineers said: “Nine weeks.”"}),
        ("spaces", {"Buses cross it twice."}),
        ("quotes,spaces", {"Engineers said: “Nine weeks.”", "Buses cross it twice."}),
        ("quotes, apostrophe", {"Engineers said: “Nine weeks.”", "It’s “ours” now."}),
        ("punctuation", {"Read on, please."}),
        ("name", {"It opened in May."}),
        ("number,words,url", set()),
    ],
)
@pytest.mark.parametrize("names", [(), ("izium",), ("izium.en.txt",), ("--all",)])
def test_only_changes_of_the_kinds_named(flagged, classes, expected, names):
    outcome = flagged.ok("accept", "--class", classes, *names)
    assert confirmed(flagged) == expected
    assert f"{len(expected)} segment" in outcome.err
    assert ("`dvomova build`" if expected else "`dvomova diff`") in outcome.err


def test_the_option_may_be_given_twice(flagged):
    flagged.ok("accept", "--class", "quotes", "--class", "spaces", "izium")
    assert len(confirmed(flagged)) == 2


def test_of_named_segments_only_those_of_the_kind(flagged):
    names = [item["segment"] for item in flagged.ok("diff", "--json").json["segments"]]
    outcome = flagged.ok("accept", "--json", "--class", "quotes", *names[:2])
    assert outcome.json["segments"] == names[:1]
    assert confirmed(flagged) == {"Engineers said: “Nine weeks.”"}


def test_a_flag_without_a_change_is_somebodys_word(flagged):
    file = polib.pofile(str(flagged.root / CATALOG), wrapwidth=0)
    for entry in file:
        entry.previous_msgid = entry.msgid if entry.flags else None
    file.save()
    flagged.ok("accept", "--class", "quotes,spaces,words,number,name")
    assert confirmed(flagged) == set()


def test_a_conflict_waits_for_more_than_its_source(flagged):
    flagged.replace(CATALOG, "#, fuzzy\n", '# dvomova: edited in uk; was "Ні"\n#, fuzzy\n')
    flagged.ok("accept", "--class", "quotes,spaces")
    assert confirmed(flagged) == set()


def test_plural_messages_are_not_confirmed_by_kind(flagged):
    from dvomova.model import Unit
    from dvomova.workflow.confirm import is_only

    unit = Unit("One  file", ("Файл",), fuzzy=True, previous="One file")
    assert is_only(unit, {"spaces"})
    plural = Unit("One  file", ("Файл", "Файли", "Файлів"), plural="Files", fuzzy=True, previous="One file")
    assert not is_only(plural, {"spaces"})


def test_drafts_are_confirmed_as_before_without_a_class(flagged):
    flagged.ok("accept", "izium")
    assert "A draft." in confirmed(flagged)


@pytest.mark.parametrize("wrong", ["commas", "quotes,comma", ",", ""])
def test_an_unknown_kind_is_a_usage_error_that_names_the_known(flagged, wrong):
    before = flagged.files()
    outcome = flagged.run("accept", "--class", wrong)
    assert outcome.code == 2
    assert "number,negation,name,words,order,url,markup" in outcome.err
    assert flagged.files() == before


@pytest.mark.parametrize("flag", ["--dry-run", "--check"])
def test_trying_it_writes_nothing(flagged, flag):
    before = flagged.files()
    assert flagged.run("accept", "--class", "quotes", flag).code == (flag == "--check")
    assert flagged.files() == before


def test_the_kinds_are_those_that_texts_are_compared_by():
    from dvomova.cli.choice import CLASSES
    from dvomova.cli.printing import change_names

    assert change_names(CLASSES).count(",") == len(CLASSES) - 1
