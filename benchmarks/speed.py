"""Speed of reading: ``python -m benchmarks.speed POLNEAR`` prints one JSON object.

CPU time of one core; every figure stands beside a peer measured in the same run: VADER's own `polarity_scores`
on the same sentences.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from analysis.people.cast import Casts
from analysis.people.mentions import find_mentions
from analysis.people.quoted import resolve_quoted
from analysis.pipeline import without_collection
from analysis.speech.quotes import find_quotes
from analysis.study import About, Person, Study
from analysis.text.clean import clean_articles
from analysis.text.sentences import find_sentences

__all__ = ["main", "measure_chain", "measure_memory", "measure_start", "read_chain", "read_folder"]

#: Articles measured at a time, and turns taken.
CHUNK, TURNS = 84, 5
#: What a process of its own does, beside the import of pandas, which a reading of tables cannot do without.
_COLD = {
    "import_pandas": "import pandas",
    "help": "from analysis.cli import main; main(['--help'], standalone_mode=False)",
    "check": "from analysis.cli import main; main(['check'], standalone_mode=False)",
    "read_one_article": "import analysis, pandas as pd; analysis.read(pd.DataFrame({'outlet': ['Bay Post'], "
    "'text': ['“It is safe,” said Ana Ruiz.']}), people=['Ana Ruiz'])",
}


def _seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    begin = time.process_time()
    result = work()
    return time.process_time() - begin, result


def measure_start() -> dict[str, float]:
    """Measure the import of the package and a first and a second reading of the shipped study, in CPU seconds."""
    code = (
        "import time; a = time.process_time(); import analysis; b = time.process_time(); analysis.read; "
        "c = time.process_time(); analysis.read(); d = time.process_time(); analysis.read(); e = time.process_time(); "
        "print(b - a, c - b, d - c, e - d)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = ("import_analysis", "import_of_every_step", "read_shipped_study_first", "read_shipped_study_again")
    found = {f"{name}_s": round(float(value), 3) for name, value in zip(names, done.stdout.split(), strict=True)}
    with TemporaryDirectory() as folder:
        turns = [{name: _cold(code, Path(folder)) for name, code in _COLD.items()} for _ in range(TURNS)]
    cold = {name: min(turn[name] for turn in turns) for name in _COLD}
    peer = cold.pop("import_pandas")
    return found | {f"{name}_over_import_pandas": round(seconds / peer, 2) for name, seconds in cold.items()}


def _cold(code: str, compiled: Path) -> float:
    """Give the CPU seconds of a Python process from its start to the end of some code.

    Modules are compiled once, into a folder, as they are when a package is installed, whatever the environment says.
    """
    code = f"import sys, time\n{code}\nprint(time.process_time(), file=sys.stderr)"
    known = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = known | {"PYTHONPYCACHEPREFIX": str(compiled)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    return float(done.stderr.splitlines()[-1])


def measure_chain(folder: Path, limit: int | None = None) -> dict[str, Any]:
    """Measure cleaning to quotes over the ``text/*.txt`` of a PolNeAR folder, step by step, beside `polarity_scores`.

    The steps are taken `TURNS` times in rotation with the peer, on `CHUNK` articles at a time; the sums of each chunk's
    best times are given, because other work on the machine only adds time. What the first reading costs beyond that
    (imports, word lists, patterns) is said apart.
    """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    articles, study = read_folder(folder, limit)
    megabytes = articles["raw"].str.len().sum() / 1e6
    score = SentimentIntensityAnalyzer().polarity_scores
    first, _ = read_chain(articles, study)
    best: dict[str, float] = {}
    for begin in range(0, len(articles), CHUNK):
        chunk, turns = articles.iloc[begin : begin + CHUNK], []
        for _ in range(TURNS):
            seconds, sentences = read_chain(chunk, study)
            peer, _ = _seconds(partial(list, map(score, sentences)))
            turns.append(seconds | {"peer": peer})
        for name in turns[0]:
            best[name] = best.get(name, 0.0) + min(turn[name] for turn in turns)
    reference = best.pop("peer")
    total = sum(best.values())
    return {
        "articles": len(articles),
        "megabytes": round(megabytes, 2),
        "seconds": {name: round(value, 2) for name, value in best.items()},
        "seconds_first_time": {name: round(value, 2) for name, value in first.items()},
        "mb_per_s": round(megabytes / total, 2),
        "sentences_mb_per_s": round(megabytes / best["sentences"], 2),
        "polarity_scores_mb_per_s": round(megabytes / reference, 2),
        "ratio_to_polarity_scores": round(reference / total, 2),
    }


def read_folder(folder: Path, limit: int | None = None) -> tuple[pd.DataFrame, Study]:
    """Read the articles of a PolNeAR folder, and make the study of two people that they are read with."""
    people = {
        "clinton": Person(name="Hillary Clinton", aliases=("Clinton",), pronouns="she", roles=("nominee",)),
        "trump": Person(name="Donald Trump", aliases=("Trump",), pronouns="he", roles=("nominee",)),
    }
    files = sorted((folder / "text").glob("*.txt"))[:limit]
    articles = pd.DataFrame({"article_id": [file.stem for file in files], "headline": None, "outlet_id": None})
    articles["outlet"] = None
    articles["raw"] = [file.read_text(encoding="utf-8") for file in files]
    return articles, Study(path=folder / "study.yaml", study=About(id="bench", title="bench"), people=people)


def read_chain(articles: pd.DataFrame, study: Study) -> tuple[dict[str, float], list[str]]:
    """Take articles from cleaning to quotes as `read_batch` does; give each step's CPU seconds, and the sentences."""
    seconds: dict[str, float] = {}
    with without_collection():
        seconds["clean"], (articles, _, _) = _seconds(lambda: clean_articles(articles))
        seconds["sentences"], sentences = _seconds(lambda: find_sentences(articles))
        casts = Casts(articles, sentences, study)
        seconds["mentions"], mentions = _seconds(lambda: find_mentions(articles, sentences, study, casts))
        seconds["quotes"], quotes = _seconds(lambda: find_quotes(articles, sentences, mentions, study))
        seconds["quoted mentions"], _ = _seconds(
            lambda: resolve_quoted(mentions, quotes, articles, sentences, study, casts)
        )
    return seconds, [cast.text[start:end] for cast in casts.values() for start, end in cast.sentences]


def measure_memory(folder: Path) -> list[dict[str, float]]:
    """Measure the peak memory (MiB) of reading the folder once, and the more of several times in one batch or many."""
    code = (
        "import resource, sys; from pathlib import Path; import pandas as pd; from benchmarks.speed import *; "
        "articles, study = read_folder(Path(sys.argv[1])); copies, batches = int(sys.argv[2]), int(sys.argv[3]); "
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024; read_chain(articles, study); "
        "ids = articles['article_id']; begin = peak(); "
        "many = pd.concat([articles.assign(article_id=ids + f' {n}') for n in range(copies)], ignore_index=True); "
        "[read_chain(many, study) for _ in range(batches)]; print(begin, peak() - begin)"
    )
    rows = []
    for copies, batches in ((1, 1), (2, 1), (4, 1), (8, 1), (1, 8), (4, 8)):
        command = [sys.executable, "-c", code, str(folder), str(copies), str(batches)]
        begin, more = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        row = {"times_the_folder_in_a_batch": copies, "batches": batches}
        rows.append(row | {"peak_of_once": round(float(begin)), "more": round(float(more), 1)})
    return rows


def main(arguments: list[str]) -> None:
    """Print the figures as JSON."""
    result: dict[str, Any] = {"name": "speed", "start": measure_start()}
    if arguments and (Path(arguments[0]) / "text").is_dir():
        result["cleaning_to_quotes"] = measure_chain(Path(arguments[0]))
        result["memory"] = measure_memory(Path(arguments[0]))
    else:
        result["cleaning_to_quotes"] = (
            f"absent: no PolNeAR folder with text/ at {' '.join(arguments) or '(no path given)'}"
        )
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
