"""Times of day in words."""

import pytest

from dvomova.text.clock import said_times

STEMS = "перш друг трет четверт п’ят шост сьом восьм дев’ят десят одинадцят дванадцят".split()
LOCATIVE = [f"{stem}ій" for stem in STEMS]
ACCUSATIVE = [f"{stem}{'ю' if stem == 'трет' else 'у'}" for stem in STEMS]
ENGLISH = "one two three four five six seven eight nine ten eleven twelve".split()


def heard(text, language):
    return [(one.hour, one.minute, one.half) for one in said_times(text, language)]


@pytest.mark.parametrize("hour", range(1, 13))
def test_every_hour_is_the_same_in_both_languages(hour):
    before = (hour - 1) % 12
    same = [
        (f"О {LOCATIVE[hour - 1]} ранку.", f"At {ENGLISH[hour - 1]} in the morning.", (hour % 12, 0, True)),
        (
            f"о {LOCATIVE[hour - 1]} дня",
            f"at {ENGLISH[hour - 1]} in the afternoon",
            (hour % 12 + 12, 0, True),
        ),
        (f"чверть по {LOCATIVE[hour - 1]}", f"quarter past {ENGLISH[hour - 1]}", (hour % 12, 15, False)),
        (f"о пів на {ACCUSATIVE[hour - 1]}", f"half past {ENGLISH[before - 1]}", (before, 30, False)),
        (f"за чверть {ACCUSATIVE[hour - 1]}", f"a quarter to {ENGLISH[hour - 1]}", (before, 45, False)),
    ]
    for ukrainian, english, time in same:
        assert heard(ukrainian, "uk") == heard(english, "en") == [time]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Об одинадцятій вечора, о 'десятій'", "uk", [(23, 0, True)]),
        ("Комендантська година від одинадцятої ночі до п'ятої ранку.", "uk", [(23, 0, True), (5, 0, True)]),
        ("О десятій, мабуть", "uk", [(10, 0, False)]),
        ("Другого дня о третій спробі; про пів на столі", "uk", []),
        ("at ten o’clock at night", "en", [(22, 0, True)]),
        ("About seven people, at ten places, since two wars; half past the house", "en", []),
        ("halb zehn", "de", []),
    ],
)
def test_what_is_a_time_and_what_is_not(text, language, found):
    assert heard(text, language) == found
    assert all(text[one.span.start : one.span.end].strip() for one in said_times(text, language))
