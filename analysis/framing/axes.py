"""Frame hits -> balance between two frames, for each article, voice and section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.framing.hits import SILENT_SECTIONS
from analysis.study import Study
from analysis.tables import SECTIONS, TABLES, VOICES, conform

__all__ = ["balance", "counted_hits", "score_axes", "score_groups"]


def counted_hits(frame_hits: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Keep the hits that count: asserted, and about whom the codebook says they must be."""
    wanted = {
        (frame_id, item.match): item.about or frame.about
        for frame_id, frame in study.frames.items()
        for part in frame.functions.values()
        for item in part.indicators
    }
    pairs = zip(frame_hits["frame_id"].tolist(), frame_hits["indicator"].tolist(), strict=True)
    about = [wanted.get(pair) for pair in pairs]
    found = frame_hits["about_id"].tolist()
    concerns = [want in (None, "anyone") or want == has for want, has in zip(about, found, strict=True)]
    return frame_hits[(frame_hits["scope"] == "asserted").to_numpy() & np.array(concerns, dtype=bool)]


def balance(signed: np.ndarray) -> float:
    """Balance (a - b) / (a + b) of signed weights; NaN without any."""
    total = np.abs(signed).sum()
    return float(signed.sum() / total) if total else float("nan")


def score_axes(frame_hits: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Score each article on each axis: table `axis_scores`, ``unit_kind`` article."""
    groups = {article_id: [article_id] for article_id in articles["article_id"].tolist()}
    return score_groups("article", groups, frame_hits, sentences, study)


def score_groups(
    unit_kind: str,
    groups: Mapping[str, Sequence[str]],
    frame_hits: pd.DataFrame,
    sentences: pd.DataFrame,
    study: Study,
    *,
    draws: int = 0,
    generator: np.random.Generator | None = None,
) -> pd.DataFrame:
    """Score groups of articles on each axis, by voice and section: table `axis_scores`."""
    hits = counted_hits(frame_hits, study)
    evidence = sentences[~sentences["section"].isin(SILENT_SECTIONS)]
    rows = []
    for unit_id, members in groups.items():
        unit_hits = hits[hits["article_id"].isin(members)]
        unit_sentences = evidence[evidence["article_id"].isin(members)]
        for axis_id, axis in study.axes.items():
            sign = np.select(
                [unit_hits["frame_id"] == axis.positive, unit_hits["frame_id"] == axis.negative], [1.0, -1.0], 0.0
            )
            signed = unit_hits.assign(signed=sign * unit_hits["weight"].to_numpy())[sign != 0]
            for voice, section, part, inside in _facets(signed, unit_sentences):
                scores = _score(part, len(inside)) | {"n_articles": len(members)}
                if len(members) == 1:
                    scores |= _leave_one_out(part)
                elif len(members) >= study.minimum_articles and generator is not None:
                    scores |= _resampled(part, members, draws, generator)
                rows.append(
                    dict(zip(TABLES["axis_scores"].key, (unit_kind, unit_id, axis_id, voice, section), strict=True))
                    | scores
                )
    return conform(pd.DataFrame(rows, columns=list(TABLES["axis_scores"].dtypes)), "axis_scores")


def _facets(hits: pd.DataFrame, sentences: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame, pd.DataFrame]]:
    sections = ["all", *(section for section in SECTIONS if section in set(sentences["section"]))]
    for voice in ("all", *VOICES):
        spoken = hits if voice == "all" else hits[hits["voice"] == voice]
        for section in sections:
            inside = sentences if section == "all" else sentences[sentences["section"] == section]
            yield voice, section, spoken if section == "all" else spoken[spoken["section"] == section], inside


def _score(hits: pd.DataFrame, n_sentences: int) -> dict[str, float | int]:
    signed = hits["signed"].to_numpy()
    covered = len(hits[["article_id", "sentence_index"]].drop_duplicates())
    return {
        "balance": balance(signed),
        "intensity": 100 * len(signed) / n_sentences if n_sentences else np.nan,
        "coverage": covered / n_sentences if n_sentences else np.nan,
        "lower": np.nan,
        "upper": np.nan,
        "n": len(signed),
        "n_positive": int((signed > 0).sum()),
        "n_negative": int((signed < 0).sum()),
        "n_sentences": n_sentences,
    }


def _leave_one_out(hits: pd.DataFrame) -> dict[str, float]:
    """Range of the balance when any one sentence is left out; NaN where that leaves nothing."""
    signed, at = hits["signed"].to_numpy(), hits["sentence_index"].to_numpy()
    values = [balance(signed[at != index]) for index in np.unique(at)]
    known = [value for value in values if not np.isnan(value)]
    return {"lower": min(known, default=np.nan), "upper": max(known, default=np.nan)}


def _resampled(
    hits: pd.DataFrame, members: Sequence[str], draws: int, generator: np.random.Generator
) -> dict[str, float]:
    """95% percentile interval of the balance over resampled articles."""
    sums = hits.assign(total=hits["signed"].abs()).groupby("article_id")[["signed", "total"]].sum()
    sums = sums.reindex(list(members), fill_value=0.0).to_numpy()
    drawn = sums[generator.integers(len(members), size=(draws, len(members)))].sum(axis=1)
    known = drawn[:, 1] > 0
    if not known.any():
        return {}
    lower, upper = np.percentile(drawn[known, 0] / drawn[known, 1], [2.5, 97.5])
    return {"lower": float(lower), "upper": float(upper)}
