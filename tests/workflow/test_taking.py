"""update takes in what was edited in the translated document."""

from __future__ import annotations

import polib
import pytest
from tests.workflow.conftest import BUILT, CATALOG, TARGET


def units(desk):
    """What the catalog has: (text, translation, translators' comment), document order."""
    return [(e.msgid, e.msgstr, e.tcomment) for e in polib.pofile(str(desk.root / CATALOG)) if not e.obsolete]


def unit(desk, source):
    return next((target, comment) for text, target, comment in units(desk) if text == source)


def test_an_edited_translation_is_ahead_with_what_it_was(both):
    both.replace(TARGET, "дев’ять тижнів", "десять тижнів")
    both.ok("update")
    assert both.states() == {"translated": 6, "ahead": 1}
    assert unit(both, "Engineers built a new one in nine weeks.") == (
        "Інженери збудували новий за десять тижнів.",
        'dvomova: edited in uk; was "Інженери збудували новий за дев’ять тижнів."',
    )


def test_an_edited_translation_is_in_step_once_it_is_taken_in(both):
    both.replace(TARGET, "дев’ять тижнів", "десять тижнів")
    both.ok("update")
    before = both.files()
    both.ok("build")
    both.ok("update")
    assert both.files() == before
    assert "десять тижнів" in both.read(TARGET)


def test_what_was_edited_twice_says_what_it_was_at_first(both):
    both.replace(TARGET, "дев’ять тижнів", "десять тижнів")
    both.ok("update")
    both.replace(TARGET, "десять тижнів", "одинадцять тижнів")
    both.ok("update")
    target, comment = unit(both, "Engineers built a new one in nine weeks.")
    assert "одинадцять" in target
    assert "дев’ять" in comment


def test_an_edit_taken_back_leaves_nothing(both):
    before = both.files()
    both.replace(TARGET, "дев’ять тижнів", "десять тижнів")
    both.ok("update")
    both.replace(TARGET, "десять тижнів", "дев’ять тижнів")
    both.ok("update")
    assert both.files() == before


def test_marks_and_spaces_are_taken_in_without_a_word(both):
    both.replace(TARGET, "«Ми їздимо ним щодня», –", "„Ми їздимо ним щодня“, —")
    both.ok("update")
    assert both.states() == {"translated": 7}
    assert "„Ми їздимо" in both.read(CATALOG)
    before = both.files()
    both.ok("build")
    assert both.files() == before


def test_both_edited_is_a_conflict_and_keeps_all_texts(both):
    both.replace(TARGET, "дев’ять тижнів", "десять довгих тижнів")
    both.replace("izium.en.md", "nine weeks", "two months")
    both.ok("update")
    assert both.states() == {"translated": 6, "conflict": 1}
    text = both.read(CATALOG)
    assert '#| msgid "Engineers built a new one in nine weeks."' in text
    assert 'msgstr "Інженери збудували новий за десять довгих тижнів."' in text
    assert 'edited in uk; was "Інженери збудували новий за дев’ять тижнів."' in text


def test_a_sentence_split_in_the_target_stays_with_its_unit(both):
    both.replace(TARGET, "збудували новий за дев’ять", "збудували новий. За дев’ять")
    both.ok("update")
    assert both.states() == {"translated": 6, "ahead": 1}
    target, _comment = unit(both, "Engineers built a new one in nine weeks.")
    assert target == "Інженери збудували новий. За дев’ять тижнів."
    before = both.files()
    both.ok("build")
    both.ok("update")
    assert both.files() == before


def test_sentences_joined_in_the_target_are_one_unit(both):
    both.replace(TARGET, "березні. Інженери збудували", "березні, інженери збудували")
    both.ok("update")
    assert both.states() == {"translated": 5, "ahead": 1}
    source = "The old bridge was blown up in March. Engineers built a new one in nine weeks."
    target, comment = unit(both, source)
    assert target == "Старий міст підірвали в березні, інженери збудували новий за дев’ять тижнів."
    assert "Старий міст підірвали в березні. Інженери збудували новий за дев’ять тижнів." in comment
    before = both.files()
    both.ok("build")
    both.ok("update")
    assert both.files() == before


def test_what_only_the_target_has_is_told_and_changes_no_unit(both):
    both.replace(TARGET, "автобуси.\n", "автобуси.\n\nПримітка редакції: Ізюм звільнили 2022 року.\n")
    outcome = both.ok("update", "--json").json["articles"][0]
    assert both.states() == {"translated": 7}
    assert outcome["own"] == [{"line": 7, "text": "Примітка редакції: Ізюм звільнили 2022 року."}]
    assert both.ok("update", "--json").json["articles"][0]["own"] == []


def test_what_was_taken_out_of_the_target_is_told_and_kept(both):
    both.replace(TARGET, " Ним знову ходять автобуси.", "")
    both.ok("update")
    assert both.states() == {"translated": 6, "ahead": 1}
    target, comment = unit(both, "It carries buses again.")
    assert target == "Ним знову ходять автобуси."
    assert "left out in uk" in comment
    before = both.files()
    both.ok("build")
    both.ok("update")
    assert both.files() == before
    both.ok("accept", "--all")
    assert both.states() == {"translated": 7}
    both.ok("build")
    assert "автобуси" not in both.read(TARGET)


def test_what_is_put_back_is_left_out_no_longer(both):
    before = both.files()
    both.replace(TARGET, " Ним знову ходять автобуси.", "")
    both.ok("update")
    both.write(TARGET, BUILT)
    both.ok("update")
    assert both.files() == before


def test_a_document_of_another_text_is_left_alone(both):
    both.write(TARGET, "Зовсім інша стаття.\n\nНічого спільного з тою.\n")
    before = both.files()
    outcome = both.ok("update", "--json").json["articles"][0]
    assert outcome["foreign"]
    assert both.files() == before
    assert both.run("build").code == 1


def test_one_of_two_places_of_a_text_gets_a_unit_of_its_own(desk):
    desk.write("a.en.md", "Yes.\n\nThe bridge is open again.\n\nYes.\n\nBuses run every hour.\n")
    desk.ok("update", "a.en.md")
    words = {
        "Yes.": "Так.",
        "The bridge is open again.": "Міст знову відкритий.",
        "Buses run every hour.": "Автобуси ходять щогодини.",
    }
    catalog = "locales/uk/LC_MESSAGES/a.po"
    desk.translate(catalog, words)
    desk.ok("build")
    desk.write("a.uk.md", "Так.\n\nМіст знову відкритий.\n\nАвжеж.\n\nАвтобуси ходять щогодини.\n")
    desk.ok("update")
    file = polib.pofile(str(desk.root / catalog))
    assert [(e.msgctxt, e.msgstr) for e in file if e.msgid == "Yes."] == [(None, "Так."), ("2", "Авжеж.")]
    before = desk.files()
    desk.ok("build")
    desk.ok("update")
    assert desk.files() == before


def test_work_in_the_catalog_and_in_the_document_is_in_conflict(both):
    both.translate(CATALOG, {"Engineers built a new one in nine weeks.": "Новий звели за дев’ять тижнів."})
    both.replace(TARGET, "новий за дев’ять тижнів", "новий за десять тижнів")
    both.ok("update")
    assert both.states() == {"translated": 6, "conflict": 1}
    target, comment = unit(both, "Engineers built a new one in nine weeks.")
    assert "десять" in target
    assert "Новий звели" in comment


@pytest.mark.parametrize("first", ["source", "target", "both at once"])
def test_the_same_correction_on_both_sides_is_no_conflict(both, first):
    for side in ("source", "target") if first != "target" else ("target", "source"):
        if side == "source":
            both.replace("izium.en.md", "120 metres", "125 metres")
        else:
            both.replace(TARGET, "120 метрів", "125 метрів")
        if first != "both at once":
            both.ok("update")
    both.ok("update")
    assert both.states() == {"translated": 6, "ahead": 1}
    target, comment = unit(both, "The bridge is 125 metres long.")
    assert target == "Міст завдовжки 125 метрів."
    assert comment == 'dvomova: edited in en and uk alike; was "Міст завдовжки 120 метрів."'
    assert "both sides alike" in both.ok("status", "--segments").out
    both.ok("accept", "--all")
    assert both.states() == {"translated": 7}


def test_a_new_sentence_that_was_never_built_is_not_left_out(both):
    both.replace("izium.en.md", "nine weeks.", "nine weeks. Trains follow in May.")
    both.ok("update")
    both.translate(CATALOG, {"Trains follow in May.": "Поїзди підуть у травні."})
    both.replace(TARGET, "120 метрів", "125 метрів")
    both.ok("update")
    assert unit(both, "Trains follow in May.") == ("Поїзди підуть у травні.", "")
    assert both.states() == {"translated": 7, "ahead": 1}
    both.ok("build")
    assert "за дев’ять тижнів. Поїзди підуть у травні." in both.read(TARGET)
    assert "125 метрів" in both.read(TARGET)


def test_one_of_two_places_of_a_text_may_be_taken_out(desk):
    desk.write(
        "a.en.md", "---\ntitle: The bridge\n---\n\n# The bridge\n\nIt is open again.\n\nYes.\n\nYes.\n"
    )
    desk.ok("update", "a.en.md")
    catalog = "locales/uk/LC_MESSAGES/a.po"
    desk.translate(
        catalog, {"The bridge": "Міст", "It is open again.": "Він знову відкритий.", "Yes.": "Так."}
    )
    desk.ok("build")
    desk.replace("a.uk.md", "# Міст\n\n", "")
    desk.replace("a.uk.md", "Так.\n\nТак.\n", "Так.\n")
    text = desk.read("a.uk.md")
    desk.ok("update")
    assert desk.states() == {"translated": 3, "ahead": 2}
    desk.ok("build")
    assert desk.read("a.uk.md") == text
    desk.ok("accept", "--all")
    desk.ok("update")
    desk.ok("build")
    assert desk.read("a.uk.md") == text
