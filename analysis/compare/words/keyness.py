"""Articles and segments of a whole corpus -> table `keyness`: the words that one outlet uses more than another.

What is told apart from chance is decided by article: words of one article are not independent, and one article alone
makes any word of its own key by the log-likelihood of words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log, log2
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import pandas as pd

from analysis.compare.contrasts import REST
from analysis.compare.intervals import clusters_of, groups_of
from analysis.compare.intervals.resampling import adjust_p
from analysis.compare.words.by_article import Plan, Side, hear, side_of, test_by_article
from analysis.compare.words.terms import Spoken, Usage, count_terms, count_words, kinds_of_terms
from analysis.progress import tick
from analysis.tables import TABLES, conform

SMALL = 10_000  # words: corpora of fewer are flagged
#: The voices in which words are compared: all together, an outlet's own, those it quotes.
VOICES_ASKED = ("all", "own", "quoted")
LEAST = 3  # occurrences of a term in both units together
KEPT = 100  # terms of each pair and voice


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
    voices: Iterable[str] = VOICES_ASKED,
    minimum: int = 10,
    most: int | None = KEPT,
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
    tick(0.1 * len(articles))
    usage = count_terms(articles, segments)
    kinds = kinds_of_terms(usage.terms, names)
    corpus = Speakers.read(articles, copies, list(pairs), list(voices), count_words(usage))
    parts = []
    questions = corpus.questions()
    for asked, (a, b) in zip(questions, corpus.sides(usage, questions), strict=True):
        parts.append(measure_terms(usage.terms, kinds, a, b, minimum, [seed, asked.key]).assign(**asked.columns))
    return choose_keys(parts, most=most)


class Asked(NamedTuple):
    """Two units and a voice."""

    unit_a: str
    unit_b: str
    voice: str

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of table `keyness` that name them."""
        return self._asdict()

    @property
    def key(self) -> int:
        """The seed of their own."""
        return crc32("\x1f".join(self).encode())


class Speakers(NamedTuple):
    """The articles of a whole corpus, without their words: outlet, cluster and its group, and how much each says."""

    outlet: np.ndarray
    cluster: np.ndarray
    group: np.ndarray
    pairs: list[tuple[str, str]]
    voices: list[str]
    spoken: Spoken

    @staticmethod
    def read(
        articles: pd.DataFrame,
        copies: pd.DataFrame | None,
        pairs: list[tuple[str, str]],
        voices: list[str],
        spoken: Spoken,
    ) -> Speakers:
        """Number the clusters of articles."""
        names = clusters_of(articles["article_id"].tolist(), copies)
        cluster = pd.factorize(np.array(names, object), sort=True)[0]
        return Speakers(articles["outlet_id"].to_numpy(object), cluster, groups_of(names), pairs, voices, spoken)

    def questions(self) -> list[Asked]:
        """List the pairs in every voice."""
        return [Asked(*pair, voice) for pair in self.pairs for voice in self.voices]

    def sides(self, usage: Usage, questions: Iterable[Asked]) -> Iterator[tuple[Side, Side]]:
        """Add up what both units of each question say in its voice, of the terms of `usage`."""
        number, names = pd.factorize(self.outlet)
        numbers = {name: at for at, name in enumerate(names.tolist())}
        heard = {voice: hear(usage, self.spoken, voice, self.cluster) for voice in self.voices}
        for asked in questions:
            is_a = number == numbers.get(asked.unit_a, len(names))
            is_b = number == numbers.get(asked.unit_b, len(names))
            if asked.unit_b == REST:
                is_b = (number >= 0) & ~is_a
            a, b = (side_of(heard[asked.voice], unit, self.cluster, self.group) for unit in (is_a, is_b))
            yield a, b


def choose_keys(parts: Sequence[pd.DataFrame], *, most: int | None = KEPT) -> pd.DataFrame:
    """Make table `keyness` of what `measure_terms` gives of each question, all terms of it."""
    columns = list(TABLES["keyness"].dtypes)
    chosen = [_strongest(adjust_terms(part), most) for part in parts]
    found = pd.concat(chosen, ignore_index=True) if chosen else pd.DataFrame(columns=columns)
    return conform(found[columns], "keyness")


def compare_terms(
    terms: Sequence[str], kinds: Sequence[str], a: Side, b: Side, minimum: int, seed: list[int], *, least: int = LEAST
) -> pd.DataFrame:
    """Compare the uses of each term of two sides, as `measure_terms` does, with ``q``."""
    return adjust_terms(measure_terms(terms, kinds, a, b, minimum, seed, least=least))


def measure_terms(
    terms: Sequence[str],
    kinds: Sequence[str],
    a: Side,
    b: Side,
    minimum: int,
    seed: list[int],
    *,
    least: int = LEAST,
    plan: Plan | None = None,
    test: Callable[..., np.ndarray] = test_by_article,
) -> pd.DataFrame:
    """Compare the uses of each term of two sides, all terms or some.

    Parameters
    ----------
    terms, kinds : sequence of str
        Every term that the sides number, and its kind.
    a, b : Side
    minimum : int
        Articles with words that each side must have, copies counted once; no term is tested else.
    seed : list of int
    least : int
        Uses of a term in both sides together; rarer ones are left out.
    plan : Plan, optional
        Which terms of the whole corpus are tested; None: these are all.
    test : function
        Gives the p-values; called as `test_by_article` is.

    Returns
    -------
    DataFrame
        The columns of table `keyness` but its units, voice and ``q``.
    """
    total_a, total_b = int(a.words.sum()), int(b.words.sum())
    chosen = counted_terms(a, b, least)
    p = np.full(len(chosen), np.nan)
    if min(len(a.words), len(b.words)) >= minimum:
        p = test(chosen, a, b, seed, plan)
    sizes = [(int(a.uses[one]), int(b.uses[one]), total_a, total_b) for one in chosen]
    is_more = np.array([x * total_b >= y * total_a for x, y, _, _ in sizes], bool)
    columns = {
        "term": pd.Series([terms[one] for one in chosen.tolist()], dtype="str"),
        "kind": pd.Series([kinds[one] for one in chosen.tolist()], dtype="str"),
        "g2": np.array([g2(*one) for one in sizes], float),
        "effect": np.array([log_ratio(*one) for one in sizes], float),
        "p": p,
        "n_a": a.uses[chosen],
        "n_b": b.uses[chosen],
        "total_a": total_a,
        "total_b": total_b,
        "articles_a": a.articles[chosen],
        "articles_b": b.articles[chosen],
        "largest_share": np.where(is_more, *(one.largest[chosen] / np.maximum(one.uses[chosen], 1) for one in (a, b))),
        "is_small": min(total_a, total_b) < SMALL,
    }
    return pd.DataFrame(columns)


def counted_terms(a: Side, b: Side, least: int = LEAST) -> np.ndarray:
    """Number the terms that both sides together use often enough, where both say anything."""
    if not a.words.sum() or not b.words.sum():
        return np.zeros(0, int)
    return np.flatnonzero(a.uses + b.uses >= least)


def adjust_terms(table: pd.DataFrame) -> pd.DataFrame:
    """Set `q`, the false discovery rate over the terms of a kind."""
    q, p = np.full(len(table), np.nan), table["p"].to_numpy(float)
    for kind in ("word", "name", "function"):
        family = np.flatnonzero((table["kind"] == kind).to_numpy(bool))
        q[family] = adjust_p(p[family])
    return table.assign(q=q)


def keep_likely(table: pd.DataFrame) -> pd.DataFrame:
    """Keep of some terms those that `choose_keys` may choose or must know: all that were tested, else the strongest."""
    is_tested = table["p"].notna().to_numpy()
    return pd.concat([table[is_tested], _strongest(table[~is_tested].assign(q=np.nan), KEPT)[table.columns]])


def _strongest(table: pd.DataFrame, most: int | None) -> pd.DataFrame:
    strength = -table["g2"].abs().to_numpy(float)
    order = np.lexsort((table["term"].to_numpy(object), strength, (~(table["q"] <= 0.05)).to_numpy(bool)))
    return table.iloc[order[:most]]
