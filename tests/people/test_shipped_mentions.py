"""Every mention of the shipped articles against a table made by reading, before any output was seen.

Each row is a name, description or pronoun in text order; `people` are those meant, joined by |, or nothing.
"""

from pathlib import Path

import pandas as pd
import pytest

EXPECTED = pd.read_csv(Path(__file__).with_name("shipped_mentions.csv"), dtype=str, keep_default_na=False)


@pytest.mark.parametrize("article_id", sorted(set(EXPECTED["article_id"])))
def test_each_name_and_pronoun_means_whom_a_reader_takes_it_to_mean(shipped, article_id):
    found = shipped.mentions[shipped.mentions["article_id"] == article_id]
    pairs = [
        (rows["surface"].iloc[0], "|".join(rows["person_id"].dropna()))
        for _, rows in found.groupby(["start", "end"], sort=False)
    ]
    expected = EXPECTED[EXPECTED["article_id"] == article_id]
    assert pairs == list(zip(expected["surface"], expected["people"], strict=True))


def test_spans_are_the_words_of_the_text(shipped):
    texts = dict(zip(shipped.articles["article_id"], shipped.articles["text"], strict=True))
    columns = (shipped.mentions[name] for name in ("article_id", "start", "end", "surface"))
    assert all(texts[article][start:end] == surface for article, start, end, surface in zip(*columns, strict=True))
