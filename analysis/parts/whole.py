"""The tables of all parts -> those that need the whole corpus, each of the columns that it needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from analysis.compare.health import judge_health
from analysis.compare.roles import told_of, told_tables
from analysis.compare.shares import keep_shares, present_shares
from analysis.compare.whole import Changed, compare_quotes, compare_words, contrast_samples, score_counted
from analysis.parts.records import file_name
from analysis.pipeline import see_coding
from analysis.study import Study
from analysis.tables import empty
from analysis.validity.coding import read_coding
from analysis.validity.folder import coding_folder
from analysis.validity.frames import coded_sentences, measure_ratios

__all__ = ["RATIOS", "SCORES", "WHOLE", "Parts", "load", "see_axes", "see_codes"]

#: Columns of each table that comparing needs.
COLUMNS = {
    "articles": "article_id outlet_id outlet published_earliest published_latest text role role_evidence agency",
    "sentences": "article_id sentence_index paragraph_index section start end",
    "segments": "article_id segment_index sentence_index start end voice holder_kind holder_id",
    "mentions": "article_id sentence_index start end person_id",
    "frame_hits": "article_id start sentence_index section frame_id indicator function scope voice holder_kind"
    " holder_id about_id weight standing",
}
Tables = dict[str, pd.DataFrame]
#: What is corrected by coding before it is a table, and by how much.
SCORES, RATIOS = "work/scores", "work/ratios"


def load(folder: str | Path, name: str, parts: Sequence[int], columns: str | None = None) -> pd.DataFrame:
    """Put the parts of a table end to end, all columns or some."""
    wanted = columns or COLUMNS.get(name)
    names = wanted.split() if wanted else None
    frames = (pd.read_parquet(Path(folder) / file_name(name, part), columns=names) for part in parts)
    return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class Parts:
    """The parts of a table, one after the other, as often as they are asked for."""

    folder: str
    name: str
    parts: Sequence[int]

    def __iter__(self) -> Iterator[pd.DataFrame]:
        return (pd.read_parquet(Path(self.folder) / file_name(self.name, part)) for part in self.parts)


def _load_all(folder: str, parts: Sequence[int], names: str) -> Tables:
    return {name: load(folder, name, parts) for name in names.split()}


def see_quotes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the ledger, what stands around quotations, and coverage."""
    names = "articles quotes mentions narrated_times sentences segments valences frame_hits"
    return _named(compare_quotes(_load_all(folder, parts, names), study, load(folder, "copies", parts)))


def see_words(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the key words."""
    told = told_tables(_load_all(folder, parts, "articles segments"))
    return _named({"keyness": compare_words(told, load(folder, "copies", parts), study)})


def see_contrasts(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the contrasts."""
    shares = Parts(folder, "work/shares", parts)
    are_there = pd.concat(present_shares(part) for part in shares).drop_duplicates()
    told = told_of(
        load(folder, "articles", parts, "article_id outlet_id outlet published_earliest published_latest role")
    )
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    samples, kept = Parts(folder, "work/samples", parts), Changed(shares, partial(keep_shares, are_there=are_there))
    return _named({"contrasts": contrast_samples(samples, kept, told, copies, study)})


def see_axes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Score outlets and speakers on each axis."""
    counts = {name: load_coded(folder, f"work/{name}", parts) for name in ("hits", "lengths", "heard")}
    told = told_of(load(folder, "articles", parts, "article_id outlet_id role"))
    copies = load(folder, "copies", parts, "article_id cluster_id drawn_id")
    return {SCORES: score_counted(counts, told, copies, study)}


def load_coded(folder: str, name: str, parts: Sequence[int]) -> pd.DataFrame:
    """Put the parts of a table end to end, each different text once: rows are many, and what they say is not."""
    frames = list(Parts(folder, name, parts))
    columns = {}
    for column, dtype in frames[0].dtypes.items():
        own = [frame[column] for frame in frames]
        is_text = isinstance(dtype, pd.StringDtype)
        columns[column] = (
            union_categoricals([one.astype("category") for one in own]) if is_text else np.concatenate(own)
        )
    return pd.DataFrame(columns)


def see_health(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Check the articles of each outlet."""
    known = {name: load(folder, f"work/{name}", parts) for name in ("facts", "pages")}
    notes = pd.read_parquet(Path(folder) / "whole" / "notes.parquet", columns=["article_id", "kind"])
    copies = load(folder, "copies", parts, "article_id n_copies")
    return _named({"health": judge_health(known, copies, notes, study)})


def see_codes(folder: str, parts: Sequence[int], study: Study) -> Tables:
    """Make the tables of what people coded; where nobody did, no part is opened."""
    names = "articles sentences segments mentions quotes sentiments valences frame_hits copies"
    every = parts if read_coding(coding_folder(study)) is not None else parts[:0]
    tables = {
        name: pd.concat([empty(name), *(pd.read_parquet(Path(folder) / file_name(name, one)) for one in every)])
        for name in names.split()
    }
    coded = see_coding(tables, study)
    found = measure_ratios(coded_sentences(tables | coded, study))
    ratios = [(axis_id, *one) for axis_id, one in found.items()]
    return _named(coded) | {RATIOS: pd.DataFrame(ratios, columns=["axis_id", "log", "error"])}


def _named(tables: Tables) -> Tables:
    return {f"whole/{name}": table for name, table in tables.items()}


#: The steps that see the whole corpus, none of which waits for another; all need what `voice_one` made.
WHOLE = (see_quotes, see_words, see_contrasts, see_axes, see_health, see_codes)
