"""Tables of a whole corpus -> table `health`: what is known of each outlet's articles before any measure, and in doubt.

An outlet of which half is agency copy, or whose quotation marks nothing found, differs from others for reasons that are
no tone and no frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, conform, empty, map_articles
from analysis.text.furniture import fold_paragraph

Concern = Literal["means", "voices", "time"]
#: Notes of the loader on an article that is not whole.
STUBS = frozenset({"text cut", "paywall", "summary only", "error page"})
#: Months that a corpus must have for its spread over time to be judged.
FEWEST_MONTHS = 3


@dataclass(frozen=True)
class Check:
    """One check of an outlet: what its value is, on which side of the threshold doubt begins, and what it bears on.

    ``concerns``: means (tone, sentiment, frames), voices (own and quoted words), time (series, what is left out).
    """

    label: str
    unit: Literal["count", "words", "share"]
    doubt: Literal["below", "above"]
    concerns: tuple[Concern, ...]
    source: str


_EVERY: tuple[Concern, ...] = ("means", "voices", "time")
_OWN = "a convention of this project"
#: Thresholds stand in `health` of study.yaml under the same names, but for `articles`, which is `minimum_articles`.
CHECKS: dict[str, Check] = {
    "articles": Check(
        "articles that tell the story", "count", "below", _EVERY, "from fewer on an outlet gets no interval"
    ),
    "words": Check(
        "words of an article, median",
        "words",
        "below",
        _EVERY,
        "a summary or teaser has fewer, see the stubs of a source",
    ),
    "months": Check("months of the corpus with an article", "share", "below", ("time",), _OWN),
    "undated": Check("articles without a date", "share", "above", ("time",), _OWN),
    "quoted": Check("articles with words in quotation marks", "share", "below", ("voices",), _OWN),
    "agency": Check("articles by an agency", "share", "above", ("means", "voices"), _OWN),
    "copies": Check("articles with a near-duplicate", "share", "above", ("means",), _OWN),
    "language": Check("articles in another language", "share", "above", _EVERY, _OWN),
    "furniture": Check("words in credits, captions and appeals", "share", "above", ("means",), _OWN),
    "repeated": Check("words that the outlet's pages repeat", "share", "above", ("means",), _OWN),
    "stubs": Check("articles cut or behind a paywall", "share", "above", _EVERY, _OWN),
    "repaired": Check("articles with damaged characters", "share", "above", ("voices",), _OWN),
}


def find_health(tables: Mapping[str, pd.DataFrame], study: Study) -> pd.DataFrame:
    """Check the articles of each outlet, all that were read.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, quotes, copies, repairs and notes of the whole corpus.
    study : Study
        Its `health` and `minimum_articles` are the thresholds.

    Returns
    -------
    DataFrame
        Table `health`, one row an outlet and check of `CHECKS`. `value` is a count, a number of words or a share in
        [0, 1]; `threshold` is the study's; `verdict` sound, doubt (the value lies beyond the threshold) or open
        (nothing to judge by: `value` is NA, or `threshold`). `n` counts what the value rests on: articles, words
        (furniture, repeated) or months. `repeated` are appeals that stand in as many articles of the outlet as make
        boilerplate. Articles without an outlet are in no row.
    """
    return judge_health(list_facts(tables), tables["copies"], tables["notes"], study)


def list_facts(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Give what health rests on, of a corpus or a part of it.

    Returns
    -------
    dict of str to DataFrame
        ``facts`` of each article that has an outlet, and its ``pages``: the paragraphs that are credits, captions or
        appeals.
    """
    articles = tables["articles"][tables["articles"]["outlet_id"].notna()].reset_index(drop=True)
    return {"facts": _facts_of_articles(articles, tables), "pages": _pages(articles, tables["sentences"])}


def judge_health(
    known: Mapping[str, pd.DataFrame], copies: pd.DataFrame, notes: pd.DataFrame, study: Study
) -> pd.DataFrame:
    """Make table `health` of what `list_facts` gives of all parts."""
    facts, pages = known["facts"], known["pages"]
    if facts.empty:
        return empty("health")
    times = pages.groupby(["outlet_id", "number"])["article_id"].transform("nunique")
    is_repeated = (times >= study.health.repeated_articles) & (pages["section"] == "appeal")
    ids = facts["article_id"]
    facts = facts.assign(
        copies=ids.isin(copies.loc[copies["n_copies"] > 1, "article_id"]),
        furniture=ids.map(_sum(pages)).fillna(0),
        repeated=ids.map(_sum(pages[is_repeated])).fillna(0),
        stubs=ids.isin(notes.loc[notes["kind"].isin(STUBS), "article_id"]),
    )
    months = facts.dropna(subset="month")["month"].nunique()
    rows = []
    for outlet_id, own in facts.groupby("outlet_id", sort=True):
        n, words = len(own), int(own["words"].sum())
        values = {
            "articles": (float(own["told"].sum()), n),
            "words": (float(own["words"].median()), n),
            "months": (own["month"].nunique() / months if months >= FEWEST_MONTHS else np.nan, months),
            **{name: (own[name].mean(), n) for name in ("undated", "quoted", "agency", "copies", "language")},
            **{name: (own[name].sum() / words if words else np.nan, words) for name in ("furniture", "repeated")},
            **{name: (own[name].mean(), n) for name in ("stubs", "repaired")},
        }
        rows += [(outlet_id, name, *_judged(name, value, study), number) for name, (value, number) in values.items()]
    columns = ["outlet_id", "check", "value", "threshold", "verdict", "n"]
    return conform(pd.DataFrame(rows, columns=columns), "health")


def _judged(name: str, value: float, study: Study) -> tuple[float, float, str]:
    threshold = float(study.minimum_articles if name == "articles" else getattr(study.health, name))
    if np.isnan(value):
        return value, threshold, "open"
    is_beyond = value < threshold if CHECKS[name].doubt == "below" else value > threshold
    return value, threshold, "doubt" if is_beyond else "sound"


def _facts_of_articles(articles: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Say of each article what the checks count and no other article bears on."""
    ids, repairs = articles["article_id"], tables["repairs"]
    quoted = tables["quotes"].loc[tables["quotes"]["quoted_start"].notna(), "article_id"]
    damaged = repairs.loc[repairs["repair"].isin(["mojibake", "lone surrogates"]), "article_id"]
    return pd.DataFrame(
        {
            "article_id": ids,
            "outlet_id": articles["outlet_id"],
            "told": articles["role"] == "told",
            "words": np.array([len(text.split()) for text in articles["text"].tolist()], np.int64),
            "month": articles["published_earliest"].dt.strftime("%Y-%m").astype("str"),
            "undated": articles["published_earliest"].isna(),
            "quoted": ids.isin(quoted),
            "agency": articles["agency"].notna(),
            "language": articles["role_evidence"].fillna("").str.startswith("language:").astype(bool),
            "repaired": (ids.isin(damaged) | articles["text"].str.contains("\ufffd", regex=False).astype(bool)),
        }
    )


_NO_PAGES = pd.DataFrame({name: [] for name in ("article_id", "section", "outlet_id", "number", "words")}).astype(
    {"article_id": "str", "section": "str", "outlet_id": "str", "number": "int64", "words": "int64"}
)


def _pages(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List the paragraphs of credits, captions and appeals: the hash of each (``number``) and its ``words``."""
    silent = sentences[sentences["section"].isin(SILENT_SECTIONS)]
    if silent.empty:
        return _NO_PAGES.copy()
    keys = ["article_id", "paragraph_index", "section"]
    paragraphs = silent.groupby(keys, sort=True).agg(start=("start", "first"), end=("end", "last")).reset_index()
    texts = map_articles(articles)
    paragraphs = paragraphs[paragraphs["article_id"].isin(texts)].reset_index(drop=True)
    said = [
        texts[article_id][start:end]
        for article_id, start, end in paragraphs[["article_id", "start", "end"]].itertuples(index=False, name=None)
    ]
    outlets = paragraphs["article_id"].map(map_articles(articles, "outlet_id"))
    return paragraphs[["article_id", "section"]].assign(
        outlet_id=outlets.astype("str"),
        number=pd.Series([fold_paragraph(one) for one in said], dtype="int64"),
        words=pd.Series([len(one.split()) for one in said], dtype="int64"),
    )


def _sum(paragraphs: pd.DataFrame) -> dict[str, int]:
    sums = paragraphs.groupby("article_id")["words"].sum()
    return {str(article_id): int(n) for article_id, n in sums.items()}
