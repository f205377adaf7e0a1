"""What a report does when the machine fails it: ``python -m benchmarks.drills [NAME…] [--kills N]``, counts as JSON.

Each drill runs ``report`` as a process of its own on a small invented study in a temporary folder. "Lost" counts runs
that were done before the fault and do not hold after it, "kept" those that hold; "alive" processes of it 5 s after its
end (found by a mark in their environment); "parts" files that are not whole after the next report; "again" runs that
the next report made although they were done; "other_bytes" next reports that did not leave what one without fault does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest.mock import patch

__all__ = ["main"]

STUDY = """\
study: {id: harbour, title: The harbour}
articles: articles.csv
people: {ana: {name: Ana Ruiz, pronouns: she}, ben: {name: Ben Okafor, pronouns: he}}
frames:
  growth: {label: growth, definition: g, functions: {problem_definition: {indicators: [jobs]}}}
  harm: {label: harm, definition: h, functions: {problem_definition: {indicators: [spill]}}}
axes: {growth-harm: {label: growth or harm, positive: growth, negative: harm}}
"""
ARTICLES = """\
article_id,outlet,published,text
a,The Tide,2024-05-01,Ana Ruiz wants jobs. Ben Okafor fears a spill.
b,The Bell,2024-06-02,The spill came late. Ana Ruiz spoke of jobs again.
"""
GOOD = ["from pathlib import Path; Path('mine.txt').write_text(str(most))", "most"]
DECLARED = "study = None\nstored = None\nout = None\nmost = 3\noutlets = None\nperiod = None"
#: The engine's and the lock's own files say when and where; all else is compared byte for byte.
OWN = {"engine", "owner.json", "lock", "part"}


class Bench:
    """A study, its notebooks and a report's folder, all in one place."""

    def __init__(self, root: Path, **notebooks: list[str]) -> None:
        self.root, self.out, self.mark = root, root / "out", uuid.uuid4().hex
        self.reports: set[int] = set()
        for folder in ("study", "notebooks"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        (root / "study" / "study.yaml").write_text(STUDY, encoding="utf-8")
        (root / "study" / "articles.csv").write_text(ARTICLES, encoding="utf-8")
        for name, sources in (notebooks or {f"0{n}_good": GOOD for n in range(4)}).items():
            self.write(name, *sources)

    def write(self, name: str, *sources: str) -> None:
        """Write a notebook, one code cell a source."""
        cells = [_cell("parameters", DECLARED, "parameters")]
        cells += [_cell(f"c{number}", source) for number, source in enumerate(sources)]
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (self.root / "notebooks" / f"{name}.ipynb").write_text(json.dumps(book), encoding="utf-8")

    def start(self, *options: str, before: Callable[[], Any] | None = None) -> subprocess.Popen[str]:
        """Start a report."""
        command = [sys.executable, "-m", "benchmarks.drills", "--child", str(self.root / "notebooks")]
        command += ["report", str(self.root / "study"), "--out", str(self.out), *options]
        environment = os.environ | {"NARRATIVE_DRILL": self.mark}
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        process = subprocess.Popen(command, env=environment, preexec_fn=before, start_new_session=True, **pipes)
        self.reports.add(process.pid)
        return process

    def report(self, *options: str, before: Callable[[], Any] | None = None) -> tuple[int, str]:
        """Run a report to its end; give its exit code and what it said."""
        process = self.start(*options, before=before)
        said, _ = process.communicate(timeout=300)
        return process.returncode, said

    def alive(self) -> list[int]:
        """Find the processes of this report, by the mark that they inherited."""
        mark = f"NARRATIVE_DRILL={self.mark}".encode()
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if (
                    mark in path.read_bytes()
                    and "Z" not in (path.parent / "stat").read_text().split(")")[-1].split()[0]
                ):
                    found.append(int(path.parent.name))
            except OSError:
                continue
        return found

    def kernels(self) -> list[int]:
        """Find those that are kernels: the ones that lead a session, as the reports themselves do."""
        return [pid for pid in self.alive() if os.getsid(pid) == pid and pid not in self.reports]

    def holding(self) -> set[str]:
        """Name the steps that are done and hold."""
        from analysis.reports.run.records import find_damage, read_records

        records = read_records(self.out)
        return {name for name, record in records.items() if name != "site" and not find_damage(record, self.out)}

    def recorded(self) -> set[str]:
        """Name the steps that have a record, whether they hold or not."""
        return {path.stem for path in (self.out / ".batch" / "done").glob("*.json")} - {"site"}

    def snapshot(self) -> dict[str, str]:
        """Hash every file of the report, but those that say when it was made."""
        files = (path for path in sorted(self.out.rglob("*")) if path.is_file())
        named = ((path.relative_to(self.out), path) for path in files)
        return {
            name.as_posix(): sha256(path.read_bytes()).hexdigest()
            for name, path in named
            if not (name.parts[0] == ".batch" and name.parts[1] in OWN)
        }


def _cell(name: str, source: str, *tags: str) -> dict[str, Any]:
    shared = {"id": name, "metadata": {"tags": list(tags)}, "source": source}
    return {"cell_type": "code", "execution_count": None, "outputs": [], **shared}


@contextmanager
def bench(**notebooks: list[str]) -> Iterator[Bench]:
    """Make a bench that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="drill-") as root:
        yield Bench(Path(root), **notebooks)


def drill_kill(kills: int, seed: int = 0) -> dict[str, Any]:
    """Kill -9 of the report at random moments; each is followed by another report, which may be killed too."""
    draw = random.Random(seed)
    counts = dict.fromkeys(("kills", "finished_before", "kept", "lost", "alive", "parts", "again", "other_bytes"), 0)
    with bench() as place:
        begin = time.monotonic()
        assert place.report()[0] == 0
        length, wanted = time.monotonic() - begin, place.snapshot()
        while counts["kills"] < kills:
            subprocess.run(["rm", "-rf", str(place.out)], check=True)
            for _ in range(3):
                counts["kills"] += _kill_once(place, draw.uniform(0, 0.6 * length), counts)  # what is done shortens it
            before = place.holding()
            done = {name: (place.out / ".batch" / "done" / f"{name}.json").stat().st_ino for name in before}
            code, _ = place.report()
            again = [
                n for n, node in done.items() if (place.out / ".batch" / "done" / f"{n}.json").stat().st_ino != node
            ]
            counts["again"] += len(again)
            counts["parts"] += sum(1 for path in place.out.rglob("*.part"))
            counts["other_bytes"] += code != 0 or place.snapshot() != wanted
            print(json.dumps(counts), file=sys.stderr, flush=True)
    return counts


def _kill_once(place: Bench, moment: float, counts: dict[str, int]) -> int:
    """Kill a report after a time; give whether it was still running."""
    process = place.start()
    try:
        process.wait(moment)
        counts["finished_before"] += 1
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    was_killed = process.returncode == -signal.SIGKILL
    deadline = time.monotonic() + 5
    while place.alive() and time.monotonic() < deadline:
        time.sleep(0.1)
    counts["alive"] += len(place.alive())
    recorded, holding = place.recorded(), place.holding()
    counts["kept"] += len(holding)
    counts["lost"] += len(recorded - holding)
    return int(was_killed)


def drill_signals() -> dict[str, Any]:
    """SIGTERM, SIGHUP, and SIGINT once and twice while notebooks run."""
    found: dict[str, Any] = {}
    for name, signals in (
        ("SIGTERM", [signal.SIGTERM]),
        ("SIGHUP", [signal.SIGHUP]),
        ("SIGINT", [signal.SIGINT]),
        ("SIGINT twice", [signal.SIGINT, signal.SIGINT]),
    ):
        with bench(**{"00_good": GOOD, "01_slow": ["import time; time.sleep(200)"]}) as place:
            process = place.start()
            _wait_for(partial(_is_slow_alone, place))
            begin = time.monotonic()
            for number in signals:
                process.send_signal(number)
                time.sleep(0.2)
            said, _ = process.communicate(timeout=60)
            found[name] = {
                "exit": process.returncode,
                "seconds": round(time.monotonic() - begin, 1),
                "said": said.strip().splitlines()[-1:],
                "alive": len(place.alive()),
                "kept": "00_good" in place.holding(),
            }
    return found


def _is_slow_alone(place: Bench) -> bool:
    return "00_good" in place.recorded() and bool(place.kernels())


def _wait_for(condition: Callable[[], Any], seconds: float = 240) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the moment of the drill did not come")
        time.sleep(0.1)


def _failing(said: str) -> list[str]:
    return [line for line in said.splitlines() if " failed: " in line]


def drill_cells() -> dict[str, Any]:
    """A kernel is killed or leaves, a cell stops, hangs or eats memory; the others finish."""
    notebooks = {
        "00_good": GOOD,
        "01_killed": ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "2"],
        "02_leaves": ["import os; os._exit(0)", "2"],
        "03_exits": ["raise SystemExit(0)", "2"],
        "04_hangs": ["import time; time.sleep(600)", "2"],
        "05_busy": ["import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True: pass", "2"],
        "06_eats": ["x = bytearray(20 << 30)", "2"],
        "07_eats_in_c": ["import numpy; x = numpy.ones(20 << 27)", "2"],
        "08_poison": ["import os, signal; os.kill(os.getppid(), signal.SIGKILL); import time; time.sleep(600)", "2"],
        "09_good": GOOD,
    }
    with bench(**notebooks) as place:
        code, said = place.report("--seconds", "40")
        first = place.holding() - {"tables"}
        for name in [name for name in notebooks if "good" not in name]:
            place.write(name, *GOOD)
        again, second = place.report("--seconds", "40")
    ran = [line for line in second.splitlines() if " now, " in line]
    return {"exit": code, "failed": _failing(said), "done": sorted(first), "mended": {"exit": again, "said": ran}}


def drill_disk() -> dict[str, Any]:
    """The disk is full (a tmpfs of less and less), or files may not grow (ulimit -f)."""
    import resource

    found: dict[str, Any] = {}
    for kilobytes in (64, 256, 512, 1024):
        with bench() as place:
            place.out.mkdir()
            if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(place.out)]).returncode:
                return {"skipped": "a tmpfs cannot be mounted here"}
            try:
                code, said = place.report()
                lost = place.recorded() - place.holding()
                subprocess.run(["mount", "-o", "remount,size=64m", str(place.out)], check=True)
                after, _ = place.report()
            finally:
                subprocess.run(["umount", "-l", str(place.out)], check=True)
        found[f"tmpfs of {kilobytes} KB"] = {
            "exit": code,
            "said": said.strip()[-200:],
            "lost": len(lost),
            "after": after,
        }
        print(json.dumps(found), file=sys.stderr, flush=True)
    for size in (4 << 10, 64 << 10):

        def limit(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        with bench() as place:
            code, said = place.report(before=limit)
            lost = place.recorded() - place.holding()
            after, _ = place.report()
        found[f"files up to {size >> 10} KB"] = {
            "exit": code,
            "said": said.strip()[-200:],
            "lost": len(lost),
            "after": after,
        }
        print(json.dumps(found), file=sys.stderr, flush=True)
    return found


def drill_folder() -> dict[str, Any]:
    """The folder is read-only, vanishes, is in use by another report, or was when that was killed."""
    found: dict[str, Any] = {}
    with bench() as place:
        place.out.mkdir()
        if not subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", str(place.out)], check=False).returncode:
            found["read-only"] = place.report()
            subprocess.run(["umount", "-l", str(place.out)], check=True)
    wait = "import os, time\nwhile not os.path.exists(os.path.dirname(study) + '/go'): time.sleep(.1)"
    with bench(**{"00_slow": [wait]}) as place:
        process = place.start()
        _wait_for(place.kernels)
        found["in use"] = place.report()
        subprocess.run(["rm", "-rf", str(place.out)], check=True)
        (place.root / "study" / "go").touch()
        said, _ = process.communicate(timeout=120)
        found["vanishes"] = (process.returncode, said.strip()[-300:])
        (place.root / "study" / "go").unlink()
        subprocess.run(["rm", "-rf", str(place.out)], check=True)
        process = place.start()
        _wait_for(place.kernels)
        process.kill()
        process.wait()
        (place.root / "study" / "go").touch()
        found["lock of a killed report"] = place.report()[0]
    return found


def drill_ports(times: int = 24) -> dict[str, Any]:
    """Many kernels start at a time; each writes to a relative path in a folder of its own."""
    with bench(**{f"{n:02d}_good": GOOD for n in range(times)}) as place:
        code, said = place.report("--jobs", "12")
        files = list((place.out / "files").glob("*/mine.txt"))
    return {"exit": code, "runs": times, "files": len(files), "failed": _failing(said)}


DRILLS: dict[str, Callable[..., dict[str, Any]]] = {
    "kill": drill_kill,
    "signals": drill_signals,
    "cells": drill_cells,
    "disk": drill_disk,
    "folder": drill_folder,
    "ports": drill_ports,
}


def main(arguments: list[str]) -> None:
    """Run the drills that are named, or all."""
    if arguments[:1] == ["--child"]:
        import analysis.reports.run.batch as batch
        from analysis.cli import main as narrative

        with patch.object(batch, "NOTEBOOKS", Path(arguments[1])):
            narrative(arguments[2:])
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drills")
    parser.add_argument("names", nargs="*", choices=[*DRILLS, []], default=[])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    for name in asked.names or DRILLS:
        options = {"kills": asked.kills, "seed": asked.seed} if name == "kill" else {}
        print(json.dumps({"drill": name, **DRILLS[name](**options)}, indent=1, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
