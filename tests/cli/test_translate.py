"""translate: drafts from the memory, which wait for a person, and nothing of a person's is lost."""

from __future__ import annotations

import polib
import pytest

OLD = "The old bridge was blown up in March."
CATALOG = "locales/uk/LC_MESSAGES/second.po"


@pytest.fixture
def second(translated):
    """A second article beside one that is translated: a sentence alike, one with another number, one new."""
    translated.write(
        "second.en.txt",
        "The new bridge was blown up in March.\n\nEngineers built a new one in 12 weeks.\n\n"
        "Nobody said a word about it, ever.\n",
    )
    translated.write(
        "more.tsv", "uk\ten\nІнженери збудували новий за 9 тижнів.\tEngineers built a new one in 9 weeks.\n"
    )
    translated.ok("tm", "import", "more.tsv")
    translated.ok("update", "second.en.txt")
    return translated


def entries(desk, catalog=CATALOG):
    return {entry.msgid: entry for entry in polib.pofile(str(desk.root / catalog)) if not entry.obsolete}


def test_drafts_are_flagged_and_say_where_they_come_from(second):
    outcome = second.ok("translate", "second", "--json")
    (article,) = outcome.json["articles"]
    assert article["open"] == 1
    assert [(one["target"], one["origin"]) for one in article["drafts"]] == [
        (f"Пере {OLD}", "locales/uk/LC_MESSAGES/izium.po"),
        ("Інженери збудували новий за 12 тижнів.", "more.tsv"),
    ]
    alike, numbered, new = entries(second).values()
    assert alike.fuzzy
    assert numbered.fuzzy
    assert (new.msgstr, new.fuzzy) == ("", False)
    assert alike.previous_msgid is None
    assert alike.tcomment.startswith("dvomova: draft by memory 2026-03-04: 8")
    assert alike.tcomment.endswith(f' from izium: "{OLD}"')
    assert "99 from more.tsv, substituted -1, 9 > 12" in numbered.tcomment
    assert second.states("second") == {"draft": 2, "untranslated": 1}


def test_twice_is_once(second):
    second.ok("translate")
    before = second.files()
    second.ok("translate", "--check")
    second.ok("translate")
    assert second.files() == before


def test_accept_makes_a_draft_a_translation(second):
    second.ok("translate", "second")
    second.ok("accept", "second")
    alike = next(iter(entries(second).values()))
    assert (alike.fuzzy, alike.tcomment) == (False, "")


def test_at_least(second):
    assert second.ok("translate", "--at-least", "99", "second", "--json").json["articles"][0]["open"] == 2
    assert second.run("translate", "--at-least", "101").code == 2


def test_what_is_out_of_date_gives_way_only_to_its_own_text_and_is_kept(translated):
    changed = "The old bridge was blown up in May."
    translated.replace("izium.en.txt", "in March", "in May")
    translated.ok("update")
    translated.ok("translate")
    assert translated.states()["stale"] == 1  # what is alike is its own translation
    translated.write("more.tsv", f"uk\ten\nСтарий міст підірвали в травні.\t{changed}\n")
    translated.ok("tm", "import", "more.tsv")
    translated.ok("translate")
    catalog = "locales/uk/LC_MESSAGES/izium.po"
    entry = entries(translated, catalog)[changed]
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == (
        "Старий міст підірвали в травні.",
        True,
        None,
    )
    assert translated.targets(catalog, obsolete=True) == {OLD: f"Пере {OLD}"}
    translated.replace("izium.en.txt", "in May", "in March")
    translated.ok("update")
    assert translated.targets(catalog)[OLD] == f"Пере {OLD}"


def test_what_a_person_translated_stays(second):
    second.translate(CATALOG, {"The new bridge was blown up in March.": "Моє."})
    second.ok("translate")
    assert entries(second)["The new bridge was blown up in March."].msgstr == "Моє."


def test_a_protected_segment_is_named_and_not_looked_up(second):
    second.write("dvomova.toml", 'protect = ["Engineers"]\n')
    outcome = second.ok("translate", "second")
    assert "holds a protected name" in outcome.err
    assert second.states("second") == {"draft": 1, "untranslated": 2}


def test_messages_with_plural_forms_are_left_alone(desk):
    desk.write("app.py", 'from gettext import ngettext\nngettext("{n} well", "{n} wells", 2)\n')
    desk.write("dvomova.toml", '[[messages]]\ndomain = "app"\nfiles = ["*.py"]\n')
    desk.write("m.tsv", "uk\ten\n{n} криниця\t{n} well\n")
    desk.ok("tm", "import", "m.tsv")
    desk.ok("update")
    desk.ok("translate")
    assert desk.states() == {"untranslated": 1}


def test_words_by_band(second):
    second.write(
        "third.en.txt", "Nobody said a word about it, ever.\n\nIt carries buses again.\n\nQuite new.\n"
    )
    second.ok("update", "third.en.txt")  # a sentence that another article has comes as a draft
    before = second.files()
    found = second.ok("translate", "--analyse", "--json").json["analysis"]
    words = {
        one["domain"]: {band: number for band, number in one["words"].items() if number} for one in found
    }
    assert words["izium"] == {"translated": 32}
    assert words["second"] == {"85–94": 8, "95–99": 8, "new": 7}
    assert words["third"] == {"repetitions": 7 + 4, "new": 2}
    assert second.files() == before
    table = second.ok("translate", "--analyse").out.splitlines()
    assert table[0].split() == "WORDS REPEATED 100 95–99 85–94 75–84 50–74 NEW TRANSLATED TOTAL".split()
    assert table[-1].split()[-1] == str(32 + 23 + 13)


def test_an_article_without_catalog_is_told_and_stops_nobody(second):
    second.write("third.en.txt", "A.\n")
    outcome = second.run("translate", "third.en.txt", "second.en.txt")
    assert outcome.code == 2
    assert "dvomova update third.en.txt" in outcome.err
    assert second.states("second")["draft"] == 2


@pytest.mark.parametrize("command", ["search", "add", "import", "export", "stats", "prune"])
def test_each_command_of_the_memory_has_help(desk, command):
    assert f"Usage: dvomova tm {command} [OPTIONS]" in desk.ok("tm", command, "--help").out


def test_search_shows_what_differs_and_why_it_counts_for_less(second):
    outcome = second.ok("tm", "search", "Engineers built a new one in 12 weeks.")
    first = outcome.out.splitlines()[:3]
    assert first[0] == "99  more.tsv  (9 → 12, put in −1)"
    assert first[1].endswith("in [-9-]{+12+} weeks.")
    assert first[2].endswith("Інженери збудували новий за 12 тижнів.")
    assert "nothing like it" in second.ok("tm", "search", "Zebra crossing", "--at-least", "90").err
