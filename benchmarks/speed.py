"""Speed of reading: ``python -m benchmarks.speed POLNEAR`` prints one JSON object.

CPU time of one core; every figure stands beside a peer measured in the same run: VADER's own `polarity_scores`
on the same sentences.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

__all__ = ["main", "measure_chain", "measure_start"]


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
    return {f"{name}_s": round(float(value), 3) for name, value in zip(names, done.stdout.split(), strict=True)}


def measure_chain(folder: Path, limit: int | None = None) -> dict[str, Any]:
    """Measure cleaning to quotes over the ``text/*.txt`` of a PolNeAR folder, step by step."""
    import pandas as pd
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    from analysis.people.mentions import find_mentions
    from analysis.people.quoted import resolve_quoted
    from analysis.speech.quotes import find_quotes
    from analysis.study import About, Person, Study
    from analysis.text.clean import clean_articles
    from analysis.text.sentences import find_sentences

    people = {
        "clinton": Person(name="Hillary Clinton", aliases=("Clinton",), pronouns="she", roles=("nominee",)),
        "trump": Person(name="Donald Trump", aliases=("Trump",), pronouns="he", roles=("nominee",)),
    }
    study = Study(path=folder / "study.yaml", study=About(id="bench", title="bench"), people=people)
    files = sorted((folder / "text").glob("*.txt"))[:limit]
    articles = pd.DataFrame({"article_id": [file.stem for file in files], "headline": None, "outlet_id": None})
    articles["raw"] = [file.read_text(encoding="utf-8") for file in files]
    megabytes = articles["raw"].str.len().sum() / 1e6
    seconds: dict[str, float] = {}
    seconds["clean"], (articles, _, _) = _seconds(lambda: clean_articles(articles))
    seconds["sentences"], sentences = _seconds(lambda: find_sentences(articles))
    seconds["mentions"], mentions = _seconds(lambda: find_mentions(articles, sentences, study))
    seconds["quotes"], quotes = _seconds(lambda: find_quotes(articles, sentences, mentions, study))
    seconds["quoted mentions"], _ = _seconds(lambda: resolve_quoted(mentions, quotes, articles, sentences, study))
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    columns = [sentences[name].tolist() for name in ("article_id", "start", "end")]
    words = [texts[article_id][start:end] for article_id, start, end in zip(*columns, strict=True)]
    peer = SentimentIntensityAnalyzer()
    reference, _ = _seconds(lambda: [peer.polarity_scores(sentence) for sentence in words])
    total = sum(seconds.values())
    return {
        "articles": len(articles),
        "megabytes": round(megabytes, 2),
        "sentences": len(sentences),
        "seconds": {name: round(value, 2) for name, value in seconds.items()},
        "mb_per_s": round(megabytes / total, 2),
        "polarity_scores_mb_per_s": round(megabytes / reference, 2),
        "ratio_to_polarity_scores": round(reference / total, 2),
    }


def main(arguments: list[str]) -> None:
    """Print the figures as JSON."""
    result: dict[str, Any] = {"name": "speed", "start": measure_start()}
    if arguments and (Path(arguments[0]) / "text").is_dir():
        result["cleaning_to_quotes"] = measure_chain(Path(arguments[0]))
    else:
        result["cleaning_to_quotes"] = (
            f"absent: no PolNeAR folder with text/ at {' '.join(arguments) or '(no path given)'}"
        )
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
