"""The edges of intervals and tests, by example: what is left open, what a hit is worth, how draws are made."""

from math import comb

import numpy as np
import pandas as pd
import pytest

from analysis.compare.intervals import (
    clusters_of,
    contrast_paired_ratios,
    contrast_ratios,
    group_clusters,
    hits,
    interval_of_hits,
    interval_of_ratios,
    n_telling,
    permutation,
    resampling,
    rows_of_clusters,
    single,
)
from analysis.compare.intervals import rows as interval_rows
from analysis.compare.intervals.chance import p_of, sizes_at
from analysis.compare.intervals.permutation import DRAW_ON
from analysis.compare.intervals.rows import is_alike

NAN = float("nan")
RISING = np.arange(12.0)


def rows_of(*measures):
    """Rows of clusters from the numerators and denominators of each measure."""
    return np.stack([np.column_stack(np.broadcast_arrays(*one)) for one in measures], axis=1).astype(float)


@pytest.mark.parametrize("contrast", [contrast_ratios, contrast_paired_ratios])
def test_measures_side_by_side_are_each_tested_or_left_open_by_themselves(contrast):
    few = np.array([1.0] * 3 + [0.0] * 9)
    a = rows_of((RISING + 9 + RISING % 3, 10), (few * 2, few), (few, 1), (3 * few, 1), (np.ones(12), 1))
    b = rows_of((RISING, 10), (few * 1, few), (few, 1), (0 * few, 1), (np.ones(12), 1))
    found = contrast(a, b, minimum=4, draws=199, most=199)
    assert found.difference.round(2).tolist() == [1.0, 1.0, 0.0, 0.75, 0.0]
    assert np.isnan(found.p).tolist() == np.isnan(found.p_error).tolist() == [False, True, True, False, True]
    assert np.isnan(found.lower).tolist() == np.isnan(found.upper).tolist() == [False, True, True, True, True]
    assert found.is_plain.tolist() == [False, False, False, True, False]
    alone = contrast(a[:, [0, 3]], b[:, [0, 3]], minimum=4, draws=199, most=199)
    assert alone.p.tolist() == found.p[[0, 3]].tolist()  # no measure hangs on which others are there
    just = contrast(a, b, minimum=3, draws=199, most=199)
    assert np.isnan(just.p).tolist() == [False, False, True, False, True]
    assert np.isnan(contrast(a[:1], b[:1], minimum=1, draws=19).p).all()  # one cluster has no spread


@pytest.mark.parametrize("contrast", [contrast_ratios, contrast_paired_ratios])
@pytest.mark.parametrize("counted, is_plain", [(4, True), (5, False)])
def test_five_clusters_with_something_counted_on_both_sides_make_an_interval(contrast, counted, is_plain):
    hits = np.where(np.arange(12) < counted, RISING + 1, 0)
    for a, b in (((hits, 1), (RISING * 2 + 1, 1)), ((RISING * 2 + 1, 1), (hits, 1))):
        found = contrast(rows_of(a), rows_of(b), draws=99, most=99)
        assert found.is_plain.tolist() == [is_plain] and np.isnan(found.lower).tolist() == [is_plain]
        assert 0 < found.p[0] <= 1


def test_of_two_groups_one_may_say_one_thing_throughout():
    found = contrast_ratios(rows_of((RISING, 1)), rows_of((np.full(9, 2.0), 1)), draws=199, most=199)
    half = (found.upper - found.lower)[0] / 2
    large = contrast_ratios(rows_of((RISING * 1000, 1)), rows_of((np.full(9, 2000.0), 1)), draws=199, most=199)
    assert (large.upper - large.lower)[0] / 2 == pytest.approx(1000 * half)  # nothing but the spread makes it
    error = RISING.std(ddof=1) / np.sqrt(12)  # that of the other alone
    assert not found.is_plain[0] and 1.5 * error < half < 3 * error


def test_too_few_draws_for_a_level_leave_the_interval_open_and_not_the_p():
    a, b = rows_of((RISING + 20, 1)), rows_of((RISING, 1))
    for draws, is_open in ((18, True), (19, False)):
        found = contrast_ratios(a, b, draws=draws, most=draws)
        assert found.p[0] == 1 / (1 + draws) and np.isnan(found.lower[0]) == is_open


@pytest.mark.parametrize(
    ("known", "level", "size"),
    [(18, 0.95, NAN), (19, 0.95, 19), (38, 0.95, 38), (39, 0.95, 38), (99, 0.95, 95), (9, 0.8, 8), (0, 0.8, NAN)],
)
def test_the_size_that_an_interval_reaches_is_the_largest_that_is_not_found(known, level, size):
    values = np.append(np.arange(known, 0, -1.0), [NAN, NAN])
    assert sizes_at(values[:, None], level).tolist() == pytest.approx([size], nan_ok=True)
    larger = (1 + (values >= size + 0.5).sum()) / (1 + known), (1 + (values >= size).sum()) / (1 + known)
    assert np.isnan(size) or larger[0] <= 1 - level + 1e-9 < larger[1]


@pytest.mark.parametrize(
    ("values", "observed", "p"),
    [([1, 2, 3], 2, 3 / 4), ([1, 2, 3], 4, 1 / 4), ([1, 2, 3], 0, 1), ([], 2, NAN), ([1, 2, 3], NAN, NAN)],
)
def test_p_counts_the_observed_size_among_those_as_large(values, observed, p):
    assert p_of(np.array(values, float), observed) == pytest.approx(p, nan_ok=True)
    assert p_of(np.array([0.3]), 0.1 + 0.2) == 1  # rounding makes nothing larger


def test_low_ps_are_drawn_on_and_their_errors_count_all_draws():
    asked = []

    def draw(columns, times, random):
        asked.append((columns.tolist(), times))
        return np.tile(np.array([0.0, 2.0])[columns], (times, 1))

    chance = permutation._Chance(draw, draw, 99, 299, 0.95, np.random.default_rng(0))
    drawn, (p, error) = chance._draw_on(draw, np.array([1.0, 1.0]), np.array([True, True]), chance.random.spawn(2))
    assert asked == [([True, True], 99), ([True, False], 200)]
    assert ([len(one) for one in drawn], p.tolist()) == ([299, 99], [1 / 300, 1.0])
    assert error.tolist() == pytest.approx([np.sqrt(1 / 300 * 299 / 300 / 299), 0]) and DRAW_ON == 0.05


@pytest.mark.parametrize(
    ("signed", "sentence", "worth"),
    [
        ([1, 1, 1, -1, -1], [0, 1, 2, 3, 4], 5),  # each in a sentence of its own
        ([2, 2, 2, -2, -2], [0, 1, 2, 3, 4], 5),
        ([3, 1, 1, -1, -1], [0, 1, 2, 3, 4], 49 / 13),  # Kish: (3 + 4)² / (9 + 4)
        ([1, 1, -1, -1], [0, 0, 1, 1], 4 / (1 + 2 / 12)),  # 2 pairs that agree, of 2 + 10: likeness 2 / 12
        ([1, -1, 1, -1], [0, 0, 1, 1], 4),  # they differ more than by chance: no likeness
        ([1, 1, 1, -1, -1, -1], [0, 0, 0, 1, 1, 1], 6 / (1 + 2 * 6 / 16)),  # 6 pairs of 6 + 10
        ([1, 1, 1, -1], [0, 0, 1, 2], 16 / (4 + 2 / 33)),  # a pair away from 1/2 by 1/2 each: .25 / .75 of 1 + 10
        ([1, 1, 1, 1], [0, 0, 1, 1], 4),  # no spread is seen
    ],
)
def test_what_hits_are_worth_is_counted_by_hand(signed, sentence, worth):
    signed = np.array(signed, float)
    assert hits._worth(np.abs(signed), np.sign(signed), np.array(sentence)) == pytest.approx(worth)


@pytest.mark.parametrize(
    ("positive", "n", "low", "high"),
    [(0, 10, 0, 0.217), (1, 10, 0.011, 0.381), (5, 10, 0.224, 0.776), (9, 10, 0.619, 0.989), (10, 10, 0.783, 1)],
)
def test_the_interval_of_hits_is_that_of_jeffreys(positive, n, low, high):
    signed = np.array([1.0] * positive + [-1.0] * (n - positive))
    ends = [(end + 1) / 2 for end in interval_of_hits(signed, np.arange(n))]
    assert ends == pytest.approx([low, high], abs=0.0006)  # Brown, Cai & DasGupta (2001): equal tails, ends at 0 and n
    assert [end in (0, 1) for end in ends] == [positive == 0, positive == n]


@pytest.mark.parametrize("n, is_open", [(4, True), (5, False)])
def test_five_hits_have_an_interval_and_four_none(n, is_open):
    assert np.isnan(interval_of_hits(np.array([1.0, -1.0] * 3)[:n], np.arange(n))).tolist() == [is_open] * 2


@pytest.mark.parametrize(
    ("values", "df"),
    [
        ([1.0, -1.0] * 5, 9.0),  # kurtosis 1 of 10: more than n - 1, cut
        ([1.0] * 19 + [-1.0], 40 / (20 * (19 * 0.1**4 + 1.9**4) / (19 * 0.1**2 + 1.9**2) ** 2 - 17 / 19)),
        ([0.0, 0.0, 0.0], 2.0),  # no kurtosis
    ],
)
def test_degrees_of_freedom_come_from_the_kurtosis_and_are_at_most_one_less_than_clusters(values, df):
    assert single._degrees_of_freedom(rows_of((values, 1))).tolist() == pytest.approx([df])


@pytest.mark.parametrize(
    ("values", "sizes", "alike"),
    [
        ([1, 2, 3], [1, 2, 3], True),
        ([1, 2, 3.1], [1, 2, 3], False),
        ([1, 2, 5], [1, 2, 0], True),  # one has nothing to say
        ([0.1 * 3, 0.3], [1, 1], True),  # rounding
        ([-1, 1], [1, 1], False),
        ([-1, 0], [1, 1], False),
        ([0, 0], [1, 1], True),
        ([], [], True),
        ([1], [0], True),
    ],
)
def test_clusters_are_alike_where_all_that_say_something_say_one_thing(values, sizes, alike):
    rows = np.column_stack([values, sizes]).astype(float).reshape(-1, 1, 2)
    assert is_alike(rows).tolist() == [alike]
    assert n_telling(rows).tolist() == [sum(size != 0 for size in sizes)]


def test_ends_are_as_many_errors_away_to_both_sides_and_are_cut_at_each_bound():
    rows = rows_of((np.array([1.0, -1.0] * 6), 1))
    low, high = (end[0] for end in interval_of_ratios(rows))
    assert -low == pytest.approx(high) and 0.5 < high < 1
    assert [end[0] for end in interval_of_ratios(rows, bounds=(-0.2, 0.3))] == [-0.2, 0.3]
    assert np.isnan(interval_of_ratios(rows[:1], minimum=0)).all()


def test_very_many_clusters_are_summed_by_a_hash_of_their_names_alone(monkeypatch):
    monkeypatch.setattr(interval_rows, "MOST", 4)
    rows, names = rows_of((np.arange(10), 1)), [f"article-{number}" for number in range(10)]
    grouped = group_clusters(rows, names)
    assert 1 < len(grouped) <= 4
    assert grouped[:, 0, 0].sum() == 45 and grouped[:, 0, 1].sum() == 10
    turned = group_clusters(rows[::-1], names[::-1])
    assert (turned == grouped).all()
    assert (group_clusters(rows[:4], names[:4]) == rows[:4]).all()
    assert (rows_of_clusters(np.arange(10.0), np.ones(10), names) == grouped).all()


@pytest.mark.parametrize(("cells", "sizes"), [(12, [3, 3, 1]), (14, [3, 3, 1]), (3, [1] * 7), (28, [7])])
def test_draws_are_made_in_chunks_that_hold_no_more_than_so_many_weights(monkeypatch, cells, sizes):
    monkeypatch.setattr(resampling, "CELLS", cells)
    assert list(resampling._chunks(7, 4)) == sizes
    sums = resampling.products(rows_of(([1.0, 2.0, 4.0, 8.0], 1)))
    for drawn, n in (
        (resampling.resample(sums, 7, np.random.default_rng(0)), 4),
        (resampling.permute(sums, 3, 7, np.random.default_rng(0)), 3),
    ):
        assert drawn.shape == (7, 1, 5) and (drawn[:, 0, 1] == n).all()  # so many clusters in each
    assert set(drawn[:, 0, 0]) <= {7, 11, 13, 14}  # three different ones of the four
    assert len({tuple(one) for one in resampling.resample(sums, 7, np.random.default_rng(0))[:, 0]}) > 2


@pytest.mark.parametrize("n_a", [1, 3, 5, 6])
def test_every_choice_of_a_permutation_is_as_likely_as_any_other(n_a):
    drawn = np.concatenate([one.copy() for one in resampling.deals(7, n_a, 7_000, np.random.default_rng(2))])
    assert drawn.shape == (7_000, 7) and (drawn.sum(axis=1) == n_a).all()
    choices, times = np.unique(drawn, axis=0, return_counts=True)
    expected = 7_000 / comb(7, n_a)
    assert len(choices) == comb(7, n_a)
    assert ((times - expected) ** 2 / expected).sum() < len(choices) + 4 * np.sqrt(2 * len(choices))


def test_the_statistics_of_groups_and_pairs_are_those_of_the_textbook():
    a, b = np.array([[3.0, 2], [1, 1], [5, 4]]), np.array([[1.0, 3], [2, 1], [0, 2]])
    ratio = [one[:, 0].sum() / one[:, 1].sum() for one in (a, b)]
    rest = [(one[:, 0] - r * one[:, 1]) / one[:, 1].sum() for one, r in zip((a, b), ratio, strict=True)]
    sums = [resampling.products(one[:, None]).sum(axis=0) for one in (a, b)]
    difference, error = resampling.statistic(*sums, 3, 3)
    assert difference[0] == pytest.approx(ratio[0] - ratio[1])
    assert error[0] == pytest.approx(np.sqrt(1.5 * (rest[0] ** 2 + rest[1] ** 2).sum()))  # Cochran (1977), ch. 6
    both = resampling.pair_products(np.concatenate([a, b], axis=1)[:, None]).sum(axis=0)
    difference, error = resampling.paired_statistic(both, 3)
    assert difference[0] == pytest.approx(ratio[0] - ratio[1])
    assert error[0] == pytest.approx(np.sqrt(1.5 * ((rest[0] - rest[1]) ** 2).sum()))
    same = resampling.pair_products(np.concatenate([a * 0.1, a * 0.1], axis=1)[:, None]).sum(axis=0)
    assert resampling.paired_statistic(same, 3)[1].tolist() == [0]


@pytest.mark.parametrize(
    ("p", "q"),
    [
        ([0.01, 0.04, 0.03, NAN], [0.03, 0.04, 0.04, NAN]),
        # Benjamini & Hochberg (1995), section 3.2: of these 15 the first four are found at .05
        (
            [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
            + [0.4262, 0.5719, 0.6528, 0.7590, 1.0000],
            [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486]
            + [0.5811818, 0.714875, 0.7532308, 0.8132143, 1.0],
        ),
        ([0.9, 1.0], [1.0, 1.0]),
        ([], []),
    ],
)
def test_false_discoveries_are_adjusted_as_published(p, q):
    assert resampling.adjust_p(np.array(p, float)).tolist() == pytest.approx(q, abs=1e-6, nan_ok=True)


def test_articles_are_drawn_with_their_story_day_where_the_table_of_copies_knows_it():
    copies = pd.DataFrame({"article_id": ["a", "b"], "cluster_id": ["a", "a"], "drawn_id": ["day", "day"]})
    assert clusters_of(["b", "c", "a"], copies) == ["day", "c", "day"]
    assert clusters_of(["b", "c"], copies.drop(columns="drawn_id")) == ["a", "c"]


def test_a_draw_without_spread_and_difference_is_of_size_0_and_one_without_spread_is_beyond_all():
    drawn = permutation._studentized(lambda *_: (np.array([[0.0, 1.0, -3.0, NAN]]), np.array([[0.0, 0.0, 2.0, 1.0]])))
    sizes = drawn(np.ones(4, bool), 1, np.random.default_rng(0))
    assert sizes.tolist() == [pytest.approx([0, np.inf, 1.5, NAN], nan_ok=True)]


def test_a_ratio_is_open_only_where_nothing_was_counted_on():
    rows = rows_of(([2.0], [1.0]), ([2.0], [0.0]), ([0.0], [0.0]), ([1.0], [4.0]))
    assert resampling.ratios(rows).tolist() == pytest.approx([2, NAN, NAN, 0.25], nan_ok=True)


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_shares_that_differ_only_by_rounding_are_alike_at_any_scale(scale):
    thirds = np.array([[[scale / 3, 1.0]], [[scale / 3 * (1 + 1e-15), 1.0]], [[0.0, 0.0]]])
    assert is_alike(thirds).tolist() == [True]
    assert is_alike(thirds * [[[1.0, 1.0]], [[1.001, 1.0]], [[1.0, 1.0]]]).tolist() == [False]
