"""Frame hits of a whole corpus -> balance of each outlet, with an interval over its articles where it has enough."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.framing.axes import score_groups
from analysis.study import Study

__all__ = ["score_outlet_axes"]


def score_outlet_axes(
    frame_hits: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    study: Study,
    *,
    seed: int = 0,
    draws: int = 2000,
) -> pd.DataFrame:
    """Score each outlet on each axis: table `axis_scores`, ``unit_kind`` outlet."""
    groups = {
        outlet: part["article_id"].tolist() for outlet, part in articles.groupby("outlet_id", sort=False) if outlet
    }
    generator = np.random.default_rng(seed)
    return score_groups("outlet", groups, frame_hits, sentences, study, draws=draws, generator=generator)
