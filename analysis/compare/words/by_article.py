"""Uses of terms in two units -> a p-value of each term, by article: the larger of one by words and one by articles."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.compare.intervals import MOST
from analysis.compare.words.bursts import burst_ps
from analysis.compare.words.stages import staged_p
from analysis.compare.words.terms import Spoken, Usage

LEAST_ARTICLES = 5  # articles with a term, copies counted once, in both units together: rarer ones are not tested
LEVEL = 0.05  # of the false discovery rate that says a word is told apart
MANY = 10  # articles with a term in each unit, from which on draws alone decide
DRAWN = 0.05  # p of bursts up to which a term is also tested by draws
DRAWS = 40, 2_000, 100_000  # draws for each term tested (`staged_p`: needed), and the least and the most of them


class Heard(NamedTuple):
    """What articles say in one voice: one place an article and term, ordered by term, cluster and article.

    ``words`` counts all that each article says, of all terms; ``terms`` is how many are numbered.
    """

    article: np.ndarray
    term: np.ndarray
    n: np.ndarray
    words: np.ndarray
    terms: int


def hear(usage: Usage, spoken: Spoken, voice: str, cluster: np.ndarray) -> Heard:
    """Add up what each article says in a voice, or in "all"; units are then chosen from it without sorting.

    Parameters
    ----------
    usage : Usage
        Of all terms, or of some.
    spoken : Spoken
        Of all terms (`count_words`).
    voice : str
    cluster : array
        The number of each article's near-duplicates.
    """
    is_spoken = np.array([voice in ("all", name) for name in usage.voices], bool)
    said = np.flatnonzero(is_spoken[spoken.voice]) if len(spoken.n) else np.zeros(0, int)
    words = np.bincount(spoken.article[said], weights=spoken.n[said], minlength=len(cluster))
    chosen = np.flatnonzero(is_spoken[usage.voice]) if len(usage.n) else np.zeros(0, int)
    article, term, n = (values[chosen] for values in (usage.article, usage.term, usage.n))
    place = np.empty(len(cluster), np.int64)
    place[np.argsort(cluster, kind="stable")] = np.arange(len(cluster))
    order = np.argsort(term * len(cluster) + place[article], kind="stable")
    article, term = article[order], term[order]
    first = np.flatnonzero(begins(term, article))
    n = np.add.reduceat(n[order].astype(float), first) if len(first) else np.zeros(0)
    return Heard(article[first], term[first], n, words, len(usage.terms))


def begins(*columns: np.ndarray) -> np.ndarray:
    """Tell which rows differ from the one before in any column."""
    is_first = np.zeros(len(columns[0]), bool)
    is_first[:1] = True
    for column in columns:
        is_first[1:] |= column[1:] != column[:-1]
    return is_first


class Side(NamedTuple):
    """What a unit says in one voice: one place a cluster and term, ordered by term, and what they add up to by term.

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


def side_of(heard: Heard, is_unit: np.ndarray, cluster: np.ndarray, group: np.ndarray) -> Side:
    """Choose what some articles say, and put near-duplicates together.

    Parameters
    ----------
    heard : Heard
    is_unit, cluster, group : array
        Of every article: whether it is chosen, the number of its near-duplicates, and the group that the cluster falls
        into where there are very many (`analysis.compare.intervals.groups_of`).
    """
    speaker = np.flatnonzero(is_unit & (heard.words > 0))
    size = int(cluster.max(initial=-1)) + 1
    is_there, group_of = np.zeros(size, bool), np.zeros(size, group.dtype)
    is_there[cluster[speaker]], group_of[cluster[speaker]] = True, group[speaker]
    number = np.cumsum(is_there) - 1
    words = np.bincount(number[cluster[speaker]], weights=heard.words[speaker], minlength=int(is_there.sum()))
    chosen = np.flatnonzero(is_unit[heard.article])
    term, n, row = heard.term[chosen], heard.n[chosen], number[cluster[heard.article[chosen]]]
    largest = np.zeros(heard.terms)
    np.maximum.at(largest, term, n)
    uses, articles = (np.bincount(term, weights=weights, minlength=heard.terms) for weights in (n, n > 0))
    first = np.flatnonzero(begins(term, row))
    n = np.add.reduceat(n, first) if len(first) else n
    return Side(row[first], term[first], n, words, group_of[is_there], uses, articles, largest)


class Plan(NamedTuple):
    """Which terms are tested: those that so many articles hold (`least`; copies counted once), `n` in all."""

    least: int
    n: int


def count_holders(terms: np.ndarray, a: Side, b: Side) -> np.ndarray:
    """Count the articles that hold each term, copies counted once."""
    of_a, of_b = (np.bincount(one.term, minlength=len(one.uses)) for one in (a, b))
    counts: np.ndarray = (of_a + of_b)[terms]
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
    where a term is not tested. ``needed`` are the draws by which one term alone is told apart (`staged_p`).
    """

    row: np.ndarray
    n: np.ndarray
    first: np.ndarray
    last: np.ndarray
    words: np.ndarray
    clusters: np.ndarray
    n_a: int
    p: np.ndarray
    needed: int

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
    term, row, n = (np.concatenate(both) for both in ((a.term, b.term), (a.row, b.row + n_a), (a.n, b.n)))
    order = np.argsort(term, kind="stable")
    term, row, n = term[order], row[order], n[order]
    first, last = (np.searchsorted(term, terms, side=side) for side in ("left", "right"))
    p = np.full(len(terms), np.nan)
    shares = a.words.sum() / words.sum(), n_a / len(words)
    tested = np.flatnonzero((last - first >= plan.least) & (plan.n > 0))
    by_side = [np.bincount(one.term, minlength=len(one.uses))[terms[tested]] for one in (a, b)]
    is_many = np.minimum(*by_side) >= MANY
    p[tested[is_many]] = 0.0  # the draws alone decide
    few = tested[~is_many]
    number = np.full(len(a.uses), -1)
    number[terms[few]] = np.arange(len(few))
    own = np.flatnonzero(number[term] >= 0)
    p[few] = burst_ps(number[term[own]], n[own].astype(np.int64), row[own] < n_a, len(few), shares)
    group, summed, clusters, n_grouped = group_sides(a, b)
    return Trial(group[row], n, first, last, summed, clusters, n_grouped, p, DRAWS[0] * plan.n)


def draw_on(trial: Trial, seed: list[int], stop: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Draw on the terms that bursts do not settle: the p-value of each, and the terms left open where draws `stop`.

    Where draws alone decide, uses are also taken by article: a word of each line is not key because articles are long.
    """
    p, drawn = trial.p.copy(), np.flatnonzero(trial.p <= DRAWN)
    _, least, most = DRAWS
    found, left = staged_p(
        lambda chosen: trial.uses(drawn[chosen]),
        trial.words,
        len(drawn),
        trial.n_a,
        most=min(max(trial.needed, least), most),
        stop=stop,
        seed=seed,
        also=(trial.clusters, trial.p[drawn] == 0.0),
        needed=trial.needed,
    )
    p[drawn] = np.fmax(p[drawn], found)
    return p, drawn[left]


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
