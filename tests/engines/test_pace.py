"""Asking again: how long it waits, and when it stops. The clock is ours."""

import pytest

from dvomova.engines.base import Fault
from dvomova.engines.pace import Pace


class Time:
    def __init__(self):
        self.now = 0.0
        self.slept = []

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def pace(self, per_minute=0, chance=0.5):
        return Pace(per_minute, sleep=self.sleep, clock=lambda: self.now, chance=lambda: chance)


def failing(times, **how):
    left = [times]

    def request():
        if left[0]:
            left[0] -= 1
            raise Fault("no", **how)
        return "yes"

    return request


def test_it_waits_longer_each_time():
    time = Time()
    assert time.pace().ask(failing(4, again=True)) == "yes"
    assert time.slept == [0.5, 1, 2, 4]


@pytest.mark.parametrize(("chance", "first"), [(0.0, 0.25), (1.0, 0.75)])
def test_not_all_come_back_at_once(chance, first):
    time = Time()
    time.pace(chance=chance).ask(failing(1, again=True))
    assert time.slept == [first]


def test_five_attempts_and_no_more():
    with pytest.raises(Fault, match=r"^no$"):
        Time().pace().ask(failing(5, again=True))


def test_what_cannot_do_better_is_not_asked_again():
    time = Time()
    with pytest.raises(Fault):
        time.pace().ask(failing(1))
    assert not time.slept


@pytest.mark.parametrize("how", [{"ends": True}, {"again": True, "wait": 3600.0}])
def test_after_the_last_word_nothing_is_asked(how):
    pace, asked = Time().pace(), []
    with pytest.raises(Fault):
        pace.ask(failing(1, **how))
    with pytest.raises(Fault, match=r"^no$"):
        pace.ask(lambda: asked.append(1))
    assert not asked


def test_the_circuit_breaks_after_ten_faults_and_only_in_a_row():
    pace = Time().pace()
    for _round in range(6):
        pace.ask(failing(4, again=True))
    for _round in range(2):
        with pytest.raises(Fault):
            pace.ask(failing(5, again=True))
    with pytest.raises(Fault, match="10 faults in a row; the last: no"):
        pace.ask(lambda: "yes")


def test_so_many_a_minute():
    time = Time()
    pace = time.pace(per_minute=30)
    began = []
    for _request in range(4):
        pace.ask(lambda: began.append(time.now))
    assert began == [0, 2, 4, 6]
