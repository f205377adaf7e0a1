"""Slices of a hash: each row in one piece of work, and what pieces give adds up to what all rows give."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.neighbours import following_words
from analysis.compare.quotes import overlaps
from analysis.compare.shingles import SLICE_BITS, choose_pairs, count_same, list_shingles, match_shingles
from analysis.corpus.demo import write_demo
from analysis.parts import ledger, whole
from analysis.parts.records import Groups, file_name, write_file
from analysis.parts.slices import cut, cut_frame, load_slices
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


def list_positions(said, speakers):
    """List the positions of tellings, given as lists of words."""
    sizes = np.array([len(words) for words in said])
    first = np.concatenate([[0], np.cumsum(sizes)])
    columns = {f"w{at}": one for at, one in enumerate(following_words(np.concatenate(said), first, overlaps.DEPTH))}
    by_telling = {"telling": np.arange(len(said)), "size": sizes, "speaker": speakers, "month": 0, "day": 0}
    columns |= {name: np.repeat(np.broadcast_to(one, len(said)), sizes) for name, one in by_telling.items()}
    return pd.DataFrame(columns).astype("int32").assign(is_start=np.arange(first[-1]) == np.repeat(first[:-1], sizes))


@pytest.mark.parametrize("seed", range(8))
def test_tellings_matched_by_slices_of_two_words_are_those_that_match_at_once(seed):
    random = np.random.default_rng(seed)
    said = [random.integers(6, size=random.integers(2, 9)) for _ in range(60)] + [np.array([one]) for one in (0, 2, 2)]
    alone = np.unique([words[0] for words in said if len(words) == 1])
    rows = list_positions(said, random.integers(-1, 3, size=len(said)))
    slices = ledger.slices_of(rows, alone)
    assert [len(set(slices[rows["w0"] == word])) for word in (0, 1, 2)] == [1, 7, 1]
    stock = overlaps.mark_stock(rows)
    found, marks = [], []
    for one in np.unique(slices):
        own = rows[slices == one].reset_index(drop=True)
        marked = overlaps.mark_stock(own)
        found.append(overlaps.match_positions(own, marked))
        marks.append(pd.DataFrame(marked._asdict(), rows.index[slices == one]))
    pd.testing.assert_frame_equal(pd.concat(marks).sort_index(), pd.DataFrame(stock._asdict()))
    at_once = overlaps.choose_pairs(overlaps.match_positions(rows, stock))
    pd.testing.assert_frame_equal(overlaps.choose_pairs(pd.concat(found)), at_once)
    assert len(at_once) > 100


@pytest.mark.parametrize("bounds", [(0, 1), (2, 4), (4, 9), (0, 12), (9, 12), (11, 12)])
def test_slices_are_found_among_the_groups_of_a_file_whichever_are_empty(tmp_path, bounds):
    frame = pd.DataFrame({"slice": [2, 2, 3, 5, 8, 8, 9], "n": range(7)})
    write_file(cut_frame(frame, cut(12, 5)), tmp_path / file_name("work/t", 0))
    expected = frame[frame["slice"].between(bounds[0], bounds[1] - 1)].reset_index(drop=True)
    pd.testing.assert_frame_equal(next(load_slices(tmp_path, "work/t", [0], bounds)), expected)


@pytest.mark.parametrize("size", [1, 2, 3, 20])
def test_the_ledger_comes_utterance_by_utterance_with_the_headlines_that_retell_it(tmp_path, size):
    told = pd.DataFrame({"utterance_id": list("aaabccccd"), "article_id": list("123415678"), "quote_index": 0})
    groups = Groups([told.iloc[:0], *(told.iloc[at : at + size] for at in range(0, len(told), size))])
    write_file(groups, tmp_path / file_name("whole/shared_quotes", 0))
    for part, retold in enumerate([[("c", "x"), ("a", "y")], [("d", "z"), ("b", "x")]]):
        rows = pd.DataFrame(retold, columns=["item_id", "article_id"], dtype="str")
        write_file(rows, tmp_path / file_name(whole.RETOLD, part))
    frames = list(whole._spoken(str(tmp_path), [0, 1]))
    found = [set(map(tuple, frame.to_numpy().tolist())) for frame in frames]
    expected = set(zip("aaabccccdcadb", "123415678xyzx", strict=True))
    assert set().union(*found) == expected
    assert sum(map(len, found)) == len(expected)
    items = [sorted(set(frame["item_id"])) for frame in frames]
    assert [item for own in items for item in own] == list("abcd")


@pytest.mark.parametrize("together", [1, 4, 100])
def test_tellings_that_hang_together_are_told_of_together(monkeypatch, together):
    monkeypatch.setattr(ledger, "TOGETHER", together)
    component = np.array([0, 1, 0, 3, 1, 0, 6, 7, 7])
    found = list(ledger._together(pd.DataFrame({"telling": range(9), "component": component})))
    assert sorted(pd.concat(found)["telling"]) == list(range(9))
    assert all(one["telling"].is_monotonic_increasing for one in found)
    own = [set(one["component"]) for one in found]
    assert sum(map(len, own)) == len(set().union(*own)) == 5
    assert len(found) == {1: 5, 4: 2, 100: 1}[together]
