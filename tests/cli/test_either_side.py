"""Either side may lead: what the commands say and do of edits of a translation."""

from __future__ import annotations

import sys

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
SOURCE, TARGET = "izium.en.txt", "izium.uk.txt"
WEEKS = "Engineers built a new one in nine weeks."


@pytest.fixture
def ahead(translated):
    """One sentence of the translation edited."""
    translated.replace(TARGET, "nine weeks", "eleven weeks")
    translated.ok("update")
    return translated


@pytest.fixture
def conflict(translated):
    """One sentence edited on both sides."""
    translated.replace(TARGET, "nine weeks", "nine long weeks")
    translated.replace(SOURCE, "nine weeks", "two months")
    translated.ok("update")
    return translated


def name_of(desk, text):
    found = desk.ok("status", "--segments", "--json").json["segments"]
    return next(item["segment"] for item in found if item["source"] == text)


def test_update_tells_what_was_edited_in_the_translation(translated):
    translated.replace(TARGET, "nine weeks", "eleven weeks")
    outcome = translated.ok("update", "-v")
    assert "1 edited in the translation" in outcome.err
    assert "[-nine-]{+eleven+} weeks" in outcome.err
    assert "`dvomova accept SEGMENT`" in outcome.err


def test_status_says_that_the_original_may_be_behind(ahead):
    outcome = ahead.ok("status")
    assert "AHEAD" in outcome.out
    assert "1 translation was edited: does the original say the same?" in outcome.err


def test_diff_shows_what_changed_in_the_translation(ahead):
    outcome = ahead.ok("diff")
    assert "Пере Engineers built a new one in [-nine-]{+eleven+} weeks." in outcome.out
    (segment,) = ahead.ok("diff", "--json").json["segments"]
    assert segment["target_previous"] == f"Пере {WEEKS}"
    assert ["+", "eleven"] in segment["target_diff"]
    assert segment["diff"] == []


def test_accept_says_that_nothing_has_to_follow(ahead):
    ahead.ok("accept", name_of(ahead, WEEKS))
    assert ahead.states() == {"translated": 5}
    before = ahead.files()
    ahead.ok("update")
    ahead.ok("build")
    assert ahead.files() == before
    assert "eleven weeks" in ahead.read(TARGET)


def test_edit_source_opens_the_original_and_confirms_once_it_follows(ahead, tmp_path):
    script = ahead.write(
        "editor.py",
        "import sys, pathlib\n"
        "place, path = sys.argv[1:]\n"
        "text = pathlib.Path(path).read_text()\n"
        "assert text.splitlines()[int(place[1:]) - 1].startswith('The old bridge'), place\n"
        "pathlib.Path(path).write_text(text.replace('nine weeks', 'eleven weeks'))\n",
    )
    outcome = ahead.ok("edit", "--source", name_of(ahead, WEEKS), EDITOR=f"{sys.executable} {script}")
    assert "the original says the same now" in outcome.err
    assert ahead.states() == {"translated": 5}
    assert "eleven weeks" in ahead.read(CATALOG)


def test_edit_source_without_an_editor_says_where_the_sentence_stands(ahead):
    outcome = ahead.run("edit", "--source", name_of(ahead, WEEKS))
    assert outcome.code == 2
    assert f"{SOURCE}:3" in outcome.err


def test_a_conflict_asks_for_a_decision(conflict):
    assert conflict.states() == {"translated": 4, "conflict": 1}
    outcome = conflict.ok("diff")
    assert "[-nine weeks-]{+two months+}" in outcome.out
    assert "nine {+long +}weeks" in outcome.out
    assert "`dvomova resolve`" in outcome.err


@pytest.mark.parametrize(
    ("side", "state", "said"),
    [
        ("source", "stale", f"Пере {WEEKS}"),
        ("target", "ahead", "Пере Engineers built a new one in nine long weeks."),
        ("both", "translated", "Пере Engineers built a new one in nine long weeks."),
    ],
)
@pytest.mark.parametrize("asked", [False, True], ids=["option", "prompt"])
def test_resolve(conflict, side, state, said, asked):
    if asked:
        conflict.ok("resolve", stdin=f"{side[0]}\n")
    else:
        conflict.ok("resolve", "--take", side)
    assert conflict.states().get(state, 0) == (5 if state == "translated" else 1)
    assert conflict.targets(CATALOG)["Engineers built a new one in two months."] == said
    assert "nine long weeks" in conflict.read(CATALOG)  # whatever is decided, no text is lost
    conflict.ok("build")
    assert said in conflict.read(TARGET)


def test_resolve_leaves_open_what_nobody_decides(conflict):
    before = conflict.files()
    conflict.ok("resolve", stdin="\n")
    conflict.ok("resolve", stdin="q\n")
    assert conflict.files() == before


def test_only_conflicts_are_resolved(ahead):
    outcome = ahead.run("resolve", name_of(ahead, WEEKS), "--take", "source")
    assert outcome.code == 2
    assert "is not in conflict" in outcome.err
    assert "Nothing is in conflict" in ahead.ok("resolve").err


def test_a_document_that_is_no_translation_names_align(translated):
    translated.write(TARGET, "Зовсім інше.\n\nІ далі інше.\n")
    outcome = translated.ok("update")
    assert f"dvomova align {SOURCE} {TARGET}" in outcome.err


def test_a_text_of_the_translation_alone_is_told_with_its_place(translated):
    translated.write(TARGET, translated.read(TARGET) + "\nВід редакції.\n")
    assert f"{TARGET}:7: only there, and kept: Від редакції." in translated.ok("update").err


ENGLISH = (
    "The old bridge was blown up in March.\n\nEngineers built a new one in nine weeks.\n\nPeople came home.\n"
)
UKRAINIAN = (
    "Старий міст підірвали в березні.\n\nІнженери збудували новий за дев’ять тижнів.\n\nЛюди повернулися.\n"
)


@pytest.fixture
def both(desk):
    """An article in both languages, translated and built."""
    desk.write("a.en.txt", ENGLISH)
    desk.ok("update", "a.en.txt")
    pairs = zip(ENGLISH.split("\n\n"), UKRAINIAN.split("\n\n"), strict=True)
    desk.translate("locales/uk/LC_MESSAGES/a.po", {one.strip(): two.strip() for one, two in pairs})
    desk.ok("build")
    assert desk.read("a.uk.txt") == UKRAINIAN
    return desk


def test_a_sentence_that_came_on_both_sides_is_one(both):
    here = "The school opened again on 1 September with 320 pupils."
    there = "Школа знову відкрилася 1 вересня, у ній 320 учнів."
    both.write("a.en.txt", f"{ENGLISH}\n{here}\n")
    both.write("a.uk.txt", f"{UKRAINIAN}\n{there}\n")
    assert "3 unchanged, 1 translated there already" in both.ok("update").err
    assert both.targets("locales/uk/LC_MESSAGES/a.po")[here] == there
    both.ok("build")
    assert both.read("a.uk.txt") == f"{UKRAINIAN}\n{there}\n"
    assert "4 unchanged" in both.ok("update").err


def test_a_note_is_no_translation_of_a_sentence_that_came_with_it(both):
    here = "The school opened again on 1 September with 320 pupils."
    note = "Прим. ред.: місто звільнили торік восени."
    both.write("a.en.txt", f"{ENGLISH}\n{here}\n")
    both.write("a.uk.txt", f"{UKRAINIAN}\n{note}\n")
    told = both.ok("update").err
    assert "3 unchanged, 1 new" in told
    assert f"only there, and kept: {note}" in told
    assert both.targets("locales/uk/LC_MESSAGES/a.po")[here] == ""


def test_so_it_is_where_ukrainian_leads_and_the_order_is_another(desk):
    desk.write("a.uk.txt", UKRAINIAN)
    desk.ok("update", "a.uk.txt")
    pairs = zip(UKRAINIAN.split("\n\n"), ENGLISH.split("\n\n"), strict=True)
    desk.translate("locales/en/LC_MESSAGES/a.po", {one.strip(): two.strip() for one, two in pairs})
    desk.ok("build")
    here = "Школа знову відкрилася 1 вересня, у ній 320 учнів."
    there = "The school opened again on 1 September with 320 pupils."
    note = "Editor’s note: Izium was liberated in autumn."
    desk.write("a.uk.txt", f"{UKRAINIAN}\n{here}\n")
    desk.write("a.en.txt", f"{note}\n\n{ENGLISH}\n{there}\n")
    told = desk.ok("update").err
    assert "3 unchanged, 1 translated there already" in told
    assert f"only there, and kept: {note}" in told
    desk.ok("build")
    assert desk.read("a.en.txt") == f"{note}\n\n{ENGLISH}\n{there}\n"


def test_a_sentence_that_came_on_both_sides_may_go_again(both):
    here = "The school opened again on 1 September with 320 pupils."
    both.write("a.en.txt", f"{ENGLISH}\n{here}\n")
    both.write("a.uk.txt", f"{UKRAINIAN}\nШкола знову відкрилася 1 вересня, у ній 320 учнів.\n")
    both.ok("update")
    both.write("a.uk.txt", UKRAINIAN)
    assert "3 unchanged, 1 left out of the translation" in both.ok("update").err
