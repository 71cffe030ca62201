"""build: what is published of what is not finished, and what is never overwritten."""

from __future__ import annotations

import re

import pytest

CATALOG = "locales/uk/LC_MESSAGES/izium.po"
STALE = "Engineers built a new one in ten weeks."
OLD = "Пере Engineers built a new one in nine weeks."


@pytest.fixture
def flagged(translated):
    """One out of date, one untranslated, one draft, two translated."""
    translated.replace("izium.en.txt", "nine", "ten")
    translated.ok("update")
    catalog = translated.read(CATALOG)
    catalog = catalog.replace('"Пере It carries buses again."', '""')
    translated.write(
        CATALOG,
        catalog.replace(
            "#. title\n#: izium.en.txt\nmsgid",
            "# dvomova: draft by echo 2026-03-04\n#. title\n#: izium.en.txt\n#, fuzzy\nmsgid",
        ),
    )
    assert translated.states() == {"stale": 1, "untranslated": 1, "draft": 1, "translated": 2}
    return translated


def built(desk, *options):
    desk.ok("build", *options)
    return desk.read("izium.uk.txt")


def test_drafts_and_the_untranslated_give_the_original_the_stale_stays(flagged):
    assert built(flagged) == (
        "The bridge at Izium\n\n"
        f"Пере The old bridge was blown up in March. {OLD}\n\n"
        "Пере “We cross it every day,” says Olena Koval. It carries buses again.\n"
    )


@pytest.mark.parametrize(
    ("choice", "text"),
    [("keep", OLD), ("mark", f"{OLD} [переклад застарів]"), ("source", STALE)],
)
def test_stale(flagged, choice, text):
    flagged.replace("izium.en.txt", "The bridge at Izium\n\n", "The bridge at Izium\n\nA standfirst.\n\n")
    flagged.ok("update")
    assert f"in March. {text}\n" in built(flagged, "--stale", choice)


@pytest.mark.parametrize("option", ["--stale", "--untranslated"])
def test_fail_builds_nothing_and_names_the_segments(flagged, option):
    before = flagged.files()
    outcome = flagged.run("build", option, "fail")
    assert outcome.code == 1
    assert outcome.err.count(": not finished") == (1 if option == "--stale" else 2)
    assert "izium.uk.txt was not built" in outcome.err
    assert flagged.files() == before


def test_drafts_are_published_by_a_persons_word(flagged):
    assert built(flagged, "--drafts").startswith("Пере The bridge at Izium\n")


def test_a_built_document_is_rebuilt_without_a_word(flagged):
    first = built(flagged)
    flagged.translate(CATALOG)
    assert built(flagged) != first
    flagged.replace("izium.en.txt", "buses", "lorries")
    flagged.ok("update")
    assert "backup" in flagged.ok("build", "--json").out
    assert flagged.ok("build", "--json").json["articles"][0]["unseen"] == []


def test_a_document_edited_by_hand_is_never_overwritten(translated):
    translated.replace("izium.uk.txt", "Пере The bridge", "Міст, написаний рукою, the bridge")
    before = translated.files()
    outcome = translated.run("build")
    assert outcome.code == 1
    assert "izium.uk.txt was edited by hand and left alone" in outcome.err
    assert "Міст, написаний рукою" in outcome.err
    assert translated.files() == before


def test_force_overwrites_and_keeps_a_copy_each_time(translated):
    copies = []
    for name in ("izium.uk.txt.bak", "izium.uk.txt.bak2", "izium.uk.txt.bak3"):
        mine = f"Моє власне речення у {name}.\n"
        translated.write("izium.uk.txt", mine)
        outcome = translated.ok("build", "--force")
        assert f"what was there is now {name}" in outcome.err
        copies.append((name, mine))
        assert all(translated.read(copy) == text for copy, text in copies)
    assert translated.read("izium.uk.txt").startswith("Пере The bridge")


def test_force_with_dry_run_copies_nothing(translated):
    translated.write("izium.uk.txt", "Моє.\n")
    before = translated.files()
    translated.ok("build", "--force", "--dry-run")
    assert translated.files() == before


def test_a_document_that_stood_there_before_dvomova_is_not_overwritten(desk):
    desk.write("izium.en.txt", desk.article)
    desk.write("izium.uk.txt", "Давно перекладена стаття.\n")
    desk.ok("update", "izium.en.txt")
    assert desk.run("build").code == 1
    assert desk.read("izium.uk.txt") == "Давно перекладена стаття.\n"


def test_a_translation_that_breaks_the_structure_is_replaced_by_the_source(desk):
    desk.write("a.en.md", "# Heading\n\nA paragraph.\n\n- one item\n- another\n")
    desk.ok("update", "a.en.md")
    words = {
        "Heading": "Заголовок",
        "A paragraph.": "# Not a paragraph",
        "one item": "один",
        "another": "x\n- y",
    }
    desk.translate("locales/uk/LC_MESSAGES/a.po", words)
    outcome = desk.run("build", "--json")
    assert outcome.code == 1
    names = {s["source"]: s["segment"] for s in all_segments(desk)}
    assert outcome.json["articles"][0]["broken"] == [names["A paragraph."], names["another"]]
    assert desk.read("a.uk.md") == "# Заголовок\n\nA paragraph.\n\n- один\n- another\n"
    assert f"{names['another']}: its translation would break the structure" in desk.run("build").err


def all_segments(desk):
    """Every segment with its name: seen through a catalog in which nothing is translated."""
    path = "locales/uk/LC_MESSAGES/a.po"
    kept = desk.read(path)
    (desk.root / path).unlink()
    desk.ok("update", "a.en.md")
    segments = desk.ok("status", "--segments", "--json").json["segments"]
    desk.write(path, kept)
    return segments


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n", "  \n\n"])
def test_nothing_translated_gives_the_source_byte_for_byte(desk, ending, bom, last):
    text = bom + "Title\n\n\tOne sentence.  \nTwo sentences.\n\n* item\n" + last
    desk.write("a.en.txt", text.replace("\n", ending))
    desk.ok("update", "a.en.txt")
    desk.ok("build")
    assert desk.read("a.uk.txt") == text.replace("\n", ending)


def test_compile_leaves_out_what_is_not_finished(flagged):
    import gettext

    def text(source):
        return gettext.translation("izium", str(flagged.root / "locales"), ["uk"]).gettext(source)

    assert "2 texts, 3 left out" in flagged.ok("compile").err
    assert text(STALE) == STALE
    gettext._translations.clear()
    assert "4 texts, 1 left out" in flagged.ok("compile", "--use-fuzzy").err
    assert text(STALE) == OLD
    gettext._translations.clear()


def test_compile_of_both_languages(translated):
    import gettext

    translated.ok("compile", "--source-bundle")
    for language, expected in (("uk", "Пере The bridge at Izium"), ("en", "The bridge at Izium")):
        read = gettext.translation("izium", str(translated.root / "locales"), [language])
        assert read.gettext("The bridge at Izium") == expected


@pytest.mark.parametrize("kind", ["i18next", "vue-i18n"])
def test_compile_to_json(translated, kind):
    import json

    translated.ok("compile", "--to", kind, "-o", "public/i18n")
    bundle = json.loads(translated.read("public/i18n/uk/izium.json"))
    assert "Пере The bridge at Izium" in bundle.values()
    before = translated.files()
    translated.ok("compile", "--to", kind, "-o", "public/i18n/")
    assert translated.files() == before


def test_what_is_untranslated_or_a_draft_is_left_out_on_request(flagged):
    assert built(flagged, "--untranslated", "omit") == (
        f"Пере The old bridge was blown up in March. {OLD}\n\n"
        "Пере “We cross it every day,” says Olena Koval.\n"
    )
    assert built(flagged, "--untranslated", "omit", "--drafts").startswith("Пере The bridge at Izium\n\n")


def test_bundles_go_to_a_folder_seen_from_here(translated):
    translated.write("dvomova.toml", "")
    (translated.root / "public").mkdir()
    translated.ok("compile", "--to", "i18next", "-o", "data", here="public")
    assert (translated.root / "public/data/uk/izium.json").is_file()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" Пере Engineers built a new one in nine weeks.", ""),
        ("Пере “We cross it every day,”", "Пере «We cross it every day»,"),
        ("\n\nПере “We", "\n\nПере The bridge at Izium\n\nПере “We"),
    ],
    ids=["a sentence taken out", "other quotation marks", "a known sentence put in"],
)
def test_every_edit_by_hand_is_kept(translated, old, new):
    translated.replace("izium.uk.txt", old, new)
    edited = translated.read("izium.uk.txt")
    outcome = translated.run("build")
    assert outcome.code == 1
    assert "was edited by hand and left alone" in outcome.err
    assert translated.read("izium.uk.txt") == edited


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("\n\nПере “We", "\n\n\nПере “We"),
        lambda text: text + "\n***\n",
        lambda text: text.replace("Пере The old bridge was blown up in March. Пере", "Пере").replace(
            " nine weeks.", " nine weeks. Пере The old bridge was blown up in March."
        ),
    ],
    ids=["a blank line", "a rule at the end", "two sentences change places"],
)
@pytest.mark.parametrize("stamp", [True, False], ids=["", "of a catalog that lost what was built"])
def test_an_edit_beside_the_sentences_is_kept_too(translated, edit, stamp):
    if not stamp:
        translated.write(CATALOG, re.sub('"X-Dvomova-Built.*\n', "", translated.read(CATALOG)))
    edited = edit(translated.read("izium.uk.txt"))
    translated.write("izium.uk.txt", edited)
    assert "was edited by hand and left alone" in translated.run("build").err
    assert translated.read("izium.uk.txt") == edited


@pytest.mark.parametrize("text", ["The bridge at Izium", "Пере It carries buses again."])
def test_a_known_text_put_by_hand_in_a_built_document_is_an_edit(translated, text):
    translated.replace("izium.uk.txt", "Пере The bridge at Izium", text)
    assert translated.run("build").code == 1
    assert translated.read("izium.uk.txt").startswith(text)


def test_other_line_ends_are_no_edit(translated):
    translated.write("izium.uk.txt", translated.read("izium.uk.txt").replace("\n", "\r\n"))
    translated.replace(CATALOG, "Пере The bridge", "Міст: the bridge")
    assert built(translated).startswith("Міст: the bridge")


def test_a_build_that_was_killed_halfway_is_finished(translated):
    former = translated.read("izium.uk.txt")
    translated.replace(CATALOG, "Пере The bridge", "Міст: the bridge")
    translated.ok("build")
    translated.write("izium.uk.txt", former)  # the catalog was written, the document was not
    translated.replace(CATALOG, "Міст: the bridge", "Ще інший міст")
    assert built(translated).startswith("Ще інший міст")


def test_what_force_overwrote_is_a_persons_work_still(translated):
    translated.write("izium.uk.txt", "Моє.\n")
    translated.ok("build", "--force")
    translated.write("izium.uk.txt", "Моє.\n")
    assert translated.run("build").code == 1


def test_a_catalog_that_lost_what_was_built_still_builds(desk):
    desk.write("izium.en.txt", desk.article)
    desk.ok("update", "izium.en.txt")
    desk.ok("build")
    desk.write(CATALOG, re.sub('"X-Dvomova-Built.*\n', "", desk.read(CATALOG)))
    desk.translate(CATALOG)
    assert built(desk).startswith("Пере The bridge at Izium")


def test_a_source_that_the_catalog_has_not_seen_is_not_published(translated):
    translated.replace("izium.en.txt", "nine", "ten")
    before = translated.files()
    outcome = translated.run("build", "--json")
    assert outcome.code == 1
    assert outcome.json["articles"][0]["unknown"] == [{"line": 3, "text": STALE}]
    assert (
        "izium.en.txt is ahead of its catalog: run `dvomova update izium.en.txt` first"
        in translated.run("build").err
    )
    assert translated.files() == before


def test_omitting_a_repeat_does_not_shift_the_translations_of_the_others(desk):
    desk.write("izium.en.txt", "A title\n\nYes.\n\nHe came.\n\nYes.\n")
    desk.ok("update", "izium.en.txt")
    desk.translate(CATALOG, {"A title": "Назва", "He came.": "Він прийшов."})
    own = '\nmsgctxt "2"\nmsgid "Yes."\nmsgstr "Авжеж."\n'
    desk.write(CATALOG, desk.read(CATALOG) + own)
    assert built(desk, "--untranslated", "omit") == "Назва\n\nВін прийшов.\n\nАвжеж.\n"
