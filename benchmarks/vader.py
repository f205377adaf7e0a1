"""The exact scorer against its reference: ``python -m benchmarks.vader [DATA]`` prints one JSON object.

DATA is a folder of labelled sets or any folder of texts; every text in it (``.txt``, ``.tsv``, ``.conllu``, and
``.jsonl`` with ``sentence_normalized``) is scored by both and compared, besides 200,000 generated texts. Speed is CPU
time on one core, best of several turns taken in rotation, on distinct sentences drawn at random; a peer that is not
installed is said.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.sentiment.lexicon import read_vader
from analysis.sentiment.vader import score_texts
from benchmarks.adversarial import adversarial_texts

__all__ = ["count_differences", "main", "measure_speed", "read_texts"]

#: Sentences per batch -> batches in one turn.
BATCHES = {1: 1000, 100: 30, 10_000: 1, 40_000: 1}
TURNS = 5
#: Sentences of a turn that the peers score, the first of the same random draw: they take the same time for each.
PEERS = 2000
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")


def read_texts(folder: Path) -> dict[str, list[str]]:
    """Read every text of a folder, by file kind; long texts are cut at sentence ends, plainly."""
    return {
        kind: list(dict.fromkeys(text for path in sorted(folder.rglob(f"*.{kind}")) for text in _texts(path)))
        for kind in ("txt", "jsonl", "tsv", "conllu")
    }


def _texts(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if path.suffix == ".jsonl":
            yield from [json.loads(line)["sentence_normalized"]] if line else []
        elif path.suffix == ".conllu":
            yield from [line.removeprefix("# text = ")] if line.startswith("# text = ") else []
        else:
            yield from (part for cell in line.split("\t") for part in _SENTENCE_END.split(cell) if part)


def count_differences(texts: Sequence[str]) -> int:
    """Count the texts for which any of the four scores differs from the reference in any digit."""
    scores = score_texts(texts)
    ours = zip(scores.neg.tolist(), scores.neu.tolist(), scores.pos.tolist(), scores.compound.tolist(), strict=True)
    reference = (tuple(read_vader().polarity_scores(text).values()) for text in texts)
    return sum(a != b for a, b in zip(ours, reference, strict=True))


def _peers() -> dict[str, Callable[[str], Any] | None]:
    """Scorers of one text by name, None where the package is absent."""
    from nltk.sentiment.vader import SentimentIntensityAnalyzer, VaderConstants

    nltk = SentimentIntensityAnalyzer.__new__(SentimentIntensityAnalyzer)  # its __init__ would want a download
    nltk.lexicon, nltk.constants = read_vader().lexicon, VaderConstants()
    try:
        from textblob import TextBlob
    except ImportError:
        TextBlob = None
    return {
        "polarity_scores": read_vader().polarity_scores,
        "re.findall": re.compile(r"\w+").findall,
        "nltk": nltk.polarity_scores,
        "textblob": TextBlob and (lambda text: TextBlob(text).sentiment),
    }


def _seconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _loop(score: Callable[[Any], Any], items: Sequence[Any]) -> Callable[[], None]:
    def work() -> None:
        for item in items:
            score(item)

    return work


def measure_speed(sentences: Sequence[str], n: int, n_batches: int) -> dict[str, Any]:
    """Measure how many times as fast as `polarity_scores` each scorer is on batches of n distinct sentences."""
    texts = random.Random(0).sample(list(sentences), n * n_batches)
    peers, few = _peers(), texts[:PEERS]
    work = {name: (_loop(peer, few), len(few)) for name, peer in peers.items() if peer}
    work["score_texts"] = _loop(score_texts, [texts[i : i + n] for i in range(0, len(texts), n)]), len(texts)
    turns = [{name: _seconds(once) / k for name, (once, k) in work.items()} for _ in range(TURNS)]
    best = {name: min(turn[name] for turn in turns) for name in work}
    ratios = {name: round(best["polarity_scores"] / seconds, 2) for name, seconds in best.items()}
    absent = [name for name, peer in peers.items() if peer is None]
    return {
        "batch": n,
        "sentences_per_s": round(1 / best["score_texts"]),
        "times_as_fast": ratios,
        "absent": absent,
    }


def main(arguments: list[str]) -> None:
    """Run the comparison and print its result."""
    words = list(read_vader().lexicon)
    sets = {"adversarial": list(adversarial_texts(200_000, words))}
    if arguments and Path(arguments[0]).is_dir():
        sets = read_texts(Path(arguments[0])) | sets
    different = {name: {"texts": len(texts), "different": count_differences(texts)} for name, texts in sets.items()}
    news = list(dict.fromkeys([*sets.get("txt", []), *sets.get("jsonl", [])])) or sets["adversarial"]
    speed = [measure_speed(news, n, k) for n, k in BATCHES.items() if n * k <= len(news)]
    print(
        json.dumps({"name": "vader", "equality": different, "speed": speed, "on": "news" if arguments else "generated"})
    )


if __name__ == "__main__":
    main(sys.argv[1:])
