"""Publication intervals of articles -> who was first, and by how many days the others came later."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import nsmallest
from math import inf, isnan
from typing import NamedTuple

import numpy as np
import pandas as pd

#: First and last possible day of publication since 1970; NaN where nobody knows.
Days = tuple[float, float]


class Lag(NamedTuple):
    """Whether an article was surely the first (None: the dates do not decide), and its days after the first one."""

    is_first: bool | None
    earliest: float | None
    latest: float | None


def read_dates(articles: pd.DataFrame) -> dict[str, Days]:
    """Give each article's publication interval."""
    ends = [_days(articles[f"published_{end}"]).tolist() for end in ("earliest", "latest")]
    return dict(zip(articles["article_id"].tolist(), zip(*ends, strict=True), strict=True))


def _days(dates: pd.Series) -> np.ndarray:
    days = dates.to_numpy("datetime64[D]")
    return np.where(np.isnat(days), np.nan, days.astype(np.int64))


def lags(dates: Mapping[str, Days]) -> dict[str, Lag]:
    """Compare each article with all others.

    The only article is the first. One that shares a possible day with another is neither surely first nor surely not.

    Examples
    --------
    >>> lags({"a": (1.0, 1.0), "b": (3.0, 5.0)})
    {'a': Lag(is_first=True, earliest=0.0, latest=0.0), 'b': Lag(is_first=False, earliest=2.0, latest=4.0)}
    """
    known = {article_id: days for article_id, days in dates.items() if not isnan(days[0])}
    soonest = nsmallest(2, [days[0] for days in known.values()]) + [inf]
    surest = nsmallest(2, [days[1] for days in known.values()]) + [inf]
    found = {}
    for article_id, (earliest, latest) in dates.items():
        if article_id not in known:
            found[article_id] = Lag(None, None, None)
            continue
        other_soonest = soonest[1] if earliest == soonest[0] else soonest[0]
        other_surest = surest[1] if latest == surest[0] else surest[0]
        first = None
        if other_surest < earliest:
            first = False
        elif latest < other_soonest and len(known) == len(dates):
            first = True
        found[article_id] = Lag(first, max(0.0, earliest - surest[0]), latest - soonest[0])
    return found
