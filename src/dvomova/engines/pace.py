"""How fast an engine is asked, how often once more, and when to stop asking."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from gettext import gettext as _
from typing import TypeVar

from dvomova.engines.base import Fault

T = TypeVar("T")

_ATTEMPTS = 5
_FIRST = 0.5
"""Seconds before the second attempt, about; twice as many before each one after that."""
_LONGEST = 60.0
"""An engine that asks to wait longer is left alone."""
_IN_A_ROW = 10
"""So many faults one after another, and nothing more is asked."""


class Pace:
    """Asks again after a while, more and more slowly; gives up where nothing gets through."""

    def __init__(
        self,
        per_minute: int = 0,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Begin.

        Args:
            per_minute: requests at the most; 0 for any number.
            sleep: waits for so many seconds.
            clock: tells seconds.
            chance: gives a number from 0 to 1, so that not all who wait come back at once.
        """
        self._gap = 60 / per_minute if per_minute else 0.0
        self._sleep, self._clock, self._chance = sleep, clock, chance
        self._next = 0.0
        self._in_a_row = 0
        self._stopped: Fault | None = None

    def ask(self, request: Callable[[], T]) -> T:
        """What a request gives, at the first attempt or at a later one.

        Raises:
            Fault: it gives nothing, or nothing is asked any more.
        """
        for attempt in range(_ATTEMPTS):
            if self._stopped:
                raise self._stopped
            try:
                return self._try(request)
            except Fault as fault:
                if not fault.again or attempt + 1 == _ATTEMPTS:
                    raise
                pause = self._pause(fault, attempt)
            if self._stopped is None:
                self._sleep(pause)
        raise AssertionError  # the last attempt returned or raised

    def _try(self, request: Callable[[], T]) -> T:
        if (left := self._next - self._clock()) > 0:
            self._sleep(left)
        self._next = self._clock() + self._gap
        try:
            answer = request()
        except Fault as fault:
            self._count(fault)
            raise
        self._in_a_row = 0
        return answer

    def _count(self, fault: Fault) -> None:
        """Break the circuit where going on is of no use."""
        self._in_a_row += 1
        if fault.ends or (fault.wait or 0) > _LONGEST:
            self.stop(fault)
        elif self._in_a_row >= _IN_A_ROW:
            reason = _("not asked any more after {number} faults in a row; the last: {reason}")
            self.stop(Fault(reason.format(number=self._in_a_row, reason=fault.reason)))

    def stop(self, fault: Fault) -> None:
        """Ask nothing more: every further request is this fault."""
        self._stopped = Fault(fault.reason, ends=True)

    def _pause(self, fault: Fault, attempt: int) -> float:
        if fault.wait is not None:
            return fault.wait
        return float(_FIRST * 2**attempt * (0.5 + self._chance()))
