"""What articles add to a measure, by outlet and day -> whether its level moves in time, and whether at once.

All is counted within outlets: an outlet that comes in late or writes more moves nothing by itself. What is added to the
model (a step at some day, a slope) is judged by its score, and chance is drawn by turning the sign of what blocks of
neighbouring days leave over (the wild bootstrap of clusters: Cameron, Gelbach & Miller, 2008), so that articles of one
day, or of a mood that lasts some days, are no independent witnesses.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analysis.compare.intervals.chance import p_of, sizes_at

BLOCKS = 20  # of neighbouring days
LEAST_BLOCKS = 8  # fewer signs cannot show anything
LEAST = 10  # articles on each side, of outlets that write on both
HELD = 7.35  # of the likelihood ratio, twice its logarithm: days that are not rejected at .05 (Eo & Morley, 2015)
CUTS = 400  # days that a search looks at


class Panel(NamedTuple):
    """One place a day and outlet, by day: numbers of both, sums of numerators and denominators, and articles."""

    day: np.ndarray
    outlet: np.ndarray
    x: np.ndarray
    n: np.ndarray
    articles: np.ndarray

    @property
    def block(self) -> np.ndarray:
        """Number the blocks: as many days with articles in each."""
        days, place = np.unique(self.day, return_inverse=True)
        return place * min(BLOCKS, len(days)) // max(len(days), 1)


def make_panel(
    day: np.ndarray, outlet: np.ndarray, x: np.ndarray, n: np.ndarray, articles: np.ndarray | None = None
) -> Panel:
    """Sum articles by day and outlet; rows that are sums already say of how many ``articles``.

    >>> panel = make_panel(np.array([2, 1, 2]), np.array([0, 0, 0]), np.array([1.0, 0.0, 2.0]), np.ones(3))
    >>> panel.day.tolist(), panel.x.tolist(), panel.articles.tolist()
    ([1, 2], [0.0, 3.0], [1.0, 2.0])
    """
    keys, place = np.unique(np.column_stack([day, outlet]), axis=0, return_inverse=True)
    counts = np.ones(len(x)) if articles is None else articles
    sums = [np.bincount(place.ravel(), weights=values, minlength=len(keys)) for values in (x, n, counts)]
    return Panel(keys[:, 0], keys[:, 1], *sums)


def _basis(panel: Panel, *others: np.ndarray) -> np.ndarray:
    """Give the columns that are taken for granted: each outlet's level, and others."""
    outlets = np.unique(panel.outlet)
    return np.column_stack([(panel.outlet[:, None] == outlets).astype(float), *others])


def _slope(panel: Panel) -> np.ndarray:
    trend: np.ndarray = (panel.day - panel.day.mean()) / max(np.ptp(panel.day), 1)
    return trend


def _without(columns: np.ndarray, basis: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Take out of columns what the basis explains, weighted by `n`."""
    inner = basis.T @ (n[:, None] * basis)
    residuals: np.ndarray = columns - basis @ (
        np.linalg.pinv(inner, hermitian=True) @ (basis.T @ (n[:, None] * columns))
    )
    return residuals


class _Score(NamedTuple):
    """What each block adds to the score of each column, and the information of the column; ``step`` is its estimate."""

    parts: np.ndarray
    information: np.ndarray
    step: np.ndarray

    @property
    def spread(self) -> np.ndarray:
        spread: np.ndarray = np.sqrt((self.parts**2).sum(axis=0))
        return spread

    @property
    def size(self) -> np.ndarray:
        """The score over its spread; 0 where there is none."""
        scores: np.ndarray = np.divide(
            self.parts.sum(axis=0), self.spread, out=np.zeros_like(self.spread), where=self.spread > 0
        )
        return scores

    def chance(self, draws: int, seed: int | list[int]) -> np.ndarray:
        """Turn the signs of blocks at random: sizes of shape (draws, columns)."""
        signs = np.random.default_rng(seed).integers(0, 2, (draws, len(self.parts))) * 2.0 - 1
        spread = self.spread
        drawn: np.ndarray = np.divide(signs @ self.parts, spread, out=np.zeros((draws, len(spread))), where=spread > 0)
        return drawn


def _score(panel: Panel, columns: np.ndarray, basis: np.ndarray) -> _Score:
    added = _without(columns, basis, panel.n)
    value = np.divide(panel.x, panel.n)
    rest = panel.n * _without(value[:, None], basis, panel.n)[:, 0]
    rest[np.abs(rest) < 1e-12 * np.abs(panel.x).max(initial=1e-300)] = 0  # rounding of what is alike
    information = (panel.n[:, None] * added**2).sum(axis=0)
    is_new = information > 1e-9 * (panel.n[:, None] * columns**2).sum(axis=0)  # not a sum of the basis
    parts = np.zeros((int(panel.block.max(initial=-1)) + 1, columns.shape[1]))
    np.add.at(parts, panel.block, added * rest[:, None] * is_new)
    step = np.divide(parts.sum(axis=0), information, out=np.full(len(information), np.nan), where=is_new)
    return _Score(parts, np.where(is_new, information, 0), step)


class Jump(NamedTuple):
    """A step at a day that was named beforehand, beside a slope, within outlets; `lower`, `upper` are 95 %."""

    step: float
    lower: float
    upper: float
    p: float


def measure_jump(
    panel: Panel, is_after: np.ndarray, *, minimum: int = LEAST, draws: int = 2000, seed: int | list[int] = 0
) -> Jump:
    """Measure how much higher the level is after a day than a slope through both sides says.

    Parameters
    ----------
    panel : Panel
        Articles before and after.
    is_after : array of bool, one a place of the panel
    minimum : int
        Articles on either side, of outlets that write on both.
    draws, seed : int
        Of the signs of blocks.

    Returns
    -------
    Jump
        All NaN with fewer articles, with fewer than eight days that have articles, or where no article differs.
    """
    nothing = Jump(*[float("nan")] * 4)
    if _least_side(panel, is_after[:, None])[0] < minimum or len(np.unique(panel.block)) < LEAST_BLOCKS:
        return nothing
    score = _score(panel, is_after[:, None].astype(float), _basis(panel, _slope(panel)))
    if not score.spread[0] > 0:
        return nothing
    chance = np.abs(score.chance(draws, seed))
    step = float(score.step[0])
    reach = float(sizes_at(chance, 0.95)[0] * score.spread[0] / score.information[0])
    return Jump(step, step - reach, step + reach, p_of(chance[:, 0], abs(float(score.size[0]))))


def _least_side(panel: Panel, is_after: np.ndarray) -> np.ndarray:
    """Count, for each column of sides, the articles on the side that has fewer, of outlets that are on both."""
    outlets, place = np.unique(panel.outlet, return_inverse=True)
    sides = np.zeros((2, len(outlets), is_after.shape[1]))
    for side, chosen in enumerate((~is_after, is_after)):
        np.add.at(sides[side], place, chosen * panel.articles[:, None])
    on_both = (sides > 0).all(axis=0)
    fewest: np.ndarray = (sides * on_both).sum(axis=1).min(axis=0)
    return fewest


class Step(NamedTuple):
    """The likeliest step: its first day after, its size within outlets, and days that hold it with 95 %.

    `p` tests that the level moves at all, over all days; `p_step` that it moves otherwise than along a slope; `p_slope`
    that it moves otherwise than by that one step.
    """

    day: int
    step: float
    first: int
    last: int
    p: float
    p_step: float
    p_slope: float


def find_step(panel: Panel, *, draws: int = 2000, seed: int = 0) -> Step | None:
    """Look for a step over all days, and hold it against a slope.

    Returns
    -------
    Step or None
        None where no day has ten articles on either side, of outlets that write on both, where fewer than eight days
        have articles, or where all articles of each outlet are alike.
    """
    days = np.unique(panel.day)[1:]
    if len(days) + 1 < LEAST_BLOCKS:
        return None
    days = days[_least_side(panel, panel.day[:, None] >= days) >= LEAST]
    if not len(days):
        return None
    days = days[np.unique(np.linspace(0, len(days) - 1, min(len(days), CUTS)).round().astype(int))]
    after = (panel.day[:, None] >= days).astype(float)
    level, slope = _basis(panel), _slope(panel)
    score = _score(panel, after, level)
    if not score.spread.any():
        return None
    p = p_of(np.abs(score.chance(draws, seed)).max(axis=1), np.abs(score.size).max())
    best = int(_gains(score.parts.sum(axis=0), score.information).argmax())
    bent = _score(panel, after, _basis(panel, slope))
    p_step = p_of(np.abs(bent.chance(draws, seed)).max(axis=1), np.abs(bent.size).max())
    stepped = _basis(panel, after[:, best])
    steep = _score(panel, slope[:, None], stepped)
    p_slope = p_of(np.abs(steep.chance(draws, seed)[:, 0]), abs(steep.size[0]))
    first, last = _days_that_hold(panel, after, level, stepped)
    size = float(score.step[best])
    return Step(int(days[best]), size, int(days[first]), int(days[last]), p, p_step, p_slope)


def _days_that_hold(panel: Panel, after: np.ndarray, level: np.ndarray, stepped: np.ndarray) -> tuple[int, int]:
    """Keep the days that explain hardly less than the likeliest: the set of Eo & Morley (2015), by likelihood ratio."""
    added = _without(after, level, panel.n)
    rest = panel.n * _without((panel.x / panel.n)[:, None], stepped, panel.n)[:, 0]
    _, day = np.unique(panel.day, return_inverse=True)
    scale = (np.bincount(day, weights=rest) ** 2).sum() / panel.n.sum()
    gains = _gains((added * panel.x[:, None]).sum(axis=0), (panel.n[:, None] * added**2).sum(axis=0))
    held = np.flatnonzero(gains.max() - gains <= HELD * scale)
    return int(held[0]), int(held[-1])


def _gains(scores: np.ndarray, information: np.ndarray) -> np.ndarray:
    """Give the squares that each column explains."""
    gains: np.ndarray = np.divide(scores**2, information, out=np.zeros_like(scores), where=information > 0)
    return gains
