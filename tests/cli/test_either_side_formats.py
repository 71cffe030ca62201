"""Either side may lead in every format: edits are taken in, and what the document has of its own stays."""

from __future__ import annotations

import pytest

PAGES = {
    "html": (
        (
            '<!DOCTYPE html>\n<html lang="en">\n<body>\n<h1>The bridge</h1>\n'
            '<p>See <a href="/a">the report</a> and <a href="/b">the map</a> of it. '
            "It carries buses again.</p>\n"
            '<p>It was blown up <img src="x.png" alt="A bridge over a river"> in March.</p>\n'
            "</body>\n</html>\n"
        ),
        {
            "The bridge": "Міст",
            "See <1>the report</1> and <2>the map</2> of it.": "Є <2>мапа</2> та <1>звіт</1> про нього.",
            "It carries buses again.": "Ним знову ходять автобуси.",
            "A bridge over a river": "Міст над рікою",
            "It was blown up <1/> in March.": "Його підірвали <1/> в березні.",
            "The state paid <1>for it</1>.": "За <1>нього</1> платила держава.",
        },
        ("</p>\n</body>", '</p>\n<p>The state paid <a href="/c">for it</a>.</p>\n</body>'),
        ("</p>\n</body>", '</p>\n<p>За <a href="/c">нього</a> платила держава.</p>\n</body>'),
        ("<p>Його", "<p>Від редакції.</p>\n<p>Його"),
    ),
    "srt": (
        (
            "1\n00:00:01,000 --> 00:00:03,000\nThe bridge was blown up\n\n"
            "2\n00:00:03,000 --> 00:00:06,000\nin March.\n\n"
            "3\n00:00:07,000 --> 00:00:09,000\nIt carries buses again.\n"
        ),
        {
            "The bridge was blown up in March.": "Міст підірвали ще торік у березні.",
            "It carries buses again.": "Ним знову ходять автобуси.",
            "The state paid.": "Платила держава.",
        },
        ("again.\n", "again.\n\n4\n00:00:10,000 --> 00:00:12,000\nThe state paid.\n"),
        ("автобуси.\n", "автобуси.\n\n4\n00:00:10,000 --> 00:00:12,000\nПлатила держава.\n"),
        ("1\n00:00:01", "NOTE"),
    ),
    "txt": (
        "The bridge\n\nIt was blown up in March. It carries buses\nagain.\n",
        {
            "The bridge": "Міст",
            "It was blown up in March.": "Його підірвали в березні.",
            "It carries buses again.": "Ним знову ходять автобуси.",
            "The state paid.": "Платила держава.",
        },
        ("again.\n", "again.\n\nThe state paid.\n"),
        ("автобуси.\n", "автобуси.\n\nПлатила держава.\n"),
        ("Міст\n", "Міст\n\nВід редакції.\n"),
    ),
}


@pytest.fixture(params=PAGES)
def page(request, desk):
    text, words, *_rest = PAGES[request.param]
    desk.write(f"a.en.{request.param}", text)
    desk.ok("update", f"a.en.{request.param}")
    desk.translate("locales/uk/LC_MESSAGES/a.po", words)
    desk.ok("build")
    desk.ok("update")
    assert set(desk.states()) == {"translated"}
    return desk, request.param


def is_stable(desk):
    before = desk.files()
    desk.ok("update")
    desk.ok("build")
    return desk.files() == before


def test_an_edit_is_taken_in(page):
    desk, suffix = page
    desk.replace(f"a.uk.{suffix}", "автобуси", "тролейбуси")
    desk.ok("update")
    assert desk.states()["ahead"] == 1
    assert desk.targets("locales/uk/LC_MESSAGES/a.po")["It carries buses again."].count("тролейбуси") == 1
    assert is_stable(desk)


def test_an_edit_beside_inline_codes_keeps_them(page):
    desk, suffix = page
    if suffix != "html":
        return
    desk.replace("a.uk.html", "мапа</a> та", "добра мапа</a> й")
    desk.ok("update")
    assert desk.states()["ahead"] == 1
    text = desk.targets("locales/uk/LC_MESSAGES/a.po")["See <1>the report</1> and <2>the map</2> of it."]
    assert text == "Є <2>добра мапа</2> й <1>звіт</1> про нього."
    assert is_stable(desk)


def test_what_is_its_own_stays_while_the_original_grows(page):
    desk, suffix = page
    _text, words, (old, new), (there, grown), (beside, own) = PAGES[suffix]
    if suffix == "srt":
        return  # cues are numbered: a film has the structure of its original
    desk.replace(f"a.uk.{suffix}", beside, own)
    desk.ok("update")
    assert set(desk.states()) == {"translated"}
    before = desk.read(f"a.uk.{suffix}")
    desk.replace(f"a.en.{suffix}", old, new)
    desk.ok("update")
    desk.translate("locales/uk/LC_MESSAGES/a.po", words)
    desk.ok("build")
    assert desk.read(f"a.uk.{suffix}") == before.replace(there, grown)
    assert is_stable(desk)
