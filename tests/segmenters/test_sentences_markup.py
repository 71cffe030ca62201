"""Inline markup: no break that would cut it, a break behind what belongs to the sentence."""

import json
import re
from pathlib import Path

import pytest

from dvomova.segmenters.enclosures import Watch, enclosures
from dvomova.segmenters.sentences import Sentences
from dvomova.text.markup import opaque

FOLDER = Path(__file__).parents[1] / "cases" / "sentences"
split = Sentences().split


def sentences_of(text):
    return [text[start:end] for start, end in split(text, "uk")]


def read_paragraphs():
    """Every case of two sentences or more that holds no sign of markup itself."""
    for path in sorted(FOLDER.glob("??-*.json")):
        for sentences in json.loads(path.read_text("utf-8")):
            if len(sentences) > 1 and not re.search(r"[*_~`<>\[\]()]", " ".join(sentences)):
                yield sentences


@pytest.mark.parametrize(
    "sentences",
    [
        ["**One. Two.**"],
        ["**One.**", "Two."],
        ["*One. Two.*", "Three."],
        ["***One. Two.***", "Three."],
        ["~~One. Two.~~", "Three."],
        ["He said **no.**", "She left."],
        ["__Увага.__", "Не **чіпайте. Ніколи** це.", "Так."],
        ["**Питання?**", "_Відповідь._", "Кінець."],
        ["*Note. **Bold. Word** more. Then.*", "Done."],
        ["A *stray.", "Sign"],
        ["Зірка \\*тут.", "І там\\*.", "Усе."],
        ["Дужка \\(тут.", "Друга там\\).", "Усе."],
        ["Вітаємо, {{ім’я.}} Іване."],
        ["Відкрийте [теку](..) Сергія.", "Так."],
        ["Text.[^1]", "Next one."],
        ["Text.[^note-2]", "«Next» one."],
        ["Text.<1/>", "Next <2/>.", "<3/> Third."],
        ["«Text.»<1/>", "«Next.<2/>»", "Third."],
        ["Ім’я змінено.*", "Він мовчить."],
        ["«Так.»", "Далі."],
        ["(Так.)", "Далі."],
        ["Use `a. B` now.", "Then."],
        ["Use ``a. ` B. C`` now.", "Then."],
        ["See [Link. Text](http://a.b/c) now.", "Next."],
        ['See [link](http://a.b/c "Title. Two") now.', "Next."],
        ["See [Link. Text][ref] now.", "Next."],
        ["[Перше речення.](https://a.b/c)", "Друге."],
        ["[Read this. See https://a.b/c](https://a.b/c) now.", "Next."],
        ['[https://a.b](https://a.b "One. Two.") is it.', "Next."],
        ['![One. https://a.b](a.png "Three. Four.") is it.', "Next."],
        ["[One. See www.a.b][ref] now.", "Next."],
        ["See https://a.b/`Code. More` now.", "Next."],
        ["Див. [[Вікі. Лінк]] тут.", "Далі."],
        ["Див. [[Вікі. Лінк|Слова. Інші]] тут.", "Далі."],
        ["[[1].", "Далі] тут."],
        ["Так {name. Other} тут.", "Далі."],
        ["Так %{name. Other} і ${name. Other} тут.", "Далі."],
        ["{n, plural, one {One. Two} other {Any. { More. } End}} left.", "Next."],
        ["{ n, select, a {One. Two} other {}} left.", "Next."],
        ["A stray {brace.", "Next."],
        ["A stray brace}.", "Next}."],
        ["Use the { sign.", "Then the } sign.", "Done."],
        ["Write “{”.", "Then write “}”.", "Done."],
        ['Write "{".', 'Then write "}".', "Done."],
        ["![Alt. Text](x.png) and so on.", "Then."],
        ["<1>One. Two.</1>", "Three."],
        ["One.</b>", "Two."],
        ["<b>One. <i>Two.</i> Three.</b>", "Four."],
        ["One.<br>", "Two.<br/>", "Three."],
        ["{{< figure. Src >}} One.", "Two."],
        ["<!-- No. Never -->One.", "Two."],
        ["Snake_case.", "Two_words.", "End."],
        ["5 * 3.", "And 2 * 4.", "End"],
        ["Пишіть на A.Bc@example.org.", "Там https://example.org/a.B?c=D!", "Усе."],
    ],
)
def test_case(sentences):
    assert sentences_of(" ".join(sentences)) == sentences
    assert sentences_of("\n".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("<b>Один.</b>Другий. Третій.", ["<b>Один.</b>", "Другий.", "Третій."]),
        ("Один.<br>Другий. Третій.", ["Один.<br>", "Другий.", "Третій."]),
        ("**Увага.** Пишайтеся!Люди різні.", ["**Увага.**", "Пишайтеся!", "Люди різні."]),
        ("На <b>вул.</b> Садовій і [вул.](x) Гончара.", ["На <b>вул.</b> Садовій і [вул.](x) Гончара."]),
        ("На <b>вул.</b>Садовій так.", ["На <b>вул.</b>Садовій так."]),
        ("Там https://a.org/так.Він є.", ["Там https://a.org/так.Він є."]),
        ("Там www.так.Він є.", ["Там www.так.Він є."]),
        ("Це mailto:так.Він є.", ["Це mailto:так.Він є."]),
        ("<b>Сло</b>во. Друге.", ["<b>Сло</b>во.", "Друге."]),
        ("`код` Він пішов!Люди різні.", ["`код` Він пішов!", "Люди різні."]),
    ],
)
def test_without_white_space(text, sentences):
    assert sentences_of(text) == sentences


def test_a_hard_break_belongs_to_the_sentence_before():
    assert sentences_of("One.\\\nTwo.\\\r\nThree.\\ Four.") == ["One.\\", "Two.\\", "Three.\\ Four."]


@pytest.mark.parametrize(
    "around", ["**{}**", "_{}_", "~~{}~~", "***{}***", "[{}](x)", "[{}][x]", "<1>{}</1>", "<b>{}</b>", "`{}`"]
)
def test_no_break_inside(around):
    paragraphs = list(read_paragraphs())
    assert len(paragraphs) > 100
    for sentences in paragraphs:
        text = around.format(" ".join(sentences))
        assert sentences_of(text) == [text]


def test_a_break_between_the_same_signs():
    for sentences in read_paragraphs():
        if sentences[1][0].isalpha() and sentences[1][0].isupper() and sentences[0].endswith("."):
            marked = [f"**{sentence}**" for sentence in sentences[:2]]
            assert sentences_of(" ".join(marked)) == marked


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Він (один. Другий. Третій) пішов. Так.", ["Він (один. Другий. Третій) пішов.", "Так."]),
        ("(Один. Другий.) Третій.", ["(Один.", "Другий.)", "Третій."]),
        ("«(Один. Другий.)» Третій.", ["«(Один.", "Другий.)»", "Третій."]),
        ("Так [див. Додаток. Там є] було. Ні.", ["Так [див. Додаток. Там є] було.", "Ні."]),
        ("Він (незакрита. Дужка.", ["Він (незакрита.", "Дужка."]),
        ("a) Один. b) Другий.", ["a) Один.", "b) Другий."]),
        ("Так (:) гарно. Ні) далі.", ["Так (:) гарно. Ні) далі."]),
        ("Він прийшов (нарешті.) Тоді сів.", ["Він прийшов (нарешті.)", "Тоді сів."]),
        ("Він (А. (Б. В.) Г. Тут) пішов.", ["Він (А. (Б. В.) Г. Тут) пішов."]),
        ("Far (" + "x" * 2000 + ". Next) one.", ["Far (" + "x" * 2000 + ".", "Next) one."]),
        ("Far {" + "x" * 2000 + ". Next} one.", ["Far {" + "x" * 2000 + ".", "Next} one."]),
    ],
)
def test_brackets(text, sentences):
    assert sentences_of(text) == sentences


@pytest.mark.parametrize(
    "text", ["*a **b* c**", "[a](b [c] (d)", "<b><i>x</b></i>", "_a *b_ c*", "([)]", "**a*", "```` ` "]
)
def test_enclosures_lie_inside_the_text_in_order(text):
    found = enclosures(text)
    assert found.opaque == opaque(text)
    position = 0
    for start, end in found.sealed:
        assert position <= start < end <= len(text)
        position = end
    assert all(0 <= start < end <= len(text) for start, end in found.brackets)


def test_watch_answers_as_a_search_through_all_enclosures_would():
    text = "Він (а [б] *в г* (д)) е `ж` [з](і) (к) **л**" * 3
    found = enclosures(text)
    watch = Watch(found)
    for place in range(len(text) + 1):
        around = [start for start, end in found.brackets if start < place < end]
        assert watch.opening(place) == max(around, default=-1)
        assert watch.is_opaque(place) == any(start < place < end for start, end in found.opaque)
        assert watch.is_sealed(place) == any(start < place < end for start, end in found.sealed)
