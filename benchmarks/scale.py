"""Memory and CPU of a corpus by parts: ``python -m benchmarks.scale FOLDER ARTICLES [JOBS [PART]] [--equal]``.

Writes so many articles of news length (20 outlets; planted copies, quotations and frames, 2,500 articles a file) into
FOLDER, reads them by parts with ``sentiment: linear`` on JOBS processes (2), and prints, in Markdown, for each stage
how many pieces of work it had, the most memory that one of them took (the peak of its process while it worked), CPU
milliseconds an article, and which of the planted effects are found. Progress goes to stderr. A call that is ended goes
on where it was when the same call is made again, what it wrote and what it cost (``costs-ARTICLES.jsonl``) included.
``--equal`` also names the tables that are not those of `analysis.read`, which holds the whole corpus in memory
(`benchmarks.part_drills` ends readings on purpose).
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import analysis
from analysis.corpus.demo import write_demo
from analysis.parts import Corpus, open_executor
from analysis.parts.executors import width_of
from analysis.parts.records import Task
from analysis.tables import TABLES, write_bytes, write_whole

__all__ = ["Measured", "cost_of", "find_differences", "find_planted", "main", "make", "measure"]

OUTLETS = 20
CHUNK = 2_500  # articles of one file
LENGTH = 4_000  # characters that are added to the 1,200 of an article of the demo
_SYLLABLES = "ba cor del fen gar hol jun kel lim mar nor pel quin ros sal tor ven wil yar zem".split()
#: Sentences that are about nothing, with places for words; every fourth is said by somebody.
_PATTERNS = (
    "The {} of the {} was kept by a {} near the {} until the {} had been {}ed again.",
    "Nobody in the {} could say whether the {} or the {} would be {}ed before the {} of the {}.",
    "A {} that had stood beside the {} for years was {}ed to the {}, and the {} followed.",
    "“We had never seen a {} like the {} of that {}, and the {} was {}ed,” the {} said.",
    "Two {}s and a {} were brought from the {} to the {}, where they {}ed with the {}.",
    "Officials of the {} had {}ed the {} twice, but the {} of the {} went on without a {}.",
    "It took the {} a week to {} the {}, and by then most of the {} had left the {} for the {}.",
    "“The {} will {} the {}, whatever the {} does to the {},” said the {} of the region.",
)


def _vocabulary() -> np.ndarray:
    two = [a + b for a in _SYLLABLES for b in _SYLLABLES]
    return np.array(two + [a + b for a in two[:200] for b in _SYLLABLES])


def _background(random: np.random.Generator, words: np.ndarray) -> str:
    """Write paragraphs of three sentences until there are characters enough."""
    paragraphs: list[str] = []
    n = 0
    while n < LENGTH:
        patterns = random.integers(len(_PATTERNS), size=3)
        chosen = iter(words[(len(words) * random.random(24) ** 3).astype(int)].tolist())
        paragraph = " ".join(_PATTERNS[one].format(*[next(chosen) for _ in range(6)]) for one in patterns.tolist())
        paragraphs.append(paragraph)
        n += len(paragraph)
    return "\n\n".join(paragraphs)


def make(folder: Path, articles: int, jobs: int = 1, *, say: Callable[[str], object] = print) -> Path:
    """Write a corpus, a file at a time on each process; what is there stays. Give the folder of the study."""
    study = folder / f"study-{articles}"
    sizes = enumerate(min(CHUNK, articles - first) for first in range(0, articles, CHUNK))
    todo = [one for one in sizes if not (study / "articles" / f"{one[0]:04}.csv").is_file()]
    with open_executor(jobs) as executor:
        for done, future in enumerate([executor.submit(_write_chunk, study, *one) for one in todo], 1):
            future.result()
            say(f"written {done} of {len(todo)} files")
    return study


def _write_chunk(study: Path, number: int, articles: int) -> None:
    """Write a demo of its own with ids of its own, lengthened; the file of its articles last."""
    place, words = study / f"chunk-{number}", _vocabulary()
    write_demo(place, articles=articles, outlets=min(OUTLETS, articles // 2), seed=number)
    planted = json.loads((place / "planted.json").read_text())
    table = pd.read_csv(place / "articles.csv", dtype=str)
    ids = table["article_id"].tolist()
    original = [planted["copies"].get(one, one) for one in ids]
    chance = {one: np.random.default_rng([0, number, at]) for at, one in enumerate(sorted(set(original)))}
    background = {one: _background(random, words) for one, random in chance.items()}
    texts = [f"{text}\n\n{background[one]}" for text, one in zip(table["text"], original, strict=True)]
    table = table.assign(article_id=[f"{number:04}-{one}" for one in ids], text=texts)
    text = (place / "study.yaml").read_text().replace("articles: articles.csv", "articles: articles")
    write_bytes(study / "study.yaml", (text + "\nsentiment: {method: linear}\n").encode())
    planted["copies"] = {f"{number:04}-{one}": f"{number:04}-{copied}" for one, copied in planted["copies"].items()}
    write_bytes(study / "planted" / f"{number:04}.json", json.dumps(planted).encode())
    shutil.rmtree(place)
    write_whole(study / "articles" / f"{number:04}.csv", lambda file: table.to_csv(file, index=False))


class Measured(Executor):
    """Does the work of another executor, and notes what each piece of it cost."""

    def __init__(self, executor: Executor, log: Path) -> None:
        self.inner, self.log, self.width = executor, log, width_of(executor)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Submit to the other executor."""
        return self.inner.submit(cost_of, str(self.log), fn, *args, **kwargs)

    def renew(self) -> None:
        """Renew the other executor."""
        renew = getattr(self.inner, "renew", None)
        if renew is not None:
            renew()


def cost_of(log: str, fn: Callable[..., Any], task: Task, *args: Any, **kwargs: Any) -> Any:
    """Do a piece of work, and add a line to a log, unless it was done before."""
    before = _written(task)
    _forget_peak()
    began = time.process_time()
    result = fn(task, *args, **kwargs)
    if _written(task) != before:
        _note(Path(log), task.stage, task.part, time.process_time() - began)
    return result


def _note(log: Path, stage: str, part: int, cpu: float) -> None:
    line = {"stage": stage, "part": part, "cpu_s": round(cpu, 3), "peak_mib": _peak(), "process": os.getpid()}
    with log.open("a") as file:
        file.write(json.dumps(line) + "\n")


def _written(task: Task) -> int:
    return task.record.stat().st_mtime_ns if task.record.is_file() else 0


def _forget_peak() -> None:
    """Let the peak of this process count from now on (Linux)."""
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:
        return


def _peak() -> int:
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure(folder: Path, articles: int, jobs: int, part: int, *, say: Callable[[str], object] = print) -> Corpus:
    """Read the corpus by parts, and note the cost of each piece of work and of this process."""
    study = make(folder, articles, jobs, say=say)
    log = folder / f"costs-{articles}.jsonl"
    n_read, began = 0, time.monotonic()

    def progress(n: int) -> None:
        nonlocal n_read
        n_read += n
        say(f"read {n_read:,} of {articles:,} articles, {time.monotonic() - began:.0f} s")

    before = time.process_time()
    with open_executor(jobs) as executor:
        noted = Measured(executor, log)
        corpus = analysis.read_corpus(study, None, folder / f"tables-{articles}", part, noted, progress=progress)
    if jobs != 1:
        _note(log, "this process", 0, time.process_time() - before)
    return corpus


def _costs(log: Path, articles: int) -> Iterator[str]:
    """Sum the log by stage: Markdown rows."""
    found: dict[str, dict[int, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for line in log.read_text().splitlines():
        one = json.loads(line)
        found[one["stage"]][one["part"]].append(one)
    yield "| stage | pieces | most memory of a process, MiB | CPU of an article, ms |\n|---|---|---|---|"
    total, most = 0.0, 0
    for stage, pieces in found.items():
        last = [runs[-1] for runs in pieces.values()]
        cpu = sum(sum(run["cpu_s"] for run in runs) if stage == "this process" else runs[-1]["cpu_s"]
                  for runs in pieces.values())  # fmt: skip
        peak = max(one["peak_mib"] for one in last)
        total, most = total + cpu, max(most, peak)
        yield f"| {stage} | {len(pieces)} | {peak:,} | {1000 * cpu / articles:.2f} |"
    yield f"| all | | {most:,} | {1000 * total / articles:.1f} |"


def find_planted(study: Path, corpus: Corpus) -> dict[str, str]:
    """Say how much of what was planted is found."""
    planted = [json.loads(file.read_text()) for file in sorted((study / "planted").glob("*.json"))]
    copies = corpus.table("copies").set_index("article_id")["cluster_id"]
    pairs = [pair for one in planted for pair in one["copies"].items()]
    n_found = sum(copies[a] == copies[b] for a, b in pairs)
    n_alike = int(copies.duplicated(keep=False).sum())
    n_true = len({one for pair in pairs for one in pair})
    scores = corpus.table("axis_scores")
    chosen = (scores["unit_kind"] == "outlet") & (scores["section"] == "all") & (scores["voice"] == "own")
    found = scores[chosen].set_index("unit_id")["balance"]
    wanted = pd.DataFrame([one["balance"] for one in planted]).mean()
    contrasts = corpus.table("contrasts")
    own = contrasts[contrasts["facet"].eq("reunion-feud:own") & contrasts["measure"].eq("balance")]
    event = own[own["unit_a"].eq("after:filing") & own["copies"].eq("with")].iloc[0]
    keys = corpus.table("keyness")
    keys = keys[(keys["q"] <= 0.05) & (keys["g2"] > 0)]
    pets = planted[0]["pet_words"]
    n_pets = sum(((keys["unit_a"] == outlet) & keys["term"].str.startswith(pet)).any() for outlet, pet in pets.items())
    ledger = corpus.table("shared_quotes", columns=["utterance_id", "n_articles"])
    return {
        "copies": f"{n_found:,} of {len(pairs):,} with their original; articles in clusters {n_alike:,} of {n_true:,}",
        "balance of outlets": f"largest error {(found - wanted).abs().max():.3f}",
        "event": f"{event['difference']:.2f} [{event['lower']:.2f}, {event['upper']:.2f}]",
        "pet words": f"{n_pets} of {len(pets)} outlets",
        "utterances of two articles or more": f"{ledger[ledger['n_articles'] > 1]['utterance_id'].nunique():,}",
        "rows of coverage": f"{len(corpus.table('coverage', columns=['item_id'])):,}",
    }


def find_differences(study: Path, corpus: Corpus) -> list[str]:
    """Name the tables of a corpus read by parts that are not those of `analysis.read`."""
    by_parts, reading = corpus.reading(), analysis.read(study)
    return [name for name in TABLES if not by_parts[name].equals(reading[name])]


def main(arguments: list[str]) -> None:
    """Print the tables."""
    is_compared = "--equal" in arguments
    arguments = [one for one in arguments if one != "--equal"]
    if len(arguments) < 2:
        sys.exit(__doc__)
    folder, articles = Path(arguments[0]), int(arguments[1])
    jobs, part = (int(one) for one in (*arguments[2:4], *("2", "2500")[len(arguments[2:4]) :]))

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    corpus = measure(folder, articles, jobs, part, say=say)
    print(f"{articles:,} articles, {jobs} processes, parts of {part:,}; failed: {corpus.failed or 'nothing'}\n")
    for row in _costs(folder / f"costs-{articles}.jsonl", articles):
        print(row)
    print("\n| planted | found |\n|---|---|")
    for name, value in find_planted(folder / f"study-{articles}", corpus).items():
        print(f"| {name} | {value} |")
    if is_compared:
        differ = find_differences(folder / f"study-{articles}", corpus)
        print(f"\nTables that differ from those of `analysis.read`: {', '.join(differ) or 'none'}")


if __name__ == "__main__":
    main(sys.argv[1:])
