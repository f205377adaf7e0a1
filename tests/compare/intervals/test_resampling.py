"""Intervals and tests held to published examples, to every possible draw written out, and to simulation."""

from itertools import combinations, product

import numpy as np
import pytest

from analysis.compare.intervals import contrast_paired_ratios, contrast_ratios, interval_of_ratios, resampling
from analysis.compare.intervals.permutation import DRAW_ON
from analysis.compare.intervals.resampling import centred, jackknife_error, pair_products, ratios, without_each
from analysis.compare.intervals.student import student_t
from benchmarks.statistics import DESIGNS, simulate

# Efron & Tibshirani (1993), table 10.1: the effect of an old patch over placebo, and of a new one over the old, of
# eight people; the ratio of the means is the statistic.
PLACEBO_TO_OLD = [8406, 2342, 8187, 8459, 4795, 3516, 4796, 10238]
OLD_TO_NEW = [-1200, 2601, -2705, 1982, -1290, 351, -638, -2719]
# Fisher (1935), from Darwin (1876): crossed less self-fertilised maize, in eighths of an inch, 15 pairs
MAIZE = np.array([49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48], float)


def rows_of(values, sizes=None):
    sizes = np.ones(len(values)) if sizes is None else sizes
    return np.column_stack([values, sizes]).astype(float)[:, None]


@pytest.mark.parametrize("df, printed", [(2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (120, 1.980)])
def test_the_quantiles_of_students_t_are_those_of_the_tables(df, printed):
    assert student_t(0.95, df) == pytest.approx(printed, abs=0.0006)


def test_the_jackknife_of_the_patch_data_is_that_of_the_book():
    rows = rows_of(OLD_TO_NEW, PLACEBO_TO_OLD)
    assert ratios(rows)[0] == pytest.approx(-0.0713, abs=0.00005)  # p. 127
    moves = without_each(rows)
    assert (len(rows) - 1) * moves.mean() == pytest.approx(0.0080, abs=0.00005)  # its estimate of bias, p. 139
    assert jackknife_error(moves)[0] == pytest.approx(0.105, abs=0.003)  # of the bootstrap, p. 127


def test_the_jackknife_of_a_mean_is_its_standard_error():
    assert jackknife_error(without_each(rows_of(MAIZE)))[0] == pytest.approx(MAIZE.std(ddof=1) / np.sqrt(15))


@pytest.mark.parametrize(("values", "expected"), [([1.0, 3.0], 1.0), ([1.0, 2.0, 3.0], 1 / 3)])
def test_the_variance_of_a_mean_is_that_of_the_textbook(values, expected):
    rows = rows_of(values)
    value, variance = resampling.linearized(resampling.products(rows).sum(axis=0), len(rows))
    assert value[0] == 2.0
    assert variance[0] == pytest.approx(expected)


def test_the_same_words_twice_differ_by_nothing_and_surely_so():
    rows = np.random.default_rng(7).random((9, 500, 2))
    both = np.concatenate([rows, rows * 3], axis=2)
    difference, error = resampling.paired_statistic(pair_products(both).sum(axis=0), len(rows))
    assert np.abs(difference).max() < 1e-12
    assert not error.any()


def test_centred_numerators_leave_no_difference():
    rows = centred(rows_of(OLD_TO_NEW, PLACEBO_TO_OLD))
    assert ratios(rows)[0] == pytest.approx(0) and rows[:, 0, 1].tolist() == PLACEBO_TO_OLD


def linearized(rows):
    """Ratio and error of one group, by the textbook (Cochran, 1977, ch. 6)."""
    (x, y), n = rows.T, len(rows)
    value = x.sum() / y.sum()
    return value, np.sqrt(n / (n - 1) * ((x - value * y) ** 2).sum()) / y.sum()


def size_of(a, b):
    (value_a, error_a), (value_b, error_b) = linearized(a), linearized(b)
    return abs(value_a - value_b) / np.hypot(error_a, error_b)


GROUP_A = rows_of([3.0, -1.0, 1.0, 7.0, 0.2, 4.0], [2, 1, 3, 4, 1, 5])
GROUP_B = rows_of([1.0, 0.5, -2.0, 0.3, 2.0], [1, 2, 3, 1, 6])


def test_a_test_of_two_groups_has_the_p_and_the_interval_of_all_ways_of_dealing_the_clusters_out():
    found = contrast_ratios(GROUP_A, GROUP_B, draws=30_000, most=30_000)
    every = np.concatenate([centred(GROUP_A), centred(GROUP_B)])[:, 0]
    dealt = [
        size_of(every[list(chosen)], np.delete(every, list(chosen), axis=0)) for chosen in combinations(range(11), 6)
    ]
    error = np.hypot(*(jackknife_error(without_each(group))[0] for group in (GROUP_A, GROUP_B)))
    difference = ratios(GROUP_A)[0] - ratios(GROUP_B)[0]
    p = np.mean(np.array(dealt) >= difference / error)
    assert found.p[0] == pytest.approx(p, abs=4 * found.p_error[0]) and 0.0001 < found.p_error[0] < 0.003
    reach = np.quantile(dealt, 0.95, method="higher") * error
    assert found.difference[0] == pytest.approx(difference)
    assert (difference - found.lower[0], found.upper[0] - difference) == pytest.approx((reach, reach), rel=0.04)


def test_a_test_of_pairs_has_the_p_and_the_interval_of_all_ways_of_exchanging_them():
    found = contrast_paired_ratios(rows_of(MAIZE + 100), rows_of(np.full(15, 100.0)), draws=20_000)
    rest = MAIZE - MAIZE.mean()
    signs = np.array(list(product([1, -1], repeat=15)))
    sums = signs @ rest
    sizes = np.abs(sums / 15) / np.sqrt(((rest**2).sum() - sums**2 / 15) / 14 / 15)
    t = MAIZE.mean() / (MAIZE.std(ddof=1) / np.sqrt(15))
    assert t == pytest.approx(2.148, abs=0.0005)  # as Fisher gives it
    assert found.p[0] == pytest.approx(np.mean(sizes >= t), abs=4 * found.p_error[0])
    assert found.p[0] == pytest.approx(0.05, abs=0.01)  # Fisher: .0497 by Student's t, .0526 by the exchanges
    reach = np.quantile(sizes, 0.95) * MAIZE.mean() / t
    assert found.upper[0] - found.difference[0] == pytest.approx(reach, rel=0.03)


def test_one_group_has_the_interval_of_all_ways_of_drawing_its_clusters():
    group = GROUP_A[:5, 0]
    value, _ = linearized(group)
    sizes = []
    for drawn in product(range(5), repeat=5):
        again, error = linearized(group[list(drawn)])
        if error > 1e-12:
            sizes.append(abs(again - value) / error)
    lower, upper = interval_of_ratios(group[:, None], draws=40_000)
    reach = (upper[0] - lower[0]) / 2 / jackknife_error(without_each(group[:, None]))[0]
    beyond = np.mean(np.array(sizes) > 1.001 * reach), np.mean(np.array(sizes) > 0.999 * reach)
    assert beyond[0] < 0.053 and beyond[1] > 0.047  # one in twenty lies further out


def test_where_one_cluster_makes_the_spread_the_interval_is_as_wide_as_so_few_degrees_of_freedom():
    values = np.array([1.0] * 19 + [-1.0])
    lower, upper = interval_of_ratios(rows_of(values))
    rest = values - values.mean()
    kurtosis = 20 * (rest**4).sum() / (rest**2).sum() ** 2
    df = 40 / (kurtosis - 17 / 19)  # O'Neill (2014)
    assert 2 < df < 3
    assert (upper[0] - lower[0]) / 2 == pytest.approx(student_t(0.95, df) * values.std(ddof=1) / np.sqrt(20))


def test_hits_in_too_few_articles_have_the_p_of_the_formula_and_no_interval():
    hits, none = rows_of([1.0] * 2 + [0.0] * 48), rows_of([0.0] * 50)
    found = contrast_ratios(hits, none)
    assert np.isnan([found.lower[0], found.upper[0]]).all() and found.is_plain[0]
    assert found.p[0] == pytest.approx(2 * (50 * 49) / (100 * 99), abs=0.04)  # both hits in one half


def test_the_strongest_contrast_is_tested():
    found = contrast_ratios(rows_of([1.0] * 15), rows_of([-1.0] * 15), draws=200, most=1000)
    assert (found.difference[0], found.p[0], found.is_plain[0]) == (2.0, 1 / 1001, True)
    assert np.isnan([found.lower[0], found.upper[0]]).all()
    paired = contrast_paired_ratios(rows_of([1.0] * 15), rows_of([-1.0] * 15), draws=200, most=1000)
    assert (paired.difference[0], paired.is_plain[0]) == (2.0, True)
    assert paired.p[0] <= 3 / 1001  # two of 2 ** 15 exchanges are as large


@pytest.mark.parametrize("contrast", [contrast_ratios, contrast_paired_ratios])
def test_the_smallest_p_counts_what_was_seen_among_the_draws(contrast):
    values = np.arange(12.0)
    a, b = rows_of(values + 400 + values % 3), rows_of(values)
    assert contrast(a, b, draws=19, most=19).p[0] == 1 / 20
    found = contrast(a, b, draws=100, most=4000)
    assert found.p[0] == 1 / 4001  # drawn on, since p was low
    assert found.p_error[0] == pytest.approx(1 / 4001, rel=0.01)
    unsure = contrast(rows_of(values + values % 3 - 1), rows_of(values), draws=100, most=4000)
    assert unsure.p[0] > DRAW_ON and (unsure.p[0] * 101) % 1 == pytest.approx(0, abs=1e-9)  # not drawn on


@pytest.mark.parametrize("contrast", [contrast_ratios, contrast_paired_ratios])
def test_an_interval_leaves_out_0_if_and_only_if_its_p_is_low(contrast):
    random = np.random.default_rng(4)
    a, b = (np.stack([random.normal(m, 1, (14, 150)), random.integers(1, 9, (14, 150))], -1) for m in (0.9, 0.0))
    found = contrast(a, b, draws=199, most=399)
    is_out = (found.lower > 0) | (found.upper < 0)
    assert 20 < is_out.sum() < 130
    assert (is_out == (found.p <= 0.05)).all()


@pytest.mark.parametrize(
    "name, least", [("tone, 10 v 10 articles", 0.92), ("tone, own and quoted, 20", 0.92), ("balance +.86, 20", 0.92)]
)
def test_intervals_hold_the_truth_as_often_as_they_say(name, least):
    design = next(one for one in DESIGNS if one.name == name)
    found = simulate(design, 250, draws=199)
    assert least <= found.covered <= 0.99
    assert found.n_tested == 0 or found.found < 0.09
