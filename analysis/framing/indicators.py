"""A codebook and the articles that it reads -> what each of its indicators does there."""

from __future__ import annotations

from collections import Counter
from typing import Protocol

import pandas as pd

from analysis.framing.axes import counted_hits, with_words
from analysis.framing.explained import explain_indicator
from analysis.framing.matching import Entry, entries
from analysis.framing.syntax import WORD, parse_indicator
from analysis.study import Study
from analysis.tables import map_articles
from analysis.text.stems import stem

__all__ = ["describe_codebook"]


class Tables(Protocol):
    """The tables of one Reading that a codebook is checked against."""

    @property
    def study(self) -> Study: ...
    @property
    def articles(self) -> pd.DataFrame: ...
    @property
    def sentences(self) -> pd.DataFrame: ...
    @property
    def frame_hits(self) -> pd.DataFrame: ...


def describe_codebook(reading: Tables) -> pd.DataFrame:
    """List what each indicator does in the articles.

    Returns
    -------
    DataFrame
        One row an indicator, in the order of the codebook: ``frame_id``, ``function``, ``indicator``, ``weight``,
        ``n`` hits, ``n_counted`` of them that enter the balance, ``n_articles`` and ``n_outlets`` in which one counts,
        ``n_in_one``, the most of them in one article, ``share`` of all that counts for the frame (NA if nothing does),
        ``kind`` (word, stem, form, phrase, pattern), ``read_as`` in words, ``surfaces`` that it hit, in lower case with
        their counts, and ``passed_over``: words of the articles with the stem of an indicator of one word that are none
        of its forms (*supporters* with ``support``).
    """
    hits, counted = (with_words(one) for one in (reading.frame_hits, counted_hits(reading.frame_hits, reading.study)))
    key = ["frame_id", "indicator"]
    sizes, sizes_counted = hits.groupby(key).size(), counted.groupby(key).size()
    articles = counted.groupby(key)["article_id"].nunique()
    in_one = counted.groupby([*key, "article_id"]).size().groupby(key).max()
    outlet_of = map_articles(reading.articles, "outlet_id")
    outlets = counted.assign(outlet_id=counted["article_id"].map(outlet_of)).groupby(key)["outlet_id"].nunique()
    totals = counted.groupby("frame_id").size()
    tables = sizes, sizes_counted, articles, outlets, in_one
    rows = [
        (entry.frame_id, entry.function, entry.indicator, entry.weight)
        + tuple(int(table.get((entry.frame_id, entry.indicator), 0)) for table in tables)
        for entry in entries(reading.study.frames)
    ]
    names = ["frame_id", "function", "indicator", "weight", "n", "n_counted", "n_articles", "n_outlets", "n_in_one"]
    table = pd.DataFrame(rows, columns=names)
    table["share"] = table["n_counted"] / table["frame_id"].map(totals).astype("float64")
    return table.assign(**_readings(reading))


def _readings(reading: Tables) -> dict[str, list[str]]:
    """Say of each indicator what it was read as, what it hit and which words of its stem it leaves out."""
    language = reading.study.study.language
    surfaces: dict[tuple[str, str], Counter[str]] = {}
    hits = with_words(reading.frame_hits)
    for frame_id, indicator, surface in zip(hits["frame_id"], hits["indicator"], hits["surface"], strict=True):
        surfaces.setdefault((frame_id, indicator), Counter())[surface.lower()] += 1
    words = Counter(found[0] for text in reading.articles["text"] for found in WORD.finditer(text.lower()))
    by_stem: dict[str, Counter[str]] = {}
    for word, n in words.items():
        by_stem.setdefault(stem(word, language), Counter())[word] = n
    listed = list(entries(reading.study.frames))
    explained = [explain_indicator(entry.indicator, language) for entry in listed]
    return {
        "kind": [kind for kind, _ in explained],
        "read_as": [read for _, read in explained],
        "surfaces": [_counts(surfaces.get((entry.frame_id, entry.indicator), Counter())) for entry in listed],
        "passed_over": [
            _counts(_passed_over(entry, by_stem, language)) if kind == "word" else ""
            for entry, (kind, _) in zip(listed, explained, strict=True)
        ],
    }


def _passed_over(entry: Entry, by_stem: dict[str, Counter[str]], language: str) -> Counter[str]:
    ((slot,),) = parse_indicator(entry.indicator, language)
    stems = {stem(word, language) for word in slot.written.split("|")}
    return Counter({w: n for one in stems for w, n in by_stem.get(one, Counter()).items() if not slot.takes(w)})


def _counts(words: Counter[str]) -> str:
    """Write words with their counts, the most frequent first."""
    return ", ".join(f"{word} {n}" for word, n in sorted(words.items(), key=lambda item: (-item[1], item[0])))
