"""The runner of one machine: in this process, or in a pool that survives the death of its workers."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import TypeVar

from talentflow.run.runner import Runner

T = TypeVar("T")
R = TypeVar("R")

CHUNK = 16  # items a worker takes at once
AHEAD = 4  # chunks in flight per worker


class InProcess:
    """Runs everything here, one after the other; nothing can be lost."""

    def map(self, work: Callable[[T], R], items: Iterable[T], lost: Callable[[T, str], R]) -> Iterator[R]:
        return (work(item) for item in items)


class LocalPool:
    """Processes of this machine. When one dies (killed, out of memory) the pool is started again and the chunks that
    were in flight are run one item at a time; an item that kills its worker twice is lost, the others are not.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(self, work: Callable[[T], R], items: Iterable[T], lost: Callable[[T, str], R]) -> Iterator[R]:
        source = iter(items)
        flying: deque[tuple[list[T], Future[list[R]]]] = deque()
        pool = _pool(self.workers)
        try:
            while True:
                while len(flying) < self.workers * AHEAD and (chunk := list(islice(source, CHUNK))):
                    try:
                        flying.append((chunk, pool.submit(_work_through, work, chunk)))
                    except BrokenProcessPool as error:
                        broken: Future[list[R]] = Future()
                        broken.set_exception(error)
                        flying.append((chunk, broken))
                if not flying:
                    return
                chunk, future = flying.popleft()
                try:
                    results = future.result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    results = [_alone(work, item, lost) for item in chunk]
                    pool = _pool(self.workers)
                    flying = deque((c, f if _fine(f) else pool.submit(_work_through, work, c)) for c, f in flying)
                yield from results
        finally:
            if flying:
                _stop(pool)
            pool.shutdown(cancel_futures=True)  # waits, or the interpreter's own clean-up may meet a closed pipe


def runner(workers: int | None) -> Runner:
    """The local runner for a number of workers; None means one a core."""
    n_workers = workers if workers is not None else os.cpu_count() or 1
    return InProcess() if n_workers <= 1 else LocalPool(n_workers)


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers amid their work, as `terminate_workers` of Python 3.14 does; what they do can be done again."""
    for process in list((getattr(pool, "_processes", None) or {}).values()):
        process.terminate()


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, initializer=_begin)


def _begin() -> None:
    """A worker ends at once on Ctrl-C, and when its parent is gone, killed or not; what it does can be done again."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _work_through(work: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [work(item) for item in chunk]


def _fine(future: Future[list[R]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _alone(work: Callable[[T], R], item: T, lost: Callable[[T, str], R]) -> R:
    """One item in a pool of its own, twice if need be."""
    for _ in range(2):
        with _pool(1) as pool:
            try:
                return pool.submit(work, item).result()
            except BrokenProcessPool:
                continue
    return lost(item, "the process that read it died twice (killed, or out of memory)")
