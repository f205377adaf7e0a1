"""A corpus read by parts: ``python -m benchmarks.corpus FOLDER [ARTICLES [JOBS [SEED]]]`` prints one JSON object.

Writes a generated corpus of so many articles (20,000 of 20 outlets, unless said otherwise) into FOLDER, reads it by
parts and says what that cost: CPU seconds an article and the most memory of this process and of any worker. What is
there from an earlier call goes on where it was. ``--equal N`` holds every table of N articles against `analysis.read`;
``--kill N`` ends a reading with SIGKILL N times at random moments and says how many parts were read twice.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import analysis
from analysis.corpus.demo import write_demo
from analysis.parts import open_executor
from analysis.tables import TABLES

__all__ = ["find_differences", "kill_often", "main", "measure"]

OUTLETS = 20


def _usage(who: int) -> tuple[float, float]:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def make(folder: Path, articles: int, seed: int = 0) -> Path:
    """Write the corpus, unless it is there."""
    study = folder / f"study-{articles}"
    if not (study / "planted.json").is_file():
        write_demo(study, articles=articles, outlets=min(OUTLETS, articles // 2), seed=seed)
    return study


def measure(folder: Path, articles: int, jobs: int) -> dict[str, Any]:
    """Read the corpus by parts; give CPU seconds and the most memory (MiB) of this process and of its workers."""
    study, began = make(folder, articles), time.monotonic()
    before = _usage(resource.RUSAGE_SELF)[0]
    with open_executor(jobs) as executor:
        corpus = analysis.read_corpus(study, None, folder / f"tables-{articles}", executor=executor)
    here, workers = _usage(resource.RUSAGE_SELF), _usage(resource.RUSAGE_CHILDREN)
    cpu = here[0] - before + workers[0]
    return {
        "articles": articles,
        "jobs": jobs,
        "parts": len(corpus.manifest["parts"]),
        "failed": corpus.failed,
        "megabytes_of_text": round((study / "articles.csv").stat().st_size / 1e6, 1),
        "cpu_s": round(cpu, 1),
        "cpu_ms_an_article": round(1000 * cpu / articles, 2),
        "wall_s": round(time.monotonic() - began, 1),
        "peak_mib_here": round(here[1]),
        "peak_mib_of_a_worker": round(workers[1]),
        "coverage_rows": len(corpus.table("coverage")),
    }


def find_differences(folder: Path, articles: int, part: int = 500) -> list[str]:
    """Name the tables of a corpus read by parts that are not those of `analysis.read`."""
    study = make(folder, articles)
    corpus = analysis.read_corpus(study, None, folder / f"equal-{articles}", part)
    by_parts, reading = corpus.reading(), analysis.read(study)
    return [name for name in TABLES if not by_parts[name].equals(reading[name])]


def kill_often(folder: Path, articles: int, times: int, part: int = 250, seed: int = 0) -> dict[str, Any]:
    """End a reading at random moments and count the finished parts that a later run read again."""
    study, chance = make(folder, articles), random.Random(seed)
    out = folder / f"killed-{articles}"
    command = [sys.executable, "-m", "analysis", "read", str(study), "--out", str(out), "--jobs", "1"]
    command += ["--part", str(part)]
    again, kills = 0, 0
    for _ in range(times):
        done = {file: file.stat().st_mtime_ns for file in sorted((out / "parts").glob("*.json"))}
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(chance.uniform(4, 25))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        again += sum(not file.is_file() or file.stat().st_mtime_ns != when for file, when in done.items())
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    corpus = analysis.open_corpus(out, study)
    reading = analysis.read(study)
    wrong = [name for name in TABLES if not corpus.table(name).equals(reading[name])]
    parts = len(corpus.manifest["parts"])
    return {"kills": kills, "parts": parts, "finished_parts_read_again": again, "tables_that_differ": wrong}


def main(arguments: list[str]) -> None:
    """Print the figures as JSON."""
    if not arguments:
        sys.exit(__doc__)
    folder = Path(arguments[0])
    if "--equal" in arguments:
        articles = int(arguments[arguments.index("--equal") + 1])
        result: dict[str, Any] = {"name": "corpus", "articles": articles, "differ": find_differences(folder, articles)}
    elif "--kill" in arguments:
        result = {"name": "corpus", **kill_often(folder, 1_500, int(arguments[arguments.index("--kill") + 1]))}
    else:
        articles, jobs = (int(one) for one in (*arguments[1:3], *("20000", "1")[len(arguments[1:3]) :]))
        result = {"name": "corpus", **measure(folder, articles, jobs)}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
