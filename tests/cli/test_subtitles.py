"""Subtitles through the commands, from a film in English to one in Ukrainian and back again."""

import pytest

FILM = """\
1
00:00:01,000 --> 00:00:03,000
The bridge over the Oskil,
which was blown up in March,

2
00:00:03,100 --> 00:00:05,000
was rebuilt in nine weeks. She looked

3
00:00:05,100 --> 00:00:07,000
at the water.

4
00:00:07,100 --> 00:00:09,000
- Is it cold?
- No.
"""
SENTENCES = [
    "The bridge over the Oskil, which was blown up in March, was rebuilt in nine weeks.",
    "She looked at the water.",
    "Is it cold?",
    "No.",
]
UKRAINIAN = dict(
    zip(
        SENTENCES,
        [
            "Міст через Оскіл, який підірвали в березні, відбудували за дев’ять тижнів.",
            "Вона подивилася на воду.",
            "Холодно?",
            "Ні.",
        ],
        strict=True,
    )
)
BUILT = """\
1
00:00:01,000 --> 00:00:03,000
Міст через Оскіл,
який підірвали в березні,

2
00:00:03,100 --> 00:00:05,000
відбудували за дев’ять тижнів.
Вона подивилася

3
00:00:05,100 --> 00:00:07,000
на воду.

4
00:00:07,100 --> 00:00:09,000
- Холодно?
- Ні.
"""
CATALOG = "locales/uk/LC_MESSAGES/film.po"


@pytest.fixture
def film(desk):
    desk.write("film.en.srt", FILM)
    desk.ok("update", "film.en.srt")
    return desk


def test_a_film_is_translated_sentence_by_sentence(film):
    assert list(film.targets(CATALOG)) == SENTENCES
    film.translate(CATALOG, UKRAINIAN)
    film.ok("build")
    assert film.read("film.uk.srt") == BUILT
    assert film.ok("build").out == ""
    assert film.states() == {"translated": 4}
    assert film.ok("segment", "film.uk.srt").out.splitlines() == list(UKRAINIAN.values())


def test_one_edited_word_is_told_and_its_cue_is_named(film):
    film.translate(CATALOG, UKRAINIAN)
    film.replace("film.en.srt", "nine weeks", "ten weeks")
    film.ok("update")
    assert film.states() == {"translated": 3, "stale": 1}
    assert "film.en.srt:3" in film.run("diff").out
    assert "{+ten+}" in film.run("diff").out
    # Other breaks of lines and cues change nothing.
    film.write(
        "film.en.srt",
        FILM.replace("Oskil,\nwhich", "Oskil, which").replace("weeks. She looked", "weeks. She"),
    )
    film.replace("film.en.srt", "at the water.", "looked at the water.")
    film.ok("update")
    assert film.states() == {"translated": 4}


def test_what_is_not_translated_is_left_out_with_its_cues(film):
    film.translate(CATALOG, {SENTENCES[1]: "Вона подивилася на воду.", "No.": "Ні."})
    film.ok("build", "--untranslated", "omit")
    assert film.read("film.uk.srt") == (
        "2\n00:00:03,100 --> 00:00:05,000\nВона подивилася\n\n"
        "3\n00:00:05,100 --> 00:00:07,000\nна воду.\n\n4\n00:00:07,100 --> 00:00:09,000\nНі.\n"
    )
    film.ok("undo")
    assert "film.uk.srt" not in film.files()


def test_cue_by_cue_by_configuration(desk):
    desk.write("dvomova.toml", '[[documents]]\npattern = "{path}.{lang}.srt"\nsubtitles = "cue"\n')
    desk.write("film.en.srt", FILM)
    desk.ok("update")
    before = list(desk.targets(CATALOG))
    assert before == [
        "The bridge over the Oskil, which was blown up in March,",
        "was rebuilt in nine weeks. She looked",
        "at the water.",
        "Is it cold?",
        "No.",
    ]
    desk.write("dvomova.toml", 'subtitles = "sentence"\n[[documents]]\npattern = "{path}.{lang}.srt"\n')
    desk.translate(CATALOG, lambda source: f"Пере {source}")
    desk.ok("update")
    assert desk.states() == {"translated": 2, "stale": 2}
    kept = " ".join([*desk.targets(CATALOG).values(), *desk.targets(CATALOG, obsolete=True).values()])
    assert all(f"Пере {text}" in kept for text in before)


def test_subtitles_of_another_kind_are_refused(desk):
    desk.write("dvomova.toml", 'subtitles = "line"\n')
    outcome = desk.run("status")
    assert outcome.code == 2
    assert "sentence, cue" in outcome.err


def test_a_letter_that_the_encoding_lacks_is_told(desk):
    desk.write("dvomova.toml", 'encoding = "windows-1252"\n')
    desk.write("film.en.srt", FILM)
    desk.ok("update", "film.en.srt")
    desk.translate(CATALOG, UKRAINIAN)
    outcome = desk.run("build")
    assert outcome.code == 3
    assert "film#" in outcome.err
    assert "М" in outcome.err


def test_a_sentence_with_fewer_words_than_cues_is_named_and_its_source_stays(film):
    film.replace("film.en.srt", " She looked\n\n3", "\n\n3")
    film.replace("film.en.srt", "at the water.", "She looked at the water.")
    film.ok("update")
    film.translate(CATALOG, {**UKRAINIAN, SENTENCES[0]: "Відбудовано."})
    outcome = film.run("build")
    assert outcome.code == 1
    assert "film#" in outcome.err + outcome.out
    assert film.read("film.uk.srt").startswith(FILM.partition(" She")[0])
