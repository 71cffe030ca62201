"""A text in two languages, sentence by sentence, written for these tests."""

from itertools import pairwise

import pytest

BITEXT = [
    ("The river rose on 4 March.", "Річка піднялася 4 березня."),
    ("By noon, water stood in 130 houses.", "До полудня вода стояла у 130 будинках."),
    (
        "Mykola Savchuk carried his neighbour’s goats to the hill.",
        "Микола Савчук переніс сусідських кіз на пагорб.",
    ),
    ("Nobody was hurt.", "Ніхто не постраждав."),
    ("The council asked for 2.5 million hryvnias.", "Рада попросила 2,5 мільйона гривень."),
    ("Volunteers from Poltava brought pumps and blankets.", "Волонтери з Полтави привезли насоси й ковдри."),
    ("“We slept in the school,” says Olha Tkach.", "«Ми спали у школі», — каже Ольга Ткач."),
    ("Who will pay for the bridge?", "Хто заплатить за міст?"),
    ("The report is at https://example.org/flood.", "Звіт лежить на https://example.org/flood."),
    ("Izium sent two boats (both wooden).", "Ізюм надіслав два човни (обидва дерев’яні)."),
    ("In the evening the rain stopped.", "Увечері дощ припинився."),
    ("The doctor saw seventeen patients.", "Лікар оглянув сімнадцять пацієнтів."),
    ("Half of the wheat was lost.", "Половина пшениці пропала."),
    ("Trains to Kharkiv were late by 40 minutes.", "Потяги до Харкова запізнилися на 40 хвилин."),
    ("The museum dried its paintings in the sun.", "Музей сушив картини на сонці."),
    ("Children drew the flood for the newspaper.", "Діти намалювали повінь для газети."),
    (
        "The old priest, Father Vasyl, opened the church to everyone.",
        "Старий священник отець Василь відчинив церкву для всіх.",
    ),
    ("On Friday the power came back.", "У п’ятницю повернулося світло."),
    ("Prices at the market rose by 8 per cent.", "Ціни на ринку зросли на 8 відсотків."),
    ("The water left a line on the walls.", "Вода залишила лінію на стінах."),
]


@pytest.fixture
def bitext():
    """(English, Ukrainian) pairs, in order."""
    return list(BITEXT)


@pytest.fixture
def is_cover():
    """Whether beads hold every sentence of both sides once, in order where that is asked for."""

    def covers(beads, n, m, *, monotone=True):
        sources = [i for bead in beads for i in bead.sources]
        targets = [j for bead in beads for j in bead.targets]
        if monotone:
            assert all(one <= two for one, two in pairwise(targets))
        return sources == list(range(n)) and sorted(targets) == list(range(m))

    return covers
