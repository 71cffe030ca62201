"""Romanisation: the examples of the resolution itself, and names as the papers spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvomova.text.romanisation import alike, romanised, skeleton

OF_THE_RESOLUTION = """
Алушта Alushta · Андрій Andrii · Борщагівка Borshchahivka · Борисенко Borysenko · Вінниця Vinnytsia
Володимир Volodymyr · Гадяч Hadiach · Богдан Bohdan · Згурський Zghurskyi · Ґалаґан Galagan
Ґорґани Gorgany · Донецьк Donetsk · Дмитро Dmytro · Рівне Rivne · Олег Oleh · Есмань Esman
Єнакієве Yenakiieve · Гаєвич Haievych · Короп’є Koropie · Житомир Zhytomyr · Жанна Zhanna
Жежелів Zhezheliv · Закарпаття Zakarpattia · Казимирчук Kazymyrchuk · Медвин Medvyn
Михайленко Mykhailenko · Іванків Ivankiv · Іващенко Ivashchenko · Їжакевич Yizhakevych
Кадиївка Kadyivka · Мар’їне Marine · Йосипівка Yosypivka · Стрий Stryi · Олексій Oleksii · Київ Kyiv
Коваленко Kovalenko · Лебедин Lebedyn · Миколаїв Mykolaiv · Маринич Marynych · Ніжин Nizhyn
Одеса Odesa · Онищенко Onyshchenko · Полтава Poltava · Решетилівка Reshetylivka · Суми Sumy
Тернопіль Ternopil · Ужгород Uzhhorod · Уляна Uliana · Фастів Fastiv · Харків Kharkiv · Біла Bila
Церква Tserkva · Чернівці Chernivtsi · Шостка Shostka · Кишеньки Kyshenky · Щербухи Shcherbukhy
Гоща Hoshcha · Юрій Yurii · Корюківка Koriukivka · Яготин Yahotyn · Ярошенко Yaroshenko
Костянтин Kostiantyn · Знам’янка Znamianka · Феодосія Feodosiia · Розгон Rozghon
"""

SPELLED_OTHERWISE = [
    ("Ізюмі", "Izyum"),
    ("Зеленського", "Zelensky"),
    ("Зеленський", "Zelenskyy"),
    ("Харкові", "Kharkiv"),
    ("Порошенком", "Poroshenko"),
    ("Залужного", "Zaluzhnyi"),
    ("Вашингтоні", "Washington"),
    ("Джеймса", "James"),
    ("Шевченка", "Shevchenko"),
    ("Голлівуд", "Hollywood"),
    ("Мішель", "Michelle"),
]


@pytest.mark.parametrize(
    "pair", [p.strip() for p in OF_THE_RESOLUTION.replace("\n", "·").split("·") if p.strip()]
)
def test_examples_of_the_resolution(pair):
    words = pair.split()
    half = len(words) // 2
    for one, two in zip(words[0::2] if half > 1 else words[:1], words[1::2], strict=True):
        assert romanised(one) == two
        assert romanised(one.upper()) == two.upper()


@pytest.mark.parametrize(("ukrainian", "latin"), SPELLED_OTHERWISE)
def test_spellings_of_a_name_meet(ukrainian, latin):
    assert alike(ukrainian, latin) >= 0.8


@pytest.mark.parametrize(
    ("one", "two"), [("Харків", "Herson"), ("Ізюм", "Lviv"), ("Київ", "Kupiansk"), ("Я", "I")]
)
def test_other_names_stay_apart(one, two):
    assert alike(one, two) < 0.8


@given(st.text(alphabet="абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’ АБЄЇЩ-.0", max_size=30))
def test_nothing_ukrainian_is_left_and_nothing_else_touched(text):
    latin = romanised(text)
    assert latin.replace("’", "").isascii()
    assert romanised(latin) == latin
    assert _marks(latin) == _marks(text)
    assert skeleton(text).replace("’", "").isascii()


def _marks(text):
    return [character for character in text if not character.isalpha() and character != "’"]
