"""Articles and segments of a whole corpus -> table `keyness`: the words that one outlet uses more than another.

What is told apart from chance is decided by article: words of one article are not independent, and one article alone
makes any word of its own key by the log-likelihood of words.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import log, log2
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.intervals import clusters_of
from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.words.by_article import Side, side_of, test_by_article
from analysis.compare.words.terms import count_terms, kinds_of_terms
from analysis.tables import TABLES, conform

__all__ = ["SMALL", "compare_terms", "find_keyness", "g2", "log_ratio"]

SMALL = 10_000  # words: corpora of fewer are flagged
LEAST = 3  # occurrences of a term in both units together


def g2(n_a: int, n_b: int, total_a: int, total_b: int) -> float:
    """Give the signed log-likelihood ratio of a term: positive where `a` uses it more.

    The variant is Dunning's (1993) as written by Rayson & Garside (2000), with the expected counts of the term alone
    (two cells, not the four of a full table); quanteda's "lr" uses four. Above 3.84, 6.63 and 10.83 a chi-square of one
    degree of freedom has p < .05, .01 and .001.

    Examples
    --------
    >>> round(g2(120, 60, 10_000, 10_000), 2), round(g2(60, 120, 10_000, 10_000), 2), g2(0, 0, 10, 10)
    (20.39, -20.39, 0.0)
    """
    if not n_a + n_b:
        return 0.0
    share = (n_a + n_b) / (total_a + total_b)
    parts = [n * log(n / (total * share)) for n, total in ((n_a, total_a), (n_b, total_b)) if n]
    value = max(2 * sum(parts), 0.0)
    return value if n_a * total_b >= n_b * total_a else -value


def log_ratio(n_a: int, n_b: int, total_a: int, total_b: int) -> float:
    """Give the binary logarithm of the ratio of relative frequencies (Hardie, 2014: 1 is twice as often).

    One occurrence more is spread evenly over the words of both units, so that a term that one of them lacks has a
    ratio, and so that the sign is that of the difference of the frequencies, as the sign of `g2` is.

    >>> round(log_ratio(4, 2, 100, 100), 2), round(log_ratio(0, 3, 100, 80_003), 2)
    (0.85, -2.0)
    """
    spread = 1 / (total_a + total_b)
    return log2(n_a / total_a + spread) - log2(n_b / total_b + spread)


def find_keyness(
    articles: pd.DataFrame,
    segments: pd.DataFrame,
    pairs: Iterable[tuple[str, str]],
    *,
    copies: pd.DataFrame | None = None,
    names: Iterable[str] = (),
    voices: Iterable[str] = ("all", "own", "quoted"),
    minimum: int = 10,
    most: int | None = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """Compare how often two outlets use each word, in their own words and in those they quote.

    Parameters
    ----------
    articles, segments : DataFrame
        Tables of the whole corpus; an article's voices are those of its segments.
    pairs : iterable of (unit_a, unit_b)
        Outlets; `analysis.compare.contrasts.REST` stands for all others.
    copies : DataFrame, optional
        Table of that name: near-duplicates of an outlet are one article to the test.
    names : iterable of str
        Names of the study's people (`kind` name).
    voices : iterable of str
        Of `analysis.tables.VOICES`, or "all".
    minimum : int
        Articles with words that each unit must have, copies counted once; no word is tested else.
    most : int, optional
        Terms kept for each pair and voice: those with q at most .05, then those with the largest absolute `g2`, then
        in the order of the alphabet; None: all.
    seed : int
        Of the draws; each pair and voice has one of its own.

    Returns
    -------
    DataFrame
        Table `keyness`. Terms are words in lower case without a final 's (no stems), with three occurrences or more
        in both units together; `kind` {word, name, function}. `g2` is signed (see `g2`) and describes; `effect` is
        `log_ratio`. `p` is the larger of two tests over articles (copies counted once), NA for terms in fewer than
        five, or too few for any p-value of theirs to be told apart among so many: uses by the words of each article,
        and by articles, so that neither a word of each article nor a word of each line is key because articles are
        long. Terms in ten articles or more of either unit are tested by `analysis.compare.words.stages.staged_p`,
        others by `analysis.compare.words.bursts.burst_p` and, where that is at most .05, by the former too. `q` is the
        false discovery rate over the terms of one pair, voice and kind. `n` count the term, `total` all words,
        ``articles`` those with the term; `largest_share` is the share of the article with most uses in all uses of the
        unit that uses the term more. `is_small` flags pairs of which a side has fewer than 10,000 words.
    """
    usage = count_terms(articles, segments)
    kinds = np.array(kinds_of_terms(usage.terms, names), object)
    outlet = articles["outlet_id"].to_numpy(object)
    cluster = pd.factorize(np.array(clusters_of(articles["article_id"].tolist(), copies), object), sort=True)[0]
    wanted = list(voices)
    parts = []
    for unit_a, unit_b in pairs:
        units = [(outlet == unit_a), _members(outlet, unit_b, unit_a)]
        for voice in wanted:
            a, b = (side_of(usage, voice, is_unit, cluster) for is_unit in units)
            key = [seed, crc32("\x1f".join((unit_a, unit_b, voice)).encode())]
            table = compare_terms(kinds, a, b, minimum, key)
            parts.append(_strongest(table, most).assign(unit_a=unit_a, unit_b=unit_b, voice=voice))
    columns = list(TABLES["keyness"].dtypes)
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    found["term"] = np.array(usage.terms, object)[found["term"].to_numpy(np.int64)]
    return conform(found[columns], "keyness")


def _members(outlet: np.ndarray, unit: str, without: str) -> np.ndarray:
    known = np.array([isinstance(one, str) for one in outlet], bool)
    is_in: np.ndarray = known & (outlet != without) if unit == REST else outlet == unit
    return is_in


def compare_terms(
    kinds: np.ndarray, a: Side, b: Side, minimum: int, seed: list[int], *, least: int = LEAST
) -> pd.DataFrame:
    """Compare the uses of each term of two sides.

    Parameters
    ----------
    kinds : ndarray of str
        Of each term.
    a, b : Side
    minimum : int
        Articles with words that each side must have, copies counted once; no term is tested else.
    seed : list of int
    least : int
        Uses of a term in both sides together; rarer ones are left out.

    Returns
    -------
    DataFrame
        The columns of table `keyness` but its units and voice; ``term`` is a number.
    """
    total_a, total_b = int(a.words.sum()), int(b.words.sum())
    terms = np.flatnonzero(a.uses + b.uses >= least) if total_a and total_b else np.zeros(0, int)
    p = np.full(len(kinds), np.nan)
    if min(len(a.words), len(b.words)) >= minimum:
        p[terms] = test_by_article(terms, a, b, seed)
    q = np.full(len(kinds), np.nan)
    for kind in ("word", "name", "function"):
        family = terms[kinds[terms] == kind]
        q[family] = adjust_p(p[family])
    sizes = [(int(a.uses[one]), int(b.uses[one]), total_a, total_b) for one in terms]
    is_more = np.array([x * total_b >= y * total_a for x, y, _, _ in sizes], bool)
    columns = {
        "term": terms,
        "kind": kinds[terms],
        "g2": [g2(*one) for one in sizes],
        "effect": [log_ratio(*one) for one in sizes],
        "p": p[terms],
        "q": q[terms],
        "n_a": a.uses[terms],
        "n_b": b.uses[terms],
        "total_a": total_a,
        "total_b": total_b,
        "articles_a": a.articles[terms],
        "articles_b": b.articles[terms],
        "largest_share": np.where(is_more, *(one.largest[terms] / np.maximum(one.uses[terms], 1) for one in (a, b))),
        "is_small": min(total_a, total_b) < SMALL,
    }
    return pd.DataFrame(columns)


def _strongest(table: pd.DataFrame, most: int | None) -> pd.DataFrame:
    order = np.lexsort([table["term"], -table["g2"].abs(), ~(table["q"] <= 0.05)])
    return table.iloc[order[:most]]
