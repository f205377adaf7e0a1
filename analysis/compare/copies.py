"""Articles of a whole corpus -> table `copies`: which articles are near-duplicates, and how much of each is its own.

Texts are compared by their shingles, five words in a row (Broder, 1997, "On the resemblance and containment of
documents"). Candidates come from a sample of shingles that is the same for every text (his MOD m sketch: those whose
hash is divisible by m), sorted, so that only neighbours are compared; shares are then computed on all shingles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from math import inf, isnan
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.neighbours import connected
from analysis.compare.publication import Days, lags, read_dates
from analysis.tables import TABLES, by_article, conform

__all__ = ["clusters_of_copies", "find_copies", "keep_own"]

WIDTH = 5  # words of a shingle
SAMPLE = 4  # one shingle in so many is sampled
REACH = 3  # neighbours that a text is compared with, for each sampled shingle
LEAST_SAMPLED = 2  # sampled shingles that candidates share
COPIED = 0.5  # share of the shorter text's shingles that make it a copy
SHORTEST = 20  # shingles: shorter texts are copies of none

_WORD = re.compile(r"[^\W_]+")


def find_copies(articles: pd.DataFrame, quotes: pd.DataFrame, *, story_days: int = 0) -> pd.DataFrame:
    """Group near-duplicate articles: wire stories, syndication, one text cut or with another introduction.

    Parameters
    ----------
    articles, quotes : DataFrame
        Tables of the whole corpus. What stands between quotation marks is no evidence of copying, as two reporters
        may quote one speech.
    story_days : int
        Articles that were surely published within the same so many days are drawn together; 0: none for that reason.

    Returns
    -------
    DataFrame
        Table `copies`, one row an article, in their order. Two articles belong together where half of the shingles
        of the shorter (20 at least) stand in the other; groups are closed under this relation. `cluster_id` is
        the article_id of the member that was published first (undated ones last, then in the order of the table);
        `drawn_id` is that of the articles that intervals and tests draw together: the cluster, or, with `story_days`,
        all clusters that such days join;
        `n_copies` counts the members; `similarity` in [0, 1] is the largest such share with another member, NA without
        one. `is_first`: surely the first of its cluster, NA where the dates do not decide. `own_share` in [0, 1] is
        the share of all words, quoted ones too, that stand in no shingle of another article; NA below five words.
    """
    ids, dates = articles["article_id"].tolist(), read_dates(articles)
    texts = _read_texts(articles, quotes)
    pairs = _similar_pairs(texts)
    cluster = connected(len(ids), [(left, right) for left, right, _ in pairs])
    similarity = np.full(len(ids), np.nan)
    for left, right, share in pairs:
        similarity[[left, right]] = np.fmax(similarity[[left, right]], share)
    rows = []
    for members in _members(cluster):
        original = ids[_original([dates[ids[member]] for member in members], members)]
        lag = lags({ids[member]: dates[ids[member]] for member in members})
        rows += [(member, ids[member], original, lag[ids[member]].is_first, len(members)) for member in members]
    frame = pd.DataFrame(rows, columns=["place", "article_id", "cluster_id", "is_first", "n_copies"])
    frame = frame.sort_values("place").assign(
        similarity=similarity,
        n_words=texts.n_words,
        own_share=_own_shares(texts),
        drawn_id=_drawn(ids, cluster, dates, story_days),
        is_first=lambda rows: rows["is_first"].astype("boolean"),
    )
    return conform(frame[list(TABLES["copies"].dtypes)], "copies")


def _drawn(ids: list[str], cluster: np.ndarray, dates: dict[str, Days], story_days: int) -> list[str]:
    """Name what each article is drawn with after the first article of it in the order of the table."""
    first = {number: place for place, number in reversed(list(enumerate(cluster.tolist())))}
    pairs = [(place, first[number]) for place, number in enumerate(cluster.tolist())]
    if story_days:
        stretch: dict[int, int] = {}
        for place, article_id in enumerate(ids):
            earliest, latest = (day // story_days for day in dates[article_id])
            if earliest == latest:  # not where a date is missing
                pairs.append((place, stretch.setdefault(int(earliest), place)))
    drawn = connected(len(ids), pairs)
    leader = {number: place for place, number in reversed(list(enumerate(drawn.tolist())))}
    return [ids[leader[number]] for number in drawn.tolist()]


def clusters_of_copies(article_ids: Sequence[str], copies: pd.DataFrame | None) -> list[str]:
    """Name the cluster of near-duplicates of each article; the article itself where the table has none."""
    known = (
        {} if copies is None else dict(zip(copies["article_id"].tolist(), copies["cluster_id"].tolist(), strict=True))
    )
    return [known.get(article_id, article_id) for article_id in article_ids]


def keep_own(samples: pd.DataFrame, copies: pd.DataFrame) -> np.ndarray:
    """Tell which rows are left without near-duplicates: what units do not share with each other, once.

    A text that several units print is no unit's own: left with the one that was first, it would set that one apart from
    the others by what is equal in all of them. Its whole cluster is left out, on every side. Of copies within a unit
    the article that the cluster is named after is kept, or, where that is not among the samples, the first.

    Parameters
    ----------
    samples : DataFrame
        ``article_id`` and ``unit_id``. An article may be in several units (voices): articles that have a unit in
        common are of one.
    copies : DataFrame
        Table of that name.

    Returns
    -------
    array of bool, shape (rows,)

    Examples
    --------
    >>> samples = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "unit_id": ["tide", "gull", "gull", "gull"]})
    >>> copies = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "cluster_id": ["a", "a", "c", "c"]})
    >>> keep_own(samples, copies).tolist()
    [False, False, True, False]
    """
    rows = samples[["article_id", "unit_id"]].reset_index(drop=True)
    rows = rows.assign(cluster=clusters_of_copies(rows["article_id"].tolist(), copies))
    members = rows.groupby("cluster", sort=False)["article_id"].nunique()
    kept = np.ones(len(rows), bool)
    for _, part in rows[rows["cluster"].isin(members.index[members > 1])].groupby("cluster", sort=False):
        units = part.groupby("article_id", sort=False)["unit_id"].agg(frozenset)
        is_one = bool(frozenset.intersection(*units))
        first = part["cluster"].iloc[0] if part["cluster"].iloc[0] in units.index else units.index[0]
        kept[part.index] = (part["article_id"] == first).to_numpy() & is_one
    return kept


def _members(cluster: np.ndarray) -> list[list[int]]:
    """Give the members of each cluster."""
    order = np.argsort(cluster, kind="stable")
    cuts = np.flatnonzero(np.diff(cluster[order])) + 1
    return [part.tolist() for part in np.split(order, cuts)] if len(order) else []


def _original(dates: list[Days], members: list[int]) -> int:
    """Choose the member that was published first: by first possible day, then by last, then by place."""
    known = [tuple(inf if isnan(day) else day for day in days) for days in dates]
    return min(zip(known, members, strict=True))[1]


class _Texts(NamedTuple):
    """All texts end to end: for each word its text, the hash of the shingle that begins there, and what that may prove.

    `is_shingle` is False where the text ends before the shingle does; `is_told` where it touches a quotation.
    """

    n_words: np.ndarray
    text: np.ndarray
    shingle: np.ndarray
    is_shingle: np.ndarray
    is_told: np.ndarray


def _read_texts(articles: pd.DataFrame, quotes: pd.DataFrame) -> _Texts:
    quoted = quotes[quotes["quoted_start"].notna()]
    quoted_edges = quoted[["quoted_start", "quoted_end"]].to_numpy(np.int64)
    spans = {article_id: np.sort(quoted_edges[rows].ravel()) for article_id, rows in by_article(quoted)}
    codes: dict[str, int] = {}
    words: list[int] = []
    inside, n_words = [np.zeros(0, np.int64)], []
    for article_id, text in zip(articles["article_id"].tolist(), articles["text"].tolist(), strict=True):
        starts = []
        for match in _WORD.finditer(text):
            starts.append(match.start())
            words.append(_code(match[0], codes))
        inside.append(_is_quoted(np.array(starts, np.int64), spans.get(article_id)))
        n_words.append(len(starts))
    text_of = np.repeat(np.arange(len(n_words)), n_words)
    shingle, is_shingle = _shingles(np.array(words, np.uint64), text_of)
    n_quoted = np.concatenate([[0], np.cumsum(np.concatenate(inside))])
    end = np.minimum(np.arange(len(words)) + WIDTH, len(words))
    return _Texts(
        np.array(n_words, np.int64), text_of, shingle, is_shingle, is_shingle & (n_quoted[end] == n_quoted[:-1])
    )


def _code(word: str, codes: dict[str, int]) -> int:
    """Number a word by its letters, so that a text has the same shingles in every corpus."""
    if word not in codes:
        codes[word] = crc32(word.casefold().encode())
    return codes[word]


def _is_quoted(starts: np.ndarray, edges: np.ndarray | None) -> np.ndarray:
    if edges is None:
        return np.zeros(len(starts), np.int64)
    return np.searchsorted(edges, starts, side="right") % 2


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


class _Pair(NamedTuple):
    left: int
    right: int
    share: float


def _similar_pairs(texts: _Texts) -> list[_Pair]:
    """Give the pairs of texts of which the one holds enough of the other."""
    first = np.concatenate([[0], np.cumsum(texts.n_words)])
    own: dict[int, np.ndarray] = {}

    def shingles(number: int) -> np.ndarray:
        if number not in own:
            where = slice(first[number], first[number + 1])
            own[number] = np.unique(texts.shingle[where][texts.is_told[where]])
        return own[number]

    found = []
    for left, right in _candidates(texts):
        one, two = shingles(left), shingles(right)
        shorter = min(len(one), len(two))
        if shorter >= SHORTEST:
            share = len(np.intersect1d(one, two, assume_unique=True)) / shorter
            if share >= COPIED:
                found.append(_Pair(left, right, share))
    return found


def _candidates(texts: _Texts) -> Iterator[tuple[int, int]]:
    """Pair texts that stand near each other under several sampled shingles."""
    where = np.flatnonzero(texts.is_told & (texts.shingle % np.uint64(SAMPLE) == 0))
    n_texts = max(len(texts.n_words), 1)
    _, number = np.unique(texts.shingle[where], return_inverse=True)
    pairs = np.unique(number * n_texts + texts.text[where])  # each text once under a shingle
    number, text = pairs // n_texts, pairs % n_texts
    codes = []
    for distance in range(1, REACH + 1):
        same = number[:-distance] == number[distance:]
        codes.append(text[:-distance][same] * n_texts + text[distance:][same])
    found, times = np.unique(np.concatenate(codes), return_counts=True)
    for code in found[times >= LEAST_SAMPLED].tolist():
        yield code // n_texts, code % n_texts


def _own_shares(texts: _Texts) -> np.ndarray:
    """Give the share of each text's words that no shingle covers which another text has too."""
    where = np.flatnonzero(texts.is_shingle)
    order = where[np.argsort(texts.shingle[where], kind="stable")]
    value, text = texts.shingle[order], texts.text[order]
    edges = (
        np.flatnonzero(np.concatenate([[True], value[1:] != value[:-1], [True]])) if len(order) else np.zeros(1, int)
    )
    is_shared = text[edges[:-1]] != text[edges[1:] - 1]  # texts ascend within a shingle
    starts = order[np.repeat(is_shared, np.diff(edges))]
    steps = np.bincount(starts, minlength=len(texts.text) + WIDTH + 1) - np.bincount(
        starts + WIDTH, minlength=len(texts.text) + WIDTH + 1
    )
    covered = np.cumsum(steps)[: len(texts.text)] > 0
    n_covered = np.bincount(texts.text[covered], minlength=len(texts.n_words))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(texts.n_words >= WIDTH, 1 - n_covered / texts.n_words, np.nan)
