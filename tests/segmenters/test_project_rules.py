"""A project's own rules, exceptions and short segments, and what explains each boundary."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvomova.errors import FileError
from dvomova.segmenters.enclosures import Watch
from dvomova.segmenters.sentences import Boundary, Sentences
from dvomova.segmenters.srx import read

CASES = Path(__file__).parents[1] / "cases" / "srx"


def srx(*rules, name="prose.srx"):
    """A file of (break, before, after), for every language."""
    lines = "".join(
        f"\n<rule break='{answer}'><beforebreak><![CDATA[{before}]]></beforebreak>"
        f"<afterbreak><![CDATA[{after}]]></afterbreak></rule>"
        for answer, before, after in rules
    )
    return read(
        f"<srx><languagerules><languagerule languagerulename='Prose'>{lines}</languagerule></languagerules>"
        "<maprules><languagemap languagepattern='.*' languagerulename='Prose'/></maprules></srx>",
        name,
    )


def pieces(sentences, text, language="uk"):
    return [text[start:end] for start, end in sentences.split(text, language)]


COLON = srx(("yes", ":", r"\s"))
LINES = srx(("yes", r"\n", ""))


@pytest.mark.parametrize(
    ("file", "parts"),
    [
        (COLON, ["Слухайте:", "він прийшов.", "Так:", "ось."]),
        (srx(("no", r"Дія\.", r"\s")), ["Застосунок Дія. Підпис є.", "Кінець."]),
        (srx(("no", r"Дія\.\s+", "Підпис")), ["Застосунок Дія. Підпис є.", "Кінець."]),
        (srx(("yes", r"вул\.", r"\s")), ["Тут вул.", "Садова."]),
        (srx(("yes", r"\bт\.\s", "д")), ["І т.", "д. так."]),
        (srx(("yes", ";", "")), ["Один;", "два;", "три."]),
        (srx(("yes", "。", "")), ["甲。", "乙。", "丙"]),
        (srx(("no", r"\.", r"\s"), ("yes", r"\.", r"\s")), ["Ні. Так. Усе."]),
        (srx(("yes", r"\(а\)", r"\s")), ["Він (а)", "прийшов (б. В. Г) сюди.", "Так."]),
    ],
)
def test_rules_of_the_project_are_asked_first(file, parts):
    joint = "" if "甲" in parts[0] else " "
    text = joint.join(parts).replace("; три", ";три")
    assert pieces(Sentences((file,)), text) == parts


def test_files_are_asked_in_their_order():
    yes, no = srx(("yes", "x", r"\s")), srx(("no", "x", r"\s"))
    assert len(pieces(Sentences((yes, no)), "x y")) == 2
    assert len(pieces(Sentences((no, yes)), "x y")) == 1


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("**Дія.** Підпис. Так.", ["**Дія.** Підпис.", "Так."]),
        ("_Дія_. Підпис. Так.", ["_Дія_. Підпис.", "Так."]),
        ("[Дія](https://a.b/c). Підпис.", ["[Дія](https://a.b/c). Підпис."]),
        ("[Дія.](x 'Y. Z') Підпис.", ["[Дія.](x 'Y. Z') Підпис."]),
        ("[Дія][ref]. Підпис.", ["[Дія][ref]. Підпис."]),
        ("Дія.[^1] Підпис.", ["Дія.[^1] Підпис."]),
        ("<b>Дія</b>. Підпис.", ["<b>Дія</b>. Підпис."]),
        ("<1>Дія.</1> Підпис.", ["<1>Дія.</1> Підпис."]),
        ("Дія\\. Підпис.", ["Дія\\. Підпис."]),
        ("Д**і**я. Підпис.", ["Д**і**я. Підпис."]),
        ("Ця\n**Дія.**\nПідпис.", ["Ця\n**Дія.**\nПідпис."]),
        ("![Дія](a.png). Підпис.", ["![Дія](a.png). Підпис."]),
        ("`Дія`. Підпис.", ["`Дія`.", "Підпис."]),
        ("\\*Дія. Підпис.", ["\\*Дія. Підпис."]),
        ("5 * Дія. Підпис.", ["5 * Дія. Підпис."]),
    ],
)
def test_rules_see_no_markup(source, parts):
    assert pieces(Sentences((srx(("no", r"\bДія\.", " ")),)), source) == parts


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Один:\nдва", ["Один:", "два"]),
        ("**Один:** два", ["**Один:**", "два"]),
        ("Один: **два**", ["Один:", "**два**"]),
        ("**Один: два**", ["**Один: два**"]),
        ("[Один: два](x: y) три: чотири", ["[Один: два](x: y) три:", "чотири"]),
        ("`Один: два` три: чотири", ["`Один: два` три:", "чотири"]),
        ("{{ a: b }} три: чотири", ["{{ a: b }} три:", "чотири"]),
        ("<b>Один:</b> <i>два</i>", ["<b>Один:</b>", "<i>два</i>"]),
        ("(Один: два) три", ["(Один:", "два) три"]),
        ("Один:[^1] два", ["Один:[^1]", "два"]),
    ],
)
@pytest.mark.parametrize("built_in", [True, False])
def test_markup_is_protected_from_rules(source, parts, built_in):
    assert pieces(Sentences((COLON,), built_in=built_in), source) == parts


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("甲。乙", ["甲。", "乙"]),
        ("<b>甲。</b>乙", ["<b>甲。</b>", "乙"]),
        ("甲。**乙**", ["甲。", "**乙**"]),
        ("**甲。乙**", ["**甲。乙**"]),
        ("甲。[乙](x)", ["甲。", "[乙](x)"]),
    ],
)
def test_breaks_without_white_space_cut_no_markup(source, parts):
    assert pieces(Sentences((srx(("yes", "。", "")),)), source) == parts


def test_only_hard_line_breaks_are_line_breaks():
    text = "Рядок\nдалі  \nДругий\\\nТретій<br>\nЧетвертий"
    want = ["Рядок\nдалі", "Другий\\", "Третій<br>", "Четвертий"]
    assert pieces(Sentences((LINES,), built_in=False), text) == want
    assert pieces(Sentences((LINES,)), "Рядок [^1]  \nДругий") == ["Рядок [^1]", "Другий"]


@pytest.mark.parametrize(
    ("file", "language", "parts"),
    [
        ("omegat", "uk", ["На вул. Садовій.", "Див.", "О. Гончар."]),
        ("omegat", "en", ["Mr. Fox etc.", "Said so."]),
    ],
)
def test_a_team_may_bring_all_its_rules(file, language, parts):
    rules = read((CASES / f"{file}.srx").read_text("utf-8"), f"{file}.srx")
    assert pieces(Sentences((rules,), built_in=False), " ".join(parts), language) == parts


@pytest.mark.parametrize("path", sorted(CASES.glob("*.srx")), ids=lambda path: path.stem)
def test_alone_a_file_gives_its_own_segments(path):
    sentences = Sentences((read(path.read_text("utf-8"), path.name),), built_in=False)
    for language, texts in json.loads(path.with_suffix(".json").read_text("utf-8")).items():
        for segments in texts:
            text = "".join(segments).replace("\n", "  \n")
            want = [segment.strip() for segment in segments if segment.strip()]
            assert pieces(sentences, text, language) == want


def test_without_any_rule_there_is_one_segment():
    assert pieces(Sentences(built_in=False), " Перше. Друге.\n") == ["Перше. Друге."]


@pytest.mark.parametrize(
    ("exception", "text", "count"),
    [
        ("Укрзалізниця.", "Це Укрзалізниця. Новини тут. Так.", 2),
        ("Укрзалізниця.", "Це **Укрзалізниця.** Новини тут. Так.", 2),
        ("Укрзалізниця.", "Це\nУкрзалізниця.\nНовини тут. Так.", 2),
        ("а. е.", "Одна а.\u00a0е. Він знає. Так.", 2),
        ("дія.", "Це дія. Новини тут. Так.", 2),
        ("дія.", "Це недія. Новини тут. Так.", 3),
        ("(так!)", "Він (так!) Вона. Так.", 2),
        ("C++.", "Пише на C++. Вона теж. Так.", 2),
        (r"\Ea.", r"Пише \Ea. Вона теж. Так.", 2),
    ],
)
def test_exceptions_in_plain_text(exception, text, count):
    assert len(pieces(Sentences(never_after=(exception,)), text)) == count


def test_an_exception_outweighs_a_rule():
    text = "Це Дія. Підпис: так."
    sentences = Sentences((srx(("yes", r"\.", r"\s"), ("yes", r"\.\s", "")),), never_after=("Дія.",))
    assert pieces(sentences, text) == [text]


@pytest.mark.parametrize(
    ("shortest", "parts"),
    [
        (0, ["Ні.", "Так.", "Він приїхав сюди вчора.", "Ура!"]),
        (1, ["Ні.", "Так.", "Він приїхав сюди вчора.", "Ура!"]),
        (2, ["Ні. Так.", "Він приїхав сюди вчора. Ура!"]),
        (3, ["Ні. Так. Він приїхав сюди вчора. Ура!"]),
        (2, ["Він приїхав.", "Вона поїхала. Ні. Так."]),
        (2, ["Ні.", "Він приїхав сюди."]),
        (3, ["А він там. Так."]),
        (2, ["Пишайтеся!", "Люди різні тут."]),
        (2, ["Так. Ні.\\", "Він сам."]),
        (2, ["Так.<br>", "Він сам."]),
    ],
)
def test_short_segments_are_joined(shortest, parts):
    text = " ".join(parts)
    text = text.replace("\\ ", "\\\n").replace("! Люди", "!Люди")
    if parts[0] == "Ні." and len(parts) == 2:
        text = "  \n".join(parts)
    assert pieces(Sentences(shortest=shortest), text) == parts


def rules_of(sentences, text):
    return [(text[: entry.end][-6:], entry.breaks, entry.rule) for entry in sentences.boundaries(text, "uk")]


@pytest.mark.parametrize(
    ("text", "breaks", "rule"),
    [
        ("У 2019 р. Він був.", True, "abbreviates: may_end"),
        ("На вул. Він був.", False, "abbreviates: never"),
        ("Рис. 5 тут", False, "abbreviates: number"),
        ("Т. Шевченко", False, "numbers_an_item"),
        ("Це Ж. Шевченко", False, "initial"),
        ("Дійшов. Сів", True, "prose.srx:Ends:1"),
        ("Дійшов! сів", False, "prose.srx:Small letters:3"),
        ("Пишайтеся!Люди", True, "prose.srx:Forgotten space:1"),
        ("Він пішов.Але", True, "forgets_a_space"),
        ("Це 3.14", False, "no rule"),
        ("[Це. Тут](x) так", False, "inside a link"),
        ("**Це. Тут** так", False, "inside emphasis"),
        ("`Це. Тут` так", False, "inside code"),
        ("<b>Це. Тут</b> так", False, "inside a tag"),
        ("a@b.Ua так", False, "inside an address"),
        ("{{a. B}} так", False, "inside a placeholder"),
        ("Він (це. Тут) так", False, "inside brackets"),
        ("Він: так", True, "prose.srx:Prose:1"),
        ("Йде Дія. Підпис", False, "exception “Дія.”"),
        ("Так. Він був тут", False, "shorter than 2 words"),
    ],
)
def test_what_decided(text, breaks, rule):
    shortest = 2 if "shorter" in rule else 0
    own = (COLON,) if "Prose" in rule else ()
    sentences = Sentences(own, never_after=("Дія.",), shortest=shortest)
    assert [entry for entry in rules_of(sentences, text) if entry[2] == rule][0][1] is breaks  # noqa: RUF015


def test_a_boundary_tells_where_both_segments_lie():
    assert Sentences().boundaries(" Так.  Він. ", "uk") == [
        Boundary(5, 7, breaks=True, rule="prose.srx:Ends:1")
    ]
    assert Sentences().boundaries(" \n", "uk") == []


def test_a_bad_expression_is_found_at_once():
    with pytest.raises(FileError, match=r"bad\.srx:3: rule 2 of “Prose”"):
        Sentences((srx(("no", "a", ""), ("yes", "(", ""), name="bad.srx"),))


PIECES = st.sampled_from(
    "Він пішов Дія р т. 5 Inc. the . . . ! ? … : ; ( ) [ ] « » ** * _ ` <b> </b> <br> ](x) ][r] [^1] \\ \\* "
    "https://x.org/a.b {{x:.}} — 。".split()
)
SPACES = st.sampled_from([" ", " ", "", "\n", "  \n", "\\\n", "\u00a0"])
TEXTS = st.lists(st.tuples(PIECES, SPACES), max_size=25).map(lambda parts: "".join(a + b for a, b in parts))
OPTIONS = st.builds(
    Sentences,
    st.sampled_from([(), (COLON,), (LINES,), (srx(("no", r"Дія\.", r"\s"), ("yes", r"[.;。]", "")), COLON)]),
    built_in=st.booleans(),
    never_after=st.sampled_from([(), ("Дія.", "т.")]),
    shortest=st.sampled_from([0, 2, 4]),
)


@settings(max_examples=500, deadline=None)
@given(OPTIONS, TEXTS)
def test_segments_and_gaps_give_the_text_back(sentences, text):
    position = 0
    for start, end in sentences.split(text, "uk"):
        assert position <= start < end
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@settings(max_examples=300, deadline=None)
@given(OPTIONS, TEXTS)
def test_segments_are_what_lies_between_the_boundaries_that_break(sentences, text):
    spans = sentences.split(text, "uk")
    entries = sentences.boundaries(text, "uk")
    assert [(entry.end, entry.next) for entry in entries if entry.breaks] == [
        (one.end, other.start) for one, other in pairwise(spans)
    ]
    assert [entry.end for entry in entries] == sorted({entry.end for entry in entries})
    assert all(entry.rule for entry in entries)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_foreign_rules_that_say_nothing_change_nothing(text):
    silent = srx(("no", "ґґґ", "ґґґ"))
    assert Sentences((silent,)).split(text, "uk") == Sentences().split(text, "uk")


@pytest.mark.parametrize("question", ["opening", "is_opaque", "is_sealed"])
@settings(max_examples=300, deadline=None)
@given(OPTIONS, st.text("аН(!)?.» *[]{}<b>`:1\n", max_size=30))
def test_no_question_is_asked_for_descending_places(question, sentences, text):
    asked = []
    answer = getattr(Watch, question)

    def noted(watch, place):
        asked.append(place)
        return answer(watch, place)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Watch, question, noted)
        sentences.split(text, "uk")
    assert asked == sorted(asked)
