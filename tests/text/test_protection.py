"""Names that must not get out are found in every case and spelling, and other names are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.protection import holds, protected

FOUND = [
    ("Олена Коваль", "сказала Олена Коваль у п’ятницю"),
    ("Олена Коваль", "розмова з Оленою Коваль"),
    ("Олена Коваль", "до Коваль Олени"),
    ("Олена Коваль", "ОЛЕНІ КОВАЛЬ"),
    ("Олена Коваль", "says Olena Koval, a nurse"),
    ("Олена Коваль", "Olena Koval’s house"),
    ("Ольга", "подякував Ользі"),
    ("Наталка", "Наталці віддали"),
    ("Андрій Кравець", "Андрія Кравця забрали"),
    ("Андрій Кравець", "Andriy Kravets, Andrii Kravets"),
    ("Сокіл", "від Сокола"),
    ("Євген Щербак", "Yevhen Shcherbak; Євгенові Щербаку"),
    ("Євген Щербак", "Evgen Scherbak"),
    ("В'ячеслав", "з В’ячеславом"),
    ("Юлія Їжакевич", "Iulii Izhakevych"),
    ("Зеленський", "Zelenskyy, Zelensky, Zelenskiy"),
    ("Зеленський", "Зеленському"),
    ("Петренко", "Петренкові та Петренком"),
    ("Olena Koval", "wrote to olena koval yesterday"),
    ("Ізюм", "в Ізюмі, Izyum, Izium"),
    ("вул. Садова", "на вул. Садовій"),
]


@pytest.mark.parametrize(("name", "text"), FOUND)
def test_found(name, text):
    found = protected(text, [name])
    assert found
    assert all(one == name for _span, one in found)


def test_every_spelling_is_found_by_itself():
    text = "Zelenskyy, Zelensky, Zelenskiy, Zelens'kyi"
    assert [text[slice(*span)] for span, _name in protected(text, ["Зеленський"])][:3] == [
        "Zelenskyy",
        "Zelensky",
        "Zelenskiy",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Коваль", "ковальська справа, Ковальчук, Kovalchuk"),
        ("Олена Коваль", "Олена Петренко; Іван Коваль"),
        ("Ольга", "Олег, Oleh"),
        ("Мар", "марно, Martha"),
        ("Сокіл", "соковитий, socks"),
        ("Іван", "Іванна, divan"),
    ],
)
def test_other_words_are_not(name, text):
    assert protected(text, [name]) == []


def test_no_names_find_nothing():
    assert protected("Олена Коваль", []) == []
    assert protected("Олена Коваль", ["", "  "]) == []


@given(st.text(), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_asked_the_spans_stand_in_the_text(text, names):
    for span, name in protected(text, names):
        assert name in names
        assert 0 <= span.start <= span.end <= len(text)


@given(st.sampled_from(FOUND), st.sampled_from(["", "x ", "«", "— "]))
def test_where_it_stands_does_not_matter(case, before):
    name, text = case
    assert len(protected(before + text, [name])) == len(protected(text, [name]))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "сказав Кова\u0301ль",
            "сказав Ко&shy;валь",
            "сказав Ко\u00adваль",
            "**К**оваль",
            "<b>Кова</b>лем",
            "К<1>о</1>валеві",
        ),
        *("Ко\u200bваль", "Ko<b>v</b>al", "Kov\u00e1l", "_Koval_", "<1>Koval</1>’s", "&#1050;оваль"),
    ],
)
def test_a_name_is_found_as_it_is_read(text):
    assert holds(text, ["Коваль"])
    assert not holds(text, ["Гончар"])
    assert not holds(text, [])


def test_the_marks_of_letters_are_no_stress_marks():
    assert holds("і\u0308жак Андрі\u0438\u0306", ["Андрій"])
    assert not holds("Андрі", ["Сергій"])
