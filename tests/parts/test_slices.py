"""Slices of a hash: each row in one piece of work, and what pieces give adds up to what all rows give."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.shingles import SLICE_BITS, choose_pairs, count_same, list_shingles, match_shingles
from analysis.corpus.demo import write_demo
from analysis.parts.slices import cut
from analysis.tables import empty


@pytest.mark.parametrize(("n", "pieces"), [(8, 3), (8, 1), (8, 8), (8, 20), (4096, 7)])
def test_every_slice_is_in_one_piece(n, pieces):
    bounds = cut(n, pieces)
    assert [one for low, high in bounds for one in range(low, high)] == list(range(n))
    assert len(bounds) == min(n, pieces)


def test_what_texts_share_is_the_sum_of_what_they_share_by_slice(tmp_path):
    write_demo(tmp_path, articles=40, outlets=3, seed=4)
    articles = pd.read_csv(tmp_path / "articles.csv", dtype=str)
    texts, shingles = list_shingles(articles, empty("quotes"))
    assert texts["n_told"].sum() <= texts["n_words"].sum()
    matches, shared = match_shingles(shingles)
    pairs = choose_pairs(matches)
    parts = [
        shingles[(shingles["slice"] >= low) & (shingles["slice"] < high)].reset_index(drop=True)
        for low, high in cut(1 << SLICE_BITS, 5)
    ]
    found = [match_shingles(part) for part in parts]
    pd.testing.assert_frame_equal(choose_pairs(pd.concat(one for one, _ in found)), pairs)
    again = pd.concat(two for _, two in found).sort_values(["text", "place"], ignore_index=True)
    pd.testing.assert_frame_equal(again, shared)
    assert len(pairs) >= 4
    assert (sum(count_same(part, pairs) for part in parts) == count_same(shingles, pairs)).all()
    sets = [set(part["shingle"].tolist()) for _, part in shingles[shingles["is_told"]].groupby("text")]
    expected = [len(sets[left] & sets[right]) for left, right in pairs.to_numpy().tolist()]
    assert count_same(shingles, pairs).tolist() == expected
    assert count_same(shingles.iloc[:0], pairs).tolist() == np.zeros(len(pairs)).tolist()
