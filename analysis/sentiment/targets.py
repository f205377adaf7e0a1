"""Mentions of people -> the sentiment toward each, with its holder: the outlet, or the source of the words.

The methods are the rungs of `analysis.sentiment.ladder`: each reads one stretch of text around a mention.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from operator import itemgetter

import numpy as np
import pandas as pd

from analysis.sentiment.calibration import Calibration
from analysis.sentiment.clauses import find_clauses
from analysis.sentiment.ladder import RUNGS, VADER
from analysis.sentiment.lexicon import Lexicon
from analysis.sentiment.valences import UNSCORED_SECTIONS
from analysis.tables import conform, people_of, rows_at

Spans = list[tuple[int, int]]
Pieces = tuple[list[str], Spans]

#: Characters on either side of a mention that a learned rung reads at most: a bound for text without sentences.
WINDOW = 300


def score_sentiments(
    texts: dict[str, str],
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    mentions: pd.DataFrame,
    lexicon: Lexicon,
    method: str = "clause",
    calibration: Calibration | None = None,
) -> pd.DataFrame:
    """Score the sentiment toward each person at each mention: by a method, and by VADER beside it.

    Parameters
    ----------
    texts : dict of str
        Article id -> text to score, from `analysis.sentiment.valences.scoring_texts`.
    sentences, segments, mentions : DataFrame
        Tables of those names. Mentions without a person, and those in credits, captions or appeals, are left out.
    lexicon : Lexicon
        Its name stands in every row.
    method : str
        A rung of the ladder; the rungs of VADER are always scored.
    calibration : Calibration, optional
        Of a learned method, adapted by the study; the shipped one if missing.

    Returns
    -------
    DataFrame
        Table ``sentiments``: ``start``, ``end`` is the stretch that was read, ``value``
        in [-1, 1], NA with ``n`` 0 where it holds no evidence (VADER: no word of the lexicon; the learned rungs: no
        word besides the target) or where a learned rung finds no class likely, which ``unsure`` 1 says; else ``n``
        is 1.

    Raises
    ------
    StudyError
        The weights of the method are missing.
    """
    mentions = mentions[mentions["person_id"].notna()].reset_index(drop=True)
    in_sentence = rows_at(sentences, mentions["article_id"], mentions["start"])
    in_segment = rows_at(segments, mentions["article_id"], mentions["start"])
    scored = ~sentences["section"].isin(UNSCORED_SECTIONS).to_numpy()
    keep = (in_sentence >= 0) & (in_segment >= 0) & scored[in_sentence]
    mentions, in_sentence, in_segment = mentions[keep], in_sentence[keep], in_segment[keep]
    holders = segments.iloc[in_segment]
    stretches = {
        "sentence": _spans(sentences.iloc[in_sentence]),
        "segment": _windows(texts, _spans(holders), mentions),
        "clause": _clauses_at(texts, segments, in_segment, mentions),
    }
    base = mentions[["article_id", "mention_index"]].assign(
        target_id=mentions["person_id"],
        lexicon=lexicon.name,
        **{column: holders[column].to_numpy() for column in ("voice", "holder_kind", "holder_id")},
    )
    frames = []
    for name in dict.fromkeys((method, *VADER)):
        spans = stretches[RUNGS[name].stretch]
        pieces = find_pieces(texts, mentions["article_id"].tolist(), _spans(mentions), spans)
        found = RUNGS[name].measure(*pieces, lexicon, calibration if name == method else None)
        value = np.where(found.unsure, np.nan, found.values)
        frames.append(
            base.assign(
                method=name,
                start=[start for start, _ in spans],
                end=[end for _, end in spans],
                value=value,
                n=(~np.isnan(value)).astype(int),
                unsure=found.unsure.astype(int),
            )
        )
    return conform(pd.concat(frames), "sentiments")


def _spans(frame: pd.DataFrame) -> Spans:
    return list(zip(frame["start"].tolist(), frame["end"].tolist(), strict=True))


def _windows(texts: dict[str, str], spans: Spans, mentions: pd.DataFrame) -> Spans:
    """Cut each stretch to what stands near its mention, at a blank."""
    found = []
    for article_id, (start, end), (first, last) in zip(mentions["article_id"], spans, _spans(mentions), strict=True):
        if first - start > WINDOW:
            start = first - WINDOW
            start = texts[article_id].find(" ", start, first) + 1 or start
        if end - last > WINDOW:
            end = last + WINDOW
            blank = texts[article_id].rfind(" ", last, end)
            end = blank if blank >= 0 else end
        found.append((start, end))
    return found


def _clauses_at(texts: dict[str, str], segments: pd.DataFrame, rows: np.ndarray, mentions: pd.DataFrame) -> Spans:
    """Find the clause around each mention; each segment is split once."""
    known: dict[int, Spans] = {}
    ids, starts, ends = (segments[column].to_numpy() for column in ("article_id", "start", "end"))
    found = []
    for row, position in zip(rows.tolist(), mentions["start"].tolist(), strict=True):
        if row not in known:
            known[row] = find_clauses(texts[ids[row]], int(starts[row]), int(ends[row]))
        found.append(known[row][bisect_right(known[row], position, key=itemgetter(0)) - 1])
    return found


def find_pieces(texts: Mapping[str, str], article_ids: Sequence[str], mentions: Spans, spans: Spans) -> Pieces:
    """Give the words of each stretch and where its mention stands there; one that runs on beyond it ends with it."""
    places = list(zip(article_ids, spans, strict=True))
    distinct = {place: texts[place[0]][slice(*place[1])] for place in set(places)}  # one text for all its mentions
    pieces = [distinct[place] for place in places]
    return pieces, [(a - start, min(b, end) - start) for (a, b), (start, end) in zip(mentions, spans, strict=True)]


def by_others(sentiments: pd.DataFrame) -> pd.DataFrame:
    """Leave out what people say of themselves, alone or with others: a portrait is drawn by others."""
    columns = (sentiments[name].tolist() for name in ("holder_kind", "holder_id", "target_id"))
    own = [target in people_of(kind, holder) for kind, holder, target in zip(*columns, strict=True)]
    return sentiments[~np.array(own, bool)]
