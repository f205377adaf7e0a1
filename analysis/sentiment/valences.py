"""Sentences and segments -> their VADER scores, with titles, names and credits out of the count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from analysis.errors import StudyError
from analysis.sentiment.lexicon import Lexicon, mask_spans, read_lexicon
from analysis.sentiment.vader import score_texts
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, conform, map_articles, rows_by_article
from analysis.text.notes import find_notes
from analysis.text.quotation import quoted_spans
from analysis.text.titles import find_titles

#: Lexicons by the name that parameters use: VADER's own, or VADER's with the study's additions.
LEXICONS = ("study", "plain")
#: As a tuple, in an order that does not depend on a hash.
UNSCORED_SECTIONS = tuple(sorted(SILENT_SECTIONS))

#: One character for one, so that offsets hold. VADER reads only straight marks: "isn’t" is no negation to it.
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": " "})


def straighten(text: str) -> str:
    """Write curly marks and dashes as VADER knows them, one character for one.

    Examples
    --------
    >>> straighten("It isn’t “good”—is it?")
    'It isn\\'t "good" is it?'
    """
    return text.translate(_STRAIGHT)


def check_lexicon(name: str) -> None:
    """Refuse a lexicon that is not known.

    Raises
    ------
    StudyError
        Names those that are.
    """
    if name not in LEXICONS:
        raise StudyError(f"`lexicon` must be one of {', '.join(LEXICONS)}; found `{name}`.")


def choose_lexicon(study: Study, name: str = "study") -> Lexicon:
    """Give VADER's lexicon with the study's additions, or (``plain``) without."""
    check_lexicon(name)
    words = study.lexicon.words if name == "study" else {}
    return read_lexicon({straighten(word): value for word, value in words.items()})


def scoring_texts(
    articles: pd.DataFrame, mentions: pd.DataFrame, study: Study, segments: pd.DataFrame | None = None
) -> dict[str, str]:
    """Make the text of each article that is scored: same length, marks straight, and masked what is nobody's tone.

    That are titles of works, names, and the notes of editors in quotations (`analysis.text.notes`); quotations are
    found by their marks, and in ``segments``, where there are any, also those of a transcript.
    """
    titles = {work_id: work.titles for work_id, work in study.works.items()}
    names = rows_by_article(mentions[mentions["kind"] == "proper"], "start end")
    spoken = rows_by_article(segments[segments["voice"] == "quoted"], "start end") if segments is not None else {}
    texts = {}
    for article_id, text in map_articles(articles).items():
        masked = [(span.start, span.end) for span in find_titles(text, titles)] + names.get(article_id, [])
        if "(" in text or "[" in text:
            quoted = [(span.start, span.end) for span in quoted_spans(text)] + spoken.get(article_id, [])
            # Brackets stay: a clause may end at them.
            masked += [(start + 1, end - 1) for start, end in find_notes(text, quoted)]
        texts[article_id] = mask_spans(straighten(text), masked)
    return texts


def score_valences(
    texts: dict[str, str],
    sentences: pd.DataFrame,
    segments: pd.DataFrame,
    lexicon: Lexicon,
    *,
    read_tone: Callable[[Sequence[str]], np.ndarray] | None = None,
) -> pd.DataFrame:
    """Score every sentence and segment outside credits, captions and appeals.

    Parameters
    ----------
    texts : dict of str
        Article id -> text to score, from `scoring_texts`.
    sentences, segments : DataFrame
        Tables of those names.
    lexicon : Lexicon
        From `choose_lexicon`; its name stands in every row.
    read_tone : callable, optional
        What scores the sentences besides: `analysis.sentiment.tone.score_tone`, by the small encoder.

    Returns
    -------
    DataFrame
        Table ``valences``. A unit without a word of the lexicon has NA scores and ``n_lexicon`` 0; ``encoder`` is NA of
        segments, and where the encoder was not asked.
    """
    scored = sentences[~sentences["section"].isin(UNSCORED_SECTIONS)]
    parts = segments.merge(scored[["article_id", "sentence_index"]], on=["article_id", "sentence_index"])
    units = pd.concat(
        [
            scored.rename(columns={"sentence_index": "unit_index"}).assign(unit="sentence"),
            parts.rename(columns={"segment_index": "unit_index"}).assign(unit="segment"),
        ]
    )[["article_id", "unit", "unit_index", "start", "end"]]
    places = zip(units["article_id"].tolist(), units["start"].tolist(), units["end"].tolist(), strict=True)
    stretches = [texts[article_id][start:end] for article_id, start, end in places]
    scores = score_texts(stretches, lexicon)
    encoder = np.full(len(units), np.nan)
    if read_tone is not None:
        encoder[: len(scored)] = read_tone(stretches[: len(scored)])
    frame = units.drop(columns=["start", "end"]).assign(
        **scores.measured(), n_lexicon=scores.n_lexicon, lexicon=lexicon.name, encoder=encoder
    )
    return conform(frame, "valences")
