"""New sentences that other articles have: drafts, unless they were moved; then nothing is done twice."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.conftest import ARTICLE, SENTENCES

TITLE, FIRST, SECOND = ARTICLE.rstrip("\n").split("\n\n")
IZIUM = "locales/uk/LC_MESSAGES/izium.po"
BRIDGE = "locales/uk/LC_MESSAGES/bridge.po"
CROSSING = SENTENCES[3]


def events(outcome, domain):
    (article,) = [one for one in outcome.json["articles"] if one["domain"] == domain]
    return {event["source"]: (event["event"], event["origin"]) for event in article["events"]}


def entry(desk, catalog, source):
    (found,) = [text for text in desk.read(catalog).split("\n\n") if f'\nmsgid "{source}"' in text]
    return found


def test_a_sentence_of_another_article_comes_in_as_a_draft(translated):
    translated.write("bridge.en.txt", f"A new bridge.\n\n{CROSSING}\n")
    outcome = translated.ok("update", "bridge.en.txt", "--json")
    assert events(outcome, "bridge") == {"A new bridge.": ("new", None), CROSSING: ("drafted", "izium")}
    text = entry(translated, BRIDGE, CROSSING)
    assert "# dvomova: draft by izium 2026-03-04\n" in text
    assert "#, fuzzy\n" in text
    assert "#|" not in text
    assert translated.targets(BRIDGE)[CROSSING] == f"Пере {CROSSING}"
    assert translated.states("bridge.en.txt") == {"draft": 1, "untranslated": 1}


def test_a_person_is_told(translated):
    translated.write("bridge.en.txt", f"A new bridge.\n\n{CROSSING}\n")
    assert "1 new, 1 drafted as elsewhere" in translated.ok("update", "bridge.en.txt").err


def test_where_that_is_wished_it_comes_in_as_translated(translated):
    translated.write("dvomova.toml", 'exact = "accept"\n')
    translated.write("bridge.en.txt", f"{CROSSING}\n\nRead more.\n")
    translated.write("izium.en.txt", f"{ARTICLE}\nRead more.\n")
    translated.ok("update", "izium.en.txt")
    translated.translate(IZIUM)
    outcome = translated.ok("update", "bridge.en.txt", "--json")
    assert events(outcome, "bridge") == {CROSSING: ("adopted", "izium"), "Read more.": ("drafted", "izium")}
    assert "fuzzy" not in entry(translated, BRIDGE, CROSSING)
    assert "draft by" not in entry(translated, BRIDGE, CROSSING)


def test_what_is_not_confirmed_there_does_not_come(translated):
    text = translated.read(IZIUM)
    translated.write(IZIUM, text.replace(f'msgid "{CROSSING}"', f'#, fuzzy\nmsgid "{CROSSING}"'))
    translated.write("bridge.en.txt", CROSSING)
    assert events(translated.ok("update", "bridge.en.txt", "--json"), "bridge") == {CROSSING: ("new", None)}


def test_nor_does_it_come_into_the_other_direction(translated):
    translated.write("міст.uk.txt", f"{CROSSING}\n")
    outcome = translated.ok("update", "міст.uk.txt", "--json")
    assert events(outcome, "міст") == {CROSSING: ("new", None)}


def test_nor_from_a_program(desk):
    desk.write("dvomova.toml", '[[messages]]\ndomain = "shop"\nfiles = ["src/*.py"]\n')
    desk.write("src/a.py", '_("The basket is empty, alas.")\n')
    desk.ok("update")
    desk.translate("locales/uk/LC_MESSAGES/shop.po")
    desk.write("a.en.txt", "The basket is empty, alas.\n")
    assert "1 new" in desk.ok("update", "a.en.txt").err


def test_a_new_sentence_is_looked_for_once(translated):
    """A draft that a person has thrown away does not come back."""
    translated.write("bridge.en.txt", CROSSING)
    translated.ok("update", "bridge.en.txt")
    translated.write(BRIDGE, translated.read(BRIDGE).replace(f'msgstr "Пере {CROSSING}"', 'msgstr ""'))
    translated.replace(BRIDGE, "#, fuzzy\n", "")
    translated.write("bridge.en.txt", f"{CROSSING}\n\nMore of it.\n")
    assert "1 unchanged, 1 new" in translated.ok("update", "bridge.en.txt").err


@pytest.fixture
def split(translated):
    """An article whose second half went to another one, in the states that it had."""
    translated.replace("izium.en.txt", "nine weeks", "ten weeks")
    translated.replace("izium.en.txt", "every day", "every single day")
    translated.ok("update")
    translated.write("bridge.en.txt", "A bridge\n\nIts story is told elsewhere.\n")
    translated.ok("update", "bridge.en.txt")
    translated.translate(BRIDGE)
    second = translated.read("izium.en.txt").rstrip("\n").split("\n\n")[2]
    translated.replace("izium.en.txt", f"\n\n{second}", "")
    translated.replace("bridge.en.txt", "Its story", f"{second}\n\nIts story")
    return translated


@pytest.mark.parametrize(
    "runs",
    [[["update"]], [["update", "--jobs", "2"]], *permutations([["update", "izium"], ["update", "bridge"]])],
    ids=["at once", "at a time", "old first", "new first"],
)
def test_what_moved_to_another_article_is_as_it_was(split, runs):
    for run in runs:
        split.ok(*run)
    assert split.states("bridge") == {"translated": 3, "stale": 1}
    assert split.states("izium") == {"translated": 2, "stale": 1, "obsolete": 2}
    text = entry(split, BRIDGE, "“We cross it every single day,” says Olena Koval.")
    assert '#| msgid "“We cross it every day,” says Olena Koval."' in text
    assert "#: bridge.en.txt\n" in text
    assert split.targets(BRIDGE)[SENTENCES[4]] == f"Пере {SENTENCES[4]}"


def test_it_is_called_moved(split):
    outcome = split.ok("update", "--json")
    assert events(outcome, "bridge") == {
        "“We cross it every single day,” says Olena Koval.": ("moved", "izium"),
        SENTENCES[4]: ("moved", "izium"),
    }
    assert "Nothing to write" in split.ok("update").err


def test_the_text_before_an_edit_may_have_moved_too(translated):
    """It was edited where it stood, and stands as it was in another article."""
    for order in (["izium", "bridge"], ["bridge", "izium"]):
        translated.write("izium.en.txt", ARTICLE)
        translated.ok("update", "izium.en.txt")
        translated.replace("izium.en.txt", "nine weeks", "ten weeks")
        translated.write("bridge.en.txt", SENTENCES[2])
        translated.ok("update", *(f"{name}.en.txt" for name in order[:1]))
        translated.ok("update", *(f"{name}.en.txt" for name in order[1:]))
        assert translated.states("bridge") == {"translated": 1}
        assert translated.states("izium")["stale"] == 1
        (translated.root / BRIDGE).unlink()


def test_sentences_that_one_translation_holds_move_together(translated):
    both = f"{SENTENCES[3]} {SENTENCES[4]}"
    translated.write(
        IZIUM,
        translated.read(IZIUM).partition(f'#. paragraph\n#: izium.en.txt\nmsgid "{CROSSING}"')[0]
        + f'#. paragraph\n#: izium.en.txt\nmsgid "{both}"\nmsgstr "Разом."\n',
    )
    translated.write("izium.en.txt", f"{TITLE}\n\n{FIRST}\n")
    translated.write("bridge.en.txt", SECOND)
    assert events(translated.ok("update", "--json", "bridge.en.txt"), "bridge") == {both: ("moved", "izium")}


def test_a_heading_moves_with_its_text_and_not_alone(desk):
    desk.write("a.en.md", "# Summary\n\nThe bridge was built by many hands.\n\n# Thanks\n\nTo all of them.\n")
    desk.ok("update", "a.en.md")
    desk.translate("locales/uk/LC_MESSAGES/a.po")
    desk.write("a.en.md", "# Other\n\nNothing else is left here now.\n")
    desk.write("b.en.md", "# Summary\n\nThe bridge was built by many hands.\n")
    desk.write("c.en.md", "# Thanks\n\nA text of its own, on another matter.\n")
    outcome = desk.ok("update", "a.en.md", "b.en.md", "c.en.md", "--json")
    assert set(events(outcome, "b").values()) == {("moved", "a")}
    assert events(outcome, "c")["Thanks"] == ("drafted", "a")


def test_a_broken_article_stops_nobody(translated):
    translated.write("broken.en.txt", "Of itself.\n")
    translated.ok("update", "broken.en.txt")
    translated.write("locales/uk/LC_MESSAGES/broken.po", "no catalog")
    translated.write("locales/uk/LC_MESSAGES/nobodys.po", f'msgid "{CROSSING}"\nmsgstr "Чуже."\n')
    translated.write("bridge.en.txt", CROSSING)
    assert events(translated.ok("update", "bridge.en.txt", "--json"), "bridge")[CROSSING] == (
        "drafted",
        "izium",
    )
    translated.write("izium.en.txt", b"\xff")
    translated.write("dam.en.txt", CROSSING)
    assert events(translated.ok("update", "dam.en.txt", "--json"), "dam")[CROSSING] == ("new", None)


def test_most_articles_decide_and_the_nearest_is_named(desk):
    words = {"a": "А", "news/b": "Б", "news/old/c": "Б", "d": "Г"}
    for name in words:
        desk.write(f"{name}.en.txt", f"{CROSSING}\n")
    desk.ok("update", *(f"{name}.en.txt" for name in words))
    for name, word in words.items():
        desk.translate(f"locales/uk/LC_MESSAGES/{name}.po", {CROSSING: word})
    desk.write("dvomova.toml", 'exact = "accept"\n')
    desk.write("news/old/e.en.txt", CROSSING)
    outcome = desk.ok("update", "news/old/e.en.txt", "--json")
    assert events(outcome, "news/old/e") == {CROSSING: ("drafted", "news/old/c")}
    assert desk.targets("locales/uk/LC_MESSAGES/news/old/e.po") == {CROSSING: "Б"}
