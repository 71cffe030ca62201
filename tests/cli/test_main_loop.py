"""From an empty folder to a built article, without a word of configuration."""

from __future__ import annotations

import gettext

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
UKRAINIAN = """\
Міст в Ізюмі

Старий міст підірвали в березні. Інженери збудували новий за дев’ять тижнів.
"""


def test_the_whole_loop(desk):
    desk.write("izium.en.txt", desk.article)
    assert "5 segments, 32 words" in desk.ok("extract", "izium.en.txt").err
    assert "5 new" in desk.ok("update", "izium.en.txt").err
    assert desk.states() == {"untranslated": 5}
    answers = "Міст в Ізюмі\nСтарий міст підірвали.\nЗа дев’ять тижнів.\n«Щодня».\nАвтобуси їздять.\n"
    assert "5 segments translated" in desk.ok("edit", stdin=answers).err
    assert desk.states() == {"translated": 5}
    desk.ok("build")
    assert desk.read("izium.uk.txt") == (
        "Міст в Ізюмі\n\nСтарий міст підірвали. За дев’ять тижнів.\n\n«Щодня». Автобуси їздять.\n"
    )
    desk.ok("compile")
    read = gettext.translation("izium", str(desk.root / "locales"), ["uk"]).gettext
    assert read("It carries buses again.") == "Автобуси їздять."
    assert "Nothing to write" in desk.ok("update").err


def test_each_command_names_the_next_step(desk):
    desk.write("izium.en.txt", desk.article)
    steps = [("extract", "dvomova update"), ("update", "dvomova edit"), ("status", "dvomova edit")]
    steps += [("build", "dvomova compile")]
    for command, following in steps:
        assert f"Next: `{following}" in desk.ok(command, "izium.en.txt").err


def test_an_empty_folder_says_how_to_begin(desk):
    assert "dvomova update ARTICLE.en.md" in desk.ok("status").err
    assert desk.files() == {}


def test_ukrainian_leads_where_the_original_is_ukrainian(desk):
    desk.write("izium.uk.txt", UKRAINIAN)
    desk.ok("update", "izium.uk.txt")
    article = desk.ok("status", "--json").json["articles"][0]
    assert (article["source_language"], article["target_language"]) == ("uk", "en")
    desk.translate("locales/en/LC_MESSAGES/izium.po", {"Міст в Ізюмі": "The bridge at Izium"})
    desk.ok("build")
    assert desk.read("izium.en.txt").startswith("The bridge at Izium\n\nСтарий міст")


@pytest.mark.parametrize(
    ("name", "text", "target", "catalog"),
    [
        ("izium.en.txt", "One sentence.\n", "izium.uk.txt", "locales/uk/LC_MESSAGES/izium.po"),
        ("izium.txt", "One sentence.\n", "izium.uk.txt", "locales/uk/LC_MESSAGES/izium.po"),
        ("izium.txt", "Одне речення.\n", "izium.en.txt", "locales/en/LC_MESSAGES/izium.po"),
        ("izium.ua.md", "Одне речення.\n", "izium.en.md", "locales/en/LC_MESSAGES/izium.po"),
        ("izium.EN.md", "One sentence.\n", "izium.UK.md", "locales/uk/LC_MESSAGES/izium.po"),
        ("README.md", "One sentence.\n", "README.uk.md", "locales/uk/LC_MESSAGES/README.po"),
        ("content/en/a/b.md", "One.\n", "content/uk/a/b.md", "locales/uk/LC_MESSAGES/content/a/b.po"),
        ("en/a.md", "One.\n", "uk/a.md", "locales/uk/LC_MESSAGES/a.po"),
        (
            "my news/the day.en.md",
            "One.\n",
            "my news/the day.uk.md",
            "locales/uk/LC_MESSAGES/my news/the day.po",
        ),
        ("новини/ізюм.uk.md", "Одне.\n", "новини/ізюм.en.md", "locales/en/LC_MESSAGES/новини/ізюм.po"),
    ],
)
def test_where_target_and_catalog_stand(desk, name, text, target, catalog):
    desk.write(name, text)
    desk.ok("update", name)
    desk.ok("build")
    assert desk.read(target) == text
    template = catalog.split("/LC_MESSAGES/")[1].removesuffix(".po")
    assert set(desk.files()) == {name, target, catalog, f"locales/{template}.pot"}
    assert "Nothing to write" in desk.ok("update").err
    assert desk.ok("status", "--json").json["articles"][0]["source"] == name


def test_a_document_stays_an_original_after_its_translation_was_built(desk):
    desk.write("README.md", desk.article)
    desk.ok("update", "README.md")
    desk.ok("build", "README.md")
    for name in ("README.md", "README.uk.md", "README"):
        article = desk.ok("status", name, "--json").json["articles"][0]
        assert (article["source"], article["target"]) == ("README.md", "README.uk.md")


def test_a_document_without_a_code_is_in_the_language_its_version_is_not(desk):
    desk.write("README.md", "Text with more English words than others: Міст.\n")
    desk.write("README.en.md", "Text.\n")
    assert desk.ok("update", "README.en.md").code == 0
    article = desk.ok("status", "README.md", "--json").json["articles"][0]
    assert (article["source"], article["target"]) == ("README.en.md", "README.md")


def test_source_by_a_persons_word_is_above_the_script(desk):
    desk.write("names.txt", "Ізюм, Харків, Київ, Львів: these are cities.\n")
    desk.ok("update", "names.txt", "--source", "en")
    article = desk.ok("status", "--json").json["articles"][0]
    assert (article["source"], article["target"]) == ("names.txt", "names.uk.txt")


def test_ua_is_accepted_and_corrected_aloud(desk):
    desk.write("a.uk.txt", UKRAINIAN)
    assert "“ua” is written “uk”" in desk.ok("update", "a.uk.txt", "--source", "ua").err


@pytest.mark.parametrize(
    "name",
    [
        "news/izium.en.txt",
        "news",
        "news/",
        "news/*.txt",
        "**/*.txt",
        "news/izium",
        CATALOG.replace("izium", "news/izium"),
    ],
)
@pytest.mark.parametrize("command", ["extract", "update", "status", "diff", "build", "compile"])
def test_an_article_is_named_in_any_way(desk, name, command):
    desk.write("news/izium.en.txt", desk.article)
    desk.ok("update", "news/izium.en.txt")
    (found,) = desk.ok(command, name, "--json").json.get("articles", [{"domain": "news/izium"}])
    assert found["domain"] == "news/izium"


def test_an_absolute_glob_names_articles_too(desk):
    desk.write("izium.en.txt", desk.article)
    assert "5 new" in desk.ok("update", str(desk.root / "*.txt")).err


def test_names_are_seen_from_the_present_folder(desk):
    desk.write("dvomova.toml", "")
    desk.write("news/izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt", here="news")
    assert "locales/uk/LC_MESSAGES/news/izium.po" in desk.files()
    assert desk.states("*.txt", here="news") == {"untranslated": 5}


def test_a_folder_means_its_documents_and_nothing_hidden_or_installed(desk):
    desk.write("a.en.md", "One.\n")
    for folder in (".venv/lib", "node_modules/x", "site", ".git"):
        desk.write(f"{folder}/b.en.md", "Two.\n")
    found = desk.ok("update", ".", "--json").json["articles"]
    assert [article["source"] for article in found] == ["a.en.md"]


@pytest.mark.parametrize("name", ["nosuch*.md", "empty", "nosuch.en.md", "izuim"])
def test_a_name_that_means_nothing_is_an_error(desk, name):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    (desk.root / "empty").mkdir()
    outcome = desk.run("update", name)
    assert outcome.code == 2
    assert name in outcome.err


def test_a_misspelt_article_is_guessed(desk):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    assert "did you mean “izium”?" in desk.run("status", "izuim").err


def test_outside_of_the_project_is_an_error_with_a_cure(desk):
    desk.write("inner/dvomova.toml", "")
    desk.write("a.en.md", "One.\n")
    outcome = desk.run("update", "../a.en.md", here="inner")
    assert outcome.code == 2
    assert "lies outside the project" in outcome.err


def test_both_versions_and_nothing_says_which_leads(desk):
    desk.write("a.en.md", "One.\n")
    desk.write("a.uk.md", "Один.\n")
    for names in (["*.md"], ["."], ["a.en.md", "a.uk.md"]):
        outcome = desk.run("update", *names)
        assert outcome.code == 2
        assert "both exist: which one is the original?: name it (dvomova update a.en.md)" in outcome.err
    assert desk.ok("update", "a.uk.md", "--json").json["articles"][0]["source"] == "a.uk.md"


def test_source_says_which_leads_and_the_catalog_remembers(desk):
    desk.write("a.en.md", "One.\n")
    desk.write("a.uk.md", "Один.\n")
    desk.ok("update", ".", "--source", "uk")
    assert desk.ok("update", ".", "--json").json["articles"][0]["source"] == "a.uk.md"


@pytest.mark.parametrize("names", [["a.en.md", "a.en.txt"], ["."], ["*.*"]])
def test_two_documents_of_one_domain(desk, names):
    desk.write("a.en.md", "One.\n")
    desk.write("a.en.txt", "Two.\n")
    outcome = desk.run("update", *names)
    assert outcome.code == 2
    assert "a.en.md and a.en.txt would share the catalog a: rename one of them" in outcome.err


def test_a_document_does_not_take_over_the_catalog_of_another_that_is_there(desk):
    desk.write("a.en.md", "One.\n")
    desk.write("a.en.txt", "Two.\n")
    desk.ok("update", "a.en.md")
    before = desk.files()
    outcome = desk.run("update", "a.en.txt")
    assert outcome.code == 2
    assert "would share the catalog a" in outcome.err
    assert desk.files()["locales/uk/LC_MESSAGES/a.po"] == before["locales/uk/LC_MESSAGES/a.po"]


def test_a_catalog_cannot_point_out_of_the_project(desk):
    desk.write("a.en.md", "One.\n")
    desk.ok("update", "a.en.md")
    desk.replace("locales/uk/LC_MESSAGES/a.po", "#: a.en.md", "#: ../../a.en.md")
    (desk.root / "locales/a.pot").unlink()
    assert desk.ok("status", "--json").json["articles"] == []
    assert desk.run("build", "locales/uk/LC_MESSAGES/a.po").code == 2


def test_an_empty_document(desk):
    desk.write("a.en.txt", "")
    desk.ok("update", "a.en.txt")
    desk.ok("build", "a.en.txt")
    assert desk.read("a.uk.txt") == ""


def test_a_source_that_contradicts_the_catalogs_is_refused(translated):
    before = translated.read("locales/izium.pot")
    outcome = translated.run("update", "izium.en.txt", "--source", "uk")
    assert outcome.code == 2
    assert "original is in “en”" in outcome.err
    assert translated.read("locales/izium.pot") == before
    assert not (translated.root / "locales/en").exists()


def test_many_articles_are_extracted_in_sum(desk):
    for number in range(12):
        desk.write(f"news/a{number:02}.en.txt", "The bridge is open. The school is closed.")
    said = desk.ok("extract", "news").err
    assert "12 articles: 24 segments, 96 words" in said
    assert "a03" not in said
    assert "news/a03 (en): 2 segments, 8 words" in desk.ok("extract", "-v", "news").err
