"""Uses of terms in two units -> a p-value of each term, by article: the larger of one by words and one by articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.compare.intervals import MOST
from analysis.compare.words.bursts import burst_p
from analysis.compare.words.stages import staged_p
from analysis.compare.words.terms import Spoken, Usage

LEAST_ARTICLES = 5  # articles with a term, copies counted once, in both units together: rarer ones are not tested
LEVEL = 0.05  # of the false discovery rate that says a word is told apart
MANY = 10  # articles with a term in each unit, from which on draws alone decide
DRAWN = 0.05  # p of bursts up to which a term is also tested by draws
DRAWS = 40, 2_000, 100_000  # draws for each term tested, and the least and the most of them


class Side(NamedTuple):
    """What a unit says in one voice: one place an article and term, and of each term and article what they add up to.

    ``row`` numbers the clusters of the unit that say anything, ``words`` counts theirs and ``group`` is that of each.
    """

    row: np.ndarray
    term: np.ndarray
    n: np.ndarray
    words: np.ndarray
    group: np.ndarray
    uses: np.ndarray
    articles: np.ndarray
    largest: np.ndarray


def side_of(
    usage: Usage, spoken: Spoken, voice: str, is_unit: np.ndarray, cluster: np.ndarray, group: np.ndarray
) -> Side:
    """Add up what the chosen articles say in a voice.

    Parameters
    ----------
    usage : Usage
        Of all terms, or of some.
    spoken : Spoken
        Of all terms (`count_words`).
    voice : str
        Or "all".
    is_unit, cluster, group : array
        Of every article: whether it is chosen, the number of its near-duplicates, and the group that the cluster falls
        into where there are very many (`analysis.compare.intervals.groups_of`).
    """
    is_spoken = np.array([voice in ("all", name) for name in usage.voices], bool)
    said = np.flatnonzero(is_unit[spoken.article] & is_spoken[spoken.voice]) if len(spoken.n) else np.zeros(0, int)
    speaker = spoken.article[said]
    every, first, at = np.unique(cluster[speaker], return_index=True, return_inverse=True)
    chosen = np.flatnonzero(is_unit[usage.article] & is_spoken[usage.voice]) if len(usage.n) else np.zeros(0, int)
    n_terms = max(len(usage.terms), 1)
    code, place = np.unique(usage.article[chosen] * n_terms + usage.term[chosen], return_inverse=True)
    n = np.bincount(place, weights=usage.n[chosen], minlength=len(code))
    article, term = np.divmod(code, n_terms)
    row = np.searchsorted(every, cluster[article])
    largest = np.zeros(len(usage.terms))
    np.maximum.at(largest, term, n)
    counts = [np.bincount(term, weights=values, minlength=len(usage.terms)) for values in (n, n > 0)]
    words = np.bincount(at, weights=spoken.n[said], minlength=len(every))
    return Side(row, term, n, words, group[speaker[first]], counts[0], counts[1], largest)


class Plan(NamedTuple):
    """Which terms are tested: those that so many articles hold (`least`; copies counted once), `n` in all."""

    least: int
    n: int


def count_holders(terms: np.ndarray, a: Side, b: Side) -> np.ndarray:
    """Count the articles that hold each term, copies counted once."""
    n_a, n_rows = len(a.words), max(len(a.words) + len(b.words), 1)
    held = np.unique(np.concatenate([a.term * n_rows + a.row, b.term * n_rows + b.row + n_a])) // n_rows
    first, last = (np.searchsorted(held, terms, side=side) for side in ("left", "right"))
    counts: np.ndarray = last - first
    return counts


def plan_tests(holders: np.ndarray, a: Side, b: Side) -> Plan:
    """Choose the terms that are tested, by how many articles hold each term of the whole corpus."""
    if not len(a.words) or not len(b.words):
        return Plan(0, 0)
    n = len(a.words) + len(b.words)
    shares = a.words.sum() / (a.words.sum() + b.words.sum()), len(a.words) / n
    is_tested = _can_be_told(holders, max(min(one, 1 - one) for one in shares))
    return Plan(int(holders[is_tested].min(initial=n + 1)), int(is_tested.sum()))


def test_by_article(terms: np.ndarray, a: Side, b: Side, seed: list[int], plan: Plan | None = None) -> np.ndarray:
    """Test the terms that enough articles hold, copies counted once; ``plan`` is known where these are some of all."""
    p, _ = draw_on(begin_test(terms, a, b, plan), seed)
    return p


class Trial(NamedTuple):
    """Terms that draws decide on: uses by cluster, or by group of very many clusters, and what bursts say of each.

    Uses of a term stand from its ``first`` place to its ``last``; ``row`` numbers the clusters, the ``n_a`` of the
    first unit first, and ``words`` and ``clusters`` count what they hold. ``p`` is 0 where draws alone decide, NaN
    where a term is not tested. ``draws`` are those of the last stage.
    """

    row: np.ndarray
    n: np.ndarray
    first: np.ndarray
    last: np.ndarray
    words: np.ndarray
    clusters: np.ndarray
    n_a: int
    p: np.ndarray
    draws: int

    def uses(self, chosen: np.ndarray) -> np.ndarray:
        """Give the uses of the chosen terms in every cluster, shape (clusters, chosen)."""
        found = np.zeros((len(self.words), len(chosen)))
        for place, term in enumerate(chosen.tolist()):
            at = slice(self.first[term], self.last[term])
            np.add.at(found[:, place], self.row[at], self.n[at])
        return found


def begin_test(terms: np.ndarray, a: Side, b: Side, plan: Plan | None = None) -> Trial:
    """Test by bursts the terms that enough articles hold, and make ready what draws need."""
    plan = plan or plan_tests(count_holders(terms, a, b), a, b)
    n_a = len(a.words)
    words = np.concatenate([a.words, b.words])
    term, row = np.concatenate([a.term, b.term]), np.concatenate([a.row, b.row + n_a])
    code, place = np.unique(term * len(words) + row, return_inverse=True)
    term, row = np.divmod(code, len(words))
    n = np.bincount(place, weights=np.concatenate([a.n, b.n]))
    first, last = (np.searchsorted(term, terms, side=side) for side in ("left", "right"))
    p = np.full(len(terms), np.nan)
    shares = a.words.sum() / words.sum(), n_a / len(words)
    tested = np.flatnonzero((last - first >= plan.least) & (plan.n > 0))
    for at in tested.tolist():
        holders = slice(first[at], last[at])
        bursts, is_a = n[holders].astype(np.int64), row[holders] < n_a
        if min(is_a.sum(), len(is_a) - is_a.sum()) >= MANY:
            p[at] = 0.0  # the draws alone decide
        else:
            p[at] = max(burst_p(bursts, int(bursts[is_a].sum()), share) for share in shares)
    each, least, most = DRAWS
    draws = min(max(each * plan.n, least), most)
    group, summed, clusters, n_grouped = group_sides(a, b)
    return Trial(group[row], n, first, last, summed, clusters, n_grouped, p, draws)


def draw_on(trial: Trial, seed: list[int], stop: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Draw on the terms that bursts do not settle: the p-value of each, and the terms left open where draws `stop`."""
    p, is_many = trial.p.copy(), trial.p == 0.0
    is_open = np.zeros(len(p), bool)
    for words, is_drawn in ((trial.words, p <= DRAWN), (trial.clusters, is_many)):
        drawn = np.flatnonzero(is_drawn & (p <= DRAWN) & ~is_open)
        found, left = staged_p(
            lambda chosen, of=drawn: trial.uses(of[chosen]),  # type: ignore[misc]
            words,
            len(drawn),
            trial.n_a,
            most=trial.draws,
            stop=stop,
            seed=seed,
        )
        p[drawn] = np.fmax(p[drawn], found)
        is_open[drawn[left]] = True
    return p, np.flatnonzero(is_open)


def group_sides(a: Side, b: Side) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    """Number the clusters of both sides, those of the first first, or their groups where a side has very many.

    Returns
    -------
    number : array of int
        Of each cluster.
    words, clusters : array of float
        What each number holds.
    n_a : int
        Numbers of the first side.
    """
    numbers, n_groups = [], 0
    for own in (a.group, b.group):
        number = np.unique(own, return_inverse=True)[1] if len(own) > MOST else np.arange(len(own))
        numbers.append(number + n_groups)
        n_groups += _n_grouped(own)
    group = np.concatenate(numbers)
    words = np.bincount(group, weights=np.concatenate([a.words, b.words]))
    return group, words, np.bincount(group).astype(float), _n_grouped(a.group)


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


def _n_grouped(group: np.ndarray) -> int:
    return len(np.unique(group)) if len(group) > MOST else len(group)
