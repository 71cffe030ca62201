"""The same correction on both sides, and what only looks like one."""

from __future__ import annotations

import pytest

from dvomova.text.agreement import is_same_correction

LANGUAGES = ("en", "uk")


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        (
            ("It happened on 4 March.", "It happened on 5 March."),
            ("Це сталося 4 березня.", "Це сталося 5 березня."),
        ),
        (
            ("It happened on 4 March.", "It happened on 4 April."),
            ("Це сталося 4 березня.", "Це сталося 4 квітня."),
        ),
        (
            ("It cost UAH 2.5 million.", "It cost UAH 2.8 million."),
            ("Коштувало 2,5 млн грн.", "Коштувало 2,8 млн грн."),
        ),
        (("In two weeks.", "In five weeks."), ("За два тижні.", "За п’ять тижнів.")),
        (
            ("A bridge at Izyum fell.", "A bridge at Kupiansk fell."),
            ("Міст в Ізюмі впав.", "Міст в Куп’янську впав."),
        ),
        (("He said it at 3:45 p.m.", "He said it at 4:45 p.m."), ("Сказав о 15:45.", "Сказав о 16:45.")),
    ],
)
def test_the_same_correction(english, ukrainian):
    assert is_same_correction(english, ukrainian, LANGUAGES)
    assert is_same_correction(ukrainian, english, LANGUAGES[::-1])


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        (
            ("It happened on 4 March.", "It happened on 5 March."),
            ("Це сталося 4 березня.", "Це сталося 6 березня."),
        ),
        (
            ("It happened on 4 March.", "It happened on 5 March."),
            ("Це сталося 4 березня.", "Це не сталося 5 березня."),
        ),
        (("It cost 2.5 million.", "It cost 2.8 million."), ("Коштувало 2,5 млн.", "Коштувало 2,8 млрд.")),
        (
            ("A bridge at Izyum fell.", "A bridge at Kupiansk fell."),
            ("Міст в Ізюмі впав.", "Міст в Харкові впав."),
        ),
        (("Buses run again.", "Trains run again."), ("Автобуси ходять.", "Поїзди ходять.")),
        (("Nothing changed.", "Nothing changed."), ("Нічого нового.", "Нічого нового.")),
        (("He took 4 men.", "He left 5 men."), ("Він узяв 4 людей.", "Він узяв 5 людей.")),
    ],
)
def test_not_the_same(english, ukrainian):
    assert not is_same_correction(english, ukrainian, LANGUAGES)
