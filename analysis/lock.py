"""One run at a time in a folder; the second is told who has it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from analysis.errors import ReportError, StudyError

__all__ = ["hold_folder"]


@contextmanager
def hold_folder(folder: Path, what: str = "report", error: type[StudyError] = ReportError) -> Iterator[None]:
    """Hold a folder for this process; the system frees it when the process ends, however that ends.

    Parameters
    ----------
    folder : Path
        Made if it is not there.
    what : str
        What writes to the folder above it.
    error : type of StudyError

    Raises
    ------
    StudyError
        Of the type asked for; names process, host and start of the one that holds it.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    owner = folder / "owner.json"
    try:
        with FileLock(folder / "lock", timeout=0):
            start = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC"
            owner.write_text(
                json.dumps({"pid": os.getpid(), "host": platform.node(), "start": start}), encoding="utf-8"
            )
            yield
    except Timeout as timeout:
        raise error(f"Only one {what} at a time may write to {folder.parent}; {_who(owner)} does.") from timeout


def _who(owner: Path) -> str:
    try:
        facts = json.loads(owner.read_bytes())
        return f"process {facts['pid']} on {facts['host']}, started {facts['start']},"
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return "another process"
