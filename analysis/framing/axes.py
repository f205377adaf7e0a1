"""Frame hits -> the balance between two frames, for articles and groups of articles, by voice and section."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.framing.learned import LEARNED
from analysis.framing.matching import entries
from analysis.study import Axis, Study
from analysis.tables import SECTIONS, SILENT_SECTIONS, TABLES, VOICES, conform

#: Of the weight of both frames two thirds or more stand on one side from this balance on.
LEANING = 1 / 3


class Facet(NamedTuple):
    """The counted hits of one voice and section: numbers of unit, article, sentence and indicator, the signed weights.

    Articles are numbered in the order of the units and their members, sentences and indicators over all articles.
    """

    unit: np.ndarray
    article: np.ndarray
    sentence: np.ndarray
    indicator: np.ndarray
    signed: np.ndarray


#: From a facet and the number of articles of each unit to the lower and upper end of its balance, NaN for none, and
#: the kind of either (`analysis.tables.KINDS_OF_RANGE`; None without ends).
Interval = Callable[[Facet, np.ndarray], tuple[np.ndarray, np.ndarray, np.ndarray]]


def signed_weights(hits: pd.DataFrame, axis: Axis) -> np.ndarray:
    """Give the weight of each hit, negative for the axis's negative frame and 0 for frames of other axes."""
    signs = hits["frame_id"].map({axis.positive: 1.0, axis.negative: -1.0}).astype(float).fillna(0.0)
    weights: np.ndarray = signs.to_numpy() * hits["weight"].to_numpy(float)
    return weights


def balance_of(signed: np.ndarray, total: np.ndarray) -> np.ndarray:
    """Give the balance (a - b) / (a + b), in [-1, 1], from sums of signed weights and of weights; NaN without a hit.

    >>> balance_of(np.array([1.0, 0.0]), np.array([3.0, 0.0])).round(2).tolist()
    [0.33, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(total != 0, signed / total, np.nan)


def counted_hits(frame_hits: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Keep the hits that count as evidence: asserted, and about whom the codebook says they must be.

    Hits that are denied, hearsay or open, or that concern others or nobody knows whom, stay in the table `frame_hits`
    but tell nothing of their sentence and enter no balance. The index is kept.
    """
    counts: np.ndarray = (frame_hits["scope"] == "asserted").to_numpy() & concerns_target(frame_hits, study)
    return frame_hits[counts]


def weighed_hits(frame_hits: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Keep the hits that enter a balance: those that count, and of background the first of its frame in an article.

    *His estranged wife* tells what a sentence holds, each time; for what the article tells, it counts once.
    """
    hits = counted_hits(frame_hits, study)
    return hits[~is_told_again(hits)]


def is_told_again(hits: pd.DataFrame) -> np.ndarray:
    """Tell which hits are background that their article gave before for the same frame."""
    background = hits[(hits["standing"] == "background").to_numpy(bool, na_value=False)]
    again = background[background.duplicated(["article_id", "frame_id"])]
    is_again: np.ndarray = hits.index.isin(again.index)
    return is_again


def with_words(hits: pd.DataFrame) -> pd.DataFrame:
    """Leave out hits without words of their own: a sentence goes on with a turn of speech, or a reader learned it."""
    kept: np.ndarray = ~(hits["standing"].eq("context").to_numpy(bool, na_value=False) | is_learned(hits))
    return hits[kept]


def is_learned(hits: pd.DataFrame) -> np.ndarray:
    """Tell which hits a learned reader found, and no indicator."""
    found: np.ndarray = (hits["indicator"] == LEARNED).to_numpy(bool, na_value=False)
    return found


def concerns_target(frame_hits: pd.DataFrame, study: Study) -> np.ndarray:
    """Tell of each hit whether it concerns whom the codebook asks for; always where it asks for nobody."""
    wanted = find_targets(study)
    hits = frame_hits[["frame_id", "indicator", "about_id"]]
    kind = hits.groupby(list(hits.columns), sort=False, dropna=False, observed=True).ngroup().to_numpy()
    kinds = hits.iloc[np.unique(kind, return_index=True)[1]].itertuples(index=False, name=None)
    return np.array([is_wanted(wanted, *one) for one in kinds], dtype=bool)[kind]


def is_wanted(wanted: Mapping[tuple[str, str], str | None], frame_id: str, indicator: str, about_id: Any) -> bool:
    """Tell whether a hit that concerns somebody (missing: nobody knows whom) is what its indicator asks for."""
    return wanted.get((frame_id, indicator)) in (None, "anyone", about_id)


def find_targets(study: Study) -> dict[tuple[str, str], str | None]:
    """Give whom each indicator of each frame asks for, and the learned reader of one that has it; None for nobody."""
    wanted = {(entry.frame_id, entry.indicator): entry.about for entry in entries(study.frames)}
    return wanted | {(name, LEARNED): frame.about for name, frame in study.frames.items() if frame.learned}


def count_sentences(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences of each article and section, ``n``; counts stay as they are."""
    if "n" in sentences.columns:
        return sentences
    counts = sentences.groupby(["article_id", "section"], sort=False, observed=True).size()
    return counts.rename("n").reset_index()


def score_units(
    unit_kind: str,
    units: Mapping[str, Sequence[str]],
    frame_hits: pd.DataFrame,
    sentences: pd.DataFrame,
    study: Study,
    interval: Interval,
) -> pd.DataFrame:
    """Score groups of articles (unit id to the ids of its articles, each of one unit) on each axis of the study.

    `sentences` may be counts already (`count_sentences`).

    Returns
    -------
    DataFrame
        Table `axis_scores`, one row for each unit, voice and "all" of them, and each of its sections and "all".
        ``balance`` = (a - b) / (a + b) over the weights of counted hits, from -1 (only the negative frame) to 1; NA
        without hits. ``intensity`` is hits per 100 sentences, ``coverage`` the share of sentences with a hit; both
        count all sentences of the section but captions, credits and appeals, whoever speaks in them, so that
        intensities add up over voices. ``interval`` gives ``lower``, ``upper`` and over what (``kind``);
        `leave_one_out` ``balance_without``; `judge` the ``verdict``. Hits without a voice count in "all" only.
    """
    hits = weighed_hits(frame_hits, study)
    read = count_sentences(sentences[~sentences["section"].isin(SILENT_SECTIONS)])
    every = pd.Index(list(chain.from_iterable(units.values())))
    n_articles = np.array([len(members) for members in units.values()], np.int64)
    unit_of = np.append(np.repeat(np.arange(len(units)), n_articles), -1).astype(np.int32)  # the last for no unit
    article, of_read = (every.get_indexer(pd.Index(one["article_id"])).astype(np.int32) for one in (hits, read))
    parts = []
    for axis_id, axis in study.axes.items():
        signed = signed_weights(hits, axis)
        counted = (signed != 0) & (article >= 0)
        own = hits.loc[counted, ["sentence_index", "section", "frame_id", "indicator", "voice"]]
        facet = _facet(own, article[counted], signed[counted], unit_of)
        part = _score_axis(facet, own, list(units), n_articles, read, unit_of[of_read], interval)
        parts.append(part.assign(axis_id=axis_id))
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(TABLES["axis_scores"].dtypes))
    return conform(frame.assign(unit_kind=unit_kind), "axis_scores")


def _score_axis(
    every: Facet,
    hits: pd.DataFrame,
    units: list[str],
    n_articles: np.ndarray,
    sentences: pd.DataFrame,
    of_sentence: np.ndarray,
    interval: Interval,
) -> pd.DataFrame:
    """Score the units by the hits of an axis, those of `every`, in each voice and section."""
    times = sentences["n"].to_numpy(float)
    parts = []
    for voice_at, voice in enumerate(("all", *VOICES)):
        for section_at, section in enumerate(("all", *SECTIONS)):
            counted = (of_sentence >= 0) & _is(sentences["section"], section)
            if section != "all" and not counted.any():
                continue
            is_in = _is(hits["voice"], voice) & _is(hits["section"], section)
            n_sentences = np.bincount(of_sentence[counted], times[counted], len(units)).astype(np.int64)
            facet = every if is_in.all() else Facet(*(column[is_in] for column in every))
            scores = score_facet(facet, n_sentences, n_articles, interval)
            keys = {"unit_id": units, "voice": voice, "section": section}
            order = {"order": np.arange(len(units)) * 100 + voice_at * 10 + section_at}
            part = pd.DataFrame(keys | scores | order | {"n_articles": n_articles})
            parts.append(part if section == "all" else part[n_sentences > 0])
    return pd.concat(parts).sort_values("order", kind="stable").drop(columns="order")


def _is(column: pd.Series, value: str) -> np.ndarray:
    """Tell which rows have a value, all where it is "all"."""
    found: np.ndarray = np.ones(len(column), bool)
    return found if value == "all" else (column == value).to_numpy(bool, na_value=False)


def _facet(hits: pd.DataFrame, article: np.ndarray, signed: np.ndarray, unit_of: np.ndarray) -> Facet:
    """Number the hits of an axis by unit, article, sentence and indicator."""
    index = hits["sentence_index"].to_numpy(np.int64)
    sentence = _number(article, index)
    # Two sentences that a reader learned share no word that could be read wrongly in both: each stands for itself.
    alone = np.where(is_learned(hits), sentence, -1)
    frame, indicator = (pd.factorize(hits[name])[0] for name in ("frame_id", "indicator"))
    return Facet(unit_of[article], article, sentence, _number(_number(frame, indicator), alone), signed)


def _number(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    """Number the different pairs of whole numbers from -1 on, in the order in which they come first."""
    wide = int(two.max(initial=-1)) + 2
    numbers: np.ndarray = pd.factorize(one.astype(np.int64) * wide + two + 1)[0].astype(np.int32)
    return numbers


def score_facet(
    facet: Facet, n_sentences: np.ndarray, n_articles: np.ndarray, interval: Interval
) -> dict[str, np.ndarray]:
    """Score every unit on the hits of one facet; arrays over units, as are the numbers of sentences and articles."""
    n_units = len(n_sentences)
    unit_of_sentence = np.full(int(facet.sentence.max(initial=-1)) + 1, n_units, np.int32)
    unit_of_sentence[facet.sentence] = facet.unit
    n = np.bincount(facet.unit, minlength=n_units)
    with np.errstate(divide="ignore", invalid="ignore"):
        known = np.where(n_sentences > 0, n_sentences, np.nan)
        lower, upper, kind = interval(facet, n_articles)
        sums = (_sum(weights, facet.unit, n_units) for weights in (facet.signed, np.abs(facet.signed)))
        balance = balance_of(*sums)
        without = leave_one_out(facet, n_units)
        return {
            "balance": balance,
            "balance_without": without,
            "intensity": 100 * n / known,
            "coverage": np.bincount(unit_of_sentence, minlength=n_units)[:n_units] / known,
            "lower": lower,
            "upper": upper,
            "kind": kind,
            "verdict": judge(balance, without, lower, upper),
            "n": n,
            "n_positive": np.bincount(facet.unit[facet.signed > 0], minlength=n_units),
            "n_negative": np.bincount(facet.unit[facet.signed < 0], minlength=n_units),
            "n_sentences": n_sentences,
        }


def leave_one_out(facet: Facet, n_units: int) -> np.ndarray:
    """Give the balance of each unit without the one indicator, or sentence of a learned reader, that bears it most.

    Of all balances without one it is that farthest to the other side. NaN without a hit, of a balance of 0, and where
    one indicator is all there is.
    """
    signed, total = (_sum(weights, facet.unit, n_units) for weights in (facet.signed, np.abs(facet.signed)))
    wide = int(facet.indicator.max(initial=0)) + 1
    at, known = pd.factorize(facet.unit.astype(np.int64) * wide + facet.indicator)
    unit = known // wide
    own, size = (_sum(weights, at, len(known)) for weights in (facet.signed, np.abs(facet.signed)))
    left = np.where(total[unit] - size > 1e-9, total[unit] - size, 0.0)
    side = np.where(np.abs(signed) > 1e-9, np.sign(signed), np.nan)
    least = np.full(n_units, np.inf)
    np.minimum.at(least, unit, side[unit] * balance_of(signed[unit] - own, left))  # a NaN stays
    found: np.ndarray = np.where(np.isinf(least), np.nan, least) * side
    return found


def judge(balance: np.ndarray, without: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """Say in words how sure balances are (`analysis.tables.VERDICTS`); None of a missing one.

    *decided*: its interval lies on its side of 0. *leaning*: not so, but two thirds of the weight or more stand on one
    side, and the sign stays when any one indicator is left out, or any one sentence of a learned reader. Everything
    else is *balanced or too few*. Whatever gives a balance another interval asks here again.

    Parameters
    ----------
    balance, without, lower, upper : array of float
        Columns ``balance``, ``balance_without``, ``lower``, ``upper`` of `axis_scores`, NaN where missing.

    Examples
    --------
    >>> ends = np.full((2, 3), np.nan)
    >>> judge(np.array([0.4, 0.4, 0.2]), np.array([0.1, -0.1, 0.1]), *ends).tolist()
    ['leaning', 'balanced or too few', 'balanced or too few']
    """
    side = np.sign(balance)
    found: np.ndarray = np.where(np.isnan(balance), None, "balanced or too few")  # type: ignore[call-overload]
    found[(np.abs(balance) >= LEANING - 1e-9) & (side * without > 1e-9)] = "leaning"
    found[((side > 0) & (lower > 0)) | ((side < 0) & (upper < 0))] = "decided"
    return found


def _sum(values: np.ndarray, groups: np.ndarray, n_groups: int) -> np.ndarray:
    return np.bincount(groups, weights=values, minlength=n_groups)
