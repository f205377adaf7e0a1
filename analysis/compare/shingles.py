"""Texts -> their shingles, five words in a row, and which of them two texts share.

So are texts compared by Broder (1997, "On the resemblance and containment of documents"). Candidates come from a sample
of shingles that is the same for every text (his MOD m sketch: those whose hash is divisible by m), sorted, so that only
neighbours are compared; shares are then computed on all shingles.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.tables import by_article, map_articles

WIDTH = 5  # words of a shingle
SAMPLE = 4  # one shingle in so many is sampled
REACH = 3  # neighbours that a text is compared with, for each sampled shingle
LEAST_SAMPLED = 2  # sampled shingles that candidates share
SLICE_BITS = 12  # of a hash: shingles fall into so many slices (a power of two)
LOOKED_UP = 2_000_000  # shingles of pairs that are looked up at a time

_WORD = re.compile(r"[^\W_]+")


def list_shingles(articles: pd.DataFrame, quotes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """List the shingles of some articles; no row depends on other articles.

    Returns
    -------
    texts : DataFrame
        ``n_words`` and ``n_told``, the different shingles that touch no quotation; one row an article, in their order.
    shingles : DataFrame
        ``shingle`` (a hash), ``slice`` (its first `SLICE_BITS` bits, by which shingles can be worked on apart),
        ``text`` (the row of the article), ``place`` (the word that it begins with) and ``is_told`` (it touches no
        quotation), ordered by shingle, text and place.
    """
    quoted = quotes[quotes["quoted_start"].notna()]
    quoted_edges = quoted[["quoted_start", "quoted_end"]].to_numpy(np.int64)
    spans = {article_id: np.sort(quoted_edges[rows].ravel()) for article_id, rows in by_article(quoted)}
    codes: dict[str, int] = {}
    words, inside, n_words = array("L"), [np.zeros(0, np.int8)], []
    for article_id, text in map_articles(articles).items():
        starts = array("q")
        for match in _WORD.finditer(text):
            starts.append(match.start())
            words.append(_code(match[0], codes))
        inside.append(_is_quoted(np.array(starts, np.int64), spans.get(article_id)))
        n_words.append(len(starts))
    text_of = np.repeat(np.arange(len(n_words), dtype=np.int32), n_words)
    first = np.concatenate([[0], np.cumsum(n_words)]).astype(np.int64)
    shingle, is_shingle = _shingles(np.array(words, np.uint64), text_of)
    n_quoted = np.concatenate([[0], np.cumsum(np.concatenate(inside), dtype=np.int64)])
    end = np.minimum(np.arange(len(words)) + WIDTH, len(words))
    is_told = n_quoted[end] == n_quoted[:-1]
    where = np.flatnonzero(is_shingle)
    order = where[np.argsort(shingle[where], kind="stable")]
    columns = {
        "slice": (shingle[order] >> np.uint64(64 - SLICE_BITS)).astype(np.uint16),
        "shingle": shingle[order],
        "text": text_of[order],
        "place": (order - first[text_of[order]]).astype(np.int32),
        "is_told": is_told[order],
    }
    told = order[is_told[order]]
    once = _first_of_pairs(shingle[told], text_of[told])
    n_told = np.bincount(text_of[told][once], minlength=len(n_words))
    return pd.DataFrame({"n_words": np.array(n_words, np.int64), "n_told": n_told}), pd.DataFrame(columns)


def _first_of_pairs(shingle: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Tell of ordered rows which begin another shingle or text."""
    is_first = np.ones(len(shingle), bool)
    is_first[1:] = (shingle[1:] != shingle[:-1]) | (text[1:] != text[:-1])
    return is_first


def _code(word: str, codes: dict[str, int]) -> int:
    """Number a word by its letters, so that a text has the same shingles in every corpus."""
    if word not in codes:
        codes[word] = crc32(word.casefold().encode())
    return codes[word]


def _is_quoted(starts: np.ndarray, edges: np.ndarray | None) -> np.ndarray:
    if edges is None:
        return np.zeros(len(starts), np.int8)
    return (np.searchsorted(edges, starts, side="right") % 2).astype(np.int8)


def _shingles(words: np.ndarray, text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Hash `WIDTH` words from each word on (polynomial, mixed as in Steele et al., 2014, SplitMix)."""
    value = np.zeros(len(words), np.uint64)
    is_whole = np.zeros(len(words), bool)
    n = len(words) - WIDTH + 1
    if n > 0:
        for shift in range(WIDTH):
            value[:n] = value[:n] * np.uint64(0x9E3779B97F4A7C15) + words[shift : shift + n]
        is_whole[:n] = text[:n] == text[WIDTH - 1 :]
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        value = (value ^ (value >> np.uint64(shift))) * np.uint64(factor)
    return value ^ (value >> np.uint64(31)), is_whole


def match_shingles(shingles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find what texts share among all shingles of a corpus, or among those of some slices of it.

    Parameters
    ----------
    shingles : DataFrame
        As from `list_shingles`, texts numbered over the whole corpus, ordered by shingle, text and place.

    Returns
    -------
    matches : DataFrame
        ``left``, ``right`` and ``times``: texts that stand near each other under so many sampled shingles.
    shared : DataFrame
        ``text`` and ``place`` of the shingles that another text has too, ordered by text.
    """
    shingle, text, is_told = (shingles[name].to_numpy() for name in ("shingle", "text", "is_told"))
    sampled = np.flatnonzero(is_told & (shingle % np.uint64(SAMPLE) == 0))
    sampled = sampled[_first_of_pairs(shingle[sampled], text[sampled])]  # each text once under a shingle
    near, one = shingle[sampled], text[sampled].astype(np.int64)
    codes = [np.zeros(0, np.int64)]
    for distance in range(1, REACH + 1):
        same = near[:-distance] == near[distance:]
        codes.append(one[:-distance][same] << 32 | one[distance:][same])
    found, times = np.unique(np.concatenate(codes), return_counts=True)
    matches = {"left": found >> 32, "right": found & 0xFFFFFFFF, "times": times}
    edges = np.flatnonzero(np.concatenate([[True], shingle[1:] != shingle[:-1], [True]])) if len(shingle) else [0]
    firsts = np.asarray(edges, np.int64)
    is_shared = text[firsts[:-1]] != text[firsts[1:] - 1]  # texts ascend within a shingle
    rows = np.repeat(is_shared, np.diff(firsts))
    shared = shingles.loc[rows, ["text", "place"]].sort_values(["text", "place"], ignore_index=True)
    return pd.DataFrame(matches).astype({"left": "int32", "right": "int32", "times": "int32"}), shared


def choose_pairs(matches: pd.DataFrame) -> pd.DataFrame:
    """Choose the pairs of texts (``left``, ``right``) that share sampled shingles enough to be compared."""
    times = matches.groupby(["left", "right"], sort=True)["times"].sum()
    return times[times >= LEAST_SAMPLED].reset_index()[["left", "right"]]


def count_same(shingles: pd.DataFrame, pairs: pd.DataFrame) -> np.ndarray:
    """Count the different shingles outside of quotations that both texts of each pair have, among those given."""
    return counting(shingles)(pairs)


def counting(shingles: pd.DataFrame) -> Callable[[pd.DataFrame], np.ndarray]:
    """Number shingles once, and give what counts those that any pairs share."""
    told = shingles[shingles["is_told"].to_numpy()]
    shingle, text = told["shingle"].to_numpy(), told["text"].to_numpy().astype(np.int64)
    once = _first_of_pairs(shingle, text)
    shingle, text = shingle[once], text[once]
    number = np.cumsum(np.concatenate([[0], shingle[1:] != shingle[:-1]])) if len(shingle) else shingle.astype(np.int64)
    width = int(number[-1]) + 1 if len(number) else 1
    known = np.sort(text * width + number)  # texts one after the other, the numbers of their shingles in order

    def count(pairs: pd.DataFrame) -> np.ndarray:
        counts = np.zeros(len(pairs), np.int64)
        left, right = (pairs[side].to_numpy().astype(np.int64) for side in ("left", "right"))
        low, high = (np.searchsorted(known, one) for one in (left * width, (left + 1) * width))
        cuts = np.concatenate([[0], np.cumsum(high - low)])
        begin = 0
        while begin < len(pairs):  # so many pairs at a time that their shingles fit into memory
            end = max(int(np.searchsorted(cuts, cuts[begin] + LOOKED_UP, side="right")) - 1, begin + 1)
            sizes = (high - low)[begin:end]
            places = np.repeat(low[begin:end] - (cuts[begin:end] - cuts[begin]), sizes)
            asked = known[np.arange(sizes.sum()) + places] + np.repeat((right - left)[begin:end] * width, sizes)
            found = (
                known[np.minimum(np.searchsorted(known, asked), len(known) - 1)] == asked if len(known) else asked > 0
            )
            counts[begin:end] = np.bincount(np.repeat(np.arange(end - begin), sizes), found, end - begin)
            begin = end
        return counts

    return count


def share_own(n_words: np.ndarray, shared: pd.DataFrame) -> np.ndarray:
    """Give the share of each text's words that no shingle covers which another text has too.

    Parameters
    ----------
    n_words : array of int
        Of each text.
    shared : DataFrame
        As from `match_shingles`, of these texts, numbered from 0 on.
    """
    first = np.concatenate([[0], np.cumsum(n_words)]).astype(np.int64)
    starts = first[shared["text"].to_numpy()] + shared["place"].to_numpy()
    size = int(first[-1]) + WIDTH + 1
    steps = np.bincount(starts, minlength=size) - np.bincount(starts + WIDTH, minlength=size)
    n_covered = np.concatenate([[0], np.cumsum(np.cumsum(steps)[: first[-1]] > 0)])
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n_words >= WIDTH, 1 - np.diff(n_covered[first]) / n_words, np.nan)
