"""check: cues of a film that hold too much, or are gone before they are read."""

import pytest

FILM = """\
1
00:00:01,000 --> 00:00:04,000
The bridge over the Oskil,
which was blown up in March,

2
00:00:04,100 --> 00:00:06,600
was rebuilt in nine weeks. She looked

3
00:00:06,700 --> 00:00:08,700
at the water.

4
00:00:08,800 --> 00:00:10,300
- Is it cold?
- No.
"""
RIGHT = {
    "The bridge over the Oskil, which was blown up in March, was rebuilt in nine weeks.": (
        "Міст через Оскіл, який підірвали в березні, відбудували за дев’ять тижнів."
    ),
    "She looked at the water.": "Вона подивилася на воду.",
    "Is it cold?": "Холодно?",
    "No.": "Ні.",
}
FIRST = next(iter(RIGHT))
LONG = "Міст через Оскіл, який підірвали торік у березні, відбудували за якихось дев’ять тижнів."
CATALOG = "locales/uk/LC_MESSAGES/film.po"
CUES = [
    "Міст через Оскіл, / який підірвали торік у березні,",
    "відбудували за якихось дев’ять тижнів. / Вона подивилася",
]
"""Of 49 and 54 characters, each line end being one; shown for 3 and 2.5 seconds."""
TOO_FAST = f"22 characters a second, and 20 can be read: {CUES[1]}"


@pytest.fixture
def film(desk):
    desk.write("film.en.srt", FILM)
    desk.ok("update", "film.en.srt")
    return desk


@pytest.fixture
def long(film):
    film.translate(CATALOG, {**RIGHT, FIRST: LONG})
    return film


def told(desk, *names):
    outcome = desk.ok("check", "--select", "subtitle", "--json", *names)
    return [(one["severity"], one["message"]) for one in outcome.json["findings"]]


def test_a_film_that_can_be_read_is_silent(film):
    film.translate(CATALOG, RIGHT)
    film.ok("build")
    assert told(film) == told(film, "film.en.srt", "film.uk.srt") == []


@pytest.mark.parametrize("name", ["film", CATALOG, "film.en.srt"])
def test_each_cue_is_looked_at_as_it_is_laid(long, name):
    # The second cue says the end of one sentence and the beginning of the next.
    assert told(long, name) == [("warning", TOO_FAST)]


def test_the_place_is_what_the_cue_says_of_the_sentence(long):
    [finding] = long.ok("check", "--select", "subtitle", "--json").json["findings"]
    [place] = [span for span in finding["spans"] if span["side"] == "target"]
    assert LONG[place["start"] : place["end"]] == "відбудували за якихось дев’ять тижнів."


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("reading-speed = 22", []),
        (
            "reading-speed = 16",
            ["17 characters a second, and 16 can be read", "22 characters a second, and 16 can"],
        ),
        ("reading-speed = 0", []),
        ("subtitle-line = 37\nreading-speed = 0", ["a line of 38 characters, and 37 at the most"]),
        ("subtitle-lines = 1\nreading-speed = 0", ["a cue of 2 lines, and 1 at the most"] * 3),
    ],
)
def test_the_house_says_how_fast_its_readers_are(long, rules, found):
    long.write("dvomova.toml", f"[check]\n{rules}\n")
    messages = [message for _severity, message in told(long)]
    assert [message[: len(start)] for message, start in zip(messages, found, strict=True)] == found


def test_a_line_of_no_characters_is_refused(desk):
    desk.write("dvomova.toml", "[check]\nsubtitle-line = 0\n")
    outcome = desk.run("check")
    assert (outcome.code, "must be 1 or more" in outcome.err) == (2, True)


def test_a_cue_that_is_as_fast_in_the_original_is_for_a_look(film):
    film.replace("film.en.srt", "00:00:04,000", "00:00:03,000")
    film.ok("update")
    film.translate(CATALOG, RIGHT)
    film.ok("build")
    expected = [
        ("info", "22 characters a second, and 20 can be read: Міст через Оскіл, / який підірвали в березні,")
    ]
    assert told(film) == told(film, "film.en.srt", "film.uk.srt") == expected


def test_two_finished_films_are_read_as_they_are(long):
    long.ok("build")
    assert told(long, "film.en.srt", "film.uk.srt") == [("warning", TOO_FAST)]
    long.replace("film.uk.srt", "Вона подивилася", "Вона\nподивилася")
    lines = TOO_FAST.partition(": ")[2].replace("Вона подив", "Вона / подив")
    assert ("warning", f"a cue of 3 lines, and 2 at the most: {lines}") in told(
        long, "film.en.srt", "film.uk.srt"
    )


def test_two_speakers_are_read_in_the_time_of_their_cue(film):
    film.translate(CATALOG, {**RIGHT, "Is it cold?": "Вода ж холодна?", "No.": "Ні, ти сама спробуй."})
    [(severity, message)] = told(film)
    assert (severity, message) == (
        "warning",
        "24 characters a second, and 20 can be read: Вода ж холодна? / Ні, ти сама спробуй.",
    )


def test_cues_without_markup_and_of_webvtt(desk):
    cue = "WEBVTT\n\n00:01.000 --> 00:03.000\n{}\n"
    desk.write("film.en.vtt", cue.format("<c.yellow>Nobody crossed the <i>river</i> &amp; lived.</c>"))
    desk.ok("update", "film.en.vtt")
    text = "Ніхто не перейшов <i>річку</i> й не лишився жити."
    desk.translate(CATALOG, {"Nobody crossed the <i>river</i> & lived.": text})
    [(_severity, message)] = told(desk)
    assert message.endswith("Ніхто не перейшов річку й не лишився жити.")
    desk.replace("film.en.vtt", "00:03.000", "00:01.000")  # a cue without a time is not read too fast
    desk.ok("update")
    assert told(desk) == []


def test_what_is_not_finished_is_not_looked_at_and_of_a_film_that_is_gone_the_length_is(long):
    long.replace(CATALOG, f'msgid "{FIRST}"', f'#, fuzzy\nmsgid "{FIRST}"')
    assert told(long) == []
    long.replace(CATALOG, f'#, fuzzy\nmsgid "{FIRST}"', f'msgid "{FIRST}"')
    (long.root / "film.en.srt").unlink()
    assert told(long, CATALOG) == [("warning", "88 characters, and its cues have room for 84")]
