"""Steps -> made in their order, some at a time; a step that fails stops those after it only.

Each step runs in a thread, which only waits for a process (`analysis.reports.run.processes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from graphlib import TopologicalSorter


@dataclass(frozen=True)
class Task:
    """One step for the engine: the names of the steps before it, and what makes it."""

    name: str
    after: tuple[str, ...]
    make: Callable[[], None]


def run_tasks(tasks: Iterable[Task], jobs: int) -> dict[str, BaseException]:
    """Make each task after those that it names, `jobs` at a time.

    Parameters
    ----------
    tasks : iterable of Task
        Of those that are ready at once, the first are begun first.
    jobs : int
        At least 1.

    Returns
    -------
    dict of str to BaseException
        What failed, by name; tasks that were not begun because one before them failed are not in it.

    Examples
    --------
    >>> made = []
    >>> run_tasks([Task("b", ("a",), lambda: made.append("b")), Task("a", (), lambda: made.append("a"))], 2)
    {}
    >>> made
    ['a', 'b']
    """
    named = {task.name: task for task in tasks}
    order = TopologicalSorter({task.name: task.after for task in named.values()})
    order.prepare()
    failed: dict[str, BaseException] = {}
    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(jobs) as pool:
        while True:
            ready = set(order.get_ready())
            running |= {pool.submit(task.make): name for name, task in named.items() if name in ready}
            if not running:
                return failed
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                name = running.pop(future)
                error = future.exception()
                if error:
                    failed[name] = error  # and never done: what comes after it is never ready
                else:
                    order.done(name)
