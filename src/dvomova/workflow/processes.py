"""Other processes that work on articles.

They are programs of their own, on every system, not forks: nothing is inherited (a fork would hold the
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
    from queue import SimpleQueue
    from subprocess import Popen

T = TypeVar("T")

_BATCH = 8
"""At most so many articles are handed to a process at a time."""
_AHEAD = 3
"""For each process, how many batches may be ready or in work before they are asked for."""


def by_others(articles: Sequence[Article], work: Callable[[Article], T], jobs: int) -> Iterator[T]:
    """What ``work`` gives for each article, in order, done by other processes.

    Args:
        articles: on which to work.
        work: sent to the processes once, pickled as its results are.
        jobs: how many processes there are to be.

    Raises:
        FileError: one of them cannot be started, or was ended before its work was done.
    """
    from concurrent.futures import ThreadPoolExecutor

    size = min(_BATCH, ceil(len(articles) / jobs))
    batches = [articles[start : start + size] for start in range(0, len(articles), size)]
    jobs = min(jobs, len(batches))
    # The threads only wait, each for one process: who is behind delays nobody but himself.
    with ThreadPoolExecutor(jobs) as threads, _helpers(jobs, work) as ask:
        ready = deque(threads.submit(ask, batch) for batch in batches[: _AHEAD * jobs])
        for batch in batches[_AHEAD * jobs :]:
            yield from ready.popleft().result()
            ready.append(threads.submit(ask, batch))
        for last in ready:
            yield from last.result()


@contextmanager
def _helpers(number: int, work: Callable[[Article], T]) -> Iterator[Callable[[Sequence[Article]], list[T]]]:
    """Processes that wait for articles; gives what asks the next one that is idle."""
    from queue import SimpleQueue

    domain = gettext.textdomain()
    setting = pickle.dumps((domain, gettext.bindtextdomain(domain), work))
    idle: SimpleQueue[Popen[bytes]] = SimpleQueue()
    started = []
    try:
        for _number in range(number):
            started.append(_started(setting))
            idle.put(started[-1])
        yield partial(_ask, idle)
    finally:
        for process in started:
            process.kill()  # it has nothing to lose
            process.communicate()


def _started(setting: bytes) -> Popen[bytes]:
    from subprocess import PIPE, Popen

    # It imports what we would, and nothing that happens to lie in the folder that it is started in.
    program = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve()"
    try:
        # In a group of its own it does not hear Ctrl-C, which a terminal tells the whole group.
        process = Popen(  # noqa: S603
            [sys.executable, "-P", "-c", program], stdin=PIPE, stdout=PIPE, process_group=0
        )
        _send(process, setting)
    except OSError as error:
        raise FileError(
            _("a helping process cannot be started ({reason})").format(reason=error.strerror),
            cure=_("run the command again with --jobs 1"),
        ) from None
    return process


def _send(process: Popen[bytes], data: bytes) -> None:
    if process.stdin:
        process.stdin.write(data)
        process.stdin.flush()


def _ask(idle: SimpleQueue[Popen[bytes]], batch: Sequence[Article]) -> list[Any]:
    process = idle.get()
    try:
        _send(process, pickle.dumps(batch))
        found: list[Any] = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301
    except (EOFError, OSError, pickle.UnpicklingError):
        raise FileError(
            _("a helping process was ended in the middle of its work"),
            path=batch[0].source or batch[0].domain,
            cure=_("every file is whole; run the command again, with --jobs 1 where memory is short"),
        ) from None
    finally:
        idle.put(process)
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
