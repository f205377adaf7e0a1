"""Codes of several coders -> Krippendorff's alpha, and how many units it takes to be sure of one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import numpy as np

from analysis.compare.intervals import interval_by_draws

Level = Literal["nominal", "interval"]
#: Exceeded by chance once in twenty, on one side.
_Z = 1.644854


class Agreement(NamedTuple):
    """Alpha with its 95 % interval, the share of pairs that agree, and of how many units.

    `alpha` is NaN, "undefined", where all codes are one value: nothing could have been confused. `n_undefined` of the
    draws behind the interval are so too.
    """

    alpha: float
    lower: float
    upper: float
    share: float
    n_units: int
    n_undefined: int


def coincidences(counts: np.ndarray, counts_of_one: np.ndarray | None = None) -> np.ndarray:
    """Pair the codes of each unit.

    Parameters
    ----------
    counts : array of float, shape (units, values)
        How many coders gave each value.
    counts_of_one : array of float, shape (units, values), optional
        Of one coder: only pairs that this coder is part of are made.

    Returns
    -------
    array of float, shape (units, values, values)
        Each unit adds as much as it has codes (Krippendorff 2019, ch. 12); one with a single code adds nothing.

    Examples
    --------
    >>> coincidences(np.array([[1.0, 1.0], [2.0, 0.0], [1.0, 0.0]])).sum(axis=0).tolist()
    [[2.0, 1.0], [1.0, 0.0]]
    """
    m = counts.sum(axis=1)
    other = np.maximum(m - 1, 1)[:, None, None]
    every = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(counts.shape[1])
    if counts_of_one is not None:
        rest = counts - counts_of_one
        between = counts_of_one[:, :, None] * rest[:, None, :]
        every = between + between.transpose(0, 2, 1)
    pairs: np.ndarray = np.where((m > 1)[:, None, None], every / other, 0.0)
    return pairs


def alpha_of(pairs: np.ndarray, values: np.ndarray, level: Level, expected: np.ndarray | None = None) -> np.ndarray:
    """Give alpha from summed coincidences.

    Parameters
    ----------
    pairs : array of float, shape (..., values, values)
        Sums over units of what `coincidences` gives.
    values : array of float, shape (values,)
        Their size matters to intervals alone.
    level : {"nominal", "interval"}
    expected : array of float, shape (..., values, values), optional
        Coincidences from which chance is taken, if not from `pairs`: those of all coders.

    Returns
    -------
    array of float, shape (...)
        NaN where all codes are one value.
    """
    whole = pairs if expected is None else expected
    sizes = whole.sum(axis=-1)
    n = sizes.sum(axis=-1)
    apart = 1.0 - np.eye(len(values)) if level == "nominal" else (values[:, None] - values) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        seen = (pairs * apart).sum(axis=(-1, -2)) / pairs.sum(axis=(-1, -2))
        by_chance = (sizes[..., :, None] * sizes[..., None, :] * apart).sum(axis=(-1, -2)) / (n * (n - 1))
        alpha: np.ndarray = np.where(by_chance > 0, 1 - seen / by_chance, np.nan)
    return alpha


def measure_agreement(
    codes: Mapping[Any, Mapping[str, float | str]],
    articles: Mapping[Any, str],
    level: Level = "nominal",
    *,
    coder: str | None = None,
    draws: int = 2000,
    seed: int = 0,
) -> Agreement:
    """Measure how far coders agree on some units.

    Parameters
    ----------
    codes : mapping of unit to mapping of coder to value
        Numbers, but for the nominal level. Units that one coder alone has coded say nothing.
    articles : mapping of unit to article
        What is drawn for the interval: units of an article hang together.
    level : {"nominal", "interval"}
    coder : str, optional
        Only how far this coder agrees with the others; chance is that of all coders.
    draws, seed
        Of the interval.

    Examples
    --------
    >>> codes = {n: {"a": a, "b": b} for n, (a, b) in enumerate(zip("yyynnn", "yynnnn"))}
    >>> found = measure_agreement(codes, {n: str(n) for n in codes})
    >>> round(found.alpha, 3), round(found.share, 3), found.n_units
    (0.686, 0.833, 6)
    """
    known = {unit: given for unit, given in codes.items() if len(given) > 1 and (coder is None or coder in given)}
    found = {value for given in known.values() for value in given.values()}
    values = sorted(found, key=str if level == "nominal" else float)
    place = {value: at for at, value in enumerate(values)}
    counts, ones = np.zeros((2, len(known), len(values)))
    for row, given in enumerate(known.values()):
        for name, value in given.items():
            counts[row, place[value]] += 1
            ones[row, place[value]] += name == coder
    every = coincidences(counts)
    pairs = every if coder is None else coincidences(counts, ones)
    scale = np.arange(len(values), dtype=float) if level == "nominal" else np.array([float(value) for value in values])
    names, at = np.unique([str(articles[unit]) for unit in known], return_inverse=True)
    by_article = [_add_up(one, at, len(names)) for one in (pairs, every)]

    def drawn(times: np.ndarray) -> np.ndarray:
        sums = [(times @ one.reshape(len(names), -1)).reshape(-1, *one.shape[1:]) for one in by_article]
        return alpha_of(sums[0], scale, level, sums[1])

    total = pairs.sum(axis=0)
    n = float(total.sum())
    share = float(np.trace(total)) / n if n else math.nan
    if not n:
        return Agreement(math.nan, math.nan, math.nan, share, 0, 0)
    alpha = float(alpha_of(total, scale, level, every.sum(axis=0)))
    if math.isnan(alpha):
        return Agreement(alpha, math.nan, math.nan, share, len(known), draws)
    lower, upper, n_undefined = interval_by_draws(drawn, len(names), draws=draws, seed=seed)
    return Agreement(alpha, lower, upper, share, len(known), n_undefined)


def _add_up(pairs: np.ndarray, at: np.ndarray, n: int) -> np.ndarray:
    sums = np.zeros((n, *pairs.shape[1:]))
    np.add.at(sums, at, pairs)
    return sums


def units_needed(p: float, *, alpha: float = 0.8) -> float:
    """Give how many units two coders share so that an alpha is sure to be above the smallest that will do.

    Parameters
    ----------
    p : float
        Share of the rarest value.
    alpha : float
        The smallest that will do.

    Returns
    -------
    float
        Krippendorff (2019, ch. 12), after Bloch & Kraemer (1989).

    Examples
    --------
    >>> [round(units_needed(p), 1) for p in (0.5, 0.25, 0.1)]
    [51.4, 69.3, 146.6]
    """
    if not 0 < p < 1 or not 0 < alpha < 1:
        raise ValueError(f"`p` and `alpha` must lie between 0 and 1; found {p} and {alpha}.")
    return _Z**2 * ((1 + alpha) * (3 - alpha) / (4 * p * (1 - p) * (1 - alpha)) - alpha)
