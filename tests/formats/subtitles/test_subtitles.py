"""Subtitles: golden files, what is a segment, how translations are laid over cues, sloppy files."""

from pathlib import Path

import pytest

from dvomova import registry
from dvomova.document import Recipe, parse, rebuild, rebuild_verified, without
from dvomova.errors import FileError
from dvomova.formats.base import ReadOptions
from dvomova.formats.subtitles import SubRip, WebVTT
from dvomova.segmenters.paragraphs import Paragraphs
from dvomova.segmenters.sentences import Sentences

CASES = sorted(
    path
    for path in (Path(__file__).parents[2] / "cases" / "subtitles").iterdir()
    if path.suffix in {".srt", ".vtt"}
)
SRT = Recipe(SubRip(), Sentences())
VTT = Recipe(WebVTT(), Sentences())
BY_CUE = Recipe(SubRip(), Sentences(), ReadOptions(subtitles="cue"))


def srt(*texts, pause=0.1):
    """A SubRip file of cues of two seconds each."""
    cues = []
    for number, text in enumerate(texts, 1):
        at = 1 + (number - 1) * (2 + pause)
        cues.append(f"{number}\n{_time(at)} --> {_time(at + 2)}\n{text}\n")
    return "\n".join(cues)


def _time(seconds):
    milliseconds = round(seconds * 1000)
    return f"00:{milliseconds // 60000:02}:{milliseconds // 1000 % 60:02},{milliseconds % 1000:03}"


def texts(source, recipe=SRT):
    return [segment.text for segment in parse(source, recipe, language="en").segments]


def built(source, *translations, recipe=SRT):
    """What each cue says in the built file."""
    document = parse(source, recipe, language="en")
    text, broken = rebuild_verified(document, recipe, translations)
    assert not broken
    return said(text)


def said(text):
    return [cue.partition("\n")[2].partition("\n")[2] for cue in text.rstrip("\n").split("\n\n")]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_golden_files(case):
    recipe = {".srt": SRT, ".vtt": VTT}[case.suffix]
    data = case.read_bytes()
    source = recipe.decode(data, case.name)
    document = parse(source, recipe, language="en")
    found = [f"{segment.kind}\t{segment.line}\t{segment.text}" for segment in document.segments]
    found += [f"skipped\t{line}\t{what}" for line, what in document.reading.skipped]
    assert found == case.with_suffix(".segments").read_text("utf-8").splitlines()
    assert recipe.encode(rebuild(document, recipe, [None] * len(document.segments)), data) == data
    translations = case.with_suffix(".uk").read_text("utf-8").splitlines()
    text, broken = rebuild_verified(document, recipe, translations)
    assert not broken
    assert recipe.encode(text, data) == case.with_suffix(".built").read_bytes()
    assert texts(text, recipe) == translations


@pytest.mark.parametrize("suffix", [".srt", ".vtt", ".VTT"])
def test_they_are_found_by_suffix(suffix):
    form = registry.load("formats", registry.format_of(suffix))
    assert suffix.lower() in form.suffixes


# What is a segment.


@pytest.mark.parametrize(
    ("cues", "segments"),
    [
        (["One goes", "on. Two", "too."], ["One goes on.", "Two too."]),
        (["One goes\non and on."], ["One goes on and on."]),
        (["Dr.", "Smith came."], ["Dr. Smith came."]),
        (["- Hello.\n- Hi."], ["Hello.", "Hi."]),
        (["-Hello.\n-Hi."], ["Hello.", "Hi."]),
        (["– Вітаю.\n— привіт."], ["Вітаю.", "привіт."]),
        (["Hello.\n- Hi."], ["Hello.", "Hi."]),
        (["<i>- Hello.\n- Hi.</i>"], ["Hello.", "Hi."]),
        (["<i>- Hello.</i>\n- <i>Hi.</i>"], ["Hello.", "Hi."]),
        (["- It was\ncold.\n- Was it?"], ["It was cold.", "Was it?"]),
        # One speaker alone keeps the dash, in the middle of a sentence too; and a minus is none.
        (["- Hello."], ["- Hello."]),
        (["It was\n— as always — late."], ["It was — as always — late."]),
        (["— It was\n— as always."], ["It was", "as always."]),
        (["It was\n-40 there."], ["It was -40 there."]),
        (["I think", "- that it is.\n- No."], ["I think", "that it is.", "No."]),
        (["♪ La la ♪", "♪ la la"], ["La la", "la la"]),
        (["<i>♪ La la ♪</i>", "and then"], ["La la", "and then"]),
        (["♪ La la la\n♪ lo lo lo"], ["La la la", "lo lo lo"]),
        (["♪", "♪♪ # ♪"], []),
        (["But I—", "MAN: Wait."], ["But I—", "MAN: Wait."]),
        (["So we went", "ЖІНКА 2: Стій!"], ["So we went", "ЖІНКА 2: Стій!"]),
        (["No.\nMAN: Wait."], ["No.", "MAN: Wait."]),
        (["THEN HE", "SAID: GO."], ["THEN HE SAID: GO."]),
        (
            ["[applause]", "Thank you. (laughs)", "Now then."],
            ["[applause]", "Thank you.", "(laughs)", "Now then."],
        ),
        (["He said (and", "laughed) no."], ["He said (and laughed) no."]),
        (["It is\n\nnot over."], ["It is not over."]),
        (["2022", "10:40"], []),
        (["{\\an8}Up here", "{\\pos(1,2)}and there."], ["Up here and there."]),
        (["<i>It was</i>", "<i>long.</i>"], ["It was long."]),
        (["It <i>was</i>", "<i>long</i> ago."], ["It <i>was long</i> ago."]),
        (["It <i>was</i>", "<i>very</i>", "<i>long</i> ago."], ["It <i>was very long</i> ago."]),
        (["<i>It was</i>", "<b>long.</b>"], ["It was long."]),
        (["It <b><i>was</i></b>", "<b><i>long</i></b> ago."], ["It <b><i>was long</i></b> ago."]),
        (["<i>It was</i>\n<i>long.</i>"], ["It was long."]),
        (["a <i>b</i>\n<i>c</i> d."], ["a <i>b c</i> d."]),
        (['a <font color="red">b</font> c <font color="red">d</font>.'], ["a <1>b</1> c <1>d</1>."]),
        (['a <font size="1">b</font> c <font size=2>d.'], ["a <1>b</1> c <2/>d."]),
        (["{\\i1}a{\\i0} b."], ["<1/>a<2/> b."]),
        (["It is <1> or </2>."], ["It is <1/> or <2/>."]),
        (["a <laughs> b"], ["a <laughs> b"]),
        (["Fish & chips &amp; <3"], ["Fish & chips &amp; <3"]),
    ],
)
def test_what_is_a_segment(cues, segments):
    assert texts(srt(*cues)) == segments


def test_marks_alone_in_their_cues_are_no_numbers():
    """Wherever the cues of a translation end, its segments are those of the source."""
    source = srt("So it would be.", ".", ".", "Oh yes.", "1", "2", pause=0)
    found = parse(source, SRT, language="en")
    assert [segment.text for segment in found.segments] == ["So it would be. . .", "Oh yes. 1"]


def test_another_speaker_is_another_segment_wherever_the_label_stands():
    source = srt("MAN: Which way? YOGI: But I feel it.", "It says NASA: no. ЖІНКА 2: Так.", pause=0)
    found = parse(source, Recipe(SubRip(), Paragraphs()), language="en")
    assert [segment.text for segment in found.segments] == [
        "MAN: Which way?",
        "YOGI: But I feel it. It says NASA: no.",
        "ЖІНКА 2: Так.",
    ]


def test_a_long_pause_ends_a_sentence():
    assert texts(srt("One goes", "on.", pause=2.9)) == ["One goes on."]
    assert texts(srt("One goes", "on.", pause=3.1)) == ["One goes", "on."]


def test_a_cue_without_words_ends_a_sentence():
    assert texts(srt("One goes", "♪♪", "on.")) == ["One goes", "on."]
    assert texts(srt("One goes", "", "on.")) == ["One goes", "on."]


def test_what_nobody_set_marks_in_is_left_as_the_cues_have_it():
    plain = [f"and then number {chr(97 + number)}" for number in range(20)]
    assert texts(srt("It began.", *plain)) == ["It began.", *plain]
    assert texts(srt(*plain[:6])) == [" ".join(plain[:6])]
    titled = ["We open it", "We look inside", "We close it", "Here we are"]
    assert texts(srt(*titled)) == titled


@pytest.mark.parametrize(
    ("cues", "segments"),
    [
        (["One goes", "on. Two", "too."], ["One goes", "on. Two", "too."]),
        (["- Hello. You.\n- Hi."], ["Hello. You.", "Hi."]),
        (["[applause]\nMAN: Hi."], ["[applause] MAN: Hi."]),
    ],
)
def test_cue_by_cue(cues, segments):
    assert texts(srt(*cues), BY_CUE) == segments


def test_cue_by_cue_it_is_laid_in_the_lines_of_a_cue():
    recipe = BY_CUE
    source = srt("- Hello.\n- Hi.", "Two")
    long = "Дуже довга відповідь, яка не стає в один рядок."
    assert built(source, long, "Так.", long, recipe=recipe) == [
        f"- {long}\n- Так.",
        "Дуже довга відповідь,\nяка не стає в один рядок.",
    ]


def vtt(*cues):
    return "WEBVTT\n\n" + "".join(
        f"00:0{number}.000 --> 00:0{number + 1}.000\n{text}\n\n" for number, text in enumerate(cues, 1)
    )


@pytest.mark.parametrize(
    ("cues", "segments"),
    [
        (["<v Anna>One goes</v>", "<v Anna>on."], ["One goes on."]),
        (["<v Anna>One goes", "<v Bo>on."], ["One goes", "on."]),
        (["<v Anna>One.\n<v Bo>Two."], ["One.", "Two."]),
        (["<v.loud Anna><i>One.</i></v>"], ["One."]),
        (["<c.a.b>One</c>", "two."], ["One two."]),
        (["One <c.a.b>two</c> <lang en>three</lang>."], ["One <1>two</1> <2>three</2>."]),
        (["One <c>two</c> <ruby>三<rt>san</rt></ruby>."], ["One <c>two</c> <ruby>三<rt>san</rt></ruby>."]),
        (["<00:01.500>One <00:01.800>two."], ["<1/>One <2/>two."]),
        (["a&nbsp;b &amp; c &lt; d &gt; e&lrm;."], ["a\u00a0b & c < d > e&lrm;."]),
        (
            ["&lt;i> &lt;/i> &lt;1> &amp;amp; &amp;#1; R&D R&amp;D."],
            ["&lt;i> &lt;/i> &lt;1> &amp;amp; &amp;#1; R&D R&D."],
        ),
        (["One\n \ntwo."], ["One two."]),
    ],
)
def test_what_is_a_segment_of_web_subtitles(cues, segments):
    assert texts(vtt(*cues), VTT) == segments


# How translations are laid.


@pytest.mark.parametrize(
    ("cues", "translations", "result"),
    [
        (
            ["One goes", "on. Two", "too."],
            ["Раз і два.", "Три і чотири."],
            ["Раз", "і два. Три", "і чотири."],
        ),
        (["One goes", "on. Two", "too."], ["Раз і два.", None], ["Раз", "і два. Two", "too."]),
        # What is translated by itself changes nothing in how it is laid.
        (["One\ngoes", "on\nand on."], ["One goes on and on."], ["One\ngoes", "on\nand on."]),
        (["One\ngoes on. Two."], [None, "Два."], ["One goes on. Два."]),
        (["<i>It was</i>", "<i>long.</i>"], ["Було довго."], ["<i>Було</i>", "<i>довго.</i>"]),
        (["{\\an8}Up here."], ["Тут угорі."], ["{\\an8}Тут угорі."]),
        (["♪ La la ♪"], ["Ля ля"], ["♪ Ля ля ♪"]),
        (["[applause]\nYes."], ["[оплески]", "Так."], ["[оплески]\nТак."]),
        (["Yes.\nMAN: No."], ["Так.", "ЧОЛОВІК: Ні."], ["Так.\nЧОЛОВІК: Ні."]),
        (["No one."], ["Ніхто <i>там</i>."], ["Ніхто <i>там</i>."]),
        # Markup around all of a cue is the cue's, in a translation too.
        (["The <i>Odyssey</i>"], ["<i>Одіссея</i>"], ["<i>Одіссея</i>"]),
        (['The <font color="red">sea</font>'], ["<1>Море</1>"], ['<font color="red">Море</font>']),
        # A reporting dash, or a second one, is no other speaker.
        (["“Hi,” he said."], ["— Вітаю, — сказав він."], ["— Вітаю, — сказав він."]),
        (["- Hi.\n- Yes."], ["— Вітаю.", "- Так."], ["- — Вітаю.\n- - Так."]),
        # Fewer words than cues: a cue that says something else goes without.
        (["One. Two", "of them."], ["Раз.", "Два."], ["Раз.", "Два."]),
        (["One goes", "on. Two."], ["Раз.", "Два."], ["Раз.", "Два."]),
    ],
)
def test_how_translations_are_laid(cues, translations, result):
    assert built(srt(*cues), *translations) == result


def test_no_cue_is_left_empty():
    source = srt("One goes on", "and on", "and on.", "Two.")
    document = parse(source, SRT, language="en")
    text, broken = rebuild_verified(document, SRT, ["Раз два.", "Три."])
    assert broken == [0]
    assert said(text) == ["One goes on", "and on", "and on.", "Три."]


@pytest.mark.parametrize(
    ("source", "translation"),
    [
        (srt("- One.\n- Two."), "Раз\n- два"),
        (srt("One."), "Раз\n\n7\n00:00:09,000 --> 00:00:10,000\nдва"),
        (srt("One."), ""),
    ],
)
def test_line_ends_of_a_translation_mean_nothing(source, translation):
    document = parse(source, SRT, language="en")
    text, broken = rebuild_verified(document, SRT, [translation, *[None] * (len(document.segments) - 1)])
    assert broken == ([] if translation else [0])
    assert len(said(text)) == 1


@pytest.mark.parametrize(
    "translation", ["00:00:09,000 --> 00:00:10,000 x", "a <1>b", "<2>a</2>", "a </1>b<1>"]
)
def test_what_would_break_a_cue_is_left_out(translation):
    source = srt('a <font color="red">b</font> c.', "Two.", "Three.")
    document = parse(source, SRT, language="en")
    count = len(document.segments)
    text, broken = rebuild_verified(document, SRT, [translation, *["Два."] * (count - 1)])
    assert broken == [0]
    assert said(text)[0] == 'a <font color="red">b</font> c.'
    assert said(text)[2] == "Два."


def test_web_subtitles_are_escaped():
    source = vtt("a <c.x>b</c> c.")
    document = parse(source, VTT, language="en")
    text, broken = rebuild_verified(document, VTT, ["1 < 2 & 3 --> <1>4</1> <i>x</i> &lrm;\u00a0."])
    assert not broken
    assert "1 &lt; 2 &amp; 3 --&gt; <c.x>4</c> <i>x</i> &lrm;\u00a0." in text


def test_a_broken_translation_is_found_among_thousands_without_reading_all_of_them_each_time(monkeypatch):
    source = srt(*(f"This is number {number}\nof them." for number in range(2_000)), pause=0)
    document = parse(source, SRT, language="en")
    assert len(document.reading.blocks) == 1
    read = []
    reading = SubRip.read
    monkeypatch.setattr(
        SubRip, "read", lambda self, text, options: read.append(len(text)) or reading(self, text, options)
    )
    translations = [
        "00:00:09,000 --> 00:00:10,000" if number % 10 == 0 else "Так." for number in range(2_000)
    ]
    _text, broken = rebuild_verified(document, SRT, translations)
    assert broken == list(range(0, 2_000, 10))
    assert sum(read) < 12 * len(source)


# What goes when nothing is published there.


@pytest.mark.parametrize(
    ("cues", "gone", "left"),
    [
        (["One.", "Two.", "Three."], {1}, ["One.", "Three."]),
        (["One goes", "on. Two", "too."], {0}, ["Two", "too."]),
        (["One goes", "on. Two", "too."], {1}, ["One goes", "on."]),
        (["One. Two.\nThree."], {1}, ["One. Three."]),
        (["One. Two.\nThree."], {0, 2}, ["Two."]),
        (["- Hello.\n- Hi."], {0}, ["Hi."]),
        (["- Hello.\n<i>- Hi.</i>"], {0}, ["<i>Hi.</i>"]),
        (["- Hello.\n- Hi."], {1}, ["Hello."]),
        (["- 7!\n- Hi."], {0}, ["7!"]),
        (["One.", "- Hello.\n- Hi."], {1, 2}, ["One."]),
        (["One.", "2022", "Two."], {0}, ["2022", "Two."]),
    ],
)
def test_cues_go_with_what_they_say(cues, gone, left):
    source = srt(*cues)
    document = parse(source, SRT, language="en")
    assert said(without(document, SRT, gone)) == left


# Files as people have them.


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff", "\n\n"])
def test_line_ends_and_marks_at_the_head_stay(line_end, begin):
    source = (begin + srt("One goes\non", "and on.")).replace("\n", line_end)
    document = parse(source, SRT, language="en")
    assert [segment.text for segment in document.segments] == ["One goes on and on."]
    text = rebuild(document, SRT, ["Дуже довгий рядок, який не стає в один рядок, а далі щось іще і ще."])
    assert text.count(line_end) == source.count(line_end)
    assert text.replace(line_end, "").count("\n") == 0


@pytest.mark.parametrize(
    ("source", "segments"),
    [
        ("", []),
        ("\ufeff", []),
        ("1", []),
        ("One line of text", []),
        ("00:00:01,000 --> 00:00:02,000", []),
        ("00:00:01,000 --> 00:00:02,000\nOne", ["One"]),
        ("1\n00:00:01.000 --> 00:00:02.000\nOne\n2\n00:00:02.000 --> 00:00:03.000\ntwo", ["One two"]),
        ("1\n0:0:1 -> 0:0:2\nOne", ["One"]),
        ("-00:00:01,000 --> 00:00:02,000 \nOne", ["One"]),
        (
            "7\n00:00:01,000 --> 00:00:02,000\nOne\n\n\n1984\n\n8\n00:00:02,000 --> 00:00:03,000\ntwo",
            ["One 1984 two"],
        ),
        ("[Script Info]\n1\n00:00:01,000 --> 00:00:02,000\nOne", ["One"]),
    ],
)
def test_sloppy_files(source, segments):
    assert texts(source) == segments
    document = parse(source, SRT, language="en")
    assert rebuild(document, SRT, [None] * len(document.segments)) == source


def test_text_in_no_cue_is_told():
    found = SubRip().read("Hello\n\nYou\nthere\n", ReadOptions()).skipped
    assert [line for line, _what in found] == [1, 3]
    found = (
        WebVTT()
        .read("WEBVTT\nx: y\n\nNOTE a\nb\n\n00:01.000 --> 00:02.000\nHi\n\nlost\n", ReadOptions())
        .skipped
    )
    assert [line for line, _what in found] == [10]


def test_legacy_encodings():
    options = ReadOptions(encoding="windows-1251")
    data = srt("Привіт, «світе».").encode("windows-1251")
    recipe = Recipe(SubRip(), Sentences(), options)
    document = parse(recipe.decode(data, "a.srt"), recipe, language="uk")
    assert [segment.text for segment in document.segments] == ["Привіт, «світе»."]
    assert recipe.encode(rebuild(document, recipe, ["Hello, “world”."]), data).decode("windows-1251") == srt(
        "Hello, “world”."
    )
    with pytest.raises(FileError) as caught:
        SRT.decode(data, "a.srt")
    assert caught.value.line == 3
    wide = srt("Привіт.").encode("utf-16")
    assert texts(SRT.decode(wide, "a.srt")) == ["Привіт."]
    assert SRT.encode(SRT.decode(wide, "a.srt"), wide) == wide
