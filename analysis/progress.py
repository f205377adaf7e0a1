"""How far a piece of work is: a bar with a total in a terminal or notebook, and elsewhere a line a minute."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TextIO, TypeVar

#: Seconds between two lines where nobody watches.
EVERY = 60.0

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def _is_notebook() -> bool:
    """Tell whether this runs in a notebook that is worked in by hand."""
    shell = sys.modules.get("IPython") and sys.modules["IPython"].get_ipython()
    return hasattr(shell, "kernel")


class Progress:
    """Counts what is done of a total, and says so.

    Where somebody watches it is a bar; elsewhere (a log, a scheduler's output) a line once a minute, and none for work
    that is done sooner. Close it, or use it in a ``with``.

    Parameters
    ----------
    what : str
        What is counted, in the plural.
    total : int, optional
        How many there are; `begin` says it once it is known.
    file : text stream, optional
        None: standard error, in a notebook standard output.
    clock : callable
        Gives seconds.
    """

    def __init__(
        self,
        what: str,
        total: int | None = None,
        *,
        file: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.what, self.total, self.done, self.share = what, total, 0, 0.0
        self._file = file or (sys.stdout if _is_notebook() else sys.stderr)
        self._clock, self._begun = clock, clock()
        self._said = self._begun
        self._bar: Any = None
        self._has_bar = _is_notebook() or bool(self._file and self._file.isatty())

    def begin(self, total: int) -> None:
        """Say how many there are."""
        self.total = total
        self._show()

    def __call__(self, n: int = 1) -> None:
        """Count `n` more, with what was counted of them by `count_part`."""
        self.done, self.share = self.done + n, 0.0
        self._show()

    def count_part(self, n: float) -> None:
        """Count a part of what the next call counts whole."""
        self.share += n
        self._show()

    def finish(self) -> None:
        """Count all that is left."""
        if self.total is not None:
            self(self.total - self.done)

    def _show(self) -> None:
        done = self.done + int(self.share)
        if self._has_bar:
            if self._bar is None:
                from tqdm import tqdm

                self._bar = tqdm(desc=self.what, unit="", file=self._file, total=self.total, leave=False)
            self._bar.total, self._bar.n = self.total, done
            self._bar.refresh()
        elif (now := self._clock()) - self._said >= EVERY:
            self._said = now
            of = "" if self.total is None else f" of {self.total:,}"
            print(f"{self.what}: {done:,}{of} after {(now - self._begun) / 60:.0f} min", file=self._file, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


#: What counts the work that is being done here; no other process or thread sees it.
_COUNTS: ContextVar[Progress | None] = ContextVar("progress", default=None)


def begin(progress: Callable[[int], object] | None, total: int) -> None:
    """Say how many there are to whatever counts, if it wants to know."""
    if isinstance(progress, Progress):
        progress.begin(total)


def tick(n: float) -> None:
    """Count a part of the work of the function that is `watched`, if anything counts it."""
    counts = _COUNTS.get()
    if counts is not None:
        counts.count_part(n)


def watched(what: str) -> Callable[[Callable[_Given, _Made]], Callable[_Given, _Made]]:
    """Let a function with a parameter ``progress`` show a bar of its own in a notebook that gives it none.

    Its parts are counted by `tick`, and what is left when it returns is counted too.

    Parameters
    ----------
    what : str
        What is counted, in the plural.
    """

    def decorate(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        @wraps(function)
        def run(*given: _Given.args, **options: _Given.kwargs) -> _Made:
            own = Progress(what) if options.get("progress") is None and _is_notebook() else None
            if own is not None:
                options["progress"] = own
            counts = options.get("progress")
            before = _COUNTS.set(counts if isinstance(counts, Progress) else None)
            try:
                made = function(*given, **options)
                if isinstance(counts, Progress):
                    counts.finish()
                return made
            finally:
                _COUNTS.reset(before)
                if own is not None:
                    own.close()

        return run

    return decorate
