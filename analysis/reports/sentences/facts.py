"""A Reading -> the counts that its method is told with, each counted once for README, pages and papers."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.charts.style import plural
from analysis.compare.roles import told_of
from analysis.compare.tables.grid import choose_method, outlets_of
from analysis.reading import Reading
from analysis.reports.sentences.english import were
from analysis.tables import SILENT_SECTIONS

__all__ = ["Facts", "count_facts", "say_counted"]

Counts = dict[str, int]


@dataclass(frozen=True)
class Facts:
    """What was read and what was found, in rows. A ``dict`` counts by name, the largest first."""

    n_articles: int
    n_aside: int
    n_told: int
    n_agency: int
    n_stated: int
    n_inferred: int
    first: pd.Timestamp
    last: pd.Timestamp
    outlets: Counts
    n_words: int
    repairs: Counts
    n_sentences: int
    n_silent: int
    n_segments: int
    mentions: Counts
    n_unresolved: int
    n_corrected: int
    quotes: Counts
    n_sourceless: int
    lexicon: str
    n_scored: int
    n_without_word: int
    method: str
    n_targets: int
    n_valued: int
    n_indicators: int
    frames: Counts
    scopes: Counts

    @property
    def n_missing(self) -> int:
        """Articles whose date is not known."""
        return self.n_articles - self.n_stated - self.n_inferred


def count_facts(reading: Reading, method: str | None = None) -> Facts:
    """Count what a method is told with; ``n_targets`` and ``n_valued`` are those of ``method`` (None: the study's)."""
    method = choose_method(reading, method)
    articles, sentences, mentions, quotes = reading.articles, reading.sentences, reading.mentions, reading.quotes
    scored = reading.valences[reading.valences["unit"] == "sentence"]
    toward = reading.sentiments[reading.sentiments["method"] == method]
    hits, study = reading.frame_hits, reading.study
    basis = articles["published_basis"]
    return Facts(
        n_articles=len(articles),
        n_aside=len(reading.quarantine),
        n_told=len(told_of(articles)),
        n_agency=int(articles["agency"].notna().sum()),
        n_stated=int((basis == "stated").sum()),
        n_inferred=int((basis == "inferred").sum()),
        first=articles["published_earliest"].min(),
        last=articles["published_latest"].max(),
        outlets=_counts(outlets_of(articles, study, every=True)["outlet"], sort=False),
        n_words=sum(len(text.split()) for text in articles["text"]),
        repairs={str(name): int(n) for name, n in reading.repairs.groupby("repair", sort=False)["n"].sum().items()},
        n_sentences=len(sentences),
        n_silent=int(sentences["section"].isin(SILENT_SECTIONS).sum()),
        n_segments=len(reading.segments),
        mentions=_counts(mentions["kind"].str.replace("_", " ")),
        n_unresolved=int(mentions["person_id"].isna().sum()),
        n_corrected=int((reading.notes["kind"] == "corrections applied").sum()),
        quotes=_counts(quotes["kind"]),
        n_sourceless=int((quotes["source_kind"] == "unresolved").sum()),
        lexicon=", ".join(scored["lexicon"].unique()),
        n_scored=len(scored),
        n_without_word=int((scored["n_lexicon"] == 0).sum()),
        method=method,
        n_targets=len(toward),
        n_valued=int(toward["n"].sum()),
        n_indicators=sum(len(part.indicators) for frame in study.frames.values() for part in frame.functions.values()),
        frames={frame.label: int((hits["frame_id"] == frame_id).sum()) for frame_id, frame in study.frames.items()},
        scopes=_counts(hits["scope"]),
    )


def _counts(column: pd.Series, *, sort: bool = True) -> Counts:
    return {str(name): int(n) for name, n in column.value_counts(sort=sort).items()}


def say_counted(facts: Facts) -> str:
    """Say which articles measures take, and which no outlet wrote; nothing where they are all its own and all told."""
    parts = [
        f" {facts.n_told:,} of {plural(facts.n_articles, 'article')} {'tells' if facts.n_told == 1 else 'tell'} the "
        "story in the study's language, and measures take these."
        if facts.n_told < facts.n_articles
        else "",
        f" {plural(facts.n_agency, 'article')} {were(facts.n_agency)} written by agencies, in a voice of their own."
        if facts.n_agency
        else "",
    ]
    return "".join(parts)
