"""One piece of work on every part of a corpus: what fails is named, and its neighbours are done."""

from __future__ import annotations

import errno
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.errors import StudyError
from analysis.parts.executors import width_of
from analysis.parts.records import Step, Task, hash_all, run_task
from analysis.study import Study

#: Work on one part: its number, what it depends on beside study and code, what is done with what.
Call = tuple[int, object, Step, tuple[Any, ...]]


#: There is no room: on the disk, for this user, or in a file. What fails for this fails for every other part, too.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FullDisk(StudyError):
    """There was no room to write a part; it is what every later part would meet, so the run ends with it.

    Parameters
    ----------
    what : str
        The stage and the part.
    error : OSError
        Names the file.
    folder : Path
        Of the tables.
    """

    def __init__(self, what: str, error: OSError, folder: Path) -> None:
        self.finished = sorted(int(record.stem) for record in (folder / "parts").glob("*.json"))
        kept = f"parts {', '.join(map(str, self.finished))}" if self.finished else "none"
        super().__init__(
            f"There must be room to write {what}; {error.strerror}: {error.filename}. Parts that are read and kept:"
            f" {kept}. Make room on the disk of {folder}, but not in it, and run the same command again: it goes on."
        )


@dataclass
class Run:
    """One run: where it writes to, by what, and what failed in it; `key` is the hash of study and code."""

    folder: Path
    study: Study
    executor: Executor
    key: str
    failed: dict[str, str] = field(default_factory=dict)

    def stage(
        self, name: str, calls: Sequence[Call], done: Callable[[int], object] | None = None
    ) -> dict[int, dict[str, Any]]:
        """Do a piece of work on each part, and give the records of those that succeeded, by number."""
        records: dict[int, dict[str, Any]] = {}
        alone: list[Call] = []
        waiting, running = list(reversed(calls)), dict[Future[dict[str, Any]], Call]()

        def take(call: Call, future: Future[dict[str, Any]], is_alone: bool = False) -> None:
            try:
                records[call[0]] = future.result()
                if done:
                    done(call[0])
            except BrokenExecutor:
                if is_alone:
                    self.failed[f"{name} {call[0]}"] = "the process that worked on it was ended"
                else:
                    alone.append(call)
            except Exception as error:
                if isinstance(error, OSError) and error.errno in FULL:
                    for other in running:
                        other.cancel()
                    wait(running)
                    raise FullDisk(f"{name} {call[0]}", error, self.folder) from error
                self.failed[f"{name} {call[0]}"] = f"{type(error).__name__}: {error}"

        while waiting or running:
            while waiting and len(running) < 2 * width_of(self.executor):
                call = waiting.pop()
                running[self._submit(name, call)] = call
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                take(running.pop(future), future)
            if alone and not running:  # one of these ended its process: each gets another one to itself
                for call in alone[:]:
                    self._renew()
                    take(call, self._submit(name, call), is_alone=True)
                alone.clear()
                self._renew()
        return dict(sorted(records.items()))

    def _submit(self, name: str, call: Call) -> Future[dict[str, Any]]:
        part, depends, step, arguments = call
        task = Task(str(self.folder), name, part, hash_all(self.key, depends))
        try:
            return self.executor.submit(run_task, task, step, *arguments)
        except BrokenExecutor as error:  # a process died while nobody looked
            future: Future[dict[str, Any]] = Future()
            future.set_exception(error)
            return future

    def _renew(self) -> None:
        renew = getattr(self.executor, "renew", None)
        if renew is not None:
            renew()
