"""Headlines read for what they tell cost no more than the texts that they stand in."""

import pandas as pd
import pyarrow as pa

from analysis.compare.headlines import list_headlines, list_references, match_headlines

DAYS = ["published_earliest", "published_latest"]
DAY = pd.Timestamp("2024-05-01")


def match(quotes, articles, sentences, days=7):
    references, headlines = list_references(quotes, articles), list_headlines(articles, sentences)
    return list(match_headlines(references, quotes, headlines, articles, days))


def test_a_text_is_held_once_however_many_quotations_it_has():
    text = "ab " * 30_000
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]}).astype("str").assign(**dict.fromkeys(DAYS, DAY))
    quotes = pd.DataFrame({"utterance_id": [f"u{n}" for n in range(500)], "article_id": "a", "start": 0, "end": 2})
    sentences = pd.DataFrame({"article_id": "a", "section": "headline", "start": range(500), "end": range(1, 501)})
    pool, before = pa.proxy_memory_pool(pa.default_memory_pool()), pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        found = match(quotes.assign(is_reference=True), articles, sentences)
    finally:
        pa.set_memory_pool(before)
    assert (found, pool.max_memory() < 20 * len(text)) == ([], True)
