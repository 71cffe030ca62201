"""swap: the translation leads from now on."""

from __future__ import annotations

import re

import polib
import pytest

UK, EN = "locales/uk/LC_MESSAGES/izium.po", "locales/en/LC_MESSAGES/izium.po"
SOURCE, TARGET = "izium.en.txt", "izium.uk.txt"
MORE = "\nYes. We cross it.\n\nYes. Buses do too.\n\nNobody knows why. Nothing is known.\n"


@pytest.fixture
def busy(desk):
    """A catalog that has every state, a join, an occurrence of its own, comments and obsolete units."""
    desk.write(SOURCE, desk.article + MORE)
    desk.ok("update", SOURCE)
    desk.translate(UK)
    desk.ok("build")
    desk.replace(TARGET, "Пере Yes. Пере Buses", "Авжеж. Пере Buses")
    desk.replace(TARGET, "Пере We cross it.", "Ми їздимо ним.")
    desk.replace(TARGET, "Пере “We cross it every day,” says Olena Koval.", "„Щодня\u00a0ж“ \\ каже «Олена».")
    desk.replace(SOURCE, "nine weeks", "ten weeks")
    desk.replace(SOURCE, "“We cross it every day,” says", "“We cross it daily,” says")
    desk.replace(SOURCE, " Nothing is known.", "")
    desk.replace(TARGET, "why. Пере Nothing is", "why і нічого не is")
    desk.ok("update")
    desk.replace(SOURCE, "It carries buses again.", "It carries buses again. It is new.")
    desk.ok("update")
    text = desk.read(UK).replace("#. title\n", "# A translator's note.\n#. title\n")
    desk.write(UK, text)
    desk.ok("build")
    assert {"translated", "ahead", "conflict", "stale", "untranslated", "obsolete"} <= set(desk.states())
    return desk


def test_swapping_twice_gives_the_catalog_back_byte_for_byte(busy):
    before = busy.files()
    busy.ok("swap", "izium")
    assert UK not in busy.files()
    assert "X-Source-Language: uk" in busy.read(EN)
    busy.ok("swap", "izium")
    after = busy.files()
    assert after[UK].decode() == before[UK].decode()
    assert after == before


def test_every_state_is_carried_over(busy):
    before = busy.states()
    busy.ok("swap", "izium")
    after = busy.states()
    assert after["stale"] == before["ahead"]
    assert after["ahead"] == before["stale"]
    assert {key: after[key] for key in ("translated", "conflict", "untranslated", "obsolete")} == {
        key: before[key] for key in ("translated", "conflict", "untranslated", "obsolete")
    }


def test_what_was_swapped_is_a_catalog_for_everybody(busy):
    busy.ok("swap", "izium")
    file = polib.pofile(str(busy.root / EN))
    assert file.metadata["Language"] == "en"
    assert "nplurals=2" in file.metadata["Plural-Forms"]
    identities = [(entry.msgctxt, entry.msgid) for entry in file]
    assert len(set(identities)) == len(identities)


def test_the_other_document_leads_then(translated):
    translated.ok("swap", "izium")
    assert translated.states() == {"translated": 5}
    translated.ok("update")
    translated.ok("build")
    assert translated.states() == {"translated": 5}
    assert translated.read(SOURCE) == translated.article
    translated.replace(TARGET, "Пере It carries buses again.", "Пере It carries trams again.")
    translated.ok("update")
    assert translated.states() == {"stale": 1, "translated": 4}
    (article,) = translated.ok("status", "--json").json["articles"]
    assert (article["source"], article["target"]) == (TARGET, SOURCE)


def test_the_same_translation_of_two_texts_keeps_both(desk):
    desk.write(SOURCE, "Yes.\n\nThe bridge is open.\n\nYeah.\n\nBuses run again.\n")
    desk.ok("update", SOURCE)
    words = {
        "Yes.": "Так.",
        "Yeah.": "Так.",
        "The bridge is open.": "Міст відкрито.",
        "Buses run again.": "Автобуси ходять.",
    }
    desk.translate(UK, words)
    desk.ok("build")
    desk.ok("update")
    before = desk.files()
    desk.ok("swap", "izium")
    desk.ok("update")
    desk.ok("build")
    assert desk.states() == {"translated": 4}
    assert desk.read(SOURCE) == "Yes.\n\nThe bridge is open.\n\nYeah.\n\nBuses run again.\n"
    desk.ok("swap", "izium")
    assert re.sub('"X-.*\n', "", desk.read(UK)) == re.sub('"X-.*\n', "", before[UK].decode())


@pytest.mark.parametrize("path", [SOURCE, TARGET])
def test_what_update_has_not_seen_is_not_swapped(translated, path):
    translated.replace(path, "nine weeks", "ten weeks")
    before = translated.files()
    outcome = translated.run("swap", "izium")
    assert outcome.code == 2
    assert f"{path}: was edited, and the catalog has not seen it" in outcome.err
    assert translated.files() == before


def test_nothing_is_overwritten(translated):
    translated.write(EN, "x")
    before = translated.files()
    assert translated.run("swap", "izium").code != 0
    assert translated.files() == before


def test_undo_brings_it_back(translated):
    before = translated.files()
    translated.ok("swap", "izium")
    translated.ok("undo")
    assert translated.files() == before
