"""Tables of a whole corpus -> samples of who is mentioned, how much is quoted, and whose words articles are made of."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from analysis.compare.samples import SAMPLE, Tables
from analysis.study import Study
from analysis.tables import SILENT_SECTIONS, VOICES

_FIRST_LETTER = re.compile(r"(?<!\S)[^\w\s]*(?=\S)")


def first_letters(text: str) -> np.ndarray:
    """Give where the first letter or digit of each stretch between blanks stands; its last mark, if it has none.

    >>> first_letters("“Go” – now").tolist()
    [1, 5, 7]
    """
    return np.array([found.end() for found in _FIRST_LETTER.finditer(text)], np.int64)


def measure_shares(tables: Tables, study: Study, *, every: bool = False) -> pd.DataFrame:
    """Take mention rates and shares of words apart into what each article adds to them.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        articles, sentences, segments, mentions and quotes of the whole corpus, or of a part of it.
    every : bool
        Keep people whom no article mentions and voices in which none says a word: another part may (`drop_absent`).

    Returns
    -------
    DataFrame
        Columns `analysis.compare.samples.SAMPLE`; the unit is the article's outlet. ``mention_rate`` of each person
        (mentions per 100 sentences), ``quoted_words`` (words in quotation marks per 100 words; facet "all") and
        ``voice_share`` of each voice (share of words). An article that does not mention somebody adds 0 to the rate.
    """
    articles = tables["articles"].dropna(subset="outlet_id")
    ids = articles["article_id"].tolist()
    texts = dict(zip(ids, articles["text"].tolist(), strict=True))
    parts = [*_mentions(tables, study, ids), _quoted(tables["quotes"], texts), *_voices(tables["segments"], texts)]
    outlet = dict(zip(ids, articles["outlet_id"].tolist(), strict=True))
    found = pd.concat(parts, ignore_index=True)
    found = found[found["denominator"] > 0]
    found = found.assign(unit_id=found["article_id"].map(outlet))[SAMPLE].reset_index(drop=True)
    return found if every else drop_absent(found)


def drop_absent(shares: pd.DataFrame) -> pd.DataFrame:
    """Drop the people whom no article of the corpus mentions, and the voices in which none says a word."""
    return keep_shares(shares, present_shares(shares))


def present_shares(shares: pd.DataFrame) -> pd.DataFrame:
    """Give ``measure`` and ``facet`` of what some article adds to; quoted words are there where nobody quotes."""
    is_there = (shares["numerator"] != 0) | (shares["measure"] == "quoted_words")
    return shares.loc[is_there, ["measure", "facet"]].drop_duplicates()


def keep_shares(shares: pd.DataFrame, are_there: pd.DataFrame) -> pd.DataFrame:
    """Keep the shares that `present_shares` names."""
    return shares.merge(are_there, on=["measure", "facet"])


def _sample(measure: str, facet: str, numerator: pd.Series, denominator: pd.Series) -> pd.DataFrame:
    found = pd.DataFrame({"numerator": numerator.astype(float), "denominator": denominator.astype(float)})
    found = found.rename_axis("article_id").reset_index()
    return found.assign(measure=measure, facet=facet)


def _mentions(tables: Tables, study: Study, ids: list[str]) -> list[pd.DataFrame]:
    read = tables["sentences"]
    read = read[~read["section"].isin(SILENT_SECTIONS)]
    n_sentences = read.groupby("article_id").size().reindex(ids, fill_value=0)
    mentions = tables["mentions"].merge(read[["article_id", "sentence_index"]], on=["article_id", "sentence_index"])
    found = []
    for person_id in study.people:
        counts = mentions[mentions["person_id"] == person_id].groupby("article_id").size()
        found.append(_sample("mention_rate", person_id, 100 * counts.reindex(ids, fill_value=0), n_sentences))
    return found


def _quoted(quotes: pd.DataFrame, texts: dict[str, str]) -> pd.DataFrame:
    n_words = pd.Series({one: len(text.split()) for one, text in texts.items()}, dtype=float)
    quoted = dict.fromkeys(texts, 0)
    marked = quotes[quotes["quoted_start"].notna()]
    spans = marked[["article_id", "quoted_start", "quoted_end"]].to_numpy(object).tolist()
    for article_id, start, end in spans:
        if article_id in quoted:
            quoted[article_id] += len(texts[article_id][start:end].split())
    return _sample("quoted_words", "all", 100 * pd.Series(quoted, dtype=float), n_words)


def _voices(segments: pd.DataFrame, texts: dict[str, str]) -> list[pd.DataFrame]:
    firsts = {article_id: first_letters(text) for article_id, text in texts.items()}
    own = segments[segments["article_id"].isin(texts)]
    spans = zip(own["article_id"].tolist(), own["start"].tolist(), own["end"].tolist(), strict=True)
    n = [int(np.diff(np.searchsorted(firsts[article_id], [start, end]))[0]) for article_id, start, end in spans]
    own = own.assign(n=n)
    total = own.groupby("article_id")["n"].sum().reindex(list(texts), fill_value=0)
    found = []
    for voice in VOICES:
        counts = own[own["voice"] == voice].groupby("article_id")["n"].sum()
        found.append(_sample("voice_share", voice, counts.reindex(list(texts), fill_value=0), total))
    return found


def equal_weights(samples: pd.DataFrame) -> pd.DataFrame:
    """Let each article count alike, whatever its length: its own value over one.

    Pooled, a long article says more than a short one; where long articles tell otherwise than short ones, the two ways
    differ, and neither is the right one for every question.

    >>> samples = pd.DataFrame({"numerator": [1.0, 9.0], "denominator": [2.0, 9.0]})
    >>> equal_weights(samples)[["numerator", "denominator"]].to_numpy().tolist()
    [[0.5, 1.0], [1.0, 1.0]]
    """
    return samples.assign(numerator=samples["numerator"] / samples["denominator"], denominator=1.0)
