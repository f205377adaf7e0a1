"""How far a piece of work is: a bar with a total in a terminal or notebook, and elsewhere a line a minute."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any, TextIO

__all__ = ["Progress", "begin", "is_watched"]

#: Seconds between two lines where nobody watches.
EVERY = 60.0


def is_watched(file: TextIO | None = None) -> bool:
    """Tell whether somebody looks on: a terminal, or a notebook that is worked in by hand."""
    stream = sys.stderr if file is None else file
    return _is_notebook() or bool(stream and stream.isatty())


def _is_notebook() -> bool:
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
        self.what, self.total, self.done = what, total, 0
        self._file = file or (sys.stdout if _is_notebook() else sys.stderr)
        self._clock, self._said = clock, clock()
        self._begun = self._said
        self._bar: Any = None
        self._has_bar = is_watched(self._file)

    def begin(self, total: int) -> None:
        """Say how many there are."""
        self.total = total
        self._show()

    def __call__(self, n: int = 1) -> None:
        """Count `n` more."""
        self.done += n
        self._show(n)

    def _show(self, n: int = 0) -> None:
        if self._has_bar:
            if self._bar is None:
                from tqdm import tqdm

                self._bar = tqdm(desc=self.what, unit="", file=self._file, total=self.total, leave=False)
            self._bar.total = self.total
            self._bar.update(n)
            self._bar.refresh()
        elif (now := self._clock()) - self._said >= EVERY:
            self._said = now
            of = "" if self.total is None else f" of {self.total:,}"
            print(
                f"{self.what}: {self.done:,}{of} after {(now - self._begun) / 60:.0f} min", file=self._file, flush=True
            )

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def begin(progress: Callable[[int], object] | None, total: int) -> None:
    """Say how many there are to whatever counts, if it wants to know."""
    if isinstance(progress, Progress):
        progress.begin(total)
