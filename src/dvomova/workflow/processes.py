"""Several processes that work on articles.

The others are programs of their own, on every system, not forks: nothing is inherited (a fork would hold the
lock for as long as it lives, whatever became of its parent), and what works on one system works on all.
Each listens at its standard input, whose end tells it that nobody needs it any more, even after a
``kill -9``.
"""

from __future__ import annotations

import gettext
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from gettext import gettext as _
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from dvomova.errors import FileError
from dvomova.workflow.articles import Article

if TYPE_CHECKING:
    from concurrent.futures import Future
    from queue import SimpleQueue
    from subprocess import Popen

T = TypeVar("T")

_BATCH = 8
"""At most so many articles are handed to a process at a time."""
_AHEAD = 3
"""For each process, how many batches may be ready, or waiting, before the first is asked for."""


def together(articles: Sequence[Article], work: Callable[[Article], T], jobs: int) -> Iterator[T]:
    """What ``work`` gives for each article, in order, done by several processes, of which this one is one.

    Args:
        articles: on which to work.
        work: sent to the others once, pickled as its results are.
        jobs: how many processes there are to be.

    Raises:
        FileError: another one cannot be started, or was ended before its work was done.
    """
    from concurrent.futures import ThreadPoolExecutor

    size = min(_BATCH, ceil(len(articles) / jobs))
    batches = [articles[start : start + size] for start in range(0, len(articles), size)]
    others = max(1, min(jobs, len(batches)) - 1)
    # The threads only wait, each for one process: who is behind delays nobody but himself.
    with ThreadPoolExecutor(others) as threads, _helpers(others, work) as ask:
        begun: deque[_Begun[T]] = deque()
        for batch in batches:
            begun.append((batch, threads.submit(ask, batch)))
            if len(begun) > _AHEAD * jobs:
                yield from _first(begun, work)
        while begun:
            yield from _first(begun, work)


_Begun = tuple[Sequence[Article], "Future[list[T]]"]


def _first(begun: deque[_Begun[T]], work: Callable[[Article], T]) -> list[T]:
    """What came of the first batch. Until that is there, this process does what nobody has begun."""
    while not begun[0][1].done():
        free = next((number for number, (_batch, answer) in enumerate(begun) if answer.cancel()), None)
        if free is None:
            break
        batch, answer = begun[free][0], type(begun[free][1])()
        answer.set_result([work(article) for article in batch])
        begun[free] = batch, answer
    return begun.popleft()[1].result()


@contextmanager
def _helpers(number: int, work: Callable[[Article], T]) -> Iterator[Callable[[Sequence[Article]], list[T]]]:
    """Processes that wait for articles; gives what asks the next one that is idle."""
    from queue import SimpleQueue

    domain = gettext.textdomain()
    setting = pickle.dumps((domain, gettext.bindtextdomain(domain), work))
    idle: SimpleQueue[_Helper] = SimpleQueue()
    started = []
    try:
        for _number in range(number):
            started.append(_started())
            idle.put((started[-1], setting))
        yield partial(_ask, idle)
    finally:
        for process in started:
            process.kill()  # it has nothing to lose
            process.communicate()


_Helper = tuple["Popen[bytes]", bytes]
"""A process, and what it is still to be told before it can work."""


def _started() -> Popen[bytes]:
    from subprocess import PIPE, Popen

    # It imports what we would, and nothing that happens to lie in the folder that it is started in.
    program = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve()"
    try:
        # In a group of its own it does not hear Ctrl-C, which a terminal tells the whole group.
        return Popen(  # noqa: S603
            [sys.executable, "-P", "-c", program], stdin=PIPE, stdout=PIPE, process_group=0
        )
    except OSError as error:
        raise FileError(
            _("a helping process cannot be started ({reason})").format(reason=error.strerror),
            cure=_("run the command again with --jobs 1"),
        ) from None


def _ask(idle: SimpleQueue[_Helper], batch: Sequence[Article]) -> list[Any]:
    process, untold = idle.get()
    try:
        process.stdin.write(untold + pickle.dumps(batch))  # type: ignore[union-attr]  # they are pipes
        process.stdin.flush()  # type: ignore[union-attr]
        found: list[Any] = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301
    except (EOFError, OSError, ValueError, pickle.UnpicklingError):
        raise FileError(
            _("a helping process was ended in the middle of its work"),
            path=batch[0].source or batch[0].domain,
            cure=_("every file is whole; run the command again, with --jobs 1 where memory is short"),
        ) from None
    finally:
        idle.put((process, b""))
    return found


def serve() -> None:
    """What the other processes do: articles come in, what came of them goes out, until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows has no such groups
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever is printed is no answer
    try:
        domain, folder, work = pickle.load(asked)  # noqa: S301  (it comes from ourselves)
        gettext.bindtextdomain(domain, folder)
        gettext.textdomain(domain)
        while True:
            answers.write(pickle.dumps([work(article) for article in pickle.load(asked)]))  # noqa: S301
            answers.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # without a last attempt to say what nobody hears
