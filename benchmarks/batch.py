"""A report against plain papermill: ``python -m benchmarks.batch`` runs the shipped grid both ways and prints JSON.

The peer is ``papermill NOTEBOOK OUT -p NAME VALUE`` for each run, one after another. CPU is that of a command and of
every process that it started. Wall time depends on what else the machine does; of both, quote the ratio.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

__all__ = ["main"]


class Cost:
    """Wall and CPU seconds of commands and all their descendants, who come to this process when they are orphans."""

    def __init__(self) -> None:
        ctypes.CDLL(None).prctl(36, 1)  # PR_SET_CHILD_SUBREAPER (Linux)

    def of(self, *commands: list[str], cwd: Path | None = None) -> dict[str, float]:
        """Run commands one after another."""
        wall, cpu = time.monotonic(), 0.0
        for command in commands:
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd)
            cpu += self._reap(process.pid)
        ended = time.monotonic() - wall
        return {"wall_s": round(ended, 2), "cpu_s": round(cpu, 2)}

    @staticmethod
    def _reap(pid: int) -> float:
        """Wait for a child and for those that it leaves; give the CPU seconds of all."""
        cpu = 0.0
        while True:
            try:
                ended, status, usage = os.wait4(-1, 0)
            except ChildProcessError:
                return cpu
            cpu += usage.ru_utime + usage.ru_stime
            if ended == pid and os.waitstatus_to_exitcode(status):
                raise RuntimeError(f"a command failed with exit code {os.waitstatus_to_exitcode(status)}")


def _papermill(out: Path) -> list[list[str]]:
    """Write the shipped grid as plain papermill calls."""
    from analysis.reports.figure.passport import NOTEBOOKS
    from analysis.reports.run.grid import expand_grid
    from analysis.study import read_study

    commands = []
    for name, row in expand_grid(read_study(), NOTEBOOKS, {}).items():
        values = [part for key, value in row.parameters.items() for part in ("-p", key, str(value))]
        figures = ["-p", "out", str(out / name)]
        notebook = str(NOTEBOOKS / f"{row.notebook}.ipynb")
        commands.append([sys.executable, "-m", "papermill", notebook, str(out / f"{name}.ipynb"), *values, *figures])
    return commands


def _open_stored(tables: Path) -> float:
    """Give the CPU seconds of opening a stored Reading, its study file too, as a notebook does (the best of five)."""
    from analysis.reports.notebook import load

    times = []
    for _ in range(5):
        begin = time.process_time()
        load(stored=tables)
        times.append(time.process_time() - begin)
    return round(min(times), 3)


def _kept(cost: Cost, passport: Path, folder: Path) -> dict[str, Any]:
    """Give what commands take when nothing is kept of the study, and once the first has kept what it read."""
    folder.mkdir()
    program = [sys.executable, "-m", "analysis"]
    commands = {"figure": ["figure", str(passport)], "methods": ["methods"], "find": ["find", "love"]}
    found: dict[str, Any] = {}
    for name, command in commands.items():
        before = cost.of([*program, *command], cwd=folder)["cpu_s"]
        after = cost.of([*program, *command], cwd=folder)["cpu_s"]
        found[name] = {"reads_cpu_s": before, "opens_cpu_s": after, "ratio": round(after / before, 3)}
        cost.of([*program, "kept", "--clear"], cwd=folder)
    return found


def main() -> None:
    """Print what it takes, and the ratios; ``python -m benchmarks.batch kept`` the part of what commands keep alone."""
    cost = Cost()
    os.environ.pop("NARRATIVE_READINGS", None)
    if sys.argv[1:] == ["kept"]:
        from analysis.study import find_shipped

        with tempfile.TemporaryDirectory() as folder:
            shown = find_shipped("figures") / "balance_by_outlet.json"
            print(json.dumps(_kept(cost, shown, Path(folder) / "kept"), indent=1))
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        report = [sys.executable, "-m", "analysis", "report", "--out", str(out / "report")]
        found: dict[str, Any] = {"name": "batch", "cores": len(os.sched_getaffinity(0))}
        (out / "papermill").mkdir()
        found["papermill"] = cost.of(*_papermill(out / "papermill"))
        found["report"] = cost.of(report)
        found["nothing_to_do"] = cost.of(report)
        found["why"] = cost.of([*report, "--why"])
        found["import_pandas"] = cost.of([sys.executable, "-c", "import pandas"])
        found["kept"] = _kept(cost, out / "report" / "figures" / "balance_by_outlet.json", out / "kept")
        found["open_stored_reading_cpu_s"] = _open_stored(out / "report" / "tables")
    found["ratio_of_wall"] = round(found["report"]["wall_s"] / found["papermill"]["wall_s"], 3)
    found["ratio_of_cpu"] = round(found["report"]["cpu_s"] / found["papermill"]["cpu_s"], 3)
    found["nothing_to_do_by_import_pandas"] = round(
        found["nothing_to_do"]["cpu_s"] / found["import_pandas"]["cpu_s"], 2
    )
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
