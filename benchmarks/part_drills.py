"""Faults of a reading by parts, done on purpose: ``python -m benchmarks.part_drills [kill|disk|worker|poison]``.

Each prints one JSON object. A generated corpus of 96 articles in 12 parts is read by ``narrative read --jobs 2`` in a
process of its own; in the end every table must be that of `analysis.read`.

- ``kill``: SIGKILL at ``--kills`` random moments (20); what later runs read again of what was finished, and how many
  parts stand begun and not finished.
- ``disk``: a full disk (a small tmpfs, where one may be mounted), and files that may not grow beyond some bytes.
- ``worker``: one of the two processes is killed; the other goes on.
- ``poison``: an article whose part ends every process that reads it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import analysis
import analysis.parts.steps as steps
from analysis.corpus.demo import write_demo
from analysis.pipeline import read_slice
from analysis.tables import TABLES

__all__ = ["main"]

ARTICLES, PART, JOBS = 96, 8, 2
#: The article that ends who reads it, named in the environment of a run and of its workers.
POISON = "NARRATIVE_POISON"


class Bench:
    """A study, the folder that it is read into, and what was finished there before the last run."""

    def __init__(self, root: Path) -> None:
        self.study, self.out = root / "study", root / "out"
        write_demo(self.study, articles=ARTICLES, outlets=6)

    def start(self, **options: Any) -> subprocess.Popen[str]:
        """Start a reading; its group of processes has the number of its process."""
        command = [sys.executable, "-m", "benchmarks.part_drills", "--child", "read", str(self.study)]
        command += ["--out", str(self.out), "--jobs", str(JOBS), "--part", str(PART)]
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "start_new_session": True}
        return subprocess.Popen(command, text=True, **pipes, **options)

    def read(self, **options: Any) -> tuple[int, list[str]]:
        """Read to the end; give the exit code and the lines that speak of a failure."""
        process = self.start(**options)
        said, _ = process.communicate()
        return process.returncode, [line[:300] for line in said.splitlines() if line.startswith(("Failed", "error"))]

    def finished(self) -> dict[str, int]:
        """Give the records of what is done, with the times at which they were written."""
        found = {}
        for record in self.out.glob("**/[0-9][0-9][0-9][0-9][0-9].json"):
            with suppress(OSError):
                found[record.relative_to(self.out).as_posix()] = record.stat().st_mtime_ns
        return found

    def begun(self) -> int:
        """Count the parts of which a table stands and no record."""
        parts = {file.stem.removeprefix("part-") for file in self.out.glob("*/part-*.parquet")}
        return len(parts - {record.stem for record in self.out.glob("parts/*.json")})

    def differ(self) -> list[str]:
        """Name the tables that are not those of `analysis.read`."""
        corpus, reading = analysis.open_corpus(self.out, self.study), analysis.read(self.study)
        return [name for name in TABLES if not corpus.table(name).equals(reading[name])]

    def end(self) -> dict[str, Any]:
        """Read to the end as if nothing had been, and say what came."""
        code, failed = self.read()
        return {"then_exit": code, "then_failed": failed, "tables_that_differ": self.differ()}


@contextmanager
def _bench() -> Iterator[Bench]:
    with TemporaryDirectory() as folder:
        yield Bench(Path(folder))


def drill_kill(kills: int, seed: int = 0) -> dict[str, Any]:
    """Kill readings at random moments: of each second that a whole one takes, as often."""
    chance, again, unfinished, alive, done = random.Random(seed), 0, [], 0, 0
    with _bench() as bench:
        begun = time.monotonic()
        bench.read()
        whole = time.monotonic() - begun
        subprocess.run(["rm", "-rf", str(bench.out)], check=True)
        while done < kills:
            before = bench.finished()
            process = bench.start()
            try:
                process.communicate(timeout=chance.uniform(0.05, 1.0) * whole)
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                done += 1
                time.sleep(2)
                alive += _ends(process.pid)
            else:  # it came to the end: the next one begins anew
                subprocess.run(["rm", "-rf", str(bench.out)], check=True)
                before = {}
            after = bench.finished()
            again += sum(after.get(record) != when for record, when in before.items())
            unfinished.append(bench.begun())
        found = {"kills": done, "seconds_of_a_whole_reading": round(whole, 1), "finished_work_done_again": again}
        found |= {"most_parts_begun_and_not_finished": max(unfinished), "workers_alive_after_2_s": alive}
        return found | bench.end()


def _ends(group: int) -> int:
    """Say whether anything of a group of processes is left, and end it."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1


def drill_disk() -> dict[str, Any]:
    """Read onto a disk that is full after some parts, and with files that may not grow."""
    found: dict[str, Any] = {}
    with _bench() as bench:
        bench.out.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=600k", "none", str(bench.out)]
        if not subprocess.run(mount, check=False, capture_output=True).returncode:
            try:
                found["tmpfs of 600 KB"] = bench.read()
                found["finished by then"] = len(bench.finished())
                subprocess.run(["mount", "-o", "remount,size=200m", str(bench.out)], check=True)
                found["with room"] = bench.end()
            finally:
                subprocess.run(["umount", "-l", str(bench.out)], check=True)
    with _bench() as bench:
        most = 20_000

        def bound() -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        found[f"files of {most:,} bytes at most"] = bench.read(preexec_fn=bound)
        found["without the limit"] = bench.end()
    return found


def drill_worker() -> dict[str, Any]:
    """Kill one of the two workers once it has begun."""
    with _bench() as bench:
        process = bench.start()
        while not list(bench.out.glob("parts/*.json")):
            time.sleep(0.1)
        workers = [pid for pid in _children(process.pid) if "spawn_main" in _command(pid)]
        os.kill(workers[0], signal.SIGKILL)
        said, _ = process.communicate()
        failed = [line for line in said.splitlines() if line.startswith(("Failed", "error"))]
        return {"exit": process.returncode, "failed": failed, "tables_that_differ": bench.differ()}


def _children(pid: int) -> list[int]:
    return [int(one) for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def drill_poison() -> dict[str, Any]:
    """Read a corpus of which one article ends every process that reads it."""
    with _bench() as bench:
        code, failed = bench.read(env={**os.environ, POISON: "demo-0050"})
        parts = [
            row["part"] for row in analysis.open_corpus(bench.out, bench.study).manifest["parts"] if row["is_read"]
        ]
        return {"exit": code, "failed": failed, "parts_read": len(parts), **bench.end()}


def _poison(article_id: str) -> None:
    def read(articles: Any, *more: Any, **named: Any) -> Any:
        if article_id in articles["article_id"].tolist():
            os.kill(os.getpid(), signal.SIGKILL)
        return read_slice(articles, *more, **named)

    patch.object(steps, "read_slice", read).start()


DRILLS: dict[str, Callable[..., dict[str, Any]]] = {
    "kill": drill_kill,
    "disk": drill_disk,
    "worker": drill_worker,
    "poison": drill_poison,
}


def main(arguments: list[str]) -> None:
    """Run the drills that are named, or all."""
    if arguments[:1] == ["--child"]:
        from analysis.cli import main as narrative

        narrative(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m benchmarks.part_drills")
    parser.add_argument("names", nargs="*", choices=[*DRILLS, []], default=[])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    for name in asked.names or DRILLS:
        options = {"kills": asked.kills, "seed": asked.seed} if name == "kill" else {}
        print(json.dumps({"drill": name, **DRILLS[name](**options)}, indent=1, ensure_ascii=False), flush=True)


if os.environ.get(POISON):  # workers import this module as that of their parent
    _poison(os.environ[POISON])
if __name__ == "__main__":
    main(sys.argv[1:])
