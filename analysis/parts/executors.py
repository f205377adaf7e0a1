"""Where parts are read: in this process, in a pool of processes, or on a cluster; one interface for the three."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import Any, ParamSpec, TypeVar

from analysis.errors import StudyError

P = ParamSpec("P")
T = TypeVar("T")

#: Parts that a cluster of unknown size is given at a time.
_WIDE = 64


class Serial(Executor):
    """Does at once, in this process, what is submitted."""

    width = 1

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call the function, and give its result or error as a future."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


class Pool(Executor):
    """A pool of processes that can be made anew when one of them has died, and that ends with the one that made it."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Let one of the processes call the function."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.width, mp_context=context, initializer=_start_worker)
        return self._pool.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """Leave a pool that is broken; the next call makes another."""
        self.shutdown(wait=False, cancel_futures=True)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
            self._pool = None


def _start_worker() -> None:
    """Let a worker end when the process that made it does."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def open_executor(jobs: int = 1, cluster: str | None = None) -> Iterator[Executor]:
    """Open what parts are read by.

    Parameters
    ----------
    jobs : int
        Processes on this machine; 1 is this process itself, 0 one for each core.
    cluster : str, optional
        The address of a Dask scheduler, such as ``tcp://node7:8786``; its workers have one thread each, the same code
        and the same folders.

    Raises
    ------
    StudyError
        The number is negative, Dask is not installed, or no scheduler answers.
    """
    if cluster is not None:
        with _open_cluster(cluster) as executor:
            yield executor
        return
    if jobs < 0:
        raise StudyError(f"`jobs` must be a number of processes, or 0 for one a core; found {jobs}.")
    width = jobs or os.cpu_count() or 1
    with Pool(width) if width > 1 else Serial() as executor:
        yield executor


@contextmanager
def _open_cluster(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise StudyError(
            "A cluster must be reached by Dask, which is not installed: pip install 'narrative-analysis[cluster]'."
        ) from None
    try:
        client = Client(address, timeout=30, set_as_default=False)
    except (OSError, ValueError) as error:
        raise StudyError(f"`cluster` must be the address of a Dask scheduler; {address} does not answer.") from error
    with client:
        yield client.get_executor(pure=False)


def width_of(executor: Executor) -> int:
    """Say how many parts an executor works on at a time, as far as it is known."""
    return int(getattr(executor, "width", _WIDE))
