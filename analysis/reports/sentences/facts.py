"""A Reading -> the counts that findings and methods are told with, each counted once for all who tell it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.compare.roles import told_of
from analysis.compare.tables.grid import choose_method, count_sentences, outlets_of
from analysis.reading import Reading
from analysis.reports.sentences.english import fill, paragraphs
from analysis.tables import without_topics

Counts = dict[str, int]


@dataclass(frozen=True)
class Corpus:
    """What was read, in rows. A ``dict`` counts by name; ``n_few`` outlets have fewer than ``least`` articles."""

    n_records: int
    n_articles: int
    n_aside: int
    n_told: int
    n_touched: int
    n_other: int
    n_foreign: int
    n_agency: int
    n_stated: int
    n_inferred: int
    n_missing: int
    first: pd.Timestamp
    last: pd.Timestamp
    outlets: Counts
    n_outlets: int
    least: int
    n_few: int
    n_enough: int
    n_words: int
    n_sentences: int
    n_silent: int

    @property
    def n_read(self) -> int:
        """Sentences outside credits, captions and appeals."""
        return self.n_sentences - self.n_silent


@dataclass(frozen=True)
class Facts(Corpus):
    """What was read and what was found in it, in rows. A ``dict`` counts by name, the largest first."""

    repairs: Counts
    n_segments: int
    n_people: int
    mentions: Counts
    n_unresolved: int
    n_corrected: int
    quotes: Counts
    n_sourceless: int
    lexicon: str
    n_added: int
    n_scored: int
    n_without_word: int
    method: str
    n_targets: int
    n_valued: int
    n_unsure: int
    n_indicators: int
    frames: Counts
    scopes: Counts
    standings: Counts


def say_counted(facts: Corpus) -> str:
    """Say which articles measures take, and which no outlet wrote; nothing where they are all its own and all told."""
    told = (
        "{n_told} of {n_articles:article} {n_told:tells|tell} the story in the study's language, and measures take "
        "these."
    )
    wire = "{n_agency:article} {n_agency:was|were} written by agencies, in a voice of their own."
    parts = (told if facts.n_told < facts.n_articles else "", wire if facts.n_agency else "")
    return paragraphs(*(fill(part, facts) for part in parts), between=" ")


def count_corpus(reading: Reading) -> Corpus:
    """Count what was read; of the tables it opens those of articles, sentences and the quarantine."""
    articles, n_aside, least = reading.articles, len(reading.quarantine), reading.study.minimum_articles
    by_outlet, basis = articles["outlet_id"].value_counts(), articles["published_basis"].value_counts()
    n_foreign = int(articles["role_evidence"].fillna("").str.startswith("language:").sum())
    n_few, n_sentences = int((by_outlet < least).sum()), len(reading.sentences)
    return Corpus(
        n_records=len(articles) + n_aside,
        n_articles=len(articles),
        n_aside=n_aside,
        n_told=len(told_of(articles)),
        n_touched=int((articles["role"] == "touched").sum()),
        n_other=int((articles["role"] == "other").sum()) - n_foreign,
        n_foreign=n_foreign,
        n_agency=int(articles["agency"].notna().sum()),
        n_stated=int(basis.get("stated", 0)),
        n_inferred=int(basis.get("inferred", 0)),
        n_missing=int(basis.get("missing", 0)),
        first=articles["published_earliest"].min(),
        last=articles["published_latest"].max(),
        outlets=_counts(outlets_of(articles, reading.study, every=True)["outlet"], sort=False),
        n_outlets=len(by_outlet),
        least=least,
        n_few=n_few,
        n_enough=len(by_outlet) - n_few,
        n_words=sum(len(text.split()) for text in articles["text"]),
        n_sentences=n_sentences,
        n_silent=n_sentences - int(count_sentences(reading).sum()),
    )


def count_facts(reading: Reading) -> Facts:
    """Count what a method is told with; sentiment by the study's."""
    method, study = choose_method(reading), reading.study
    mentions, quotes, hits = reading.mentions, without_topics(reading.quotes), reading.frame_hits
    scored = reading.valences[reading.valences["unit"] == "sentence"]
    toward = reading.sentiments[reading.sentiments["method"] == method]
    return Facts(
        **vars(count_corpus(reading)),
        repairs={str(name): int(n) for name, n in reading.repairs.groupby("repair", sort=False)["n"].sum().items()},
        n_segments=len(reading.segments),
        n_people=len(study.people),
        mentions=_counts(mentions["kind"].str.replace("_", " ")),
        n_unresolved=int(mentions["person_id"].isna().sum()),
        n_corrected=int((reading.notes["kind"] == "corrections applied").sum()),
        quotes=_counts(quotes["kind"]),
        n_sourceless=int((quotes["source_kind"] == "unresolved").sum()),
        lexicon=", ".join(scored["lexicon"].unique()),
        n_added=len(study.lexicon.words),
        n_scored=len(scored),
        n_without_word=int((scored["n_lexicon"] == 0).sum()),
        method=method,
        n_targets=len(toward),
        n_valued=int(toward["n"].sum()),
        n_unsure=int(toward["unsure"].sum()),
        n_indicators=sum(len(part.indicators) for frame in study.frames.values() for part in frame.functions.values()),
        frames={frame.label: int((hits["frame_id"] == frame_id).sum()) for frame_id, frame in study.frames.items()},
        scopes=_counts(hits["scope"]),
        standings=_counts(hits["standing"]),
    )


def _counts(column: pd.Series, *, sort: bool = True) -> Counts:
    return {str(name): int(n) for name, n in column.value_counts(sort=sort).items()}
