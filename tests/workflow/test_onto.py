"""build works on the translated document that is there, where this has something of its own."""

from __future__ import annotations

import pytest
from tests.workflow.conftest import BUILT, CATALOG, SOURCE, TARGET, UKRAINIAN

NOTE = "Примітка редакції: Ізюм звільнили 2022 року."


@pytest.fixture
def noted(both):
    """The same with an editor's note in the translation, and a front matter of its own."""
    both.replace(TARGET, "автобуси.\n", f"автобуси.\n\n> {NOTE}\n")
    both.write(TARGET, "---\nlayout: ukrainian\n---\n\n" + both.read(TARGET))
    both.ok("update")
    assert both.states() == {"translated": 7}
    return both


def built(desk, *options):
    desk.ok("build", *options)
    text = desk.read(TARGET)
    desk.ok("update")
    desk.ok("build")
    assert desk.read(TARGET) == text
    return text


def test_nothing_changes_where_nothing_changed(noted):
    before = noted.files()
    noted.ok("build")
    noted.ok("update")
    assert noted.files() == before


def test_a_new_translation_changes_its_sentence_only(noted):
    before = noted.read(TARGET)
    noted.translate(CATALOG, UKRAINIAN | {"It cost 40 million.": "Вартість: 40 мільйонів."})
    assert built(noted) == before.replace("Він коштував 40 мільйонів.", "Вартість: 40 мільйонів.")


def test_a_translation_that_has_nothing_in_common_finds_its_place(noted):
    before = noted.read(TARGET)
    words = {"It cost 40 million.": "Гроші дала держава, суму не назвали."}
    noted.translate(CATALOG, UKRAINIAN | words)
    assert built(noted) == before.replace("Він коштував 40 мільйонів.", *words.values())


def test_a_new_sentence_stands_behind_its_neighbour(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "nine weeks.", "nine weeks. Trains follow in May.")
    noted.ok("update")
    noted.translate(CATALOG, {"Trains follow in May.": "Поїзди підуть у травні."})
    assert built(noted) == before.replace("тижнів.", "тижнів. Поїзди підуть у травні.")


def test_a_new_sentence_stands_before_the_first_of_its_paragraph(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "The old bridge was", "Nobody slept. The old bridge was")
    noted.ok("update")
    noted.translate(CATALOG, {"Nobody slept.": "Ніхто не спав."})
    assert built(noted) == before.replace("Старий міст", "Ніхто не спав. Старий міст")


def test_new_blocks_stand_behind_their_neighbours(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "again.\n", "again.\n\n## Money\n\nThe state paid. Nobody else did.\n")
    noted.replace(SOURCE, "40 million.\n", "40 million.\n- It has two lanes.\n")
    noted.ok("update")
    words = {
        "Money": "Гроші",
        "The state paid.": "Платила держава.",
        "Nobody else did.": "Більш ніхто.",
        "It has two lanes.": "Має дві смуги.",
    }
    noted.translate(CATALOG, words)
    wanted = before.replace("автобуси.\n", "автобуси.\n\n## Гроші\n\nПлатила держава. Більш ніхто.\n")
    assert built(noted) == wanted.replace("40 мільйонів.\n", "40 мільйонів.\n- Має дві смуги.\n")


def test_a_block_before_all_others(noted):
    before = noted.read(TARGET)
    noted.write(SOURCE, "A standfirst.\n\n" + noted.read(SOURCE))
    noted.ok("update")
    noted.translate(CATALOG, {"A standfirst.": "Підводка."})
    assert built(noted) == before.replace("# Міст", "Підводка.\n\n# Міст")


def test_what_is_gone_from_the_source_goes(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, " It carries buses again.", "")
    noted.replace(SOURCE, "- The bridge is 120 metres long.\n", "")
    noted.ok("update")
    wanted = before.replace(" Ним знову ходять автобуси.", "").replace("- Міст завдовжки 120 метрів.\n", "")
    assert built(noted) == wanted


def test_the_untranslated_is_published_as_it_is_and_leaves_again(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "nine weeks.", "nine weeks. Trains follow in May.")
    noted.ok("update")
    assert built(noted) == before.replace("тижнів.", "тижнів. Trains follow in May.")
    noted.translate(CATALOG, {"Trains follow in May.": "Поїзди підуть у травні."})
    assert built(noted) == before.replace("тижнів.", "тижнів. Поїзди підуть у травні.")
    noted.replace(SOURCE, " Trains follow in May.", "")
    noted.ok("update")
    assert built(noted) == before


def test_an_untranslated_sentence_that_is_gone_goes(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "nine weeks.", "nine weeks. Trains follow in May.")
    noted.ok("update")
    built(noted)
    noted.replace(SOURCE, " Trains follow in May.", "")
    noted.ok("update")
    assert built(noted) == before


def test_omitted_where_that_is_asked_for(noted):
    before = noted.read(TARGET)
    noted.replace(SOURCE, "nine weeks.", "nine weeks. Trains follow in May.")
    noted.ok("update")
    noted.ok("build", "--untranslated", "omit")
    assert noted.read(TARGET) == before


def test_a_paragraph_moved_in_the_translation_stays_where_it_is(both):
    title, one, two, rest = BUILT.split("\n\n")
    both.write(TARGET, f"{title}\n\n{two}\n\n{one}\n\n{rest}")
    both.ok("update")
    assert both.states() == {"translated": 7}
    before = both.read(TARGET)
    both.replace(SOURCE, "nine weeks", "ten weeks")
    both.ok("update")
    words = {"Engineers built a new one in ten weeks.": "Інженери збудували новий за десять тижнів."}
    both.translate(CATALOG, words)
    assert built(both) == before.replace("дев’ять", "десять")


def test_fresh_begins_from_the_original_and_keeps_a_copy(noted):
    before = noted.read(TARGET)
    noted.ok("build", "--fresh")
    assert noted.read(TARGET) == BUILT
    assert noted.read(f"{TARGET}.bak") == before
    noted.ok("update")
    noted.ok("build")
    assert noted.read(TARGET) == BUILT


def test_what_update_has_not_seen_is_not_overwritten(noted):
    noted.replace(TARGET, "Міст завдовжки 120 метрів.", "Міст завдовжки 125 метрів.")
    noted.translate(CATALOG, UKRAINIAN | {"It cost 40 million.": "Вартість: 40 мільйонів."})
    before = noted.files()
    outcome = noted.run("build")
    assert outcome.code == 1
    assert "125 метрів" in outcome.err
    assert noted.files() == before


def test_a_sentence_that_is_edited_here_and_gone_there_is_kept(both):
    both.replace(TARGET, "Ним знову ходять автобуси.", "Ним знову ходять усі автобуси міста.")
    both.replace(SOURCE, " It carries buses again.", "")
    both.ok("update")
    assert "усі автобуси міста" in built(both)


def test_prune_leaves_what_has_something_of_its_own(noted):
    text = noted.read(SOURCE)
    (noted.root / SOURCE).unlink()
    noted.write("moved.en.md", text)
    noted.ok("update", "--prune")
    assert NOTE in noted.read(TARGET)


def test_both_documents_may_be_renamed(both):
    for old, new in ((SOURCE, "moved.en.md"), (TARGET, "moved.uk.md")):
        (both.root / old).rename(both.root / new)
    both.replace("moved.uk.md", "дев’ять тижнів", "десять тижнів")
    outcome = both.ok("update", "--json", "moved.en.md", SOURCE).json["articles"][0]
    assert not outcome["foreign"]
    assert both.states("moved.en.md") == {"translated": 6, "ahead": 1}


def test_force_begins_from_the_original_where_nothing_was_seen(noted):
    noted.replace(TARGET, "120 метрів", "125 метрів")
    before = noted.read(TARGET)
    noted.ok("build", "--force")
    assert noted.read(TARGET) == BUILT
    assert noted.read(f"{TARGET}.bak") == before
