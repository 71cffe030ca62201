"""The articles of a command, one after another or several at once; what comes of it is the same.

Whoever works on an article reads and computes, and stages what is to be written (``staging``). The
process that holds the lock writes it, article by article in their order: so files, journal and messages
do not depend on who was ready first, and what is held in memory does not grow with their number.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

from dvomova.errors import DvomovaError
from dvomova.workflow.articles import Article
from dvomova.workflow.disk import Disk, Prepared, Staged
from dvomova.workflow.project import Project
from dvomova.workflow.staging import Staging

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

_PATIENCE = 0.5
"""Seconds of work, not of waiting: others are asked to help once it took so long, and will as long again."""
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
        FileError: another process was ended before its work was done.
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
            from dvomova.workflow.processes import together

            yield from together(articles[number:], one, processors)
            return
        yield one(article)


def _processors() -> int:
    """How many there are for this process."""
    with suppress(AttributeError):  # Linux knows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
