"""``python -m benchmarks.framing [MEGABYTES]``: speed of matching a codebook, and how it grows with its indicators.

The text is made up: words of syllables, drawn by Zipf's law as in news, in articles of 5,000 characters. Half of the
indicators are words, a quarter phrases, a quarter phrases with a gap. Peers: one regular expression an indicator, one
after the other (the simple way), and one pass that stems every word and looks it up. Times are CPU seconds of one core.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np

from analysis.framing.matching import Entry, Matcher
from analysis.framing.scope import find_scopes
from analysis.framing.syntax import WORD
from analysis.text.stems import stem

VOCABULARY, ARTICLE, SENTENCE = 30_000, 5_000, 20
SIZES = (10, 100, 500, 2_000)

Article = tuple[str, list[tuple[int, int]]]


def make_words(generator: np.random.Generator) -> list[str]:
    """Make words of two to four syllables."""
    syllables = [a + b for a in "b c d f g l m n p r s t v".split() for b in "a e i o u an er ing".split()]
    lengths = generator.integers(2, 5, size=2 * VOCABULARY)
    words = dict.fromkeys("".join(generator.choice(syllables, size)) for size in lengths)
    return list(islice(words, VOCABULARY))


def make_articles(words: Sequence[str], megabytes: float, generator: np.random.Generator) -> list[Article]:
    """Draw articles with their sentences."""
    weights = 1 / np.arange(2, VOCABULARY + 2)
    articles = []
    for _ in range(int(megabytes * 1e6 / ARTICLE)):
        drawn = generator.choice(VOCABULARY, ARTICLE // 8, p=weights / weights.sum())
        text, spans = "", []
        for first in range(0, len(drawn), SENTENCE):
            sentence = " ".join(words[at] for at in drawn[first : first + SENTENCE]).capitalize() + "."
            spans.append((len(text), len(text) + len(sentence)))
            text += sentence + " "
        articles.append((text, spans))
    return articles


def make_indicators(words: Sequence[str], n: int, generator: np.random.Generator) -> list[str]:
    """Draw indicators from words that are not among the most common."""
    picks = generator.choice(np.arange(200, VOCABULARY), (n, 2))
    forms = ("{0}", "{0}", "{0} {1}", "{0} * {1}")
    return [forms[at % 4].format(words[one], words[two]) for at, (one, two) in enumerate(picks)]


def rate(run: Callable[[], object], articles: Sequence[Article]) -> float:
    """Megabytes a CPU second, the best of three runs."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return sum(len(text) for text, _ in articles) / 1e6 / min(times)


def _loop(indicators: Sequence[str], articles: Sequence[Article]) -> Callable[[], object]:
    gap = r"\w*\W+(?:\w+\W+){0,5}?"
    patterns = [
        re.compile(r"\b" + gap.join(re.escape(word) for word in indicator.split(" * ")).replace(r"\ ", r"\w*\W+"), re.I)
        for indicator in indicators
    ]
    return lambda: [found.span() for text, _ in articles for pattern in patterns for found in pattern.finditer(text)]


def _every_word(indicators: Sequence[str], articles: Sequence[Article]) -> Callable[[], object]:
    stems = {stem(indicator.split()[0]) for indicator in indicators}
    return lambda: [found.span() for text, _ in articles for found in WORD.finditer(text) if stem(found[0]) in stems]


def measure(n: int, words: Sequence[str], articles: Sequence[Article]) -> dict[str, object]:
    """Measure one size of codebook against its peers."""
    indicators = make_indicators(words, n, np.random.default_rng(n))
    matcher = Matcher(Entry("frame", indicator, "problem_definition") for indicator in indicators)
    few = articles[: max(2, 200 // n)]
    found = rate(lambda: [matcher.find(text, spans) for text, spans in articles], articles)
    loop = rate(_loop(indicators, few), few)
    every = rate(_every_word(indicators, articles[:100]), articles[:100])
    hits = sum(len(matcher.find(text, spans)) for text, spans in articles)
    return {
        "indicators": n,
        "MB_per_s": round(found, 1),
        "hits_per_MB": round(hits / sum(len(text) for text, _ in articles) * 1e6),
        "loop_MB_per_s": round(loop, 3),
        "times_the_loop": round(found / loop, 1),
        "every_word_MB_per_s": round(every, 1),
        "times_every_word": round(found / every, 1),
    }


def measure_scope(articles: Sequence[Article]) -> dict[str, object]:
    """Measure how fast scopes are told where every sentence holds a hit."""
    few = articles[:100]

    def run() -> object:
        return [find_scopes(text, span, [(span[0], span[0] + 4)]) for text, spans in few for span in spans]

    return {"scope_MB_per_s": round(rate(run, few), 1)}


def main(arguments: Sequence[str]) -> None:
    """Print one JSON object a size of codebook, and one for scopes."""
    generator = np.random.default_rng(0)
    words = make_words(generator)
    articles = make_articles(words, float(arguments[0]) if arguments else 10, generator)
    for n in SIZES:
        print(json.dumps(measure(n, words, articles)), flush=True)
    print(json.dumps(measure_scope(articles)))


if __name__ == "__main__":
    main(sys.argv[1:])
