"""Change over time: within outlets, by blocks of days, a step held against a slope; and days that somebody named."""

import numpy as np
import pytest

from analysis.compare.intervals.changes import find_step, make_panel, measure_jump

DAYS = 120


def panel(kind, seed, n=160, size=0.3):
    """Invent articles of two outlets over 120 days, whose level moves as `kind` says, by `size` at the 60th day."""
    random = np.random.default_rng(seed)
    day, outlet = np.sort(random.integers(0, DAYS, n)), random.integers(0, 2, n)
    level = np.zeros(n)
    if "mix" in kind:  # one outlet early, the other late
        outlet = (random.random(n) < 0.1 + 0.8 * (day >= DAYS // 2)).astype(int)
        level = np.where(outlet == 1, 0.3, -0.3)
    if "days" in kind:  # articles of a day are alike
        level = random.normal(0, 0.3, DAYS)[day]
    if "trend" in kind:
        level = 2 * size * (day / DAYS - 0.5)
    if "step" in kind:
        level = level + size * (day >= DAYS // 2)
    units = random.integers(3, 15, n).astype(float)
    return make_panel(day, outlet, units * (level + random.normal(0, 0.25, n)), units)


def alarms(kind, draws=200, n=40):
    return np.mean([find_step(panel(kind, seed), draws=draws, seed=seed).p <= 0.05 for seed in range(n)])


@pytest.mark.parametrize("kind", ["nothing", "mix", "days"])
def test_what_is_no_change_of_level_seldom_looks_like_one(kind):
    assert alarms(kind) <= 0.15


def test_a_trend_is_never_sold_as_a_step():
    found = [find_step(panel("trend", seed, size=0.5), draws=200, seed=seed) for seed in range(20)]
    assert np.mean([one.p <= 0.05 for one in found]) > 0.9
    assert np.mean([one.p_step <= 0.05 and one.p_slope > 0.05 for one in found]) <= 0.1
    assert np.mean([one.p_slope <= 0.05 for one in found]) > 0.4


def test_a_step_is_found_with_its_day_beside_a_change_of_outlets():
    found = [find_step(panel("step", seed, size=0.5), draws=200, seed=seed) for seed in range(20)]
    assert np.mean([one.p <= 0.05 and one.p_step <= 0.05 for one in found]) > 0.7
    assert np.mean([one.first <= DAYS // 2 <= one.last for one in found]) >= 0.8
    mixed = [find_step(panel("mix step", seed, size=0.5), draws=200, seed=seed) for seed in range(20)]
    assert np.mean([one.p <= 0.05 for one in mixed]) > 0.6
    assert np.mean([one.step for one in mixed]) == pytest.approx(0.5, abs=0.1)  # the plain one: about 1


@pytest.mark.parametrize("kind", ["nothing", "mix", "days", "trend"])
def test_a_day_on_which_nothing_happens_has_no_jump(kind):
    found = [measure_jump(one, one.day >= DAYS // 2, draws=200, seed=1) for one in (panel(kind, s) for s in range(40))]
    assert np.mean([one.p <= 0.05 for one in found]) <= 0.15
    assert np.mean([one.lower <= 0 <= one.upper for one in found]) >= 0.85


def test_a_jump_is_measured_beside_outlets_and_slope():
    found = [
        measure_jump(one, one.day >= DAYS // 2, draws=200) for one in (panel("mix step", s, 400) for s in range(20))
    ]
    assert np.mean([one.step for one in found]) == pytest.approx(0.3, abs=0.08)
    assert all((one.p <= 0.05) == (not one.lower <= 0 <= one.upper) for one in found)


def test_outlets_on_one_side_alone_say_nothing_and_few_days_neither():
    day, outlet = np.arange(36), np.repeat([0, 1], 18)
    apart = make_panel(day, outlet, np.arange(36.0), np.ones(36))
    assert find_step(apart) is None
    assert np.isnan(measure_jump(apart, apart.day >= 18).p)
    assert find_step(make_panel(outlet, outlet * 0, np.arange(36.0), np.ones(36))) is None
