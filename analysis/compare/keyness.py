"""Articles and segments of a whole corpus -> table `keyness`: the words that one outlet uses more than another.

What is told apart from chance is decided by article: words of one article are not independent, and one article alone
makes any word of its own key by the log-likelihood of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import log, log2
from typing import NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder

from analysis.compare.bursts import burst_p
from analysis.compare.contrasts import REST
from analysis.compare.intervals import clusters_of
from analysis.compare.resampling import MOST, adjust_p
from analysis.compare.stages import staged_p
from analysis.compare.terms import Usage, count_terms, kinds_of_terms, read_terms
from analysis.compare.wording import is_content
from analysis.tables import TABLES, conform

__all__ = ["LEAST_ARTICLES", "SMALL", "find_collocations", "find_keyness", "g2", "log_ratio"]

SMALL = 10_000  # words: corpora of fewer are flagged
LEAST = 3  # occurrences of a term in both units together
LEAST_ARTICLES = 5  # articles with a term, copies counted once, in both units together: rarer ones are not tested
LEVEL = 0.05  # of the false discovery rate that says a word is told apart
MANY = 10  # articles with a term in each unit, from which on draws alone decide
DRAWN = 0.05  # p of bursts up to which a term is also tested by draws
DRAWS = 40, 2_000, 100_000  # draws for each term tested, and the least and the most of them


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
        long. Terms in ten articles or more of either unit are tested by `analysis.compare.stages.staged_p`, others by
        `analysis.compare.bursts.burst_p` and, where that is at most .05, by the former too. `q` is
        the false discovery rate over the terms of one pair, voice and kind. `n` count the term, `total` all words,
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
            a, b = (_side(usage, voice, is_unit, cluster) for is_unit in units)
            key = [seed, crc32("\x1f".join((unit_a, unit_b, voice)).encode())]
            table = _compare(kinds, a, b, minimum, key)
            parts.append(_strongest(table, most).assign(unit_a=unit_a, unit_b=unit_b, voice=voice))
    columns = list(TABLES["keyness"].dtypes)
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    found["term"] = np.array(usage.terms, object)[found["term"].to_numpy(np.int64)]
    return conform(found[columns], "keyness")


def _members(outlet: np.ndarray, unit: str, without: str) -> np.ndarray:
    known = np.array([isinstance(one, str) for one in outlet], bool)
    is_in: np.ndarray = known & (outlet != without) if unit == REST else outlet == unit
    return is_in


class _Side(NamedTuple):
    """What a unit says in one voice: one place an article and term, and of each term and article what they add up to.

    ``row`` numbers the clusters of the unit, ``words`` counts theirs.
    """

    row: np.ndarray
    term: np.ndarray
    n: np.ndarray
    words: np.ndarray
    uses: np.ndarray
    articles: np.ndarray
    largest: np.ndarray


def _side(usage: Usage, voice: str, is_unit: np.ndarray, cluster: np.ndarray) -> _Side:
    is_spoken = np.array([voice in ("all", name) for name in usage.voices], bool)
    chosen = np.flatnonzero(is_unit[usage.article] & is_spoken[usage.voice]) if len(usage.n) else np.zeros(0, int)
    n_terms = max(len(usage.terms), 1)
    code, place = np.unique(usage.article[chosen] * n_terms + usage.term[chosen], return_inverse=True)
    n = np.bincount(place, weights=usage.n[chosen], minlength=len(code))
    article, term = np.divmod(code, n_terms)
    _, row = np.unique(cluster[article], return_inverse=True)
    largest = np.zeros(len(usage.terms))
    np.maximum.at(largest, term, n)
    counts = [np.bincount(term, weights=values, minlength=len(usage.terms)) for values in (n, n > 0)]
    return _Side(row, term, n, np.bincount(row, weights=n), counts[0], counts[1], largest)


def _compare(kinds: np.ndarray, a: _Side, b: _Side, minimum: int, seed: list[int]) -> pd.DataFrame:
    total_a, total_b = int(a.words.sum()), int(b.words.sum())
    terms = np.flatnonzero(a.uses + b.uses >= LEAST) if total_a and total_b else np.zeros(0, int)
    p = np.full(len(kinds), np.nan)
    if min(len(a.words), len(b.words)) >= minimum:
        p[terms] = _test(terms, a, b, seed)
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


def _test(terms: np.ndarray, a: _Side, b: _Side, seed: list[int]) -> np.ndarray:
    """Test the terms that enough articles hold, copies counted once."""
    n_a = len(a.words)
    words = np.concatenate([a.words, b.words])
    term, row = np.concatenate([a.term, b.term]), np.concatenate([a.row, b.row + n_a])
    code, place = np.unique(term * len(words) + row, return_inverse=True)
    term, row = np.divmod(code, len(words))
    n = np.bincount(place, weights=np.concatenate([a.n, b.n]))
    first, last = (np.searchsorted(term, terms, side=side) for side in ("left", "right"))
    p = np.full(len(terms), np.nan)
    shares = a.words.sum() / words.sum(), n_a / len(words)
    tested = np.flatnonzero(_can_be_told(last - first, max(min(one, 1 - one) for one in shares)))
    for at in tested.tolist():
        holders = slice(first[at], last[at])
        bursts, is_a = n[holders].astype(np.int64), row[holders] < n_a
        if min(is_a.sum(), len(is_a) - is_a.sum()) >= MANY:
            p[at] = 0.0  # the draws alone decide
        else:
            p[at] = max(burst_p(bursts, int(bursts[is_a].sum()), share) for share in shares)
    each, least, most = DRAWS
    draws = min(max(each * len(tested), least), most)
    is_many = p == 0.0
    for weights, is_drawn in ((words, p <= DRAWN), (np.ones(len(words)), is_many)):
        drawn = np.flatnonzero(is_drawn & (p <= DRAWN))
        rows = _Rows(row, n, weights, first[drawn], last[drawn]).grouped(n_a, np.random.default_rng(seed))
        p[drawn] = np.fmax(p[drawn], staged_p(rows.sums, len(drawn), min(n_a, MOST), most=draws, seed=seed))
    return p


def _can_be_told(holders: np.ndarray, share: float) -> np.ndarray:
    """Tell which terms have articles enough that a test of so many of them could find something (Tarone, 1990).

    Held by `holders` articles, all of them in the smaller unit, a term has the p-value ``2 * share ** holders``. Terms
    for which that is no small one among as many as remain are not tested, and burden no other.
    """
    least = 2.0 * share ** holders.astype(float)
    is_enough = holders >= LEAST_ARTICLES
    ordered = np.sort(least[is_enough])
    n_told = np.searchsorted(ordered, LEVEL / np.arange(1, len(ordered) + 1), side="right")
    enough = np.flatnonzero(n_told <= np.arange(1, len(ordered) + 1))
    return is_enough & (least <= LEVEL / (enough[0] + 1 if len(enough) else 1))


class _Rows(NamedTuple):
    """Uses of terms by cluster: those of a term stand from its ``first`` place to its ``last``."""

    row: np.ndarray
    n: np.ndarray
    words: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def sums(self, chosen: np.ndarray) -> np.ndarray:
        """Give the uses of the chosen terms and the words of every cluster, shape (clusters, chosen, 2)."""
        found = np.zeros((len(self.words), len(chosen), 2))
        found[..., 1] = self.words[:, None]
        for place, term in enumerate(chosen.tolist()):
            at = slice(self.first[term], self.last[term])
            np.add.at(found[:, place, 0], self.row[at], self.n[at])
        return found

    def grouped(self, n_a: int, random: np.random.Generator) -> _Rows:
        """Sum very many clusters of a unit into groups at random, as `resampling.group_rows` does."""
        group, n_groups = np.empty(len(self.words), np.int64), 0
        for side in (slice(0, n_a), slice(n_a, None)):
            n = len(self.words[side])
            size = min(n, MOST)
            group[side] = n_groups + (random.permutation(n) * size // n if n > MOST else np.arange(n))
            n_groups += size
        return self._replace(row=group[self.row], words=np.bincount(group, weights=self.words))


def find_collocations(texts: Iterable[str], *, least: int = 3, most: int = 50) -> pd.DataFrame:
    """Find pairs of content words that follow each other more often than their own frequencies explain.

    Parameters
    ----------
    texts : iterable of str
        Pairs do not run over the end of a text or of a sentence.
    least : int
        Occurrences that a pair must have.
    most : int
        Pairs kept, the strongest first.

    Returns
    -------
    DataFrame
        `first`, `second`, `n`, and `g2`, the log-likelihood ratio of the full two-by-two table
        (`nltk.metrics.BigramAssocMeasures.likelihood_ratio`; Dunning, 1993).

    Examples
    --------
    >>> find_collocations(["Old harbour. Old harbour, new harbour. Old harbour"]).loc[0, "first"]
    'old'
    """
    sentences = [read_terms(sentence) for text in texts for sentence in re.split(r"[.!?\n]", text)]
    finder = BigramCollocationFinder.from_documents(sentences)
    finder.apply_freq_filter(least)
    finder.apply_word_filter(lambda word: not is_content(word))
    scored = sorted(finder.score_ngrams(BigramAssocMeasures.likelihood_ratio), key=lambda item: (-item[1], item[0]))
    rows = [(*pair, finder.ngram_fd[pair], value) for pair, value in scored[:most]]
    return pd.DataFrame(rows, columns=["first", "second", "n", "g2"])
