"""What steps hold that see the whole corpus: bytes a paragraph or a hit, whatever their number."""

import tracemalloc

import numpy as np
import pandas as pd

from analysis.compare.whole import score_counted
from analysis.tables import empty
from analysis.text.repeated import choose_repeated
from tests.compare.conftest import STUDY

N, ARTICLES = 60_000, 6_000


def peak_of(step):
    tracemalloc.start()
    step()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def test_a_paragraph_that_stands_once_is_held_as_one_number():
    class Parts:
        def __iter__(self):
            for first in range(0, N, 3_000):
                number = np.arange(first, first + 3_000) * 2_654_435_761
                article_id = pd.Series([f"a{one:06}" for one in (number // 2_654_435_761 // 10).tolist()], dtype="str")
                columns = {"outlet_id": "tide", "article_id": article_id, "number": number, "words": 30}
                yield pd.DataFrame(columns | {"is_told": False, "text": "It rained."}).astype({"outlet_id": "str"})

    of_one = peak_of(lambda: [len(part) for part in Parts()])
    assert peak_of(lambda: choose_repeated(Parts(), pd.Series({"tide": ARTICLES}))) - of_one < 40 * N


def test_a_hit_is_held_as_numbers():
    place = np.arange(N)
    texts = {
        "frame_id": np.array(["growth", "harm"])[place % 2],
        "section": "body", "scope": "asserted", "voice": "own", "holder_kind": "outlet", "holder_id": "tide",
        "about_id": None, "standing": "news",
    }  # fmt: skip
    hits = pd.DataFrame(texts | {"indicator": texts["frame_id"]}).astype("category")
    hits = hits.assign(article_id=place // 10, sentence_index=place % 10, weight=1.0)
    lengths = pd.DataFrame({"article_id": np.arange(ARTICLES), "section": "body", "n": 10})
    heard = pd.DataFrame({"holder_id": [], "article_id": [], "section": [], "n": []})
    articles = pd.DataFrame({"article_id": np.arange(ARTICLES), "outlet_id": "tide"})
    counts = {"hits": hits, "lengths": lengths, "heard": heard}
    study = STUDY.model_copy(update={"minimum_articles": ARTICLES + 1})  # no draws
    assert peak_of(lambda: score_counted(counts, articles, empty("copies"), study)) < 200 * N
