"""Files renamed, split and put together: the catalog follows."""

from __future__ import annotations

import pytest
from tests.conftest import ARTICLE

TITLE, FIRST, SECOND = ARTICLE.rstrip("\n").split("\n\n")


def catalog(name):
    return f"locales/uk/LC_MESSAGES/{name}.po"


@pytest.fixture
def renamed(translated):
    translated.replace(catalog("izium"), "Last-Translator: ", "Last-Translator: Olha Koval <o@example.org>")
    translated.ok("build")
    (translated.root / "izium.en.txt").rename(translated.root / "bridge.en.txt")
    return translated


def test_a_renamed_article_keeps_translations_and_header(renamed):
    assert "took over the translations of izium" in renamed.ok("update", "bridge.en.txt").err
    text = renamed.read(catalog("bridge"))
    assert "Last-Translator: Olha Koval <o@example.org>" in text
    assert "Project-Id-Version: bridge" in text
    assert "X-Dvomova-Built" not in text
    segments = renamed.ok("status", "bridge.en.txt", "--segments", "--json").json["segments"]
    assert segments == []


def test_both_halves_of_a_split_article_find_their_translations(renamed):
    (renamed.root / "bridge.en.txt").unlink()
    renamed.write("one.en.txt", f"{TITLE}\n\n{FIRST}\n")
    renamed.write("two.en.txt", f"{SECOND}\n")
    outcome = renamed.ok("update", "one.en.txt", "two.en.txt")
    assert outcome.err.count("took over the translations of izium") == 2


def test_what_stands_in_many_articles_tells_nothing(renamed):
    renamed.write("other.en.txt", f"{TITLE}\n\nSomething else about the river and its three banks.\n")
    assert "took over" not in renamed.ok("update", "other.en.txt").err
    renamed.write("a.en.txt", "Read more.\n\nThis is the first of them.\n")
    renamed.write("b.en.txt", "Read more.\n\nHere comes another one.\n")
    renamed.ok("update", "a.en.txt", "b.en.txt")
    for name in ("a", "b"):
        (renamed.root / f"{name}.en.txt").unlink()
    renamed.write("c.en.txt", "Read more.\n\nThird.\n")
    assert "took over" not in renamed.ok("update", "c.en.txt").err
