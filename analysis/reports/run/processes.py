"""Work in processes of its own: forked warm, bound in time, ended with the one that asked for it.

A fork server (`multiprocessing`) does the slow imports once; each process is forked from it before it has a thread. A
process that dies, hangs or is stopped takes nothing with it but its own work.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any

#: Imported once: what reads a study, what drives a notebook, what a kernel is, and what notebooks begin with.
IMPORTS = [
    "analysis.reports.run.mortal",
    "papermill",
    "nbconvert.exporters.html",
    "bleach",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "pyarrow.parquet",
    "matplotlib.backends.backend_pdf",
    "matplotlib.backends.backend_svg",
    "analysis.charts",
    "analysis.compare.tables.evidence",
    "analysis.compare.tables.timeline",
    "analysis.pipeline",
    "analysis.reports.sentences.findings",
    "analysis.reports.notebook",
    "analysis.reports.pages",
    "analysis.reports.room",
    "analysis.reports.run.warm",
    "analysis.reports.run.ahead",
]


class Died(Exception):
    """A process ended before it said how its work went."""


class TimedOut(Exception):
    """A process was ended at its time limit."""


def can_fork() -> bool:
    """Whether processes can be forked from one that has done the imports.

    Windows has no fork; on macOS its libraries may end a process that was forked after they were loaded.
    """
    return sys.platform != "darwin" and "forkserver" in multiprocessing.get_all_start_methods()


def die_with_parent() -> None:
    """End this process when the one that made it ends, however that ends (Linux: PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        parent = os.getppid()
        ctypes.CDLL(None, use_errno=True).prctl(1, signal.SIGKILL)
        if os.getppid() != parent:  # it ended before this was said
            os.kill(os.getpid(), signal.SIGKILL)


class Processes:
    """Starts processes, and ends those that live when it is told to stop."""

    #: Whether the fork server has answered once: its imports are done, and nothing starts sooner than a fork of it.
    _is_warm = False

    def __init__(self) -> None:
        self._context: BaseContext = multiprocessing.get_context("forkserver" if can_fork() else "spawn")
        self._living: set[Any] = set()
        self._lock = threading.RLock()  # a signal may come while its own thread holds it
        self.stopped = False
        if can_fork():
            from multiprocessing import forkserver

            self._context.set_forkserver_preload(IMPORTS)
            forkserver.ensure_running()  # the imports begin in the background

    def call(
        self, function: Callable[..., Any], *arguments: Any, seconds: float | None = None, is_first: bool = False
    ) -> Any:
        """Call a function in a process of its own; safe to use from several threads.

        ``is_first`` starts it beside the fork server, while that is still busy importing what only notebooks need.

        Returns
        -------
        Any
            What the function returned.

        Raises
        ------
        TimedOut
            It took longer than ``seconds``.
        Died
            The process ended by itself, was killed, or `stop` was called.
        Exception
            What the function raised.
        """
        receive, send = multiprocessing.Pipe(duplex=False)
        with self._lock:
            if self.stopped:
                raise Died("stopped")
            apart = is_first and not Processes._is_warm
            context = multiprocessing.get_context("spawn") if apart else self._context
            process = context.Process(target=_answer, args=(send, function, arguments))  # type: ignore[attr-defined]
            process.start()
            self._living.add(process)
        send.close()
        try:
            if not receive.poll(seconds):
                raise TimedOut("timeout")
            done, result = receive.recv()
        except (EOFError, OSError) as error:
            raise Died("its process ended") from error
        finally:
            self._end(process)
            receive.close()
        Processes._is_warm |= not apart
        if done:
            return result
        raise result

    def stop(self) -> None:
        """End every process that lives, and start none any more."""
        with self._lock:
            self.stopped = True
            for process in self._living:
                process.kill()

    def _end(self, process: Any) -> None:
        process.kill()
        process.join()
        with self._lock:
            self._living.discard(process)


def _answer(send: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Call and say how it went: the life of the process."""
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C reaches the whole group; the one that started it decides
    try:
        answer = (True, function(*arguments))
    except Exception as error:
        answer = (False, error)
    send.send(answer)
