"""How far a balance hangs on single indicators and on choices of method.

`score_specifications` computes the balance under every combination of choices that a reasonable reader might make
instead of ours (a multiverse; drawn as a specification curve, Simonsohn, Simmons and Nelson 2020);
`contrast_specifications` sets two units side by side under those that differ, and `count_signs` sums it up.
`score_influence` leaves out one indicator at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.framing.axes import concerns_target, is_told_again, weighed_hits
from analysis.framing.hits import find_hits
from analysis.framing.learned import Use
from analysis.study import Axis, Study

#: Each choice and its values, ours first.
CHOICES: dict[str, tuple[str, ...]] = {
    "lexicon": ("all indicators", "without context", "single words"),
    "weights": ("codebook", "equal"),
    "denials": ("out", "neutral", "flipped"),
    "quotes": ("in", "out"),
    "headline": ("in", "out"),
    "counting": ("every hit", "once a sentence"),
    "background": ("once an article", "every mention"),
}
#: One choice more where articles only touch the story: whether they count too. Column `articles` of the same tables.
ARTICLES = ("told", "told and touched")
#: One more where a frame has a learned reader: where it is heard (`analysis.framing.learned`). Column `learned`.
LEARNED_USES: dict[str, Use] = {
    "where the codebook is silent": "silent",
    "nowhere": "out",
    "beside the codebook": "beside",
    "alone": "alone",
}


def choices_of(table: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Give the choices that a table of combinations holds, each with its values, ours first."""
    more = {"learned": tuple(LEARNED_USES), "articles": ARTICLES}
    return {**CHOICES, **{name: values for name, values in more.items() if name in table}}


def score_specifications(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    study: Study,
    axis_id: str,
    units: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """Score units on an axis under every combination of `CHOICES`.

    Parameters
    ----------
    articles, sentences, segments, mentions : DataFrame
        Tables of those names: the codebook is applied anew with its single words only.
    units : mapping of unit id to article ids, optional
        Each article by itself if missing.

    Returns
    -------
    DataFrame
        One row a unit and combination: a column for each choice, ``unit_id``, ``balance`` (NA without hits), ``n``
        (hits, or sentences where each counts once a frame). Denied hits are left out; or stand in the denominator
        only (neutral); or count for the other frame (flipped). A column ``learned`` is there where a frame has a
        learned reader.
    """
    units = units or {article_id: [article_id] for article_id in articles["article_id"].tolist()}
    axis = study.axis(axis_id)
    tables = (articles, sentences, segments, mentions)
    is_learned = any(frame.learned for frame in study.frames.values())
    choices = {**CHOICES, "learned": tuple(LEARNED_USES)} if is_learned else CHOICES
    unit_of = {article_id: at for at, members in enumerate(units.values()) for article_id in members}
    signed: dict[tuple[str, str], _Signed] = {}
    uses: dict[str, Use] = LEARNED_USES if is_learned else {"": "out"}
    for name, use in uses.items():
        every = find_hits(*tables, study, learned=use)
        single = find_hits(*tables, _single_words(study), learned=use)
        found = {
            "all indicators": every,
            "without context": _drop_context(every),
            "single words": _drop_context(single),
        }
        signed |= {(lexicon, name): _signed(hits, study, axis, unit_of) for lexicon, hits in found.items()}
    rows = [
        (*choice.values(), unit_id, *scores)
        for choice in _combinations(choices)
        for unit_id, *scores in zip(
            units, *_scores(signed[choice["lexicon"], choice.get("learned", "")], choice, len(units)), strict=True
        )
    ]
    table = pd.DataFrame(rows, columns=[*choices, "unit_id", "balance", "n"])
    return table.astype({"balance": "float64", "n": "int64"})


def contrast_specifications(table: pd.DataFrame, unit_a: str, unit_b: str) -> pd.DataFrame:
    """Set two units side by side under each combination of choices that gives another result.

    Combinations under which both units have the same balance from as many hits are one: a choice that these texts give
    no occasion for would count each result twice. It stands under the study's own choices where they give it, else
    under the first combination that does.

    Returns
    -------
    DataFrame
        One row a result, from the smallest ``difference`` (balance of a minus balance of b) to the largest, NA last:
        the choices, ``balance_a``, ``balance_b``, ``difference`` in [-2, 2], ``n_combinations`` that give it, ``rank``
        from 1, ``is_main`` (that of the study itself).

    Raises
    ------
    StudyError
        A unit is not in the table.
    """
    result = _sides(table, unit_a, unit_b)
    result["difference"] = result["balance_a"] - result["balance_b"]
    result["is_main"] = np.logical_and.reduce([result[name] == values[0] for name, values in choices_of(table).items()])
    key = [result[name].round(12) for name in ("balance_a", "balance_b")] + [result[name] for name in ("n_a", "n_b")]
    result["n_combinations"] = result.groupby(key, dropna=False)["is_main"].transform("size")
    result = result[~pd.concat(key, axis=1).duplicated()]  # ours comes first of all
    result = result.drop(columns=["n_a", "n_b"]).sort_values("difference", kind="stable", ignore_index=True)
    return result.assign(rank=np.arange(1, len(result) + 1))


def _sides(table: pd.DataFrame, unit_a: str, unit_b: str) -> pd.DataFrame:
    """Give each combination a row: its choices, ``balance_a``, ``n_a``, ``balance_b`` and ``n_b``."""
    known = sorted(table["unit_id"].unique())
    for unit in (unit_a, unit_b):
        if unit not in known:
            raise StudyError(f"A unit must be one of {', '.join(known)}; found `{unit}`.")
    sides = [
        table[table["unit_id"] == unit].set_index(list(choices_of(table)))[["balance", "n"]].add_suffix(f"_{letter}")
        for letter, unit in (("a", unit_a), ("b", unit_b))
    ]
    return pd.concat(sides, axis=1).reset_index()


def find_choices_that_matter(table: pd.DataFrame, units: Sequence[str]) -> list[str]:
    """Name the choices that change the balance of one of some units, whatever the other choices are.

    Parameters
    ----------
    table : DataFrame
        As from `score_specifications`.
    """
    own = table[table["unit_id"].isin(units)].assign(balance=lambda rows: rows["balance"].round(12).fillna(np.inf))
    choices = list(choices_of(table))
    others = [[name for name in choices if name != choice] for choice in choices]
    return [
        choice
        for choice, fixed in zip(choices, others, strict=True)
        if (own.groupby([*fixed, "unit_id"])["balance"].nunique() > 1).any()
    ]


class Signs(NamedTuple):
    """Results of `contrast_specifications` by their sign: the study's own, the other, no difference, no evidence."""

    same: int
    other: int
    none: int
    unknown: int

    @property
    def known(self) -> int:
        """Results under which both units have evidence."""
        return self.same + self.other + self.none


def count_signs(contrast: pd.DataFrame) -> Signs | None:
    """Count the results whose difference has the sign of the study's own; None where that is 0 or NA."""
    own = np.sign(contrast.loc[contrast["is_main"], "difference"].iloc[0])
    if own not in (-1, 1):
        return None
    sign = np.sign(contrast["difference"].round(12)) * own
    same, other, none = (int((sign == one).sum()) for one in (1, -1, 0))
    return Signs(same, other, none, int(sign.isna().sum()))


def score_influence(
    frame_hits: pd.DataFrame, study: Study, axis_id: str, units: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    """Leave out one indicator at a time.

    Returns
    -------
    DataFrame
        One row a unit and indicator that counts in it, a frame's learned reader being one: ``unit_id``, ``frame_id``,
        ``indicator``, ``n`` of its hits, ``share`` of the frame's weight in the unit, ``balance`` with it,
        ``balance_without`` (NA if nothing is left), ``change`` (without minus with); the largest changes first.
    """
    axis = study.axis(axis_id)
    hits = weighed_hits(frame_hits, study)
    hits = hits[hits["frame_id"].isin([axis.positive, axis.negative])]
    units = units or {article_id: [article_id] for article_id in hits["article_id"].unique()}
    rows = []
    for unit_id, members in units.items():
        own = hits[hits["article_id"].isin(members)]
        signed = own["weight"].where(own["frame_id"] == axis.positive, -own["weight"])
        total, size = signed.sum(), signed.abs().sum()
        for (frame_id, indicator), part in signed.groupby([own["frame_id"], own["indicator"]], sort=False):
            left = size - part.abs().sum()
            without = (total - part.sum()) / left if left else np.nan
            share = part.abs().sum() / own.loc[own["frame_id"] == frame_id, "weight"].sum()
            rows.append((unit_id, frame_id, indicator, len(part), share, total / size, without, without - total / size))
    names = ["unit_id", "frame_id", "indicator", "n", "share", "balance", "balance_without", "change"]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values("change", key=abs, ascending=False, kind="stable", ignore_index=True)


def _combinations(choices: Mapping[str, tuple[str, ...]]) -> Iterator[dict[str, str]]:
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))


def _drop_context(hits: pd.DataFrame) -> pd.DataFrame:
    return hits[hits["standing"].ne("context").to_numpy(bool, na_value=True)]


def _single_words(study: Study) -> Study:
    """Keep the indicators that are single words: what a plain word list would hold."""
    frames = {}
    for frame_id, frame in study.frames.items():
        functions = {
            name: part.model_copy(update={"indicators": tuple(i for i in part.indicators if _is_word(i.match))})
            for name, part in frame.functions.items()
        }
        frames[frame_id] = frame.model_copy(update={"functions": functions})
    return study.model_copy(update={"frames": frames})


def _is_word(match: str) -> bool:
    return not match.startswith("/") and not {" ", "-"} & set(match)


class _Signed(NamedTuple):
    """Hits of an axis that concern its target, asserted or denied: arrays of their number."""

    unit: np.ndarray
    sentence: np.ndarray
    sign: np.ndarray
    weight: np.ndarray
    is_denied: np.ndarray
    is_again: np.ndarray
    is_quoted: np.ndarray
    is_headline: np.ndarray


def _signed(hits: pd.DataFrame, study: Study, axis: Axis, unit_of: Mapping[str, int]) -> _Signed:
    signs = hits["frame_id"].map({axis.positive: 1.0, axis.negative: -1.0}).astype(float)  # of no hits too
    in_unit = hits["article_id"].isin(list(unit_of))
    kept = signs.notna() & in_unit & concerns_target(hits, study) & hits["scope"].isin(["asserted", "denied"])
    hits, signs = hits[kept], signs[kept]
    return _Signed(
        unit=np.array([unit_of[article_id] for article_id in hits["article_id"].tolist()], np.int64),
        sentence=pd.factorize(pd.MultiIndex.from_frame(hits[["article_id", "sentence_index"]]))[0],
        sign=signs.to_numpy(),
        weight=hits["weight"].to_numpy(float),
        is_denied=(hits["scope"] == "denied").to_numpy(),
        is_again=is_told_again(hits),
        is_quoted=(hits["voice"] == "quoted").to_numpy(),
        is_headline=(hits["section"] == "headline").to_numpy(),
    )


def _scores(hits: _Signed, choice: Mapping[str, str], n_units: int) -> tuple[list[float], list[int]]:
    """Give the balance of each unit (NaN without hits), and of how many."""
    out = hits.is_denied & (choice["denials"] == "out")
    out |= hits.is_again & (choice["background"] == "once an article")
    out |= hits.is_quoted & (choice["quotes"] == "out")
    out |= hits.is_headline & (choice["headline"] == "out")
    hits = _Signed(*(column[~out] for column in hits))
    unit, sign = hits.unit, np.where(hits.is_denied, 0.0 if choice["denials"] == "neutral" else -hits.sign, hits.sign)
    weight = hits.weight if choice["weights"] == "codebook" else np.ones(len(sign))
    if choice["counting"] == "once a sentence":
        _, first, at = np.unique(hits.sentence * 3 + sign, return_index=True, return_inverse=True)
        most = np.zeros(len(first))
        np.maximum.at(most, at, weight)
        unit, sign, weight = unit[first], sign[first], most
    total, net = (np.bincount(unit, weights=one, minlength=n_units) for one in (weight, sign * weight))
    balance = np.divide(net, total, out=np.full(n_units, np.nan), where=total != 0)
    return balance.tolist(), np.bincount(unit, minlength=n_units).tolist()
