"""Size of the report of a generated corpus, part by part: ``python -m benchmarks.report_size 300 1000 --outlets 20``.

Each corpus is generated (`narrative demo`), its report is made by `narrative report` in a folder of its own, and every
file of it is weighed, one that stands in two places once. Prints one JSON object a corpus: articles, megabytes by part
and in all, without the search and with it, files, seconds, and the most memory that a process held. ``--keep FOLDER``
leaves study and report in FOLDER/N, and takes up what stands there.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.corpus.demo import write_demo

__all__ = ["weigh_report"]

#: Parts of a report by the beginning of a path in it, the first that fits; anything else is named by its folder.
_PARTS = {
    "room/article-": "articles' pages",
    "room/quotes": "ledger",
    "room/evidence/": "evidence",
    "room/search": "search",
    "room/explorer": "explorer",
    "room/index.html": "overview",
    ".batch/made/tables": "tables",
    ".batch/": "records",
    "index.html": "front page",
}


def weigh_report(folder: Path) -> dict[str, int]:
    """Give the bytes of each part of a report, each file once though several names may lead to it."""
    parts: Counter[str] = Counter()
    seen: set[tuple[int, int]] = set()
    for path in sorted(folder.rglob("*"), key=lambda path: (".batch" in path.parts, path)):
        if not path.is_file():
            continue
        found = path.stat()
        if (found.st_dev, found.st_ino) in seen:
            continue
        seen.add((found.st_dev, found.st_ino))
        name = path.relative_to(folder).as_posix()
        part = next((part for start, part in _PARTS.items() if name.startswith(start)), name.partition("/")[0])
        parts[part] += found.st_size
    return dict(parts)


def _make(articles: int, outlets: int, folder: Path) -> dict[str, Any]:
    study, out = folder / "study", folder / "report"
    if not (study / "study.yaml").is_file():
        write_demo(study, outlets=outlets, articles=articles)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "analysis", "report", str(study), "--out", str(out), "--seconds", "3600"]
    done = subprocess.run([*command, "--memory", "12000"], capture_output=True, text=True, check=False)
    seconds = round(time.perf_counter() - begun)
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    parts = {name: round(size / 1e6, 2) for name, size in sorted(weigh_report(out).items(), key=lambda it: -it[1])}
    whole = sum(weigh_report(out).values()) / 1e6
    return {
        "articles": articles,
        "outlets": outlets,
        "exit": done.returncode,
        "said": done.stdout.strip().splitlines()[1:],
        "MB": parts,
        "MB_without_search": round(whole - parts.get("search", 0), 1),
        "MB_with_search": round(whole, 1),
        "files": sum(path.is_file() for path in out.rglob("*")),
        "seconds": seconds,
        "most_memory_MB": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def main(arguments: list[str] | None = None) -> None:
    """Weigh the report of each corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report_size")
    parser.add_argument("articles", nargs="+", type=int)
    parser.add_argument("--outlets", type=int, default=20)
    parser.add_argument("--keep", type=Path, help="leave study and report here")
    asked = parser.parse_args(arguments)
    for articles in asked.articles:
        with TemporaryDirectory() as folder:
            place = asked.keep / str(articles) if asked.keep else Path(folder)
            print(json.dumps(_make(articles, asked.outlets, place), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
