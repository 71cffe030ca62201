"""An HTML page through the whole loop, by the command."""

from __future__ import annotations

import pytest

PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>The bridge</title></head>
<body>
<h1>The bridge at Izium</h1>
<p>The old bridge was blown up in <a href="/march" title="Timeline">March</a>. It carries buses again.</p>
<p>Nobody translated this.</p>
</body>
</html>
"""
CATALOG = "locales/uk/LC_MESSAGES/izium.po"
WORDS = {
    "The bridge": "Міст",
    "The bridge at Izium": "Міст в Ізюмі",
    "The old bridge was blown up in <1>March</1>.": "У <1>березні</1> старий міст підірвали.",
    "Timeline": "Хронологія",
    "It carries buses again.": "Ним знову їздять автобуси.",
}
BUILT = """\
<!DOCTYPE html>
<html lang="uk">
<head><meta charset="utf-8"><title>Міст</title></head>
<body>
<h1>Міст в Ізюмі</h1>
<p>У <a href="/march" title="Хронологія">березні</a> старий міст підірвали. Ним знову їздять автобуси.</p>
<p>Nobody translated this.</p>
</body>
</html>
"""


@pytest.fixture
def page(desk):
    desk.write("izium.en.html", PAGE)
    desk.ok("update", "izium.en.html")
    desk.translate(CATALOG, WORDS)
    return desk


def test_the_whole_loop(page):
    assert page.states() == {"translated": 5, "untranslated": 1}
    assert "Nobody translated this." in page.ok("status", "--segments").out
    page.ok("build")
    assert page.read("izium.uk.html") == BUILT
    page.ok("build", "--untranslated", "omit")
    assert page.read("izium.uk.html") == BUILT.replace("<p>Nobody translated this.</p>\n", "")
    page.ok("undo")
    assert page.read("izium.uk.html") == BUILT
    page.ok("edit", stdin="Цього ніхто не перекладав.\n")
    page.ok("build")
    assert page.read("izium.uk.html") == BUILT.replace("Nobody translated this", "Цього ніхто не перекладав")
    assert "Nothing to write" in page.ok("update").err


def test_translators_are_told_what_codes_stand_for(page):
    assert '#. <1> = <a href="/march" title="Timeline">\n' in page.read(CATALOG)


def test_only_words_flag_a_segment(page):
    page.replace("izium.en.html", 'href="/march"', 'href="/april" class="wide"')
    page.replace("izium.en.html", "It carries buses", "It&nbsp;carries\n   buses")
    page.ok("update")
    assert page.states() == {"translated": 5, "untranslated": 1}
    page.replace("izium.en.html", "old bridge", "new bridge")
    page.ok("update")
    assert page.states() == {"translated": 4, "stale": 1, "untranslated": 1}
    assert "[-old-]{+new+} bridge" in page.ok("diff").out


def test_segments_are_printed(page):
    lines = page.ok("segment", "izium.en.html").out.splitlines()
    assert lines == [*list(WORDS)[:3], "It carries buses again.", "Timeline", "Nobody translated this."]
    place = PAGE.index(". It carries")
    assert "a segment ends here" in page.ok("segment", "izium.en.html", "--explain", str(place)).out


def test_a_translation_that_breaks_the_page_is_named(page):
    page.translate(CATALOG, {"The bridge": "Міст", "It carries buses again.": "Автобуси <b>їздять."})
    outcome = page.run("build")
    assert outcome.code == 1
    assert "would break the structure" in outcome.err
    assert page.read("izium.uk.html") == BUILT.replace(
        "Ним знову їздять автобуси.", "It carries buses again."
    )


def test_a_page_edited_by_hand_is_left_alone(page):
    page.ok("build")
    page.replace("izium.uk.html", "підірвали", "висадили в повітря")
    edited = page.read("izium.uk.html")
    page.translate(CATALOG, {"The bridge": "Новий міст"})
    assert page.run("build").code == 1
    assert page.read("izium.uk.html") == edited


def test_an_old_page_in_windows_1251(desk):
    source = (
        '<HTML>\r\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1251">\r\n'
        "<P>Міст&nbsp;&mdash; наш.\r\n"
    )
    desk.write("міст.uk.htm", source.encode("cp1251"))
    desk.ok("update", "міст.uk.htm")
    desk.translate("locales/en/LC_MESSAGES/міст.po", {"Міст\u00a0— наш.": "The bridge\u00a0— ours ☺."})
    desk.ok("build")
    assert (desk.root / "міст.en.htm").read_bytes() == (
        source.replace("Міст&nbsp;&mdash; наш.", "The bridge&nbsp;&mdash; ours &#9786;.")
        .replace("<HTML>", '<HTML lang="en">')
        .encode("cp1251")
    )


def test_the_format_is_named_once(desk):
    desk.write("note.en.inc", "<p>One <b>note</b>. Two.</p>\n")
    outcome = desk.run("update", "note.en.inc")
    assert outcome.code == 2
    assert "--format: html i18next" in outcome.err
    assert "there is no format called “htm”" in desk.run("update", "note.en.inc", "--format", "htm").err
    assert "2 segments" in desk.ok("extract", "note.en.inc", "--format", "html").err
    desk.ok("update", "note.en.inc", "--format", "html")
    assert desk.states() == {"untranslated": 2}
    desk.translate("locales/uk/LC_MESSAGES/note.po", {"One <b>note</b>.": "Одна <b>нотатка</b>."})
    desk.ok("build")
    assert desk.read("note.uk.inc") == "<p>Одна <b>нотатка</b>. Two.</p>\n"
    assert "Nothing to write" in desk.ok("update").err


def test_the_configuration_is_above_a_format_named_before(desk):
    desk.write("note.en.txt", "<p>One <b>note</b>.</p>\n")
    desk.ok("update", "note.en.txt", "--format", "html")
    assert "One <b>note</b>." in desk.targets("locales/uk/LC_MESSAGES/note.po")
    desk.write(
        "dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.txt"\nsource = "en"\nformat = "text"\n'
    )
    desk.ok("update")
    assert list(desk.targets("locales/uk/LC_MESSAGES/note.po")) == ["<p>One <b>note</b>.</p>"]


def test_a_link_put_in_before_others_flags_nothing_else(page):
    page.replace("izium.en.html", "<p>The old", '<p>See <a href="/map">the map</a>. The old')
    page.ok("update")
    assert page.states() == {"translated": 5, "untranslated": 2}
    page.translate(CATALOG, {"See <1>the map</1>.": "Див. <1>мапу</1>."})
    page.ok("build")
    assert page.read("izium.uk.html") == BUILT.replace("<p>У", '<p>Див. <a href="/map">мапу</a>. У')
    page.write("izium.en.html", PAGE)
    page.ok("update")
    page.ok("build")
    assert page.read("izium.uk.html") == BUILT


def test_an_edited_sentence_keeps_its_link_beside_a_new_one(page):
    page.replace("izium.en.html", "<p>The old", '<p>In <a href="/map">Izium</a> the old')
    page.ok("update")
    assert page.states() == {"translated": 4, "stale": 1, "untranslated": 1}
    page.ok("build", "--stale", "keep")
    assert page.read("izium.uk.html") == BUILT
