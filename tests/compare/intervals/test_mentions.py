"""A mean of few mentions has a wide interval, of many a narrow one; mentions of one sentence count as one."""

import numpy as np
import pytest

from analysis.compare.intervals import intervals_of_mentions
from benchmarks.person_means import WORLDS, draw_from


def interval(values, sentence=None):
    values = np.array(values, float)
    sentence = np.arange(len(values)) if sentence is None else np.array(sentence)
    lower, upper = intervals_of_mentions(values, np.zeros(len(values), int), sentence, 1)
    return float(lower[0]), float(upper[0])


def test_one_mention_and_two_have_no_interval():
    for values in ([], [0.9], [0.9, 0.8]):
        assert np.isnan(interval(values)).all()


def test_mentions_that_agree_by_chance_are_not_sure():
    low, high = interval([0.3, 0.3, 0.3])
    assert low < 0 < high  # no spread was seen, which does not mean that there is none
    assert interval([0.3] * 20)[0] > 0


def test_the_interval_of_more_mentions_is_narrower_and_of_wider_ones_wider():
    widths = [high - low for low, high in (interval([0.1, -0.1] * times) for times in (2, 5, 10, 20))]
    assert widths == sorted(widths, reverse=True)
    low, high = interval([0.7, -0.7] * 10)
    assert high - low > widths[2]


def test_mentions_of_one_sentence_count_little_more_than_one():
    apart, together = interval([0.4] * 12), interval([0.4] * 12, np.repeat(np.arange(4), 3))
    alone = interval([0.4] * 4)
    assert apart[0] > together[0] == pytest.approx(alone[0])


def test_an_interval_ends_with_the_scale_and_turns_with_its_sign():
    low, high = interval([0.9, 0.8, 1.0])
    assert high == 1.0
    assert interval([-0.9, -0.8, -1.0]) == pytest.approx((-1.0, -low))


def test_a_unit_does_not_depend_on_its_neighbours_or_their_order():
    values, unit, sentence = np.array([0.1, 0.5, -0.2, 0.3, 0.9, 0.4]), np.array([0, 2, 0, 0, 2, 2]), np.arange(6)
    lower, upper = intervals_of_mentions(values, unit, sentence, 4)
    assert (lower[0], upper[0]) == pytest.approx(interval([0.1, -0.2, 0.3]))
    assert (lower[2], upper[2]) == pytest.approx(interval([0.4, 0.9, 0.5]))
    assert np.isnan(lower[[1, 3]]).all()


@pytest.mark.parametrize(("n", "least"), [(3, 0.94), (10, 0.94), (40, 0.91)])
def test_it_holds_the_truth_as_often_as_it_says(n, least):
    random = np.random.default_rng(7)
    drawn = [draw_from(WORLDS["even"], n, random) for _ in range(600)]
    values, sentence = (np.concatenate([one[at] for one in drawn]) for at in (0, 1))
    lower, upper = intervals_of_mentions(values, np.repeat(np.arange(600), n), sentence, 600)
    assert least < np.mean((lower <= 0) & (upper >= 0)) < 0.99
