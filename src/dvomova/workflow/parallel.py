"""The articles of a command, one after another or several at once; what comes of it is the same.

Whoever works on an article reads and computes, and stages what is to be written (``staging``). The
process that holds the lock writes it, article by article in their order: so files, journal and messages
do not depend on who was ready first, and what is held in memory does not grow with their number.

The other processes are programs of their own, on every system, not forks: nothing is inherited (a fork
would hold the lock for as long as it lives, whatever became of its parent), and what works on one system
works on all. Each listens at its standard input, whose end tells it that nobody needs it any more, even
after a ``kill -9``.
"""

from __future__ import annotations

import gettext
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from gettext import gettext as _
from itertools import chain, islice
from math import ceil, inf
from typing import TYPE_CHECKING, Any, TypeVar

from dvomova.errors import DvomovaError, FileError
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk, Prepared, Staged
from dvomova.workflow.project import Project
from dvomova.workflow.staging import Staging

if TYPE_CHECKING:
    from concurrent.futures import Future
    from queue import SimpleQueue
    from subprocess import Popen

T = TypeVar("T")

_PATIENCE = 1.0
"""Seconds of work, not of waiting: other processes are asked once it took so long, and will as long again."""
_BATCH = 8
"""At most so many articles are handed to a process at a time."""
_AHEAD = 3
"""For each process, how many batches may be ready or in work before they are asked for."""
_FEW = 4
"""So many articles are written one file after the other."""
_WRITERS = 4
"""How many files of more articles are put on the disk at a time …"""
_WAITING = 16
"""… and how many articles may wait for that."""


def outcomes(
    articles: Sequence[Article],
    work: Callable[[Article, Project], T],
    project: Project,
    jobs: int | None = 1,
) -> Generator[T | DvomovaError]:
    """What ``work`` gives for each article, or the error it ends with, in order; by then all is written.

    Args:
        articles: on which to work.
        work: handed an article and the project with a disk for it. Its result should be small; both are
            pickled if there are other processes.
        project: where they are.
        jobs: how many processes work; None for as many as there are processors, if the work takes long.

    Raises:
        FileError: another process ended before its work was done.
    """
    one = partial(_worked, work=work, project=project)
    try:
        yield from _written(_in_order(articles, one, jobs), project.disk)
    finally:
        project.disk.settle()


_Worked = tuple[Any, list[Staged]]
"""What came of an article, and what is to be written for it."""
_Work = Callable[[Article], _Worked]


def _worked(article: Article, work: Callable[[Article, Project], T], project: Project) -> _Worked:
    disk = Staging(project.disk.root)
    outcome: T | DvomovaError
    try:
        outcome = work(article, replace(project, disk=disk))
    except DvomovaError as error:
        outcome = error
    return outcome, list(disk.staged.values())


def _written(found: Iterable[_Worked], disk: Disk) -> Iterator[Any]:
    """What came of each article, once all that is staged for it is written."""
    found = iter(found)
    for outcome, staged in islice(found, _FEW):
        yield _committed(outcome, map(disk.prepare, staged), disk)
    for outcome, staged in islice(found, 1):  # there are many: most of the time would be spent waiting
        yield from _written_by_threads(chain([(outcome, staged)], found), disk)


def _written_by_threads(found: Iterable[_Worked], disk: Disk) -> Iterator[Any]:
    """The same, while the disk is busy with the files of some articles at a time."""
    from concurrent.futures import ThreadPoolExecutor

    waiting: deque[tuple[Any, list[Future[Prepared]]]] = deque()
    with ThreadPoolExecutor(_WRITERS) as threads:
        try:
            for outcome, staged in found:
                waiting.append((outcome, [threads.submit(disk.prepare, one) for one in staged]))
                if len(waiting) > _WAITING:
                    yield _first_committed(waiting, disk)
            while waiting:
                yield _first_committed(waiting, disk)
        finally:
            for _outcome, files in waiting:
                _discard(files)


def _first_committed(waiting: deque[tuple[Any, list[Future[Prepared]]]], disk: Disk) -> Any:
    outcome, files = waiting[0]
    found = _committed(outcome, (file.result() for file in files), disk)
    if found is not outcome:
        _discard(files)
    waiting.popleft()
    return found


def _committed(outcome: T, files: Iterable[Prepared], disk: Disk) -> T | DvomovaError:
    try:
        for file in files:
            disk.commit(file)
    except DvomovaError as error:
        return error
    return outcome


def _discard(files: Iterable[Future[Prepared]]) -> None:
    for file in files:
        with suppress(DvomovaError):
            file.result().discard()


def _in_order(articles: Sequence[Article], one: _Work, jobs: int | None) -> Iterator[_Worked]:
    patience = {None: _PATIENCE, 1: inf}.get(jobs, 0)
    processors = jobs or _processors()
    began = time.process_time()
    for number, article in enumerate(articles):
        spent = time.process_time() - began
        ahead = spent / max(number, 1) * (len(articles) - number)
        if processors > 1 and min(spent, ahead) >= patience:
            yield from _by_others(articles[number:], one, processors)
            return
        yield one(article)


def _processors() -> int:
    """How many there are for this process."""
    with suppress(AttributeError):  # Linux knows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _by_others(articles: Sequence[Article], one: _Work, jobs: int) -> Iterator[_Worked]:
    from concurrent.futures import ThreadPoolExecutor

    size = min(_BATCH, ceil(len(articles) / jobs))
    batches = [articles[start : start + size] for start in range(0, len(articles), size)]
    jobs = min(jobs, len(batches))
    # The threads only wait, each for one process: who is behind delays nobody but himself.
    with ThreadPoolExecutor(jobs) as threads, _helpers(jobs, one) as ask:
        ready = deque(threads.submit(ask, batch) for batch in batches[: _AHEAD * jobs])
        for batch in batches[_AHEAD * jobs :]:
            yield from ready.popleft().result()
            ready.append(threads.submit(ask, batch))
        for last in ready:
            yield from last.result()


@contextmanager
def _helpers(number: int, one: _Work) -> Iterator[Callable[[Sequence[Article]], list[_Worked]]]:
    """Processes that wait for articles; gives what asks the next one that is idle."""
    from queue import SimpleQueue

    domain = gettext.textdomain()
    setting = pickle.dumps((domain, gettext.bindtextdomain(domain), one))
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
            _("another process cannot be started ({reason})").format(reason=error.strerror),
            cure=_("run the command again with --jobs 1"),
        ) from None
    return process


def _send(process: Popen[bytes], data: bytes) -> None:
    if process.stdin:
        process.stdin.write(data)
        process.stdin.flush()


def _ask(idle: SimpleQueue[Popen[bytes]], batch: Sequence[Article]) -> list[_Worked]:
    process = idle.get()
    try:
        _send(process, pickle.dumps(batch))
        found: list[_Worked] = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301
    except (EOFError, OSError, pickle.UnpicklingError):
        raise FileError(
            _("another process was ended in the middle of its work"),
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
        domain, folder, one = pickle.load(asked)  # noqa: S301  (it comes from ourselves)
        gettext.bindtextdomain(domain, folder)
        gettext.textdomain(domain)
        while True:
            answers.write(pickle.dumps([one(article) for article in pickle.load(asked)]))  # noqa: S301
            answers.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)  # without a last attempt to say what nobody hears
