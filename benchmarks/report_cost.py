"""What a method of sentiment costs a whole report: ``python -m benchmarks.report_cost [STUDY] [--turns N]``.

The report of a study (the shipped one) is made from nothing, into a new folder each time, with ``linear`` and with
``small``, in turns that begin with the one and then with the other. Prints the CPU seconds of each, those of all
processes that a report starts included, and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["METHODS", "main", "measure", "with_method"]

METHODS = ("linear", "small")
#: Linux: processes whose parent ends become children of this one (PR_SET_CHILD_SUBREAPER).
_BECOME_PARENT = 36


def with_method(text: str, method: str) -> str:
    """Name another method of sentiment in a study file.

    Examples
    --------
    >>> with_method("sentiment:  # how\\n  method: small\\naxes: {}\\n", "linear")
    'sentiment:  # how\\n  method: linear\\naxes: {}\\n'
    """
    found, n = re.subn(r"(?m)^(sentiment:[^\n]*\n(?:[ #][^\n]*\n)*?  method: )\w+", rf"\g<1>{method}", text)
    if n != 1:
        raise ValueError("A study file must name its method once, as `method:` below `sentiment:`.")
    return found


def measure(study: Path, folder: Path) -> float:
    """Make the report of a study into a folder, and give the CPU seconds of all processes."""
    command = [sys.executable, "-m", "analysis", "report", str(study), "--out", str(folder / "report")]
    environment = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    before = os.times()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    while True:  # kernels outlive who started them: they become ours, and count once they are waited for
        try:
            os.wait()
        except ChildProcessError:
            break
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Print the CPU seconds of each turn, and the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report_cost", description=__doc__)
    parser.add_argument("study", type=Path, nargs="?", default=Path("seeds"))
    parser.add_argument("--turns", type=int, default=3)
    given = parser.parse_args()
    ctypes.CDLL(None).prctl(_BECOME_PARENT, 1, 0, 0, 0)
    found: dict[str, list[float]] = {name: [] for name in METHODS}
    for turn in range(given.turns):
        for name in METHODS if turn % 2 == 0 else METHODS[::-1]:
            with tempfile.TemporaryDirectory() as folder:
                study = Path(folder) / "study"
                shutil.copytree(given.study, study)
                file = study / "study.yaml"
                file.write_text(with_method(file.read_text(encoding="utf-8"), name), encoding="utf-8")
                found[name].append(measure(study, Path(folder)))
            print(f"{name}: {found[name][-1]:.1f} s", flush=True)
    linear, small = (statistics.median(found[name]) for name in METHODS)
    print(f"| `linear` {linear:.1f} s | `small` {small:.1f} s | ratio {small / linear:.3f} | {given.turns} turns |")


if __name__ == "__main__":
    main()
