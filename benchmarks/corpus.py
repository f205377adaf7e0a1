"""A corpus read by parts: ``python -m benchmarks.corpus FOLDER [ARTICLES [JOBS [SEED]]]`` prints one JSON object.

Writes a generated corpus of so many articles (20,000 of 20 outlets, unless said otherwise) into FOLDER, reads it by
parts and says what that cost: CPU seconds an article and the most memory of this process and of any worker. What is
there from an earlier call goes on where it was. ``--equal N`` holds every table of N articles against `analysis.read`
(`benchmarks.part_drills` ends readings on purpose).
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

import analysis
from analysis.corpus.demo import write_demo
from analysis.parts import open_executor
from analysis.tables import TABLES

__all__ = ["find_differences", "main", "measure"]

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


def main(arguments: list[str]) -> None:
    """Print the figures as JSON."""
    if not arguments:
        sys.exit(__doc__)
    folder = Path(arguments[0])
    if "--equal" in arguments:
        articles = int(arguments[arguments.index("--equal") + 1])
        result: dict[str, Any] = {"name": "corpus", "articles": articles, "differ": find_differences(folder, articles)}
    else:
        articles, jobs = (int(one) for one in (*arguments[1:3], *("20000", "1")[len(arguments[1:3]) :]))
        result = {"name": "corpus", **measure(folder, articles, jobs)}
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
